package onlinechat_test

import (
	"fmt"
	"math"
	"time"
)

// The rows of steps 5 to 7 teach pages, retries, unread counts, blocks, removal and live delivery.

// notes is a group, number 1, of ann and bob with 12 messages. A page has at most 5.
var notes = seq(circle(ann, bob, cyd), grouped(1, ann, bob), says(1, ann, numbers(12)...))

// numbers returns n texts.
func numbers(n int) (texts []string) {
	for i := range n {
		texts = append(texts, fmt.Sprint("no. ", i+1))
	}
	return texts
}

// noted is the page of notes from one Seq to another.
func noted(first, last int64) (p []said) {
	for n := first; n <= last; n++ {
		p = append(p, msg(n, ann, fmt.Sprint("no. ", n)))
	}
	return p
}

func historyRows() []row {
	return []row{
		{"if before is 0, History returns the last messages, up to limit, in order of Seq", seq(notes, history(1, bob, 0, 1).Returns(noted(12, 12)), history(1, bob, 0, 3).Returns(noted(10, 12)), history(1, ann, 0, 5))},
		{"History returns the last messages whose Seq is less than before", seq(notes, history(1, bob, 12, 3).Returns(noted(9, 11)), history(1, bob, 9, 5).Returns(noted(4, 8)), history(1, bob, 4, 5).Returns(noted(1, 3)),
			history(1, bob, 3, 1), history(1, bob, 2, 5), history(1, bob, 1, 5).Returns(page()))},
		{"if before is beyond the last message, History returns the last messages", seq(notes, history(1, bob, 13, 2).Returns(noted(11, 12)), history(1, bob, 14, 2).Returns(noted(11, 12)), history(1, bob, math.MaxInt64, 2), history(1, bob, 1<<32+3, 2))},
		{"a limit above MaxPage counts as MaxPage", seq(notes, history(1, bob, 0, maxPage+1).Returns(noted(8, 12)), history(1, bob, 0, 100), history(1, bob, 8, math.MaxInt).Returns(noted(3, 7)), history(1, bob, 3, 6), history(1, bob, math.MaxInt64, math.MaxInt))},
		{"History returns ErrInvalid if limit is less than 1 or before is negative", seq(notes, history(1, ann, 0, 0).Returns(ErrInvalid), history(1, ann, 0, -1).Returns(ErrInvalid), history(1, ann, 0, math.MinInt), history(1, ann, -1, 5).Returns(ErrInvalid),
			history(1, ann, math.MinInt64, 5), history(1, ann, -1, 0))},
		{"History returns an empty page if the chat has no messages", seq(pair, history(1, ann, 0, 5).Returns(page()), history(1, ann, 7, 5).Returns(page()))},
		{"History never returns messages sent before the user joined", seq(notes, invite(1, ann, cyd), history(1, cyd, 0, 5).Returns(page()), history(1, cyd, 5, 5).Returns(page()), send(1, bob, "14"), send(1, bob, "15"),
			history(1, cyd, 0, 5).Returns(page(msg(13, bob, "14"), msg(14, bob, "15"))), history(1, cyd, 14, 5), history(1, cyd, 13, 5), history(1, cyd, 3, 5), history(1, cyd, 15, 1), history(1, ann, 14, 2))},
		{"if before is the first Seq of a page, History returns the messages right before that page, even while others send", seq(notes, history(1, ann, 0, 4).Returns(noted(9, 12)), says(1, bob, "x", "y"), history(1, ann, 9, 4).Returns(noted(5, 8)), send(1, bob, "z"), history(1, ann, 5, 4).Returns(noted(1, 4)),
			history(1, ann, 1, 4), history(1, ann, 0, 4))},
		{"the slice that History returns belongs to the caller, for a page in the middle too", seq(notes, spoiled(history(1, ann, 9, 4), history(1, ann, 0, 2)), history(1, ann, 9, 5), history(1, bob, 0, 5), history(1, ann, 5, 5))},
	}
}

// phone is a private chat, number 1, in which ann has sent a message with the client ID p-1.
var (
	phone = seq(circle(ann, bob, cyd, dan), openPrivate(1, ann, bob), clock(5*time.Second), sendAs(1, ann, "p-1", "tea?"), clock(9*time.Second))
	tea   = said{1, 1, ann, "p-1", "tea?", start.Add(5 * time.Second)}
)

