package hashmap_test

import (
	"encoding/hex"
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
	runKeys(b, r, "string8", func(x uint64) string { return hexText(x)[:8] }, hashmap.New[string, int])
	runKeys(b, r, "string64", func(x uint64) string { return strings.Repeat(hexText(x), 4) }, hashmap.New[string, int])
	runKeys(b, r, "struct16", func(x uint64) pair { return pair{x, x >> 7} }, hashmap.New[pair, int])
	runKeys(b, r, "struct16func", func(x uint64) pair { return pair{x, x >> 7} }, func(n int) *hashmap.Map[pair, int] {
		return hashmap.NewFunc[pair, int](n, hashPair)
	})
}

// hashPair is the hash that somebody in a hurry would bring for pairs.
func hashPair(p pair) uint64 { return bits.RotateLeft64(p.a*0x9e3779b97f4a7c15, 32) ^ p.b }

func hexText(x uint64) string {
	var word [8]byte
	for i := range word {
		word[i] = byte(x >> (8 * i))
	}
	return hex.EncodeToString(word[:])
}

// runKeys runs a row for one kind of keys.
func runKeys[K comparable](b *testing.B, r row, keys string, key func(uint64) K, empty func(n int) *hashmap.Map[K, int]) {
	sizes := []int{16, 1 << 10, 1 << 16, 1 << 20}
	if *large {
		sizes = append(sizes, 8_000_000)
	}
	for _, n := range sizes {
		name := fmt.Sprintf("keys=%s/n=%d", keys, n)
		b.Run(name, func(b *testing.B) {
			steps.Guard(b, func(*exercise.T) { ours(b, r, newWork(n, key), empty) })
		})
		b.Run(name+"/impl=builtin", func(b *testing.B) { builtin(b, r, newWork(n, key)) })
	}
}

// work is what a benchmark does with n entries.
type work[K any] struct {
	in, out []K // the keys in the map, and as many that are not
	visits  []K // keys of in, again and again in random order
	misses  []K // keys of out likewise
}

func newWork[K any](n int, key func(uint64) K) work[K] {
	const visits = 1 << 16 // a power of two, for the loops below
	r := rand.New(rand.NewPCG(1, 2))
	var w work[K]
	for range n {
		w.in, w.out = append(w.in, key(r.Uint64())), append(w.out, key(r.Uint64()))
	}
	for range max(visits, n) / visits * visits {
		w.visits, w.misses = append(w.visits, w.in[r.IntN(n)]), append(w.misses, w.out[r.IntN(n)])
	}
	return w
}

// sink keeps what a benchmark computes from being optimized away.
var sink int

func ours[K comparable](b *testing.B, r row, w work[K], empty func(n int) *hashmap.Map[K, int]) {
	build := func(capacity int) *hashmap.Map[K, int] {
		m := empty(capacity)
		for i, k := range w.in {
			m.Put(k, i)
		}
		return m
	}
	m := build(0)
	i, sum := 0, 0
	b.ReportAllocs()
	b.ResetTimer()
	switch r {
	case hit, miss:
		keys := w.keys(r)
		for b.Loop() {
			v, _ := m.Get(keys[i])
			sum += v
			i = next(i, len(keys))
		}
	case update:
		for b.Loop() {
			m.Put(w.visits[i], i)
			i = next(i, len(w.visits))
		}
	case iterate:
		for b.Loop() {
			for _, v := range m.All() {
				sum += v
			}
		}
	case churned:
		for b.Loop() {
			m.Delete(w.in[i])
			m.Put(w.out[i], i)
			if i = next(i, len(w.in)); i == 0 {
				w.in, w.out = w.out, w.in
			}
		}
	case grow:
		for b.Loop() {
			sum += build(0).Len()
		}
		reportSize(b, len(w.in), func() any { return build(0) })
	case presized:
		for b.Loop() {
			sum += build(len(w.in)).Len()
		}
	}
	sink += sum
}

// builtin does the same as ours with Go's own map.
func builtin[K comparable](b *testing.B, r row, w work[K]) {
	build := func(capacity int) map[K]int {
		m := make(map[K]int, capacity)
		for i, k := range w.in {
			m[k] = i
		}
		return m
	}
	m := build(0)
	i, sum := 0, 0
	b.ReportAllocs()
	b.ResetTimer()
	switch r {
	case hit, miss:
		keys := w.keys(r)
		for b.Loop() {
			v, _ := m[keys[i]]
			sum += v
			i = next(i, len(keys))
		}
	case update:
		for b.Loop() {
			m[w.visits[i]] = i
			i = next(i, len(w.visits))
		}
	case iterate:
		for b.Loop() {
			for _, v := range m {
				sum += v
			}
		}
	case churned:
		for b.Loop() {
			delete(m, w.in[i])
			m[w.out[i]] = i
			if i = next(i, len(w.in)); i == 0 {
				w.in, w.out = w.out, w.in
			}
		}
	case grow:
		for b.Loop() {
			sum += len(build(0))
		}
		reportSize(b, len(w.in), func() any { return build(0) })
	case presized:
		for b.Loop() {
			sum += len(build(len(w.in)))
		}
	}
	sink += sum
}

func (w work[K]) keys(r row) []K {
	if r == miss {
		return w.misses
	}
	return w.visits
}

// next returns the index after i, around the end.
func next(i, n int) int {
	if i++; i == n {
		return 0
	}
	return i
}

// reportSize reports how many bytes of memory what build returns holds for each of its n entries.
func reportSize(b *testing.B, n int, build func() any) {
	before := heap()
	kept := build()
	b.ReportMetric(float64(heap()-before)/float64(n), "B/entry")
	runtime.KeepAlive(kept)
}

// BenchmarkSharded is the Sharded that 1, 2 and more goroutines update at a time.
func BenchmarkSharded(b *testing.B) {
	for _, goroutines := range []int{1, 2, 8} {
		b.Run(fmt.Sprintf("goroutines=%d", goroutines), func(b *testing.B) {
			steps.Guard(b, func(*exercise.T) { benchmarkSharded(b, goroutines) })
		})
	}
}

func benchmarkSharded(b *testing.B, goroutines int) {
	const keys = 1 << 10
	m := hashmap.NewSharded[int, int](32)
	perGoroutine := b.N/goroutines + 1
	b.ReportAllocs()
	b.ResetTimer()
	inParallel(goroutines, func(g int) {
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
