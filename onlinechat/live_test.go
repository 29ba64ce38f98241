package onlinechat_test

import (
	"fmt"
	"runtime"
	"slices"
	"testing/synctest"
	"time"
	"weak"

	"github.com/stretchr/testify/require"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/onlinechat"
)

// The checks of step 7 for one goroutine: no call waits for a reader, and nothing is left of a Subscription that has
// ended.

// subscribed returns a new Subscription.
func subscribed(s *onlinechat.Server, u id, buffer int) *onlinechat.Subscription {
	sub, err := s.Subscribe(u, buffer)
	allowed(err, "s.Subscribe(%q, %d)", u, buffer)
	return sub
}

// sends sends n messages.
func sends(s *onlinechat.Server, chat onlinechat.ChatID, from id, n int) {
	for range n {
		_, err := s.Send(chat, from, "", "tea?")
		allowed(err, "s.Send(chat, %q, \"\", \"tea?\")", from)
	}
}

// waiting receives all messages that wait in a Subscription's channel.
func waiting(sub *onlinechat.Subscription) (all []onlinechat.Message) {
	for {
		select {
		case m, ok := <-sub.C():
			if ok {
				all = append(all, m)
				continue
			}
		default:
		}
		return all
	}
}

// kept holds the Servers of bubbles, so that they never become garbage. A Server may end its goroutines in a cleanup.
// This would run outside the bubble, and code outside must not use the channels of a bubble.
var kept []*onlinechat.Server

// bubbled returns a Server and a group on it for use in a bubble.
func bubbled(users ...id) (*onlinechat.Server, onlinechat.ChatID) {
	s, chat := groupOf(onlinechat.Config{}, users...)
	kept = append(kept, s)
	return s, chat
}

// checkNeverReads sends to a group in which one member never reads. It runs in a bubble, where a Send that waits is a
// deadlock.
func checkNeverReads(t *exercise.T) {
	for _, buffer := range []int{1, 2, 10} {
		s, chat := bubbled(ann, bob, cyd)
		lazy, eager := subscribed(s, bob, buffer), subscribed(s, cyd, 100)
		for i := range 50 {
			t.Doing(fmt.Sprintf("a group of ann, bob and cyd; bob subscribes with a buffer of %d and never reads\n"+
				"s.Send(chat, \"ann\", \"\", \"tea?\") // call number %d has not returned", buffer, i+1))
			sends(s, chat, ann, 1)
		}
		t.Doing("")
		wantRun(t, fmt.Sprintf("ann sends 50 messages to a group, and bob, who has a buffer of %d, does not read: then bob receives", buffer), seqsOf(waiting(lazy)), 1, buffer)
		wantRun(t, "ann sends 50 messages to a group, and bob does not read: then cyd, who has a buffer of 100, receives", seqsOf(waiting(eager)), 1, 50)
	}
}

// A goer has a Subscription and ends it, or leaves.
type goer struct {
	name string
	call string // as Go text
	goes func(s *onlinechat.Server, chat onlinechat.ChatID, sub *onlinechat.Subscription)
}

// enders end a Subscription of bob with a buffer of 1.
var enders = []goer{
	{"is closed", "sub.Close()", func(_ *onlinechat.Server, _ onlinechat.ChatID, sub *onlinechat.Subscription) { sub.Close() }},
	{"lags", `s.Send(chat, "ann", "", "tea?")`, func(s *onlinechat.Server, chat onlinechat.ChatID, sub *onlinechat.Subscription) {
		for i := 0; i < 20 && sub.Err() == nil; i++ { // if it does not lag, another row fails
			sends(s, chat, ann, 1)
		}
	}},
	{"is closed by RemoveUser", `s.RemoveUser("bob")`, func(s *onlinechat.Server, _ onlinechat.ChatID, _ *onlinechat.Subscription) { must(s.RemoveUser(bob)) }},
}

