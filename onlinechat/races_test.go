package onlinechat_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/onlinechat"
)

// The checks of step 7 in which calls race that exclude one another, or that come to the same.

// race makes n calls at once and returns their answers.
func race(t *exercise.T, n int, call func(i int) error) []string {
	answers := make([]string, n)
	exercise.Together(t, n, func(i int) { answers[i] = errText(call(i)) })
	return answers
}

// times returns how often an answer was given.
func times(answers []string, answer string) (n int) {
	for _, a := range answers {
		if a == answer {
			n++
		}
	}
	return n
}

// wantOneOf fails t unless one answer is nil and the others are err.
func wantOneOf(t *exercise.T, calls string, answers []string, err string) {
	if times(answers, "nil") != 1 || times(answers, err) != len(answers)-1 {
		t.Fatalf("%s, at once, returned %s, want nil once and otherwise %s", calls, strings.Join(answers, ", "), err)
	}
}

// wantList fails t unless a call lists these users.
func wantList(t *exercise.T, what, call string, got []id, err error, want ...id) {
	if err != nil || !slices.Equal(got, want) {
		t.Fatalf("%s: then %s returned (%v, %v), want (%v, <nil>)", what, call, got, err, want)
	}
}

const crowd = 6

func checkAddTogether(t *exercise.T) {
	rounds(t, 1000, func(int) {
		s := newServer(yielding)
		wantOneOf(t, fmt.Sprintf("%d calls of s.AddUser(%q, name)", crowd, ann), race(t, crowd, func(i int) error { return s.AddUser(ann, fmt.Sprint("Ann ", i)) }), "ErrExists")
	})
}

func checkRequestTogether(t *exercise.T) {
	rounds(t, 1000, func(int) {
		s := befriended(yielding, cyd)
		must(s.AddUser(ann, "Ann"))
		must(s.AddUser(bob, "Bob"))
		what := `s.RequestFriend("ann", "bob") and s.RequestFriend("bob", "ann")`
		answers := race(t, 2, func(i int) error { return s.RequestFriend([]id{ann, bob}[i], []id{bob, ann}[i]) })
		if times(answers, "nil") != 2 {
			t.Fatalf("%s, at once, returned %s, want nil twice", what, strings.Join(answers, ", "))
		}
		for i, u := range []id{ann, bob} {
			got, err := s.Friends(u)
			wantList(t, what+", at once", fmt.Sprintf("s.Friends(%q)", u), got, err, []id{bob, ann}[i])
			got, err = s.Requests(u)
			wantList(t, what+", at once", fmt.Sprintf("s.Requests(%q)", u), got, err)
		}
	})
}

func checkAnswerTogether(t *exercise.T) {
	rounds(t, 1000, func(int) {
		s := newServer(yielding)
		must(s.AddUser(ann, "Ann"))
		must(s.AddUser(bob, "Bob"))
		must(s.RequestFriend(ann, bob))
		what := `after s.RequestFriend("ann", "bob"): s.Approve("bob", "ann") and s.Reject("bob", "ann"), twice each`
		answers := race(t, 4, func(i int) error {
			if i%2 == 0 {
				return s.Approve(bob, ann)
			}
			return s.Reject(bob, ann)
		})
		wantOneOf(t, what, answers, "ErrNoRequest")
		var want []id
		if answers[0] == "nil" || answers[2] == "nil" {
			want = []id{bob}
		}
		got, err := s.Friends(ann)
		wantList(t, fmt.Sprintf("%s, at once, returned %s", what, strings.Join(answers, ", ")), `s.Friends("ann")`, got, err, want...)
	})
}

func checkBlockMeanwhile(t *exercise.T) {
	rounds(t, 1000, func(int) {
		s := newServer(yielding)
		must(s.AddUser(ann, "Ann"))
		must(s.AddUser(bob, "Bob"))
		must(s.RequestFriend(ann, bob))
		race(t, 4, func(i int) error {
			return []func(a, b id) error{s.Block, s.Approve, s.RequestFriend, s.RequestFriend}[i]([]id{ann, bob, bob, ann}[i], []id{bob, ann, ann, bob}[i])
		})
		for _, u := range []id{ann, bob} {
			what := `after s.RequestFriend("ann", "bob"): s.Block("ann", "bob"), s.Approve("bob", "ann") and RequestFriend both ways, at once`
			got, err := s.Friends(u)
			wantList(t, what, fmt.Sprintf("s.Friends(%q)", u), got, err)
			got, err = s.Requests(u)
			wantList(t, what, fmt.Sprintf("s.Requests(%q)", u), got, err)
		}
	})
}

