//go:build stub

// step: 3
// rule: Delete removes only its own key, wherever in a run of collisions it stands
// why: Deletes the first node of a chain by emptying the bucket.

package hashmap

import (
	"fmt"
	"hash/maphash"
	"iter"
)

// Map has buckets that are linked lists. Their number does not grow yet.
type Map[K comparable, V any] struct {
	hash    func(K) uint64
	buckets []*node[K, V]
	len     int
}

type node[K comparable, V any] struct {
	key   K
	value V
	next  *node[K, V]
}

func New[K comparable, V any](capacity int) *Map[K, V] {
	seed := maphash.MakeSeed()
	return NewFunc[K, V](capacity, func(key K) uint64 { return maphash.Comparable(seed, key) })
}

func NewFunc[K comparable, V any](capacity int, hash func(K) uint64) *Map[K, V] {
	if capacity < 0 || hash == nil {
		panic(fmt.Sprintf("hashmap: NewFunc with capacity %d and hash %p", capacity, hash))
	}
	return &Map[K, V]{hash: hash, buckets: make([]*node[K, V], 16)}
}

// find returns the bucket of key, and its node or nil.
func (m *Map[K, V]) find(key K) (bucket **node[K, V], n *node[K, V]) {
	bucket = &m.buckets[m.hash(key)%uint64(len(m.buckets))]
	for n = *bucket; n != nil && n.key != key; {
		n = n.next
	}
	return bucket, n
}

func (m *Map[K, V]) Put(key K, value V) (old V, replaced bool) {
	if m.buckets == nil {
		*m = *New[K, V](0)
	}
	bucket, n := m.find(key)
	if n != nil {
		old, n.value = n.value, value
		return old, true
	}
	*bucket = &node[K, V]{key, value, *bucket}
	m.len++
	return old, false
}

func (m *Map[K, V]) Get(key K) (value V, ok bool) {
	if m.len > 0 {
		if _, n := m.find(key); n != nil {
			return n.value, true
		}
	}
	return value, false
}

func (m *Map[K, V]) Len() int { return m.len }

func (m *Map[K, V]) Delete(key K) (old V, deleted bool) {
	if m.len == 0 {
		return old, false
	}
	bucket, n := m.find(key)
	if n == nil {
		return old, false
	}
	if n == *bucket {
		*bucket = nil
	} else {
		before := *bucket
		for before.next != n {
			before = before.next
		}
		before.next = n.next
	}
	m.len--
	return n.value, true
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
