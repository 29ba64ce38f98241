package onlinechat_test

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/onlinechat"
)

// player makes calls on a learner's Server and on its model.
type player struct {
	s     *onlinechat.Server
	m     *model
	now   atomic.Int64
	chats map[int]onlinechat.ChatID
	known []onlinechat.ChatID // all that there ever were, in the order of making
	subs  map[int]*onlinechat.Subscription
}

const (
	maxText = 8
	maxPage = 5
)

// script returns a script of calls on a Server of the zero Config but for the clock.
func script() exercise.Script[call] { return scriptOf(onlinechat.Config{}) }

// small returns a script of calls on a Server of small limits.
func small() exercise.Script[call] {
	return scriptOf(onlinechat.Config{MaxText: maxText, MaxPage: maxPage})
}

func scriptOf(config onlinechat.Config) exercise.Script[call] {
	limits := ""
	if config.MaxText > 0 || config.MaxPage > 0 {
		limits = fmt.Sprintf("MaxText: %d, MaxPage: %d, ", config.MaxText, config.MaxPage)
	}
	return exercise.Script[call]{
		Setup: fmt.Sprintf("s, err := onlinechat.New(onlinechat.Config{%sNow: func() time.Time { return now }})", limits),
		Play: exercise.CallByCall(func() func(call) *exercise.Mismatch {
			p := newPlayer(config)
			return p.compare
		}),
		Rule: func(c call) string { return rules[c.verb] },
	}
}

func newPlayer(config onlinechat.Config) *player {
	p := &player{chats: map[int]onlinechat.ChatID{0: noChat}, subs: make(map[int]*onlinechat.Subscription)}
	limit := func(n, otherwise int) int {
		if n == 0 {
			return otherwise
		}
		return n
	}
	p.m = newModel(limit(config.MaxText, 4096), limit(config.MaxPage, 100))
	config.Now = func() time.Time { return time.Unix(p.now.Load(), 0) }
	p.s = newServer(config)
	return p
}

// newServer returns a Server for a Config that is legal.
func newServer(config onlinechat.Config) *onlinechat.Server {
	s, err := onlinechat.New(config)
	if err != nil {
		panic(fmt.Sprintf("onlinechat.New(%+v) returned the error %v", config, err))
	}
	return s
}

// compare makes the call on the Server and on the model. A call that needs the result of one that
// was not made, or refused, is left out.
func (p *player) compare(c call) *exercise.Mismatch {
	_, chat := p.chats[c.chat]
	if c.needsChat() && !chat || c.needsSub() && p.subs[c.sub] == nil {
		return nil
	}
	want := p.m.answer(c)
	got := p.answer(c, want)
	if c.verb == send {
		p.settle()
	}
	if slices.Contains(strings.Split(want, or), got) {
		return nil
	}
	return &exercise.Mismatch{Got: got, Want: want}
}

func (c call) needsChat() bool {
	return slices.Contains([]verb{invite, kick, leave, members, send, history, markRead, unread}, c.verb)
}

func (c call) needsSub() bool {
	return slices.Contains([]verb{receive, errOf, closeSub}, c.verb)
}

// answer makes the call on the Server. Where delivery may take a moment it waits for the answer that
// is wanted.
func (p *player) answer(c call, want string) string {
	switch c.verb {
	case subscribe:
		sub, err := p.s.Subscribe(c.a, int(c.n))
		if err == nil {
			p.subs[c.sub] = sub
		}
		return errText(err)
	case receive:
		return p.receive(p.subs[c.sub], want)
	case errOf:
		return eventually(want, func() string { return errText(p.subs[c.sub].Err()) })
	case closeSub:
		p.subs[c.sub].Close()
		return "nothing"
	case online:
		return eventually(want, func() string { return p.found(p.s.Online(c.a, c.b)) })
	case setClock:
		p.now.Store(c.n)
		return "nothing"
	default:
		return p.onServer(c)
	}
}

func (p *player) onServer(c call) string {
	chat := p.chats[c.chat]
	switch c.verb {
	case addUser:
		return errText(p.s.AddUser(c.a, c.text))
	case updateUser:
		return errText(p.s.UpdateUser(c.a, c.text))
	case user:
		u, err := p.s.User(c.a)
		if err != nil {
			return errText(err)
		}
		return userText(u.ID, u.Name)
	case removeUser:
		return errText(p.s.RemoveUser(c.a))
	case requestFriend:
		return errText(p.s.RequestFriend(c.a, c.b))
	case approve:
		return errText(p.s.Approve(c.a, c.b))
	case reject:
		return errText(p.s.Reject(c.a, c.b))
	case unfriend:
		return errText(p.s.Unfriend(c.a, c.b))
	case friends:
		list, err := p.s.Friends(c.a)
		return p.list(c, list, err)
	case requests:
		list, err := p.s.Requests(c.a)
		return p.list(c, list, err)
	case block:
		return errText(p.s.Block(c.a, c.b))
	case unblock:
		return errText(p.s.Unblock(c.a, c.b))
	case openPrivate:
		return p.opened(c, func() (onlinechat.ChatID, error) { return p.s.OpenPrivate(c.a, c.b) })
	case createGroup:
		return p.opened(c, func() (onlinechat.ChatID, error) { return p.s.CreateGroup(c.a, c.text) })
	case invite:
		return errText(p.s.Invite(chat, c.a, c.b))
	case kick:
		return errText(p.s.Kick(chat, c.a, c.b))
	case leave:
		return errText(p.s.Leave(chat, c.a))
	case members:
		list, err := p.s.Members(chat, c.a)
		return p.list(c, list, err)
	case send:
		msg, err := p.s.Send(chat, c.a, c.clientID, c.text)
		if err != nil {
			return errText(err)
		}
		return p.message(msg)
	case history:
		page, err := p.s.History(chat, c.a, c.n, c.limit)
		return p.page(c, page, err)
	case markRead:
		return errText(p.s.MarkRead(chat, c.a, c.n))
	case unread:
		return p.found(p.s.Unread(chat, c.a))
	}
	panic(fmt.Sprintf("verb %d", c.verb))
}

