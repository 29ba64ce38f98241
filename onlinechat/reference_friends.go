//go:build !stub

package onlinechat

import (
	"fmt"
	"maps"
	"slices"
)

// RequestFriend asks a user for friendship. If that user has asked from the same, they are friends at
// once and no request is left. If they are friends already the error is [ErrFriends]; if from has
// asked before and there is no answer yet, [ErrPending]; if one of the two blocks the other,
// [ErrBlocked]; if from and to are the same, [ErrSelf].
func (s *Server) RequestFriend(from, to UserID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := call{by: from, who: to, needs: another | notOneself | peace}
	if err := s.admitLocked(&c); err != nil {
		return err
	}
	switch {
	case c.caller.friends[to]:
		return fmt.Errorf("%w: %q and %q", ErrFriends, from, to)
	case c.other.requests[from]:
		return fmt.Errorf("%w: of %q to %q", ErrPending, from, to)
	case c.caller.requests[to]:
		befriend(c.caller, c.other)
	default:
		c.other.requests[from] = true
	}
	return nil
}

// Approve accepts the request of from, which makes him and user friends of each other. The request
// is no more. If there is none of from to user the error is [ErrNoRequest]; if they are the same,
// [ErrSelf].
func (s *Server) Approve(user, from UserID) error {
	return s.answer(user, from, befriend)
}

// Reject declines the request of from to user, which is no more. Either may ask again later. If
// there is no such request the error is [ErrNoRequest]; if they are the same, [ErrSelf].
func (s *Server) Reject(user, from UserID) error {
	return s.answer(user, from, separate)
}

// answer ends a request in the way given.
func (s *Server) answer(id, from UserID, end func(a, b *user)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := call{by: id, who: from, needs: another | notOneself}
	if err := s.admitLocked(&c); err != nil {
		return err
	}
	if !c.caller.requests[from] {
		return fmt.Errorf("%w: of %q to %q", ErrNoRequest, from, id)
	}
	end(c.caller, c.other)
	return nil
}

// Unfriend ends the friendship of two users, for both. If they are not friends the error is
// [ErrNotFriends]; if they are the same, [ErrSelf].
func (s *Server) Unfriend(a, b UserID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := call{by: a, who: b, needs: another | notOneself | friendship}
	if err := s.admitLocked(&c); err != nil {
		return err
	}
	separate(c.caller, c.other)
	return nil
}

// Friends returns the friends of a user, sorted by ID.
func (s *Server) Friends(user UserID) ([]UserID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := call{by: user}
	if err := s.admitLocked(&c); err != nil {
		return nil, err
	}
	return slices.Sorted(maps.Keys(c.caller.friends)), nil
}

// Requests returns who has asked a user for friendship and waits for the answer, sorted by ID. What
// he has asked others is not listed.
func (s *Server) Requests(user UserID) ([]UserID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := call{by: user}
	if err := s.admitLocked(&c); err != nil {
		return nil, err
	}
	return slices.Sorted(maps.Keys(c.caller.requests)), nil
}

// Block makes user block other. Their friendship ends, and so do requests between them, whoever
// asked. Until the block ends neither can ask the other for friendship, open the private chat of the
// two or send there: the error of that is [ErrBlocked]. In groups all goes on as before.
//
// If both block each other there are two blocks, each of which stands until it is ended. To block
// somebody again does nothing. If user and other are the same the error is [ErrSelf].
func (s *Server) Block(user, other UserID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := call{by: user, who: other, needs: another | notOneself}
	if err := s.admitLocked(&c); err != nil {
		return err
	}
	separate(c.caller, c.other)
	c.caller.blocks[other] = true
	return nil
}

// Unblock ends the block of other by user; not the one of user by other, if there is one too. It does
// not make them friends again. If there is no block it does nothing. If user and other are the same
// the error is [ErrSelf].
func (s *Server) Unblock(user, other UserID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := call{by: user, who: other, needs: another | notOneself}
	if err := s.admitLocked(&c); err != nil {
		return err
	}
	delete(c.caller.blocks, other)
	return nil
}

// befriend makes friends of two users. Requests between them are answered by that.
func befriend(a, b *user) {
	separate(a, b)
	a.friends[b.ID] = true
	b.friends[a.ID] = true
}

// separate ends the friendship of two users and the requests between them, if there are any.
func separate(a, b *user) {
	delete(a.friends, b.ID)
	delete(b.friends, a.ID)
	delete(a.requests, b.ID)
	delete(b.requests, a.ID)
}

// forget ends all that there is between two users, blocks too.
func forget(a, b *user) {
	separate(a, b)
	delete(a.blocks, b.ID)
	delete(b.blocks, a.ID)
}

// atOdds reports whether one of two users blocks the other.
func atOdds(a, b *user) bool { return a.blocks[b.ID] || b.blocks[a.ID] }
