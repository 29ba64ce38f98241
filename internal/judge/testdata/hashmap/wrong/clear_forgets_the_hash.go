//go:build stub

// step: 5
// rule: a map that was cleared hashes with the function given to NewFunc
// why: Clear wipes the whole struct, and with it the caller's hash function, the room that New was asked for, and the count of resizes.

package hashmap

import (
	"hash/maphash"
	"iter"
	"math/bits"
	"sync"
)

const (
	firstSlots = 8  // the size of the first table
	smallSlots = 64 // Delete never shrinks below this
)

// entry is a node of a bucket's list. It stays the same node while the table grows and shrinks, so a
// loop can hold on to it; gone tells the loop that the entry was removed.
type entry[K comparable, V any] struct {
	next  *entry[K, V]
	hash  uint64 // mixed
	key   K
	value V
	gone  bool
}

// Map is a hash map with chaining. The number of buckets is a power of two, and also the number of
// entries at which the table doubles.
type Map[K comparable, V any] struct {
	hash    func(K) uint64
	buckets []*entry[K, V]
	n       int
	least   int // the buckets that New was asked for
	resizes int
}

// New returns an empty map with room for capacity entries.
func New[K comparable, V any](capacity int) *Map[K, V] {
	if capacity < 0 {
		panic("hashmap: negative capacity")
	}
	m := &Map[K, V]{}
	if capacity > 0 {
		m.least = max(firstSlots, 1<<bits.Len(uint(capacity-1)))
		m.buckets = make([]*entry[K, V], m.least)
	}
	return m
}