func checkOpenTogether(t *exercise.T) {
	rounds(t, 1000, func(int) {
		s := befriended(yielding, ann, bob)
		opened := make([]onlinechat.ChatID, crowd)
		race(t, crowd, func(i int) (err error) {
			opened[i], err = s.OpenPrivate([]id{ann, bob}[i%2], []id{bob, ann}[i%2])
			must(err)
			return err
		})
		for _, chat := range opened {
			if chat != opened[0] && !t.Failed() {
				t.Fatalf(`%d calls of s.OpenPrivate("ann", "bob") and s.OpenPrivate("bob", "ann"), at once, returned the chats %v, want one and the same`, crowd, opened)
			}
		}
	})
}

func checkCreateTogether(t *exercise.T) {
	rounds(t, 1000, func(int) {
		s := befriended(yielding, ann, bob)
		made := make([]onlinechat.ChatID, crowd)
		race(t, crowd, func(i int) (err error) {
			made[i], err = s.CreateGroup(ann, "tea")
			must(err)
			return err
		})
		slices.Sort(made)
		if len(slices.Compact(slices.Clone(made))) < crowd && !t.Failed() {
			t.Fatalf("%d calls of CreateGroup, at once, returned the chats %v, want each only once", crowd, made)
		}
	})
}

func checkRetryTogether(t *exercise.T) {
	rounds(t, 1000, func(round int) {
		s, chat := groupOf(yielding, ann, bob)
		texts := []string{"tea?", []string{"tea?", "milk?"}[round%2]}
		sent := make([]onlinechat.Message, crowd)
		answers := race(t, crowd, func(i int) (err error) {
			sent[i], err = s.Send(chat, ann, "p-1", texts[i%2])
			return err
		})
		if t.Failed() {
			return
		}
		what := fmt.Sprintf("%d calls of s.Send(chat, \"ann\", \"p-1\", text) with the texts %q, at once, returned %s", crowd, texts, strings.Join(answers, ", "))
		log := whole(s, chat, bob)
		wantRun(t, what+": then whoever looks at History", seqsOf(log), 1, 1)
		for i, m := range sent {
			switch {
			case texts[i%2] != log[0].Text && answers[i] != "ErrConflict":
				t.Fatalf("%s, and History has %q: want ErrConflict for the other text", what, log[0].Text)
			case texts[i%2] == log[0].Text && (answers[i] != "nil" || m.Seq != 1):
				t.Fatalf("%s, with Seq %d, and History has %q: want no error for that text, and Seq 1", what, m.Seq, log[0].Text)
			}
		}
	})
}

func checkInviteTogether(t *exercise.T) {
	rounds(t, 1000, func(int) {
		s, chat := groupOf(yielding, ann, bob, cyd)
		must(s.AddUser(dan, "Dan"))
		for _, u := range []id{ann, bob, cyd} {
			must(s.RequestFriend(u, dan))
			must(s.Approve(dan, u))
		}
		sub := subscribed(s, dan, 10)
		wantOneOf(t, "three friends of dan's invite him to a group", race(t, 3, func(i int) error { return s.Invite(chat, []id{ann, bob, cyd}[i], dan) }), "ErrMember")
		got, err := s.Members(chat, ann)
		wantList(t, "three friends of dan's invite him to a group, at once", `s.Members(chat, "ann")`, got, err, ann, bob, cyd, dan)
		sends(s, chat, ann, 1)
		wantRun(t, "three friends of dan's invite him to a group, at once, and one message is sent: dan", seqsOf(received(sub, 1)), 1, 1)
	})
}

func checkKickAndLeave(t *exercise.T) {
	rounds(t, 1000, func(int) {
		s, chat := groupOf(yielding, ann, bob, cyd)
		answers := race(t, 4, func(i int) error {
			if i%2 == 0 {
				return s.Leave(chat, bob)
			}
			return s.Kick(chat, ann, bob)
		})
		wantOneOf(t, `s.Leave(chat, "bob") and s.Kick(chat, "ann", "bob"), twice each`, answers, "ErrNotMember")
		got, err := s.Members(chat, ann)
		wantList(t, "bob leaves and is kicked, at once", `s.Members(chat, "ann")`, got, err, ann, cyd)
	})
}

