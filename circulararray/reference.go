//go:build !stub

package circulararray

import (
	"fmt"
	"slices"
)

// Array is an array that can be rotated: a fixed number of elements at the indices from 0 to Len−1.
//
// The zero Array is empty: its length is 0. An Array must not be copied. It is not safe for concurrent
// use. Two Arrays share nothing.
//
// Len, At, Set and Rotate take O(1) time, amortized over many calls. [New], [Of] and Slice take O(Len)
// time. A loop takes O(1) time to begin, and O(1) time for each round.
type Array[T any] struct {
	// Rotate moves no element. It only moves head, the place of index 0. From there the elements go on
	// to the end of the slice, and then from its start: they are two plain slices, one after the other.
	items []T
	head  int // place of index 0: 0 <= head < len(items), or 0 if there are no items
}

// New returns an Array of n zero values. If n is negative, New panics with a message of your choice. If
// the elements take no memory, n may be as large as math.MaxInt: New[struct{}](math.MaxInt) works.
func New[T any](n int) *Array[T] {
	if n < 0 {
		panic(fmt.Sprintf("circulararray: length is %d, want at least 0", n))
	}
	return &Array[T]{items: make([]T, n)}
}

// Of returns an Array of the items, in their order. It copies the items: if they come from a slice, the
// Array and that slice share nothing.
func Of[T any](items ...T) *Array[T] {
	return &Array[T]{items: slices.Clone(items)}
}

// Len returns the number of elements.
func (a *Array[T]) Len() int { return len(a.items) }

// At returns the element at index i. If i is negative or not less than Len, At panics.
// The message contains both i and Len.
func (a *Array[T]) At(i int) T { return a.items[a.checkedPlace(i)] }

// Set stores v at index i and changes no other element. If i is out of range, Set panics as [Array.At]
// does and changes nothing.
func (a *Array[T]) Set(i int, v T) { a.items[a.checkedPlace(i)] = v }

// Rotate moves every element k positions towards the front. Elements that leave at the front come back in
// at the back. Afterwards index i holds the element that was at (i+k) mod Len, where mod never gives a
// negative number. Rotate(1) turns a b c d into b c d a, and Rotate(-1) turns it into d a b c.
//
// k may be any int, also math.MinInt and math.MaxInt. Rotate(a) followed by Rotate(b) rotates by the
// exact sum of a and b, even if an int cannot hold that sum. Rotating an empty Array does nothing.
func (a *Array[T]) Rotate(k int) {
	// The element at index k comes to the front: its place is the new head.
	if n := len(a.items); n > 0 {
		a.head = a.checkedPlace(mod(k, n))
	}
}

// Slice returns the elements in order, in a new slice that shares nothing with the Array. If the Array
// is empty, the slice may be nil.
func (a *Array[T]) Slice() []T {
	first, second := a.runs()
	return slices.Concat(first, second)
}

// checkedPlace returns the place of index i in items. If i is out of range, it panics.
func (a *Array[T]) checkedPlace(i int) int {
	checkIndex(i, len(a.items))
	untilEnd := len(a.items) - a.head
	if i < untilEnd {
		return a.head + i
	}
	return i - untilEnd // not head+i-len: head+i may overflow
}

// runs returns the elements in order as two slices: the second one follows the first.
func (a *Array[T]) runs() (first, second []T) {
	return a.items[a.head:], a.items[:a.head]
}

// mod returns k mod n as in mathematics: it is from 0 to n−1, even for a negative k. A division is slow, so mod
// divides only if adding n once is not enough.
func mod(k, n int) int {
	if k < -n || k >= n {
		k %= n
	}
	if k < 0 {
		k += n
	}
	return k
}

// checkIndex panics unless i is an index of n elements.
func checkIndex(i, n int) {
	if i < 0 || i >= n {
		panic(outOfRange{index: i, length: n})
	}
}

// outOfRange is the panic value for an index out of range. Its text is made only when it is read. Otherwise At and Set
// of a Ring would be too large to be inlined: see the output of go build -gcflags=-m for a program that calls them.
type outOfRange struct{ index, length int }

func (e outOfRange) Error() string {
	return fmt.Sprintf("circulararray: index %d out of range with length %d", e.index, e.length)
}
