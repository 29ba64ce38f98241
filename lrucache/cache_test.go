package lrucache_test

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/lrucache"
)

// The checks of step 5 that are no list of calls.

type (
	cache  = lrucache.Cache[int, int]
	config = lrucache.Config[int, int]
)

func checkNewCache(t *exercise.T) {
	for _, row := range []struct {
		config config
		want   error
	}{
		{config{Capacity: 1}, nil},
		{config{Capacity: 1000, TTL: time.Nanosecond}, nil},
		{config{}, lrucache.ErrCapacity},
		{config{Capacity: -1}, lrucache.ErrCapacity},
		{config{Capacity: 1, TTL: -1}, lrucache.ErrTTL},
	} {
		c, err := lrucache.NewCache(row.config)
		if !errors.Is(err, row.want) || (err == nil) != (c != nil) {
			t.Errorf("lrucache.NewCache with Capacity %d and TTL %v = (%p, %v), want a cache or the error %v", row.config.Capacity, row.config.TTL, c, err, row.want)
		}
	}
}

func checkWithoutOnRemove(t *exercise.T) {
	c := newCache(config{Capacity: 1})
	t.Doing("c, _ := lrucache.NewCache(lrucache.Config[int, int]{Capacity: 1}); c.Put(1, 10); c.Put(1, 11); c.Put(2, 20); c.Remove(2); c.Put(3, 30); c.Clear()")
	c.Put(1, 10)
	c.Put(1, 11)
	c.Put(2, 20)
	c.Remove(2)
	c.Put(3, 30)
	c.Clear()
	if n := c.Len(); n != 0 {
		t.Errorf("after Clear c.Len() = %d, want 0", n)
	}
}

// methods are calls of each method of a Cache that takes no time.
var methods = []struct {
	name string
	call func(c *cache)
}{
	{"Get(1)", func(c *cache) { c.Get(1) }},
	{"Peek(1)", func(c *cache) { c.Peek(1) }},
	{"Put(1, 11)", func(c *cache) { c.Put(1, 11) }},
	{"Remove(1)", func(c *cache) { c.Remove(1) }},
	{"Len()", func(c *cache) { c.Len() }},
	{"Stats()", func(c *cache) { c.Stats() }},
	{"Clear()", func(c *cache) { c.Clear() }},
}

// causes are calls that make a value leave a cache which holds key 1 and is full.
var causes = []struct {
	name string
	call func(c *cache)
	why  lrucache.Reason
}{
	{"Put(2, 20)", func(c *cache) { c.Put(2, 20) }, lrucache.Evicted},
	{"Put(1, 11)", func(c *cache) { c.Put(1, 11) }, lrucache.Replaced},
	{"Remove(1)", func(c *cache) { c.Remove(1) }, lrucache.Removed},
	{"Clear()", func(c *cache) { c.Clear() }, lrucache.Removed},
}

func checkReentry(t *exercise.T) {
	for _, cause := range causes {
		for _, method := range methods {
			var c *cache
			told := 0
			c = newCache(config{Capacity: 1, OnRemove: func(int, int, lrucache.Reason) {
				if told++; told == 1 {
					method.call(c)
				}
			}})
			c.Put(1, 10)
			t.Doing(fmt.Sprintf("c.Put(1, 10); c.%s, and OnRemove calls c.%s", cause.name, method.name))
			cause.call(c)
			if told == 0 {
				t.Errorf("c.Put(1, 10); c.%s: OnRemove was not called before the call returned, want it told of the %v value", cause.name, cause.why)
			}
		}
	}
}

// checkNoLockInCallback lets another goroutine use the cache while OnRemove waits for it.
func checkNoLockInCallback(t *exercise.T) {
	for _, cause := range causes {
		for _, method := range methods {
			var c *cache
			told := 0
			c = newCache(config{Capacity: 1, OnRemove: func(int, int, lrucache.Reason) {
				if told++; told > 1 {
					return
				}
				done := make(chan struct{})
				go t.Guarded(func() {
					defer close(done)
					method.call(c)
				})()
				<-done
			}})
			c.Put(1, 10)
			t.Doing(fmt.Sprintf("c.Put(1, 10); c.%s, and while OnRemove runs another goroutine calls c.%s", cause.name, method.name))
			cause.call(c)
		}
	}
}

