package onlinechat_test

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/onlinechat"
)

// model is a Server that is too simple to be wrong: it keeps facts, and goes through all of them for every answer. It has
// the methods of Server. If the contract allows several errors, they return all of them.
type model struct {
	maxText, maxPage int
	now              time.Time

	names    map[id]string // of the known users
	taken    map[id]bool
	friends  map[[2]id]bool // in both directions
	askedBy  map[[2]id]bool // the first is asked by the second
	blocks   map[[2]id]bool // the first blocks the second
	chats    []modelChat    // all chats, also closed ones; chat number n is at n-1
	subs     []modelSub     // all Subscriptions, in the same way
	slots    map[int]int    // numbers of chats, by variable
	subSlots map[int]int
}

type modelChat struct {
	number  int
	private bool
	members []modelMember // in the order in which they last joined; empty if the chat is closed
	log     []said
}

type modelMember struct {
	id           id
	joined, read int64 // numbers of messages
}

type modelSub struct {
	user           id
	room           int
	queue          []said
	closed, lagged bool
}

func newModel(config onlinechat.Config) *model {
	return &model{
		maxText: cmp.Or(config.MaxText, 4096), maxPage: cmp.Or(config.MaxPage, 100), now: start,
		names: make(map[id]string), taken: make(map[id]bool),
		friends: make(map[[2]id]bool), askedBy: make(map[[2]id]bool), blocks: make(map[[2]id]bool),
		slots: make(map[int]int), subSlots: make(map[int]int),
	}
}

// clone returns a copy that shares nothing with m.
func (m *model) clone() *model {
	c := *m
	c.names, c.taken, c.friends, c.askedBy, c.blocks = maps.Clone(m.names), maps.Clone(m.taken), maps.Clone(m.friends), maps.Clone(m.askedBy), maps.Clone(m.blocks)
	c.slots, c.subSlots = maps.Clone(m.slots), maps.Clone(m.subSlots)
	c.chats, c.subs = slices.Clone(m.chats), slices.Clone(m.subs)
	for i, chat := range c.chats {
		c.chats[i].members, c.chats[i].log = slices.Clone(chat.members), slices.Clone(chat.log)
	}
	for i, sub := range c.subs {
		c.subs[i].queue = slices.Clone(sub.queue)
	}
	return &c
}

// String tells models apart, for the search for an order of calls.
func (m *model) String() string {
	type facts model
	return fmt.Sprint(facts(*m))
}

// reasons are the errors that a call can be refused with.
type reasons []error

func (rs reasons) when(applies bool, err error) reasons {
	if applies {
		return append(rs, err)
	}
	return rs
}

func when(applies bool, err error) reasons { return reasons(nil).when(applies, err) }

// refusal returns the error that refuses a call, or nil. The errors of free may always be returned. Of the ordered
// reasons, only the first that apply count.
func refusal(free reasons, ordered ...reasons) any {
	for _, rs := range ordered {
		if len(rs) > 0 {
			free = slices.Concat(free, rs)
			break
		}
	}
	switch len(free) {
	case 0:
		return nil
	case 1:
		return free[0]
	}
	answers := make([]any, len(free))
	for i, err := range free {
		answers[i] = err
	}
	return exercise.OneOf(answers...)
}

// try returns the refusal of a call. If the call is not refused, it returns what do returns.
func try(refused any, do func() any) any {
	if refused != nil {
		return refused
	}
	return do()
}

// done makes a function of one that returns nothing.
func done(do func()) func() any { return func() any { do(); return nil } }

func (m *model) unknown(users ...id) reasons {
	return when(slices.ContainsFunc(users, func(u id) bool { return m.names[u] == "" }), ErrUnknownUser)
}

func (m *model) unknownChat(c *modelChat) reasons {
	return when(c == nil || len(c.members) == 0, ErrUnknownChat)
}

// missing returns the error of the reasons that come before all others.
func (m *model) missing(c *modelChat, users ...id) any {
	return refusal(nil, m.unknown(users...), m.unknownChat(c))
}

func blank(text string) bool { return strings.TrimSpace(text) == "" }

// Users

func (m *model) addUser(u id, name string) any {
	return try(refusal(when(blank(string(u)) || blank(name), ErrInvalid).when(m.taken[u], ErrExists)),
		done(func() { m.names[u], m.taken[u] = name, true }))
}

func (m *model) updateUser(u id, name string) any {
	return try(refusal(nil, m.unknown(u), when(blank(name), ErrInvalid)), done(func() { m.names[u] = name }))
}

func (m *model) user(u id) any {
	return try(refusal(m.unknown(u)), func() any { return onlinechat.User{ID: u, Name: m.names[u]} })
}

