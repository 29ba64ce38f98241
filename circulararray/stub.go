//go:build stub

package circulararray

import (
	"context"
	"iter"
)

// Array is an array that can be rotated: a fixed number of elements at the indices from 0 to Len−1.
//
// The zero Array is empty: it has length 0. An Array must not be copied after its first use, and it
// is not safe for concurrent use.
//
// Len, At, Set and Rotate take constant time.
type Array[T any] struct {
	// Your fields go here.
}

// New returns an Array of n elements that are zero values. It panics if n is negative.
func New[T any](n int) *Array[T] {
	panic("not implemented: New")
}

// Of returns an Array of the items, in their order. It copies them: if they come from a slice, the
// Array and that slice share nothing.
func Of[T any](items ...T) *Array[T] {
	panic("not implemented: Of")
}

// Len returns the number of elements.
func (a *Array[T]) Len() int {
	panic("not implemented: Array.Len")
}

// At returns the element at index i. Like a slice it panics if i is negative or not less than Len,
// with a message that names both i and Len.
func (a *Array[T]) At(i int) T {
	panic("not implemented: Array.At")
}

// Set stores v at index i. It panics as [Array.At] does.
func (a *Array[T]) Set(i int, v T) {
	panic("not implemented: Array.Set")
}

// Rotate moves every element k places towards the front, around the end: afterwards index i holds
// what was at (i+k) mod Len. Rotate(1) makes b c d a of a b c d, and Rotate(-1) makes d a b c.
//
// k may be any int. Rotate(a) and then Rotate(b) do what Rotate(a+b) would do if there were no
// largest int. Rotating an empty Array does nothing.
func (a *Array[T]) Rotate(k int) {
	panic("not implemented: Array.Rotate")
}

// All returns a sequence over the indices and elements, from index 0 to Len−1. It can be ranged over
// again, and several loops may run over one Array at a time.
//
// A loop goes through the elements in the order that they have when it begins, with the indices that
// they have then. Its body may change the Array. An element that is set before the loop reaches it
// is yielded with its new value. Rotate does not disturb the loop: it goes on in the old order, with
// the old indices.
func (a *Array[T]) All() iter.Seq2[int, T] {
	panic("not implemented: Array.All")
}

// Backward returns a sequence like that of [Array.All], from index Len−1 to 0.
func (a *Array[T]) Backward() iter.Seq2[int, T] {
	panic("not implemented: Array.Backward")
}

// Slice returns the elements in order, in a new slice that shares nothing with the Array.
func (a *Array[T]) Slice() []T {
	panic("not implemented: Array.Slice")
}

// Ring is a double-ended queue: elements are pushed and popped at the front and at the back. They
// can be reached by index too; index 0 is the front, and Len−1 the back.
//
// A Ring comes from [NewRing]: its zero value is not ready to use. It must not be copied, and it is
// not safe for concurrent use: see [Queue].
//
// Pushing, popping and reaching an element take constant time, a push with [Grow] amortized over the
// growth. The Ring keeps no reference to an element that was popped, dropped, cleared or replaced.
type Ring[T any] struct {
	// Your fields go here.
}

// NewRing returns an empty Ring with room for capacity elements. The capacity must be at least 1, or
// 0 if m is [Grow]; if it is less, the error is [ErrCapacity]. NewRing panics if m is none of the
// modes.
func NewRing[T any](capacity int, m Mode) (*Ring[T], error) {
	panic("not implemented: NewRing")
}

// PushBack adds v at the back. If the Ring is full, what happens depends on its mode. [Reject]: the
// error is [ErrFull] and nothing changes. [Overwrite]: the element at the front is dropped. [Grow]:
// room is made.
func (r *Ring[T]) PushBack(v T) error {
	panic("not implemented: Ring.PushBack")
}

// PushFront adds v at the front. If the Ring is full it does as [Ring.PushBack] does, but it is the
// element at the back that [Overwrite] drops.
func (r *Ring[T]) PushFront(v T) error {
	panic("not implemented: Ring.PushFront")
}

// PopFront removes the element at the front and returns it, or returns a zero value and false if the
// Ring is empty.
func (r *Ring[T]) PopFront() (v T, ok bool) {
	panic("not implemented: Ring.PopFront")
}

// PopBack removes the element at the back and returns it, or returns a zero value and false if the
// Ring is empty.
func (r *Ring[T]) PopBack() (v T, ok bool) {
	panic("not implemented: Ring.PopBack")
}

// Front returns the element at the front, or a zero value and false if the Ring is empty.
func (r *Ring[T]) Front() (v T, ok bool) {
	panic("not implemented: Ring.Front")
}

// Back returns the element at the back, or a zero value and false if the Ring is empty.
func (r *Ring[T]) Back() (v T, ok bool) {
	panic("not implemented: Ring.Back")
}

// Len returns the number of elements.
func (r *Ring[T]) Len() int {
	panic("not implemented: Ring.Len")
}

