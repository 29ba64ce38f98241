//go:build stub

package circulararray

import (
	"context"
	"iter"
)

// Array is an array that can be rotated: a fixed number of elements at the indices from 0 to Len−1.
//
// The zero Array is empty: its length is 0. An Array must not be copied. It is not safe for
// concurrent use.
//
// Len, At, Set and Rotate take O(1) time, amortized over many calls.
type Array[T any] struct {
	// Your fields go here.
}

// New returns an Array of n elements that are zero values. If n is negative, New panics with a message
// of your choice.
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

// At returns the element at index i. If i is negative or not less than Len, At panics, as a slice does.
// The message contains both i and Len.
func (a *Array[T]) At(i int) T {
	panic("not implemented: Array.At")
}

// Set stores v at index i. If i is out of range, Set panics as [Array.At] does and changes nothing.
func (a *Array[T]) Set(i int, v T) {
	panic("not implemented: Array.Set")
}

// Rotate moves every element k places towards the front, around the end. Afterwards index i holds the
// element that was at (i+k) mod Len. Rotate(1) turns a b c d into b c d a, and Rotate(-1) turns it into
// d a b c.
//
// k may be any int. Rotate(a) and then Rotate(b) have the effect of Rotate(a+b), where a+b does not
// overflow. Rotating an empty Array does nothing.
func (a *Array[T]) Rotate(k int) {
	panic("not implemented: Array.Rotate")
}

// All returns a sequence over the indices and elements, from index 0 to Len−1. A sequence can be ranged
// over again, and several loops may run over one Array at a time.
//
// A loop goes through the elements in the order that they have when it begins, with the indices that
// they have then. The body may change the Array. If it sets an element before the loop reaches that
// element, the loop yields the new value. If it calls Rotate, the loop goes on in the old order, with
// the old indices, while At and Set go by the new ones.
func (a *Array[T]) All() iter.Seq2[int, T] {
	panic("not implemented: Array.All")
}

// Backward returns a sequence like that of [Array.All], from index Len−1 to 0.
func (a *Array[T]) Backward() iter.Seq2[int, T] {
	panic("not implemented: Array.Backward")
}

// Slice returns the elements in order, in a new slice that shares nothing with the Array. If the Array
// is empty, the slice may be nil.
func (a *Array[T]) Slice() []T {
	panic("not implemented: Array.Slice")
}

// Ring is a double-ended queue: elements are pushed and popped at the front and at the back. Elements
// have indices too: index 0 is the front, and Len−1 the back.
//
// A Ring comes from [NewRing]: its zero value is not ready to use. A Ring must not be copied. It is not
// safe for concurrent use: see [Queue].
//
// Pushing, popping, Front, Back, At, Set, Len, Cap and Dropped take O(1) time, amortized over many
// calls. [NewRing], Resize, Clear, Slice and a whole loop take O(Cap) time. For Rotate see
// [Ring.Rotate].
//
// A Ring takes O(Cap) memory, and may allocate it all at once. So a capacity of more than 1,000,000
// need not work. After Resize the new Cap counts, for memory and for time. A Ring keeps no reference to
// an element that was popped, dropped, cleared, replaced or refused.
type Ring[T any] struct {
	// Your fields go here.
}

// NewRing returns an empty Ring with room for capacity elements. If m is not one of the three modes,
// NewRing panics, whether or not the capacity is allowed. If capacity is less than 1, or with [Grow]
// less than 0, NewRing returns nil and [ErrCapacity].
func NewRing[T any](capacity int, m Mode) (*Ring[T], error) {
	panic("not implemented: NewRing")
}

// PushBack adds v at the back and returns nil. A Ring is full if Len equals Cap. Then the mode decides:
//   - With [Reject] PushBack returns [ErrFull] and changes nothing.
//   - With [Overwrite] it drops the element at the front to make room.
//   - With [Grow] it makes more room, so that Cap grows.
func (r *Ring[T]) PushBack(v T) error {
	panic("not implemented: Ring.PushBack")
}

