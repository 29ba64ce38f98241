package circulararray_test

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"strings"

	"github.com/stretchr/testify/require"

	"github.com/oodkit/oodkit/circulararray"
	"github.com/oodkit/oodkit/internal/exercise"
)

// This file has the longer checks of steps 1 to 3, which are about the Array.

// arrayNew returns a script of calls on an Array that New made.
func arrayNew(n int) script {
	return scriptOf(fmt.Sprintf("c := circulararray.New[int](%d)", n), func() (*subject, *model) {
		return &subject{circular: circulararray.New[int](n)}, newModel(0, 0, make([]int, n)...)
	})
}

// arrayZero returns a script of calls on a zero Array.
func arrayZero() script {
	return scriptOf("c := new(circulararray.Array[int])", func() (*subject, *model) {
		return &subject{circular: new(circulararray.Array[int])}, newModel(0, 0)
	})
}

// A source makes random calls.
type source = func(r *rand.Rand) op

// oneOf returns a source that takes each call from one of the others.
func oneOf(sources ...source) source {
	return func(r *rand.Rand) op { return sources[r.IntN(len(sources))](r) }
}

func some(f func() op) source { return func(*rand.Rand) op { return f() } }

// upTo returns a source of calls with a random number from −1 to n+1.
func upTo(n int, f func(int) op) source { return func(r *rand.Rand) op { return f(r.IntN(n+3) - 1) } }

// value returns a source of calls with a random element.
func value(f func(int) op) source { return func(r *rand.Rand) op { return f(1 + r.IntN(99)) } }

func someSet(n int) source { return func(r *rand.Rand) op { return set(r.IntN(n+3)-1, 1+r.IntN(99)) } }

// someRotate rotates by a small, large or extreme number of positions.
func someRotate(r *rand.Rand) op {
	return rotate([]int{1, -1, 2, -2, 3, -3, 7, -8, 20, 64, -1000, 0,
		math.MinInt, math.MinInt + 1, math.MaxInt, math.MaxInt - 1, math.MaxInt / 2, math.MinInt / 2}[r.IntN(18)])
}

// either makes each call of a source on a random one of a pair.
func either(next source) source {
	return func(r *rand.Rand) op {
		if o := next(r); r.IntN(2) == 0 {
			return o
		} else {
			return onOther(o)
		}
	}
}

// loopsOfPair makes calls on both of a pair, and loops over one of them whose bodies call both.
func loopsOfPair(n int, next source) source {
	return oneOf(either(next), loops(n, either(next)))
}

// arrayCalls are the calls of step 1 on an Array of n elements, and rotatedCalls those of step 2.
func arrayCalls(n int) source {
	return oneOf(some(length), some(slice), upTo(n, at), someSet(n), someSet(n))
}

func rotatedCalls(n int) source { return oneOf(arrayCalls(n), arrayCalls(n), someRotate) }

// anyArray checks the calls for every index of Arrays of several lengths, at every rotation.
func anyArray(t *exercise.T, calls func(d direction, i int) []op) {
	for _, d := range directions {
		for n := range 7 {
			for k := range max(n, 1) {
				for i := range max(n, 1) {
					arrayOf(exercise.UpTo(n)...).Check(t, join(rotate(k), calls(d, i))...)
					arrayNew(n).Check(t, join(rotate(k), calls(d, i))...)
				}
			}
		}
	}
}

// outside are calls with indices that are out of range for n elements.
func outside(n int) []op {
	var ops []op
	for _, i := range []int{-1, -2, -n, -n - 1, n, n + 1, n + 4, 2 * n, 400, math.MinInt, math.MinInt + 1, math.MaxInt, math.MaxInt - 1} {
		ops = append(ops, at(i), set(i, 7))
	}
	return join(ops, slice())
}

// extremes are numbers of positions whose sums overflow.
var extremes = []int{math.MinInt, math.MinInt + 1, math.MinInt + 2, math.MinInt / 2,
	math.MaxInt, math.MaxInt - 1, math.MaxInt - 2, math.MaxInt / 2}

