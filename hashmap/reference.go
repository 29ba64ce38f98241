//go:build !stub

package hashmap

import (
	"fmt"
	"iter"

	"github.com/oodkit/oodkit/internal/hashing"
	"github.com/oodkit/oodkit/internal/swiss"
)

// Map is a hash map: a set of entries, each with a key and the value stored under it. Two keys are
// the same if they are equal by ==, as in Go's built-in map.
//
// The zero Map is empty and ready to use. A Map must not be copied after its first use. It is not
// safe for concurrent use, not even if all goroutines only read: see [Sharded]. Two maps share
// nothing.
//
// A Map stores exactly the value that it is given. If a Put replaces the value a by b, later calls
// return and loops yield b, even if a == b.
//
// If the caller gives no hash function, the map chooses one. That hash spreads different keys of
// any type, such as numbers, structs, or long strings that differ in a few letters: with 4,096 of
// them LongestProbe is less than 512 (step 4).
//
// The table grows and shrinks with the number of entries, n:
//
//   - Get takes O(1) time on average. Put and Delete take O(1) amortized time on average: some calls
//     rebuild the table, larger or smaller, which takes O(n) time.
//   - With a hash that spreads the keys, Get, Put, Delete and Len take at most 8 times as long with
//     4,096 entries as with 64 (step 4). Delete and Put of a key in turn are as fast in a full table
//     (step 4), and in one where few entries are left (step 7).
//   - Puts of n new keys allocate memory in proportion to n: at most 4 times as much for each key with
//     64,000 keys as with 1,000 (step 4).
//   - However many calls there are, a map that never holds more than n entries takes at most 4 times as much memory
//     as it would take after n Puts alone (step 7). Each loop that is under way may add as much again.
//   - After many deletions, Get takes at most 8 times as long as in a new map with the same entries,
//     even if all keys have one hash (step 7).
//   - If all but 10 of 100,000 entries of a zero Map are deleted, the map has given back at least
//     three quarters of its memory (step 7).
//
// [Stats] has the limits for the size of the table and for the number of resizes.
type Map[K comparable, V any] struct {
	// hash returns hashes whose bits are mixed, because the table uses some of them as they are. It is nil in a
	// zero Map until the first Put.
	hash func(K) uint64

	// table has no groups in a zero Map, and after Clear, until the next Put. Once another table has replaced
	// its groups, they never change: loops may still walk through them.
	table table[K, V]

	minGroups int // the table does not shrink below what New made
	resizes   int // how often the table became larger or smaller
	changes   int // how often entries were removed or moved; loops compare it, and begin at the group that it names
	clears    int // how often the map was cleared; loops compare it too
}

// New returns an empty map with room for capacity entries: Slots is at least capacity, and Puts do not
// resize the table until they make Len larger than capacity. Only the first table may count as a
// resize. Both promises end with the first Clear, and with the first Delete that removes an entry.
//
// If capacity is negative, New panics.
func New[K comparable, V any](capacity int) *Map[K, V] {
	return newMap[K, V](capacity, hashing.Default[K]())
}

// NewFunc is like [New] for a map that hashes its keys with hash and nothing else, even after it has
// grown or was cleared.
//
// Equal keys must have equal hashes, and the hash of a key that equals itself must not change. The
// map relies on nothing else. A poor hash, such as one that returns the same number for all keys,
// may make the map slow, but it never causes a wrong answer.
//
// The map mixes the bits of a hash before it uses some of them. So the hash k<<s of an int k spreads
// the keys as well as any other, for each s from 0 to 48. With the keys 0 to 4,095 LongestProbe is
// less than 512 (step 4).
//
// In a map from NewFunc(0, hash), n Puts of new keys call hash at most 4n times, and so do n Deletes
// that empty the map again, even if all keys have one hash (step 4). Calls by Stats do not count.
//
// If capacity is negative or hash is nil, NewFunc panics.
func NewFunc[K comparable, V any](capacity int, hash func(K) uint64) *Map[K, V] {
	if hash == nil {
		panic("hashmap: NewFunc with a nil hash")
	}
	return newMap[K, V](capacity, func(key K) uint64 { return hashing.Mix(hash(key)) })
}

