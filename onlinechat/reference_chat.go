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

	// Both hold the same members, arrivals in the order in which they last joined. A group's owner
	// is the first of them: he made it, or is the earliest of those who remained when the owner left.
	members  map[UserID]*member
	arrivals []*member

	log  []Message         // the message with Seq n has index n−1
	sent map[sending]int64 // the Seqs of the messages with a ClientID
}

// member is a user in a chat, from when he joined to when he leaves.
type member struct {
	*user
	joined int64   // the Seq of the last message when he joined: he sees those behind it
	read   int64   // the Seq up to which he has read, at least joined
	own    []int64 // the Seqs of his own messages, ascending
}

// pair is the two users of a private chat, the smaller ID first, so that they make one pair in
// whatever order they come.
type pair struct{ a, b UserID }

// OpenPrivate returns the private chat of two users, in whatever order they are named, and makes it
// if this is the first time. They must be friends, also if there is such a chat already: else the
// error is [ErrNotFriends]. If one of the two blocks the other it is [ErrBlocked]; if they are the
// same, [ErrSelf].
//
// A private chat has these two members for ever; it is never closed.
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

// CreateGroup makes a new group, whose only member is its owner. If the title is blank the error is
// [ErrInvalid]. Titles are for people: several groups may have the same.
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

// Invite makes a friend of a member of a group a member too. He sees what is sent from then on, also
// if he was a member before. If who is a member already, or the one who invites, the error is
// [ErrMember]; if the two are not friends, [ErrNotFriends]. In a private chat it is [ErrInvalid].
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

// Kick makes a member of a group leave it. Only the owner may: for others the error is
// [ErrNotOwner]. If by and who are the same it is [ErrSelf]; if who is not a member, [ErrNotMember].
// In a private chat it is [ErrInvalid].
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

// Leave ends a user's membership of a group, and with it what he may see and do there, until
// somebody invites him again. If he is the owner, the owner is from then on whoever joined earliest
// of those who remain; of somebody who has joined several times the last time counts. If nobody
// remains the group is closed, for ever. In a private chat the error is [ErrInvalid].
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

// Members returns the members of a chat, sorted by ID. Only a member may ask. Of a private chat it
// always returns both, even if one has been removed.
func (s *Server) Members(chat ChatID, asker UserID) ([]UserID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := call{chat: chat, by: asker, needs: inChat | membership}
	if err := s.admitLocked(&c); err != nil {
		return nil, err
	}
	return slices.Sorted(maps.Keys(c.in.members)), nil
}

// join makes u a member, who has nothing to read yet.
func (c *chat) join(u *user) {
	m := &member{user: u, joined: c.last(), read: c.last()}
	c.members[u.ID] = m
	c.arrivals = append(c.arrivals, m)
	if !c.private {
		u.groups[c] = true
	}
}

// leaveLocked ends the membership of u in a group, and the group if he was the last.
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
