//go:build !stub

package onlinechat

import (
	"cmp"
	"fmt"
	"maps"
)

// Subscription delivers messages to a user. While it is open, it gets every message that is sent to a chat
// while the user is a member, the user's own messages too. Each message comes once and is the same as in
// [Server.History]. The messages of one chat come in the order of Seq. A retry or a refused message delivers
// nothing.
//
// Create a Subscription with [Server.Subscribe]. It is open until Close is called, the user is removed, or
// it lags. It lags if a message comes while its channel is full. It gets neither that message nor any later
// one. Other Subscriptions still get theirs.
//
// Several goroutines may use a Subscription at the same time. No call waits for a reader of its channel. When
// a Subscription is no longer open, the Server keeps no reference to it, and no goroutine for it.
type Subscription struct {
	// Subscribe sets these. After that they are only read. The messages go through c.
	server *Server
	user   *userState
	c      chan Message

	// The Server's mu guards err and the user's set of open Subscriptions. As long as this one is in
	// the set, c is not closed. Sending to c and closing it need mu.
	err error
}

// maxBuffer is the largest buffer of a Subscription. It limits the memory that one call can allocate.
const maxBuffer = 65_536

// Subscribe returns a new Subscription of a user. Its channel has room for buffer messages. If buffer is
// less than 1, Subscribe returns [ErrInvalid]. Every buffer from 1 to 65,536 is valid. If buffer is more
// than that, Subscribe may return ErrInvalid or make the channel, but it must not panic. A user may have
// several Subscriptions. They do not affect one another.
func (s *Server) Subscribe(user UserID, buffer int) (*Subscription, error) {
	c, bufferErr := makeChannel(buffer) // takes time for a large buffer, so it runs before the lock
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.userLocked(user)
	if err := cmp.Or(err, bufferErr); err != nil {
		return nil, err
	}
	sub := &Subscription{server: s, user: u, c: c}
	u.subscriptions[sub] = true
	u.peak = max(u.peak, len(u.subscriptions))
	return sub, nil
}

// makeChannel makes a channel with room for buffer messages.
func makeChannel(buffer int) (chan Message, error) {
	if buffer < 1 || buffer > maxBuffer {
		return nil, fmt.Errorf("%w: buffer %d", ErrInvalid, buffer)
	}
	return make(chan Message, buffer), nil
}

// Online reports whether a user has an open Subscription. Users may ask about themselves and their friends.
// If viewer and user are neither friends nor the same user, Online returns [ErrNotFriends].
func (s *Server) Online(viewer, user UserID) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	asker, asked, err := s.usersLocked(viewer, user)
	if err != nil {
		return false, err
	}
	if asker != asked {
		if err := checkFriends(asker, asked); err != nil {
			return false, err
		}
	}
	return len(asked.subscriptions) > 0, nil
}

// C returns the channel of the Subscription, always the same one. When the Subscription is no longer open,
// the channel is closed. However the Subscription ends, the messages that wait in the channel can still be
// received.
func (sub *Subscription) C() <-chan Message { return sub.c }

// Err returns [ErrLagged] if the Subscription has lagged, even after a later Close or RemoveUser. Otherwise
// it returns nil. Once C is closed, or once Err has returned ErrLagged, Err always returns the same.
func (sub *Subscription) Err() error {
	sub.server.mu.Lock()
	defer sub.server.mu.Unlock()
	return sub.err
}

// Close closes the Subscription and its channel. If the Subscription is no longer open, Close does nothing.
func (sub *Subscription) Close() {
	sub.server.mu.Lock()
	defer sub.server.mu.Unlock()
	sub.endLocked(nil)
}

// endLocked closes the Subscription with the error err. If it is not open, endLocked does nothing.
func (sub *Subscription) endLocked(err error) {
	if !sub.user.subscriptions[sub] {
		return
	}
	delete(sub.user.subscriptions, sub)
	// A map never shrinks, and deliver walks over all that it once held. So a map of which little is used is replaced.
	if u := sub.user; len(u.subscriptions) < u.peak/8 {
		u.subscriptions = maps.Collect(maps.All(u.subscriptions))
		u.peak = len(u.subscriptions)
	}
	sub.err = err
	close(sub.c)
}

// deliver puts msg into the channel of every open Subscription of the members. A Subscription whose
// channel is full has lagged, so no send ever waits. endLocked deletes the current key of the inner loop,
// and may put another map in the place of the one that the loop goes through. Go allows both.
func (c *chatState) deliver(msg Message) {
	for _, m := range c.arrivals {
		for sub := range m.subscriptions {
			select {
			case sub.c <- msg:
			default:
				sub.endLocked(ErrLagged)
			}
		}
	}
}
