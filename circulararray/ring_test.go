package circulararray_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"

	"github.com/stretchr/testify/require"

	"github.com/oodkit/oodkit/circulararray"
	"github.com/oodkit/oodkit/internal/exercise"
)

// This file has the longer checks of steps 4 to 6, which are about the Ring. It has free places between the back and
// the front, and each rule must hold wherever the elements lie.

// The calls on a Ring of about n elements: boundedCalls in step 4, modeCalls in step 5, and allCalls in step 6.
func boundedCalls(n int) source {
	return oneOf(value(pushBack), value(pushBack), value(pushFront), value(pushFront), some(popFront), some(popBack), some(front), some(back),
		some(length), some(capacity), upTo(n, at), someSet(n), some(slice), oneOf(some(clearAll), some(fillUp), some(popBack), some(slice)))
}

func modeCalls(n int) source {
	return oneOf(boundedCalls(n), boundedCalls(n), boundedCalls(n), boundedCalls(n), some(dropped), upTo(2*n, resize))
}

func allCalls(n int) source { return oneOf(modeCalls(n), modeCalls(n), modeCalls(n), someRotate) }

// ringRows are rules of a Ring that has room for all the elements that their calls push.
var ringRows = []struct {
	name  string
	calls []op
}{
	{"elements pushed at the back are popped at the front in the same order", join(
		each(pushBack, 1, 2, 3), popFront().Returns(1, true), popFront().Returns(2, true), each(pushBack, 4, 5),
		popFront().Returns(3, true), popFront().Returns(4, true), popFront().Returns(5, true), popFront().Returns(0, false))},
	{"elements pushed at the front are popped at the back in the same order", join(
		each(pushFront, 1, 2, 3), popBack().Returns(1, true), popBack().Returns(2, true), each(pushFront, 4, 5),
		popBack().Returns(3, true), popBack().Returns(4, true), popBack().Returns(5, true), popBack().Returns(0, false))},
	{"elements pushed and popped at the same end come back in reverse order", join(
		each(pushBack, 1, 2, 3), popBack().Returns(3, true), popBack().Returns(2, true), each(pushFront, 4, 5),
		popFront().Returns(5, true), popFront().Returns(4, true), popFront().Returns(1, true), popFront().Returns(0, false))},
	{"Front and Back return the first and the last element and do not remove them", join(
		pushBack(1), front().Returns(1, true), back().Returns(1, true), pushBack(2), front().Returns(1, true), back().Returns(2, true),
		pushFront(3), front().Returns(3, true), back().Returns(2, true), length().Returns(3))},
	{"index 0 is the front, and index Len-1 is the back", join(
		each(pushBack, 1, 2), pushFront(3), at(0).Returns(3), at(2).Returns(2), set(0, 7), set(2, 8), front().Returns(7, true), back().Returns(8, true),
		popFront(), at(0).Returns(1), at(1).Returns(8))},
	{"a zero value is an element like any other", join(
		pushBack(0), length().Returns(1), front().Returns(0, true), popFront().Returns(0, true), popFront().Returns(0, false),
		pushFront(0), length().Returns(1), popBack().Returns(0, true), popBack().Returns(0, false))},
	{"Clear removes every element and does not change Cap", join(
		each(pushBack, 1, 2), pushFront(3), clearAll(), length().Returns(0), front().Returns(0, false), popFront().Returns(0, false), slice().Returns([]int{}),
		pushFront(4), pushBack(5), slice().Returns([]int{4, 5}), clearAll(), clearAll(), popBack().Returns(0, false))},
}

// looks are the calls that check the whole Ring after every other call.
func looks(mode circulararray.Mode) []op {
	ops := join(length(), slice(), front(), back(), capacity())
	if mode != reject {
		ops = append(ops, dropped())
	}
	return ops
}

// checkAnywhere checks calls on Rings that wrap around at every place.
func checkAnywhere(t *exercise.T, mode circulararray.Mode, calls []op) {
	atEveryShift(t, mode, []int{4, 5, 6, 7, 8, 9}, func(int) []op { return calls })
}

