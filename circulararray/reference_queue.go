//go:build !stub

package circulararray

import (
	"context"
	"errors"
	"sync"
)

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
	mu     sync.Mutex
	ring   *Ring[T] // guarded by mu
	closed bool     // guarded by mu

	// While a Put waits and there is room, a roomToken is there, or a call that took it is about to look
	// at the ring, or done is closed. The same holds for Takes, elements and itemToken.
	//
	// Each call that changes the ring keeps it so: see leaveTokensLocked. Thus one token wakes as many calls
	// as can go on, one after another. A call that returns because ctx ended has not taken a token, so none is
	// lost. A token may be stale: then a call looks at the ring, finds nothing, and waits again.
	roomToken, itemToken chan struct{} // each holds at most one token
	done                 chan struct{} // closed by Close
}

// NewQueue returns an empty Queue with room for capacity elements. If capacity is less than 1, NewQueue
// returns nil and [ErrCapacity].
func NewQueue[T any](capacity int) (*Queue[T], error) {
	ring, err := NewRing[T](capacity, Reject)
	if err != nil {
		return nil, err
	}
	return &Queue[T]{
		ring:      ring,
		roomToken: make(chan struct{}, 1),
		itemToken: make(chan struct{}, 1),
		done:      make(chan struct{}),
	}, nil
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
	if err := ctx.Err(); err != nil {
		return err
	}
	for {
		err := q.tryPut(v)
		if !errors.Is(err, ErrFull) {
			return err
		}
		if err := q.wait(ctx, q.roomToken); err != nil {
			return err
		}
	}
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
	var zero T
	if err := ctx.Err(); err != nil {
		return zero, err
	}
	for {
		v, err := q.tryTake()
		if !errors.Is(err, errEmpty) {
			return v, err
		}
		if err := q.wait(ctx, q.itemToken); err != nil {
			return zero, err
		}
	}
}

// Close closes the Queue and wakes every waiting call. Takes can still remove the elements that are
// left. Closing a closed Queue does nothing.
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
	if err := q.ring.PushBack(v); err != nil {
		return err
	}
	q.leaveTokensLocked()
	return nil
}

// errEmpty says that a Take has to wait. Callers of the Queue never get it.
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

// wait waits for a token or for Close. If ctx ends first, it returns ctx.Err().
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

// leaveTokensLocked leaves a roomToken if there is room, and an itemToken if there are elements. It is called
// after each change of the ring, and it leaves both, whatever the change was: the call may itself have taken
// the only token of its kind, and more calls of that kind may be able to go on.
func (q *Queue[T]) leaveTokensLocked() {
	if q.ring.Len() < q.ring.Cap() {
		leaveToken(q.roomToken)
	}
	if q.ring.Len() > 0 {
		leaveToken(q.itemToken)
	}
}

// leaveToken leaves a token, unless there is one already.
func leaveToken(token chan<- struct{}) {
	select {
	case token <- struct{}{}:
	default:
	}
}
