//go:build !stub

package circulararray

import (
	"fmt"
	"math/bits"
	"slices"
)

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
	mode Mode

	// Index i is at place (head+i) mod len(buf). The length of buf is a power of two, so that a mask
	// replaces the division. It is at least 1, even for capacity 0. Places without an element hold zero values.
	buf   []T
	head  int // place of index 0: 0 <= head < len(buf)
	len   int // 0 <= len <= limit
	limit int // Cap: at most len(buf), and exactly len(buf) if the mode is Grow

	dropped int
	changes int // counts the changes that a loop must notice
}

// NewRing returns an empty Ring with room for capacity elements. If m is not one of the three modes,
// NewRing panics, even if the capacity is too small as well. The least capacity is 1, or with [Grow] 0
// (step 5). If capacity is less than that, NewRing returns nil and [ErrCapacity].
func NewRing[T any](capacity int, m Mode) (*Ring[T], error) {
	if m < Reject || m > Grow {
		panic(fmt.Sprintf("circulararray: mode is %v, want Reject, Overwrite or Grow", m))
	}
	// Resize checks the capacity and makes the first buffer.
	r := &Ring[T]{mode: m}
	if err := r.Resize(capacity); err != nil {
		return nil, err
	}
	return r, nil
}

// PushBack adds v at the back and returns nil. A Ring is full if Len equals Cap. If the Ring is full, the
// mode decides:
//   - With [Reject], PushBack returns [ErrFull] and changes nothing.
//   - With [Overwrite], PushBack first drops the element at the front (step 5).
//   - With [Grow], PushBack first makes more room, so that Cap grows (step 5).
func (r *Ring[T]) PushBack(v T) error {
	if r.len == r.limit {
		if err := r.makeRoom(r.PopFront); err != nil {
			return err
		}
	}
	r.buf[r.place(r.len)] = v
	r.len++
	r.changes++
	return nil
}

// PushFront adds v at the front and returns nil. If the Ring is full, PushFront does what
// [Ring.PushBack] does, but with [Overwrite] it drops the element at the back.
func (r *Ring[T]) PushFront(v T) error {
	if r.len == r.limit {
		if err := r.makeRoom(r.PopBack); err != nil {
			return err
		}
	}
	r.head = r.place(-1)
	r.buf[r.head] = v
	r.len++
	r.changes++
	return nil
}

// makeRoom makes room for one more element in a full Ring, or returns why it must not. With Overwrite
// it calls drop, which pops the element to drop. drop does not escape, so it takes no memory.
func (r *Ring[T]) makeRoom(drop func() (T, bool)) error {
	switch r.mode {
	case Reject:
		return ErrFull
	case Overwrite:
		drop()
		r.dropped++
	case Grow:
		r.setCap(2 * r.limit)
	}
	return nil
}

// PopFront removes the element at the front and returns it with true. If the Ring is empty, PopFront
// returns a zero value and false.
func (r *Ring[T]) PopFront() (v T, ok bool) {
	if r.len == 0 {
		return v, false
	}
	v = r.takeOut(r.head)
	r.head = r.place(1)
	r.len--
	r.changes++
	return v, true
}

// PopBack removes the element at the back and returns it with true. If the Ring is empty, PopBack
// returns a zero value and false.
func (r *Ring[T]) PopBack() (v T, ok bool) {
	if r.len == 0 {
		return v, false
	}
	v = r.takeOut(r.place(r.len - 1))
	r.len--
	r.changes++
	return v, true
}

// Front returns the element at the front and true. If the Ring is empty, Front returns a zero value and
// false.
func (r *Ring[T]) Front() (v T, ok bool) {
	if r.len == 0 {
		return v, false
	}
	return r.At(0), true
}

// Back returns the element at the back and true. If the Ring is empty, Back returns a zero value and
// false.
func (r *Ring[T]) Back() (v T, ok bool) {
	if r.len == 0 {
		return v, false
	}
	return r.At(r.len - 1), true
}