func atEveryShift(t *exercise.T, mode circulararray.Mode, limits []int, calls func(limit int) []op) {
	for _, limit := range limits {
		for shift := range limit + 1 {
			ringOf(limit, mode, shift, looks(mode)...).Check(t, calls(limit)...)
		}
	}
}

// anyRing checks the calls for every index of Rings at every Len, wherever they wrap around.
func anyRing(t *exercise.T, mode circulararray.Mode, calls func(d direction, i int) []op) {
	for _, d := range directions {
		for _, limit := range []int{1, 3, 4, 6} {
			for shift := range limit {
				for n := range limit + 1 {
					for i := range max(n, 1) {
						ringOf(limit, mode, shift).Check(t, join(each(pushBack, exercise.UpTo(n)...), calls(d, i))...)
					}
				}
			}
		}
	}
}

func repeat(n int, o op) []op { return slices.Repeat([]op{o}, n) }

// changes are changes that a loop over a Ring must notice. The Ring has three elements and room for two more.
var changes = [][]op{
	{pushBack(9)}, {pushFront(9)}, {popFront()}, {popBack()}, {clearAll()},
	{popFront(), pushBack(9)}, {pushFront(9), popBack()}, {pushBack(9), popBack()}, {popFront(), pushFront(9)}, {clearAll(), pushBack(1), pushBack(2), pushBack(3)},
}

// checkChanges checks a loop that makes each of the changes in each of its rounds, and loops after it.
func checkChanges(t *exercise.T, mode circulararray.Mode, changes [][]op, loopWith func(d direction, i int, change []op) op) {
	for _, d := range directions {
		for shift := range 5 {
			for _, change := range changes {
				for i := range 3 {
					ringOf(5, mode, shift).Check(t, join(each(pushBack, 1, 2, 3), loopWith(d, i, change), slice(), loop(d, never), pushFront(4), loop(d, never))...)
				}
			}
		}
	}
}

// checkRandom makes random calls on Rings of many capacities, and of several types of elements.
func checkRandom(t *exercise.T, mode circulararray.Mode, calls func(n int) source) {
	for _, limit := range []int{1, 2, 3, 4, 5, 8, 17} {
		ringOf(limit, mode, 0).Random(t, 30, 100, calls(limit))
		ringOf(limit, mode, 1, looks(mode)...).Random(t, 10, 60, calls(limit))
		anysOf(limit, mode, 0).Random(t, 5, 60, calls(limit))
		boxesOf(limit, mode, 2).Random(t, 5, 60, calls(limit))
	}
	ringOf(300, mode, 7).Random(t, 10, 100, calls(300))
}

func checkRandomLoops(t *exercise.T, mode circulararray.Mode, calls func(n int) source) {
	for _, limit := range []int{1, 2, 3, 4, 5, 8, 17} {
		ringOf(limit, mode, 1).Random(t, 60, 20, oneOf(loops(limit, calls(limit)), calls(limit), value(pushBack), value(pushFront)))
		ringOf(limit, mode, 1).Random(t, 20, 6, oneOf(value(pushBack), value(pushFront), someTurns(oneOf(calls(limit), someSet(limit)))))
	}
}

// newRing returns a Ring for a capacity that is allowed.
func newRing[T any](limit int, mode circulararray.Mode) *circulararray.Ring[T] {
	r, err := circulararray.NewRing[T](limit, mode)
	if err != nil || r == nil {
		panic(fmt.Sprintf("NewRing(%d, %v) returned %s, want a Ring and nil", limit, mode, madeText(r != nil, err)))
	}
	return r
}

// madeText says what a constructor returned.
func madeText(made bool, err error) string {
	what := "nil"
	if made {
		what = "a value that is not nil"
	}
	if err == nil {
		return what + " and the error nil"
	}
	return fmt.Sprintf("%s and the error %q", what, err)
}

// ringWith returns a Ring of n zero values whose front has moved on by shift positions.
func ringWith[T any](limit int, mode circulararray.Mode, shift, n int) *circulararray.Ring[T] {
	r := newRing[T](limit, mode)
	for range shift {
		_ = r.PushBack(*new(T))
		r.PopFront()
	}
	for range n {
		_ = r.PushBack(*new(T))
	}
	return r
}

