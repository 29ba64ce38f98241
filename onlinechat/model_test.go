package onlinechat_test

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// model is a Server that is too simple to be wrong: slices and maps, and every question is answered
// by looking at everything.
type model struct {
	maxText, maxPage int
	now              int64

	names    map[id]string // of the users who are known
	taken    map[id]bool
	friends  map[[2]id]bool // in both directions
	asked    map[[2]id]bool // by the first of the second
	blocked  map[[2]id]bool // by the first the second
	chats    []*modelChat   // all there ever were
	subs     []*modelSub    // likewise
	slots    map[int]*modelChat
	subSlots map[int]*modelSub
}

type modelChat struct {
	number  int // from 1, in the order of making
	private bool
	closed  bool
	members []*modelMember // in the order of their last joining
	log     []modelMessage
}

type modelMember struct {
	id           id
	joined, read int // numbers of messages
}

type modelMessage struct {
	chat, seq int
	from      id
	clientID  string
	text      string
	at        int64
}

func (m modelMessage) String() string {
	return messageText(m.chat, int64(m.seq), m.from, m.clientID, m.text, m.at)
}

type modelSub struct {
	user   id
	room   int
	queue  []modelMessage
	closed bool
	lagged bool
}

func newModel(maxText, maxPage int) *model {
	return &model{
		maxText: maxText, maxPage: maxPage,
		names: make(map[id]string), taken: make(map[id]bool),
		friends: make(map[[2]id]bool), asked: make(map[[2]id]bool), blocked: make(map[[2]id]bool),
		slots: make(map[int]*modelChat), subSlots: make(map[int]*modelSub),
	}
}

// reason is a reason to refuse a call, if it applies.
type reason struct {
	applies bool
	err     string
}

// or stands between answers either of which will do.
const or = " or "

// first returns the first reason that applies, or "nil".
func first(reasons ...reason) string {
	for _, r := range reasons {
		if r.applies {
			return r.err
		}
	}
	return "nil"
}

// The reasons, in the order in which they count.

func (m *model) unknown(users ...id) reason {
	return reason{slices.ContainsFunc(users, func(u id) bool { return m.names[u] == "" }), "ErrUnknownUser"}
}

func noSuch(c *modelChat) reason    { return reason{c == nil || c.closed, "ErrUnknownChat"} }
func malformed(is bool) reason      { return reason{is, "ErrInvalid"} }
func privately(c *modelChat) reason { return malformed(c != nil && c.private) }
func self(a, b id) reason           { return reason{a == b, "ErrSelf"} }
func out(c *modelChat, u id) reason { return reason{c.member(u) == nil, "ErrNotMember"} }
func inside(c *modelChat, u id) reason {
	return reason{c.member(u) != nil, "ErrMember"}
}

func notOwner(c *modelChat, u id) reason {
	return reason{c == nil || len(c.members) == 0 || c.members[0].id != u, "ErrNotOwner"}
}

func (m *model) barred(a, b id) reason {
	return reason{m.blocked[[2]id{a, b}] || m.blocked[[2]id{b, a}], "ErrBlocked"}
}

func (m *model) strangers(a, b id) reason { return reason{!m.friends[[2]id{a, b}], "ErrNotFriends"} }

func blank(text string) bool { return strings.TrimSpace(text) == "" }

func (c *modelChat) member(u id) *modelMember {
	if c == nil {
		return nil
	}
	for _, m := range c.members {
		if m.id == u {
			return m
		}
	}
	return nil
}

// answer makes a call on the model and returns its answer as text.
func (m *model) answer(c call) string {
	chat := m.slots[c.chat]
	switch c.verb {
	case addUser, updateUser, user, removeUser:
		return m.users(c)
	case requestFriend, approve, reject, unfriend, friends, requests, block, unblock:
		return m.friendship(c)
	case openPrivate, createGroup, invite, kick, leave, members:
		return m.chatting(c, chat)
	case send, history, markRead, unread:
		return m.messages(c, chat)
	case subscribe, receive, errOf, closeSub, online:
		return m.live(c)
	case setClock:
		m.now = c.n
		return "nothing"
	}
	panic(fmt.Sprintf("verb %d", c.verb))
}

func (m *model) users(c call) string {
	switch c.verb {
	case addUser:
		bad := blank(string(c.a)) || blank(c.text)
		err := first(reason{bad && m.taken[c.a], "ErrInvalid" + or + "ErrExists"}, malformed(bad), reason{m.taken[c.a], "ErrExists"})
		if err == "nil" {
			m.names[c.a], m.taken[c.a] = c.text, true
		}
		return err
	case updateUser:
		err := first(m.unknown(c.a), malformed(blank(c.text)))
		if err == "nil" {
			m.names[c.a] = c.text
		}
		return err
	case user:
		err := first(m.unknown(c.a))
		if err == "nil" {
			return userText(c.a, m.names[c.a])
		}
		return err
	default:
		err := first(m.unknown(c.a))
		if err == "nil" {
			m.remove(c.a)
		}
		return err
	}
}

