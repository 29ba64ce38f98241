package onlinechat_test

import (
	"math"
	"strings"
	"time"

	"github.com/oodkit/oodkit/onlinechat"
)

// The rows of steps 1 to 4 teach users, friendship, private chats and groups. Each row is a list of calls. Returns
// states the answer of a call, and the model knows the answers of the others.

// A row is a rule and the calls that show it.
type row struct {
	name string
	ops  []op
}

func name(u id, name string) onlinechat.User { return onlinechat.User{ID: u, Name: name} }

// spaces are texts that are blank, and visible are texts that look blank and are not.
var (
	spaces  = []string{"", " ", " \t\n\v\f\r", "\u0085", "\u00a0", "\u1680\u2003\u2028", "\u3000"}
	visible = []string{"\u200b", "\ufeff", "\x00", "\x1f", "\xa0", "\u0301"}
)

// ofTexts makes an op for each text.
func ofTexts(of func(text string) op, texts ...string) (ops []op) {
	for _, text := range texts {
		ops = append(ops, of(text))
	}
	return ops
}

// many are more users than fit into a byte.
var many = ids(1100)

// numbered makes ops with a number for each user.
func numbered(of func(n int, u id) []op, users ...id) (ops []op) {
	for i, u := range users {
		ops = append(ops, of(i+1, u)...)
	}
	return ops
}

// alike are IDs that are not equal by ==, but that a careless comparison may confuse.
var alike = []id{"ann", "Ann", "ANN", "ann ", " ann", "ann\x00", "an\u006e\u0303", "a\u00f1n", "a\x00nn", "a\xffnn", "a\xfenn", "a\ufffdnn", "ſ", "s", "K", "\u212a"}

// userRows are the rows of step 1. The rows are functions, since a package variable with those of more than 1,000 users
// would be made in every process of the tests.
func userRows() []row {
	return []row{
		{"User returns the ID and name of a user who was added", seq(addUser(ann, "Ann").Returns(nil), addUser(bob, "Bob").Returns(nil),
			user(ann).Returns(name(ann, "Ann")), user(bob).Returns(name(bob, "Bob")))},
		{"AddUser returns ErrInvalid if the ID or the name is blank", seq(addUser("", "Nobody").Returns(ErrInvalid), addUser(ann, " \t\n").Returns(ErrInvalid), user(ann).Returns(ErrUnknownUser),
			ofTexts(func(s string) op { return addUser(id(s), "Nobody").Returns(ErrInvalid) }, spaces...), ofTexts(func(s string) op { return addUser(ann, s).Returns(ErrInvalid) }, spaces...),
			ofTexts(func(s string) op { return user(id(s)).Returns(ErrUnknownUser) }, spaces...))},
		{"AddUser returns ErrExists if the ID is in use, and nothing changes", seq(addUser(ann, "Ann").Returns(nil), addUser(ann, "Another").Returns(ErrExists), user(ann).Returns(name(ann, "Ann")))},
		{"UpdateUser gives a user a new name, which may equal the old one", seq(add(ann, bob), updateUser(ann, "Anna").Returns(nil), user(ann).Returns(name(ann, "Anna")), user(bob),
			updateUser(ann, "Anna").Returns(nil), user(ann))},
		{"UpdateUser returns ErrInvalid if the name is blank, and nothing changes", seq(addUser(ann, "Ann"), updateUser(ann, " ").Returns(ErrInvalid), user(ann).Returns(name(ann, "Ann")),
			ofTexts(func(s string) op { return updateUser(ann, s).Returns(ErrInvalid) }, spaces...), user(ann))},
		{"several users may have the same name", seq(addUser(ann, "A").Returns(nil), addUser(bob, "A").Returns(nil), add(cyd), updateUser(cyd, "A").Returns(nil), each(user, ann, bob, cyd))},
		{"calls return ErrUnknownUser for a user who was never added", seq(add(ann), user(zed).Returns(ErrUnknownUser), updateUser(zed, "Zed").Returns(ErrUnknownUser),
			removeUser(zed).Returns(ErrUnknownUser), updateUser(zed, "").Returns(ErrUnknownUser), user(zed), user(ann))},
		{"calls return ErrUnknownUser for a user who was removed", seq(add(ann, bob), removeUser(ann).Returns(nil), user(ann).Returns(ErrUnknownUser),
			updateUser(ann, "Anna").Returns(ErrUnknownUser), removeUser(ann).Returns(ErrUnknownUser), user(ann), user(bob))},
		{"an ID is never used for two users, even if the first one was removed", seq(addUser(ann, "Ann"), removeUser(ann), addUser(ann, "A newcomer").Returns(ErrExists), user(ann).Returns(ErrUnknownUser),
			addUser(ann, "A newcomer").Returns(ErrExists), removeUser(ann), addUser(ann, ""))},
		{"an ID that AddUser refused can still be added", seq(addUser(ann, "").Returns(ErrInvalid), addUser(ann, "Ann").Returns(nil), user(ann))},
		{"two IDs are the same only if they are equal by ==", seq(each(func(u id) op { return addUser(u, "x") }, alike...), each(user, alike...), removeUser(ann).Returns(nil), each(user, alike...))},
		{"a Server may have more than 1,000 users", seq(add(many...), each(user, many...), each(removeUser, many[:700]...), each(user, many...), each(func(u id) op { return addUser(u, "x") }, many...))},
		{"IDs and names that are not blank are stored unchanged", seq(addUser(ann, "  Ann \n").Returns(nil), user(ann).Returns(name(ann, "  Ann \n")), updateUser(ann, " Anna\t"), user(ann).Returns(name(ann, " Anna\t")), user(" ann").Returns(ErrUnknownUser),
			ofTexts(func(s string) op { return addUser(id(s), s).Returns(nil) }, visible...), ofTexts(func(s string) op { return updateUser(ann, s).Returns(nil) }, visible...),
			user(ann), ofTexts(func(s string) op { return user(id(s)) }, visible...), addUser(bob, strings.Repeat("é", 70_000)), user(bob), addUser(id(strings.Repeat("i", 70_000)), "long"))},
	}
}