// wantErrCapacity fails t unless NewRing refuses the capacities.
func wantErrCapacity(t *exercise.T, m circulararray.Mode, capacities ...int) {
	for _, capacity := range capacities {
		r, err := circulararray.NewRing[int](capacity, m)
		require.ErrorIs(t, err, errCapacity, "circulararray.NewRing[int](%s, circulararray.%v)", exercise.IntText(capacity), m)
		require.Nil(t, r, "circulararray.NewRing[int](%s, circulararray.%v): the Ring returned with ErrCapacity", exercise.IntText(capacity), m)
	}
}

func checkOtherModes(t *exercise.T) {
	for _, m := range []circulararray.Mode{0, 4, -1, math.MaxInt, math.MinInt} {
		for _, capacity := range []int{8, 0, -1} {
			exercise.WantPanic(t, fmt.Sprintf("circulararray.NewRing[int](%d, %d)", capacity, int(m)), func() { _, _ = circulararray.NewRing[int](capacity, m) })
		}
	}
}

func checkAnyRing(t *exercise.T) {
	x, y := new(int), new(int) // equal, but not the same
	r := newRing[*int](3, reject)
	_, _ = r.PushBack(x), r.PushBack(y)
	require.Same(t, y, r.At(1), "x, y := new(int), new(int); c.PushBack(x); c.PushBack(y); c.At(1)")
	got, _ := r.PopFront()
	require.Same(t, x, got, "x, y := new(int), new(int); c.PushBack(x); c.PushBack(y); c.PopFront()")

	floats := newRing[float64](3, reject)
	_ = floats.PushBack(0)
	floats.Set(0, math.Copysign(0, -1))
	require.True(t, math.Signbit(floats.At(0)), "c.PushBack(0.0); c.Set(0, math.Copysign(0, -1)): c.At(0) must be negative zero")

	for _, limit := range []int{2, 4, 5} {
		anysOf(limit, reject, 1).Check(t, pushBack(1).Returns(nil), pushFront(2).Returns(nil), set(1, 3), slice().Returns([]int{2, 3}), popBack().Returns(3, true), popBack().Returns(2, true), popBack().Returns(0, false))
		boxesOf(limit, reject, 1).Check(t, pushBack(1).Returns(nil), pushFront(2).Returns(nil), popBack().Returns(1, true), popFront().Returns(2, true), popFront().Returns(0, false), back().Returns(0, false))
	}
}

// checkWrapped lets the elements of a full Ring move on, to the back or to the front, and then takes all out at either end.
func checkWrapped(t *exercise.T, limit int) {
	for _, forward := range []bool{true, false} {
		for _, moved := range []int{1, 5, limit / 2, limit - 1, limit + 3} {
			for _, fromFront := range []bool{true, false} {
				r, want := newRing[int](limit, reject), exercise.UpTo(limit) // want is what r has
				for _, v := range want {
					_ = r.PushBack(v)
				}
				code := fmt.Sprintf("NewRing(%d, Reject); PushBack of 1 to %[1]d; %d times ", limit, moved)
				if forward {
					code += "PopFront and PushBack, of -1, -2 and so on"
				} else {
					code += "PopBack and PushFront, of -1, -2 and so on"
				}
				t.Doing(code + "; then pops until it is empty")
				for i := range moved {
					v := -1 - i
					if forward {
						r.PopFront()
						_ = r.PushBack(v)
						want = append(want[1:], v)
					} else {
						r.PopBack()
						_ = r.PushFront(v)
						want = slices.Insert(want[:limit-1], 0, v)
					}
				}
				pop, name := r.PopFront, "PopFront"
				if !fromFront {
					pop, name = r.PopBack, "PopBack"
					slices.Reverse(want)
				}
				for i, v := range want {
					if got, ok := pop(); got != v || !ok {
						t.Fatalf("%s; then %s number %d returned (%d, %t), want (%d, true)", code, name, i+1, got, ok, v)
					}
				}
			}
		}
	}
}

