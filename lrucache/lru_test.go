package lrucache_test

import (
	"fmt"
	"iter"
	"runtime"
	"strconv"
	"testing"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/lrucache"
)

// The checks of steps 2 to 4 that are no list of calls.

// filled returns an LRU that is full after c.Put(k, k) for k from 1 to n, and the words that say so.
func filled(n int) (c *lrucache.LRU[int, int], where string) {
	c = newLRU[int, int](n)
	for k := 1; k <= n; k++ {
		c.Put(k, k)
	}
	return c, fmt.Sprintf("in an LRU of capacity %d after c.Put(k, k) for k from 1 to %d", n, n)
}

// sequence is one of an LRU's, with the name of its method.
type sequence struct {
	name string
	seq  iter.Seq2[int, int]
}

func sequences(c *lrucache.LRU[int, int]) []sequence {
	return []sequence{{"All", c.All()}, {"Backward", c.Backward()}}
}

func checkBreak(t *exercise.T) {
	c, where := filled(20)
	for _, s := range sequences(c) {
		rounds := 0
		// By hand: in a range loop Go itself panics if the sequence goes on, with a message that
		// explains less.
		s.seq(func(int, int) bool { rounds++; return false })
		if rounds != 1 {
			t.Fatalf("%s: a loop over %s that breaks in its first round ran its body %d times, want once: when yield returns false, return",
				where, s.name, rounds)
		}
	}
}

// checkBreakPromotesNothing leaves its loops, since one that gets every entry in turn, from the least
// recently used on, ends with the order that it began with.
func checkBreakPromotesNothing(t *exercise.T) {
	for i := range 2 {
		c, where := filled(3)
		s := sequences(c)[i]
		before := pairs(c.All())
		for range s.seq {
			break
		}
		if got := pairs(c.All()); got != before {
			t.Errorf("%s: after a loop over %s that breaks in its first round All yields %s, want %s as before", where, s.name, got, before)
		}
	}
}

func checkRangeAgain(t *exercise.T) {
	c, where := filled(3)
	for i, s := range sequences(c) {
		first, again := pairs(s.seq), pairs(s.seq)
		if again != first {
			t.Fatalf("%s: seq := c.%s() yields %s, and when ranged over again %s, want the same", where, s.name, first, again)
		}
		c.Get(1 + i)
		if got, want := pairs(s.seq), pairs(sequences(c)[i].seq); got != want {
			t.Fatalf("%s: seq := c.%s(); c.Get(%d): ranging over seq yields %s, want %s: let the sequence look at the cache when a loop over it starts",
				where, s.name, 1+i, got, want)
		}
	}
}

// full returns an LRU of n entries, all it has room for, with the keys from 0 to n−1.
func full(n int) *lrucache.LRU[int, int] {
	c := newLRU[int, int](n)
	for k := range n {
		c.Put(k, k)
	}
	return c
}

func checkFlat(t *exercise.T) {
	for _, op := range []struct {
		name string
		call func(c *lrucache.LRU[int, int], n, i int)
	}{
		{"Get of the least recently used key", func(c *lrucache.LRU[int, int], n, i int) { c.Get(i % n) }},
		{"Get of the most recently used key", func(c *lrucache.LRU[int, int], n, i int) { c.Get(n - 1) }},
		{"Get of any key", func(c *lrucache.LRU[int, int], n, i int) { c.Get(i * 7 % n) }},
		{"Get of a missing key", func(c *lrucache.LRU[int, int], n, i int) { c.Get(n + i) }},
		{"Peek", func(c *lrucache.LRU[int, int], n, i int) { c.Peek(i % n) }},
		{"Put of a known key", func(c *lrucache.LRU[int, int], n, i int) { c.Put(i%n, i) }},
		{"Put of a new key into a full cache", func(c *lrucache.LRU[int, int], n, i int) { c.Put(n+i, i) }},
		{"Remove and Put of a known key", func(c *lrucache.LRU[int, int], n, i int) { c.Remove(i % n); c.Put(i%n, i) }},
		{"Remove of a missing key", func(c *lrucache.LRU[int, int], n, i int) { c.Remove(n + i) }},
		{"Len", func(c *lrucache.LRU[int, int], n, i int) { c.Len() }},
	} {
		exercise.Flat(t, op.name, func(n int) func(int) {
			c := full(n)
			return func(i int) { op.call(c, n, i) }
		})
	}
	exercise.Flat(t, "Put of a new key and Remove of an old one, in a cache with room,", func(n int) func(int) {
		c := newLRU[int, int](2 * n)
		for k := range n {
			c.Put(k, k)
		}
		return func(i int) {
			c.Put(n+i, i)
			c.Remove(i)
		}
	})
}

