package onlinechat_test

import (
	"fmt"
	"iter"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/onlinechat"
)

// The checks of steps 1 to 6 that are not lists of calls: limits of a Config, large sizes, and costs.

func checkNew(t *exercise.T) {
	for _, config := range []onlinechat.Config{{MaxText: -1}, {MaxPage: -1}, {MaxText: -1, MaxPage: -7}, {MaxText: 10, MaxPage: -1}, {MaxText: math.MinInt}, {MaxPage: math.MinInt}} {
		_, err := onlinechat.New(config)
		require.ErrorIs(t, err, ErrInvalid, "onlinechat.New(onlinechat.Config{MaxText: %d, MaxPage: %d})", config.MaxText, config.MaxPage)
	}
	for _, config := range []onlinechat.Config{{}, {MaxText: 1, MaxPage: 1}, {MaxText: math.MaxInt, MaxPage: math.MaxInt}} {
		s, err := onlinechat.New(config)
		require.NoError(t, err, "onlinechat.New(onlinechat.Config{MaxText: %d, MaxPage: %d})", config.MaxText, config.MaxPage)
		require.NotNil(t, s, "onlinechat.New(onlinechat.Config{MaxText: %d, MaxPage: %d})", config.MaxText, config.MaxPage)
		_, err = s.User(ann)
		require.ErrorIs(t, err, ErrUnknownUser, "s.User(%q) of a new Server", ann)
	}
}

// must panics if a call that must succeed was refused. The text of the panic has the call.
func must(err error) {
	if err != nil {
		panic(fmt.Sprintf("the test's own call %s returned the error %v, want nil, because nothing can refuse the call here", calledInMust(), err))
	}
}

// allowed is like must, for a call whose text is format with args.
func allowed(err error, format string, args ...any) {
	if err != nil {
		panic(fmt.Sprintf("%s returned the error %v, want nil, because nothing can refuse the call here", fmt.Sprintf(format, args...), err))
	}
}

// calledInMust returns the source text of the call whose error must has got, and the line.
func calledInMust() string {
	pc := make([]uintptr, 10)
	frames := runtime.CallersFrames(pc[:runtime.Callers(2, pc)])
	for {
		frame, more := frames.Next()
		if mustFunction.MatchString(frame.Function) && more {
			continue
		}
		file := filepath.Base(frame.File)
		place := fmt.Sprintf("%s:%d", file, frame.Line)
		source, err := os.ReadFile(file) // a test runs in the folder of its package
		lines := strings.Split(string(source), "\n")
		if err != nil || frame.Line > len(lines) {
			return "the call at " + place
		}
		line := strings.TrimSpace(lines[frame.Line-1])
		if call := mustCall.FindStringSubmatch(line); call != nil {
			line = call[1]
		}
		return fmt.Sprintf("%s (%s)", line, place)
	}
}

var (
	mustFunction = regexp.MustCompile(`\.(must2?|got|calledInMust)(\[.*)?$`)
	mustCall     = regexp.MustCompile(`\b(?:must2?|got)\((\w[\w.]*\((?:[^()]|\([^()]*\))*\))\)`) // arguments may be calls too
)

// got returns the value of a call that must succeed.
func got[V any](v V, err error) V {
	must(err)
	return v
}

// befriended returns a Server with users, the first of whom is a friend of all others.
func befriended(config onlinechat.Config, users ...id) *onlinechat.Server {
	s := newServer(config)
	for i, u := range users {
		must(s.AddUser(u, string(u)))
		if i > 0 {
			must(s.RequestFriend(u, users[0]))
			must(s.Approve(users[0], u))
		}
	}
	return s
}

// groupOf returns a Server and a group on it of users, the first of whom owns it.
func groupOf(config onlinechat.Config, users ...id) (*onlinechat.Server, onlinechat.ChatID) {
	s := befriended(config, users...)
	chat := got(s.CreateGroup(users[0], "tea"))
	for _, u := range users[1:] {
		must(s.Invite(chat, users[0], u))
	}
	return s, chat
}

// join adds a user and lets ann invite them.
func join(s *onlinechat.Server, chat onlinechat.ChatID, u id) {
	addFriend(s, u)
	must(s.Invite(chat, ann, u))
}

