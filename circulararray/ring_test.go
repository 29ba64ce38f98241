package circulararray_test

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/oodkit/oodkit/circulararray"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The checks of step 4, but for loops.

const (
	reject    = circulararray.Reject
	overwrite = circulararray.Overwrite
	growing   = circulararray.Grow
)

var modes = []circulararray.Mode{reject, overwrite, growing}

// wantErrCapacity fails t unless NewRing refuses the capacity.
func wantErrCapacity(t *exercise.T, m circulararray.Mode, capacities ...int) {
	for _, capacity := range capacities {
		if _, err := circulararray.NewRing[int](capacity, m); !errors.Is(err, circulararray.ErrCapacity) {
			t.Errorf("circulararray.NewRing[int](%s, circulararray.%v) returned the error %v, want ErrCapacity", intText(capacity), m, err)
		}
	}
}

func checkOtherModes(t *exercise.T) {
	for _, m := range []circulararray.Mode{0, 4, -1, math.MaxInt} {
		exercise.WantPanic(t, fmt.Sprintf("circulararray.NewRing[int](8, %d)", int(m)), func() { _, _ = circulararray.NewRing[int](8, m) })
	}
}

func checkNewRing(t *exercise.T) {
	for _, limit := range []int{1, 2, 3, 4, 5, 7, 8, 9, 100} {
		ringOf(limit, reject, 0).Check(t, do(length, capacity, slice)...)
	}
}

func checkEmptyRing(t *exercise.T) {
	looks := do(popFront, popBack, front, back, length)
	for _, limit := range []int{1, 2, 3, 8} {
		ringOf(limit, reject, 0).Check(t, calls(looks, push(pushBack, 1), do(popFront), looks, push(pushFront, 2), do(popBack), looks)...)
	}
}

// ringScripts are lists of calls for a bounded Ring, with the rule that each is about.
var ringScripts = []struct {
	name  string
	calls []call
}{
	{"elements pushed at the back are popped at the front in their order",
		calls(push(pushBack, 1, 2, 3), do(popFront, popFront), push(pushBack, 4, 5), do(popFront, popFront, popFront, popFront))},
	{"elements pushed at the front are popped at the back in their order",
		calls(push(pushFront, 1, 2, 3), do(popBack, popBack), push(pushFront, 4, 5), do(popBack, popBack, popBack, popBack))},
	{"elements pushed and popped at the same end come back last in, first out",
		calls(push(pushBack, 1, 2, 3), do(popBack, popBack), push(pushFront, 4, 5), do(popFront, popFront, popFront, popFront))},
	{"Front and Back return the ends and leave them",
		calls(push(pushBack, 1), do(front, back), push(pushBack, 2), do(front, back), push(pushFront, 3), do(front, back, length, slice))},
	{"index 0 is the front",
		calls(push(pushBack, 1, 2), push(pushFront, 3), each(at, 0, 1, 2), []call{{set, 0, 7}, {set, 2, 8}}, do(front, back, slice), do(popFront), each(at, 0, 1))},
	{"a stored zero value is an element",
		calls(push(pushBack, 0), do(length, front, back, popFront, popFront), push(pushFront, 0), do(length, popBack, popBack))},
	{"Clear removes every element, and Cap stays",
		calls(push(pushBack, 1, 2), push(pushFront, 3), do(clearAll, length, capacity, slice, front, back, popFront), push(pushFront, 4), push(pushBack, 5), do(slice, length, clearAll, clearAll, popBack))},
}

// checkAnywhere checks calls on Rings of which no call finds too little room, wherever they wrap
// around.
func checkAnywhere(t *exercise.T, mode circulararray.Mode, cs []call) {
	for limit := 4; limit <= 9; limit++ {
		for shift := range limit + 1 {
			ringOf(limit, mode, shift).Check(t, cs...)
		}
	}
}

func checkFullRefuses(t *exercise.T) {
	for _, limit := range []int{1, 2, 3, 4, 5, 7, 8} {
		for shift := range limit {
			look := do(length, slice, front, back)
			refused := calls(push(pushBack, 91), look, push(pushFront, 92), look)
			ringOf(limit, reject, shift).Check(t, calls(push(pushBack, exercise.UpTo(limit)...), look, refused, do(popFront), push(pushBack, 77), look, refused)...)
			ringOf(limit, reject, shift).Check(t, calls(push(pushFront, exercise.UpTo(limit)...), look, refused, do(popBack), push(pushFront, 77), look, refused)...)
		}
	}
}