// Len returns the number of elements.
func (r *Ring[T]) Len() int { return r.len }

// Cap returns the number of elements that the Ring has room for. With [Reject] and [Overwrite], it is
// exactly the capacity given to [NewRing], or to the last Resize that succeeded. With [Grow], it is at
// least that capacity and at least Len. How much more is your choice. Only pushes and Resize change Cap.
func (r *Ring[T]) Cap() int { return r.limit }

// Dropped returns the number of elements that pushes have dropped since the Ring was made. It does not
// count elements that were refused, popped or cleared (step 5).
func (r *Ring[T]) Dropped() int { return r.dropped }

// At returns the element at index i. If i is negative or not less than Len, At panics.
// The message contains both i and Len.
func (r *Ring[T]) At(i int) T {
	checkIndex(i, r.len)
	return r.buf[r.place(i)]
}

// Set stores v at index i and changes no other element. If i is out of range, Set panics as [Ring.At]
// does and changes nothing.
func (r *Ring[T]) Set(i int, v T) {
	checkIndex(i, r.len)
	r.buf[r.place(i)] = v
}

// Slice returns the elements in order, in a new slice that shares nothing with the Ring. If the Ring is
// empty, the slice may be nil.
func (r *Ring[T]) Slice() []T {
	first, second := r.runs()
	return slices.Concat(first, second)
}

// Clear removes every element. Cap and Dropped stay the same: the elements do not count as dropped.
func (r *Ring[T]) Clear() {
	first, second := r.runs()
	clear(first)
	clear(second)
	r.len = 0
	r.changes++
}

// Resize changes the capacity, up or down. With [Grow], Cap may stay larger: see [Ring.Cap]. The
// elements, their order and Dropped stay the same. If capacity is less than Len, or if [NewRing] would
// refuse it for the mode, Resize returns [ErrCapacity] and changes nothing.
func (r *Ring[T]) Resize(capacity int) error {
	least := r.len
	if r.mode != Grow {
		least = max(least, 1)
	}
	if capacity < least {
		return fmt.Errorf("%w: %d, want at least %d", ErrCapacity, capacity, least)
	}
	r.setCap(capacity)
	return nil
}

// setCap sets Cap to the capacity asked for, or with Grow to the next power of two, the whole buffer. If that takes
// another buffer, it moves the elements there.
func (r *Ring[T]) setCap(capacity int) {
	size := roundUpToPowerOfTwo(capacity)
	limit := capacity
	if r.mode == Grow {
		limit = size
	}
	if limit == r.limit {
		// Nothing changes, so loops go on. A new Ring does not come here: its limit is 0, and the new one is at least 1.
		return
	}
	if size != len(r.buf) {
		buf := make([]T, size)
		first, second := r.runs()
		n := copy(buf, first)
		copy(buf[n:], second)
		r.buf, r.head = buf, 0
	}
	r.limit = limit
	r.changes++
}

// place returns the place of index i in buf. Index −1 is the place before the front, and index Len is
// the place behind the back.
func (r *Ring[T]) place(i int) int { return (r.head + i) & (len(r.buf) - 1) }

// takeOut returns the element at a place and sets the place to zero.
func (r *Ring[T]) takeOut(at int) T {
	var zero T
	v := r.buf[at]
	r.buf[at] = zero
	return v
}

// runs returns the elements in order as two slices: the second one follows the first.
func (r *Ring[T]) runs() (first, second []T) {
	end := r.head + r.len
	if end <= len(r.buf) {
		return r.buf[r.head:end], nil
	}
	return r.buf[r.head:], r.buf[:end-len(r.buf)]
}

// roundUpToPowerOfTwo returns the least power of two that is at least n, and at least 1.
func roundUpToPowerOfTwo(n int) int {
	return 1 << bits.Len(uint(max(n, 1)-1)) // of n−1, so that a power of two stays as it is
}