// opened notes the chat that a call returns.
func (p *player) opened(c call, open func() (onlinechat.ChatID, error)) string {
	chat, err := open()
	if err != nil {
		return errText(err)
	}
	if !slices.Contains(p.known, chat) {
		p.known = append(p.known, chat)
	}
	p.chats[c.chat] = chat
	return p.chatText(chat)
}

func (p *player) chatText(chat onlinechat.ChatID) string {
	if i := slices.Index(p.known, chat); i >= 0 {
		return chatText(i + 1)
	}
	return fmt.Sprintf("chat %d, which there is not", chat)
}

// chatText names a chat by its place in the order of making.
func chatText(number int) string { return fmt.Sprintf("chat number %d", number) }

func userText(u id, name string) string { return fmt.Sprintf("{%s %s}", u, name) }

func (p *player) list(c call, list []id, err error) string {
	if err != nil {
		return errText(err)
	}
	text := fmt.Sprint(list)
	if c.spoil {
		clear(list)
	}
	return text
}

func (p *player) page(c call, page []onlinechat.Message, err error) string {
	if err != nil {
		return errText(err)
	}
	texts := make([]string, len(page))
	for i, m := range page {
		texts[i] = p.message(m)
	}
	if c.spoil {
		clear(page)
	}
	return fmt.Sprint(texts)
}

func (p *player) found(v any, err error) string {
	if err != nil {
		return errText(err)
	}
	return fmt.Sprint(v)
}

func (p *player) message(m onlinechat.Message) string {
	number := slices.Index(p.known, m.Chat) + 1
	text := messageText(number, m.Seq, m.From, m.ClientID, m.Text, m.At.Unix())
	if number == 0 {
		text += fmt.Sprintf(" of chat %d, which there is not", m.Chat)
	}
	if m.At.Nanosecond() != 0 {
		text += fmt.Sprintf(" at %v", m.At)
	}
	return text
}

// messageText returns a message in short. The chat is a place in the order of making, and 0 the
// clock's first reading.
func messageText(chat int, seq int64, from id, clientID, text string, at int64) string {
	var b strings.Builder
	fmt.Fprintf(&b, "{%d %s: %s", seq, from, quoted(text))
	if clientID != "" {
		fmt.Fprintf(&b, " ClientID: %q", clientID)
	}
	if chat != 1 {
		fmt.Fprintf(&b, " Chat: number %d", chat)
	}
	if at != 0 {
		fmt.Fprintf(&b, " At: %d", at)
	}
	return b.String() + "}"
}

// errNames has the errors of the package.
var errNames = []struct {
	name string
	err  error
}{
	{"ErrInvalid", onlinechat.ErrInvalid}, {"ErrExists", onlinechat.ErrExists},
	{"ErrUnknownUser", onlinechat.ErrUnknownUser}, {"ErrUnknownChat", onlinechat.ErrUnknownChat},
	{"ErrSelf", onlinechat.ErrSelf}, {"ErrFriends", onlinechat.ErrFriends}, {"ErrNotFriends", onlinechat.ErrNotFriends},
	{"ErrPending", onlinechat.ErrPending}, {"ErrNoRequest", onlinechat.ErrNoRequest}, {"ErrBlocked", onlinechat.ErrBlocked},
	{"ErrMember", onlinechat.ErrMember}, {"ErrNotMember", onlinechat.ErrNotMember}, {"ErrNotOwner", onlinechat.ErrNotOwner},
	{"ErrConflict", onlinechat.ErrConflict}, {"ErrLagged", onlinechat.ErrLagged},
}

func errText(err error) string {
	if err == nil {
		return "nil"
	}
	for _, known := range errNames {
		if errors.Is(err, known.err) {
			return known.name
		}
	}
	return fmt.Sprintf("the error %q", err)
}

// patience is how long rows wait for what is to come. It is not a matter of the contract, which says
// when things happen, but of kindness to designs in which they take a moment.
const patience = time.Second

// impatient is set when somebody has waited in vain, so that a failure is cut down fast.
var impatient atomic.Bool

func eventually(want string, ask func() string) string {
	limit := patience
	if impatient.Load() {
		limit = time.Millisecond
	}
	for begin := time.Now(); ; runtime.Gosched() {
		got := ask()
		if slices.Contains(strings.Split(want, or), got) {
			return got
		}
		if time.Since(begin) > limit {
			impatient.Store(true)
			return got
		}
	}
}

// receive takes what is in a Subscription's channel, and waits for it if something is wanted.
func (p *player) receive(sub *onlinechat.Subscription, want string) string {
	got := nothingThere
	eventually(want, func() string {
		select {
		case m, ok := <-sub.C():
			if got = isClosed; ok {
				got = p.message(m)
			}
			return want // it has come, whatever it is
		default:
			return got
		}
	})
	return got
}

// settle gives a message a moment to get into the channels that it is for.
func (p *player) settle() {
	for range 100 {
		arrived := true
		for slot, sub := range p.m.subSlots {
			arrived = arrived && len(p.subs[slot].C()) >= len(sub.queue)
		}
		if arrived {
			return
		}
		runtime.Gosched()
	}
}
