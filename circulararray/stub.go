//go:build stub

package circulararray

import (
	"context"
	"iter"
)

// Array is an array that can be rotated: a fixed number of elements at the indices from 0 to Len−1.
//
// The zero Array is empty: its length is 0. An Array must not be copied. It is not safe for concurrent
// use. Two Arrays share nothing.
//
// Len, At, Set and Rotate take O(1) time, amortized over many calls. [New], [Of] and Slice take O(Len)
// time. A loop takes O(1) time to begin, and O(1) time for each round.
type Array[T any] struct {
	// Your fields go here.
}

// New returns an Array of n zero values. If n is negative, New panics with a message of your choice. If
// the elements take no memory, n may be as large as math.MaxInt: New[struct{}](math.MaxInt) works.
func New[T any](n int) *Array[T] {
	panic("not implemented: New")
}

// Of returns an Array of the items, in their order. It copies the items: if they come from a slice, the
// Array and that slice share nothing.
func Of[T any](items ...T) *Array[T] {
	panic("not implemented: Of")
}

// Len returns the number of elements.
func (a *Array[T]) Len() int {
	panic("not implemented: Array.Len")
}

// At returns the element at index i. If i is negative or not less than Len, At panics.
// The message contains both i and Len.
func (a *Array[T]) At(i int) T {
	panic("not implemented: Array.At")
}

// Set stores v at index i and changes no other element. If i is out of range, Set panics as [Array.At]
// does and changes nothing.
func (a *Array[T]) Set(i int, v T) {
	panic("not implemented: Array.Set")
}

// Rotate moves every element k positions towards the front. Elements that leave at the front come back in
// at the back. Afterwards index i holds the element that was at (i+k) mod Len, where mod never gives a
// negative number. Rotate(1) turns a b c d into b c d a, and Rotate(-1) turns it into d a b c.
//
// k may be any int, also math.MinInt and math.MaxInt. Rotate(a) followed by Rotate(b) rotates by the
// exact sum of a and b, even if an int cannot hold that sum. Rotating an empty Array does nothing.
func (a *Array[T]) Rotate(k int) {
	panic("not implemented: Array.Rotate")
}

// All returns a sequence over the indices and elements, from index 0 to Len−1. You can range over a
// sequence again. Several loops over one Array may be under way, one inside another or in turns, as
// with [iter.Pull2]. The body of a loop is all that happens between the yield of an element and the
// moment when the loop goes on or ends.
//
// A loop yields the elements in the order that they have when the loop begins, with the indices that
// they have then. The body may change the Array:
//   - If it sets an element that the loop has not reached yet, the loop yields the new value.
//   - If it calls Rotate, the loop continues in the old order, with the old indices. At and Set use the
//     new ones.
//
// A panic in the body passes through the loop.
func (a *Array[T]) All() iter.Seq2[int, T] {
	panic("not implemented: Array.All")
}

// Backward returns a sequence like that of [Array.All], from index Len−1 down to 0.
func (a *Array[T]) Backward() iter.Seq2[int, T] {
	panic("not implemented: Array.Backward")
}

// Slice returns the elements in order, in a new slice that shares nothing with the Array. If the Array
// is empty, the slice may be nil.
func (a *Array[T]) Slice() []T {
	panic("not implemented: Array.Slice")
}

// Ring is a double-ended queue: you push and pop elements at the front and at the back. Elements also
// have indices: index 0 is the front, and Len−1 is the back. A zero value is an element like any other.
//
// A Ring comes from [NewRing]: its zero value is not ready to use. A Ring must not be copied. It is not
// safe for concurrent use: see [Queue]. Two Rings share nothing.
//
// Pushing, popping, Front, Back, At, Set, Len, Cap and Dropped take O(1) time, amortized over many
// calls. This holds for any number of elements, even if pushes and pops alternate. [NewRing], Clear,
// Slice and a whole loop take O(Cap) time, and Resize takes O(old Cap + new Cap). For Rotate see
// [Ring.Rotate].
//
// A Ring takes O(Cap) memory, and may allocate it all at once. So a capacity above 1,000,000 need not work:
// [NewRing], Resize and pushes may do anything then. After Resize, the memory, and the time of later calls, depend
// on the new Cap (step 5). With [Grow], n pushes to an empty Ring allocate O(n + c) memory in total, where c is Cap
// before the first of them (step 5).
//
// A Ring keeps no reference to an element that was popped, dropped, cleared, replaced or refused, even
// if Rotate, Resize or growth moved that element before (step 6).
type Ring[T any] struct {
	// Your fields go here.
}

