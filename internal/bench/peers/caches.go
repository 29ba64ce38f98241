package main

import (
	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/hashicorp/golang-lru/v2/simplelru"
	"github.com/maypok86/otter/v2"

	"github.com/oodkit/oodkit/internal/bench/contest/caches"
)

// simpleLRU is hashicorp's LRU without a lock.
type simpleLRU[K comparable] struct{ c *simplelru.LRU[K, int] }

func newSimpleLRU[K comparable]() caches.LRU[K] { return new(simpleLRU[K]) }

func (c *simpleLRU[K]) Name() string { return "simplelru" }

func (c *simpleLRU[K]) Build(keys []K) {
	cache, err := simplelru.NewLRU[K, int](max(1, len(keys)), nil)
	if err != nil {
		panic(err) // capacities are positive
	}
	c.c = cache
	c.Put(keys)
}

func (c *simpleLRU[K]) Look(keys []K) (found int) {
	cache := c.c
	for _, k := range keys {
		if _, ok := cache.Get(k); ok {
			found++
		}
	}
	return found
}

func (c *simpleLRU[K]) Put(keys []K) {
	cache := c.c
	for i, k := range keys {
		cache.Add(k, i)
	}
}

func (c *simpleLRU[K]) GetOrPut(keys []K) (found int) {
	cache := c.c
	for i, k := range keys {
		if _, ok := cache.Get(k); ok {
			found++
		} else {
			cache.Add(k, i)
		}
	}
	return found
}

// hashicorpCache is the same LRU behind a lock.
type hashicorpCache struct{ c *lru.Cache[uint64, int] }

func (c *hashicorpCache) Name() string { return "hashicorp/Cache" }

func (c *hashicorpCache) Build(capacity int) {
	cache, err := lru.New[uint64, int](capacity)
	if err != nil {
		panic(err) // capacities are positive
	}
	c.c = cache
}

func (c *hashicorpCache) GetOrPut(keys []uint64) (found int) {
	cache := c.c
	for i, k := range keys {
		if _, ok := cache.Get(k); ok {
			found++
		} else {
			cache.Add(k, i)
		}
	}
	return found
}

// otterCache evicts by frequency too, and in the background.
type otterCache struct{ c *otter.Cache[uint64, int] }

func (c *otterCache) Name() string { return "otter" }

// Build gives the capacity twice: the second one saves otter from growing.
func (c *otterCache) Build(capacity int) {
	c.c = otter.Must(&otter.Options[uint64, int]{MaximumSize: capacity, InitialCapacity: capacity})
}

func (c *otterCache) GetOrPut(keys []uint64) (found int) {
	cache := c.c
	for i, k := range keys {
		if _, ok := cache.GetIfPresent(k); ok {
			found++
		} else {
			cache.Set(k, i)
		}
	}
	return found
}