// checkLargeRing fills a Ring with 70,000 elements, and with more if it overwrites, and pops all of them.
func checkLargeRing(t *exercise.T, mode circulararray.Mode, limit int) {
	const n = 70_000
	r := newRing[int](limit, mode)
	shift := min(limit, 1000)
	for range shift {
		_ = r.PushBack(-1)
		r.PopFront()
	}
	code := fmt.Sprintf("NewRing(%d, %v); %d times PushBack and PopFront; PushBack of 0 to %d", limit, mode, shift, n-1)
	first := 0
	for i := range n {
		require.NoError(t, r.PushBack(i), "%s: PushBack(%d)", code, i)
	}
	if mode == overwrite {
		code += "; PushBack of 500 more"
		for first < 500 {
			_ = r.PushBack(n + first)
			first++
		}
		require.Equal(t, 500, r.Dropped(), code+"; Dropped()")
	}
	require.Equal(t, n, r.Len(), code+"; Len()")
	round := 0
	for i, v := range r.All() {
		if got := r.At(i); i != round || v != first+i || got != v {
			t.Fatalf("%s: round %d of a loop over All yields %d:%d, want %d:%d; At(%d) is %d, want %d", code, round, i, v, round, first+round, i, got, first+i)
		}
		round++
	}
	require.Equal(t, n, round, code+": the number of rounds of a loop over All")
	for i := range n / 2 {
		front, ok := r.PopFront()
		back, also := r.PopBack()
		if front != first+i || back != first+n-1-i || !ok || !also {
			t.Fatalf("%s: PopFront and PopBack number %d returned (%d, %t) and (%d, %t), want %d and %d", code, i+1, front, ok, back, also, first+i, first+n-1-i)
		}
	}
	require.Zero(t, r.Len(), code+"; PopFront and PopBack until it is empty; Len()")
	code += fmt.Sprintf("; PopFront and PopBack until it is empty; PushBack of 0 to %d", n-1)
	for i := range n {
		require.NoError(t, r.PushBack(i), "%s: PushBack(%d)", code, i)
	}
	for i := range n {
		if v, ok := r.PopFront(); v != i || !ok {
			t.Fatalf("%s: PopFront number %d returned (%d, %t), want (%d, true)", code, i+1, v, ok, i)
		}
	}
	for i := range n {
		require.NoError(t, r.PushFront(i), "%s; PopFront until it is empty: PushFront(%d)", code, i)
	}
	for i := range n {
		if v, ok := r.PopBack(); v != i || !ok {
			t.Fatalf("%s; PopFront until it is empty; PushFront of 0 to %d: PopBack number %d returned (%d, %t), want (%d, true)", code, n-1, i+1, v, ok, i)
		}
	}
}

// checkResize makes Rings larger and smaller, and then fills them.
func checkResize(t *exercise.T) {
	for _, mode := range modes {
		for _, limit := range []int{1, 3, 4, 7, 8} {
			for shift := range limit + 1 {
				for _, n := range []int{0, 1, limit - 1, limit} {
					for _, to := range []int{max(n, 1), n + 1, limit, limit + 1, 2*limit + 1, 300} {
						ringOf(limit, mode, shift, looks(overwrite)...).Check(t, join(each(pushBack, exercise.UpTo(n)...), resize(to),
							each(pushBack, 71, 72, 73), pushFront(74), popFront(), popBack())...)
					}
				}
			}
		}
	}
}

// checkGrowResizeInLoop resizes a Ring with Grow to more than its Cap, so that Cap must change.
func checkGrowResizeInLoop(t *exercise.T) {
	wantLoopPanic(t, growing, "c.Resize(c.Cap()+1)", func(r *circulararray.Ring[int]) { _ = r.Resize(r.Cap() + 1) })
}

// checkManyChanges makes so many changes in the body of a loop that a small counter returns to its old value.
func checkManyChanges(t *exercise.T) {
	for _, n := range []int{128, 256, 32_768, 65_536} {
		wantLoopPanic(t, reject, fmt.Sprintf("c.PushBack(9) and c.PopBack() %d times", n), func(r *circulararray.Ring[int]) {
			for range n {
				_ = r.PushBack(9)
				r.PopBack()
			}
		})
	}
}

