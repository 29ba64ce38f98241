//go:build !stub

package circulararray

import (
	"fmt"
	"math/bits"
	"slices"
)

// Ring is a double-ended queue: elements are pushed and popped at the front and at the back. They
// can be reached by index too; index 0 is the front, and Len−1 the back.
//
// A Ring comes from [NewRing]: its zero value is not ready to use. It must not be copied, and it is
// not safe for concurrent use: see [Queue].
//
// Pushing, popping and reaching an element take constant time, a push with [Grow] amortized over the
// growth. The Ring keeps no reference to an element that was popped, dropped, cleared or replaced.
type Ring[T any] struct {
	mode Mode

	// Index i is at place (head+i) mod len(buf). The length of buf is a power of two, so that a mask
	// does for mod. The places that hold no element are zero.
	buf  []T
	head int // place of index 0: 0 <= head < len(buf)
	len  int // 0 <= len <= limit
	// limit is Cap: at most len(buf), and len(buf) itself if the mode is Grow.
	limit int

	dropped int
	changes int // counts what loops must not overlook
}

// NewRing returns an empty Ring with room for capacity elements. The capacity must be at least 1, or
// 0 if m is [Grow]; if it is less, the error is [ErrCapacity]. NewRing panics if m is none of the
// modes.
func NewRing[T any](capacity int, m Mode) (*Ring[T], error) {
	if m < Reject || m > Grow {
		panic(fmt.Sprintf("circulararray: mode is %v, want Reject, Overwrite or Grow", m))
	}
	r := &Ring[T]{mode: m}
	if err := r.Resize(capacity); err != nil {
		return nil, err
	}
	return r, nil
}

// PushBack adds v at the back. If the Ring is full, what happens depends on its mode. [Reject]: the
// error is [ErrFull] and nothing changes. [Overwrite]: the element at the front is dropped. [Grow]:
// room is made.
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

// PushFront adds v at the front. If the Ring is full it does as [Ring.PushBack] does, but it is the
// element at the back that [Overwrite] drops.
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

// makeRoom makes room in a full Ring for one element more, or returns why it must not. The function
// pop takes out the element that an overwriting Ring drops.
func (r *Ring[T]) makeRoom(pop func() (T, bool)) error {
	switch r.mode {
	case Overwrite:
		pop()
		r.dropped++
	case Grow:
		r.setCap(2 * r.limit)
	default:
		return ErrFull
	}
	return nil
}

// PopFront removes the element at the front and returns it, or returns a zero value and false if the
// Ring is empty.
func (r *Ring[T]) PopFront() (v T, ok bool) {
	if r.len == 0 {
		return v, false
	}
	v = r.takeOut(r.head)
	r.head = r.place(1)
	r.len--
	return v, true
}

// PopBack removes the element at the back and returns it, or returns a zero value and false if the
// Ring is empty.
func (r *Ring[T]) PopBack() (v T, ok bool) {
	if r.len == 0 {
		return v, false
	}
	v = r.takeOut(r.place(r.len - 1))
	r.len--
	return v, true
}

// Front returns the element at the front, or a zero value and false if the Ring is empty.
func (r *Ring[T]) Front() (v T, ok bool) {
	if r.len == 0 {
		return v, false
	}
	return r.At(0), true
}

// Back returns the element at the back, or a zero value and false if the Ring is empty.
func (r *Ring[T]) Back() (v T, ok bool) {
	if r.len == 0 {
		return v, false
	}
	return r.At(r.len - 1), true
}

// Len returns the number of elements.
func (r *Ring[T]) Len() int { return r.len }

// Cap returns the number of elements that there is room for: exactly what [NewRing] or [Ring.Resize]
// was asked for last, or with [Grow] at least that.
func (r *Ring[T]) Cap() int { return r.limit }

// Dropped returns how many elements the Ring has dropped, to take others, since it was made.
func (r *Ring[T]) Dropped() int { return r.dropped }

// At returns the element at index i. Like a slice it panics if i is negative or not less than Len,
// with a message that names both i and Len.
func (r *Ring[T]) At(i int) T {
	checkIndex(i, r.len)
	return r.buf[r.place(i)]
}

// Set stores v at index i. It panics as [Ring.At] does.
func (r *Ring[T]) Set(i int, v T) {
	checkIndex(i, r.len)
	r.buf[r.place(i)] = v
}

// Slice returns the elements in order, in a new slice that shares nothing with the Ring.
func (r *Ring[T]) Slice() []T {
	first, second := r.runs()
	return slices.Concat(first, second)
}

// Clear removes every element. Cap and Dropped stay as they are: the elements do not count as
// dropped.
func (r *Ring[T]) Clear() {
	first, second := r.runs()
	clear(first)
	clear(second)
	r.head, r.len = 0, 0
	r.changes++
}

// Resize makes room for capacity elements, more or fewer than before. The elements stay, in their
// order, and Dropped stays. If there are more elements than that, or the mode does not allow the
// capacity (see [NewRing]), the error is [ErrCapacity] and nothing changes.
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

// setCap makes Cap what is asked for, and moves the elements to another buffer if that takes one.
func (r *Ring[T]) setCap(capacity int) {
	size := powerOfTwo(capacity)
	if r.mode == Grow {
		capacity = size
	}
	if capacity == r.limit {
		return
	}
	if size != len(r.buf) {
		buf := make([]T, size)
		first, second := r.runs()
		copy(buf[copy(buf, first):], second)
		r.buf, r.head = buf, 0
	}
	r.limit = capacity
	r.changes++
}

// place returns where in buf index i is: −1 is the place before the front, and Len the one behind
// the back.
func (r *Ring[T]) place(i int) int { return (r.head + i) & (len(r.buf) - 1) }

// takeOut takes the element out of a place.
func (r *Ring[T]) takeOut(place int) T {
	var zero T
	v := r.buf[place]
	r.buf[place] = zero
	r.changes++
	return v
}

// runs returns the elements in order as two slices, of which the second follows the first.
func (r *Ring[T]) runs() (first, second []T) {
	end := r.head + r.len
	if end <= len(r.buf) {
		return r.buf[r.head:end], nil
	}
	return r.buf[r.head:], r.buf[:end-len(r.buf)]
}

// powerOfTwo returns the least power of two that is at least n, and at least 1.
func powerOfTwo(n int) int { return 1 << bits.Len(uint(max(n, 1)-1)) }
