//go:build stub

// An Array is a slice and the place of index 0. A Ring is an Array of Cap places, and the first Len of them hold its
// elements. The Queue is a Ring under a mutex. Each change closes a channel, which wakes every waiting call, and puts a
// new channel in its place.
//
// Good at: the least code, with all arithmetic in one line; a full Ring rotates in O(1) time at any Cap. Costs: a
// division for each element; a Put or Take wakes every waiting call and allocates. The contract of each method is in
// stub.go.
package circulararray

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"sync"
)

type Array[T any] struct {
	items []T
	head  int // the place of index 0
}

func New[T any](n int) *Array[T] {
	if n < 0 {
		panic(fmt.Sprintf("circulararray: New with the negative length %d", n))
	}
	return &Array[T]{items: make([]T, n)}
}

func Of[T any](items ...T) *Array[T] { return &Array[T]{items: slices.Clone(items)} }

func (a *Array[T]) Len() int       { return len(a.items) }
func (a *Array[T]) At(i int) T     { return a.items[a.place(i)] }
func (a *Array[T]) Set(i int, v T) { a.items[a.place(i)] = v }

// place returns the place of index i in items.
func (a *Array[T]) place(i int) int {
	checkIndex(i, len(a.items))
	return int((uint(a.head) + uint(i)) % uint(len(a.items))) // a uint has room for the sum of two ints
}

func checkIndex(i, n int) {
	if i < 0 || i >= n {
		panic(fmt.Sprintf("circulararray: index %d with length %d", i, n))
	}
}

func (a *Array[T]) Rotate(k int) {
	if len(a.items) > 0 {
		a.head = a.place(mod(k, len(a.items)))
	}
}

// mod returns k mod n, from 0 to n−1.
func mod(k, n int) int {
	if k %= n; k < 0 {
		k += n
	}
	return k
}

func (a *Array[T]) All() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		// A copy keeps the head of this moment and shares the items. Callers must not copy an Array, because a
		// Rotate of one copy would not rotate the other. Here that is what the loop needs.
		old := *a
		for i := 0; i < old.Len() && yield(i, old.At(i)); i++ {
		}
	}
}

func (a *Array[T]) Backward() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		old := *a // see All
		for i := old.Len() - 1; i >= 0 && yield(i, old.At(i)); i-- {
		}
	}
}

func (a *Array[T]) Slice() []T { return values(a.All()) }

func values[T any](seq iter.Seq2[int, T]) (items []T) {
	for _, v := range seq {
		items = append(items, v)
	}
	return items
}

type Ring[T any] struct {
	places  Array[T] // Cap places: the elements, and then zero values
	len     int      // the number of elements
	mode    Mode
	dropped int
	changes int // counts the changes that a loop must notice
}

func NewRing[T any](capacity int, m Mode) (*Ring[T], error) {
	if m < Reject || m > Grow {
		panic(fmt.Sprintf("circulararray: NewRing with the unknown mode %v", m))
	}
	r := &Ring[T]{mode: m}
	if err := r.Resize(capacity); err != nil {
		return nil, err
	}
	return r, nil
}

// makeRoom makes room for a push to a full Ring, as the mode says. drop pops at the other end.
func (r *Ring[T]) makeRoom(drop func() (T, bool)) error {
	switch r.mode {
	case Reject:
		return ErrFull
	case Overwrite:
		drop()
		r.dropped++
	case Grow: // + 1, or Cap 0 would stay 0
		r.setCap(2*r.len + 1)
	}
	return nil
}

func (r *Ring[T]) PushBack(v T) error {
	if r.len == r.Cap() {
		if err := r.makeRoom(r.PopFront); err != nil {
			return err
		}
	}
	r.places.Set(r.len, v)
	r.len++
	r.changes++
	return nil
}

func (r *Ring[T]) PushFront(v T) error {
	if r.len == r.Cap() {
		if err := r.makeRoom(r.PopBack); err != nil {
			return err
		}
	}
	r.places.Rotate(-1)
	r.places.Set(0, v)
	r.len++
	r.changes++
	return nil
}

func (r *Ring[T]) PopFront() (v T, ok bool) {
	v, ok = r.Front()
	if ok {
		r.places.Set(0, *new(T))
		r.places.Rotate(1)
		r.len--
		r.changes++
	}
	return v, ok
}