// checkFullAndEmpty fills and drains a Ring completely, again and again, so that its ends meet at
// every place.
func checkFullAndEmpty(t *exercise.T) {
	for _, limit := range []int{1, 2, 3, 4, 5, 8} {
		fill := calls(push(pushBack, exercise.UpTo(limit)...), do(length, slice), push(pushBack, 99))
		drain := calls(do(slices.Repeat([]verb{popFront}, limit)...), do(length, slice, popFront, popBack))
		for shift := range 2*limit + 1 {
			ringOf(limit, reject, shift).Check(t, calls(fill, drain, fill, drain)...)
		}
	}
}

// ringWith returns a Ring of the elements 1 to n, whose front has moved on by shift places, and the
// code of it.
func ringWith(limit int, mode circulararray.Mode, shift, n int) (r *circulararray.Ring[int], code string) {
	r = shifted(limit, mode, shift)
	for _, v := range exercise.UpTo(n) {
		if err := r.PushBack(v); err != nil {
			panic(fmt.Sprintf("PushBack to a Ring of %d elements and Cap %d returned the error %v", r.Len(), limit, err))
		}
	}
	code = fmt.Sprintf("c, _ := circulararray.NewRing[int](%d, circulararray.%v)", limit, mode)
	if shift > 0 {
		code += fmt.Sprintf("; %d times c.PushBack(-1) and c.PopFront()", shift)
	}
	return r, code + fmt.Sprintf("; c.PushBack of 1 to %d", n)
}

func checkRingOutside(t *exercise.T) {
	for _, limit := range []int{13, 14, 16, 500} {
		for _, shift := range []int{0, 5, 12} {
			r, code := ringWith(limit, reject, shift, 13)
			if checkOutside(t, code, r); t.Failed() {
				return
			}
		}
	}
	empty, code := ringWith(8, reject, 0, 0)
	exercise.WantPanic(t, code+"; c.At(0)", func() { empty.At(0) }, "0")
	exercise.WantPanic(t, code+"; c.Set(3, 7)", func() { empty.Set(3, 7) }, "3", "0")
}

func checkRingSliceCopies(t *exercise.T) {
	for _, limit := range []int{4, 5, 8} {
		for shift := range limit {
			r, code := ringWith(limit, reject, shift, 4)
			if checkSliceCopies(t, code, r); t.Failed() {
				return
			}
		}
	}
}

// bounded are the verbs of a Ring that rejects, as far as step 4 goes.
var bounded = []verb{pushBack, pushBack, pushFront, pushFront, popFront, popBack, front, back, length, capacity, at, set, slice, all, backward}

func checkBoundedRandom(t *exercise.T) {
	for _, limit := range []int{1, 2, 3, 4, 5, 8} {
		ringOf(limit, reject, 0).Random(t, 40, 100, mixed(limit, bounded...))
		ringOf(limit, reject, 1).Random(t, 10, 100, mixed(limit, append(bounded, clearAll)...))
	}
}

// checkPushFlat compares a large Ring with a small one.
func checkPushFlat(t *exercise.T, mode circulararray.Mode) {
	for _, way := range []struct {
		name string
		op   func(r *circulararray.Ring[int], i int)
	}{
		{"PushBack and PopFront", func(r *circulararray.Ring[int], i int) { _ = r.PushBack(i); r.PopFront() }},
		{"PushFront and PopBack", func(r *circulararray.Ring[int], i int) { _ = r.PushFront(i); r.PopBack() }},
		{"PushBack and PopBack", func(r *circulararray.Ring[int], i int) { _ = r.PushBack(i); r.PopBack() }},
		{"PushFront and PopFront", func(r *circulararray.Ring[int], i int) { _ = r.PushFront(i); r.PopFront() }},
		{"At and Set", func(r *circulararray.Ring[int], i int) { r.Set(i%r.Len(), r.At(i/2%r.Len())) }},
	} {
		exercise.Flat(t, way.name+" on a Ring", func(n int) func(int) {
			r, _ := ringWith(n+1, mode, n/2, n)
			return func(i int) { way.op(r, i) }
		})
	}
}
