package circulararray_test

import (
	"fmt"
	"runtime"

	"github.com/oodkit/oodkit/circulararray"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The checks of step 5.

func checkGrowFromZero(t *exercise.T) {
	ringOf(0, growing, 0).Check(t, calls(do(length, capacity, slice, popFront, popBack, front, back), push(pushBack, 1), push(pushFront, 2), do(slice, length, capacity))...)
	ringOf(0, growing, 0).Check(t, calls(push(pushFront, 1, 2, 3), do(slice, popBack, popFront, length))...)
}

func checkOverwrite(t *exercise.T, verb verb) {
	for _, limit := range []int{1, 2, 3, 4, 5, 7, 8} {
		for shift := range limit {
			look := do(slice, length, front, back, capacity)
			ringOf(limit, overwrite, shift).Check(t, calls(push(verb, exercise.UpTo(limit)...), look,
				push(verb, 91), look, push(verb, 92), look, push(verb, exercise.UpTo(2*limit+1)...), look)...)
		}
	}
}

func checkOverwriteBothEnds(t *exercise.T) {
	for _, limit := range []int{1, 2, 3, 4, 5, 8} {
		for shift := range limit {
			fill := push(pushBack, exercise.UpTo(limit)...)
			ringOf(limit, overwrite, shift).Check(t, calls(fill, push(pushFront, 91), do(slice), push(pushBack, 92), do(slice), push(pushFront, 93), do(slice, length))...)
		}
	}
}

func checkDropped(t *exercise.T) {
	for _, limit := range []int{1, 3, 4} {
		full := push(pushBack, exercise.UpTo(limit)...)
		ringOf(limit, overwrite, 1).Check(t, calls(full, do(dropped), push(pushBack, 91, 92), do(dropped), push(pushFront, 93), do(dropped),
			do(popFront, dropped), push(pushFront, 94), do(dropped), do(popBack, dropped))...)
	}
}

// checkNothingDropped checks that what is refused, popped or cleared, and what makes a Ring grow,
// does not count.
func checkNothingDropped(t *exercise.T) {
	for _, mode := range modes {
		room := 3
		if mode == overwrite {
			room = 20
		}
		ringOf(room, mode, 0).Check(t, calls(push(pushBack, 1, 2, 3, 4), push(pushFront, 5), do(popFront, popBack, clearAll), push(pushBack, 6), do(dropped))...)
	}
}

func checkDroppedSurvives(t *exercise.T) {
	for _, limit := range []int{3, 4} {
		ringOf(limit, overwrite, 0).Check(t, calls(push(pushBack, exercise.UpTo(limit+2)...), do(dropped, clearAll, dropped), push(pushBack, exercise.UpTo(limit+1)...), do(dropped))...)
		ringOf(limit, overwrite, 0).Check(t, calls(push(pushBack, exercise.UpTo(limit+2)...), each(resize, limit+3), do(dropped), each(resize, limit), do(dropped))...)
	}
}

// checkGrowth lets Rings grow that are full, wherever they wrap around.
func checkGrowth(t *exercise.T) {
	for _, limit := range []int{0, 1, 2, 3, 4, 5, 8} {
		for shift := range limit + 1 {
			fill := push(pushBack, exercise.UpTo(8)...)
			ringOf(limit, growing, shift).Check(t, calls(fill, push(pushBack, exercise.UpTo(30)...), do(slice, length, capacity))...)
			ringOf(limit, growing, shift).Check(t, calls(fill, push(pushFront, exercise.UpTo(30)...), do(slice, length, capacity))...)
		}
	}
}

// checkGrowthAtFull pushes to a Ring that is full by what its Cap says.
func checkGrowthAtFull(t *exercise.T) {
	for _, verb := range []verb{pushBack, pushFront} {
		for limit := 1; limit <= 9; limit++ {
			for shift := range limit {
				r, m := shifted(limit, growing, shift), &model{mode: growing, limit: limit}
				for r.Len() < min(r.Cap(), 1000) {
					call{pushBack, 0, r.Len()}.compare(r, m)
				}
				call{verb, 0, 77}.compare(r, m)
				code := fmt.Sprintf("a Ring that grows, of capacity %d, after %d times PushBack and PopFront, is filled up to Cap with 0, 1, 2, …; then %v",
					limit, shift, call{verb, 0, 77})
				wantSlice(t, code, r, m.items)
			}
		}
	}
}

func checkManyPushes(t *exercise.T) {
	const n = 1000
	for _, way := range []struct {
		name string
		push func(r *circulararray.Ring[int], v int) error
		pop  func(r *circulararray.Ring[int]) (int, bool)
	}{
		{"PushBack", (*circulararray.Ring[int]).PushBack, (*circulararray.Ring[int]).PopFront},
		{"PushFront", (*circulararray.Ring[int]).PushFront, (*circulararray.Ring[int]).PopBack},
	} {
		r := newRing[int](1, growing)
		for v := range n {
			if err := way.push(r, v); err != nil || r.Len() != v+1 || r.Cap() < v+1 {
				t.Fatalf("a Ring that grows: %s number %d returned %v, and left Len %d and Cap %d, want no error, and room for all", way.name, v+1, err, r.Len(), r.Cap())
			}
		}
		for want := range n {
			if v, ok := way.pop(r); v != want || !ok {
				t.Fatalf("a Ring that grows: after %d times %s pop number %d from the other end returned (%d, %t), want (%d, true)", n, way.name, want+1, v, ok, want)
			}
		}
	}
}

// checkGrowthCost counts the memory that pushes allocate: in proportion to their number only if the
// Ring grows by a factor.
func checkGrowthCost(t *exercise.T) {
	const small, large = 1000, 64_000
	for _, end := range []struct {
		name string
		push func(r *circulararray.Ring[int], v int) error
	}{{"PushBack", (*circulararray.Ring[int]).PushBack}, {"PushFront", (*circulararray.Ring[int]).PushFront}} {
		few, many := bytesPerPush(small, end.push), bytesPerPush(large, end.push)
		if many > 4*few+64 {
			t.Errorf("a Ring that grows: %d times %s into an empty one allocate %d bytes each, and %d times %d bytes each, want about the same (up to 4 times): "+
				"grow by a factor, not by an amount", large, end.name, many, small, few)
		}
	}
}

// bytesPerPush returns how much memory each of n pushes into an empty Ring allocates.
func bytesPerPush(n int, push func(r *circulararray.Ring[int], v int) error) uint64 {
	var before, after runtime.MemStats
	r := newRing[int](0, growing)
	runtime.ReadMemStats(&before)
	for v := range n {
		_ = push(r, v)
	}
	runtime.ReadMemStats(&after)
	return (after.TotalAlloc - before.TotalAlloc) / uint64(n)
}

// checkResize makes Rings larger and smaller, and fills them then.
func checkResize(t *exercise.T) {
	for _, mode := range modes {
		for _, limit := range []int{1, 3, 4, 7, 8} {
			for shift := range limit + 1 {
				for _, n := range []int{0, 1, limit - 1, limit} {
					for _, to := range []int{max(n, 1), n + 1, limit, limit + 1, 2*limit + 1} {
						look := do(length, capacity, slice)
						ringOf(limit, mode, shift).Check(t, calls(push(pushBack, exercise.UpTo(n)...), each(resize, to), look,
							push(pushBack, 71, 72, 73), look, push(pushFront, 74), look, do(popFront, popBack), look)...)
					}
				}
			}
		}
	}
}

func checkResizeRefused(t *exercise.T) {
	for _, mode := range modes {
		for _, limit := range []int{3, 4} {
			for n := 1; n <= limit; n++ {
				look := do(slice, length, capacity, dropped)
				ringOf(limit, mode, 2).Check(t, calls(push(pushBack, exercise.UpTo(n)...), each(resize, n-1), look, each(resize, -1), look,
					push(pushFront, 9), look)...)
			}
		}
	}
}

func checkResizeZero(t *exercise.T) {
	for _, mode := range modes {
		ringOf(3, mode, 1).Check(t, calls(each(resize, 0), do(length, capacity), push(pushBack, 1, 2), do(slice), each(resize, 0), do(slice))...)
	}
}

func checkConserved(t *exercise.T) {
	for _, mode := range modes {
		r, pushed, popped, cleared := newRing[int](5, mode), 0, 0, 0
		for i := range 3000 {
			switch {
			case i%97 == 0:
				cleared += r.Len()
				r.Clear()
			case i%3 == 0:
				if _, ok := r.PopFront(); ok {
					popped++
				}
			case i%2 == 0 && r.PushBack(i) == nil:
				pushed++
			case i%2 == 1 && r.PushFront(i) == nil:
				pushed++
			}
			if pushed != popped+r.Len()+r.Dropped()+cleared {
				t.Fatalf("a Ring of capacity 5 that is %v: after %d calls %d were pushed, %d popped and %d cleared, but Len is %d and Dropped %d: want pushed = popped + Len + Dropped + cleared",
					mode, i+1, pushed, popped, cleared, r.Len(), r.Dropped())
			}
		}
	}
}

func checkModesRandom(t *exercise.T) {
	verbs := append(bounded, pushBack, pushFront, dropped, resize)
	for _, mode := range modes {
		for _, limit := range []int{1, 2, 3, 4, 5, 8} {
			ringOf(limit, mode, 0).Random(t, 30, 100, mixed(limit, verbs...))
			ringOf(limit, mode, 1).Random(t, 10, 100, mixed(limit, append(verbs, clearAll)...))
		}
	}
}

// pushes are changes to a full Ring that overwrites, or to any that grows.
var pushes = mustPanic[:2]

func checkResizeInLoop(t *exercise.T) {
	for _, mode := range modes {
		checkLoopPanics(t, mode, 4, 3, []change{
			{"c.Resize(2*c.Cap())", func(r *circulararray.Ring[int]) { _ = r.Resize(2 * r.Cap()) }},
		})
	}
	for _, mode := range []circulararray.Mode{reject, overwrite} {
		checkLoopPanics(t, mode, 5, 3, []change{
			{"c.Resize(3)", func(r *circulararray.Ring[int]) { _ = r.Resize(3) }},
			{"c.Resize(6)", func(r *circulararray.Ring[int]) { _ = r.Resize(6) }},
		})
	}
}

func checkRefusedResize(t *exercise.T) {
	for _, mode := range modes {
		wantUndisturbed(t, mode, 4, 3, change{"c.Resize(2), which is refused, as there are 3 elements,", func(r *circulararray.Ring[int]) { _ = r.Resize(2) }})
	}
}

func checkDropFlat(t *exercise.T) {
	exercise.Flat(t, "PushBack to a full Ring that overwrites", func(n int) func(int) {
		r, _ := ringWith(n, overwrite, n/2, n)
		return func(i int) { _ = r.PushBack(i) }
	})
	exercise.Flat(t, "PushFront to a full Ring that overwrites", func(n int) func(int) {
		r, _ := ringWith(n, overwrite, n/2, n)
		return func(i int) { _ = r.PushFront(i) }
	})
}
