package circulararray_test

import (
	"fmt"
	"iter"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"weak"

	"github.com/oodkit/oodkit/circulararray"
	"github.com/oodkit/oodkit/internal/exercise"
)

// This file has the calls of steps 1 to 6 as data. Each call is made on your Array or Ring and on the model, and the
// answers are compared. "c" is the Array or the Ring.

type (
	op     = exercise.Op[*subject, *model]
	script = exercise.Ops[*subject, *model]
)

// subject is the solution that is judged.
type subject struct {
	circular[int]
	model *model
	other *subject // of a pair

	seq    iter.Seq2[int, int] // the sequence that a block keeps
	pulled [loopsInTurns]*exercise.Pull[int, int]
	given  []int      // the slice that Of was given
	slice  []int      // the last one that Slice returned
	copied []int      // a copy of it
	alive  func() int // counts the elements that are not garbage
	tape   tape
}

// circular is what Array and Ring have in common, and ring what a Ring has.
type circular[T any] interface {
	Len() int
	At(i int) T
	Set(i int, v T)
	Rotate(k int)
	All() iter.Seq2[int, T]
	Backward() iter.Seq2[int, T]
	Slice() []T
}

type ring[T any] interface {
	circular[T]
	PushBack(v T) error
	PushFront(v T) error
	PopFront() (T, bool)
	PopBack() (T, bool)
	Front() (T, bool)
	Back() (T, bool)
	Cap() int
	Dropped() int
	Clear()
	Resize(capacity int) error
}

func (s *subject) ring() ring[int] { return s.circular.(ring[int]) }

var (
	errFull     = exercise.NameError("ErrFull", circulararray.ErrFull)
	errCapacity = exercise.NameError("ErrCapacity", circulararray.ErrCapacity)
	errClosed   = exercise.NameError("ErrClosed", circulararray.ErrClosed)
)

func call(text, rule string, solution func(*subject) any, model func(*model) any, simpler ...func() op) op {
	return op{Go: text, Rule: rule, Solution: solution, Model: model, Simpler: func() []op {
		var ops []op
		for _, simple := range simpler {
			ops = append(ops, simple())
		}
		return ops
	}}
}

func length() op {
	return call("c.Len()", "Len returns the number of elements (steps 1 and 4)",
		func(s *subject) any { return s.Len() },
		func(m *model) any { return len(m.cells) })
}

func at(i int) op {
	return call(fmt.Sprintf("c.At(%s)", exercise.IntText(i)), "At returns the element at index i, and panics if i is out of range (steps 1 and 4)",
		func(s *subject) any { return s.indexed(i, func() any { return s.At(i) }) },
		func(m *model) any { return m.indexed(i, func(cell *int) any { return *cell }) },
		func() op { return at(0) })
}

func set(i, v int) op {
	return call(fmt.Sprintf("c.Set(%s, %d)", exercise.IntText(i), v), "Set stores the element at index i, and panics if i is out of range (steps 1 and 4)",
		func(s *subject) any { return s.indexed(i, func() any { return s.keepsCap(func() { s.Set(i, v) }) }) },
		func(m *model) any { return m.indexed(i, func(cell *int) any { *cell = v; return nil }) },
		func() op { return set(0, v) })
}

// indexed calls f, which uses index i. If i is out of range, it returns how f panics.
func (s *subject) indexed(i int, f func() any) any {
	n := len(s.model.cells)
	if s.tape.depth > 0 { // the model does not follow the calls of a loop
		n = s.Len()
	}
	if 0 <= i && i < n {
		return f()
	}
	text, panicked := exercise.PanicText(func() { f() })
	switch {
	case !panicked:
		return exercise.Phrase("no panic")
	case !names(text, i) || !names(text, n):
		return exercise.Phrase(fmt.Sprintf("a panic with the message %q", text))
	}
	return outOfRange(i, n)
}

func (m *model) indexed(i int, f func(*int) any) any {
	if i < 0 || i >= len(m.cells) {
		return outOfRange(i, len(m.cells))
	}
	return f(m.cells[i])
}

func outOfRange(i, n int) exercise.Phrase {
	return exercise.Phrase(fmt.Sprintf("a panic whose message contains %d and %d", i, n))
}

// names reports whether a text contains the number.
func names(text string, number int) bool {
	return regexp.MustCompile(`(^|\D)` + regexp.QuoteMeta(strconv.Itoa(number)) + `(\D|$)`).MatchString(text)
}