// checkOwnersLeave lets the first members of a group leave, all at once: then the next one owns it.
func checkOwnersLeave(t *exercise.T) {
	users := ids(6)
	rounds(t, 1000, func(int) {
		s, chat := groupOf(yielding, users...)
		answers := race(t, 4, func(i int) error {
			if i == 3 {
				return s.RemoveUser(users[3])
			}
			return s.Leave(chat, users[i])
		})
		if times(answers, "nil") != 4 {
			t.Fatalf("of six members the first three leave and the fourth is removed, at once: the calls returned %s, want nil", strings.Join(answers, ", "))
		}
		if err := s.Kick(chat, users[5], users[4]); !errors.Is(err, onlinechat.ErrNotOwner) {
			t.Fatalf("of six members the first three leave and the fourth is removed, at once: then the sixth kicks the fifth, and the error is %v, want ErrNotOwner", err)
		}
		if err := s.Kick(chat, users[4], users[5]); err != nil {
			t.Fatalf("of six members the first three leave and the fourth is removed, at once: then the fifth kicks the sixth, and the error is %v, want nil: he is the owner", err)
		}
	})
}

func checkAllLeave(t *exercise.T) {
	users := ids(crowd)
	rounds(t, 1000, func(int) {
		s, chat := groupOf(yielding, users...)
		answers := race(t, crowd, func(i int) error { return s.Leave(chat, users[i]) })
		if times(answers, "nil") != crowd {
			t.Fatalf("all %d members of a group leave, at once: the calls returned %s, want nil", crowd, strings.Join(answers, ", "))
		}
		if _, err := s.Members(chat, users[0]); !errors.Is(err, onlinechat.ErrUnknownChat) && !t.Failed() {
			t.Fatalf("all %d members of a group leave, at once: then Members returned the error %v, want ErrUnknownChat, since the group is closed", crowd, err)
		}
	})
}

// checkSendAfterKick kicks somebody who is busy sending.
func checkSendAfterKick(t *exercise.T) {
	rounds(t, 1000, func(round int) {
		s, chat := groupOf(yielding, ann, bob, cyd)
		sub := subscribed(s, bob, 1000)
		var atKick, accepted int
		exercise.Together(t, 3, func(i int) {
			switch i {
			case 0:
				for ; accepted < 200; accepted++ {
					if _, err := s.Send(chat, bob, "", "tea?"); err != nil {
						break
					}
				}
			case 1:
				for range round % 20 {
					runtime.Gosched()
				}
				must(s.Kick(chat, ann, bob))
				atKick = len(whole(s, chat, ann))
				sends(s, chat, ann, 1)
			}
		})
		if t.Failed() {
			return
		}
		log := whole(s, chat, ann)
		what := fmt.Sprintf("bob sends, and ann kicks him: when Kick returns, the chat has %d messages; then ann sends one, and when bob gets an error", atKick)
		wantRun(t, what+" whoever looks at History", seqsOf(log), 1, atKick+1)
		if accepted != atKick {
			t.Fatalf("bob sends, and ann kicks him: Send returned a message to him %d times, the chat has %d of them: want the same", accepted, atKick)
		}
		wantRun(t, "bob sends, and ann kicks him and sends one more: he", seqsOf(received(sub, atKick)), 1, atKick)
	})
}

// checkRemoveMeanwhile removes somebody while he and others do what would leave traces of him.
func checkRemoveMeanwhile(t *exercise.T) {
	rounds(t, 1000, func(round int) {
		s, chat := groupOf(yielding, ann, bob, cyd)
		must(s.AddUser(dan, "Dan"))
		must(s.RequestFriend(cyd, dan))
		must(s.Leave(chat, bob))
		var subs []*onlinechat.Subscription
		exercise.Together(t, 6, func(i int) {
			for range round % 7 * (i % 3) {
				runtime.Gosched()
			}
			switch i {
			case 0:
				must(s.RemoveUser(bob))
			case 1:
				_ = s.Invite(chat, ann, bob)
			case 2:
				for range 3 {
					if sub, err := s.Subscribe(bob, 5); err == nil {
						subs = append(subs, sub)
					}
				}
			case 3:
				_ = s.RequestFriend(bob, dan)
				_ = s.RequestFriend(cyd, bob)
			case 4:
				_ = s.RequestFriend(dan, bob)
			case 5:
				sends(s, chat, ann, 3)
			}
		})
		if t.Failed() {
			return
		}
		what := "bob is removed, while he subscribes, is invited to a group, and friends are asked for"
		got, err := s.Members(chat, ann)
		wantList(t, what, `s.Members(chat, "ann")`, got, err, ann, cyd)
		got, err = s.Friends(ann)
		wantList(t, what, `s.Friends("ann")`, got, err, cyd)
		got, err = s.Friends(dan)
		wantList(t, what, `s.Friends("dan")`, got, err)
		got, err = s.Requests(dan)
		wantList(t, what, `s.Requests("dan")`, got, err, cyd)
		for _, sub := range subs {
			before := len(received(sub, 6))
			select {
			case _, open := <-sub.C():
				if open {
					t.Fatalf("%s: a Subscription of his has %d messages and more, want up to 3", what, before)
				}
			default:
				t.Fatalf("%s: a Subscription of his is still open, want C to be closed", what)
			}
			if err := sub.Err(); err != nil {
				t.Fatalf("%s: Err() of a Subscription of his is %v, want nil", what, err)
			}
		}
	})
}