// checkNeverReadsAndGoes has a user who never reads and then closes, leaves or is removed.
func checkNeverReadsAndGoes(t *exercise.T) {
	for _, way := range slices.Concat(enders, []goer{
		{"stays open, and bob is kicked", `s.Kick(chat, "ann", "bob")`, func(s *onlinechat.Server, chat onlinechat.ChatID, _ *onlinechat.Subscription) {
			must(s.Kick(chat, ann, bob))
		}},
		{"stays open, and bob leaves the group", `s.Leave(chat, "bob")`, func(s *onlinechat.Server, chat onlinechat.ChatID, _ *onlinechat.Subscription) {
			must(s.Leave(chat, bob))
		}},
	}) {
		for _, buffer := range []int{1, 3} {
			s, chat := bubbled(ann, bob, cyd)
			sub := subscribed(s, bob, buffer)
			doing := func(before, call string) {
				t.Doing(fmt.Sprintf("a group of ann, bob and cyd; bob subscribes with a buffer of %d and never reads%s\n%s // this call has not returned", buffer, before, call))
			}
			const send = `s.Send(chat, "ann", "", "tea?")`
			doing("", send)
			sends(s, chat, ann, 1)
			doing("; ann sends a message", send)
			sends(s, chat, ann, 1)
			doing("; ann sends 2 messages", way.call)
			way.goes(s, chat, sub)
			doing(fmt.Sprintf("; ann sends 2 messages; after that, the Subscription %s", way.name), send)
			sends(s, chat, ann, 1)
			t.Doing("")
		}
	}
}

// checkWaitingReader ends Subscriptions whose reader waits for a message. In a bubble, a reader who does not wake up is a
// deadlock.
func checkWaitingReader(t *exercise.T) {
	for _, way := range []goer{enders[0], enders[2]} {
		s, chat := bubbled(ann, bob)
		sub, done := subscribed(s, bob, 1), make(chan struct{})
		go func() {
			defer close(done)
			for range sub.C() {
			}
		}()
		t.Doing(fmt.Sprintf("bob waits for a message in <-sub.C(); then %s // bob has not been woken", way.call))
		synctest.Wait()
		way.goes(s, chat, sub)
		<-done
		t.Doing("")
	}
}

// checkFullBuffer fills the largest buffer to the last message.
func checkFullBuffer(t *exercise.T) {
	const buffer = 65_536
	s, chat := groupOf(onlinechat.Config{}, ann, bob)
	sub := subscribed(s, bob, buffer)
	sends(s, chat, ann, buffer)
	require.NoError(t, sub.Err(), "sub, err := s.Subscribe(%q, %d); sub.Err() after as many messages as buffer says", bob, buffer)
	sends(s, chat, ann, 1)
	require.ErrorIs(t, sub.Err(), ErrLagged, "sub, err := s.Subscribe(%q, %d); sub.Err() after one more message than buffer says", bob, buffer)
	wantRun(t, fmt.Sprintf("a full Subscription with a buffer of %d has", buffer), seqsOf(waiting(sub)), 1, buffer)
}

// wantRun fails t if got is not the Seqs from first to last.
func wantRun(t *exercise.T, what string, got []int64, first, last int) {
	if want := seqs(first, last); !slices.Equal(got, want) {
		t.Fatalf("%s the Seqs\n%v, want\n%v", what, abridged(got), abridged(want))
	}
}

// abridged returns seqs as text, with runs in short form.
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

