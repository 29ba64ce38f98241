// Package contest has the rows that are measured for each question, and the contenders that need
// nothing but Go itself: the kit's structures, and what one would take from the language or the
// standard library instead. The loops are methods of the contenders, so that no call through an
// interface is timed.
package contest

import (
	"math/rand/v2"
	"sync"

	"github.com/oodkit/oodkit/internal/bench/measure"
	"github.com/oodkit/oodkit/internal/exercise"
)

// longRun is how many operations there are in a loop at least, if there are as many to do.
const longRun = 1 << 16

// A walk goes through keys again and again.
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

// forKeys returns what carries out an operation for each of so many keys.
func forKeys[K any](keys []K, loop func([]K) int) func(ops int) int {
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

// forPairs is forKeys for operations that take a key of each of two slices of the same length.
func forPairs[K any](as, bs []K, loop func(as, bs []K)) func(ops int) int {
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

// inGoroutines is forKeys for that many goroutines at a time, each of which begins elsewhere.
func inGoroutines[K any](goroutines int, keys []K, loop func([]K) int) func(ops int) int {
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

// total returns the sum of what goroutines returned. If one of them panicked, so does total.
func total(sums []int, failures []error) (sum int) {
	for g := range sums {
		if failures[g] != nil {
			panic(failures[g])
		}
		sum += sums[g]
	}
	return sum
}

// turnover returns keys to delete and keys to put in for each, in an order of their own, after which the
// keys of in are there again and those of out are not.
func turnover[K any](in, out []K) (deletes, puts []K) {
	r := rand.New(rand.NewPCG(5, 6))
	in, out = shuffled(r, in), shuffled(r, out)
	for len(deletes) < longRun {
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

// bytesPerEntry returns how many bytes an entry takes of what build returns for n of them.
func bytesPerEntry(n int, build func() any) float64 {
	held := make([]any, max(1, longRun/n))
	before := exercise.HeapInUse()
	for i := range held {
		held[i] = build()
	}
	grown := exercise.HeapInUse() - before
	bytes := float64(grown) / float64(n*len(held))
	clear(held) // and so it was there till now
	return bytes
}

// yardstick is the physical limit: random reads of an array that takes as many bytes.
func yardstick(bytes float64, n int) measure.Run {
	words := make([]uint64, max(1, int(bytes*float64(n)/8)))
	r := rand.New(rand.NewPCG(7, 8))
	indices := make([]uint32, max(longRun, n))
	for i := range indices {
		indices[i] = uint32(r.IntN(len(words)))
	}
	return measure.Run{Name: Array, Do: forKeys(indices, func(indices []uint32) int {
		var sum uint64
		for _, i := range indices {
			sum += words[i]
		}
		return int(sum)
	})}
}

// The names of contenders that the tables speak of; Kit is that of the kit's own.
const (
	Array   = "array" // the yardstick
	Builtin = "builtin"
	Classic = "classic" // what textbooks have
	Slice   = "slice"
)
