// Package caches has the rows of the question lrucache.
package caches

import (
	"container/list"
	"fmt"
	"math/rand/v2"

	"github.com/oodkit/oodkit/internal/bench/contest"
	"github.com/oodkit/oodkit/internal/bench/measure"
	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/lrucache"
)

// An LRU is a contender of the question lrucache. Values are ints.
type LRU[K comparable] interface {
	Name() string
	Build(keys []K)    // makes the cache that the others use, full of these keys
	Look(keys []K) int // returns how many were found
	Put(keys []K)
	GetOrPut(keys []K) int // returns how many were found
}

// KitLRU is the kit's LRU.
type KitLRU[K comparable] struct{ c *lrucache.LRU[K, int] }

func newKitLRU[K comparable]() LRU[K] { return new(KitLRU[K]) }

func (c *KitLRU[K]) Name() string { return contest.Kit }

func (c *KitLRU[K]) Build(keys []K) {
	c.c = contest.Must(lrucache.New[K, int](max(1, len(keys))))
	c.Put(keys)
}

func (c *KitLRU[K]) Look(keys []K) (found int) {
	cache := c.c
	for _, k := range keys {
		if _, ok := cache.Get(k); ok {
			found++
		}
	}
	return found
}

func (c *KitLRU[K]) Put(keys []K) {
	cache := c.c
	for i, k := range keys {
		cache.Put(k, i)
	}
}

func (c *KitLRU[K]) GetOrPut(keys []K) (found int) {
	cache := c.c
	for i, k := range keys {
		if _, ok := cache.Get(k); ok {
			found++
		} else {
			cache.Put(k, i)
		}
	}
	return found
}

// ClassicLRU is the LRU of the textbooks: a list in order of use, and a map to its elements.
type ClassicLRU[K comparable] struct {
	capacity int
	order    list.List // of classicEntry[K]
	elements map[K]*list.Element
}

type classicEntry[K comparable] struct {
	key   K
	value int
}

func newClassicLRU[K comparable]() LRU[K] { return new(ClassicLRU[K]) }

// Uint64s returns the contenders for integers: the kit's cache, and the textbooks' cache. They are made only here: see
// package contest.
func Uint64s() []func() LRU[uint64] {
	return []func() LRU[uint64]{newKitLRU[uint64], newClassicLRU[uint64]}
}

// Strings returns the contenders for strings.
func Strings() []func() LRU[string] {
	return []func() LRU[string]{newKitLRU[string], newClassicLRU[string]}
}

func (c *ClassicLRU[K]) Name() string { return contest.Classic }

func (c *ClassicLRU[K]) Build(keys []K) {
	*c = ClassicLRU[K]{capacity: max(1, len(keys)), elements: make(map[K]*list.Element)}
	c.Put(keys)
}

func (c *ClassicLRU[K]) get(key K) (int, bool) {
	e := c.elements[key]
	if e == nil {
		return 0, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*classicEntry[K]).value, true
}