func (m *model) removeUser(u id) any {
	return try(refusal(m.unknown(u)), done(func() {
		delete(m.names, u)
		for other := range m.taken {
			m.part(u, other)
			delete(m.blocks, [2]id{u, other})
			delete(m.blocks, [2]id{other, u})
		}
		for i := range m.chats {
			if !m.chats[i].private {
				m.chats[i].drop(u)
			}
		}
		for i := range m.subs {
			if m.subs[i].user == u {
				m.subs[i].closed = true
			}
		}
	}))
}

// Friendship

// part ends the friendship of two users and the requests between them.
func (m *model) part(a, b id) {
	for _, pair := range [][2]id{{a, b}, {b, a}} {
		delete(m.friends, pair)
		delete(m.askedBy, pair)
	}
}

func (m *model) befriend(a, b id) {
	m.part(a, b)
	m.friends[[2]id{a, b}], m.friends[[2]id{b, a}] = true, true
}

func (m *model) barred(a, b id) reasons {
	return when(m.blocks[[2]id{a, b}] || m.blocks[[2]id{b, a}], ErrBlocked)
}

func (m *model) strangers(a, b id) reasons { return when(!m.friends[[2]id{a, b}], ErrNotFriends) }

func (m *model) requestFriend(a, b id) any {
	return try(refusal(nil, m.unknown(a, b), when(a == b, ErrSelf), m.barred(a, b), when(m.friends[[2]id{a, b}], ErrFriends), when(m.askedBy[[2]id{b, a}], ErrPending)),
		done(func() {
			if m.askedBy[[2]id{a, b}] {
				m.befriend(a, b)
			} else {
				m.askedBy[[2]id{b, a}] = true
			}
		}))
}

func (m *model) unasked(a, b id) any {
	return refusal(nil, m.unknown(a, b), when(a == b, ErrSelf).when(!m.askedBy[[2]id{a, b}], ErrNoRequest))
}

func (m *model) approve(a, b id) any { return try(m.unasked(a, b), done(func() { m.befriend(a, b) })) }
func (m *model) reject(a, b id) any  { return try(m.unasked(a, b), done(func() { m.part(a, b) })) }

func (m *model) unfriend(a, b id) any {
	return try(refusal(nil, m.unknown(a, b), slices.Concat(when(a == b, ErrSelf), m.strangers(a, b))), done(func() { m.part(a, b) }))
}

func (m *model) block(a, b id) any {
	return try(refusal(nil, m.unknown(a, b), when(a == b, ErrSelf)), done(func() {
		m.part(a, b)
		m.blocks[[2]id{a, b}] = true
	}))
}

func (m *model) unblock(a, b id) any {
	if a == b && m.names[a] != "" {
		return exercise.OneOf(nil, ErrSelf)
	}
	return try(refusal(m.unknown(a, b)), done(func() { delete(m.blocks, [2]id{a, b}) }))
}

// related returns the users who are in a relation to a user.
func (m *model) related(u id, relation map[[2]id]bool) any {
	return try(refusal(m.unknown(u)), func() any {
		var found []id
		for pair := range relation {
			if pair[0] == u {
				found = append(found, pair[1])
			}
		}
		slices.Sort(found)
		return found
	})
}

// Chats

// chat returns the chat with a number, or nil.
func (m *model) chat(n int) *modelChat {
	if n == 0 {
		return nil
	}
	return &m.chats[n-1]
}

func (m *model) newChat(c int, private bool, users ...id) any {
	made := modelChat{number: len(m.chats) + 1, private: private}
	for _, u := range users {
		made.members = append(made.members, modelMember{id: u})
	}
	m.chats = append(m.chats, made)
	m.slots[c] = made.number
	return number(made.number)
}

// openPrivate and createGroup store the chat in the variable c.
func (m *model) openPrivate(c int, a, b id) any {
	return try(refusal(nil, m.unknown(a, b), when(a == b, ErrSelf), m.barred(a, b), m.strangers(a, b)), func() any {
		for _, old := range m.chats {
			if old.private && old.member(a) != nil && old.member(b) != nil {
				m.slots[c] = old.number
				return number(old.number)
			}
		}
		return m.newChat(c, true, a, b)
	})
}

func (m *model) createGroup(c int, owner id, title string) any {
	return try(refusal(nil, m.unknown(owner), when(blank(title), ErrInvalid)), func() any { return m.newChat(c, false, owner) })
}

func (c *modelChat) member(u id) *modelMember {
	if i := slices.IndexFunc(c.members, func(m modelMember) bool { return m.id == u }); i >= 0 {
		return &c.members[i]
	}
	return nil
}

func (c *modelChat) drop(u id) {
	c.members = slices.DeleteFunc(slices.Clone(c.members), func(m modelMember) bool { return m.id == u })
}

func (c *modelChat) outside(u id) reasons { return when(c.member(u) == nil, ErrNotMember) }

