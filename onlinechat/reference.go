//go:build !stub

package onlinechat

import (
	"cmp"
	"fmt"
	"strings"
	"sync"
	"time"
)

// Server is a chat server: its users, their friendships, and their chats.
//
// Create a Server with [New]. Its zero value is not ready to use, and it must not be copied.
//
// A call that returns an error changes nothing. The other result of such a call means nothing.
// If several reasons to refuse a call apply at once, this order counts:
//
//  1. [ErrUnknownUser]: a user that the call names is not known. In all methods but AddUser this goes for
//     a blank ID too.
//  2. [ErrUnknownChat]: the chat does not exist, or it is closed.
//  3. In [Server.Send] only: the message was sent before. Send returns it, or [ErrConflict].
//  4. [ErrNotMember]: the caller is not a member of the chat.
//  5. In RequestFriend, OpenPrivate and Send only: [ErrBlocked].
//  6. All other reasons. If several of them apply, any of their errors may be returned.
//
// [ErrInvalid] and [ErrSelf] may also come before 3, 4 and 5, but not before 1 and 2. For example, if an
// outsider calls Leave in a private chat, the error is ErrNotMember or ErrInvalid. The comment of each
// method names its errors. 1, 2 and 4 are named here alone: they hold for every method that takes users
// or a chat.
//
// A user ID, name, title or text is blank if it consists of nothing but white space, as
// [strings.TrimSpace] sees it. What is not blank is kept as it is. IDs, names, titles and client IDs may
// contain any bytes. Only the texts of messages must be valid UTF-8.
//
// Let n be the number of messages in a chat, m the number of its members, and s the number of their open
// Subscriptions. Send takes O(m + s) time on average over the messages of a chat, History O(log n) and
// the length of the page, and Unread O(log n).
//
// A Server may be used by several goroutines at the same time. Calls that overlap have the results of
// some order in which they are made one after another, with two exceptions:
//
//   - Send, Invite and OpenPrivate may look at friendships and blocks first, and act a moment later.
//   - RemoveUser may end friendships, memberships and Subscriptions one by one. When it returns, all
//     of them have ended. A Send to a private chat that overlaps it may still act a moment later.
//
// To receive from a channel is not a call: the comment of [Subscription] says what comes there.
//
// A Server may keep goroutines of its own. There is no method that ends them.
type Server struct {
	// New sets these. After that they are only read.
	maxText, maxPage int
	now              func() time.Time

	// mu guards all that follows, and every userState, chatState and member. Each exported method holds
	// it while it looks and acts, so a call is one moment to all others. A method of Server or
	// Subscription whose name ends in Locked needs it, and so does every function that takes a
	// userState, chatState or member.
	mu       sync.Mutex
	users    map[UserID]*userState // those who are known
	taken    map[UserID]bool       // every ID that was ever given
	chats    map[ChatID]*chatState // those that are not closed
	private  map[pair]ChatID       // the private ones among them, by their two users
	lastChat ChatID                // the ID given last
}

// userState is a known user and what the Server keeps of them.
type userState struct {
	User

	// A friendship is in the sets of both. Between friends there is no request and no block. Where
	// there is a block, there is no request.
	friends  set
	requests set // the users who have asked this one and wait for an answer
	blocks   set // the users whom this one blocks

	groups        map[*chatState]bool    // those with this member
	subscriptions map[*Subscription]bool // those that are open
}

type set = map[UserID]bool

// New returns a Server without users. If MaxText or MaxPage is negative, the error is [ErrInvalid].
func New(config Config) (*Server, error) {
	if config.MaxText < 0 || config.MaxPage < 0 {
		return nil, fmt.Errorf("%w: MaxText %d, MaxPage %d", ErrInvalid, config.MaxText, config.MaxPage)
	}
	s := &Server{
		maxText: cmp.Or(config.MaxText, 4096),
		maxPage: cmp.Or(config.MaxPage, 100),
		now:     config.Now,
		users:   make(map[UserID]*userState),
		taken:   make(map[UserID]bool),
		chats:   make(map[ChatID]*chatState),
		private: make(map[pair]ChatID),
	}
	if s.now == nil {
		s.now = time.Now
	}
	return s, nil
}

// AddUser adds a user. If the ID or the name is blank, the error is [ErrInvalid]. If the ID is in use,
// or was in use by a user who was removed, the error is [ErrExists]. An ID is never given twice, so that
// no user inherits what belonged to another.
func (s *Server) AddUser(id UserID, name string) error {
	if err := cmp.Or(notBlank("user ID", string(id)), notBlank("name", name)); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.taken[id] {
		return fmt.Errorf("%w: %q", ErrExists, id)
	}
	s.taken[id] = true
	s.users[id] = &userState{
		User:          User{ID: id, Name: name},
		friends:       make(set),
		requests:      make(set),
		blocks:        make(set),
		groups:        make(map[*chatState]bool),
		subscriptions: make(map[*Subscription]bool),
	}
	return nil
}

// UpdateUser gives a user another name. If the name is blank, the error is [ErrInvalid].
func (s *Server) UpdateUser(id UserID, name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.userLocked(id)
	if err := cmp.Or(err, notBlank("name", name)); err != nil {
		return err
	}
	u.Name = name
	return nil
}

// User returns what is known of a user.
func (s *Server) User(id UserID) (User, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.userLocked(id)
	if err != nil {
		return User{}, err
	}
	return u.User, nil
}

// RemoveUser removes a user. Every later call that names them returns [ErrUnknownUser], except AddUser,
// which returns [ErrExists].
//
// Their friendships, requests and blocks end, in both directions. They leave every group as if by
// [Server.Leave]. Their Subscriptions are closed, with a nil Err. Their private chats stay with the peer,
// with all messages. There they are still listed as a member, but nobody can send anymore.
func (s *Server) RemoveUser(id UserID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.userLocked(id)
	if err != nil {
		return err
	}
	delete(s.users, id)
	for _, other := range s.users {
		forget(u, other)
	}
	for group := range u.groups {
		s.leaveLocked(group, u)
	}
	for sub := range u.subscriptions {
		sub.endLocked(nil)
	}
	return nil
}

// notBlank returns an error if text is blank. It calls the text by the name what.
func notBlank(what, text string) error {
	if strings.TrimSpace(text) == "" {
		return fmt.Errorf("%w: blank %s", ErrInvalid, what)
	}
	return nil
}
