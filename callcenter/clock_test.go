package callcenter_test

import (
	"sync/atomic"
	"time"
)

// fakeClock is a clock that a row sets and any goroutine may read.
type fakeClock struct{ t atomic.Pointer[time.Time] }

func (c *fakeClock) set(t time.Time) { c.t.Store(&t) }
func (c *fakeClock) read() time.Time { return *c.t.Load() }
