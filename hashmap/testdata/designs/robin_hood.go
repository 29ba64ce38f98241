//go:build stub

// Robin Hood hashing. All entries are in one array. A new entry goes to its home, the slot that its hash names,
// or to one after it. It takes the slot of an entry that is nearer to its own home than the new entry is to its
// own, and the old one moves on. So all are about equally far from home, and a lookup stops at the first entry
// that is nearer to home than the key would be.
// Good at: misses in a table that is nearly full; no pointers, and nothing that deletions leave behind.
// Costs: Put and Delete move other entries, a slot keeps its distance and its hash, a loop copies all slots.

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
	minSlots = 8

	golden = 0x9e3779b97f4a7c15 // 2⁶⁴ divided by the golden ratio: a number whose bits have no pattern
)

// Map has its entries in slots, of which one in eight stays free.
type Map[K comparable, V any] struct {
	slots   []slot[K, V] // their number is a power of two, or 0 at first
	hash    func(K) uint64
	len     int
	min     int // never fewer slots than that
	resizes int
	clears  int // how often the map was cleared; loops compare it, since only Clear removes a NaN
}

type slot[K comparable, V any] struct {
	hash  uint64
	probe int // 0 if the slot is empty, 1 for an entry in its first slot, 2 in the next
	key   K
	value V
}

// room returns how many of n slots may be taken.
func room(n int) int { return n - n/8 }

// New returns a map with a hash of its own.
func New[K comparable, V any](capacity int) *Map[K, V] {
	m := new(Map[K, V])
	m.init(capacity, nil)
	return m
}

// NewFunc returns a map that hashes its keys with hash.
func NewFunc[K comparable, V any](capacity int, hash func(K) uint64) *Map[K, V] {
	if hash == nil {
		panic("hashmap: NewFunc with a nil hash")
	}
	m := new(Map[K, V])
	m.init(capacity, hash)
	return m
}

// init makes m an empty map. Without a hash it takes one of its own.
func (m *Map[K, V]) init(capacity int, hash func(K) uint64) {
	if capacity < 0 {
		panic(fmt.Sprintf("hashmap: capacity is %d, want at least 0", capacity))
	}
	if hash == nil {
		seed := maphash.MakeSeed()
		hash = func(key K) uint64 { return maphash.Comparable(seed, key) }
	}
	m.hash = hash
	m.min = minSlots
	for room(m.min) < capacity {
		m.min *= 2
	}
	m.slots = make([]slot[K, V], m.min)
}

// Collect returns a map of the pairs that seq yields.
func Collect[K comparable, V any](seq iter.Seq2[K, V]) *Map[K, V] {
	m := New[K, V](0)
	for k, v := range seq {
		m.Put(k, v)
	}
	return m
}

// mixed returns the key's hash with all its bits spread over all of the result's.
func (m *Map[K, V]) mixed(key K) uint64 {
	hi, lo := bits.Mul64(m.hash(key), golden)
	return hi ^ lo
}

// find returns the slot of a key with hash h, or nil. It ends, since one slot in eight is empty.
func (m *Map[K, V]) find(key K, h uint64) *slot[K, V] {
	mask := uint64(len(m.slots) - 1)
	for probe := 1; ; probe++ {
		s := &m.slots[(h+uint64(probe-1))&mask]
		if s.probe < probe { // the key would have taken this slot
			return nil
		}
		if s.hash == h && s.key == key {
			return s
		}
	}
}

// Put replaces the value in the slot of the key, or inserts an entry.
func (m *Map[K, V]) Put(key K, value V) (old V, replaced bool) {
	if m.slots == nil {
		// The counters become 0 too. Without slots nothing was resized, and a loop has no entry to ask clears for.
		var fresh Map[K, V]
		fresh.init(0, nil)
		fresh.mixed(key) // may panic: before anything changes
		*m = fresh
	}
	h := m.mixed(key)
	if s := m.find(key, h); s != nil {
		old, s.value = s.value, value
		return old, true
	}
	if m.len == room(len(m.slots)) {
		m.resize(2 * len(m.slots))
	}
	m.insert(slot[K, V]{hash: h, key: key, value: value})
	m.len++
	return old, false
}

// insert puts an entry that is not there yet in its slot.
func (m *Map[K, V]) insert(e slot[K, V]) {
	mask := uint64(len(m.slots) - 1)
	e.probe = 1
	for i := e.hash & mask; ; i = (i + 1) & mask {
		s := &m.slots[i]
		if s.probe == 0 {
			*s = e
			return
		}
		if s.probe < e.probe {
			*s, e = e, *s
		}
		e.probe++
	}
}

// resize moves the entries to n slots, by the hashes that they keep.
func (m *Map[K, V]) resize(n int) {
	old := m.slots
	m.slots = make([]slot[K, V], n)
	for _, s := range old {
		if s.probe > 0 {
			m.insert(s)
		}
	}
	m.resizes++
}

