package onlinechat

import "time"

// UserID names a user. It may be any text that is not blank. Two IDs are the same if they are equal
// by ==.
type UserID string

// ChatID names a chat. The [Server] chooses it, and never the same one twice. It is positive.
type ChatID int64

// User is what is known of a user.
type User struct {
	ID   UserID
	Name string // for people; several users may have the same
}

// Message is a message of a chat.
type Message struct {
	Chat     ChatID
	Seq      int64 // 1 for the first message of the chat, then 2, 3, … without gaps
	From     UserID
	ClientID string // the sender's own name for the message, or ""; see [Server.Send]
	Text     string
	At       time.Time // the instant that the clock read; Seq decides the order, not At
}
