package circulararray_test

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
)

// endsWhenLookedAt is a ctx that ends just after somebody has seen that it has not: in the call of
// Err with a certain number, or after a moment if there are not so many. Whoever waits for its end by a signal,
// and looks first, must not miss a signal in between.
type endsWhenLookedAt struct {
	context.Context
	end context.CancelFunc

	mu    sync.Mutex
	looks int // calls of Err that are left
}

func newEndsWhenLookedAt(looks int) *endsWhenLookedAt {
	c := &endsWhenLookedAt{looks: looks}
	c.Context, c.end = context.WithTimeout(forever, 50*time.Millisecond)
	return c
}

func (c *endsWhenLookedAt) Err() error {
	err := c.Context.Err()
	c.mu.Lock()
	c.looks--
	last := c.looks == 0
	c.mu.Unlock()
	if last {
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
