//go:build !stub

package hashmap

import (
	"fmt"
	"iter"
	"math/bits"
)

type Map[K comparable, V any] struct {
	hash   func(K) uint64 // nil until needed
	groups table[K, V]    // holds len entries
	len    int

	minGroups int // the table does not shrink below what New made it
	resizes   int // how often it was replaced by a larger or smaller one
	clears    int // and by an empty one
}

// perGroup is how many entries a group holds on average before the table grows. It is less than the slots of
// a group, for when all were taken nearly every group would have been passed.
const perGroup = slotsPerGroup - 1

func New[K comparable, V any](capacity int) *Map[K, V] {
	return newMap[K, V](capacity, defaultHash[K]())
}

func NewFunc[K comparable, V any](capacity int, hash func(K) uint64) *Map[K, V] {
	if hash == nil {
		panic("hashmap: NewFunc: hash is nil")
	}
	return newMap[K, V](capacity, func(key K) uint64 { return mix(hash(key)) })
}

func newMap[K comparable, V any](capacity int, hash func(K) uint64) *Map[K, V] {
	if capacity < 0 {
		panic(fmt.Sprintf("hashmap: capacity %d is negative", capacity))
	}
	groups := groupsFor(capacity)
	return &Map[K, V]{hash: hash, groups: make(table[K, V], groups), minGroups: groups}
}

// groupsFor returns how many groups hold n entries: the least power of two that will do, or 0 for
// none.
func groupsFor(n int) int {
	return 1 << bits.Len(uint(max(n-1, 0)/perGroup))
}

func Collect[K comparable, V any](seq iter.Seq2[K, V]) *Map[K, V] {
	m := New[K, V](0)
	for key, value := range seq {
		m.Put(key, value)
	}
	return m
}

func (m *Map[K, V]) Put(key K, value V) (old V, replaced bool) {
	if m.hash == nil {
		*m = *New[K, V](0)
	}
	h := m.hash(key)
	if s := m.groups.find(key, h); s != nil {
		old, s.value = s.value, value
		return old, true
	}
	m.add(key, h, value)
	return old, false
}

func (m *Map[K, V]) add(key K, h uint64, value V) {
	if m.len == m.room() {
		m.resize(m.len + 1)
	}
	m.groups.insert(key, h, value)
	m.len++
}

func (m *Map[K, V]) Get(key K) (value V, ok bool) {
	if m.len > 0 {
		if s := m.groups.find(key, m.hash(key)); s != nil {
			return s.value, true
		}
	}
	return value, false
}

func (m *Map[K, V]) Delete(key K) (old V, deleted bool) {
	if m.len == 0 {
		return old, false
	}
	h := m.hash(key)
	s := m.groups.find(key, h)
	if s == nil {
		return old, false
	}
	old = s.value
	m.groups.remove(s, h)
	m.len--
	if m.len < m.room()/8 && len(m.groups) > m.minGroups {
		m.resize(2 * m.len)
	}
	return old, true
}

func (m *Map[K, V]) Len() int { return m.len }

func (m *Map[K, V]) Clear() {
	m.groups = make(table[K, V], m.minGroups)
	m.len = 0
	m.clears++
}

func (m *Map[K, V]) Stats() Stats {
	return Stats{
		Len:          m.len,
		Slots:        m.room(),
		LongestProbe: m.groups.longestProbe(m.hash),
		Resizes:      m.resizes,
	}
}

// room returns how many entries the table takes before it grows.
func (m *Map[K, V]) room() int { return perGroup * len(m.groups) }

// resize moves the entries to a table for n of them.
func (m *Map[K, V]) resize(n int) {
	groups := make(table[K, V], max(groupsFor(n), m.minGroups))
	m.groups.copyTo(groups, m.hash)
	m.groups = groups
	m.resizes++
}
