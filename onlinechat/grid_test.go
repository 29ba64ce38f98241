package onlinechat_test

import (
	"strings"

	"github.com/oodkit/oodkit/internal/exercise"
)

// A grid makes every call that can be made of some users, chats and other arguments, each in a world
// of its own that has all that can be in the way of a call. So it meets every two reasons to refuse
// a call at the same time, and the answer tells which one counts.

// grid checks each call in its world. Looks are calls that show whether anything has changed. Calls
// that are to be refused change nothing, so many of them share a world.
func grid(t *exercise.T, script exercise.Script[call], world, candidates, looks []call) {
	const most = 50
	var refused []call
	for _, c := range candidates {
		m := newModel(maxText, 100)
		for _, before := range world {
			m.answer(before)
		}
		if !strings.HasPrefix(m.answer(c), "Err") {
			script.Check(t, calls(world, one(c), looks)...)
			continue
		}
		if refused = append(refused, c); len(refused) == most {
			script.Check(t, calls(world, refused, looks)...)
			refused = nil
		}
	}
	script.Check(t, calls(world, refused, looks)...)
}

// The users of the worlds. Fay was removed, and there never was a zed.
const (
	ann, bob, cyd, dan, eve, fay, zed id = "ann", "bob", "cyd", "dan", "eve", "fay", "zed"
)

var people = []id{ann, bob, cyd, dan, eve, fay, zed}

// known are those of the people of a world who can be asked for.
var known = []id{ann, bob, cyd, dan, eve}

// The chats of the worlds.
const (
	unknown = iota // there never was one
	group          // ann owns it; bob and dan are members
	closed         // bob and eve were the members
	tete           // of ann and bob
	cold           // of ann and dan, who are no longer friends
	widowed        // of ann and fay, who was removed; from step 6 on
)

var chats = []int{unknown, group, closed, tete, cold, widowed}

// peopled has users, friendships and requests: ann is a friend of bob and cyd, bob of cyd; eve has
// asked ann, and ann has asked dan.
var peopled = calls(add(dan, bob, ann, cyd, eve, fay), befriend(ann, bob, cyd), befriend(bob, cyd),
	two(requestFriend, eve, ann), two(requestFriend, ann, dan), befriend(fay, ann, bob), ask(removeUser, fay))

// conversing has private chats besides.
var conversing = conversation()

// conversation returns the world of conversing, with what else happens before fay is removed.
func conversation(more ...call) []call {
	return calls(add(dan, bob, ann, cyd, eve, fay), befriend(ann, bob, cyd, dan, fay), befriend(bob, cyd, eve),
		private(tete, ann, bob), says(tete, ann, "a1"), says(tete, bob, "b2"),
		private(cold, dan, ann), says(cold, dan, "d1"), two(unfriend, dan, ann), more, ask(removeUser, fay))
}

// grouping has groups besides.
var grouping = calls(conversing, groups)

var groups = calls(grouped(group, bob, ann), befriend(dan, ann), in(group, invite, ann, dan), two(unfriend, ann, dan),
	says(group, bob, "b1"), in(group, leave, bob), in(group, invite, ann, bob), says(group, dan, "d2"), says(group, ann, "a3"),
	grouped(closed, bob, eve), says(closed, eve, "e1"), ofEach(closed, leave, eve, bob))

// blocking has blocks besides, and the private chat of who was removed: bob blocks ann, and dan and
// bob block each other.
var blocking = calls(conversation(calls(private(widowed, ann, fay), says(widowed, fay, "f1"))...), groups,
	read(group, ann, 1), two(block, bob, ann), two(block, bob, dan), two(block, dan, bob))

// pairs makes a call of each verb for every two users.
func pairs(verbs ...verb) (cs []call) {
	for _, v := range verbs {
		for _, a := range people {
			for _, b := range people {
				cs = append(cs, call{verb: v, a: a, b: b, chat: spare})
			}
		}
	}
	return cs
}

// spare is the number of a chat that candidates may make.
const spare = 9

// everywhere makes a call of each verb for every chat and every two users, or every single one.
func everywhere(users int, verbs ...verb) (cs []call) {
	for _, v := range verbs {
		for _, chat := range chats {
			for _, a := range people {
				for _, b := range people {
					if users == 2 || b == people[0] {
						cs = append(cs, call{verb: v, chat: chat, a: a, b: b, limit: 100})
					}
				}
			}
		}
	}
	return cs
}

// with makes of every call one for each way to complete it.
func with(cs []call, complete ...func(*call)) (all []call) {
	for _, c := range cs {
		for _, f := range complete {
			c := c
			f(&c)
			all = append(all, c)
		}
	}
	return all
}

// texts are those of sends, right and wrong.
func texts(texts ...string) (fs []func(*call)) {
	for _, text := range texts {
		fs = append(fs, func(c *call) { c.text = text })
	}
	return fs
}

var badTexts = []string{"", " \t\n", "\xff", strings.Repeat("x", maxText+1)}

// looks ask for all that steps 1 to n can show of the worlds.
func looks(n int) []call {
	cs := ask(user, known...)
	if n >= 2 {
		cs = calls(cs, ask(friends, known...), ask(requests, known...))
	}
	for _, chat := range chats {
		if n >= 3 {
			cs = calls(cs, all(chat, ann, bob, dan))
		}
		if n >= 4 {
			cs = calls(cs, ofEach(chat, members, ann, bob, cyd))
		}
		if n >= 6 {
			cs = calls(cs, ofEach(chat, unread, ann, bob, dan))
		}
	}
	return cs
}