// slice also writes to a slice that Slice has returned, which must have no effect.
func slice() op {
	return call("c.Slice()", "Slice returns the elements in order, in a new slice that shares nothing: the test writes -77 to it (steps 1 and 4)",
		func(s *subject) any {
			first := s.Slice()
			s.slice = s.Slice()
			s.copied = slices.Clone(s.slice)
			first = first[:cap(first)]
			for i := range first {
				first[i] = -77
			}
			if !slices.Equal(s.slice, s.copied) {
				s.copied = slices.Clone(s.slice)
				return exercise.Phrase(exercise.Text(s.slice) + ", because the test wrote -77 to the slice that another call of Slice returned")
			}
			return s.copied
		},
		func(m *model) any { return m.values() })
}

// slicesKept checks after each call that returned and given slices are unchanged: it is the After of all scripts.
func slicesKept(s *subject, _ *model) *exercise.Mismatch {
	if s.other != nil {
		if m := slicesKept(s.other, nil); m != nil {
			return m
		}
	}
	if !slices.Equal(s.slice, s.copied) {
		return &exercise.Mismatch{Call: "// the slice that an earlier c.Slice() returned", Got: exercise.Text(s.slice), Want: exercise.Text(s.copied),
			Rule: "later calls do not change a slice that Slice returned (steps 1 and 4)"}
	}
	for _, v := range s.given {
		if v != 0 {
			return &exercise.Mismatch{Call: "// items, the slice that Of was given", Got: exercise.Text(s.given), Want: exercise.Text(make([]int, len(s.given))) + ", as clear(items) left it",
				Rule: "the Array and the slice that Of was given share nothing (step 1)"}
		}
	}
	return nil
}

func rotate(k int) op {
	return call(fmt.Sprintf("c.Rotate(%s)", exercise.IntText(k)), "after Rotate(k), index i holds the element that was at (i+k) mod Len; the Cap of a Ring stays the same (steps 2 and 6)",
		func(s *subject) any { return s.keepsCap(func() { s.Rotate(k) }) },
		func(m *model) any { m.rotate(k); return nil },
		func() op { return rotate(1) }, func() op { return rotate(-1) })
}

// keepsCap calls f. If that changes Cap, it returns how.
func (s *subject) keepsCap(f func()) any { return s.keeping(func() any { f(); return nil }) }

// keeping is keepsCap for a call that has an answer.
func (s *subject) keeping(f func() any) any {
	r, ok := s.circular.(ring[int])
	if !ok {
		return f()
	}
	before := r.Cap()
	answer := f()
	if after := r.Cap(); after != before {
		return exercise.Phrase(fmt.Sprintf("a change of Cap from %d to %d; only pushes and Resize may change it", before, after))
	}
	return answer
}

func pushBack(v int) op {
	return call(fmt.Sprintf("c.PushBack(%d)", v), "PushBack adds at the back; a full Ring refuses, drops the front or grows, as its mode says (steps 4 and 5)",
		func(s *subject) any { return s.ring().PushBack(v) },
		func(m *model) any { return m.push(true, v) })
}

func pushFront(v int) op {
	return call(fmt.Sprintf("c.PushFront(%d)", v), "PushFront adds at the front; a full Ring refuses, drops the back or grows, as its mode says (steps 4 and 5)",
		func(s *subject) any { return s.ring().PushFront(v) },
		func(m *model) any { return m.push(false, v) })
}

func popFront() op {
	return call("c.PopFront()", "PopFront removes and returns the front; if the Ring is empty, it returns a zero value and false (step 4)",
		func(s *subject) any { return s.keeping(func() any { return exercise.Results(s.ring().PopFront()) }) },
		func(m *model) any { return exercise.Results(m.pop(false)) })
}

func popBack() op {
	return call("c.PopBack()", "PopBack removes and returns the back; if the Ring is empty, it returns a zero value and false (step 4)",
		func(s *subject) any { return s.keeping(func() any { return exercise.Results(s.ring().PopBack()) }) },
		func(m *model) any { return exercise.Results(m.pop(true)) })
}

func front() op {
	return call("c.Front()", "Front returns the element at the front and does not remove it; if the Ring is empty, it returns a zero value and false (step 4)",
		func(s *subject) any { return exercise.Results(s.ring().Front()) },
		func(m *model) any { return exercise.Results(m.end(false)) })
}

func back() op {
	return call("c.Back()", "Back returns the element at the back and does not remove it; if the Ring is empty, it returns a zero value and false (step 4)",
		func(s *subject) any { return exercise.Results(s.ring().Back()) },
		func(m *model) any { return exercise.Results(m.end(true)) })
}

func capacity() op {
	return call("c.Cap()", "Cap is the capacity asked for; with Grow it is at least that and at least Len (steps 4 and 5)",
		func(s *subject) any {
			got := s.ring().Cap()
			if s.tape.depth > 0 && !s.model.bounded() {
				return nil
			}
			if least := max(s.model.limit, len(s.model.cells)); !s.model.bounded() && got >= least {
				return atLeast(least)
			}
			return got
		},
		(*model).capText)
}