// addFriend adds a user who is a friend of ann.
func addFriend(s *onlinechat.Server, u id) {
	must(s.AddUser(u, string(u)))
	must(s.RequestFriend(ann, u))
	must(s.Approve(u, ann))
}

// ids returns n users, sorted.
func ids(n int) (us []id) {
	for i := range n {
		us = append(us, id(fmt.Sprintf("user%05d", i+1)))
	}
	return us
}

// wantEqual fails t with a list of the differences if a call has another result than want.
func wantEqual(t *exercise.T, call string, got, want any) {
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("%s (-want +got):\n%s", call, diff)
	}
}

// limitText returns the text of a limit of a Config, which means most.
func limitText(limit, most int) string {
	if limit == 0 {
		return fmt.Sprintf("0 (that is %d)", most)
	}
	return fmt.Sprint(limit)
}

// checkMaxText sends a text of the maximum length, and one that is longer by one rune.
func checkMaxText(t *exercise.T, config onlinechat.Config, most int) {
	s := befriended(config, ann, bob)
	chat := got(s.OpenPrivate(ann, bob))
	for n, want := range map[int]error{most: nil, most + 1: ErrInvalid} {
		_, err := s.Send(chat, ann, "", strings.Repeat("é", n))
		require.ErrorIs(t, err, want, "a Server whose Config has MaxText %s: s.Send of a text of %d runes", limitText(config.MaxText, most), n)
	}
}

func checkOtherMaxText(t *exercise.T) {
	for _, most := range []int{1, 255, 256, 257, 5000, 70_000} {
		checkMaxText(t, onlinechat.Config{MaxText: most}, most)
	}
	s := befriended(onlinechat.Config{MaxText: math.MaxInt}, ann, bob)
	_, err := s.Send(got(s.OpenPrivate(ann, bob)), ann, "", strings.Repeat("é", 70_000))
	require.NoError(t, err, "a Server whose Config has MaxText math.MaxInt: s.Send of a text of 70,000 runes")
}

func checkDefaultNow(t *exercise.T) {
	s := befriended(onlinechat.Config{}, ann, bob)
	chat := got(s.OpenPrivate(ann, bob))
	before := time.Now()
	m := got(s.Send(chat, ann, "", "tea?"))
	if after := time.Now(); m.At.Round(0).Before(before.Round(0)) || m.At.Round(0).After(after.Round(0)) {
		t.Errorf("a Server of the zero Config: s.Send returned a message with At %v, want a time from %v to %v", m.At, before, after)
	}
}

// checkMovingClock sends with a clock that moves each time it is read.
func checkMovingClock(t *exercise.T) {
	now := start
	s := befriended(onlinechat.Config{Now: func() time.Time { now = now.Add(time.Nanosecond); return now }}, ann, bob)
	chat := got(s.OpenPrivate(ann, bob))
	var sent []onlinechat.Message
	for range 3 {
		before := now
		m := got(s.Send(chat, ann, "", "tea?"))
		if !m.At.After(before) || m.At.After(now) {
			t.Fatalf("a clock that moves by a nanosecond each time it is read showed %v before s.Send and %v after it: At is %v, want a time that the clock showed during s.Send", before, now, m.At)
		}
		sent = append(sent, m)
	}
	wantEqual(t, "a clock that moves each time it is read: s.History after three messages, compared with what s.Send returned", got(s.History(chat, bob, 0, 10)), sent)
}

// checkClockUsesAnother lets the clock of a Server call methods of another Server, all that there are up to step.
func checkClockUsesAnother(step int) func(t *exercise.T) {
	return func(t *exercise.T) {
		other := befriended(onlinechat.Config{Now: func() time.Time { return start }}, ann, bob)
		chat := got(other.OpenPrivate(ann, bob))
		uses := 0
		use := func() {
			uses++
			must(other.AddUser(id(fmt.Sprint("user", uses)), "x"))
			must2(other.Friends(ann))
			must2(other.OpenPrivate(bob, ann))
			must2(other.Send(chat, ann, "", "tea?"))
			if step >= 7 {
				sub := got(other.Subscribe(bob, 4))
				must2(other.Online(ann, bob))
				must2(other.History(chat, bob, 0, 3))
				must2(other.Unread(chat, bob))
				sub.Close()
			}
		}
		s := befriended(onlinechat.Config{Now: func() time.Time { use(); return start }}, ann, bob)
		mine := got(s.OpenPrivate(ann, bob))
		t.Doing("the clock of s calls methods of another Server, and ann calls s.Send")
		for i := range 3 {
			if m := got(s.Send(mine, ann, "", "tea?")); m.Seq != int64(i+1) || uses == 0 {
				t.Fatalf("while the clock of s used another Server, s.Send returned a message with Seq %d, and the clock was read %d times, want Seq %d and a reading", m.Seq, uses, i+1)
			}
		}
	}
}

