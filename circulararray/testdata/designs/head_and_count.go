//go:build stub

// The buffer of the textbooks: it is as long as Cap, and the Ring keeps the place of the front and the number of
// elements. Places wrap around by modulo. A Ring that is not full rotates by pops and pushes. The Queue is the monitor
// of the textbooks: a mutex and one condition variable. Every call waits on it, and each change wakes all of them.
//
// Good at: no memory beyond Cap, and a full Ring rotates in O(1) time at any Cap. Costs: a division for each element;
// each Put and Take wakes every waiting call, and registers with its ctx. The contract of each method is in stub.go.
package circulararray

import (
	"context"
	"fmt"
	"iter"
	"sync"
)

type Array[T any] struct {
	items []T
	head  uint // the place of index 0
}

func New[T any](n int) *Array[T] {
	if n < 0 {
		panic(fmt.Sprintf("circulararray: New: negative length %d", n))
	}
	return &Array[T]{items: make([]T, n)}
}

func Of[T any](items ...T) *Array[T] {
	a := New[T](len(items))
	copy(a.items, items)
	return a
}

func (a *Array[T]) Len() int { return len(a.items) }

// place returns the place of index i in items.
func (a *Array[T]) place(i int) uint {
	if i < 0 || i >= len(a.items) {
		panic(fmt.Sprintf("circulararray: Array index %d, length %d", i, len(a.items)))
	}
	return (a.head + uint(i)) % uint(len(a.items)) // a uint has room for the sum of two ints
}

func (a *Array[T]) At(i int) T     { return a.items[a.place(i)] }
func (a *Array[T]) Set(i int, v T) { a.items[a.place(i)] = v }

func (a *Array[T]) Rotate(k int) {
	n := len(a.items)
	if n == 0 {
		return
	}
	k %= n
	if k < 0 {
		k += n
	}
	a.head = (a.head + uint(k)) % uint(n)
}

func (a *Array[T]) All() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		head, n := a.head, uint(len(a.items)) // uint: see place
		for i := range n {
			if !yield(int(i), a.items[(head+i)%n]) {
				return
			}
		}
	}
}

func (a *Array[T]) Backward() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		head, n := a.head, uint(len(a.items)) // uint: see place
		for i := n; i > 0; i-- {
			if !yield(int(i-1), a.items[(head+i-1)%n]) {
				return
			}
		}
	}
}

func (a *Array[T]) Slice() []T {
	items := make([]T, 0, len(a.items))
	for _, v := range a.All() {
		items = append(items, v)
	}
	return items
}

type Ring[T any] struct {
	mode    Mode
	buf     []T // Cap places; those without an element are zero
	head    int // the place of the front, or 0 if there are no places; an int, because a Ring is short
	count   int
	dropped int
	version int // counts the changes that a loop must notice
}

func NewRing[T any](capacity int, m Mode) (*Ring[T], error) {
	switch m {
	case Reject, Overwrite, Grow:
	default:
		panic(fmt.Sprintf("circulararray: NewRing: no such mode: %v", m))
	}
	r := &Ring[T]{mode: m}
	if !r.allows(capacity) {
		return nil, fmt.Errorf("%w: %d", ErrCapacity, capacity)
	}
	r.buf = make([]T, capacity)
	return r, nil
}

// allows reports whether the mode allows the capacity.
func (r *Ring[T]) allows(capacity int) bool {
	return capacity > 0 || capacity == 0 && r.mode == Grow
}

// slot returns a pointer to the place of index i in buf. i may also be Len, which is the place behind the back.
func (r *Ring[T]) slot(i int) *T { return &r.buf[(r.head+i)%len(r.buf)] }

func (r *Ring[T]) full() bool { return r.count == len(r.buf) }

// makeRoom makes room for a push to a full Ring, as the mode says. drop pops at the other end.
func (r *Ring[T]) makeRoom(drop func() (T, bool)) error {
	switch r.mode {
	case Reject:
		return ErrFull
	case Overwrite:
		drop()
		r.dropped++
	case Grow: // + 1, or Cap 0 would stay 0, and Cap 1 would stay 1
		r.setCap(len(r.buf)*3/2 + 1)
	}
	return nil
}

func (r *Ring[T]) PushBack(v T) error {
	if r.full() {
		if err := r.makeRoom(r.PopFront); err != nil {
			return err
		}
	}
	*r.slot(r.count) = v
	r.count++
	r.version++
	return nil
}

func (r *Ring[T]) PushFront(v T) error {
	if r.full() {
		if err := r.makeRoom(r.PopBack); err != nil {
			return err
		}
	}
	r.head = (r.head - 1 + len(r.buf)) % len(r.buf)
	r.buf[r.head] = v
	r.count++
	r.version++
	return nil
}

func (r *Ring[T]) PopFront() (v T, ok bool) {
	if r.count == 0 {
		return v, false
	}
	v, *r.slot(0) = *r.slot(0), v // v was a zero value
	r.head = (r.head + 1) % len(r.buf)
	r.count--
	r.version++
	return v, true
}

