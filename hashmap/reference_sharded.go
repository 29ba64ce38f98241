//go:build !stub

package hashmap

import (
	"fmt"
	"math/bits"
	"sync"

	"github.com/oodkit/oodkit/internal/hashing"
)

// Sharded is a hash map that many goroutines may use at the same time. It divides the keys evenly
// among shards. Each shard is a map behind a lock of its own, and the rules of [Map] about keys,
// values, memory and time hold for each shard. An Update takes O(1) amortized time on average, not
// counting the time of f. With 1,024 shards, Get, Put, Delete and Update take at most 8 times as long
// with 524,288 entries as with 1,024 (step 8). Len takes time for each shard.
//
// Except for Len, operations on different shards do not wait for one another. Suppose that an
// Update runs in a map of n shards, and goroutines make 1,000 calls with other keys. Then about
// 1000/n of these calls wait for the Update, since their keys are in its shard. By chance it may be
// more, but at most min(1000/n + 100, 2000/n + 20).
//
// If calls run at the same time, their answers are those that they would have one after another, in
// some order. Len is the exception. An entry that Update removes counts as deleted.
//
// Use [NewSharded] to make a Sharded: its zero value is not ready to use. A Sharded must not be
// copied. Two of them share nothing, not even a lock.
type Sharded[K comparable, V any] struct {
	// hash is the hash function of every shard's map too. A call hashes its key once, here. The map hashes keys only
	// when it rebuilds its table.
	hash   func(K) uint64
	shards []shard[K, V]
}

type shard[K comparable, V any] struct {
	mu sync.Mutex
	m  Map[K, V] // guarded by mu

	_ [cacheLine]byte
}

// cacheLine is how many bytes most processors move between cores at once. With as many unused bytes between
// two shards, no line has parts of both. Otherwise a core that changes the map of one shard would take the line
// with the next shard's lock away from the core that uses that lock.
const cacheLine = 64

// NewSharded returns an empty map of the given number of shards, which need not be a power of two.
// If shards is less than 1, NewSharded panics.
func NewSharded[K comparable, V any](shards int) *Sharded[K, V] {
	if shards < 1 {
		panic(fmt.Sprintf("hashmap: NewSharded with %d shards, want at least 1", shards))
	}
	s := &Sharded[K, V]{hash: hashing.Default[K](), shards: make([]shard[K, V], shards)}
	for i := range s.shards {
		s.shards[i].m.hash = s.hash
	}
	return s
}

// lock returns the shard of a key with hash h, locked.
//
// The high word of h × n is spread over 0 to n−1 as evenly as h is over all words, and depends on the high
// bits of h. The tables use the low bits: the lowest 7 are the tag, and those above name the home group. If
// the keys of a shard had these in common, they would crowd into few groups.
func (s *Sharded[K, V]) lock(h uint64) *shard[K, V] {
	i, _ := bits.Mul64(h, uint64(len(s.shards)))
	sh := &s.shards[i]
	sh.mu.Lock()
	return sh
}

// Put is [Map.Put] on the map of the key's shard, safe for concurrent use. If it panics, no lock
// stays held.
func (s *Sharded[K, V]) Put(key K, value V) (old V, replaced bool) {
	h := s.hash(key)
	sh := s.lock(h)
	defer sh.mu.Unlock()
	return sh.m.put(key, h, value)
}

// Get is [Map.Get] on the map of the key's shard, safe for concurrent use. If it panics, no lock
// stays held.
func (s *Sharded[K, V]) Get(key K) (value V, ok bool) {
	h := s.hash(key)
	sh := s.lock(h)
	// A deferred unlock takes longer, and Get is called most often. It is not needed: a key that could be hashed
	// can be compared, so get cannot panic.
	value, ok = sh.m.get(key, h)
	sh.mu.Unlock()
	return value, ok
}

// Delete is [Map.Delete] on the map of the key's shard, safe for concurrent use. If it panics, no lock
// stays held.
func (s *Sharded[K, V]) Delete(key K) (old V, deleted bool) {
	h := s.hash(key)
	sh := s.lock(h)
	defer sh.mu.Unlock()
	return sh.m.delete(key, h)
}

// Len returns the number of entries. If no other call runs, the number is exact. While other
// goroutines change the map, the number may match no single moment. Len may wait for other calls,
// and other calls for Len.
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

// Update changes what is stored under key atomically: each Put, Delete and Update of the key by
// another goroutine waits until the Update ends. A Get of the key waits too, or returns what was
// stored before the Update.
//
// Update calls f exactly once, under the lock of the key's shard. If the key is in the map, f gets
// its value and true. If not, f gets a zero value and false. If keep is true, Update stores v. If
// keep is false, Update removes the key. A key that is unequal to itself is never found. So f gets
// false, and if keep is true, v becomes a new entry.
//
// If f panics or calls [runtime.Goexit], Update changes nothing, and no lock stays held. A panic goes
// on to the caller. If Put of the key would panic, Update panics and changes nothing, and no lock
// stays held. In that case it may call f or not.
//
// f must not use the same Sharded, because it might wait for its own lock. It may use any other.
func (s *Sharded[K, V]) Update(key K, f func(old V, ok bool) (v V, keep bool)) {
	h := s.hash(key)
	sh := s.lock(h)
	defer sh.mu.Unlock() // even if f panics
	if v, keep := f(sh.m.get(key, h)); keep {
		sh.m.put(key, h, v)
	} else {
		sh.m.delete(key, h)
	}
}
