package circulararray_test

import (
	"errors"
	"testing"

	"github.com/oodkit/oodkit/circulararray"
	"github.com/oodkit/oodkit/internal/exercise"
)

var steps = exercise.NewSteps(7)

func TestStep1_Array(t *testing.T) {
	step := steps.Begin(t)
	step.Row("New(n) has n zero elements", checkNew)
	step.Row("Of holds the items in their order", func(t *exercise.T) {
		for n := range 6 {
			arrayOf(exercise.UpTo(n)...).Check(t, calls(do(length, slice), each(at, exercise.UpTo(n)...), each(at, 0))...)
		}
	})
	step.Row("a zero Array is empty", checkZeroArray)
	step.Row("Set stores an element at its index, and at no other", func(t *exercise.T) {
		for i := range 4 {
			arrayOf(1, 2, 3, 4).Check(t, calls([]call{{set, i, 7}}, each(at, 0, 1, 2, 3), do(slice, length), []call{{set, i, 0}}, do(slice))...)
		}
	})
	step.Row("elements may be of any type", func(t *exercise.T) {
		names := circulararray.New[string](2)
		names.Set(1, "b")
		wantSlice(t, `a := circulararray.New[string](2); a.Set(1, "b")`, names, []string{"", "b"})
		structs := circulararray.Of(struct{ a, b int }{1, 2})
		wantSlice(t, "circulararray.Of(struct{ a, b int }{1, 2})", structs, []struct{ a, b int }{{1, 2}})
	})
	step.Row("two Arrays share nothing", func(t *exercise.T) {
		a, b := circulararray.New[int](2), circulararray.New[int](2)
		a.Set(0, 7)
		wantSlice(t, "a, b := circulararray.New[int](2), circulararray.New[int](2); a.Set(0, 7); of b", b, []int{0, 0})
	})
	step.Row("Of copies the items", checkOfCopies)
	step.Row("Slice returns a copy", checkArraySliceCopies)
	step.Row("At and Set panic if the index is out of range, and name index and length", checkArrayOutside)
	step.Row("New panics if n is negative", func(t *exercise.T) {
		exercise.WantPanic(t, "circulararray.New[int](-1)", func() { circulararray.New[int](-1) })
		exercise.WantPanic(t, "circulararray.New[struct{}](-7)", func() { circulararray.New[struct{}](-7) })
	})
	step.Row("an Array is like a slice over random calls", func(t *exercise.T) {
		for n := range 6 {
			arrayOf(exercise.UpTo(n)...).Random(t, 20, 40, mixed(n, at, set, set, slice, length))
		}
	})
}

func TestStep2_Rotate(t *testing.T) {
	step := steps.Begin(t)
	step.Row("Rotate(1) makes bcda of abcd, and Rotate(-1) makes dabc", checkDirection)
	step.Row("Rotate of an empty Array does nothing", checkRotateEmpty)
	step.Row("after Rotate(k) index i holds what was at (i+k) mod Len", checkEveryRotation)
	step.Row("k may be math.MinInt, math.MaxInt and all between", checkExtremes)
	step.Row("Rotate(a) then Rotate(b) is Rotate(a+b), even where a+b overflows", checkSums)
	step.Row("At, Set and Slice go by the indices after Rotate", checkSetRotated)
	step.Row("Rotate does not change the slice that Of was given", checkRotateKeepsCaller)
	step.Row("after Rotate too At and Set panic if the index is out of range", checkRotatedOutside)
	step.Row("an Array is like a slice over random calls", func(t *exercise.T) {
		for n := range 8 {
			arrayOf(exercise.UpTo(n)...).Random(t, 40, 60, mixed(n, rotate, rotate, rotate, at, set, slice, length))
		}
	})
	step.Row("an Array of math.MaxInt elements rotates", checkLongest)
	step.Row("Rotate, At and Set cost the same in a large Array as in a small one", checkRotateFlat)
}

func TestStep3_Iteration(t *testing.T) {
	step := steps.Begin(t)
	step.Row("All yields the elements in order and Backward in reverse, with their indices", func(t *exercise.T) {
		forLoops(t, arrays(), checkOrder)
		for _, d := range directions {
			if got := pairs(d.seq(new(circulararray.Array[int]))); got != "[]" {
				t.Errorf("var c circulararray.Array[int]; c.%s yields %s, want nothing", d.name, got)
			}
		}
	})
	step.Row("a loop that is left by break stops the sequence", func(t *exercise.T) { forLoops(t, arrays(), checkBreak) })
	step.Row("the same sequence can be ranged over again", func(t *exercise.T) { forLoops(t, arrays(), checkAgain) })
	step.Row("the order is that of the moment when the loop begins", func(t *exercise.T) { forLoops(t, arrays(), checkRotateBeforeLoop) })
	step.Row("loops can be nested", func(t *exercise.T) { forLoops(t, arrays(), checkNested) })
	step.Row("a Set ahead of the loop is seen", func(t *exercise.T) { forLoops(t, arrays(), checkSetAhead) })
	step.Row("a Rotate in the body does not disturb the loop", func(t *exercise.T) { forLoops(t, arrays(), checkRotateInLoop) })
	step.Row("a loop goes by the order when it began, and present elements, over random changes", checkRandomLoops)
}

