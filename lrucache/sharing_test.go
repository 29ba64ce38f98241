package lrucache_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing/synctest"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/lrucache"
)

// This file teaches what many goroutines may rely on (steps 5 and 6): each call is one step, and every other call
// comes before it or after it.

const workers = 8

// pair is a call by one goroutine, and at the same time another call, and then Stats, by a second one.
type pair struct {
	first, second op[int]
}

// checkPairs makes pairs of calls on caches with a few entries. The answers, what OnRemove is told and what is left
// must fit one of the orders of the calls.
//
// First the two goroutines go through many caches, and meet at each. Then they wait for the lock of a cache.
func checkPairs(t *exercise.T, ttl time.Duration) {
	rounds := 100
	if exercise.Race {
		rounds = 10
	}
	enough, begin := exercise.Enough(), time.Now()
	acting := []op[int]{get(1), put(1, 11), put(3, 30), remove(1), clearAll}
	for i, first := range append(acting, get(3), peek(1), length) {
		for _, second := range acting {
			if enough() {
				rounds = 10
			}
			p := pair{first, second}
			p.check(t, cacheSetup{capacity: 3, ttl: ttl, start: newYear}, rounds, goThrough)
			if i < len(acting) && time.Since(begin) < longPairs {
				p.check(t, cacheSetup{capacity: 3, ttl: ttl, start: newYear, texts: true}, 1, queueUp)
			}
			if t.Failed() {
				return
			}
		}
	}
}

// longPairs is how long pairs wait for locks that are held for milliseconds. All of them take less than a second. On a
// machine where that takes longer, the rest is left out, so that a right but slow cache does not run into the limit.
const longPairs = 3 * time.Second

func (p pair) check(t *exercise.T, setup cacheSetup, rounds int, race func(*exercise.T, []*solution[int], func(g, i int))) {
	begin := func() (*solution[int], *model[int]) {
		s, m := setup.new()
		for _, o := range puts(1, 2, 0) {
			o.Solution(s)
			o.Model(m)
		}
		return s, m
	}
	var orders []any
	for _, order := range [][3]int{{0, 1, 2}, {1, 0, 2}, {1, 2, 0}} {
		_, m := begin()
		var answers [3]any
		for _, i := range order {
			answers[i] = p.calls()[i].Model(m)
		}
		orders = append(orders, outcome(answers[:], func(o op[int]) any { return o.Model(m) }))
	}
	caches, answers := make([]*solution[int], rounds), make([][3]any, rounds)
	for i := range caches {
		caches[i], _ = begin()
	}
	what := fmt.Sprintf("c is a Cache of capacity 3\nc.Put(1, 10)\nc.Put(2, 20)\nc.Put(0, 0)\n// then at once, by two goroutines:\n%v // by one\n%v; c.Stats() // by the other\n", p.first, p.second)
	t.Doing(what)
	race(t, caches, func(g, i int) {
		if g == 0 {
			answers[i][0] = p.first.Solution(caches[i])
			return
		}
		answers[i][1] = p.second.Solution(caches[i])
		answers[i][2] = stats.Solution(caches[i])
	})
	for i, s := range caches {
		if wrong := exercise.Compare(outcome(answers[i][:], func(o op[int]) any { return o.Solution(s) }), exercise.OneOf(orders...)); wrong != nil {
			t.Fatalf("%s// the answers of these calls and what OnRemove was told; then the answers of c.Len(), c.Peek(1), c.Stats() and c.Clear(), and what OnRemove was told by Clear:\n// got %s\n// want %s\n// do all the work of a call under one lock, without unlocking in between", what, wrong.Got, wrong.Want)
		}
	}
}

func (p pair) calls() []op[int] { return []op[int]{p.first, p.second, stats} }

// outcome is the answers of calls, what they told OnRemove, in any order, and then what is left and in which order
// it leaves.
func outcome(answers []any, do func(op[int]) any) any {
	events := do(told).([]string)
	all := append(answers, slices.Sorted(slices.Values(events)))
	for _, o := range []op[int]{length, peek(1), stats, clearAll} {
		all = append(all, do(o))
	}
	return exercise.Results(append(all, do(told).([]string)[len(events):])...)
}

