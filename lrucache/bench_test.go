package lrucache_test

import (
	"container/list"
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/lrucache"
)

// Each benchmark is a row, run for two kinds of keys and several capacities, on the LRU and, as
// impl=classic, on a container/list with a map beside it.

func BenchmarkHit(b *testing.B)    { runRows(b, hit) }
func BenchmarkMiss(b *testing.B)   { runRows(b, miss) }
func BenchmarkUpdate(b *testing.B) { runRows(b, update) }
func BenchmarkEvict(b *testing.B)  { runRows(b, evict) } // a Put of a new key into a full cache
func BenchmarkZipf(b *testing.B)   { runRows(b, zipf) }  // a Get, and a Put if that misses
func BenchmarkFill(b *testing.B)   { runRows(b, fill) }  // one operation is all Puts into an empty cache

type benchmark int

const (
	hit benchmark = iota
	miss
	update
	evict
	zipf
	fill
)

func runRows(b *testing.B, row benchmark) {
	runKeys(b, row, "uint64", func(x uint64) uint64 { return x })
	runKeys(b, row, "string", func(x uint64) string { return exercise.HexText(x)[:12] })
}

// runKeys runs a row for one kind of keys.
func runKeys[K comparable](b *testing.B, row benchmark, keys string, key func(uint64) K) {
	for _, n := range []int{128, 8192, 1 << 20} {
		name := fmt.Sprintf("keys=%s/n=%d", keys, n)
		b.Run(name, func(b *testing.B) {
			steps.Guard(b, func(*exercise.T) { run(b, row, new(mine[K]), n, key) })
		})
		b.Run(name+"/impl=classic", func(b *testing.B) { run(b, row, new(classic[K]), n, key) })
	}
}

// contender is a kind of LRU under test. Its methods contain the loops of the benchmarks, so that no
// call through the interface is timed.
type contender[K comparable] interface {
	build(keys []K) // makes the cache that the others use, full of these keys
	look(b *testing.B, keys []K) (found int)
	put(b *testing.B, keys []K)
	getOrPut(b *testing.B, keys []K) (found int)
}

// sink keeps what a benchmark computes from being optimized away.
var sink int

func run[K comparable](b *testing.B, row benchmark, c contender[K], n int, key func(uint64) K) {
	w := exercise.NewWork(n, key)
	c.build(w.In)
	b.ReportAllocs()
	switch row {
	case hit:
		sink += c.look(b, w.Hits)
	case miss:
		sink += c.look(b, w.Misses)
	case update:
		c.put(b, w.Hits)
	case evict:
		c.put(b, append(w.Out, w.In...)) // twice as many as there is room for, so each is new
	case zipf:
		keys := zipfKeys(n, key)
		found := c.getOrPut(b, keys)
		b.ReportMetric(float64(found)/float64(b.N), "hits/op")
	case fill:
		buildAgain(b, c, w.In)
	}
}

// zipfKeys returns keys of which a few are asked for most often: those of a Zipf distribution with
// s = 1.01, over ten times as many keys as there is room for.
func zipfKeys[K any](n int, key func(uint64) K) []K {
	r := rand.New(rand.NewPCG(3, 4))
	z := rand.NewZipf(r, 1.01, 1, uint64(10*n))
	keys := make([]K, 1<<20)
	for i := range keys {
		keys[i] = key(z.Uint64() * 0x9e3779b97f4a7c15)
	}
	return keys
}

// buildAgain builds the cache over and over, and reports how many bytes each entry of it takes.
func buildAgain[K comparable](b *testing.B, c contender[K], keys []K) {
	for b.Loop() {
		c.build(keys)
	}
	c.build(keys[:1])
	before := exercise.MemoryInUse()
	c.build(keys)
	b.ReportMetric(float64(exercise.MemoryInUse()-before)/float64(len(keys)), "B/entry")
	runtime.KeepAlive(c)
}

// mine is the LRU of this package.
type mine[K comparable] struct{ c *lrucache.LRU[K, int] }

