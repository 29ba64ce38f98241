//go:build stub

// State owner: one goroutine owns all state, and each call sends it a job. The state is in tables, as in a
// database: users, relations between two users, and chats with their members.
//
// Good at: there is no lock to forget, and each method reads as if it ran alone.
// It costs: two channel operations and a switch of goroutines for each call, so it is slower than one
// mutex and no more parallel. Friends and RemoveUser go through all relations, and RemoveUser through all chats
// too. Each call in a chat looks through the members for its caller. MarkRead goes through the messages that it
// marks. The owner must end when nobody uses its Server anymore.

package onlinechat

import (
	"cmp"
	"runtime"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Server is a chat server. Its methods send jobs to the goroutine that owns its state.
type Server struct {
	config Config // with the defaults filled in; only read
	jobs   chan func()

	// Only jobs use the fields below.
	names         map[UserID]string // "" for a user who was removed
	relations     map[relation]bool
	chats         map[ChatID]*chatState // without closed ones
	private       map[[2]UserID]ChatID  // the private chats, by their two users, the smaller ID first
	lastChat      ChatID
	subscriptions map[UserID][]*Subscription // those that are open
}

// A relation says that a is a friend of b, has a pending request to b, or blocks b. A friendship is two
// relations.
type relation struct {
	kind kind
	a, b UserID
}

type kind int

const (
	friendship kind = iota
	request
	block
)

// chatState is a chat. One that does not exist has the ID 0 and no members.
type chatState struct {
	id      ChatID
	private bool
	members []*member // in the order of joining: the first one owns the group
	log     []Message // the message with Seq n has index n−1
	sent    map[messageKey]int
}

// member is a user in a chat, from joining to leaving.
type member struct {
	id     UserID
	joined int // how many messages were sent before
	read   int // how many of all messages are marked as read
	unread int // how many of the others are not the member's own
}

// messageKey is a sender's own name for a message.
type messageKey struct {
	from     UserID
	clientID string
}

// New returns a Server without users.
func New(config Config) (*Server, error) {
	if config.MaxText < 0 || config.MaxPage < 0 {
		return nil, ErrInvalid
	}
	config.MaxText = cmp.Or(config.MaxText, 4096)
	config.MaxPage = cmp.Or(config.MaxPage, 100)
	if config.Now == nil {
		config.Now = time.Now
	}
	s := &Server{
		config:        config,
		jobs:          make(chan func()),
		names:         make(map[UserID]string),
		relations:     make(map[relation]bool),
		chats:         make(map[ChatID]*chatState),
		private:       make(map[[2]UserID]ChatID),
		subscriptions: make(map[UserID][]*Subscription),
	}
	go own(s.jobs)
	runtime.AddCleanup(s, func(jobs chan func()) { close(jobs) }, s.jobs)
	return s, nil
}

// own does jobs until the Server is garbage, because a cleanup of the Server closes the channel then. As long as
// a goroutine refers to the Server, it is no garbage. So own gets the channel, and not the Server.
func own(jobs <-chan func()) {
	for job := range jobs {
		job()
	}
}

// do sends a job to the owner and returns its error. No job waits for anything. If a job panics, as the
// clock may, the caller gets the panic and the owner goes on. A clock must not call runtime.Goexit, as t.FailNow
// does: then the owner would end, and later calls would wait forever. Each job refers to the Server, so as long as a call
// waits for its job, the Server is no garbage and jobs stays open.
func (s *Server) do(job func() error) (err error) {
	done := make(chan any, 1)
	s.jobs <- func() {
		defer func() { done <- recover() }()
		err = job()
	}
	if p := <-done; p != nil {
		panic(p)
	}
	return err
}

// A job begins with checks: functions that return the error that refuses the call, or nil. The job makes
// all of its checks, and the first error counts.

// AddUser adds a user.
func (s *Server) AddUser(id UserID, name string) error {
	return s.do(func() error {
		_, taken := s.names[id]
		if err := cmp.Or(checkNotBlank(string(id)), checkNotBlank(name), refuseIf(taken, ErrExists)); err != nil {
			return err
		}
		s.names[id] = name
		return nil
	})
}

// UpdateUser gives a user another name.
func (s *Server) UpdateUser(id UserID, name string) error {
	return s.do(func() error {
		if err := cmp.Or(s.checkKnown(id), checkNotBlank(name)); err != nil {
			return err
		}
		s.names[id] = name
		return nil
	})
}

// User returns the ID and the name of a user.
func (s *Server) User(id UserID) (u User, err error) {
	err = s.do(func() error {
		if err := s.checkKnown(id); err != nil {
			return err
		}
		u = User{ID: id, Name: s.names[id]}
		return nil
	})
	return u, err
}

// RemoveUser removes a user from every table but the private chats.
func (s *Server) RemoveUser(id UserID) error {
	return s.do(func() error {
		if err := s.checkKnown(id); err != nil {
			return err
		}
		s.names[id] = ""
		for r := range s.relations {
			if r.a == id || r.b == id {
				delete(s.relations, r)
			}
		}
		for _, c := range s.chats {
			if !c.private {
				s.leave(c, id)
			}
		}
		for _, sub := range s.subscriptions[id] {
			sub.end(nil)
		}
		delete(s.subscriptions, id)
		return nil
	})
}

// RequestFriend sends a request to a user, or accepts that user's request.
func (s *Server) RequestFriend(sender, receiver UserID) error {
	return s.do(func() error {
		if err := cmp.Or(s.checkKnown(sender, receiver), refuseIf(sender == receiver, ErrSelf), s.checkNotBlocked(sender, receiver),
			refuseIf(s.holds(friendship, sender, receiver), ErrFriends),
			refuseIf(s.holds(request, sender, receiver), ErrPending)); err != nil {
			return err
		}
		if s.holds(request, receiver, sender) {
			s.settle(sender, receiver, true)
		} else {
			s.relations[relation{kind: request, a: sender, b: receiver}] = true
		}
		return nil
	})
}

// Approve accepts a request.
func (s *Server) Approve(user, sender UserID) error { return s.answer(user, sender, true) }

// Reject declines a request.
func (s *Server) Reject(user, sender UserID) error { return s.answer(user, sender, false) }

// answer ends the request that sender has sent to user, with or without a friendship. Nobody has a request to
// themselves, so if the two users are equal, the error is ErrNoRequest and not ErrSelf, which the contract allows.
func (s *Server) answer(user, sender UserID, friends bool) error {
	return s.do(func() error {
		if err := cmp.Or(s.checkKnown(user, sender), refuseIf(!s.holds(request, sender, user), ErrNoRequest)); err != nil {
			return err
		}
		s.settle(user, sender, friends)
		return nil
	})
}

// Unfriend ends a friendship. Nobody is a friend of themselves, so if the two users are equal, the error is
// ErrNotFriends and not ErrSelf, which the contract allows.
func (s *Server) Unfriend(a, b UserID) error {
	return s.do(func() error {
		if err := cmp.Or(s.checkKnown(a, b), refuseIf(!s.holds(friendship, a, b), ErrNotFriends)); err != nil {
			return err
		}
		s.settle(a, b, false)
		return nil
	})
}

// Friends returns the friends of a user.
func (s *Server) Friends(user UserID) ([]UserID, error) {
	return s.related(user, friendship)
}

// Requests returns the users who have a pending request to user.
func (s *Server) Requests(user UserID) ([]UserID, error) {
	return s.related(user, request)
}

// related returns the users who are in a relation to user, sorted.
func (s *Server) related(user UserID, k kind) (list []UserID, err error) {
	err = s.do(func() error {
		if err := s.checkKnown(user); err != nil {
			return err
		}
		for r := range s.relations {
			if r.kind == k && r.b == user {
				list = append(list, r.a)
			}
		}
		return nil
	})
	slices.Sort(list)
	return list, err
}

// Block makes user block other.
func (s *Server) Block(user, other UserID) error {
	return s.do(func() error {
		if err := cmp.Or(s.checkKnown(user, other), refuseIf(user == other, ErrSelf)); err != nil {
			return err
		}
		s.settle(user, other, false)
		s.relations[relation{kind: block, a: user, b: other}] = true
		return nil
	})
}

// Unblock ends a block.
func (s *Server) Unblock(user, other UserID) error {
	return s.do(func() error {
		if err := s.checkKnown(user, other); err != nil {
			return err
		}
		delete(s.relations, relation{kind: block, a: user, b: other})
		return nil
	})
}

// holds reports whether a is in a relation to b.
func (s *Server) holds(k kind, a, b UserID) bool { return s.relations[relation{kind: k, a: a, b: b}] }

// settle makes two users friends, or ends their friendship. Requests between them end.
func (s *Server) settle(a, b UserID, friends bool) {
	for _, r := range []relation{{kind: friendship, a: a, b: b}, {kind: friendship, a: b, b: a}} {
		delete(s.relations, r)
		delete(s.relations, relation{kind: request, a: r.a, b: r.b})
		if friends {
			s.relations[r] = true
		}
	}
}

// OpenPrivate returns the private chat of two friends.
func (s *Server) OpenPrivate(a, b UserID) (chat ChatID, err error) {
	err = s.do(func() error {
		if err := cmp.Or(s.checkKnown(a, b), refuseIf(a == b, ErrSelf), s.checkNotBlocked(a, b), s.checkFriends(a, b)); err != nil {
			return err
		}
		key := [2]UserID{min(a, b), max(a, b)}
		if s.private[key] == 0 {
			s.private[key] = s.newChat(true, a, b)
		}
		chat = s.private[key]
		return nil
	})
	return chat, err
}

// CreateGroup makes a group.
func (s *Server) CreateGroup(owner UserID, title string) (chat ChatID, err error) {
	err = s.do(func() error {
		if err := cmp.Or(s.checkKnown(owner), checkNotBlank(title)); err != nil {
			return err
		}
		chat = s.newChat(false, owner)
		return nil
	})
	return chat, err
}

func (s *Server) newChat(private bool, users ...UserID) ChatID {
	s.lastChat++
	c := &chatState{id: s.lastChat, private: private, sent: make(map[messageKey]int)}
	for _, u := range users {
		c.join(u)
	}
	s.chats[c.id] = c
	return c.id
}

// chat returns a chat. If it does not exist, chat returns one without members.
func (s *Server) chat(id ChatID) *chatState {
	if c := s.chats[id]; c != nil {
		return c
	}
	return new(chatState)
}

// Invite makes a friend a member.
func (s *Server) Invite(chat ChatID, caller, user UserID) error {
	return s.do(func() error {
		c := s.chat(chat)
		if err := cmp.Or(s.checkKnown(caller, user), c.checkExists(), c.checkGroup(), c.checkMember(caller),
			s.checkFriends(caller, user), refuseIf(c.member(user) != nil, ErrMember)); err != nil {
			return err
		}
		c.join(user)
		return nil
	})
}

// Kick makes a member leave.
func (s *Server) Kick(chat ChatID, caller, user UserID) error {
	return s.do(func() error {
		c := s.chat(chat)
		if err := cmp.Or(s.checkKnown(caller, user), c.checkExists(), c.checkMember(caller), c.checkGroup(), c.checkMember(user),
			c.checkOwner(caller), refuseIf(caller == user, ErrSelf)); err != nil {
			return err
		}
		s.leave(c, user)
		return nil
	})
}

// Leave ends a membership.
func (s *Server) Leave(chat ChatID, user UserID) error {
	return s.do(func() error {
		c := s.chat(chat)
		if err := cmp.Or(s.checkKnown(user), c.checkExists(), c.checkGroup(), c.checkMember(user)); err != nil {
			return err
		}
		s.leave(c, user)
		return nil
	})
}

// Members returns the members of a chat.
func (s *Server) Members(chat ChatID, user UserID) (list []UserID, err error) {
	err = s.do(func() error {
		c := s.chat(chat)
		if err := cmp.Or(s.checkKnown(user), c.checkExists(), c.checkMember(user)); err != nil {
			return err
		}
		for _, m := range c.members {
			list = append(list, m.id)
		}
		return nil
	})
	slices.Sort(list)
	return list, err
}

// join makes a user a member, with nothing unread.
func (c *chatState) join(u UserID) {
	c.members = append(c.members, &member{id: u, joined: len(c.log), read: len(c.log)})
}

// leave ends the membership of a user, if there is one, and closes a group without members.
func (s *Server) leave(c *chatState, u UserID) {
	c.members = slices.DeleteFunc(c.members, func(m *member) bool { return m.id == u })
	if len(c.members) == 0 {
		delete(s.chats, c.id)
	}
}

// member returns a member of a chat, or nil.
func (c *chatState) member(u UserID) *member {
	if i := slices.IndexFunc(c.members, func(m *member) bool { return m.id == u }); i >= 0 {
		return c.members[i]
	}
	return nil
}

// Send sends a text to a chat.
func (s *Server) Send(chat ChatID, from UserID, clientID, text string) (msg Message, err error) {
	goodText := utf8.ValidString(text) && utf8.RuneCountInString(text) <= s.config.MaxText && checkNotBlank(text) == nil
	err = s.do(func() error {
		c := s.chat(chat)
		if err := cmp.Or(s.checkKnown(from), c.checkExists()); err != nil {
			return err
		}
		key := messageKey{from: from, clientID: clientID}
		if seq := c.sent[key]; seq > 0 {
			msg = c.log[seq-1]
			return refuseIf(msg.Text != text, ErrConflict)
		}
		if err := cmp.Or(c.checkMember(from), refuseIf(!goodText, ErrInvalid), s.maySend(c, from)); err != nil {
			return err
		}
		msg = Message{Chat: chat, Seq: int64(len(c.log) + 1), From: from, ClientID: clientID, Text: text, At: s.config.Now()}
		c.log = append(c.log, msg)
		if clientID != "" {
			c.sent[key] = len(c.log)
		}
		for _, m := range c.members {
			if m.id != from {
				m.unread++
			}
			s.deliver(m.id, msg)
		}
		return nil
	})
	return msg, err
}

// maySend refuses a member of a private chat who may not write to the other user.
func (s *Server) maySend(c *chatState, from UserID) error {
	for _, m := range c.members {
		if c.private && m.id != from {
			return cmp.Or(s.checkNotBlocked(from, m.id), s.checkFriends(from, m.id))
		}
	}
	return nil
}

// deliver sends msg to a user's channels that have room, and ends the Subscriptions whose channels are full.
func (s *Server) deliver(u UserID, msg Message) {
	all := s.subscriptions[u]
	if len(all) == 0 {
		return
	}
	open := all[:0] // those that stay open, in the same memory
	for _, sub := range all {
		if len(sub.c) == cap(sub.c) { // only the owner sends, so this check is safe
			sub.end(ErrLagged)
			continue
		}
		sub.c <- msg
		open = append(open, sub)
	}
	clear(all[len(open):])
	s.subscriptions[u] = open
}

// History returns a page of a chat.
func (s *Server) History(chat ChatID, user UserID, before int64, limit int) (page []Message, err error) {
	err = s.do(func() error {
		c := s.chat(chat)
		if err := cmp.Or(s.checkKnown(user), c.checkExists(), refuseIf(before < 0 || limit < 1, ErrInvalid), c.checkMember(user)); err != nil {
			return err
		}
		log := c.log
		if 0 < before && before <= int64(len(log)) {
			log = log[:before-1]
		}
		log = log[min(len(log), c.member(user).joined):]
		page = slices.Clone(log[max(0, len(log)-min(limit, s.config.MaxPage)):])
		return nil
	})
	return page, err
}

// MarkRead moves a user's mark, and counts down what was unread.
func (s *Server) MarkRead(chat ChatID, user UserID, seq int64) error {
	return s.do(func() error {
		c := s.chat(chat)
		if err := cmp.Or(s.checkKnown(user), c.checkExists(), refuseIf(seq < 0, ErrInvalid), c.checkMember(user)); err != nil {
			return err
		}
		m := c.member(user)
		for ; m.read < len(c.log) && int64(m.read) < seq; m.read++ {
			if c.log[m.read].From != user {
				m.unread--
			}
		}
		return nil
	})
}

// Unread returns the number of messages that a user has not read.
func (s *Server) Unread(chat ChatID, user UserID) (n int, err error) {
	err = s.do(func() error {
		c := s.chat(chat)
		if err := cmp.Or(s.checkKnown(user), c.checkExists(), c.checkMember(user)); err != nil {
			return err
		}
		n = c.member(user).unread
		return nil
	})
	return n, err
}

func refuseIf(wrong bool, err error) error {
	if wrong {
		return err
	}
	return nil
}

func checkNotBlank(text string) error { return refuseIf(strings.TrimSpace(text) == "", ErrInvalid) }

func (s *Server) checkKnown(users ...UserID) error {
	return refuseIf(slices.ContainsFunc(users, func(u UserID) bool { return s.names[u] == "" }), ErrUnknownUser)
}

func (s *Server) checkNotBlocked(a, b UserID) error {
	return refuseIf(s.holds(block, a, b) || s.holds(block, b, a), ErrBlocked)
}

func (s *Server) checkFriends(a, b UserID) error {
	return refuseIf(!s.holds(friendship, a, b), ErrNotFriends)
}

func (c *chatState) checkExists() error         { return refuseIf(c.id == 0, ErrUnknownChat) }
func (c *chatState) checkGroup() error          { return refuseIf(c.private, ErrInvalid) }
func (c *chatState) checkMember(u UserID) error { return refuseIf(c.member(u) == nil, ErrNotMember) }
func (c *chatState) checkOwner(by UserID) error {
	return refuseIf(len(c.members) == 0 || c.members[0].id != by, ErrNotOwner)
}

// Subscription delivers messages to a user. It is open as long as the Server's table has it.
type Subscription struct {
	server *Server
	user   UserID
	c      chan Message
	err    error // only jobs use it
}

// maxBuffer is the largest buffer of a Subscription.
const maxBuffer = 65_536

// Subscribe returns a new Subscription of a user.
func (s *Server) Subscribe(user UserID, buffer int) (sub *Subscription, err error) {
	var c chan Message
	if 1 <= buffer && buffer <= maxBuffer {
		c = make(chan Message, buffer) // takes time for a large buffer, so the owner does not do it
	}
	err = s.do(func() error {
		if err := cmp.Or(s.checkKnown(user), refuseIf(c == nil, ErrInvalid)); err != nil {
			return err
		}
		sub = &Subscription{server: s, user: user, c: c}
		s.subscriptions[user] = append(s.subscriptions[user], sub)
		return nil
	})
	return sub, err
}

// Online reports whether a user has an open Subscription.
func (s *Server) Online(viewer, user UserID) (online bool, err error) {
	err = s.do(func() error {
		if err := cmp.Or(s.checkKnown(viewer, user),
			refuseIf(viewer != user && !s.holds(friendship, viewer, user), ErrNotFriends)); err != nil {
			return err
		}
		online = len(s.subscriptions[user]) > 0
		return nil
	})
	return online, err
}

// C returns the channel of the Subscription.
func (sub *Subscription) C() <-chan Message { return sub.c }

// Err returns ErrLagged if the Subscription has lagged.
func (sub *Subscription) Err() error {
	return sub.server.do(func() error { return sub.err })
}

// Close ends the Subscription.
func (sub *Subscription) Close() {
	_ = sub.server.do(func() error {
		open := sub.server.subscriptions[sub.user]
		if i := slices.Index(open, sub); i >= 0 {
			sub.server.subscriptions[sub.user] = slices.Delete(open, i, i+1)
			sub.end(nil)
		}
		return nil
	})
}

// end closes the channel. The caller takes the Subscription out of the table in the same job, so end runs once.
func (sub *Subscription) end(err error) {
	sub.err = err
	close(sub.c)
}
