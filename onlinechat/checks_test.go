package onlinechat_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/onlinechat"
)

// The checks of steps 1 to 6 that are no sequences of calls on one Server.

func checkNew(t *exercise.T) {
	for _, config := range []onlinechat.Config{{MaxText: -1}, {MaxPage: -1}, {MaxText: -1, MaxPage: -7}, {MaxText: 10, MaxPage: -1}} {
		if _, err := onlinechat.New(config); !errors.Is(err, onlinechat.ErrInvalid) {
			t.Errorf("onlinechat.New(onlinechat.Config{MaxText: %d, MaxPage: %d}) returned the error %v, want ErrInvalid", config.MaxText, config.MaxPage, err)
		}
	}
	for _, config := range []onlinechat.Config{{}, {MaxText: 1, MaxPage: 1}} {
		if s, err := onlinechat.New(config); err != nil || s == nil {
			t.Errorf("onlinechat.New(onlinechat.Config{MaxText: %d, MaxPage: %d}) returned (%v, %v), want a Server and no error", config.MaxText, config.MaxPage, s, err)
		}
	}
}

func checkTwoServers(t *exercise.T) {
	a, b := newServer(onlinechat.Config{}), newServer(onlinechat.Config{})
	_ = a.AddUser(ann, "Ann")
	if _, err := b.User(ann); !errors.Is(err, onlinechat.ErrUnknownUser) {
		t.Errorf(`s.AddUser("ann", "Ann") on one Server; User("ann") on another returned the error %v, want ErrUnknownUser`, err)
	}
}

// must panics if a call that is to succeed was refused.
func must(err error) {
	if err != nil {
		panic(fmt.Sprintf("a call that is to succeed here returned the error %v", err))
	}
}

// befriended returns a Server with users, of whom the first has all the others for friends.
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
	chat, err := s.CreateGroup(users[0], "tea")
	must(err)
	for _, u := range users[1:] {
		must(s.Invite(chat, users[0], u))
	}
	return s, chat
}

// ids returns n users.
func ids(n int) (us []id) {
	for i := range n {
		us = append(us, id(fmt.Sprintf("user%04d", i+1)))
	}
	return us
}

// checkMaxText sends texts as long as MaxText lets them be, and longer by one rune.
func checkMaxText(t *exercise.T, config onlinechat.Config, most int) {
	s := befriended(config, ann, bob)
	chat, err := s.OpenPrivate(ann, bob)
	must(err)
	for n, want := range map[int]error{most: nil, most + 1: onlinechat.ErrInvalid} {
		if _, err := s.Send(chat, ann, "", strings.Repeat("é", n)); !errors.Is(err, want) {
			t.Errorf("a Server whose Config has MaxText %d: Send of a text of %d runes returned the error %v, want %v", config.MaxText, n, err, want)
		}
	}
}

func checkDefaultNow(t *exercise.T) {
	s := befriended(onlinechat.Config{}, ann, bob)
	chat, err := s.OpenPrivate(ann, bob)
	must(err)
	before := time.Now()
	m, err := s.Send(chat, ann, "", "tea?")
	must(err)
	if after := time.Now(); m.At.Round(0).Before(before.Round(0)) || m.At.Round(0).After(after.Round(0)) {
		t.Errorf("a Server of the zero Config: Send returned a message with At %v, want a time from %v to %v", m.At, before, after)
	}
}

// filled returns a Server with a group of ann and bob in which both have said something, n times in all.
func filled(config onlinechat.Config, n int) (*onlinechat.Server, onlinechat.ChatID) {
	s, chat := groupOf(config, ann, bob)
	for i := range n {
		_, err := s.Send(chat, []id{ann, bob}[i%2], fmt.Sprint(i), "tea?")
		must(err)
	}
	return s, chat
}

// checkMaxPage asks for pages of fewer and more messages than the most that a page may have.
func checkMaxPage(t *exercise.T, config onlinechat.Config, most int) {
	const n = 150
	s, chat := filled(config, n)
	for _, limit := range []int{most - 1, most, most + 1, n} {
		want := min(limit, most)
		page, err := s.History(chat, ann, 0, limit)
		if err != nil || len(page) != want || page[0].Seq != int64(n-want+1) {
			t.Errorf("a Server whose Config has MaxPage %d, a chat of %d messages: s.History(chat, %q, 0, %d) returned %d messages and the error %v, want the last %d",
				config.MaxPage, n, ann, limit, len(page), err, want)
		}
	}
}

// checkLateRetry resends a message when many others were sent.
func checkLateRetry(t *exercise.T) {
	const others = 3000
	s, chat := filled(onlinechat.Config{}, 0)
	first, err := s.Send(chat, ann, "ann-1", "tea?")
	must(err)
	for i := range others {
		_, err := s.Send(chat, bob, fmt.Sprint("bob-", i), "yes")
		must(err)
	}
	if again, err := s.Send(chat, ann, "ann-1", "tea?"); err != nil || again != first {
		t.Errorf("s.Send(chat, %q, \"ann-1\", \"tea?\"), %d messages of others with client IDs of their own, and the same Send again: got (%+v, %v), want the first message, %+v, and nil",
			ann, others, again, err, first)
	}
}

