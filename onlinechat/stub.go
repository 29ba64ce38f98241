//go:build stub

package onlinechat

// Server is a chat server. It holds users, their friendships, and their chats. Servers share nothing, not
// even a pool of channels or timers.
//
// Create a Server with [New]. The zero value is not ready to use, and a Server must not be copied.
//
// # Errors
//
// If a call returns an error, it changes nothing, and its other result means nothing. If several reasons
// to refuse a call apply at the same time, the first of these counts:
//
//  1. [ErrUnknownUser]: a user that the call names was never added, or was removed. A blank ID counts too.
//     AddUser never returns it.
//  2. [ErrUnknownChat]: the chat does not exist, or it is closed.
//  3. In [Server.Send] only, if the client ID is not empty: the same sender has sent a message with
//     this client ID to this chat. With another text, the error is [ErrConflict]. With the same text, the
//     call is a retry and succeeds, so 4 to 6 do not apply (step 5).
//  4. [ErrNotMember]: the caller is not a member of the chat. The caller is the first user that the call
//     names.
//  5. In RequestFriend, OpenPrivate and Send only: [ErrBlocked] (step 6).
//  6. Any other reason. If several of these apply, the call may return the error of any of them.
//
// There is one exception: [ErrInvalid] and [ErrSelf] may also come before 3, 4 and 5, but never before 1
// and 2. For example, if a user who is not a member calls Leave on a private chat, the error is
// ErrNotMember or ErrInvalid.
//
// The comment of each method names its errors, except those of 1, 2 and 4. 1 holds for every method that
// names a user, except AddUser. 2 and 4 hold for every method that names a chat.
//
// # Names and texts
//
// A user ID, name, title or text is blank if [strings.TrimSpace] leaves nothing of it. IDs, names, texts and
// client IDs are stored unchanged. IDs, names, titles and client IDs may contain any bytes. Only the text of
// a message must be valid UTF-8.
//
// # Limits and costs
//
// A [Config] limits the length of a text and of a page, and Subscribe may limit the buffer. Nothing else has
// a limit. A chat may have more than 65,536 messages. The same holds for users, friends, chats, members and
// Subscriptions, and for the number of times that members come and go.
//
// Let n be the number of messages in a chat, m the number of its members, and s the number of their open
// Subscriptions. Send takes O(m + s) time on average over the messages of a chat, plus the time to check
// the text, and a retry takes no longer. History takes O(m + log n) time, plus the length of the page.
// Unread takes O(m + log n) time. Steps 5 and 6 compare these costs. Other users, chats and Subscriptions
// do not add to these costs, nor do former members, closed chats and ended Subscriptions.
//
// # Concurrency
//
// Several goroutines may use a Server at the same time (step 7). If calls overlap, their results are those
// of the same calls made one after another, in some order. There are two exceptions:
//
//   - Send, Invite and OpenPrivate may check friendships and blocks first, and act later in the call. Other
//     calls may change the friendships and blocks in between. But Invite never adds a removed user.
//   - RemoveUser may end friendships, memberships and Subscriptions one by one. When it returns, all
//     of them have ended. But a Send to a private chat that overlaps it may add its message even after that.
//
// Receiving from a channel is not a call. The comment of [Subscription] says what comes there.
//
// A Server may keep goroutines of its own. There is no method that closes a Server, so these goroutines may
// run until the program ends. Two Servers share no goroutine.
type Server struct {
	// Your fields go here.
}

// New returns a Server without users. If config.MaxText or config.MaxPage is negative, New returns
// [ErrInvalid].
func New(config Config) (*Server, error) {
	panic("not implemented: New")
}

// AddUser adds a user. If the ID or the name is blank, AddUser returns [ErrInvalid]. If the ID belongs to a
// user, or to a user who was removed, AddUser returns [ErrExists]. If both hold, it returns either error.
// So an ID is never used for two users, and no user inherits what belonged to another. A refused ID is not
// used up.
func (s *Server) AddUser(id UserID, name string) error {
	panic("not implemented: Server.AddUser")
}

// UpdateUser gives a user a new name, which may equal the old one. Nothing else changes. If the name is
// blank, UpdateUser returns [ErrInvalid].
func (s *Server) UpdateUser(id UserID, name string) error {
	panic("not implemented: Server.UpdateUser")
}

// User returns the ID and the name of a user.
func (s *Server) User(id UserID) (User, error) {
	panic("not implemented: Server.User")
}

