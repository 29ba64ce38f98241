package exercise

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// counter is a solution, or a model, that counts.
type counter struct {
	n     int
	limit int // an add of this much or more is wrong: it loses one
}

var errNegative = NameError("exercise.errNegative", errors.New("negative"))

// adds returns the operation that adds k.
func adds(k int) Op[*counter, *counter] {
	add := func(c *counter) any {
		c.n += k
		if c.limit > 0 && k >= c.limit {
			c.n--
		}
		return Results(c.n, nil)
	}
	solution, model := add, add
	if k < 0 {
		solution = func(*counter) any { return Results(0, fmt.Errorf("adds(%d): %w", k, errNegative)) }
		model = func(*counter) any { return Results(0, errNegative) }
	}
	return Op[*counter, *counter]{
		Go: fmt.Sprintf("c.Add(%d)", k), Rule: "Add returns the sum (step 1)", Solution: solution, Model: model,
		Simpler: func() []Op[*counter, *counter] { return []Op[*counter, *counter]{adds(5)} },
	}
}

// counters checks counters that are wrong from limit on.
func counters(limit int) Ops[*counter, *counter] {
	return Ops[*counter, *counter]{
		Setup: "c := new(Counter)",
		New:   func() (*counter, *counter) { return &counter{limit: limit}, new(counter) },
	}
}

func TestOpsCheck(t *testing.T) {
	for _, row := range []struct {
		name  string
		ops   Ops[*counter, *counter]
		calls []Op[*counter, *counter]
		want  string
	}{
		{"right answers, stated", counters(0), []Op[*counter, *counter]{adds(1).Returns(1, nil), adds(-1).Returns(0, errNegative)}, ""},
		{"a wrong answer, cut down", counters(5), []Op[*counter, *counter]{adds(1).Returns(1, nil), adds(7), adds(2)},
			"c := new(Counter)\n    c.Add(5) // got (4, nil), want (5, nil)\n    rule: the rule\n"},
		{"an answer that the model does not give, stated", counters(0), []Op[*counter, *counter]{adds(1), adds(2).Returns(2, nil)},
			"c := new(Counter)\n    c.Add(1)\n    c.Add(2) // got (3, nil), want (2, nil)\n    rule: the rule\n"},
		{"another error", counters(0), []Op[*counter, *counter]{adds(-1).Returns(0, errors.ErrUnsupported)},
			"c := new(Counter)\n    c.Add(-1) // got (0, exercise.errNegative), want (0, the error \"unsupported operation\")\n    rule: the rule\n"},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := output(t, func(t *T) { row.ops.Check(t, row.calls...) })
			if row.want == "" && got != "" || !strings.HasSuffix(got, row.want) {
				t.Errorf("printed\n%s\nwant it to end with\n%s", got, row.want)
			}
		})
	}
}

func TestOpsLook(t *testing.T) {
	ops := counters(5)
	n := func(c *counter) any { return c.n }
	ops.Look = []Op[*counter, *counter]{{Go: "c.N()", Rule: "N is the sum (step 2)", Solution: n, Model: n}}
	silent := func(k int) Op[*counter, *counter] {
		op := adds(k)
		add := op.Solution
		op.Solution = func(c *counter) any { add(c); return nil }
		op.Model = op.Solution
		op.Simpler = nil
		return op
	}
	got := output(t, func(t *T) {
		ops.Random(t, 3, 5, func(r *rand.Rand) Op[*counter, *counter] { return silent(r.IntN(7)) })
	})
	want := "    c.Add(5)\n    c.N() // got 4, want 5\n    rule: N is the sum (step 2)\n    rule of the last call: Add returns the sum (step 1)\n"
	if alternative := strings.NewReplacer("Add(5)", "Add(6)", "4, want 5", "5, want 6").Replace(want); !strings.HasSuffix(got, want) && !strings.HasSuffix(got, alternative) {
		t.Errorf("printed\n%s\nwant it to end with\n%s", got, want)
	}
}

// TestOpsLookPanics checks that a question which panics, or does not return, is not taken for the call before it.
func TestOpsLookPanics(t *testing.T) {
	ops := counters(100)
	ops.Look = []Op[*counter, *counter]{{Go: "c.N()", Rule: "N is the sum (step 2)", Solution: func(c *counter) any {
		if c.n > 2 {
			panic("too many")
		}
		return c.n
	}, Model: func(c *counter) any { return c.n }}}
	got := output(t, func(t *T) {
		ops.Random(t, 3, 5, func(r *rand.Rand) Op[*counter, *counter] { return adds(5) })
	})
	if want := "    c := new(Counter)\n    c.Add(5)\n    c.N() // panics\n    rule: N is the sum (step 2)\n    rule of the last call: Add returns the sum (step 1)\n"; !strings.HasSuffix(got, want) {
		t.Errorf("printed\n%s\nwant it to end with\n%s", got, want)
	}

	got = output(t, func(row *T) {
		ops.Look[0].Solution = func(c *counter) any {
			row.reportWithTrail("gave up")
			return c.n
		}
		ops.Check(row, adds(1))
	})
	if want := "gave up\n    c := new(Counter)\n    c.Add(1)\n    c.N() // has not returned\n    rule: the rule\n"; !strings.HasPrefix(got, want) {
		t.Errorf("printed\n%s\nwant it to begin with\n%s", got, want)
	}

	ops.Look, ops.After = nil, func(c, _ *counter) *Mismatch { panic("no more") }
	got = output(t, func(t *T) { ops.Check(t, adds(5)) })
	if want := "    c.Add(5)\n    /* calls that the row makes after each call */ // panics\n    rule: the rule\n"; !strings.HasSuffix(got, want) {
		t.Errorf("printed\n%s\nwant it to end with\n%s", got, want)
	}
}