// odd are client IDs that are not empty, and all different.
var odd = []string{" ", "  ", "\t", "\x00", "\xff", "\xfe", "\xff\xff", "\ufffd", "p", "P", "p ", "é", "e\u0301", "0", "00", "null", "\u200b"}

func retryRows() []row {
	return []row{
		{"a retry returns the first message, and adds no message", seq(phone, sendAs(1, ann, "p-1", "tea?").Returns(tea), send(1, bob, "yes"), sendAs(1, ann, "p-1", "tea?").Returns(tea), log(1, ann), log(1, bob))},
		{"Send returns ErrConflict if the client ID was used for another text", seq(phone, sendAs(1, ann, "p-1", "tea").Returns(ErrConflict), sendAs(1, ann, "p-1", "Tea?").Returns(ErrConflict), sendAs(1, ann, "p-1", "tea? "), log(1, bob),
			sendAs(1, ann, "p-1", "tea?").Returns(tea))},
		{"the same text with another client ID is another message", seq(phone, sendAs(1, ann, "p-2", "tea?").Returns(said{1, 2, ann, "p-2", "tea?", start.Add(9 * time.Second)}), sendAs(1, ann, "P-1", "tea?"), sendAs(1, ann, "p-2", "tea?"), log(1, bob))},
		{"a client ID may be any string that is not empty, and is stored unchanged", seq(phone, ofTexts(func(s string) op { return sendAs(1, ann, s, "milk?") }, odd...), ofTexts(func(s string) op { return sendAs(1, ann, s, "milk?") }, odd...),
			ofTexts(func(s string) op { return sendAs(1, ann, s, "tea?").Returns(ErrConflict) }, odd...), log(1, bob))},
		{"a message with an empty client ID is always a new one", seq(phone, says(1, ann, "tea?", "tea?"), sendAs(1, ann, "", "milk?").Returns(said{1, 4, ann, "", "milk?", start.Add(9 * time.Second)}), log(1, bob))},
		{"two senders may use the same client ID", seq(phone, sendAs(1, bob, "p-1", "tea?").Returns(said{1, 2, bob, "p-1", "tea?", start.Add(9 * time.Second)}), sendAs(1, bob, "p-1", "tea?"), log(1, ann))},
		{"a sender may use the same client ID in two chats", seq(phone, openPrivate(2, ann, cyd), sendAs(2, ann, "p-1", "tea?").Returns(said{2, 1, ann, "p-1", "tea?", start.Add(9 * time.Second)}), sendAs(2, ann, "p-1", "tea?"), sendAs(1, ann, "p-1", "tea?"),
			log(1, bob), log(2, cyd))},
		{"sender A with client ID BC is not sender AB with client ID C, although both pairs, written together, are ABC", seq(gluedNames()...)},
		{"two senders share no client ID, even if their IDs, the client IDs and the lengths of these, written together, make the same text", seq(measuredNames()...)},
		{"a refused message does not use up its client ID", seq(phone, sendAs(1, ann, "p-2", " ").Returns(ErrInvalid), sendAs(1, ann, "p-2", "milk?").Returns(said{1, 2, ann, "p-2", "milk?", start.Add(9 * time.Second)}), grouped(2, bob),
			sendAs(2, ann, "p-3", "hi").Returns(ErrNotMember), invite(2, bob, ann), sendAs(2, ann, "p-3", "hello"), log(2, bob), unfriend(ann, bob), sendAs(1, ann, "p-4", "hm").Returns(ErrNotFriends), befriend(ann, bob), sendAs(1, ann, "p-4", "ha"), log(1, bob))},
		{"after Unfriend, a retry succeeds and a new message is refused", seq(phone, unfriend(ann, bob), sendAs(1, ann, "p-1", "tea?").Returns(tea), sendAs(1, ann, "p-1", "milk?").Returns(ErrConflict),
			sendAs(1, ann, "p-2", "tea?").Returns(ErrNotFriends), log(1, bob))},
		{"after Leave, a retry succeeds and a new message is refused", seq(phone, grouped(2, bob, ann), sendAs(2, ann, "p-1", "hi"), leave(2, ann), sendAs(2, ann, "p-1", "hi").Returns(said{2, 1, ann, "p-1", "hi", start.Add(9 * time.Second)}),
			sendAs(2, ann, "p-1", "hello").Returns(ErrConflict), sendAs(2, ann, "p-2", "hi").Returns(ErrNotMember), log(2, bob))},
		{"a retry succeeds after the sender was kicked, and after they come back", seq(phone, grouped(2, bob, ann), sendAs(2, ann, "p-1", "hi"), kick(2, bob, ann), sendAs(2, ann, "p-1", "hi"), invite(2, bob, ann), sendAs(2, ann, "p-1", "hi"),
			sendAs(2, ann, "p-1", "hello"), log(2, bob), log(2, ann))},
		{"a retry returns ErrUnknownChat if the group is closed", seq(phone, grouped(2, ann), sendAs(2, ann, "p-1", "hi"), leave(2, ann), sendAs(2, ann, "p-1", "hi").Returns(ErrUnknownChat), sendAs(2, ann, "p-1", "other"))},
		{"if the text is not valid and the client ID was used before, Send returns ErrInvalid or ErrConflict", seq(phone, sendAs(1, ann, "p-1", ""), sendAs(1, ann, "p-1", "\xff"), sendAs(1, ann, "p-2", "").Returns(ErrInvalid), sendAs(1, ann, "p-1", "tea?").Returns(tea))},
	}
}

