package circulararray_test

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/oodkit/oodkit/circulararray"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The checks of steps 1 and 2.

func checkNew(t *exercise.T) {
	for _, n := range []int{0, 1, 2, 3, 8, 100} {
		a := circulararray.New[int](n)
		if got := a.Len(); got != n {
			t.Fatalf("circulararray.New[int](%d).Len() = %d, want %d", n, got, n)
		}
		wantSlice(t, fmt.Sprintf("circulararray.New[int](%d)", n), a, make([]int, n))
		for i := range n {
			if got := a.At(i); got != 0 {
				t.Fatalf("circulararray.New[int](%d).At(%d) = %d, want 0", n, i, got)
			}
		}
	}
}

// wantSlice fails t unless the elements of x, which code made, are those wanted.
func wantSlice[T comparable](t *exercise.T, code string, x interface{ Slice() []T }, want []T) {
	if got := x.Slice(); !slices.Equal(got, want) {
		t.Fatalf("%s: Slice() = %v, want %v", code, got, want)
	}
}

func checkZeroArray(t *exercise.T) {
	var a circulararray.Array[int]
	if got := a.Len(); got != 0 {
		t.Fatalf("var a circulararray.Array[int]; a.Len() = %d, want 0", got)
	}
	wantSlice(t, "var a circulararray.Array[int]", &a, []int{})
}

func checkOfCopies(t *exercise.T) {
	items := []int{1, 2, 3}
	a := circulararray.Of(items...)
	items[0] = 99
	wantSlice(t, "items := []int{1, 2, 3}; a := circulararray.Of(items...); items[0] = 99", a, []int{1, 2, 3})
	a.Set(1, 77)
	if want := []int{99, 2, 3}; !slices.Equal(items, want) {
		t.Errorf("items := []int{1, 2, 3}; a := circulararray.Of(items...); items[0] = 99; a.Set(1, 77): items is %v, want %v", items, want)
	}
}

// checkSliceCopies checks that x and what its Slice returns share nothing. The elements of x are 1,
// 2 and so on, as code made them.
func checkSliceCopies(t *exercise.T, code string, x circular) {
	want := x.Slice()
	kept := slices.Clone(want)
	first, second := x.Slice(), x.Slice()
	first[0] = 99
	first[len(first)-1] = 98
	_ = append(first, 97, 96) // into the room behind, if there is any
	wantSlice(t, code+"; s := c.Slice(); setting s[0] and s[len(s)-1], and appending to s", x, want)
	if !slices.Equal(second, kept) {
		t.Fatalf("%s; s1, s2 := c.Slice(), c.Slice(); a change in s1 is seen in s2: %v, want %v", code, second, kept)
	}
	for i := range kept {
		x.Set(i, -1)
	}
	if !slices.Equal(second, kept) {
		t.Fatalf("%s; s := c.Slice(); c.Set(i, -1) for every i: s is %v, want %v, as it was", code, second, kept)
	}
}

func checkArraySliceCopies(t *exercise.T) {
	for _, n := range []int{1, 2, 3, 8} {
		checkSliceCopies(t, "c := circulararray.Of[int]("+commas(exercise.UpTo(n))+")", circulararray.Of(exercise.UpTo(n)...))
	}
}

// outside are indices that something of 13 elements does not have.
var outside = []int{-1, -2, -13, -14, 13, 14, 17, 26, 400, math.MinInt, math.MinInt + 1, math.MaxInt, math.MaxInt - 1}

// checkOutside checks that At and Set panic for indices outside of x, which has the elements 1 to
// 13, as code made it.
func checkOutside(t *exercise.T, code string, x circular) {
	want := x.Slice()
	for _, i := range outside {
		at := fmt.Sprintf("%s; c.At(%s)", code, intText(i))
		exercise.WantPanic(t, at, func() { x.At(i) }, strconv.Itoa(i), "13")
		set := fmt.Sprintf("%s; c.Set(%s, 7)", code, intText(i))
		exercise.WantPanic(t, set, func() { x.Set(i, 7) }, strconv.Itoa(i), "13")
		if t.Failed() {
			return
		}
		wantSlice(t, set+" panics, and changes nothing", x, want)
	}
}

func checkArrayOutside(t *exercise.T) {
	checkOutside(t, "c := circulararray.Of[int]("+commas(exercise.UpTo(13))+")", circulararray.Of(exercise.UpTo(13)...))
	for _, empty := range []struct {
		code string
		a    *circulararray.Array[int]
	}{
		{"new(circulararray.Array[int])", new(circulararray.Array[int])},
		{"circulararray.New[int](0)", circulararray.New[int](0)},
		{"circulararray.Of[int]()", circulararray.Of[int]()},
	} {
		for _, i := range []int{3, -3} {
			exercise.WantPanic(t, fmt.Sprintf("%s.At(%d)", empty.code, i), func() { empty.a.At(i) }, strconv.Itoa(i), "0")
			exercise.WantPanic(t, fmt.Sprintf("%s.Set(%d, 7)", empty.code, i), func() { empty.a.Set(i, 7) }, strconv.Itoa(i), "0")
		}
		exercise.WantPanic(t, empty.code+".At(0)", func() { empty.a.At(0) }, "0")
	}
}