// PushFront adds v at the front and returns nil. If the Ring is full, PushFront does what
// [Ring.PushBack] does, but [Overwrite] drops the element at the back.
func (r *Ring[T]) PushFront(v T) error {
	panic("not implemented: Ring.PushFront")
}

// PopFront removes the element at the front and returns it with true. If the Ring is empty, PopFront
// returns a zero value and false.
func (r *Ring[T]) PopFront() (v T, ok bool) {
	panic("not implemented: Ring.PopFront")
}

// PopBack removes the element at the back and returns it with true. If the Ring is empty, PopBack
// returns a zero value and false.
func (r *Ring[T]) PopBack() (v T, ok bool) {
	panic("not implemented: Ring.PopBack")
}

// Front returns the element at the front and true. If the Ring is empty, Front returns a zero value and
// false.
func (r *Ring[T]) Front() (v T, ok bool) {
	panic("not implemented: Ring.Front")
}

// Back returns the element at the back and true. If the Ring is empty, Back returns a zero value and
// false.
func (r *Ring[T]) Back() (v T, ok bool) {
	panic("not implemented: Ring.Back")
}

// Len returns the number of elements.
func (r *Ring[T]) Len() int {
	panic("not implemented: Ring.Len")
}

// Cap returns the number of elements that there is room for. With [Reject] and [Overwrite] it is the
// capacity given to [NewRing], or to the last Resize that succeeded. With [Grow] it is at least that
// capacity and at least Len. How much more is your choice. Only pushes and Resize change Cap.
func (r *Ring[T]) Cap() int {
	panic("not implemented: Ring.Cap")
}

// Dropped returns the number of elements that pushes have dropped since the Ring was made.
func (r *Ring[T]) Dropped() int {
	panic("not implemented: Ring.Dropped")
}

// At returns the element at index i. If i is negative or not less than Len, At panics, as a slice does.
// The message contains both i and Len.
func (r *Ring[T]) At(i int) T {
	panic("not implemented: Ring.At")
}

// Set stores v at index i. If i is out of range, Set panics as [Ring.At] does and changes nothing.
func (r *Ring[T]) Set(i int, v T) {
	panic("not implemented: Ring.Set")
}

// All returns a sequence over the indices and elements, from index 0, the front, to Len−1. A sequence
// can be ranged over again, and several loops may run over one Ring at a time.
//
// The body of a loop may set elements. If it sets an element before the loop reaches that element, the
// loop yields the new value. The body must not change which elements there are, their order, or Cap. If
// it does, the loop panics when the body returns to go on, even after the last element. The message says
// that the Ring was changed or modified. In detail:
//   - A change in a loop within the body counts too.
//   - Changes that undo one another count, such as a push and a pop, or Rotate(1) and Rotate(-1). So
//     does a push that drops an element equal to its own.
//   - A call that is refused does not count.
//   - A call that succeeds and changes nothing, such as a Resize that leaves Cap as it is or Rotate by a
//     multiple of Len, may count or not.
//   - A body that leaves the loop may change the Ring first. It leaves by break, by return or by a panic
//     of its own, which the loop passes on.
//   - A loop that begins after a change runs, even in the body of a loop that will panic.
func (r *Ring[T]) All() iter.Seq2[int, T] {
	panic("not implemented: Ring.All")
}

// Backward returns a sequence like that of [Ring.All], from index Len−1, the back, to 0.
func (r *Ring[T]) Backward() iter.Seq2[int, T] {
	panic("not implemented: Ring.Backward")
}

// Slice returns the elements in order, in a new slice that shares nothing with the Ring. If the Ring is
// empty, the slice may be nil.
func (r *Ring[T]) Slice() []T {
	panic("not implemented: Ring.Slice")
}

// Clear removes every element. Cap and Dropped stay as they are: the elements do not count as
// dropped.
func (r *Ring[T]) Clear() {
	panic("not implemented: Ring.Clear")
}

