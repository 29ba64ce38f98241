package onlinechat_test

import (
	"fmt"
	"runtime"
	"time"
	"weak"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/onlinechat"
)

// The checks of step 7 for one goroutine: that nobody waits for who does not read, and that nothing
// is left of a Subscription that was closed.

// subscribed returns a new Subscription.
func subscribed(s *onlinechat.Server, u id, buffer int) *onlinechat.Subscription {
	sub, err := s.Subscribe(u, buffer)
	must(err)
	return sub
}

// checkNeverReads sends to a group in which one never reads. It runs in a bubble: a Send that waits
// is a deadlock.
func checkNeverReads(t *exercise.T) {
	for _, buffer := range []int{1, 2, 10} {
		s, chat := groupOf(onlinechat.Config{}, ann, bob, cyd)
		lazy, eager := subscribed(s, bob, buffer), subscribed(s, cyd, 100)
		for i := range 50 {
			t.Doing(fmt.Sprintf("a group of ann, bob and cyd; bob subscribes with a buffer of %d and never reads\n"+
				"s.Send(chat, ann, \"\", text) for the %d. time // has not returned", buffer, i+1))
			_, err := s.Send(chat, ann, "", "tea?")
			must(err)
		}
		t.Doing("")
		wantRun(t, fmt.Sprintf("50 messages to a group, while bob, whose buffer has room for %d, does not read: then bob", buffer), drain(t, lazy), 1, buffer)
		wantRun(t, "50 messages to a group, while bob does not read: then cyd, who has a buffer of 100,", seqsOf(received(eager, 50)), 1, 50)
	}
}

// checkNeverReadsAndGoes has somebody who never reads and then leaves, is removed or closes.
func checkNeverReadsAndGoes(t *exercise.T) {
	for name, goes := range map[string]func(s *onlinechat.Server, chat onlinechat.ChatID, sub *onlinechat.Subscription){
		"is kicked": func(s *onlinechat.Server, chat onlinechat.ChatID, _ *onlinechat.Subscription) {
			must(s.Kick(chat, ann, bob))
		},
		"leaves": func(s *onlinechat.Server, chat onlinechat.ChatID, _ *onlinechat.Subscription) {
			must(s.Leave(chat, bob))
		},
		"is removed":              func(s *onlinechat.Server, _ onlinechat.ChatID, _ *onlinechat.Subscription) { must(s.RemoveUser(bob)) },
		"closes his Subscription": func(_ *onlinechat.Server, _ onlinechat.ChatID, sub *onlinechat.Subscription) { sub.Close() },
		"closes it and is removed": func(s *onlinechat.Server, _ onlinechat.ChatID, sub *onlinechat.Subscription) {
			sub.Close()
			must(s.RemoveUser(bob))
		},
	} {
		for _, buffer := range []int{1, 3} {
			s, chat := groupOf(onlinechat.Config{}, ann, bob, cyd)
			sub := subscribed(s, bob, buffer)
			t.Doing(fmt.Sprintf("a group of ann, bob and cyd; bob subscribes with a buffer of %d and never reads; ann sends 2 messages; bob %s // has not returned", buffer, name))
			sends(s, chat, ann, 2)
			goes(s, chat, sub)
			sends(s, chat, ann, 1)
			t.Doing("")
		}
	}
}

// drain receives all that waits in a Subscription's channel, until it is closed.
func drain(t *exercise.T, sub *onlinechat.Subscription) (got []int64) {
	for m := range sub.C() {
		if got = append(got, m.Seq); len(got) > 1<<20 {
			t.Fatalf("a channel that does not end")
		}
	}
	return got
}

// wantRun fails t unless got is the Seqs from first to last.
func wantRun(t *exercise.T, who string, got []int64, first, last int) {
	if want := seqs(first, last); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Fatalf("%s receives the Seqs\n%v, want\n%v", who, abridged(got), abridged(want))
	}
}

// abridged returns seqs as text, runs of them in short.
func abridged(seqs []int64) (text string) {
	for i := 0; i < len(seqs); {
		j := i + 1
		for j < len(seqs) && seqs[j] == seqs[j-1]+1 {
			j++
		}
		if text += fmt.Sprint(" ", seqs[i]); j-i > 1 {
			text += fmt.Sprint("–", seqs[j-1])
		}
		i = j
	}
	if text == "" {
		return "none"
	}
	return text[1:]
}

// ways are how a Subscription with room for one message comes to its end.
var ways = []struct {
	name string
	end  func(s *onlinechat.Server, chat onlinechat.ChatID, sub *onlinechat.Subscription)
}{
	{"was closed", func(_ *onlinechat.Server, _ onlinechat.ChatID, sub *onlinechat.Subscription) { sub.Close() }},
	{"has lagged", func(s *onlinechat.Server, chat onlinechat.ChatID, _ *onlinechat.Subscription) { sends(s, chat, ann, 2) }},
}

// sends sends n messages.
func sends(s *onlinechat.Server, chat onlinechat.ChatID, from id, n int) {
	for range n {
		_, err := s.Send(chat, from, "", "tea?")
		must(err)
	}
}

// checkForgotten looks whether a Subscription that is not open any more is garbage, after one more
// message and another Subscription.
func checkForgotten(t *exercise.T) {
	for _, way := range ways {
		s, chat := groupOf(onlinechat.Config{}, ann, bob)
		ref := endedSubscription(s, chat, way.end)
		another := subscribed(s, bob, 1)
		sends(s, chat, ann, 1)
		for i := 0; ref.Value() != nil; i++ {
			if i == 20 {
				t.Fatalf("sub, err := s.Subscribe(%q, 1); a Subscription that %s can still be reached from the Server, want it to keep no reference", bob, way.name)
			}
			runtime.GC()
			time.Sleep(time.Duration(i) * time.Millisecond) // for whoever ends it in a goroutine of his own
		}
		runtime.KeepAlive(s)
		runtime.KeepAlive(another)
	}
}

//go:noinline
func endedSubscription(s *onlinechat.Server, chat onlinechat.ChatID, end func(*onlinechat.Server, onlinechat.ChatID, *onlinechat.Subscription)) weak.Pointer[onlinechat.Subscription] {
	sub := subscribed(s, bob, 1)
	end(s, chat, sub)
	return weak.Make(sub)
}

// checkNoLeak makes many Subscriptions and closes them. What is left of them shows in memory and in
// goroutines.
func checkNoLeak(t *exercise.T) {
	const times, buffer, most = 2000, 100, 1 << 20
	s, chat := groupOf(onlinechat.Config{}, ann, bob)
	cycle := func(n int) {
		for range n {
			subscribed(s, bob, buffer).Close()
		}
		sends(s, chat, ann, 1)
	}
	cycle(10)
	memory, goroutines := exercise.HeapInUse(), runtime.NumGoroutine()
	cycle(times)
	for i := 0; i < 200 && runtime.NumGoroutine() > goroutines+times/10; i++ {
		time.Sleep(time.Millisecond)
	}
	calls := fmt.Sprintf("%d times sub, err := s.Subscribe(%q, %d); sub.Close()", times, bob, buffer)
	if more := runtime.NumGoroutine() - goroutines; more > times/10 {
		t.Errorf("%s: %d goroutines more than before are left, want none", calls, more)
	}
	if more := exercise.HeapInUse() - memory; more > most {
		t.Errorf("%s: %d bytes more than before are in use, want nothing to be left of them", calls, more)
	}
	runtime.KeepAlive(s)
}
