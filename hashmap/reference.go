//go:build !stub

package hashmap

import (
	"fmt"
	"iter"

	"github.com/oodkit/oodkit/internal/hashing"
	"github.com/oodkit/oodkit/internal/swiss"
)

// Map is a hash map: a set of entries, each a key and the value stored under it. Two keys are the
// same when == says so, as in Go's built-in map.
//
// The zero Map is empty and ready to use. A Map must not be copied after its first use. It is not
// safe for concurrent use: see [Sharded].
//
// Get takes O(1) time on average. Put and Delete take O(1) amortized time on average: some calls
// rebuild the table, larger or smaller, which takes O(n) time for n entries.
type Map[K comparable, V any] struct {
	hash  func(K) uint64 // nil in a zero Map until the first Put
	table table[K, V]    // of no groups in a zero Map, and after Clear, until the next Put

	minGroups int // the table does not shrink below what New made
	resizes   int // how often the table became larger or smaller
	changes   int // how often entries were removed or moved, which loops have to notice
	clears    int // how often the map was cleared, likewise
}

// New returns an empty map with room for capacity entries: Slots is at least capacity, and Puts of
// that many different keys do not resize the table. The promise ends with the first Clear, and with
// the first Delete that removes an entry.
//
// If capacity is negative, New panics.
func New[K comparable, V any](capacity int) *Map[K, V] {
	return newMap[K, V](capacity, hashing.Default[K]())
}

// NewFunc is like [New] for a map that hashes its keys with hash and nothing else.
//
// Equal keys must have equal hashes, and the hash of a key must not change. The map relies on
// nothing else: a poor hash may cost time, but it never causes a wrong answer. The map mixes the
// bits of a hash before it uses some of them. So a hash of k<<s for the int k is as good as any
// other, for each s from 0 to 48.
//
// If capacity is negative or hash is nil, NewFunc panics.
func NewFunc[K comparable, V any](capacity int, hash func(K) uint64) *Map[K, V] {
	if hash == nil {
		panic("hashmap: NewFunc with a nil hash")
	}
	return newMap[K, V](capacity, func(key K) uint64 { return hashing.Mix(hash(key)) })
}

func newMap[K comparable, V any](capacity int, hash func(K) uint64) *Map[K, V] {
	if capacity < 0 {
		panic(fmt.Sprintf("hashmap: capacity is %d, want at least 0", capacity))
	}
	m := &Map[K, V]{hash: hash, minGroups: swiss.GroupsFor(capacity)}
	m.table = newTable[K, V](m.minGroups)
	return m
}

// lazyInit gives a zero Map its hash. The table is left to the first Put that adds an entry.
func (m *Map[K, V]) lazyInit() {
	if m.hash == nil {
		m.hash = hashing.Default[K]()
	}
}

// Collect returns a map of the pairs that seq yields. Of pairs with equal keys it keeps the last
// value.
func Collect[K comparable, V any](seq iter.Seq2[K, V]) *Map[K, V] {
	m := New[K, V](0)
	for key, value := range seq {
		m.Put(key, value)
	}
	return m
}

// Put stores value under key. If the key is in the map already, Put replaces its value and returns
// the old value and true. If not, Put adds an entry and returns a zero value and false. If two equal
// keys look different, as +0 and -0 do, either of them may be the one that the map keeps.
//
// As in Go's built-in map, a key that is unequal to itself, such as NaN, is a new entry each time.
//
// If the map chose the hash itself, and the dynamic type of the key cannot be compared, Put panics
// and leaves the map as it was: entries and Stats are the same. For a map from [NewFunc] nothing is
// promised about such keys.
func (m *Map[K, V]) Put(key K, value V) (old V, replaced bool) {
	m.lazyInit()
	h := m.hash(key) // before anything is changed: it may panic
	if m.table.len > 0 {
		groups, tag := m.table.groups, swiss.TagOf(h)
		for p := swiss.Start(h, len(groups)); ; p = p.Next() {
			g := &groups[p.Group]
			for found := g.control.Match(tag); found != 0; found = found.Rest() {
				if s := &g.slots[found.First()]; s.key == key {
					old, s.value = s.value, value
					return old, true
				}
			}
			if g.control.Overflow() == 0 || p.AtEnd() {
				break
			}
		}
	}
	m.add(h, &slot[K, V]{key, value})
	return old, false
}

// Get returns the value stored under key and true. If the key is not in the map, Get returns a zero
// value and false. It calls the hash function at most once.
//
// If Put of the key would panic, Get panics too. If Len is 0, it may also return false.
func (m *Map[K, V]) Get(key K) (value V, ok bool) {
	if s := m.find(key); s != nil {
		return s.value, true
	}
	return value, false
}

// Delete removes the entry of key, and returns its value and true. If the key is not in the map,
// Delete changes nothing and returns a zero value and false.
//
// The map keeps no reference to the key and the value that it removed. A loop over the map that has
// not ended yet may keep them until it ends.
//
// If Put of the key would panic, Delete panics too. If Len is 0, it may also return false.
func (m *Map[K, V]) Delete(key K) (old V, deleted bool) {
	if m.table.len == 0 {
		return old, false
	}
	return m.delete(key, m.hash(key))
}

// Len returns the number of entries, in O(1) time.
func (m *Map[K, V]) Len() int { return m.table.len }

// Clear removes every entry, also those whose keys are unequal to themselves. The map keeps no
// reference to the keys and values that it removed, as for [Map.Delete].
func (m *Map[K, V]) Clear() {
	m.table = table[K, V]{}
	m.changes++
	m.clears++
}

// Stats describes the table as it is now. It may hash every key and look at every place of the
// table, so it is for tests and not for every operation.
func (m *Map[K, V]) Stats() Stats {
	return Stats{
		Len:          m.table.len,
		Slots:        m.table.room(),
		LongestProbe: m.table.longestProbe(m.hash),
		Resizes:      m.resizes,
	}
}
