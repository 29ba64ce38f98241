package onlinechat_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/onlinechat"
)

// A call is data: an op has its Go text, its rule, and how to make it on a Server and on the model.
// A row is a list of ops. Chats and Subscriptions are numbers in it: 1 is the variable c1 or sub1.

type (
	id = onlinechat.UserID
	op = exercise.Op[*solution, *model]
)

// The users of the rows. Fay is removed in most grids, and zed was never added.
const ann, bob, cyd, dan, eve, fay, zed id = "ann", "bob", "cyd", "dan", "eve", "fay", "zed"

var people = []id{ann, bob, cyd, dan, eve, fay, zed}

// The errors, by the names that messages give them.
var (
	ErrInvalid     = exercise.NameError("onlinechat.ErrInvalid", onlinechat.ErrInvalid)
	ErrExists      = exercise.NameError("onlinechat.ErrExists", onlinechat.ErrExists)
	ErrUnknownUser = exercise.NameError("onlinechat.ErrUnknownUser", onlinechat.ErrUnknownUser)
	ErrUnknownChat = exercise.NameError("onlinechat.ErrUnknownChat", onlinechat.ErrUnknownChat)
	ErrSelf        = exercise.NameError("onlinechat.ErrSelf", onlinechat.ErrSelf)
	ErrFriends     = exercise.NameError("onlinechat.ErrFriends", onlinechat.ErrFriends)
	ErrNotFriends  = exercise.NameError("onlinechat.ErrNotFriends", onlinechat.ErrNotFriends)
	ErrPending     = exercise.NameError("onlinechat.ErrPending", onlinechat.ErrPending)
	ErrNoRequest   = exercise.NameError("onlinechat.ErrNoRequest", onlinechat.ErrNoRequest)
	ErrBlocked     = exercise.NameError("onlinechat.ErrBlocked", onlinechat.ErrBlocked)
	ErrMember      = exercise.NameError("onlinechat.ErrMember", onlinechat.ErrMember)
	ErrNotMember   = exercise.NameError("onlinechat.ErrNotMember", onlinechat.ErrNotMember)
	ErrNotOwner    = exercise.NameError("onlinechat.ErrNotOwner", onlinechat.ErrNotOwner)
	ErrConflict    = exercise.NameError("onlinechat.ErrConflict", onlinechat.ErrConflict)
	ErrLagged      = exercise.NameError("onlinechat.ErrLagged", onlinechat.ErrLagged)
)

// solution is a learner's Server and the variables of a row.
type solution struct {
	s     *onlinechat.Server
	now   atomic.Pointer[time.Time]
	chats map[int]onlinechat.ChatID
	made  []onlinechat.ChatID // all chats, in the order of making
	subs  map[int]*onlinechat.Subscription
	spoil bool // overwrite the slices that calls return
}

// start is the first time that the clock of a row shows.
var start = time.Date(2026, 3, 1, 12, 0, 0, 1, time.UTC)

// never are chats that do not exist.
var never = map[int]onlinechat.ChatID{0: 1 << 40, -1: 0, -2: -1, -3: math.MaxInt64, -4: math.MinInt64}

const maxText, maxPage = 8, 5

// plain, limited and small check Servers with the zero Config, with a small MaxText, and with a small MaxPage
// too.
var (
	plain   = checker(onlinechat.Config{})
	limited = checker(onlinechat.Config{MaxText: maxText})
	small   = checker(onlinechat.Config{MaxText: maxText, MaxPage: maxPage})
)

// checker checks Servers with a Config, after the calls of setup.
func checker(config onlinechat.Config, setup ...op) exercise.Ops[*solution, *model] {
	limits := ""
	if config.MaxText > 0 {
		limits += fmt.Sprintf("MaxText: %d, ", config.MaxText)
	}
	if config.MaxPage > 0 {
		limits += fmt.Sprintf("MaxPage: %d, ", config.MaxPage)
	}
	lines := []string{"start := time.Date(2026, 3, 1, 12, 0, 0, 1, time.UTC)", "now := start",
		fmt.Sprintf("s, err := onlinechat.New(onlinechat.Config{%sNow: func() time.Time { return now }})", limits)}
	for _, o := range setup {
		lines = append(lines, o.Go)
	}
	return exercise.Ops[*solution, *model]{
		Setup: strings.Join(lines, "\n"),
		New: func() (*solution, *model) {
			p, m := newSolution(config), newModel(config)
			for _, o := range setup {
				if wrong := exercise.Compare(o.Solution(p), o.Model(m)); wrong != nil {
					panic(fmt.Sprintf("%s: got %s, want %s", o.Go, wrong.Got, wrong.Want))
				}
			}
			return p, m
		},
	}
}

