//go:build stub

// Chaining. The hash of a key picks a bucket, and a bucket is a slice of pointers to entries. Growth moves
// the pointers, and the entries stay what they are. A loop takes the pointers first, and leaves out the
// entries that are marked as deleted when it reaches them.
// Good at: loops that change the map, since an entry itself knows whether it is gone; simple deletion.
// Costs: an allocation for each entry, and one more memory access for each entry that a lookup compares.

package hashmap

import (
	"fmt"
	"hash/maphash"
	"iter"
	"sync"
)

const (
	entriesPerBucket = 2 // on average, when the table is full
	minBuckets       = 8

	mixer = 0xff51afd7ed558ccd // from MurmurHash3: an odd number whose bits have no pattern
)

// Map has entries in buckets. Their number doubles when they are full on average.
type Map[K comparable, V any] struct {
	buckets [][]*entry[K, V] // their number is a power of two, or 0 at first
	hash    func(K) uint64   // nil until the first Put of a zero Map
	len     int
	min     int // never fewer buckets than that
	resizes int
}

// entry is what a bucket and a loop point to.
type entry[K comparable, V any] struct {
	key     K
	value   V
	deleted bool
}

// New returns a map with a hash of its own.
func New[K comparable, V any](capacity int) *Map[K, V] {
	return NewFunc[K, V](capacity, defaultHash[K]())
}

// NewFunc returns a map that hashes its keys with hash.
func NewFunc[K comparable, V any](capacity int, hash func(K) uint64) *Map[K, V] {
	if capacity < 0 {
		panic(fmt.Sprintf("hashmap: capacity is %d, want at least 0", capacity))
	}
	if hash == nil {
		panic("hashmap: NewFunc with a nil hash")
	}
	m := &Map[K, V]{hash: hash, min: minBuckets}
	for m.min*entriesPerBucket < capacity {
		m.min *= 2
	}
	m.buckets = make([][]*entry[K, V], m.min)
	return m
}

// Collect returns a map of the pairs that seq yields.
func Collect[K comparable, V any](seq iter.Seq2[K, V]) *Map[K, V] {
	m := New[K, V](0)
	for k, v := range seq {
		m.Put(k, v)
	}
	return m
}

// defaultHash returns a hash for keys of any type, under a seed of its own.
func defaultHash[K comparable]() func(K) uint64 {
	seed := maphash.MakeSeed()
	return func(key K) uint64 { return maphash.Comparable(seed, key) }
}

// bucket returns the number of the bucket among n of a key with hash h. The hash may vary in its high or its low
// bits only, so both take part.
func bucket(h uint64, n int) int {
	h ^= h >> 32
	h *= mixer
	h ^= h >> 32
	return int(h & uint64(n-1))
}

// find returns the bucket of a key with hash h, and the key's place there or -1.
func (m *Map[K, V]) find(key K, h uint64) (b, place int) {
	b = bucket(h, len(m.buckets))
	for i, e := range m.buckets[b] {
		if e.key == key {
			return b, i
		}
	}
	return b, -1
}

// Put replaces the value of the entry, or appends a new one to the bucket.
func (m *Map[K, V]) Put(key K, value V) (old V, replaced bool) {
	if m.hash == nil {
		m.hash = defaultHash[K]()
		m.min = minBuckets
	}
	h := m.hash(key) // before an entry changes: it may panic
	if m.buckets == nil {
		m.buckets = make([][]*entry[K, V], m.min)
	}
	b, i := m.find(key, h)
	if i >= 0 {
		e := m.buckets[b][i]
		old, e.value = e.value, value
		return old, true
	}
	if m.len == len(m.buckets)*entriesPerBucket {
		m.resize(2 * len(m.buckets))
		b = bucket(h, len(m.buckets))
	}
	m.buckets[b] = append(m.buckets[b], &entry[K, V]{key: key, value: value})
	m.len++
	return old, false
}

// resize moves the pointers to n buckets.
func (m *Map[K, V]) resize(n int) {
	buckets := make([][]*entry[K, V], n)
	for _, chain := range m.buckets {
		for _, e := range chain {
			b := bucket(m.hash(e.key), n)
			buckets[b] = append(buckets[b], e)
		}
	}
	m.buckets = buckets
	m.resizes++
}

// Get walks through the bucket of the key.
func (m *Map[K, V]) Get(key K) (value V, ok bool) {
	if m.len == 0 {
		return value, false
	}
	b, i := m.find(key, m.hash(key))
	if i < 0 {
		return value, false
	}
	return m.buckets[b][i].value, true
}

