//go:build stub

// step: 4
// rule: at least 2: they cannot all be found at once
// why: Hides a built-in map, ignores the hash and makes up what Stats says.

package hashmap

import (
	"iter"
	"maps"
	"math/bits"
	"sync"
)

type Map[K comparable, V any] struct {
	m       map[K]V
	hash    func(K) uint64
	slots   int
	min     int
	resizes int
}

func New[K comparable, V any](capacity int) *Map[K, V] {
	if capacity < 0 {
		panic("hashmap: negative capacity")
	}
	m := &Map[K, V]{m: make(map[K]V, capacity)}
	m.min = slotsFor(capacity)
	m.slots = m.min
	return m
}

func NewFunc[K comparable, V any](capacity int, hash func(K) uint64) *Map[K, V] {
	if hash == nil {
		panic("hashmap: nil hash")
	}
	m := New[K, V](capacity)
	m.hash = hash
	return m
}

func Collect[K comparable, V any](seq iter.Seq2[K, V]) *Map[K, V] {
	m := New[K, V](0)
	maps.Insert(m.m, seq)
	m.size()
	return m
}

// slotsFor returns a number of slots that looks like that of a table.
func slotsFor(n int) int { return 8 << bits.Len(uint(max(n-1, 0)/8)) }

// size makes up a resize when it is time for one.
func (m *Map[K, V]) size() {
	if n := len(m.m); n > m.slots || n < m.slots/16 && m.slots > m.min {
		m.slots = max(slotsFor(n), m.min)
		m.resizes++
	}
}

func (m *Map[K, V]) Put(key K, value V) (old V, replaced bool) {
	if m.m == nil {
		*m = *New[K, V](0)
	}
	if m.hash != nil {
		m.hash(key)
	}
	old, replaced = m.m[key]
	m.m[key] = value
	if !replaced && len(m.m) > m.slots {
		m.size()
	}
	return old, replaced
}

func (m *Map[K, V]) Get(key K) (value V, ok bool) {
	value, ok = m.m[key]
	return value, ok
}

func (m *Map[K, V]) Delete(key K) (old V, deleted bool) {
	old, deleted = m.m[key]
	delete(m.m, key)
	if deleted {
		m.size()
	}
	return old, deleted
}

func (m *Map[K, V]) Len() int { return len(m.m) }

func (m *Map[K, V]) Clear() { clear(m.m) }

func (m *Map[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) { maps.All(m.m)(yield) }
}

func (m *Map[K, V]) Keys() iter.Seq[K] {
	return func(yield func(K) bool) { maps.Keys(m.m)(yield) }
}

func (m *Map[K, V]) Values() iter.Seq[V] {
	return func(yield func(V) bool) { maps.Values(m.m)(yield) }
}

func (m *Map[K, V]) Stats() Stats {
	s := Stats{Len: len(m.m), Slots: m.slots, Resizes: m.resizes}
	for key := range m.m {
		if key == key {
			s.LongestProbe = 1
		}
	}
	return s
}

type Sharded[K comparable, V any] struct {
	mu sync.Mutex
	m  Map[K, V]
}

func NewSharded[K comparable, V any](shards int) *Sharded[K, V] {
	if shards < 1 {
		panic("hashmap: fewer than one shard")
	}
	return new(Sharded[K, V])
}

func (s *Sharded[K, V]) Put(key K, value V) (old V, replaced bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.m.Put(key, value)
}

func (s *Sharded[K, V]) Get(key K) (value V, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.m.Get(key)
}

func (s *Sharded[K, V]) Delete(key K) (old V, deleted bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.m.Delete(key)
}

func (s *Sharded[K, V]) Len() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.m.Len()
}

func (s *Sharded[K, V]) Update(key K, f func(old V, ok bool) (v V, keep bool)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if v, keep := f(s.m.Get(key)); keep {
		s.m.Put(key, v)
	} else {
		s.m.Delete(key)
	}
}
