package circulararray_test

import (
	"fmt"
	"slices"

	"github.com/stretchr/testify/require"

	"github.com/oodkit/oodkit/circulararray"
	"github.com/oodkit/oodkit/internal/exercise"
)

// This file compares the cost of calls on a large Array or Ring with the cost on a small one: see exercise.Flat.

func checkArrayFlat(t *exercise.T) {
	exercise.Flat(t, "At, Set and Len of an Array", func(n int) func(int) {
		a := circulararray.New[int](n)
		return func(i int) { a.Set(i&(n-1), a.At(i*7&(n-1))+a.Len()) }
	})
}

func checkRotateFlat(t *exercise.T) {
	for _, way := range []struct {
		name   string
		places func(n int) int
	}{
		{"Rotate(1)", func(int) int { return 1 }},
		{"Rotate(-1)", func(int) int { return -1 }},
		{"Rotate(n/2)", func(n int) int { return n / 2 }},
		{"Rotate(n/3)", func(n int) int { return n / 3 }},
	} {
		exercise.Flat(t, way.name+", then At and Set, on an Array of n elements", func(n int) func(int) {
			a, k := circulararray.New[int](n), way.places(n)
			return func(i int) {
				a.Rotate(k)
				a.Set(0, a.At(i&(n-1)))
			}
		})
	}
}

// checkLoopFlat compares a loop over 4096 elements with 64 loops over 64 elements. It does the same for Slice.
func checkLoopFlat(t *exercise.T, make func(n int) circular[int]) {
	const small, large = 64, 64 * 64
	for _, way := range []struct {
		name string
		op   func(x circular[int])
	}{
		{"a loop over All", func(x circular[int]) {
			for range x.All() {
			}
		}},
		{"a loop over Backward", func(x circular[int]) {
			for range x.Backward() {
			}
		}},
		{"Slice", func(x circular[int]) { x.Slice() }},
	} {
		one, other := make(large), make(small)
		exercise.SameCost(t, way.name, "with 4096 elements", func(int) { way.op(one) }, "64 times with 64", func(int) {
			for range large / small {
				way.op(other)
			}
		})
	}
}

// ways are calls that do not change the number of elements.
var ways = []struct {
	name string
	op   func(r *circulararray.Ring[int], i int)
}{
	{"PushBack and PopFront", func(r *circulararray.Ring[int], i int) { _ = r.PushBack(i); r.PopFront() }},
	{"PushFront and PopBack", func(r *circulararray.Ring[int], i int) { _ = r.PushFront(i); r.PopBack() }},
	{"PushBack and PopBack", func(r *circulararray.Ring[int], i int) { _ = r.PushBack(i); r.PopBack() }},
	{"PushFront and PopFront", func(r *circulararray.Ring[int], i int) { _ = r.PushFront(i); r.PopFront() }},
	{"At and Set", func(r *circulararray.Ring[int], i int) { r.Set(i%r.Len(), r.At(i/2%r.Len())) }},
	{"Front, Back, Len and Cap", func(r *circulararray.Ring[int], _ int) { r.Front(); r.Back(); _, _ = r.Len(), r.Cap() }},
}

func checkPushFlat(t *exercise.T, mode circulararray.Mode) {
	for _, way := range ways {
		exercise.Flat(t, way.name+" on a Ring", func(n int) func(int) {
			r := ringWith[int](n+1, mode, n/2, n)
			return func(i int) { way.op(r, i) }
		})
	}
}

func checkDropFlat(t *exercise.T) {
	exercise.Flat(t, "PushBack to a full Ring that overwrites, and Dropped", func(n int) func(int) {
		r := ringWith[int](n, overwrite, n/2, n)
		return func(i int) { _ = r.PushBack(i); r.Dropped() }
	})
	exercise.Flat(t, "PushFront to a full Ring that overwrites", func(n int) func(int) {
		r := ringWith[int](n, overwrite, n/2, n)
		return func(i int) { _ = r.PushFront(i) }
	})
}

// checkTurnFlat pushes and pops in turn, at each number of elements where a Ring might grow and shrink.
func checkTurnFlat(t *exercise.T) {
	for _, part := range []int{1, 2, 4} {
		exercise.Flat(t, fmt.Sprintf("PushBack, PopBack, PopBack and PushBack at 1/%d of the Cap of a Ring with mode Grow", part), func(n int) func(int) {
			r := ringWith[int](n, growing, 0, n)
			for r.Len() < r.Cap() && r.Len() < 4*n {
				_ = r.PushBack(0)
			}
			for most := r.Len() / part; r.Len() > most; {
				r.PopBack()
			}
			return func(i int) {
				if i%4 == 0 || i%4 == 3 {
					_ = r.PushBack(i)
				} else {
					r.PopBack()
				}
			}
		})
	}
}

// heavy is an element that takes time to move.
type heavy [8]int

