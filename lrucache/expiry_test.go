package lrucache_test

import (
	"runtime"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/lrucache"
)

// The checks of step 6 that are no list of calls.

func checkNoTTL(t *exercise.T) {
	u := newCacheUnderTest(2, 0)
	u.Put(1, 10)
	u.now = u.now.AddDate(1000, 0, 0)
	if v, ok := u.Get(1); v != 10 || !ok {
		t.Errorf("in a cache without a TTL c.Put(1, 10), and a thousand years later c.Get(1) = (%d, %t), want (10, true)", v, ok)
	}
}

func checkDeadline(t *exercise.T) {
	for _, ttl := range []time.Duration{time.Nanosecond, time.Millisecond, 24 * time.Hour, 200 * 365 * 24 * time.Hour} {
		u := newCacheUnderTest(2, ttl)
		u.Put(1, 10)
		written := u.now
		for _, row := range []struct {
			later time.Duration
			want  bool
		}{{0, true}, {ttl - 1, true}, {ttl, false}} {
			u.now = written.Add(row.later)
			if _, ok := u.Peek(1); ok != row.want {
				t.Errorf("with a TTL of %v, %v after c.Put(1, 10) the entry is there: %t, want %t", ttl, row.later, ok, row.want)
			}
		}
	}
}

// checkRealClock runs in a bubble, where time.Now goes on only while everybody sleeps.
func checkRealClock(t *exercise.T) {
	c := newCache(config{Capacity: 2, TTL: time.Minute})
	c.Put(1, 10)
	time.Sleep(time.Minute - 1)
	if v, ok := c.Get(1); v != 10 || !ok {
		t.Errorf("with a TTL of a minute and Now nil, a nanosecond less than a minute after c.Put(1, 10) c.Get(1) = (%d, %t), want (10, true)", v, ok)
	}
	time.Sleep(time.Nanosecond)
	if v, ok := c.Get(1); ok {
		t.Errorf("with a TTL of a minute and Now nil, a minute after c.Put(1, 10) c.Get(1) = (%d, true), want it expired", v)
	}
}

// clocked is a cache with a clock to set.
type clocked struct {
	*cache
	now time.Time
}

func checkExpiryFlat(t *exercise.T) {
	for _, op := range []struct {
		name string
		call func(c *clocked, n, i int)
	}{
		{"Get", func(c *clocked, n, i int) { c.Get(i % n) }},
		{"Peek of a missing key", func(c *clocked, n, i int) { c.Peek(-1) }},
		{"Put of a known key", func(c *clocked, n, i int) { c.Put(i%n, i) }},
		{"Put of a new key into a full cache", func(c *clocked, n, i int) { c.Put(n+i, i) }},
		{"Remove and Put", func(c *clocked, n, i int) { c.Remove(i % n); c.Put(i%n, i) }},
		{"Len", func(c *clocked, n, i int) { c.Len() }},
		{"Put of a new key, while another one expires,", func(c *clocked, n, i int) {
			c.now = c.now.Add(time.Hour / time.Duration(n))
			c.Put(n+i, i)
		}},
	} {
		exercise.Flat(t, "in a cache whose entries expire, "+op.name, func(n int) func(int) {
			c := &clocked{now: time.Unix(0, 0)}
			c.cache = newCache(config{Capacity: n, TTL: time.Hour, Now: func() time.Time { return c.now }})
			for k := range n {
				c.Put(k, k)
				c.now = c.now.Add(time.Second / 10)
			}
			return func(i int) { op.call(c, n, i) }
		})
	}
}

func checkExpiredCollectable(t *exercise.T) {
	const n = 100
	now := time.Unix(0, 0)
	c := newCache(lrucache.Config[int, *exercise.Object]{Capacity: n, TTL: time.Hour, Now: func() time.Time { return now }})
	var tracker exercise.Tracker
	putCached(c, &tracker, "expired", n)
	now = now.Add(time.Hour)
	if got := c.Len(); got != 0 {
		t.Fatalf("an hour after %d Puts in a cache with a TTL of an hour c.Len() = %d, want 0", n, got)
	}
	tracker.WantCollected(t)
	runtime.KeepAlive(c)
}
