//go:build stub

package onlinechat

// Server is a chat server: its users, their friendships, and their chats.
//
// Create a Server with [New]. Its zero value is not ready to use, and it must not be copied.
//
// A call that returns an error changes nothing. The other result of such a call means nothing.
// If several reasons to refuse a call apply at once, this order counts:
//
//  1. [ErrUnknownUser]: a user that the call names is not known. In all methods but AddUser this goes for
//     a blank ID too.
//  2. [ErrUnknownChat]: the chat does not exist, or it is closed.
//  3. In [Server.Send] only: the message was sent before. Send returns it, or [ErrConflict].
//  4. [ErrNotMember]: the caller is not a member of the chat.
//  5. In RequestFriend, OpenPrivate and Send only: [ErrBlocked].
//  6. All other reasons. If several of them apply, any of their errors may be returned.
//
// [ErrInvalid] and [ErrSelf] may also come before 3, 4 and 5, but not before 1 and 2. For example, if an
// outsider calls Leave in a private chat, the error is ErrNotMember or ErrInvalid. The comment of each
// method names its errors. 1, 2 and 4 are named here alone: they hold for every method that takes users
// or a chat.
//
// A user ID, name, title or text is blank if it consists of nothing but white space, as
// [strings.TrimSpace] sees it. What is not blank is kept as it is. IDs, names, titles and client IDs may
// contain any bytes. Only the texts of messages must be valid UTF-8.
//
// Let n be the number of messages in a chat, m the number of its members, and s the number of their open
// Subscriptions. Send takes O(m + s) time on average over the messages of a chat, History O(log n) and
// the length of the page, and Unread O(log n).
//
// A Server may be used by several goroutines at the same time. Calls that overlap have the results of
// some order in which they are made one after another, with two exceptions:
//
//   - Send, Invite and OpenPrivate may look at friendships and blocks first, and act a moment later.
//   - RemoveUser may end friendships, memberships and Subscriptions one by one. When it returns, all
//     of them have ended. A Send to a private chat that overlaps it may still act a moment later.
//
// To receive from a channel is not a call: the comment of [Subscription] says what comes there.
//
// A Server may keep goroutines of its own. There is no method that ends them.
type Server struct {
	// Your fields go here.
}

// New returns a Server without users. If MaxText or MaxPage is negative, the error is [ErrInvalid].
func New(config Config) (*Server, error) {
	panic("not implemented: New")
}

// AddUser adds a user. If the ID or the name is blank, the error is [ErrInvalid]. If the ID is in use,
// or was in use by a user who was removed, the error is [ErrExists]. An ID is never given twice, so that
// no user inherits what belonged to another.
func (s *Server) AddUser(id UserID, name string) error {
	panic("not implemented: Server.AddUser")
}

// UpdateUser gives a user another name. If the name is blank, the error is [ErrInvalid].
func (s *Server) UpdateUser(id UserID, name string) error {
	panic("not implemented: Server.UpdateUser")
}

// User returns what is known of a user.
func (s *Server) User(id UserID) (User, error) {
	panic("not implemented: Server.User")
}

// RemoveUser removes a user. Every later call that names them returns [ErrUnknownUser], except AddUser,
// which returns [ErrExists].
//
// Their friendships, requests and blocks end, in both directions. They leave every group as if by
// [Server.Leave]. Their Subscriptions are closed, with a nil Err. Their private chats stay with the peer,
// with all messages. There they are still listed as a member, but nobody can send anymore.
func (s *Server) RemoveUser(id UserID) error {
	panic("not implemented: Server.RemoveUser")
}

// RequestFriend asks a user for friendship. If that user has a pending request to from, the two are
// friends at once, and no request is left. If they are friends already, the error is [ErrFriends]. If
// from has a pending request to that user, it is [ErrPending]. If one of the two blocks the other, it is
// [ErrBlocked]. If from and to are the same user, it is [ErrSelf].
func (s *Server) RequestFriend(from, to UserID) error {
	panic("not implemented: Server.RequestFriend")
}

// Approve accepts the request of from to user. The two are friends then, and the request is gone. If
// there is no such request, the error is [ErrNoRequest]. If user and from are the same, it is [ErrSelf].
func (s *Server) Approve(user, from UserID) error {
	panic("not implemented: Server.Approve")
}

// Reject declines the request of from to user. The request is gone then, and either user may ask again.
// If there is no such request, the error is [ErrNoRequest]. If user and from are the same, it is
// [ErrSelf].
func (s *Server) Reject(user, from UserID) error {
	panic("not implemented: Server.Reject")
}

// Unfriend ends the friendship of two users, for both. If they are not friends, the error is
// [ErrNotFriends]. If they are the same user, it is [ErrSelf].
func (s *Server) Unfriend(a, b UserID) error {
	panic("not implemented: Server.Unfriend")
}

// Friends returns the friends of a user, sorted by ID. The slice belongs to the caller.
func (s *Server) Friends(user UserID) ([]UserID, error) {
	panic("not implemented: Server.Friends")
}

// Requests returns the users whose requests wait for an answer of user, sorted by ID. It does not list
// the users whom user has asked. The slice belongs to the caller.
func (s *Server) Requests(user UserID) ([]UserID, error) {
	panic("not implemented: Server.Requests")
}

// Block makes user block other. Their friendship ends, and so do the requests between them, in both
// directions. Until the block ends, neither of them can ask the other for friendship, open their private
// chat, or send there: those calls return [ErrBlocked]. A block changes nothing in groups.
//
// To all other calls the two are strangers: Approve returns [ErrNoRequest], and Unfriend, Invite and
// Online return [ErrNotFriends].
//
// If both users block each other, there are two blocks, and each stands until it is ended. A repeated
// Block does nothing. If user and other are the same, the error is [ErrSelf].
func (s *Server) Block(user, other UserID) error {
	panic("not implemented: Server.Block")
}

