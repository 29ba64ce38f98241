package onlinechat_test

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/onlinechat"
)

// The checks of step 7 in which calls race that exclude one another or have the same effect. Some use many fresh
// Servers, and an order of the calls must explain the answers. Others use one Server with new users for each round.

// wantOrder lets a few goroutines make random calls on fresh Servers. Some order of the calls must have their answers.
func wantOrder(t *exercise.T, setup []op, next func(s source) op) {
	defer exercise.MoreThreads(4)()
	config := onlinechat.Config{MaxText: maxText, MaxPage: maxPage, Now: yielding.Now}
	checker(config, setup...).Linearizable(t, 500, 3, 4, (*model).clone, func(_ int, r *rand.Rand) op { return next(source{intn: r.IntN}) })
}

// oneOf makes one of several calls.
func oneOf(s source, of ...func() op) op { return of[s.intn(len(of))]() }

// two returns two different users of the first three.
func (s source) two() (a, b id) {
	i := s.intn(3)
	return people[i], people[(i+1+s.intn(2))%3]
}

func checkUserOrder(t *exercise.T) {
	wantOrder(t, add(ann), func(s source) op {
		u := people[s.intn(2)]
		name := s.pick("A", "B", "C")
		return oneOf(s, func() op { return addUser(u, name) }, func() op { return updateUser(u, name) }, func() op { return user(u) }, func() op { return removeUser(u) })
	})
}

func checkFriendOrder(t *exercise.T) {
	methods := []func(a, b id) op{requestFriend, requestFriend, requestFriend, approve, approve, reject, unfriend, block, unblock}
	wantOrder(t, seq(add(ann, bob, cyd), befriend(ann, bob)), func(s source) op {
		a, b := s.two()
		if i := s.intn(len(methods) + 3); i < len(methods) {
			return methods[i](a, b)
		}
		return oneOf(s, func() op { return friends(a) }, func() op { return requests(a) })
	})
}

func checkGroupOrder(t *exercise.T) {
	wantOrder(t, seq(circle(ann, bob, cyd), befriend(bob, cyd), grouped(1, ann, bob)), func(s source) op {
		a, b := s.two()
		say := func() op { return sendAs(1, a, s.pick("", "x"), s.pick("a", "b")) }
		ask := func() op { return invite(1, a, b) }
		return oneOf(s, say, say, ask, ask, func() op { return log(1, a) }, func() op { return kick(1, a, b) }, func() op { return leave(1, a) },
			func() op { return members(1, a) }, func() op { return unread(1, a) }, func() op { return markRead(1, a, int64(s.intn(4))) })
	})
}

func checkOnlineOrder(t *exercise.T) {
	wantOrder(t, seq(circle(ann, bob), subscribe(1, bob, 1), subscribe(2, bob, 1)), func(s source) op {
		return oneOf(s, func() op { return closeSub(1) }, func() op { return closeSub(2) }, func() op { return online(ann, bob) }, func() op { return errOf(1) })
	})
}

// checkSubscribeAndRemove lets goroutines subscribe until their user is removed. The channels are so large that most of
// the time is spent on making them.
func checkSubscribeAndRemove(t *exercise.T) {
	const goroutines, most, buffer = 4, 4, 1 << 14
	defer exercise.MoreThreads(goroutines + 1)()
	for range exercise.Within(12) {
		s := befriended(onlinechat.Config{}, bob)
		var subs [goroutines][]*onlinechat.Subscription
		var begun sync.WaitGroup
		begun.Add(goroutines)
		exercise.Together(t, goroutines+1, func(g int) {
			if g == goroutines {
				begun.Wait()
				must(s.RemoveUser(bob))
				return
			}
			for i := range most {
				if i == 1 {
					begun.Done()
				}
				sub, err := s.Subscribe(bob, buffer)
				if err != nil {
					if i == 0 {
						begun.Done()
					}
					return
				}
				subs[g] = append(subs[g], sub)
			}
		})
		for _, sub := range slices.Concat(subs[:]...) {
			select {
			case <-sub.C():
			default:
				t.Fatalf("s.Subscribe(%q, %d) returned a Subscription while another goroutine called s.RemoveUser(%q): both calls have returned, but C is open, want it closed", bob, buffer, bob)
			}
		}
		if t.Failed() {
			return
		}
	}
}

