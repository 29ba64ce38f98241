package onlinechat_test

import (
	"strings"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/onlinechat"
)

// A grid makes every call that is possible with some users, chats and other arguments, in a world with everything that
// can refuse a call. So it has every two reasons to refuse a call at the same time, and it shows that a refused call
// changes nothing.

// grid makes each call in the world. looks are calls that show whether anything has changed. Refused calls change
// nothing, so many of them share a world.
func grid(t *exercise.T, world, candidates, looks []op) {
	const most = 50
	var refused []op
	for _, c := range candidates {
		m := newModel(onlinechat.Config{MaxText: maxText})
		for _, before := range world {
			before.Model(m)
		}
		before := m.String()
		if c.Model(m); m.String() != before {
			limited.Check(t, seq(world, c, looks)...)
			continue
		}
		if refused = append(refused, c); len(refused) == most {
			limited.Check(t, seq(world, refused, looks)...)
			refused = nil
		}
	}
	limited.Check(t, seq(world, refused, looks)...)
}

// The users of the worlds who are known.
var known = []id{ann, bob, cyd, dan, eve}

// The chats of the worlds. 0 is a chat that never existed.
const (
	group   = iota + 1 // ann owns it; bob and dan are members
	gone               // bob and eve were the members
	tete               // of ann and bob
	cold               // of ann and dan, who are no longer friends
	widowed            // of ann and fay, who was removed; from step 6 on
)

var chats = []int{0, group, gone, tete, cold, widowed}

// peopled has users, friendships and requests: ann is a friend of bob and cyd, and bob is a friend of cyd. Eve has a
// request to ann, and ann has one to dan.
var peopled = seq(add(dan, bob, ann, cyd, eve, fay), befriend(ann, bob, cyd), befriend(bob, cyd),
	requestFriend(eve, ann), requestFriend(ann, dan), befriend(fay, ann, bob), removeUser(fay))

// conversing has private chats too.
var conversing = conversation()

// conversation returns the world of conversing, and makes more calls before fay is removed.
func conversation(more ...op) []op {
	return seq(add(dan, bob, ann, cyd, eve, fay), befriend(ann, bob, cyd, dan, fay), befriend(bob, cyd, eve),
		openPrivate(tete, ann, bob), sendAs(tete, ann, "used", "first"), sendAs(tete, bob, "used", "first"),
		openPrivate(cold, dan, ann), sendAs(cold, dan, "used", "first"), unfriend(dan, ann), more, removeUser(fay))
}

// grouping has groups too.
var grouping = seq(conversing, groups)

var groups = seq(grouped(group, bob, ann), befriend(dan, ann), invite(group, ann, dan), unfriend(ann, dan),
	sendAs(group, bob, "used", "first"), leave(group, bob), invite(group, ann, bob), sendAs(group, dan, "used", "first"), sendAs(group, ann, "used", "first"),
	grouped(gone, bob, eve), sendAs(gone, eve, "used", "first"), leave(gone, eve), leave(gone, bob))

// blocking has blocks too, and the private chat of a removed user: bob blocks ann, and dan and bob block each other.
var blocking = seq(conversation(openPrivate(widowed, ann, fay), sendAs(widowed, fay, "used", "first")), groups,
	markRead(group, ann, 1), block(bob, ann), block(bob, dan), block(dan, bob))

// living has Subscriptions too: bob and eve are online, cyd has lagged, and ann has closed.
var living = seq(blocking, subscribe(1, bob, 9), subscribe(2, eve, 9), befriend(ann, cyd), invite(group, ann, cyd),
	subscribe(3, cyd, 1), send(group, ann, "a"), send(group, ann, "b"), subscribe(4, ann, 9), closeSub(4))

// pairs makes a call of each method for every two users.
func pairs(methods ...func(a, b id) op) (ops []op) {
	for _, of := range methods {
		for _, a := range people {
			ops = append(ops, each(func(b id) op { return of(a, b) }, people...)...)
		}
	}
	return ops
}

// open opens a private chat in a variable that the worlds do not use.
func open(a, b id) op { return openPrivate(9, a, b) }

// everywhere makes a call of each method for every chat and user, crowded for every two users.
func everywhere(methods ...func(c int, u id) op) (ops []op) {
	for _, of := range methods {
		for _, c := range chats {
			ops = append(ops, eachIn(c, of, people...)...)
		}
	}
	return ops
}

func crowded(methods ...func(c int, a, b id) op) (ops []op) {
	for _, of := range methods {
		for _, c := range chats {
			ops = append(ops, pairs(func(a, b id) op { return of(c, a, b) })...)
		}
	}
	return ops
}

// sending makes a call of Send for every chat, user, client ID and text.
func sending(clientIDs []string, texts ...string) (ops []op) {
	for _, text := range texts {
		for _, clientID := range clientIDs {
			ops = append(ops, everywhere(func(c int, u id) op { return sendAs(c, u, clientID, text) })...)
		}
	}
	return ops
}

// Client IDs and texts to send. In the worlds, members have used the client ID "used" for the text "first".
var (
	noIDs    = []string{""}
	allIDs   = []string{"used", "new", ""}
	badTexts = []string{"", " \t\n", "\xff", strings.Repeat("x", maxText+1)}
	texts    = append(badTexts, "first", "yes")
)

// looks returns calls that ask for everything that steps 1 to n can show of the worlds.
func looks(n int) []op {
	ops := each(user, known...)
	if n >= 2 {
		ops = seq(ops, each(friends, known...), each(requests, known...))
	}
	for _, c := range chats {
		if n >= 3 {
			ops = seq(ops, eachIn(c, log, ann, bob, dan))
		}
		if n >= 4 {
			ops = seq(ops, eachIn(c, members, ann, bob, cyd))
		}
		if n >= 6 {
			ops = seq(ops, eachIn(c, unread, ann, bob, dan))
		}
	}
	if n >= 7 {
		ops = seq(ops, each(func(u id) op { return online(u, u) }, known...), receives(1, 4), receives(2, 1), receives(3, 3), receives(4, 1), errOf(1), errOf(2), errOf(3), errOf(4))
	}
	return ops
}