// Delete marks the entry for loops, and puts the last entry of the bucket in its place.
func (m *Map[K, V]) Delete(key K) (old V, deleted bool) {
	if m.len == 0 {
		return old, false
	}
	b, i := m.find(key, m.hash(key))
	if i < 0 {
		return old, false
	}
	chain := m.buckets[b]
	e, last := chain[i], len(chain)-1
	old = e.value
	*e = entry[K, V]{deleted: true}
	chain[i] = chain[last]
	chain[last] = nil // keeps nothing alive
	m.buckets[b] = chain[:last]
	m.len--
	if len(m.buckets) > m.min && m.len < len(m.buckets)*entriesPerBucket/8 {
		m.resize(len(m.buckets) / 2)
	}
	return old, true
}

// Len returns the number of entries.
func (m *Map[K, V]) Len() int { return m.len }

// Clear marks all entries for loops.
func (m *Map[K, V]) Clear() {
	for _, chain := range m.buckets {
		for _, e := range chain {
			*e = entry[K, V]{deleted: true}
		}
	}
	m.buckets = nil
	m.len = 0
}

// All takes the entries at its start, and yields those that are not marked when it reaches them.
func (m *Map[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		entries := make([]*entry[K, V], 0, m.len)
		for _, chain := range m.buckets {
			entries = append(entries, chain...)
		}
		for _, e := range entries {
			if !e.deleted && !yield(e.key, e.value) {
				return
			}
		}
	}
}

// Keys yields the keys of All.
func (m *Map[K, V]) Keys() iter.Seq[K] {
	return func(yield func(K) bool) {
		for k := range m.All() {
			if !yield(k) {
				return
			}
		}
	}
}

// Values yields the values of All.
func (m *Map[K, V]) Values() iter.Seq[V] {
	return func(yield func(V) bool) {
		for _, v := range m.All() {
			if !yield(v) {
				return
			}
		}
	}
}

// Stats counts, in each bucket, the entries up to the last one that a lookup finds.
func (m *Map[K, V]) Stats() Stats {
	s := Stats{Len: m.len, Slots: len(m.buckets) * entriesPerBucket, Resizes: m.resizes}
	for _, chain := range m.buckets {
		for i, e := range chain {
			if e.key == e.key { // no lookup finds a key like NaN
				s.LongestProbe = max(s.LongestProbe, i+1)
			}
		}
	}
	return s
}

// Sharded is a number of maps, each behind a lock.
type Sharded[K comparable, V any] struct {
	seed   maphash.Seed // picks the shard; each map has a seed of its own, so a shard's keys use all of its buckets
	shards []shard[K, V]
}

// shard is a map behind a lock. For simplicity there is no padding between shards, so locks may share a cache line.
type shard[K comparable, V any] struct {
	mu sync.Mutex
	m  Map[K, V] // guarded by mu
}

// NewSharded returns a map with that many shards.
func NewSharded[K comparable, V any](shards int) *Sharded[K, V] {
	if shards < 1 {
		panic(fmt.Sprintf("hashmap: NewSharded with %d shards, want at least 1", shards))
	}
	return &Sharded[K, V]{seed: maphash.MakeSeed(), shards: make([]shard[K, V], shards)}
}

// lock locks the key's shard and returns it.
func (s *Sharded[K, V]) lock(key K) *shard[K, V] {
	sh := &s.shards[maphash.Comparable(s.seed, key)%uint64(len(s.shards))]
	sh.mu.Lock()
	return sh
}

// Put is Map.Put under the lock.
func (s *Sharded[K, V]) Put(key K, value V) (old V, replaced bool) {
	sh := s.lock(key)
	defer sh.mu.Unlock()
	return sh.m.Put(key, value)
}

// Get is Map.Get under the lock.
func (s *Sharded[K, V]) Get(key K) (value V, ok bool) {
	sh := s.lock(key)
	defer sh.mu.Unlock()
	return sh.m.Get(key)
}

// Delete is Map.Delete under the lock.
func (s *Sharded[K, V]) Delete(key K) (old V, deleted bool) {
	sh := s.lock(key)
	defer sh.mu.Unlock()
	return sh.m.Delete(key)
}

// Len adds up the shards, one after another.
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

// Update calls f under the lock, and changes the map only when f has returned.
func (s *Sharded[K, V]) Update(key K, f func(old V, ok bool) (v V, keep bool)) {
	sh := s.lock(key)
	defer sh.mu.Unlock()
	old, ok := sh.m.Get(key)
	v, keep := f(old, ok)
	if keep {
		sh.m.Put(key, v)
	} else {
		sh.m.Delete(key)
	}
}
