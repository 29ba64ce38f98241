//go:build !stub

package hashmap

import (
	"fmt"
	"math/bits"
	"sync"

	"github.com/oodkit/oodkit/internal/hashing"
)

// Sharded is a hash map that many goroutines may use at the same time. It divides the keys among
// shards, each a map behind a lock of its own, so that operations on different shards do not wait
// for one another.
//
// A Sharded comes from [NewSharded]: its zero value is not ready to use. It must not be copied.
type Sharded[K comparable, V any] struct {
	// hash picks the shard of a key. The tables of the shards have seeds of their own: a table that
	// placed its keys by the same bits of the same hash, in which those of one shard are alike,
	// would crowd them.
	hash   func(K) uint64
	shards []shard[K, V]
}

type shard[K comparable, V any] struct {
	mu sync.Mutex
	m  Map[K, V]
}

// NewSharded returns an empty map of the given number of shards, which need not be a power of two.
// It panics if shards is less than 1.
func NewSharded[K comparable, V any](shards int) *Sharded[K, V] {
	if shards < 1 {
		panic(fmt.Sprintf("hashmap: NewSharded with %d shards, want at least 1", shards))
	}
	return &Sharded[K, V]{hash: hashing.Default[K](), shards: make([]shard[K, V], shards)}
}

// lock returns the shard of key, locked.
func (s *Sharded[K, V]) lock(key K) *shard[K, V] {
	// The high word of hash × n is spread over 0 to n−1 as the hash is over all words.
	i, _ := bits.Mul64(s.hash(key), uint64(len(s.shards)))
	sh := &s.shards[i]
	sh.mu.Lock()
	return sh
}

// Put is [Map.Put], safe for concurrent use.
func (s *Sharded[K, V]) Put(key K, value V) (old V, replaced bool) {
	sh := s.lock(key)
	defer sh.mu.Unlock()
	return sh.m.Put(key, value)
}

// Get is [Map.Get], safe for concurrent use.
func (s *Sharded[K, V]) Get(key K) (value V, ok bool) {
	sh := s.lock(key)
	defer sh.mu.Unlock()
	return sh.m.Get(key)
}

// Delete is [Map.Delete], safe for concurrent use.
func (s *Sharded[K, V]) Delete(key K) (old V, deleted bool) {
	sh := s.lock(key)
	defer sh.mu.Unlock()
	return sh.m.Delete(key)
}

// Len returns the number of entries. While other goroutines change the map the result may match no
// single moment; when nothing runs it is exact.
func (s *Sharded[K, V]) Len() int {
	n := 0
	for i := range s.shards {
		n += s.shards[i].len()
	}
	return n
}

func (sh *shard[K, V]) len() int {
	sh.mu.Lock()
	defer sh.mu.Unlock()
	return sh.m.Len()
}

// Update changes what is stored under key, as one step that no other operation on the key can come
// between.
//
// It calls f exactly once, under the lock of that key's shard, with the value stored and true, or a
// zero value and false. If f returns keep, its value v is stored; if not, the key is removed. If f
// panics, nothing is changed, no lock stays held, and the panic goes on to the caller. f must not
// use the same Sharded: it might wait for its own lock.
func (s *Sharded[K, V]) Update(key K, f func(old V, ok bool) (v V, keep bool)) {
	sh := s.lock(key)
	defer sh.mu.Unlock() // even if f panics
	if v, keep := f(sh.m.Get(key)); keep {
		sh.m.Put(key, v)
	} else {
		sh.m.Delete(key)
	}
}
