package circulararray_test

import (
	"fmt"
	"math"
	"runtime"

	"github.com/oodkit/oodkit/circulararray"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The checks of step 6.

// checkRingRotation rotates at every fill, wherever the Ring wraps around, and uses both ends after.
func checkRingRotation(t *exercise.T) {
	for _, mode := range modes {
		for _, limit := range []int{1, 2, 3, 4, 5, 8} {
			for shift := range limit {
				for n := range limit + 1 {
					for k := -n - 1; k <= n+1; k++ {
						ringOf(limit, mode, shift).Check(t, calls(push(pushBack, exercise.UpTo(n)...), each(rotate, k), do(slice, length, capacity, dropped, front, back),
							push(pushBack, 71), push(pushFront, 72), do(slice, popFront, popBack, slice))...)
					}
				}
			}
		}
	}
}

func checkRingExtremes(t *exercise.T) {
	for _, limit := range []int{4, 7} {
		for n := range limit + 1 {
			for _, k := range extremes {
				ringOf(limit, reject, 2).Check(t, calls(push(pushBack, exercise.UpTo(n)...), each(rotate, k), do(slice), each(rotate, math.MaxInt, k), do(slice))...)
			}
		}
	}
}

// checkLongRotation rotates Rings in which more than a few elements move at a time, also from and to each place where
// they can wrap around.
func checkLongRotation(t *exercise.T) {
	for shift := range 32 {
		for _, k := range []int{13, 10, -9} {
			ringOf(32, overwrite, shift).Check(t, calls(push(pushBack, exercise.UpTo(20)...), each(rotate, k), do(slice))...)
		}
	}
	for _, limit := range []int{32, 33, 50} {
		for _, shift := range []int{0, 7, 30} {
			for _, n := range []int{20, 29, 31, 32} {
				for _, k := range []int{1, 5, 13, n / 2, n - 5, n - 1} {
					ringOf(limit, overwrite, shift).Check(t, calls(push(pushBack, exercise.UpTo(n)...), each(rotate, k), do(slice), each(rotate, -2*k), do(slice))...)
				}
			}
		}
	}
}

func checkRotateRandom(t *exercise.T) {
	verbs := append(bounded, rotate, rotate, rotate, dropped, resize)
	for _, mode := range modes {
		for _, limit := range []int{1, 2, 3, 4, 5, 8, 16} {
			ringOf(limit, mode, 0).Random(t, 30, 100, mixed(limit, verbs...))
			ringOf(limit, mode, 1).Random(t, 10, 100, mixed(limit, append(verbs, clearAll)...))
		}
	}
}

func checkRingRotateInLoop(t *exercise.T) {
	rotations := []change{
		{"c.Rotate(1)", func(r *circulararray.Ring[int]) { r.Rotate(1) }},
		{"c.Rotate(-1)", func(r *circulararray.Ring[int]) { r.Rotate(-1) }},
		{"c.Rotate(1); c.Rotate(1)", func(r *circulararray.Ring[int]) { r.Rotate(1); r.Rotate(1) }},
	}
	for _, mode := range modes {
		for _, limit := range []int{3, 4, 5} { // full, or not
			checkLoopPanics(t, mode, limit, 3, rotations)
		}
	}
}

// heavy is an element that takes time to move.
type heavy [8]int

// heavyRing returns a Ring of n elements.
func heavyRing(limit int, mode circulararray.Mode, n int) *circulararray.Ring[heavy] {
	r := newRing[heavy](limit, mode)
	for i := range n {
		_ = r.PushBack(heavy{i})
	}
	return r
}

func checkFullRotateFlat(t *exercise.T) {
	for _, mode := range []circulararray.Mode{reject, overwrite} {
		for _, part := range []int{2, 3, -3} {
			exercise.Flat(t, fmt.Sprintf("Rotate(n/%d) of a full Ring of n elements", part), func(n int) func(int) {
				r := heavyRing(n, mode, n)
				return func(int) { r.Rotate(n / part) }
			})
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
				r, k := heavyRing(n+free, reject, n), way.places(n)
				return func(int) { r.Rotate(k) }
			})
		}
	}
}

// checkRotateIgnoresCap compares a Ring with much room with one that has little.
func checkRotateIgnoresCap(t *exercise.T) {
	const n = 64
	roomy, narrow := heavyRing(n*64, reject, n), heavyRing(n+1, reject, n)
	exercise.SameCost(t, "Rotate(n/2) of a Ring of 64 elements", "when Cap is 4096", func(int) { roomy.Rotate(n / 2) },
		"when it is 65", func(int) { narrow.Rotate(n / 2) })
}

// objects is a Ring of objects of which a Tracker knows.
type objects struct {
	ring    *circulararray.Ring[*exercise.Object]
	code    string // that made it
	tracker *exercise.Tracker
}

