package hashmap_test

import (
	"flag"
	"fmt"
	"math/bits"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/hashmap"
	"github.com/oodkit/oodkit/internal/exercise"
)

// Each benchmark is a row, run for several kinds of keys and numbers of entries, on the Map and, as
// impl=builtin, on Go's own map. Keys are visited in no order that a map could profit from.

var large = flag.Bool("large", false, "run the benchmarks with 8 million entries too")

func BenchmarkHit(b *testing.B)      { runRow(b, hit) }
func BenchmarkMiss(b *testing.B)     { runRow(b, miss) }
func BenchmarkUpdate(b *testing.B)   { runRow(b, update) }
func BenchmarkIterate(b *testing.B)  { runRow(b, iterate) }  // one operation is a whole loop
func BenchmarkChurn(b *testing.B)    { runRow(b, churned) }  // one operation is a Delete and a Put
func BenchmarkGrow(b *testing.B)     { runRow(b, grow) }     // one operation is all Puts into an empty map
func BenchmarkPresized(b *testing.B) { runRow(b, presized) } // the same with room made before

type row int

const (
	hit row = iota
	miss
	update
	iterate
	churned
	grow
	presized
)

// pair is a key of 16 bytes.
type pair struct{ a, b uint64 }

func runRow(b *testing.B, r row) {
	runKeys(b, r, "int", func(x uint64) int { return int(x) }, hashmap.New[int, int])
	runKeys(b, r, "string8", func(x uint64) string { return exercise.HexText(x)[:8] }, hashmap.New[string, int])
	runKeys(b, r, "string64", func(x uint64) string { return strings.Repeat(exercise.HexText(x), 4) }, hashmap.New[string, int])
	runKeys(b, r, "struct16", func(x uint64) pair { return pair{x, x >> 7} }, hashmap.New[pair, int])
	runKeys(b, r, "struct16func", func(x uint64) pair { return pair{x, x >> 7} }, func(n int) *hashmap.Map[pair, int] {
		return hashmap.NewFunc[pair, int](n, hashPair)
	})
}

// hashPair is a hash of pairs that takes a caller a minute to write.
func hashPair(p pair) uint64 { return bits.RotateLeft64(p.a*0x9e3779b97f4a7c15, 32) ^ p.b }

// runKeys runs a row for one kind of keys.
func runKeys[K comparable](b *testing.B, r row, keys string, key func(uint64) K, empty func(n int) *hashmap.Map[K, int]) {
	sizes := []int{16, 1 << 10, 1 << 16, 1 << 20}
	if *large {
		sizes = append(sizes, 8_000_000)
	}
	for _, n := range sizes {
		name := fmt.Sprintf("keys=%s/n=%d", keys, n)
		b.Run(name, func(b *testing.B) {
			steps.Guard(b, func(*exercise.T) { run(b, r, &mine[K]{empty: empty}, exercise.NewWork(n, key)) })
		})
		b.Run(name+"/impl=builtin", func(b *testing.B) { run(b, r, &builtin[K]{}, exercise.NewWork(n, key)) })
	}
}

// contender is a kind of map under test. Its methods have the loops of the benchmarks, so that no
// call through the interface is timed. They return something that depends on all they did.
type contender[K comparable] interface {
	build(capacity int, keys []K) // makes the map that the others use
	lookUp(b *testing.B, keys []K) int
	update(b *testing.B, keys []K)
	iterate(b *testing.B) int
	churn(b *testing.B, in, out []K)
}

// sink keeps what a benchmark computes from being optimized away.
var sink int

func run[K comparable](b *testing.B, r row, c contender[K], w exercise.Work[K]) {
	c.build(0, w.In)
	b.ReportAllocs()
	b.ResetTimer()
	switch r {
	case hit:
		sink += c.lookUp(b, w.Hits)
	case miss:
		sink += c.lookUp(b, w.Misses)
	case update:
		c.update(b, w.Hits)
	case iterate:
		sink += c.iterate(b)
	case churned:
		c.churn(b, w.In, w.Out)
	case grow:
		buildAgain(b, c, 0, w.In)
	case presized:
		buildAgain(b, c, len(w.In), w.In)
	}
}