// A duel is two calls that two goroutines make at the same time, in many rounds, with new users in each round.
type duel struct {
	name  string
	scene scene
	calls [2]deed
	// wrong returns what is wrong afterwards, or "".
	wrong func(r *ring, errs [2]error) string
}

// A scene is what stands before the calls of a duel. Its text and those of the calls name the users a and b, a group of
// theirs, chat, and a Subscription of b, sub.
type scene struct {
	text    string
	prepare func(r *ring)
}

// with returns the scene with more in it.
func (s scene) with(text string, more func(r *ring)) scene {
	return scene{s.text + text, func(r *ring) { s.prepare(r); more(r) }}
}

// subscribing returns the scene with a Subscription of b.
func (s scene) subscribing(buffer func(round int) int) scene {
	return s.with(", and b has a Subscription, sub", func(r *ring) { r.sub = subscribed(r.s, r.b, buffer(r.round)) })
}

// The scenes of duels.
var (
	nobody    = scene{"a is an ID that was never used", func(r *ring) { r.a += "x" }}
	strangers = scene{"a and b are users who are not friends", func(*ring) {}}
	asked     = scene{"a has a pending request to b", (*ring).asked}
	pals      = scene{"a and b are friends", (*ring).friends}
	loners    = strangers.with(", and a is the only member of a group, chat", (*ring).alone)
	founded   = pals.with(", and a is the only member of a group, chat", (*ring).alone)
	both      = pals.with(", and both are members of a group, chat, which a owns", func(r *ring) { r.alone(); allowed(r.s.Invite(r.chat, r.a, r.b), "s.Invite(chat, %q, %q)", r.a, r.b) })
)

// A deed is a call that goroutine g, 0 or 1, makes in a duel.
type deed struct {
	text string
	do   func(r *ring, g int) error
}

// A ring is the Server of a duel, and what a round of it is about.
type ring struct {
	s     *onlinechat.Server
	round int
	a, b  id                   // friends, new each time
	chat  onlinechat.ChatID    // a group of theirs, if prepare makes one
	chats [2]onlinechat.ChatID // what the calls returned
	seqs  [2]int64
	sub   *onlinechat.Subscription
}

func (r *ring) friends() {
	r.asked()
	allowed(r.s.Approve(r.b, r.a), "s.Approve(%q, %q)", r.b, r.a)
}

func (r *ring) alone() {
	chat, err := r.s.CreateGroup(r.a, "tea")
	allowed(err, "s.CreateGroup(%q, \"tea\")", r.a)
	r.chat = chat
}

func (r *ring) asked() { allowed(r.s.RequestFriend(r.a, r.b), "s.RequestFriend(%q, %q)", r.a, r.b) }

// refused returns what is wrong if one of two calls that must succeed was refused.
func refused(errs [2]error) string {
	if errs != [2]error{} {
		return "want nil from both calls"
	}
	return ""
}

// once returns what is wrong if the calls are not one success and one refusal with err.
func once(err error) func(r *ring, errs [2]error) string {
	return func(_ *ring, errs [2]error) string {
		if (errs[0] == nil) == (errs[1] == nil) || !errors.Is(cmp.Or(errs[0], errs[1]), err) {
			return fmt.Sprintf("want nil from one call and %s from the other", exercise.Text(err))
		}
		return ""
	}
}

// left returns what is wrong if a call did not return the users want.
func left(call string, got []id, err error, want ...id) string {
	if err != nil || !slices.Equal(got, want) {
		return fmt.Sprintf("then %s returned (%v, %s), want (%v, nil)", call, letters(got), exercise.Text(err), letters(want))
	}
	return ""
}

// letters returns the users of a duel without the number of the round: a and b.
func letters(users []id) (short []string) {
	for _, u := range users {
		short = append(short, strings.TrimRight(string(u), "0123456789"))
	}
	return short
}

// apart returns what is wrong if the second call, Block, was refused, or the two users are friends or have a request.
func apart(r *ring, errs [2]error) string {
	if errs[1] != nil {
		return "want nil from Block"
	}
	for name, u := range map[string]id{"a": r.a, "b": r.b} {
		friends, err := r.s.Friends(u)
		requests, err2 := r.s.Requests(u)
		if text := cmp.Or(left("s.Friends("+name+")", friends, err), left("s.Requests("+name+")", requests, err2)); text != "" {
			return text
		}
	}
	return ""
}

