package onlinechat_test

import (
	"fmt"
	"math"
)

// The rows of steps 5 and 6 that are sequences of calls.

// notes is a group, 1, of ann and bob with 12 messages. A page has 5 at most.
var notes = calls(circle(ann, bob, cyd), grouped(1, ann, bob), says(1, ann, numbers(12)...))

// numbers returns n texts.
func numbers(n int) (texts []string) {
	for i := range n {
		texts = append(texts, fmt.Sprint("no. ", i+1))
	}
	return texts
}

var historyRows = []row{
	{"before 0 gives the last messages, as many as limit, in the order of Seq", calls(notes, page(1, bob, 0, 1), page(1, bob, 0, 3), page(1, ann, 0, 5))},
	{"a page has the last messages with a Seq below before", calls(notes, page(1, bob, 12, 3), page(1, bob, 9, 5), page(1, bob, 4, 5), page(1, bob, 3, 1), page(1, bob, 2, 5),
		page(1, bob, 1, 5))},
	{"a before beyond the last message gives the last messages", calls(notes, page(1, bob, 13, 2), page(1, bob, 14, 2), page(1, bob, math.MaxInt64, 2))},
	{"a limit above MaxPage counts as MaxPage", calls(notes, page(1, bob, 0, maxPage+1), page(1, bob, 0, 100), page(1, bob, 8, math.MaxInt), page(1, bob, 3, 6))},
	{"a limit below 1 or a negative before is ErrInvalid", calls(notes, page(1, ann, 0, 0), page(1, ann, 0, -1), page(1, ann, 0, math.MinInt), page(1, ann, -1, 5),
		page(1, ann, math.MinInt64, 5), page(1, ann, -1, 0))},
	{"a page of a chat without messages is empty", calls(circle(ann, bob), private(1, ann, bob), page(1, ann, 0, 5), page(1, ann, 7, 5))},
	{"no page has what was sent before one joined", calls(notes, in(1, invite, ann, cyd), page(1, cyd, 0, 5), page(1, cyd, 5, 5), says(1, bob, "14", "15"),
		page(1, cyd, 0, 5), page(1, cyd, 14, 5), page(1, cyd, 13, 5), page(1, cyd, 3, 5), page(1, cyd, 15, 1), page(1, ann, 14, 2))},
	{"pages go on from one to the next while others send", calls(notes, page(1, ann, 0, 4), says(1, bob, "x", "y"), page(1, ann, 9, 4), says(1, bob, "z"), page(1, ann, 5, 4),
		page(1, ann, 1, 4), page(1, ann, 0, 4))},
}

// phone is a private chat, 1, in which ann has sent a message with the client ID p-1.
var phone = calls(circle(ann, bob, cyd, dan), private(1, ann, bob), clock(5), saysAs(1, ann, "p-1", "tea?"), clock(9))