// must2 is must for calls that return a value too.
func must2[V any](_ V, err error) { must(err) }

// filled returns a Server with a group of ann and bob, who have sent n messages in turn.
func filled(config onlinechat.Config, n int) (*onlinechat.Server, onlinechat.ChatID) {
	s, chat := groupOf(config, ann, bob)
	for i := range n {
		fill(s, chat, i+1, []id{ann, bob}[i%2], fmt.Sprint(i))
	}
	return s, chat
}

// fill sends message number n to a group that only the test fills.
func fill(s *onlinechat.Server, chat onlinechat.ChatID, n int, from id, clientID string) {
	m, err := s.Send(chat, from, clientID, "tea?")
	if err != nil || m.Seq != int64(n) {
		panic(fmt.Sprintf("message number %d of a group, s.Send(chat, %q, %q, \"tea?\"), returned (%+v, %s), want Seq %d and nil, because nothing can refuse the call here", n, from, clientID, m, exercise.Text(err), n))
	}
}

// checkMaxPage asks for pages below, at and above the maximum length.
func checkMaxPage(t *exercise.T, config onlinechat.Config, most int) {
	const before = 40
	n := 340
	if most > n {
		n = 1300 // so that a long page is not the whole chat
	}
	s, chat := filled(config, before)
	join(s, chat, cyd)
	sends(s, chat, ann, n-before)
	for u, joined := range map[id]int{ann: 0, cyd: before} {
		for _, limit := range []int{1, most, most + 1, n - before, n, math.MaxInt} {
			for _, end := range []int64{0, int64(n) + 1, math.MaxInt64} {
				want := min(limit, most, n-joined)
				log := got(s.History(chat, u, end, limit))
				wantEqual(t, fmt.Sprintf("the Seqs of s.History(chat, %q, %d, %d) with MaxPage %s, in a chat of %d messages, %d of which were sent before the user joined", u, end, limit, limitText(config.MaxPage, most), n, joined),
					seqsOf(log), seqs(n-want+1, n))
			}
		}
	}
}

func checkOtherMaxPages(t *exercise.T) {
	for _, most := range []int{1, 130, 257, 1000, math.MaxInt - 1} {
		checkMaxPage(t, onlinechat.Config{MaxPage: most}, most)
	}
}

func checkPages(t *exercise.T) {
	for _, n := range []int{0, 1, 4, 5, 6, 20, 21} {
		s, chat := filled(onlinechat.Config{MaxPage: maxPage}, n)
		for limit := 1; limit <= maxPage+2; limit++ {
			var all []int64
			for before := int64(0); len(all) <= n; {
				page := got(s.History(chat, bob, before, limit))
				if len(page) == 0 {
					break
				}
				all = append(seqsOf(page), all...)
				before = page[0].Seq
			}
			if want := seqs(1, n); !slices.Equal(all, want) {
				t.Fatalf("a chat of %d messages, MaxPage %d: pages with limit %d, each with the first Seq of the page fetched earlier as the argument before, together have the Seqs\n%v, want\n%v",
					n, maxPage, limit, all, want)
			}
		}
	}
}

// seqs returns the numbers from first to last.
func seqs(first, last int) (all []int64) {
	for n := first; n <= last; n++ {
		all = append(all, int64(n))
	}
	return all
}

func seqsOf(page []onlinechat.Message) (seqs []int64) {
	for _, m := range page {
		seqs = append(seqs, m.Seq)
	}
	return seqs
}

