package lrucache_test

import (
	"context"
	"fmt"
	"maps"
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

// This file teaches what many goroutines may rely on (steps 5 and 6): each call is atomic, so every other call
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
	var orders []string
	for _, order := range [][3]int{{0, 1, 2}, {1, 0, 2}, {1, 2, 0}} {
		_, m := begin()
		var answers [3]any
		for _, i := range order {
			answers[i] = p.calls()[i].Model(m)
		}
		orders = append(orders, outcome(p.names(), answers[:], func(o op[int]) any { return o.Model(m) }))
	}
	caches, answers := make([]*solution[int], rounds), make([][3]any, rounds)
	for i := range caches {
		caches[i], _ = begin()
	}
	what := fmt.Sprintf("c is a Cache of capacity 3\nc.Put(1, 10)\nc.Put(2, 20)\nc.Put(0, 0)\n// then at the same time, by two goroutines:\n%v // by one\n%v; c.Stats() // by the other\n", p.first, p.second)
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
		got := outcome(p.names(), answers[i][:], func(o op[int]) any { return o.Solution(s) })
		wantOneOf(t, what, got, orders, "do all the work of a call under one lock, without unlocking in between")
	}
}

// checkBothTold makes two calls at the same time that make different values leave. OnRemove takes a while. When a call
// returns, OnRemove must have been told of its value, whatever the other goroutine is doing.
func checkBothTold(t *exercise.T, ttl time.Duration) {
	type removing struct {
		call op[int]
		told string // "" if the call makes no value leave
	}
	begin, rounds := time.Now(), 20
	for _, calls := range [][2]removing{
		{{length, ""}, {remove(1), "1 10 Removed"}},
		{{length, ""}, {clearAll, "0 0 Removed"}},
		{{remove(1), "1 10 Removed"}, {remove(2), "2 20 Removed"}},
		{{put(3, 30), "1 10 Evicted"}, {put(2, 21), "2 20 Replaced"}},
	} {
		what := fmt.Sprintf("c is a Cache of capacity 3, and its OnRemove takes a while\nc.Put(1, 10)\nc.Put(2, 20)\nc.Put(0, 0)\n// then at the same time, by two goroutines:\n%v // by one\n%v // by the other\n", calls[0].call, calls[1].call)
		t.Doing(what)
		run := func(setup cacheSetup, rounds int, race func(*exercise.T, []*solution[int], func(g, i int))) {
			caches := make([]*solution[int], rounds)
			for i := range caches {
				caches[i], _ = setup.new()
				for _, o := range puts(1, 2, 0) {
					o.Solution(caches[i])
				}
			}
			race(t, caches, func(g, i int) {
				calls[g].call.Solution(caches[i])
				if heard := told.Solution(caches[i]).([]string); calls[g].told != "" && !slices.Contains(heard, calls[g].told) {
					t.Fatalf("%s// when %v had returned, OnRemove had been told %q, want it to have been told %q too: each call reports the values that left because of it, and no others", what, calls[g].call, heard, calls[g].told)
				}
			})
		}
		run(cacheSetup{capacity: 3, ttl: ttl, start: newYear, slow: true}, rounds, goThrough)
		if !t.Failed() && time.Since(begin) < longPairs {
			run(cacheSetup{capacity: 3, ttl: ttl, start: newYear, slow: true, texts: true}, 1, queueUp)
		}
		if t.Failed() {
			return
		}
		if time.Since(begin) > longPairs/10 {
			rounds = 5
		}
	}
}

func (p pair) calls() []op[int] { return []op[int]{p.first, p.second, stats} }

// names returns names for the answers of the calls.
func (p pair) names() []string { return []string{p.first.Go, p.second.Go, "then c.Stats()"} }

// outcome is the answers of calls, with their names, and what they told OnRemove, in any order. Then follow what is left
// and in which order it leaves.
func outcome(calls []string, answers []any, do func(op[int]) any) string {
	var parts []string
	add := func(what string, answer any) {
		if s, ok := answer.(lrucache.Stats); ok {
			answer = exercise.Phrase(fmt.Sprintf("%+v", s))
		}
		if answer != nil {
			parts = append(parts, what+" = "+exercise.Text(answer))
		}
	}
	for i, answer := range answers {
		add(calls[i], answer)
	}
	events := do(told).([]string)
	add("OnRemove was told", slices.Sorted(slices.Values(events)))
	for _, o := range []op[int]{length, peek(1), stats, clearAll} {
		add("at the end "+o.Go, do(o))
	}
	add("the last c.Clear() told OnRemove", do(told).([]string)[len(events):])
	return strings.Join(parts, "; ")
}