// gluedNames sends messages whose senders and client IDs make the same text when joined.
func gluedNames() []any {
	ops := []any{add(ann), createGroup(1, ann, "tea")}
	for _, sep := range []string{"", "\x00", ",", "|", ":", "/", " ", "-", "_", "#", "\xff"} {
		a, b := id("a"+sep+"1"), id("a"+sep+"1"+sep+"b")
		c, bc := "c"+sep+"1", "b"+sep+"c"+sep+"1"
		ops = append(ops, add(a, b), befriend(ann, a, b), invite(1, ann, a), invite(1, ann, b), sendAs(1, a, bc, "x"), sendAs(1, b, c, "y"), sendAs(1, a, bc, "x"), sendAs(1, b, c, "y"))
	}
	return ops
}

// measuredNames is gluedNames for texts that are written together with their lengths.
func measuredNames() []any {
	ops := []any{add(ann), createGroup(1, ann, "tea")}
	for _, p := range measured() {
		ops = append(ops, add(p[0], p[2]), befriend(ann, p[0], p[2]), invite(1, ann, p[0]), invite(1, ann, p[2]),
			sendAs(1, p[0], string(p[1]), "x"), sendAs(1, p[2], string(p[3]), "y"), sendAs(1, p[0], string(p[1]), "x"), sendAs(1, p[2], string(p[3]), "y"))
	}
	return ops
}

