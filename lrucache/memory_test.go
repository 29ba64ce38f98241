package lrucache_test

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"sync"
	"testing/synctest"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/lrucache"
)

// This file teaches that keys and values that have left are not kept, and that a cache does not grow with time (steps
// 3 to 7).

// keeper is an LRU or a Cache whose keys and values can be followed until they are garbage.
type keeper struct {
	put    func(key any, value *exercise.Object)
	remove func(key any) (*exercise.Object, bool)
	clear  func()
	resize func(n int) // nil for a Cache
	length func() int
	looks  []func(key any) // at the entries
}

func lruKeeper(n int) (keeper, func(time.Duration)) {
	c := newLRU[any, *exercise.Object](n)
	return keeper{func(key any, value *exercise.Object) { c.Put(key, value) }, c.Remove, c.Clear, func(n int) { c.Resize(n) }, c.Len, []func(any){
		func(key any) { c.Get(key) },
		func(key any) { c.Peek(key) },
		func(any) { firstOf(c.All()) },
		func(any) { firstOf(c.Backward()) },
	}}, nil
}

func cacheKeeper(ttl time.Duration) func(n int) (k keeper, wait func(time.Duration)) {
	return func(n int) (keeper, func(time.Duration)) {
		now := newYear
		c := newCache(lrucache.Config[any, *exercise.Object]{Capacity: n, TTL: ttl, Now: func() time.Time { return now }, OnRemove: func(any, *exercise.Object, lrucache.Reason) {}})
		return keeper{c.Put, c.Remove, c.Clear, nil, c.Len, []func(any){func(key any) { c.Get(key) }, func(key any) { c.Peek(key) }}}, func(d time.Duration) { now = now.Add(d) }
	}
}

// checkCollectable fills caches with objects that leave in each of the ways given, and checks that they are
// garbage then.
func checkCollectable(t *exercise.T, build func(n int) (keeper, func(time.Duration)), ways ...string) {
	const n = 100
	for _, way := range ways {
		for _, keys := range []bool{true, false} {
			c, wait := build(n)
			if keys && (way == "replaced" || wait != nil) {
				continue // a key that stays, or one of a Cache, which may keep it for a while
			}
			var tracker exercise.Tracker
			leave(t, c, wait, &tracker, way, keys, n)
			tracker.WantCollected(t)
			runtime.KeepAlive(c)
		}
	}
}

// firstOf begins a loop.
func firstOf(seq iter.Seq2[any, *exercise.Object]) {
	for range seq {
		return
	}
}

// leave is not inlined, so that no object stays in a variable of the caller's.
//
//go:noinline
func leave(t *exercise.T, c keeper, wait func(time.Duration), tracker *exercise.Tracker, way string, ofKeys bool, n int) {
	keys := make([]any, n)
	for i := range keys {
		if keys[i] = i; ofKeys {
			keys[i] = tracker.New(fmt.Sprintf("key number %d (%s)", i, way))
			c.put(keys[i], nil)
			continue
		}
		c.put(keys[i], tracker.New(fmt.Sprintf("value number %d (%s)", i, way)))
	}
	wantAnswer(t, fmt.Sprintf("after Puts of %d keys into a cache of capacity %d, c.Len()", n, n), c.length(), n)
	for _, look := range c.looks {
		for _, key := range keys {
			look(key)
		}
	}
	t.Doing("the entries of a full cache are looked at, also in loops, and then " + way)
	for i := range keys {
		switch way {
		case "evicted":
			c.put(-1-i, nil)
		case "removed":
			c.remove(keys[i])
		case "replaced":
			c.put(keys[i], nil)
		}
	}
	switch way {
	case "cleared":
		c.clear()
	case "evicted by Resize":
		c.resize(3)
		for i := range 3 {
			c.put(-1-i, nil)
		}
	case "expired":
		wait(time.Hour)
		wantAnswer(t, "an hour after Puts into a cache with a TTL of an hour, c.Len()", c.length(), 0)
	}
}

// checkSteady uses an LRU with few entries for a long time. If the capacity is large, the entry of the round before
// leaves by Remove.
func checkSteady(t *exercise.T, capacity int) {
	c := newLRU[int, [4]int](capacity)
	exercise.WantSteadyHeap(t, fmt.Sprintf("a round of calls on an LRU of capacity %d (Put of a new key, Put of a known key, Get, Get of a missing key, sometimes Remove), with up to 5 entries", capacity), 1000, 100_000, func(i int) {
		c.Put(i, [4]int{})
		c.Put(i, [4]int{i})
		if v, ok := c.Get(i); v[0] != i || !ok {
			t.Fatalf("v := %#v\nc.Put(%d, v)\nc.Get(%d) // got (%v, %t), want (v, true)", [4]int{i}, i, i, v, ok)
		}
		if i%3 == 0 {
			c.Remove(i - 1)
		}
		if capacity > 2 {
			c.Remove(i - 4)
		}
		c.Get(-i - 1)
	})
	exercise.WantSteadyHeap(t, fmt.Sprintf("a Get of one of 2 known keys in an LRU of capacity %d", capacity), 1000, 100_000, func(i int) {
		if i < 2 {
			c.Put(-i, [4]int{})
		}
		c.Get(-(i % 2))
	})
	runtime.KeepAlive(c)
}

