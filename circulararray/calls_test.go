package circulararray_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/circulararray"
	"github.com/oodkit/oodkit/internal/exercise"
)

// What an Array or a Ring is asked is data: a sequence of calls.

type verb int

const (
	length verb = iota + 1
	at
	set
	slice
	rotate
	all
	backward
	pushBack
	pushFront
	popFront
	popBack
	front
	back
	capacity
	dropped
	clearAll
	resize
	nextRound // in a loop
	leave     // the loop
)

// call is one call on an Array or a Ring, as data.
type call struct {
	verb verb
	n    int // an index, a number of places, or a capacity
	v    int // a value
}

// goText gives the calls as Go: %[1]s stands for n, and %[2]d for v.
var goText = map[verb]string{
	length: "c.Len()", at: "c.At(%[1]s)", set: "c.Set(%[1]s, %[2]d)", slice: "c.Slice()",
	rotate: "c.Rotate(%[1]s)", all: "c.All()", backward: "c.Backward()",
	pushBack: "c.PushBack(%[2]d)", pushFront: "c.PushFront(%[2]d)", popFront: "c.PopFront()", popBack: "c.PopBack()",
	front: "c.Front()", back: "c.Back()", capacity: "c.Cap()", dropped: "c.Dropped()", clearAll: "c.Clear()",
	resize: "c.Resize(%[1]s)", nextRound: "// next round", leave: "break",
}

// String returns the call as Go.
func (c call) String() string {
	if text := goText[c.verb]; strings.Contains(text, "%") {
		return fmt.Sprintf(text, intText(c.n), c.v)
	}
	return goText[c.verb]
}

// intText returns k as Go.
func intText(k int) string {
	switch {
	case k == math.MinInt:
		return "math.MinInt"
	case k < math.MinInt/2:
		return fmt.Sprintf("math.MinInt+%d", k-math.MinInt)
	case k == math.MaxInt:
		return "math.MaxInt"
	case k > math.MaxInt/2:
		return fmt.Sprintf("math.MaxInt-%d", math.MaxInt-k)
	default:
		return fmt.Sprint(k)
	}
}

var arrayRules = map[verb]string{
	length:   "Len is the number of elements (step 1)",
	at:       "At returns the element at an index, and panics if there is none (step 1)",
	set:      "Set stores an element, and panics if the index is out of range (step 1)",
	slice:    "Slice returns the elements in order (step 1)",
	rotate:   "after Rotate(k) index i holds what was at (i+k) mod Len (step 2)",
	all:      "All yields the elements in order, with their indices (step 3)",
	backward: "Backward yields the elements from the last to the first, with their indices (step 3)",
}

var ringRules = map[verb]string{
	length:    "Len is the number of elements (step 4)",
	at:        "index 0 is the front, and an index from Len on is out of range (step 4)",
	set:       "Set stores an element, and panics if the index is out of range (step 4)",
	slice:     "Slice returns the elements from the front to the back (step 4)",
	rotate:    "after Rotate(k) index i holds what was at (i+k) mod Len (step 6)",
	all:       "All yields the elements from the front to the back, with their indices (step 4)",
	backward:  "Backward yields the elements from the back to the front, with their indices (step 4)",
	pushBack:  "PushBack adds at the back; a full Ring refuses, overwrites the front or grows (steps 4 and 5)",
	pushFront: "PushFront adds at the front; a full Ring refuses, overwrites the back or grows (steps 4 and 5)",
	popFront:  "PopFront removes the front, or returns false if the Ring is empty (step 4)",
	popBack:   "PopBack removes the back, or returns false if the Ring is empty (step 4)",
	front:     "Front returns the front and leaves it (step 4)",
	back:      "Back returns the back and leaves it (step 4)",
	capacity:  "Cap is what was asked for, or with Grow at least that (steps 4 and 5)",
	dropped:   "Dropped counts what Overwrite has dropped, and nothing else (step 5)",
	clearAll:  "Clear removes every element (step 4)",
	resize:    "Resize keeps the elements, and refuses a capacity that is too small with ErrCapacity (step 5)",
}

