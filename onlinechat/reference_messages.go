//go:build !stub

package onlinechat

import (
	"cmp"
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
// is a time that the clock has shown during the call, however often Send reads it. If the text is not
// valid UTF-8, is blank, or has more than MaxText runes, the error is [ErrInvalid]. In a private chat, if
// one of the two users blocks the other, it is [ErrBlocked]. Otherwise, if they are not friends or the
// other was removed, it is [ErrNotFriends].
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
	badText := s.checkText(text) // reads all of the text, so before the lock
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.userLocked(from)
	if err != nil {
		return Message{}, err
	}
	c, err := s.chatLocked(chat)
	if err := cmp.Or(err, badText); err != nil {
		return Message{}, err
	}
	if seq, ok := c.sent[sending{from: from, clientID: clientID}]; ok {
		return c.retry(seq, text)
	}
	if err := cmp.Or(c.mustHave(u), c.mustLetSend(u)); err != nil {
		return Message{}, err
	}
	// The clock is read under the lock, as the comment of Config says, so that At ascends with Seq as
	// long as the clock does. Nothing has changed yet, if it panics.
	msg := c.add(Message{From: from, ClientID: clientID, Text: text, At: s.now()})
	c.deliver(msg)
	return msg, nil
}

func (s *Server) checkText(text string) error {
	switch {
	case !utf8.ValidString(text):
		return fmt.Errorf("%w: text is not UTF-8", ErrInvalid)
	case utf8.RuneCountInString(text) > s.maxText:
		return fmt.Errorf("%w: text has more than %d runes", ErrInvalid, s.maxText)
	default:
		return notBlank("text", text)
	}
}

// retry answers a Send whose client ID was used before, for the message with Seq seq.
func (c *chatState) retry(seq int64, text string) (Message, error) {
	first := c.log[seq-1]
	if first.Text != text {
		return Message{}, fmt.Errorf("%w: %q", ErrConflict, first.ClientID)
	}
	return first, nil
}

// mustLetSend refuses a member of a private chat who is no longer on terms with the peer.
func (c *chatState) mustLetSend(u *userState) error {
	if !c.private {
		return nil
	}
	peer := c.peer(u)
	return cmp.Or(mustBeAtPeace(u, peer), mustBeFriends(u, peer))
}

// add puts the message of a member at the end of the log, and notes what will be asked of it.
func (c *chatState) add(msg Message) Message {
	msg.Chat, msg.Seq = c.id, c.last()+1
	c.log = append(c.log, msg)
	sender := c.members[msg.From]
	sender.own = append(sender.own, msg.Seq)
	if msg.ClientID != "" {
		c.sent[sending{from: msg.From, clientID: msg.ClientID}] = msg.Seq
	}
	return msg
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
	c, m, err := s.memberLocked(chat, user)
	if err != nil {
		return nil, err
	}
	if before < 0 || limit < 1 {
		return nil, fmt.Errorf("%w: history before %d, limit %d", ErrInvalid, before, limit)
	}
	// The page has the Seqs after start, up to end: the indexes from start to end−1.
	end := c.last()
	if before > 0 {
		end = min(end, before-1)
	}
	end = max(end, m.joined)
	start := max(m.joined, end-int64(min(limit, s.maxPage)))
	return slices.Clone(c.log[start:end]), nil
}

// MarkRead notes that a user has read a chat up to the message with Seq seq. If they have read so far
// already, it does nothing. A seq beyond the last message counts as the last one's. If seq is negative,
// the error is [ErrInvalid].
func (s *Server) MarkRead(chat ChatID, user UserID, seq int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, m, err := s.memberLocked(chat, user)
	if err != nil {
		return err
	}
	if seq < 0 {
		return fmt.Errorf("%w: seq %d", ErrInvalid, seq)
	}
	m.read = max(m.read, min(seq, c.last()))
	return nil
}

// Unread returns the number of messages in a chat that a user has not read. Their own messages do not
// count. Only MarkRead marks messages as read: neither Send nor History does. A new member starts with
// nothing unread, even if they were a member before.
func (s *Server) Unread(chat ChatID, user UserID) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, m, err := s.memberLocked(chat, user)
	if err != nil {
		return 0, err
	}
	behind := int(c.last() - m.read)
	ownRead, _ := slices.BinarySearch(m.own, m.read+1)
	return behind - (len(m.own) - ownRead), nil
}