func TestStep4_BoundedRing(t *testing.T) {
	step := steps.Begin(t)
	step.Row("NewRing returns an empty Ring of the Cap asked for", checkNewRing)
	step.Row("NewRing refuses a capacity below 1 with ErrCapacity", func(t *exercise.T) { wantErrCapacity(t, reject, 0, -1, -8) })
	step.Row("NewRing panics for a Mode that there is not", checkOtherModes)
	step.Row("an empty Ring has nothing to pop and no ends", checkEmptyRing)
	for _, row := range ringScripts {
		step.Row(row.name, func(t *exercise.T) { checkAnywhere(t, reject, row.calls) })
	}
	step.Row("a full Ring refuses with ErrFull and keeps everything", checkFullRefuses)
	step.Row("full and empty are told apart, wherever the Ring wraps around", checkFullAndEmpty)
	step.Row("At and Set panic if the index is out of range, and name index and Len", checkRingOutside)
	step.Row("Slice returns a copy", checkRingSliceCopies)
	step.Row("a Ring is like a slice over random calls and many wraps", checkBoundedRandom)
	step.Row("All yields the elements from the front and Backward from the back, with their indices",
		func(t *exercise.T) { forLoops(t, rings(reject), checkOrder) })
	step.Row("a loop that is left by break stops the sequence", func(t *exercise.T) { forLoops(t, rings(reject), checkBreak) })
	step.Row("the same sequence can be ranged over again", func(t *exercise.T) { forLoops(t, rings(reject), checkAgain) })
	step.Row("loops can be nested", func(t *exercise.T) { forLoops(t, rings(reject), checkNested) })
	step.Row("a Set ahead of the loop is seen", func(t *exercise.T) { forLoops(t, rings(reject), checkSetAhead) })
	step.Row("a loop over a Ring that its body changes panics", func(t *exercise.T) { checkLoopPanics(t, reject, 4, 3, mustPanic) })
	step.Row("a loop over a Ring that a loop in its body changes panics", checkInnerChange)
	step.Row("a loop over a Ring does not panic for a push that is refused", checkRefusedPushes)
	step.Row("a loop over a Ring does not panic for calls that only look", checkLooksInLoop)
	step.Row("a loop over a Ring that changes it and breaks does not panic", checkChangeAndBreak)
	step.Row("a loop that begins after a change does not panic", checkLoopAfterChange)
	step.Row("pushes and pops cost the same in a large Ring as in a small one", func(t *exercise.T) { checkPushFlat(t, reject) })
}

func TestStep5_OverwriteAndGrow(t *testing.T) {
	step := steps.Begin(t)
	step.Row("NewRing takes capacity 0 for Grow only", func(t *exercise.T) {
		wantErrCapacity(t, overwrite, 0, -1)
		wantErrCapacity(t, growing, -1, -8)
		checkGrowFromZero(t)
	})
	step.Row("PushBack to a full Ring that overwrites drops the front", func(t *exercise.T) { checkOverwrite(t, pushBack) })
	step.Row("PushFront to a full Ring that overwrites drops the back", func(t *exercise.T) { checkOverwrite(t, pushFront) })
	step.Row("both ends of a full Ring overwrite", checkOverwriteBothEnds)
	step.Row("Dropped counts what was overwritten", checkDropped)
	step.Row("Dropped does not count what is refused, popped or cleared", checkNothingDropped)
	step.Row("Clear and Resize leave Dropped", checkDroppedSurvives)
	step.Row("a Ring that grows keeps its order, wherever it wraps around", checkGrowth)
	step.Row("a Ring that grows keeps its order when it is full", checkGrowthAtFull)
	step.Row("a Ring that grows refuses nothing, and Cap is at least Len", checkManyPushes)
	step.Row("n pushes to a Ring that grows allocate memory in proportion to n", checkGrowthCost)
	step.Row("Resize keeps the elements and their order, and sets Cap", checkResize)
	step.Row("Resize refuses a capacity below Len with ErrCapacity, and changes nothing", checkResizeRefused)
	step.Row("Resize(0) is for Grow only", checkResizeZero)
	for _, row := range ringScripts {
		step.Row(row.name+", in every mode", func(t *exercise.T) {
			checkAnywhere(t, overwrite, row.calls)
			checkAnywhere(t, growing, row.calls)
		})
	}
	step.Row("what was pushed was popped, is there, was dropped or was cleared", checkConserved)
	step.Row("in every mode a Ring is like a slice over random calls", checkModesRandom)
	step.Row("a loop over a Ring panics for a push that drops, and for one that grows", func(t *exercise.T) {
		checkLoopPanics(t, overwrite, 3, 3, pushes)
		checkLoopPanics(t, growing, 3, 3, pushes)
		checkLoopPanics(t, growing, 4, 4, pushes)
	})
	step.Row("a loop over a Ring panics for a Resize that changes Cap", checkResizeInLoop)
	step.Row("a loop over a Ring does not panic for a Resize that is refused", checkRefusedResize)
	step.Row("pushes that drop cost the same in a large Ring as in a small one", checkDropFlat)
}

