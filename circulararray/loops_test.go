package circulararray_test

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/exercise"
)

// This file has loops over All and Backward as calls. The answer of a loop is what it yields: "0:10 1:20" for the
// indices 0 and 1. The answers of the calls in its body stand in between.

// direction is a sequence to loop over.
type direction struct {
	code     string
	seq      func(*subject) iter.Seq2[int, int]
	backward bool
}

var (
	forward    = direction{"c.All()", func(s *subject) iter.Seq2[int, int] { return s.All() }, false}
	backward   = direction{"c.Backward()", func(s *subject) iter.Seq2[int, int] { return s.Backward() }, true}
	directions = []direction{forward, backward}
)

// kept is the direction of a loop over the sequence that a block keeps.
func kept(d direction) direction {
	return direction{"seq", func(s *subject) iter.Seq2[int, int] { return s.seq }, d.backward}
}

// A loop runs its body at one index, in every round, or never.
const (
	everyRound = -1
	never      = -2
)

// leave is a break, and failing a panic, as the last call of a body.
var (
	leave   = call("break", "", nil, nil)
	failing = call(`panic("of the body")`, "",
		func(*subject) any { panic(bodyPanic) }, func(*model) any { panic(bodyPanic) })
)

// A tape notes what happens in a loop and in the loops within it.
type tape struct {
	depth int
	notes []string
}

func (t *tape) note(format string, args ...any) {
	t.notes = append(t.notes, fmt.Sprintf(format, args...))
}

func (t *tape) answer(a any) {
	if a != nil {
		t.note("%s", exercise.Text(a))
	}
}

// What ends a loop, on a tape. A loop over a Ring may say in other words that the Ring was changed.
const (
	ringChanged = exercise.Phrase("panic: Ring was changed")
	bodyPanic   = exercise.Phrase("panic of the body")
)

// says are the words that say that a Ring was changed: the message must contain one of them.
var says = []string{"chang", "modif", "mutat", "alter"}

func saysChanged(message string) bool {
	return slices.ContainsFunc(says, func(word string) bool { return strings.Contains(strings.ToLower(message), word) })
}

// play runs f and returns what it notes. Within another loop it only runs f.
func (t *tape) play(f func()) (answer any) {
	if t.depth > 0 {
		f()
		return nil
	}
	t.depth, t.notes = 1, nil
	returned := false
	defer func() {
		p := recover()
		t.depth = 0
		switch {
		case returned:
		case p == nil: // panic(nil): see exercise.Catch
			t.note("panicked with nil")
		case p == bodyPanic:
			t.note("%s", bodyPanic)
		case saysChanged(fmt.Sprint(p)):
			t.note("%s", ringChanged)
		default:
			panic(p)
		}
		answer = yields(strings.Join(t.notes, " "))
	}()
	f()
	returned = true
	return nil
}

// yields is the answer of a loop.
func yields(notes string) exercise.Phrase {
	return exercise.Phrase(strings.TrimSpace("a loop: " + notes))
}

// loop is a loop over d whose body makes calls in the round of index at.
func loop(d direction, at int, body ...op) op {
	o := call(loopText(d, at, body), "a loop yields the elements in order, with the new value of an element set ahead of it. "+
		"If its body rotates an Array, the loop keeps its order (step 3). If its body changes a Ring, the loop panics (step 4)",
		func(s *subject) any { return s.tape.play(func() { s.loop(d, at, body) }) },
		func(m *model) any { return m.tape.play(func() { m.loop(d.backward, at, body) }) })
	o.Simpler = func() (ops []op) {
		for i := range body {
			ops = append(ops, loop(d, at, slices.Concat(body[:i], body[i+1:])...))
		}
		return ops
	}
	return unlessOpen(o)
}

// loopText returns the loop as Go.
func loopText(d direction, at int, body []op) string {
	var b strings.Builder
	fmt.Fprintf(&b, "for i, v := range %s {\n\tfmt.Print(i, \":\", v, \" \")\n", d.code)
	indent := "\t"
	if at >= 0 && len(body) > 0 {
		fmt.Fprintf(&b, "\tif i == %d {\n", at)
		indent = "\t\t"
	}
	for _, o := range body {
		b.WriteString(indent + strings.ReplaceAll(o.Go, "\n", "\n"+indent) + "\n")
	}
	if indent == "\t\t" {
		b.WriteString("\t}\n")
	}
	return b.String() + "}"
}