// mixed returns a source of random calls of the verbs given, on something of about size elements.
func mixed(size int, verbs ...verb) func(r *rand.Rand) call {
	return func(r *rand.Rand) call {
		c := call{verb: verbs[r.IntN(len(verbs))], v: 1 + r.IntN(99)}
		switch c.verb {
		case rotate:
			c.n = rotations[r.IntN(len(rotations))]
		case at, set, resize:
			c.n = r.IntN(size+3) - 1
		}
		return c
	}
}

// rotations are numbers of places, small, large and extreme.
var rotations = []int{1, -1, 2, -2, 3, -3, 7, -8, 64, -1000, 0,
	math.MinInt, math.MinInt + 1, math.MaxInt, math.MaxInt - 1, math.MaxInt / 2, math.MinInt / 2}

// simpler lists calls to try in place of c in a failing sequence.
func simpler(c call) []call {
	switch c.verb {
	case rotate:
		return []call{{rotate, 1, 0}, {rotate, -1, 0}}
	case at, set:
		return []call{{c.verb, 0, c.v}}
	}
	return nil
}

// arrayOf returns a script of calls on an Array of items.
func arrayOf(items ...int) exercise.Script[call] {
	return exercise.Script[call]{
		Setup: fmt.Sprintf("c := circulararray.Of[int](%s)", commas(items)),
		Play: exercise.CallByCall(func() func(call) *exercise.Mismatch {
			a, m := circulararray.Of(items...), &model{items: items}
			return func(c call) *exercise.Mismatch { return c.compare(a, m) }
		}),
		Rule:    func(c call) string { return arrayRules[c.verb] },
		Simpler: simpler,
	}
}

// ringOf returns a script of calls on an empty Ring, after as many pushes and pops as shift says.
func ringOf(limit int, mode circulararray.Mode, shift int) exercise.Script[call] {
	setup := fmt.Sprintf("c, _ := circulararray.NewRing[int](%d, circulararray.%v)", limit, mode)
	if shift > 0 {
		setup += fmt.Sprintf("\nfor range %d { c.PushBack(-1); c.PopFront() }", shift)
	}
	return exercise.Script[call]{
		Setup: setup,
		Play: exercise.CallByCall(func() func(call) *exercise.Mismatch {
			r, m := shifted(limit, mode, shift), &model{mode: mode, limit: limit}
			return func(c call) *exercise.Mismatch { return c.compare(r, m) }
		}),
		Rule:    func(c call) string { return ringRules[c.verb] },
		Simpler: simpler,
	}
}

// newRing returns a Ring for a capacity that is legal.
func newRing[T any](limit int, mode circulararray.Mode) *circulararray.Ring[T] {
	r, err := circulararray.NewRing[T](limit, mode)
	if err != nil {
		panic(fmt.Sprintf("NewRing(%d, %v) returned the error %v", limit, mode, err))
	}
	return r
}

// shifted returns an empty Ring whose front has moved on by shift places.
func shifted(limit int, mode circulararray.Mode, shift int) *circulararray.Ring[int] {
	r := newRing[int](limit, mode)
	for range shift {
		_ = r.PushBack(-1)
		r.PopFront()
	}
	return r
}

func commas(items []int) string {
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(items), " ", ", "), "[]")
}

// calls joins calls and lists of them.
func calls(parts ...[]call) []call { return slices.Concat(parts...) }

// do returns a call of each verb, for those that need no number.
func do(verbs ...verb) []call {
	var cs []call
	for _, v := range verbs {
		cs = append(cs, call{verb: v})
	}
	return cs
}

// each returns a call of v for each number, which is its index, its number of places or its capacity.
func each(v verb, numbers ...int) []call {
	var cs []call
	for _, n := range numbers {
		cs = append(cs, call{verb: v, n: n})
	}
	return cs
}

// push returns a push for each value.
func push(v verb, values ...int) []call {
	var cs []call
	for _, value := range values {
		cs = append(cs, call{verb: v, v: value})
	}
	return cs
}