func checkFullRotateFlat(t *exercise.T) {
	for _, mode := range modes {
		for _, part := range []int{2, 3, -3} {
			if ringWith[heavy](64, mode, 0, 64).Cap() != 64 || ringWith[heavy](4096, mode, 0, 4096).Cap() != 4096 {
				continue // a Ring with Grow may have more room
			}
			exercise.Flat(t, fmt.Sprintf("Rotate(n/%d), and At(0), of a full Ring of n elements with mode %v", part, mode), func(n int) func(int) {
				r := ringWith[heavy](n, mode, 0, n)
				return func(int) {
					r.Rotate(n / part)
					r.At(0) // At must not do the work instead
				}
			})
			if mode != growing {
				for _, from := range []struct {
					code string
					of   func(n int) int
				}{{"2*n", func(n int) int { return 2 * n }}, {"n-1", func(n int) int { return n - 1 }}, {"n/2", func(n int) int { return n / 2 }}} {
					exercise.Flat(t, fmt.Sprintf("Rotate(n/%d) of a full Ring of n elements with mode %v, after Resize from %s to n and pushes until it is full", part, mode, from.code), func(n int) func(int) {
						r := ringWith[heavy](from.of(n), mode, n, min(n, from.of(n)))
						require.NoError(t, r.Resize(n), "Resize(%d) of a Ring with %d elements", n, r.Len())
						for range n - r.Len() {
							_ = r.PushBack(heavy{})
						}
						return func(int) { r.Rotate(n / part) }
					})
				}
			}
		}
	}
}

func checkShortRotateFlat(t *exercise.T) {
	for _, way := range []struct {
		name   string
		places func(n int) int
	}{
		{"Rotate(1)", func(int) int { return 1 }},
		{"Rotate(-1)", func(int) int { return -1 }},
		{"Rotate(n-1)", func(n int) int { return n - 1 }},
		{"Rotate(1-n)", func(n int) int { return 1 - n }},
		{"Rotate(3*n+1)", func(n int) int { return 3*n + 1 }},
		{"Rotate(-3*n-1)", func(n int) int { return -3*n - 1 }},
	} {
		for _, free := range []int{1, 7, 64} {
			exercise.Flat(t, fmt.Sprintf("%s of a Ring of n elements with room for %d more", way.name, free), func(n int) func(int) {
				r, k := ringWith[heavy](n+free, reject, 0, n), way.places(n)
				return func(int) { r.Rotate(k) }
			})
		}
		// A buffer of n or 2n places has room for more than these.
		exercise.Flat(t, way.name+" of a Ring of n elements, one less than half of its Cap", func(n int) func(int) {
			r, k := ringWith[heavy](2*n, reject, 0, n-1), way.places(n-1)
			return func(int) { r.Rotate(k) }
		})
	}
}

// checkRotateIgnoresCap compares a Ring that has much room with one that has little.
func checkRotateIgnoresCap(t *exercise.T) {
	const n = 64
	roomy, narrow := ringWith[heavy](n*64, reject, 0, n), ringWith[heavy](n+1, reject, 0, n)
	exercise.SameCost(t, "Rotate(n/2) of a Ring of 64 elements", "when Cap is 4096", func(int) { roomy.Rotate(n / 2) },
		"when it is 65", func(int) { narrow.Rotate(n / 2) })
}

// checkResizeCosts makes large Rings small, and compares them with Rings that were always small.
func checkResizeCosts(t *exercise.T) {
	const large, small = 1 << 17, 64
	for i, mode := range slices.Repeat(modes, 2) {
		pop, popped := (*circulararray.Ring[int]).PopFront, "PopFront"
		if i >= len(modes) {
			pop, popped = (*circulararray.Ring[int]).PopBack, "PopBack"
		}
		before := exercise.MemoryInUse()
		r := ringWith[int](large, mode, 0, large)
		for r.Len() > small {
			pop(r)
		}
		require.NoError(t, r.Resize(small), "Resize(64) of a Ring with 64 elements")
		code := fmt.Sprintf("a Ring with mode %v, after %d pushes, %s until %d elements are left, and Resize(%[4]d)", mode, large, popped, small)
		if kept, most := exercise.MemoryInUse()-before, 64*r.Cap()+64<<10; kept > most {
			t.Fatalf("%s: Cap is %d, and the Ring takes %d kB of memory, want at most %d kB", code, r.Cap(), kept>>10, most>>10)
		}
		if r.Cap() > 2*small {
			continue // a Ring with Grow may keep its room
		}
		fresh := ringWith[int](small, mode, 0, small)
		for _, way := range []struct {
			name string
			op   func(r *circulararray.Ring[int])
		}{
			{"a loop, Slice, Clear and a push", func(r *circulararray.Ring[int]) {
				for range r.All() {
				}
				r.Slice()
				r.Clear()
				_ = r.PushBack(1)
			}},
			{"PushBack and PopFront", func(r *circulararray.Ring[int]) { _ = r.PushBack(1); r.PopFront() }},
		} {
			exercise.SameCost(t, way.name, "in "+code, func(int) { way.op(r) }, "in a new one of 64 elements", func(int) { way.op(fresh) })
		}
	}
}