// NewRing returns an empty Ring with room for capacity elements. If m is not one of the three modes,
// NewRing panics, even if the capacity is too small as well. The least capacity is 1, or with [Grow] 0
// (step 5). If capacity is less than that, NewRing returns nil and [ErrCapacity].
func NewRing[T any](capacity int, m Mode) (*Ring[T], error) {
	panic("not implemented: NewRing")
}

// PushBack adds v at the back and returns nil. A Ring is full if Len equals Cap. If the Ring is full, the
// mode decides:
//   - With [Reject], PushBack returns [ErrFull] and changes nothing.
//   - With [Overwrite], PushBack first drops the element at the front (step 5).
//   - With [Grow], PushBack first makes more room, so that Cap grows (step 5).
func (r *Ring[T]) PushBack(v T) error {
	panic("not implemented: Ring.PushBack")
}

// PushFront adds v at the front and returns nil. If the Ring is full, PushFront does what
// [Ring.PushBack] does, but with [Overwrite] it drops the element at the back.
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

// Cap returns the number of elements that the Ring has room for. With [Reject] and [Overwrite], it is
// exactly the capacity given to [NewRing], or to the last Resize that succeeded. With [Grow], it is at
// least that capacity and at least Len. How much more is your choice. Only pushes and Resize change Cap.
func (r *Ring[T]) Cap() int {
	panic("not implemented: Ring.Cap")
}

// Dropped returns the number of elements that pushes have dropped since the Ring was made. It does not
// count elements that were refused, popped or cleared (step 5).
func (r *Ring[T]) Dropped() int {
	panic("not implemented: Ring.Dropped")
}

// At returns the element at index i. If i is negative or not less than Len, At panics.
// The message contains both i and Len.
func (r *Ring[T]) At(i int) T {
	panic("not implemented: Ring.At")
}

// Set stores v at index i and changes no other element. If i is out of range, Set panics as [Ring.At]
// does and changes nothing.
func (r *Ring[T]) Set(i int, v T) {
	panic("not implemented: Ring.Set")
}

// All returns a sequence over the indices and elements, from index 0, the front, to Len−1. You can
// range over a sequence again. Several loops over one Ring may be under way, one inside another or in
// turns, as with [iter.Pull2]. The body of a loop is all that happens between the yield of an element
// and the moment when the loop goes on or ends.
//
// The body of a loop may set elements. If it sets an element that the loop has not reached yet, the loop
// yields the new value. The body must not make any other change: it must not add, remove or move elements,
// or change Cap. If it does, the loop panics at the end of that round of the body, even
// of the last round. The message says that the Ring was changed or modified. In detail:
//   - A change that a loop inside the body makes counts as well.
//   - Changes that undo each other count, such as a push and a pop, or Rotate(1) and Rotate(-1).
//   - A push that drops an element counts, even if the dropped element equals the new one.
//   - A call that is refused does not count.
//   - Set and calls that only read do not count.
//   - A Clear, Resize or Rotate that succeeds and changes nothing may count or not: Clear of an empty
//     Ring, a Resize after which Cap is the same, and Rotate by a multiple of Len.
//   - If the body changes the Ring and then leaves the loop, the loop does not panic. The body may leave
//     by break, by return, by the stop of Pull2, or by a panic of its own, which passes through the loop.
//   - A loop that begins after a change does not panic for that change, even inside the body of a loop that will
//     panic. A loop begins when range calls the sequence, or at the first next of Pull2, and not when All returns
//     the sequence.
func (r *Ring[T]) All() iter.Seq2[int, T] {
	panic("not implemented: Ring.All")
}

// Backward returns a sequence like that of [Ring.All], from index Len−1, the back, down to 0.
func (r *Ring[T]) Backward() iter.Seq2[int, T] {
	panic("not implemented: Ring.Backward")
}

// Slice returns the elements in order, in a new slice that shares nothing with the Ring. If the Ring is
// empty, the slice may be nil.
func (r *Ring[T]) Slice() []T {
	panic("not implemented: Ring.Slice")
}

// Clear removes every element. Cap and Dropped stay the same: the elements do not count as dropped.
func (r *Ring[T]) Clear() {
	panic("not implemented: Ring.Clear")
}

// Resize changes the capacity, up or down. With [Grow], Cap may stay larger: see [Ring.Cap]. The
// elements, their order and Dropped stay the same. If capacity is less than Len, or if [NewRing] would
// refuse it for the mode, Resize returns [ErrCapacity] and changes nothing.
func (r *Ring[T]) Resize(capacity int) error {
	panic("not implemented: Ring.Resize")
}

