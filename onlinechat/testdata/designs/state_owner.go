//go:build stub

// One goroutine owns all state, and every call is a function that it is handed. It ends when the Server is
// garbage. The state is tables:
// rows of relations between two users, and chats with the stays of their members.
// Unread is a counter, which Send counts up and MarkRead counts anew. The order of refusals is a chain
// of checks, of which the first that fails wins. Where the contract leaves that order open, it differs from
// the reference: membership before the form of a text.

package onlinechat

import (
	"runtime"
	"strings"
	"time"
	"unicode/utf8"
)

type Server struct {
	config Config
	jobs   chan func()

	names     map[UserID]string // "" for who was removed
	relations map[relation]bool
	chats     map[ChatID]*table
	next      ChatID
	listening map[UserID][]*Subscription
}

// A relation is that of a to b.
type relation struct {
	kind byte // 'f'riend, 'a'sked, 'b'locks
	a, b UserID
}

// A table is a chat.
type table struct {
	id       ChatID
	private  bool
	current  []*stay // in the order of arrival
	messages []Message
	names    map[[2]string]int // of sender and client ID
}

type stay struct {
	who     UserID
	from    int // index of the first message
	mark    int // Seq
	counter int
}

func New(config Config) (*Server, error) {
	switch {
	case config.MaxPage < 0, config.MaxText < 0:
		return nil, ErrInvalid
	}
	if config.MaxText == 0 {
		config.MaxText = 4096
	}
	if config.MaxPage == 0 {
		config.MaxPage = 100
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	s := &Server{
		config: config, jobs: make(chan func()), next: 1000,
		names: map[UserID]string{}, relations: map[relation]bool{}, chats: map[ChatID]*table{}, listening: map[UserID][]*Subscription{},
	}
	go own(s.jobs)
	runtime.AddCleanup(s, func(jobs chan func()) { close(jobs) }, s.jobs)
	return s, nil
}

// own makes calls as long as there is a Server, and keeps no reference to it.
func own(jobs <-chan func()) {
	for job := range jobs {
		job()
	}
}

// do has the owner of the state call f.
func (s *Server) do(f func() error) error {
	result := make(chan error, 1)
	s.jobs <- func() { result <- f() }
	return <-result
}

// chain is the error of the first check that failed.
type chain struct{ err error }

func (c *chain) check(ok bool, err error) *chain {
	if c.err == nil && !ok {
		c.err = err
	}
	return c
}

func (s *Server) known(users ...UserID) *chain {
	c := new(chain)
	for _, u := range users {
		c.check(s.names[u] != "", ErrUnknownUser)
	}
	return c
}

func nothing(text string) bool { return len(strings.Fields(text)) == 0 }

func (s *Server) AddUser(id UserID, name string) error {
	return s.do(func() error {
		_, used := s.names[id]
		err := new(chain).check(!nothing(string(id)) && !nothing(name), ErrInvalid).check(!used, ErrExists).err
		if err == nil {
			s.names[id] = name
		}
		return err
	})
}

func (s *Server) UpdateUser(id UserID, name string) error {
	return s.do(func() error {
		err := s.known(id).check(!nothing(name), ErrInvalid).err
		if err == nil {
			s.names[id] = name
		}
		return err
	})
}

func (s *Server) User(id UserID) (u User, err error) {
	return u, s.do(func() error {
		u = User{ID: id, Name: s.names[id]}
		return s.known(id).err
	})
}

func (s *Server) RemoveUser(id UserID) error {
	return s.do(func() error {
		if err := s.known(id).err; err != nil {
			return err
		}
		s.names[id] = ""
		for r := range s.relations {
			if r.a == id || r.b == id {
				delete(s.relations, r)
			}
		}
		for _, t := range s.chats {
			if !t.private {
				s.depart(t, id)
			}
		}
		for _, sub := range s.listening[id] {
			close(sub.ch)
			sub.open = false
		}
		delete(s.listening, id)
		return nil
	})
}

func (s *Server) is(kind byte, a, b UserID) bool { return s.relations[relation{kind, a, b}] }

func (s *Server) set(on bool, kind byte, a, b UserID) {
	if on {
		s.relations[relation{kind, a, b}] = true
	} else {
		delete(s.relations, relation{kind, a, b})
	}
}

// settle makes two users friends, or no friends, with nothing asked.
func (s *Server) settle(friends bool, a, b UserID) {
	s.set(friends, 'f', a, b)
	s.set(friends, 'f', b, a)
	s.set(false, 'a', a, b)
	s.set(false, 'a', b, a)
}

func (s *Server) peaceful(a, b UserID) bool { return !s.is('b', a, b) && !s.is('b', b, a) }

func (s *Server) RequestFriend(from, to UserID) error {
	return s.do(func() error {
		err := s.known(from, to).check(from != to, ErrSelf).check(s.peaceful(from, to), ErrBlocked).
			check(!s.is('f', from, to), ErrFriends).check(!s.is('a', from, to), ErrPending).err
		if err != nil {
			return err
		}
		if s.is('a', to, from) {
			s.settle(true, from, to)
		} else {
			s.set(true, 'a', from, to)
		}
		return nil
	})
}

func (s *Server) reply(user, from UserID, yes bool) error {
	return s.do(func() error {
		err := s.known(user, from).check(user != from, ErrSelf).check(s.is('a', from, user), ErrNoRequest).err
		if err == nil {
			s.settle(yes, user, from)
		}
		return err
	})
}

func (s *Server) Approve(user, from UserID) error { return s.reply(user, from, true) }

func (s *Server) Reject(user, from UserID) error { return s.reply(user, from, false) }

func (s *Server) Unfriend(a, b UserID) error {
	return s.do(func() error {
		err := s.known(a, b).check(s.is('f', a, b), ErrNotFriends).err
		if err == nil {
			s.settle(false, a, b)
		}
		return err
	})
}

func (s *Server) Friends(user UserID) (list []UserID, err error) {
	return s.related(user, func(r relation) (UserID, bool) { return r.b, r.kind == 'f' && r.a == user })
}

func (s *Server) Requests(user UserID) (list []UserID, err error) {
	return s.related(user, func(r relation) (UserID, bool) { return r.a, r.kind == 'a' && r.b == user })
}

func (s *Server) related(user UserID, pick func(relation) (UserID, bool)) (list []UserID, err error) {
	err = s.do(func() error {
		for r := range s.relations {
			if other, ok := pick(r); ok {
				list = insert(list, other)
			}
		}
		return s.known(user).err
	})
	return list, err
}

// insert keeps list sorted.
func insert(list []UserID, u UserID) []UserID {
	list = append(list, u)
	for i := len(list) - 1; i > 0 && list[i] < list[i-1]; i-- {
		list[i], list[i-1] = list[i-1], list[i]
	}
	return list
}

func (s *Server) Block(user, other UserID) error {
	return s.do(func() error {
		err := s.known(user, other).check(user != other, ErrSelf).err
		if err == nil {
			s.settle(false, user, other)
			s.set(true, 'b', user, other)
		}
		return err
	})
}

func (s *Server) Unblock(user, other UserID) error {
	return s.do(func() error {
		err := s.known(user, other).err
		if err == nil {
			s.set(false, 'b', user, other)
		}
		return err
	})
}

func (s *Server) open(private bool, users ...UserID) ChatID {
	s.next += 7
	t := &table{id: s.next, private: private, names: map[[2]string]int{}}
	for _, u := range users {
		t.arrive(u)
	}
	s.chats[t.id] = t
	return t.id
}

func (t *table) arrive(u UserID) {
	t.current = append(t.current, &stay{who: u, from: len(t.messages), mark: len(t.messages)})
}

func (s *Server) depart(t *table, u UserID) {
	for i, st := range t.current {
		if st.who == u {
			t.current = append(t.current[:i:i], t.current[i+1:]...)
			break
		}
	}
	if len(t.current) == 0 {
		delete(s.chats, t.id)
	}
}

func (t *table) of(u UserID) *stay {
	if t != nil {
		for _, st := range t.current {
			if st.who == u {
				return st
			}
		}
	}
	return nil
}

func (t *table) group() bool { return t == nil || !t.private }

func (t *table) owned(u UserID) bool { return t != nil && len(t.current) > 0 && t.current[0].who == u }

func (s *Server) OpenPrivate(a, b UserID) (chat ChatID, err error) {
	return chat, s.do(func() error {
		err := s.known(a, b).check(a != b, ErrSelf).check(s.peaceful(a, b), ErrBlocked).check(s.is('f', a, b), ErrNotFriends).err
		if err != nil {
			return err
		}
		for _, t := range s.chats {
			if t.private && t.of(a) != nil && t.of(b) != nil {
				chat = t.id
				return nil
			}
		}
		chat = s.open(true, a, b)
		return nil
	})
}

func (s *Server) CreateGroup(owner UserID, title string) (chat ChatID, err error) {
	return chat, s.do(func() error {
		err := s.known(owner).check(!nothing(title), ErrInvalid).err
		if err == nil {
			chat = s.open(false, owner)
		}
		return err
	})
}

func (s *Server) Invite(chat ChatID, by, who UserID) error {
	return s.do(func() error {
		t := s.chats[chat]
		err := s.known(by, who).check(t != nil, ErrUnknownChat).check(t.group(), ErrInvalid).check(t.of(by) != nil, ErrNotMember).
			check(s.is('f', by, who), ErrNotFriends).check(t.of(who) == nil, ErrMember).err
		if err == nil {
			t.arrive(who)
		}
		return err
	})
}

func (s *Server) Kick(chat ChatID, by, who UserID) error {
	return s.do(func() error {
		t := s.chats[chat]
		err := s.known(by, who).check(t != nil, ErrUnknownChat).check(t.of(by) != nil, ErrNotMember).
			check(t.group(), ErrInvalid).check(t.of(who) != nil, ErrNotMember).check(t.owned(by), ErrNotOwner).check(by != who, ErrSelf).err
		if err == nil {
			s.depart(t, who)
		}
		return err
	})
}

func (s *Server) Leave(chat ChatID, user UserID) error {
	return s.do(func() error {
		t := s.chats[chat]
		err := s.known(user).check(t != nil, ErrUnknownChat).check(t.group(), ErrInvalid).check(t.of(user) != nil, ErrNotMember).err
		if err == nil {
			s.depart(t, user)
		}
		return err
	})
}

func (s *Server) Members(chat ChatID, asker UserID) (list []UserID, err error) {
	err = s.do(func() error {
		t := s.chats[chat]
		err := s.known(asker).check(t != nil, ErrUnknownChat).check(t.of(asker) != nil, ErrNotMember).err
		if err == nil {
			for _, st := range t.current {
				list = insert(list, st.who)
			}
		}
		return err
	})
	return list, err
}

func (s *Server) Send(chat ChatID, from UserID, clientID, text string) (m Message, err error) {
	err = s.do(func() error {
		t := s.chats[chat]
		good := utf8.ValidString(text) && !nothing(text) && utf8.RuneCountInString(text) <= s.config.MaxText
		c := s.known(from).check(t != nil, ErrUnknownChat)
		if c.err != nil {
			return c.err
		}
		name := [2]string{string(from), clientID}
		if i, sent := t.names[name]; sent && clientID != "" {
			if t.messages[i].Text != text {
				return ErrConflict
			}
			m = t.messages[i]
			return nil
		}
		c.check(t.of(from) != nil, ErrNotMember).check(good, ErrInvalid)
		if t.private && c.err == nil {
			peer := t.current[0].who
			if peer == from {
				peer = t.current[1].who
			}
			c.check(s.peaceful(from, peer), ErrBlocked).check(s.is('f', from, peer), ErrNotFriends)
		}
		if c.err != nil {
			return c.err
		}
		m = Message{From: from, At: s.config.Now(), Text: text, ClientID: clientID, Chat: chat, Seq: int64(len(t.messages) + 1)}
		t.names[name] = len(t.messages)
		t.messages = append(t.messages, m)
		for _, st := range t.current {
			if st.who != from {
				st.counter++
			}
			s.tell(st.who, m)
		}
		return nil
	})
	return m, err
}

// tell hands m to the subscriptions of u, and keeps those that had room.
func (s *Server) tell(u UserID, m Message) {
	var still []*Subscription
	for _, sub := range s.listening[u] {
		if len(sub.ch) < cap(sub.ch) {
			sub.ch <- m
			still = append(still, sub)
			continue
		}
		sub.open, sub.err = false, ErrLagged
		close(sub.ch)
	}
	s.listening[u] = still
}

func (s *Server) History(chat ChatID, user UserID, before int64, limit int) (page []Message, err error) {
	err = s.do(func() error {
		t := s.chats[chat]
		err := s.known(user).check(t != nil, ErrUnknownChat).check(before >= 0 && limit > 0, ErrInvalid).check(t.of(user) != nil, ErrNotMember).err
		if err != nil {
			return err
		}
		last := len(t.messages)
		if 0 < before && before < int64(last) {
			last = int(before) - 1
		}
		if before == int64(len(t.messages)) && before > 0 {
			last--
		}
		for i := last - 1; i >= t.of(user).from && len(page) < min(limit, s.config.MaxPage); i-- {
			page = append(page, t.messages[i])
		}
		for i, j := 0, len(page)-1; i < j; i, j = i+1, j-1 {
			page[i], page[j] = page[j], page[i]
		}
		return nil
	})
	return page, err
}

func (s *Server) MarkRead(chat ChatID, user UserID, seq int64) error {
	return s.do(func() error {
		t := s.chats[chat]
		err := s.known(user).check(t != nil, ErrUnknownChat).check(seq >= 0, ErrInvalid).check(t.of(user) != nil, ErrNotMember).err
		if err != nil {
			return err
		}
		st := t.of(user)
		for st.mark < len(t.messages) && int64(st.mark) < seq {
			if t.messages[st.mark].From != user {
				st.counter--
			}
			st.mark++
		}
		return nil
	})
}

func (s *Server) Unread(chat ChatID, user UserID) (n int, err error) {
	return n, s.do(func() error {
		t := s.chats[chat]
		err := s.known(user).check(t != nil, ErrUnknownChat).check(t.of(user) != nil, ErrNotMember).err
		if err == nil {
			n = t.of(user).counter
		}
		return err
	})
}

type Subscription struct {
	s    *Server
	user UserID
	ch   chan Message
	open bool
	err  error
}

func (s *Server) Subscribe(user UserID, buffer int) (sub *Subscription, err error) {
	err = s.do(func() error {
		err := s.known(user).check(buffer >= 1, ErrInvalid).err
		if err == nil {
			sub = &Subscription{s: s, user: user, ch: make(chan Message, buffer), open: true}
			s.listening[user] = append(s.listening[user], sub)
		}
		return err
	})
	return sub, err
}

func (s *Server) Online(viewer, user UserID) (yes bool, err error) {
	err = s.do(func() error {
		yes = len(s.listening[user]) > 0
		return s.known(viewer, user).check(viewer == user || s.is('f', viewer, user), ErrNotFriends).err
	})
	return yes && err == nil, err
}

func (sub *Subscription) C() <-chan Message { return sub.ch }

func (sub *Subscription) Err() error { return sub.s.do(func() error { return sub.err }) }

func (sub *Subscription) Close() {
	_ = sub.s.do(func() error {
		if !sub.open {
			return nil
		}
		sub.open = false
		close(sub.ch)
		var rest []*Subscription
		for _, other := range sub.s.listening[sub.user] {
			if other != sub {
				rest = append(rest, other)
			}
		}
		sub.s.listening[sub.user] = rest
		return nil
	})
}
