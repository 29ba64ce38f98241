//go:build !stub

package onlinechat

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// sending is a sender's own name for a message.
type sending struct {
	from     UserID
	clientID string
}

// Send sends a text to a chat and returns the message. It gets the next Seq of its chat, and At is
// what the clock reads. The text must be valid UTF-8, not blank, and have no more than MaxText
// runes: else the error is [ErrInvalid]. In a private chat it is [ErrBlocked] if one of the two
// blocks the other, and [ErrNotFriends] if they are not friends, or the other has been removed.
//
// If the same sender has sent a message with the same clientID to the same chat before, nothing is
// sent. With the same text it is a retry, and Send returns the first message; with another text the
// error is [ErrConflict]. So the answer to a retry is the same after the sender has left the group,
// or is not a friend any more. A clientID of a call that was refused is not used. An empty clientID
// says nothing: the message is always a new one.
//
// When Send returns, the message is in the channel of every [Subscription] that it is for. Send does
// not wait for anybody who reads.
func (s *Server) Send(chat ChatID, from UserID, clientID, text string) (Message, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := call{chat: chat, by: from, argument: s.checkText(text), needs: inChat | membership}
	if err := s.findLocked(&c); err != nil {
		return Message{}, err
	}
	if seq, ok := c.in.sent[sending{from, clientID}]; ok {
		return c.in.again(seq, text)
	}
	if c.in.private {
		c.other = c.in.peer(c.caller)
		c.needs |= peace | friendship
	}
	if err := c.permit(); err != nil {
		return Message{}, err
	}
	m := c.in.append(Message{From: from, ClientID: clientID, Text: text, At: s.now()})
	c.in.deliverLocked(m)
	return m, nil
}

func (s *Server) checkText(text string) error {
	switch {
	case !utf8.ValidString(text):
		return fmt.Errorf("%w: text is not UTF-8: %q", ErrInvalid, text)
	case utf8.RuneCountInString(text) > s.maxText:
		return fmt.Errorf("%w: text has more than %d runes", ErrInvalid, s.maxText)
	default:
		return notBlank("text", text)
	}
}

// again answers a retry: text was sent before, if it is that of the message with Seq seq.
func (c *chat) again(seq int64, text string) (Message, error) {
	first := c.log[seq-1]
	if first.Text != text {
		return Message{}, fmt.Errorf("%w: %q", ErrConflict, first.ClientID)
	}
	return first, nil
}

// append puts m at the end of the log, and notes what will be asked of it.
func (c *chat) append(m Message) Message {
	m.Chat, m.Seq = c.id, c.last()+1
	c.log = append(c.log, m)
	sender := c.members[m.From]
	sender.own = append(sender.own, m.Seq)
	if m.ClientID != "" {
		c.sent[sending{m.From, m.ClientID}] = m.Seq
	}
	return m
}

// History returns the last messages of a chat whose Seq is less than before, or if before is 0 the
// last of all: as many as limit, if there are that many, in the order of Seq. In a group it returns
// only messages that were sent since the user last joined.
//
// If limit is less than 1 or before is negative the error is [ErrInvalid]. A limit above MaxPage
// counts as MaxPage. The Seq of a page's first message is the before of the page in front of it.
func (s *Server) History(chat ChatID, user UserID, before int64, limit int) ([]Message, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := call{chat: chat, by: user, argument: checkPage(before, limit), needs: inChat | membership}
	if err := s.admitLocked(&c); err != nil {
		return nil, err
	}
	joined := c.in.members[user].joined
	end := c.in.last()
	if before > 0 {
		end = min(end, before-1)
	}
	end = max(end, joined)
	start := max(joined, end-int64(min(limit, s.maxPage)))
	return slices.Clone(c.in.log[start:end]), nil
}

func checkPage(before int64, limit int) error {
	if before < 0 || limit < 1 {
		return fmt.Errorf("%w: history before %d, limit %d", ErrInvalid, before, limit)
	}
	return nil
}

// MarkRead notes that a user has read a chat up to the message with Seq seq. It never takes back what
// was noted before: then it does nothing. If seq is beyond the last message it counts as the last
// one's; if it is negative the error is [ErrInvalid].
func (s *Server) MarkRead(chat ChatID, user UserID, seq int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := call{chat: chat, by: user, needs: inChat | membership}
	if seq < 0 {
		c.argument = fmt.Errorf("%w: seq %d", ErrInvalid, seq)
	}
	if err := s.admitLocked(&c); err != nil {
		return err
	}
	m := c.in.members[user]
	m.read = max(m.read, min(seq, c.in.last()))
	return nil
}

// Unread returns how many messages of others there are in a chat that a user has not read. One's own
// are not counted; to send one does not mark what was before as read. Who joins a group has nothing
// unread, also if he was a member before.
func (s *Server) Unread(chat ChatID, user UserID) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := call{chat: chat, by: user, needs: inChat | membership}
	if err := s.admitLocked(&c); err != nil {
		return 0, err
	}
	m := c.in.members[user]
	all := int(c.in.last() - m.read)
	ownRead, _ := slices.BinarySearch(m.own, m.read+1)
	return all - (len(m.own) - ownRead), nil
}