// Unblock ends the block of other by user. A block of user by other stays. The two do not become friends
// again. If there is no block, Unblock does nothing. If user and other are the same, it does nothing, or
// the error is [ErrSelf].
func (s *Server) Unblock(user, other UserID) error {
	panic("not implemented: Server.Unblock")
}

// OpenPrivate returns the private chat of two users, in either order. The first call makes it. If a and
// b are the same user, the error is [ErrSelf]. Otherwise, if one of the two blocks the other, it is
// [ErrBlocked]. Otherwise, if they are not friends, it is [ErrNotFriends], even if they have a chat.
//
// A private chat has these two members forever. It is never closed.
func (s *Server) OpenPrivate(a, b UserID) (ChatID, error) {
	panic("not implemented: Server.OpenPrivate")
}

// CreateGroup makes a new group, whose only member is its owner. If the title is blank, the error is
// [ErrInvalid]. Several groups may have the same title.
func (s *Server) CreateGroup(owner UserID, title string) (ChatID, error) {
	panic("not implemented: Server.CreateGroup")
}

// Invite makes who, a friend of the member by, a member of a group. If who is a member already, the
// error is [ErrMember]. If the two are not friends, it is [ErrNotFriends]. If the chat is private, it is
// [ErrInvalid].
func (s *Server) Invite(chat ChatID, by, who UserID) error {
	panic("not implemented: Server.Invite")
}

// Kick makes who, a member of a group, leave it. Only the owner may kick: for other members the error
// is [ErrNotOwner]. If by and who are the same user, it is [ErrSelf]. If who is not a member, it is
// [ErrNotMember], which is one of the reasons in 6 then. If the chat is private, it is [ErrInvalid].
func (s *Server) Kick(chat ChatID, by, who UserID) error {
	panic("not implemented: Server.Kick")
}

// Leave ends a user's membership of a group. From then on they are an outsider, until a member invites
// them again.
//
// If the owner leaves, the new owner is the remaining member who joined first. For a member who joined
// several times, the last time counts. If nobody remains, the group is closed forever. If the chat is
// private, the error is [ErrInvalid].
func (s *Server) Leave(chat ChatID, user UserID) error {
	panic("not implemented: Server.Leave")
}

// Members returns the members of a chat, sorted by ID. Only a member may ask. A private chat always has
// both of its members, even if one of them was removed. The slice belongs to the caller.
func (s *Server) Members(chat ChatID, asker UserID) ([]UserID, error) {
	panic("not implemented: Server.Members")
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
	panic("not implemented: Server.Send")
}

// History returns a page of a chat: its last messages whose Seq is less than before, in the order of
// Seq, up to limit of them. If before is 0, they are the last messages of all. A member of a group sees
// only what was sent since they last joined. The slice belongs to the caller.
//
// If limit is less than 1 or before is negative, the error is [ErrInvalid]. A limit above MaxPage counts
// as MaxPage. For the page in front of this one, take the Seq of its first message as before.
func (s *Server) History(chat ChatID, user UserID, before int64, limit int) ([]Message, error) {
	panic("not implemented: Server.History")
}

// MarkRead notes that a user has read a chat up to the message with Seq seq. If they have read so far
// already, it does nothing. A seq beyond the last message counts as the last one's. If seq is negative,
// the error is [ErrInvalid].
func (s *Server) MarkRead(chat ChatID, user UserID, seq int64) error {
	panic("not implemented: Server.MarkRead")
}

// Unread returns the number of messages in a chat that a user has not read. Their own messages do not
// count. Only MarkRead marks messages as read: neither Send nor History does. A new member starts with
// nothing unread, even if they were a member before.
func (s *Server) Unread(chat ChatID, user UserID) (int, error) {
	panic("not implemented: Server.Unread")
}

// Subscribe returns a new Subscription of a user. Its channel has room for buffer messages. If buffer is
// less than 1, the error is [ErrInvalid]. If it is more than 65,536, a Server may either return ErrInvalid
// or make the channel. A user may have several Subscriptions, which do not affect one another.
func (s *Server) Subscribe(user UserID, buffer int) (*Subscription, error) {
	panic("not implemented: Server.Subscribe")
}

// Online reports whether a user has an open Subscription. If the viewer is neither a friend nor the
// user, the error is [ErrNotFriends].
func (s *Server) Online(viewer, user UserID) (bool, error) {
	panic("not implemented: Server.Online")
}

// Subscription delivers messages to a user as they are sent: every message, the user's own too, that is
// sent to a chat while the user is a member. Each message comes once, and those of one chat come in
// the order of Seq. A retry delivers nothing.
//
// Create a Subscription with [Server.Subscribe]. It is open until Close is called, the user is removed,
// or it lags. It lags if a message comes while buffer messages wait in its channel. It does not get that
// message, or any later one.
//
// A Subscription may be used by several goroutines at the same time. When it is no longer open, the
// Server keeps no reference to it, and no goroutine for it.
type Subscription struct {
	// Your fields go here.
}

// C returns the channel that the messages come on, always the same one. It is closed when the
// Subscription is no longer open. Messages that wait in it can still be received then, whatever the
// reason.
func (sub *Subscription) C() <-chan Message {
	panic("not implemented: Subscription.C")
}

// Err returns [ErrLagged] if the Subscription has lagged, even after a later Close. Otherwise it returns
// nil. A nil is final when C is closed, and ErrLagged always is.
func (sub *Subscription) Err() error {
	panic("not implemented: Subscription.Err")
}

// Close ends the Subscription. If it is no longer open, Close does nothing.
func (sub *Subscription) Close() {
	panic("not implemented: Subscription.Close")
}
