//go:build !stub

package onlinechat

import "fmt"

// Subscription delivers messages to a user as they are sent: each message that is sent to a chat
// while he is a member, his own too, once, and those of one chat in the order of Seq. A retry
// delivers nothing.
//
// A Subscription comes from [Server.Subscribe] and is open until one of three things happens: Close
// is called, the user is removed, or it lags. It lags if a message comes while as many messages as
// buffer says wait in its channel: that one is not delivered, nor any later one.
//
// A Subscription is safe for concurrent use. Once it is not open the Server keeps no reference to it.
type Subscription struct {
	server *Server
	user   *user
	c      chan Message

	// err is guarded by the Server's mu. So is whether the Subscription is open, which is to say in
	// the set of its user: only then is c not closed.
	err error
}

// Subscribe returns a new Subscription of a user, whose channel has room for as many messages as
// buffer says. If that is less than 1 the error is [ErrInvalid]. A user may have several, which do
// not depend on one another.
func (s *Server) Subscribe(user UserID, buffer int) (*Subscription, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := call{by: user}
	if buffer < 1 {
		c.argument = fmt.Errorf("%w: buffer %d", ErrInvalid, buffer)
	}
	if err := s.admitLocked(&c); err != nil {
		return nil, err
	}
	sub := &Subscription{server: s, user: c.caller, c: make(chan Message, buffer)}
	c.caller.subscriptions[sub] = true
	return sub, nil
}

// Online reports whether a user has an open Subscription. The viewer must be a friend, or the user
// himself: else the error is [ErrNotFriends].
func (s *Server) Online(viewer, user UserID) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := call{by: viewer, who: user, needs: another}
	if viewer != user {
		c.needs |= friendship
	}
	if err := s.admitLocked(&c); err != nil {
		return false, err
	}
	return len(c.other.subscriptions) > 0, nil
}

// C returns the channel that the messages come on, always the same one. It is closed when the
// Subscription is no longer open. The messages that wait there when it lags can still be received.
func (sub *Subscription) C() <-chan Message { return sub.c }

// Err returns [ErrLagged] if the Subscription has lagged, also after a later Close, and else nil.
// Once C is closed the answer does not change any more.
func (sub *Subscription) Err() error {
	sub.server.mu.Lock()
	defer sub.server.mu.Unlock()
	return sub.err
}

// Close ends the Subscription. It may be called at any time by any goroutine; if the Subscription is
// not open any more it does nothing.
func (sub *Subscription) Close() {
	sub.server.mu.Lock()
	defer sub.server.mu.Unlock()
	sub.endLocked(nil)
}

// endLocked closes the Subscription for the reason err, unless it is closed already.
func (sub *Subscription) endLocked(err error) {
	if !sub.user.subscriptions[sub] {
		return
	}
	delete(sub.user.subscriptions, sub)
	sub.err = err
	close(sub.c)
}

// deliverLocked hands m to everybody who subscribes to the chat. A send that would have to wait is
// not made: who is that far behind has lagged.
func (c *chat) deliverLocked(m Message) {
	for _, member := range c.arrivals {
		for sub := range member.subscriptions {
			select {
			case sub.c <- m:
			default:
				sub.endLocked(ErrLagged)
			}
		}
	}
}