func friendRows() []row {
	return []row{
		{"Approve makes both users friends of each other", seq(add(ann, bob), requestFriend(ann, bob).Returns(nil), friends(ann).Returns(list()),
			approve(bob, ann).Returns(nil), friends(ann).Returns(list(bob)), friends(bob).Returns(list(ann)))},
		{"Requests lists requests that the user received, not requests that they sent", seq(add(ann, bob), requestFriend(ann, bob), requests(bob).Returns(list(ann)), requests(ann).Returns(list()))},
		{"a request is gone after Approve", seq(add(ann, bob), requestFriend(ann, bob), approve(bob, ann), requests(bob).Returns(list()), approve(bob, ann).Returns(ErrNoRequest),
			reject(bob, ann).Returns(ErrNoRequest), requests(ann), friends(bob))},
		{"a request is gone after Reject, and the two users are not friends", seq(add(ann, bob), requestFriend(ann, bob), reject(bob, ann).Returns(nil), requests(bob).Returns(list()),
			friends(ann).Returns(list()), friends(bob), approve(bob, ann).Returns(ErrNoRequest))},
		{"either user may send a new request after Reject", seq(add(ann, bob), requestFriend(ann, bob), reject(bob, ann), requestFriend(ann, bob).Returns(nil), requests(bob).Returns(list(ann)),
			reject(bob, ann), requestFriend(bob, ann).Returns(nil), requests(ann), requests(bob))},
		{"two users who send each other a friend request become friends, and no request is left", seq(add(ann, bob), requestFriend(ann, bob), requestFriend(bob, ann).Returns(nil), friends(ann).Returns(list(bob)), friends(bob),
			requests(ann).Returns(list()), requests(bob).Returns(list()), approve(ann, bob), approve(bob, ann))},
		{"RequestFriend returns ErrPending if the same request is pending", seq(add(ann, bob), requestFriend(ann, bob), requestFriend(ann, bob).Returns(ErrPending), requests(bob), approve(bob, ann), requests(bob))},
		{"RequestFriend returns ErrFriends if the two users are friends", seq(add(ann, bob), befriend(ann, bob), requestFriend(ann, bob).Returns(ErrFriends), requestFriend(bob, ann).Returns(ErrFriends), each(requests, ann, bob))},
		{"Approve and Reject return ErrNoRequest if the other user sent no request", seq(add(ann, bob, cyd), approve(ann, bob).Returns(ErrNoRequest), reject(ann, bob).Returns(ErrNoRequest), requestFriend(ann, bob),
			approve(ann, bob).Returns(ErrNoRequest), reject(ann, bob).Returns(ErrNoRequest), approve(bob, cyd), approve(cyd, ann), requests(bob), each(friends, ann, bob, cyd))},
		{"RequestFriend returns ErrSelf if both users are the same", seq(add(ann), requestFriend(ann, ann).Returns(ErrSelf), requests(ann), friends(ann), approve(ann, ann), reject(ann, ann), unfriend(ann, ann))},
		{"Unfriend ends the friendship for both users", seq(circle(ann, bob, cyd), unfriend(ann, bob).Returns(nil), friends(ann).Returns(list(cyd)), friends(bob).Returns(list()), friends(cyd),
			unfriend(cyd, ann).Returns(nil), each(friends, ann, bob, cyd))},
		{"Unfriend returns ErrNotFriends if the two users are not friends", seq(add(ann, bob), unfriend(ann, bob).Returns(ErrNotFriends), requestFriend(ann, bob), unfriend(ann, bob).Returns(ErrNotFriends),
			unfriend(bob, ann), requests(bob), approve(bob, ann), unfriend(bob, ann), unfriend(ann, bob).Returns(ErrNotFriends))},
		{"either user may send a new request after Unfriend", seq(circle(ann, bob), unfriend(ann, bob), requestFriend(ann, bob).Returns(nil), requests(bob), approve(bob, ann), unfriend(ann, bob),
			requestFriend(bob, ann).Returns(nil), requests(ann), requests(bob))},
		{"Friends and Requests return IDs sorted as by slices.Sort", seq(add(dan, ann, eve, cyd, bob, "Zoe", "10", "9", "é"), befriend(ann, eve, bob, "Zoe", dan, "9", "é", "10", cyd),
			friends(ann).Returns(list("10", "9", "Zoe", bob, cyd, dan, eve, "é")), unfriend(bob, ann), unfriend(ann, "Zoe"),
			each(func(u id) op { return requestFriend(u, cyd) }, "é", "Zoe", eve, "9", bob, "10", dan), requests(cyd).Returns(list("10", "9", "Zoe", bob, dan, eve, "é")), friends(ann))},
		{"the slices that Friends and Requests return belong to the caller", seq(circle(ann, bob, cyd), requestFriend(bob, cyd), spoiled(friends(ann), requests(cyd)), friends(ann).Returns(list(bob, cyd)),
			requests(cyd).Returns(list(bob)), add(dan), befriend(ann, dan), requestFriend(dan, cyd), friends(ann), requests(cyd), friends(bob), unfriend(ann, bob), spoiled(friends(ann), requests(cyd)), friends(ann), requests(cyd))},
		{"calls on friendships return ErrUnknownUser if either user is unknown", seq(add(ann), requestFriend(ann, zed).Returns(ErrUnknownUser), requestFriend(zed, ann).Returns(ErrUnknownUser),
			approve(ann, zed), reject(zed, ann), unfriend(ann, zed), requestFriend(zed, zed).Returns(ErrUnknownUser), friends(zed), requests(zed))},
		{"RemoveUser ends the friendships of the user", seq(circle(ann, bob, cyd), befriend(bob, cyd), removeUser(ann).Returns(nil), friends(bob).Returns(list(cyd)), friends(cyd), friends(ann).Returns(ErrUnknownUser), unfriend(bob, ann))},
		{"RemoveUser ends requests to and from the user", seq(add(ann, bob, cyd), requestFriend(ann, bob), requestFriend(cyd, ann), requestFriend(cyd, bob), removeUser(ann),
			requests(bob).Returns(list(cyd)), requests(cyd), approve(bob, ann).Returns(ErrUnknownUser))},
		{"UpdateUser changes no friendship and no request", seq(circle(ann, bob), add(cyd), requestFriend(cyd, ann), updateUser(ann, "Anna"), friends(ann).Returns(list(bob)), requests(ann).Returns(list(cyd)), friends(bob))},
		{"IDs that look alike have separate friendships and requests", seq(add(alike...), each(func(u id) op { return requestFriend("ann", u) }, alike[1:]...), each(requests, alike...),
			approve("Ann", "ann").Returns(nil), approve("ann ", "ann"), reject(" ann", "ann"), each(friends, alike...), each(requests, alike...))},
		{"a user may have more than 1,000 friends and requests", seq(circle(many...), friends(many[0]), add(ann), each(func(u id) op { return requestFriend(u, ann) }, many...), requests(ann).Returns(many), each(friends, many[1], many[1099]))},
		{"users A and BC share no request with users AB and C, although both pairs of IDs, written together, are ABC", seq(glued(func(_ int, a, b id) []op { return seq(requestFriend(a, b)) })...)},
		{"two pairs of users share no request, even if their IDs and the lengths of these, written together, make the same text", seq(gluedPairs(measured(), func(_ int, a, b id) []op { return seq(requestFriend(a, b)) })...)},
	}
}

