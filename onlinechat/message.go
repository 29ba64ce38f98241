package onlinechat

import "time"

// UserID names a user. It may be any string that is not blank. Two IDs are the same only if they are equal
// by ==.
type UserID string

// ChatID names a chat. It is positive. The [Server] chooses it, and never chooses the same one twice.
type ChatID int64

// User is what a [Server] tells about a user.
type User struct {
	ID   UserID
	Name string // for people to read; several users may have the same name
}

// Message is a message of a chat.
type Message struct {
	Chat     ChatID
	Seq      int64 // 1 for the first message of the chat, then 2, 3 and so on, without gaps
	From     UserID
	ClientID string // the sender's own name for the message, or ""; see [Server.Send]
	Text     string
	At       time.Time // what the clock showed, in the sense of Equal; Seq alone decides the order, not At
}
