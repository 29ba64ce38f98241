//go:build !stub

package circulararray

import (
	"context"
	"errors"
	"sync"
)

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
	mu     sync.Mutex
	ring   *Ring[T] // guarded by mu
	closed bool     // guarded by mu

	// Goroutines wait for tokens. Whoever lets go of mu leaves one in room if there is room, and one
	// in items if there are elements. A goroutine that cannot go on waits for a token, looks again,
	// and by the same rule leaves a token if there is more for others. So a single token wakes as
	// many as can go on, and none gets lost: who gives up, because ctx ends, takes none along.
	room, items chan struct{} // both have room for one token
	done        chan struct{} // closed when the Queue is
}

// NewQueue returns an empty Queue with room for capacity elements. If capacity is less than 1 the
// error is [ErrCapacity].
func NewQueue[T any](capacity int) (*Queue[T], error) {
	ring, err := NewRing[T](capacity, Reject)
	if err != nil {
		return nil, err
	}
	return &Queue[T]{
		ring:  ring,
		room:  make(chan struct{}, 1),
		items: make(chan struct{}, 1),
		done:  make(chan struct{}),
	}, nil
}

// Put adds v at the end of the Queue. While the Queue is full it waits for room.
//
// If ctx has ended when Put is called, it returns ctx.Err(), in whatever state the Queue is. If not,
// and the Queue is closed, it returns [ErrClosed], full or not; so does a Put that waits for room
// when the Queue is closed. If ctx ends while Put waits, it returns ctx.Err(), unless room or Close
// comes first or at that moment. In short: nil says that v was stored, and an error that it was not.
func (q *Queue[T]) Put(ctx context.Context, v T) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	for {
		err := q.tryPut(v)
		if err != ErrFull {
			return err
		}
		if err := q.wait(ctx, q.room); err != nil {
			return err
		}
	}
}

// Take removes the first element of the Queue and returns it. While the Queue is empty it waits for
// an element.
//
// If ctx has ended when Take is called, it returns ctx.Err(), in whatever state the Queue is. If the
// Queue is closed, Take returns the elements that are left, and then [ErrClosed]; so does a Take
// that waits when the Queue is closed. If ctx ends while Take waits, it returns ctx.Err(), unless an
// element or Close comes first or at that moment. With an error no element is taken.
func (q *Queue[T]) Take(ctx context.Context) (T, error) {
	if err := ctx.Err(); err != nil {
		return *new(T), err
	}
	for {
		v, err := q.tryTake()
		if err != errEmpty {
			return v, err
		}
		if err := q.wait(ctx, q.items); err != nil {
			return v, err
		}
	}
}

// Close closes the Queue, whose elements can still be taken, and wakes everybody who waits. To close
// it again does nothing.
func (q *Queue[T]) Close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if !q.closed {
		q.closed = true
		close(q.done)
	}
}

// Len returns the number of elements that have been put and not taken.
func (q *Queue[T]) Len() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.ring.Len()
}

// tryPut is Put without waiting: it returns ErrFull instead.
func (q *Queue[T]) tryPut(v T) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return ErrClosed
	}
	err := q.ring.PushBack(v)
	q.leaveTokensLocked()
	return err
}

var errEmpty = errors.New("circulararray: queue is empty")

// tryTake is Take without waiting: it returns errEmpty instead.
func (q *Queue[T]) tryTake() (T, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	v, ok := q.ring.PopFront()
	switch {
	case ok:
		q.leaveTokensLocked()
		return v, nil
	case q.closed:
		return v, ErrClosed
	default:
		return v, errEmpty
	}
}

// wait waits for a token or Close, or returns why not to wait any longer.
func (q *Queue[T]) wait(ctx context.Context, token <-chan struct{}) error {
	select {
	case <-token:
		return nil
	case <-q.done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (q *Queue[T]) leaveTokensLocked() {
	if q.ring.Len() < q.ring.Cap() {
		leaveToken(q.room)
	}
	if q.ring.Len() > 0 {
		leaveToken(q.items)
	}
}

// leaveToken leaves a token unless there is one.
func leaveToken(tokens chan<- struct{}) {
	select {
	case tokens <- struct{}{}:
	default:
	}
}
