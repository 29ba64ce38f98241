//go:build stub

// step: 3
// rule: Delete removes only its own key, wherever in a run of collisions it stands
// why: Empties the slot, which ends the search for what stands behind it.

package hashmap

import (
	"fmt"
	"hash/maphash"
	"iter"
)

// Map has open addressing with linear probing. Its table does not grow yet.
type Map[K comparable, V any] struct {
	hash  func(K) uint64
	slots []slot[K, V] // a power of two of them
	len   int
}

type slot[K comparable, V any] struct {
	key   K
	value V
	used  bool
}

func New[K comparable, V any](capacity int) *Map[K, V] {
	seed := maphash.MakeSeed()
	return NewFunc[K, V](capacity, func(key K) uint64 { return maphash.Comparable(seed, key) })
}

func NewFunc[K comparable, V any](capacity int, hash func(K) uint64) *Map[K, V] {
	if capacity < 0 || hash == nil {
		panic(fmt.Sprintf("hashmap: NewFunc with capacity %d and hash %p", capacity, hash))
	}
	n := 32
	for n <= capacity {
		n *= 2
	}
	return &Map[K, V]{hash: hash, slots: make([]slot[K, V], n)}
}

// wrap returns the index of the slot at i, around the end of the table.
func (m *Map[K, V]) wrap(i int) int { return i & (len(m.slots) - 1) }

// home returns the index of the first slot for key.
func (m *Map[K, V]) home(key K) int { return m.wrap(int(m.hash(key))) }

// find returns the index of the slot with key, or of the empty slot that ends the search.
func (m *Map[K, V]) find(key K) (i int, found bool) {
	for i = m.home(key); m.slots[i].used; i = m.wrap(i + 1) {
		if m.slots[i].key == key {
			return i, true
		}
	}
	return i, false
}

func (m *Map[K, V]) Put(key K, value V) (old V, replaced bool) {
	if m.slots == nil {
		*m = *New[K, V](0)
	}
	i, found := m.find(key)
	s := &m.slots[i]
	if found {
		old, s.value = s.value, value
		return old, true
	}
	*s = slot[K, V]{key, value, true}
	m.len++
	return old, false
}

func (m *Map[K, V]) Get(key K) (value V, ok bool) {
	if m.len > 0 {
		if i, found := m.find(key); found {
			return m.slots[i].value, true
		}
	}
	return value, false
}

func (m *Map[K, V]) Len() int { return m.len }

func (m *Map[K, V]) Delete(key K) (old V, deleted bool) {
	if m.len == 0 {
		return old, false
	}
	i, found := m.find(key)
	if !found {
		return old, false
	}
	old = m.slots[i].value
	m.slots[i] = slot[K, V]{}
	m.len--
	return old, true
}

// The rest is still to be written.

func Collect[K comparable, V any](seq iter.Seq2[K, V]) *Map[K, V] {
	panic("not implemented: Collect")
}

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
