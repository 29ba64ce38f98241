//go:build !stub

package onlinechat

import (
	"cmp"
	"fmt"
	"strings"
	"sync"
	"time"
)

// Server is a chat server: its users, what stands between them, and their chats.
//
// A Server comes from [New]: its zero value is not ready to use. It must not be copied, and it is
// safe for concurrent use.
//
// A call that returns an error has changed nothing. If there are several reasons to refuse a call,
// the error is the first in this order that applies to it:
//
//  1. [ErrUnknownUser]: one of the users it names is not known, be that the caller or another
//  2. [ErrUnknownChat]: there is no such chat, or it is closed
//  3. [ErrInvalid]: an argument is malformed, or the call is for groups and the chat is private;
//     after it [ErrExists] of AddUser
//  4. [ErrSelf]: the caller names himself where it takes another user
//  5. [Server.Send] only: the message was sent before, and is returned, or the error is [ErrConflict]
//  6. [ErrNotMember]: the caller is not a member of the chat
//  7. [ErrNotOwner]: the caller is not its owner
//  8. [ErrMember], [ErrNotMember]: the other user is a member, or is not
//  9. [ErrBlocked]: one of the two users has blocked the other
//  10. [ErrNotFriends], [ErrFriends], [ErrPending], [ErrNoRequest]: how the two stand
//
// Which error stands for what is said at each method. Those of 1, 2 and, for members of chats, 6 go
// without saying.
//
// A text, ID, name or title is blank if it has nothing but white space, as strings.TrimSpace
// sees it. One that is not blank is kept as it is given.
//
// In a chat of n messages Send takes time in proportion to the number of members and their
// subscriptions, however large n is, History O(log n) and the length of the page, and Unread
// O(log n).
type Server struct {
	maxText, maxPage int
	now              func() time.Time

	mu       sync.Mutex
	users    map[UserID]*user // those who are known
	taken    map[UserID]bool  // every ID that was ever given
	chats    map[ChatID]*chat // those that are not closed
	private  map[pair]ChatID  // the private ones among them, by their two users
	lastChat ChatID           // the ID given last
}

// user is one who is known. All fields are guarded by the Server's mu.
type user struct {
	User

	// A friendship is in the sets of both. Who are friends have no request between them, and
	// neither blocks the other; who are blocked have none either.
	friends  set
	requests set // who have asked him and wait for his answer
	blocks   set // whom he blocks

	groups        map[*chat]bool         // those that he is a member of
	subscriptions map[*Subscription]bool // those that are open
}

type set = map[UserID]bool

// New returns a Server without users. If MaxText or MaxPage is negative the error is [ErrInvalid].
func New(config Config) (*Server, error) {
	if config.MaxText < 0 || config.MaxPage < 0 {
		return nil, fmt.Errorf("%w: %+v", ErrInvalid, config)
	}
	s := &Server{
		maxText: cmp.Or(config.MaxText, 4096),
		maxPage: cmp.Or(config.MaxPage, 100),
		now:     config.Now,
		users:   make(map[UserID]*user),
		taken:   make(map[UserID]bool),
		chats:   make(map[ChatID]*chat),
		private: make(map[pair]ChatID),
	}
	if s.now == nil {
		s.now = time.Now
	}
	return s, nil
}

// AddUser adds a user. If the ID or the name is blank the error is [ErrInvalid]. If the ID is in
// use, or was in use by somebody who was removed, it is [ErrExists]: no ID is given twice, so that
// nobody inherits what was another's.
func (s *Server) AddUser(id UserID, name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := cmp.Or(notBlank("user ID", string(id)), notBlank("name", name)); err != nil {
		return err
	}
	if s.taken[id] {
		return fmt.Errorf("%w: %q", ErrExists, id)
	}
	s.taken[id] = true
	s.users[id] = &user{
		User:          User{id, name},
		friends:       make(set),
		requests:      make(set),
		blocks:        make(set),
		groups:        make(map[*chat]bool),
		subscriptions: make(map[*Subscription]bool),
	}
	return nil
}

// UpdateUser gives a user another name. If that is blank the error is [ErrInvalid].
func (s *Server) UpdateUser(id UserID, name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := call{by: id, argument: notBlank("name", name)}
	if err := s.admitLocked(&c); err != nil {
		return err
	}
	c.caller.Name = name
	return nil
}

// User returns what is known of a user.
func (s *Server) User(id UserID) (User, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := call{by: id}
	if err := s.admitLocked(&c); err != nil {
		return User{}, err
	}
	return c.caller.User, nil
}

// RemoveUser removes a user: every later call that names him is refused with [ErrUnknownUser], but
// for AddUser, which is refused with [ErrExists].
//
// His friendships, requests and blocks end, in both directions. He leaves every group as by
// [Server.Leave], and his subscriptions are closed, with no error. His private chats stay with the
// peer, with all messages; there he is still listed, but nobody can send any more.
func (s *Server) RemoveUser(id UserID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := call{by: id}
	if err := s.admitLocked(&c); err != nil {
		return err
	}
	u := c.caller
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

// notBlank returns an error if text is blank, which is a user's what.
func notBlank(what, text string) error {
	if strings.TrimSpace(text) == "" {
		return fmt.Errorf("%w: blank %s %q", ErrInvalid, what, text)
	}
	return nil
}