// goThrough lets two goroutines go through the caches. Each waits until the other one has come to a cache too.
func goThrough(t *exercise.T, caches []*solution[int], f func(g, i int)) {
	defer exercise.MoreThreads(4)()
	var at [2]atomic.Int64
	exercise.Together(t, 2, func(g int) {
		for i := range caches {
			at[g].Store(int64(i) + 1)
			for at[1-g].Load() <= int64(i) && !t.Failed() {
				runtime.Gosched()
			}
			f(g, i)
		}
	})
}

// queueUp lets two goroutines wait for the lock of each cache, the first one first.
//
// A third one holds the lock for milliseconds, and takes it again before the first of them has woken. If a goroutine
// has waited for more than a millisecond, a sync.Mutex serves the goroutines in the order of their waiting. So if
// a call releases the lock for a moment and takes it again, the other goroutine's calls come in between.
func queueUp(t *exercise.T, caches []*solution[int], f func(g, i int)) {
	for i, s := range caches {
		var wg sync.WaitGroup
		var waiting atomic.Int32
		wg.Go(t.Guarded(func() {
			for waiting.Load() < 2 {
				s.Peek(0)
			}
			s.Peek(0)
		}))
		for g := range 2 {
			time.Sleep(200 * time.Microsecond) // so that they wait in this order
			wg.Go(t.Guarded(func() {
				waiting.Add(1)
				f(g, i)
			}))
		}
		wg.Wait()
	}
}

// texts is a Cache whose keys are strings that stand for numbers. The one for 0 takes milliseconds to compare, since
// Get and Peek look for a copy of what Put has stored. (It may take as long to hash, but not every cache does that
// under its lock, and Go's maps of up to 8 entries hash nothing.)
type texts struct {
	*lrucache.Cache[string, int]
}

var longKeys = sync.OnceValue(func() (keys [2]string) {
	for i := range keys {
		keys[i] = strings.Repeat("a long key ", 3<<20)
	}
	return keys
})

func textOf(key, copy int) string {
	if key == 0 {
		return longKeys()[copy]
	}
	return strconv.Itoa(key)
}

func numberOf(text string) int {
	n, _ := strconv.Atoi(text[:min(2, len(text))]) // 0 for the long key
	return n
}

func (c texts) Get(key int) (int, bool)    { return c.Cache.Get(textOf(key, 1)) }
func (c texts) Peek(key int) (int, bool)   { return c.Cache.Peek(textOf(key, 1)) }
func (c texts) Put(key, value int)         { c.Cache.Put(textOf(key, 0), value) }
func (c texts) Remove(key int) (int, bool) { return c.Cache.Remove(textOf(key, 1)) }

func (c texts) GetOrLoad(ctx context.Context, key int, fn loader) (int, error) {
	return c.Cache.GetOrLoad(ctx, textOf(key, 1), func(ctx context.Context, text string) (int, error) { return fn(ctx, numberOf(text)) })
}

// checkLinearizable lets a few goroutines make random calls of every method.
func checkLinearizable(t *exercise.T) {
	random := mixed(exercise.UpTo(3), with(ofStep5, put[int], byKey(get[int]), plain(clearAll))...)
	ops := cacheSetup{capacity: 2}.ops()
	defer exercise.MoreThreads(4)()
	ops.Linearizable(t, 300, 4, 4, (*model[int]).clone, func(_ int, r *rand.Rand) op[int] { return random(r) })
}

// checkCountedGets uses small caches from many goroutines, whose Gets move entries all the time.
func checkCountedGets(t *exercise.T) {
	const rounds, capacity = 120, 4
	times := 5000
	if exercise.Race { // which finds what needs so many times without it
		times = 500
	}
	begin := time.Now()
	for range rounds {
		if time.Since(begin) > 300*time.Millisecond {
			return
		}
		c := newCache(config{Capacity: capacity})
		exercise.Crowded(t, workers, func(w int) {
			r := rand.New(rand.NewPCG(1, uint64(w)))
			for i := range times {
				if key := r.IntN(capacity + 1); i%100 == 0 {
					c.Put(key, key)
				} else if v, ok := c.Get(key); ok && v != key {
					t.Fatalf("while %d goroutines get and put values that equal their keys, c.Get(%d) = (%d, true), want the value to equal the key", workers, key, v)
				}
			}
		})
		calls := uint64(workers * (times - times/100))
		if s := c.Stats(); s.Hits+s.Misses != calls {
			t.Fatalf("%d goroutines call Get %d times in all: Hits and Misses are %d and %d, %d together, want %d together: Get writes, so it has to hold the lock alone",
				workers, calls, s.Hits, s.Misses, s.Hits+s.Misses, calls)
		}
		wantSound(t, c, capacity)
	}
}

