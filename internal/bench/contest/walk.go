// Package contest has helpers for the rows of all questions. The rows themselves are in one package for each question,
// with the contenders that need only Go itself: the kit's structures, and alternatives from the language or the standard
// library. The loops are methods of the contenders, so that no call through an interface is timed.
//
// Each question has a package of its own, because inlining in a generic type depends on the other imports of a package.
// Otherwise hashmap would profit from instances that lrucache makes, which a user's code may not have.
package contest

import (
	"math/rand/v2"
	"sync"

	"github.com/oodkit/oodkit/internal/bench/measure"
	"github.com/oodkit/oodkit/internal/exercise"
)

// LongRun is the least number of operations in a loop, if there are that many to do.
const LongRun = 1 << 16

// A walk goes through keys repeatedly.
type walk[K any] struct {
	keys []K
	at   int
}

// next returns the next keys, at most ops of them.
func (w *walk[K]) next(ops int) []K {
	end := min(w.at+ops, len(w.keys))
	keys := w.keys[w.at:end]
	w.at = end % len(w.keys)
	return keys
}

// ForKeys returns a function that does an operation for each of the next keys, as many as its argument says.
func ForKeys[K any](keys []K, loop func([]K) int) func(ops int) int {
	w := walk[K]{keys: keys}
	return func(ops int) (sum int) {
		for ops > 0 {
			run := w.next(ops)
			sum += loop(run)
			ops -= len(run)
		}
		return sum
	}
}

// ForPairs is ForKeys for operations that take a key of each of two slices of the same length.
func ForPairs[K any](as, bs []K, loop func(as, bs []K)) func(ops int) int {
	wa, wb := walk[K]{keys: as}, walk[K]{keys: bs}
	return func(ops int) int {
		for ops > 0 {
			run := wa.next(ops)
			loop(run, wb.next(ops))
			ops -= len(run)
		}
		return 0
	}
}

// InGoroutines is ForKeys for that many goroutines at a time. Each begins at another key.
func InGoroutines[K any](goroutines int, keys []K, loop func([]K) int) func(ops int) int {
	walks := make([]walk[K], goroutines)
	for g := range walks {
		walks[g] = walk[K]{keys, g * len(keys) / goroutines}
	}
	return func(ops int) int {
		sums, failures := make([]int, goroutines), make([]error, goroutines)
		var wg sync.WaitGroup
		for g := range goroutines {
			wg.Go(func() {
				failures[g] = measure.Protect(func() { sums[g] = walks[g].all(ops*(g+1)/goroutines-ops*g/goroutines, loop) })
			})
		}
		wg.Wait()
		return total(sums, failures)
	}
}

func (w *walk[K]) all(ops int, loop func([]K) int) (sum int) {
	for ops > 0 {
		run := w.next(ops)
		sum += loop(run)
		ops -= len(run)
	}
	return sum
}

// total returns the sum of the results of goroutines. If one of them panicked, total panics too.
func total(sums []int, failures []error) (sum int) {
	for g := range sums {
		if failures[g] != nil {
			panic(failures[g])
		}
		sum += sums[g]
	}
	return sum
}

// Turnover returns keys to delete, and for each a key to put in, in an order of their own. After all of them, the
// structure has the keys of in again, and none of out.
func Turnover[K any](in, out []K) (deletes, puts []K) {
	r := rand.New(rand.NewPCG(5, 6))
	in, out = shuffled(r, in), shuffled(r, out)
	for len(deletes) < LongRun {
		deletes = append(append(deletes, in...), out...)
		puts = append(append(puts, out...), in...)
	}
	return deletes, puts
}

func shuffled[K any](r *rand.Rand, keys []K) []K {
	keys = append([]K(nil), keys...)
	r.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
	return keys
}

// BytesPerEntry returns how many bytes an entry takes in the structure that build returns for n entries.
func BytesPerEntry(n int, build func() any) float64 {
	held := make([]any, max(1, LongRun/n))
	before := exercise.MemoryInUse()
	for i := range held {
		held[i] = build()
	}
	grown := exercise.MemoryInUse() - before
	bytes := float64(grown) / float64(n*len(held))
	clear(held) // keeps the structure alive up to here
	return bytes
}

// Yardstick is the physical limit: random reads of an array that takes as many bytes.
func Yardstick(bytes float64, n int) measure.Run {
	words := make([]uint64, max(1, int(bytes*float64(n)/8)))
	r := rand.New(rand.NewPCG(7, 8))
	indices := make([]uint32, max(LongRun, n))
	for i := range indices {
		indices[i] = uint32(r.IntN(len(words)))
	}
	return measure.Run{Name: Array, Do: ForKeys(indices, func(indices []uint32) int {
		var sum uint64
		for _, i := range indices {
			sum += words[i]
		}
		return int(sum)
	})}
}

// The names of contenders that the tables mention. Kit is the name of the kit's own structure.
const (
	Array   = "array" // the Yardstick
	Builtin = "builtin"
	Classic = "classic" // the structure of textbooks
	Slice   = "slice"
)

// Times returns a function that calls do as many times as its argument says.
func Times(do func() int) func(ops int) int {
	return func(ops int) (sum int) {
		for range ops {
			sum += do()
		}
		return sum
	}
}

// Uint64 returns a random number as a key.
func Uint64(x uint64) uint64 { return x }

// Must returns v, the result of a constructor with valid arguments.
func Must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