func unreadRows() []row {
	return []row{
		{"messages of others are unread until MarkRead marks them", seq(pair, unread(1, ann).Returns(0), says(1, ann, "1", "2", "3"), unread(1, bob).Returns(3), markRead(1, bob, 2).Returns(nil), unread(1, bob).Returns(1),
			markRead(1, bob, 3), unread(1, bob).Returns(0), send(1, ann, "4"), unread(1, bob).Returns(1))},
		{"a user's own messages never count as unread", seq(pair, says(1, ann, "1", "2"), unread(1, ann).Returns(0), send(1, bob, "3"), send(1, ann, "4"), unread(1, ann).Returns(1), unread(1, bob).Returns(3), markRead(1, ann, 1), unread(1, ann).Returns(1),
			markRead(1, ann, 3), unread(1, ann).Returns(0))},
		{"Send marks nothing as read", seq(pair, says(1, ann, "1", "2"), send(1, bob, "3"), unread(1, bob).Returns(2), send(1, bob, "4"), unread(1, bob).Returns(2))},
		{"History marks nothing as read", seq(pair, says(1, ann, "1", "2"), log(1, bob), history(1, bob, 2, 1), unread(1, bob).Returns(2), unread(1, bob))},
		{"MarkRead never moves the mark back", seq(pair, says(1, ann, "1", "2", "3"), markRead(1, bob, 2), markRead(1, bob, 1).Returns(nil), unread(1, bob).Returns(1), markRead(1, bob, 0).Returns(nil), unread(1, bob).Returns(1), markRead(1, bob, 2), unread(1, bob))},
		{"MarkRead beyond the last message stops there, so later messages are unread", seq(pair, markRead(1, bob, 5).Returns(nil), says(1, ann, "1", "2"), unread(1, bob).Returns(2), markRead(1, bob, math.MaxInt64).Returns(nil), unread(1, bob).Returns(0),
			send(1, ann, "3"), unread(1, bob).Returns(1), markRead(1, bob, 1<<32), unread(1, bob))},
		{"MarkRead returns ErrInvalid if seq is negative", seq(pair, send(1, ann, "1"), markRead(1, bob, -1).Returns(ErrInvalid), markRead(1, bob, math.MinInt64).Returns(ErrInvalid), unread(1, bob).Returns(1))},
		{"each member has a separate mark in each chat", seq(trio, says(1, ann, "1", "2"), send(1, bob, "3"), markRead(1, bob, 1), markRead(1, cyd, 3), unread(1, ann).Returns(1), unread(1, bob).Returns(1), unread(1, cyd).Returns(0),
			openPrivate(2, ann, bob), send(2, ann, "1"), unread(2, bob), markRead(2, bob, 1), unread(1, bob), unread(2, bob))},
		{"a new member has nothing unread", seq(trio, says(1, ann, "1", "2"), invite(1, ann, dan), unread(1, dan).Returns(0), markRead(1, dan, 1), unread(1, dan).Returns(0), send(1, ann, "3"), unread(1, dan).Returns(1), send(1, dan, "4"), unread(1, dan))},
		{"a member who joins again has nothing unread", seq(trio, send(1, ann, "1"), send(1, bob, "2"), leave(1, bob), send(1, ann, "3"), invite(1, ann, bob), unread(1, bob).Returns(0), send(1, ann, "4"), send(1, bob, "5"), unread(1, bob).Returns(1),
			markRead(1, bob, 4), unread(1, bob).Returns(0))},
		{"a retry does not add to what is unread", seq(pair, sendAs(1, ann, "p-1", "1"), sendAs(1, ann, "p-1", "1"), unread(1, bob).Returns(1), sendAs(1, ann, "p-1", "2"), unread(1, bob).Returns(1))},
		{"Unread and MarkRead return ErrNotMember if the caller is not a member", seq(trio, unread(1, dan).Returns(ErrNotMember), markRead(1, dan, 1).Returns(ErrNotMember), leave(1, bob), unread(1, bob), markRead(1, bob, 1))},
		{"after Unfriend, Unread and MarkRead still work in the private chat", seq(talk, unfriend(ann, bob), unread(1, ann).Returns(1), unread(1, bob), markRead(1, ann, 2).Returns(nil), unread(1, ann).Returns(0))},
	}
}