// removed returns what is wrong if the second call, RemoveUser, was refused, or something is left of b.
func removed(r *ring, errs [2]error) string {
	_, err := r.s.User(r.b)
	friends, err2 := r.s.Friends(r.a)
	requests, err3 := r.s.Requests(r.a)
	members, err4 := r.s.Members(r.chat, r.a)
	switch {
	case errs[1] != nil:
		return "want nil from RemoveUser"
	case exercise.Compare(err, ErrUnknownUser) != nil:
		return fmt.Sprintf("then the error of s.User(b) is %s, want %s", exercise.Text(err), exercise.Text(ErrUnknownUser))
	case r.sub != nil:
		waiting(r.sub)
		select {
		case <-r.sub.C():
		default:
			return "then the Subscription of b is open, want C closed"
		}
	}
	return cmp.Or(left("s.Friends(a)", friends, err2), left("s.Requests(a)", requests, err3), left("s.Members(chat, a)", members, err4, r.a))
}

// becameFriends returns what is wrong if the two users have not become friends.
func becameFriends(r *ring, errs [2]error) string {
	friends, err := r.s.Friends(r.a)
	requests, err2 := r.s.Requests(r.a)
	return cmp.Or(refused(errs), left("s.Friends(a)", friends, err, r.b), left("s.Requests(a)", requests, err2))
}

// wantChats returns what is wrong if the calls have not returned the same chat, or not different ones.
func wantChats(same bool) func(r *ring, errs [2]error) string {
	return func(r *ring, errs [2]error) string {
		if text := refused(errs); text != "" {
			return text
		}
		if got := r.chats[0] == r.chats[1]; got != same {
			return fmt.Sprintf("the ChatIDs are %d and %d, want %s", r.chats[0], r.chats[1], map[bool]string{true: "the same one", false: "different ones"}[same])
		}
		return ""
	}
}

// wantClosed returns what is wrong if the group is not closed.
func wantClosed(r *ring) string {
	if _, err := r.s.Members(r.chat, r.a); exercise.Compare(err, ErrUnknownChat) != nil {
		return fmt.Sprintf("then the error of s.Members(chat, a) is %s, want %s", exercise.Text(err), exercise.Text(ErrUnknownChat))
	}
	return ""
}

// said returns how many messages with a client ID a user has sent to the chat.
func (r *ring) said(u id) (n int64) {
	for _, m := range whole(r.s, r.chat, r.a) {
		if m.From == u && m.ClientID != "" {
			n++
		}
	}
	return n
}

// same makes both calls alike.
func same(call deed) [2]deed { return [2]deed{call, call} }