// These are not inlined, so that no object stays in a variable of the caller's.

//go:noinline
func (o *objects) fill(n int) {
	for i := range n {
		if i%3 == 2 {
			_ = o.ring.PushFront(o.tracker.New(fmt.Sprintf("object %d (pushed at the front) of %s", i, o.code)))
		} else {
			_ = o.ring.PushBack(o.tracker.New(fmt.Sprintf("object %d (pushed at the back) of %s", i, o.code)))
		}
	}
}

//go:noinline
func (o *objects) pop(n int) {
	for i := range n {
		if i%2 == 0 {
			o.ring.PopFront()
		} else {
			o.ring.PopBack()
		}
	}
}

// wantForgotten makes calls on Rings of several capacities, wherever they wrap around, and fails t
// unless all their objects are garbage then, while the Rings are not.
func wantForgotten(t *exercise.T, modes []circulararray.Mode, limits []int, make func(o *objects)) {
	var tracker exercise.Tracker
	var rings []*objects
	for _, mode := range modes {
		for _, limit := range limits {
			for _, shift := range []int{0, 1, 3, 5} {
				o := &objects{newRing[*exercise.Object](limit, mode), fmt.Sprintf("a Ring of capacity %d that is %v, after %d times PushBack(nil) and PopFront", limit, mode, shift), &tracker}
				for range shift {
					_ = o.ring.PushBack(nil)
					o.ring.PopFront()
				}
				make(o)
				rings = append(rings, o)
			}
		}
	}
	tracker.WantCollected(t)
	runtime.KeepAlive(rings)
}

// forgotten are ways in which a Ring of six objects loses them.
var forgotten = []struct {
	name string
	make func(o *objects)
}{
	{"popped at either end", func(o *objects) { o.fill(6); o.pop(6) }},
	{"replaced by Set", func(o *objects) {
		o.fill(6)
		for i := range o.ring.Len() {
			o.ring.Set(i, nil)
		}
	}},
	{"cleared", func(o *objects) { o.fill(6); o.ring.Clear() }},
	{"rotated by 1 and popped", func(o *objects) { o.fill(6); o.ring.Rotate(1); o.pop(6) }},
	{"rotated by -1 and popped", func(o *objects) { o.fill(6); o.ring.Rotate(-1); o.pop(6) }},
	{"rotated by 3 and popped", func(o *objects) { o.fill(6); o.ring.Rotate(3); o.pop(6) }},
	{"rotated by -2 and cleared", func(o *objects) { o.fill(6); o.ring.Rotate(-2); o.ring.Clear() }},
	{"moved by Resize(6) and popped", func(o *objects) { o.fill(6); _ = o.ring.Resize(6); o.pop(6) }},
	{"moved by Resize(20) and popped", func(o *objects) { o.fill(6); _ = o.ring.Resize(20); o.pop(6) }},
	{"popped, all but two, before Resize(2), and popped then", func(o *objects) { o.fill(6); o.pop(4); _ = o.ring.Resize(2); o.pop(2) }},
	{"popped, all but two, before Resize(2), Resize(20) and another pop", func(o *objects) {
		o.fill(6)
		o.pop(4)
		_ = o.ring.Resize(2)
		_ = o.ring.Resize(20)
		o.pop(2)
	}},
}

func checkForgotten(t *exercise.T, make func(o *objects)) {
	wantForgotten(t, modes, []int{6, 7, 8, 11}, make)
}

// checkManyRotatedForgotten rotates so many objects that a Ring may move them in blocks, with more free places than
// that and with fewer.
func checkManyRotatedForgotten(t *exercise.T) {
	for _, k := range []int{14, -13} {
		wantForgotten(t, modes, []int{32, 37, 64}, func(o *objects) { o.fill(30); o.ring.Rotate(k); o.pop(30) })
	}
}

// checkDroppedForgotten overwrites objects with nil.
func checkDroppedForgotten(t *exercise.T) {
	wantForgotten(t, []circulararray.Mode{overwrite}, []int{5, 6, 7, 8}, func(o *objects) {
		o.fill(o.ring.Cap())
		for range o.ring.Cap() {
			_ = o.ring.PushBack(nil)
		}
	})
	wantForgotten(t, []circulararray.Mode{overwrite}, []int{5, 6, 7, 8}, func(o *objects) {
		o.fill(o.ring.Cap())
		for range o.ring.Cap() {
			_ = o.ring.PushFront(nil)
		}
	})
}

// checkGrownForgotten lets Rings grow under their objects before these are popped.
func checkGrownForgotten(t *exercise.T) {
	wantForgotten(t, []circulararray.Mode{growing}, []int{0, 4}, func(o *objects) { o.fill(40); o.pop(40) })
}