// Cap returns the number of elements that there is room for: exactly what [NewRing] or [Ring.Resize]
// was asked for last, or with [Grow] at least that.
func (r *Ring[T]) Cap() int {
	panic("not implemented: Ring.Cap")
}

// Dropped returns how many elements the Ring has dropped, to take others, since it was made.
func (r *Ring[T]) Dropped() int {
	panic("not implemented: Ring.Dropped")
}

// At returns the element at index i. Like a slice it panics if i is negative or not less than Len,
// with a message that names both i and Len.
func (r *Ring[T]) At(i int) T {
	panic("not implemented: Ring.At")
}

// Set stores v at index i. It panics as [Ring.At] does.
func (r *Ring[T]) Set(i int, v T) {
	panic("not implemented: Ring.Set")
}

// All returns a sequence over the indices and elements, from index 0, the front, to Len−1. It can be
// ranged over again, and several loops may run over one Ring at a time.
//
// The body of the loop may set elements: one that is set before the loop reaches it is yielded with
// its new value. It must not change the Ring in any other way. If a call in the body has changed
// which elements there are, their order, or Cap, the loop panics when the body returns to go on,
// after the last element too, with a message that says that the Ring was changed. A body that leaves
// the loop may change the Ring first, and a call that is refused changes nothing.
func (r *Ring[T]) All() iter.Seq2[int, T] {
	panic("not implemented: Ring.All")
}

// Backward returns a sequence like that of [Ring.All], from index Len−1, the back, to 0.
func (r *Ring[T]) Backward() iter.Seq2[int, T] {
	panic("not implemented: Ring.Backward")
}

// Slice returns the elements in order, in a new slice that shares nothing with the Ring.
func (r *Ring[T]) Slice() []T {
	panic("not implemented: Ring.Slice")
}

// Clear removes every element. Cap and Dropped stay as they are: the elements do not count as
// dropped.
func (r *Ring[T]) Clear() {
	panic("not implemented: Ring.Clear")
}

// Resize makes room for capacity elements, more or fewer than before. The elements stay, in their
// order, and Dropped stays. If there are more elements than that, or the mode does not allow the
// capacity (see [NewRing]), the error is [ErrCapacity] and nothing changes.
func (r *Ring[T]) Resize(capacity int) error {
	panic("not implemented: Ring.Resize")
}

// Rotate moves every element k places towards the front, around the end: afterwards index i holds
// what was at (i+k) mod Len. As [Array.Rotate] it takes any k and does nothing if the Ring is empty.
//
// It takes time in proportion to the smaller of k mod Len and −k mod Len, and if the Ring is full
// and Cap a power of two, constant time.
func (r *Ring[T]) Rotate(k int) {
	panic("not implemented: Ring.Rotate")
}

// Queue is a first-in, first-out queue of limited room that goroutines share: some put elements in
// and wait while it is full, others take them out and wait while it is empty.
//
// A Queue comes from [NewQueue]: its zero value is not ready to use. It must not be copied, and it
// is safe for concurrent use.
//
// Elements that one goroutine puts are taken in the order in which it put them. Every element whose
// Put returned nil is taken once, by one Take, provided that somebody takes until the Queue is empty.
// Goroutines that wait are not served in any particular order.
type Queue[T any] struct {
	// Your fields go here.
}

// NewQueue returns an empty Queue with room for capacity elements. If capacity is less than 1 the
// error is [ErrCapacity].
func NewQueue[T any](capacity int) (*Queue[T], error) {
	panic("not implemented: NewQueue")
}

// Put adds v at the end of the Queue. While the Queue is full it waits for room.
//
// If ctx has ended when Put is called, it returns ctx.Err(), in whatever state the Queue is. If not,
// and the Queue is closed, it returns [ErrClosed], full or not; so does a Put that waits for room
// when the Queue is closed. If ctx ends while Put waits, it returns ctx.Err(), unless room or Close
// comes first or at that moment. In short: nil says that v was stored, and an error that it was not.
func (q *Queue[T]) Put(ctx context.Context, v T) error {
	panic("not implemented: Queue.Put")
}

// Take removes the first element of the Queue and returns it. While the Queue is empty it waits for
// an element.
//
// If ctx has ended when Take is called, it returns ctx.Err(), in whatever state the Queue is. If the
// Queue is closed, Take returns the elements that are left, and then [ErrClosed]; so does a Take
// that waits when the Queue is closed. If ctx ends while Take waits, it returns ctx.Err(), unless an
// element or Close comes first or at that moment. With an error no element is taken.
func (q *Queue[T]) Take(ctx context.Context) (T, error) {
	panic("not implemented: Queue.Take")
}

// Close closes the Queue, whose elements can still be taken, and wakes everybody who waits. To close
// it again does nothing.
func (q *Queue[T]) Close() {
	panic("not implemented: Queue.Close")
}

// Len returns the number of elements that have been put and not taken.
func (q *Queue[T]) Len() int {
	panic("not implemented: Queue.Len")
}
