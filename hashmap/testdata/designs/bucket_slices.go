//go:build stub

// Buckets of slices: the plain design. The hash of a key picks a bucket, a bucket is a slice of entries,
// and every operation walks through one of them.
// Good at: few lines, nothing to get wrong in Delete, small keys and values beside one another in memory.
// Costs: an allocation for each bucket, a branch for each entry that the processor cannot predict, and a
// loop that first copies all entries and looks each of them up again.

package hashmap

import (
	"fmt"
	"hash/maphash"
	"iter"
	"math/bits"
	"slices"
	"sync"
)

const (
	load       = 4  // entries for each bucket, on average, when the map is full
	minBuckets = 16 // a map never has fewer

	golden = 0x9e3779b97f4a7c15 // 2⁶⁴ divided by the golden ratio: a number whose bits have no pattern
)

// Map has entries in buckets. Their number doubles when there are load times as many entries.
type Map[K comparable, V any] struct {
	hash    func(K) uint64 // nil in a zero Map until the first Put
	buckets [][]entry[K, V]
	len     int
	min     int // never fewer buckets than that
	resizes int
	clears  int // how often the map was cleared; loops compare it, since only Clear removes a NaN
}

type entry[K comparable, V any] struct {
	key   K
	value V
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
	n := max(minBuckets, (capacity+load-1)/load)
	return &Map[K, V]{hash: hash, buckets: make([][]entry[K, V], n), min: n}
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

// bucket returns the number of the bucket among n of a key with hash h. The hash may vary in its high or its
// low bits only, so all take part.
func bucket(h uint64, n int) int {
	high, low := bits.Mul64(h, golden)
	return int((high ^ low) % uint64(n))
}

// find returns the bucket of a key with hash h, and the key's index there or -1.
func (m *Map[K, V]) find(key K, h uint64) (b, index int) {
	b = bucket(h, len(m.buckets))
	return b, slices.IndexFunc(m.buckets[b], func(e entry[K, V]) bool { return e.key == key })
}

// Put replaces the key's value, or appends an entry to its bucket.
func (m *Map[K, V]) Put(key K, value V) (old V, replaced bool) {
	if m.hash == nil {
		m.hash = defaultHash[K]()
		m.min = minBuckets
	}
	h := m.hash(key) // before an entry changes: it may panic
	if len(m.buckets) == 0 {
		m.buckets = make([][]entry[K, V], m.min)
	}
	b, i := m.find(key, h)
	if i >= 0 {
		e := &m.buckets[b][i]
		old, e.value = e.value, value
		return old, true
	}
	if m.len == load*len(m.buckets) {
		m.resize(2 * len(m.buckets))
		b = bucket(h, len(m.buckets))
	}
	m.buckets[b] = append(m.buckets[b], entry[K, V]{key, value})
	m.len++
	return old, false
}

// resize moves the entries to n buckets.
func (m *Map[K, V]) resize(n int) {
	buckets := make([][]entry[K, V], n)
	for _, entries := range m.buckets {
		for _, e := range entries {
			b := bucket(m.hash(e.key), n)
			buckets[b] = append(buckets[b], e)
		}
	}
	m.buckets = buckets
	m.resizes++
}

// Get walks through the key's bucket.
func (m *Map[K, V]) Get(key K) (value V, ok bool) {
	if m.len > 0 {
		if b, i := m.find(key, m.hash(key)); i >= 0 {
			return m.buckets[b][i].value, true
		}
	}
	return value, false
}

// Delete closes the gap in the bucket, gives back memory that the bucket no longer needs, and halves the buckets when
// few entries are left.
func (m *Map[K, V]) Delete(key K) (old V, deleted bool) {
	if m.len == 0 {
		return old, false
	}
	b, i := m.find(key, m.hash(key))
	if i < 0 {
		return old, false
	}
	old = m.buckets[b][i].value
	entries := slices.Delete(m.buckets[b], i, i+1)
	if c := cap(entries); c >= 16 && len(entries) <= c/4 { // the bucket was much fuller once
		entries = slices.Clone(entries)
	}
	m.buckets[b] = entries
	m.len--
	// Less than an eighth of the room is taken, so the half that stays is still far from full.
	if n := len(m.buckets) / 2; n >= m.min && m.len < load*n/4 {
		m.resize(n)
	}
	return old, true
}

// Len returns the number of entries.
func (m *Map[K, V]) Len() int { return m.len }

// Clear begins with new buckets.
func (m *Map[K, V]) Clear() {
	m.buckets, m.len = make([][]entry[K, V], m.min), 0
	m.clears++
}

// All takes the entries that are in the map now, and yields those that are still there when the loop reaches them.
func (m *Map[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		clears := m.clears
		for _, e := range slices.Concat(m.buckets...) {
			// No lookup finds a key like NaN, which is unequal to itself. But only Clear removes it.
			value, ok := e.value, m.clears == clears
			if e.key == e.key {
				value, ok = m.Get(e.key)
			}
			if ok && !yield(e.key, value) {
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
	s := Stats{Len: m.len, Slots: load * len(m.buckets), Resizes: m.resizes}
	for _, entries := range m.buckets {
		for i, e := range entries {
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

// lock returns the key's shard, locked.
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
	if v, keep := f(sh.m.Get(key)); keep {
		sh.m.Put(key, v)
	} else {
		sh.m.Delete(key)
	}
}
