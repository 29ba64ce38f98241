//go:build stub

// step: 7
// rule: a key or value that was deleted, replaced or cleared can be collected
// why: Compacts its log in place, and behind the new end leaves copies of the records that moved.

package hashmap

import (
	"hash/maphash"
	"iter"
	"math/bits"
	"sort"
)

// record is an entry in the log. Removed records stay as empty places until the log is compacted.
type record[K comparable, V any] struct {
	seq   uint64 // rises along the log, and never comes twice in the life of a map
	hash  uint64 // mixed
	key   K
	value V
	live  bool
}

// Map keeps its entries in a log, in the order in which they were put, and finds them through an index:
// an open-addressing table (linear probing, at most half full) of places in the log. Keys that
// are unequal to themselves are in the log only, since nobody can look them up.
//
// A loop walks the log. It knows by the sequence numbers where it is, also after the log was compacted,
// and where the entries end that were there when it began.
type Map[K comparable, V any] struct {
	hash    func(K) uint64
	index   []int // 0 is free, p+1 is for log[p]; twice as long as slots, a power of two
	log     []record[K, V]
	live    int // records that are live
	slots   int // the table grows when that many are live
	least   int // the slots that New was asked for
	seq     uint64
	moves   int // how often the places in the log have changed
	resizes int
}

const (
	firstSlots = 8
	smallSlots = 64
)

// New returns an empty map with room for capacity entries.
func New[K comparable, V any](capacity int) *Map[K, V] {
	seed := maphash.MakeSeed()
	return NewFunc[K, V](capacity, func(key K) uint64 { return maphash.Comparable(seed, key) })
}

// NewFunc is like New for a map that hashes its keys with hash and nothing else.
func NewFunc[K comparable, V any](capacity int, hash func(K) uint64) *Map[K, V] {
	if capacity < 0 {
		panic("hashmap: negative capacity")
	}
	if hash == nil {
		panic("hashmap: nil hash function")
	}
	m := &Map[K, V]{hash: hash}
	if capacity > 0 {
		m.least = max(firstSlots, 1<<bits.Len(uint(capacity-1)))
		m.allocate(m.least)
	}
	return m
}

// Collect returns a map of the pairs that seq yields.
func Collect[K comparable, V any](seq iter.Seq2[K, V]) *Map[K, V] {
	m := New[K, V](0)
	seq(func(k K, v V) bool {
		m.Put(k, v)
		return true
	})
	return m
}

func mix(h uint64) uint64 {
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	h ^= h >> 32
	return h
}

// allocate gives the map an empty table.
func (m *Map[K, V]) allocate(slots int) {
	m.slots = slots
	m.index = make([]int, 2*slots)
	m.log = make([]record[K, V], 0, slots)
}

// find returns the place in the index where key is, or the free one where its search ends.
func (m *Map[K, V]) find(key K, h uint64) (i int, ok bool) {
	mask := len(m.index) - 1
	for i = int(h) & mask; m.index[i] != 0; i = (i + 1) & mask {
		if r := &m.log[m.index[i]-1]; r.hash == h && r.key == key {
			return i, true
		}
	}
	return i, false
}

// enter notes in the index that log[p] is there.
func (m *Map[K, V]) enter(p int) {
	mask := len(m.index) - 1
	i := int(m.log[p].hash) & mask
	for m.index[i] != 0 {
		i = (i + 1) & mask
	}
	m.index[i] = p + 1
}

// remove frees the place i of the index, and moves back what would no longer be found.
func (m *Map[K, V]) remove(i int) {
	mask := len(m.index) - 1
	m.index[i] = 0
	hole := i
	for i = (i + 1) & mask; m.index[i] != 0; i = (i + 1) & mask {
		home := int(m.log[m.index[i]-1].hash) & mask
		if (i-home)&mask >= (i-hole)&mask {
			m.index[hole], m.index[i] = m.index[i], 0
			hole = i
		}
	}
}

// compact drops the empty places of the log.
func (m *Map[K, V]) compact() {
	w := 0
	for p := range m.log {
		if m.log[p].live {
			m.log[w] = m.log[p]
			w++
		}
	}
	m.log = m.log[:w]
	clear(m.index)
	m.reindex()
}

// resize moves the live records to a new table.
func (m *Map[K, V]) resize(slots int) {
	old := m.log
	m.allocate(slots)
	for p := range old {
		if old[p].live {
			m.log = append(m.log, old[p])
		}
	}
	m.reindex()
	m.resizes++
}

// reindex fills the empty index after the records have moved.
func (m *Map[K, V]) reindex() {
	for p := range m.log {
		if r := &m.log[p]; r.key == r.key {
			m.enter(p)
		}
	}
	m.moves++
}

// Put stores value under key.
func (m *Map[K, V]) Put(key K, value V) (old V, replaced bool) {
	if m.hash == nil {
		seed := maphash.MakeSeed()
		m.hash = func(key K) uint64 { return maphash.Comparable(seed, key) }
	}
	h := mix(m.hash(key)) // may panic: nothing is changed yet
	findable := key == key
	if findable && m.live > 0 {
		if i, ok := m.find(key, h); ok {
			r := &m.log[m.index[i]-1]
			old, r.value = r.value, value
			return old, true
		}
	}
	switch {
	case m.slots == 0:
		m.allocate(firstSlots)
	case m.live >= m.slots:
		m.resize(2 * m.slots)
	case len(m.log) >= 2*m.slots:
		m.compact()
	}
	m.log = append(m.log, record[K, V]{seq: m.seq, hash: h, key: key, value: value, live: true})
	m.seq++
	m.live++
	if findable {
		m.enter(len(m.log) - 1)
	}
	return old, false
}

