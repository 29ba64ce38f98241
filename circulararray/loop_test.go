package circulararray_test

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"

	"github.com/oodkit/oodkit/internal/exercise"
)

// What loops over an Array and over a Ring have in common: the checks of step 3, and some of step 4.

// sample is something to loop over. Its elements are 1 to n.
type sample struct {
	code string // that makes it
	n    int
	make func() circular
}

// arrays are Arrays of several lengths, however rotated.
func arrays() []sample {
	var samples []sample
	for n := range 7 {
		for k := range max(n, 1) {
			_, code := rotatedArray(n, k)
			samples = append(samples, sample{code + "; c.Set(i, i+1) for every i", n, func() circular { return inOrder(n, k) }})
		}
	}
	return samples
}

// inOrder returns an Array that was rotated and has the elements 1 to n in order.
func inOrder(n, k int) circular {
	a, _ := rotatedArray(n, k)
	for i := range n {
		a.Set(i, i+1)
	}
	return a
}

// direction is All or Backward.
type direction struct {
	name string
	seq  func(circular) iter.Seq2[int, int]
}

var directions = []direction{
	{"All", circular.All},
	{"Backward", circular.Backward},
}

// indices returns the indices of n elements in the order in which loops of d come to them.
func (d direction) indices(n int) []int {
	is := make([]int, n)
	for i := range is {
		is[i] = i
	}
	if d.name == "Backward" {
		slices.Reverse(is)
	}
	return is
}

// want returns as text what a loop over the elements 1 to n yields.
func (d direction) want(n int) string {
	return pairs(func(yield func(int, int) bool) {
		for _, i := range d.indices(n) {
			if !yield(i, i+1) {
				return
			}
		}
	})
}

// forLoops calls check for each sample in each direction until t has failed.
func forLoops(t *exercise.T, samples []sample, check func(t *exercise.T, s sample, d direction)) {
	for _, d := range directions {
		for _, s := range samples {
			if check(t, s, d); t.Failed() {
				return
			}
		}
	}
}

func checkOrder(t *exercise.T, s sample, d direction) {
	if got, want := pairs(d.seq(s.make())), d.want(s.n); got != want {
		t.Errorf("%s: %s yields %s, want %s", s.code, d.name, got, want)
	}
}

func checkBreak(t *exercise.T, s sample, d direction) {
	for stop := 1; stop <= s.n; stop++ {
		// Called by hand: in a range loop Go itself panics if it is not stopped, with a message that
		// explains less.
		rounds := 0
		d.seq(s.make())(func(int, int) bool { rounds++; return rounds < stop })
		if rounds != stop {
			t.Fatalf("%s: a loop over %s that breaks in round %d ran its body %d times: when yield returns false, return",
				s.code, d.name, stop, rounds)
		}
	}
}

// checkAgain ranges over one sequence several times, and changes x in between.
func checkAgain(t *exercise.T, s sample, d direction) {
	x := s.make()
	seq := d.seq(x)
	for range seq {
		break
	}
	for range 2 {
		if got, want := pairs(seq), d.want(s.n); got != want {
			t.Fatalf("%s: seq := c.%s(); ranged over again seq yields %s, want %s", s.code, d.name, got, want)
		}
	}
	for i := range s.n {
		x.Set(i, 100+i)
	}
	if got, want := pairs(seq), pairs(d.seq(x)); got != want {
		t.Fatalf("%s: seq := c.%s(); c.Set(i, 100+i) for every i; a loop over seq that begins then yields %s, want %s",
			s.code, d.name, got, want)
	}
}

func checkRotateBeforeLoop(t *exercise.T, s sample, d direction) {
	x := s.make()
	seq := d.seq(x)
	x.Rotate(1)
	if got, want := pairs(seq), pairs(d.seq(x)); got != want {
		t.Errorf("%s: seq := c.%s(); c.Rotate(1); a loop over seq that begins then yields %s, want %s, the order at that time",
			s.code, d.name, got, want)
	}
}

func checkNested(t *exercise.T, s sample, d direction) {
	x := s.make()
	seq := d.seq(x)
	outer := pairs(func(yield func(int, int) bool) {
		for i, v := range seq {
			if got, want := pairs(seq), d.want(s.n); got != want {
				t.Fatalf("%s: in a loop over %s, at index %d, another one yields %s, want %s", s.code, d.name, i, got, want)
			}
			if !yield(i, v) {
				return
			}
		}
	})
	if want := d.want(s.n); outer != want {
		t.Errorf("%s: a loop over %s, with another in its body, yields %s, want %s", s.code, d.name, outer, want)
	}
}

