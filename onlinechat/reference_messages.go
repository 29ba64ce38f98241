//go:build !stub

package onlinechat

import (
	"cmp"
	"fmt"
	"slices"
	"unicode/utf8"
)

// messageKey is a sender's own name for a message.
type messageKey struct {
	from     UserID
	clientID string
}

// Send adds a message to a chat and returns the message. The message gets the next Seq of its chat, and its
// At is a time that the clock has shown during the call. Send may read the clock more than once. If calls
// of Send overlap, their times may come in another order than their Seqs. A refused message takes no Seq.
//
// If the text is not valid UTF-8, is blank, or has more than MaxText runes, Send returns [ErrInvalid]. In a
// group, every member may send. In a private chat, if one of the two users blocks the other, Send returns
// [ErrBlocked] (step 6). If they are not friends, or the other user was removed, it returns [ErrNotFriends].
//
// A clientID is the sender's own name for a message. It may be any string, and the message stores it. If it
// is not empty, it is an idempotency key (step 5). If the same sender has sent a message with the same
// clientID to the same chat before, Send adds no message. With the same text, the call is a retry: Send
// returns the first message, unchanged. With another text, it returns [ErrConflict]. This holds as long as
// the chat is not closed, even if the sender has left the group or has come back, or the two users of a
// private chat are no longer friends, one blocks the other, or the other was removed. A refused call does
// not use up its clientID. If the clientID is empty, the message is always a new one.
//
// When Send has added a message and returns, the message is in the channel of every open [Subscription] of
// every member, or was already received from it (step 7). Send never waits for a reader.
func (s *Server) Send(chat ChatID, from UserID, clientID, text string) (Message, error) {
	textErr := s.checkText(text) // takes time for a long text, so it runs before the lock
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.userLocked(from)
	if err != nil {
		return Message{}, err
	}
	c, err := s.chatLocked(chat)
	if err := cmp.Or(err, textErr); err != nil {
		return Message{}, err
	}
	// A retry comes before the other guards: it succeeds even if the sender may no longer send. An empty
	// client ID is never in sent.
	if seq, ok := c.sent[messageKey{from: from, clientID: clientID}]; ok {
		return c.retry(seq, text)
	}
	if err := cmp.Or(c.checkMember(u), c.checkMaySend(u)); err != nil {
		return Message{}, err
	}
	// The clock is read under the lock, so that At ascends with Seq as long as the clock ascends. If the
	// clock panics, nothing has changed yet.
	at := s.now()
	msg := c.add(Message{From: from, ClientID: clientID, Text: text, At: at})
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
		return checkNotBlank("text", text)
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

// checkMaySend refuses a member of a private chat who may not write to the other user. It may be called for any
// user: if they are not a member, checkMember refuses the call first.
func (c *chatState) checkMaySend(u *userState) error {
	if !c.private {
		return nil
	}
	peer := c.peer(u)
	return cmp.Or(checkNotBlocked(u, peer), checkFriends(u, peer))
}

// add gives a member's message its Chat and the next Seq, appends it to the log, and notes the Seq for
// Unread and for retries.
func (c *chatState) add(msg Message) Message {
	msg.Chat, msg.Seq = c.id, c.last()+1
	c.log = append(c.log, msg)
	sender := c.members[msg.From]
	sender.own = append(sender.own, msg.Seq)
	if msg.ClientID != "" {
		c.sent[messageKey{from: msg.From, clientID: msg.ClientID}] = msg.Seq
	}
	return msg
}

// History returns a page of a chat, in ascending order of Seq. The argument before is a Seq: the last message
// of the page is the one with Seq before−1. If before is 0, the page ends with the last message of the chat.
// A member of a group sees only what was sent since they last joined, and this holds for their own messages
// too. Messages that the user does not see do not count: the page has limit messages, or all earlier ones that
// the user sees if these are fewer. The slice belongs to the caller.
//
// If limit is less than 1 or before is negative, History returns [ErrInvalid]. A limit above MaxPage counts
// as MaxPage. If before is beyond the last message, the page ends with the last message. To get the next
// older page, pass the Seq of this page's first message as before. Such pages add up to all that the user
// sees, even while others send.
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
	// The page has the Seqs after start, up to end: the indexes from start to end−1. If the member joined
	// later than the last of them, start and end are both joined, and the page is empty.
	end := c.last()
	if before > 0 {
		end = min(end, before-1)
	}
	end = max(end, m.joined)
	start := max(m.joined, end-int64(min(limit, s.maxPage)))
	return slices.Clone(c.log[start:end]), nil
}

// MarkRead marks the messages of a chat as read by a user, up to the one with Seq seq. At first, the mark is
// at the last message before the user joined. It never moves back: if it is at seq or beyond, MarkRead does
// nothing. If seq is beyond the last message, the mark moves to the last message, so messages that are sent
// afterwards are unread. If seq is negative, MarkRead returns [ErrInvalid].
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

// Unread returns the number of messages in a chat that others sent after a user's mark. The user's own
// messages never count. Only [Server.MarkRead] moves the mark: neither Send nor History does. A new member
// starts with nothing unread, even if they were a member before.
func (s *Server) Unread(chat ChatID, user UserID) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, m, err := s.memberLocked(chat, user)
	if err != nil {
		return 0, err
	}
	behind := int(c.last() - m.read)
	// The index of the first own message after the mark is the number of own messages up to it.
	ownRead, _ := slices.BinarySearch(m.own, m.read+1)
	return behind - (len(m.own) - ownRead), nil
}
