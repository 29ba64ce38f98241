package onlinechat_test

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/onlinechat"
)

// The checks of step 7 in which goroutines send and receive: many short rounds, each with its
// account.

// yielding is a Config whose clock lets others run, in the midst of a call.
var yielding = onlinechat.Config{MaxPage: 1 << 20, Now: func() time.Time {
	runtime.Gosched()
	return time.Unix(0, 0)
}}

// rounds calls check for up to n rounds, with more threads than processors, until it fails.
func rounds(t *exercise.T, n int, check func(round int)) {
	defer exercise.MoreThreads(16)()
	if exercise.Race {
		n = (n + 3) / 4
	}
	for round := range exercise.Within(n) {
		if check(round); t.Failed() {
			return
		}
	}
}

// whole returns all that a member sees of a chat.
func whole(s *onlinechat.Server, chat onlinechat.ChatID, u id) []onlinechat.Message {
	page, err := s.History(chat, u, 0, 1<<20)
	must(err)
	return page
}

func seqsOf(page []onlinechat.Message) (seqs []int64) {
	for _, m := range page {
		seqs = append(seqs, m.Seq)
	}
	return seqs
}

// sender sends texts that tell their sender and their place in his order, and keeps what Send
// returned.
type sender struct {
	who  id
	sent []onlinechat.Message
}

func (sn *sender) send(t *exercise.T, s *onlinechat.Server, chat onlinechat.ChatID, n int) {
	for i := range n {
		text := fmt.Sprintf("%s, no. %d", sn.who, i+1)
		m, err := s.Send(chat, sn.who, "", text)
		if err != nil || m.Text != text || m.From != sn.who || m.Chat != chat {
			t.Fatalf("s.Send(%d, %q, \"\", %q), while others do likewise, returned (%+v, %v), want the message and no error", chat, sn.who, text, m, err)
		}
		if i > 0 && m.Seq <= sn.sent[i-1].Seq {
			t.Fatalf("%s sends one message after the other, while others do likewise: their Seqs are %d and then %d, want a larger one", sn.who, sn.sent[i-1].Seq, m.Seq)
		}
		sn.sent = append(sn.sent, m)
	}
}

// wantAll fails t unless a log has the Seqs from 1 without gaps, and what the senders have sent.
func wantAll(t *exercise.T, what string, log []onlinechat.Message, senders []*sender) {
	total := 0
	bySeq := make(map[int64]onlinechat.Message)
	for _, sn := range senders {
		for _, m := range sn.sent {
			if other, ok := bySeq[m.Seq]; ok {
				t.Fatalf("%s: Send returned Seq %d twice, for %q and for %q, want each Seq once", what, m.Seq, other.Text, m.Text)
			}
			bySeq[m.Seq] = m
			total++
		}
	}
	wantRun(t, what+": whoever looks at History then", seqsOf(log), 1, total)
	for _, m := range log {
		if sent := bySeq[m.Seq]; sent.Text != m.Text || sent.From != m.From {
			t.Fatalf("%s: History has %q of %s with Seq %d, but Send returned %q of %s with that Seq: want the same", what, m.Text, m.From, m.Seq, sent.Text, sent.From)
		}
	}
}

// checkGapless lets many send to one group at once.
func checkGapless(t *exercise.T) {
	const goroutines, each = 8, 20
	users := ids(goroutines)
	rounds(t, 60, func(round int) {
		s, chat := groupOf(yielding, users...)
		senders := make([]*sender, goroutines)
		exercise.Together(t, goroutines, func(i int) {
			senders[i] = &sender{who: users[i]}
			senders[i].send(t, s, chat, each)
		})
		if !t.Failed() {
			wantAll(t, fmt.Sprintf("%d members of a group send %d messages each, at once", goroutines, each), whole(s, chat, users[0]), senders)
		}
	})
}

