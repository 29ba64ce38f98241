//go:build !stub

package onlinechat

import (
	"cmp"
	"fmt"
	"strings"
	"sync"
	"time"
)

// Server is a chat server. It holds users, their friendships, and their chats. Servers share nothing, not
// even a pool of channels or timers.
//
// Create a Server with [New]. The zero value is not ready to use, and a Server must not be copied.
//
// # Errors
//
// If a call returns an error, it changes nothing, and its other result means nothing. If several reasons
// to refuse a call apply at the same time, the first of these counts:
//
//  1. [ErrUnknownUser]: a user that the call names was never added, or was removed. A blank ID counts too.
//     AddUser never returns it.
//  2. [ErrUnknownChat]: the chat does not exist, or it is closed.
//  3. In [Server.Send] only, if the client ID is not empty: the same sender has sent a message with
//     this client ID to this chat. With another text, the error is [ErrConflict]. With the same text, the
//     call is a retry and succeeds, so 4 to 6 do not apply (step 5).
//  4. [ErrNotMember]: the caller is not a member of the chat. The caller is the first user that the call
//     names.
//  5. In RequestFriend, OpenPrivate and Send only: [ErrBlocked] (step 6).
//  6. Any other reason. If several of these apply, the call may return the error of any of them.
//
// There is one exception: [ErrInvalid] and [ErrSelf] may also come before 3, 4 and 5, but never before 1
// and 2. For example, if a user who is not a member calls Leave on a private chat, the error is
// ErrNotMember or ErrInvalid.
//
// The comment of each method names its errors, except those of 1, 2 and 4. 1 holds for every method that
// names a user, except AddUser. 2 and 4 hold for every method that names a chat.
//
// # Names and texts
//
// A user ID, name, title or text is blank if [strings.TrimSpace] leaves nothing of it. IDs, names, texts and
// client IDs are stored unchanged. IDs, names, titles and client IDs may contain any bytes. Only the text of
// a message must be valid UTF-8.
//
// # Limits and costs
//
// A [Config] limits the length of a text and of a page, and Subscribe may limit the buffer. Nothing else has
// a limit. A chat may have more than 65,536 messages. The same holds for users, friends, chats, members and
// Subscriptions, and for the number of times that members come and go.
//
// Let n be the number of messages in a chat, m the number of its members, and s the number of their open
// Subscriptions. Send takes O(m + s) time on average over the messages of a chat, plus the time to check
// the text, and a retry takes no longer. History takes O(m + log n) time, plus the length of the page.
// Unread takes O(m + log n) time. Steps 5 and 6 compare these costs. Other users, chats and Subscriptions
// do not add to these costs, nor do former members, closed chats and ended Subscriptions.
//
// # Concurrency
//
// Several goroutines may use a Server at the same time (step 7). If calls overlap, their results are those
// of the same calls made one after another, in some order. There are two exceptions:
//
//   - Send, Invite and OpenPrivate may check friendships and blocks first, and act later in the call. Other
//     calls may change the friendships and blocks in between. But Invite never adds a removed user.
//   - RemoveUser may end friendships, memberships and Subscriptions one by one. When it returns, all
//     of them have ended. But a Send to a private chat that overlaps it may add its message even after that.
//
// Receiving from a channel is not a call. The comment of [Subscription] says what comes there.
//
// A Server may keep goroutines of its own. There is no method that closes a Server, so these goroutines may
// run until the program ends. Two Servers share no goroutine.
type Server struct {
	// New sets these. After that they are only read.
	maxText, maxPage int
	now              func() time.Time

	// mu guards everything below, and every userState, chatState and member. Each exported method but C
	// holds mu from its first look at these until it returns, so calls happen one after another. What needs
	// none of them may be checked before. Methods of Server and Subscription that expect the caller to hold
	// mu have names that end in Locked. Functions that have a userState, chatState or member as receiver or
	// argument always expect it.
	//
	// A plain Mutex is enough, because calls hold it only for a short time. An RWMutex would let readers run
	// side by side, but it takes longer to lock.
	mu    sync.Mutex
	users map[UserID]*userState // the known users
	taken set                   // every ID that was ever used
	chats map[ChatID]*chatState // without closed ones

	// private has the private chats, by their two users. It never shrinks: a private chat is never closed,
	// even if both users are removed.
	private  map[pair]ChatID
	lastChat ChatID // the ID given last
}