func (r *Ring[T]) PopBack() (v T, ok bool) {
	v, ok = r.Back()
	if ok {
		r.places.Set(r.len-1, *new(T))
		r.len--
		r.changes++
	}
	return v, ok
}

func (r *Ring[T]) Front() (v T, ok bool) {
	if r.len == 0 {
		return v, false
	}
	return r.At(0), true
}

func (r *Ring[T]) Back() (v T, ok bool) {
	if r.len == 0 {
		return v, false
	}
	return r.At(r.len - 1), true
}

func (r *Ring[T]) Len() int     { return r.len }
func (r *Ring[T]) Cap() int     { return r.places.Len() }
func (r *Ring[T]) Dropped() int { return r.dropped }

func (r *Ring[T]) At(i int) T {
	checkIndex(i, r.len)
	return r.places.At(i)
}

func (r *Ring[T]) Set(i int, v T) {
	checkIndex(i, r.len)
	r.places.Set(i, v)
}

func (r *Ring[T]) All() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		changes := r.changes
		for i := 0; i < r.len && yield(i, r.At(i)); i++ {
			r.checkUnchanged(changes)
		}
	}
}

func (r *Ring[T]) Backward() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		changes := r.changes
		for i := r.len - 1; i >= 0 && yield(i, r.At(i)); i-- {
			r.checkUnchanged(changes)
		}
	}
}

// checkUnchanged panics if the Ring has changed since its count of changes was the one given.
func (r *Ring[T]) checkUnchanged(changes int) {
	if r.changes != changes {
		panic("circulararray: the body of a loop changed its Ring")
	}
}

func (r *Ring[T]) Slice() []T { return values(r.All()) }

func (r *Ring[T]) Clear() {
	clear(r.places.items)
	r.len = 0
	r.changes++
}

func (r *Ring[T]) Resize(capacity int) error {
	if capacity < r.len || capacity == 0 && r.mode != Grow {
		return ErrCapacity
	}
	r.setCap(capacity)
	return nil
}

func (r *Ring[T]) setCap(capacity int) {
	places := New[T](capacity)
	copy(places.items, r.Slice())
	r.places = *places // nothing else refers to places
	r.changes++
}

func (r *Ring[T]) Rotate(k int) {
	if r.len == 0 {
		return
	}
	k = mod(k, r.len)
	switch {
	case r.len == r.Cap():
		r.places.Rotate(k)
	case k <= r.len/2:
		for range k {
			v, _ := r.PopFront()
			_ = r.PushBack(v)
		}
	default:
		for range r.len - k {
			v, _ := r.PopBack()
			_ = r.PushFront(v)
		}
	}
	r.changes++
}

type Queue[T any] struct {
	mu      sync.Mutex
	ring    *Ring[T]      // guarded by mu
	closed  bool          // guarded by mu
	changed chan struct{} // guarded by mu; closed, and replaced, by the next change
}

func NewQueue[T any](capacity int) (*Queue[T], error) {
	ring, err := NewRing[T](capacity, Reject)
	if err != nil {
		return nil, err
	}
	return &Queue[T]{ring: ring, changed: make(chan struct{})}, nil
}

func (q *Queue[T]) Put(ctx context.Context, v T) error {
	for {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		q.mu.Lock()
		if q.closed {
			q.mu.Unlock()
			return ErrClosed
		}
		if q.ring.PushBack(v) == nil {
			q.wakeAllLocked()
			q.mu.Unlock()
			return nil
		}
		changed := q.changed
		q.mu.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
		}
	}
}

func (q *Queue[T]) Take(ctx context.Context) (v T, err error) {
	for {
		if ctx.Err() != nil {
			return v, ctx.Err()
		}
		q.mu.Lock()
		if v, ok := q.ring.PopFront(); ok {
			q.wakeAllLocked()
			q.mu.Unlock()
			return v, nil
		}
		if q.closed {
			q.mu.Unlock()
			return v, ErrClosed
		}
		changed := q.changed
		q.mu.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
		}
	}
}

// wakeAllLocked wakes every waiting call, which then looks again. It is called after each change, with mu held. A call
// takes the channel under mu too, so it never waits for a change that has already happened.
func (q *Queue[T]) wakeAllLocked() {
	close(q.changed)
	q.changed = make(chan struct{})
}

func (q *Queue[T]) Close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.wakeAllLocked()
}

func (q *Queue[T]) Len() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.ring.Len()
}