// NewFunc is like New for a map that hashes its keys with hash and nothing else.
func NewFunc[K comparable, V any](capacity int, hash func(K) uint64) *Map[K, V] {
	if hash == nil {
		panic("hashmap: nil hash function")
	}
	m := New[K, V](capacity)
	m.hash = hash
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

// defaultHash returns a hash function with a seed of its own.
func defaultHash[K comparable]() func(K) uint64 {
	seed := maphash.MakeSeed()
	return func(key K) uint64 { return maphash.Comparable(seed, key) }
}

// mix lets every bit of h have a say in the low bits.
func mix(h uint64) uint64 {
	hi, lo := bits.Mul64(h, 0x9e3779b97f4a7c15)
	return hi ^ lo
}

func (m *Map[K, V]) bucket(h uint64) **entry[K, V] {
	return &m.buckets[h&uint64(len(m.buckets)-1)]
}

// find returns the entry of key, whose mixed hash is h, or nil.
func (m *Map[K, V]) find(key K, h uint64) *entry[K, V] {
	if len(m.buckets) == 0 {
		return nil
	}
	for e := *m.bucket(h); e != nil; e = e.next {
		if e.hash == h && e.key == key {
			return e
		}
	}
	return nil
}

// Put stores value under key.
func (m *Map[K, V]) Put(key K, value V) (old V, replaced bool) {
	if m.hash == nil {
		m.hash = defaultHash[K]()
	}
	h := mix(m.hash(key)) // may panic: nothing is changed yet
	if key == key {       // no need to look for NaN
		if e := m.find(key, h); e != nil {
			old, e.value = e.value, value
			return old, true
		}
	}
	switch {
	case len(m.buckets) == 0:
		m.buckets = make([]*entry[K, V], firstSlots)
	case m.n >= len(m.buckets):
		m.resize(2 * len(m.buckets))
	}
	b := m.bucket(h)
	*b = &entry[K, V]{next: *b, hash: h, key: key, value: value}
	m.n++
	return old, false
}

// resize moves the entries to a table of the given number of buckets.
func (m *Map[K, V]) resize(slots int) {
	old := m.buckets
	m.buckets = make([]*entry[K, V], slots)
	for _, e := range old {
		for e != nil {
			next := e.next
			b := m.bucket(e.hash)
			e.next, *b = *b, e
			e = next
		}
	}
	m.resizes++
}

// Get returns the value stored under key.
func (m *Map[K, V]) Get(key K) (value V, ok bool) {
	if m.n == 0 {
		return value, false
	}
	if e := m.find(key, mix(m.hash(key))); e != nil {
		return e.value, true
	}
	return value, false
}

// Delete removes key and its value.
func (m *Map[K, V]) Delete(key K) (old V, deleted bool) {
	if m.n == 0 {
		return old, false
	}
	h := mix(m.hash(key))
	for p := m.bucket(h); *p != nil; p = &(*p).next {
		e := *p
		if e.hash != h || e.key != key {
			continue
		}
		old = e.value
		*p = e.next
		*e = entry[K, V]{gone: true}
		m.n--
		m.shrink()
		return old, true
	}
	return old, false
}

// shrink makes the table smaller if few entries are left in it. It leaves room on both sides, so that
// a few calls cannot make it grow or shrink again.
func (m *Map[K, V]) shrink() {
	slots := len(m.buckets)
	if least := max(smallSlots, m.least); slots > least && m.n < slots/8 {
		m.resize(max(slots/4, least))
	}
}

// Len returns the number of entries.
func (m *Map[K, V]) Len() int { return m.n }

// Clear removes every entry.
func (m *Map[K, V]) Clear() {
	if m.n == 0 {
		return
	}
	for _, e := range m.buckets {
		for e != nil {
			next := e.next
			*e = entry[K, V]{gone: true}
			e = next
		}
	}
	*m = Map[K, V]{}
}

// All returns a sequence over the entries. Each loop notes first which entries there are.
func (m *Map[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		entries := make([]*entry[K, V], 0, m.n)
		for _, e := range m.buckets {
			for ; e != nil; e = e.next {
				entries = append(entries, e)
			}
		}
		for _, e := range entries {
			if e.gone {
				continue
			}
			if !yield(e.key, e.value) {
				return
			}
		}
	}
}

// Keys returns a sequence over the keys.
func (m *Map[K, V]) Keys() iter.Seq[K] {
	return func(yield func(K) bool) {
		for k := range m.All() {
			if !yield(k) {
				return
			}
		}
	}
}

// Values returns a sequence over the values.
func (m *Map[K, V]) Values() iter.Seq[V] {
	return func(yield func(V) bool) {
		for _, v := range m.All() {
			if !yield(v) {
				return
			}
		}
	}
}

// Stats describes the table as it is now.
func (m *Map[K, V]) Stats() Stats {
	longest := 0
	for _, e := range m.buckets {
		for probe := 1; e != nil; e, probe = e.next, probe+1 {
			if e.key == e.key {
				longest = max(longest, probe)
			}
		}
	}
	return Stats{Len: m.n, Slots: len(m.buckets), LongestProbe: longest, Resizes: m.resizes}
}

type shard[K comparable, V any] struct {
	mu sync.Mutex
	m  Map[K, V]
}

// Sharded is a hash map for many goroutines.
type Sharded[K comparable, V any] struct {
	seed   maphash.Seed
	shards []shard[K, V]
}

// NewSharded returns an empty map of the given number of shards.
func NewSharded[K comparable, V any](shards int) *Sharded[K, V] {
	if shards < 1 {
		panic("hashmap: fewer than one shard")
	}
	return &Sharded[K, V]{seed: maphash.MakeSeed(), shards: make([]shard[K, V], shards)}
}

func (s *Sharded[K, V]) shard(key K) *shard[K, V] {
	return &s.shards[maphash.Comparable(s.seed, key)%uint64(len(s.shards))]
}

// Put is Map.Put, safe for concurrent use.
func (s *Sharded[K, V]) Put(key K, value V) (old V, replaced bool) {
	sh := s.shard(key)
	sh.mu.Lock()
	defer sh.mu.Unlock()
	return sh.m.Put(key, value)
}

// Get is Map.Get, safe for concurrent use.
func (s *Sharded[K, V]) Get(key K) (value V, ok bool) {
	sh := s.shard(key)
	sh.mu.Lock()
	defer sh.mu.Unlock()
	return sh.m.Get(key)
}

// Delete is Map.Delete, safe for concurrent use.
func (s *Sharded[K, V]) Delete(key K) (old V, deleted bool) {
	sh := s.shard(key)
	sh.mu.Lock()
	defer sh.mu.Unlock()
	return sh.m.Delete(key)
}

// Len returns the number of entries.
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

// Update changes what is stored under key, as one step.
func (s *Sharded[K, V]) Update(key K, f func(old V, ok bool) (v V, keep bool)) {
	sh := s.shard(key)
	sh.mu.Lock()
	defer sh.mu.Unlock()
	old, ok := sh.m.Get(key)
	v, keep := f(old, ok)
	if keep {
		sh.m.Put(key, v)
	} else if ok {
		sh.m.Delete(key)
	}
}
