package main

import (
	cockroach "github.com/cockroachdb/swiss"
	dolthub "github.com/dolthub/swiss"
	"github.com/kamstrup/intmap"

	"github.com/oodkit/oodkit/internal/bench/contest/maps"
)

const (
	cockroachName = "cockroachdb/swiss"
	dolthubName   = "dolthub/swiss"
)

// cockroachMap hashes as the built-in map does, which is the default.
type cockroachMap[K comparable] struct{ m *cockroach.Map[K, int] }

func newCockroachMap[K comparable]() maps.Map[K] { return new(cockroachMap[K]) }

func (c *cockroachMap[K]) Name() string { return cockroachName }

func (c *cockroachMap[K]) Build(capacity int, keys []K) {
	c.m = cockroach.New[K, int](capacity)
	for i, k := range keys {
		c.m.Put(k, i)
	}
}

func (c *cockroachMap[K]) LookUp(keys []K) (sum int) {
	m := c.m
	for _, k := range keys {
		v, _ := m.Get(k)
		sum += v
	}
	return sum
}

func (c *cockroachMap[K]) Update(keys []K) {
	m := c.m
	for i, k := range keys {
		m.Put(k, i)
	}
}

func (c *cockroachMap[K]) Iterate(loops int) (sum int) {
	m := c.m
	for range loops {
		for _, v := range m.All {
			sum += v
		}
	}
	return sum
}

func (c *cockroachMap[K]) Churn(deletes, puts []K) {
	m := c.m
	for i, k := range deletes {
		m.Delete(k)
		m.Put(puts[i], i)
	}
}

// dolthubMap hashes as the built-in map does, by a package of its own.
type dolthubMap[K comparable] struct{ m *dolthub.Map[K, int] }

func newDolthubMap[K comparable]() maps.Map[K] { return new(dolthubMap[K]) }

func (c *dolthubMap[K]) Name() string { return dolthubName }

func (c *dolthubMap[K]) Build(capacity int, keys []K) {
	c.m = dolthub.NewMap[K, int](uint32(capacity))
	for i, k := range keys {
		c.m.Put(k, i)
	}
}

func (c *dolthubMap[K]) LookUp(keys []K) (sum int) {
	m := c.m
	for _, k := range keys {
		v, _ := m.Get(k)
		sum += v
	}
	return sum
}

func (c *dolthubMap[K]) Update(keys []K) {
	m := c.m
	for i, k := range keys {
		m.Put(k, i)
	}
}

func (c *dolthubMap[K]) Iterate(loops int) (sum int) {
	m := c.m
	for range loops {
		m.Iter(func(_ K, v int) (stop bool) {
			sum += v
			return false
		})
	}
	return sum
}

func (c *dolthubMap[K]) Churn(deletes, puts []K) {
	m := c.m
	for i, k := range deletes {
		m.Delete(k)
		m.Put(puts[i], i)
	}
}

// intMap takes integers only.
type intMap[K intmap.IntKey] struct{ m *intmap.Map[K, int] }

func newIntMap[K intmap.IntKey]() maps.Map[K] { return new(intMap[K]) }

func (c *intMap[K]) Name() string { return "kamstrup/intmap" }

func (c *intMap[K]) Build(capacity int, keys []K) {
	c.m = intmap.New[K, int](capacity)
	for i, k := range keys {
		c.m.Put(k, i)
	}
}

func (c *intMap[K]) LookUp(keys []K) (sum int) {
	m := c.m
	for _, k := range keys {
		v, _ := m.Get(k)
		sum += v
	}
	return sum
}

func (c *intMap[K]) Update(keys []K) {
	m := c.m
	for i, k := range keys {
		m.Put(k, i)
	}
}

func (c *intMap[K]) Iterate(loops int) (sum int) {
	m := c.m
	for range loops {
		for _, v := range m.All() {
			sum += v
		}
	}
	return sum
}

func (c *intMap[K]) Churn(deletes, puts []K) {
	m := c.m
	for i, k := range deletes {
		m.Del(k)
		m.Put(puts[i], i)
	}
}

// cockroachPairs and dolthubPairs are contenders for maps.BuiltRows.
func cockroachPairs(keys []maps.Pair) func(words []uint64) int {
	m := cockroach.New[maps.Pair, int](0)
	for i, k := range keys {
		m.Put(k, i)
	}
	return func(words []uint64) (sum int) {
		for _, x := range words {
			v, _ := m.Get(maps.Pair{A: x, B: x >> 7})
			sum += v
		}
		return sum
	}
}

func dolthubPairs(keys []maps.Pair) func(words []uint64) int {
	m := dolthub.NewMap[maps.Pair, int](0)
	for i, k := range keys {
		m.Put(k, i)
	}
	return func(words []uint64) (sum int) {
		for _, x := range words {
			v, _ := m.Get(maps.Pair{A: x, B: x >> 7})
			sum += v
		}
		return sum
	}
}