func (m *mine[K]) build(keys []K) {
	m.c = newLRU[K, int](len(keys))
	for i, k := range keys {
		m.c.Put(k, i)
	}
}

func (m *mine[K]) look(b *testing.B, keys []K) (found int) {
	c, i := m.c, 0
	for b.Loop() {
		if _, ok := c.Get(keys[i]); ok {
			found++
		}
		i = exercise.Next(i, len(keys))
	}
	return found
}

func (m *mine[K]) put(b *testing.B, keys []K) {
	c, i := m.c, 0
	for b.Loop() {
		c.Put(keys[i], i)
		i = exercise.Next(i, len(keys))
	}
}

func (m *mine[K]) getOrPut(b *testing.B, keys []K) (found int) {
	c, i := m.c, 0
	for b.Loop() {
		if _, ok := c.Get(keys[i]); ok {
			found++
		} else {
			c.Put(keys[i], i)
		}
		i = exercise.Next(i, len(keys))
	}
	return found
}

// classic is the LRU of the textbooks: a list in order of use, and a map to its elements.
type classic[K comparable] struct {
	capacity int
	order    list.List // of classicEntry[K]
	elements map[K]*list.Element
}

type classicEntry[K comparable] struct {
	key   K
	value int
}

func (c *classic[K]) build(keys []K) {
	*c = classic[K]{capacity: len(keys), elements: make(map[K]*list.Element)}
	for i, k := range keys {
		c.putOne(k, i)
	}
}

func (c *classic[K]) getOne(key K) (int, bool) {
	e := c.elements[key]
	if e == nil {
		return 0, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*classicEntry[K]).value, true
}

func (c *classic[K]) putOne(key K, value int) {
	if e := c.elements[key]; e != nil {
		c.order.MoveToFront(e)
		e.Value.(*classicEntry[K]).value = value
		return
	}
	if c.order.Len() == c.capacity {
		oldest := c.order.Remove(c.order.Back()).(*classicEntry[K])
		delete(c.elements, oldest.key)
	}
	c.elements[key] = c.order.PushFront(&classicEntry[K]{key, value})
}

func (c *classic[K]) look(b *testing.B, keys []K) (found int) {
	i := 0
	for b.Loop() {
		if _, ok := c.getOne(keys[i]); ok {
			found++
		}
		i = exercise.Next(i, len(keys))
	}
	return found
}

func (c *classic[K]) put(b *testing.B, keys []K) {
	i := 0
	for b.Loop() {
		c.putOne(keys[i], i)
		i = exercise.Next(i, len(keys))
	}
}

func (c *classic[K]) getOrPut(b *testing.B, keys []K) (found int) {
	i := 0
	for b.Loop() {
		if _, ok := c.getOne(keys[i]); ok {
			found++
		} else {
			c.putOne(keys[i], i)
		}
		i = exercise.Next(i, len(keys))
	}
	return found
}

// BenchmarkCache measures a Cache that 1 or 2 goroutines use at the same time: a Get, and a Put if the
// Get misses.
func BenchmarkCache(b *testing.B) {
	for _, n := range []int{128, 8192, 1 << 20} {
		for _, goroutines := range []int{1, 2} {
			b.Run(fmt.Sprintf("n=%d/goroutines=%d", n, goroutines), func(b *testing.B) {
				steps.Guard(b, func(t *exercise.T) { benchmarkCache(t, b, n, goroutines) })
			})
		}
	}
}

func benchmarkCache(t *exercise.T, b *testing.B, n, goroutines int) {
	c := newCache(lrucache.Config[uint64, int]{Capacity: n})
	keys := zipfKeys(n, func(x uint64) uint64 { return x })
	for i, k := range keys {
		c.Put(k, i)
	}
	perGoroutine := b.N/goroutines + 1
	b.ReportAllocs()
	b.ResetTimer()
	exercise.Together(t, goroutines, func(g int) {
		i := g * len(keys) / goroutines
		for range perGoroutine {
			if _, ok := c.Get(keys[i]); !ok {
				c.Put(keys[i], i)
			}
			i = exercise.Next(i, len(keys))
		}
	})
}
