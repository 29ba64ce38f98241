package onlinechat_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/onlinechat"
)

// BenchmarkSend sends to a group. Either nobody is online, or all members are online and read. A member who
// lags subscribes again. One operation is a Send.
func BenchmarkSend(b *testing.B) {
	for _, members := range []int{2, 100, 1000} {
		for _, online := range []string{"none", "all"} {
			for _, goroutines := range []int{1, 2} {
				b.Run(fmt.Sprintf("members=%d/online=%s/goroutines=%d", members, online, goroutines), func(b *testing.B) {
					steps.Guard(b, func(t *exercise.T) {
						users := ids(members)
						s, chat := groupOf(onlinechat.Config{}, users...)
						if online == "all" {
							defer readers(t, s, users)()
						}
						share(t, b, goroutines, func(g, _ int) {
							_, err := s.Send(chat, users[g], "", "tea?")
							must(err)
						})
					})
				})
			}
		}
	}
}

// readers lets every user read their messages until stop is called.
func readers(t *exercise.T, s *onlinechat.Server, users []id) (stop func()) {
	const buffer = 256
	var wg sync.WaitGroup
	for _, u := range users {
		sub := subscribed(s, u, buffer)
		wg.Go(t.Guarded(func() {
			for {
				for range sub.C() {
				}
				if sub.Err() == nil {
					return
				}
				var err error
				if sub, err = s.Subscribe(u, buffer); err != nil {
					return
				}
			}
		}))
	}
	return func() {
		for _, u := range users {
			must(s.RemoveUser(u))
		}
		wg.Wait()
	}
}

// share makes b.N calls of op, divided among goroutines.
func share(t *exercise.T, b *testing.B, goroutines int, op func(g, i int)) {
	b.ReportAllocs()
	b.ResetTimer()
	if goroutines == 1 {
		for i := range b.N {
			op(0, i)
		}
	} else {
		each := b.N/goroutines + 1
		exercise.Together(t, goroutines, func(g int) {
			for i := range each {
				op(g, i)
			}
		})
	}
	b.StopTimer()
}

// BenchmarkCrowd sends 10,000 messages to 1,000 subscribers. Every other one never reads and soon lags. One
// operation is all of that.
func BenchmarkCrowd(b *testing.B) {
	b.Run("subscribers=1000/messages=10000", func(b *testing.B) {
		steps.Guard(b, func(t *exercise.T) {
			b.ReportAllocs()
			users := ids(1000)
			for b.Loop() {
				s, chat := groupOf(onlinechat.Config{}, users...)
				var reading []id
				for i, u := range users {
					if i%2 == 0 {
						reading = append(reading, u)
					} else {
						subscribed(s, u, 16)
					}
				}
				stop := readers(t, s, reading[1:])
				sends(s, chat, users[0], 10_000)
				stop()
			}
		})
	})
}

// BenchmarkHistory asks for a page of 50 messages somewhere in a chat.
func BenchmarkHistory(b *testing.B) {
	forLengths(b, func(s *onlinechat.Server, chat onlinechat.ChatID, u id, before int64) {
		_, err := s.History(chat, u, before, 50)
		must(err)
	})
}

// BenchmarkUnread counts unread messages when half of a chat has been read.
func BenchmarkUnread(b *testing.B) {
	forLengths(b, func(s *onlinechat.Server, chat onlinechat.ChatID, u id, _ int64) {
		_, err := s.Unread(chat, u)
		must(err)
	})
}

// forLengths runs a benchmark for chats of several lengths, by one goroutine and by two.
func forLengths(b *testing.B, op func(s *onlinechat.Server, chat onlinechat.ChatID, u id, before int64)) {
	type room struct {
		s    *onlinechat.Server
		chat onlinechat.ChatID
	}
	for _, n := range []int{100, 10_000, 100_000} {
		filledOnce := sync.OnceValue(func() room {
			s, chat := filled(onlinechat.Config{}, n)
			must(s.MarkRead(chat, ann, int64(n/2)))
			return room{s, chat}
		})
		befores := randomSeqs(n)
		for _, goroutines := range []int{1, 2} {
			b.Run(fmt.Sprintf("n=%d/goroutines=%d", n, goroutines), func(b *testing.B) {
				steps.Guard(b, func(t *exercise.T) {
					r := filledOnce()
					share(t, b, goroutines, func(g, i int) { op(r.s, r.chat, []id{ann, bob}[g], befores[i%len(befores)]) })
				})
			})
		}
	}
}

// randomSeqs returns Seqs of a chat of n messages in random order.
func randomSeqs(n int) (seqs [1 << 10]int64) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range seqs {
		seqs[i] = 1 + r.Int64N(int64(n))
	}
	return seqs
}

// BenchmarkFriends asks for the friends of a user who has many.
func BenchmarkFriends(b *testing.B) {
	for _, n := range []int{10, 1000} {
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			steps.Guard(b, func(t *exercise.T) {
				users := ids(n + 1)
				s := befriended(onlinechat.Config{}, users...)
				b.ReportAllocs()
				for b.Loop() {
					_, err := s.Friends(users[0])
					must(err)
				}
			})
		})
	}
}
