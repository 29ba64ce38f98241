//go:build stub

// The Ring counts its pushes and pops and never sets the counts back. An element keeps its count as long as it is in
// the Ring, and a mask turns the count into a place. Loops go through the counts. In the Queue the waiting calls stand
// in line. Each has its own channel, and is handed its element or its room.
//
// Good at: full and empty are differences of two counts; the line wakes one call at a time, in order. Costs: memory up
// to a power of two; a call that gives up may have been served just then. The contract of each method is in stub.go.
package circulararray

import (
	"container/list"
	"context"
	"fmt"
	"iter"
	"sync"
)

type Array[T any] struct {
	items   []T
	rotated int // the place of index 0, from 0 to len(items)−1
}

func New[T any](n int) *Array[T] {
	if n < 0 {
		panic(fmt.Sprint("circulararray: negative length ", n))
	}
	return &Array[T]{items: make([]T, n)}
}

func Of[T any](items ...T) *Array[T] {
	return &Array[T]{items: append([]T(nil), items...)}
}

func (a *Array[T]) Len() int { return len(a.items) }

// slot returns a pointer to the element at index i, if index 0 is at place rotated of items.
func (a *Array[T]) slot(i, rotated int) *T {
	n := len(a.items)
	if i < 0 || i >= n {
		panic(fmt.Errorf("circulararray: index out of range [%d] with length %d", i, n))
	}
	i -= n - rotated // i + rotated − n, because i + rotated may overflow
	if i < 0 {
		i += n
	}
	return &a.items[i]
}

func (a *Array[T]) At(i int) T     { return *a.slot(i, a.rotated) }
func (a *Array[T]) Set(i int, v T) { *a.slot(i, a.rotated) = v }

func (a *Array[T]) Rotate(k int) {
	n := len(a.items)
	if n == 0 {
		return
	}
	if k %= n; k < 0 {
		k += n
	}
	a.rotated -= n - k // rotated + k − n, because rotated + k may overflow
	if a.rotated < 0 {
		a.rotated += n
	}
}

func (a *Array[T]) All() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		rotated := a.rotated
		for i := 0; i < len(a.items) && yield(i, *a.slot(i, rotated)); i++ {
		}
	}
}

func (a *Array[T]) Backward() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		rotated := a.rotated
		for i := len(a.items) - 1; i >= 0 && yield(i, *a.slot(i, rotated)); i-- {
		}
	}
}

func (a *Array[T]) Slice() []T {
	items := make([]T, len(a.items))
	for i, v := range a.All() {
		items[i] = v
	}
	return items
}

type Ring[T any] struct {
	mode  Mode
	buf   []T  // its length is a power of two; places without an element hold zero values
	limit uint // Cap: at most len(buf)

	// The elements have the counts from front to back−1. A push or pop at the front counts front down or
	// up, and one at the back counts back up or down. Both may pass 0, because a uint wraps around at a
	// multiple of len(buf), and differences stay right.
	front, back uint

	dropped int
	epoch   uint64 // counts the changes that a loop must notice
}

func NewRing[T any](capacity int, m Mode) (*Ring[T], error) {
	if m != Reject && m != Overwrite && m != Grow {
		panic("circulararray: unknown mode " + m.String())
	}
	r := &Ring[T]{mode: m}
	if err := r.Resize(capacity); err != nil {
		return nil, err
	}
	return r, nil
}

// slot returns a pointer to the place of a count.
func (r *Ring[T]) slot(count uint) *T { return &r.buf[count&uint(len(r.buf)-1)] }

// makeRoom makes room for a push to a full Ring, as the mode says. drop pops at the other end.
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

func (r *Ring[T]) PushBack(v T) error {
	if r.back-r.front == r.limit {
		if err := r.makeRoom(r.PopFront); err != nil {
			return err
		}
	}
	*r.slot(r.back) = v
	r.back++
	r.epoch++
	return nil
}

func (r *Ring[T]) PushFront(v T) error {
	if r.back-r.front == r.limit {
		if err := r.makeRoom(r.PopBack); err != nil {
			return err
		}
	}
	r.front--
	*r.slot(r.front) = v
	r.epoch++
	return nil
}

// take empties the place of a count and returns what was there.
func (r *Ring[T]) take(count uint) (v T) {
	r.epoch++
	v, *r.slot(count) = *r.slot(count), v // v was a zero value
	return v
}

func (r *Ring[T]) PopFront() (v T, ok bool) {
	if r.back == r.front {
		return v, false
	}
	r.front++
	return r.take(r.front - 1), true
}

func (r *Ring[T]) PopBack() (v T, ok bool) {
	if r.back == r.front {
		return v, false
	}
	r.back--
	return r.take(r.back), true
}

func (r *Ring[T]) Front() (v T, ok bool) {
	if r.back == r.front {
		return v, false
	}
	return *r.slot(r.front), true
}

func (r *Ring[T]) Back() (v T, ok bool) {
	if r.back == r.front {
		return v, false
	}
	return *r.slot(r.back - 1), true
}

func (r *Ring[T]) Len() int     { return int(r.back - r.front) }
func (r *Ring[T]) Cap() int     { return int(r.limit) }
func (r *Ring[T]) Dropped() int { return r.dropped }

// index returns a pointer to the element at index i.
func (r *Ring[T]) index(i int) *T {
	if i < 0 || i >= r.Len() {
		panic(fmt.Errorf("circulararray: index out of range [%d] with length %d", i, r.Len()))
	}
	return r.slot(r.front + uint(i))
}

