package onlinechat_test

import "slices"

// The rows of step 7 that are sequences of calls.

// receives takes n messages, or what is there instead, out of a Subscription's channel.
func receives(sub, n int) []call { return on(sub, slices.Repeat([]verb{receive}, n)...) }

var liveRows = []row{
	{"a Subscription gets the messages that are sent after it began, once each, in the order of Seq", calls(talk, follow(1, bob, 5), receives(1, 1), says(1, ann, "3", "4"),
		receives(1, 3), says(1, ann, "5"), receives(1, 2))},
	{"it gets one's own messages too", calls(talk, follow(1, bob, 5), says(1, bob, "3"), says(1, ann, "4"), receives(1, 3))},
	{"it gets the messages of all chats one is in, and of no others", calls(trio, follow(1, bob, 9), private(2, ann, bob), private(3, ann, cyd), grouped(4, ann, cyd),
		says(1, cyd, "1"), says(3, cyd, "1"), says(2, ann, "1"), says(4, ann, "1"), says(1, bob, "2"), receives(1, 4))},
	{"it gets the messages of a chat from joining to leaving", calls(circle(ann, bob, cyd), grouped(1, ann), follow(1, bob, 9), says(1, ann, "1"), in(1, invite, ann, bob),
		says(1, ann, "2"), in(1, leave, bob), says(1, ann, "3"), in(1, invite, ann, bob), says(1, ann, "4"), in(1, kick, ann, bob), says(1, ann, "5"), receives(1, 3))},
	{"it gets what History has", calls(talk, follow(1, bob, 5), clock(7), saysAs(1, ann, "p-1", "3"), receives(1, 1), all(1, bob))},
	{"a retry or a refused message delivers nothing", calls(phone, follow(1, bob, 5), saysAs(1, ann, "p-1", "tea?"), saysAs(1, ann, "p-1", "milk?"), says(1, ann, " "), says(1, cyd, "hey"),
		receives(1, 1))},
	{"several Subscriptions of a user do not depend on one another", calls(talk, follow(1, bob, 2), follow(2, bob, 2), says(1, ann, "3"), follow(3, bob, 2), says(1, ann, "4"),
		receives(1, 1), on(2, closeSub), says(1, ann, "5"), receives(1, 3), receives(3, 3), on(1, errOf), on(3, errOf), two(online, bob, bob))},
	{"as many messages as buffer says may wait in C", calls(talk, follow(1, bob, 3), says(1, ann, "3", "4", "5"), on(1, errOf), two(online, ann, bob), receives(1, 4), says(1, ann, "6"),
		receives(1, 2), on(1, errOf))},
	{"a buffer of 1 is enough for who reads each message before the next", calls(talk, follow(1, bob, 1), says(1, ann, "3"), receives(1, 1), says(1, ann, "4"), receives(1, 1),
		says(1, ann, "5"), receives(1, 2), on(1, errOf))},
	{"one message more closes C with ErrLagged, and those that wait can still be received", calls(talk, follow(1, bob, 2), says(1, ann, "3", "4", "5"), on(1, errOf), receives(1, 4), on(1, errOf))},
	{"a Subscription that has lagged gets nothing any more, with room or without", calls(talk, follow(1, bob, 2), says(1, ann, "3", "4", "5"), receives(1, 2), says(1, ann, "6"), receives(1, 2),
		follow(2, bob, 2), says(1, ann, "7"), receives(2, 2), receives(1, 1), all(1, bob))},
	{"who lags does not keep others from their messages", calls(trio, follow(1, bob, 1), follow(2, cyd, 5), follow(3, bob, 5), says(1, ann, "1", "2", "3"), receives(2, 4), receives(3, 4),
		receives(1, 2), on(1, errOf), on(2, errOf), on(3, errOf))},
	{"messages of different chats wait in the same C", calls(talk, private(2, bob, cyd), befriend(bob, cyd), private(2, bob, cyd), follow(1, bob, 2), says(1, ann, "3"), says(2, cyd, "1"),
		on(1, errOf), says(1, ann, "4"), on(1, errOf), receives(1, 3))},
	{"Close closes C, with no error", calls(talk, follow(1, bob, 2), on(1, errOf, closeSub, receive, errOf), says(1, ann, "3"), receives(1, 2))},
	{"to Close again does nothing", calls(talk, follow(1, bob, 2), on(1, closeSub, closeSub, receive, errOf, closeSub, errOf))},
	{"ErrLagged stays, also after Close", calls(talk, follow(1, bob, 1), says(1, ann, "3", "4"), on(1, errOf, closeSub, errOf, receive, receive, errOf, closeSub, errOf))},
	{"Close comes too late to be lagged", calls(talk, follow(1, bob, 1), says(1, ann, "3"), on(1, closeSub), says(1, ann, "4"), on(1, errOf))},
	{"a buffer below 1 is ErrInvalid", calls(add(ann), follow(1, ann, 0), follow(1, ann, -1), two(online, ann, ann))},
	{"an unknown user cannot subscribe: ErrUnknownUser", calls(add(ann), ask(removeUser, ann), follow(1, ann, 1), follow(1, zed, 1), follow(1, zed, 0))},
	{"a friend sees who is online, which is who has an open Subscription", calls(circle(ann, bob), two(online, ann, bob), follow(1, bob, 1), two(online, ann, bob), two(online, bob, ann),
		follow(2, bob, 1), on(1, closeSub), two(online, ann, bob), on(2, closeSub), two(online, ann, bob))},
	{"who has lagged is not online", calls(talk, follow(1, bob, 1), says(1, ann, "3"), two(online, ann, bob), says(1, ann, "4"), two(online, ann, bob), receives(1, 2), two(online, ann, bob),
		two(online, bob, bob), follow(2, bob, 1), two(online, ann, bob))},
	{"somebody who is no friend may not ask: ErrNotFriends", calls(circle(ann, bob, cyd), follow(1, bob, 1), two(online, cyd, bob), two(online, bob, cyd), two(unfriend, ann, bob),
		two(online, ann, bob), two(requestFriend, bob, ann), two(online, ann, bob), two(block, bob, ann), two(online, ann, bob))},
	{"one may ask whether oneself is online", calls(add(ann), two(online, ann, ann), follow(1, ann, 1), two(online, ann, ann), on(1, closeSub), two(online, ann, ann))},
	{"an unknown user is ErrUnknownUser, whoever of the two he is", calls(circle(ann, bob), ask(removeUser, bob), two(online, ann, bob), two(online, bob, ann), two(online, zed, zed))},
	{"RemoveUser closes his Subscriptions, with no error, and nobody else's", calls(talk, follow(1, bob, 1), follow(2, bob, 1), follow(3, ann, 1), ask(removeUser, bob), receives(1, 1),
		receives(2, 1), on(1, errOf, closeSub, errOf), on(2, errOf), receives(3, 1), two(online, ann, ann))},
	{"ErrLagged stays, also after RemoveUser", calls(talk, follow(1, bob, 1), says(1, ann, "3", "4"), ask(removeUser, bob), on(1, errOf, receive, receive, errOf))},
	{"Unfriend and Block end no Subscription", calls(trio, follow(1, bob, 5), two(block, ann, bob), says(1, ann, "1"), receives(1, 2), on(1, errOf))},
}