// Resize changes the capacity, up or down: see [Ring.Cap]. The elements, their order and Dropped stay.
// If capacity is less than Len, or [NewRing] would refuse it for the mode, the error is [ErrCapacity]
// and nothing changes.
func (r *Ring[T]) Resize(capacity int) error {
	panic("not implemented: Ring.Resize")
}

// Rotate moves every element k places towards the front, around the end. Afterwards index i holds the
// element that was at (i+k) mod Len. As in [Array.Rotate] k may be any int, and rotating an empty Ring
// does nothing. Len, Cap and Dropped stay.
//
// With k reduced mod Len, Rotate takes O(min(k, Len−k)) time at every Cap. If the Ring is full and Cap is
// a power of two, Rotate takes O(1) time. Both are amortized over many calls.
func (r *Ring[T]) Rotate(k int) {
	panic("not implemented: Ring.Rotate")
}

// Queue is a first-in, first-out queue of limited room that goroutines share. Put adds elements and
// waits while the Queue is full. Take removes elements and waits while it is empty.
//
// A Queue comes from [NewQueue]: its zero value is not ready to use. A Queue must not be copied. It is
// safe for concurrent use:
//   - Each call takes effect at one moment between its start and its return.
//   - The elements of one producer are taken in the order in which it put them. Each element whose Put
//     returned nil is taken once, provided that Takes go on until the Queue is empty.
//   - A call waits only as long as it has to. Calls that wait need not be served in their order, and a
//     new call may go ahead of them.
//   - A call that waits is blocked: it does not look again and again.
//
// Put and Take take O(1) time, amortized and without the wait. Len takes O(1) time.
//
// A Queue takes O(capacity) memory, and may allocate it all at once, as a [Ring] does. It may refer to
// an element that was taken until other elements have taken its place, but not to one whose Put returned
// an error. It may have a goroutine of its own, which must end when the Queue is closed and empty.
//
// A ctx must not be nil, and its methods must not call the Queue: a lock may be held while they run.
type Queue[T any] struct {
	// Your fields go here.
}

// NewQueue returns an empty Queue with room for capacity elements. If capacity is less than 1, NewQueue
// returns nil and [ErrCapacity].
func NewQueue[T any](capacity int) (*Queue[T], error) {
	panic("not implemented: NewQueue")
}

// Put adds v at the end of the Queue and returns nil. While the Queue is full, Put waits for room. An
// error says that v was not stored:
//   - If ctx has ended when Put is called, Put returns ctx.Err(), even if the Queue is closed.
//   - If the Queue is closed when Put is called, or while Put waits, Put returns [ErrClosed]. It stores
//     nothing after Close, even if there is room.
//   - If ctx ends while Put waits, Put returns ctx.Err().
//
// If room, Close and the end of ctx come so close together that Put still waits, it may answer to any
// of them, but it stores nothing after Close.
func (q *Queue[T]) Put(ctx context.Context, v T) error {
	panic("not implemented: Queue.Put")
}

// Take removes the first element of the Queue and returns it with nil, even after Close. While the
// Queue is empty and not closed, Take waits for an element. With an error Take removes nothing and
// returns a zero value:
//   - If ctx has ended when Take is called, Take returns ctx.Err(), even if there are elements.
//   - If the Queue is closed and empty when Take is called, or while Take waits, Take returns
//     [ErrClosed].
//   - If ctx ends while Take waits, Take returns ctx.Err().
//
// If an element, Close and the end of ctx come so close together that Take still waits, it may answer
// to any of them, but it returns ErrClosed only if the Queue is empty.
func (q *Queue[T]) Take(ctx context.Context) (T, error) {
	panic("not implemented: Queue.Take")
}

// Close closes the Queue and wakes every call that waits. The elements that are left can still be
// taken. Closing a closed Queue does nothing.
func (q *Queue[T]) Close() {
	panic("not implemented: Queue.Close")
}

// Len returns the number of elements that have been put and not taken.
func (q *Queue[T]) Len() int {
	panic("not implemented: Queue.Len")
}