// keepers are what may still refer to a user whose Subscription has ended.
var keepers = []struct {
	text    string
	prepare func(s *onlinechat.Server, chat onlinechat.ChatID)
}{
	{"", func(*onlinechat.Server, onlinechat.ChatID) {}},
	{", and ann and bob have a private chat", func(s *onlinechat.Server, _ onlinechat.ChatID) {
		private := got(s.OpenPrivate(ann, bob))
		sends(s, private, bob, 1)
		sends(s, private, ann, 1)
		must(s.MarkRead(private, ann, 1))
	}},
	{", and bob has blocked zed, has a request to eve, and has sent a message to the group", func(s *onlinechat.Server, chat onlinechat.ChatID) {
		for _, u := range []id{zed, eve} {
			must(s.AddUser(u, "x"))
		}
		must(s.Block(bob, zed))
		must(s.RequestFriend(bob, eve))
		sends(s, chat, bob, 1)
	}},
	{", and bob was the owner of another group, which he left", func(s *onlinechat.Server, _ onlinechat.ChatID) {
		other := got(s.CreateGroup(bob, "x"))
		must(s.Invite(other, bob, ann))
		must(s.Leave(other, bob))
	}},
	{", and bob has a Subscription with a large buffer, which began earlier", func(s *onlinechat.Server, _ onlinechat.ChatID) { subscribed(s, bob, 100) }},
}

// checkForgotten checks that a Subscription that has ended becomes garbage, whether or not more messages come, and
// whatever else refers to its user.
func checkForgotten(t *exercise.T) {
	for i, way := range slices.Concat(enders, enders) {
		quiet := i >= len(enders)
		for k, keeper := range keepers {
			if quiet && k > 0 {
				break
			}
			s, chat := groupOf(onlinechat.Config{}, ann, bob, cyd)
			keeper.prepare(s, chat)
			ref := endedSubscription(s, chat, way)
			another := subscribed(s, cyd, 1)
			if !quiet {
				sends(s, chat, ann, 1)
			}
			for i := 0; ref.Value() != nil; i++ {
				if i == 20 {
					t.Fatalf("a group of ann, bob and cyd%s. sub, err := s.Subscribe(%q, 1); the Subscription %s, but the Server still refers to it, want no reference", keeper.text, bob, way.name)
				}
				runtime.GC()
				time.Sleep(time.Duration(i) * time.Millisecond) // for designs that end it in a goroutine
			}
			runtime.KeepAlive(s)
			runtime.KeepAlive(another)
		}
	}
}

//go:noinline
func endedSubscription(s *onlinechat.Server, chat onlinechat.ChatID, way goer) weak.Pointer[onlinechat.Subscription] {
	sub := subscribed(s, bob, 1)
	way.goes(s, chat, sub)
	return weak.Make(sub)
}

// checkNoLeak makes many Subscriptions that end, and measures memory and goroutines.
func checkNoLeak(t *exercise.T) {
	const times, each, buffer = 10, 200, 20
	for _, lag := range []bool{false, true} {
		s, chat := groupOf(onlinechat.Config{}, ann, bob)
		calls := fmt.Sprintf("sub, err := s.Subscribe(%q, %d); sub.Close() for %d Subscriptions", bob, buffer, each)
		if lag {
			calls = fmt.Sprintf("sub, err := s.Subscribe(%q, %d) for %d Subscriptions, and messages until each has lagged", bob, buffer, each)
		}
		goroutines := runtime.NumGoroutine()
		exercise.WantSteadyHeap(t, calls, 1, times, func(int) {
			for range each {
				if sub := subscribed(s, bob, buffer); !lag {
					sub.Close()
				}
			}
			sends(s, chat, ann, buffer+1)
		})
		for i := 0; i < 200 && runtime.NumGoroutine() > goroutines+each; i++ {
			time.Sleep(time.Millisecond)
		}
		if more := runtime.NumGoroutine() - goroutines; more > each {
			t.Errorf("%s, and all of that %d times: %d more goroutines are running than before, want none", calls, times, more)
		}
		runtime.KeepAlive(s)
	}
}

// checkManySubscriptions ends so many Subscriptions that their number does not fit into 16 bits, beside one that stays
// open and one that begins in the middle.
func checkManySubscriptions(t *exercise.T) {
	const n = 66_000
	s, chat := groupOf(onlinechat.Config{}, ann, bob)
	first, middle := subscribed(s, bob, 1), (*onlinechat.Subscription)(nil)
	for i := range n {
		if i == n/2 {
			middle = subscribed(s, bob, 1)
		}
		subscribed(s, bob, 1).Close()
	}
	sends(s, chat, ann, 1)
	for name, sub := range map[string]*onlinechat.Subscription{"before": first, "in the middle of": middle} {
		wantRun(t, fmt.Sprintf("a Subscription that was made %s %d others, which were closed, gets", name, n), seqsOf(waiting(sub)), 1, 1)
	}
}

