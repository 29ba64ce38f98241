//go:build stub

package hashmap

import "iter"

// Map is a hash map: a set of entries, each a key and the value stored under it. Two keys are the
// same when == says so, as in Go's built-in map.
//
// The zero Map is empty and ready to use. A Map must not be copied after its first use, and it is
// not safe for concurrent use: see [Sharded].
//
// Put, Get and Delete take constant time on average, Put amortized over the growth of the table.
// The table shrinks when few entries are left in it.
type Map[K comparable, V any] struct {
	// Your fields go here.
}

// New returns an empty map with room for capacity entries: it holds as many without a resize. It
// panics if capacity is negative.
func New[K comparable, V any](capacity int) *Map[K, V] {
	panic("not implemented: New")
}

// NewFunc is like [New] for a map that hashes its keys with hash and nothing else.
//
// Keys that are equal must have equal hashes, and the hash of a key must not change. That is all
// the map relies on: a poor hash may cost time, never a wrong answer. Hashes that differ, but not
// in all of their bits, cost no time either: with the ints themselves as their hashes, or k<<32 for
// the int k, the map is as fast as with others. It mixes the bits of a hash before it uses some of
// them.
//
// NewFunc panics if capacity is negative or hash is nil.
func NewFunc[K comparable, V any](capacity int, hash func(K) uint64) *Map[K, V] {
	panic("not implemented: NewFunc")
}

// Collect returns a map of the pairs that seq yields. Of pairs with equal keys the last one stays.
func Collect[K comparable, V any](seq iter.Seq2[K, V]) *Map[K, V] {
	panic("not implemented: Collect")
}

// Put stores value under key. If the key was there already, Put replaces its value and returns the
// old one and true; if not, it returns a zero value and false.
//
// As in Go's built-in map, a key that is unequal to itself, such as NaN, is a new entry each time.
// A key whose dynamic type cannot be compared makes Put panic and leave the map as it was, provided
// that the map chose the hash itself.
func (m *Map[K, V]) Put(key K, value V) (old V, replaced bool) {
	panic("not implemented: Map.Put")
}

// Get returns the value stored under key, and reports whether there is one. It calls the hash
// function at most once.
func (m *Map[K, V]) Get(key K) (value V, ok bool) {
	panic("not implemented: Map.Get")
}

// Delete removes key and the value stored under it, which it returns. It reports whether the key
// was there. The map keeps no reference to that value.
func (m *Map[K, V]) Delete(key K) (old V, deleted bool) {
	panic("not implemented: Map.Delete")
}

// Len returns the number of entries, in constant time.
func (m *Map[K, V]) Len() int {
	panic("not implemented: Map.Len")
}

// Clear removes every entry, also those whose keys are unequal to themselves.
func (m *Map[K, V]) Clear() {
	panic("not implemented: Map.Clear")
}

// All returns a sequence over the entries in no particular order. It can be ranged over again, and
// several loops may run over one map at a time.
//
// The body of the loop may change the map, by the rules of range over a built-in map: an entry that
// is removed before the loop reaches it is not yielded; one whose value changes is yielded with the
// new value; one that is added may be yielded or not. No entry is yielded twice, but a key that is
// deleted and put again is a new entry. The loop ends even if its body adds an entry each time.
func (m *Map[K, V]) All() iter.Seq2[K, V] {
	panic("not implemented: Map.All")
}

// Keys returns a sequence over the keys, by the rules of [Map.All].
func (m *Map[K, V]) Keys() iter.Seq[K] {
	panic("not implemented: Map.Keys")
}

// Values returns a sequence over the values, by the rules of [Map.All].
func (m *Map[K, V]) Values() iter.Seq[V] {
	panic("not implemented: Map.Values")
}

// Stats describes the table as it is now. It may look at every entry and hash every key, so it is
// for tests and curiosity, not for every operation.
func (m *Map[K, V]) Stats() Stats {
	panic("not implemented: Map.Stats")
}

// Sharded is a hash map that many goroutines may use at the same time. It divides the keys among
// shards, each a map behind a lock of its own, so that operations on different shards do not wait
// for one another.
//
// A Sharded comes from [NewSharded]: its zero value is not ready to use. It must not be copied.
type Sharded[K comparable, V any] struct {
	// Your fields go here.
}

// NewSharded returns an empty map of the given number of shards, which need not be a power of two.
// It panics if shards is less than 1.
func NewSharded[K comparable, V any](shards int) *Sharded[K, V] {
	panic("not implemented: NewSharded")
}

// Put is [Map.Put], safe for concurrent use.
func (s *Sharded[K, V]) Put(key K, value V) (old V, replaced bool) {
	panic("not implemented: Sharded.Put")
}

// Get is [Map.Get], safe for concurrent use.
func (s *Sharded[K, V]) Get(key K) (value V, ok bool) {
	panic("not implemented: Sharded.Get")
}

// Delete is [Map.Delete], safe for concurrent use.
func (s *Sharded[K, V]) Delete(key K) (old V, deleted bool) {
	panic("not implemented: Sharded.Delete")
}

// Len returns the number of entries. While other goroutines change the map the result may match no
// single moment; when nothing runs it is exact.
func (s *Sharded[K, V]) Len() int {
	panic("not implemented: Sharded.Len")
}

// Update changes what is stored under key, as one step that no other operation on the key can come
// between.
//
// It calls f exactly once, under the lock of that key's shard, with the value stored and true, or a
// zero value and false. If f returns keep, its value v is stored; if not, the key is removed. If f
// panics, nothing is changed, no lock stays held, and the panic goes on to the caller. f must not
// use the same Sharded: it might wait for its own lock.
func (s *Sharded[K, V]) Update(key K, f func(old V, ok bool) (v V, keep bool)) {
	panic("not implemented: Sharded.Update")
}
