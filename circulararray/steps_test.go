package circulararray_test

import (
	"math"
	"testing"

	"github.com/oodkit/oodkit/circulararray"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The name of each row of a step states a rule. The first rows of a step teach its rules: each call stands beside the
// answer that it must give. The rows after them compare your type with a slice (model_test.go) over many calls. The
// last rows compare times.

var steps = exercise.NewSteps(7)

const (
	reject    = circulararray.Reject
	overwrite = circulararray.Overwrite
	growing   = circulararray.Grow
)

var modes = []circulararray.Mode{reject, overwrite, growing}

func TestStep1_Array(t *testing.T) {
	step := steps.Begin(t)
	step.Row("New(n) returns an Array of n zero values", func(t *exercise.T) {
		arrayNew(3).Check(t, length().Returns(3), at(0).Returns(0), at(2).Returns(0), slice().Returns([]int{0, 0, 0}))
		for _, n := range []int{0, 1, 2, 8, 17, 300} {
			arrayNew(n).Check(t, length(), slice(), at(n-1), at(n))
		}
	})
	step.Row("Of returns an Array of the items in their order", func(t *exercise.T) {
		arrayOf(10, 20, 30).Check(t, length().Returns(3), at(0).Returns(10), at(2).Returns(30), slice().Returns([]int{10, 20, 30}))
		arrayOf().Check(t, length().Returns(0), slice().Returns([]int{}))
	})
	step.Row("a zero Array is empty", func(t *exercise.T) {
		arrayZero().Check(t, length().Returns(0), slice().Returns([]int{}), at(0).Returns(outOfRange(0, 0)))
	})
	step.Row("Set stores the element at its index and changes no other element", func(t *exercise.T) {
		arrayOf(1, 2, 3).Check(t, set(1, 7), slice().Returns([]int{1, 7, 3}), set(2, 0), slice().Returns([]int{1, 7, 0}), length().Returns(3))
	})
	step.Row("At and Set panic if the index is out of range, with the index and Len in the message", func(t *exercise.T) {
		arrayOf(1, 2, 3).Check(t, at(3).Returns(outOfRange(3, 3)), at(-1).Returns(outOfRange(-1, 3)),
			set(5, 9).Returns(outOfRange(5, 3)), slice().Returns([]int{1, 2, 3}))
		for _, n := range []int{0, 1, 13, 300} {
			arrayOf(exercise.UpTo(n)...).Check(t, outside(n)...)
		}
		arrayZero().Check(t, outside(0)...)
		arrayNew(13).Check(t, outside(13)...)
	})
	step.Row("New panics if n is negative", func(t *exercise.T) {
		exercise.WantPanic(t, "circulararray.New[int](-1)", func() { circulararray.New[int](-1) })
		exercise.WantPanic(t, "circulararray.New[struct{}](-7)", func() { circulararray.New[struct{}](-7) })
		exercise.WantPanic(t, "circulararray.New[int](math.MinInt)", func() { circulararray.New[int](math.MinInt) })
	})
	step.Row("Of copies the items", func(t *exercise.T) {
		arrayOfSlice(3).Check(t, slice().Returns([]int{1, 2, 3}), set(1, 9), slice().Returns([]int{1, 9, 3}))
	})
	step.Row("Slice returns a copy", func(t *exercise.T) {
		arrayOf(1, 2, 3).Check(t, slice().Returns([]int{1, 2, 3}), set(0, 9), slice().Returns([]int{9, 2, 3}))
	})
	step.Row("elements may be of any type", checkAnyType)
	step.Row("two Arrays share nothing", func(t *exercise.T) {
		for _, one := range []script{arrayNew(3), arrayOfSlice(3), arrayOf(1, 2, 3)} {
			pair(one).Check(t, set(0, 7), onOther(slice()), onOther(set(1, 8)), slice())
			pair(one).Random(t, 10, 40, either(arrayCalls(3)))
		}
	})
	step.Row("two goroutines may use two Arrays at the same time, since the Arrays share nothing", func(t *exercise.T) { arrayOfSlice(40).AtOnce(t, 200, arrayCalls(40)) })
	step.Row("an Array answers random calls as a plain slice would", func(t *exercise.T) {
		for _, n := range []int{0, 1, 2, 3, 4, 5, 17, 40, 300} {
			arrayOfSlice(n).Random(t, 20, 40, arrayCalls(n))
			arrayNew(n).Random(t, 5, 40, arrayCalls(n))
		}
	})
	step.Row("At, Set and Len cost the same in a large Array as in a small one", checkArrayFlat)
	step.Row("an Array of 70,000 elements works like a small one", func(t *exercise.T) { checkLargeArray(t, 0) })
}

func TestStep2_Rotate(t *testing.T) {
	step := steps.Begin(t)
	step.Row("Rotate(1) turns abcd into bcda, and Rotate(-1) turns it into dabc", func(t *exercise.T) {
		arrayOf(1, 2, 3, 4).Check(t, rotate(1), slice().Returns([]int{2, 3, 4, 1}), at(0).Returns(2), at(3).Returns(1))
		arrayOf(1, 2, 3, 4).Check(t, rotate(-1), slice().Returns([]int{4, 1, 2, 3}), at(0).Returns(4), at(3).Returns(3))
	})
	step.Row("Rotate of an empty Array does nothing", func(t *exercise.T) {
		for _, empty := range []script{arrayOf(), arrayZero(), arrayNew(0)} {
			empty.Check(t, join(each(rotate, 0, 1, -1, math.MinInt, math.MaxInt), length().Returns(0), slice().Returns([]int{}))...)
		}
	})
	step.Row("after Rotate(k), index i holds the element that was at (i+k) mod Len", func(t *exercise.T) {
		arrayOf(1, 2, 3, 4, 5).Check(t, rotate(2), slice().Returns([]int{3, 4, 5, 1, 2}), rotate(2), slice().Returns([]int{5, 1, 2, 3, 4}),
			rotate(5), slice().Returns([]int{5, 1, 2, 3, 4}), rotate(-9), slice().Returns([]int{1, 2, 3, 4, 5}))
		for n := 1; n <= 7; n++ {
			for before := range n {
				for k := -2*n - 1; k <= 2*n+1; k++ {
					arrayOf(exercise.UpTo(n)...).Check(t, rotate(before), rotate(k), length(), slice(), at(0), at(n-1), at(n))
				}
			}
		}
	})
	step.Row("Rotate(k) is right for every int k, from math.MinInt to math.MaxInt", func(t *exercise.T) {
		for n := 1; n <= 9; n++ {
			for _, k := range extremes {
				arrayOf(exercise.UpTo(n)...).Check(t, rotate(k), slice(), at(0), rotate(1), rotate(k), slice(), at(n-1))
			}
		}
	})
	step.Row("Rotate(a) and Rotate(b) rotate by the exact sum of a and b, even if an int cannot hold it", func(t *exercise.T) {
		for n := 1; n <= 9; n++ {
			for _, a := range extremes {
				for _, b := range extremes {
					arrayOf(exercise.UpTo(n)...).Check(t, rotate(a), rotate(b), slice(), rotate(a), rotate(1), slice())
				}
			}
		}
	})
	step.Row("after Rotate, At, Set and Slice use the new indices", func(t *exercise.T) {
		arrayOf(1, 2, 3, 4).Check(t, rotate(1), set(0, 9), slice().Returns([]int{9, 3, 4, 1}), at(3).Returns(1), rotate(-1), slice().Returns([]int{1, 9, 3, 4}))
		for n := 1; n <= 5; n++ {
			for k := range n {
				for i := range n {
					arrayOf(exercise.UpTo(n)...).Check(t, rotate(k), set(i, 77), at(i), slice(), rotate(1), slice())
				}
			}
		}
	})
	step.Row("Rotate does not change the slice that Of was given", func(t *exercise.T) {
		arrayOfSlice(5).Check(t, rotate(2), slice().Returns([]int{3, 4, 5, 1, 2}), set(0, 9), rotate(1), slice())
	})
	step.Row("At and Set panic if the index is out of range, also after Rotate", func(t *exercise.T) {
		for _, k := range []int{1, 6, 12} {
			arrayOf(exercise.UpTo(13)...).Check(t, join(rotate(k), outside(13))...)
		}
	})
	step.Row("two Arrays share nothing", func(t *exercise.T) {
		pair(arrayOf(1, 2, 3)).Check(t, rotate(1), onOther(slice()), onOther(rotate(-1)), slice(), onOther(slice()))
		pair(arrayOfSlice(4)).Random(t, 20, 40, either(rotatedCalls(4)))
	})
	step.Row("an Array answers random calls as a plain slice would", func(t *exercise.T) {
		for _, n := range []int{0, 1, 2, 3, 4, 5, 6, 7, 17, 40, 64, 300} {
			arrayOfSlice(n).Random(t, 40, 60, rotatedCalls(n))
			arrayNew(n).Random(t, 5, 60, rotatedCalls(n))
		}
		arrayZero().Random(t, 5, 40, rotatedCalls(0))
	})
	step.Row("an Array of math.MaxInt elements that take no memory can be rotated", checkLongest)
	step.Row("Rotate, At and Set cost the same in a large Array as in a small one", checkRotateFlat)
	step.Row("an Array of 70,000 elements rotates like a small one", func(t *exercise.T) {
		for _, k := range []int{1, -1, 257, 20, 35_000, -65_537, 69_999} {
			checkLargeArray(t, k)
		}
	})
}

func TestStep3_Iteration(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range loopRows {
		step.Row(row.name, func(t *exercise.T) {
			arrayOf(10, 20, 30).Check(t, row.calls...)
			arrayOf(30, 10, 20).Check(t, join(rotate(1), row.calls)...)
			anyArray(t, row.anywhere)
		})
	}
	step.Row("a loop over an empty Array yields nothing", func(t *exercise.T) {
		arrayZero().Check(t, loop(forward, never).Returns(yields("")), loop(backward, never).Returns(yields("")))
	})
	step.Row("a loop uses the order at the moment when it begins, not when All is called", func(t *exercise.T) {
		arrayOf(10, 20, 30).Check(t, block(forward, rotate(1), loop(kept(forward), never)).Returns(yields("0:20 1:30 2:10")))
		anyArray(t, func(d direction, _ int) []op { return join(block(d, rotate(1), loop(kept(d), never))) })
	})
	step.Row("a Rotate in the body does not change the order of the loop", func(t *exercise.T) {
		arrayOf(10, 20, 30).Check(t, loop(forward, everyRound, rotate(1)).Returns(yields("0:10 1:20 2:30")), slice().Returns([]int{10, 20, 30}))
		arrayOf(10, 20, 30).Check(t, loop(backward, 2, rotate(1), loop(forward, never)).Returns(yields("2:30 0:20 1:30 2:10 1:20 0:10")))
		for _, k := range []int{1, -1, 2, 3} {
			anyArray(t, func(d direction, i int) []op {
				return join(loop(d, everyRound, rotate(k)), loop(d, i, rotate(k), set(0, 99), loop(d, never)), block(d, loop(kept(d), i, rotate(k), loop(kept(d), 0, leave))))
			})
		}
	})
	step.Row("while its body makes random changes, a loop over an Array keeps the order that it began with and yields current values", func(t *exercise.T) {
		for _, n := range []int{0, 1, 2, 3, 4, 5, 6, 40} {
			arrayOfSlice(n).Random(t, 60, 12, loops(n, rotatedCalls(n)))
			arrayNew(n).Random(t, 10, 12, loops(n, rotatedCalls(n)))
			pair(arrayOf(exercise.UpTo(n)...)).Random(t, 10, 12, loopsOfPair(n, rotatedCalls(n)))
		}
	})
	step.Row("loops over one Array can take turns: each keeps the order that it began with and yields current values", func(t *exercise.T) {
		for _, n := range []int{0, 1, 2, 5} {
			arrayOfSlice(n).Random(t, 200, 3, someTurns(rotatedCalls(n)))
			arrayNew(n).Random(t, 20, 3, someTurns(rotatedCalls(n)))
		}
	})
	step.Row("a loop over an Array of math.MaxInt elements that take no memory begins with the right indices", checkLongestLoops)
	step.Row("for each element, loops and Slice cost the same in a large Array as in a small one", func(t *exercise.T) {
		checkLoopFlat(t, func(n int) circular[int] { return circulararray.New[int](n) })
	})
}

func TestStep4_BoundedRing(t *testing.T) {
	step := steps.Begin(t)
	step.Row("NewRing returns an empty Ring whose Cap is the capacity asked for", func(t *exercise.T) {
		ringOf(3, reject, 0).Check(t, length().Returns(0), capacity().Returns(3), slice().Returns([]int{}))
		for _, limit := range []int{1, 2, 4, 5, 7, 8, 9, 17, 100, 1000, 70_000} {
			ringOf(limit, reject, 0).Check(t, length(), capacity(), slice())
		}
	})
	step.Row("NewRing returns nil and ErrCapacity if the capacity is less than 1", func(t *exercise.T) { wantErrCapacity(t, reject, 0, -1, -8, math.MinInt) })
	step.Row("NewRing panics if the mode is not one of the three, for every capacity", checkOtherModes)
	step.Row("pops, Front and Back of an empty Ring return a zero value and false", func(t *exercise.T) {
		looks := join(popFront().Returns(0, false), popBack().Returns(0, false), front().Returns(0, false), back().Returns(0, false), length().Returns(0))
		for _, limit := range []int{1, 2, 3, 8} {
			ringOf(limit, reject, 0).Check(t, join(looks, pushBack(1), popFront().Returns(1, true), looks, pushFront(2), popBack().Returns(2, true), looks)...)
		}
	})
	for _, row := range ringRows {
		step.Row(row.name, func(t *exercise.T) { checkAnywhere(t, reject, row.calls) })
	}
	step.Row("a push to a full Ring returns ErrFull and changes nothing", func(t *exercise.T) {
		ringOf(2, reject, 0).Check(t, pushBack(1).Returns(nil), pushBack(2).Returns(nil), pushBack(3).Returns(errFull), pushFront(4).Returns(errFull),
			slice().Returns([]int{1, 2}), popFront().Returns(1, true), pushBack(5).Returns(nil), slice().Returns([]int{2, 5}))
		atEveryShift(t, reject, []int{1, 2, 3, 4, 5, 7, 8}, func(limit int) []op {
			return join(each(pushBack, exercise.UpTo(limit)...), pushBack(91), pushFront(92), popFront(), pushFront(77), pushFront(93), pushBack(94), popBack())
		})
	})
	step.Row("a full Ring never looks empty, wherever the elements wrap around", func(t *exercise.T) {
		atEveryShift(t, reject, []int{1, 2, 3, 4, 5, 8}, func(limit int) []op {
			turn := join(each(pushBack, exercise.UpTo(limit)...), pushBack(99), repeat(limit, popFront()), popFront(), popBack())
			return join(turn, turn, each(pushFront, exercise.UpTo(limit)...), pushBack(99), repeat(limit, popBack()), popBack())
		})
	})
	step.Row("At and Set panic if the index is out of range, with the index and Len in the message", func(t *exercise.T) {
		ringOf(4, reject, 0).Check(t, pushBack(1), pushBack(2), at(1).Returns(2), at(2).Returns(outOfRange(2, 2)), set(3, 9).Returns(outOfRange(3, 2)), at(-1).Returns(outOfRange(-1, 2)))
		for _, limit := range []int{13, 14, 16, 500} {
			for _, shift := range []int{0, 5, 12} {
				ringOf(limit, reject, shift).Check(t, join(outside(0), each(pushBack, exercise.UpTo(13)...), outside(13), popFront(), outside(12))...)
			}
		}
	})
	step.Row("Slice returns a copy", func(t *exercise.T) {
		ringOf(3, reject, 0).Check(t, pushBack(1), pushBack(2), slice().Returns([]int{1, 2}), set(0, 9), pushBack(3), slice().Returns([]int{9, 2, 3}))
		atEveryShift(t, reject, []int{4, 5, 8}, func(int) []op {
			return join(each(pushBack, 1, 2, 3, 4), slice(), set(0, 9), set(3, 8), popFront(), slice(), clearAll())
		})
	})
	step.Row("elements may be of any type", checkAnyRing)
	step.Row("a Ring answers random calls as a plain slice would, however often it wraps around", func(t *exercise.T) { checkRandom(t, reject, boundedCalls) })

	for _, row := range loopRows {
		step.Row(row.name, func(t *exercise.T) {
			ringOf(4, reject, 2).Check(t, join(each(pushBack, 10, 20, 30), row.calls)...)
			anyRing(t, reject, row.anywhere)
		})
	}
	step.Row("a loop over a Ring panics if its body changes the Ring", func(t *exercise.T) {
		ringOf(4, reject, 0).Check(t, pushBack(10), pushBack(20), loop(forward, 0, popBack()).Returns(yields("0:10 (20, true) panic: Ring was changed")), slice().Returns([]int{10}))
		ringOf(4, reject, 0).Check(t, pushBack(10), pushBack(20), loop(forward, 1, popFront(), pushBack(30)).Returns(yields("0:10 1:20 (10, true) panic: Ring was changed")), slice().Returns([]int{20, 30}))
		checkChanges(t, reject, changes, func(d direction, i int, change []op) op { return loop(d, i, change...) })
	})
	step.Row("a loop over a Ring panics if a loop in its body changes the Ring", func(t *exercise.T) {
		checkChanges(t, reject, changes, func(d direction, i int, change []op) op {
			return loop(d, i, loop(forward, i, join(change, leave)...))
		})
		checkChanges(t, reject, changes, func(d direction, i int, change []op) op {
			return loop(d, i, join(change, loop(backward, never), loop(forward, never))...)
		})
		checkChanges(t, reject, changes, func(d direction, i int, change []op) op {
			return block(d, loop(kept(d), i, join(change, loop(kept(d), never))...))
		})
	})
	step.Row("a loop over a Ring notices any number of changes in one round, even if a small counter would be back at its old value", checkManyChanges)
	step.Row("a loop over a Ring does not panic if a push in its body is refused", func(t *exercise.T) {
		ringOf(2, reject, 1).Check(t, pushBack(10), pushBack(20), loop(forward, 0, pushBack(30), pushFront(40)).Returns(yields("0:10 ErrFull ErrFull 1:20")))
		for _, limit := range []int{1, 3, 4} {
			for _, d := range directions {
				ringOf(limit, reject, 1).Check(t, fillUp(), loop(d, everyRound, pushBack(9), pushFront(9)))
			}
		}
	})
	step.Row("a loop over a Ring does not panic if its body only reads the Ring", func(t *exercise.T) {
		anyRing(t, reject, func(d direction, _ int) []op {
			return join(loop(d, everyRound, length(), capacity(), front(), back(), at(0), at(9), slice(), loop(d, 0, leave)))
		})
	})
	step.Row("a loop over a Ring does not panic if its body changes the Ring and then breaks", func(t *exercise.T) {
		ringOf(4, reject, 0).Check(t, pushBack(10), pushBack(20), loop(forward, 0, popBack(), leave).Returns(yields("0:10 (20, true)")))
		checkChanges(t, reject, changes, func(d direction, i int, change []op) op { return loop(d, i, join(change, leave)...) })
	})
	step.Row("a panic in the body passes through the loop, also after a change", func(t *exercise.T) {
		ringOf(4, reject, 0).Check(t, pushBack(10), pushBack(20), loop(forward, 0, popBack(), failing).Returns(yields("0:10 (20, true) panic of the body")))
		checkChanges(t, reject, changes, func(d direction, i int, change []op) op { return loop(d, i, join(change, failing)...) })
	})
	step.Row("a loop over a Ring does not panic for a change before the loop began", func(t *exercise.T) {
		ringOf(4, reject, 0).Check(t, pushBack(10), block(forward, pushBack(20), loop(kept(forward), never)).Returns(yields("0:10 1:20")))
		checkChanges(t, reject, changes, func(d direction, _ int, change []op) op {
			return block(d, join(change, loop(kept(d), never), change, loop(kept(d), never))...)
		})
	})
	step.Row("a loop whose body makes random calls panics if they change the Ring and the body does not leave the loop, and only then", func(t *exercise.T) { checkRandomLoops(t, reject, boundedCalls) })
	step.Row("loops over one Ring can take turns: each panics if a call in one of its rounds changes the Ring, and only then", func(t *exercise.T) {
		for _, limit := range []int{1, 2, 3, 5} {
			ringOf(limit, reject, 1).Random(t, 200, 6, oneOf(value(pushBack), value(pushFront), someTurns(oneOf(boundedCalls(limit), someSet(limit), some(slice)))))
		}
	})
	step.Row("two Rings share nothing", func(t *exercise.T) {
		pair(ringOf(4, reject, 0)).Check(t, pushBack(1), onOther(length()), onOther(pushBack(2)), slice(), onOther(slice()), clearAll(), onOther(slice()))
		pair(ringOf(4, reject, 0)).Check(t, pushBack(10), onOther(pushBack(20)), loop(forward, 0, onOther(pushBack(30)), onOther(clearAll())).Returns(yields("0:10")))
		pair(ringOf(4, reject, 1)).Random(t, 30, 60, loopsOfPair(4, boundedCalls(4)))
	})
	step.Row("two goroutines may use two Rings at the same time, since the Rings share nothing", func(t *exercise.T) {
		ringOf(40, reject, 1).AtOnce(t, 100, oneOf(value(pushBack), value(pushBack), value(pushFront), some(popFront), some(back), some(slice)))
	})
	step.Row("a Ring does not need more memory after many calls and loops", func(t *exercise.T) { checkSteady(t, reject) })
	step.Row("pushes and pops in turn do not allocate memory again and again", func(t *exercise.T) { checkTurnMemory(t, reject) })
	step.Row("pushes, pops and reads cost the same in a large Ring as in a small one", func(t *exercise.T) { checkPushFlat(t, reject) })
	step.Row("for each element, loops and Slice cost the same in a large Ring as in a small one", func(t *exercise.T) {
		checkLoopFlat(t, func(n int) circular[int] { return ringWith[int](n, reject, n/2, n) })
	})
	step.Row("a Ring of hundreds of elements keeps their order, wherever they wrap around", func(t *exercise.T) {
		for _, limit := range []int{64, 65, 127, 128, 130, 256, 300, 1024} {
			checkWrapped(t, limit)
		}
	})
	step.Row("a Ring of 70,000 elements works like a small one", func(t *exercise.T) { checkLargeRing(t, reject, 70_000) })
}

func TestStep5_OverwriteAndGrow(t *testing.T) {
	step := steps.Begin(t)
	step.Row("NewRing accepts capacity 0 only with Grow", func(t *exercise.T) {
		wantErrCapacity(t, overwrite, 0, -1, math.MinInt)
		wantErrCapacity(t, growing, -1, -8, math.MinInt)
		ringOf(0, growing, 0).Check(t, length().Returns(0), popFront().Returns(0, false), pushBack(1).Returns(nil), pushFront(2).Returns(nil), slice().Returns([]int{2, 1}), capacity())
		ringOf(0, growing, 0).Check(t, join(popBack(), front(), back(), capacity(), loop(forward, never), each(pushFront, 1, 2, 3), slice(), popBack(), popFront(), length())...)
	})
	step.Row("with Overwrite, PushBack to a full Ring drops the element at the front", func(t *exercise.T) {
		ringOf(3, overwrite, 0).Check(t, pushBack(1), pushBack(2), pushBack(3), pushBack(4).Returns(nil), slice().Returns([]int{2, 3, 4}), length().Returns(3), capacity().Returns(3))
		atEveryShift(t, overwrite, []int{1, 2, 3, 4, 5, 7, 8}, func(limit int) []op { return each(pushBack, exercise.UpTo(3*limit+1)...) })
	})
	step.Row("with Overwrite, PushFront to a full Ring drops the element at the back", func(t *exercise.T) {
		ringOf(3, overwrite, 0).Check(t, pushFront(1), pushFront(2), pushFront(3), pushFront(4).Returns(nil), slice().Returns([]int{4, 3, 2}), back().Returns(2, true))
		atEveryShift(t, overwrite, []int{1, 2, 3, 4, 5, 7, 8}, func(limit int) []op { return each(pushFront, exercise.UpTo(3*limit+1)...) })
	})
	step.Row("with Overwrite, a full Ring accepts pushes at both ends", func(t *exercise.T) {
		ringOf(2, overwrite, 0).Check(t, pushBack(1), pushBack(2), pushFront(3), slice().Returns([]int{3, 1}), pushBack(4), slice().Returns([]int{1, 4}))
		atEveryShift(t, overwrite, []int{1, 2, 3, 4, 5, 8}, func(limit int) []op {
			return join(fillUp(), pushFront(91), pushBack(92), pushFront(93), popBack(), pushBack(94))
		})
	})
	step.Row("Dropped counts the elements that pushes dropped at either end", func(t *exercise.T) {
		ringOf(2, overwrite, 0).Check(t, pushBack(1), pushBack(2), dropped().Returns(0), pushBack(3), dropped().Returns(1), pushFront(4), dropped().Returns(2), popFront(), pushFront(5), dropped().Returns(2))
	})
	step.Row("Dropped does not count elements that were refused, popped or cleared", func(t *exercise.T) {
		for _, mode := range modes {
			ringOf(3, mode, 0).Check(t, pushBack(1), pushBack(2), popFront(), popBack(), popBack(), pushBack(3), clearAll(), set(0, 7), dropped().Returns(0))
		}
		ringOf(1, reject, 0).Check(t, pushBack(1), pushBack(2), pushFront(3), dropped().Returns(0))
		ringOf(1, growing, 0).Check(t, pushBack(1), pushBack(2), pushFront(3), resize(9), dropped().Returns(0))
	})
	step.Row("Clear and Resize do not change Dropped", func(t *exercise.T) {
		ringOf(2, overwrite, 0).Check(t, join(each(pushBack, 1, 2, 3, 4, 5), dropped().Returns(3), resize(9), dropped().Returns(3), resize(2), clearAll(), dropped().Returns(3), each(pushBack, 6, 7, 8), dropped().Returns(4))...)
	})
	step.Row("with Grow, a Ring keeps its order as it grows, wherever the elements wrap around", func(t *exercise.T) {
		ringOf(2, growing, 1).Check(t, pushBack(1), pushBack(2), pushBack(3).Returns(nil), pushFront(4).Returns(nil), slice().Returns([]int{4, 1, 2, 3}))
		atEveryShift(t, growing, []int{0, 1, 2, 3, 4, 5, 8}, func(int) []op {
			return join(each(pushBack, exercise.UpTo(20)...), each(pushFront, exercise.UpTo(20)...))
		})
	})
	step.Row("with Grow, a Ring that was filled to its Cap keeps its order as it grows", func(t *exercise.T) {
		for _, push := range []op{pushBack(77), pushFront(77)} {
			atEveryShift(t, growing, []int{1, 2, 3, 4, 5, 6, 7, 8, 9}, func(int) []op { return join(fillUp(), push, fillUp(), push) })
		}
	})
	step.Row("with Grow, a Ring refuses no push, and its Cap is at least Len", func(t *exercise.T) {
		ringOf(1, growing, 0).Check(t, join(each(pushBack, exercise.UpTo(1000)...), capacity(), slice(), repeat(1000, popFront()))...)
		ringOf(1, growing, 0, capacity()).Check(t, join(each(pushFront, exercise.UpTo(300)...), slice(), repeat(300, popBack()))...)
	})
	step.Row("Resize changes Cap and keeps the elements and their order", func(t *exercise.T) {
		ringOf(3, reject, 2).Check(t, pushBack(1), pushBack(2), resize(5).Returns(nil), capacity().Returns(5), slice().Returns([]int{1, 2}), resize(2).Returns(nil), capacity().Returns(2), pushBack(3).Returns(errFull))
		checkResize(t)
	})
	step.Row("Resize returns ErrCapacity and changes nothing if the capacity is less than Len", func(t *exercise.T) {
		ringOf(4, reject, 0).Check(t, pushBack(1), pushBack(2), resize(1).Returns(errCapacity), resize(-1).Returns(errCapacity), capacity().Returns(4), slice().Returns([]int{1, 2}))
		for _, mode := range modes {
			atEveryShift(t, mode, []int{3, 4}, func(limit int) []op {
				return join(each(pushBack, exercise.UpTo(limit)...), resize(limit-1), resize(0), resize(-1), resize(math.MinInt), pushFront(9), popBack(), resize(limit-1))
			})
		}
	})
	step.Row("Resize accepts capacity 0 only with Grow", func(t *exercise.T) {
		ringOf(3, reject, 1).Check(t, resize(0).Returns(errCapacity), capacity().Returns(3), pushBack(1).Returns(nil))
		ringOf(3, overwrite, 1).Check(t, resize(0).Returns(errCapacity), capacity().Returns(3), pushBack(1).Returns(nil))
		ringOf(3, growing, 1).Check(t, resize(0).Returns(nil), pushBack(1).Returns(nil), pushFront(2).Returns(nil), slice().Returns([]int{2, 1}), resize(0).Returns(errCapacity))
	})
	for _, row := range ringRows {
		step.Row(row.name+", in every mode", func(t *exercise.T) {
			checkAnywhere(t, overwrite, row.calls)
			checkAnywhere(t, growing, row.calls)
		})
	}
	step.Row("At and Set panic if the index is out of range, in every mode", func(t *exercise.T) {
		for _, mode := range modes {
			ringOf(20, mode, 5).Check(t, join(outside(0), each(pushBack, exercise.UpTo(13)...), outside(13), resize(13), outside(13))...)
		}
	})
	step.Row("in every mode, a Ring answers random calls as a plain slice would", func(t *exercise.T) {
		for _, mode := range modes {
			checkRandom(t, mode, modeCalls)
		}
	})
	step.Row("a loop over a Ring panics if a push in its body drops an element or grows the Ring", func(t *exercise.T) {
		ringOf(2, overwrite, 0).Check(t, pushBack(10), pushBack(20), loop(forward, 0, pushBack(30)).Returns(yields("0:10 panic: Ring was changed")))
		for _, push := range []op{pushBack(10), pushFront(10)} { // the Ring looks as before
			ringOf(1, overwrite, 0).Check(t, pushBack(10), loop(forward, 0, push).Returns(yields("0:10 panic: Ring was changed")))
			ringOf(2, overwrite, 0).Check(t, pushBack(10), pushBack(10), loop(backward, 0, push).Returns(yields("1:10 0:10 panic: Ring was changed")))
		}
		for _, mode := range []circulararray.Mode{overwrite, growing} {
			for _, d := range directions {
				atEveryShift(t, mode, []int{1, 3, 4}, func(int) []op { return join(fillUp(), loop(d, 0, pushBack(9)), fillUp(), loop(d, 0, pushFront(9))) })
			}
			checkChanges(t, mode, changes, func(d direction, i int, change []op) op { return loop(d, i, change...) })
		}
	})
	step.Row("a loop over a Ring panics if a Resize in its body changes Cap", func(t *exercise.T) {
		ringOf(4, reject, 0).Check(t, pushBack(10), pushBack(20), loop(forward, 1, resize(3)).Returns(yields("0:10 1:20 panic: Ring was changed")), capacity().Returns(3))
		for _, mode := range []circulararray.Mode{reject, overwrite} {
			checkChanges(t, mode, [][]op{{resize(4)}, {resize(6)}, {resize(16)}, {resize(8), resize(5)}}, func(d direction, i int, change []op) op { return loop(d, i, change...) })
		}
		checkGrowResizeInLoop(t)
	})
	step.Row("a loop over a Ring does not panic if a Resize in its body is refused", func(t *exercise.T) {
		ringOf(4, reject, 0).Check(t, pushBack(10), pushBack(20), loop(forward, 0, resize(1)).Returns(yields("0:10 ErrCapacity 1:20")))
		for _, mode := range modes {
			anyRing(t, mode, func(d direction, _ int) []op { return join(pushBack(9), loop(d, everyRound, resize(0), resize(-1))) })
		}
	})
	step.Row("in every mode, a loop whose body makes random calls panics if they change the Ring and the body does not leave the loop, and only then", func(t *exercise.T) {
		for _, mode := range modes {
			checkRandomLoops(t, mode, modeCalls)
		}
	})
	step.Row("two Rings share nothing, in every mode", func(t *exercise.T) {
		pair(ringOf(2, overwrite, 0)).Check(t, join(each(pushBack, 1, 2, 3), onOther(dropped()), onOther(resize(5)), capacity(), onOther(pushBack(4)), dropped())...)
		for _, mode := range modes {
			pair(ringOf(4, mode, 1)).Random(t, 20, 60, loopsOfPair(4, modeCalls(4)))
		}
	})
	step.Row("with Grow, n pushes to an empty Ring allocate O(n) memory in total", checkGrowthCost)
	step.Row("in every mode, a Ring does not need more memory after many calls and loops", func(t *exercise.T) {
		checkSteady(t, overwrite)
		checkSteady(t, growing)
	})
	step.Row("in every mode, pushes and pops in turn do not allocate memory again and again", func(t *exercise.T) {
		checkTurnMemory(t, overwrite)
		checkTurnMemory(t, growing)
	})
	step.Row("after Resize to a small Cap, memory and the time of later calls are those of a small Ring", checkResizeCosts)
	step.Row("pushes that drop cost the same in a large Ring as in a small one", checkDropFlat)
	step.Row("in every mode, pushes, pops and reads cost the same in a large Ring as in a small one", func(t *exercise.T) {
		checkPushFlat(t, overwrite)
		checkPushFlat(t, growing)
	})
	step.Row("with Grow, pushes and pops in turn take O(1) time at every Len, also where a push makes the Ring grow or a pop gives memory back", checkTurnFlat)
	step.Row("in every mode, a Ring of 70,000 elements works like a small one", func(t *exercise.T) {
		checkLargeRing(t, overwrite, 70_000)
		checkLargeRing(t, growing, 70_000)
		checkLargeRing(t, growing, 0)
	})
}

func TestStep6_RingRotateAndHygiene(t *testing.T) {
	step := steps.Begin(t)
	step.Row("Rotate moves the elements of a Ring at every Len and changes nothing else", func(t *exercise.T) {
		ringOf(4, reject, 0).Check(t, pushBack(1), pushBack(2), pushBack(3), rotate(1), slice().Returns([]int{2, 3, 1}), front().Returns(2, true), pushBack(4), slice().Returns([]int{2, 3, 1, 4}),
			rotate(-1), slice().Returns([]int{4, 2, 3, 1}), length().Returns(4), capacity().Returns(4))
		ringOf(4, reject, 0).Check(t, rotate(1), length().Returns(0), pushBack(1), rotate(3), slice().Returns([]int{1}))
		checkRingRotation(t)
	})
	step.Row("Rotate(k) is right for every int k, from math.MinInt to math.MaxInt", func(t *exercise.T) {
		for _, limit := range []int{4, 7} {
			for n := range limit + 1 {
				for _, k := range extremes {
					ringOf(limit, reject, 2).Check(t, join(each(pushBack, exercise.UpTo(n)...), rotate(k), slice(), rotate(math.MaxInt), rotate(k), slice())...)
				}
			}
		}
	})
	step.Row("Rotate is right for many elements and large k, with little and with much room", checkLongRotation)
	step.Row("Rotate works in a Ring that has grown and is full", func(t *exercise.T) {
		ringOf(0, growing, 0).Check(t, pushBack(1), fillUp(), rotate(1), slice(), rotate(2), slice())
		for _, n := range []int{2, 3, 5, 9, 17, 33, 65} {
			for _, k := range []int{1, 2, -1, -2, 7, n / 2, n} {
				ringOf(0, growing, 1).Check(t, join(each(pushBack, exercise.UpTo(n)...), fillUp(), rotate(k), slice(), popFront(), rotate(k), slice())...)
			}
		}
	})
	step.Row("a Ring answers random calls with Rotate as a plain slice would", func(t *exercise.T) {
		for _, mode := range modes {
			checkRandom(t, mode, allCalls)
		}
	})
	step.Row("a loop over a Ring panics if its body rotates the Ring", func(t *exercise.T) {
		ringOf(4, reject, 0).Check(t, pushBack(10), pushBack(20), loop(forward, 0, rotate(1)).Returns(yields("0:10 panic: Ring was changed")), slice().Returns([]int{20, 10}))
		for _, mode := range modes {
			checkChanges(t, mode, [][]op{{rotate(1)}, {rotate(-1)}, {rotate(1), rotate(1)}, {rotate(1), rotate(-1)}, {rotate(-1), rotate(1)}},
				func(d direction, i int, change []op) op { return loop(d, i, change...) })
			checkRandomLoops(t, mode, allCalls)
		}
	})
	step.Row("two Rings share nothing, even if they rotate", func(t *exercise.T) {
		for _, mode := range modes {
			pair(ringOf(4, mode, 1)).Random(t, 20, 60, loopsOfPair(4, allCalls(4)))
		}
	})
	step.Row("two goroutines may use two Rings at the same time, even if they grow and rotate", func(t *exercise.T) {
		ringOf(0, growing, 1).AtOnce(t, 100, oneOf(value(pushBack), value(pushBack), some(popFront), some(slice), someRotate))
	})
	for _, way := range forgotten {
		step.Row("the garbage collector can free an element that was "+way.name, func(t *exercise.T) { checkForgotten(t, way.calls) })
	}
	step.Row("after random calls, a Ring keeps no reference to an element that it no longer holds", checkForgottenRandom)
	step.Row("Rotate of a full Ring whose Cap is a power of two costs the same in a large Ring as in a small one", checkFullRotateFlat)
	step.Row("Rotate by a few positions, either way, costs the same in a large Ring as in a small one", checkShortRotateFlat)
	step.Row("Rotate of a Ring that is not full costs the same at every Cap", checkRotateIgnoresCap)
}

func TestStep7_ProducersAndConsumers(t *testing.T) {
	step := steps.Begin(t)
	step.Row("NewQueue returns nil and ErrCapacity if the capacity is less than 1", checkNewQueue)
	step.Bubble("a Queue is first in, first out", drained(func(t *exercise.T) {
		queueOf(3).Check(t, put(1).Returns(nil), put(2).Returns(nil), queueLen().Returns(2), take().Returns(1, nil), put(3).Returns(nil), take().Returns(2, nil), take().Returns(3, nil), queueLen().Returns(0))
	}))
	step.Bubble("two Queues share nothing", drained(func(t *exercise.T) {
		twoQueues(2).Check(t, put(1), onOtherQueue(take()).Returns(0, errDeadline), onOtherQueue(closing()), put(2).Returns(nil), onOtherQueue(put(3)), take().Returns(1, nil))
		twoQueues(2).Random(t, 20, 60, eitherQueue)
	}))
	step.Bubble("Put waits while the Queue is full, and Take waits while it is empty", drained(func(t *exercise.T) {
		queueOf(1).Check(t, take().Returns(0, errDeadline), put(1).Returns(nil), put(2).Returns(errDeadline), take().Returns(1, nil), put(3).Returns(nil), take().Returns(3, nil))
	}))
	step.Bubble("after Close, Put returns ErrClosed, and Take returns what is left and then ErrClosed", drained(func(t *exercise.T) {
		queueOf(2).Check(t, put(1), put(2), closing(), put(3).Returns(errClosed), closing(), queueLen().Returns(2), take().Returns(1, nil), put(4).Returns(errClosed), take().Returns(2, nil), take().Returns(0, errClosed), take().Returns(0, errClosed))
	}))
	step.Bubble("if ctx has ended on entry, a call returns ctx.Err() and stores or takes nothing", drained(func(t *exercise.T) {
		queueOf(2).Check(t, takeEnded().Returns(0, errCanceled), put(1), putEnded(2).Returns(errCanceled), takeEnded().Returns(0, errCanceled), closing(), putEnded(3).Returns(errCanceled), takeEnded().Returns(0, errCanceled), take().Returns(1, nil), takeEnded().Returns(0, errCanceled))
		checkEndedOnEntry(t)
	}))
	step.Bubble("a Queue that one goroutine uses at random is first in, first out", drained(func(t *exercise.T) {
		for _, limit := range []int{1, 2, 3, 8, 17} {
			queueOf(limit).Random(t, 40, 60, queueCalls)
		}
	}))
	step.Row("elements may be of any type", checkAnyQueue)
	step.Row("two Queues share nothing, so the methods of ctx may use another Queue", checkContextUsesAnother)

	step.Bubble("Put waits for room and goes on when there is room", drained(func(t *exercise.T) { checkWaits(t, putSide) }))
	step.Bubble("Take waits for an element and goes on when there is one", drained(func(t *exercise.T) { checkWaits(t, takeSide) }))
	step.Bubble("after each Put, exactly one waiting Take returns", drained(checkOneByOne))
	step.Bubble("as many waiting Takes go on as there are elements", drained(func(t *exercise.T) { checkBurst(t, takeSide) }))
	step.Bubble("as many waiting Puts go on as there is room for", drained(func(t *exercise.T) { checkBurst(t, putSide) }))
	step.Bubble("a waiting call is blocked and does not poll", drained(checkBlocked))
	step.Bubble("if ctx ends, a waiting call returns ctx.Err() and stores or takes nothing", drained(checkEndsWhileWaiting))
	step.Bubble("Close wakes every waiting call", drained(checkCloseWakes))
	step.Bubble("no element is lost if the ctx of a Take ends", drained(func(t *exercise.T) { checkCancelled(t, takeSide) }))
	step.Bubble("no room is lost if the ctx of a Put ends", drained(func(t *exercise.T) { checkCancelled(t, putSide) }))
	step.Row("a call notices an element, room, Close or the end of ctx that comes just before it waits", checkJustBeforeWait)
	step.Bubble("a Put that is waiting when the Queue is closed returns ErrClosed and stores nothing, even if a Take then makes room", drained(checkCloseThenTake))
	step.Bubble("after Close, a waiting Take returns ErrClosed only if the Queue is empty", drained(checkPutThenClose))
	step.Bubble("if room and Close come together, a waiting Put stores its element and returns nil, or stores nothing and returns ErrClosed", drained(checkTakeThenClose))
	step.Bubble("if Close and the end of ctx come together, a waiting call returns one of the two errors", drained(func(t *exercise.T) { checkCloseAndEnd(t, takeSide); checkCloseAndEnd(t, putSide) }))
	step.Bubble("concurrent calls answer as if they were made one after another, in some order", drained(checkLinearizable))
	step.Bubble("no goroutine is left when a Queue is closed and empty", drained(checkNoneLeft))
	step.Row("no element is lost or taken twice, and each producer's order holds", func(t *exercise.T) { rounds(t, 20, false, false) })
	step.Row("no element is lost or taken twice while calls give up because their ctx ends", func(t *exercise.T) { rounds(t, 20, true, false) })
	step.Row("no element is lost or taken twice if the Queue is closed early", func(t *exercise.T) { rounds(t, 20, false, true) })
	step.Row("Put stores nothing after Close", checkCloseWalk)
	step.Row("no element is lost or taken twice if calls give up and the Queue is closed early", func(t *exercise.T) { rounds(t, 20, true, true) })
	step.Row("no element is lost or taken twice while many goroutines compete for the Queue", crowded)
	step.Row("no element is lost or taken twice if goroutines put and take at the same moments", checkWalk)
	step.Bubble("no call waits forever if other calls give up and the Queue is closed", drained(func(t *exercise.T) {
		rounds(t, 10, true, false)
		rounds(t, 10, true, true)
	}))
	step.Row("the garbage collector can free an element whose Put returned an error", checkRefusedCollectable)
	step.Row("a Queue does not need more memory as more elements pass through it", checkQueueSteady)
	step.Bubble("calls that wait and give up leave no memory behind", drained(checkGivenUpSteady))
	step.Row("Put, Take and Len cost the same in a large Queue as in a small one", checkQueueFlat)
	step.Row("a Queue of 70,000 elements works like a small one", checkLargeQueue)
}
