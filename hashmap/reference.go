//go:build !stub

package hashmap

import (
	"iter"
	"math/bits"
)

// Map is a hash map: a set of entries, each a key and the value stored under
// it. Two keys are the same when == says so, as in Go's built-in map.
//
// The zero Map is empty and ready to use. A Map must not be copied after its first use, and it
// is not safe for concurrent use: see [Sharded].
//
// Put, Get and Delete take constant time on average, Put amortized over the growth
// of the table. The table shrinks when few entries are left in it.
type Map[K comparable, V any] struct {
	// groups is the table. Its length is a power of two, or 0 before the first Put.
	groups []group[K, V]

	hash func(K) uint64 // set when groups is

	len     int // entries in groups
	min     int // the least number of groups to shrink to
	resizes int
	clears  int // how often Clear was called
}

// New returns an empty map with room for capacity entries: it holds as many
// without a resize. It panics if capacity is negative.
func New[K comparable, V any](capacity int) *Map[K, V] {
	if capacity < 0 {
		panic("hashmap: negative capacity")
	}
	m := &Map[K, V]{hash: defaultHash[K]()}
	m.min = groupsFor(capacity)
	m.groups = make([]group[K, V], m.min)
	return m
}

// NewFunc is like New for a map that hashes its keys with hash.
func NewFunc[K comparable, V any](capacity int, hash func(K) uint64) *Map[K, V] {
	m := New[K, V](capacity)
	m.hash = func(key K) uint64 { return mix(hash(key)) }
	return m
}

// Collect returns a map of the pairs that seq yields.
func Collect[K comparable, V any](seq iter.Seq2[K, V]) *Map[K, V] {
	m := new(Map[K, V])
	for k, v := range seq {
		m.Put(k, v)
	}
	return m
}

func groupsFor(n int) int {
	g := (n + 5) / 6
	if g <= 1 {
		return 1
	}
	return 1 << bits.Len(uint(g-1))
}

// Get returns
func (m *Map[K, V]) Get(key K) (value V, ok bool) {
	if m.len == 0 {
		return value, false
	}
	if s := m.find(key, m.hash(key)); s != nil {
		return s.value, true
	}
	return value, false
}

func (m *Map[K, V]) find(key K, h uint64) *slot[K, V] {
	groups := m.groups
	tag := tagOf(h)
	mask := uint64(len(groups) - 1)
	i := h >> 7
	for step := uint64(1); ; step++ {
		g := &groups[i&mask]
		for found := g.control.match(tag); found != 0; found = found.rest() {
			if s := &g.slots[found.first()]; s.key == key {
				return s
			}
		}
		if g.control.passed() == 0 || step > mask {
			return nil
		}
		i += step
	}
}

// Put stores
func (m *Map[K, V]) Put(key K, value V) (old V, replaced bool) {
	if m.groups == nil {
		m.hash = defaultHash[K]()
		m.min = 1
		m.groups = make([]group[K, V], 1)
	}
	h := m.hash(key)
	if s := m.find(key, h); s != nil {
		old, s.value = s.value, value
		return old, true
	}
	if m.len == len(m.groups)*6 {
		m.resize(2 * len(m.groups))
	}
	insert(m.groups, h, key, value)
	m.len++
	return old, false
}

func insert[K comparable, V any](groups []group[K, V], h uint64, key K, value V) {
	mask := uint64(len(groups) - 1)
	i := h >> 7
	for step := uint64(1); ; step++ {
		g := &groups[i&mask]
		if free := g.control.free(); free != 0 {
			j := free.first()
			g.control = g.control.set(j, tagOf(h))
			g.slots[j] = slot[K, V]{key, value}
			return
		}
		g.control = g.control.pass()
		i += step
	}
}

func (m *Map[K, V]) resize(n int) {
	groups := make([]group[K, V], n)
	for i := range m.groups {
		g := &m.groups[i]
		for used := g.control.used(); used != 0; used = used.rest() {
			s := &g.slots[used.first()]
			insert(groups, m.hash(s.key), s.key, s.value)
		}
	}
	m.groups = groups
	m.resizes++
}

// Delete removes
func (m *Map[K, V]) Delete(key K) (old V, deleted bool) {
	if m.len == 0 {
		return old, false
	}
	h := m.hash(key)
	groups := m.groups
	tag := tagOf(h)
	mask := uint64(len(groups) - 1)
	i := h >> 7
	for step := uint64(1); ; step++ {
		g := &groups[i&mask]
		for found := g.control.match(tag); found != 0; found = found.rest() {
			j := found.first()
			if s := &g.slots[j]; s.key == key {
				old = s.value
				*s = slot[K, V]{}
				g.control = g.control.unset(j)
				m.len--
				m.forget(h, g)
				if len(groups) > m.min && len(groups) > 8 && m.len < len(groups)*6/8 {
					m.resize(max(m.min, groupsFor(2*m.len)))
				}
				return old, true
			}
		}
		if g.control.passed() == 0 || step > mask {
			return old, false
		}
		i += step
	}
}

func (m *Map[K, V]) forget(h uint64, last *group[K, V]) {
	mask := uint64(len(m.groups) - 1)
	i := h >> 7
	for step := uint64(1); ; step++ {
		g := &m.groups[i&mask]
		if g == last {
			return
		}
		g.control = g.control.unpass()
		i += step
	}
}

func (m *Map[K, V]) Len() int { return m.len }

func (m *Map[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		groups := m.groups
		for i := range groups {
			g := &groups[i]
			for used := g.control.used(); used != 0; used = used.rest() {
				s := &g.slots[used.first()]
				if !yield(s.key, s.value) {
					return
				}
				used &= g.control.used()
			}
		}
	}
}