func checkAnyType(t *exercise.T) {
	names := circulararray.New[string](2)
	names.Set(1, "b")
	require.Equal(t, []string{"", "b"}, names.Slice(), "c := circulararray.New[string](2); c.Set(1, \"b\"); c.Slice()")

	x, y := new(int), new(int) // equal, but not the same
	pointers := circulararray.Of(x, y)
	require.Same(t, y, pointers.At(1), "x, y := new(int), new(int); circulararray.Of(x, y).At(1)")
	pointers.Set(1, x)
	require.Same(t, x, pointers.At(1), "x, y := new(int), new(int); c := circulararray.Of(x, y); c.Set(1, x); c.At(1)")

	floats := circulararray.Of(math.NaN(), 0)
	floats.Set(1, math.Copysign(0, -1))
	require.True(t, math.IsNaN(floats.At(0)) && math.Signbit(floats.At(1)), "c := circulararray.Of(math.NaN(), 0); c.Set(1, math.Copysign(0, -1)): the elements must be NaN and negative zero, got %v and %v", floats.At(0), floats.At(1))
	t.Doing("circulararray.Of[any] of values that cannot be compared")
	incomparable := circulararray.Of[any]([]int{1}, map[int]int{2: 3}, nil)
	incomparable.Set(2, []int{4})
	require.Equal(t, []any{[]int{1}, map[int]int{2: 3}, []int{4}}, incomparable.Slice(), "c := circulararray.Of[any]([]int{1}, map[int]int{2: 3}, nil); c.Set(2, []int{4}); c.Slice()")

	lists := circulararray.Of([]int{1}, []int{2}) // a type without ==
	lists.Set(1, nil)
	require.Equal(t, [][]int{{1}, nil}, lists.Slice(), "c := circulararray.Of([]int{1}, []int{2}); c.Set(1, nil); c.Slice()")
}

// checkLargeArray checks an Array of 70,000 elements that is rotated by k.
func checkLargeArray(t *exercise.T, k int) {
	const n = 70_000
	a, code := circulararray.Of(exercise.UpTo(n)...), "c := circulararray.Of(...), of 1 to 70,000"
	if k != 0 {
		code += fmt.Sprintf("; c.Rotate(%d)", k)
		a.Rotate(k)
	}
	want := func(i int) int { return ((i+k)%n+n)%n + 1 }
	got := a.Slice()
	require.Len(t, got, n, code+"; c.Slice()")
	for i := range n {
		if v, w := a.At(i), want(i); v != w || got[i] != w {
			t.Fatalf("%s: c.At(%d) = %d and c.Slice()[%d] = %d, want %d", code, i, v, i, got[i], w)
		}
	}
	for _, i := range []int{0, 255, 256, 1024, 65_535, 65_536, n - 1} {
		a.Set(i, -i)
		require.Equal(t, -i, a.At(i), "%s; c.Set(%d, %d); c.At(%d)", code, i, -i, i)
	}
}

// checkLongest rotates the longest possible Array. Its elements take no memory.
func checkLongest(t *exercise.T) {
	a := circulararray.New[struct{}](math.MaxInt)
	code := []string{"c := circulararray.New[struct{}](math.MaxInt)"}
	for _, k := range []int{0, 1, -1, math.MaxInt - 1, math.MaxInt, math.MinInt, math.MaxInt / 2, math.MinInt / 2, 12345, math.MinInt + 1, -2} {
		code = append(code, fmt.Sprintf("c.Rotate(%s)", exercise.IntText(k)))
		t.Doing(strings.Join(code, "; ") + "; c.At and c.Set at 0 and c.Len()-1")
		a.Rotate(k)
		for _, i := range []int{0, math.MaxInt / 2, a.Len() - 1} {
			a.At(i)
			a.Set(i, struct{}{})
		}
	}
	require.Equal(t, math.MaxInt, a.Len(), "circulararray.New[struct{}](math.MaxInt).Len()")
}

// checkLongestLoops begins loops over the longest possible Array.
func checkLongestLoops(t *exercise.T) {
	const n, rounds = math.MaxInt, 4
	for _, k := range []int{0, 1, 5, n / 2, n - 2, -3} {
		a := circulararray.New[struct{}](n)
		a.Rotate(k)
		code := fmt.Sprintf("c := circulararray.New[struct{}](math.MaxInt); c.Rotate(%s)", exercise.IntText(k))
		for _, way := range []struct {
			name  string
			seq   iter.Seq2[int, struct{}]
			first int
			step  int
		}{{"c.All()", a.All(), 0, 1}, {"c.Backward()", a.Backward(), n - 1, -1}} {
			t.Doing(code + "; for i := range " + way.name + ", up to round 4")
			want := way.first
			for i := range way.seq {
				if i != want {
					t.Fatalf("%s; a loop over %s yields index %s, want %s", code, way.name, exercise.IntText(i), exercise.IntText(want))
				}
				if want += way.step; want == way.first+rounds*way.step {
					break
				}
			}
		}
	}
}
