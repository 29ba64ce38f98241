// Package onlinechat designs a chat server: users who make friends, chats of two and of groups, and
// messages that are numbered, kept, counted and delivered as they come.
//
// [Server] is all of it in one process and in memory. A [Subscription] is how somebody who is online
// gets messages without asking for them.
//
// A message is text only. Nobody logs in: who makes a call is who the call says. Left out, to keep
// the question to an hour: passwords and sessions, pictures, editing and deleting messages, and
// keeping anything beyond the end of the process.
package onlinechat
