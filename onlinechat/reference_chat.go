//go:build !stub

package onlinechat

import (
	"cmp"
	"slices"
)

// chatState is a private chat or a group that is not closed.
type chatState struct {
	id      ChatID
	private bool

	// Both hold the same members. arrivals is in the order in which they last joined, and its first
	// member owns the group. A private chat always has two members, a group at least one.
	members  map[UserID]*member
	arrivals []*member

	log  []Message            // the message with Seq n has index n−1
	sent map[messageKey]int64 // the Seqs of the messages with a ClientID
}

// member is a user in a chat, from joining to leaving.
type member struct {
	*userState
	joined int64   // the Seq of the last message before joining: later ones are seen
	read   int64   // joined <= read <= last(): the Seq up to which the member has read
	own    []int64 // the Seqs of the member's own messages since joining, ascending
}

// pair is the two users of a private chat, the smaller ID first.
type pair struct{ a, b UserID }

// pairOf returns the pair of two users, the same one in both orders.
func pairOf(a, b UserID) pair { return pair{a: min(a, b), b: max(a, b)} }

// OpenPrivate returns the private chat of two friends. The first call creates it. The order of a and b does
// not matter. If a and b are the same user, OpenPrivate returns [ErrSelf]. If one of the two blocks the
// other, it returns [ErrBlocked] (step 6). If they are not friends, it returns [ErrNotFriends], even if they
// have a chat. When they are friends again, that chat goes on.
//
// A private chat always has the same two members. It is never closed.
func (s *Server) OpenPrivate(a, b UserID) (ChatID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	first, second, err := s.differentUsersLocked(a, b)
	if err != nil {
		return 0, err
	}
	if err := cmp.Or(checkNotBlocked(first, second), checkFriends(first, second)); err != nil {
		return 0, err
	}
	key := pairOf(a, b)
	if id, ok := s.private[key]; ok {
		return id, nil
	}
	c := s.newChatLocked(true, first, second)
	s.private[key] = c.id
	return c.id, nil
}

// CreateGroup creates a new group. Its owner is its only member. Several groups may have the same title. If
// the title is blank, CreateGroup returns [ErrInvalid]. No method returns the title, so you need not keep it.
func (s *Server) CreateGroup(owner UserID, title string) (ChatID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.userLocked(owner)
	if err := cmp.Or(err, checkNotBlank("title", title)); err != nil {
		return 0, err
	}
	return s.newChatLocked(false, u).id, nil
}

// newChatLocked makes a chat of users. If it is a group, the first user owns it.
func (s *Server) newChatLocked(private bool, users ...*userState) *chatState {
	s.lastChat++
	c := &chatState{
		id:      s.lastChat,
		private: private,
		members: make(map[UserID]*member),
		sent:    make(map[messageKey]int64),
	}
	s.chats[c.id] = c
	for _, u := range users {
		c.join(u)
	}
	return c
}

// Invite makes user a member of a group. The caller must be a member, but need not be the owner. If caller
// and user are not friends, Invite returns [ErrNotFriends]. If user is a member already, it returns
// [ErrMember]. If the chat is private, it returns [ErrInvalid]. It never returns ErrSelf: a member of a
// group who invites themselves gets ErrMember or ErrNotFriends.
func (s *Server) Invite(chat ChatID, caller, user UserID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, other, err := s.usersLocked(caller, user)
	if err != nil {
		return err
	}
	c, err := s.groupLocked(chat)
	if err != nil {
		return err
	}
	if err := cmp.Or(c.checkMember(u), c.checkNotMember(other), checkFriends(u, other)); err != nil {
		return err
	}
	c.join(other)
	return nil
}

// Kick ends the membership of user in a group, as if by [Server.Leave]. Only the owner may kick: if caller is
// another member, Kick returns [ErrNotOwner]. If caller and user are the same, it returns [ErrSelf]. If user
// is not a member, it returns [ErrNotMember] too, but as one of the reasons of number 6: number 4 is about
// caller only. If the chat is private, it returns [ErrInvalid].
func (s *Server) Kick(chat ChatID, caller, user UserID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, other, err := s.usersLocked(caller, user)
	if err != nil {
		return err
	}
	c, err := s.groupLocked(chat)
	if err != nil {
		return err
	}
	if err := cmp.Or(checkDifferent(u, other), c.checkMember(u), c.checkOwner(u), c.checkMember(other)); err != nil {
		return err
	}
	s.leaveLocked(c, other)
	return nil
}

// Leave ends a user's membership of a group. After that, a member may invite them again.
//
// If the owner leaves, the new owner is the remaining member who joined first. If a member joined several
// times, the last time counts. If nobody remains, the group is closed forever. If the chat is private, Leave
// returns [ErrInvalid].
func (s *Server) Leave(chat ChatID, user UserID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.userLocked(user)
	if err != nil {
		return err
	}
	c, err := s.groupLocked(chat)
	if err != nil {
		return err
	}
	if err := c.checkMember(u); err != nil {
		return err
	}
	s.leaveLocked(c, u)
	return nil
}

// Members returns the IDs of a chat's members, sorted as by [slices.Sort]. The caller must be a member. A
// private chat always has both of its members, even if one of them was removed. The slice belongs to the
// caller.
func (s *Server) Members(chat ChatID, user UserID) ([]UserID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, _, err := s.memberLocked(chat, user)
	if err != nil {
		return nil, err
	}
	ids := make([]UserID, len(c.arrivals))
	for i, m := range c.arrivals {
		ids[i] = m.ID
	}
	slices.Sort(ids)
	return ids, nil
}

// join makes u a member, with nothing unread.
func (c *chatState) join(u *userState) {
	m := &member{userState: u, joined: c.last(), read: c.last()}
	c.members[u.ID] = m
	c.arrivals = append(c.arrivals, m)
	if !c.private {
		u.groups[c] = true
	}
}

// leaveLocked ends the membership of u in a group, and closes the group if nobody remains.
func (s *Server) leaveLocked(group *chatState, u *userState) {
	delete(group.members, u.ID)
	group.arrivals = slices.DeleteFunc(group.arrivals, func(m *member) bool { return m.userState == u })
	delete(u.groups, group)
	if len(group.members) == 0 {
		delete(s.chats, group.id)
	}
}

// last returns the Seq of the last message, or 0 if there are no messages.
func (c *chatState) last() int64 { return int64(len(c.log)) }

// peer returns the other user of a private chat. If u is not a member, it returns one of the two.
func (c *chatState) peer(u *userState) *userState {
	if c.arrivals[0].userState == u {
		return c.arrivals[1].userState
	}
	return c.arrivals[0].userState
}
