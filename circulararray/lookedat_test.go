package circulararray_test

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
)

// This file has ctxs that act when they are looked at, so that what happens between a look and a wait is met
// every time.

// countdown counts what is left of a number of calls, which may come from several goroutines.
type countdown struct {
	mu   sync.Mutex
	left int
}

// isLast counts a call, and reports whether it was the last one.
func (c *countdown) isLast() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.left--
	return c.left == 0
}

// endsWhenLookedAt is a ctx that ends just after a call has seen that it has not: in the call of Err with a
// certain number, or after a moment if there are not so many. A call that waits for its end by a signal, and looks
// first, must not miss a signal in between.
type endsWhenLookedAt struct {
	context.Context
	end   context.CancelFunc
	looks countdown // calls of Err
}

func newEndsWhenLookedAt(looks int) *endsWhenLookedAt {
	c := &endsWhenLookedAt{looks: countdown{left: looks}}
	c.Context, c.end = context.WithTimeout(forever, 50*time.Millisecond)
	return c
}

func (c *endsWhenLookedAt) Err() error {
	err := c.Context.Err()
	if c.looks.isLast() {
		c.end()
		time.Sleep(time.Millisecond) // a goroutine that is told of the end has time to tell others
	}
	return err
}

// checkLookedAt is given up if a call misses the end of its ctx. It runs in real time: in a bubble no
// time passes while a goroutine waits for a lock.
func checkLookedAt(t *exercise.T) {
	for looks := 1; looks <= 4; looks++ {
		for _, n := range []int{0, 1} {
			q, code := newQueue(1, n)
			call, f := "q.Take(ctx)", func(ctx context.Context) { _, _ = q.Take(ctx) }
			if n == 1 {
				call, f = "q.Put(ctx, 2)", func(ctx context.Context) { _ = q.Put(ctx, 2) }
			}
			t.Doing(fmt.Sprintf("%s; %s with a ctx that ends in call %d of its Err, just after that has looked and before it returns nil", code, call, looks))
			ctx := newEndsWhenLookedAt(looks)
			f(ctx)
			ctx.end()
		}
	}
}

// actsWhenLookedAt is a ctx that never ends, and that has something done by another goroutine just when it is
// looked at, in the call of Err or Done with a certain number; or after a moment if there are not so many. A call
// that looks at the Queue, and then waits for a signal, must not miss one in between.
type actsWhenLookedAt struct {
	context.Context
	act   func()
	acted chan struct{} // closed when act has returned
	begin sync.Once
	looks countdown // calls of Err and Done
}

func newActsWhenLookedAt(t *exercise.T, looks int, act func()) *actsWhenLookedAt {
	c := &actsWhenLookedAt{Context: forever, looks: countdown{left: looks}, acted: make(chan struct{})}
	c.act = t.Guarded(func() {
		defer close(c.acted)
		act()
	})
	time.AfterFunc(50*time.Millisecond, c.beginAct)
	return c
}

func (c *actsWhenLookedAt) beginAct() { c.begin.Do(func() { go c.act() }) }

func (c *actsWhenLookedAt) Err() error {
	c.look()
	return c.Context.Err()
}

func (c *actsWhenLookedAt) Done() <-chan struct{} {
	c.look()
	return c.Context.Done()
}

// look gives the other goroutine a moment to act, and no more: it may have to wait for a lock that the caller
// holds.
func (c *actsWhenLookedAt) look() {
	if c.looks.isLast() {
		c.beginAct()
		select {
		case <-c.acted:
		case <-time.After(time.Millisecond):
		}
	}
}

// checkMeanwhile is given up if a call misses what happens between its look at the Queue and its wait.
func checkMeanwhile(t *exercise.T) {
	for looks := 1; looks <= 4; looks++ {
		wantMeanwhile(t, looks, 0, "q.Take(ctx)", func(ctx context.Context, q queue) any { return exercise.Results(q.Take(ctx)) },
			"q.Put of 7", func(q queue) { _ = q.Put(forever, 7) }, exercise.Results(7, nil), 0)
		wantMeanwhile(t, looks, 1, "q.Put(ctx, 2)", func(ctx context.Context, q queue) any { return q.Put(ctx, 2) },
			"q.Take", func(q queue) { _, _ = q.Take(forever) }, nil, 1)
		wantMeanwhile(t, looks, 0, "q.Take(ctx)", func(ctx context.Context, q queue) any { return exercise.Results(q.Take(ctx)) },
			"q.Close", queue.Close, exercise.Results(0, errClosed), 0)
		wantMeanwhile(t, looks, 1, "q.Put(ctx, 2)", func(ctx context.Context, q queue) any { return q.Put(ctx, 2) },
			"q.Close", queue.Close, errClosed, 1)
	}
}

// wantMeanwhile makes a call on a Queue of n elements and room for one, and another just when its ctx is looked
// at, and fails t unless the answer is the one that is wanted and then as many elements are left as are wanted.
func wantMeanwhile(t *exercise.T, looks, n int, call string, f func(context.Context, queue) any, other string, act func(queue), want any, left int) {
	if t.Failed() {
		return
	}
	q, code := newQueue(1, n)
	doing := fmt.Sprintf("%s; %s with a ctx that never ends, and %s by another goroutine just when call %d of ctx.Err or ctx.Done is made", code, call, other, looks)
	t.Doing(doing)
	ctx := newActsWhenLookedAt(t, looks, func() { act(q) })
	got := f(ctx, q)
	<-ctx.acted
	if wrong := exercise.Compare(got, want); wrong != nil {
		t.Errorf("%s: got %s, want %s", doing, wrong.Got, wrong.Want)
	}
	if l := q.Len(); l != left {
		t.Errorf("%s: then q.Len() = %d, want %d", doing, l, left)
	}
}