// glued adds users for each of many separators, and calls do for two pairs of them. Joined by the separator, both pairs
// of IDs make the same text.
func glued(do func(n int, a, b id) []op) (ops []any) {
	var alike [][4]id
	for _, sep := range []id{"", "\x00", ",", "|", ":", "/", " ", "-", "_", ";", "\n", "\x1f", "\xff", "#", "->", `","`} {
		if sep == "" {
			alike = append(alike, [4]id{"A", "BC", "AB", "C"})
			continue
		}
		alike = append(alike, [4]id{"a" + sep + "1", "b" + sep + "c" + sep + "1", "a" + sep + "1" + sep + "b", "c" + sep + "1"})
	}
	return gluedPairs(alike, do)
}

// gluedPairs adds the users of pairs and calls do for both.
func gluedPairs(alike [][4]id, do func(n int, a, b id) []op) (ops []any) {
	for i, p := range alike {
		ops = append(ops, add(p[:]...), do(2*i+1, p[0], p[1]), do(2*i+2, p[2], p[3]), each(requests, p[1], p[3]), each(friends, p[:]...))
	}
	return ops
}

// measured are pairs of texts, each two of which are one text if their lengths are written before, between or after
// them without a mark, or if only a separator is escaped and not the escape character too. In each pair the smaller
// text comes first.
func measured() (alike [][4]id) {
	longer := id(strings.Repeat("u", 256))
	alike = [][4]id{
		{"1", "abcdefghijkz", "abcdefghijk", "z"}, // the first length before both: 11abcdefghijkz
		{"1mnnnnnnnnnn", "z", "m", "nnnnnnnnnnz"}, // the second one before both: 11mnnnnnnnnnnz
		{"e", "fghijklmnoz", "efghijklmno", "z"},  // both lengths before both: 111efghijklmnoz
		{"x", "yyy5z", "x1yyy", "z"},              // the first length between: x1yyy5z
		{"x", "yy1z", "x4yy", "z"},                // the second one between: x4yy1z
		{"x", "yyyyyyyyyyy1", "xyyyyyyyyyy", "y"}, // the first length after both: xyyyyyyyyyyy11
		{"00bbbbbbbbbb", "1", "0", "0bbbbbbbbbb"}, // the second one after both: 00bbbbbbbbbb11
		{"t", longer + "v", "t" + longer, "v"},    // the first length before both, as one byte: 1 and 257 are the same byte
	}
	for _, esc := range []id{`\`, "%", "'", `"`, "^"} {
		for _, sep := range []id{",", ":", "/", "|", " ", "-"} {
			alike = append(alike, [4]id{"x" + esc, "y" + sep + "z", "x" + sep + "y" + esc, "z"})
		}
	}
	return alike
}

