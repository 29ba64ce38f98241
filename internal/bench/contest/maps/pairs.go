package maps

import (
	"github.com/oodkit/oodkit/hashmap"
	"github.com/oodkit/oodkit/internal/bench/contest"
	"github.com/oodkit/oodkit/internal/bench/measure"
	"github.com/oodkit/oodkit/internal/exercise"
)

// A PairMap is a contender for BuiltRows. It makes a map of the keys, and returns the loop that makes keys from words
// and looks them up.
type PairMap func(keys []Pair) (lookUp func(words []uint64) int)

// BuiltRows has the row of maps whose keys are made from two words just before each lookup. A hash function that reads
// the key as 16 bytes has to wait for the words.
func BuiltRows(n int, names []string, contenders []PairMap) measure.Group {
	return measure.Group{Name: "keys=built16", N: n, Prepare: func() []measure.Row {
		w := exercise.NewWork(n, func(x uint64) uint64 { return x })
		keys := make([]Pair, n)
		for i, x := range w.In {
			keys[i] = PairOf(x)
		}
		row := measure.Row{Name: "Hit/keys=built16", N: n}
		for i, contender := range contenders {
			row.Runs = append(row.Runs, measure.Run{Name: names[i], Do: contest.ForKeys(w.Hits, contender(keys))})
		}
		return []measure.Row{row}
	}}
}

// KitPairs is the kit's Map with HashPair, a contender for BuiltRows.
func KitPairs(keys []Pair) func(words []uint64) int {
	m := hashmap.NewFunc[Pair, int](0, HashPair)
	for i, k := range keys {
		m.Put(k, i)
	}
	return func(words []uint64) (sum int) {
		for _, x := range words {
			v, _ := m.Get(Pair{x, x >> 7})
			sum += v
		}
		return sum
	}
}

// BuiltinPairs is Go's own map.
func BuiltinPairs(keys []Pair) func(words []uint64) int {
	m := make(map[Pair]int)
	for i, k := range keys {
		m[k] = i
	}
	return func(words []uint64) (sum int) {
		for _, x := range words {
			sum += m[Pair{x, x >> 7}]
		}
		return sum
	}
}
