//go:build !stub

package onlinechat

import (
	"cmp"
	"maps"
	"slices"
)

// chatState is a private chat or a group that is not closed.
type chatState struct {
	id      ChatID
	private bool

	// Both hold the same members, arrivals in the order in which they last joined. A group's owner is
	// the first of them: the one who made it or, once that one has left, the first of those who
	// remain. A private chat always has two, a group at least one.
	members  map[UserID]*member
	arrivals []*member

	log  []Message         // the message with Seq n has index n−1
	sent map[sending]int64 // the Seqs of the messages with a ClientID
}

// member is a user in a chat, from joining to leaving.
type member struct {
	*userState
	joined int64   // the Seq of the last message before joining: later ones are seen
	read   int64   // the Seq up to which the member has read: joined or more, last or less
	own    []int64 // the Seqs of the member's own messages since joining, ascending
}

// pair is the two users of a private chat, the smaller ID first.
type pair struct{ a, b UserID }

// pairOf returns the pair of two users, the same one in both orders.
func pairOf(a, b UserID) pair { return pair{a: min(a, b), b: max(a, b)} }

// OpenPrivate returns the private chat of two users, in either order. The first call makes it. If a and
// b are the same user, the error is [ErrSelf]. Otherwise, if one of the two blocks the other, it is
// [ErrBlocked]. Otherwise, if they are not friends, it is [ErrNotFriends], even if they have a chat.
//
// A private chat has these two members forever. It is never closed.
func (s *Server) OpenPrivate(a, b UserID) (ChatID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	first, second, err := s.twoLocked(a, b)
	if err != nil {
		return 0, err
	}
	if err := cmp.Or(mustBeAtPeace(first, second), mustBeFriends(first, second)); err != nil {
		return 0, err
	}
	key := pairOf(a, b)
	if id, ok := s.private[key]; ok {
		return id, nil
	}
	c := s.newChatLocked(true)
	c.join(first)
	c.join(second)
	s.private[key] = c.id
	return c.id, nil
}

// CreateGroup makes a new group, whose only member is its owner. If the title is blank, the error is
// [ErrInvalid]. Several groups may have the same title.
func (s *Server) CreateGroup(owner UserID, title string) (ChatID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.userLocked(owner)
	if err := cmp.Or(err, notBlank("title", title)); err != nil {
		return 0, err
	}
	// No method returns a title yet, so none is kept.
	c := s.newChatLocked(false)
	c.join(u)
	return c.id, nil
}

// newChatLocked makes a chat without members, who must join before the lock is released.
func (s *Server) newChatLocked(private bool) *chatState {
	s.lastChat++
	c := &chatState{
		id:      s.lastChat,
		private: private,
		members: make(map[UserID]*member),
		sent:    make(map[sending]int64),
	}
	s.chats[c.id] = c
	return c
}

// Invite makes who, a friend of the member by, a member of a group. If who is a member already, the
// error is [ErrMember]. If the two are not friends, it is [ErrNotFriends]. If the chat is private, it is
// [ErrInvalid].
func (s *Server) Invite(chat ChatID, by, who UserID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, other, err := s.bothLocked(by, who)
	if err != nil {
		return err
	}
	c, err := s.groupLocked(chat)
	if err != nil {
		return err
	}
	if err := cmp.Or(c.mustHave(u), c.mustLack(other), mustBeFriends(u, other)); err != nil {
		return err
	}
	c.join(other)
	return nil
}

// Kick makes who, a member of a group, leave it. Only the owner may kick: for other members the error
// is [ErrNotOwner]. If by and who are the same user, it is [ErrSelf]. If who is not a member, it is
// [ErrNotMember], which is one of the reasons in 6 then. If the chat is private, it is [ErrInvalid].
func (s *Server) Kick(chat ChatID, by, who UserID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, other, err := s.bothLocked(by, who)
	if err != nil {
		return err
	}
	c, err := s.groupLocked(chat)
	if err != nil {
		return err
	}
	if err := cmp.Or(mustDiffer(u, other), c.mustHave(u), c.mustBeOwnedBy(u), c.mustHave(other)); err != nil {
		return err
	}
	s.leaveLocked(c, other)
	return nil
}

// Leave ends a user's membership of a group. From then on they are an outsider, until a member invites
// them again.
//
// If the owner leaves, the new owner is the remaining member who joined first. For a member who joined
// several times, the last time counts. If nobody remains, the group is closed forever. If the chat is
// private, the error is [ErrInvalid].
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
	if err := c.mustHave(u); err != nil {
		return err
	}
	s.leaveLocked(c, u)
	return nil
}

// Members returns the members of a chat, sorted by ID. Only a member may ask. A private chat always has
// both of its members, even if one of them was removed. The slice belongs to the caller.
func (s *Server) Members(chat ChatID, asker UserID) ([]UserID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, _, err := s.memberLocked(chat, asker)
	if err != nil {
		return nil, err
	}
	return slices.Sorted(maps.Keys(c.members)), nil
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

// last returns the Seq of the last message, 0 if there is none.
func (c *chatState) last() int64 { return int64(len(c.log)) }

// peer returns the other user of a private chat.
func (c *chatState) peer(u *userState) *userState {
	if c.arrivals[0].userState == u {
		return c.arrivals[1].userState
	}
	return c.arrivals[0].userState
}
