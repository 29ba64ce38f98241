package onlinechat_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/onlinechat"
)

// Random calls of few users in few chats often affect one another. In each step they are calls of all methods so far,
// and the model says what every answer must be.

// A source makes random choices of the arguments of calls.
type source struct {
	intn         func(n int) int
	users, chats int  // how many users and chats the calls name
	names        []id // the users, if they are not people
}

func (s source) pick(texts ...string) string { return texts[s.intn(len(texts))] }
func (s source) user() id {
	if s.names != nil {
		return s.names[s.intn(s.users)]
	}
	return people[s.intn(s.users)]
}
func (s source) chat() int { return 1 + s.intn(s.chats) }
func (s source) sub() int  { return 1 + s.intn(4) }
func (s source) text() string {
	return s.pick("a", "b", "é", "c d", "語", "  x", badTexts[s.intn(4)])
}

// spoil overwrites the slice that a call returns, for one call in four.
func (s source) spoil(o op) op {
	if s.intn(4) == 0 {
		return spoiled(o)[0]
	}
	return o
}

// move is a call with random arguments, and its weight among the others.
type move struct {
	weight int
	make   func(s source) op
}

// removal is a move in the steps that say what RemoveUser does: 1, 2, 6 and 7.
var removal = move{1, func(s source) op { return removeUser(s.user()) }}

func ofPair(weight int, of func(a, b id) op) move {
	return move{weight, func(s source) op { return of(s.user(), s.user()) }}
}

// moves has the moves that each step adds. Client IDs come in step 5, so the calls of step 3 have none.
var moves = [][]move{
	1: {
		{8, func(s source) op { return addUser(s.user(), s.pick("Ann", "Bob", " x ", " ")) }},
		{2, func(s source) op { return updateUser(s.user(), s.pick("Anna", " Bob", "\t")) }}, {3, func(s source) op { return user(s.user()) }},
	},
	2: {
		ofPair(12, requestFriend), ofPair(8, approve), ofPair(2, reject), ofPair(2, unfriend),
		{3, func(s source) op { return s.spoil(friends(s.user())) }}, {3, func(s source) op { return s.spoil(requests(s.user())) }},
	},
	3: {
		{4, func(s source) op { return openPrivate(s.chat(), s.user(), s.user()) }}, {8, func(s source) op { return send(s.chat(), s.user(), s.text()) }},
		{5, func(s source) op { return s.spoil(log(s.chat(), s.user())) }}, {2, func(s source) op { return clock(time.Duration(s.intn(9)-4) * 600 * time.Millisecond) }},
	},
	4: {
		{2, func(s source) op { return createGroup(s.chat(), s.user(), s.pick("tea", "tea", " ")) }}, {9, func(s source) op { return invite(s.chat(), s.user(), s.user()) }},
		{2, func(s source) op { return leave(s.chat(), s.user()) }}, {2, func(s source) op { return kick(s.chat(), s.user(), s.user()) }}, {3, func(s source) op { return s.spoil(members(s.chat(), s.user())) }},
	},
	5: {
		{9, func(s source) op { return sendAs(s.chat(), s.user(), s.pick("x", "y", " "), s.pick("a", "b", "\xff")) }},
		{5, func(s source) op { return s.spoil(history(s.chat(), s.user(), int64(s.intn(10)-1), s.intn(8))) }},
	},
	6: {
		{12, func(s source) op { return unread(s.chat(), s.user()) }}, {6, func(s source) op { return markRead(s.chat(), s.user(), int64(s.intn(10)-1)) }},
		ofPair(2, block), ofPair(1, unblock), removal,
	},
	7: {
		{5, func(s source) op { return subscribe(s.sub(), s.user(), s.intn(4)) }}, {12, func(s source) op { return receive(s.sub()) }}, {4, func(s source) op { return errOf(s.sub()) }},
		{1, func(s source) op { return closeSub(s.sub()) }}, ofPair(4, online),
	},
}

// play returns a source of random calls of the methods of steps 1 to n.
func play(n int) func(s source) op {
	var all []move
	if n < 3 {
		all = append(all, removal)
	}
	for _, m := range slices.Concat(moves[:n+1]...) {
		all = append(all, slices.Repeat([]move{m}, m.weight)...)
	}
	return func(s source) op { return all[s.intn(len(all))].make(s) }
}