func (r *Ring[T]) PopBack() (v T, ok bool) {
	if r.count == 0 {
		return v, false
	}
	v, *r.slot(r.count - 1) = *r.slot(r.count - 1), v // v was a zero value
	r.count--
	r.version++
	return v, true
}

func (r *Ring[T]) Front() (v T, ok bool) {
	if r.count > 0 {
		v, ok = *r.slot(0), true
	}
	return v, ok
}

func (r *Ring[T]) Back() (v T, ok bool) {
	if r.count > 0 {
		v, ok = *r.slot(r.count - 1), true
	}
	return v, ok
}

func (r *Ring[T]) Len() int     { return r.count }
func (r *Ring[T]) Cap() int     { return len(r.buf) }
func (r *Ring[T]) Dropped() int { return r.dropped }

// check returns i. If i is out of range, it panics.
func (r *Ring[T]) check(i int) int {
	if i < 0 || i >= r.count {
		panic(fmt.Sprintf("circulararray: Ring index %d, length %d", i, r.count))
	}
	return i
}

func (r *Ring[T]) At(i int) T     { return *r.slot(r.check(i)) }
func (r *Ring[T]) Set(i int, v T) { *r.slot(r.check(i)) = v }

func (r *Ring[T]) All() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		version := r.version
		for i := 0; i < r.count; i++ {
			if !yield(i, *r.slot(i)) {
				return
			}
			r.checkUnmodified(version)
		}
	}
}

func (r *Ring[T]) Backward() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		version := r.version
		for i := r.count - 1; i >= 0; i-- {
			if !yield(i, *r.slot(i)) {
				return
			}
			r.checkUnmodified(version)
		}
	}
}

// checkUnmodified panics if the Ring has another version than the given one.
func (r *Ring[T]) checkUnmodified(version int) {
	if r.version != version {
		panic("circulararray: the Ring was modified by the body of a loop over it")
	}
}

func (r *Ring[T]) Slice() []T {
	items := make([]T, r.count)
	for i := range items {
		items[i] = *r.slot(i)
	}
	return items
}

func (r *Ring[T]) Clear() {
	clear(r.buf)
	r.head, r.count = 0, 0
	r.version++
}

func (r *Ring[T]) Resize(capacity int) error {
	if capacity < r.count || !r.allows(capacity) {
		return fmt.Errorf("%w: %d", ErrCapacity, capacity)
	}
	r.setCap(capacity)
	return nil
}

// setCap moves the elements to a buffer of that length.
func (r *Ring[T]) setCap(capacity int) {
	buf := make([]T, capacity)
	copy(buf, r.Slice())
	r.buf, r.head = buf, 0
	r.version++
}

func (r *Ring[T]) Rotate(k int) {
	if r.count == 0 {
		return
	}
	if k %= r.count; k < 0 {
		k += r.count
	}
	r.version++
	if r.full() {
		r.head = (r.head + k) % len(r.buf)
		return
	}
	if k <= r.count/2 {
		for range k {
			v, _ := r.PopFront()
			_ = r.PushBack(v)
		}
		return
	}
	for range r.count - k {
		v, _ := r.PopBack()
		_ = r.PushFront(v)
	}
}

type Queue[T any] struct {
	mu      sync.Mutex
	changed *sync.Cond // of mu: wakes every call that waits
	ring    *Ring[T]   // guarded by mu
	closed  bool       // guarded by mu
}

func NewQueue[T any](capacity int) (*Queue[T], error) {
	ring, err := NewRing[T](capacity, Reject)
	if err != nil {
		return nil, err
	}
	q := &Queue[T]{ring: ring}
	q.changed = sync.NewCond(&q.mu)
	return q, nil
}

func (q *Queue[T]) Put(ctx context.Context, v T) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	stop := q.wakeWhenDone(ctx)
	defer stop()
	q.mu.Lock()
	defer q.mu.Unlock()
	for {
		if q.closed {
			return ErrClosed
		}
		if q.ring.PushBack(v) == nil {
			q.changed.Broadcast()
			return nil
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		q.changed.Wait()
	}
}

func (q *Queue[T]) Take(ctx context.Context) (v T, err error) {
	if err := ctx.Err(); err != nil {
		return v, err
	}
	stop := q.wakeWhenDone(ctx)
	defer stop()
	q.mu.Lock()
	defer q.mu.Unlock()
	for {
		if v, ok := q.ring.PopFront(); ok {
			q.changed.Broadcast()
			return v, nil
		}
		if q.closed {
			return v, ErrClosed
		}
		if err := ctx.Err(); err != nil {
			return v, err
		}
		q.changed.Wait()
	}
}

// wakeWhenDone wakes every waiting call when ctx ends. It takes the lock, so that no call is between
// its look at ctx and its wait.
func (q *Queue[T]) wakeWhenDone(ctx context.Context) (stop func() bool) {
	return context.AfterFunc(ctx, func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		q.changed.Broadcast()
	})
}

func (q *Queue[T]) Close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.changed.Broadcast()
}

func (q *Queue[T]) Len() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.ring.Len()
}
