//go:build !stub

package hashmap

import (
	"fmt"
	"math/bits"
	"sync"
)

type Sharded[K comparable, V any] struct {
	hash   func(K) uint64
	shards []shard[K, V]
}

type shard[K comparable, V any] struct {
	mu sync.Mutex
	m  Map[K, V]
}

func NewSharded[K comparable, V any](shards int) *Sharded[K, V] {
	if shards < 1 {
		panic(fmt.Sprintf("hashmap: NewSharded: %d shards, want at least 1", shards))
	}
	return &Sharded[K, V]{hash: defaultHash[K](), shards: make([]shard[K, V], shards)}
}

func (s *Sharded[K, V]) shard(key K) *shard[K, V] {
	i, _ := bits.Mul64(s.hash(key), uint64(len(s.shards)))
	return &s.shards[i]
}

func (s *Sharded[K, V]) Put(key K, value V) (old V, replaced bool) {
	sh := s.shard(key)
	sh.mu.Lock()
	defer sh.mu.Unlock()
	return sh.m.Put(key, value)
}

func (s *Sharded[K, V]) Get(key K) (value V, ok bool) {
	sh := s.shard(key)
	sh.mu.Lock()
	defer sh.mu.Unlock()
	return sh.m.Get(key)
}

func (s *Sharded[K, V]) Delete(key K) (old V, deleted bool) {
	sh := s.shard(key)
	sh.mu.Lock()
	defer sh.mu.Unlock()
	return sh.m.Delete(key)
}

func (s *Sharded[K, V]) Len() int {
	n := 0
	for i := range s.shards {
		sh := &s.shards[i]
		sh.mu.Lock()
		n += sh.m.Len()
		sh.mu.Unlock()
	}
	return n
}

func (s *Sharded[K, V]) Update(key K, f func(old V, ok bool) (v V, keep bool)) {
	sh := s.shard(key)
	sh.mu.Lock()
	defer sh.mu.Unlock()
	if value, keep := f(sh.m.Get(key)); keep {
		sh.m.Put(key, value)
	} else {
		sh.m.Delete(key)
	}
}
