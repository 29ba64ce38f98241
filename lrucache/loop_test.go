package lrucache_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/exercise"
)

// This file teaches what a loop sees whose body changes what it goes through (step 4).

// sizes are those of the LRUs that loops go through.
var sizes = []int{1, 2, 3, 10, 100}

type loopRow struct {
	name  string
	check func(t *exercise.T)
}

var loopRows = []loopRow{
	{"a loop yields each entry once, in the order at its start, even if the body calls Get", func(t *exercise.T) {
		inLoops(t, "c.Get(k)", func(c *ints, k, _ int) { c.Get(k) }, same)
		inLoops(t, "c.Get(1)", func(c *ints, _, _ int) { c.Get(1) }, same)
		inLoops(t, "if round == 1 { for k := 1; k <= c.Cap(); k++ { c.Get(k) } }", func(c *ints, _, round int) { everyKey(c, round == 1, func(k int) { c.Get(k) }) }, same)
	}},
	{"a loop yields each entry once, with its present value, even if the body puts known keys", func(t *exercise.T) {
		inLoops(t, "c.Put(k, k)", func(c *ints, k, _ int) { c.Put(k, k) }, same)
		inLoops(t, "if round == 1 { for k := 1; k <= c.Cap(); k++ { c.Put(k, -k) } }", func(c *ints, _, round int) { everyKey(c, round == 1, func(k int) { c.Put(k, -k) }) },
			func(keys []int) []string {
				yields := same(keys)
				for i, k := range keys[1:] {
					yields[i+1] = fmt.Sprint(k, -k)
				}
				return yields
			})
	}},
	{"a loop does not yield an entry that is removed before the loop reaches it", func(t *exercise.T) {
		inLoops(t, "if round == 1 { remove all other keys }", func(c *ints, k, round int) {
			everyKey(c, round == 1, func(other int) {
				if other != k {
					c.Remove(other)
				}
			})
		}, func(keys []int) []string { return same(keys[:1]) })
		inLoops(t, "c.Remove(k-1); c.Remove(k+1)", func(c *ints, k, _ int) { c.Remove(k - 1); c.Remove(k + 1) }, func(keys []int) []string {
			var odd []int
			for i := 0; i < len(keys); i += 2 {
				odd = append(odd, keys[i])
			}
			return same(odd)
		})
	}},
	{"the body of a loop may remove the entry that was just yielded", func(t *exercise.T) {
		inLoops(t, "c.Remove(k)", func(c *ints, k, _ int) { c.Remove(k) }, same)
	}},
	{"a loop does not yield an entry that is evicted before the loop reaches it", func(t *exercise.T) {
		inLoops(t, "if round == 1 { for i := range 300 { c.Put(1001+i, 0) } }", func(c *ints, _, round int) {
			for i := 0; round == 1 && i < 300; i++ {
				c.Put(1001+i, 0)
			}
		}, nil)
	}},
	{"a loop ends even if its body puts a new key in each round", func(t *exercise.T) {
		inLoops(t, "c.Put(1000+round, 0)", func(c *ints, _, round int) { c.Put(1000+round, 0) }, nil)
	}},
	{"a loop ends even if its body removes each key and puts it again", func(t *exercise.T) {
		inLoops(t, "c.Remove(k); c.Put(k, round)", func(c *ints, k, round int) { c.Remove(k); c.Put(k, round) }, nil)
	}},
	{"loops over one LRU can be nested", func(t *exercise.T) {
		const n = 10
		c, where := filled(n)
		var got, want []string
		for a := range c.All() {
			for b := range c.Backward() {
				got = append(got, fmt.Sprint(a, b))
			}
		}
		for a := n; a > 0; a-- {
			for b := 1; b <= n; b++ {
				want = append(want, fmt.Sprint(a, b))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%sfor a := range c.All() { for b := range c.Backward() { /* a, b */ } } yields\n%v, want\n%v", where, got, want)
		}
		for i := range 2 {
			c, where := filled(n)
			s := sequences(c)[i]
			t.Doing(fmt.Sprintf("%sseq := c.%s()\nfor k := range seq { c.Get(3); for range seq {} }", where, s.name))
			before, outer := pairs(s.seq), []string(nil)
			for k, v := range s.seq {
				outer = append(outer, fmt.Sprintf("%d: %d", k, v))
				c.Get(3)
				wantAnswer(t, fmt.Sprintf("%sseq := c.%s()\nfor range seq { c.Get(3); /* a loop over seq here */ }\nthe inner loop", where, s.name), pairs(s.seq), pairs(sequences(c)[i].seq))
			}
			wantAnswer(t, fmt.Sprintf("%sseq := c.%s()\nfor range seq { c.Get(3); for range seq {} }\nthe outer loop", where, s.name), exercise.Phrase("["+strings.Join(outer, ", ")+"]"), before)
		}
		inLoops(t, "c.Get(1); for range c.All() {}", func(c *ints, _, _ int) { c.Get(1); pairs(c.All()) }, same)
		inLoops(t, "c.Remove(k); for range c.Backward() { break }; c.Put(k, k)", func(c *ints, k, _ int) {
			c.Remove(k)
			for range c.Backward() {
				break
			}
			c.Put(k, k)
		}, nil)
	}},
	{"loops may take turns, and end in any order", func(t *exercise.T) {
		for _, n := range []int{2, 5} {
			turns(n).Random(t, 300, 20, func(r *rand.Rand) turn {
				if r.IntN(3) == 0 {
					return turn{op: mixed(exercise.UpTo(n+2), ofStep2...)(r)}
				}
				return turn{what: []string{nextTurn, nextTurn, stopTurn}[r.IntN(3)], loop: r.IntN(3)}
			})
		}
	}},
	{"a loop keeps its rules while its body makes random calls, except Clear and Resize", func(t *exercise.T) {
		body := with(ofStep2, byKey(remove[int]), plain(nextRound), plain(nextRound), plain(nextRound))
		for _, n := range []int{2, 4, 10} {
			for which := range 2 {
				loops(n, n, which).Random(t, 150, 40, mixed(exercise.UpTo(n+3), body...))
				loops(n, 4*n, which).Random(t, 50, 40, mixed(exercise.UpTo(3*n), with(body, put[int], put[int])...))
			}
		}
	}},
}

// everyKey calls f with the keys from 1 to the capacity, if now is true.
func everyKey(c *ints, now bool, f func(key int)) {
	for k := 1; now && k <= c.Cap(); k++ {
		f(k)
	}
}

// same returns what a loop yields for these keys, if the value of each is the key itself.
func same(keys []int) (yields []string) {
	for _, k := range keys {
		yields = append(yields, fmt.Sprint(k, k))
	}
	return yields
}

// inLoops goes through All and Backward of full LRUs of several sizes. What the body does with each entry
// is up to the row. The entries must come as want says, given the keys in the order at the start. If want is
// nil, the loop only has to end, also if there is room for some new entries, or for any number of them.
func inLoops(t *exercise.T, does string, body func(c *ints, key, round int), want func(keys []int) []string) {
	for _, n := range sizes {
		for i, name := range []string{"All", "Backward"} {
			inLoop(t, n, n, i, name, does, body, want)
			if want == nil {
				inLoop(t, n, 2*n+1, i, name, does, body, want)
				inLoop(t, n, math.MaxInt, i, name, does, body, want)
			}
		}
	}
}

func inLoop(t *exercise.T, n, capacity, which int, name, does string, body func(c *ints, key, round int), want func(keys []int) []string) {
	c, where := filledOf(n, capacity)
	if strings.Contains(does, "round") {
		where, does = where+"round := 0\n", "round++; "+does
	}
	loop := fmt.Sprintf("%sfor k, v := range c.%s() { %s }", where, name, does)
	t.Doing(loop)
	var got []string
	for k, v := range sequences(c)[which].seq {
		if got = append(got, fmt.Sprint(k, v)); len(got) > tooLong {
			t.Fatalf("%s // still goes on after %d rounds, want it to end", loop, tooLong)
		}
		if _, ok := c.Peek(k); !ok {
			t.Fatalf("%s // yields key %d in round %d, want no entry that has left before", loop, k, len(got))
		}
		body(c, k, len(got))
	}
	keys := exercise.UpTo(n)
	if name == "All" {
		slices.Reverse(keys)
	}
	if want != nil && !slices.Equal(got, want(keys)) {
		t.Fatalf("%s // yields k and v\n%q, want\n%q", loop, got, want(keys))
	}
}

// filledOf returns what filled does, with the capacity given.
func filledOf(n, capacity int) (c *ints, where string) {
	c, where = filled(n)
	if capacity > n {
		c.Resize(capacity)
		where += fmt.Sprintf("c.Resize(%s)\n", exercise.IntText(capacity))
	}
	return c, where
}

// A turn is a call of next or stop of one of three loops, or another call.
type turn struct {
	op   op[int]
	what string // nextTurn or stopTurn, or "" for op
	loop int
}

const (
	nextTurn = "next[%d]()"
	stopTurn = "stop[%d]()"
)

// String returns the call as Go.
func (t turn) String() string {
	if t.what == "" {
		return t.op.Go
	}
	return fmt.Sprintf(t.what, t.loop)
}

// turns returns a script of three loops that take turns, over one LRU of n entries.
func turns(n int) exercise.Script[turn] {
	which := [3]int{0, 1, 0} // All, Backward, All
	c, setup := filled(n)
	setup += "var next [3]func() (k, v int, ok bool)\nvar stop [3]func()"
	for i, w := range which {
		setup += fmt.Sprintf("\nnext[%d], stop[%[1]d] = iter.Pull2(c.%s())", i, sequences(c)[w].name)
	}
	return exercise.Script[turn]{
		Setup: setup,
		Rule: func(t turn) string {
			if t.what == "" {
				return t.op.Rule
			}
			return loopRule
		},
		Play: func(calls []turn, begin func()) *exercise.Mismatch {
			c, _ := filled(n)
			shared := newLoop(c, 0)
			var loops [len(which)]pulled
			for i, w := range which {
				loops[i] = pulled{Pull: exercise.NewPull(sequences(c)[w].seq), which: w}
				defer loops[i].Stop()
			}
			for _, call := range calls {
				begin()
				if wrong := call.play(shared, &loops[call.loop]); wrong != nil {
					return wrong
				}
			}
			return nil
		},
	}
}

// pulled is a loop that takes turns with others.
type pulled struct {
	*exercise.Pull[int, int]
	which int
	loop  *loop // nil before the loop begins
}

// play makes the call, which is of p, or of the LRU of shared.
func (t turn) play(shared *loop, p *pulled) *exercise.Mismatch {
	switch {
	case t.what == "":
		return exercise.Compare(t.op.Solution(shared.c), t.op.Model(shared.model))
	case t.what == stopTurn:
		p.Stop()
		return nil
	case p.Ended():
		return nil
	}
	if p.loop == nil {
		p.loop = shared.another(p.which) // it begins with this call
	}
	k, v, ok := p.Next()
	if !ok {
		return p.loop.end()
	}
	return p.loop.yields(k, v)
}

// loopRule is the rule that every loop follows.
const loopRule = "a loop yields exactly once each entry that does not leave: with its present value, and in the order at the start of the loop (step 4)"

// nextRound is where the body of a loop ends.
var nextRound = op[int]{Go: "// next round"}

// loops returns a script of one loop over All, or Backward, of an LRU of n entries, which may have room
// for more. The calls are what its body does, round by round.
func loops(n, capacity, which int) exercise.Script[op[int]] {
	_, where := filledOf(n, capacity)
	return exercise.Script[op[int]]{
		Setup: fmt.Sprintf("%sfor k, v := range c.%s() { // the calls of its first round, then those of the next, and so on:", where, []string{"All", "Backward"}[which]),
		Play: func(calls []op[int], begin func()) *exercise.Mismatch {
			c, _ := filledOf(n, capacity)
			l := newLoop(c, which)
			for k, v := range sequences(c)[which].seq {
				wrong := l.yields(k, v)
				if wrong == nil {
					calls, wrong = l.doRound(calls, begin)
				}
				if wrong != nil {
					return wrong
				}
			}
			return l.end()
		},
		Rule: func(op[int]) string { return loopRule },
	}
}

// loop is a loop over an LRU, and what it may yield.
type loop struct {
	*model[int]
	c       *solution[int]
	order   []int        // the entries at the start, by number, in the order of the loop
	yielded map[int]bool // entries, by number
	rounds  int
}

func newLoop(c *ints, which int) *loop {
	l := &loop{model: &model[int]{capacity: c.Cap()}, c: &solution[int]{both: c, lru: c}}
	for k := 1; k <= c.Len(); k++ {
		l.put(k, k)
	}
	return l.another(which)
}

// another returns a loop that begins now, over the same LRU.
func (l *loop) another(which int) *loop {
	l = &loop{model: l.model, c: l.c, yielded: make(map[int]bool)}
	for _, e := range l.entries {
		l.order = append(l.order, e.entry)
	}
	if which == 1 {
		slices.Reverse(l.order)
	}
	return l
}

// yields returns what is wrong with a loop that now yields an entry, or nil.
func (l *loop) yields(key, value int) *exercise.Mismatch {
	l.rounds++
	got := fmt.Sprintf("the loop yielding (%d, %d)", key, value)
	i, ok := l.find(key)
	if !ok {
		return &exercise.Mismatch{Got: got, Want: fmt.Sprintf("no entry of key %d, which has left", key)}
	}
	e := l.entries[i]
	switch next := l.next(); {
	case l.rounds > tooLong:
		return &exercise.Mismatch{Got: fmt.Sprintf("%s in round %d", got, l.rounds), Want: "the loop to end"}
	case e.value != value:
		return &exercise.Mismatch{Got: got, Want: fmt.Sprintf("the present value, %d", e.value)}
	case l.yielded[e.entry]:
		return &exercise.Mismatch{Got: got + " a second time", Want: "each entry once"}
	case slices.Contains(l.order, e.entry) && next.entry != e.entry:
		return &exercise.Mismatch{Got: got, Want: fmt.Sprintf("key %d, which comes next in the order at the start", next.key)}
	}
	l.yielded[e.entry] = true
	return nil
}

// next returns the first entry of the order that has neither been yielded nor left.
func (l *loop) next() (next held[int]) {
	for _, n := range l.order {
		if i := slices.IndexFunc(l.entries, func(e held[int]) bool { return e.entry == n }); i >= 0 && !l.yielded[n] {
			return l.entries[i]
		}
	}
	return next
}

// doRound makes the calls of one round of the loop and returns the rest.
func (l *loop) doRound(calls []op[int], begin func()) (rest []op[int], wrong *exercise.Mismatch) {
	for i, o := range calls {
		begin()
		if o.Solution == nil {
			return calls[i+1:], nil
		}
		if wrong := exercise.Compare(o.Solution(l.c), o.Model(l.model)); wrong != nil {
			return nil, wrong
		}
	}
	return nil, nil
}

// end returns what a loop that has ended should have yielded but did not, or nil.
func (l *loop) end() *exercise.Mismatch {
	if next := l.next(); next.entry != 0 {
		return &exercise.Mismatch{Got: "the loop ending", Want: fmt.Sprintf("the loop to yield key %d, which has not left", next.key)}
	}
	return nil
}