// checkManyMessages checks Seqs, pages and retries in a long chat.
func checkManyMessages(t *exercise.T) {
	const n = 66_000
	s, chat := filled(onlinechat.Config{}, n)
	for _, seq := range []int{1, 255, 256, 257, 32_768, 65_535, 65_536, 65_537, n} {
		log := got(s.History(chat, ann, int64(seq)+1, 3))
		wantEqual(t, fmt.Sprintf("the Seqs of s.History(chat, %q, %d, 3) in a chat of %d messages", ann, seq+1, n), seqsOf(log), seqs(max(1, seq-2), seq))
		from := []id{bob, ann}[seq%2]
		again, err := s.Send(chat, from, fmt.Sprint(seq-1), "tea?")
		if err != nil || again != log[len(log)-1] {
			t.Fatalf("a retry of the message with Seq %d, in a chat of %d messages, returned (%+v, %s), want (%+v, nil), the message as it was first sent", seq, n, again, exercise.Text(err), log[len(log)-1])
		}
	}
	join(s, chat, cyd)
	wantEqual(t, fmt.Sprintf("the Seq of one more message, in a chat of %d", n), got(s.Send(chat, ann, "", "more")).Seq, int64(n+1))
	wantEqual(t, fmt.Sprintf("the Seqs that s.History returns to a member who joined after %d messages, before one more was sent", n), seqsOf(got(s.History(chat, cyd, 0, 10))), []int64{n + 1})
}

// checkManyUnread checks counts of unread messages in a long chat.
func checkManyUnread(t *exercise.T) {
	const n = 132_000 // 66,000 of each
	s, chat := groupOf(onlinechat.Config{}, ann, bob)
	for i := range n {
		fill(s, chat, i+1, []id{ann, bob}[i%2], "")
	}
	for _, read := range []int{0, 1, 256, 65_535, 65_536, 65_537, n/2 - 1, n / 2, n - 1, n} {
		// Bob's messages have the even Seqs.
		want := n/2 - read/2
		must(s.MarkRead(chat, ann, int64(read)))
		if count, err := s.Unread(chat, ann); err != nil || count != want {
			t.Fatalf("a chat of %d messages that ann and bob sent in turn: after s.MarkRead(chat, %q, %d), s.Unread(chat, %q) returned (%d, %s), want (%d, nil)", n, ann, read, ann, count, exercise.Text(err), want)
		}
	}
}

// checkManyUsers adds so many users that their number does not fit into 16 bits, and removes some.
func checkManyUsers(t *exercise.T) {
	const n = 66_000
	s := newServer(onlinechat.Config{})
	users := ids(n)
	for _, u := range users {
		allowed(s.AddUser(u, string(u)), "s.AddUser(%q, %q)", u, u)
	}
	gone := map[int]bool{0: true, 1<<16 - 1: true, 1 << 16: true, n - 1: true}
	for i := range gone {
		allowed(s.RemoveUser(users[i]), "s.RemoveUser(%q)", users[i])
	}
	for i, u := range users {
		got, err := s.User(u)
		if !gone[i] && err == nil && got == name(u, string(u)) {
			continue
		}
		want := any(name(u, string(u)))
		if gone[i] {
			want = ErrUnknownUser
		}
		if wrong := exercise.Compare(answer(got, err), want); wrong != nil {
			t.Fatalf("%d users were added, and then some were removed: s.User(%q) of user number %d returned %s, want %s", n, u, i+1, wrong.Got, wrong.Want)
		}
	}
}

// checkManyFriends gives a user so many friends and requests that their number does not fit into 16 bits.
func checkManyFriends(t *exercise.T) {
	s := newServer(onlinechat.Config{})
	must(s.AddUser(ann, "Ann"))
	users := ids(66_000)
	var asked []id
	for i := range crowd(len(users)) {
		u := users[i]
		must(s.AddUser(u, "x"))
		must(s.RequestFriend(u, ann))
		asked = users[:i+1]
	}
	what := fmt.Sprintf("%d users have sent ann a request", len(asked))
	wantUsers(t, what+": s.Requests(ann)", got(s.Requests(ann)), asked)
	for _, u := range asked {
		must(s.Approve(ann, u))
	}
	what += ", and ann has approved all"
	wantUsers(t, what+": s.Friends(ann)", got(s.Friends(ann)), asked)
	for _, i := range []int{len(asked) - 1, min(1<<16, len(asked)-2), 0} {
		must(s.Unfriend(ann, asked[i]))
		asked = slices.Delete(slices.Clone(asked), i, i+1)
	}
	wantUsers(t, what+", and has unfriended 3 of them: s.Friends(ann)", got(s.Friends(ann)), asked)
}