var retryRows = []row{
	{"a retry returns the first message, and nothing is sent", calls(phone, saysAs(1, ann, "p-1", "tea?"), says(1, bob, "yes"), saysAs(1, ann, "p-1", "tea?"), all(1, ann, bob))},
	{"the same client ID with another text is ErrConflict, and nothing is sent", calls(phone, saysAs(1, ann, "p-1", "tea"), saysAs(1, ann, "p-1", "Tea?"), saysAs(1, ann, "p-1", "tea? "), all(1, bob),
		saysAs(1, ann, "p-1", "tea?"))},
	{"another client ID is another message", calls(phone, saysAs(1, ann, "p-2", "tea?"), saysAs(1, ann, "P-1", "tea?"), saysAs(1, ann, "p-2", "tea?"), all(1, bob))},
	{"a client ID of white space is a client ID", calls(phone, saysAs(1, ann, " ", "milk?"), saysAs(1, ann, " ", "milk?"), saysAs(1, ann, "  ", "milk?"), all(1, bob))},
	{"an empty client ID says nothing", calls(phone, says(1, ann, "tea?", "tea?", "milk?"), all(1, bob))},
	{"another sender's client IDs do not matter", calls(phone, saysAs(1, bob, "p-1", "tea?"), saysAs(1, bob, "p-1", "tea?"), all(1, ann))},
	{"client IDs in other chats do not matter", calls(phone, private(2, ann, cyd), saysAs(2, ann, "p-1", "tea?"), saysAs(2, ann, "p-1", "tea?"), saysAs(1, ann, "p-1", "tea?"),
		all(1, bob), all(2, cyd))},
	{"chat, sender and client ID are kept apart", calls(add("a", "ab", ann), befriend(ann, "a", "ab"), grouped(1, ann, "a", "ab"), saysAs(1, "a", "bc", "x"), saysAs(1, "ab", "c", "y"),
		saysAs(1, "a", "b,c", "z"), all(1, ann))},
	{"the client ID of a message that was refused is not used", calls(phone, saysAs(1, ann, "p-2", " "), saysAs(1, ann, "p-2", "milk?"), grouped(2, bob), saysAs(2, ann, "p-3", "hi"),
		in(2, invite, bob, ann), saysAs(2, ann, "p-3", "hello"), all(2, bob))},
	{"a retry succeeds after Unfriend, and a new message does not", calls(phone, two(unfriend, ann, bob), saysAs(1, ann, "p-1", "tea?"), saysAs(1, ann, "p-1", "milk?"),
		saysAs(1, ann, "p-2", "tea?"), all(1, bob))},
	{"a retry succeeds after leaving the group, and a new message does not", calls(phone, grouped(2, bob, ann), saysAs(2, ann, "p-1", "hi"), in(2, leave, ann),
		saysAs(2, ann, "p-1", "hi"), saysAs(2, ann, "p-1", "hello"), saysAs(2, ann, "p-2", "hi"), all(2, bob))},
	{"a retry succeeds after being kicked, and after coming back", calls(phone, grouped(2, bob, ann), saysAs(2, ann, "p-1", "hi"), in(2, kick, bob, ann),
		saysAs(2, ann, "p-1", "hi"), in(2, invite, bob, ann), saysAs(2, ann, "p-1", "hi"), saysAs(2, ann, "p-1", "hello"), all(2, bob, ann))},
	{"a retry after the group was closed is ErrUnknownChat", calls(phone, grouped(2, ann), saysAs(2, ann, "p-1", "hi"), in(2, leave, ann), saysAs(2, ann, "p-1", "hi"))},
	{"a malformed text is ErrInvalid, retry or not", calls(phone, saysAs(1, ann, "p-1", ""), saysAs(1, ann, "p-1", "\xff"), saysAs(1, ann, "p-1", "tea?"))},
}