func (m *model) remove(u id) {
	delete(m.names, u)
	for other := range m.taken {
		m.part(u, other)
		delete(m.blocked, [2]id{u, other})
		delete(m.blocked, [2]id{other, u})
	}
	for _, c := range m.chats {
		if !c.private {
			c.leave(u)
		}
	}
	for _, sub := range m.subs {
		if sub.user == u {
			sub.closed = true
		}
	}
}

// part ends the friendship of two and the requests between them.
func (m *model) part(a, b id) {
	for _, pair := range [][2]id{{a, b}, {b, a}} {
		delete(m.friends, pair)
		delete(m.asked, pair)
	}
}

func (m *model) befriend(a, b id) {
	m.part(a, b)
	m.friends[[2]id{a, b}] = true
	m.friends[[2]id{b, a}] = true
}

func (m *model) friendship(c call) string {
	a, b := c.a, c.b
	ab, ba := [2]id{a, b}, [2]id{b, a}
	request := reason{!m.asked[ba], "ErrNoRequest"}
	selfOr := func(other string) reason { return reason{a == b, "ErrSelf" + or + other} }
	var err string
	var do func()
	switch c.verb {
	case requestFriend:
		err = first(m.unknown(a, b), self(a, b), m.barred(a, b), reason{m.friends[ab], "ErrFriends"}, reason{m.asked[ab], "ErrPending"})
		do = func() {
			if m.asked[ba] {
				m.befriend(a, b)
			} else {
				m.asked[ab] = true
			}
		}
	case approve:
		err, do = first(m.unknown(a, b), selfOr("ErrNoRequest"), request), func() { m.befriend(a, b) }
	case reject:
		err, do = first(m.unknown(a, b), selfOr("ErrNoRequest"), request), func() { delete(m.asked, ba) }
	case unfriend:
		err, do = first(m.unknown(a, b), selfOr("ErrNotFriends"), m.strangers(a, b)), func() { m.part(a, b) }
	case block:
		err = first(m.unknown(a, b), self(a, b))
		do = func() {
			m.part(a, b)
			m.blocked[ab] = true
		}
	case unblock:
		err, do = first(m.unknown(a, b), selfOr("nil")), func() { delete(m.blocked, ab) }
	default:
		return m.list(c)
	}
	if err == "nil" {
		do()
	}
	return err
}

// list returns the friends of a user, or who waits for his answer.
func (m *model) list(c call) string {
	if err := first(m.unknown(c.a)); err != "nil" {
		return err
	}
	var ids []id
	for other := range m.taken {
		if c.verb == friends && m.friends[[2]id{c.a, other}] || c.verb == requests && m.asked[[2]id{other, c.a}] {
			ids = append(ids, other)
		}
	}
	slices.Sort(ids)
	return fmt.Sprint(ids)
}

func (m *model) newChat(private bool, users ...id) *modelChat {
	c := &modelChat{number: len(m.chats) + 1, private: private}
	for _, u := range users {
		c.members = append(c.members, &modelMember{id: u})
	}
	m.chats = append(m.chats, c)
	return c
}

func (m *model) chatting(c call, chat *modelChat) string {
	a, b := c.a, c.b
	switch c.verb {
	case openPrivate:
		err := first(m.unknown(a, b), self(a, b), m.barred(a, b), m.strangers(a, b))
		if err != "nil" {
			return err
		}
		for _, old := range m.chats {
			if old.private && old.member(a) != nil && old.member(b) != nil {
				m.slots[c.chat] = old
				return chatText(old.number)
			}
		}
		m.slots[c.chat] = m.newChat(true, a, b)
		return chatText(m.slots[c.chat].number)
	case createGroup:
		err := first(m.unknown(a), malformed(blank(c.text)))
		if err != "nil" {
			return err
		}
		m.slots[c.chat] = m.newChat(false, a)
		return chatText(m.slots[c.chat].number)
	case members:
		return m.membersOf(c, chat)
	}
	var err string
	var do func()
	switch c.verb {
	case invite:
		err = first(m.unknown(a, b), noSuch(chat), privately(chat), out(chat, a), inside(chat, b), m.strangers(a, b))
		do = func() {
			chat.members = append(chat.members, &modelMember{b, len(chat.log), len(chat.log)})
		}
	case kick:
		err = first(m.unknown(a, b), noSuch(chat), privately(chat), self(a, b), out(chat, a), notOwner(chat, a), out(chat, b))
		do = func() { chat.leave(b) }
	case leave:
		err, do = first(m.unknown(a), noSuch(chat), privately(chat), out(chat, a)), func() { chat.leave(a) }
	}
	if err == "nil" {
		do()
	}
	return err
}