// A set has the value true for each ID in it.
type set map[UserID]bool

// userState is a user and what the Server knows about them. A removed user is no longer in users, but the
// members of their private chats still point here. All sets are empty then, so checkFriends refuses a Send.
type userState struct {
	User

	// A friendship is in the sets of both users. Friends have no requests and no blocks between them.
	// If one user blocks another, there are no requests between them. Two users never have requests in
	// both directions, because the second one makes them friends.
	friends  set
	requests set // the users who have a pending request to this one
	blocks   set // the users that this one blocks

	groups        map[*chatState]bool    // the groups that the user is a member of
	subscriptions map[*Subscription]bool // those that are open
	peak          int                    // the most Subscriptions that this map has held
}

// The limits that a 0 in a Config stands for.
const (
	defaultMaxText = 4096
	defaultMaxPage = 100
)

// New returns a Server without users. If config.MaxText or config.MaxPage is negative, New returns
// [ErrInvalid].
func New(config Config) (*Server, error) {
	if config.MaxText < 0 || config.MaxPage < 0 {
		return nil, fmt.Errorf("%w: MaxText %d, MaxPage %d", ErrInvalid, config.MaxText, config.MaxPage)
	}
	s := &Server{
		maxText: cmp.Or(config.MaxText, defaultMaxText),
		maxPage: cmp.Or(config.MaxPage, defaultMaxPage),
		now:     config.Now,
		users:   make(map[UserID]*userState),
		taken:   make(set),
		chats:   make(map[ChatID]*chatState),
		private: make(map[pair]ChatID),
	}
	if s.now == nil {
		s.now = time.Now
	}
	return s, nil
}

// AddUser adds a user. If the ID or the name is blank, AddUser returns [ErrInvalid]. If the ID belongs to a
// user, or to a user who was removed, AddUser returns [ErrExists]. If both hold, it returns either error.
// So an ID is never used for two users, and no user inherits what belonged to another. A refused ID is not
// used up.
func (s *Server) AddUser(id UserID, name string) error {
	if err := cmp.Or(checkNotBlank("user ID", string(id)), checkNotBlank("name", name)); err != nil {
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

// UpdateUser gives a user a new name, which may equal the old one. Nothing else changes. If the name is
// blank, UpdateUser returns [ErrInvalid].
func (s *Server) UpdateUser(id UserID, name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.userLocked(id)
	if err := cmp.Or(err, checkNotBlank("name", name)); err != nil {
		return err
	}
	u.Name = name
	return nil
}

// User returns the ID and the name of a user.
func (s *Server) User(id UserID) (User, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.userLocked(id)
	if err != nil {
		return User{}, err
	}
	return u.User, nil
}

// RemoveUser removes a user. After that, AddUser returns [ErrExists] for this ID, and every other call that
// names it returns [ErrUnknownUser].
//
// The friendships and requests of the user end, in both directions, and so do blocks (step 6). The user
// leaves every group, as if by [Server.Leave] (step 6). Their open Subscriptions close, with a nil Err
// (step 7).
//
// Their private chats stay with the other user, who can still read all messages and mark them as read.
// Members still lists both users, and Send there returns [ErrNotFriends], unless it is a retry (step 6).
func (s *Server) RemoveUser(id UserID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.userLocked(id)
	if err != nil {
		return err
	}
	delete(s.users, id)
	// Requests that the user has sent, and blocks against the user, are in the sets of others, so the loop visits
	// all users.
	for _, other := range s.users {
		forget(u, other)
	}
	// Both loops delete the current key from their map, which Go allows. endLocked may also put another map in the place
	// of the one that the loop goes through. The loop goes on through the old one.
	for group := range u.groups {
		s.leaveLocked(group, u)
	}
	for sub := range u.subscriptions {
		sub.endLocked(nil)
	}
	return nil
}

// checkNotBlank returns an error if text is blank. In the error, what names the text.
func checkNotBlank(what, text string) error {
	if strings.TrimSpace(text) == "" {
		return fmt.Errorf("%w: blank %s", ErrInvalid, what)
	}
	return nil
}