var unreadRows = []row{
	{"the messages of others are unread until they are marked", calls(circle(ann, bob), private(1, ann, bob), ofEach(1, unread, ann, bob), says(1, ann, "1", "2", "3"),
		ofEach(1, unread, bob), read(1, bob, 2), ofEach(1, unread, bob), read(1, bob, 3), ofEach(1, unread, bob), says(1, ann, "4"), ofEach(1, unread, bob))},
	{"one's own messages never count", calls(circle(ann, bob), private(1, ann, bob), says(1, ann, "1", "2"), ofEach(1, unread, ann), says(1, bob, "3"), says(1, ann, "4"),
		ofEach(1, unread, ann, bob), read(1, ann, 1), ofEach(1, unread, ann), read(1, ann, 3), ofEach(1, unread, ann))},
	{"to send marks nothing as read", calls(circle(ann, bob), private(1, ann, bob), says(1, ann, "1", "2"), says(1, bob, "3"), ofEach(1, unread, bob), says(1, bob, "4"), ofEach(1, unread, bob))},
	{"to look at messages marks nothing as read", calls(circle(ann, bob), private(1, ann, bob), says(1, ann, "1", "2"), all(1, bob), ofEach(1, unread, bob, bob))},
	{"MarkRead never goes back", calls(circle(ann, bob), private(1, ann, bob), says(1, ann, "1", "2", "3"), read(1, bob, 2), read(1, bob, 1), ofEach(1, unread, bob),
		read(1, bob, 0), ofEach(1, unread, bob), read(1, bob, 2), ofEach(1, unread, bob))},
	{"MarkRead beyond the last message counts as the last, so that later ones are unread", calls(circle(ann, bob), private(1, ann, bob), read(1, bob, 5), says(1, ann, "1", "2"),
		ofEach(1, unread, bob), read(1, bob, math.MaxInt64), ofEach(1, unread, bob), says(1, ann, "3"), ofEach(1, unread, bob))},
	{"MarkRead of a negative Seq is ErrInvalid", calls(circle(ann, bob), private(1, ann, bob), says(1, ann, "1"), read(1, bob, -1), read(1, bob, math.MinInt64), ofEach(1, unread, bob))},
	{"each reads for himself, in each chat", calls(trio, says(1, ann, "1", "2"), says(1, bob, "3"), read(1, bob, 1), read(1, cyd, 3), ofEach(1, unread, ann, bob, cyd),
		private(2, ann, bob), says(2, ann, "1"), ofEach(2, unread, bob), read(2, bob, 1), ofEach(1, unread, bob), ofEach(2, unread, bob))},
	{"who joins has nothing unread", calls(trio, says(1, ann, "1", "2"), in(1, invite, ann, dan), ofEach(1, unread, dan), read(1, dan, 1), ofEach(1, unread, dan),
		says(1, ann, "3"), ofEach(1, unread, dan), says(1, dan, "4"), ofEach(1, unread, dan))},
	{"who joins again has nothing unread", calls(trio, says(1, ann, "1"), says(1, bob, "2"), in(1, leave, bob), says(1, ann, "3"), in(1, invite, ann, bob), ofEach(1, unread, bob),
		says(1, ann, "4"), says(1, bob, "5"), ofEach(1, unread, bob), read(1, bob, 4), ofEach(1, unread, bob))},
	{"a retry is not a new message", calls(circle(ann, bob), private(1, ann, bob), saysAs(1, ann, "p-1", "1"), saysAs(1, ann, "p-1", "1"), ofEach(1, unread, bob), saysAs(1, ann, "p-1", "2"),
		ofEach(1, unread, bob))},
	{"somebody else is ErrNotMember", calls(trio, ofEach(1, unread, dan), read(1, dan, 1), in(1, leave, bob), ofEach(1, unread, bob), read(1, bob, 1))},
	{"after Unfriend there is still something to read", calls(talk, two(unfriend, ann, bob), ofEach(1, unread, ann, bob), read(1, ann, 2), ofEach(1, unread, ann))},
}