func checkNestedRemovals(t *exercise.T) {
	var c *cache
	var events []string
	c = newCache(config{Capacity: 2, OnRemove: func(key, value int, why lrucache.Reason) {
		events = append(events, eventText(key, value, why))
		if key < 10 {
			c.Put(key+10, value)
		}
	}})
	c.Put(1, 1)
	c.Put(2, 2)
	c.Put(3, 3) // evicts 1, which puts 11, which evicts 2, which puts 12, which evicts 3, which puts 13, which evicts 11
	want := []string{
		eventText(1, 1, lrucache.Evicted), eventText(2, 2, lrucache.Evicted), eventText(3, 3, lrucache.Evicted), eventText(11, 1, lrucache.Evicted),
	}
	if !slices.Equal(events, want) {
		t.Errorf("in a cache of capacity 2 whose OnRemove puts each key k below 10 again as k+10: c.Put(1, 1); c.Put(2, 2); c.Put(3, 3): OnRemove was told\n%v, want\n%v", events, want)
	}
}

// checkNestedClear clears the cache anew when the first of three values is reported.
func checkNestedClear(t *exercise.T) {
	var c *cache
	var mu sync.Mutex // guards told: who reports in goroutines is to read of that, and not to crash
	told := make(map[int]int)
	tell := func(key int) (keys int) {
		mu.Lock()
		defer mu.Unlock()
		told[key]++
		return len(told)
	}
	c = newCache(config{Capacity: 3, OnRemove: func(key, _ int, _ lrucache.Reason) {
		if tell(key) == 1 {
			for k := range 3 {
				c.Put(10+k, k)
			}
			c.Clear()
		}
	}})
	for k := range 3 {
		c.Put(k, k)
	}
	c.Clear()
	mu.Lock()
	defer mu.Unlock()
	for _, k := range []int{0, 1, 2, 10, 11, 12} {
		if told[k] != 1 {
			t.Errorf("in a cache with the keys 0, 1 and 2 c.Clear(), and the first time that OnRemove is called it Puts 10, 11 and 12 and calls c.Clear() too: OnRemove was told %d times of key %d, want once", told[k], k)
		}
	}
}

// checkToldBeforeReturn removes a value while another goroutine's call of OnRemove goes on.
func checkToldBeforeReturn(t *exercise.T) {
	var c *cache
	var told atomic.Bool
	c = newCache(config{Capacity: 2, OnRemove: func(key, _ int, _ lrucache.Reason) {
		if key == 2 {
			told.Store(true)
			return
		}
		exercise.Together(t, 1, func(int) {
			if c.Remove(2); !told.Load() {
				t.Errorf("while c.Remove(1) tells OnRemove another goroutine calls c.Remove(2): it has returned, and OnRemove was not told of key 2, want it told before")
			}
		})
	}})
	c.Put(1, 10)
	c.Put(2, 20)
	t.Doing("c.Put(1, 10); c.Put(2, 20); c.Remove(1), and while OnRemove runs another goroutine calls c.Remove(2)")
	c.Remove(1)
}

// tracked is a cache whose values can be told to be garbage.
type tracked = lrucache.Cache[int, *exercise.Object]

func checkLeftCollectable(t *exercise.T, ttl time.Duration) {
	const n = 100
	putNil := func(c *tracked, from int) {
		for k := from; k < from+n; k++ {
			c.Put(k, nil)
		}
	}
	for _, way := range []struct {
		name  string
		leave func(c *tracked)
	}{
		{"evicted", func(c *tracked) { putNil(c, n) }},
		{"replaced", func(c *tracked) { putNil(c, 0) }},
		{"removed", func(c *tracked) {
			for k := range n {
				c.Remove(k)
			}
		}},
		{"cleared", (*tracked).Clear},
	} {
		var tracker exercise.Tracker
		c := newCache(lrucache.Config[int, *exercise.Object]{Capacity: n, TTL: ttl, OnRemove: func(int, *exercise.Object, lrucache.Reason) {}})
		putCached(c, &tracker, way.name, n)
		way.leave(c)
		tracker.WantCollected(t)
		runtime.KeepAlive(c)
	}
}

//go:noinline
func putCached(c *tracked, tracker *exercise.Tracker, how string, n int) {
	for k := range n {
		c.Put(k, tracker.New(fmt.Sprintf("the %s value of key %d", how, k)))
	}
}