func TestStep6_RingRotateAndHygiene(t *testing.T) {
	step := steps.Begin(t)
	step.Row("Rotate moves the elements at any fill, and nothing else changes", checkRingRotation)
	step.Row("k may be math.MinInt, math.MaxInt and all between", checkRingExtremes)
	step.Row("Rotate moves long runs of elements too", checkLongRotation)
	step.Row("a Ring is like a slice over random calls, Rotate among them", checkRotateRandom)
	step.Row("a loop over a Ring that its body rotates panics", checkRingRotateInLoop)
	for _, way := range forgotten {
		step.Row("an element can be collected that was "+way.name, func(t *exercise.T) { checkForgotten(t, way.make) })
	}
	step.Row("an element can be collected that was rotated with many others and popped", checkManyRotatedForgotten)
	step.Row("an element can be collected that was dropped", checkDroppedForgotten)
	step.Row("an element can be collected that was moved by growth and popped", checkGrownForgotten)
	step.Row("Rotate of a full Ring costs the same for a large one as for a small one", checkFullRotateFlat)
	step.Row("Rotate by a few places, either way, costs the same in a large Ring as in a small one", checkShortRotateFlat)
	step.Row("Rotate costs the same whatever Cap is", checkRotateIgnoresCap)
}

func TestStep7_ProducersAndConsumers(t *testing.T) {
	step := steps.Begin(t)
	step.Row("NewQueue refuses a capacity below 1 with ErrCapacity", func(t *exercise.T) {
		for _, capacity := range []int{0, -1} {
			if _, err := circulararray.NewQueue[int](capacity); !errors.Is(err, circulararray.ErrCapacity) {
				t.Errorf("circulararray.NewQueue[int](%d) returned the error %v, want ErrCapacity", capacity, err)
			}
		}
	})
	step.Bubble("a Queue is first in, first out, over random calls of one goroutine", checkQueueRandom)
	step.Bubble("Put waits for room and goes on when there is some", checkPutWaits)
	step.Bubble("Take waits for an element and goes on when there is one", checkTakeWaits)
	step.Bubble("a Put wakes a Take that waits, one after another", checkOneByOne)
	step.Bubble("as many Takes go on as there are elements", checkBurst)
	step.Bubble("as many Puts go on as there is room", checkBurstOfTakes)
	step.Bubble("a ctx that has ended wins on entry, and nothing is stored or taken", checkEndedOnEntry)
	step.Bubble("when ctx ends a call that waits returns its error, and nothing is stored or taken", checkEndsWhileWaiting)
	step.Bubble("after Close Put returns ErrClosed, Take what is left and then ErrClosed, and Close does nothing", checkAfterClose)
	step.Bubble("Close wakes everybody who waits", checkCloseWakes)
	step.Bubble("an element is not lost on a Take whose ctx ends", checkCancelledTake)
	step.Bubble("room is not lost on a Put whose ctx ends", checkCancelledPut)
	step.Row("a call that waits does not miss the end of its ctx, whenever that comes", checkLookedAt)
	step.Row("a Take does not miss a Put, nor a Put a Take, that comes just before it waits", checkMeanwhile)
	step.Bubble("a Put that waits at Close returns ErrClosed and stores nothing", checkCloseThenTake)
	step.Bubble("a Take that waits at Close returns ErrClosed only if the Queue is empty", checkPutThenClose)
	step.Bubble("a Put that meets room and Close at once tells the truth", checkTakeThenClose)
	step.Row("nothing is lost or doubled, and each producer's order holds", func(t *exercise.T) { rounds(t, 20, false, false) })
	step.Row("nothing is lost or doubled when ctxs end meanwhile", func(t *exercise.T) { rounds(t, 20, true, false) })
	step.Row("nothing is lost or doubled when the Queue is closed meanwhile", func(t *exercise.T) { rounds(t, 20, false, true) })
	step.Row("nothing is lost or doubled when ctxs end and the Queue is closed meanwhile", func(t *exercise.T) { rounds(t, 20, true, true) })
	step.Row("nothing is lost or doubled when many goroutines want the lock", crowded)
	step.Bubble("nobody waits for ever, whoever gives up and whenever the Queue is closed", func(t *exercise.T) {
		rounds(t, 10, true, false)
		rounds(t, 10, true, true)
	})
}