// wantLoopPanic fails t unless a loop whose body makes a change panics in its first round.
func wantLoopPanic(t *exercise.T, mode circulararray.Mode, code string, change func(r *circulararray.Ring[int])) {
	for _, d := range directions {
		r, rounds := ringWith[int](4, mode, 1, 3), 0
		text, panicked := exercise.PanicText(func() {
			d.seq(&subject{circular: r})(func(int, int) bool { change(r); rounds++; return rounds < 9 })
		})
		got := "no panic"
		if panicked {
			got = fmt.Sprintf("a panic with the message %q", text)
		}
		require.True(t, rounds == 1 && panicked && saysChanged(text), "a Ring with mode %v, capacity 4 and 3 elements; a loop over %s whose body calls %s: got %d rounds and %s; want a panic after round 1 whose message says that the Ring was changed",
			mode, d.code, code, rounds, got)
	}
}

// checkGrowthCost counts the memory that pushes allocate. It is O(n) for n pushes only if the Ring grows by a factor.
func checkGrowthCost(t *exercise.T) {
	const small, large = 1000, 512_000
	for _, end := range []struct {
		name string
		push func(r *circulararray.Ring[int], v int) error
	}{{"PushBack", (*circulararray.Ring[int]).PushBack}, {"PushFront", (*circulararray.Ring[int]).PushFront}} {
		few, many := bytesPerPush(newRing[int](0, growing), small, end.push), bytesPerPush(newRing[int](0, growing), large, end.push)
		if many > 4*few+64 {
			t.Errorf("c, _ := circulararray.NewRing[int](0, circulararray.Grow); each of %d calls of c.%s allocates %d bytes on average, want at most %d: 4 times the %d bytes of each of %d calls, plus 64. "+
				"Grow by a factor, not by a fixed amount", large, end.name, many, 4*few+64, few, small)
		}
		resized := newRing[int](large, growing)
		require.NoError(t, resized.Resize(0), "Resize(0) of an empty Ring with Grow")
		room := resized.Cap()
		most := 4*int(few) + 64 + 64*room/small
		if bytes := bytesPerPush(resized, small, end.push); int(bytes) > most {
			t.Errorf("c, _ := circulararray.NewRing[int](%d, circulararray.Grow); c.Resize(0); c.Cap() = %d; then each of %d calls of c.%s allocates %d bytes on average, want at most %d, which is 4 * %d (4 times as much as in a Ring that was made with capacity 0) + 64 + 64 * Cap / the number of pushes",
				large, room, small, end.name, bytes, most, few)
		}
	}
}

// bytesPerPush returns how much memory each of n pushes into an empty Ring allocates.
func bytesPerPush(r *circulararray.Ring[int], n int, push func(r *circulararray.Ring[int], v int) error) uint64 {
	return exercise.Allocated(func() {
		for v := range n {
			_ = push(r, v)
		}
	}) / uint64(n)
}

// checkTurnMemory pushes and pops in turn at each of many numbers of elements. Somewhere among them a Ring may grow and
// shrink. Each round may allocate 2 kB, for nodes or for a page of elements.
func checkTurnMemory(t *exercise.T, mode circulararray.Mode) {
	const least, most, rounds = 256, 1100, 20
	for n := least; n <= most; n++ {
		limit := 4 * most
		if mode == growing {
			limit = 0
		}
		r := ringWith[int](limit, mode, 0, n)
		bytes := exercise.Allocated(func() {
			for i := range rounds {
				_ = r.PushBack(i)
				r.PopBack()
				r.PopBack()
				_ = r.PushBack(i)
			}
		})
		if bytes > uint64(rounds*2048+64*n) {
			t.Fatalf("a Ring with mode %v and %d elements: each of %d rounds of PushBack, PopBack, PopBack and PushBack allocates %d bytes on average, want at most 2 kB. "+
				"A Ring must not grow and shrink at the same number of elements", mode, n, rounds, bytes/rounds)
		}
	}
}

