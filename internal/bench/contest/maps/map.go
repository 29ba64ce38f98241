// Package maps has the rows of the question hashmap.
package maps

import (
	"math/bits"
	"strings"

	"github.com/oodkit/oodkit/hashmap"
	"github.com/oodkit/oodkit/internal/bench/contest"
	"github.com/oodkit/oodkit/internal/bench/measure"
	"github.com/oodkit/oodkit/internal/exercise"
)

// A Map is a contender of the question hashmap. Values are ints.
type Map[K comparable] interface {
	Name() string
	Build(capacity int, keys []K) // makes the map that the others use
	LookUp(keys []K) int
	Update(keys []K)
	Iterate(loops int) int
	Churn(deletes, puts []K)
}

// KitMap is the kit's Map, which Make makes.
type KitMap[K comparable] struct {
	Make func(capacity int) *hashmap.Map[K, int]
	m    *hashmap.Map[K, int]
}

func (c *KitMap[K]) Name() string { return contest.Kit }

func (c *KitMap[K]) Build(capacity int, keys []K) {
	c.m = c.Make(capacity)
	for i, k := range keys {
		c.m.Put(k, i)
	}
}

func (c *KitMap[K]) LookUp(keys []K) (sum int) {
	m := c.m
	for _, k := range keys {
		v, _ := m.Get(k)
		sum += v
	}
	return sum
}

func (c *KitMap[K]) Update(keys []K) {
	m := c.m
	for i, k := range keys {
		m.Put(k, i)
	}
}

func (c *KitMap[K]) Iterate(loops int) (sum int) {
	m := c.m
	for range loops {
		for _, v := range m.All() {
			sum += v
		}
	}
	return sum
}

func (c *KitMap[K]) Churn(deletes, puts []K) {
	m := c.m
	for i, k := range deletes {
		m.Delete(k)
		m.Put(puts[i], i)
	}
}

// BuiltinMap is Go's own map.
type BuiltinMap[K comparable] struct{ m map[K]int }

func (c *BuiltinMap[K]) Name() string { return contest.Builtin }

func (c *BuiltinMap[K]) Build(capacity int, keys []K) {
	c.m = make(map[K]int, capacity)
	for i, k := range keys {
		c.m[k] = i
	}
}

func (c *BuiltinMap[K]) LookUp(keys []K) (sum int) {
	m := c.m
	for _, k := range keys {
		sum += m[k]
	}
	return sum
}

func (c *BuiltinMap[K]) Update(keys []K) {
	m := c.m
	for i, k := range keys {
		m[k] = i
	}
}

func (c *BuiltinMap[K]) Iterate(loops int) (sum int) {
	m := c.m
	for range loops {
		for _, v := range m {
			sum += v
		}
	}
	return sum
}

func (c *BuiltinMap[K]) Churn(deletes, puts []K) {
	m := c.m
	for i, k := range deletes {
		delete(m, k)
		m[puts[i]] = i
	}
}

// Pair is a key of 16 bytes.
type Pair struct{ A, B uint64 }

// PairOf makes a Pair from a random number.
func PairOf(x uint64) Pair { return Pair{x, x >> 7} }

// HashPair is a simple hash for Pairs, as a user might write it.
func HashPair(p Pair) uint64 { return bits.RotateLeft64(p.A*0x9e3779b97f4a7c15, 32) ^ p.B }

// String64 makes a key of 64 letters from a random number.
func String64(x uint64) string { return strings.Repeat(exercise.HexText(x), 4) }

// String8 makes a key of 8 bytes. It uses all bits of x: with fewer bits, keys would be equal in the largest maps.
func String8(x uint64) string {
	var word [8]byte
	for i := range word {
		word[i] = byte(x >> (8 * i))
	}
	return string(word[:])
}

func newKitMap[K comparable]() Map[K] { return &KitMap[K]{Make: hashmap.New[K, int]} }

func newBuiltinMap[K comparable]() Map[K] { return new(BuiltinMap[K]) }

// The contenders for each kind of keys: the kit's map, and Go's own. They are made only here, so that the compiler
// inlines the same calls as in a package that imports no other question.

