package onlinechat_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/onlinechat"
)

// The checks of step 7 in which goroutines go on calling for a while. Each of them knows what its calls must return,
// whatever the others do.

// An act is a call and the answer that it must have.
type act struct {
	op
	want any
}

// acting returns random calls of the users with these names, and their answers. After a call that may change a
// Subscription come calls that receive from it, so that a call shows if it returns before it has done all.
func acting(seed uint64, names []id, n int) (acts []act) {
	m := newModel(onlinechat.Config{MaxText: maxText, MaxPage: maxPage})
	r := rand.New(rand.NewPCG(seed, 1))
	next := play(7)
	then := func(ops ...op) {
		for _, o := range ops {
			acts = append(acts, act{o, o.Model(m)})
		}
	}
	then(circle(names...)...)
	then(befriend(names[1], names[2:]...)...)
	then(grouped(1, names[0], names[1:]...)...)
	then(openPrivate(2, names[0], names[1]))
	for k := range 4 {
		then(subscribe(k+1, names[k%len(names)], 3))
	}
	for len(acts) < n {
		o := next(source{intn: r.IntN, users: len(names), chats: 4, names: names})
		if strings.HasPrefix(o.Go, "now ") || strings.HasPrefix(o.Go, "s.RemoveUser") && r.IntN(4) > 0 {
			continue // the clock stands still, because a Server has only one
		}
		then(o)
		if !strings.HasPrefix(o.Go, "sub") && !strings.HasPrefix(o.Go, "s.Send") && !strings.HasPrefix(o.Go, "s.RemoveUser") {
			continue
		}
		for k := range 4 {
			then(receive(k + 1))
			if strings.HasSuffix(o.Go, ".Close()") {
				then(receives(k+1, 3)...)
			}
		}
	}
	return acts
}

// checkAlone lets goroutines make calls that do not concern one another, on a Server for each or on the same one. So
// each of them gets the answers that it would get alone.
func checkAlone(t *exercise.T, sameServer bool) {
	const goroutines = 4
	where := "each on a Server of its own"
	if sameServer {
		where = "all on the same Server, but each with users and chats of its own"
	}
	var acts [goroutines][]act
	for g := range acts {
		var names []id
		for _, u := range people[:3] {
			names = append(names, id(fmt.Sprint(u, g+1)))
		}
		acts[g] = acting(uint64(g), names, 150)
	}
	config := onlinechat.Config{MaxText: maxText, MaxPage: maxPage}
	rounds(t, 200, func(int) {
		var all [goroutines]*solution
		for g := range all {
			if all[g] = newSolution(config); sameServer {
				all[g].s = all[0].s
			}
		}
		exercise.Together(t, goroutines, func(g int) {
			for i, a := range acts[g] {
				if wrong := exercise.Compare(a.Solution(all[g]), a.want); wrong != nil {
					var before []string
					for _, b := range acts[g][max(0, i-8):i] {
						before = append(before, b.Go)
					}
					t.Fatalf("%d goroutines make calls at the same time, %s. Of one goroutine, these are the latest calls:\n%s\n%s%s // got %s, want %s, as if no other goroutine made calls\nrule: %s",
						goroutines, where, strings.Join(before, "\n"), a.Go, wrong.Path, wrong.Got, wrong.Want, a.Rule)
				}
			}
			what := fmt.Sprintf("%d goroutines make calls at the same time, %s: ", goroutines, where)
			sendsToMany(t, what, all[g].s, id(fmt.Sprint("reader", g)))
		})
	})
}

// sendsToMany lets a new user send to many Subscriptions, checks what they get, and closes them. It takes longer than
// other calls, so the calls of other goroutines come in the middle of it.
func sendsToMany(t *exercise.T, what string, s *onlinechat.Server, u id) {
	const readers, messages = 40, 6
	allowed(s.AddUser(u, "x"), "s.AddUser(%q, \"x\")", u)
	chat, err := s.CreateGroup(u, "tea")
	allowed(err, "s.CreateGroup(%q, \"tea\")", u)
	subs := make([]*onlinechat.Subscription, readers)
	for i := range subs {
		subs[i] = subscribed(s, u, messages)
	}
	var sent []onlinechat.Message
	for i := range messages {
		clientID := fmt.Sprint(u, " no. ", i+1)
		m, err := s.Send(chat, u, clientID, "tea?")
		allowed(err, "s.Send(%d, %q, %q, \"tea?\")", chat, u, clientID)
		sent = append(sent, m)
	}
	for i, sub := range subs {
		if i%2 == 0 {
			sub.Close()
		}
		if have := waiting(sub); !slices.Equal(have, sent) {
			t.Fatalf("%sone goroutine sends %d messages to a group whose only member has %d Subscriptions. A Subscription has received\n%+v\nwant\n%+v", what, messages, readers, have, sent)
		}
		if want := i%2 == 0; isClosed(sub) != want {
			t.Fatalf("%sone goroutine calls sub.Close() for some of its Subscriptions. Afterwards, C is closed: %t, want %t", what, !want, want)
		}
	}
}