func blockRows() []row {
	return []row{
		{"Block ends the friendship for both users", seq(circle(ann, bob), block(bob, ann).Returns(nil), friends(ann).Returns(list()), friends(bob).Returns(list()), unfriend(ann, bob).Returns(ErrNotFriends))},
		{"Block ends a request, no matter which of the two users sent it", seq(add(ann, bob, cyd), requestFriend(bob, ann), requestFriend(ann, cyd), block(ann, bob), block(ann, cyd), requests(ann).Returns(list()), requests(cyd).Returns(list()),
			approve(ann, bob).Returns(ErrNoRequest), approve(cyd, ann), reject(cyd, ann), friends(ann))},
		{"a user may block a user who is not a friend", seq(add(ann, bob), block(ann, bob).Returns(nil), requestFriend(bob, ann).Returns(ErrBlocked))},
		{"RequestFriend returns ErrBlocked for both users if one blocks the other", seq(add(ann, bob), block(ann, bob), requestFriend(ann, bob).Returns(ErrBlocked), requestFriend(bob, ann).Returns(ErrBlocked), requests(ann), requests(bob))},
		{"OpenPrivate returns ErrBlocked for both users if one blocks the other", seq(talk, block(ann, bob), openPrivate(2, ann, bob).Returns(ErrBlocked), openPrivate(2, bob, ann).Returns(ErrBlocked), openPrivate(3, ann, cyd))},
		{"if one user blocks the other, Send returns ErrBlocked to both in their private chat, and both can still read it", seq(talk, block(ann, bob), send(1, ann, "bob?").Returns(ErrBlocked), send(1, bob, "no").Returns(ErrBlocked), log(1, ann), log(1, bob),
			eachIn(1, members, ann, bob), unread(1, bob).Returns(1), markRead(1, bob, 1), unread(1, bob))},
		{"a block changes nothing for other users", seq(circle(ann, bob, cyd), block(ann, bob), openPrivate(1, ann, cyd), send(1, ann, "hello"), requestFriend(bob, cyd), friends(ann).Returns(list(cyd)), friends(cyd), requests(cyd).Returns(list(bob)))},
		{"a block changes nothing in groups", seq(trio, block(ann, bob), send(1, bob, "still here").Returns(msg(1, bob, "still here")), send(1, ann, "me too"), log(1, ann), log(1, bob), members(1, bob), unread(1, bob), kick(1, ann, bob).Returns(nil))},
		{"Invite returns ErrNotFriends if one of the two users blocks the other", seq(trio, block(dan, ann), invite(1, ann, dan).Returns(ErrNotFriends))},
		{"after Unblock, the two users are not friends, but may become friends again", seq(talk, block(ann, bob), unblock(ann, bob).Returns(nil), friends(ann), requests(ann), requests(bob), send(1, bob, "ann?").Returns(ErrNotFriends), openPrivate(2, ann, bob).Returns(ErrNotFriends),
			requestFriend(bob, ann).Returns(nil), approve(ann, bob), send(1, bob, "ann?"), openPrivate(2, bob, ann).Returns(number(1)))},
		{"if two users block each other, ending one block leaves the other", seq(add(ann, bob), block(ann, bob), block(bob, ann), unblock(ann, bob), requestFriend(ann, bob).Returns(ErrBlocked), requestFriend(bob, ann).Returns(ErrBlocked), unblock(bob, ann), requestFriend(bob, ann).Returns(nil),
			block(ann, bob), block(bob, ann), unblock(bob, ann), requestFriend(bob, ann).Returns(ErrBlocked))},
		{"Unblock does not end the other user's block", seq(add(ann, bob), block(ann, bob), unblock(bob, ann).Returns(nil), requestFriend(bob, ann).Returns(ErrBlocked), unblock(ann, bob), requestFriend(bob, ann).Returns(nil))},
		{"a second Block, or an Unblock without a block, changes nothing and returns nil", seq(circle(ann, bob), unblock(ann, bob).Returns(nil), friends(ann).Returns(list(bob)), block(ann, bob), block(ann, bob).Returns(nil), unblock(ann, bob), requestFriend(bob, ann).Returns(nil),
			unblock(ann, bob).Returns(nil), requests(ann).Returns(list(bob)))},
		{"Block returns ErrSelf if both users are the same", seq(circle(ann, bob), block(ann, ann).Returns(ErrSelf), unblock(ann, ann), friends(ann), openPrivate(1, ann, bob))},
		{"Block and Unblock return ErrUnknownUser if either user is unknown", seq(add(ann), block(ann, zed).Returns(ErrUnknownUser), block(zed, ann), unblock(ann, zed).Returns(ErrUnknownUser), unblock(zed, ann), block(zed, zed), unblock(zed, zed))},
		{"after Block, a retry succeeds and a new message is refused", seq(phone, block(bob, ann), sendAs(1, ann, "p-1", "tea?").Returns(tea), sendAs(1, ann, "p-1", "milk?").Returns(ErrConflict), sendAs(1, ann, "p-2", "tea?").Returns(ErrBlocked), log(1, bob))},
		{"users A and BC share no block with users AB and C, although both pairs of IDs, written together, are ABC", seq(glued(func(_ int, a, b id) []op { return seq(block(a, b), requestFriend(b, a), unblock(b, a)) })...)},
	}
}