// wantOneOf fails t unless the outcome of the calls in what is one of those that are wanted.
func wantOneOf(t *exercise.T, what, got string, want []string, advice string) {
	if slices.Contains(want, got) {
		return
	}
	slices.Sort(want)
	t.Fatalf("%s// got  %s\n// want %s\n// %s", what, got, strings.Join(slices.Compact(want), "\n// or   "), advice)
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
			t.Fatalf("in a cache of capacity %d, %d goroutines call Get %d times in all: c.Stats() // got Hits: %d, Misses: %d, which is %d calls, want %d calls. Get writes, so no other call may run at the same time: a read lock is not enough",
				capacity, workers, calls, s.Hits, s.Misses, s.Hits+s.Misses, calls)
		}
		wantSound(t, c, capacity)
	}
}

// wantSound fails t unless a cache that many goroutines have used, which is full, keeps the last
// entries that are put and no others. A cache whose list is broken does not.
func wantSound(t *exercise.T, c *cache, capacity int) {
	const first, advice = 1000, "Get moves an entry, so no other call may run at the same time: a read lock is not enough"
	calls := fmt.Sprintf("// %d goroutines have called Get and Put of a Cache of capacity %d\nfor k := %d; k < %d; k++ { c.Put(k, k) }\n", workers, capacity, first, first+2*capacity)
	for k := first; k < first+2*capacity; k++ {
		c.Put(k, k)
	}
	for k := first; k < first+2*capacity; k++ {
		if _, ok := c.Peek(k); ok != (k >= first+capacity) {
			t.Fatalf("%s_, ok := c.Peek(%d); ok // got %t, want %t. %s", calls, k, ok, !ok, advice)
		}
	}
	if n := c.Len(); n != capacity {
		t.Fatalf("%sc.Len() // got %d, want %d. %s", calls, n, capacity, advice)
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
						t.Fatalf("while %d goroutines use a cache of capacity %d: c.Len() // got %d, want at most %d", workers, capacity, n, capacity)
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
		mu.Lock()
		told, reasons := maps.Clone(left), maps.Clone(why) // by a mistake, OnRemove may still be called
		mu.Unlock()
		for v := range 2 * workers * times {
			if n := told[v]; v%2 == 0 && n != 1 || n > 1 { // odd ones are loaded, and may be detached
				t.Fatalf("%d goroutines call all methods, and in the end the cache is cleared: OnRemove was called %d times for the value %d, want once, because it was stored once", workers, n, v)
			}
		}
		if stats.Evictions != reasons[lrucache.Evicted] || stats.Expirations != reasons[lrucache.Expired] {
			t.Fatalf("%d goroutines use the cache: Stats() is %+v, but OnRemove was called for %d evicted values and %d expired ones, want the same numbers",
				workers, stats, reasons[lrucache.Evicted], reasons[lrucache.Expired])
		}
	}
	return stats
}

// checkClearIsAtomic calls Len while a cache is cleared: first when Clear calls OnRemove, and then all the time.
func checkClearIsAtomic(t *exercise.T) {
	checkClearedBeforeTold(t)
	const lookers = 3
	for i := range exercise.Within(20) {
		if t.Failed() {
			return
		}
		n := []int{500, 20_000}[i%2] // some clear a large cache in parts
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
	}
}

// checkClearedBeforeTold finds each time what the goroutines of checkClearIsAtomic find only if they meet Clear at work.
func checkClearedBeforeTold(t *exercise.T) {
	const calls = "c is a Cache of capacity 3\nc.Put(1, 10)\nc.Put(2, 20)\nc.Put(3, 30)\nc.Clear()\n"
	var c *cache
	c = newCache(config{Capacity: 3, OnRemove: func(key, _ int, _ lrucache.Reason) {
		if n := c.Len(); n != 0 {
			t.Errorf("%s// when OnRemove is called for key %d:\nc.Len() // got %d, want 0: remove all entries under one lock, then unlock, then call OnRemove", calls, key, n)
		}
	}})
	t.Doing(calls + "// and OnRemove calls c.Len()")
	for k := 1; k <= 3; k++ {
		c.Put(k, 10*k)
	}
	c.Clear()
}
