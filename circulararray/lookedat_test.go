package circulararray_test

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
)

// This file has a ctx that acts when a call looks at it. So the steps meet an event between a look and a wait every
// time, and not only by chance.

// actsWhenLookedAt is a ctx that makes another goroutine act at a certain call of Err or Done. If there are too few
// calls, it acts after a moment. A call that looks, and then waits for a signal, must not miss a signal in between.
type actsWhenLookedAt struct {
	context.Context
	act   func()
	acted chan struct{} // closed when act has returned
	begin sync.Once

	mu   sync.Mutex
	left int // calls of Err and Done until the one at which it acts
}

func newActsWhenLookedAt(t *exercise.T, ctx context.Context, looks int, act func()) *actsWhenLookedAt {
	c := &actsWhenLookedAt{Context: ctx, left: looks, acted: make(chan struct{})}
	c.act = t.Guarded(func() {
		defer close(c.acted)
		act()
	})
	time.AfterFunc(20*time.Millisecond, c.beginAct)
	return c
}

func (c *actsWhenLookedAt) beginAct() { c.begin.Do(func() { go c.act() }) }

// Err returns the state of ctx from just before the other goroutine acted.
func (c *actsWhenLookedAt) Err() error {
	err := c.Context.Err()
	c.look()
	return err
}

func (c *actsWhenLookedAt) Done() <-chan struct{} {
	c.look()
	return c.Context.Done()
}

// reached reports whether there were enough calls of Err and Done.
func (c *actsWhenLookedAt) reached() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.left <= 0
}

// look gives the other goroutine a moment to act, but no longer: that goroutine may need a lock that the caller holds.
func (c *actsWhenLookedAt) look() {
	c.mu.Lock()
	c.left--
	last := c.left == 0
	c.mu.Unlock()
	if last {
		c.beginAct()
		select {
		case <-c.acted:
			time.Sleep(time.Millisecond) // time for goroutines that wait for the end of ctx
		case <-time.After(time.Millisecond):
		}
	}
}

// usesAnother is a ctx whose methods use another Queue than the one whose call they belong to.
type usesAnother struct {
	context.Context
	use func()
}

func (c usesAnother) Err() error            { c.use(); return c.Context.Err() }
func (c usesAnother) Done() <-chan struct{} { c.use(); return c.Context.Done() }

// checkContextUsesAnother lets the methods of ctx call each method of another Queue but Close.
func checkContextUsesAnother(t *exercise.T) {
	other, _ := newQueue(4, 0)
	ctx := usesAnother{forever, func() {
		err := other.Put(forever, 1)
		_, takeErr := other.Take(forever)
		if other.Len(); cmp.Or(err, takeErr) != nil {
			t.Errorf("other.Put and other.Take in a method of ctx returned %v and %v, want nil", err, takeErr)
		}
	}}
	t.Doing("q and other are Queues, and each method of ctx calls other.Put, other.Take and other.Len\nq.Put(ctx, 1)\nq.Take(ctx)")
	q, _ := newQueue(1, 0)
	for range 3 {
		err := q.Put(ctx, 1)
		if v, takeErr := q.Take(ctx); cmp.Or(err, takeErr) != nil || v != 1 {
			t.Fatalf("while ctx uses another Queue, q.Put(ctx, 1) returned %v, and q.Take(ctx) (%d, %v), want nil and (1, nil)", err, v, takeErr)
		}
	}
}

// checkJustBeforeWait does not return if a call misses what happens between its look at the Queue and its wait. It runs in
// real time: in a bubble no time passes while a goroutine waits for a lock.
func checkJustBeforeWait(t *exercise.T) {
	for _, row := range []struct {
		n     int // elements in a Queue with room for one
		other string
		act   func(q queue, cancel func())
		want  any
		left  int
	}{
		{0, "q.Put(ctx, 7)", func(q queue, _ func()) { _ = q.Put(forever, 7) }, exercise.Results(7, nil), 0},
		{0, "q.Put(ctx, 7) and q.Close()", func(q queue, _ func()) { _ = q.Put(forever, 7); q.Close() }, exercise.Results(7, nil), 0},
		{0, "q.Close()", func(q queue, _ func()) { q.Close() }, exercise.Results(0, errClosed), 0},
		{0, "cancel()", func(_ queue, cancel func()) { cancel() }, exercise.Results(0, errCanceled), 0},
		{1, "q.Take(ctx)", func(q queue, _ func()) { _, _ = q.Take(forever) }, nil, 1},
		{1, "q.Close()", func(q queue, _ func()) { q.Close() }, errClosed, 1},
		{1, "cancel()", func(_ queue, cancel func()) { cancel() }, errCanceled, 1},
	} {
		call := []string{"q.Take(ctx)", "q.Put(ctx, 2)"}[row.n]
		times := 1
		if strings.Contains(row.other, "and") {
			times = 12 // a select with two ready cases chooses by chance
		}
		reached := true
		for i := 0; i < 4*times && reached; i++ {
			if t.Failed() {
				return
			}
			looks := 1 + i/times
			q, code := newQueue(1, row.n)
			code = fmt.Sprintf("%s; %s, and %s by another goroutine at the moment when the first call uses ctx (use number %d of ctx.Err or ctx.Done)", code, call, row.other, looks)
			t.Doing(code)
			ctx, cancel := context.WithCancel(forever)
			acts := newActsWhenLookedAt(t, ctx, looks, func() { row.act(q, cancel) })
			var got any
			if row.n == 0 {
				got = exercise.Results(q.Take(acts))
			} else {
				got = q.Put(acts, 2)
			}
			<-acts.acted
			reached = acts.reached() // if not, the call waits after fewer looks
			if wrong := exercise.Compare(got, row.want); wrong != nil || q.Len() != row.left {
				t.Errorf("%s: got %s, and then q.Len() = %d, want %s and %d", code, exercise.Text(got), q.Len(), exercise.Text(row.want), row.left)
			}
			cancel()
		}
	}
}