func atLeast(n int) any { return exercise.Phrase(fmt.Sprintf("at least %d", n)) }

func dropped() op {
	return call("c.Dropped()", "Dropped counts the elements that pushes dropped, and no others (step 5)",
		func(s *subject) any { return s.ring().Dropped() },
		func(m *model) any { return m.dropped })
}

func clearAll() op {
	return call("c.Clear()", "Clear removes every element and does not change Cap (step 4)",
		func(s *subject) any { return s.keepsCap(s.ring().Clear) },
		func(m *model) any { m.clear(); return nil })
}

func resize(n int) op {
	return call(fmt.Sprintf("c.Resize(%s)", exercise.IntText(n)), "Resize keeps the elements; if the capacity is too small, it returns ErrCapacity and changes nothing (step 5)",
		func(s *subject) any { return s.ring().Resize(n) },
		func(m *model) any { return m.resize(n) })
}

// fillUp fills a Ring up to its Cap.
func fillUp() op {
	return call("for i := 1; c.Len() < c.Cap(); i++ { c.PushBack(i) }", "a push to a Ring with room succeeds (step 4)",
		func(s *subject) any {
			r, n := s.ring(), 0
			for ; r.Len() < r.Cap() && n < 200; n++ {
				if err := r.PushBack(n + 1); err != nil {
					return err
				}
			}
			s.model.filled = n
			return nil
		},
		func(m *model) any {
			for i := range m.filled {
				_ = m.push(true, i+1)
			}
			return nil
		})
}

// collect counts the elements that are not garbage.
func collect() op {
	return call("runtime.GC()", "a Ring keeps no reference to an element that it no longer holds (step 6)",
		func(s *subject) any {
			for range 10 {
				if runtime.GC(); s.alive() == len(s.model.cells) {
					break
				}
			}
			n := s.alive()
			runtime.KeepAlive(s.circular)
			return inMemory(n)
		},
		func(m *model) any { return inMemory(len(m.cells)) })
}

func inMemory(n int) exercise.Phrase {
	return exercise.Phrase(fmt.Sprintf("elements still in memory: %d", n))
}

// onOther makes the call on d, the other one of a pair. In the body of a loop over c, the model of d waits too.
func onOther(o op) op {
	return call(strings.ReplaceAll(o.Go, "c.", "d."), o.Rule+"; c and d share nothing",
		func(s *subject) any {
			defer func(depth int) { s.other.tape.depth = depth }(s.other.tape.depth)
			s.other.tape.depth += s.tape.depth
			return o.Solution(s.other)
		},
		func(m *model) any {
			defer func(depth int) { m.other.tape.depth = depth }(m.other.tape.depth)
			m.other.tape.depth += m.tape.depth
			return o.Model(m.other)
		})
}

// each returns a call of f for each number.
func each(f func(int) op, numbers ...int) []op {
	var ops []op
	for _, n := range numbers {
		ops = append(ops, f(n))
	}
	return ops
}

// join joins calls and lists of calls.
func join(parts ...any) []op {
	var ops []op
	for _, part := range parts {
		switch part := part.(type) {
		case op:
			ops = append(ops, part)
		case []op:
			ops = append(ops, part...)
		}
	}
	return ops
}

func commas(items []int) string { return strings.Trim(exercise.Text(items), "[]") }

// scriptOf returns a script of calls on what make returns.
func scriptOf(setup string, make func() (*subject, *model), look ...op) script {
	return script{Setup: setup, Look: look, After: slicesKept, New: func() (*subject, *model) {
		s, m := make()
		s.model = m
		return s, m
	}}
}

// arrayOf returns a script of calls on an Array of items.
func arrayOf(items ...int) script {
	return scriptOf(fmt.Sprintf("c := circulararray.Of[int](%s)", commas(items)), func() (*subject, *model) {
		return &subject{circular: circulararray.Of(items...)}, newModel(0, 0, items...)
	})
}

// arrayOfSlice is arrayOf for n items that come from a slice, which changes afterwards.
func arrayOfSlice(n int) script {
	setup := fmt.Sprintf("items := []int{%s}\nc := circulararray.Of(items...)\nclear(items)", commas(exercise.UpTo(n)))
	return scriptOf(setup, func() (*subject, *model) {
		items := exercise.UpTo(n)
		a := circulararray.Of(items...)
		clear(items)
		return &subject{circular: a, given: items}, newModel(0, 0, exercise.UpTo(n)...)
	})
}

