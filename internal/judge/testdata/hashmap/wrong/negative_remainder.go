//go:build stub

// step: 1
// rule: negative keys are keys like any other
// rule: index out of range
// why: Takes the remainder of a negative key, which is negative in Go, for an index.

package hashmap

import (
	"iter"
)

// Map takes int keys so far.
type Map[K comparable, V any] struct {
	buckets [16][]entry[K, V]
	len     int
}

type entry[K comparable, V any] struct {
	key   K
	value V
}

func bucket[K comparable](key K) int { return any(key).(int) % 16 }

func (m *Map[K, V]) Put(key K, value V) (old V, replaced bool) {
	b := bucket(key)
	for i := range m.buckets[b] {
		if e := &m.buckets[b][i]; e.key == key {
			old, e.value = e.value, value
			return old, true
		}
	}
	m.buckets[b] = append(m.buckets[b], entry[K, V]{key, value})
	m.len++
	return old, false
}

func (m *Map[K, V]) Get(key K) (value V, ok bool) {
	for _, e := range m.buckets[bucket(key)] {
		if e.key == key {
			return e.value, true
		}
	}
	return value, false
}

func (m *Map[K, V]) Len() int { return m.len }

// The rest is still to be written.

func New[K comparable, V any](capacity int) *Map[K, V] { panic("not implemented: New") }

func NewFunc[K comparable, V any](capacity int, hash func(K) uint64) *Map[K, V] {
	panic("not implemented: NewFunc")
}

func Collect[K comparable, V any](seq iter.Seq2[K, V]) *Map[K, V] {
	panic("not implemented: Collect")
}

func (m *Map[K, V]) Delete(key K) (old V, deleted bool) { panic("not implemented: Map.Delete") }

func (m *Map[K, V]) Clear() { panic("not implemented: Map.Clear") }

func (m *Map[K, V]) All() iter.Seq2[K, V] { panic("not implemented: Map.All") }

func (m *Map[K, V]) Keys() iter.Seq[K] { panic("not implemented: Map.Keys") }

func (m *Map[K, V]) Values() iter.Seq[V] { panic("not implemented: Map.Values") }

func (m *Map[K, V]) Stats() Stats { panic("not implemented: Map.Stats") }

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
