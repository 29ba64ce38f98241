package lrucache_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing/synctest"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/lrucache"
)

// This file teaches what many goroutines may rely on (steps 5 and 6): each call is one step, which the calls
// of others come before or after.

const workers = 8

// checkPairs lets two goroutines go through many caches, each with one call of its own in each cache, for
// every two methods. What they are told, and what is left, must be what it is in one of the two orders.
func checkPairs(t *exercise.T, ttl time.Duration) {
	calls := []op[int]{get(1), get(3), peek(1), put(1, 11), put(3, 30), remove(1), clearAll, length, stats}
	rounds := 300
	if exercise.Race {
		rounds = 30
	}
	defer exercise.MoreThreads(4)()
	for range exercise.Within(3) {
		for i, a := range calls {
			for _, b := range calls[i:] {
				if checkPair(t, ttl, rounds, a, b); t.Failed() {
					return
				}
			}
		}
	}
}

func checkPair(t *exercise.T, ttl time.Duration, rounds int, a, b op[int]) {
	setup := cacheSetup{capacity: 2, ttl: ttl, start: newYear}
	begin := func() (*solution[int], *model[int]) {
		s, m := setup.new()
		for _, o := range puts(1, 2) {
			o.Solution(s)
			o.Model(m)
		}
		return s, m
	}
	// end is what is left, and in which order it leaves.
	end := []op[int]{length, peek(1), stats, clearAll}
	inOrder := func(first, second int) any {
		_, m := begin()
		answers := [2]any{}
		for _, i := range []int{first, second} {
			answers[i] = [2]op[int]{a, b}[i].Model(m)
		}
		return outcome(answers, end, func(o op[int]) any { return o.Model(m) })
	}
	want := exercise.OneOf(inOrder(0, 1), inOrder(1, 0))
	caches := make([]*solution[int], rounds)
	answers := make([][2]any, rounds)
	for i := range caches {
		caches[i], _ = begin()
	}
	t.Doing(fmt.Sprintf("%s\nc.Put(1, 10)\nc.Put(2, 20)\n// then two goroutines at once: %v, and %v", setup.ops().Setup, a, b))
	exercise.Together(t, 2, func(g int) {
		for i, s := range caches {
			answers[i][g] = [2]op[int]{a, b}[g].Solution(s)
		}
	})
	for i, s := range caches {
		if wrong := exercise.Compare(outcome(answers[i], end, func(o op[int]) any { return o.Solution(s) }), want); wrong != nil {
			t.Fatalf("c is a Cache of capacity 2\nc.Put(1, 10)\nc.Put(2, 20)\n// then at once, by two goroutines:\n%v // by one\n%v // by the other\n"+
				"// their answers, what OnRemove was told, then the answers of c.Len(), c.Peek(1), c.Stats() and c.Clear(), and what it was told then:\n// got %s\n// want %s", a, b, wrong.Got, wrong.Want)
		}
	}
}

// outcome is the answers of two calls, what OnRemove was told meanwhile in any order, and the answers of the
// calls in end, with what it is told then.
func outcome(answers [2]any, end []op[int], do func(op[int]) any) any {
	events := do(told).([]string)
	meanwhile := slices.Sorted(slices.Values(events))
	all := append(answers[:], meanwhile)
	for _, o := range end {
		all = append(all, do(o))
	}
	return exercise.Results(append(all, do(told).([]string)[len(events):])...)
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
		if time.Since(begin) > 400*time.Millisecond {
			return
		}
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
				t.Fatalf("%d goroutines call all methods, and in the end the cache is cleared: OnRemove was told %d times of the value %d, which was stored once, want once", workers, n, v)
			}
		}
		if stats.Evictions != why[lrucache.Evicted] || stats.Expirations != why[lrucache.Expired] {
			t.Fatalf("%d goroutines use the cache: Stats() is %+v, but OnRemove was told %d times that a value was evicted, and %d times that one has expired, want the same",
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
					t.Fatalf("while a cache of %d entries is cleared, another goroutine's c.Len() = %d, want %d, as before, or 0, as after", n, got, n)
				}
			}
		})
		if t.Failed() {
			return
		}
	}
}