// checkReturns lets goroutines make calls of all methods about the same users. Each call must return. Two locks that
// two calls take in different orders show here, as does a lock that a call takes again while another one waits for it.
func checkReturns(t *exercise.T) {
	const goroutines = 6
	users := append([]id{ann, bob, cyd}, ids(24)...)
	s, chat := groupOf(yielding, users...)
	second, third := users[1], users[2]
	must(s.RequestFriend(second, third))
	must(s.Approve(third, second))
	other := got(s.CreateGroup(second, "coffee"))
	must(s.Invite(other, second, ann))
	private := got(s.OpenPrivate(ann, second))
	var extra atomic.Int64
	ignore := func(...any) {}
	readers := func(a, b id) {
		for range 4 {
			ignore(s.Friends(a))
			ignore(s.Requests(b))
			ignore(s.Online(a, b))
		}
		ignore(s.User(a))
		for _, c := range []onlinechat.ChatID{chat, other, private} {
			ignore(s.Members(c, a))
			ignore(s.History(c, a, 0, 3))
			ignore(s.Unread(c, b))
			ignore(s.MarkRead(c, b, 1))
		}
	}
	writers := func(a, b id) {
		ignore(s.UpdateUser(a, "y"))
		ignore(s.Unfriend(a, b))
		ignore(s.RequestFriend(a, b))
		ignore(s.Reject(b, a))
		ignore(s.RequestFriend(b, a))
		ignore(s.Approve(a, b))
		ignore(s.Block(a, b))
		ignore(s.Unblock(a, b))
		ignore(s.RequestFriend(a, b))
		ignore(s.RequestFriend(b, a))
		ignore(s.OpenPrivate(a, b))
		for _, c := range []onlinechat.ChatID{chat, other} {
			ignore(s.Leave(c, cyd))
			ignore(s.Invite(c, a, cyd))
			ignore(s.Kick(c, ann, users[4]))
			ignore(s.Invite(c, ann, users[4]))
		}
	}
	senders := func(a, b id) {
		sub, err := s.Subscribe(b, 1)
		sub2, err2 := s.Subscribe(a, 2)
		for _, c := range []onlinechat.ChatID{chat, other, private} {
			ignore(s.Send(c, a, "", "tea?"))
			ignore(s.Send(c, b, "key", "tea?"))
		}
		if err == nil && err2 == nil {
			ignore(sub.Err(), sub2.Err())
			sub.Close()
			sub2.Close()
		}
		u := id(fmt.Sprint("extra", extra.Add(1)))
		ignore(s.AddUser(u, "x"))
		ignore(s.RequestFriend(ann, u))
		ignore(s.Approve(u, ann))
		ignore(s.Invite(chat, ann, u))
		ignore(s.RemoveUser(u))
	}
	defer exercise.MoreThreads(goroutines)()
	t.Doing(fmt.Sprintf("%d goroutines call all methods, about the same users and chats, at the same time\n// calls have not returned", goroutines))
	begun := time.Now()
	exercise.Together(t, goroutines, func(g int) {
		a, b := ann, second
		if g%2 == 1 {
			a, b = b, a
		}
		for !t.Failed() && time.Since(begun) < 160*time.Millisecond {
			[]func(a, b id){readers, writers, senders}[g/2](a, b)
		}
	})
	t.Doing("")
}

