package lrucache_test

import (
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

// The checks of step 5 with many goroutines.

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

// checkClearIsOneStep looks at Len all the time while a cache is cleared.
func checkClearIsOneStep(t *exercise.T) {
	const n, lookers = 500, 3
	for range exercise.Within(20) {
		c := newCache(config{Capacity: n})
		for _, k := range exercise.UpTo(n) {
			c.Put(k, k)
		}
		var cleared atomic.Bool
		exercise.Crowded(t, 1+lookers, func(g int) {
			if g == lookers {
				c.Clear()
				cleared.Store(true)
				return
			}
			for !cleared.Load() {
				if got := c.Len(); got != 0 && got != n {
					t.Fatalf("while a cache of %d entries is cleared, another goroutine's c.Len() = %d, want %d, as before, or 0, as after", n, got, n)
				}
			}
		})
		if t.Failed() {
			return
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
			h.Do(g, call, func() any { return exercise.Phrase(cacheAnswer(c, strconv.Itoa(call.key), call)) })
		}
	}
	do(0, puts(1, 2))
	queue(t, func() { c.Peek(longKey()) }, goroutines, func(g int) { do(g, callsOf(g)) })
	do(0, calls(gets(1, 2, 3), bare(length)))
	exercise.WantLinearizable(t, h, cacheModel{model: model[int]{capacity: capacity}}, func(m cacheModel, c call[int]) (cacheModel, any) {
		m.entries, m.written = slices.Clone(m.entries), slices.Clone(m.written)
		answer := exercise.Phrase(m.answer(c))
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
