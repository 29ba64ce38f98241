//go:build stub

package onlinechat

// Server is a chat server: its users, what stands between them, and their chats.
//
// A Server comes from [New]: its zero value is not ready to use. It must not be copied, and it is
// safe for concurrent use.
//
// A call that returns an error has changed nothing. If there are several reasons to refuse a call,
// the error is the first in this order that applies to it:
//
//  1. [ErrUnknownUser]: one of the users it names is not known, be that the caller or another
//  2. [ErrUnknownChat]: there is no such chat, or it is closed
//  3. [ErrInvalid]: an argument is malformed, or the call is for groups and the chat is private;
//     after it [ErrExists] of AddUser
//  4. [ErrSelf]: the caller names himself where it takes another user
//  5. [Server.Send] only: the message was sent before, and is returned, or the error is [ErrConflict]
//  6. [ErrNotMember]: the caller is not a member of the chat
//  7. [ErrNotOwner]: the caller is not its owner
//  8. [ErrMember], [ErrNotMember]: the other user is a member, or is not
//  9. [ErrBlocked]: one of the two users has blocked the other
//  10. [ErrNotFriends], [ErrFriends], [ErrPending], [ErrNoRequest]: how the two stand
//
// Which error stands for what is said at each method. Those of 1, 2 and, for members of chats, 6 go
// without saying.
//
// A text, ID, name or title is blank if it has nothing but white space, as strings.TrimSpace
// sees it. One that is not blank is kept as it is given.
//
// In a chat of n messages Send takes time in proportion to the number of members and their
// subscriptions, however large n is, History O(log n) and the length of the page, and Unread
// O(log n).
type Server struct {
	// Your fields go here.
}

// New returns a Server without users. If MaxText or MaxPage is negative the error is [ErrInvalid].
func New(config Config) (*Server, error) {
	panic("not implemented: New")
}

// AddUser adds a user. If the ID or the name is blank the error is [ErrInvalid]. If the ID is in
// use, or was in use by somebody who was removed, it is [ErrExists]: no ID is given twice, so that
// nobody inherits what was another's.
func (s *Server) AddUser(id UserID, name string) error {
	panic("not implemented: Server.AddUser")
}

// UpdateUser gives a user another name. If that is blank the error is [ErrInvalid].
func (s *Server) UpdateUser(id UserID, name string) error {
	panic("not implemented: Server.UpdateUser")
}

// User returns what is known of a user.
func (s *Server) User(id UserID) (User, error) {
	panic("not implemented: Server.User")
}

// RemoveUser removes a user: every later call that names him is refused with [ErrUnknownUser], but
// for AddUser, which is refused with [ErrExists].
//
// His friendships, requests and blocks end, in both directions. He leaves every group as by
// [Server.Leave], and his subscriptions are closed, with no error. His private chats stay with the
// peer, with all messages; there he is still listed, but nobody can send any more.
func (s *Server) RemoveUser(id UserID) error {
	panic("not implemented: Server.RemoveUser")
}

// RequestFriend asks a user for friendship. If that user has asked from the same, they are friends at
// once and no request is left. If they are friends already the error is [ErrFriends]; if from has
// asked before and there is no answer yet, [ErrPending]; if one of the two blocks the other,
// [ErrBlocked]; if from and to are the same, [ErrSelf].
func (s *Server) RequestFriend(from, to UserID) error {
	panic("not implemented: Server.RequestFriend")
}

// Approve accepts the request of from, which makes him and user friends of each other. The request
// is no more. If there is none of from to user the error is [ErrNoRequest]; if they are the same,
// [ErrSelf].
func (s *Server) Approve(user, from UserID) error {
	panic("not implemented: Server.Approve")
}

// Reject declines the request of from to user, which is no more. Either may ask again later. If
// there is no such request the error is [ErrNoRequest]; if they are the same, [ErrSelf].
func (s *Server) Reject(user, from UserID) error {
	panic("not implemented: Server.Reject")
}

// Unfriend ends the friendship of two users, for both. If they are not friends the error is
// [ErrNotFriends]; if they are the same, [ErrSelf].
func (s *Server) Unfriend(a, b UserID) error {
	panic("not implemented: Server.Unfriend")
}

// Friends returns the friends of a user, sorted by ID.
func (s *Server) Friends(user UserID) ([]UserID, error) {
	panic("not implemented: Server.Friends")
}

// Requests returns who has asked a user for friendship and waits for the answer, sorted by ID. What
// he has asked others is not listed.
func (s *Server) Requests(user UserID) ([]UserID, error) {
	panic("not implemented: Server.Requests")
}

// Block makes user block other. Their friendship ends, and so do requests between them, whoever
// asked. Until the block ends neither can ask the other for friendship, open the private chat of the
// two or send there: the error of that is [ErrBlocked]. In groups all goes on as before.
//
// If both block each other there are two blocks, each of which stands until it is ended. To block
// somebody again does nothing. If user and other are the same the error is [ErrSelf].
func (s *Server) Block(user, other UserID) error {
	panic("not implemented: Server.Block")
}

// Unblock ends the block of other by user; not the one of user by other, if there is one too. It does
// not make them friends again. If there is no block it does nothing. If user and other are the same
// the error is [ErrSelf].
func (s *Server) Unblock(user, other UserID) error {
	panic("not implemented: Server.Unblock")
}