// rotatedArray returns an Array of the elements 1 to n after c.Rotate(k), and the code of it.
func rotatedArray(n, k int) (a *circulararray.Array[int], code string) {
	a = circulararray.Of(exercise.UpTo(n)...)
	a.Rotate(k)
	return a, fmt.Sprintf("c := circulararray.Of[int](%s); c.Rotate(%s)", commas(exercise.UpTo(n)), intText(k))
}

func checkDirection(t *exercise.T) {
	for _, row := range []struct {
		k    int
		want string
	}{{0, "abcd"}, {1, "bcda"}, {2, "cdab"}, {3, "dabc"}, {4, "abcd"}, {-1, "dabc"}, {-2, "cdab"}, {-3, "bcda"}} {
		a := circulararray.Of("a", "b", "c", "d")
		a.Rotate(row.k)
		if got := a.At(0) + a.At(1) + a.At(2) + a.At(3); got != row.want {
			t.Fatalf(`a := circulararray.Of("a", "b", "c", "d"); a.Rotate(%d): the elements are %s, want %s`, row.k, got, row.want)
		}
	}
}

// checkEveryRotation checks every k up to twice the length, on arrays that have been rotated before.
func checkEveryRotation(t *exercise.T) {
	for n := 1; n <= 7; n++ {
		for before := range n {
			for k := -2*n - 1; k <= 2*n+1; k++ {
				arrayOf(exercise.UpTo(n)...).Check(t, calls(each(rotate, before, k), do(slice, length), each(at, 0, n-1, n))...)
			}
		}
	}
}

// extremes are numbers of places at which sums overflow.
var extremes = []int{math.MinInt, math.MinInt + 1, math.MinInt + 2, math.MinInt / 2,
	math.MaxInt, math.MaxInt - 1, math.MaxInt - 2, math.MaxInt / 2}

func checkExtremes(t *exercise.T) {
	for n := 1; n <= 9; n++ {
		for _, k := range extremes {
			arrayOf(exercise.UpTo(n)...).Check(t, calls(each(rotate, k), do(slice))...)
			arrayOf(exercise.UpTo(n)...).Check(t, calls(each(rotate, 1, k), do(slice))...)
		}
	}
}

func checkSums(t *exercise.T) {
	for n := 1; n <= 9; n++ {
		for _, a := range extremes {
			for _, b := range extremes {
				arrayOf(exercise.UpTo(n)...).Check(t, calls(each(rotate, a, b), do(slice), each(rotate, a, 1), do(slice))...)
			}
		}
	}
}

func checkRotateEmpty(t *exercise.T) {
	for _, k := range []int{0, 1, -1, math.MinInt, math.MaxInt} {
		arrayOf().Check(t, calls(each(rotate, k), do(length, slice))...)
		var zero circulararray.Array[int]
		zero.Rotate(k)
		if n := zero.Len(); n != 0 {
			t.Fatalf("var a circulararray.Array[int]; a.Rotate(%d); a.Len() = %d, want 0", k, n)
		}
	}
}

// checkSetRotated checks that Set and Slice take the indices that hold after Rotate.
func checkSetRotated(t *exercise.T) {
	for n := 1; n <= 5; n++ {
		for k := range n {
			for i := range n {
				arrayOf(exercise.UpTo(n)...).Check(t, calls(each(rotate, k), []call{{set, i, 77}}, each(at, i), do(slice), each(rotate, 1), do(slice))...)
			}
			a, code := rotatedArray(n, k)
			checkSliceCopies(t, code, a)
		}
	}
}

func checkRotatedOutside(t *exercise.T) {
	for _, k := range []int{1, 6, 12} {
		a, code := rotatedArray(13, k)
		checkOutside(t, code, a)
	}
}

func checkRotateKeepsCaller(t *exercise.T) {
	items := exercise.UpTo(5)
	circulararray.Of(items...).Rotate(2)
	if want := exercise.UpTo(5); !slices.Equal(items, want) {
		t.Errorf("items := []int{1, 2, 3, 4, 5}; circulararray.Of(items...).Rotate(2): items is %v, want %v", items, want)
	}
}

// checkLongest rotates the longest Array there can be. Its elements take no memory.
func checkLongest(t *exercise.T) {
	a := circulararray.New[struct{}](math.MaxInt)
	code := []string{"a := circulararray.New[struct{}](math.MaxInt)"}
	for _, k := range []int{0, 1, -1, math.MaxInt - 1, math.MaxInt, math.MinInt, math.MaxInt / 2, math.MinInt / 2, 12345, math.MinInt + 1, -2} {
		code = append(code, fmt.Sprintf("a.Rotate(%s)", intText(k)))
		t.Doing(strings.Join(code, "; ") + "; a.At and a.Set at 0 and a.Len()-1")
		a.Rotate(k)
		for _, i := range []int{0, a.Len() - 1} {
			a.At(i)
			a.Set(i, struct{}{})
		}
	}
	if n := a.Len(); n != math.MaxInt {
		t.Errorf("circulararray.New[struct{}](math.MaxInt).Len() = %d, want math.MaxInt", n)
	}
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