// Get returns the value stored under key.
func (m *Map[K, V]) Get(key K) (value V, ok bool) {
	if m.live == 0 {
		return value, false
	}
	i, ok := m.find(key, mix(m.hash(key)))
	if !ok {
		return value, false
	}
	return m.log[m.index[i]-1].value, true
}

// Delete removes key and its value.
func (m *Map[K, V]) Delete(key K) (old V, deleted bool) {
	if m.live == 0 {
		return old, false
	}
	i, ok := m.find(key, mix(m.hash(key)))
	if !ok {
		return old, false
	}
	r := &m.log[m.index[i]-1]
	m.remove(i)
	old = r.value
	*r = record[K, V]{seq: r.seq}
	m.live--
	if least := max(smallSlots, m.least); m.slots > least && m.live < m.slots/8 {
		m.resize(max(m.slots/4, least))
	}
	return old, true
}

// Len returns the number of entries.
func (m *Map[K, V]) Len() int { return m.live }

// Clear removes every entry.
func (m *Map[K, V]) Clear() {
	if len(m.log) == 0 {
		return
	}
	if least := max(firstSlots, m.least); m.slots > least {
		m.allocate(least)
	} else {
		clear(m.index)
		clear(m.log)
		m.log = m.log[:0]
	}
	m.live = 0
	m.moves++
}

// All returns a sequence over the entries.
func (m *Map[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		end := m.seq           // records from here on are too new
		next := uint64(0)      // records before this one are done
		p, moves := 0, m.moves // log[p] is the first that is not done, unless records moved
		for {
			if moves != m.moves {
				moves = m.moves
				p = sort.Search(len(m.log), func(i int) bool { return m.log[i].seq >= next })
			}
			if p >= len(m.log) || m.log[p].seq >= end {
				return
			}
			r := &m.log[p]
			p, next = p+1, r.seq+1
			if r.live && !yield(r.key, r.value) {
				return
			}
		}
	}
}

// Keys returns a sequence over the keys.
func (m *Map[K, V]) Keys() iter.Seq[K] {
	return func(yield func(K) bool) {
		m.All()(func(k K, _ V) bool { return yield(k) })
	}
}

// Values returns a sequence over the values.
func (m *Map[K, V]) Values() iter.Seq[V] {
	return func(yield func(V) bool) {
		m.All()(func(_ K, v V) bool { return yield(v) })
	}
}

// Stats describes the table as it is now.
func (m *Map[K, V]) Stats() Stats {
	longest, mask := 0, len(m.index)-1
	for i, p := range m.index {
		if p != 0 {
			home := int(m.log[p-1].hash) & mask
			longest = max(longest, (i-home)&mask+1)
		}
	}
	return Stats{Len: m.live, Slots: m.slots, LongestProbe: longest, Resizes: m.resizes}
}

// Sharded is a hash map for many goroutines. Each shard is a channel that holds the shard's map while
// nobody works on it: whoever takes it out owns it, and puts it back.
type Sharded[K comparable, V any] struct {
	seed   maphash.Seed
	shards []chan *Map[K, V]
}

// NewSharded returns an empty map of the given number of shards.
func NewSharded[K comparable, V any](shards int) *Sharded[K, V] {
	if shards < 1 {
		panic("hashmap: fewer than one shard")
	}
	s := &Sharded[K, V]{seed: maphash.MakeSeed(), shards: make([]chan *Map[K, V], shards)}
	for i := range s.shards {
		s.shards[i] = make(chan *Map[K, V], 1)
		s.shards[i] <- New[K, V](0)
	}
	return s
}

// own calls do with the map of key's shard, which nobody else has meanwhile.
func (s *Sharded[K, V]) own(key K, do func(m *Map[K, V])) {
	i, _ := bits.Mul64(maphash.Comparable(s.seed, key), uint64(len(s.shards)))
	m := <-s.shards[i]
	defer func() { s.shards[i] <- m }()
	do(m)
}

// Put is Map.Put, safe for concurrent use.
func (s *Sharded[K, V]) Put(key K, value V) (old V, replaced bool) {
	s.own(key, func(m *Map[K, V]) { old, replaced = m.Put(key, value) })
	return old, replaced
}

// Get is Map.Get, safe for concurrent use.
func (s *Sharded[K, V]) Get(key K) (value V, ok bool) {
	s.own(key, func(m *Map[K, V]) { value, ok = m.Get(key) })
	return value, ok
}

// Delete is Map.Delete, safe for concurrent use.
func (s *Sharded[K, V]) Delete(key K) (old V, deleted bool) {
	s.own(key, func(m *Map[K, V]) { old, deleted = m.Delete(key) })
	return old, deleted
}

// Len returns the number of entries.
func (s *Sharded[K, V]) Len() int {
	n := 0
	for _, shard := range s.shards {
		m := <-shard
		n += m.Len()
		shard <- m
	}
	return n
}

// Update changes what is stored under key, as one step.
func (s *Sharded[K, V]) Update(key K, f func(old V, ok bool) (v V, keep bool)) {
	s.own(key, func(m *Map[K, V]) {
		old, ok := m.Get(key)
		v, keep := f(old, ok)
		if keep {
			m.Put(key, v)
		} else if ok {
			m.Delete(key)
		}
	})
}
