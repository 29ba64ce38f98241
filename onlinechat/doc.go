// Package onlinechat designs a chat server. Users make friends, and chat in private or in groups.
// Messages are numbered, kept, counted, and delivered as they are sent.
//
// A [Server] is all of it, in one process and in memory. A [Subscription] delivers messages to a user
// who is online.
//
// A message is text only. There is no login: a call names its caller. To keep the question to an hour,
// it leaves out passwords, sessions, pictures, editing and deleting messages, and storage on disk.
//
// Errors may be wrapped. Test them with [errors.Is].
package onlinechat