// loop calls the sequence by hand. In a range loop Go itself panics if the sequence goes on after a break, with a
// message that explains less.
func (s *subject) loop(d direction, at int, body []op) {
	rounds, over, most := 0, false, 2*len(s.model.cells)+100
	d.seq(s)(func(i, v int) bool {
		if over {
			s.tape.note("another round after the break (if yield returns false, the sequence must return)")
			return false
		}
		if rounds++; rounds > most {
			s.tape.note("… and so on without end")
			over = true
			return false
		}
		s.tape.note("%d:%d", i, v)
		if at != everyRound && at != i {
			return true
		}
		for _, o := range body {
			if o.Go == leave.Go {
				over = true
				return false
			}
			s.tape.answer(o.Solution(s))
		}
		return true
	})
}

// block makes calls after a sequence was made, which they can loop over.
func block(d direction, ops ...op) op {
	begin := func(ops []op) op {
		code := ""
		if slices.ContainsFunc(ops, func(o op) bool { return strings.Contains(o.Go, "range seq ") }) { // Go refuses an unused seq
			code = "seq := " + d.code
		}
		return call(code, "", func(s *subject) any { s.seq = d.seq(s); return nil }, func(*model) any { return nil })
	}
	return inBlock("a loop uses the order at the moment when it begins, a sequence can be ranged over again (step 3), and a loop over a Ring panics if its body changes the Ring (step 4)",
		begin, ops, func(*subject) {})
}

// turns makes calls while three loops take turns. Next is a round of one of them, and stop leaves it.
func turns(ops ...op) op {
	lines := []string{fmt.Sprintf("var next [%d]func() (i, v int, ok bool)", loopsInTurns), fmt.Sprintf("var stop [%d]func()", loopsInTurns)}
	for l, d := range takingTurns {
		lines = append(lines, fmt.Sprintf("next[%d], stop[%[1]d] = iter.Pull2(%s)", l, d.code))
	}
	begin := func([]op) op {
		return call(strings.Join(lines, "\n"), "",
			func(s *subject) any {
				for l, d := range takingTurns {
					s.pulled[l] = exercise.NewPull(d.seq(s))
				}
				return nil
			},
			func(m *model) any { m.pulled = [loopsInTurns]pulled{}; return nil })
	}
	return inBlock("loops may take turns: a loop over an Array keeps the order at its first next (step 3), and a loop over a Ring panics if a call between its first next and its last one changes the Ring (step 4)", begin, ops, (*subject).stopAll)
}

// loopsInTurns is how many loops take turns, and takingTurns are their directions.
const loopsInTurns = 3

var takingTurns = [loopsInTurns]direction{forward, backward, forward}

// inBlock makes calls between what begin returns for them, which may have no text, and end.
func inBlock(rule string, begin func(ops []op) op, ops []op, end func(*subject)) op {
	all := slices.Concat([]op{begin(ops)}, ops)
	lines := []string{"{"}
	for _, o := range all {
		if o.Go != "" {
			lines = append(lines, strings.ReplaceAll(o.Go, "\n", "\n\t"))
		}
	}
	o := call(strings.Join(lines, "\n\t")+"\n}", rule,
		func(s *subject) any {
			return s.tape.play(func() {
				defer end(s)
				for _, o := range all {
					s.tape.answer(o.Solution(s))
				}
			})
		},
		func(m *model) any {
			return m.tape.play(func() {
				for _, o := range all {
					m.tape.answer(o.Model(m))
				}
			})
		})
	o.Simpler = func() (simpler []op) {
		for i := range ops {
			simpler = append(simpler, inBlock(rule, begin, slices.Concat(ops[:i], ops[i+1:]), end))
		}
		return simpler
	}
	return unlessOpen(o)
}

// next is the next round of a loop that takes turns.
func next(l int) op {
	return call(fmt.Sprintf("next[%d]()", l), "", func(s *subject) any { return s.pull(l) }, func(m *model) any { return m.pull(l) })
}

// stop leaves a loop that takes turns.
func stop(l int) op {
	return call(fmt.Sprintf("stop[%d]()", l), "",
		func(s *subject) any { s.pulled[l].Stop(); return nil },
		func(m *model) any { m.pulled[l].ended = true; return nil })
}

// nextText is the answer of a round of a loop that takes turns.
func nextText(l int, what exercise.Phrase) exercise.Phrase {
	return exercise.Phrase(fmt.Sprintf("next[%d] %s", l, what))
}

func yieldsText(i, v int) exercise.Phrase { return exercise.Phrase(fmt.Sprintf("%d:%d", i, v)) }

func (s *subject) pull(l int) (answer any) {
	defer func() {
		if p := recover(); p != nil {
			if !saysChanged(fmt.Sprint(p)) {
				panic(p)
			}
			answer = nextText(l, ringChanged)
		}
	}()
	i, v, ok := s.pulled[l].Next()
	if !ok {
		return nextText(l, "end")
	}
	return nextText(l, yieldsText(i, v))
}

func (s *subject) stopAll() {
	for _, p := range s.pulled {
		if p != nil {
			p.Stop()
		}
	}
}

