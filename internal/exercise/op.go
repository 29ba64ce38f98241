package exercise

import (
	"fmt"
	"math/rand/v2"
)

// An Op is a call of one method, as data: its text, its rule, and how it is made on a solution of
// type S and on a model of type M.
//
// Both functions return what the method returns, nil for nothing. [Results] joins several values, and
// a model may answer with [OneOf] where the contract leaves the choice open.
type Op[S, M any] struct {
	// Go is the call as a line of Go, "m.Put(1, 10)".
	Go string
	// Rule is the rule that the answer follows, with its step.
	Rule string

	Solution func(S) any
	Model    func(M) any

	// Simpler lists calls to try in the place of this one while a failure is cut down, the simplest
	// first. It may be nil.
	Simpler func() []Op[S, M]

	want   any
	stated bool
}

// String returns the call as Go.
func (o Op[S, M]) String() string { return o.Go }

// Returns states the answer of the call where a table has it. The answer of the model must be the
// same, and so must that of the solution.
func (o Op[S, M]) Returns(values ...any) Op[S, M] {
	o.want, o.stated = values[0], true
	if len(values) > 1 {
		o.want = Results(values...)
	}
	return o
}

// compare makes the call on both and returns how the answers differ, or nil.
func (o Op[S, M]) compare(solution S, model M) *Mismatch {
	want := o.Model(model)
	return Compare(o.Solution(solution), want)
}

// Ops checks solutions of type S against models of type M by operations.
type Ops[S, M any] struct {
	// Setup is the Go that makes the solution, "m := hashmap.New[int, int](0)".
	Setup string
	// New makes a fresh solution and a fresh model.
	New func() (S, M)

	// Look lists what is asked after every call. These ops must change nothing.
	Look []Op[S, M]
	// After compares what else can be seen after every call. It may be nil. A Mismatch of it names its
	// Call and its Rule.
	After func(S, M) *Mismatch
}

// Check makes the calls in order. If one of them panics or gives a wrong answer it fails t, with the
// fewest calls it can find that fail. If t has failed already it does nothing.
func (o Ops[S, M]) Check(t *T, ops ...Op[S, M]) {
	o.script(false).Check(t, ops...)
	if t.Failed() {
		return
	}
	// The stated answers hold for these very calls, so nothing is left out of them.
	s := o.script(true)
	if f := s.replay(t, ops); f != nil {
		t.report(f.String(t.testLine()))
	}
}

// Random checks rounds sequences of length random calls each, up to the first that fails. They are
// the same each time.
func (o Ops[S, M]) Random(t *T, rounds, length int, next func(r *rand.Rand) Op[S, M]) {
	o.script(false).Random(t, rounds, length, next)
}

// script returns the script of the operations, with or without the answers that they state.
func (o Ops[S, M]) script(stated bool) Script[Op[S, M]] {
	return Script[Op[S, M]]{
		Setup: o.Setup,
		Play: CallByCall(func() func(Op[S, M]) *Mismatch {
			solution, model := o.New()
			return func(op Op[S, M]) *Mismatch { return o.step(solution, model, op, stated) }
		}),
		Rule: func(op Op[S, M]) string { return op.Rule },
		Simpler: func(op Op[S, M]) []Op[S, M] {
			if op.Simpler == nil {
				return nil
			}
			return op.Simpler()
		},
	}
}

// step makes one call and looks at what can be seen afterwards.
func (o Ops[S, M]) step(solution S, model M, op Op[S, M], stated bool) *Mismatch {
	got, want := op.Solution(solution), op.Model(model)
	if m := Compare(got, want); m != nil {
		return m
	}
	if stated && op.stated {
		if m := Compare(got, op.want); m != nil {
			return m
		}
	}
	for _, look := range o.Look {
		if m := look.compare(solution, model); m != nil {
			m.Call, m.Rule = look.Go, look.Rule
			return m
		}
	}
	if o.After == nil {
		return nil
	}
	return o.After(solution, model)
}

// Linearizable makes rounds of each random calls by as many goroutines at the same time as there
// are, each round on a fresh solution, and fails t unless their answers are those of some order of the
// calls: see [WantLinearizable]. A round has at most 64 calls. It stops early when it is [Enough].
//
// clone returns a copy of a model that shares nothing with it. Models must print alike only if they
// are equal.
func (o Ops[S, M]) Linearizable(t *T, rounds, goroutines, each int, clone func(M) M, next func(goroutine int, r *rand.Rand) Op[S, M]) {
	for round := range Within(rounds) {
		if t.Failed() {
			return
		}
		solution, model := o.New()
		ops := make([][]Op[S, M], goroutines)
		for g := range ops {
			r := rand.New(rand.NewPCG(uint64(round), uint64(g)))
			for range each {
				ops[g] = append(ops[g], next(g, r))
			}
		}
		h := NewHistory[Op[S, M]](goroutines)
		t.Doing(fmt.Sprintf("%s\n// then %d goroutines at once, each with calls such as %v", o.Setup, goroutines, ops[0][0]))
		Together(t, goroutines, func(g int) {
			for _, op := range ops[g] {
				h.Do(g, op, func() any { return op.Solution(solution) })
			}
		})
		t.setTrail(nil)
		WantLinearizable(t, h, model, func(m M, op Op[S, M]) (M, any) {
			m = clone(m)
			return m, op.Model(m)
		})
	}
}