// The calls of duels.
var (
	addsA      = deed{`s.AddUser(a, "x")`, func(r *ring, _ int) error { return r.s.AddUser(r.a, "x") }}
	renamesB   = deed{`s.UpdateUser(b, "y")`, func(r *ring, _ int) error { return r.s.UpdateUser(r.b, "y") }}
	removesB   = deed{"s.RemoveUser(b)", func(r *ring, _ int) error { return r.s.RemoveUser(r.b) }}
	asksB      = deed{"s.RequestFriend(a, b)", func(r *ring, _ int) error { return r.s.RequestFriend(r.a, r.b) }}
	asksA      = deed{"s.RequestFriend(b, a)", func(r *ring, _ int) error { return r.s.RequestFriend(r.b, r.a) }}
	approvesA  = deed{"s.Approve(b, a)", func(r *ring, _ int) error { return r.s.Approve(r.b, r.a) }}
	rejectsA   = deed{"s.Reject(b, a)", func(r *ring, _ int) error { return r.s.Reject(r.b, r.a) }}
	unfriendsB = deed{"s.Unfriend(a, b)", func(r *ring, _ int) error { return r.s.Unfriend(r.a, r.b) }}
	unfriendsA = deed{"s.Unfriend(b, a)", func(r *ring, _ int) error { return r.s.Unfriend(r.b, r.a) }}
	blocksB    = deed{"s.Block(a, b)", func(r *ring, _ int) error { return r.s.Block(r.a, r.b) }}
	invitesB   = deed{"s.Invite(chat, a, b)", func(r *ring, _ int) error { return r.s.Invite(r.chat, r.a, r.b) }}
	kicksB     = deed{"s.Kick(chat, a, b)", func(r *ring, _ int) error { return r.s.Kick(r.chat, r.a, r.b) }}
	kicksA     = deed{"s.Kick(chat, b, a)", func(r *ring, _ int) error { return r.s.Kick(r.chat, r.b, r.a) }}
	leavesA    = deed{"s.Leave(chat, a)", func(r *ring, _ int) error { return r.s.Leave(r.chat, r.a) }}
	leavesB    = deed{"s.Leave(chat, b)", func(r *ring, _ int) error { return r.s.Leave(r.chat, r.b) }}
	closes     = deed{"sub.Close()", func(r *ring, _ int) error { r.sub.Close(); return nil }}
	opens      = deed{"s.OpenPrivate(a, b)", func(r *ring, g int) (err error) {
		r.chats[g], err = r.s.OpenPrivate(r.a, r.b)
		return err
	}}
	opensBack = deed{"s.OpenPrivate(b, a)", func(r *ring, g int) (err error) {
		r.chats[g], err = r.s.OpenPrivate(r.b, r.a)
		return err
	}}
	creates = deed{`s.CreateGroup(a, "tea")`, func(r *ring, g int) (err error) {
		r.chats[g], err = r.s.CreateGroup(r.a, "tea")
		return err
	}}
	sendsA = deed{`s.Send(chat, a, "x", "tea?")`, func(r *ring, g int) error {
		m, err := r.s.Send(r.chat, r.a, "x", "tea?")
		r.seqs[g] = m.Seq
		return err
	}}
	sendsB = deed{`s.Send(chat, b, "x", "x")`, func(r *ring, _ int) error {
		_, err := r.s.Send(r.chat, r.b, "x", "x")
		return err
	}}
	subscribesB = deed{"sub, err := s.Subscribe(b, 1)", func(r *ring, _ int) error {
		sub, err := r.s.Subscribe(r.b, 1)
		if err == nil {
			r.sub = sub
		}
		return err
	}}
)

// marks is a call of MarkRead for b.
func marks(seq int64) deed {
	return deed{fmt.Sprintf("s.MarkRead(chat, b, %d)", seq), func(r *ring, _ int) error { return r.s.MarkRead(r.chat, r.b, seq) }}
}