// newMap makes a table of at least one group, even for capacity 0. So only a zero Map and a cleared map have no groups.
func newMap[K comparable, V any](capacity int, hash func(K) uint64) *Map[K, V] {
	if capacity < 0 {
		panic(fmt.Sprintf("hashmap: capacity is %d, want at least 0", capacity))
	}
	m := &Map[K, V]{hash: hash, minGroups: swiss.GroupsFor(capacity)}
	m.table = newTable[K, V](m.minGroups)
	return m
}

// Collect returns a map of the pairs that seq yields. It ranges over seq once. If several pairs
// have equal keys, the map keeps the value of the last one. The other pairs take no memory
// afterwards (step 7).
func Collect[K comparable, V any](seq iter.Seq2[K, V]) *Map[K, V] {
	m := New[K, V](0)
	for key, value := range seq {
		m.Put(key, value)
	}
	return m
}

// lazyInit gives a zero Map its hash function.
func (m *Map[K, V]) lazyInit() {
	if m.hash == nil {
		m.hash = hashing.Default[K]()
	}
}

// Put stores value under key. If the key is in the map, Put replaces its value, and returns the old
// value and true. If not, Put adds an entry, and returns a zero value and false. The map keeps no
// reference to a value that it replaced (step 7).
//
// If two equal keys look different, as +0 and -0 do, the map may keep either of them.
//
// A key that is unequal to itself, such as NaN, becomes a new entry each time, as in Go's built-in
// map (step 6). Get and Delete do not find it, but Len counts it, loops yield it, and Clear removes
// it. All such keys may have the same hash.
//
// A key that is an interface value, or contains one, may hold something that cannot be compared: a
// slice, a map, a function, or a struct or an array that contains one. If the map chose its own hash,
// Put of such a key panics, and entries and Stats stay as they were (step 6). For a map from
// [NewFunc] nothing is promised about such keys.
func (m *Map[K, V]) Put(key K, value V) (old V, replaced bool) {
	m.lazyInit()
	h := m.hash(key) // before anything is changed: it may panic
	// The loop of table.find, written out: see reference_hashed.go.
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
// If Put of the key would panic, Get panics too, and changes nothing. But if the map is empty, Get
// may return a zero value and false instead.
func (m *Map[K, V]) Get(key K) (value V, ok bool) {
	if s := m.lookup(key); s != nil {
		return s.value, true
	}
	return value, false
}

// Delete removes the entry of key, and returns its value and true. All other entries stay. If the
// key is not in the map, Delete returns a zero value and false, and changes nothing.
//
// The map keeps no reference to the key and the value that it removed (step 7). A loop over the map
// that has not ended yet may keep them until it ends, within the limit for memory: see [Map].
//
// If Put of the key would panic, Delete panics too, and changes nothing. But if the map is empty,
// Delete may return a zero value and false instead.
func (m *Map[K, V]) Delete(key K) (old V, deleted bool) {
	if m.table.len == 0 {
		return old, false
	}
	return m.delete(key, m.hash(key))
}

// Len returns the number of entries, in O(1) time.
func (m *Map[K, V]) Len() int { return m.table.len }

// Clear removes every entry, even if its key is unequal to itself. Then the map can be used again.
// How many Slots are left is not specified. The map keeps no reference to the keys and values that
// it removed, as for [Map.Delete].
func (m *Map[K, V]) Clear() {
	// The groups are not emptied, because loops may still walk through them. So the next Put makes a table.
	m.table = table[K, V]{}
	m.changes++
	m.clears++
}

// Stats describes the table as it is now. It may hash every key and look at the whole table, so it
// is for tests, and not for every operation.
func (m *Map[K, V]) Stats() Stats {
	return Stats{
		Len:          m.table.len,
		Slots:        m.table.room(),
		LongestProbe: m.table.longestProbe(m.hash),
		Resizes:      m.resizes,
	}
}