func TestOpsLinearizable(t *testing.T) {
	type shared struct {
		sum, calls atomic.Int64
		two        chan struct{} // closed by the second call
	}
	op := Op[*shared, *counter]{
		Go: "c.Add(1)", Rule: "Add returns the sum",
		Solution: func(c *shared) any { return int(c.sum.Add(1)) },
		Model:    func(c *counter) any { c.n++; return c.n },
	}
	forgetful := op
	forgetful.Solution = func(c *shared) any {
		sum := c.sum.Load()
		if c.calls.Add(1) == 2 {
			close(c.two)
		}
		<-c.two // so that the first two calls have both read 0
		c.sum.Store(sum + 1)
		return int(sum + 1)
	}
	for _, row := range []struct {
		name string
		op   Op[*shared, *counter]
		ok   bool
	}{{"in one piece", op, true}, {"in two pieces", forgetful, false}} {
		t.Run(row.name, func(t *testing.T) {
			got := output(t, func(t *T) {
				ops := Ops[*shared, *counter]{Setup: "c := new(Counter)", New: func() (*shared, *counter) {
					return &shared{two: make(chan struct{})}, new(counter)
				}}
				ops.Linearizable(t, 20, 4, 8, func(m *counter) *counter { c := *m; return &c },
					func(int, *rand.Rand) Op[*shared, *counter] { return row.op })
			})
			if (got == "") != row.ok {
				t.Errorf("printed %q, want a failure: %t", got, !row.ok)
			}
		})
	}
}

// TestOpsAtOnce has a method that puts its result into a variable before it returns it.
func TestOpsAtOnce(t *testing.T) {
	type own struct {
		counter
		last atomic.Int64
	}
	var shared atomic.Int64
	add := func(last func(*own) *atomic.Int64) Op[*own, *counter] {
		return Op[*own, *counter]{
			Go: "c.Add(1)", Rule: "Add returns the sum",
			Solution: func(c *own) any {
				c.n++
				last(c).Store(int64(c.n))
				runtime.Gosched()
				return int(last(c).Load())
			},
			Model: func(c *counter) any { c.n++; return c.n },
		}
	}
	for _, row := range []struct {
		name, want string
		op         Op[*own, *counter]
	}{
		{"of its own", "", add(func(c *own) *atomic.Int64 { return &c.last })},
		{"shared", "Do they share a variable?", add(func(*own) *atomic.Int64 { return &shared })},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := output(t, func(t *T) {
				ops := Ops[*own, *counter]{Setup: "c := new(Counter)", New: func() (*own, *counter) { return new(own), new(counter) }}
				ops.Random(t, 20, 20, func(*rand.Rand) Op[*own, *counter] { return row.op })
				if t.Failed() {
					t.Errorf("one goroutine alone found it")
				}
				ops.AtOnce(t, 20, func(*rand.Rand) Op[*own, *counter] { return row.op })
			})
			if !strings.Contains(got, row.want) || (got == "") != (row.want == "") || strings.Contains(got, "alone") {
				t.Errorf("printed %q, want %q", got, row.want)
			}
		})
	}
}

// claims is an error that claims to be each of these errors, or any error if the list is empty.
type claims []error

func (c claims) Error() string        { return "claims" }
func (c claims) Is(target error) bool { return len(c) == 0 || slices.Contains(c, target) }

// An error may be one sentinel error, but not several, or any.
func TestCompareErrors(t *testing.T) {
	other := NameError("exercise.other", errors.New("other"))
	defer func() { errorNames = errorNames[:len(errorNames)-1] }()
	for _, row := range []struct {
		name string
		err  error
		want bool
	}{
		{"the error itself", errNegative, true},
		{"one that wraps it", fmt.Errorf("n is -1: %w", errNegative), true},
		{"one that wraps it and another", fmt.Errorf("%w, %w", other, errNegative), false},
		{"one that wraps it and an error of package io", fmt.Errorf("%w, %w", io.EOF, errNegative), true},
		{"one whose Is says so", claims{errNegative}, true},
		{"one whose Is says so of another too", claims{errNegative, other}, false},
		{"one whose Is says so of any", claims{}, false},
		{"another", other, false},
	} {
		if got := Compare(row.err, errNegative) == nil; got != row.want {
			t.Errorf("%s: it counts as the error: %t, want %t", row.name, got, row.want)
		}
	}
}