func newSolution(config onlinechat.Config) *solution {
	p := &solution{chats: make(map[int]onlinechat.ChatID), subs: make(map[int]*onlinechat.Subscription)}
	p.now.Store(&start)
	config.Now = func() time.Time { return *p.now.Load() }
	p.s = newServer(config)
	return p
}

// newServer returns a Server for a valid Config.
func newServer(config onlinechat.Config) *onlinechat.Server {
	s, err := onlinechat.New(config)
	if err != nil || s == nil {
		panic(fmt.Sprintf("onlinechat.New(%+v) returned (%v, %v), want a Server and no error", config, s, err))
	}
	return s
}

// answer is what a call returns: its error if it has one, and its value otherwise.
func answer(v any, err error) any {
	if err != nil {
		return err
	}
	return v
}

// A chatNumber is a chat's number in the order of making.
type chatNumber int

// What stands for the number if no call has returned the ChatID.
const zeroChat, otherChat chatNumber = 0, -1

func (n chatNumber) String() string {
	switch n {
	case zeroChat:
		return "0, which is no chat's ID"
	case otherChat:
		return "an ID that no call returned"
	default:
		return fmt.Sprint("number ", int(n))
	}
}

// said is a message, with its chat's number.
type said struct {
	Chat           chatNumber
	Seq            int64
	From           id
	ClientID, Text string
	At             time.Time
}

func (m said) String() string {
	text := fmt.Sprintf("{%d %s: %s", m.Seq, m.From, quoted(m.Text))
	if m.ClientID != "" {
		text += fmt.Sprintf(" ClientID: %q", m.ClientID)
	}
	if m.Chat != 1 {
		text += fmt.Sprint(" Chat: ", m.Chat)
	}
	if !m.At.Equal(start) {
		text += " At: " + timeText(m.At)
	}
	return text + "}"
}

// timeText returns a time as a difference to start, or in full if it is more than a day away from start.
func timeText(at time.Time) string {
	if d := at.Sub(start); d.Abs() <= 24*time.Hour {
		return fmt.Sprint("start+", d)
	}
	return at.Format(time.RFC3339Nano)
}

// msg is a message of the first chat, sent when the clock shows start.
func msg(seq int64, from id, text string) said {
	return said{Chat: 1, Seq: seq, From: from, Text: text, At: start}
}

// page is what History returns.
func page(messages ...said) []said { return messages }

func list(users ...id) []id { return users }

// quoted returns text as a Go expression, and a long text in short form.
func quoted(text string) string {
	if r := []rune(text); len(text) > 40 {
		return fmt.Sprintf("strings.Repeat(%q, %d)", string(r[:1]), len(r))
	}
	return fmt.Sprintf("%q", text)
}

func (p *solution) said(m onlinechat.Message) said {
	chat := chatNumber(slices.Index(p.made, m.Chat) + 1)
	if chat == 0 && m.Chat != 0 {
		chat = otherChat
	}
	return said{chat, m.Seq, m.From, m.ClientID, m.Text, m.At}
}

// number names a chat by its place in the order of making.
func number(n int) exercise.Phrase { return exercise.Phrase(fmt.Sprint("chat number ", n)) }

// opened stores the chat that a call returns in the variable c.
func (p *solution) opened(c int, chat onlinechat.ChatID, err error) any {
	switch {
	case err != nil:
		return err
	case chat <= 0:
		return exercise.Phrase(fmt.Sprintf("the ChatID %d, which is not positive", chat))
	case !slices.Contains(p.made, chat):
		p.made = append(p.made, chat)
	}
	p.chats[c] = chat
	return number(slices.Index(p.made, chat) + 1)
}

// returned is the answer of a call that returns a slice. Afterwards it may overwrite the slice.
func returned[E any](p *solution, got []E, err error, answer func([]E) any) any {
	if err != nil {
		return err
	}
	a := answer(got)
	if p.spoil {
		clear(got[:cap(got)])
	}
	return a
}

func users(got []id) any { return slices.Clone(got) }

// spoiled makes calls whose results the caller overwrites, up to their capacity.
func spoiled(ops ...op) []op {
	ops = slices.Clone(ops)
	for i, o := range ops {
		ops[i].Go = "list, err := " + o.Go + "; clear(list[:cap(list)])"
		ops[i].Solution = func(p *solution) any {
			p.spoil = true
			defer func() { p.spoil = false }()
			return o.Solution(p)
		}
	}
	return ops
}

