package onlinechat_test

import (
	"fmt"
	"slices"

	"github.com/oodkit/oodkit/onlinechat"
)

// What a Server is asked is data: a sequence of calls. Chats and Subscriptions have numbers in them,
// which stand for the variables that a call puts its result in.

type id = onlinechat.UserID

type verb int

const (
	addUser verb = iota + 1
	updateUser
	user
	removeUser
	requestFriend
	approve
	reject
	unfriend
	friends
	requests
	block
	unblock
	openPrivate
	createGroup
	invite
	kick
	leave
	members
	send
	history
	markRead
	unread
	subscribe
	receive
	errOf
	closeSub
	online
	setClock
)

// call is one call on a Server or a Subscription, as data.
type call struct {
	verb     verb
	a, b     id     // the users, in the order of the parameters
	chat     int    // the number of a chat; 0 is one that there never was
	sub      int    // the number of a Subscription
	n        int64  // a Seq, the before of a page, the room of a buffer, or what the clock reads
	limit    int    // of a page
	text     string // a name, a title, or the text of a message
	clientID string
	spoil    bool // the slice that comes back is cleared by the caller
}

// noChat is an ID that no chat has.
const noChat = 1 << 40

// chatText returns a chat's variable.
func (c call) chatText() string {
	if c.chat == 0 {
		return "1<<40"
	}
	return fmt.Sprint("c", c.chat)
}

// String returns the call as Go.
func (c call) String() string {
	if c.spoil {
		return "list, err := " + c.code() + "; clear(list)"
	}
	return c.code()
}

func (c call) code() string {
	chat := c.chatText()
	switch c.verb {
	case addUser, updateUser:
		return fmt.Sprintf("s.%s(%q, %s)", methodNames[c.verb], c.a, quoted(c.text))
	case user, removeUser, friends, requests:
		return fmt.Sprintf("s.%s(%q)", methodNames[c.verb], c.a)
	case requestFriend, approve, reject, unfriend, block, unblock, online:
		return fmt.Sprintf("s.%s(%q, %q)", methodNames[c.verb], c.a, c.b)
	case openPrivate:
		return fmt.Sprintf("%s, err := s.OpenPrivate(%q, %q)", chat, c.a, c.b)
	case createGroup:
		return fmt.Sprintf("%s, err := s.CreateGroup(%q, %q)", chat, c.a, c.text)
	case invite, kick:
		return fmt.Sprintf("s.%s(%s, %q, %q)", methodNames[c.verb], chat, c.a, c.b)
	case leave, members, unread:
		return fmt.Sprintf("s.%s(%s, %q)", methodNames[c.verb], chat, c.a)
	case send:
		return fmt.Sprintf("s.Send(%s, %q, %q, %s)", chat, c.a, c.clientID, quoted(c.text))
	case history:
		return fmt.Sprintf("s.History(%s, %q, %d, %d)", chat, c.a, c.n, c.limit)
	case markRead:
		return fmt.Sprintf("s.MarkRead(%s, %q, %d)", chat, c.a, c.n)
	case subscribe:
		return fmt.Sprintf("sub%d, err := s.Subscribe(%q, %d)", c.sub, c.a, c.n)
	case receive:
		return fmt.Sprintf("<-sub%d.C()", c.sub)
	case errOf:
		return fmt.Sprintf("sub%d.Err()", c.sub)
	case closeSub:
		return fmt.Sprintf("sub%d.Close()", c.sub)
	case setClock:
		return fmt.Sprintf("now = time.Unix(%d, 0)", c.n)
	}
	panic(fmt.Sprintf("verb %d", c.verb))
}

var methodNames = map[verb]string{
	addUser: "AddUser", updateUser: "UpdateUser", user: "User", removeUser: "RemoveUser",
	requestFriend: "RequestFriend", approve: "Approve", reject: "Reject", unfriend: "Unfriend",
	friends: "Friends", requests: "Requests", block: "Block", unblock: "Unblock", online: "Online",
	openPrivate: "OpenPrivate", createGroup: "CreateGroup", invite: "Invite", kick: "Kick", leave: "Leave", members: "Members",
	send: "Send", history: "History", markRead: "MarkRead", unread: "Unread", subscribe: "Subscribe",
}

// quoted returns text as Go, a long one in short.
func quoted(text string) string {
	if n := len(text); n > 40 {
		return fmt.Sprintf("strings.Repeat(%q, %d)", string([]rune(text)[:1]), len([]rune(text)))
	}
	return fmt.Sprintf("%q", text)
}

