//go:build stub

// Goroutine per chat: each chat's goroutine owns its members and its log, and runs while calls wait for it.
// One lock guards the users and what connects two of them. Each Subscription has a lock of its own.
//
// Good at: chats do not wait for one another, and one goroutine orders the messages of a chat. It is a step
// to chats that live on several machines.
// It costs: each call in a chat switches goroutines, and starts one if the chat is idle. Rules across chats
// and users need care: RemoveUser is no longer one moment. The locks have an order: a chat's goroutine may
// take the lock of the users, so a goroutine that holds that lock must not wait for a chat. Each call looks
// through the members for its caller. Friends and RemoveUser go through all bonds. A closed chat leaves a
// small record behind.

package onlinechat

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

// Server is a chat server.
type Server struct {
	config Config // with the defaults filled in; only read

	// mu guards the fields below, and all userStates and bonds.
	mu    sync.RWMutex
	users map[UserID]*userState // removed ones too
	bonds map[[2]UserID]*bond   // by two users, the smaller ID first
	chats []*chatState          // the chat with ID n has index n−1; closed ones too, without their logs
}

// userState is a user and what the Server knows about them. Its ID never changes, so a chat's goroutine may read it
// without mu.
type userState struct {
	User
	removed       bool
	groups        map[ChatID]bool // the groups that the user is a member of
	subscriptions []*Subscription // the open ones, and some that have ended and are not taken out yet
}

// A bond is everything that connects two users. Side 0 belongs to the smaller ID.
type bond struct {
	friends bool
	asks    [2]bool // by the side that asks
	blocks  [2]bool // by the side that blocks
	chat    ChatID  // their private chat, or 0
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
	return &Server{config: config, users: make(map[UserID]*userState), bonds: make(map[[2]UserID]*bond)}, nil
}

func blank(text string) bool { return strings.TrimSpace(text) == "" }

// userLocked finds a known user.
func (s *Server) userLocked(id UserID) (*userState, error) {
	u := s.users[id]
	if u == nil || u.removed {
		return nil, ErrUnknownUser
	}
	return u, nil
}

// knownLocked refuses users if one of them is not known.
func (s *Server) knownLocked(ids ...UserID) error {
	for _, id := range ids {
		if _, err := s.userLocked(id); err != nil {
			return err
		}
	}
	return nil
}

// bondLocked returns the bond of a and b, and a's side of it. If they have no bond yet, it makes one. Both
// users must be known, and mu must be locked for writing.
func (s *Server) bondLocked(a, b UserID) (link *bond, side int) {
	key := [2]UserID{min(a, b), max(a, b)}
	if link = s.bonds[key]; link == nil {
		link = new(bond)
		s.bonds[key] = link
	}
	return link, sideOf(a, b)
}

// sideOf returns a's side of the bond of a and b.
func sideOf(a, b UserID) int {
	if a > b {
		return 1
	}
	return 0
}

// termsLocked returns a copy of the bond of two users.
func (s *Server) termsLocked(a, b UserID) bond {
	if link := s.bonds[[2]UserID{min(a, b), max(a, b)}]; link != nil {
		return *link
	}
	return bond{}
}

// mayTalk refuses two users who may not chat in private.
func (b bond) mayTalk() error {
	switch {
	case b.blocked():
		return ErrBlocked
	case !b.friends:
		return ErrNotFriends
	default:
		return nil
	}
}

func (b bond) blocked() bool { return b.blocks[0] || b.blocks[1] }