// checkDeliveredOnReturn lets goroutines send the same messages at the same time. When the call of one of them returns,
// the message is in all channels, even if the other goroutine has not finished the first call.
func checkDeliveredOnReturn(t *exercise.T) {
	const goroutines, readers, messages = 3, 60, 100
	users := append([]id{ann}, ids(readers/10)...)
	rounds(t, 150, func(int) {
		s, chat := groupOf(onlinechat.Config{}, users...)
		subs := make([]*onlinechat.Subscription, readers)
		for i := range subs {
			subs[i] = subscribed(s, users[1+i%(len(users)-1)], messages)
		}
		var ready [messages]atomic.Int32
		exercise.Together(t, goroutines, func(g int) {
			for k := range messages {
				ready[k].Add(1)
				for spin := 0; ready[k].Load() < goroutines && spin < 500; spin++ { // so that they meet
				}
				key := fmt.Sprint("k", k)
				m, err := s.Send(chat, ann, key, "tea?")
				if err != nil {
					t.Fatalf("%d goroutines call s.Send(chat, %q, %q, \"tea?\") at the same time: it returned the error %s, want nil", goroutines, ann, key, exercise.Text(err))
				}
				for _, sub := range subs {
					if n := len(sub.C()); n < int(m.Seq) {
						t.Fatalf("%d goroutines call s.Send(chat, %q, %q, \"tea?\") at the same time, and nobody receives: when one of them returned the message with Seq %d, a channel of a member had %d messages, want %d or more",
							goroutines, ann, key, m.Seq, n, m.Seq)
					}
				}
			}
		})
	})
}

// checkErrWhenClosed lets one reader see the end of a channel while a Send, or the removal of the user, ends many
// Subscriptions.
func checkErrWhenClosed(t *exercise.T) {
	const many = 400
	for _, way := range []struct {
		name string
		end  func(s *onlinechat.Server, chat onlinechat.ChatID) error
		want error
	}{
		{"one more s.Send than the channels hold", func(s *onlinechat.Server, chat onlinechat.ChatID) error {
			_, err := s.Send(chat, ann, "", "tea?")
			return err
		}, ErrLagged},
		{"s.RemoveUser of the user", func(s *onlinechat.Server, _ onlinechat.ChatID) error { return s.RemoveUser(bob) }, nil},
	} {
		rounds(t, 250, func(round int) {
			s, chat := groupOf(onlinechat.Config{}, ann, bob)
			subs := make([]*onlinechat.Subscription, many)
			for i := range subs {
				subs[i] = subscribed(s, bob, 1)
			}
			sends(s, chat, ann, 1)
			sub := subs[round*37%many]
			var begun, ended atomic.Bool
			exercise.Together(t, 2, func(g int) {
				if g == 0 {
					defer ended.Store(true)
					begun.Store(true)
					allowed(way.end(s, chat), "%s", way.name)
					return
				}
				for !begun.Load() {
				}
				for i := 0; i < round%100*200 && !ended.Load(); i++ { // a reader who receives too early makes room
				}
				for open := true; open; {
					over := ended.Load()
					select {
					case _, open = <-sub.C():
					default:
						if over {
							return
						}
					}
				}
				first := sub.Err()
				for range 100 {
					if err := sub.Err(); exercise.Compare(first, way.want) != nil || exercise.Compare(err, way.want) != nil {
						t.Fatalf("%d Subscriptions of %q end by %s; when a reader had seen that C of one is closed, Err returned %s and then %s, want %s each time",
							many, bob, way.name, exercise.Text(first), exercise.Text(err), exercise.Text(way.want))
					}
				}
			})
		})
	}
}

// checkMarkStays lets goroutines mark messages as read while nobody sends. One goroutine marks further and further, for
// one member after the other. The others mark the message right before the one that it marks at the moment. So the mark
// is always where the first goroutine has put it last.
func checkMarkStays(t *exercise.T) {
	const members, messages, others = 20, 10_000, 3
	users := ids(members)
	s, chat := groupOf(onlinechat.Config{}, append([]id{ann}, users...)...)
	sends(s, chat, ann, messages)
	var now atomic.Int64 // the number of the member times messages, and the Seq that is marked now
	var over atomic.Bool
	enough := exercise.Enough()
	defer exercise.MoreThreads(others + 1)()
	exercise.Together(t, others+1, func(g int) {
		if g > 0 {
			for last := int64(0); !over.Load() && !t.Failed(); {
				at := now.Load()
				if seq := at%messages - 1; at != last && seq > 0 {
					must(s.MarkRead(chat, users[at/messages], seq))
				}
				last = at
			}
			return
		}
		defer over.Store(true)
		for i, u := range users {
			for seq := int64(2); seq < messages; seq += 2 {
				now.Store(int64(i)*messages + seq)
				must(s.MarkRead(chat, u, seq))
				for range 6 {
					if n := got(s.Unread(chat, u)); n != messages-int(seq) {
						t.Fatalf("a chat of %d messages. One goroutine has called s.MarkRead(chat, u, %d), and others call s.MarkRead(chat, u, seq) with smaller seqs at the same time: then s.Unread(chat, u) returned %d, want %d, because the mark never moves back",
							messages, seq, n, messages-int(seq))
					}
				}
				if seq%64 == 0 && enough() || t.Failed() {
					return
				}
			}
		}
	})
}