// rules has the rule that the answer of a call follows.
var rules = map[verb]string{
	addUser:       "AddUser adds a user, and gives no ID twice, not even after removal (step 1)",
	updateUser:    "UpdateUser gives a user another name (step 1)",
	user:          "User returns what is known of a user (step 1)",
	removeUser:    "RemoveUser removes a user, and every later call that names him is refused (step 1)",
	requestFriend: "RequestFriend asks for friendship, and two who ask each other are friends (step 2)",
	approve:       "Approve accepts a request, which is no more then (step 2)",
	reject:        "Reject declines a request, which is no more then (step 2)",
	unfriend:      "Unfriend ends a friendship for both (step 2)",
	friends:       "Friends returns the friends of a user, sorted (step 2)",
	requests:      "Requests returns who waits for a user's answer, sorted (step 2)",
	openPrivate:   "two friends have one private chat, in whatever order they are named (step 3)",
	send:          "Send numbers the messages of a chat 1, 2, 3 and so on; members may send, in a private chat while they are friends; a retry returns the first message (steps 3 to 6)",
	createGroup:   "CreateGroup makes a new group each time (step 4)",
	invite:        "a member may invite his friends who are not members (step 4)",
	kick:          "the owner alone may kick a member (step 4)",
	leave:         "Leave ends a membership; the last out closes the group (step 4)",
	members:       "Members returns the members of a chat, sorted, to a member (step 4)",
	history:       "History returns the last messages before a Seq, in order, that were sent since the user last joined (steps 3 to 5)",
	block:         "Block ends friendship and requests, and bars new ones; each side's block stands alone (step 6)",
	unblock:       "Unblock ends one's own block and does not befriend (step 6)",
	markRead:      "MarkRead moves forward only, and not beyond the last message (step 6)",
	unread:        "Unread counts the messages of others behind what was read and since one last joined (step 6)",
	subscribe:     "Subscribe returns a new Subscription, with room for at least one message (step 7)",
	receive:       "a Subscription gets each message once, in order, and lags when one comes and its channel is full (step 7)",
	errOf:         "Err is ErrLagged if the Subscription has lagged, and else nil (step 7)",
	closeSub:      "Close closes a Subscription, which closes C (step 7)",
	online:        "Online tells a friend whether a user has an open Subscription (step 7)",
	setClock:      "Seq decides the order, the clock never does (step 3)",
}

// calls joins calls and lists of them.
func calls(parts ...[]call) []call { return slices.Concat(parts...) }

// one makes a list of a call.
func one(c call) []call { return []call{c} }

// add adds users.
func add(ids ...id) (cs []call) {
	for _, u := range ids {
		cs = append(cs, call{verb: addUser, a: u, text: "Name of " + string(u)})
	}
	return cs
}

// ask makes a call that names users alone: one for each user.
func ask(v verb, ids ...id) (cs []call) {
	for _, u := range ids {
		cs = append(cs, call{verb: v, a: u})
	}
	return cs
}

// two makes a call that names two users and nothing else.
func two(v verb, a, b id) []call { return one(call{verb: v, a: a, b: b}) }

// befriend makes a friend of each of the others.
func befriend(a id, others ...id) (cs []call) {
	for _, b := range others {
		cs = append(cs, call{verb: requestFriend, a: a, b: b}, call{verb: approve, a: b, b: a})
	}
	return cs
}

// circle adds users, the first of whom has all the others for friends.
func circle(ids ...id) []call { return calls(add(ids...), befriend(ids[0], ids[1:]...)) }

func private(chat int, a, b id) []call {
	return one(call{verb: openPrivate, chat: chat, a: a, b: b})
}

// grouped makes a group of an owner, who invites the others.
func grouped(chat int, owner id, others ...id) []call {
	cs := one(call{verb: createGroup, chat: chat, a: owner, text: "tea"})
	for _, u := range others {
		cs = append(cs, call{verb: invite, chat: chat, a: owner, b: u})
	}
	return cs
}

// in makes a call about a chat that names one user, or two.
func in(chat int, v verb, users ...id) []call {
	c := call{verb: v, chat: chat, a: users[0]}
	if len(users) > 1 {
		c.b = users[1]
	}
	return one(c)
}

// spoiled makes calls whose results the caller clears.
func spoiled(cs []call) []call {
	cs = slices.Clone(cs)
	for i := range cs {
		cs[i].spoil = true
	}
	return cs
}

// ofEach makes a call about a chat for each user.
func ofEach(chat int, v verb, users ...id) (cs []call) {
	for _, u := range users {
		cs = append(cs, call{verb: v, chat: chat, a: u})
	}
	return cs
}

// says sends texts without client IDs.
func says(chat int, from id, texts ...string) (cs []call) {
	for _, text := range texts {
		cs = append(cs, call{verb: send, chat: chat, a: from, text: text})
	}
	return cs
}

func saysAs(chat int, from id, clientID, text string) []call {
	return one(call{verb: send, chat: chat, a: from, clientID: clientID, text: text})
}

// all asks each user for all that he sees of a chat of at most 100 messages.
func all(chat int, users ...id) (cs []call) {
	for _, u := range users {
		cs = append(cs, call{verb: history, chat: chat, a: u, limit: 100})
	}
	return cs
}

func page(chat int, u id, before int64, limit int) []call {
	return one(call{verb: history, chat: chat, a: u, n: before, limit: limit})
}

func read(chat int, u id, seq int64) []call {
	return one(call{verb: markRead, chat: chat, a: u, n: seq})
}

func clock(n int64) []call { return one(call{verb: setClock, n: n}) }

func follow(sub int, u id, buffer int64) []call {
	return one(call{verb: subscribe, sub: sub, a: u, n: buffer})
}

// on makes calls of a Subscription.
func on(sub int, verbs ...verb) (cs []call) {
	for _, v := range verbs {
		cs = append(cs, call{verb: v, sub: sub})
	}
	return cs
}