// wantUsers fails t if got is not want. Both are too long to be printed.
func wantUsers(t *exercise.T, call string, got, want []id) {
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("%s returned %d users, want %d; at index %d: %q, want %q", call, len(got), len(want), i, got[i:min(i+1, len(got))], want[i:min(i+1, len(want))])
		}
	}
}

// checkManyMembers invites so many users that their number does not fit into 16 bits. Then some leave, and each of the
// others is still a member.
func checkManyMembers(t *exercise.T) {
	s, chat := groupOf(onlinechat.Config{}, ann, bob)
	users, all := ids(66_000), []id{ann, bob}
	for i := range crowd(len(users)) {
		join(s, chat, users[i])
		all = append(all, users[i])
	}
	what := fmt.Sprintf("a group of %d members", len(all))
	wantUsers(t, what+": s.Members(chat, ann)", got(s.Members(chat, ann)), all)
	for _, i := range []int{len(all) - 1, min(1<<16, len(all)-2), min(1<<16, len(all)-3), 2, 1} {
		must(s.Leave(chat, all[i]))
		all = slices.Delete(slices.Clone(all), i, i+1)
	}
	what += ", 5 of whom have left"
	wantUsers(t, what+": s.Members(chat, ann)", got(s.Members(chat, ann)), all)
	m := got(s.Send(chat, ann, "", "tea?"))
	for _, i := range []int{0, 1, len(all) / 2, min(1<<16, len(all)-1), len(all) - 1} {
		wantEqual(t, fmt.Sprintf("%s: after ann has sent one message, s.History(chat, %q, 0, 2)", what, all[i]), got(s.History(chat, all[i], 0, 2)), []onlinechat.Message{m})
	}
}

// checkManyJoins lets three members pass on a group in turn: in each round, the owner kicks the next member, invites
// them again, and leaves.
func checkManyJoins(t *exercise.T) {
	s, chat := groupOf(onlinechat.Config{}, ann, bob, cyd)
	must(s.RequestFriend(bob, cyd))
	must(s.Approve(cyd, bob))
	q := []id{ann, bob, cyd} // in the order of joining
	try := func(round int, call string, err error) {
		if err != nil {
			t.Fatalf("a group in which members have come and gone %d times: the members joined in the order %v, and %s returned %s, want nil", 2*round, q, call, exercise.Text(err))
		}
	}
	for round := range 35_000 {
		owner, next, last := q[0], q[1], q[2]
		try(round, fmt.Sprintf("s.Kick(chat, %q, %q)", owner, next), s.Kick(chat, owner, next))
		q = []id{owner, last}
		try(round, fmt.Sprintf("s.Invite(chat, %q, %q)", owner, next), s.Invite(chat, owner, next))
		q = []id{owner, last, next}
		try(round, fmt.Sprintf("s.Leave(chat, %q)", owner), s.Leave(chat, owner))
		q = []id{last, next}
		try(round, fmt.Sprintf("s.Invite(chat, %q, %q)", last, owner), s.Invite(chat, last, owner))
		q = []id{last, next, owner}
	}
}

// checkManyChats creates so many chats that their number does not fit into 16 bits.
func checkManyChats(t *exercise.T) {
	const n = 66_000
	s := befriended(onlinechat.Config{}, ann, bob)
	private := got(s.OpenPrivate(ann, bob))
	made := map[onlinechat.ChatID]int{private: 0}
	for i := 1; i < n; i++ {
		chat := got(s.CreateGroup(ann, "tea"))
		if first, ok := made[chat]; ok {
			t.Fatalf("of %d chats, the chats number %d and %d have the same ID, %d", n, first, i, chat)
		}
		made[chat] = i
		if i >= n-1<<16 && i < 1<<16 {
			continue // no other chat's number has the same low 16 bits
		}
		if m := got(s.Send(chat, ann, "", "tea?")); m.Seq != 1 || m.Chat != chat {
			t.Fatalf("the first message in chat number %d has Chat %d and Seq %d, want %d and 1", i, m.Chat, m.Seq, chat)
		}
	}
	wantEqual(t, fmt.Sprintf("s.OpenPrivate(%q, %q), after %d groups were made", bob, ann, n-1), got(s.OpenPrivate(bob, ann)), private)
}

