//go:build !stub

package onlinechat

import (
	"fmt"
	"maps"
	"slices"
)

// RequestFriend sends a friend request from sender to receiver. If receiver already has a pending request to
// sender, the two become friends immediately, and no request is left.
//
// If the two are friends, RequestFriend returns [ErrFriends]. If sender already has a pending request to
// receiver, it returns [ErrPending]. If sender and receiver are the same user, it returns [ErrSelf]. If one
// of the two blocks the other, it returns [ErrBlocked] (step 6).
func (s *Server) RequestFriend(sender, receiver UserID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	asker, asked, err := s.differentUsersLocked(sender, receiver)
	if err != nil {
		return err
	}
	if err := checkNotBlocked(asker, asked); err != nil {
		return err
	}
	switch {
	case asker.friends[receiver]:
		return fmt.Errorf("%w: %q and %q", ErrFriends, sender, receiver)
	case asked.requests[sender]:
		return fmt.Errorf("%w: from %q to %q", ErrPending, sender, receiver)
	case asker.requests[receiver]:
		befriend(asker, asked)
	default:
		asked.requests[sender] = true
	}
	return nil
}

// Approve accepts the request that sender has sent to user. The two become friends, and the request is gone.
// If there is no such request, Approve returns [ErrNoRequest], even if user has a pending request to sender.
// If user and sender are the same, it returns [ErrSelf].
func (s *Server) Approve(user, sender UserID) error {
	return s.answer(user, sender, befriend)
}

// Reject declines the request that sender has sent to user. The request is gone, and either user may send a
// new one. If there is no such request, Reject returns [ErrNoRequest], even if user has a pending request to
// sender. If user and sender are the same, it returns [ErrSelf].
func (s *Server) Reject(user, sender UserID) error {
	return s.answer(user, sender, separate)
}

// answer answers the request that sender has sent to user: befriend accepts it, separate declines it.
func (s *Server) answer(user, sender UserID, settle func(a, b *userState)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	asked, asker, err := s.differentUsersLocked(user, sender)
	if err != nil {
		return err
	}
	if !asked.requests[sender] {
		return fmt.Errorf("%w: from %q to %q", ErrNoRequest, sender, user)
	}
	settle(asked, asker)
	return nil
}

// Unfriend ends the friendship of two users, for both. Either user may send a new request. Their groups do
// not change, and both can still read their private chat. If the two are not friends, Unfriend returns
// [ErrNotFriends]. If they are the same user, it returns [ErrSelf].
func (s *Server) Unfriend(a, b UserID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, other, err := s.differentUsersLocked(a, b)
	if err != nil {
		return err
	}
	if err := checkFriends(u, other); err != nil {
		return err
	}
	separate(u, other)
	return nil
}

// Friends returns the IDs of a user's friends, sorted as by [slices.Sort]. The slice belongs to the caller.
// If there are none, it is empty or nil.
func (s *Server) Friends(user UserID) ([]UserID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.userLocked(user)
	if err != nil {
		return nil, err
	}
	return slices.Sorted(maps.Keys(u.friends)), nil
}

// Requests returns the IDs of the users who have a pending request to user, sorted as by [slices.Sort]. It
// does not list users to whom user has sent a request. The slice belongs to the caller.
func (s *Server) Requests(user UserID) ([]UserID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.userLocked(user)
	if err != nil {
		return nil, err
	}
	return slices.Sorted(maps.Keys(u.requests)), nil
}

// Block makes user block other. Their friendship ends, and so do the requests between them, in both
// directions.
//
// As long as one of two users blocks the other, RequestFriend and OpenPrivate return [ErrBlocked] for them,
// and so does Send in their private chat. Both can still read that chat and mark messages as read. A block
// changes nothing in groups. For all other calls, the two are users without a friendship or a request:
// Approve and Reject return [ErrNoRequest], and Unfriend, Invite and Online return [ErrNotFriends].
//
// If both users block each other, there are two blocks. Each stays until its own user calls Unblock, or
// until one of the two is removed. A repeated Block does nothing. If user and other are the same, Block
// returns [ErrSelf].
func (s *Server) Block(user, other UserID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	blocker, blocked, err := s.differentUsersLocked(user, other)
	if err != nil {
		return err
	}
	separate(blocker, blocked)
	blocker.blocks[other] = true
	return nil
}

// Unblock ends user's block of other. If other blocks user too, that block stays. The two do not become
// friends again. If user does not block other, Unblock does nothing. If user and other are the same known
// user, it does nothing or returns [ErrSelf].
func (s *Server) Unblock(user, other UserID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	blocker, _, err := s.differentUsersLocked(user, other)
	if err != nil {
		return err
	}
	delete(blocker.blocks, other)
	return nil
}

// The next three functions change what connects two users, for both of them. The caller holds mu, as for all
// functions with a userState. Only RequestFriend, Block and Unblock change one user's side.

// befriend makes two users friends. It ends the requests between them.
func befriend(a, b *userState) {
	separate(a, b)
	a.friends[b.ID] = true
	b.friends[a.ID] = true
}

// separate ends the friendship of two users and the requests between them, if there are any.
func separate(a, b *userState) {
	delete(a.friends, b.ID)
	delete(b.friends, a.ID)
	delete(a.requests, b.ID)
	delete(b.requests, a.ID)
}

// forget ends what the sets of two users say about each other, blocks too.
func forget(a, b *userState) {
	separate(a, b)
	delete(a.blocks, b.ID)
	delete(b.blocks, a.ID)
}