// talk is a private chat, number 1, of ann and bob, in which each has sent a message.
var talk = seq(circle(ann, bob, cyd), openPrivate(1, ann, bob), send(1, ann, "tea?"), send(1, bob, "yes"))

// pair is an empty private chat, number 1, of ann and bob.
var pair = seq(circle(ann, bob), openPrivate(1, ann, bob))

func privateRows() []row {
	return []row{
		{"OpenPrivate returns the same chat for two friends in either order", seq(circle(ann, bob), openPrivate(1, ann, bob).Returns(number(1)), openPrivate(2, ann, bob).Returns(number(1)),
			openPrivate(3, bob, ann).Returns(number(1)))},
		{"each pair of friends has a private chat of its own", seq(circle(ann, bob, cyd), befriend(bob, cyd), openPrivate(1, ann, bob), openPrivate(2, ann, cyd).Returns(number(2)),
			openPrivate(3, cyd, bob).Returns(number(3)), openPrivate(4, cyd, ann).Returns(number(2)), openPrivate(5, bob, cyd))},
		{"users A and BC share no chat with users AB and C, although both pairs of IDs, written together, are ABC", seq(glued(func(n int, a, b id) []op {
			return seq(befriend(a, b), openPrivate(n, a, b), send(n, a, "from a"), log(n, b))
		})...)},
		{"two pairs of users share no chat, even if their IDs and the lengths of these, written together, make the same text", seq(gluedPairs(measured(), func(n int, a, b id) []op {
			return seq(befriend(a, b), openPrivate(n, a, b), send(n, a, "from a"), log(n, b))
		})...)},
		{"OpenPrivate returns ErrNotFriends if the two users are not friends", seq(add(ann, bob), openPrivate(1, ann, bob).Returns(ErrNotFriends), requestFriend(ann, bob),
			openPrivate(1, ann, bob).Returns(ErrNotFriends), openPrivate(1, bob, ann), approve(bob, ann), openPrivate(1, bob, ann).Returns(number(1)))},
		{"OpenPrivate returns ErrSelf if both users are the same", seq(add(ann), openPrivate(1, ann, ann).Returns(ErrSelf))},
		{"At is the time that Now shows when the message is sent", seq(pair, clock(7*time.Second), send(1, ann, "tea?").Returns(said{1, 1, ann, "", "tea?", start.Add(7 * time.Second)}),
			clock(9*time.Second), send(1, bob, "yes"), clock(20*time.Second), log(1, ann))},
		{"At is exactly what Now shows, for every possible time", seq(pair, clockAt(time.Time{}, "now = time.Time{}"), send(1, ann, "the zero time"), clock(math.MaxInt64), send(1, bob, "far ahead"),
			clock(math.MinInt64), send(1, ann, "far back"), clock(-1), send(1, bob, "a nanosecond"), clockAt(time.Unix(0, 0), "now = time.Unix(0, 0)"), send(1, ann, "1970"),
			clockAt(start.In(time.FixedZone("", 5400)), `now = start.In(time.FixedZone("", 5400))`), send(1, ann, "elsewhere"), log(1, ann), log(1, bob))},
		{"Seq is 1, 2, 3 and so on, and both users see all messages in that order", seq(talk, send(1, ann, "when?").Returns(msg(3, ann, "when?")), send(1, ann, "now?"),
			log(1, ann).Returns(page(msg(1, ann, "tea?"), msg(2, bob, "yes"), msg(3, ann, "when?"), msg(4, ann, "now?"))), log(1, bob))},
		{"Send returns the same message as History", seq(talk, clock(7*time.Second), sendAs(1, bob, "b-1", "yes").Returns(said{1, 3, bob, "b-1", "yes", start.Add(7 * time.Second)}), clock(9*time.Second), log(1, ann))},
		{"each chat has its own Seqs and its own messages", seq(talk, openPrivate(2, cyd, ann), send(2, ann, "hello").Returns(said{2, 1, ann, "", "hello", start}), send(1, ann, "and you?").Returns(msg(3, ann, "and you?")),
			send(2, cyd, "hello"), log(1, bob), log(2, cyd), log(2, ann))},
		{"Seq decides the order of messages, and At never does", seq(pair, clock(50*time.Second), send(1, ann, "first"), clock(20*time.Second), send(1, bob, "second"), clock(50*time.Second), send(1, ann, "third"),
			clock(-3*time.Hour), send(1, ann, "fourth"), log(1, bob))},
		{"Send and History return ErrNotMember if the caller is not in the private chat", seq(talk, send(1, cyd, "me too").Returns(ErrNotMember), log(1, cyd).Returns(ErrNotMember), log(1, ann))},
		{"Send and History return ErrUnknownChat if the chat never existed", seq(talk, send(0, ann, "tea?").Returns(ErrUnknownChat), log(0, ann).Returns(ErrUnknownChat), send(-1, ann, "x"), log(-1, ann),
			send(-2, ann, "x"), log(-2, ann), send(-3, ann, "x"), log(-3, ann), send(-4, ann, "x"), log(-4, ann))},
		{"OpenPrivate, Send and History return ErrUnknownUser if a user is unknown", seq(talk, send(1, zed, "tea?").Returns(ErrUnknownUser), log(1, zed), openPrivate(2, ann, zed), openPrivate(2, zed, ann))},
		{"after Unfriend, both can read the chat, but Send and OpenPrivate return ErrNotFriends", seq(talk, unfriend(bob, ann), log(1, ann).Returns(page(msg(1, ann, "tea?"), msg(2, bob, "yes"))), log(1, bob),
			send(1, ann, "bob?").Returns(ErrNotFriends), send(1, bob, "no"), openPrivate(2, ann, bob).Returns(ErrNotFriends), openPrivate(2, bob, ann), log(1, ann), log(1, bob))},
		{"two users who become friends again have the same chat as before", seq(talk, unfriend(ann, bob), befriend(bob, ann), openPrivate(2, bob, ann).Returns(number(1)),
			send(1, ann, "sorry").Returns(msg(3, ann, "sorry")), send(2, bob, "me too"), log(2, ann), log(2, bob))},
		{"a rejected request does not end an old private chat", seq(talk, unfriend(ann, bob), requestFriend(ann, bob), reject(bob, ann), log(1, ann), log(1, bob), befriend(bob, ann),
			openPrivate(2, ann, bob), send(2, bob, "at last"), log(2, ann))},
		{"the slice that History returns belongs to the caller", seq(talk, spoiled(log(1, ann)), log(1, ann), log(1, bob), spoiled(log(1, bob)), send(1, ann, "3"), spoiled(log(1, bob), log(1, ann)), send(1, bob, "4"), log(1, ann), log(1, bob))},
		{"UpdateUser changes no message and no chat", seq(talk, updateUser(ann, "Anna"), log(1, bob), send(1, ann, "still ann").Returns(msg(3, ann, "still ann")), openPrivate(2, bob, ann).Returns(number(1)))},
		{"a user may have more than 1,000 private chats", seq(circle(many...), numbered(func(n int, u id) []op { return seq(openPrivate(n, many[0], u), send(n, u, "from "+string(u))) }, many[1:]...),
			numbered(func(n int, u id) []op { return seq(openPrivate(n, u, many[0]), log(n, u)) }, many[1:]...))},
	}
}