func (c *ClassicLRU[K]) put(key K, value int) {
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

func (c *ClassicLRU[K]) Look(keys []K) (found int) {
	for _, k := range keys {
		if _, ok := c.get(k); ok {
			found++
		}
	}
	return found
}

func (c *ClassicLRU[K]) Put(keys []K) {
	for i, k := range keys {
		c.put(k, i)
	}
}

func (c *ClassicLRU[K]) GetOrPut(keys []K) (found int) {
	for i, k := range keys {
		if _, ok := c.get(k); ok {
			found++
		} else {
			c.put(k, i)
		}
	}
	return found
}

// String12 makes a key of 12 letters.
func String12(x uint64) string { return exercise.HexText(x)[:12] }

// zipfKeys returns keys of which a few are asked for most often. They have a Zipf distribution with s = 1.01 over ten
// times as many keys as the cache has room for.
func zipfKeys[K any](n int, key func(uint64) K) []K {
	z := rand.NewZipf(rand.New(rand.NewPCG(3, 4)), 1.01, 1, uint64(10*n))
	keys := make([]K, max(1<<17, n))
	for i := range keys {
		keys[i] = key(z.Uint64() * 0x9e3779b97f4a7c15)
	}
	return keys
}

// Rows returns the rows of caches with room for n entries, which are full, with one kind of keys.
func Rows[K comparable](keys string, key func(uint64) K, n int, makers ...func() LRU[K]) measure.Group {
	group := measure.Group{Name: "keys=" + keys, N: n}
	group.Prepare = func() []measure.Row {
		w := exercise.NewWork(n, key)
		before := exercise.MemoryInUse()
		contenders := []LRU[K]{makers[0]()}
		contenders[0].Build(w.In)
		bytes := float64(exercise.MemoryInUse()-before) / float64(n)
		for _, maker := range makers[1:] {
			c := maker()
			c.Build(w.In)
			contenders = append(contenders, c)
		}
		// Twice as many keys as the cache has room for: when a key comes again, it is new.
		fresh, zipf := append(w.Out, w.In...), zipfKeys(n, key)
		rows := []measure.Row{
			lruRow(contenders, "Hit", func(c LRU[K]) func(int) int { return contest.ForKeys(w.Hits, c.Look) }),
			lruRow(contenders, "Miss", func(c LRU[K]) func(int) int { return contest.ForKeys(w.Misses, c.Look) }),
			lruRow(contenders, "Update", func(c LRU[K]) func(int) int { return contest.ForKeys(w.Hits, silent(c.Put)) }),
			lruRow(contenders, "Zipf", func(c LRU[K]) func(int) int { return contest.ForKeys(zipf, c.GetOrPut) }),
			evictRow(contenders, w.In, fresh),
			fillRow(contenders, makers, w.In),
		}
		rows[0].Runs = append(rows[0].Runs, contest.Yardstick(bytes, n))
		rows[3].Hits = true
		for i := range rows {
			rows[i].Name += "/" + group.Name
			rows[i].N = n
		}
		return rows
	}
	return group
}

func silent[K any](loop func([]K)) func([]K) int {
	return func(keys []K) int { loop(keys); return 0 }
}

func lruRow[K comparable](contenders []LRU[K], name string, do func(LRU[K]) func(ops int) int) measure.Row {
	row := measure.Row{Name: name}
	for _, c := range contenders {
		row.Runs = append(row.Runs, measure.Run{Name: c.Name(), Do: do(c)})
	}
	return row
}

func evictRow[K comparable](contenders []LRU[K], in, fresh []K) measure.Row {
	for len(fresh) < contest.LongRun {
		fresh = append(fresh, fresh...)
	}
	row := lruRow(contenders, "Evict", func(c LRU[K]) func(int) int { return contest.ForKeys(fresh, silent(c.Put)) })
	row.Begin = func() {
		for _, c := range contenders {
			c.Build(in)
		}
	}
	return row
}

func fillRow[K comparable](contenders []LRU[K], makers []func() LRU[K], keys []K) measure.Row {
	row := lruRow(contenders, "Fill", func(c LRU[K]) func(int) int {
		return contest.Times(func() int { c.Build(keys); return 0 })
	})
	row.Builds = true
	row.Begin = func() {
		for _, c := range contenders {
			c.Build(nil)
		}
	}
	for i, c := range contenders {
		row.Runs[i].After = func() { c.Build(nil) }
		row.Runs[i].Bytes = func() float64 {
			return contest.BytesPerEntry(len(keys), func() any {
				c := makers[i]()
				c.Build(keys)
				return c
			})
		}
	}
	return row
}

// A Cache is a contender for goroutines that share a cache.
type Cache interface {
	Name() string
	Build(capacity int)
	GetOrPut(keys []uint64) (found int)
}

// KitCache is the kit's Cache.
type KitCache struct{ c *lrucache.Cache[uint64, int] }

func (c *KitCache) Name() string { return contest.Kit }

func (c *KitCache) Build(capacity int) {
	c.c = contest.Must(lrucache.NewCache(lrucache.Config[uint64, int]{Capacity: capacity}))
}

func (c *KitCache) GetOrPut(keys []uint64) (found int) {
	cache := c.c
	for i, k := range keys {
		if _, ok := cache.Get(k); ok {
			found++
		} else {
			cache.Put(k, i)
		}
	}
	return found
}

// SharedRows returns the rows of goroutines that share a cache with room for n entries.
func SharedRows(n int, contenders ...Cache) measure.Group {
	return measure.Group{Name: "Cache", N: n, Prepare: func() []measure.Row {
		keys := zipfKeys(n, contest.Uint64)
		for _, c := range contenders {
			c.Build(n)
			c.GetOrPut(keys)
		}
		var rows []measure.Row
		for _, goroutines := range []int{1, 2} {
			row := measure.Row{Name: fmt.Sprintf("Cache/goroutines=%d", goroutines), N: n, Hits: true}
			for _, c := range contenders {
				row.Runs = append(row.Runs, measure.Run{Name: c.Name(), Do: contest.InGoroutines(goroutines, keys, c.GetOrPut)})
			}
			rows = append(rows, row)
		}
		return rows
	}}
}