func checkPages(t *exercise.T) {
	for _, n := range []int{0, 1, 4, 5, 6, 20, 21} {
		s, chat := filled(onlinechat.Config{MaxPage: maxPage}, n)
		for limit := 1; limit <= maxPage+2; limit++ {
			var got []int64
			for before := int64(0); len(got) <= n; {
				page, err := s.History(chat, bob, before, limit)
				must(err)
				if len(page) == 0 {
					break
				}
				for _, m := range slices.Backward(page) {
					got = append(got, m.Seq)
				}
				before = page[0].Seq
			}
			slices.Reverse(got)
			if want := seqs(1, n); !slices.Equal(got, want) {
				t.Fatalf("a chat of %d messages, MaxPage %d: pages with limit %d, each with the Seq of the first message of the page before it as its before, add up to the Seqs\n%v, want\n%v",
					n, maxPage, limit, got, want)
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

// clientIDs are those of sends in grids: none, one that is used up, and a new one.
func clientIDs(text string) []func(*call) {
	var fs []func(*call)
	for _, clientID := range []string{"", "used", "new"} {
		fs = append(fs, func(c *call) { c.clientID, c.text = clientID, text })
	}
	return fs
}

// retried is a world in which everybody who ever could has used a client ID in every chat.
func retried(world []call) []call {
	var cs []call
	for _, c := range world {
		if c.verb == send {
			c.clientID, c.text = "used", "first"
		}
		cs = append(cs, c)
	}
	return cs
}

// looked are pages of histories, legal and not.
var looked = []func(*call){
	func(c *call) { c.limit, c.n = 2, 0 }, func(c *call) { c.limit, c.n = 2, 2 },
	func(c *call) { c.limit, c.n = 0, 0 }, func(c *call) { c.limit, c.n = 2, -1 },
}

func checkOrderWithRetries(t *exercise.T) {
	var sends []call
	for _, text := range append(badTexts, "first", "yes") {
		sends = append(sends, with(everywhere(1, send), clientIDs(text)...)...)
	}
	grid(t, limited(), retried(grouping), calls(sends, with(everywhere(1, history), looked...)), looks(5))
}

func checkOrderWithBlocks(t *exercise.T) {
	var sends []call
	for _, text := range []string{"", "first", "yes"} {
		sends = append(sends, with(everywhere(1, send), clientIDs(text)...)...)
	}
	marks := with(everywhere(1, markRead), func(c *call) { c.n = -1 }, func(c *call) { c.n = 1 }, func(c *call) { c.n = 99 })
	grid(t, limited(), retried(blocking), calls(pairs(requestFriend, approve, reject, unfriend, block, unblock, openPrivate), everywhere(2, invite, kick),
		marks, everywhere(1, unread, leave, members), sends), looks(6))
}

// Costs are compared in a chat of few messages and in one of many.
const (
	few  = 64
	many = 256 * few
)

// sameCost fails t unless a call costs about the same in both chats. Op makes the i-th call in a chat
// that had n messages.
func sameCost(t *exercise.T, operation string, op func(s *onlinechat.Server, chat onlinechat.ChatID, n, i int) error) {
	calls := make([]func(int), 2)
	for k, n := range []int{many, few} {
		s, chat := filled(onlinechat.Config{}, n)
		calls[k] = func(i int) { must(op(s, chat, n, i)) }
	}
	exercise.SameCost(t, operation, fmt.Sprintf("in a chat of %d messages", many), calls[0], fmt.Sprintf("in one of %d", few), calls[1])
}

func checkSendCost(t *exercise.T) {
	sameCost(t, "Send", func(s *onlinechat.Server, chat onlinechat.ChatID, _, i int) error {
		_, err := s.Send(chat, ann, fmt.Sprint("later ", i), "tea?")
		return err
	})
	for name, of := range map[string]func(n int) int{
		"of the first message":       func(int) int { return 0 },
		"of a message in the middle": func(n int) int { return n / 2 },
		"of her last message":        func(n int) int { return n - 2 },
	} {
		sameCost(t, "Send, a retry "+name+",", func(s *onlinechat.Server, chat onlinechat.ChatID, n, _ int) error {
			_, err := s.Send(chat, ann, fmt.Sprint(of(n)), "tea?")
			return err
		})
	}
}

func checkHistoryCost(t *exercise.T) {
	for name, before := range map[string]func(n int) int{
		"of the last messages":  func(int) int { return 0 },
		"from the middle":       func(n int) int { return n / 2 },
		"of the first messages": func(int) int { return 11 },
	} {
		sameCost(t, "History, a page of 10 "+name+",", func(s *onlinechat.Server, chat onlinechat.ChatID, n, _ int) error {
			_, err := s.History(chat, ann, int64(before(n)), 10)
			return err
		})
	}
}

func checkUnreadCost(t *exercise.T) {
	for name, read := range map[string]func(n int) int{
		"nothing has":    func(int) int { return 0 },
		"half has":       func(n int) int { return n / 2 },
		"everything has": func(n int) int { return n },
	} {
		sameCost(t, "Unread, when "+name+" been read,", func(s *onlinechat.Server, chat onlinechat.ChatID, n, i int) error {
			if i == 0 {
				must(s.MarkRead(chat, ann, int64(read(n))))
			}
			_, err := s.Unread(chat, ann)
			return err
		})
	}
}