// OpenPrivate returns the private chat of two users, in whatever order they are named, and makes it
// if this is the first time. They must be friends, also if there is such a chat already: else the
// error is [ErrNotFriends]. If one of the two blocks the other it is [ErrBlocked]; if they are the
// same, [ErrSelf].
//
// A private chat has these two members for ever; it is never closed.
func (s *Server) OpenPrivate(a, b UserID) (ChatID, error) {
	panic("not implemented: Server.OpenPrivate")
}

// CreateGroup makes a new group, whose only member is its owner. If the title is blank the error is
// [ErrInvalid]. Titles are for people: several groups may have the same.
func (s *Server) CreateGroup(owner UserID, title string) (ChatID, error) {
	panic("not implemented: Server.CreateGroup")
}

// Invite makes a friend of a member of a group a member too. He sees what is sent from then on, also
// if he was a member before. If who is a member already, or the one who invites, the error is
// [ErrMember]; if the two are not friends, [ErrNotFriends]. In a private chat it is [ErrInvalid].
func (s *Server) Invite(chat ChatID, by, who UserID) error {
	panic("not implemented: Server.Invite")
}

// Kick makes a member of a group leave it. Only the owner may: for others the error is
// [ErrNotOwner]. If by and who are the same it is [ErrSelf]; if who is not a member, [ErrNotMember].
// In a private chat it is [ErrInvalid].
func (s *Server) Kick(chat ChatID, by, who UserID) error {
	panic("not implemented: Server.Kick")
}

// Leave ends a user's membership of a group, and with it what he may see and do there, until
// somebody invites him again. If he is the owner, the owner is from then on whoever joined earliest
// of those who remain; of somebody who has joined several times the last time counts. If nobody
// remains the group is closed, for ever. In a private chat the error is [ErrInvalid].
func (s *Server) Leave(chat ChatID, user UserID) error {
	panic("not implemented: Server.Leave")
}

// Members returns the members of a chat, sorted by ID. Only a member may ask. Of a private chat it
// always returns both, even if one has been removed.
func (s *Server) Members(chat ChatID, asker UserID) ([]UserID, error) {
	panic("not implemented: Server.Members")
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
	panic("not implemented: Server.Send")
}

// History returns the last messages of a chat whose Seq is less than before, or if before is 0 the
// last of all: as many as limit, if there are that many, in the order of Seq. In a group it returns
// only messages that were sent since the user last joined.
//
// If limit is less than 1 or before is negative the error is [ErrInvalid]. A limit above MaxPage
// counts as MaxPage. The Seq of a page's first message is the before of the page in front of it.
func (s *Server) History(chat ChatID, user UserID, before int64, limit int) ([]Message, error) {
	panic("not implemented: Server.History")
}

// MarkRead notes that a user has read a chat up to the message with Seq seq. It never takes back what
// was noted before: then it does nothing. If seq is beyond the last message it counts as the last
// one's; if it is negative the error is [ErrInvalid].
func (s *Server) MarkRead(chat ChatID, user UserID, seq int64) error {
	panic("not implemented: Server.MarkRead")
}

// Unread returns how many messages of others there are in a chat that a user has not read. One's own
// are not counted; to send one does not mark what was before as read. Who joins a group has nothing
// unread, also if he was a member before.
func (s *Server) Unread(chat ChatID, user UserID) (int, error) {
	panic("not implemented: Server.Unread")
}

// Subscribe returns a new Subscription of a user, whose channel has room for as many messages as
// buffer says. If that is less than 1 the error is [ErrInvalid]. A user may have several, which do
// not depend on one another.
func (s *Server) Subscribe(user UserID, buffer int) (*Subscription, error) {
	panic("not implemented: Server.Subscribe")
}

// Online reports whether a user has an open Subscription. The viewer must be a friend, or the user
// himself: else the error is [ErrNotFriends].
func (s *Server) Online(viewer, user UserID) (bool, error) {
	panic("not implemented: Server.Online")
}

// Subscription delivers messages to a user as they are sent: each message that is sent to a chat
// while he is a member, his own too, once, and those of one chat in the order of Seq. A retry
// delivers nothing.
//
// A Subscription comes from [Server.Subscribe] and is open until one of three things happens: Close
// is called, the user is removed, or it lags. It lags if a message comes while as many messages as
// buffer says wait in its channel: that one is not delivered, nor any later one.
//
// A Subscription is safe for concurrent use. Once it is not open the Server keeps no reference to it.
type Subscription struct {
	// Your fields go here.
}

// C returns the channel that the messages come on, always the same one. It is closed when the
// Subscription is no longer open. The messages that wait there when it lags can still be received.
func (sub *Subscription) C() <-chan Message {
	panic("not implemented: Subscription.C")
}

// Err returns [ErrLagged] if the Subscription has lagged, also after a later Close, and else nil.
// Once C is closed the answer does not change any more.
func (sub *Subscription) Err() error {
	panic("not implemented: Subscription.Err")
}

// Close ends the Subscription. It may be called at any time by any goroutine; if the Subscription is
// not open any more it does nothing.
func (sub *Subscription) Close() {
	panic("not implemented: Subscription.Close")
}