// RemoveUser removes a user. After that, AddUser returns [ErrExists] for this ID, and every other call that
// names it returns [ErrUnknownUser].
//
// The friendships and requests of the user end, in both directions, and so do blocks (step 6). The user
// leaves every group, as if by [Server.Leave] (step 6). Their open Subscriptions close, with a nil Err
// (step 7).
//
// Their private chats stay with the other user, who can still read all messages and mark them as read.
// Members still lists both users, and Send there returns [ErrNotFriends], unless it is a retry (step 6).
func (s *Server) RemoveUser(id UserID) error {
	panic("not implemented: Server.RemoveUser")
}

// RequestFriend sends a friend request from sender to receiver. If receiver already has a pending request to
// sender, the two become friends immediately, and no request is left.
//
// If the two are friends, RequestFriend returns [ErrFriends]. If sender already has a pending request to
// receiver, it returns [ErrPending]. If sender and receiver are the same user, it returns [ErrSelf]. If one
// of the two blocks the other, it returns [ErrBlocked] (step 6).
func (s *Server) RequestFriend(sender, receiver UserID) error {
	panic("not implemented: Server.RequestFriend")
}

// Approve accepts the request that sender has sent to user. The two become friends, and the request is gone.
// If there is no such request, Approve returns [ErrNoRequest], even if user has a pending request to sender.
// If user and sender are the same, it returns [ErrSelf].
func (s *Server) Approve(user, sender UserID) error {
	panic("not implemented: Server.Approve")
}

// Reject declines the request that sender has sent to user. The request is gone, and either user may send a
// new one. If there is no such request, Reject returns [ErrNoRequest], even if user has a pending request to
// sender. If user and sender are the same, it returns [ErrSelf].
func (s *Server) Reject(user, sender UserID) error {
	panic("not implemented: Server.Reject")
}

// Unfriend ends the friendship of two users, for both. Either user may send a new request. Their groups do
// not change, and both can still read their private chat. If the two are not friends, Unfriend returns
// [ErrNotFriends]. If they are the same user, it returns [ErrSelf].
func (s *Server) Unfriend(a, b UserID) error {
	panic("not implemented: Server.Unfriend")
}

// Friends returns the IDs of a user's friends, sorted as by [slices.Sort]. The slice belongs to the caller.
// If there are none, it is empty or nil.
func (s *Server) Friends(user UserID) ([]UserID, error) {
	panic("not implemented: Server.Friends")
}

// Requests returns the IDs of the users who have a pending request to user, sorted as by [slices.Sort]. It
// does not list users to whom user has sent a request. The slice belongs to the caller.
func (s *Server) Requests(user UserID) ([]UserID, error) {
	panic("not implemented: Server.Requests")
}

// Block makes user block other. Their friendship ends, and so do the requests between them, in both
// directions.
//
// As long as one of two users blocks the other, RequestFriend and OpenPrivate return [ErrBlocked] for them,
// and so does Send in their private chat. Both can still read that chat and mark messages as read. A block
// changes nothing in groups. For all other calls, the two are users without a friendship or a request:
// Approve and Reject return [ErrNoRequest], and Unfriend, Invite and Online return [ErrNotFriends].
//
// If both users block each other, there are two blocks. Each stays until its own user calls Unblock, or
// until one of the two is removed. A repeated Block does nothing. If user and other are the same, Block
// returns [ErrSelf].
func (s *Server) Block(user, other UserID) error {
	panic("not implemented: Server.Block")
}

// Unblock ends user's block of other. If other blocks user too, that block stays. The two do not become
// friends again. If user does not block other, Unblock does nothing. If user and other are the same known
// user, it does nothing or returns [ErrSelf].
func (s *Server) Unblock(user, other UserID) error {
	panic("not implemented: Server.Unblock")
}

// OpenPrivate returns the private chat of two friends. The first call creates it. The order of a and b does
// not matter. If a and b are the same user, OpenPrivate returns [ErrSelf]. If one of the two blocks the
// other, it returns [ErrBlocked] (step 6). If they are not friends, it returns [ErrNotFriends], even if they
// have a chat. When they are friends again, that chat goes on.
//
// A private chat always has the same two members. It is never closed.
func (s *Server) OpenPrivate(a, b UserID) (ChatID, error) {
	panic("not implemented: Server.OpenPrivate")
}

// CreateGroup creates a new group. Its owner is its only member. Several groups may have the same title. If
// the title is blank, CreateGroup returns [ErrInvalid]. No method returns the title, so you need not keep it.
func (s *Server) CreateGroup(owner UserID, title string) (ChatID, error) {
	panic("not implemented: Server.CreateGroup")
}