// checkSteady lets many elements pass through a Ring.
func checkSteady(t *exercise.T, mode circulararray.Mode) {
	for _, way := range ways {
		r := ringWith[int](64, mode, 0, 40)
		exercise.WantSteadyHeap(t, fmt.Sprintf("%s on a Ring with mode %v", way.name, mode), 1000, 100_000, func(i int) { way.op(r, i) })
		runtime.KeepAlive(r)
	}
	r := ringWith[int](64, mode, 0, 0)
	exercise.WantSteadyHeap(t, fmt.Sprintf("64 pushes, a loop and Clear on a Ring with mode %v", mode), 10, 2000, func(int) {
		for i := range 32 {
			_, _ = r.PushBack(i), r.PushFront(i)
		}
		for range r.All() {
		}
		r.Clear()
	})
	r = ringWith[int](64, mode, 0, 3)
	exercise.WantSteadyHeap(t, fmt.Sprintf("loops over All and Backward of a Ring with mode %v and 3 elements, each %s,", mode, exercise.EachWay), 1000, 20_000, func(int) {
		exercise.LoopInEachWay(r.All(), r.Backward())
	})
	runtime.KeepAlive(r)
}

// checkRingRotation rotates at every Len, wherever the Ring wraps around, and then uses both ends.
func checkRingRotation(t *exercise.T) {
	for _, mode := range modes {
		for _, limit := range []int{1, 2, 3, 4, 5, 8} {
			for shift := range limit {
				for n := range limit + 1 {
					for k := -n - 1; k <= n+1; k++ {
						ringOf(limit, mode, shift).Check(t, join(each(pushBack, exercise.UpTo(n)...), rotate(k), looks(overwrite),
							pushBack(71), pushFront(72), slice(), popFront(), popBack(), slice())...)
					}
				}
			}
		}
	}
}

// checkLongRotation rotates Rings so that many elements move at a time, also from and to each place where they can wrap
// around.
func checkLongRotation(t *exercise.T) {
	for shift := range 32 {
		for _, k := range []int{13, 10, -9} {
			ringOf(32, overwrite, shift).Check(t, join(each(pushBack, exercise.UpTo(20)...), rotate(k), slice())...)
		}
	}
	for _, limit := range []int{32, 33, 50, 300} {
		for _, shift := range []int{0, 7, 30} {
			for _, n := range []int{20, 29, 31, 32, limit} {
				for _, k := range []int{1, 5, 13, n / 2, n - 5, n - 1} {
					ringOf(limit, overwrite, shift).Check(t, join(each(pushBack, exercise.UpTo(n)...), rotate(k), slice(), rotate(-2*k), slice())...)
				}
			}
		}
	}
	for _, room := range []int{0, 1, 600} {
		checkLargeRotation(t, room)
	}
}

// checkLargeRotation rotates 70,000 elements.
func checkLargeRotation(t *exercise.T, room int) {
	const n = 70_000
	r := newRing[int](n+room, reject)
	for i := range n {
		_ = r.PushBack(i)
	}
	code, moved := fmt.Sprintf("a Ring of 0 to 69,999 with room for %d more", room), 0
	for _, k := range []int{300, -66_000, 34_567} {
		r.Rotate(k)
		code += fmt.Sprintf("; Rotate(%d)", k)
		moved = ((moved+k)%n + n) % n
		for i := 0; i < n; i += 101 {
			if got, want := r.At(i), (i+moved)%n; got != want {
				t.Fatalf("%s: At(%d) = %d, want %d", code, i, got, want)
			}
		}
	}
}