// unlessOpen leaves a call out if the contract leaves open whether a loop notices its change.
func unlessOpen(o op) op {
	isOpen := func(m *model) bool {
		if m.mode == 0 || m.tape.depth > 0 {
			return false
		}
		trial := m.clone()
		o.Model(trial)
		return trial.open > m.open
	}
	closed := o
	closed.Solution = func(s *subject) any {
		if s.tape.depth == 0 && isOpen(s.model) {
			return nil
		}
		return o.Solution(s)
	}
	closed.Model = func(m *model) any {
		if isOpen(m) {
			return nil
		}
		return o.Model(m)
	}
	return closed
}

// loops returns a source of random loops, whose bodies have calls of next, and loops.
func loops(n int, calls source) source {
	calls = known(calls)
	var random func(r *rand.Rand, ds []direction, depth int) op
	random = func(r *rand.Rand, ds []direction, depth int) op {
		var body []op
		for range r.IntN(4) {
			if depth < 2 && r.IntN(4) == 0 {
				body = append(body, random(r, ds, depth+1))
			} else {
				body = append(body, calls(r))
			}
		}
		switch r.IntN(12) {
		case 0, 1:
			body = append(body, leave)
		case 2:
			body = append(body, failing)
		}
		return loop(ds[r.IntN(len(ds))], r.IntN(n+2)-1, body...)
	}
	return func(r *rand.Rand) op {
		switch d := directions[r.IntN(2)]; r.IntN(4) {
		case 0:
			return calls(r)
		case 1:
			ds := []direction{kept(d), kept(d), forward, backward}
			return block(d, calls(r), random(r, ds, 0), calls(r), random(r, ds, 1))
		default:
			return random(r, directions, 0)
		}
	}
}

// known leaves out the calls whose number of pushes is not known in advance.
func known(calls source) source {
	return func(r *rand.Rand) op {
		for {
			if o := calls(r); !strings.HasPrefix(o.Go, "for i := 1;") {
				return o
			}
		}
	}
}

// someTurns returns a source of loops that take turns, and of calls in their rounds.
func someTurns(calls source) source {
	calls = known(calls)
	return func(r *rand.Rand) op {
		var ops []op
		for range 20 {
			switch l := r.IntN(loopsInTurns); r.IntN(8) {
			case 0:
				ops = append(ops, stop(l))
			case 1, 2:
				ops = append(ops, calls(r))
			default:
				ops = append(ops, next(l))
			}
		}
		return turns(ops...)
	}
}

// loopRows are rules of loops over an Array and over a Ring. The calls are for the elements 10, 20 and 30, and those of
// anywhere for any elements and each index i.
var loopRows = []struct {
	name     string
	calls    []op
	anywhere func(d direction, i int) []op
}{
	{"All yields indices and elements in order, and Backward in reverse order",
		join(loop(forward, never).Returns(yields("0:10 1:20 2:30")), loop(backward, never).Returns(yields("2:30 1:20 0:10"))),
		func(d direction, _ int) []op { return join(loop(d, never)) }},
	{"break ends a loop: the sequence yields nothing after it",
		join(loop(forward, 1, leave).Returns(yields("0:10 1:20")), loop(backward, 1, leave).Returns(yields("2:30 1:20"))),
		func(d direction, i int) []op { return join(loop(d, i, leave)) }},
	{"a panic in the body passes through the loop",
		join(loop(forward, 1, failing).Returns(yields("0:10 1:20 panic of the body")), loop(forward, never).Returns(yields("0:10 1:20 2:30"))),
		func(d direction, i int) []op { return join(loop(d, i, failing), set(0, 9), loop(d, never)) }},
	{"a sequence can be ranged over again",
		join(block(forward, loop(kept(forward), 0, leave), loop(kept(forward), never)).Returns(yields("0:10 0:10 1:20 2:30"))),
		func(d direction, i int) []op {
			return join(block(d, loop(kept(d), i, leave), loop(kept(d), never), set(i, 99), loop(kept(d), never)))
		}},
	{"loops can be nested",
		join(loop(forward, 1, loop(backward, never)).Returns(yields("0:10 1:20 2:30 1:20 0:10 2:30"))),
		func(d direction, i int) []op {
			return join(loop(d, i, loop(backward, never), loop(forward, i, leave)), block(d, loop(kept(d), everyRound, loop(kept(d), i, leave))))
		}},
	{"a loop yields the new value of an element that its body set ahead of it",
		join(loop(forward, 0, set(2, 99)).Returns(yields("0:10 1:20 2:99")), loop(backward, 2, set(0, 88)).Returns(yields("2:99 1:20 0:88"))),
		func(d direction, i int) []op {
			return join(loop(d, i, set(0, 99), set(1, 98), set(i, 97), set(3, 96)), loop(d, never))
		}},
}