// AddUser adds a user.
func (s *Server) AddUser(id UserID, name string) error {
	if blank(string(id)) || blank(name) {
		return ErrInvalid
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.users[id] != nil {
		return ErrExists
	}
	s.users[id] = &userState{User: User{ID: id, Name: name}, groups: make(map[ChatID]bool)}
	return nil
}

// UpdateUser gives a user another name.
func (s *Server) UpdateUser(id UserID, name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.userLocked(id)
	if err != nil {
		return err
	}
	if blank(name) {
		return ErrInvalid
	}
	u.Name = name
	return nil
}

// User returns the ID and the name of a user.
func (s *Server) User(id UserID) (User, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	u, err := s.userLocked(id)
	if err != nil {
		return User{}, err
	}
	return u.User, nil
}

// RemoveUser first removes a user from the users and their bonds, then from each group. At last it ends the
// Subscriptions. Calls in between already find that the user is removed.
func (s *Server) RemoveUser(id UserID) error {
	s.mu.Lock()
	u, err := s.userLocked(id)
	if err != nil {
		s.mu.Unlock()
		return err
	}
	u.removed = true
	for key := range s.bonds {
		if key[0] == id || key[1] == id {
			delete(s.bonds, key)
		}
	}
	var groups []*chatState
	for chat := range u.groups {
		groups = append(groups, s.chats[chat-1])
	}
	subs := u.subscriptions
	u.subscriptions = nil
	s.mu.Unlock() // a chat's goroutine may take mu, so this goroutine must not hold it while it waits for one

	for _, group := range groups {
		group.do(func() { s.leave(group, id) })
	}
	for _, sub := range subs {
		sub.end(nil)
	}
	return nil
}

// RequestFriend sends a request to a user, or accepts that user's request.
func (s *Server) RequestFriend(sender, receiver UserID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.knownLocked(sender, receiver); err != nil {
		return err
	}
	if sender == receiver {
		return ErrSelf
	}
	switch terms := s.termsLocked(sender, receiver); { // a refused call makes no bond
	case terms.blocked():
		return ErrBlocked
	case terms.friends:
		return ErrFriends
	case terms.asks[sideOf(sender, receiver)]:
		return ErrPending
	}
	if link, side := s.bondLocked(sender, receiver); link.asks[1-side] {
		link.settle(true)
	} else {
		link.asks[side] = true
	}
	return nil
}

// Approve accepts a request.
func (s *Server) Approve(user, sender UserID) error { return s.answer(user, sender, true) }

// Reject declines a request.
func (s *Server) Reject(user, sender UserID) error { return s.answer(user, sender, false) }

// answer ends the request that sender has sent to user, with or without a friendship.
func (s *Server) answer(user, sender UserID, friends bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.knownLocked(user, sender); err != nil {
		return err
	}
	if user == sender {
		return ErrSelf
	}
	if !s.termsLocked(user, sender).asks[sideOf(sender, user)] {
		return ErrNoRequest
	}
	link, _ := s.bondLocked(user, sender)
	link.settle(friends)
	return nil
}

// Unfriend ends a friendship.
func (s *Server) Unfriend(a, b UserID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.knownLocked(a, b); err != nil {
		return err
	}
	if a == b {
		return ErrSelf
	}
	if !s.termsLocked(a, b).friends {
		return ErrNotFriends
	}
	link, _ := s.bondLocked(a, b)
	link.settle(false)
	return nil
}

// settle makes two users friends, or ends their friendship. Requests between them end.
func (b *bond) settle(friends bool) {
	b.friends, b.asks = friends, [2]bool{}
}

// Friends returns the friends of a user.
func (s *Server) Friends(user UserID) ([]UserID, error) {
	return s.others(user, func(b *bond, _ int) bool { return b.friends })
}

// Requests returns the users who have a pending request to user.
func (s *Server) Requests(user UserID) ([]UserID, error) {
	return s.others(user, func(b *bond, side int) bool { return b.asks[1-side] })
}

// others returns the users with whom a user has a bond for which is reports true, sorted.
func (s *Server) others(user UserID, is func(b *bond, side int) bool) ([]UserID, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if err := s.knownLocked(user); err != nil {
		return nil, err
	}
	var list []UserID
	for key, b := range s.bonds {
		if side := slices.Index(key[:], user); side >= 0 && is(b, side) {
			list = append(list, key[1-side])
		}
	}
	slices.Sort(list)
	return list, nil
}

// Block makes user block other.
func (s *Server) Block(user, other UserID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.knownLocked(user, other); err != nil {
		return err
	}
	if user == other {
		return ErrSelf
	}
	link, side := s.bondLocked(user, other)
	link.settle(false)
	link.blocks[side] = true
	return nil
}

// Unblock ends a block.
func (s *Server) Unblock(user, other UserID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.knownLocked(user, other); err != nil {
		return err
	}
	if s.termsLocked(user, other).blocks[sideOf(user, other)] { // without a block, Unblock makes no bond
		link, side := s.bondLocked(user, other)
		link.blocks[side] = false
	}
	return nil
}

// OpenPrivate returns the private chat of two friends.
func (s *Server) OpenPrivate(a, b UserID) (ChatID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.knownLocked(a, b); err != nil {
		return 0, err
	}
	if a == b {
		return 0, ErrSelf
	}
	if err := s.termsLocked(a, b).mayTalk(); err != nil {
		return 0, err
	}
	link, _ := s.bondLocked(a, b)
	if link.chat == 0 {
		link.chat = s.newChatLocked(true, s.users[a], s.users[b])
	}
	return link.chat, nil
}

// CreateGroup makes a group.
func (s *Server) CreateGroup(owner UserID, title string) (ChatID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.userLocked(owner)
	if err != nil {
		return 0, err
	}
	if blank(title) {
		return 0, ErrInvalid
	}
	chat := s.newChatLocked(false, u)
	u.groups[chat] = true
	return chat, nil
}

// chatState is a chat.
type chatState struct {
	id      ChatID
	private bool

	mu    sync.Mutex
	calls []func() // calls that wait; guarded by mu
	busy  bool     // the chat's goroutine is running; guarded by mu

	// Only the chat's goroutine uses the fields below.
	members []*member // in the order of joining: the first one owns the group; none if it is closed
	log     []Message // the message with Seq n has index n−1
	sent    map[messageKey]int
}

// member is a user in a chat, from joining to leaving.
type member struct {
	*userState
	joined, read int   // Seqs: of the last message before joining, and of the last one marked as read
	own          []int // the Seqs of the member's own messages, ascending
}

// messageKey is a sender's own name for a message.
type messageKey struct {
	from     UserID
	clientID string
}

func (s *Server) newChatLocked(private bool, users ...*userState) ChatID {
	c := &chatState{id: ChatID(len(s.chats) + 1), private: private, sent: make(map[messageKey]int)}
	for _, u := range users {
		c.join(u) // no other goroutine knows the chat yet
	}
	s.chats = append(s.chats, c)
	return c.id
}

// do lets the chat's goroutine make a call, and waits. If the call panics, as the clock may, the caller gets
// the panic and the goroutine goes on. A clock must not call runtime.Goexit, as t.FailNow does: then the
// goroutine would end, and later calls in the chat would wait forever.
func (c *chatState) do(call func()) {
	done := make(chan any, 1)
	c.mu.Lock()
	c.calls = append(c.calls, func() {
		defer func() { done <- recover() }()
		call()
	})
	if !c.busy { // a goroutine runs only while calls wait, so none has to be ended
		c.busy = true
		go c.work()
	}
	c.mu.Unlock()
	if p := <-done; p != nil {
		panic(p)
	}
}

// work makes calls as long as some are waiting. No call waits for a reader.
func (c *chatState) work() {
	for {
		c.mu.Lock()
		calls := c.calls
		c.calls = nil
		c.busy = len(calls) > 0
		c.mu.Unlock()
		if len(calls) == 0 {
			return
		}
		for _, call := range calls {
			call()
		}
	}
}

// in lets a chat's goroutine make a call, if the chat is not closed and the users are known.
func (s *Server) in(chat ChatID, call func(c *chatState) error, users ...UserID) error {
	s.mu.RLock()
	err := s.knownLocked(users...)
	var c *chatState
	if 1 <= chat && chat <= ChatID(len(s.chats)) {
		c = s.chats[chat-1]
	}
	s.mu.RUnlock()
	switch {
	case err != nil:
		return err
	case c == nil:
		return ErrUnknownChat
	}
	c.do(func() {
		// A user may have been removed, and the chat closed, while the call waited.
		s.mu.RLock()
		err = s.knownLocked(users...)
		s.mu.RUnlock()
		switch {
		case err != nil: // refused
		case len(c.members) == 0:
			err = ErrUnknownChat
		default:
			err = call(c)
		}
	})
	return err
}

// inAs is like in, for a call of a member.
func (s *Server) inAs(chat ChatID, user UserID, call func(c *chatState, m *member) error) error {
	return s.in(chat, func(c *chatState) error {
		m := c.member(user)
		if m == nil {
			return ErrNotMember
		}
		return call(c, m)
	}, user)
}

// Invite makes a friend a member.
func (s *Server) Invite(chat ChatID, caller, user UserID) error {
	return s.in(chat, func(c *chatState) error {
		switch {
		case c.private:
			return ErrInvalid
		case c.member(caller) == nil:
			return ErrNotMember
		case c.member(user) != nil:
			return ErrMember
		}
		// RemoveUser reads the groups of a user under the lock, so a user must join under the lock too.
		s.mu.Lock()
		defer s.mu.Unlock()
		if err := s.knownLocked(caller, user); err != nil {
			return err
		}
		if !s.termsLocked(caller, user).friends {
			return ErrNotFriends
		}
		u := s.users[user]
		u.groups[chat] = true
		c.join(u)
		return nil
	}, caller, user)
}

// Kick makes a member leave.
func (s *Server) Kick(chat ChatID, caller, user UserID) error {
	return s.in(chat, func(c *chatState) error {
		switch {
		case c.private:
			return ErrInvalid
		case caller == user:
			return ErrSelf
		case c.member(caller) == nil:
			return ErrNotMember
		case c.members[0].ID != caller:
			return ErrNotOwner
		case c.member(user) == nil:
			return ErrNotMember
		}
		s.leave(c, user)
		return nil
	}, caller, user)
}

// Leave ends a membership.
func (s *Server) Leave(chat ChatID, user UserID) error {
	return s.inAs(chat, user, func(c *chatState, _ *member) error {
		if c.private {
			return ErrInvalid
		}
		s.leave(c, user)
		return nil
	})
}

// Members returns the members of a chat.
func (s *Server) Members(chat ChatID, user UserID) (list []UserID, err error) {
	err = s.inAs(chat, user, func(c *chatState, _ *member) error {
		for _, m := range c.members {
			list = append(list, m.ID)
		}
		return nil
	})
	slices.Sort(list)
	return list, err
}

// join makes a user a member, with nothing unread.
func (c *chatState) join(u *userState) {
	c.members = append(c.members, &member{userState: u, joined: len(c.log), read: len(c.log)})
}

// leave ends the membership of a user in a group, if there is one, and closes a group without members.
func (s *Server) leave(group *chatState, user UserID) {
	group.members = slices.DeleteFunc(group.members, func(m *member) bool { return m.ID == user })
	if len(group.members) == 0 {
		group.log, group.sent = nil, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.users[user].groups, group.id)
}

// member returns a member of a chat, or nil.
func (c *chatState) member(user UserID) *member {
	if i := slices.IndexFunc(c.members, func(m *member) bool { return m.ID == user }); i >= 0 {
		return c.members[i]
	}
	return nil
}

// Send sends a text to a chat.
func (s *Server) Send(chat ChatID, from UserID, clientID, text string) (msg Message, err error) {
	goodText := utf8.ValidString(text) && utf8.RuneCountInString(text) <= s.config.MaxText && !blank(text)
	err = s.in(chat, func(c *chatState) error {
		key := messageKey{from: from, clientID: clientID}
		if seq := c.sent[key]; seq > 0 {
			if msg = c.log[seq-1]; msg.Text != text {
				return ErrConflict
			}
			return nil
		}
		sender := c.member(from)
		switch {
		case sender == nil:
			return ErrNotMember
		case !goodText:
			return ErrInvalid
		}
		if err := s.maySend(c, from); err != nil {
			return err
		}
		msg = Message{Chat: chat, Seq: int64(len(c.log) + 1), From: from, ClientID: clientID, Text: text, At: s.config.Now()}
		c.log = append(c.log, msg)
		sender.own = append(sender.own, len(c.log))
		if clientID != "" {
			c.sent[key] = len(c.log)
		}
		for _, m := range c.members {
			s.deliver(m.userState, msg)
		}
		return nil
	}, from)
	return msg, err
}

// maySend refuses a member of a private chat who may not write to the other user.
func (s *Server) maySend(c *chatState, from UserID) error {
	if !c.private {
		return nil
	}
	peer := c.members[0].ID
	if peer == from {
		peer = c.members[1].ID
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.termsLocked(from, peer).mayTalk()
}

// deliver offers msg to the Subscriptions of a user, and removes those that lag. It takes the lock once for
// each member. Send could collect the Subscriptions of all members under one lock instead.
func (s *Server) deliver(u *userState, msg Message) {
	// takeOut needs the lock and changes the slice, so the loop runs without the lock and over a copy.
	s.mu.RLock()
	subs := slices.Clone(u.subscriptions)
	s.mu.RUnlock()
	for _, sub := range subs {
		if !sub.offer(msg) {
			s.takeOut(sub)
		}
	}
}

// History returns a page of a chat.
func (s *Server) History(chat ChatID, user UserID, before int64, limit int) (page []Message, err error) {
	err = s.inAs(chat, user, func(c *chatState, m *member) error {
		if before < 0 || limit < 1 {
			return ErrInvalid
		}
		end := len(c.log)
		if 0 < before && before <= int64(end) {
			end = int(before) - 1
		}
		start := max(m.joined, end-min(limit, s.config.MaxPage))
		page = slices.Clone(c.log[start:max(start, end)])
		return nil
	})
	return page, err
}

// MarkRead moves a user's mark.
func (s *Server) MarkRead(chat ChatID, user UserID, seq int64) error {
	return s.inAs(chat, user, func(c *chatState, m *member) error {
		if seq < 0 {
			return ErrInvalid
		}
		m.read = max(m.read, int(min(seq, int64(len(c.log)))))
		return nil
	})
}

// Unread returns the number of messages that a user has not read.
func (s *Server) Unread(chat ChatID, user UserID) (n int, err error) {
	err = s.inAs(chat, user, func(c *chatState, m *member) error {
		ownRead, _ := slices.BinarySearch(m.own, m.read+1)
		n = len(c.log) - m.read - (len(m.own) - ownRead)
		return nil
	})
	return n, err
}

// Subscription delivers messages to a user. Its lock comes after all others.
type Subscription struct {
	server *Server
	user   *userState

	mu   sync.Mutex
	c    chan Message // sent to and closed under mu
	done bool         // c is closed
	err  error
}

// maxBuffer is the largest buffer of a Subscription.
const maxBuffer = 65_536

// Subscribe returns a new Subscription of a user.
func (s *Server) Subscribe(user UserID, buffer int) (*Subscription, error) {
	var c chan Message
	if 1 <= buffer && buffer <= maxBuffer {
		c = make(chan Message, buffer) // takes time for a large buffer, so it runs before the lock
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.userLocked(user)
	if err != nil {
		return nil, err
	}
	if c == nil {
		return nil, ErrInvalid
	}
	sub := &Subscription{server: s, user: u, c: c}
	u.subscriptions = append(u.subscriptions, sub)
	return sub, nil
}

// Online reports whether a user has an open Subscription.
func (s *Server) Online(viewer, user UserID) (bool, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if err := s.knownLocked(viewer, user); err != nil {
		return false, err
	}
	if viewer != user && !s.termsLocked(viewer, user).friends {
		return false, ErrNotFriends
	}
	return slices.ContainsFunc(s.users[user].subscriptions, (*Subscription).open), nil
}

// takeOut removes a Subscription that has ended from its user.
func (s *Server) takeOut(sub *Subscription) {
	s.mu.Lock()
	defer s.mu.Unlock()
	sub.user.subscriptions = slices.DeleteFunc(sub.user.subscriptions, func(other *Subscription) bool { return other == sub })
}

// C returns the channel of the Subscription.
func (sub *Subscription) C() <-chan Message { return sub.c }

// Err returns ErrLagged if the Subscription has lagged.
func (sub *Subscription) Err() error {
	sub.mu.Lock()
	defer sub.mu.Unlock()
	return sub.err
}

// Close ends the Subscription.
func (sub *Subscription) Close() {
	sub.end(nil)
	sub.server.takeOut(sub)
}

func (sub *Subscription) open() bool {
	sub.mu.Lock()
	defer sub.mu.Unlock()
	return !sub.done
}

// end closes the channel, if it is not closed yet.
func (sub *Subscription) end(err error) {
	sub.mu.Lock()
	defer sub.mu.Unlock()
	sub.endLocked(err)
}

func (sub *Subscription) endLocked(err error) {
	if !sub.done {
		sub.done, sub.err = true, err
		close(sub.c)
	}
}

// offer sends msg to the channel. If the channel is full, offer ends the Subscription. It reports whether
// the Subscription is still open.
func (sub *Subscription) offer(msg Message) bool {
	sub.mu.Lock()
	defer sub.mu.Unlock()
	if sub.done {
		return false
	}
	select {
	case sub.c <- msg:
	default:
		sub.endLocked(ErrLagged)
	}
	return !sub.done
}