// Calls in loops, and after them.
func noCalls(*ints, int)       {}
func someCalls(c *ints, k int) { c.Get(2); c.Remove(k); c.Put(k, k) }

// checkLoopsSteady lets loops end in each way, many times. Inside is called with the key of each round, and after
// with key 1 when all loops have ended. What says so.
func checkLoopsSteady(t *exercise.T, what string, inside, after func(c *ints, k int)) {
	c, where := filled(3)
	calling := func(seq iter.Seq2[int, int]) iter.Seq2[int, int] {
		return func(yield func(int, int) bool) {
			for k, v := range seq {
				if inside(c, k); !yield(k, v) {
					return
				}
			}
		}
	}
	t.Doing(where + "// loops over c.All() and c.Backward() end, also by a break, a panic, or the stop of iter.Pull2" + what)
	exercise.WantSteadyHeap(t, "loops over All and Backward of an LRU of 3 entries, each "+exercise.EachWay+what, 1000, 10_000, func(int) {
		exercise.LoopInEachWay(calling(c.All()), calling(c.Backward()))
		after(c, 1)
	})
	runtime.KeepAlive(c)
}

// puts10 calls put for the keys 0 to 9.
func puts10(put func(k int)) {
	for k := range 10 {
		put(k)
	}
}

// checkLargeCapacity fails t if a cache with ten entries takes much memory, however large its capacity is. Code is
// the calls as Go, and build makes them with the capacity n.
func checkLargeCapacity(t *exercise.T, code string, build func(n int) (cache any)) {
	const n, most = 1 << 21, 1 << 20
	before := exercise.MemoryInUse()
	cache := build(n)
	if got := exercise.MemoryInUse() - before; got > most {
		t.Errorf("n := %d; %s: ten entries take %d kB, want at most %d kB: keep room for the entries that the cache has held, and not for n", n, code, got>>10, most>>10)
	}
	runtime.KeepAlive(cache)
}

func checkLargeResize(t *exercise.T) {
	checkLargeCapacity(t, "c, _ := lrucache.New[int, int](2); c.Resize(n); ten Puts", func(n int) any {
		c := newLRU[int, int](2)
		c.Resize(n)
		puts10(func(k int) { c.Put(k, k) })
		return c
	})
	checkLargeCapacity(t, "c, _ := lrucache.New[int, int](n); ten Puts; c.Clear(); ten Puts; c.Resize(n+1)", func(n int) any {
		c := newLRU[int, int](n)
		puts10(func(k int) { c.Put(k, k) })
		c.Clear()
		puts10(func(k int) { c.Put(k, k) })
		c.Resize(n + 1)
		return c
	})
}

// checkLargeCacheMemory fills a Cache by Put, or by GetOrLoad.
func checkLargeCacheMemory(t *exercise.T, ttl time.Duration, loads bool) {
	calls := "ten Puts"
	if loads {
		calls = "GetOrLoad of ten keys"
	}
	checkLargeCapacity(t, fmt.Sprintf("c, _ := lrucache.NewCache(lrucache.Config[int, int]{Capacity: n, TTL: %d}); %s", ttl, calls), func(n int) any {
		c := newCache(config{Capacity: n, TTL: ttl})
		if loads {
			puts10(func(k int) { c.GetOrLoad(background, k, func(context.Context, int) (int, error) { return k, nil }) })
		} else {
			puts10(func(k int) { c.Put(k, k) })
		}
		return c
	})
}

// checkClearSteady makes LRUs large and small again and again.
func checkClearSteady(t *exercise.T) {
	for _, way := range []struct {
		name string
		call func(c *lrucache.LRU[int, [4]int])
	}{
		{"c.Clear()", func(c *lrucache.LRU[int, [4]int]) { c.Clear() }},
		{"c.Resize(1)", func(c *lrucache.LRU[int, [4]int]) { c.Resize(1) }},
		{"c.Resize(1) and c.Clear()", func(c *lrucache.LRU[int, [4]int]) { c.Resize(1); c.Clear() }},
	} {
		c := newLRU[int, [4]int](4)
		exercise.WantSteadyHeap(t, "a round of c.Resize(9), eight Puts of new keys, and "+way.name, 100, 20_000, func(i int) {
			c.Resize(9)
			for k := range 8 {
				c.Put(8*i+k, [4]int{})
			}
			way.call(c)
		})
		runtime.KeepAlive(c)
	}
}

