package exercise

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
)

// A Script checks a type by calls that are data. It makes them on a value of the learner's type and on a model
// that is too simple to be wrong, and compares the answers.
//
// C is a call. Its String method returns the call as a line of Go.
type Script[C fmt.Stringer] struct {
	// Setup is the Go code that makes the value, such as "m := hashmap.New[int, int](0)".
	Setup string

	// Play makes the calls in order on a fresh value and a fresh model. It calls begin before each call.
	// It stops at the first wrong answer and returns the mismatch, or nil if all answers are right.
	// See CallByCall.
	Play func(calls []C, begin func()) *Mismatch

	// Rule returns the rule that a call's answer follows, with its step. It may be nil.
	Rule func(C) string

	// Simpler returns calls to try in place of a call while a failure is reduced, the simplest first.
	// It may be nil.
	Simpler func(C) []C

	// asks returns the question that Play asks at the moment, after the last call that has begun, and the zero
	// question while that call itself runs. It may be nil.
	asks func() question
}

// A question is a call that is made after each call of a script.
type question struct{ text, rule string }

// A Mismatch is a call's wrong answer.
type Mismatch struct {
	// Path is the part of the answer that is wrong, as Go code after the call, such as ".State". It may be
	// empty.
	Path string

	Got, Want string

	// Call and Rule are set if a question that was asked after the last call has the wrong answer, and not
	// the call itself: the question as Go code, and the rule that its answer follows.
	Call, Rule string
}

// Differ returns the mismatch of two answers, or nil if they are equal.
func Differ[A comparable](got, want A) *Mismatch {
	if got == want {
		return nil
	}
	return &Mismatch{Got: fmt.Sprint(got), Want: fmt.Sprint(want)}
}

// CallByCall returns the Play of a script whose calls do not depend on one another. Start makes a fresh value
// and model, and returns a function that makes a call on both.
func CallByCall[C any](start func() func(C) *Mismatch) func([]C, func()) *Mismatch {
	return func(calls []C, begin func()) *Mismatch {
		call := start()
		for _, c := range calls {
			begin()
			if m := call(c); m != nil {
				return m
			}
		}
		return nil
	}
}

// Check makes the calls in order. If one of them panics or has a wrong answer, Check fails t with the fewest
// calls that it can find. If t has failed before, Check does nothing.
func (s Script[C]) Check(t *T, calls ...C) {
	if t.Failed() {
		return
	}
	if f := s.replay(t, calls); f != nil {
		t.report(s.shrink(t, f).String(t.testLine()))
	}
}

// Random checks random sequences of calls until one fails: as many as [Rounds] says, of length calls each. They are the same each time. The rule of a failure is the rule of the first wrong answer.
func (s Script[C]) Random(t *T, rounds, length int, call func(r *rand.Rand) C) {
	for round := range Rounds(rounds) {
		if t.Failed() {
			return
		}
		r := rand.New(rand.NewPCG(uint64(round), uint64(length)))
		calls := make([]C, length)
		for i := range calls {
			calls[i] = call(r)
		}
		if f := s.replay(t, calls); f != nil {
			f = s.shrink(t, f)
			if rule := s.broken(f); rule != "" {
				t.setRule(rule)
			}
			t.report(f.String(t.testLine()))
		}
	}
}

// broken returns the rule that the first wrong answer or the panic of f breaks. If a question after the last call
// has it, the rule of the last call follows.
func (s Script[C]) broken(f *failure[C]) string {
	asked := f.asked.rule
	if f.mismatch != nil {
		asked = f.mismatch.Rule
	}
	var rules []string
	if asked != "" {
		rules = append(rules, asked)
	}
	if s.Rule != nil && len(f.calls) > 0 {
		if rule := s.Rule(f.calls[len(f.calls)-1]); rule != "" && !slices.Contains(rules, rule) {
			rules = append(rules, rule)
		}
	}
	return strings.Join(rules, "\nrule of the last call: ")
}

// failure is a sequence of calls of which the last one fails.
type failure[C fmt.Stringer] struct {
	setup string
	calls []C

	mismatch *Mismatch
	panicked string   // what panicked and where, instead of a mismatch
	asked    question // what panicked, if not the last call itself
}

// replay makes the calls on a fresh value and returns how they fail, or nil.
func (s Script[C]) replay(t *T, calls []C) (f *failure[C]) {
	progress := &trail[C]{setup: s.Setup, calls: calls, asks: s.asks}
	t.setTrail(progress.String) // stays if runtime.Goexit ends the row
	Catch(func() {
		if m := s.Play(calls, func() { progress.n.Add(1) }); m != nil {
			f = &failure[C]{setup: s.Setup, calls: progress.begun(), mismatch: m}
		}
	}, func(p any) {
		t.fail() // first of all: see protect
		t.setTrail(nil)
		f = &failure[C]{setup: s.Setup, calls: progress.begun(), panicked: t.scriptPanic(p), asked: progress.asked()}
	}, nil)
	t.setTrail(nil)
	return f
}

// scriptPanic describes the panic p of a call. The panic of a stub ends the row.
func (t *T) scriptPanic(p any) string {
	value, frames := framesOf(p)
	if _, ok := unfinished(value); ok {
		t.reportPanic(p)
		runtime.Goexit()
	}
	return t.describePanic(value, frames)
}

// String returns the failure as Go code, with a comment on the last call that says what is wrong. The first
// line says where in the learner's code it panicked, or has place.
func (f *failure[C]) String(place string) string {
	if f.panicked != "" {
		return f.panicked + "\n" + indent(listing(f.setup, f.calls, f.asked.text)+" // panics")
	}
	m := f.mismatch
	note, asked := fmt.Sprintf(" // got %s, want %s", m.Got, m.Want), ""
	switch {
	case m.Call != "":
		asked = m.Call + m.Path
	case m.Path != "":
		note = fmt.Sprintf(" // %s: got %s, want %s", m.Path, m.Got, m.Want)
	}
	return place + ":\n" + indent(listing(f.setup, f.calls, asked)+note)
}

// maxListed is how many calls are listed at most. Those are the last ones.
const maxListed = 30

// listing returns calls as lines of Go, and after them what was asked, if anything.
func listing[C fmt.Stringer](setup string, calls []C, asked string) string {
	lines := []string{setup}
	if left := len(calls) - maxListed; left > 0 {
		lines = append(lines, fmt.Sprintf("// … %d earlier calls", left))
		calls = calls[left:]
	}
	for _, c := range calls {
		lines = append(lines, c.String())
	}
	if asked != "" {
		lines = append(lines, asked)
	}
	return strings.Join(lines, "\n")
}

// trail follows a replay, so that the watchdog can say which calls were made.
type trail[C fmt.Stringer] struct {
	setup string
	calls []C
	n     atomic.Int64 // calls begun

	asks func() question // as in Script
}

func (p *trail[C]) begun() []C { return p.calls[:p.n.Load()] }

// asked returns the question that is asked after the last call that has begun, if any.
func (p *trail[C]) asked() question {
	if p.asks == nil {
		return question{}
	}
	return p.asks()
}

func (p *trail[C]) String() string {
	return listing(p.setup, p.begun(), p.asked().text) + notReturned
}

// notReturned is the comment on the last call of a trail.
const notReturned = " // has not returned"
