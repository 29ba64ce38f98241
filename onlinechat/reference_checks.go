//go:build !stub

package onlinechat

import "fmt"

// call is what a method was asked for, and what that takes.
type call struct {
	by, who  UserID // the caller, and the other user whom the call names
	chat     ChatID
	argument error // what is wrong with the other arguments, if anything
	needs    need

	// What the names above stand for, nil if for nothing or if there is no such name.
	caller, other *user
	in            *chat
}

// need is what calls of a method need to be admitted: some of the constants below. Every call needs a
// known caller and well-formed arguments.
type need int

const (
	another      need = 1 << iota // the other user is known
	inChat                        // the chat is known
	notPrivate                    // the chat is a group
	notOneself                    // the two users are not the same
	membership                    // the caller is a member of the chat
	ownership                     // the caller is its owner
	otherInside                   // the other is a member
	otherOutside                  // the other is not
	peace                         // neither blocks the other
	friendship                    // they are friends

	inGroup = inChat | notPrivate
)

// admitLocked finds what the names of the call stand for. If the call must be refused, it returns the
// error.
//
// The order of the reasons stands here, in findLocked and in permit, and nowhere else. It is one of
// those that the comment of Server allows.
func (s *Server) admitLocked(c *call) error {
	if err := s.findLocked(c); err != nil {
		return err
	}
	return c.permit()
}

// findLocked makes the checks 1 and 2 of that list, and those of arguments: does the call make sense?
func (s *Server) findLocked(c *call) error {
	c.caller, c.other, c.in = s.users[c.by], s.users[c.who], s.chats[c.chat]
	switch {
	case c.caller == nil:
		return fmt.Errorf("%w: %q", ErrUnknownUser, c.by)
	case c.need(another) && c.other == nil:
		return fmt.Errorf("%w: %q", ErrUnknownUser, c.who)
	case c.need(inChat) && c.in == nil:
		return fmt.Errorf("%w: %d", ErrUnknownChat, c.chat)
	case c.need(notPrivate) && c.in.private:
		return fmt.Errorf("%w: chat %d is private", ErrInvalid, c.chat)
	default:
		return c.argument
	}
}

// permit makes the other checks of a call whose names were found: may the caller do that?
func (c *call) permit() error {
	switch {
	case c.need(notOneself) && c.caller == c.other:
		return fmt.Errorf("%w: %q", ErrSelf, c.by)
	case c.need(membership) && !c.in.has(c.caller):
		return fmt.Errorf("%w: %q, chat %d", ErrNotMember, c.by, c.chat)
	case c.need(ownership) && !c.in.isOwner(c.caller):
		return fmt.Errorf("%w: %q, chat %d", ErrNotOwner, c.by, c.chat)
	case c.need(otherInside) && !c.in.has(c.other):
		return fmt.Errorf("%w: %q, chat %d", ErrNotMember, c.who, c.chat)
	case c.need(otherOutside) && c.in.has(c.other):
		return fmt.Errorf("%w: %q, chat %d", ErrMember, c.who, c.chat)
	case c.need(peace) && atOdds(c.caller, c.other):
		return fmt.Errorf("%w: %q and %q", ErrBlocked, c.by, c.other.ID)
	case c.need(friendship) && !c.caller.friends[c.other.ID]:
		return fmt.Errorf("%w: %q and %q", ErrNotFriends, c.by, c.other.ID)
	default:
		return nil
	}
}

func (c *call) need(n need) bool { return c.needs&n == n }