// Rotate moves every element k positions towards the front, as [Array.Rotate] does. Afterwards index i
// holds the element that was at (i+k) mod Len. k may be any int, and rotating an empty Ring does
// nothing. Len, Cap and Dropped stay the same.
//
// With k reduced mod Len, Rotate takes O(1 + min(k, Len−k)) time at every Cap. If the Ring is full and Cap is
// a power of two, Rotate takes O(1) time. Both costs are amortized over many calls.
func (r *Ring[T]) Rotate(k int) {
	panic("not implemented: Ring.Rotate")
}

// Queue is a bounded first-in, first-out queue that goroutines share. Put adds elements and waits while
// the Queue is full. Take removes elements and waits while the Queue is empty.
//
// A Queue comes from [NewQueue]: its zero value is not ready to use. A Queue must not be copied. Two
// Queues share nothing, not even a pool of channels or timers. A Queue is safe for concurrent use:
//   - Each call takes effect at one moment between its start and its return.
//   - The elements of one producer are taken in the order in which that producer put them.
//   - Each element whose Put returned nil is taken exactly once, provided that Takes go on until the
//     Queue is empty.
//   - No call waits while it could go on: as many waiting Takes go on as there are elements, and as many
//     waiting Puts as there is room for. That holds even if other waiting calls give up.
//   - Waiting calls need not be served in their order, and a new call may overtake them.
//   - A waiting call is blocked: it does not poll.
//
// Put and Take take O(1) time, amortized over many calls. The time in which they wait, or wake waiting calls,
// does not count. Len takes O(1) time.
//
// A Queue takes O(capacity) memory, besides what waiting calls need, and may allocate it all at once,
// as a [Ring] does. It may keep a reference to an element that Take returned until later elements
// overwrite it. It keeps no reference to an element whose Put returned an error. It may have a
// goroutine of its own, which must end when the Queue is closed and empty.
//
// No caller passes a nil ctx. A ctx has ended if ctx.Err() is not nil: it was canceled, or its deadline
// has passed. Then the error is ctx.Err(), as it is or wrapped, and not context.Cause(ctx). The methods of
// a ctx do not call the Queue, so you may hold a lock while they run.
type Queue[T any] struct {
	// Your fields go here.
}

// NewQueue returns an empty Queue with room for capacity elements. If capacity is less than 1, NewQueue
// returns nil and [ErrCapacity].
func NewQueue[T any](capacity int) (*Queue[T], error) {
	panic("not implemented: NewQueue")
}

// Put adds v at the end of the Queue and returns nil. While the Queue is full, Put waits for room. If Put
// returns an error, it has not stored v:
//   - If ctx has ended when Put is called, Put returns ctx.Err(), even if the Queue is closed.
//   - If the Queue is closed when Put is called, or while Put waits, Put returns [ErrClosed]. It stores
//     nothing after Close, even if there is room.
//   - If ctx ends while Put waits, Put returns ctx.Err().
//
// Before a waiting Put returns, room, Close and the end of ctx may come together. Then Put may act on any
// one of them, except that it stores nothing after Close.
func (q *Queue[T]) Put(ctx context.Context, v T) error {
	panic("not implemented: Queue.Put")
}

// Take removes the first element of the Queue and returns it with nil, even after Close. While the Queue
// is empty and not closed, Take waits for an element. If Take returns an error, it has removed nothing,
// and returns a zero value with the error:
//   - If ctx has ended when Take is called, Take returns ctx.Err(), even if there are elements, or if the
//     Queue is closed.
//   - If the Queue is closed and empty when Take is called, or becomes so while Take waits, Take returns
//     [ErrClosed].
//   - If ctx ends while Take waits, Take returns ctx.Err().
//
// Before a waiting Take returns, an element, Close and the end of ctx may come together. Then Take may act
// on any one of them. But it returns ErrClosed only if the Queue is empty.
func (q *Queue[T]) Take(ctx context.Context) (T, error) {
	panic("not implemented: Queue.Take")
}

// Close closes the Queue and wakes every waiting call. Takes can still remove the elements that are
// left. Closing a closed Queue does nothing.
func (q *Queue[T]) Close() {
	panic("not implemented: Queue.Close")
}

// Len returns the number of elements that have been put and not taken.
func (q *Queue[T]) Len() int {
	panic("not implemented: Queue.Len")
}
