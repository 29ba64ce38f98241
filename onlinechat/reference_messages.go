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

// Send sends a text to a chat and returns the message. The message gets the next Seq of its chat. Its At
// is a time that the clock has shown during the call, however often Send reads it. If the text is not valid UTF-8, is blank, or has more than MaxText
// runes, the error is [ErrInvalid]. In a private chat, if one of the two users blocks the other, it is
// [ErrBlocked]. Otherwise, if they are not friends or the other was removed, it is [ErrNotFriends].
//
// A clientID is the sender's own name for a message. It may be any text. An empty one names nothing: the
// message is always a new one. If the same sender has sent a message with the same clientID to the same
// chat before, nothing is sent. With the same text the call is a retry, and Send returns the first
// message. With another text the error is [ErrConflict]. That stays so if the sender leaves the group or
// loses the friend, as long as the chat is not closed. A call that was refused does not use up its
// clientID.
//
// When Send returns, the message is in the channel of every open [Subscription] of every member. Send
// never waits for a reader.
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

// History returns a page of a chat: its last messages whose Seq is less than before, in the order of
// Seq, up to limit of them. If before is 0, they are the last messages of all. A member of a group sees
// only what was sent since they last joined. The slice belongs to the caller.
//
// If limit is less than 1 or before is negative, the error is [ErrInvalid]. A limit above MaxPage counts
// as MaxPage. For the page in front of this one, take the Seq of its first message as before.
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

// MarkRead notes that a user has read a chat up to the message with Seq seq. If they have read so far
// already, it does nothing. A seq beyond the last message counts as the last one's. If seq is negative,
// the error is [ErrInvalid].
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

// Unread returns the number of messages in a chat that a user has not read. Their own messages do not
// count. Only MarkRead marks messages as read: neither Send nor History does. A new member starts with
// nothing unread, even if they were a member before.
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