var x = strings.Repeat("x", maxText)

func textRows() []row {
	return []row{
		{"Send returns ErrInvalid if the text is blank", seq(talk, send(1, ann, " \t\n").Returns(ErrInvalid), ofTexts(func(s string) op { return send(1, ann, s).Returns(ErrInvalid) }, spaces...), log(1, bob))},
		{"Send returns ErrInvalid if the text is not valid UTF-8", seq(talk, send(1, ann, "\xff").Returns(ErrInvalid), says(1, ann, "ab\xc3", "\xed\xa0\x80", "\xc0\x80", "\xf4\x90\x80\x80"),
			send(1, ann, "\ufffd").Returns(msg(3, ann, "\ufffd")), says(1, ann, "é", "日本", "\U0010ffff", "a\x00b", "\u200b", "\ufeff"), log(1, bob))},
		{"Send returns ErrInvalid if the text has more than MaxText runes", seq(talk, send(1, ann, x).Returns(msg(3, ann, x)), send(1, ann, x+"x").Returns(ErrInvalid), log(1, bob))},
		{"MaxText counts white space at both ends too", seq(talk, says(1, ann, x[1:]+" ", x+" ", " "+x, "\n"+x[2:]+"\n"), log(1, bob))},
		{"MaxText counts runes, not bytes, UTF-16 units or letters with their accents", seq(talk, send(1, ann, strings.Repeat("語", maxText)).Returns(msg(3, ann, strings.Repeat("語", maxText))),
			send(1, ann, strings.Repeat("語", maxText+1)).Returns(ErrInvalid), says(1, ann, strings.Repeat("😀", maxText), strings.Repeat("😀", maxText+1), strings.Repeat("e\u0301", maxText/2), strings.Repeat("e\u0301", maxText/2)+"e"), log(1, bob))},
		{"a refused message takes no Seq", seq(talk, says(1, bob, "", "\xff"), send(1, cyd, "me too"), send(1, zed, "me too"), send(1, bob, "no milk").Returns(msg(3, bob, "no milk")), log(1, ann))},
		{"a text is stored unchanged", seq(talk, says(1, ann, "Tea? É", "a\tb", "  a\n", "\u200b", "e\u0301", "é", "a\r\nb"), log(1, bob))},
	}
}

