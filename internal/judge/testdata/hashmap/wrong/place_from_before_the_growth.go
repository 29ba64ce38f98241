//go:build stub

// step: 4
// rule: growth keeps every entry
// why: Finds the bucket of a new key first, then grows, and puts the key into the bucket of that number.

package hashmap

import (
	"fmt"
	"hash/maphash"
	"iter"
	"math/bits"
	"slices"
)

// Map has buckets that are slices, four entries to each.
type Map[K comparable, V any] struct {
	hash    func(K) uint64
	buckets [][]entry[K, V]
	len     int
	resizes int
}

type entry[K comparable, V any] struct {
	key   K
	value V
}

func New[K comparable, V any](capacity int) *Map[K, V] {
	seed := maphash.MakeSeed()
	return NewFunc[K, V](capacity, func(key K) uint64 { return maphash.Comparable(seed, key) })
}

func NewFunc[K comparable, V any](capacity int, hash func(K) uint64) *Map[K, V] {
	if capacity < 0 || hash == nil {
		panic(fmt.Sprintf("hashmap: NewFunc with capacity %d and hash %p", capacity, hash))
	}
	return &Map[K, V]{hash: hash, buckets: make([][]entry[K, V], capacity/4+4)}
}

// place returns which of n buckets is the one for a hash.
func place(h uint64, n int) int {
	high, low := bits.Mul64(h, 0x9e3779b97f4a7c15)
	return int((high ^ low) % uint64(n))
}

// find returns the bucket of a key with hash h and the key's index there, or -1.
func (m *Map[K, V]) find(key K, h uint64) (bucket, index int) {
	bucket = place(h, len(m.buckets))
	index = slices.IndexFunc(m.buckets[bucket], func(e entry[K, V]) bool { return e.key == key })
	return bucket, index
}

func (m *Map[K, V]) Put(key K, value V) (old V, replaced bool) {
	if m.buckets == nil {
		*m = *New[K, V](0)
	}
	h := m.hash(key)
	b, i := m.find(key, h)
	if i >= 0 {
		e := &m.buckets[b][i]
		old, e.value = e.value, value
		return old, true
	}
	if m.len == 4*len(m.buckets) {
		m.grow(2 * len(m.buckets))
	}
	m.buckets[b] = append(m.buckets[b], entry[K, V]{key, value})
	m.len++
	return old, false
}

// grow moves the entries to n buckets.
func (m *Map[K, V]) grow(n int) {
	buckets := make([][]entry[K, V], n)
	for _, entries := range m.buckets {
		for _, e := range entries {
			b := place(m.hash(e.key), n)
			buckets[b] = append(buckets[b], e)
		}
	}
	m.buckets = buckets
	m.resizes++
}

func (m *Map[K, V]) Get(key K) (value V, ok bool) {
	if m.len > 0 {
		if b, i := m.find(key, m.hash(key)); i >= 0 {
			return m.buckets[b][i].value, true
		}
	}
	return value, false
}

func (m *Map[K, V]) Delete(key K) (old V, deleted bool) {
	if m.len == 0 {
		return old, false
	}
	b, i := m.find(key, m.hash(key))
	if i < 0 {
		return old, false
	}
	old = m.buckets[b][i].value
	m.buckets[b] = slices.Delete(m.buckets[b], i, i+1)
	m.len--
	return old, true
}

func (m *Map[K, V]) Len() int { return m.len }

func (m *Map[K, V]) Stats() Stats {
	s := Stats{Len: m.len, Slots: 4 * len(m.buckets), Resizes: m.resizes}
	for _, entries := range m.buckets {
		s.LongestProbe = max(s.LongestProbe, len(entries))
	}
	return s
}

// The rest is still to be written.

func Collect[K comparable, V any](seq iter.Seq2[K, V]) *Map[K, V] {
	panic("not implemented: Collect")
}

func (m *Map[K, V]) Clear() { panic("not implemented: Map.Clear") }

func (m *Map[K, V]) All() iter.Seq2[K, V] { panic("not implemented: Map.All") }

func (m *Map[K, V]) Keys() iter.Seq[K] { panic("not implemented: Map.Keys") }

func (m *Map[K, V]) Values() iter.Seq[V] { panic("not implemented: Map.Values") }

type Sharded[K comparable, V any] struct{}

func NewSharded[K comparable, V any](shards int) *Sharded[K, V] {
	panic("not implemented: NewSharded")
}

func (s *Sharded[K, V]) Put(key K, value V) (old V, replaced bool) {
	panic("not implemented: Sharded.Put")
}

func (s *Sharded[K, V]) Get(key K) (value V, ok bool) { panic("not implemented: Sharded.Get") }

func (s *Sharded[K, V]) Delete(key K) (old V, deleted bool) {
	panic("not implemented: Sharded.Delete")
}

func (s *Sharded[K, V]) Len() int { panic("not implemented: Sharded.Len") }

func (s *Sharded[K, V]) Update(key K, f func(old V, ok bool) (v V, keep bool)) {
	panic("not implemented: Sharded.Update")
}