// checkCacheSteady uses a cache with few entries for a long time.
func checkCacheSteady(t *exercise.T, capacity int, ttl time.Duration) {
	now, left, written := newYear, 0, 0
	c := newCache(config{Capacity: capacity, TTL: ttl, Now: func() time.Time { return now }, OnRemove: func(int, int, lrucache.Reason) { left++ }})
	exercise.WantSteadyHeap(t, fmt.Sprintf("a round of calls on a Cache of capacity %d (Put of a new key, Put of a known key, Get, Peek, sometimes Remove, Clear or a step of the clock), with few entries", capacity), 1000, 50_000, func(i int) {
		c.Put(i, i)
		c.Put(i, -i)
		c.Put(-1, i)
		c.Get(-1)
		c.Peek(i)
		if i%5 == 0 {
			c.Remove(i)
		}
		if capacity > 3 {
			c.Remove(i - 2)
		}
		if i%1000 == 999 {
			c.Clear()
		}
		if i%1000 > 500 {
			now = now.Add(ttl / 3)
		}
		written += 3
	})
	wantAnswer(t, fmt.Sprintf("after %d Puts and other calls, the number of calls of OnRemove plus c.Len()", written), left+c.Len(), written)
	exercise.WantSteadyHeap(t, fmt.Sprintf("c.Put(-1, i) on a Cache of capacity %d, while the clock stands still,", capacity), 1000, 50_000, func(i int) { c.Put(-1, i) })
	c.Put(-2, 0)
	exercise.WantSteadyHeap(t, fmt.Sprintf("c.Put(-1, i) on a Cache of capacity %d, which has an older entry, while the clock stands still,", capacity), 1000, 50_000, func(i int) { c.Put(-1, i) })
	exercise.WantSteadyHeap(t, fmt.Sprintf("a Get of one of 2 keys in a Cache of capacity %d, while the clock stands still,", capacity), 1000, 50_000, func(i int) {
		if i < 2 {
			c.Put(-1-i, i)
		}
		c.Get(-1 - i%2)
	})
	runtime.KeepAlive(c)
}

// checkGivenUpSteady runs in a bubble, where the time passes while a call waits.
func checkGivenUpSteady(t *exercise.T) {
	c, end := newCache(config{Capacity: 2}), make(chan struct{})
	var running sync.WaitGroup
	giveUp := func(key int, load loader) {
		ctx, cancel := context.WithTimeout(background, time.Second)
		defer cancel()
		wantAnswer(t, fmt.Sprintf("ctx, _ := context.WithTimeout(context.Background(), time.Second)\nc.GetOrLoad(ctx, %d, f), where f takes longer", key), loaded(c.GetOrLoad(ctx, key, load)), context.DeadlineExceeded)
	}
	running.Go(t.Guarded(func() {
		_, _ = c.GetOrLoad(background, -1, func(context.Context, int) (int, error) { <-end; return 0, nil })
	}))
	synctest.Wait()
	exercise.WantSteadyHeap(t, "c.GetOrLoad of one key, whose load goes on, with a ctx that ends while the call waits", 100, 10_000, func(int) { giveUp(-1, nil) })
	exercise.WantSteadyHeap(t, "c.GetOrLoad of a new key with a ctx that ends before the load does, and sometimes c.Remove of the key", 100, 5_000, func(i int) {
		giveUp(i, func(context.Context, int) (int, error) {
			time.Sleep(2 * time.Second)
			return 0, []error{nil, errLoader}[i%2]
		})
		if i%3 == 0 {
			c.Remove(i)
		}
		time.Sleep(2 * time.Second)
	})
	close(end)
	running.Wait()
	runtime.KeepAlive(c)
}

// checkLoadsSteady loads key after key, in every way that a load can end, and with others that join. All callers
// have a ctx that goes on.
func checkLoadsSteady(t *exercise.T) {
	ctx, cancel := context.WithCancel(background)
	defer cancel()
	c := newCache(config{Capacity: 2, TTL: time.Hour})
	exercise.WantSteadyHeap(t, "c.GetOrLoad of a new key, with a result, an error, a panic or a load that is detached", 1000, 20_000, func(i int) {
		f, key := loaders[i%len(loaders)], 2*i
		var want any = key
		if _, err := f.model(&model[int]{capacity: 2}, key); err != nil {
			want = err
		}
		load := func(context.Context, int) (int, error) { return key, f.call(c, key) }
		var joined sync.WaitGroup
		wantAnswer(t, fmt.Sprintf("ctx, _ := context.WithCancel(context.Background()) // and never ends\nc.GetOrLoad(ctx, %d, func(ctx context.Context, key int) (int, error) { %s; return key, nil })", key, f.does),
			loaded(c.GetOrLoad(ctx, key, func(ctx context.Context, key int) (int, error) {
				if i%8 == 0 {
					before := c.Stats().Misses
					joined.Go(t.Guarded(func() { _, _ = c.GetOrLoad(ctx, key, load) }))
					for c.Stats().Misses == before {
						runtime.Gosched()
					}
				}
				return load(ctx, key)
			})), want)
		joined.Wait()
	})
	runtime.KeepAlive(c)
}