// checkGluedChats looks for chats whose numbers, written together with the ID of a member, make the same text: user 1x
// in chat 2 and user x in chat 21, or user x1 in chat 2 and user x in chat 12. Then it makes both users members, and lets
// them send.
func checkGluedChats(t *exercise.T) {
	s := befriended(onlinechat.Config{}, ann, "x")
	var made []onlinechat.ChatID
	for range 24 {
		made = append(made, got(s.CreateGroup(ann, "tea")))
	}
	added := make(map[id]bool)
	for _, one := range made {
		for _, other := range made {
			whole := fmt.Sprint(other)
			if rest, ok := strings.CutPrefix(whole, fmt.Sprint(one)); ok && rest != "" {
				apartInChats(t, s, added, one, id(rest+"x"), other)
			}
			if rest, ok := strings.CutSuffix(whole, fmt.Sprint(one)); ok && rest != "" {
				apartInChats(t, s, added, one, id("x"+rest), other)
			}
		}
	}
}

// apartInChats checks that user u in chat one has nothing to do with user x in chat other.
func apartInChats(t *exercise.T, s *onlinechat.Server, added map[id]bool, one onlinechat.ChatID, u id, other onlinechat.ChatID) {
	if !added[u] {
		added[u] = true
		addFriend(s, u)
	}
	allowed(s.Invite(other, ann, "x"), "s.Invite(%d, \"ann\", \"x\")", other)
	must2(s.Send(other, "x", "", "tea?"))
	if err := s.Invite(one, ann, u); err != nil {
		t.Fatalf("user %q is a member of chat %d: then s.Invite(%d, %q, %q) returned %s, want nil", "x", other, one, ann, u, exercise.Text(err))
	}
	must2(s.Send(one, u, "", "coffee?"))
	for chat, member := range map[onlinechat.ChatID]id{one: u, other: "x"} {
		what := fmt.Sprintf("user %q is a member of chat %d, and user %q of chat %d: ", "x", other, u, one)
		wantEqual(t, fmt.Sprintf("%ss.Members(%d, %q)", what, chat, ann), got(s.Members(chat, ann)), slices.Sorted(slices.Values([]id{ann, member})))
		log := got(s.History(chat, member, 0, 10))
		if len(log) != 1 || log[0].From != member {
			t.Fatalf("%seach has sent one message. s.History(%d, %q, 0, 10) returned %+v, want the message that this user sent, and no other", what, chat, member, log)
		}
		must(s.Leave(chat, member))
		if _, err := s.Members(chat, member); exercise.Compare(err, ErrNotMember) != nil {
			t.Fatalf("%safter s.Leave(%d, %q), the error of s.Members(%d, %q) is %s, want %s", what, chat, member, chat, member, exercise.Text(err), exercise.Text(ErrNotMember))
		}
	}
}

// checkGluedClientIDs sends messages in chats whose numbers, written together with the sender or the client ID, make
// the same text.
func checkGluedClientIDs(t *exercise.T) {
	s := befriended(onlinechat.Config{}, ann, "x")
	var made []onlinechat.ChatID
	for range 24 {
		chat := got(s.CreateGroup(ann, "tea"))
		must(s.Invite(chat, ann, "x"))
		made = append(made, chat)
	}
	added := make(map[id]bool)
	first := func(chat onlinechat.ChatID, from id, clientID string) {
		text := fmt.Sprintf("from %s in %d", from, chat)
		m, err := s.Send(chat, from, clientID, text)
		if err != nil || m.Text != text || m.Chat != chat {
			t.Fatalf("s.Send(%d, %q, %q, %q) returned (%+v, %s), want a new message and nil: no message of this sender in this chat has this client ID", chat, from, clientID, text, m, exercise.Text(err))
		}
	}
	for _, one := range made {
		for _, other := range made {
			rest, ok := strings.CutPrefix(fmt.Sprint(other), fmt.Sprint(one))
			if !ok || rest == "" {
				continue
			}
			u := id(rest + "x")
			if !added[u] {
				added[u] = true
				addFriend(s, u)
			}
			must(s.Invite(one, ann, u))
			key := fmt.Sprint("k", one, "-", other)
			// The chat, the sender and the client ID make one text, and then the sender, the chat and the client ID.
			first(one, u, key)
			first(other, "x", key)
			first(one, ann, rest+key)
			first(other, ann, key)
			must(s.Leave(one, u))
		}
	}
}

