// Package onlinechat is a chat server. Users make friends, and chat in private or in groups. Messages are
// numbered, kept, counted as unread, and delivered immediately to users who are online.
//
// A [Server] is all of it, in one process and in memory. A [Subscription] delivers messages to a user who
// is online.
//
// The question asks where to put the rules that connect several users and chats, in which order a call
// checks these rules, and, when goroutines meet, what must change in one moment.
//
// To keep the question small, it leaves out login (a call names its caller), pictures, editing and
// deleting messages, and storage on disk.
//
// Errors may be wrapped. Test them with [errors.Is].
package onlinechat