var duels = []duel{
	{"if two goroutines add the same ID at the same time, exactly one succeeds", nobody, same(addsA), once(ErrExists)},
	{"if two goroutines remove the same user at the same time, exactly one succeeds", strangers, same(removesB), once(ErrUnknownUser)},
	{"two users who send each other a friend request at the same time become friends", strangers, [2]deed{asksB, asksA}, becameFriends},
	{"if a request is approved and rejected at the same time, exactly one call succeeds", asked, [2]deed{approvesA, rejectsA}, once(ErrNoRequest)},
	{"if two goroutines approve the same request at the same time, exactly one succeeds", asked, same(approvesA), once(ErrNoRequest)},
	{"if two goroutines reject the same request at the same time, exactly one succeeds", asked, same(rejectsA), once(ErrNoRequest)},
	{"if two goroutines send the same friend request at the same time, exactly one succeeds", strangers, same(asksB), once(ErrPending)},
	{"if two goroutines end the same friendship at the same time, exactly one succeeds", pals, [2]deed{unfriendsB, unfriendsA}, once(ErrNotFriends)},
	{"after Block and Approve at the same time, the two users are not friends", asked, [2]deed{approvesA, blocksB}, apart},
	{"after Block and RequestFriend at the same time, no request is left", strangers, [2]deed{asksA, blocksB}, apart},
	{"two friends who open their private chat at the same time get the same chat", pals, [2]deed{opens, opensBack}, wantChats(true)},
	{"two groups that are created at the same time have different IDs", pals, same(creates), wantChats(false)},
	{"a private chat and a group that are created at the same time have different IDs", pals, [2]deed{opens, creates}, wantChats(false)},
	{"if a user is invited twice at the same time, exactly one call succeeds", founded, same(invitesB), once(ErrMember)},
	{"if a member leaves and is kicked at the same time, exactly one call succeeds", both, [2]deed{kicksB, leavesB}, once(ErrNotMember)},
	{"if a member leaves twice at the same time, exactly one call succeeds", both, same(leavesB), once(ErrNotMember)},
	{"if the last two members leave at the same time, the group is closed", both, [2]deed{leavesA, leavesB},
		func(r *ring, errs [2]error) string { return cmp.Or(refused(errs), wantClosed(r)) }},
	{"a member cannot kick the owner, even while the owner leaves", both, [2]deed{leavesA, kicksA},
		func(r *ring, errs [2]error) string {
			members, err := r.s.Members(r.chat, r.b)
			if errs[0] != nil || errs[1] == nil {
				return "want nil from Leave and an error from Kick"
			}
			return left("s.Members(chat, b)", members, err, r.b)
		}},
	{"if the only member invites a friend and leaves at the same time, the friend is the only member or the group is closed", founded, [2]deed{invitesB, leavesA},
		func(r *ring, errs [2]error) string {
			members, err := r.s.Members(r.chat, r.b)
			switch {
			case errs[1] != nil:
				return "want nil from Leave"
			case errs[0] == nil:
				return left("s.Members(chat, b)", members, err, r.b)
			default:
				return wantClosed(r)
			}
		}},
	{"a message that is sent twice at the same time with the same client ID is one message", founded, same(sendsA),
		func(r *ring, errs [2]error) string {
			if text := refused(errs); text != "" {
				return text
			}
			if n := r.said(r.a); n != 1 || r.seqs[0] != r.seqs[1] {
				return fmt.Sprintf("the Seqs are %d and %d, and History has %d messages, want the same Seq and one message", r.seqs[0], r.seqs[1], n)
			}
			return ""
		}},
	silenced("after Kick has returned, no message of the kicked member is added", kicksB),
	silenced("after Leave has returned, no message of the member who left is added", leavesB),
	silenced("after RemoveUser has returned, no message of the removed user is added to a group", removesB),
	{"if two calls of MarkRead overlap, the mark moves to the higher Seq", both.with(", to which a has sent two messages", func(r *ring) { sends(r.s, r.chat, r.a, 2) }), [2]deed{marks(1), marks(2)},
		func(r *ring, errs [2]error) string {
			if text := refused(errs); text != "" {
				return text
			}
			want := len(whole(r.s, r.chat, r.b)) - 2
			if n, err := r.s.Unread(r.chat, r.b); n != want || err != nil {
				return fmt.Sprintf("then s.Unread(chat, b) returned (%d, %s), want (%d, nil)", n, exercise.Text(err), want)
			}
			return ""
		}},
	{"a removed user has no open Subscription, even if it was made at the same time", founded, [2]deed{subscribesB, removesB}, removed},
	{"a removed user is in no group, even if they were invited at the same time", founded, [2]deed{invitesB, removesB}, removed},
	{"a removed user is unknown, even if they were renamed at the same time", founded, [2]deed{renamesB, removesB}, removed},
	{"a removed user has no requests, even if they sent one at the same time", loners, [2]deed{asksA, removesB}, removed},
	{"a removed user has no friends, even if a request was approved at the same time", asked.with(", and is the only member of a group, chat", (*ring).alone), [2]deed{approvesA, removesB}, removed},
	{"if Close and Send overlap, both succeed, and the Subscription is closed", both.subscribing(func(round int) int { return 1 + round%2 }).with(", in whose channel one message waits", func(r *ring) { sends(r.s, r.chat, r.a, 1) }), [2]deed{closes, sendsA},
		func(r *ring, errs [2]error) string {
			online, err := r.s.Online(r.a, r.b)
			switch n := len(waiting(r.sub)); {
			case errs[1] != nil:
				return "want nil from Send"
			case online || err != nil:
				return fmt.Sprintf("then s.Online(a, b) returned (%t, %s), want (false, nil)", online, exercise.Text(err))
			case n > cap(r.sub.C()):
				return fmt.Sprintf("then %d messages waited in C, want at most cap(C), which is %d", n, cap(r.sub.C()))
			}
			return ""
		}},
	{"if RemoveUser and Send overlap, the removed user has no friends, no groups and no open Subscription", both.subscribing(func(int) int { return 1 }).with(", with a full or an empty channel", func(r *ring) { sends(r.s, r.chat, r.a, r.round%2) }), [2]deed{sendsA, removesB}, removed},
	{"if Close and RemoveUser overlap, the removed user has no friends, no groups and no open Subscription", both.subscribing(func(int) int { return 1 }), [2]deed{closes, removesB}, removed},
}