// checkWorn compares an LRU that has evicted many entries with a new one. The capacity is one that
// leaves little room in a table of buckets, so that what evicted entries leave behind adds up.
func checkWorn(t *exercise.T) {
	const n, evictions = 3072, 100_000
	worn, fresh := full(n), newLRU[int, int](n)
	for i := range evictions {
		worn.Put(n+i, i)
	}
	for i := evictions - n; i < evictions; i++ {
		fresh.Put(n+i, i)
	}
	get := func(c *lrucache.LRU[int, int]) func(int) {
		return func(i int) {
			c.Get(evictions + i%n)
			c.Get(-1 - i)
		}
	}
	exercise.SameCost(t, "Get of a key, and of one that is not there,", "in an LRU that has evicted many entries", get(worn), "in a new one with the same entries", get(fresh))
}

func checkAllocation(t *exercise.T) {
	const n, runs = 256, 4096
	ints, i := full(n), 0
	texts, words := newLRU[string, int](n), make([]string, 2*runs)
	for i := range words {
		words[i] = strconv.Itoa(i)
	}
	for _, w := range words[:n] {
		texts.Put(w, 0)
	}
	for _, row := range []struct {
		name string
		put  func()
	}{
		{"Put of a new int key", func() { ints.Put(n+i, i) }},
		{"Put of a known int key", func() { ints.Put(n+i%2, i) }},
		{"Get of an int key", func() { ints.Get(i % n) }},
		{"Put of a new string key", func() { texts.Put(words[n+i], i) }},
	} {
		i = 0
		if got := testing.AllocsPerRun(runs, func() { row.put(); i++ }); got > 0 {
			t.Errorf("in a full LRU of %d entries, %s allocates %.0f times on average, want 0: use again what the evicted entry had", n, row.name, got)
		}
	}
}

// objects is an LRU whose values can be told to be garbage.
type objects = lrucache.LRU[int, *exercise.Object]

func checkCollectable(t *exercise.T) {
	const n = 100
	for _, way := range []struct {
		name  string
		leave func(c *objects)
	}{
		{"evicted", func(c *objects) { putNil(c, n, 2*n) }},
		{"removed", func(c *objects) { removeAll(c, n) }},
		{"replaced", func(c *objects) { putNil(c, 0, n) }},
		{"cleared", func(c *objects) { c.Clear() }},
	} {
		checkLeft(t, way.name, n, way.leave)
	}
}

func checkResizeCollectable(t *exercise.T) {
	const n = 100
	checkLeft(t, "evicted", n, func(c *objects) { shrink(c, 3); putNil(c, 0, 3) })
}

// checkLeft fails t unless every value of an LRU of n entries is garbage once leave is through.
func checkLeft(t *exercise.T, how string, n int, leave func(c *objects)) {
	var tracker exercise.Tracker
	c := newLRU[int, *exercise.Object](n)
	putObjects(c, &tracker, how, n)
	leave(c)
	tracker.WantCollected(t)
	runtime.KeepAlive(c)
}

// These are not inlined, so that no object stays in a variable of the caller's.

//go:noinline
func putObjects(c *objects, tracker *exercise.Tracker, how string, n int) {
	for k := range n {
		c.Put(k, tracker.New(fmt.Sprintf("the %s value of key %d", how, k)))
	}
}

//go:noinline
func putNil(c *objects, from, to int) {
	for k := from; k < to; k++ {
		c.Put(k, nil)
	}
}

//go:noinline
func removeAll(c *objects, n int) {
	for k := range n {
		c.Remove(k)
	}
}

//go:noinline
func shrink(c *objects, capacity int) { c.Resize(capacity) }