// call returns an op whose model may need another order of arguments than its text.
func call(rule string, do func(*solution) any, want func(*model) any, format string, args ...any) op {
	return op{Go: fmt.Sprintf(format, args...), Rule: rule, Solution: do, Model: want}
}

// Step 1

func addUser(u id, name string) op {
	return call("AddUser adds a user, and an ID is never used for two users, even after removal (step 1)",
		func(p *solution) any { return p.s.AddUser(u, name) }, func(m *model) any { return m.addUser(u, name) }, "s.AddUser(%q, %s)", u, quoted(name))
}

func updateUser(u id, name string) op {
	return call("UpdateUser gives a user a new name (step 1)",
		func(p *solution) any { return p.s.UpdateUser(u, name) }, func(m *model) any { return m.updateUser(u, name) }, "s.UpdateUser(%q, %s)", u, quoted(name))
}

func user(u id) op {
	return call("User returns the ID and name of a user (step 1)",
		func(p *solution) any { return answer(p.s.User(u)) }, func(m *model) any { return m.user(u) }, "s.User(%q)", u)
}

func removeUser(u id) op {
	return call("RemoveUser removes a user, and later calls that name them are refused (step 1)",
		func(p *solution) any { return p.s.RemoveUser(u) }, func(m *model) any { return m.removeUser(u) }, "s.RemoveUser(%q)", u)
}

// Steps 2 and 6: friendship and blocks

// pairOp makes the op of a method of two users that returns an error alone.
func pairOp(method, rule string, do func(*onlinechat.Server, id, id) error, want func(*model, id, id) any) func(a, b id) op {
	return func(a, b id) op {
		return call(rule, func(p *solution) any { return do(p.s, a, b) }, func(m *model) any { return want(m, a, b) }, "s.%s(%q, %q)", method, a, b)
	}
}

var (
	requestFriend = pairOp("RequestFriend", "RequestFriend sends a request, and two users who send each other a request become friends (step 2)", (*onlinechat.Server).RequestFriend, (*model).requestFriend)
	approve       = pairOp("Approve", "Approve accepts a request, and the two users become friends (step 2)", (*onlinechat.Server).Approve, (*model).approve)
	reject        = pairOp("Reject", "Reject declines a request, and the request is gone (step 2)", (*onlinechat.Server).Reject, (*model).reject)
	unfriend      = pairOp("Unfriend", "Unfriend ends a friendship for both users (step 2)", (*onlinechat.Server).Unfriend, (*model).unfriend)
	block         = pairOp("Block", "Block ends a friendship and requests, and each user's block is separate (step 6)", (*onlinechat.Server).Block, (*model).block)
	unblock       = pairOp("Unblock", "Unblock ends the caller's own block, and makes nobody friends (step 6)", (*onlinechat.Server).Unblock, (*model).unblock)
)

func friends(u id) op {
	return call("Friends returns the friends of a user, sorted (step 2)", func(p *solution) any {
		got, err := p.s.Friends(u)
		return returned(p, got, err, users)
	}, func(m *model) any { return m.related(u, m.friends) }, "s.Friends(%q)", u)
}

func requests(u id) op {
	return call("Requests returns the users who have a pending request to the user, sorted (step 2)", func(p *solution) any {
		got, err := p.s.Requests(u)
		return returned(p, got, err, users)
	}, func(m *model) any { return m.related(u, m.askedBy) }, "s.Requests(%q)", u)
}

// Steps 3 and 4: chats and members

// chatVar returns a chat's variable.
func chatVar(c int) string {
	if chat, ok := never[c]; ok {
		return fmt.Sprint(int64(chat))
	}
	return fmt.Sprint("c", c)
}

// in makes a call in a chat. If no earlier call has made the chat, it does nothing.
func in(rule string, c int, do func(*solution, onlinechat.ChatID) any, want func(*model, *modelChat) any, format string, args ...any) op {
	o := call(rule, nil, nil, format, slices.Concat([]any{chatVar(c)}, args)...)
	o.Solution = func(p *solution) any {
		chat, ok := p.chats[c]
		if !ok {
			if chat, ok = never[c]; !ok {
				return nil
			}
		}
		return do(p, chat)
	}
	o.Model = func(m *model) any {
		_, unknown := never[c]
		chat := m.slots[c]
		if chat == 0 && !unknown {
			return nil
		}
		return want(m, m.chat(chat))
	}
	return o
}