// silenced is a duel of a Send and a call after which the sender can no longer send.
func silenced(name string, call deed) duel {
	counts := deed{call.text, func(r *ring, g int) error {
		err := call.do(r, g)
		r.seqs[g] = r.said(r.b)
		return err
	}}
	return duel{name, both, [2]deed{sendsB, counts}, func(r *ring, errs [2]error) string {
		n := r.said(r.b)
		switch {
		case errs[1] != nil:
			return "want nil from " + call.text
		case n != r.seqs[1]:
			return fmt.Sprintf("when %s returned, History had %d messages of b, and later %d, want no more", call.text, r.seqs[1], n)
		case errs[0] == nil && n != 1:
			return fmt.Sprintf("History has %d messages of b, want the one that was sent", n)
		case errs[0] != nil && n != 0:
			return fmt.Sprintf("History has %d messages of b, want none, because Send was refused", n)
		}
		return ""
	}}
}

// closingCalls are calls in a group whose only member leaves.
var closingCalls = []deed{
	leavesA, sendsA,
	{"s.Members(chat, a)", func(r *ring, _ int) error { _, err := r.s.Members(r.chat, r.a); return err }},
	{"s.History(chat, a, 0, 1)", func(r *ring, _ int) error { _, err := r.s.History(r.chat, r.a, 0, 1); return err }},
	{"s.Unread(chat, a)", func(r *ring, _ int) error { _, err := r.s.Unread(r.chat, r.a); return err }},
	{"s.MarkRead(chat, a, 1)", func(r *ring, _ int) error { return r.s.MarkRead(r.chat, r.a, 1) }},
	invitesB,
}

// checkClosing lets the only member of a group leave while the same user makes another call in the group. That call
// comes before Leave, or the group is closed.
func checkClosing(t *exercise.T) {
	for _, call := range closingCalls {
		d := duel{scene: founded, calls: [2]deed{leavesA, call}, wrong: func(r *ring, errs [2]error) string {
			switch {
			case call.text == leavesA.text:
				return once(ErrUnknownChat)(r, errs)
			case errs[0] == nil && (errs[1] == nil || exercise.Compare(errs[1], ErrUnknownChat) == nil):
				return ""
			case errs[0] == nil:
				return "want nil from Leave, and from the other call nil or " + exercise.Text(ErrUnknownChat)
			default:
				return "want nil from Leave"
			}
		}}
		if d.fight(t, 30, 6); t.Failed() {
			return
		}
	}
}

// fight makes the calls of a duel at the same time, in many quick rounds, and in a few rounds in which a Send reads a
// slow clock.
func (d duel) fight(t *exercise.T, quick, slow int) {
	b := &bout{duel: d}
	b.r.s = newServer(onlinechat.Config{Now: func() time.Time {
		if read := b.clock.Load(); read != nil {
			(*read)()
		}
		return start
	}})
	must(b.r.s.AddUser("host", "Host"))
	b.hall = got(b.r.s.CreateGroup("host", "hall"))
	quick = exercise.Rounds(quick)
	b.quick(t, quick)
	for round := 0; round < slow && !t.Failed(); round++ {
		b.slow(t, quick, round)
	}
}

// A bout is a duel in progress.
type bout struct {
	duel
	r     ring
	errs  [2]error
	hall  onlinechat.ChatID      // the group of a host, who takes no part in the duel
	clock atomic.Pointer[func()] // what reading the clock does
}

func (b *bout) begin(round int) {
	b.r = ring{s: b.r.s, round: round, a: id(fmt.Sprint("a", round)), b: id(fmt.Sprint("b", round))}
	allowed(b.r.s.AddUser(b.r.a, "A"), "s.AddUser(%q, \"A\")", b.r.a)
	allowed(b.r.s.AddUser(b.r.b, "B"), "s.AddUser(%q, \"B\")", b.r.b)
	b.scene.prepare(&b.r)
}