// checkSetAhead sets, in each round, every element to a value that no round before has set.
func checkSetAhead(t *exercise.T, s sample, d direction) {
	x := s.make()
	round := 0
	for i, v := range d.seq(x) {
		if want := 100*round + i; round > 0 && v != want {
			t.Fatalf("%s: round %d of a loop over %s sets every element, c.Set(i, %d+i), yet the next one yields index %d with %d, want %d",
				s.code, round, d.name, 100*round, i, v, want)
		}
		round++
		for j := range s.n {
			x.Set(j, 100*round+j)
		}
	}
	if round != s.n {
		t.Errorf("%s: a loop over %s that sets elements has %d rounds, want %d", s.code, d.name, round, s.n)
	}
}

// checkRotateInLoop rotates by several numbers of places in each round.
func checkRotateInLoop(t *exercise.T, s sample, d direction) {
	for _, k := range []int{1, -1, 2, 3} {
		x := s.make()
		got := pairs(func(yield func(int, int) bool) {
			for i, v := range d.seq(x) {
				x.Rotate(k)
				if !yield(i, v) {
					return
				}
			}
		})
		if want := d.want(s.n); got != want {
			t.Fatalf("%s: a loop over %s whose body calls c.Rotate(%d) yields %s, want %s, the order when it began", s.code, d.name, k, got, want)
		}
	}
}

// arrayLoop returns a script of one loop over an Array of the elements 1 to n, rotated. The calls
// are what its body does, round by round.
func arrayLoop(n, k int, d direction) exercise.Script[call] {
	_, code := rotatedArray(n, k)
	return exercise.Script[call]{
		Setup: code + fmt.Sprintf("\nfor i, v := range c.%s() { // the calls of its first round, then those of the next, and so on:", d.name),
		Play: func(cs []call, begin func()) *exercise.Mismatch {
			a, _ := rotatedArray(n, k)
			m, rest := newLoopModel(n, k, d), cs
			for i, v := range d.seq(a) {
				if wrong := m.yields(i, v); wrong != nil {
					return wrong
				}
				rest = m.round(rest, begin, a)
			}
			return exercise.Differ(fmt.Sprintf("the loop ending after %d rounds", m.rounds), fmt.Sprintf("the loop ending after %d rounds", n))
		},
		Rule: func(call) string {
			return "a loop walks the elements in the order they had when it began: a Set ahead of it is seen, a Rotate does not disturb it (step 3)"
		},
		Simpler: simpler,
	}
}

// loopModel says what a loop over an Array must yield.
type loopModel struct {
	cells  []*int // the elements as they are
	order  []*int // as they were when the loop began
	visits []int  // the indices in the order of the loop
	rounds int
}

func newLoopModel(n, k int, d direction) *loopModel {
	m := &loopModel{visits: d.indices(n)}
	for _, v := range exercise.UpTo(n) {
		m.cells = append(m.cells, &v)
	}
	m.rotate(k)
	m.order = slices.Clone(m.cells)
	return m
}

func (m *loopModel) rotate(k int) {
	n := len(m.cells)
	k = (k%n + n) % n
	m.cells = slices.Concat(m.cells[k:], m.cells[:k])
}

// yields returns what is wrong with a loop that now yields index i and value v, or nil.
func (m *loopModel) yields(i, v int) *exercise.Mismatch {
	got := fmt.Sprintf("the loop going on to index %d with %d", i, v)
	if m.rounds == len(m.visits) {
		return &exercise.Mismatch{Got: got, Want: "it to end"}
	}
	at := m.visits[m.rounds]
	m.rounds++
	return exercise.Differ(got, fmt.Sprintf("the loop going on to index %d with %d", at, *m.order[at]))
}

// round makes the calls of one round on x and on the model and returns the rest.
func (m *loopModel) round(cs []call, begin func(), x circular) []call {
	for i, c := range cs {
		begin()
		switch c.verb {
		case set:
			x.Set(c.n, c.v)
			*m.cells[c.n] = c.v
		case rotate:
			x.Rotate(c.n)
			m.rotate(c.n)
		case nextRound:
			return cs[i+1:]
		}
	}
	return nil
}

func checkRandomLoops(t *exercise.T) {
	for _, d := range directions {
		for n := 1; n <= 6; n++ {
			for k := range n {
				arrayLoop(n, k, d).Random(t, 30, 20, within(n, mixed(n, set, set, rotate, nextRound, nextRound)))
			}
		}
	}
}

// within makes the indices of a source of random calls those of n elements.
func within(n int, next func(r *rand.Rand) call) func(r *rand.Rand) call {
	return func(r *rand.Rand) call {
		c := next(r)
		if c.verb == set {
			c.n = (c.n + n) % n
		}
		return c
	}
}