func removalRows() []row {
	return []row{
		{"RemoveUser ends the user's membership of every group", seq(trio, grouped(2, bob, ann), send(1, bob, "bye"), removeUser(bob), members(1, ann).Returns(list(ann, cyd)), members(1, bob).Returns(ErrUnknownUser), members(2, ann).Returns(list(ann)), log(1, ann), send(1, cyd, "bye"), unread(1, cyd), unread(1, ann))},
		{"RemoveUser changes nothing in groups in which the user is no longer a member", seq(trio, kick(1, ann, bob), removeUser(bob), members(1, ann).Returns(list(ann, cyd)), send(1, cyd, "yes"), leave(1, cyd), removeUser(cyd), members(1, ann).Returns(list(ann)), log(1, ann))},
		{"after Kick or Leave, RemoveUser of the user who has gone leaves the last member in the group", seq(circle(ann, bob, cyd), grouped(1, ann, bob), kick(1, ann, bob), grouped(2, ann, bob), leave(2, bob), grouped(3, bob, ann), leave(3, bob), grouped(4, ann, bob), leave(4, bob), invite(4, ann, bob), kick(4, ann, bob),
			removeUser(bob), members(1, ann).Returns(list(ann)), members(2, ann).Returns(list(ann)), members(3, ann).Returns(list(ann)), members(4, ann).Returns(list(ann)), says(1, ann, "1"), says(2, ann, "2"), says(3, ann, "3"), invite(3, ann, cyd), members(3, cyd).Returns(list(ann, cyd)))},
		{"if the owner is removed, the remaining member who joined first becomes the owner", seq(trio, leave(1, bob), invite(1, ann, bob), removeUser(ann), members(1, bob), kick(1, bob, cyd).Returns(ErrNotOwner), kick(1, cyd, bob).Returns(nil))},
		{"if the last member is removed, the group is closed", seq(circle(ann, bob), grouped(1, ann, bob), leave(1, bob), removeUser(ann), log(1, bob).Returns(ErrUnknownChat), members(1, bob), unread(1, bob), markRead(1, bob, 1))},
		{"after RemoveUser, the other user can read the private chat, and Send there returns ErrNotFriends", seq(talk, unread(1, ann), removeUser(bob), log(1, ann).Returns(page(msg(1, ann, "tea?"), msg(2, bob, "yes"))), log(1, bob).Returns(ErrUnknownUser), members(1, ann).Returns(list(ann, bob)),
			send(1, ann, "bob?").Returns(ErrNotFriends), send(1, bob, "yes"), unread(1, ann).Returns(1), markRead(1, ann, 2), unread(1, ann).Returns(0), openPrivate(2, ann, bob).Returns(ErrUnknownUser))},
		{"RemoveUser ends blocks, so Send returns ErrNotFriends and not ErrBlocked", seq(talk, openPrivate(2, ann, cyd), block(bob, ann), block(ann, cyd), removeUser(bob), removeUser(cyd), send(1, ann, "bob?").Returns(ErrNotFriends), send(2, ann, "cyd?").Returns(ErrNotFriends))},
		{"if both users of a private chat are removed, nobody can read it", seq(talk, removeUser(ann), removeUser(bob), log(1, ann).Returns(ErrUnknownUser), log(1, cyd).Returns(ErrNotMember), unread(1, bob), members(1, ann))},
		{"a retry returns ErrUnknownUser if its sender was removed, but not if the other user was", seq(phone, sendAs(1, bob, "b-1", "yes"), removeUser(bob), sendAs(1, ann, "p-1", "tea?").Returns(tea), sendAs(1, bob, "b-1", "yes").Returns(ErrUnknownUser))},
		{"every call that names a removed user returns ErrUnknownUser", seq(trio, openPrivate(2, ann, bob), removeUser(bob), each(user, bob), friends(bob), requests(bob), block(ann, bob).Returns(ErrUnknownUser), unblock(bob, ann).Returns(ErrUnknownUser), unblock(ann, bob),
			requestFriend(ann, bob), invite(1, ann, bob), kick(1, ann, bob), leave(1, bob), unread(2, bob).Returns(ErrUnknownUser), markRead(2, bob, 1), sendAs(1, bob, "x", "y"))},
	}
}