// trio is a group, number 1, of ann, who owns it, bob and cyd, who joined in this order.
var trio = seq(circle(ann, bob, cyd, dan), grouped(1, ann, bob, cyd))

func groupRows() []row {
	return []row{
		{"CreateGroup creates a new group each time, and its only member is the owner", seq(circle(ann, bob), createGroup(1, ann, "tea").Returns(number(1)), createGroup(2, ann, "tea").Returns(number(2)),
			createGroup(3, bob, "tea").Returns(number(3)), members(1, ann).Returns(list(ann)), members(1, bob).Returns(ErrNotMember), members(2, ann), eachIn(3, members, ann, bob))},
		{"CreateGroup returns ErrInvalid if the title is blank", seq(add(ann), ofTexts(func(s string) op { return createGroup(1, ann, s).Returns(ErrInvalid) }, spaces...), createGroup(1, ann, " tea").Returns(number(1)), ofTexts(func(s string) op { return createGroup(2, ann, s) }, visible...))},
		{"members send and read messages even if they are not friends", seq(trio, send(1, bob, "hello").Returns(msg(1, bob, "hello")), send(1, cyd, "hello bob"),
			log(1, cyd).Returns(page(msg(1, bob, "hello"), msg(2, cyd, "hello bob"))), eachIn(1, log, ann, bob))},
		{"Members returns IDs sorted as by slices.Sort", seq(circle(dan, cyd, eve, ann, bob, "Zoe", "10", "9"), grouped(1, dan, eve, ann, "9", cyd, "Zoe", bob, "10"), members(1, dan).Returns(list("10", "9", "Zoe", ann, bob, cyd, dan, eve)), members(1, ann))},
		{"the slice that Members returns belongs to the caller", seq(trio, spoiled(members(1, ann)), members(1, ann).Returns(list(ann, bob, cyd)), invite(1, ann, dan), spoiled(members(1, bob)), eachIn(1, members, ann, dan))},
		{"every member may invite friends, not only the owner", seq(trio, add(eve), befriend(bob, eve), invite(1, bob, eve).Returns(nil), members(1, eve).Returns(list(ann, bob, cyd, eve)))},
		{"Invite returns ErrNotFriends if the two users are not friends", seq(trio, add(eve), invite(1, ann, eve).Returns(ErrNotFriends), invite(1, bob, dan).Returns(ErrNotFriends),
			requestFriend(ann, eve), invite(1, ann, eve), eachIn(1, members, ann, dan, eve))},
		{"Invite returns ErrMember if the invited user is a member already", seq(trio, invite(1, ann, bob).Returns(ErrMember), invite(1, bob, ann).Returns(ErrMember), invite(1, bob, bob), invite(1, ann, ann), invite(1, bob, cyd), members(1, ann))},
		{"Invite returns ErrNotMember if the caller is not a member", seq(trio, invite(1, dan, ann).Returns(ErrNotMember), invite(1, dan, dan).Returns(ErrNotMember), add(eve), befriend(dan, eve),
			invite(1, dan, eve).Returns(ErrNotMember), members(1, ann))},
		{"a member whom the owner kicks is no longer a member", seq(trio, send(1, bob, "hello"), kick(1, ann, bob).Returns(nil), members(1, ann).Returns(list(ann, cyd)), members(1, bob).Returns(ErrNotMember),
			send(1, bob, "hey").Returns(ErrNotMember), eachIn(1, log, bob, cyd), leave(1, bob), kick(1, ann, bob))},
		{"Kick returns ErrNotOwner if the caller is a member, but not the owner", seq(trio, kick(1, bob, cyd).Returns(ErrNotOwner), kick(1, cyd, ann).Returns(ErrNotOwner), kick(1, bob, dan), kick(1, dan, bob).Returns(ErrNotMember), members(1, ann))},
		{"Kick returns ErrSelf if owners kick themselves", seq(trio, kick(1, ann, ann).Returns(ErrSelf), members(1, ann))},
		{"Kick returns ErrNotMember if the kicked user is not a member", seq(trio, kick(1, ann, dan).Returns(ErrNotMember), members(1, ann))},
		{"a user who leaves is no longer a member", seq(trio, send(1, ann, "tea?"), leave(1, bob).Returns(nil), members(1, ann).Returns(list(ann, cyd)), members(1, bob), send(1, bob, "hey").Returns(ErrNotMember),
			eachIn(1, log, bob, cyd), leave(1, bob).Returns(ErrNotMember), invite(1, bob, ann))},
		{"if the owner leaves, the remaining member who joined first becomes the owner", seq(circle(ann, dan, bob, cyd), grouped(1, ann, dan, bob, cyd), leave(1, ann).Returns(nil), kick(1, bob, cyd).Returns(ErrNotOwner),
			kick(1, cyd, bob).Returns(ErrNotOwner), kick(1, dan, bob).Returns(nil), leave(1, dan), leave(1, cyd))},
		{"if each new owner leaves too, the member who joined next becomes the owner", seq(trio, invite(1, ann, dan), leave(1, ann), leave(1, bob), kick(1, dan, cyd), kick(1, cyd, dan).Returns(nil), members(1, cyd))},
		{"if the owner leaves, only the last time that each remaining member joined counts", seq(trio, leave(1, bob), invite(1, ann, bob), leave(1, ann), kick(1, bob, cyd).Returns(ErrNotOwner), kick(1, cyd, bob).Returns(nil), members(1, cyd))},
		{"a kicked user who comes back counts as the last to join", seq(trio, kick(1, ann, bob), invite(1, ann, bob), leave(1, ann), kick(1, bob, cyd), kick(1, cyd, bob).Returns(nil))},
		{"an owner who leaves and comes back is no longer the owner", seq(trio, leave(1, ann), invite(1, bob, ann), kick(1, ann, cyd).Returns(ErrNotOwner), kick(1, bob, ann), members(1, bob))},
		{"the owner stays the owner if another member leaves", seq(trio, leave(1, bob), kick(1, ann, cyd).Returns(nil), members(1, ann))},
		{"calls return ErrUnknownChat after the last member has left the group", seq(circle(ann, bob), grouped(1, ann, bob), send(1, ann, "tea?"), leave(1, bob), leave(1, ann).Returns(nil), send(1, ann, "bob?").Returns(ErrUnknownChat),
			eachIn(1, log, ann, bob), members(1, ann).Returns(ErrUnknownChat), leave(1, ann), invite(1, ann, bob), kick(1, ann, bob))},
		{"a closed group stays closed even if new chats are created", seq(circle(ann, bob), grouped(1, ann), send(1, ann, "tea?"), leave(1, ann), createGroup(2, ann, "tea").Returns(number(2)), send(2, ann, "coffee?"), log(1, ann).Returns(ErrUnknownChat), log(2, ann),
			openPrivate(3, ann, bob).Returns(number(3)), log(1, ann), log(3, ann))},
		{"a new member sees only messages sent after they joined", seq(circle(ann, bob, cyd), grouped(1, ann, bob), send(1, ann, "bob?"), send(1, bob, "yes"), invite(1, ann, cyd), log(1, cyd).Returns(page()),
			send(1, ann, "welcome"), send(1, cyd, "thanks"), log(1, cyd).Returns(page(msg(3, ann, "welcome"), msg(4, cyd, "thanks"))), log(1, ann))},
		{"a member who joins again sees only messages sent since then", seq(trio, send(1, ann, "one"), leave(1, bob), send(1, cyd, "two"), invite(1, ann, bob), log(1, bob).Returns(page()), send(1, cyd, "three"),
			log(1, bob).Returns(page(msg(3, cyd, "three"))), log(1, cyd))},
		{"a member who joins again does not see their own old messages", seq(trio, send(1, bob, "one"), kick(1, ann, bob), invite(1, ann, bob), send(1, bob, "two"), log(1, bob).Returns(page(msg(2, bob, "two"))), log(1, ann))},
		{"Seq has no gaps when members come and go", seq(trio, send(1, bob, "one"), leave(1, bob), send(1, ann, "two"), leave(1, ann), send(1, cyd, "three").Returns(msg(3, cyd, "three")), log(1, cyd))},
		{"Unfriend changes nothing in groups", seq(trio, unfriend(ann, bob), send(1, bob, "still here").Returns(msg(1, bob, "still here")), log(1, ann), members(1, bob), invite(1, bob, dan), kick(1, ann, bob).Returns(nil), invite(1, ann, bob).Returns(ErrNotFriends))},
		{"calls in a group return ErrNotMember if the caller is not a member", seq(trio, members(1, dan).Returns(ErrNotMember), send(1, dan, "me too").Returns(ErrNotMember), log(1, dan).Returns(ErrNotMember), leave(1, dan).Returns(ErrNotMember))},
		{"Invite, Kick and Leave return ErrInvalid if the chat is private", seq(talk, befriend(bob, cyd), invite(1, ann, cyd).Returns(ErrInvalid), kick(1, ann, bob).Returns(ErrInvalid), leave(1, ann).Returns(ErrInvalid), leave(1, bob),
			eachIn(1, members, ann, bob), send(1, ann, "still here"))},
		{"Members returns both users of a private chat, even after Unfriend", seq(talk, members(1, ann).Returns(list(ann, bob)), eachIn(1, members, bob, cyd), unfriend(ann, bob), members(1, ann).Returns(list(ann, bob)), members(1, bob))},
		{"calls in a group return ErrUnknownUser if a user is unknown", seq(trio, invite(1, ann, zed).Returns(ErrUnknownUser), invite(1, zed, ann), kick(1, ann, zed).Returns(ErrUnknownUser), kick(1, zed, ann), leave(1, zed), members(1, zed), createGroup(2, zed, "tea"))},
		{"a group may have more than 1,000 members, and a user more than 1,000 groups", seq(circle(many...), grouped(1, many[0], many[1:]...), members(1, many[1099]).Returns(many), eachIn(1, leave, many[:1097]...), members(1, many[1097]).Returns(many[1097:]), kick(1, many[1098], many[1099]), kick(1, many[1097], many[1099]).Returns(nil),
			numbered(func(n int, u id) []op {
				return seq(createGroup(n, many[0], "tea"), send(n, many[0], "from "+string(u)))
			}, many...), numbered(func(n int, u id) []op { return seq(log(n, many[0])) }, many...))},
	}
}
