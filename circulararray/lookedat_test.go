package circulararray_test

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
)

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

// endsWhenLookedAt is a ctx that ends just after somebody has seen that it has not: in the call of
// Err with a certain number, or after a moment if there are not so many. Whoever waits for its end by a signal,
// and looks first, must not miss a signal in between.
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
		time.Sleep(time.Millisecond) // who is told of the end has time to tell others
	}
	return err
}

// checkLookedAt is given up if a call misses the end of its ctx. It runs in real time: in a bubble no
// time passes while somebody waits for a lock.
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

// actsWhenLookedAt is a ctx that never ends, and that has something done by another goroutine just when
// somebody looks at it, in the call of Err or Done with a certain number; or after a moment if there are
// not so many. Whoever looks at the Queue, and waits for a signal then, must not miss one in between.
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

// look gives the other goroutine a moment to act, and no more: it may have to wait for a lock that the one
// who looks holds.
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
		takeMeanwhile(t, looks)
		putMeanwhile(t, looks)
	}
}

// meanwhileText says what happens while a call runs.
func meanwhileText(code, call, other string, looks int) string {
	return fmt.Sprintf("%s; %s with a ctx that never ends, and %s by another goroutine just when call %d of ctx.Err or ctx.Done is made", code, call, other, looks)
}

func takeMeanwhile(t *exercise.T, looks int) {
	q, code := newQueue(1, 0)
	doing := meanwhileText(code, "q.Take(ctx)", "q.Put of 7", looks)
	t.Doing(doing)
	ctx := newActsWhenLookedAt(t, looks, func() { _ = q.Put(forever, 7) })
	v, err := q.Take(ctx)
	<-ctx.acted
	if v != 7 || err != nil {
		t.Errorf("%s: Take returned (%d, %s), want (7, no error)", doing, v, errText(err))
	}
}

func putMeanwhile(t *exercise.T, looks int) {
	q, code := newQueue(1, 1)
	doing := meanwhileText(code, "q.Put of 2", "q.Take", looks)
	t.Doing(doing)
	ctx := newActsWhenLookedAt(t, looks, func() { _, _ = q.Take(forever) })
	err := q.Put(ctx, 2)
	<-ctx.acted
	if n := q.Len(); err != nil || n != 1 {
		t.Errorf("%s: Put returned %s, and then Len() = %d, want no error and 1", doing, errText(err), n)
	}
}