func liveRows() []row {
	return []row{
		{"a Subscription gets each message sent after Subscribe once, in the order of Seq", seq(talk, subscribe(1, bob, 5).Returns(nil), receive(1).Returns(nothing), send(1, ann, "3"), send(1, ann, "4"),
			receive(1).Returns(msg(3, ann, "3")), receive(1).Returns(msg(4, ann, "4")), receive(1).Returns(nothing), send(1, ann, "5"), receives(1, 2))},
		{"a Subscription gets the user's own messages too", seq(talk, subscribe(1, bob, 5), send(1, bob, "3"), send(1, ann, "4"), receive(1).Returns(msg(3, bob, "3")), receives(1, 2))},
		{"a Subscription gets the messages of all chats of the user, and of no others", seq(trio, subscribe(1, bob, 9), openPrivate(2, ann, bob), openPrivate(3, ann, cyd), grouped(4, ann, cyd), send(1, cyd, "1"), send(3, cyd, "1"), send(2, ann, "1"), send(4, ann, "1"), send(1, bob, "2"),
			receive(1).Returns(msg(1, cyd, "1")), receive(1).Returns(said{2, 1, ann, "", "1", start}), receives(1, 2))},
		{"a Subscription gets the messages of a group only while the user is a member", seq(circle(ann, bob, cyd), grouped(1, ann), subscribe(1, bob, 9), send(1, ann, "1"), invite(1, ann, bob), send(1, ann, "2"), leave(1, bob), send(1, ann, "3"), invite(1, ann, bob), send(1, ann, "4"), kick(1, ann, bob),
			send(1, ann, "5"), receive(1).Returns(msg(2, ann, "2")), receive(1).Returns(msg(4, ann, "4")), receive(1).Returns(nothing))},
		{"a Subscription gets the same messages as History", seq(talk, subscribe(1, bob, 5), clock(7*time.Second), sendAs(1, ann, "p-1", "3"), receive(1).Returns(said{1, 3, ann, "p-1", "3", start.Add(7 * time.Second)}), log(1, bob))},
		{"a retry or a refused message delivers nothing", seq(phone, subscribe(1, bob, 5), sendAs(1, ann, "p-1", "tea?"), sendAs(1, ann, "p-1", "milk?"), send(1, ann, " "), send(1, cyd, "hey"), receive(1).Returns(nothing))},
		{"several Subscriptions of a user do not affect one another", seq(talk, subscribe(1, bob, 2), subscribe(2, bob, 2), send(1, ann, "3"), subscribe(3, bob, 2), send(1, ann, "4"), receive(1).Returns(msg(3, ann, "3")), closeSub(2), send(1, ann, "5"), receives(1, 3),
			receive(3).Returns(msg(4, ann, "4")), receives(3, 2), receives(2, 3), errOf(1), errOf(2), errOf(3), online(bob, bob))},
		{"C holds up to buffer messages, and a full C is still open", seq(talk, subscribe(1, bob, 3), says(1, ann, "3", "4", "5"), errOf(1).Returns(nil), online(ann, bob).Returns(true), receives(1, 4), send(1, ann, "6"), receives(1, 2), errOf(1))},
		{"a buffer of 1 is enough if each message is read before the next one comes", seq(talk, subscribe(1, bob, 1), send(1, ann, "3"), receive(1).Returns(msg(3, ann, "3")), send(1, ann, "4"), receives(1, 1), send(1, ann, "5"), receives(1, 2), errOf(1))},
		{"if C is full, one more message closes it with ErrLagged, but waiting ones stay in C", seq(talk, subscribe(1, bob, 2), says(1, ann, "3", "4", "5"), errOf(1).Returns(ErrLagged), receive(1).Returns(msg(3, ann, "3")), receive(1).Returns(msg(4, ann, "4")), receive(1).Returns(closed), receives(1, 1), errOf(1))},
		{"a Subscription that has lagged gets no more messages, even if C has room", seq(talk, subscribe(1, bob, 2), says(1, ann, "3", "4", "5"), receives(1, 2), send(1, ann, "6"), receive(1).Returns(closed), receives(1, 1), subscribe(2, bob, 2), send(1, ann, "7"), receive(2).Returns(msg(7, ann, "7")), receives(2, 1), receives(1, 1), log(1, bob))},
		{"if one Subscription lags, the others still get their messages", seq(trio, subscribe(1, bob, 1), subscribe(2, cyd, 5), subscribe(3, bob, 5), subscribe(4, ann, 1), says(1, ann, "1", "2", "3"), receives(2, 4), receives(3, 4), receives(1, 2), receives(4, 2), errOf(1), errOf(2).Returns(nil), errOf(3), errOf(4))},
		{"messages of different chats wait in the same buffer", seq(talk, befriend(bob, cyd), openPrivate(2, bob, cyd), subscribe(1, bob, 2), send(1, ann, "3"), send(2, cyd, "1"), errOf(1).Returns(nil), send(1, ann, "4"), errOf(1).Returns(ErrLagged), receives(1, 3))},
		{"Close closes C with a nil Err, and waiting messages can still be received", seq(talk, subscribe(1, bob, 3), errOf(1), says(1, ann, "3", "4"), closeSub(1), errOf(1).Returns(nil), send(1, ann, "5"), receive(1).Returns(msg(3, ann, "3")), receive(1).Returns(msg(4, ann, "4")), receive(1).Returns(closed), errOf(1))},
		{"a second Close does nothing", seq(talk, subscribe(1, bob, 2), closeSub(1), closeSub(1), receive(1).Returns(closed), errOf(1), closeSub(1), errOf(1))},
		{"Err still returns ErrLagged after Close", seq(talk, subscribe(1, bob, 1), says(1, ann, "3", "4"), errOf(1).Returns(ErrLagged), closeSub(1), errOf(1).Returns(ErrLagged), receives(1, 2), errOf(1), closeSub(1), errOf(1))},
		{"a Subscription that was closed does not lag", seq(talk, subscribe(1, bob, 1), send(1, ann, "3"), closeSub(1), send(1, ann, "4"), errOf(1).Returns(nil))},
		{"Subscribe returns ErrInvalid if buffer is less than 1", seq(add(ann), subscribe(1, ann, 0).Returns(ErrInvalid), subscribe(1, ann, -1).Returns(ErrInvalid), subscribe(1, ann, math.MinInt), online(ann, ann).Returns(false),
			subscribe(1, ann, 65_536).Returns(nil), online(ann, ann).Returns(true))},
		{"Subscribe returns ErrUnknownUser if the user is unknown", seq(add(ann), removeUser(ann), subscribe(1, ann, 1).Returns(ErrUnknownUser), subscribe(1, zed, 1), subscribe(1, zed, 0).Returns(ErrUnknownUser))},
		{"Online tells a friend that a user with an open Subscription is online", seq(circle(ann, bob), online(ann, bob).Returns(false), subscribe(1, bob, 1), online(ann, bob).Returns(true), online(bob, ann).Returns(false), subscribe(2, bob, 1), closeSub(1), online(ann, bob).Returns(true), closeSub(2), online(ann, bob).Returns(false))},
		{"a user whose only Subscription has lagged is not online", seq(talk, subscribe(1, bob, 1), send(1, ann, "3"), online(ann, bob).Returns(true), send(1, ann, "4"), online(ann, bob).Returns(false), receives(1, 2), online(ann, bob), online(bob, bob), subscribe(2, bob, 1), online(ann, bob))},
		{"Online returns ErrNotFriends if the two users are not friends", seq(circle(ann, bob, cyd), subscribe(1, bob, 1), online(cyd, bob).Returns(ErrNotFriends), online(bob, cyd), unfriend(ann, bob), online(ann, bob).Returns(ErrNotFriends), requestFriend(bob, ann), online(ann, bob), online(bob, ann), block(bob, ann), online(ann, bob).Returns(ErrNotFriends))},
		{"users may ask Online about themselves", seq(add(ann), online(ann, ann).Returns(false), subscribe(1, ann, 1), online(ann, ann).Returns(true), closeSub(1), online(ann, ann))},
		{"Online returns ErrUnknownUser if either user is unknown", seq(circle(ann, bob), removeUser(bob), online(ann, bob).Returns(ErrUnknownUser), online(bob, ann), online(zed, zed), online(bob, bob))},
		{"RemoveUser closes the user's Subscriptions with a nil Err, and no others", seq(talk, subscribe(1, bob, 1), subscribe(2, bob, 1), subscribe(3, ann, 2), send(1, ann, "3"), removeUser(bob), receive(1).Returns(msg(3, ann, "3")), receive(1).Returns(closed), receives(2, 2), errOf(1).Returns(nil), closeSub(1), errOf(1), errOf(2), receives(3, 2), online(ann, ann).Returns(true))},
		{"Err still returns ErrLagged after RemoveUser", seq(talk, subscribe(1, bob, 1), says(1, ann, "3", "4"), removeUser(bob), errOf(1).Returns(ErrLagged), receives(1, 2), errOf(1))},
		{"Unfriend, Block, Leave and UpdateUser end no Subscription", seq(trio, subscribe(1, bob, 5), block(ann, bob), updateUser(bob, "B"), unfriend(ann, cyd), send(1, ann, "1"), receives(1, 2), leave(1, bob), errOf(1), online(bob, bob).Returns(true), receive(1).Returns(nothing))},
	}
}