func (b *bout) end(t *exercise.T) {
	if text := b.wrong(&b.r, b.errs); text != "" {
		t.Fatalf("%s. At the same time, %s returned %s and %s returned %s: %s", b.scene.text, b.calls[0].text, exercise.Text(b.errs[0]), b.calls[1].text, exercise.Text(b.errs[1]), text)
	}
}

// quick makes the calls in up to n rounds, each a little earlier or later than the other, while a third goroutine keeps the
// Server busy.
func (b *bout) quick(t *exercise.T, n int) {
	begun := time.Now()
	var over atomic.Bool
	var arrived atomic.Int64
	meet := func(n int64) { // returns when both have arrived, or the row has failed
		arrived.Add(1)
		for spin := 0; arrived.Load() < n && !(spin%1000 == 999 && t.Failed()); spin++ {
			if spin > 1000 {
				runtime.Gosched()
			}
		}
	}
	server, ended := b.r.s, atomic.Bool{}
	t.Doing(fmt.Sprintf("// %s. At the same time:\n%s\n%s", b.scene.text, b.calls[0].text, b.calls[1].text))
	exercise.Crowded(t, 3, func(g int) {
		if g == 2 { // keeps the lock busy: both calls often wait for it, and with RLock they then hold it at the same time
			for !ended.Load() && !t.Failed() {
				_ = server.UpdateUser("host", "Host")
			}
			return
		}
		defer ended.Store(true)
		for round := range n {
			if g == 0 {
				b.begin(round)
				over.Store(time.Since(begun) > 70*time.Millisecond) // long enough, even on a busy machine
			}
			if meet(4*int64(round) + 2); over.Load() {
				return
			}
			for range (round >> g) % 32 {
				arrived.Load() // takes a little time
			}
			b.errs[g] = b.calls[g].do(&b.r, g)
			if meet(4*int64(round) + 4); t.Failed() {
				return
			}
			if g == 0 {
				b.end(t)
			}
		}
	})
}

// slow makes the calls while a Send reads a slow clock.
//
// A Server may hold a lock while it reads the clock. Then both calls wait for the lock. If a goroutine has waited for a
// Mutex for a millisecond, each Unlock hands the Mutex to the next goroutine that waits. So if a call checks under one
// lock and acts under another, the other call always comes in between. Two more Sends give a busy machine time for that.
//
// Rounds differ in which call waits first and in which chat the Send is. From round 4 on, an AddUser waits before both
// calls. If the Send holds an RWMutex with RLock, AddUser waits in Lock, and so both calls wait in their first RLock, if
// they begin with that. After AddUser they have it together. So if a call checks under RLock and acts under Lock, both
// calls check before one of them acts.
func (b *bout) slow(t *exercise.T, quick, round int) {
	b.begin(quick + round)
	chat, from := b.hall, id("host")
	if b.r.chat != 0 && round%2 == 1 {
		chat, from = b.r.chat, b.r.a
	}
	reading, writing := make(chan struct{}), make(chan struct{})
	adds, goroutines := round >= 4, 4
	if !adds {
		goroutines = 3
		close(writing)
	}
	var reads, called atomic.Int32
	clock := func() {
		takes := 500 * time.Microsecond
		if reads.Add(1) == 1 {
			close(reading)
			for began := time.Now(); called.Load() < 2 && time.Since(began) < 20*time.Millisecond; {
				runtime.Gosched()
			}
			takes = 1100 * time.Microsecond
		}
		for began := time.Now(); time.Since(began) < takes; { // more exact than time.Sleep
			runtime.Gosched()
		}
	}
	b.clock.Store(&clock)
	exercise.Together(t, goroutines, func(g int) {
		if g == 2 {
			for range 3 {
				_, _ = b.r.s.Send(chat, from, "", "busy")
			}
			return
		}
		select {
		case <-reading:
		case <-time.After(20 * time.Millisecond): // the Server does not read the clock in this call
		}
		if g == 3 {
			close(writing)
			_ = b.r.s.AddUser(b.r.a+"+", "busy")
			return
		}
		if <-writing; g == round/2%2 || adds {
			time.Sleep(100 * time.Microsecond) // so that both orders of the two calls occur, and AddUser comes before both
		}
		called.Add(1)
		b.errs[g] = b.calls[g].do(&b.r, g)
	})
	if b.clock.Store(nil); !t.Failed() {
		b.end(t)
	}
}
