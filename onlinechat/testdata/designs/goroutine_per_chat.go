//go:build stub

// A goroutine for each chat, which owns the members and the log, and is there while there are calls:
// calls are functions that are handed to it. Users and what is between two of them are behind a lock
// of their own, one record for each two, and a subscription has a lock, a ring and a channel of its
// own. Unread counts the places of one's own messages.

package onlinechat

import (
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

type Server struct {
	longest, largest int
	clock            func() time.Time

	mu     sync.RWMutex
	people map[UserID]*person // a removed one has gone == true
	bonds  map[[2]UserID]*bond
	rooms  []*room // by ID−1
}

type person struct {
	info   User
	gone   bool
	inside map[ChatID]bool
	subs   []*Subscription
}

// A bond is all that is between two people.
type bond struct {
	friends bool
	asking  [2]bool // the first asks the second, the second the first
	barring [2]bool
	private ChatID
}

func New(config Config) (*Server, error) {
	if config.MaxPage < 0 || config.MaxText < 0 {
		return nil, ErrInvalid
	}
	s := &Server{longest: config.MaxText, largest: config.MaxPage, clock: config.Now, people: map[UserID]*person{}, bonds: map[[2]UserID]*bond{}}
	if s.longest == 0 {
		s.longest = 4096
	}
	if s.largest == 0 {
		s.largest = 100
	}
	if s.clock == nil {
		s.clock = time.Now
	}
	return s, nil
}

func empty(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return !unicode.IsSpace(r) }) < 0
}

// find needs s.mu.
func (s *Server) find(ids ...UserID) ([]*person, error) {
	var found []*person
	for _, id := range ids {
		p := s.people[id]
		if p == nil || p.gone {
			return nil, fmt.Errorf("nobody is called %q: %w", id, ErrUnknownUser)
		}
		found = append(found, p)
	}
	return found, nil
}

// between returns the bond of a and b, and which of the two a is.
func (s *Server) between(a, b UserID) (*bond, int) {
	key, me := [2]UserID{a, b}, 0
	if b < a {
		key, me = [2]UserID{b, a}, 1
	}
	found := s.bonds[key]
	if found == nil {
		return &bond{}, me
	}
	return found, me
}

// tie returns the bond of a and b to be changed.
func (s *Server) tie(a, b UserID) (*bond, int) {
	found, me := s.between(a, b)
	if me == 0 {
		s.bonds[[2]UserID{a, b}] = found
	} else {
		s.bonds[[2]UserID{b, a}] = found
	}
	return found, me
}

func (b *bond) barred() bool { return b.barring[0] || b.barring[1] }

func (s *Server) AddUser(id UserID, name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.people[id] != nil {
		return ErrExists
	}
	if empty(string(id)) || empty(name) {
		return ErrInvalid
	}
	s.people[id] = &person{info: User{ID: id, Name: name}, inside: map[ChatID]bool{}}
	return nil
}

func (s *Server) UpdateUser(id UserID, name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	found, err := s.find(id)
	if err != nil {
		return err
	}
	if empty(name) {
		return ErrInvalid
	}
	found[0].info.Name = name
	return nil
}

func (s *Server) User(id UserID) (User, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	found, err := s.find(id)
	if err != nil {
		return User{}, err
	}
	return found[0].info, nil
}

func (s *Server) RemoveUser(id UserID) error {
	s.mu.Lock()
	found, err := s.find(id)
	if err != nil {
		s.mu.Unlock()
		return err
	}
	p := found[0]
	p.gone = true
	for key, b := range s.bonds {
		if key[0] == id || key[1] == id {
			*b = bond{}
			delete(s.bonds, key)
		}
	}
	var left []*room
	for chat := range p.inside {
		left = append(left, s.rooms[chat-1])
	}
	subs := p.subs
	p.subs = nil
	s.mu.Unlock()
	for _, r := range left {
		r.do(func() { r.drop(id) })
	}
	for _, sub := range subs {
		sub.end(nil)
	}
	return nil
}