func (c *modelChat) leave(u id) {
	c.members = slices.DeleteFunc(c.members, func(m *modelMember) bool { return m.id == u })
	c.closed = len(c.members) == 0
}

func (m *model) membersOf(c call, chat *modelChat) string {
	if err := first(m.unknown(c.a), noSuch(chat), out(chat, c.a)); err != "nil" {
		return err
	}
	var ids []id
	for _, member := range chat.members {
		ids = append(ids, member.id)
	}
	slices.Sort(ids)
	return fmt.Sprint(ids)
}

func (m *model) messages(c call, chat *modelChat) string {
	u := c.a
	switch c.verb {
	case send:
		return m.send(c, chat)
	case history:
		err := first(m.unknown(u), noSuch(chat), malformed(c.limit < 1 || c.n < 0), out(chat, u))
		if err != "nil" {
			return err
		}
		var page []modelMessage
		for _, msg := range chat.log {
			if msg.seq > chat.member(u).joined && (c.n == 0 || int64(msg.seq) < c.n) {
				page = append(page, msg)
			}
		}
		return fmt.Sprint(page[max(0, len(page)-min(c.limit, m.maxPage)):])
	case markRead:
		err := first(m.unknown(u), noSuch(chat), malformed(c.n < 0), out(chat, u))
		if err == "nil" {
			member := chat.member(u)
			member.read = max(member.read, int(min(c.n, int64(len(chat.log)))))
		}
		return err
	default:
		err := first(m.unknown(u), noSuch(chat), out(chat, u))
		if err != "nil" {
			return err
		}
		count := 0
		for _, msg := range chat.log {
			if msg.seq > chat.member(u).read && msg.from != u {
				count++
			}
		}
		return fmt.Sprint(count)
	}
}

func (m *model) send(c call, chat *modelChat) string {
	badText := !utf8.ValidString(c.text) || blank(c.text) || len([]rune(c.text)) > m.maxText
	if err := first(m.unknown(c.a), noSuch(chat), malformed(badText)); err != "nil" {
		return err
	}
	for _, msg := range chat.log {
		if c.clientID != "" && msg.from == c.a && msg.clientID == c.clientID {
			if msg.text != c.text {
				return "ErrConflict"
			}
			return msg.String()
		}
	}
	reasons := []reason{out(chat, c.a)}
	if chat.private {
		peer := chat.members[0].id
		if peer == c.a {
			peer = chat.members[1].id
		}
		reasons = append(reasons, m.barred(c.a, peer), m.strangers(c.a, peer))
	}
	if err := first(reasons...); err != "nil" {
		return err
	}
	msg := modelMessage{chat.number, len(chat.log) + 1, c.a, c.clientID, c.text, m.now}
	chat.log = append(chat.log, msg)
	for _, sub := range m.subs {
		if !sub.closed && chat.member(sub.user) != nil {
			sub.deliver(msg)
		}
	}
	return msg.String()
}

func (sub *modelSub) deliver(msg modelMessage) {
	if len(sub.queue) == sub.room {
		sub.closed, sub.lagged = true, true
		return
	}
	sub.queue = append(sub.queue, msg)
}

// Answers about Subscriptions.
const (
	nothingThere = "no message, and not closed"
	isClosed     = "no message, closed"
)

func (m *model) live(c call) string {
	sub := m.subSlots[c.sub]
	switch c.verb {
	case subscribe:
		err := first(m.unknown(c.a), malformed(c.n < 1))
		if err == "nil" {
			m.subSlots[c.sub] = &modelSub{user: c.a, room: int(c.n)}
			m.subs = append(m.subs, m.subSlots[c.sub])
		}
		return err
	case receive:
		switch {
		case len(sub.queue) > 0:
			msg := sub.queue[0]
			sub.queue = sub.queue[1:]
			return msg.String()
		case sub.closed:
			return isClosed
		default:
			return nothingThere
		}
	case errOf:
		return first(reason{sub.lagged, "ErrLagged"})
	case closeSub:
		sub.closed = true
		return "nothing"
	default:
		err := first(m.unknown(c.a, c.b), reason{c.a != c.b && !m.friends[[2]id{c.a, c.b}], "ErrNotFriends"})
		if err != "nil" {
			return err
		}
		for _, sub := range m.subs {
			if sub.user == c.b && !sub.closed {
				return "true"
			}
		}
		return "false"
	}
}