// buildAgain builds the map over and over, and reports how many bytes each entry of it takes.
func buildAgain[K comparable](b *testing.B, c contender[K], capacity int, keys []K) {
	for b.Loop() {
		c.build(capacity, keys)
	}
	c.build(0, nil)
	before := exercise.MemoryInUse()
	c.build(capacity, keys)
	b.ReportMetric(float64(exercise.MemoryInUse()-before)/float64(len(keys)), "B/entry")
	runtime.KeepAlive(c)
}

// mine is the Map of this package.
type mine[K comparable] struct {
	empty func(n int) *hashmap.Map[K, int]
	m     *hashmap.Map[K, int]
}

func (c *mine[K]) build(capacity int, keys []K) {
	c.m = c.empty(capacity)
	for i, k := range keys {
		c.m.Put(k, i)
	}
}

func (c *mine[K]) lookUp(b *testing.B, keys []K) (sum int) {
	m, i := c.m, 0
	for b.Loop() {
		v, _ := m.Get(keys[i])
		sum += v
		i = exercise.Next(i, len(keys))
	}
	return sum
}

func (c *mine[K]) update(b *testing.B, keys []K) {
	m, i := c.m, 0
	for b.Loop() {
		m.Put(keys[i], i)
		i = exercise.Next(i, len(keys))
	}
}

func (c *mine[K]) iterate(b *testing.B) (sum int) {
	for b.Loop() {
		sum += c.sum()
	}
	return sum
}

// sum is no part of the benchmark's loop, in which nothing is inlined.
func (c *mine[K]) sum() (sum int) {
	for _, v := range c.m.All() {
		sum += v
	}
	return sum
}

func (c *mine[K]) churn(b *testing.B, in, out []K) {
	m, i := c.m, 0
	for b.Loop() {
		m.Delete(in[i])
		m.Put(out[i], i)
		if i = exercise.Next(i, len(in)); i == 0 {
			in, out = out, in
		}
	}
}

// builtin is Go's own map.
type builtin[K comparable] struct{ m map[K]int }

func (c *builtin[K]) build(capacity int, keys []K) {
	c.m = make(map[K]int, capacity)
	for i, k := range keys {
		c.m[k] = i
	}
}

func (c *builtin[K]) lookUp(b *testing.B, keys []K) (sum int) {
	m, i := c.m, 0
	for b.Loop() {
		sum += m[keys[i]]
		i = exercise.Next(i, len(keys))
	}
	return sum
}

func (c *builtin[K]) update(b *testing.B, keys []K) {
	m, i := c.m, 0
	for b.Loop() {
		m[keys[i]] = i
		i = exercise.Next(i, len(keys))
	}
}

func (c *builtin[K]) iterate(b *testing.B) (sum int) {
	for b.Loop() {
		sum += c.sum()
	}
	return sum
}

func (c *builtin[K]) sum() (sum int) {
	for _, v := range c.m {
		sum += v
	}
	return sum
}

func (c *builtin[K]) churn(b *testing.B, in, out []K) {
	m, i := c.m, 0
	for b.Loop() {
		delete(m, in[i])
		m[out[i]] = i
		if i = exercise.Next(i, len(in)); i == 0 {
			in, out = out, in
		}
	}
}

// BenchmarkSharded is the Sharded that 1, 2 and more goroutines update at a time.
func BenchmarkSharded(b *testing.B) {
	for _, goroutines := range []int{1, 2, 8} {
		b.Run(fmt.Sprintf("goroutines=%d", goroutines), func(b *testing.B) {
			steps.Guard(b, func(t *exercise.T) { benchmarkSharded(t, b, goroutines) })
		})
	}
}

func benchmarkSharded(t *exercise.T, b *testing.B, goroutines int) {
	const keys = 1 << 10
	m := hashmap.NewSharded[int, int](32)
	perGoroutine := b.N/goroutines + 1
	b.ReportAllocs()
	b.ResetTimer()
	exercise.Together(t, goroutines, func(g int) {
		r := rand.New(rand.NewPCG(1, uint64(g)))
		for range perGoroutine {
			key := r.IntN(keys)
			if key%10 == 0 {
				m.Update(key, func(old int, _ bool) (int, bool) { return old + 1, true })
			} else {
				m.Get(key)
			}
		}
	})
}