// ringOf returns a script of calls on an empty Ring whose front has moved on by shift positions. The calls of look are
// made after every call.
func ringOf(limit int, mode circulararray.Mode, shift int, look ...op) script {
	return ringScript(limit, mode, shift, "int", "", func() *subject {
		r, err := circulararray.NewRing[int](limit, mode)
		if err != nil || r == nil {
			panic(fmt.Sprintf("NewRing(%d, %v) returned %s, want a Ring and nil", limit, mode, madeText(r != nil, err)))
		}
		return &subject{circular: r}
	}, look...)
}

// ringScript returns a script of calls on a Ring that make makes. The note says what a number stands for if the
// elements are no ints.
func ringScript(limit int, mode circulararray.Mode, shift int, element, note string, make func() *subject, look ...op) script {
	setup := fmt.Sprintf("c, _ := circulararray.NewRing[%s](%d, circulararray.%v)%s", element, limit, mode, note)
	if shift > 0 {
		setup += fmt.Sprintf("\nfor range %d { c.PushBack(-1); c.PopFront() }", shift)
	}
	return scriptOf(setup, func() (*subject, *model) {
		s := make()
		for range shift {
			_ = s.ring().PushBack(-1)
			s.ring().PopFront()
		}
		return s, newModel(mode, limit)
	}, look...)
}

// pair returns a script of calls on two Arrays or Rings that are made alike.
func pair(one script) script {
	two := one
	other := strings.NewReplacer("c :=", "d :=", "c, _ :=", "d, _ :=", "c.P", "d.P", "items", "more").Replace(one.Setup)
	two.Setup = one.Setup + "\n" + other
	two.New = func() (*subject, *model) {
		s, m := one.New()
		s.other, m.other = one.New()
		return s, m
	}
	return two
}

// adapted is a Ring of elements of any type, used as a Ring of ints.
type adapted[T any] struct {
	ring[T]
	to   func(int) T
	from func(T) int
}

func (a adapted[T]) At(i int) int          { return a.from(a.ring.At(i)) }
func (a adapted[T]) Set(i, v int)          { a.ring.Set(i, a.to(v)) }
func (a adapted[T]) PushBack(v int) error  { return a.ring.PushBack(a.to(v)) }
func (a adapted[T]) PushFront(v int) error { return a.ring.PushFront(a.to(v)) }
func (a adapted[T]) PopFront() (int, bool) { return a.found(a.ring.PopFront()) }
func (a adapted[T]) PopBack() (int, bool)  { return a.found(a.ring.PopBack()) }
func (a adapted[T]) Front() (int, bool)    { return a.found(a.ring.Front()) }
func (a adapted[T]) Back() (int, bool)     { return a.found(a.ring.Back()) }

func (a adapted[T]) All() iter.Seq2[int, int]      { return a.ints(a.ring.All()) }
func (a adapted[T]) Backward() iter.Seq2[int, int] { return a.ints(a.ring.Backward()) }

func (a adapted[T]) found(v T, ok bool) (int, bool) { return a.from(v), ok }

func (a adapted[T]) ints(seq iter.Seq2[int, T]) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		seq(func(i int, v T) bool { return yield(i, a.from(v)) })
	}
}

func (a adapted[T]) Slice() []int {
	var values []int
	for _, v := range a.ring.Slice() {
		values = append(values, a.from(v))
	}
	return values
}

// box is an element that lies in memory by itself: see [exercise.Object].
type box struct {
	self *box
	v    int
	_    [5]uint64
}

// boxesOf is ringOf for pointers. The element 3 is a pointer to a 3.
func boxesOf(limit int, mode circulararray.Mode, shift int) script {
	return ringScript(limit, mode, shift, "*int", " // 3 stands for a pointer to a 3", func() *subject {
		var made []weak.Pointer[box]
		r, _ := circulararray.NewRing[*box](limit, mode)
		a := adapted[*box]{r,
			func(v int) *box {
				b := &box{v: v}
				b.self = b
				made = append(made, weak.Make(b))
				return b
			},
			func(b *box) int {
				if b == nil {
					return 0
				}
				return b.v
			}}
		return &subject{circular: a, alive: func() int {
			made = slices.DeleteFunc(made, func(p weak.Pointer[box]) bool { return p.Value() == nil })
			return len(made)
		}}
	})
}

// anysOf is ringOf for elements that cannot be compared. The element 3 is the slice [3].
func anysOf(limit int, mode circulararray.Mode, shift int) script {
	return ringScript(limit, mode, shift, "any", " // 3 stands for []int{3}", func() *subject {
		r, _ := circulararray.NewRing[any](limit, mode)
		return &subject{circular: adapted[any]{r,
			func(v int) any { return []int{v} },
			func(v any) int {
				if v == nil {
					return 0
				}
				return v.([]int)[0]
			}}}
	})
}