// Costs are compared in a chat of few messages and in one of many.
const (
	few  = 64
	lots = 256 * few
)

// A shape is a kind of chat in which a call may be slow.
type shape struct {
	name string
	make func(n int) (*onlinechat.Server, onlinechat.ChatID)
}

// shapes are chats of n messages: of two members by turns, of one member alone, with many members who came and
// went.
var shapes = []shape{
	{"where two users send in turn", func(n int) (*onlinechat.Server, onlinechat.ChatID) { return filled(onlinechat.Config{}, n) }},
	{"where ann sent all", func(n int) (*onlinechat.Server, onlinechat.ChatID) { return sentBy(n, ann) }},
	{"where bob sent all", func(n int) (*onlinechat.Server, onlinechat.ChatID) { return sentBy(n, bob) }},
	{"where a member left and came back before each message", func(n int) (*onlinechat.Server, onlinechat.ChatID) {
		s, chat := groupOf(onlinechat.Config{}, ann, bob, cyd)
		for i := range n {
			must(s.Leave(chat, cyd))
			must(s.Invite(chat, ann, cyd))
			fill(s, chat, i+1, cyd, fmt.Sprint(i))
		}
		return s, chat
	}},
}

// once returns a shape that makes its chat of many messages only once.
func (s shape) once() shape {
	many := sync.OnceValues(func() (*onlinechat.Server, onlinechat.ChatID) { return s.make(lots) })
	return shape{s.name, func(n int) (*onlinechat.Server, onlinechat.ChatID) {
		if n == lots {
			return many()
		}
		return s.make(n)
	}}
}

func sentBy(n int, u id) (*onlinechat.Server, onlinechat.ChatID) {
	s, chat := groupOf(onlinechat.Config{}, ann, bob)
	for i := range n {
		fill(s, chat, i+1, u, fmt.Sprint(i))
	}
	return s, chat
}

// sameCost fails t if a call costs much more in a chat of many messages than in a chat of few, for any of the shapes.
// op makes the i-th call in a chat that had n messages.
func sameCost(t *exercise.T, operation string, shapes []shape, op func(s *onlinechat.Server, chat onlinechat.ChatID, n, i int) error) {
	for _, shape := range shapes {
		exercise.FlatAt(t, operation, lots, "in a chat of %d messages "+shape.name, few, "in one of %d", func(n int) func(int) {
			s, chat := shape.make(n)
			return func(i int) { must(op(s, chat, n, i)) }
		})
	}
}

func checkSendCost(t *exercise.T) {
	sameCost(t, "Send", shapes, func(s *onlinechat.Server, chat onlinechat.ChatID, _, i int) error {
		_, err := s.Send(chat, ann, fmt.Sprint("later ", i), "tea?")
		return err
	})
	sameCost(t, "Send, a retry of the first, a middle or the last message of ann,", shapes[:1], func(s *onlinechat.Server, chat onlinechat.ChatID, n, i int) error {
		_, err := s.Send(chat, ann, fmt.Sprint([]int{0, n / 2, n - 2}[i%3]), "tea?")
		return err
	})
}

func checkBesideUsers(t *exercise.T) {
	besideCost(t, "many users and chats outside the chat, and many closed chats", []timedCall{sendingAsBob, paging}, func(s *onlinechat.Server, u id) {
		must(s.AddUser(u, "x"))
		must2(s.CreateGroup(u, "x"))
		must2(s.CreateGroup(bob, "x"))
		must(s.Leave(got(s.CreateGroup(bob, "x")), bob))
	})
}

// besideCost fails t if a call of bob costs much more with many things that it does not need than with few. add adds
// some of them, for a user who is not in the chat.
func besideCost(t *exercise.T, what string, calls []timedCall, add func(s *onlinechat.Server, u id)) {
	var places [2]place
	for k, n := range []int{lots / 8, few / 8} {
		s, chat := filled(onlinechat.Config{}, few)
		for _, u := range ids(n) {
			add(s, u)
		}
		places[k] = place{s, chat}
	}
	sameCosts(t, calls, "with "+what, places[0], "with few", places[1])
}

