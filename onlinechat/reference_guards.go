//go:build !stub

package onlinechat

import "fmt"

// Each method begins with guards, in the order of errors that the comment of Server gives. First come
// guards that find what the call names, then guards that check whether the caller may do it. ErrInvalid and
// ErrSelf may come before the errors 3 to 5, as the exception there allows. The first error refuses the call.
//
// Some methods join guards with cmp.Or. Go evaluates all arguments before it calls cmp.Or, so all of these guards run,
// even if the first one has an error. So they change nothing, and each works for every known user:
//
//	if err := cmp.Or(c.checkMember(u), c.checkOwner(u)); err != nil {
//		return err
//	}

// userLocked finds a known user.
func (s *Server) userLocked(id UserID) (*userState, error) {
	u := s.users[id]
	if u == nil {
		return nil, fmt.Errorf("%w: %q", ErrUnknownUser, id)
	}
	return u, nil
}

// usersLocked finds two known users, who may be the same.
func (s *Server) usersLocked(a, b UserID) (first, second *userState, err error) {
	if first, err = s.userLocked(a); err != nil {
		return nil, nil, err
	}
	if second, err = s.userLocked(b); err != nil {
		return nil, nil, err
	}
	return first, second, nil
}

// differentUsersLocked finds two known users, who must not be the same.
func (s *Server) differentUsersLocked(a, b UserID) (first, second *userState, err error) {
	if first, second, err = s.usersLocked(a, b); err != nil {
		return nil, nil, err
	}
	if err = checkDifferent(first, second); err != nil {
		return nil, nil, err
	}
	return first, second, nil
}

// chatLocked finds a chat that is not closed.
func (s *Server) chatLocked(id ChatID) (*chatState, error) {
	c := s.chats[id]
	if c == nil {
		return nil, fmt.Errorf("%w: %d", ErrUnknownChat, id)
	}
	return c, nil
}

// groupLocked finds a chat that is a group.
func (s *Server) groupLocked(id ChatID) (*chatState, error) {
	c, err := s.chatLocked(id)
	if err != nil {
		return nil, err
	}
	if c.private {
		return nil, fmt.Errorf("%w: chat %d is private", ErrInvalid, id)
	}
	return c, nil
}

// memberLocked finds a chat and a user's membership in it.
func (s *Server) memberLocked(chat ChatID, user UserID) (*chatState, *member, error) {
	u, err := s.userLocked(user)
	if err != nil {
		return nil, nil, err
	}
	c, err := s.chatLocked(chat)
	if err != nil {
		return nil, nil, err
	}
	if err = c.checkMember(u); err != nil {
		return nil, nil, err
	}
	return c, c.members[user], nil
}

func checkDifferent(a, b *userState) error {
	if a == b {
		return fmt.Errorf("%w: %q", ErrSelf, a.ID)
	}
	return nil
}

// checkNotBlocked refuses two users if one of them blocks the other.
func checkNotBlocked(a, b *userState) error {
	if a.blocks[b.ID] || b.blocks[a.ID] {
		return fmt.Errorf("%w: %q and %q", ErrBlocked, a.ID, b.ID)
	}
	return nil
}

func checkFriends(a, b *userState) error {
	if !a.friends[b.ID] {
		return fmt.Errorf("%w: %q and %q", ErrNotFriends, a.ID, b.ID)
	}
	return nil
}

func (c *chatState) checkMember(u *userState) error {
	if c.members[u.ID] == nil {
		return fmt.Errorf("%w: %q, chat %d", ErrNotMember, u.ID, c.id)
	}
	return nil
}

func (c *chatState) checkNotMember(u *userState) error {
	if c.members[u.ID] != nil {
		return fmt.Errorf("%w: %q, chat %d", ErrMember, u.ID, c.id)
	}
	return nil
}

// checkOwner expects a group.
func (c *chatState) checkOwner(u *userState) error {
	if c.arrivals[0].userState != u {
		return fmt.Errorf("%w: %q, chat %d", ErrNotOwner, u.ID, c.id)
	}
	return nil
}