func (s *Server) RequestFriend(from, to UserID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.find(from, to); err != nil {
		return err
	}
	if from == to {
		return ErrSelf
	}
	b, me := s.between(from, to)
	switch {
	case b.barred():
		return ErrBlocked
	case b.friends:
		return ErrFriends
	case b.asking[me]:
		return ErrPending
	}
	b, _ = s.tie(from, to)
	if b.asking[1-me] {
		b.friends, b.asking = true, [2]bool{}
	} else {
		b.asking[me] = true
	}
	return nil
}

func (s *Server) answer(user, from UserID, yes bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.find(user, from); err != nil {
		return err
	}
	b, me := s.between(user, from)
	if user == from || !b.asking[1-me] {
		return ErrNoRequest
	}
	b.friends, b.asking = yes, [2]bool{}
	return nil
}

func (s *Server) Approve(user, from UserID) error { return s.answer(user, from, true) }
func (s *Server) Reject(user, from UserID) error  { return s.answer(user, from, false) }

func (s *Server) Unfriend(a, b UserID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.find(a, b); err != nil {
		return err
	}
	link, _ := s.between(a, b)
	if !link.friends {
		return ErrNotFriends
	}
	link.friends = false
	return nil
}

// others returns who stands to user as is says.
func (s *Server) others(user UserID, is func(b *bond, me int) bool) ([]UserID, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if _, err := s.find(user); err != nil {
		return nil, err
	}
	list := []UserID{}
	for key, b := range s.bonds {
		for me := range key {
			if key[me] == user && is(b, me) {
				list = append(list, key[1-me])
			}
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i] < list[j] })
	return list, nil
}

func (s *Server) Friends(user UserID) ([]UserID, error) {
	return s.others(user, func(b *bond, _ int) bool { return b.friends })
}

func (s *Server) Requests(user UserID) ([]UserID, error) {
	return s.others(user, func(b *bond, me int) bool { return b.asking[1-me] })
}

func (s *Server) bar(user, other UserID, on bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.find(user, other); err != nil {
		return err
	}
	if user == other {
		return ErrSelf
	}
	b, me := s.tie(user, other)
	b.barring[me] = on
	if on {
		b.friends, b.asking = false, [2]bool{}
	}
	return nil
}

func (s *Server) Block(user, other UserID) error   { return s.bar(user, other, true) }
func (s *Server) Unblock(user, other UserID) error { return s.bar(user, other, false) }

func (s *Server) OpenPrivate(a, b UserID) (ChatID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.find(a, b); err != nil {
		return 0, err
	}
	link, _ := s.between(a, b)
	switch {
	case a == b:
		return 0, ErrSelf
	case link.barred():
		return 0, ErrBlocked
	case !link.friends:
		return 0, ErrNotFriends
	}
	if link.private == 0 {
		link.private = s.newRoom(true, a, b)
	}
	return link.private, nil
}

func (s *Server) CreateGroup(owner UserID, title string) (ChatID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found, err := s.find(owner)
	if err != nil {
		return 0, err
	}
	if empty(title) {
		return 0, ErrInvalid
	}
	chat := s.newRoom(false, owner)
	found[0].inside[chat] = true
	return chat, nil
}

// A room is a chat. What stands below busy belongs to its goroutine.
type room struct {
	id      ChatID
	private bool

	mu    sync.Mutex
	calls []func() // to be made
	busy  bool     // its goroutine makes them

	closed bool
	joins  int
	owner  UserID
	seats  map[UserID]*seat
	log    []Message
	byName map[UserID]map[string]int // client ID to index
}

type seat struct {
	number      int // of joining
	since, mark int
	mine        []int
	s           *Server
	p           *person
}

// newRoom needs s.mu.
func (s *Server) newRoom(private bool, users ...UserID) ChatID {
	r := &room{id: ChatID(len(s.rooms) + 1), private: private, owner: users[0], seats: map[UserID]*seat{}, byName: map[UserID]map[string]int{}}
	for _, u := range users {
		r.sit(s, s.people[u])
	}
	s.rooms = append(s.rooms, r)
	return r.id
}

// do lets the room's goroutine call f, and waits. The goroutine is there as long as there are calls.
func (r *room) do(f func()) {
	done := make(chan struct{})
	r.mu.Lock()
	r.calls = append(r.calls, func() { f(); close(done) })
	if !r.busy {
		r.busy = true
		go r.work()
	}
	r.mu.Unlock()
	<-done
}