// Get walks on from the first slot of the key.
func (m *Map[K, V]) Get(key K) (value V, ok bool) {
	if m.len == 0 {
		return value, false
	}
	if s := m.find(key, m.mixed(key)); s != nil {
		return s.value, true
	}
	return value, false
}

// Delete closes the gap that the entry leaves.
func (m *Map[K, V]) Delete(key K) (old V, deleted bool) {
	if m.len == 0 {
		return old, false
	}
	h := m.mixed(key)
	s := m.find(key, h)
	if s == nil {
		return old, false
	}
	old = s.value
	m.shiftBack((h + uint64(s.probe-1)) & uint64(len(m.slots)-1))
	m.len--
	if len(m.slots) > m.min && m.len < len(m.slots)/8 {
		m.resize(len(m.slots) / 2)
	}
	return old, true
}

// shiftBack moves what follows slot i, up to one that is empty or at home, one slot back.
func (m *Map[K, V]) shiftBack(i uint64) {
	mask := uint64(len(m.slots) - 1)
	for {
		next := &m.slots[(i+1)&mask]
		s := &m.slots[i]
		if next.probe <= 1 {
			*s = slot[K, V]{}
			return
		}
		*s = *next
		s.probe--
		i = (i + 1) & mask
	}
}

// Len returns the number of entries.
func (m *Map[K, V]) Len() int { return m.len }

// Clear empties the slots, and makes them few again.
func (m *Map[K, V]) Clear() {
	if len(m.slots) > m.min {
		m.slots = make([]slot[K, V], m.min)
		m.resizes++
	} else {
		clear(m.slots)
	}
	m.len = 0
	m.clears++
}

// All takes the entries at its start, and yields those that it still finds.
func (m *Map[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		clears := m.clears
		for _, s := range slices.Clone(m.slots) {
			if s.probe == 0 {
				continue
			}
			// No lookup finds a key like NaN, which is unequal to itself. But only Clear removes it.
			value, ok := s.value, m.clears == clears
			if s.key == s.key {
				value, ok = m.Get(s.key)
			}
			if ok && !yield(s.key, value) {
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

// Stats takes the longest probe from the slots. It leaves out keys that are unequal to themselves, which no lookup
// finds.
func (m *Map[K, V]) Stats() Stats {
	s := Stats{Len: m.len, Slots: room(len(m.slots)), Resizes: m.resizes}
	for i := range m.slots {
		if key := m.slots[i].key; key == key {
			s.LongestProbe = max(s.LongestProbe, m.slots[i].probe)
		}
	}
	return s
}

// Sharded is a number of maps, each behind a lock.
type Sharded[K comparable, V any] struct {
	seed   maphash.Seed // picks the shard; each map has a seed of its own, so a shard's keys use all of its slots
	shards []shard[K, V]
}

// shard is a map behind a lock. For simplicity there is no padding between shards, so locks may share a cache line.
type shard[K comparable, V any] struct {
	mu sync.RWMutex
	m  Map[K, V] // guarded by mu
}

// NewSharded returns a map with that many shards.
func NewSharded[K comparable, V any](shards int) *Sharded[K, V] {
	if shards < 1 {
		panic(fmt.Sprintf("hashmap: NewSharded with %d shards, want at least 1", shards))
	}
	return &Sharded[K, V]{seed: maphash.MakeSeed(), shards: make([]shard[K, V], shards)}
}

// shardOf returns the key's shard.
func (s *Sharded[K, V]) shardOf(key K) *shard[K, V] {
	return &s.shards[maphash.Comparable(s.seed, key)%uint64(len(s.shards))]
}

// Put is Map.Put under the lock.
func (s *Sharded[K, V]) Put(key K, value V) (old V, replaced bool) {
	sh := s.shardOf(key)
	sh.mu.Lock()
	defer sh.mu.Unlock()
	return sh.m.Put(key, value)
}

// Get is Map.Get under the lock, which readers share: Map.Get changes nothing.
func (s *Sharded[K, V]) Get(key K) (value V, ok bool) {
	sh := s.shardOf(key)
	sh.mu.RLock()
	defer sh.mu.RUnlock()
	return sh.m.Get(key)
}

// Delete is Map.Delete under the lock.
func (s *Sharded[K, V]) Delete(key K) (old V, deleted bool) {
	sh := s.shardOf(key)
	sh.mu.Lock()
	defer sh.mu.Unlock()
	return sh.m.Delete(key)
}

// Len adds up the shards, one after another.
func (s *Sharded[K, V]) Len() int {
	n := 0
	for i := range s.shards {
		sh := &s.shards[i]
		sh.mu.RLock()
		n += sh.m.Len()
		sh.mu.RUnlock()
	}
	return n
}

// Update calls f under the lock, and changes the map only when f has returned.
func (s *Sharded[K, V]) Update(key K, f func(old V, ok bool) (v V, keep bool)) {
	sh := s.shardOf(key)
	sh.mu.Lock()
	defer sh.mu.Unlock()
	if v, keep := f(sh.m.Get(key)); keep {
		sh.m.Put(key, v)
	} else {
		sh.m.Delete(key)
	}
}