// wantSound fails t unless a cache that many goroutines have used, which is full, keeps the last
// entries that are put and no others. A cache whose list is broken does not.
func wantSound(t *exercise.T, c *cache, capacity int) {
	const first = 1000
	for k := first; k < first+2*capacity; k++ {
		c.Put(k, k)
	}
	for k := first; k < first+2*capacity; k++ {
		if _, ok := c.Peek(k); ok != (k >= first+capacity) {
			t.Fatalf("after %d goroutines have called Get and Put, %d new keys are put, %d more than there is room for: c.Peek of new key number %d finds it: %t, want %t. Get moves an entry, so it writes and has to hold the lock alone",
				workers, 2*capacity, capacity, k-first+1, ok, !ok)
		}
	}
	if n := c.Len(); n != capacity {
		t.Fatalf("after %d goroutines have called Get and Put, %d new keys are put: Len is %d, want the capacity, %d. Get moves an entry, so it writes and has to hold the lock alone", workers, 2*capacity, n, capacity)
	}
}

// checkConserved gives every value that is put or loaded a number of its own. Each that is stored must leave
// exactly once. It returns what Stats says in the end, of the last round.
func checkConserved(t *exercise.T, ttl time.Duration, loads *storm) (stats lrucache.Stats) {
	const capacity = 3
	rounds, times := 10, 1000
	if exercise.Race {
		times = 200
	}
	if loads != nil {
		rounds = 1
	}
	for range rounds {
		var clock atomic.Int64
		var mu sync.Mutex // guards left and why
		left, why := make(map[int]int), make(map[lrucache.Reason]uint64)
		c := newCache(config{Capacity: capacity, TTL: ttl, Now: func() time.Time { return newYear.Add(time.Duration(clock.Load())) },
			OnRemove: func(_, value int, reason lrucache.Reason) {
				mu.Lock()
				defer mu.Unlock()
				left[value]++
				why[reason]++
			}})
		exercise.Together(t, workers, func(w int) {
			r := rand.New(rand.NewPCG(2, uint64(w)))
			for i := range times {
				c.Put(r.IntN(5), 2*(w*times+i))
				key := r.IntN(5)
				switch r.IntN(20) {
				case 0:
					c.Remove(key)
				case 1:
					c.Clear()
				case 2, 3:
					clock.Add(int64(ttl / 3))
				case 4, 5:
					c.Get(key)
				case 6:
					c.Peek(key)
				case 7:
					if n := c.Len(); n > capacity {
						t.Fatalf("while %d goroutines use a cache of capacity %d c.Len() = %d", workers, capacity, n)
					}
				default:
					if loads != nil {
						loads.call(c, key, 2*(w*times+i)+1, r)
					}
				}
				if i%32 == 0 {
					runtime.Gosched()
					c.Stats()
				}
			}
		})
		if loads != nil {
			synctest.Wait() // for loads whose callers have left
		}
		c.Clear()
		stats = c.Stats()
		for v := range 2 * workers * times {
			if n := left[v]; v%2 == 0 && n != 1 || n > 1 { // odd ones are loaded, and may be detached
				t.Fatalf("%d goroutines call all methods, and in the end the cache is cleared: OnRemove was called %d times for the value %d, want once, because it was stored once", workers, n, v)
			}
		}
		if stats.Evictions != why[lrucache.Evicted] || stats.Expirations != why[lrucache.Expired] {
			t.Fatalf("%d goroutines use the cache: Stats() is %+v, but OnRemove was called for %d evicted values and %d expired ones, want the same numbers",
				workers, stats, why[lrucache.Evicted], why[lrucache.Expired])
		}
	}
	return stats
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
					t.Fatalf("while one goroutine clears a cache of %d entries, c.Len() of another one is %d, want %d (before Clear) or 0 (after it): clear the cache under one lock", n, got, n)
				}
			}
		})
		if t.Failed() {
			return
		}
	}
}