// checkManyChats lets users send to several groups at once, each of which has its own Seq.
func checkManyChats(t *exercise.T) {
	const goroutines, each = 6, 20
	users := ids(goroutines)
	rounds(t, 60, func(round int) {
		s, first := groupOf(yielding, users...)
		second, err := s.CreateGroup(users[0], "coffee")
		must(err)
		for _, u := range users[1:] {
			must(s.Invite(second, users[0], u))
		}
		subs := make([]*onlinechat.Subscription, goroutines)
		senders := make([]*sender, goroutines)
		for i, u := range users {
			subs[i] = subscribed(s, u, 1+goroutines*each)
			senders[i] = &sender{who: u}
		}
		chats := []onlinechat.ChatID{first, second}
		exercise.Together(t, goroutines, func(i int) { senders[i].send(t, s, chats[i%2], each) })
		if t.Failed() {
			return
		}
		what := fmt.Sprintf("%d users send %d messages each, at once, half of them to one group and half to another", goroutines, each)
		wantAll(t, what, whole(s, first, users[0]), []*sender{senders[0], senders[2], senders[4]})
		wantAll(t, what, whole(s, second, users[0]), []*sender{senders[1], senders[3], senders[5]})
		for i, sub := range subs {
			got := received(sub, goroutines*each)
			for _, chat := range chats {
				wantRun(t, fmt.Sprintf("%s: of one of the groups %s", what, users[i]), seqsOf(only(got, chat)), 1, goroutines/2*each)
			}
		}
	})
}

func only(messages []onlinechat.Message, chat onlinechat.ChatID) []onlinechat.Message {
	return slices.DeleteFunc(slices.Clone(messages), func(m onlinechat.Message) bool { return m.Chat != chat })
}

// received takes n messages out of a Subscription's channel, or those that come before it is closed
// or somebody has waited for long enough, and any more that are there.
func received(sub *onlinechat.Subscription, n int) (got []onlinechat.Message) {
	enough := time.After(patience)
	for len(got) < n {
		select {
		case m, ok := <-sub.C():
			if !ok {
				return got
			}
			got = append(got, m)
		case <-enough:
			return got
		}
	}
	select {
	case m, ok := <-sub.C():
		if ok {
			got = append(got, m)
		}
	default:
	}
	return got
}

// checkSameOrder lets several subscribers read while others send.
func checkSameOrder(t *exercise.T) {
	const senders, readers, each = 4, 4, 20
	users := ids(senders + readers)
	rounds(t, 60, func(round int) {
		s, chat := groupOf(yielding, users...)
		sent := make([]*sender, senders)
		got := make([][]onlinechat.Message, readers)
		subs := make([]*onlinechat.Subscription, readers)
		for i := range subs {
			subs[i] = subscribed(s, users[senders+i], senders*each)
		}
		exercise.Together(t, senders+readers, func(i int) {
			if i < senders {
				sent[i] = &sender{who: users[i]}
				sent[i].send(t, s, chat, each)
			} else {
				got[i-senders] = received(subs[i-senders], senders*each)
			}
		})
		if t.Failed() {
			return
		}
		what := fmt.Sprintf("%d members of a group send %d messages each, at once, and %d others read what comes", senders, each, readers)
		log := whole(s, chat, users[0])
		wantAll(t, what, log, sent)
		for i, messages := range got {
			wantRun(t, fmt.Sprintf("%s: subscriber %d", what, i+1), seqsOf(messages), 1, senders*each)
			for k, m := range messages {
				if m.Text != log[k].Text {
					t.Fatalf("%s: subscriber %d receives %q with Seq %d, History has %q, want the same", what, i+1, m.Text, m.Seq, log[k].Text)
				}
			}
		}
	})
}