// checkManyOpenSubscriptions has so many open Subscriptions of a user that their number does not fit into 16 bits. It ends
// some of them, and each of the others must still get messages.
func checkManyOpenSubscriptions(t *exercise.T) {
	const n = 66_000
	s, chat := groupOf(onlinechat.Config{}, ann, bob)
	subs := make([]*onlinechat.Subscription, n)
	for i := range subs {
		subs[i] = subscribed(s, bob, 1)
	}
	doing := func(call string) {
		t.Doing(fmt.Sprintf("bob has %d open Subscriptions, with a buffer of 1\n%s", n, call))
	}
	ended := make(map[int]bool)
	for _, i := range []int{1<<16 + 1, 1 << 16, 1<<16 - 1, n - 1, 0, 1, 2, 255, 256, 1<<15 - 1, 1 << 15, n - 2} {
		doing(fmt.Sprintf("sub.Close(), for Subscription number %d", i+1))
		subs[i].Close()
		ended[i] = true
	}
	doing(`s.Send(chat, "ann", "", "tea?")`)
	sends(s, chat, ann, 1)
	t.Doing("")
	for i, sub := range subs {
		messages := 1
		if ended[i] {
			messages = 0
		}
		if have, closed := len(waiting(sub)), isClosed(sub); have != messages || closed != ended[i] {
			t.Fatalf("bob has %d open Subscriptions. Some are closed, and then ann sends a message. Subscription number %d has %d messages in C, and C is closed: %t; want %d and %t", n, i+1, have, closed, messages, ended[i])
		}
	}
	if err := s.RemoveUser(bob); err != nil {
		t.Fatalf("bob has many open Subscriptions: s.RemoveUser(%q) returned %s, want nil", bob, exercise.Text(err))
	}
	for i, sub := range subs {
		if !isClosed(sub) {
			t.Fatalf("bob has %d open Subscriptions. After s.RemoveUser(%q), C of Subscription number %d is open, want it closed", n-len(ended), bob, i+1)
		}
	}
}

// isClosed reports whether the channel of a Subscription is closed. No message waits in it.
func isClosed(sub *onlinechat.Subscription) bool {
	select {
	case _, ok := <-sub.C():
		return !ok
	default:
		return false
	}
}

func checkBesideSubscriptions(t *exercise.T) {
	besideCost(t, "many ended Subscriptions of the sender, and many open ones of users outside the chat", []timedCall{sendingAsBob, paging, counting}, func(s *onlinechat.Server, u id) {
		must(s.AddUser(u, "x"))
		must2(s.Subscribe(u, 1))
		subscribed(s, bob, 1).Close()
	})
}

// checkEndedAtOnce compares the costs of Send after many Subscriptions of ann that were open at the same time have ended,
// and after a few. One more stays open.
func checkEndedAtOnce(t *exercise.T) {
	if exercise.Race {
		return // costs are not compared
	}
	var places [2]place
	var open [2]*onlinechat.Subscription
	for k, n := range []int{lots, few / 8} {
		s, chat := filled(onlinechat.Config{}, few)
		open[k] = subscribed(s, ann, 1)
		var subs []*onlinechat.Subscription
		for range crowd(n) {
			subs = append(subs, subscribed(s, ann, 1))
		}
		for _, sub := range subs {
			sub.Close()
		}
		places[k] = place{s, chat}
	}
	sendingAndReading := timedCall{"Send", func(p place, i int) {
		sendingAsBob.do(p, i)
		for _, sub := range open {
			waiting(sub)
		}
	}}
	sameCosts(t, []timedCall{sendingAndReading}, "after many Subscriptions of a member, which were open at the same time, have ended", places[0], "after a few have", places[1])
}