func (m *model) invite(c *modelChat, by, who id) any {
	return try(try(m.missing(c, by, who), func() any {
		return refusal(when(c.private, ErrInvalid), c.outside(by), slices.Concat(when(c.member(who) != nil, ErrMember), m.strangers(by, who)))
	}), done(func() { c.members = append(c.members, modelMember{who, int64(len(c.log)), int64(len(c.log))}) }))
}

func (m *model) kick(c *modelChat, by, who id) any {
	return try(try(m.missing(c, by, who), func() any {
		return refusal(when(c.private, ErrInvalid).when(by == who, ErrSelf), c.outside(by), slices.Concat(when(c.members[0].id != by, ErrNotOwner), c.outside(who)))
	}), done(func() { c.drop(who) }))
}

func (m *model) leave(c *modelChat, u id) any {
	return try(try(m.missing(c, u), func() any { return refusal(when(c.private, ErrInvalid), c.outside(u)) }), done(func() { c.drop(u) }))
}

// inside returns the refusal of a user's call in a chat. malformed says whether other arguments are invalid.
func (m *model) inside(c *modelChat, u id, malformed bool) any {
	return try(m.missing(c, u), func() any { return refusal(when(malformed, ErrInvalid), c.outside(u)) })
}

func (m *model) members(c *modelChat, u id) any {
	return try(m.inside(c, u, false), func() any {
		var all []id
		for _, member := range c.members {
			all = append(all, member.id)
		}
		slices.Sort(all)
		return all
	})
}

// Messages

func (m *model) send(c *modelChat, from id, clientID, text string) any {
	bad := !utf8.ValidString(text) || blank(text) || len([]rune(text)) > m.maxText
	if refused := m.missing(c, from); refused != nil {
		return refused
	}
	var first reasons
	for _, old := range c.log {
		if clientID != "" && old.From == from && old.ClientID == clientID {
			if old.Text == text {
				return old
			}
			first = reasons{ErrConflict}
		}
	}
	var barred, strangers reasons
	if c.private {
		peer := c.members[0].id
		if peer == from {
			peer = c.members[1].id
		}
		barred, strangers = m.barred(from, peer), m.strangers(from, peer)
	}
	return try(refusal(when(bad, ErrInvalid), first, c.outside(from), barred, strangers), func() any {
		sent := said{chatNumber(c.number), int64(len(c.log) + 1), from, clientID, text, m.now}
		c.log = append(c.log, sent)
		for i := range m.subs {
			if sub := &m.subs[i]; !sub.closed && c.member(sub.user) != nil {
				sub.deliver(sent)
			}
		}
		return sent
	})
}

func (m *model) history(c *modelChat, u id, before int64, limit int) any {
	return try(m.inside(c, u, limit < 1 || before < 0), func() any {
		seen := page()
		for _, old := range c.log {
			if old.Seq > c.member(u).joined && (before == 0 || old.Seq < before) {
				seen = append(seen, old)
			}
		}
		return seen[max(0, len(seen)-min(limit, m.maxPage)):]
	})
}

func (m *model) markRead(c *modelChat, u id, seq int64) any {
	return try(m.inside(c, u, seq < 0), done(func() {
		member := c.member(u)
		member.read = max(member.read, min(seq, int64(len(c.log))))
	}))
}

func (m *model) unread(c *modelChat, u id) any {
	return try(m.inside(c, u, false), func() any {
		count := 0
		for _, old := range c.log {
			if old.Seq > c.member(u).read && old.From != u {
				count++
			}
		}
		return count
	})
}

// Subscriptions

func (m *model) subscribe(sub int, u id, buffer int) any {
	return try(refusal(nil, m.unknown(u), when(buffer < 1, ErrInvalid)), done(func() {
		m.subs = append(m.subs, modelSub{user: u, room: buffer})
		m.subSlots[sub] = len(m.subs)
	}))
}

func (m *model) online(viewer, u id) any {
	return try(refusal(nil, m.unknown(viewer, u), when(viewer != u && !m.friends[[2]id{viewer, u}], ErrNotFriends)), func() any {
		return slices.ContainsFunc(m.subs, func(sub modelSub) bool { return sub.user == u && !sub.closed })
	})
}

func (sub *modelSub) deliver(m said) {
	if len(sub.queue) == sub.room {
		sub.closed, sub.lagged = true, true
		return
	}
	sub.queue = append(sub.queue, m)
}

func (sub *modelSub) receive() any {
	switch {
	case len(sub.queue) > 0:
		first := sub.queue[0]
		sub.queue = sub.queue[1:]
		return first
	case sub.closed:
		return closed
	default:
		return nothing
	}
}

func (sub *modelSub) reason() any { return refusal(when(sub.lagged, ErrLagged)) }