func openPrivate(c int, a, b id) op {
	return call("OpenPrivate returns the same chat for two friends in either order (step 3)", func(p *solution) any {
		chat, err := p.s.OpenPrivate(a, b)
		return p.opened(c, chat, err)
	}, func(m *model) any { return m.openPrivate(c, a, b) }, "%s, err := s.OpenPrivate(%q, %q)", chatVar(c), a, b)
}

func createGroup(c int, owner id, title string) op {
	return call("CreateGroup creates a new group each time (step 4)", func(p *solution) any {
		chat, err := p.s.CreateGroup(owner, title)
		return p.opened(c, chat, err)
	}, func(m *model) any { return m.createGroup(c, owner, title) }, "%s, err := s.CreateGroup(%q, %s)", chatVar(c), owner, quoted(title))
}

func invite(c int, by, who id) op {
	return in("Invite lets a member add a friend who is not a member yet (step 4)", c, func(p *solution, chat onlinechat.ChatID) any { return p.s.Invite(chat, by, who) },
		func(m *model, chat *modelChat) any { return m.invite(chat, by, who) }, "s.Invite(%s, %q, %q)", by, who)
}

func kick(c int, by, who id) op {
	return in("Kick lets the owner, and nobody else, end a membership (step 4)", c, func(p *solution, chat onlinechat.ChatID) any { return p.s.Kick(chat, by, who) },
		func(m *model, chat *modelChat) any { return m.kick(chat, by, who) }, "s.Kick(%s, %q, %q)", by, who)
}

func leave(c int, u id) op {
	return in("Leave ends a membership, and the group closes after its last member (step 4)", c, func(p *solution, chat onlinechat.ChatID) any { return p.s.Leave(chat, u) },
		func(m *model, chat *modelChat) any { return m.leave(chat, u) }, "s.Leave(%s, %q)", u)
}

func members(c int, u id) op {
	return in("Members returns the members of a chat, sorted, but only to a member (step 4)", c, func(p *solution, chat onlinechat.ChatID) any {
		got, err := p.s.Members(chat, u)
		return returned(p, got, err, users)
	}, func(m *model, chat *modelChat) any { return m.members(chat, u) }, "s.Members(%s, %q)", u)
}

// Steps 3, 5 and 6: messages

func sendAs(c int, from id, clientID, text string) op {
	rule := "Send adds a message with the next Seq of its chat, if the text is valid UTF-8, not blank and not longer than MaxText, " +
		"and the sender may send: only members may, and in a private chat only friends (steps 3, 4 and 6)"
	if clientID != "" {
		rule = "if the sender has used the client ID in this chat before, Send returns the first message or ErrConflict (step 5); " +
			"otherwise Send adds a message with this client ID, if the text is valid and the sender may send (steps 3, 4 and 6)"
	}
	return in(rule, c, func(p *solution, chat onlinechat.ChatID) any {
		m, err := p.s.Send(chat, from, clientID, text)
		return answer(p.said(m), err)
	}, func(m *model, chat *modelChat) any { return m.send(chat, from, clientID, text) }, "s.Send(%s, %q, %q, %s)", from, clientID, quoted(text))
}

func send(c int, from id, text string) op { return sendAs(c, from, "", text) }

func history(c int, u id, before int64, limit int) op {
	return in("History returns the last messages with a Seq less than before, and none sent before the user joined (steps 3 to 5)",
		c, func(p *solution, chat onlinechat.ChatID) any {
			got, err := p.s.History(chat, u, before, limit)
			return returned(p, got, err, func(got []onlinechat.Message) any {
				messages := page()
				for _, m := range got {
					messages = append(messages, p.said(m))
				}
				return messages
			})
		}, func(m *model, chat *modelChat) any { return m.history(chat, u, before, limit) }, "s.History(%s, %q, %d, %d)", u, before, limit)
}

// log asks for everything that a user sees of a chat of at most 100 messages.
func log(c int, u id) op { return history(c, u, 0, 100) }

func markRead(c int, u id, seq int64) op {
	return in("MarkRead only moves the mark forward, and not beyond the last message (step 6)", c, func(p *solution, chat onlinechat.ChatID) any { return p.s.MarkRead(chat, u, seq) },
		func(m *model, chat *modelChat) any { return m.markRead(chat, u, seq) }, "s.MarkRead(%s, %q, %d)", u, seq)
}

func unread(c int, u id) op {
	return in("Unread counts the messages of others after the user's mark (step 6)", c, func(p *solution, chat onlinechat.ChatID) any { return answer(p.s.Unread(chat, u)) },
		func(m *model, chat *modelChat) any { return m.unread(chat, u) }, "s.Unread(%s, %q)", u)
}