var blockRows = []row{
	{"Block ends the friendship, for both", calls(circle(ann, bob), two(block, bob, ann), ask(friends, ann, bob), two(unfriend, ann, bob))},
	{"Block ends a request, whoever has asked", calls(add(ann, bob, cyd), two(requestFriend, bob, ann), two(requestFriend, ann, cyd), two(block, ann, bob), two(block, ann, cyd),
		ask(requests, ann, cyd), two(approve, ann, bob), two(approve, cyd, ann), two(reject, cyd, ann), ask(friends, ann))},
	{"one may block who is no friend", calls(add(ann, bob), two(block, ann, bob), two(requestFriend, bob, ann))},
	{"a block is ErrBlocked to requests, both ways", calls(add(ann, bob), two(block, ann, bob), two(requestFriend, ann, bob), two(requestFriend, bob, ann), ask(requests, ann, bob))},
	{"a block is ErrBlocked to OpenPrivate, both ways", calls(talk, two(block, ann, bob), private(2, ann, bob), private(2, bob, ann), private(3, ann, cyd))},
	{"a block is ErrBlocked to Send in the private chat, both ways, and all can still be read", calls(talk, two(block, ann, bob), says(1, ann, "bob?"), says(1, bob, "no"),
		all(1, ann, bob), ofEach(1, members, ann, bob), ofEach(1, unread, bob))},
	{"a block concerns these two only", calls(circle(ann, bob, cyd), two(block, ann, bob), private(1, ann, cyd), says(1, ann, "hello"), two(requestFriend, bob, cyd), ask(friends, ann, cyd),
		ask(requests, cyd))},
	{"groups go on", calls(trio, two(block, ann, bob), says(1, bob, "still here"), says(1, ann, "me too"), all(1, ann, bob), ofEach(1, members, bob), in(1, kick, ann, bob))},
	{"to invite somebody with whom there is a block is ErrNotFriends", calls(trio, two(block, dan, ann), in(1, invite, ann, dan))},
	{"after Unblock they are not friends, but may become friends again", calls(talk, two(block, ann, bob), two(unblock, ann, bob), ask(friends, ann, bob), ask(requests, ann, bob),
		says(1, bob, "ann?"), private(2, ann, bob), two(requestFriend, bob, ann), two(approve, ann, bob), says(1, bob, "ann?"), private(2, bob, ann))},
	{"each side's block stands alone", calls(add(ann, bob), two(block, ann, bob), two(block, bob, ann), two(unblock, ann, bob), two(requestFriend, ann, bob), two(requestFriend, bob, ann),
		two(unblock, bob, ann), two(requestFriend, bob, ann))},
	{"Unblock does not end the other's block", calls(add(ann, bob), two(block, ann, bob), two(unblock, bob, ann), two(requestFriend, bob, ann), two(unblock, ann, bob),
		two(requestFriend, bob, ann))},
	{"to block again, or to unblock where no block is, does nothing", calls(circle(ann, bob), two(unblock, ann, bob), ask(friends, ann), two(block, ann, bob), two(block, ann, bob),
		two(unblock, ann, bob), two(requestFriend, bob, ann), two(unblock, ann, bob), ask(requests, ann))},
	{"to block oneself is ErrSelf", calls(circle(ann, bob), two(block, ann, ann), ask(friends, ann), private(1, ann, bob))},
	{"an unknown user is ErrUnknownUser", calls(add(ann), two(block, ann, zed), two(block, zed, ann), two(unblock, ann, zed), two(unblock, zed, ann), two(block, zed, zed))},
	{"a retry succeeds after a block, and a new message does not", calls(phone, two(block, bob, ann), saysAs(1, ann, "p-1", "tea?"), saysAs(1, ann, "p-1", "milk?"),
		saysAs(1, ann, "p-2", "tea?"), all(1, bob))},
}

var removalRows = []row{
	{"RemoveUser takes him out of every group", calls(trio, grouped(2, bob, ann), says(1, bob, "bye"), ask(removeUser, bob), ofEach(1, members, ann, bob), ofEach(2, members, ann),
		all(1, ann), says(1, cyd, "bye"))},
	{"when the owner is removed, the earliest of those who remain is the owner", calls(trio, in(1, leave, bob), in(1, invite, ann, bob), ask(removeUser, ann), ofEach(1, members, bob),
		in(1, kick, bob, cyd), in(1, kick, cyd, bob))},
	{"when the last one is removed, the group is closed", calls(circle(ann, bob), grouped(1, ann, bob), in(1, leave, bob), ask(removeUser, ann), all(1, bob), ofEach(1, members, bob))},
	{"the peer keeps the private chat, and Send there is ErrNotFriends", calls(talk, ofEach(1, unread, ann), ask(removeUser, bob), all(1, ann, bob), ofEach(1, members, ann),
		says(1, ann, "bob?"), says(1, bob, "yes"), ofEach(1, unread, ann), read(1, ann, 2), ofEach(1, unread, ann), private(2, ann, bob))},
	{"RemoveUser ends blocks: then the peer's Send is ErrNotFriends too", calls(talk, private(2, ann, cyd), two(block, bob, ann), two(block, ann, cyd), ask(removeUser, bob, cyd),
		says(1, ann, "bob?"), says(2, ann, "cyd?"))},
	{"a retry of somebody who was removed is ErrUnknownUser", calls(phone, ask(removeUser, ann), saysAs(1, ann, "p-1", "tea?"))},
	{"a retry succeeds after the peer was removed", calls(phone, ask(removeUser, bob), saysAs(1, ann, "p-1", "tea?"), saysAs(1, ann, "p-2", "tea?"))},
	{"every later call that names him is ErrUnknownUser", calls(trio, private(2, ann, bob), ask(removeUser, bob), ask(user, bob), ask(friends, bob), ask(requests, bob),
		two(block, ann, bob), two(unblock, bob, ann), two(requestFriend, ann, bob), in(1, invite, ann, bob), in(1, kick, ann, bob), in(1, leave, bob), ofEach(2, unread, bob), read(2, bob, 1))},
}
