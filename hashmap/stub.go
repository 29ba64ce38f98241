//go:build stub

package hashmap

import "iter"

// Map is a hash map: a set of entries, each a key and the value stored under it. Two keys are the
// same when == says so, as in Go's built-in map.
//
// The zero Map is empty and ready to use. A Map must not be copied after its first use. It is not
// safe for concurrent use: see [Sharded].
//
// Get takes O(1) time on average. Put and Delete take O(1) amortized time on average: some calls
// rebuild the table, larger or smaller, which takes O(n) time for n entries.
type Map[K comparable, V any] struct {
	// Your fields go here.
}

// New returns an empty map with room for capacity entries: Slots is at least capacity, and Puts of
// that many different keys do not resize the table. The promise ends with the first Clear, and with
// the first Delete that removes an entry.
//
// If capacity is negative, New panics.
func New[K comparable, V any](capacity int) *Map[K, V] {
	panic("not implemented: New")
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
	panic("not implemented: NewFunc")
}

// Collect returns a map of the pairs that seq yields. Of pairs with equal keys it keeps the last
// value.
func Collect[K comparable, V any](seq iter.Seq2[K, V]) *Map[K, V] {
	panic("not implemented: Collect")
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
	panic("not implemented: Map.Put")
}

// Get returns the value stored under key and true. If the key is not in the map, Get returns a zero
// value and false. It calls the hash function at most once.
//
// If Put of the key would panic, Get panics too. If Len is 0, it may also return false.
func (m *Map[K, V]) Get(key K) (value V, ok bool) {
	panic("not implemented: Map.Get")
}

// Delete removes the entry of key, and returns its value and true. If the key is not in the map,
// Delete changes nothing and returns a zero value and false.
//
// The map keeps no reference to the key and the value that it removed. A loop over the map that has
// not ended yet may keep them until it ends.
//
// If Put of the key would panic, Delete panics too. If Len is 0, it may also return false.
func (m *Map[K, V]) Delete(key K) (old V, deleted bool) {
	panic("not implemented: Map.Delete")
}

// Len returns the number of entries, in O(1) time.
func (m *Map[K, V]) Len() int {
	panic("not implemented: Map.Len")
}

// Clear removes every entry, also those whose keys are unequal to themselves. The map keeps no
// reference to the keys and values that it removed, as for [Map.Delete].
func (m *Map[K, V]) Clear() {
	panic("not implemented: Map.Clear")
}

// All returns a sequence over the entries in no particular order. It can be ranged over again, and
// several loops may run over one map at a time. Each loop sees the map as it is when the loop runs,
// not as it was when All was called.
//
// The body of a loop may call every method of the map. The rules are those of range over a built-in
// map:
//
//   - An entry that is removed before the loop reaches it is not yielded.
//   - An entry whose value is replaced before the loop reaches it is yielded with the new value.
//   - An entry that is added during the loop may be yielded or not.
//   - No entry is yielded twice. A key that is deleted and put again is a new entry, and so its key
//     may be yielded again or not.
//   - The loop ends, even if its body adds an entry each time.
//   - If the body panics, the panic goes on to the caller, and the map stays as the body left it.
//
// A loop takes O(Slots) time, even if it is left at once.
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

// Stats describes the table as it is now. It may hash every key and look at every place of the
// table, so it is for tests and not for every operation.
func (m *Map[K, V]) Stats() Stats {
	panic("not implemented: Map.Stats")
}

// Sharded is a hash map that many goroutines may use at the same time. It divides the keys evenly
// among shards. Each shard is a map behind a lock of its own, so that operations on different shards
// do not wait for one another.
//
// Use [NewSharded] to make a Sharded: its zero value is not ready to use. A Sharded must not be
// copied.
type Sharded[K comparable, V any] struct {
	// Your fields go here.
}

// NewSharded returns an empty map of the given number of shards, which need not be a power of two.
// If shards is less than 1, NewSharded panics.
func NewSharded[K comparable, V any](shards int) *Sharded[K, V] {
	panic("not implemented: NewSharded")
}

// Put is [Map.Put], safe for concurrent use. If it panics, no lock stays held.
func (s *Sharded[K, V]) Put(key K, value V) (old V, replaced bool) {
	panic("not implemented: Sharded.Put")
}

// Get is [Map.Get], safe for concurrent use. If it panics, no lock stays held.
func (s *Sharded[K, V]) Get(key K) (value V, ok bool) {
	panic("not implemented: Sharded.Get")
}

// Delete is [Map.Delete], safe for concurrent use. If it panics, no lock stays held.
func (s *Sharded[K, V]) Delete(key K) (old V, deleted bool) {
	panic("not implemented: Sharded.Delete")
}

// Len returns the number of entries. While other goroutines change the map, the result may match no
// single moment. When no other call runs, the result is exact. Len may wait for other calls, and
// other calls for Len.
func (s *Sharded[K, V]) Len() int {
	panic("not implemented: Sharded.Len")
}

// Update changes what is stored under key, in one step: no Put, Delete or Update of the key comes
// between reading and writing. A Get of the key waits, or returns what was stored before the Update.
//
// It calls f exactly once, under the lock of that key's shard, with the value stored and true, or
// with a zero value and false. If f returns true for keep, Update stores v. If not, Update removes
// the key. A key that is unequal to itself is never found, so f gets false, and v is a new entry.
//
// If f panics or calls [runtime.Goexit], nothing is changed and no lock stays held, and the panic goes
// on to the caller. If Put of the key would panic, Update panics and changes nothing, and no lock
// stays held; whether it calls f then is open.
//
// f must not use the same Sharded: it might wait for its own lock. It may use any other.
func (s *Sharded[K, V]) Update(key K, f func(old V, ok bool) (v V, keep bool)) {
	panic("not implemented: Sharded.Update")
}