// A place is a chat of few messages, of which bob is a member.
type place struct {
	s    *onlinechat.Server
	chat onlinechat.ChatID
}

// A timedCall is a call of bob whose costs are compared in two places. It gets its number.
type timedCall struct {
	name string
	do   func(p place, i int)
}

var (
	sendingAsBob = timedCall{"Send", func(p place, i int) { must2(p.s.Send(p.chat, bob, fmt.Sprint("later ", i), "tea?")) }}
	paging       = timedCall{"History", func(p place, i int) { must2(p.s.History(p.chat, bob, int64(few/2+i%2), 3)) }}
	counting     = timedCall{"Unread", func(p place, _ int) { must2(p.s.Unread(p.chat, bob)) }}
)

// sameCosts fails t if a call costs much more here than there.
func sameCosts(t *exercise.T, calls []timedCall, hereText string, here place, thereText string, there place) {
	for _, call := range calls {
		exercise.SameCost(t, call.name, hereText, func(i int) { call.do(here, i) }, thereText, func(i int) { call.do(there, i) })
	}
}

// crowd yields the numbers from 0 to n-1. It stops early for designs that take longer for each further member. Then the
// row knows less.
func crowd(n int) iter.Seq[int] { return exercise.WithinWork(n, 700*time.Millisecond) }

// checkFormerMembers compares the costs of calls in groups that n members have left, and in one that a few have left. In
// the first group all of them were members at the same time. In the other one, two users leave and come back in turn.
func checkFormerMembers(t *exercise.T, n int, calls ...timedCall) {
	if exercise.Race {
		return // costs are not compared
	}
	for _, way := range []struct {
		here, there string
		leave       func(s *onlinechat.Server, chat onlinechat.ChatID, n int)
	}{
		{"in a group that many members have left", "in one that few have left", func(s *onlinechat.Server, chat onlinechat.ChatID, n int) {
			var invited []id
			users := ids(n)
			for i := range crowd(n) {
				join(s, chat, users[i])
				invited = users[:i+1]
			}
			join(s, chat, cyd) // so that those who leave stood between two who stay
			for _, u := range invited {
				must(s.Leave(chat, u))
			}
		}},
		{"in a group that cyd and dan have left many times, in turn,", "in one that they have left a few times", func(s *onlinechat.Server, chat onlinechat.ChatID, n int) {
			join(s, chat, cyd)
			addFriend(s, dan)
			leaves, comes := cyd, dan
			for range crowd(5 * n) { // their places are all that they can leave behind, so there must be more of them
				must(s.Invite(chat, ann, comes))
				must(s.Leave(chat, leaves))
				leaves, comes = comes, leaves
			}
		}},
	} {
		var places [2]place
		for k, n := range []int{n, few / 8} {
			s, chat := filled(onlinechat.Config{}, few)
			way.leave(s, chat, n)
			places[k] = place{s, chat}
		}
		sameCosts(t, calls, way.here, places[0], way.there, places[1])
	}
}

func checkHistoryCost(t *exercise.T) {
	sameCost(t, "History, a page of 10 at the end, in the middle or at the beginning,", shapes[:2], func(s *onlinechat.Server, chat onlinechat.ChatID, n, i int) error {
		_, err := s.History(chat, ann, int64([]int{0, n / 2, 11}[i%3]), 10)
		return err
	})
	sameCost(t, "History, the empty page of a member who joined again,", shapes[3:], func(s *onlinechat.Server, chat onlinechat.ChatID, n, i int) error {
		_, err := s.History(chat, cyd, int64(n/2), 10)
		return err
	})
}

func checkUnreadCost(t *exercise.T) {
	marks := []struct {
		what string
		of   func(n int) int
	}{
		{"nothing has", func(int) int { return 0 }},
		{"half has", func(n int) int { return n / 2 }},
		{"everything has", func(n int) int { return n }},
	}
	for _, s := range shapes[:3] {
		once := []shape{s.once()} // the mark only moves forward, so the chats serve for all three
		for _, mark := range marks {
			sameCost(t, "Unread, when "+mark.what+" been read,", once, func(s *onlinechat.Server, chat onlinechat.ChatID, n, i int) error {
				if i == 0 {
					must(s.MarkRead(chat, ann, int64(mark.of(n))))
				}
				_, err := s.Unread(chat, ann)
				return err
			})
		}
	}
}
