package main

import (
	"hash/maphash"

	"github.com/elastic/go-freelru"
	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/hashicorp/golang-lru/v2/simplelru"
	"github.com/maypok86/otter/v2"
	phuslu "github.com/phuslu/lru"

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

// freeLRU has its entries in one array, like the kit's LRU. The caller provides the hash: here the cheapest that spreads
// keys well.
type freeLRU[K comparable] struct {
	c    *freelru.LRU[K, int]
	hash freelru.HashKeyCallback[K]
}

func newFreeLRU[K comparable](hash freelru.HashKeyCallback[K]) func() caches.LRU[K] {
	return func() caches.LRU[K] { return &freeLRU[K]{hash: hash} }
}

var seed = maphash.MakeSeed()

func hashString(s string) uint32 { return uint32(maphash.String(seed, s)) }

// hashUint64 multiplies by 2^64 divided by the golden ratio: Fibonacci hashing.
func hashUint64(n uint64) uint32 { return uint32(n * 0x9e3779b97f4a7c15 >> 32) }

func (c *freeLRU[K]) Name() string { return freeLRUName }

const freeLRUName = "go-freelru"

func (c *freeLRU[K]) Build(keys []K) {
	cache, err := freelru.New[K, int](uint32(max(1, len(keys))), c.hash)
	if err != nil {
		panic(err) // capacities are positive
	}
	c.c = cache
	c.Put(keys)
}

func (c *freeLRU[K]) Look(keys []K) (found int) {
	cache := c.c
	for _, k := range keys {
		if _, ok := cache.Get(k); ok {
			found++
		}
	}
	return found
}

func (c *freeLRU[K]) Put(keys []K) {
	cache := c.c
	for i, k := range keys {
		cache.Add(k, i)
	}
}

func (c *freeLRU[K]) GetOrPut(keys []K) (found int) {
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

// phusluLRU is an LRU behind a lock. With one shard it evicts exactly the least recently used entry.
type phusluLRU[K comparable] struct{ c *phuslu.LRUCache[K, int] }

func newPhusluLRU[K comparable]() caches.LRU[K] { return new(phusluLRU[K]) }

func (c *phusluLRU[K]) Name() string { return "phuslu/lru" }

func (c *phusluLRU[K]) Build(keys []K) {
	c.c = phuslu.NewLRUCache(max(1, len(keys)), phuslu.WithShards[K, int](1))
	c.Put(keys)
}

func (c *phusluLRU[K]) Look(keys []K) (found int) {
	cache := c.c
	for _, k := range keys {
		if _, ok := cache.Get(k); ok {
			found++
		}
	}
	return found
}

func (c *phusluLRU[K]) Put(keys []K) {
	cache := c.c
	for i, k := range keys {
		cache.Set(k, i)
	}
}

func (c *phusluLRU[K]) GetOrPut(keys []K) (found int) {
	cache := c.c
	for i, k := range keys {
		if _, ok := cache.Get(k); ok {
			found++
		} else {
			cache.Set(k, i)
		}
	}
	return found
}

// freeCache is go-freelru's LRU in shards, each behind a lock.
type freeCache struct {
	c *freelru.ShardedLRU[uint64, int]
}

func (c *freeCache) Name() string { return freeLRUName }

func (c *freeCache) Build(capacity int) {
	cache, err := freelru.NewSharded[uint64, int](uint32(capacity), hashUint64)
	if err != nil {
		panic(err) // capacities are positive
	}
	c.c = cache
}

func (c *freeCache) GetOrPut(keys []uint64) (found int) {
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

// phusluCache has as many shards as phuslu/lru chooses.
type phusluCache struct{ phusluLRU[uint64] }

func (c *phusluCache) Build(capacity int) { c.c = phuslu.NewLRUCache[uint64, int](capacity) }

// hashicorpCache is hashicorp's LRU behind a lock.
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

// Build passes the capacity twice: with the second one, otter need not grow.
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