func (r *Ring[T]) At(i int) T     { return *r.index(i) }
func (r *Ring[T]) Set(i int, v T) { *r.index(i) = v }

func (r *Ring[T]) All() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		epoch := r.epoch
		for count := r.front; count != r.back; count++ {
			if !yield(int(count-r.front), *r.slot(count)) {
				return
			}
			r.checkEpoch(epoch)
		}
	}
}

func (r *Ring[T]) Backward() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		epoch := r.epoch
		for count := r.back; count != r.front; count-- {
			if !yield(int(count-1-r.front), *r.slot(count - 1)) {
				return
			}
			r.checkEpoch(epoch)
		}
	}
}

// checkEpoch panics if the Ring has changed since the given epoch.
func (r *Ring[T]) checkEpoch(epoch uint64) {
	if r.epoch != epoch {
		panic(fmt.Errorf("circulararray: concurrent modification of a Ring: %d changes in the body of a loop", r.epoch-epoch))
	}
}

func (r *Ring[T]) Slice() []T {
	var items []T
	for count := r.front; count != r.back; count++ {
		items = append(items, *r.slot(count))
	}
	return items
}

func (r *Ring[T]) Clear() {
	for r.Len() > 0 {
		r.PopBack()
	}
}

func (r *Ring[T]) Resize(capacity int) error {
	if capacity < r.Len() || capacity == 0 && r.mode != Grow {
		return fmt.Errorf("cannot have a capacity of %d: %w", capacity, ErrCapacity)
	}
	r.setCap(uint(capacity))
	return nil
}

// setCap moves the elements to a new buffer.
func (r *Ring[T]) setCap(capacity uint) {
	size := uint(1)
	for size < capacity {
		size *= 2
	}
	items := r.Slice()
	r.buf, r.limit = make([]T, size), capacity
	if r.mode == Grow {
		r.limit = size
	}
	r.front, r.back = 0, uint(copy(r.buf, items))
	r.epoch++
}

func (r *Ring[T]) Rotate(k int) {
	n := r.Len()
	if n == 0 {
		return
	}
	k = (k%n + n) % n // the sum does not overflow, because a Ring is short
	r.epoch++
	switch {
	case n == len(r.buf): // no place is free, and the elements stay
		r.front += uint(k)
		r.back += uint(k)
	case k <= n/2:
		for range k {
			r.front++
			*r.slot(r.back) = r.take(r.front - 1)
			r.back++
		}
	default:
		for range n - k {
			r.back--
			r.front--
			*r.slot(r.front) = r.take(r.back)
		}
	}
}

type Queue[T any] struct {
	mu              sync.Mutex // guards all fields below, and v and err of each waiter in line
	ring            *Ring[T]
	closed          bool
	takers, putters list.List // of *waiter, in order; takers wait only if ring is empty, putters only if it is full
}

// A waiter is a call in line. The call that serves it takes it out of the line.
type waiter[T any] struct {
	v      T
	err    error
	served chan struct{} // closed when v and err are final
}

func NewQueue[T any](capacity int) (*Queue[T], error) {
	ring, err := NewRing[T](capacity, Reject)
	if err != nil {
		return nil, err
	}
	return &Queue[T]{ring: ring}, nil
}

func (q *Queue[T]) Put(ctx context.Context, v T) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	q.mu.Lock()
	switch {
	case q.closed:
		q.mu.Unlock()
		return ErrClosed
	case q.takers.Len() > 0: // so the ring is empty
		serve(&q.takers, func(w *waiter[T]) { w.v = v })
		q.mu.Unlock()
		return nil
	case q.ring.PushBack(v) == nil:
		q.mu.Unlock()
		return nil
	}
	return q.waitLocked(ctx, &q.putters, &waiter[T]{v: v, served: make(chan struct{})})
}

func (q *Queue[T]) Take(ctx context.Context) (v T, err error) {
	if ctx.Err() != nil {
		return v, ctx.Err()
	}
	q.mu.Lock()
	if v, ok := q.ring.PopFront(); ok {
		if q.putters.Len() > 0 {
			serve(&q.putters, func(w *waiter[T]) { _ = q.ring.PushBack(w.v) })
		}
		q.mu.Unlock()
		return v, nil
	}
	if q.closed {
		q.mu.Unlock()
		return v, ErrClosed
	}
	w := &waiter[T]{served: make(chan struct{})}
	err = q.waitLocked(ctx, &q.takers, w)
	return w.v, err
}

// serve takes the first call out of the line and serves it.
func serve[T any](line *list.List, with func(*waiter[T])) {
	w := line.Remove(line.Front()).(*waiter[T])
	with(w)
	close(w.served)
}

// waitLocked waits in line until w is served or ctx ends. It is called with mu held, and unlocks it.
func (q *Queue[T]) waitLocked(ctx context.Context, line *list.List, w *waiter[T]) error {
	place := line.PushBack(w)
	q.mu.Unlock()
	select {
	case <-w.served:
		return w.err
	case <-ctx.Done():
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	select {
	case <-w.served: // after ctx had ended: what was handed over must not be lost
		return w.err
	default:
		line.Remove(place)
		return ctx.Err()
	}
}

func (q *Queue[T]) Close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	for _, line := range []*list.List{&q.takers, &q.putters} {
		for line.Len() > 0 {
			serve(line, func(w *waiter[T]) { w.err = ErrClosed })
		}
	}
}

func (q *Queue[T]) Len() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.ring.Len()
}