func (r *room) work() {
	for {
		r.mu.Lock()
		if len(r.calls) == 0 {
			r.busy = false
			r.mu.Unlock()
			return
		}
		call := r.calls[0]
		r.calls = r.calls[1:]
		r.mu.Unlock()
		call()
	}
}

func (r *room) sit(s *Server, p *person) {
	r.joins++
	r.seats[p.info.ID] = &seat{number: r.joins, since: len(r.log), mark: len(r.log), s: s, p: p}
}

func (r *room) drop(u UserID) {
	delete(r.seats, u)
	if len(r.seats) == 0 {
		r.closed = true
		return
	}
	if r.owner == u {
		first := 0
		for id, seat := range r.seats {
			if first == 0 || seat.number < first {
				first, r.owner = seat.number, id
			}
		}
	}
}

var errNothing = errors.New("nothing")

// enter finds users and a chat, and lets the chat's goroutine call f.
func (s *Server) enter(chat ChatID, users []UserID, f func(r *room) error) error {
	s.mu.RLock()
	_, err := s.find(users...)
	if err != nil {
		s.mu.RUnlock()
		return err
	}
	if chat < 1 || int(chat) > len(s.rooms) {
		s.mu.RUnlock()
		return ErrUnknownChat
	}
	r := s.rooms[chat-1]
	s.mu.RUnlock()
	err = errNothing
	r.do(func() {
		// Users may have gone meanwhile. Nobody goes while this looks.
		s.mu.RLock()
		_, err = s.find(users...)
		s.mu.RUnlock()
		if err != nil {
			return
		}
		if err = ErrUnknownChat; !r.closed {
			err = f(r)
		}
	})
	return err
}

