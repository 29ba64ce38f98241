//go:build !stub

package onlinechat

import (
	"maps"
	"slices"
)

// chat is a private chat or a group. All fields are guarded by the Server's mu.
type chat struct {
	id      ChatID
	title   string // of a group, for people; no method shows it yet
	private bool

	// Both hold the same members, arrivals in the order in which they last joined. A group's owner is
	// the first of them: the one who made it or, once that one has left, the first of those who remain.
	members  map[UserID]*member
	arrivals []*member

	log  []Message         // the message with Seq n has index n−1
	sent map[sending]int64 // the Seqs of the messages with a ClientID
}

// member is a user in a chat, from joining to leaving.
type member struct {
	*user
	joined int64   // the Seq of the last message before joining: later ones are seen
	read   int64   // the Seq up to which the member has read, at least joined
	own    []int64 // the Seqs of the member's own messages, ascending
}

// pair is the two users of a private chat, the smaller ID first, so that both orders of the two make
// the same pair.
type pair struct{ a, b UserID }

// OpenPrivate returns the private chat of two users, in either order. The first call makes it. If a and
// b are the same user, the error is [ErrSelf]. Otherwise, if one of the two blocks the other, it is
// [ErrBlocked]. Otherwise, if they are not friends, it is [ErrNotFriends], even if they have a chat.
//
// A private chat has these two members forever. It is never closed.
func (s *Server) OpenPrivate(a, b UserID) (ChatID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := call{by: a, who: b, needs: another | notOneself | peace | friendship}
	if err := s.admitLocked(&c); err != nil {
		return 0, err
	}
	key := pair{min(a, b), max(a, b)}
	if id, ok := s.private[key]; ok {
		return id, nil
	}
	opened := s.newChatLocked(&chat{private: true})
	opened.join(c.caller)
	opened.join(c.other)
	s.private[key] = opened.id
	return opened.id, nil
}

// CreateGroup makes a new group, whose only member is its owner. If the title is blank, the error is
// [ErrInvalid]. Several groups may have the same title.
func (s *Server) CreateGroup(owner UserID, title string) (ChatID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := call{by: owner, argument: notBlank("title", title)}
	if err := s.admitLocked(&c); err != nil {
		return 0, err
	}
	created := s.newChatLocked(&chat{title: title})
	created.join(c.caller)
	return created.id, nil
}

func (s *Server) newChatLocked(c *chat) *chat {
	s.lastChat++
	c.id = s.lastChat
	c.members = make(map[UserID]*member)
	c.sent = make(map[sending]int64)
	s.chats[c.id] = c
	return c
}

// Invite makes who, a friend of the member by, a member of a group. If who is a member already, the
// error is [ErrMember]. If the two are not friends, it is [ErrNotFriends]. If the chat is private, it is
// [ErrInvalid].
func (s *Server) Invite(chat ChatID, by, who UserID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := call{chat: chat, by: by, who: who, needs: inGroup | another | membership | otherOutside | friendship}
	if err := s.admitLocked(&c); err != nil {
		return err
	}
	c.in.join(c.other)
	return nil
}

// Kick makes who, a member of a group, leave it. Only the owner may kick: for other members the error
// is [ErrNotOwner]. If by and who are the same user, it is [ErrSelf]. If who is not a member, it is
// [ErrNotMember], which is one of the reasons in 6 then. If the chat is private, it is [ErrInvalid].
func (s *Server) Kick(chat ChatID, by, who UserID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := call{chat: chat, by: by, who: who, needs: inGroup | another | notOneself | membership | ownership | otherInside}
	if err := s.admitLocked(&c); err != nil {
		return err
	}
	s.leaveLocked(c.in, c.other)
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
	c := call{chat: chat, by: user, needs: inGroup | membership}
	if err := s.admitLocked(&c); err != nil {
		return err
	}
	s.leaveLocked(c.in, c.caller)
	return nil
}

// Members returns the members of a chat, sorted by ID. Only a member may ask. A private chat always has
// both of its members, even if one of them was removed. The slice belongs to the caller.
func (s *Server) Members(chat ChatID, asker UserID) ([]UserID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := call{chat: chat, by: asker, needs: inChat | membership}
	if err := s.admitLocked(&c); err != nil {
		return nil, err
	}
	return slices.Sorted(maps.Keys(c.in.members)), nil
}

// join makes u a member, with nothing unread.
func (c *chat) join(u *user) {
	m := &member{user: u, joined: c.last(), read: c.last()}
	c.members[u.ID] = m
	c.arrivals = append(c.arrivals, m)
	if !c.private {
		u.groups[c] = true
	}
}

// leaveLocked ends the membership of u in a group, and closes the group if nobody remains.
func (s *Server) leaveLocked(group *chat, u *user) {
	delete(group.members, u.ID)
	group.arrivals = slices.DeleteFunc(group.arrivals, func(m *member) bool { return m.user == u })
	delete(u.groups, group)
	if len(group.members) == 0 {
		delete(s.chats, group.id)
	}
}

func (c *chat) has(u *user) bool     { return c.members[u.ID] != nil }
func (c *chat) isOwner(u *user) bool { return c.arrivals[0].user == u }

// last returns the Seq of the last message, 0 if there is none.
func (c *chat) last() int64 { return int64(len(c.log)) }

// peer returns the other user of a private chat.
func (c *chat) peer(u *user) *user {
	if c.arrivals[0].user == u {
		return c.arrivals[1].user
	}
	return c.arrivals[0].user
}
