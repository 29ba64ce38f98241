package lrucache_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strconv"
	"strings"
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
	told := make(map[int]int)
	c = newCache(config{Capacity: 3, OnRemove: func(key, _ int, _ lrucache.Reason) {
		if told[key]++; len(told) == 1 {
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

const workers = 8

// checkCountedGets uses small caches from many goroutines, whose Gets move entries all the time.
func checkCountedGets(t *exercise.T) {
	const rounds, capacity = 120, 4
	times := 10_000
	if exercise.Race { // which finds what needs so many times without it
		times = 500
	}
	for range exercise.Within(rounds) {
		c := newCache(config{Capacity: capacity})
		exercise.Crowded(t, workers, func(w int) {
			r := rand.New(rand.NewPCG(1, uint64(w)))
			for i := range times {
				if key := r.IntN(capacity + 1); i%100 == 0 {
					c.Put(key, key)
				} else if v, ok := c.Get(key); ok && v != key {
					t.Fatalf("while %d goroutines Get and Put values that are equal to their keys, c.Get(%d) = (%d, true)", workers, key, v)
				}
			}
		})
		calls := uint64(workers * (times - times/100))
		if s := c.Stats(); s.Hits+s.Misses != calls {
			t.Fatalf("%d goroutines call Get %d times in all: Hits and Misses are %d and %d, %d together", workers, calls, s.Hits, s.Misses, s.Hits+s.Misses)
		}
		wantSound(t, c, capacity)
	}
}

// wantSound fails t unless a cache that many goroutines have used, which is full, keeps the last
// entries that are put and no others. One whose list has come apart does not.
func wantSound(t *exercise.T, c *cache, capacity int) {
	const first = 1000
	for k := first; k < first+2*capacity; k++ {
		c.Put(k, k)
	}
	for k := first; k < first+2*capacity; k++ {
		if _, ok := c.Peek(k); ok != (k >= first+capacity) {
			t.Fatalf("%d goroutines Get and Put, and when they have ended %d new keys are put, %d more than there is room for: c.Peek of number %d finds it: %t, want %t",
				workers, 2*capacity, capacity, k-first+1, ok, !ok)
		}
	}
	if n := c.Len(); n != capacity {
		t.Fatalf("%d goroutines Get and Put, and when they have ended %d new keys are put: Len is %d, want the capacity, %d", workers, 2*capacity, n, capacity)
	}
}

// departures counts how often each value left, and why.
type departures struct {
	mu    sync.Mutex
	times map[int]int
	why   map[lrucache.Reason]uint64
}

func newDepartures() *departures {
	return &departures{times: make(map[int]int), why: make(map[lrucache.Reason]uint64)}
}

func (d *departures) onRemove(_, value int, why lrucache.Reason) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.times[value]++
	d.why[why]++
}

// wantOnceEach fails t unless the values below n have left once each.
func (d *departures) wantOnceEach(t *exercise.T, n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for v := range n {
		if d.times[v] != 1 {
			t.Fatalf("%d goroutines Put, Remove and Clear, and in the end the cache is cleared: OnRemove was told %d times of a value that was put once, want once (value %d)",
				workers, d.times[v], v)
		}
	}
}

func (d *departures) evicted() uint64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.why[lrucache.Evicted]
}

// checkConserved gives every value that is put a number of its own. Each must leave exactly once.
func checkConserved(t *exercise.T) {
	const rounds, capacity = 10, 3
	times := 2000
	if exercise.Race {
		times = 200
	}
	for range rounds {
		d := newDepartures()
		c := newCache(config{Capacity: capacity, OnRemove: d.onRemove})
		exercise.Together(t, workers, func(w int) {
			r := rand.New(rand.NewPCG(2, uint64(w)))
			for i := range times {
				c.Put(r.IntN(5), w*times+i)
				switch r.IntN(20) {
				case 0:
					c.Remove(r.IntN(5))
				case 1:
					c.Clear()
				case 2, 3, 4:
					c.Get(r.IntN(5))
				}
				if i%32 == 0 {
					runtime.Gosched()
				}
			}
		})
		c.Clear()
		d.wantOnceEach(t, workers*times)
		if got, told := c.Stats().Evictions, d.evicted(); got != told {
			t.Fatalf("%d goroutines use the cache: Stats().Evictions is %d, but OnRemove was told %d times that a value was evicted, want the same", workers, got, told)
		}
	}
}

// checkLinearizable lets a few goroutines make random calls.
func checkLinearizable(t *exercise.T) {
	const goroutines, callsEach = 6, 3
	rounds := 100
	if exercise.Race {
		rounds = 20
	}
	random := mixed(exercise.UpTo(3), put, put, put, get, get, remove, length, length, clearAll, clearAll)
	for round := range exercise.Within(rounds) {
		inOneOrder(t, goroutines, func(g int) (cs []call[int]) {
			r := rand.New(rand.NewPCG(uint64(round), uint64(g)))
			for range callsEach {
				cs = append(cs, random(r))
			}
			return cs
		})
		if t.Failed() {
			return
		}
	}
}

// checkInBetween lets a second goroutine make its calls as soon as a first one lets it, be that in
// the midst of a call.
func checkInBetween(t *exercise.T) {
	firsts := calls(puts(1, 3), removes(1), clears(), gets(1))
	seconds := [][]call[int]{putAs(1, 11), puts(3), removes(1), removes(2), clears(), bare(length, length, length)}
	for range exercise.Within(5) {
		for _, first := range firsts {
			for _, second := range seconds {
				inOneOrder(t, 2, func(g int) []call[int] { return [][]call[int]{{first}, second}[g] })
				if t.Failed() {
					return
				}
			}
		}
	}
}

// inOneOrder lets goroutines that have to queue for a cache of capacity 2 make some calls each, and
// looks for an order of all calls in which a single goroutine would have got the same answers.
func inOneOrder(t *exercise.T, goroutines int, callsOf func(g int) []call[int]) {
	const capacity = 2
	c := newCache(lrucache.Config[string, int]{Capacity: capacity})
	h := exercise.NewHistory[call[int]](goroutines)
	do := func(g int, calls []call[int]) {
		for _, call := range calls {
			h.Do(g, call, func() string { return cacheAnswer(c, strconv.Itoa(call.key), call) })
		}
	}
	do(0, puts(1, 2))
	queue(t, func() { c.Peek(longKey()) }, goroutines, func(g int) { do(g, callsOf(g)) })
	do(0, calls(gets(1, 2, 3), bare(length)))
	exercise.WantLinearizable(t, h, cacheModel{model: model[int]{capacity: capacity}}, func(m cacheModel, c call[int]) (cacheModel, string) {
		m.entries, m.written = slices.Clone(m.entries), slices.Clone(m.written)
		answer := m.answer(c)
		m.events, m.stats = nil, lrucache.Stats{}
		return m, answer
	})
}

// longKey returns a key that takes milliseconds to hash.
var longKey = sync.OnceValue(func() string { return strings.Repeat("a long key ", 3<<20) })

// queue calls f in n goroutines that have to wait, all of them, for a lock that busy holds for
// milliseconds, and waits for them.
//
// When busy ends it begins again before the first of them has woken. A sync.Mutex that makes
// somebody wait for more than a millisecond goes from one to the next in the order of their waiting.
// So if f lets the lock go for a moment and takes it again, all the others come in between.
func queue(t *exercise.T, busy func(), n int, f func(i int)) {
	var wg sync.WaitGroup
	wg.Go(t.Guarded(func() {
		busy()
		busy()
	}))
	for i := range n {
		if i < 2 {
			time.Sleep(200 * time.Microsecond) // so that the first one is the first to wait
		}
		wg.Go(t.Guarded(func() { f(i) }))
	}
	wg.Wait()
}