// forgotten are ways in which a Ring loses elements.
var forgotten = []struct {
	name  string
	calls []op
}{
	{"popped at either end", join(sixPushes, popFront(), popBack(), collect(), repeat(2, popFront()), repeat(2, popBack()), collect().Returns(inMemory(0)))},
	{"replaced by Set", join(sixPushes, set(0, 7), set(5, 8), set(3, 9), collect().Returns(inMemory(6)))},
	{"cleared", join(sixPushes, clearAll(), collect().Returns(inMemory(0)))},
	{"refused or dropped", join(sixPushes, fillUp(), pushBack(7), pushFront(8), pushBack(9), collect())},
	{"moved by Rotate and popped", join(sixPushes, rotate(1), collect(), popFront(), popBack(), rotate(-1), collect(), rotate(2), repeat(4, popBack()), collect().Returns(inMemory(0)))},
	{"moved by Rotate with many others, and popped", join(thirtyPushes, rotate(14), repeat(30, popBack()), collect().Returns(inMemory(0)), thirtyPushes, rotate(-13), repeat(30, popFront()), collect().Returns(inMemory(0)))},
	{"rotated and cleared", join(sixPushes, rotate(-2), clearAll(), collect().Returns(inMemory(0)))},
	{"moved by Resize and popped", join(sixPushes, resize(6), popBack(), resize(20), popFront(), collect(), repeat(4, popFront()), collect().Returns(inMemory(0)))},
	{"popped before Resize or after it", join(sixPushes, repeat(2, popFront()), repeat(2, popBack()), resize(2), collect(), resize(20), popBack(), collect().Returns(inMemory(1)))},
	{"moved by growth and popped", join(sixPushes, each(pushBack, exercise.UpTo(34)...), fillUp(), pushFront(7), repeat(20, popFront()), collect())},
}

var (
	sixPushes    = join(each(pushBack, 1, 2, 3, 4), each(pushFront, 5, 6))
	thirtyPushes = each(pushBack, exercise.UpTo(30)...)
)

func checkForgotten(t *exercise.T, calls []op) {
	var tries []try
	for _, mode := range modes {
		for _, limit := range []int{6, 8, 11, 40} {
			for _, shift := range []int{0, 3} {
				tries = append(tries, try{boxesOf(limit, mode, shift), calls})
			}
		}
	}
	wantForgotten(t, tries)
}

func checkForgottenRandom(t *exercise.T) {
	var tries []try
	for _, mode := range modes {
		for _, limit := range []int{1, 2, 3, 4, 8, 40} {
			next := oneOf(allCalls(limit), allCalls(limit), loops(limit, allCalls(limit)), some(fillUp), some(popFront), value(pushBack))
			for round := range 20 {
				r := rand.New(rand.NewPCG(uint64(round), uint64(limit)))
				one := try{script: boxesOf(limit, mode, 1)}
				for range 30 {
					one.calls = append(one.calls, repeat(1+max(0, r.IntN(32)-20), next(r))...) // some calls many times over
				}
				tries = append(tries, try{one.script, join(one.calls, collect())})
			}
		}
	}
	wantForgotten(t, tries)
}

// try is a script with calls that end with collect.
type try struct {
	script script
	calls  []op
}

// wantForgotten makes all calls and then collects garbage once, because that takes long. Only if too many elements are
// left in memory, it looks for a script whose calls show it, among the Rings that keep some.
func wantForgotten(t *exercise.T, tries []try) {
	var subjects []*subject
	var models []*model
	for _, one := range tries {
		s, m := one.script.New()
		for _, o := range one.calls {
			if o.Go != collect().Go {
				o.Solution(s)
				o.Model(m)
			}
		}
		subjects, models = append(subjects, s), append(models, m)
	}
	var leaking []try
	for range 10 {
		runtime.GC()
		leaking = nil
		for i, s := range subjects {
			if s.alive() != len(models[i].cells) {
				leaking = append(leaking, tries[i])
			}
		}
		if leaking == nil {
			runtime.KeepAlive(subjects)
			return
		}
	}
	slices.SortFunc(leaking, func(a, b try) int { return len(a.calls) - len(b.calls) })
	for _, one := range leaking {
		one.script.Check(t, one.calls...)
	}
	if !t.Failed() {
		t.Errorf("%d Rings at the same time: after runtime.GC(), elements that no Ring holds are still in memory, want none. Each Ring alone keeps no such element. Look for memory that several Rings share, such as a variable of the package", len(tries))
	}
}