// checkClosing closes Subscriptions, in several ways, while others send.
func checkClosing(t *exercise.T) {
	users := ids(8)
	rounds(t, 500, func(round int) {
		s, chat := groupOf(yielding, users...)
		subs := make([]*onlinechat.Subscription, 8)
		for i := range subs {
			subs[i] = subscribed(s, users[i], 1+i*(round%3))
		}
		exercise.Together(t, 12, func(i int) {
			for range (round * (i + 1)) % 11 {
				runtime.Gosched()
			}
			switch {
			case i < 2:
				sends(s, chat, users[i], 12)
			case i < 4:
				subs[i].Close()
				subs[i].Close()
			case i == 4:
				must(s.Kick(chat, users[0], users[4]))
			case i == 5:
				must(s.RemoveUser(users[5]))
			case i < 8:
				for range subs[i].C() {
					if round%2 == 0 {
						runtime.Gosched()
					}
				}
			case i < 10:
				_, _ = s.Online(users[0], users[i-4])
				_ = subs[i-6].Err()
				subs[i-6].Close()
			default:
				for range 12 {
					runtime.Gosched()
				}
				subs[i-4].Close()
			}
		})
		if t.Failed() {
			return
		}
		for i, sub := range subs {
			wantEnded(t, sub, i, chat)
		}
		wantRun(t, "two members of a group send 12 messages each, while others close their Subscriptions, leave or are removed: then whoever looks at History",
			seqsOf(whole(s, chat, users[0])), 1, 24)
	})
}

// wantEnded closes a Subscription, if it is not closed yet, and fails t unless what it has received
// and Err make sense.
func wantEnded(t *exercise.T, sub *onlinechat.Subscription, i int, chat onlinechat.ChatID) {
	sub.Close()
	what := fmt.Sprintf("while messages are sent, Subscription %d comes to its end: it", i+1)
	var got []int64
	for m := range sub.C() {
		if m.Chat != chat {
			t.Fatalf("%s has a message of chat %d, want only those of chat %d", what, m.Chat, chat)
		}
		got = append(got, m.Seq)
	}
	if len(got) > 0 {
		wantRun(t, what, got, int(got[0]), int(got[0])+len(got)-1)
	}
	if err := sub.Err(); err != nil && !errors.Is(err, onlinechat.ErrLagged) {
		t.Fatalf("%s has the error %v, want nil or ErrLagged", what, err)
	}
}

// checkMarkTogether marks different messages as read at once: the last one counts.
func checkMarkTogether(t *exercise.T) {
	rounds(t, 1000, func(int) {
		s, chat := groupOf(yielding, ann, bob)
		sends(s, chat, ann, 20)
		exercise.Together(t, crowd, func(i int) { must(s.MarkRead(chat, bob, int64(3*i+1))) })
		last := 3*(crowd-1) + 1
		if n, err := s.Unread(chat, bob); (n != 20-last || err != nil) && !t.Failed() {
			t.Fatalf("of 20 messages %d are marked as read at once, the last of them with Seq %d: then Unread returned (%d, %v), want (%d, <nil>)", crowd, last, n, err, 20-last)
		}
	})
}

// checkOneOrder lets a few goroutines make random calls, whose answers must be those of some order.
func checkOneOrder(t *exercise.T, setup []call, verbs ...verb) {
	const goroutines, callsEach = 3, 3
	random := mixed(slices.Concat(verbs, []verb{markRead})...)
	rounds(t, 3000, func(round int) {
		p := newPlayer(onlinechat.Config{MaxText: maxText, MaxPage: maxPage})
		for _, c := range setup {
			if m := p.compare(c); m != nil {
				t.Fatalf("%v returned %s, want %s", c, m.Got, m.Want)
			}
		}
		h := exercise.NewHistory[call](goroutines)
		exercise.Together(t, goroutines, func(g int) {
			r := rand.New(rand.NewPCG(uint64(round), uint64(g)))
			for range callsEach {
				c := random(r)
				for c.verb == markRead || c.verb == addUser {
					c = random(r)
				}
				a := r.IntN(3)
				c.a, c.b, c.chat = people[a], people[(a+1+r.IntN(2))%3], 1
				h.Do(g, c, func() any { return exercise.Phrase(p.onServer(c)) })
			}
		})
		exercise.WantLinearizable(t, h, setup, func(made []call, c call) ([]call, any) {
			m := newModel(maxText, maxPage)
			for _, before := range made {
				m.answer(before)
			}
			answer := exercise.Phrase(m.answer(c))
			return append(slices.Clip(made), c), answer
		})
	})
}