func (s *Server) Invite(chat ChatID, by, who UserID) error {
	return s.enter(chat, []UserID{by, who}, func(r *room) error {
		switch {
		case r.private:
			return ErrInvalid
		case r.seats[by] == nil:
			return ErrNotMember
		case r.seats[who] != nil:
			return ErrMember
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		if _, err := s.find(by, who); err != nil {
			return err
		}
		if b, _ := s.between(by, who); !b.friends {
			return ErrNotFriends
		}
		p := s.people[who]
		p.inside[chat] = true
		r.sit(s, p)
		return nil
	})
}

func (s *Server) Kick(chat ChatID, by, who UserID) error {
	return s.enter(chat, []UserID{by, who}, func(r *room) error {
		switch {
		case r.private:
			return ErrInvalid
		case by == who:
			return ErrSelf
		case r.seats[by] == nil:
			return ErrNotMember
		case r.owner != by:
			return ErrNotOwner
		case r.seats[who] == nil:
			return ErrNotMember
		}
		r.drop(who)
		return nil
	})
}

func (s *Server) Leave(chat ChatID, user UserID) error {
	return s.enter(chat, []UserID{user}, func(r *room) error {
		switch {
		case r.private:
			return ErrInvalid
		case r.seats[user] == nil:
			return ErrNotMember
		}
		r.drop(user)
		return nil
	})
}

func (s *Server) Members(chat ChatID, asker UserID) (list []UserID, err error) {
	err = s.enter(chat, []UserID{asker}, func(r *room) error {
		if r.seats[asker] == nil {
			return ErrNotMember
		}
		for id := range r.seats {
			list = append(list, id)
		}
		slices.Sort(list)
		return nil
	})
	return list, err
}

func (s *Server) Send(chat ChatID, from UserID, clientID, text string) (m Message, err error) {
	err = s.enter(chat, []UserID{from}, func(r *room) error {
		if !utf8.ValidString(text) || empty(text) || len([]rune(text)) > s.longest {
			return ErrInvalid
		}
		if i, ok := r.byName[from][clientID]; ok {
			if m = r.log[i]; m.Text != text {
				m = Message{}
				return ErrConflict
			}
			return nil
		}
		if r.seats[from] == nil {
			return ErrNotMember
		}
		if err := r.allowed(s, from); err != nil {
			return err
		}
		m = Message{Chat: chat, Seq: int64(len(r.log)) + 1, From: from, ClientID: clientID, Text: text, At: s.clock()}
		r.seats[from].mine = append(r.seats[from].mine, len(r.log))
		if clientID != "" {
			if r.byName[from] == nil {
				r.byName[from] = map[string]int{}
			}
			r.byName[from][clientID] = len(r.log)
		}
		r.log = append(r.log, m)
		for _, seat := range r.seats {
			s.mu.RLock()
			subs := slices.Clone(seat.p.subs)
			s.mu.RUnlock()
			for _, sub := range subs {
				if !sub.offer(m) {
					s.forget(sub)
				}
			}
		}
		return nil
	})
	return m, err
}

// allowed reports why a private chat is closed to who sends, if it is.
func (r *room) allowed(s *Server, from UserID) error {
	if !r.private {
		return nil
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	for peer := range r.seats {
		if peer == from {
			continue
		}
		b, _ := s.between(from, peer)
		if b.barred() {
			return ErrBlocked
		}
		if !b.friends {
			return ErrNotFriends
		}
	}
	return nil
}

func (s *Server) History(chat ChatID, user UserID, before int64, limit int) (page []Message, err error) {
	err = s.enter(chat, []UserID{user}, func(r *room) error {
		if before < 0 || limit <= 0 {
			return ErrInvalid
		}
		seat := r.seats[user]
		if seat == nil {
			return ErrNotMember
		}
		to := len(r.log)
		if before != 0 && before <= int64(to) {
			to = int(before) - 1
		}
		from := to - min(limit, s.largest)
		for i := max(from, seat.since); i < to; i++ {
			page = append(page, r.log[i])
		}
		return nil
	})
	return page, err
}

func (s *Server) MarkRead(chat ChatID, user UserID, seq int64) error {
	return s.enter(chat, []UserID{user}, func(r *room) error {
		if seq < 0 {
			return ErrInvalid
		}
		seat := r.seats[user]
		if seat == nil {
			return ErrNotMember
		}
		if seq > int64(len(r.log)) {
			seq = int64(len(r.log))
		}
		if int(seq) > seat.mark {
			seat.mark = int(seq)
		}
		return nil
	})
}

func (s *Server) Unread(chat ChatID, user UserID) (n int, err error) {
	err = s.enter(chat, []UserID{user}, func(r *room) error {
		seat := r.seats[user]
		if seat == nil {
			return ErrNotMember
		}
		old := sort.SearchInts(seat.mine, seat.mark)
		n = len(r.log) - seat.mark - (len(seat.mine) - old)
		return nil
	})
	return n, err
}

type Subscription struct {
	s    *Server
	p    *person
	mu   sync.Mutex
	ch   chan Message
	done bool
	why  error
}

func (s *Server) Subscribe(user UserID, buffer int) (*Subscription, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found, err := s.find(user)
	if err != nil {
		return nil, err
	}
	if buffer <= 0 {
		return nil, ErrInvalid
	}
	sub := &Subscription{s: s, p: found[0], ch: make(chan Message, buffer)}
	sub.p.subs = append(sub.p.subs, sub)
	return sub, nil
}

func (s *Server) forget(sub *Subscription) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var rest []*Subscription
	for _, other := range sub.p.subs {
		if other != sub {
			rest = append(rest, other)
		}
	}
	sub.p.subs = rest
}

func (s *Server) Online(viewer, user UserID) (bool, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	found, err := s.find(viewer, user)
	if err != nil {
		return false, err
	}
	if b, _ := s.between(viewer, user); viewer != user && !b.friends {
		return false, ErrNotFriends
	}
	return len(found[1].subs) > 0, nil
}

func (sub *Subscription) C() <-chan Message { return sub.ch }

func (sub *Subscription) Err() error {
	sub.mu.Lock()
	defer sub.mu.Unlock()
	return sub.why
}

func (sub *Subscription) Close() {
	sub.end(nil)
	sub.s.forget(sub)
}

func (sub *Subscription) end(why error) {
	sub.mu.Lock()
	defer sub.mu.Unlock()
	if !sub.done {
		sub.done, sub.why = true, why
		close(sub.ch)
	}
}

// offer reports whether m fitted, or had not to any more.
func (sub *Subscription) offer(m Message) bool {
	sub.mu.Lock()
	defer sub.mu.Unlock()
	if sub.done {
		return true
	}
	select {
	case sub.ch <- m:
		return true
	default:
		sub.done, sub.why = true, ErrLagged
		close(sub.ch)
		return false
	}
}