// Uint64s returns the contenders for integers.
func Uint64s() []func() Map[uint64] {
	return []func() Map[uint64]{newKitMap[uint64], newBuiltinMap[uint64]}
}

// Strings returns the contenders for strings.
func Strings() []func() Map[string] {
	return []func() Map[string]{newKitMap[string], newBuiltinMap[string]}
}

// Pairs returns the contenders for Pairs.
func Pairs() []func() Map[Pair] {
	return []func() Map[Pair]{newKitMap[Pair], newBuiltinMap[Pair]}
}

// PairsFunc returns the contenders for Pairs, where the kit's map uses HashPair.
func PairsFunc() []func() Map[Pair] {
	own := func() Map[Pair] {
		return &KitMap[Pair]{Make: func(n int) *hashmap.Map[Pair, int] { return hashmap.NewFunc[Pair, int](n, HashPair) }}
	}
	return []func() Map[Pair]{own, newBuiltinMap[Pair]}
}

// Rows returns the rows of maps of n entries with one kind of keys. Each call of a maker returns a
// contender of its own.
func Rows[K comparable](keys string, key func(uint64) K, n int, makers ...func() Map[K]) measure.Group {
	group := measure.Group{Name: "keys=" + keys, N: n}
	group.Prepare = func() []measure.Row {
		w := exercise.NewWork(n, key)
		before := exercise.MemoryInUse()
		contenders := []Map[K]{makers[0]()}
		contenders[0].Build(0, w.In)
		bytes := float64(exercise.MemoryInUse()-before) / float64(n)
		for _, maker := range makers[1:] {
			c := maker()
			c.Build(0, w.In)
			contenders = append(contenders, c)
		}
		rows := []measure.Row{
			mapRow(contenders, "Hit", func(c Map[K]) func(int) int { return contest.ForKeys(w.Hits, c.LookUp) }),
			mapRow(contenders, "Miss", func(c Map[K]) func(int) int { return contest.ForKeys(w.Misses, c.LookUp) }),
			mapRow(contenders, "Update", func(c Map[K]) func(int) int {
				return contest.ForKeys(w.Hits, func(keys []K) int { c.Update(keys); return 0 })
			}),
			mapRow(contenders, "Iterate", func(c Map[K]) func(int) int { return c.Iterate }),
			churnRow(contenders, w),
			buildRow("Grow", 0, contenders, makers, w.In),
			buildRow("Presized", n, contenders, makers, w.In),
		}
		rows[0].Runs = append(rows[0].Runs, contest.Yardstick(bytes, n))
		for i := range rows {
			rows[i].Name += "/" + group.Name
			rows[i].N = n
		}
		return rows
	}
	return group
}

func mapRow[K comparable](contenders []Map[K], name string, do func(Map[K]) func(ops int) int) measure.Row {
	row := measure.Row{Name: name}
	for _, c := range contenders {
		row.Runs = append(row.Runs, measure.Run{Name: c.Name(), Do: do(c)})
	}
	return row
}

func churnRow[K comparable](contenders []Map[K], w exercise.Work[K]) measure.Row {
	deletes, puts := contest.Turnover(w.In, w.Out)
	return mapRow(contenders, "Churn", func(c Map[K]) func(int) int { return contest.ForPairs(deletes, puts, c.Churn) })
}

// buildRow is the row of maps that are built from all keys repeatedly.
func buildRow[K comparable](name string, capacity int, contenders []Map[K], makers []func() Map[K], keys []K) measure.Row {
	row := mapRow(contenders, name, func(c Map[K]) func(int) int {
		return contest.Times(func() int { c.Build(capacity, keys); return 0 })
	})
	row.Builds = true
	for i, c := range contenders {
		row.Runs[i].After = func() { c.Build(0, nil) }
		row.Runs[i].Bytes = func() float64 {
			return contest.BytesPerEntry(len(keys), func() any {
				c := makers[i]()
				c.Build(capacity, keys)
				return c
			})
		}
	}
	row.Begin = func() {
		for _, c := range contenders {
			c.Build(0, nil) // the structures of the rows before would cost the garbage collector time
		}
	}
	return row
}