// learner is an error that is all sentinel errors, one after another, until errors.Is has stopped at one of them. From
// then on it is only that one.
type learner struct{ last, asked int }

func (*learner) Error() string { return "learner" }

func (l *learner) Unwrap() error { return link{l, 0} }

type link struct {
	*learner
	at int
}

func (l link) Unwrap() []error {
	if l.at == 0 {
		l.asked++
	}
	switch {
	case l.asked > 1:
		return []error{errorNames[l.last].err}
	case l.at+1 == len(errorNames):
		l.last = l.at
		return []error{errorNames[l.at].err}
	}
	l.last = l.at
	return []error{errorNames[l.at].err, link{l.learner, l.at + 1}}
}

// An error that learns which error is wanted is right only by luck.
func TestCompareErrorsThatLearn(t *testing.T) {
	before := len(errorNames)
	for i := range 9 {
		NameError(fmt.Sprint("exercise.other", i), fmt.Errorf("other %d", i))
	}
	defer func() { errorNames = errorNames[:before] }()
	accepted := 0
	const rounds = 1000
	for range rounds {
		if Compare(new(learner), errNegative) == nil {
			accepted++
		}
	}
	if accepted > rounds/3 {
		t.Errorf("an error that learns which of %d errors is wanted was accepted %d times of %d", len(errorNames), accepted, rounds)
	}
}

// If either of two errors is right, so is one that is both. An error that is no sentinel may come with one.
func TestCompareErrorsOfAlternatives(t *testing.T) {
	other := NameError("exercise.other", errors.New("other"))
	defer func() { errorNames = errorNames[:len(errorNames)-1] }()
	both := fmt.Errorf("%w, %w", other, errNegative)
	if m := Compare(Results(1, both), OneOf(Results(1, other), Results(1, errNegative))); m != nil {
		t.Errorf("of both for either: %+v", m)
	}
	if m := Compare(fmt.Errorf("%w, %w", other, io.EOF), io.EOF); m != nil {
		t.Errorf("of an error that is no sentinel: %+v", m)
	}
}

// An error that claims to be several errors must not print like the wanted error.
func TestCompareTellsErrorsOfSeveralApart(t *testing.T) {
	other := NameError("exercise.other", errors.New("other"))
	defer func() { errorNames = errorNames[:len(errorNames)-1] }()
	m := Compare(Results(1, claims{errNegative, other}), Results(1, errNegative))
	if m == nil || !strings.HasSuffix(m.Got, ", but errors.Is matches that error with other errors too") {
		t.Errorf("got %+v, want it to say that the error is taken for others", m)
	}
}

func TestCompare(t *testing.T) {
	type pair struct {
		ID   int
		At   time.Time
		Tags []string
	}
	now := time.Unix(5, 0)
	for _, row := range []struct {
		name      string
		got, want any
		mismatch  *Mismatch
	}{
		{"equal numbers", 1, 1, nil},
		{"unequal numbers", 1, 2, &Mismatch{Got: "1", Want: "2"}},
		{"other types", int64(1), 1, &Mismatch{Got: "1", Want: "1"}},
		{"nothing at all", nil, nil, nil},
		{"an error for none", errNegative, nil, &Mismatch{Got: "exercise.errNegative", Want: "nil"}},
		{"no error for one", nil, errNegative, &Mismatch{Got: "nil", Want: "exercise.errNegative"}},
		{"nil for an empty slice", []int(nil), []int{}, nil},
		{"one of two", 2, OneOf(1, 2), nil},
		{"neither of two", 3, OneOf(1, 2), &Mismatch{Got: "3", Want: "1 or 2"}},
		{"other lengths", []int{1}, []int{1, 2}, &Mismatch{Got: "[1]", Want: "[1, 2]"}},
		{"the same time elsewhere", pair{At: now.UTC()}, pair{At: now.In(time.FixedZone("east", 3600))}, nil},
		{"one field", pair{ID: 1, At: now}, pair{ID: 2, At: now}, &Mismatch{Path: ".ID", Got: "1", Want: "2"}},
		{"an element's field", []pair{{}, {Tags: []string{"a"}}}, []pair{{}, {Tags: []string{"b"}}},
			&Mismatch{Path: "[1].Tags", Got: `["a"]`, Want: `["b"]`}},
		{"two results", Results(1, true), Results(0, false), &Mismatch{Got: "(1, true)", Want: "(0, false)"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := Compare(row.got, row.want)
			if (got == nil) != (row.mismatch == nil) || got != nil && *got != *row.mismatch {
				t.Errorf("Compare(%v, %v) = %+v, want %+v", row.got, row.want, got, row.mismatch)
			}
		})
	}
}