func fromRand(next func(s source) op) func(r *rand.Rand) op { return among(6, 4, next) }

// among makes random calls with the given numbers of users and chats.
func among(users, chats int, next func(s source) op) func(r *rand.Rand) op {
	return func(r *rand.Rand) op { return next(source{intn: r.IntN, users: users, chats: chats}) }
}

// random checks up to rounds lists of random calls. Each has another length, which is its seed too. Some name many users
// and some only a few, who meet more often. For slow designs, random stops early: see exercise.Within.
func random(t *exercise.T, checker exercise.Ops[*solution, *model], step, rounds, length int) {
	for i := range exercise.Within(exercise.Rounds(rounds)) {
		few := i % 3
		checker.Random(t, 1, length+i%length, among(6-2*few, 4-few, play(step)))
	}
}

// checkOrderOfJoining makes random calls of users who are all friends, in one group.
func checkOrderOfJoining(t *exercise.T) {
	setup := seq(circle(ann, bob, cyd, dan), befriend(bob, cyd, dan), befriend(cyd, dan), grouped(1, ann, bob, cyd, dan))
	next := among(4, 1, func(s source) op {
		a, b := s.user(), s.user()
		return oneOf(s, func() op { return invite(1, a, b) }, func() op { return invite(1, b, a) }, func() op { return kick(1, a, b) }, func() op { return kick(1, b, a) },
			func() op { return leave(1, a) }, func() op { return s.spoil(members(1, a)) }, func() op { return s.spoil(log(1, a)) })
	})
	checker(onlinechat.Config{}, setup...).Random(t, 200, 40, next)
}

// twins checks two Servers in turn, which must share nothing.
func twins(t *exercise.T, step, rounds int) {
	type (
		servers = [2]*solution
		models  = [2]*model
	)
	config := onlinechat.Config{MaxText: maxText}
	if step >= 5 { // the step of pages
		config.MaxPage = maxPage
	}
	one := checker(config)
	names := regexp.MustCompile(`\bc(\d)|\bsub(\d)|\bnow\b`)
	other := func(text string) string { return names.ReplaceAllString(strings.Replace(text, "s.", "t.", 1), "t$0") }
	both := exercise.Ops[servers, models]{
		Setup: one.Setup + "\n// and the same for t and its clock, tnow",
		New: func() (servers, models) {
			return servers{newSolution(config), newSolution(config)}, models{newModel(config), newModel(config)}
		},
	}
	next := fromRand(play(step))
	for i := range exercise.Within(rounds) {
		both.Random(t, 1, 150+i, func(r *rand.Rand) exercise.Op[servers, models] {
			k, o := r.IntN(2), next(r)
			if k == 1 {
				o.Go = other(o.Go)
			}
			return exercise.Op[servers, models]{Go: o.Go, Rule: fmt.Sprintf("two Servers share nothing (step %d): %s", step, o.Rule), Solution: func(s servers) any { return o.Solution(s[k]) }, Model: func(m models) any { return o.Model(m[k]) }}
		})
	}
}

// The fuzz targets read the random choices of play from their input.

func FuzzFriendship(f *testing.F) { fuzz(f, 2, plain) }
func FuzzChats(f *testing.F)      { fuzz(f, 6, small) }
func FuzzLive(f *testing.F)       { fuzz(f, 7, small) }

func fuzz(f *testing.F, step int, checker exercise.Ops[*solution, *model]) {
	steps.Fuzz(f, step)
	f.Add([]byte("\x00\x01\x01\x00\x02\x02\x10\x01\x02\x18\x02\x01\x30\x01\x01\x02"))
	f.Add([]byte("ask, approve, invite, send, page, block, subscribe and lag until it breaks"))
	f.Fuzz(func(t *testing.T, input []byte) {
		steps.Guard(t, func(t *exercise.T) {
			next := source{users: 6, chats: 4, intn: func(n int) int {
				if len(input) == 0 {
					return 0
				}
				b := int(input[0])
				input = input[1:]
				return b % n
			}}
			ops := seq(circle(people[:5]...))
			for len(input) > 0 {
				ops = append(ops, play(step)(next))
			}
			checker.Check(t, ops...)
		})
	})
}