func checkFriendOrder(t *exercise.T) {
	checkOneOrder(t, calls(add(ann, bob, cyd), befriend(ann, bob)),
		requestFriend, requestFriend, requestFriend, approve, approve, reject, unfriend, block, unblock, friends, requests)
}

func checkGroupOrder(t *exercise.T) {
	checkOneOrder(t, calls(circle(ann, bob, cyd), befriend(bob, cyd), grouped(1, ann, bob)),
		send, send, send, history, history, invite, invite, kick, leave, members, members, unread)
}

// checkStorm lets goroutines make all sorts of calls, as anybody, and then looks whether what is left
// makes sense.
func checkStorm(t *exercise.T) {
	const goroutines, callsEach = 8, 60
	random := mixed(calls7...)
	rounds(t, 60, func(round int) {
		s, first := groupOf(yielding, ann, bob, cyd, dan)
		second, err := s.CreateGroup(ann, "coffee")
		must(err)
		private, err := s.OpenPrivate(ann, bob)
		must(err)
		must(s.AddUser(eve, "Eve"))
		chats := []onlinechat.ChatID{first, second, private}
		exercise.Together(t, goroutines, func(g int) {
			r := rand.New(rand.NewPCG(uint64(round), uint64(g)))
			p := &player{s: s, chats: map[int]onlinechat.ChatID{0: noChat, 1: first, 2: second, 3: private, 4: first}}
			var sub *onlinechat.Subscription
			for range callsEach {
				switch c := random(r); c.verb {
				case removeUser, addUser, setClock, createGroup:
				case openPrivate:
					_, _ = s.OpenPrivate(c.a, c.b)
				case subscribe:
					if made, err := s.Subscribe(c.a, int(c.n)); err == nil {
						sub = made
					}
				case online:
					_, _ = s.Online(c.a, c.b)
				case receive, errOf, closeSub:
					useSubscription(sub, c.verb)
				default:
					p.onServer(c)
				}
			}
		})
		if !t.Failed() {
			wantSense(t, s, chats)
		}
	})
}

func useSubscription(sub *onlinechat.Subscription, v verb) {
	switch {
	case sub == nil:
	case v == receive:
		select {
		case <-sub.C():
		default:
		}
	case v == errOf:
		_ = sub.Err()
	default:
		sub.Close()
	}
}

// wantSense fails t unless friendships hold for both, and all members of a chat see the same.
func wantSense(t *exercise.T, s *onlinechat.Server, chats []onlinechat.ChatID) {
	const what = "many goroutines make calls of all sorts, and when they are done"
	for _, u := range known {
		friends, err := s.Friends(u)
		must(err)
		requests, err := s.Requests(u)
		must(err)
		for _, friend := range friends {
			theirs, err := s.Friends(friend)
			must(err)
			if !slices.Contains(theirs, u) {
				t.Fatalf("%s Friends of %s are %v, and of %s %v: want a friendship to hold for both", what, u, friends, friend, theirs)
			}
			if slices.Contains(requests, friend) {
				t.Fatalf("%s Friends of %s are %v, and Requests %v: want nobody in both", what, u, friends, requests)
			}
		}
	}
	for _, chat := range chats {
		wantSameForAll(t, what, s, chat)
	}
}

func wantSameForAll(t *exercise.T, what string, s *onlinechat.Server, chat onlinechat.ChatID) {
	var members []id
	last := int64(-1)
	for _, u := range known {
		theirs, err := s.Members(chat, u)
		if err != nil {
			continue
		}
		if members == nil {
			members = theirs
		}
		if !slices.Equal(members, theirs) || !slices.Contains(members, u) {
			t.Fatalf("%s Members of a chat are %v, and as %s sees it %v: want the same, with %s", what, members, u, theirs, u)
		}
		log := seqsOf(whole(s, chat, u))
		if len(log) == 0 {
			continue
		}
		wantRun(t, fmt.Sprintf("%s, whoever asks for History as %s", what, u), log, int(log[0]), int(log[0])+len(log)-1)
		if end := log[len(log)-1]; last < 0 {
			last = end
		} else if end != last {
			t.Fatalf("%s the last message of a chat has Seq %d for one member and %d for %s, want the same", what, last, end, u)
		}
	}
}
