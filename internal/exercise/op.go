package exercise

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"
)

// An Op is a call of one method, as data: its text, its rule, and two functions that make it, on a solution of
// type S and on a model of type M.
//
// Both functions return the result of the method, or nil if it has none. [Results] joins several results. If the
// contract allows several answers, the model returns [OneOf] them.
type Op[S, M any] struct {
	// Go is the call as a line of Go, such as "m.Put(1, 10)".
	Go string
	// Rule is the rule that the answer follows, with its step.
	Rule string

	Solution func(S) any
	Model    func(M) any

	// Simpler returns calls to try in place of this one while a failure is reduced, the simplest first.
	// It may be nil.
	Simpler func() []Op[S, M]

	want   any
	stated bool
}

// String returns the call as Go.
func (o Op[S, M]) String() string { return o.Go }

// Returns states the answer of the call, for a table. The answers of the model and of the solution must be the
// same as this one.
func (o Op[S, M]) Returns(values ...any) Op[S, M] {
	o.want, o.stated = values[0], true
	if len(values) > 1 {
		o.want = Results(values...)
	}
	return o
}

// Ops checks solutions of type S against models of type M by operations.
type Ops[S, M any] struct {
	// Setup is the Go code that makes the solution, such as "m := hashmap.New[int, int](0)".
	Setup string
	// New makes a fresh solution and a fresh model.
	New func() (S, M)

	// Look has the calls that are made after every call. They must change nothing.
	Look []Op[S, M]
	// After compares everything else that can be seen after every call. It may be nil. Its Mismatch must have a
	// Call and a Rule.
	After func(S, M) *Mismatch
}

// Check makes the calls in order. If one of them panics or has a wrong answer, Check fails t with the fewest
// calls that it can find. If t has failed before, Check does nothing.
func (o Ops[S, M]) Check(t *T, ops ...Op[S, M]) {
	o.plan().check(t, untyped(ops))
}

// Random checks random sequences of calls until one fails: as many as rounds says, of length calls each. They
// are the same each time. The rule of a failure is the rule of the first wrong answer.
func (o Ops[S, M]) Random(t *T, rounds, length int, next func(r *rand.Rand) Op[S, M]) {
	o.plan().script(false).Random(t, rounds, length, func(r *rand.Rand) untypedOp { return next(r).untyped() })
}

// AtOnce lets four goroutines make random calls at the same time, each on a solution of its own, for about a sixth of a
// second. It fails t if one of them gets a wrong answer. So it finds a variable that the solutions share. In each round
// each makes length calls, on a fresh solution, and nothing else, so that the goroutines often meet inside a call. New and
// the calls must be safe for use by several goroutines, and no call on a solution may look at the model.
func (o Ops[S, M]) AtOnce(t *T, length int, next func(r *rand.Rand) Op[S, M]) {
	o.plan().atOnce(t, length, func(r *rand.Rand) untypedOp { return next(r).untyped() })
}

// Linearizable lets several goroutines make random calls on one solution at the same time. It fails t unless one
// order of the calls explains their answers: see [WantLinearizable]. In each round every goroutine makes as many
// calls as each says, on a fresh solution. A round has at most 64 calls. Linearizable stops after the time of
// [Enough], even if fewer rounds were made.
//
// Clone returns a copy of a model that shares nothing with it. Only equal models may print the same text.
func (o Ops[S, M]) Linearizable(t *T, rounds, goroutines, each int, clone func(M) M, next func(goroutine int, r *rand.Rand) Op[S, M]) {
	o.plan().linearizable(t, rounds, goroutines, each, func(model any) any { return clone(model.(M)) },
		func(goroutine int, r *rand.Rand) untypedOp { return next(goroutine, r).untyped() })
}

// The rest of this file is the same for all types of solutions and models. So it is compiled once, and not again
// with each question's tests, for which a learner waits after every edit.

// An untypedOp is an Op whose functions take solutions and models of any type.
type untypedOp struct {
	text, rule      string
	solution, model func(any) any
	simpler         func() []untypedOp
	want            any
	stated          bool
}

func (o untypedOp) String() string { return o.text }

func (o Op[S, M]) untyped() untypedOp {
	return untypedOp{
		text: o.Go, rule: o.Rule, want: o.want, stated: o.stated,
		solution: func(s any) any { return o.Solution(s.(S)) },
		model:    func(m any) any { return o.Model(m.(M)) },
		simpler: func() []untypedOp {
			if o.Simpler == nil {
				return nil
			}
			return untyped(o.Simpler())
		},
	}
}

func untyped[S, M any](ops []Op[S, M]) []untypedOp {
	list := make([]untypedOp, len(ops))
	for i, op := range ops {
		list[i] = op.untyped()
	}
	return list
}

// A plan is Ops for solutions and models of any type.
type plan struct {
	setup string
	start func() (solution, model any)
	look  []untypedOp
	after func(solution, model any) *Mismatch
}