// checkLateSubscribers lets somebody subscribe while others send.
func checkLateSubscribers(t *exercise.T) {
	const senders, late, each = 3, 3, 20
	users := ids(senders + late)
	rounds(t, 60, func(round int) {
		s, chat := groupOf(yielding, users...)
		firsts := make([]int64, late)
		subs := make([]*onlinechat.Subscription, late)
		exercise.Together(t, senders+late, func(i int) {
			if i < senders {
				(&sender{who: users[i]}).send(t, s, chat, each)
				return
			}
			for range (i - senders) * 20 {
				runtime.Gosched()
			}
			subs[i-senders] = subscribed(s, users[i], senders*each+late)
			m, err := s.Send(chat, users[i], "", "here I am")
			must(err)
			firsts[i-senders] = m.Seq
		})
		if t.Failed() {
			return
		}
		for i, sub := range subs {
			last := senders*each + late
			got := receivedUpTo(sub, int64(last))
			what := fmt.Sprintf("while others send %d messages, a user subscribes and then sends one, which gets Seq %d: he", last-1, firsts[i])
			first := firsts[i]
			if len(got) > 0 {
				first = min(first, got[0])
			}
			wantRun(t, what, got, int(first), last)
		}
	})
}

// receivedUpTo takes messages out of a Subscription's channel up to the one with Seq last.
func receivedUpTo(sub *onlinechat.Subscription, last int64) (got []int64) {
	for enough := time.After(patience); ; {
		select {
		case m, ok := <-sub.C():
			if !ok {
				return got
			}
			if got = append(got, m.Seq); m.Seq >= last {
				return got
			}
		case <-enough:
			return got
		}
	}
}

// checkSlowReaders lets subscribers of small buffers read while others send.
func checkSlowReaders(t *exercise.T) {
	const senders, readers, each = 3, 5, 20
	users := ids(senders + readers)
	rounds(t, 100, func(round int) {
		s, chat := groupOf(yielding, users...)
		subs := make([]*onlinechat.Subscription, readers)
		for i := range subs {
			subs[i] = subscribed(s, users[senders+i], 1+i)
		}
		exercise.Together(t, senders+readers, func(i int) {
			if i < senders {
				(&sender{who: users[i]}).send(t, s, chat, each)
				return
			}
			readSlowly(t, subs[i-senders], 1+i-senders, senders*each)
		})
	})
}

// readSlowly reads until the Subscription has lagged or everything has come.
func readSlowly(t *exercise.T, sub *onlinechat.Subscription, buffer, total int) {
	what := fmt.Sprintf("while others send %d messages at once, somebody with a buffer of %d reads slowly: he", total, buffer)
	var got []int64
	for len(got) < total {
		select {
		case m, ok := <-sub.C():
			if ok {
				got = append(got, m.Seq)
				break
			}
			if err := sub.Err(); !errors.Is(err, onlinechat.ErrLagged) {
				t.Fatalf("%s finds C closed after %d messages, and then Err() is %v, want ErrLagged", what, len(got), err)
			}
			if len(got) < buffer {
				t.Fatalf("%s finds C closed after %d messages, want at least as many as the buffer has room for", what, len(got))
			}
			wantRun(t, what, got, 1, len(got))
			return
		case <-time.After(patience):
			t.Fatalf("%s receives %d messages and waits for another in vain, want either the next one or C to be closed", what, len(got))
		}
		for range len(got) % 4 {
			runtime.Gosched()
		}
	}
	wantRun(t, what, got, 1, total)
}

// checkPagesMeanwhile lets some page through the history while others send.
func checkPagesMeanwhile(t *exercise.T) {
	const senders, readers, each = 3, 3, 20
	users := ids(senders + readers)
	rounds(t, 60, func(round int) {
		s, chat := groupOf(yielding, users...)
		sends(s, chat, users[0], 20)
		exercise.Together(t, senders+readers, func(i int) {
			if i < senders {
				for range each {
					_, err := s.Send(chat, users[i], "", "tea?")
					must(err)
				}
				return
			}
			for limit := 1; limit < 10; limit++ {
				var got []int64
				for before := int64(0); before != 1; before = got[0] {
					page, err := s.History(chat, users[i], before, limit)
					must(err)
					if len(page) == 0 {
						t.Fatalf("while others send to a chat, s.History(chat, user, %d, %d) is empty, want the messages below Seq %d", before, limit, before)
					}
					got = append(seqsOf(page), got...)
				}
				wantRun(t, fmt.Sprintf("while others send, somebody goes from page to page with limit %d: he", limit), got, 1, int(got[len(got)-1]))
			}
		})
	})
}