// clock sets the clock to d after start.
func clock(d time.Duration) op {
	at := start.Add(d)
	text := fmt.Sprintf("now = start.Add(%d)", d)
	if d%time.Second == 0 {
		text = fmt.Sprintf("now = start.Add(%d * time.Second)", d/time.Second)
	}
	return clockAt(at, text)
}

func clockAt(at time.Time, text string) op {
	return call("Seq decides the order of messages, and the clock never does (step 3)", func(p *solution) any { p.now.Store(&at); return nil },
		func(m *model) any { m.now = at; return nil }, "%s", text)
}

// Step 7: Subscriptions

// Answers about Subscriptions.
const (
	nothing exercise.Phrase = "no message, and C is open"
	closed  exercise.Phrase = "no message, and C is closed"
)

// with makes a call of a Subscription. If no earlier call has made the Subscription, it does nothing.
func with(rule string, sub int, do func(*solution, *onlinechat.Subscription) any, want func(*modelSub) any, format string) op {
	return call(rule, func(p *solution) any {
		if p.subs[sub] == nil {
			return nil
		}
		return do(p, p.subs[sub])
	}, func(m *model) any {
		if m.subSlots[sub] == 0 {
			return nil
		}
		return want(&m.subs[m.subSlots[sub]-1])
	}, format, sub)
}

func subscribe(sub int, u id, buffer int) op {
	return call("Subscribe returns a new Subscription if buffer is at least 1 (step 7)", func(p *solution) any {
		made, err := p.s.Subscribe(u, buffer)
		if err == nil {
			p.subs[sub] = made
		}
		return err
	}, func(m *model) any { return m.subscribe(sub, u, buffer) }, "sub%d, err := s.Subscribe(%q, %d)", sub, u, buffer)
}

func receive(sub int) op {
	return with("a Subscription gets each message once, in order, and lags if a message comes while its channel is full (step 7)", sub, func(p *solution, sub *onlinechat.Subscription) any {
		select {
		case m, ok := <-sub.C():
			if !ok {
				return closed
			}
			return p.said(m)
		default:
			return nothing
		}
	}, (*modelSub).receive, "<-sub%d.C()")
}

func errOf(sub int) op {
	return with("Err returns ErrLagged if the Subscription has lagged, and nil otherwise (step 7)", sub, func(_ *solution, sub *onlinechat.Subscription) any { return sub.Err() },
		(*modelSub).reason, "sub%d.Err()")
}

func closeSub(sub int) op {
	return with("Close closes the Subscription and its channel (step 7)", sub, func(_ *solution, sub *onlinechat.Subscription) any { sub.Close(); return nil },
		func(sub *modelSub) any { sub.closed = true; return nil }, "sub%d.Close()")
}

func online(viewer, u id) op {
	return call("Online tells a user and the user's friends whether the user has an open Subscription (step 7)",
		func(p *solution) any { return answer(p.s.Online(viewer, u)) }, func(m *model) any { return m.online(viewer, u) }, "s.Online(%q, %q)", viewer, u)
}

// Lists of ops

// seq joins ops and lists of ops.
func seq(parts ...any) (ops []op) {
	for _, part := range parts {
		switch part := part.(type) {
		case op:
			ops = append(ops, part)
		case []op:
			ops = append(ops, part...)
		}
	}
	return ops
}

// each makes an op for each user.
func each(of func(id) op, users ...id) (ops []op) {
	for _, u := range users {
		ops = append(ops, of(u))
	}
	return ops
}

// eachIn makes an op in a chat for each user.
func eachIn(c int, of func(int, id) op, users ...id) []op {
	return each(func(u id) op { return of(c, u) }, users...)
}

func add(users ...id) []op {
	return each(func(u id) op { return addUser(u, "Name of "+string(u)) }, users...)
}

// befriend makes each of the others a friend of a.
func befriend(a id, others ...id) (ops []op) {
	for _, b := range others {
		ops = append(ops, requestFriend(a, b), approve(b, a))
	}
	return ops
}

// circle adds users, and makes the first one a friend of all others.
func circle(users ...id) []op { return seq(add(users...), befriend(users[0], users[1:]...)) }

// grouped makes a group of an owner, who invites the others.
func grouped(c int, owner id, others ...id) []op {
	return seq(createGroup(c, owner, "tea"), each(func(u id) op { return invite(c, owner, u) }, others...))
}

func says(c int, from id, texts ...string) (ops []op) {
	for _, text := range texts {
		ops = append(ops, send(c, from, text))
	}
	return ops
}

// receives makes n receive operations.
func receives(sub, n int) []op { return slices.Repeat([]op{receive(sub)}, n) }