func (o Ops[S, M]) plan() plan {
	p := plan{setup: o.Setup, look: untyped(o.Look), start: func() (any, any) { return o.New() }}
	if o.After != nil {
		p.after = func(s, m any) *Mismatch { return o.After(s.(S), m.(M)) }
	}
	return p
}

func (p plan) check(t *T, ops []untypedOp) {
	p.script(false).Check(t, ops...)
	if t.Failed() {
		return
	}
	// The stated answers are right for exactly these calls, so none of them is left out.
	if f := p.script(true).replay(t, ops); f != nil {
		t.report(f.String(t.testLine()))
	}
}

// script returns the script of the operations. Stated says whether it checks the stated answers too.
func (p plan) script(stated bool) Script[untypedOp] {
	var asked atomic.Value
	asked.Store(question{})
	return Script[untypedOp]{
		Setup: p.setup,
		Play: CallByCall(func() func(untypedOp) *Mismatch {
			asked.Store(question{}) // start may panic too
			solution, model := p.start()
			return func(op untypedOp) *Mismatch {
				asked.Store(question{})
				return p.step(solution, model, op, stated, func(q question) { asked.Store(q) })
			}
		}),
		asks:    func() question { return asked.Load().(question) },
		Rule:    func(op untypedOp) string { return op.rule },
		Simpler: func(op untypedOp) []untypedOp { return op.simpler() },
	}
}

// step makes one call, and then the calls of look and after. It calls asks before each of those.
func (p plan) step(solution, model any, op untypedOp, stated bool, asks func(question)) *Mismatch {
	got, want := op.solution(solution), op.model(model)
	if m := Compare(got, want); m != nil {
		return m
	}
	if stated && op.stated {
		if m := Compare(got, op.want); m != nil {
			return m
		}
	}
	for _, look := range p.look {
		asks(question{look.text, look.rule})
		got := look.solution(solution)
		if m := Compare(got, look.model(model)); m != nil {
			m.Call, m.Rule = look.text, look.rule
			return m
		}
	}
	if p.after == nil {
		return nil
	}
	asks(question{text: "/* calls that the row makes after each call */"})
	return p.after(solution, model)
}

// atOnce lets the models answer first. So between the calls on solutions, nothing but their answers is kept, and the
// goroutines meet inside a call as often as they can.
func (p plan) atOnce(t *T, length int, next func(r *rand.Rand) untypedOp) {
	const goroutines, sequences = 4, 8
	var over atomic.Bool
	stop := time.AfterFunc(150*time.Millisecond, func() { over.Store(true) })
	defer stop.Stop()
	line := t.testLine()
	t.Doing(p.setup + "\n// four goroutines at once, each with a value of its own and random calls")
	defer t.setTrail(nil)
	var once sync.Once
	Crowded(t, goroutines, func(g int) {
		var ops [sequences][]untypedOp
		var wants [sequences][]any
		for i := range ops {
			r := rand.New(rand.NewPCG(uint64(i), uint64(g)))
			_, model := p.start()
			for range length {
				op := next(r)
				ops[i], wants[i] = append(ops[i], op), append(wants[i], op.model(model))
			}
		}
		gots := make([]any, length)
		for round := 0; !over.Load() && !t.Failed(); round++ {
			ops, wants := ops[round%sequences], wants[round%sequences]
			solution, _ := p.start()
			for i, op := range ops {
				gots[i] = op.solution(solution)
			}
			for i, got := range gots {
				if m := Compare(got, wants[i]); m != nil {
					f := failure[untypedOp]{setup: p.setup, calls: ops[:i+1], mismatch: m}
					once.Do(func() {
						t.report(f.String(line) + "\nAt the same time, other goroutines make such calls on values of their own. Do they share a variable?")
					})
					return
				}
			}
		}
	})
}

func (p plan) linearizable(t *T, rounds, goroutines, each int, clone func(any) any, next func(int, *rand.Rand) untypedOp) {
	for round := range Within(rounds) {
		if t.Failed() {
			return
		}
		solution, model := p.start()
		ops := make([][]untypedOp, goroutines)
		for g := range ops {
			r := rand.New(rand.NewPCG(uint64(round), uint64(g)))
			for range each {
				ops[g] = append(ops[g], next(g, r))
			}
		}
		h := NewHistory[untypedOp](goroutines)
		t.Doing(fmt.Sprintf("%s\n// then %d goroutines at once, each with calls such as %v", p.setup, goroutines, ops[0][0]))
		Together(t, goroutines, func(g int) {
			for _, op := range ops[g] {
				h.Do(g, op, func() any { return op.solution(solution) })
			}
		})
		t.setTrail(nil)
		WantLinearizable(t, h, model, func(m any, op untypedOp) (any, any) {
			m = clone(m)
			return m, op.model(m)
		})
	}
}