// checkOneMoment lets one goroutine change two things in turn, so that never both are so. Others ask a question that is
// about both. No answer may be made of one thing as it was earlier, and the other as it is now.
func checkOneMoment(t *exercise.T) {
	const askers = 3
	s := befriended(onlinechat.Config{}, ann, bob)
	var over atomic.Bool
	enough := exercise.Enough()
	defer exercise.MoreThreads(askers + 1)()
	linger := func() { // so that an asker who was interrupted goes on while things are as they are now
		for begun := time.Now(); time.Since(begun) < 20*time.Microsecond; {
			over.Load()
		}
	}
	exercise.Together(t, askers+1, func(g int) {
		for round := 0; !over.Load() && !t.Failed(); round++ {
			if g > 0 {
				if online, err := s.Online(ann, bob); online && err == nil {
					t.Fatalf("a goroutine calls, in turn: s.Unfriend(%[1]q, %[2]q), sub := s.Subscribe(%[2]q, 1), sub.Close(), and makes the two friends again. So there is no moment at which they are friends and %[2]s has an open Subscription. "+
						"Meanwhile another goroutine called s.Online(%[1]q, %[2]q): got (true, nil), want (false, nil) or %[3]s", ann, bob, exercise.Text(ErrNotFriends))
				}
				continue
			}
			if round == 2500 || enough() {
				over.Store(true)
			}
			must(s.Unfriend(ann, bob))
			sub := subscribed(s, bob, 1)
			linger()
			sub.Close()
			must(s.RequestFriend(ann, bob))
			must(s.Approve(bob, ann))
			linger()
		}
	})
}

// checkOutside lets the owner of a group send a message whenever bob is not a member. Bob never sees such a message.
func checkOutside(t *exercise.T) {
	const page = 1 << 12
	s, chat := groupOf(onlinechat.Config{MaxPage: page}, ann, bob)
	sub := subscribed(s, bob, 1<<15)
	var over atomic.Bool
	stop := time.AfterFunc(120*time.Millisecond, func() { over.Store(true) })
	defer stop.Stop()
	defer exercise.MoreThreads(3)()
	exercise.Together(t, 3, func(g int) {
		for round := 0; !over.Load() && !t.Failed() && round < 10_000; round++ {
			if g == 0 {
				must(s.Kick(chat, ann, bob))
				must2(s.Send(chat, ann, "", "without bob"))
				must(s.Invite(chat, ann, bob))
				must2(s.Send(chat, ann, "", "with bob"))
				continue
			}
			log, err := s.History(chat, bob, 0, page)
			if without := slices.IndexFunc(log, func(m onlinechat.Message) bool { return m.Text != "with bob" }); err == nil && without >= 0 {
				t.Fatalf("ann kicks bob, sends a message and invites bob again, and so on. Meanwhile s.History(chat, %q, 0, %d) has a message that was sent while bob was not a member, the one with Seq %d", bob, page, log[without].Seq)
			}
			if n, err := s.Unread(chat, bob); err == nil && n > 1 {
				t.Fatalf("ann kicks bob, sends a message, invites bob again and sends a message, and so on. Meanwhile s.Unread(chat, %q) returned %d, want at most 1, because a new member has nothing unread", bob, n)
			}
		}
	})
	for _, m := range waiting(sub) {
		if m.Text != "with bob" {
			t.Fatalf("ann kicks bob, sends a message and invites bob again, and so on. A Subscription of bob has received a message that was sent while bob was not a member, the one with Seq %d", m.Seq)
		}
	}
}