// Invite makes user a member of a group. The caller must be a member, but need not be the owner. If caller
// and user are not friends, Invite returns [ErrNotFriends]. If user is a member already, it returns
// [ErrMember]. If the chat is private, it returns [ErrInvalid]. It never returns ErrSelf: a member of a
// group who invites themselves gets ErrMember or ErrNotFriends.
func (s *Server) Invite(chat ChatID, caller, user UserID) error {
	panic("not implemented: Server.Invite")
}

// Kick ends the membership of user in a group, as if by [Server.Leave]. Only the owner may kick: if caller is
// another member, Kick returns [ErrNotOwner]. If caller and user are the same, it returns [ErrSelf]. If user
// is not a member, it returns [ErrNotMember] too, but as one of the reasons of number 6: number 4 is about
// caller only. If the chat is private, it returns [ErrInvalid].
func (s *Server) Kick(chat ChatID, caller, user UserID) error {
	panic("not implemented: Server.Kick")
}

// Leave ends a user's membership of a group. After that, a member may invite them again.
//
// If the owner leaves, the new owner is the remaining member who joined first. If a member joined several
// times, the last time counts. If nobody remains, the group is closed forever. If the chat is private, Leave
// returns [ErrInvalid].
func (s *Server) Leave(chat ChatID, user UserID) error {
	panic("not implemented: Server.Leave")
}

// Members returns the IDs of a chat's members, sorted as by [slices.Sort]. The caller must be a member. A
// private chat always has both of its members, even if one of them was removed. The slice belongs to the
// caller.
func (s *Server) Members(chat ChatID, user UserID) ([]UserID, error) {
	panic("not implemented: Server.Members")
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
	panic("not implemented: Server.Send")
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
	panic("not implemented: Server.History")
}

// MarkRead marks the messages of a chat as read by a user, up to the one with Seq seq. At first, the mark is
// at the last message before the user joined. It never moves back: if it is at seq or beyond, MarkRead does
// nothing. If seq is beyond the last message, the mark moves to the last message, so messages that are sent
// afterwards are unread. If seq is negative, MarkRead returns [ErrInvalid].
func (s *Server) MarkRead(chat ChatID, user UserID, seq int64) error {
	panic("not implemented: Server.MarkRead")
}

// Unread returns the number of messages in a chat that others sent after a user's mark. The user's own
// messages never count. Only [Server.MarkRead] moves the mark: neither Send nor History does. A new member
// starts with nothing unread, even if they were a member before.
func (s *Server) Unread(chat ChatID, user UserID) (int, error) {
	panic("not implemented: Server.Unread")
}

// Subscribe returns a new Subscription of a user. Its channel has room for buffer messages. If buffer is
// less than 1, Subscribe returns [ErrInvalid]. Every buffer from 1 to 65,536 is valid. If buffer is more
// than that, Subscribe may return ErrInvalid or make the channel, but it must not panic. A user may have
// several Subscriptions. They do not affect one another.
func (s *Server) Subscribe(user UserID, buffer int) (*Subscription, error) {
	panic("not implemented: Server.Subscribe")
}

// Online reports whether a user has an open Subscription. Users may ask about themselves and their friends.
// If viewer and user are neither friends nor the same user, Online returns [ErrNotFriends].
func (s *Server) Online(viewer, user UserID) (bool, error) {
	panic("not implemented: Server.Online")
}

// Subscription delivers messages to a user. While it is open, it gets every message that is sent to a chat
// while the user is a member, the user's own messages too. Each message comes once and is the same as in
// [Server.History]. The messages of one chat come in the order of Seq. A retry or a refused message delivers
// nothing.
//
// Create a Subscription with [Server.Subscribe]. It is open until Close is called, the user is removed, or
// it lags. It lags if a message comes while its channel is full. It gets neither that message nor any later
// one. Other Subscriptions still get theirs.
//
// Several goroutines may use a Subscription at the same time. No call waits for a reader of its channel. When
// a Subscription is no longer open, the Server keeps no reference to it, and no goroutine for it.
type Subscription struct {
	// Your fields go here.
}

// C returns the channel of the Subscription, always the same one. When the Subscription is no longer open,
// the channel is closed. However the Subscription ends, the messages that wait in the channel can still be
// received.
func (sub *Subscription) C() <-chan Message {
	panic("not implemented: Subscription.C")
}

// Err returns [ErrLagged] if the Subscription has lagged, even after a later Close or RemoveUser. Otherwise
// it returns nil. Once C is closed, or once Err has returned ErrLagged, Err always returns the same.
func (sub *Subscription) Err() error {
	panic("not implemented: Subscription.Err")
}

// Close closes the Subscription and its channel. If the Subscription is no longer open, Close does nothing.
func (sub *Subscription) Close() {
	panic("not implemented: Subscription.Close")
}
