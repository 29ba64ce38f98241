//go:build stub

package hashmap

import "iter"

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
	// Your fields go here.
}

// New returns an empty map with room for capacity entries: Slots is at least capacity, and Puts do not
// resize the table until they make Len larger than capacity. Only the first table may count as a
// resize. Both promises end with the first Clear, and with the first Delete that removes an entry.
//
// If capacity is negative, New panics.
func New[K comparable, V any](capacity int) *Map[K, V] {
	panic("not implemented: New")
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
	panic("not implemented: NewFunc")
}

// Collect returns a map of the pairs that seq yields. It ranges over seq once. If several pairs
// have equal keys, the map keeps the value of the last one. The other pairs take no memory
// afterwards (step 7).
func Collect[K comparable, V any](seq iter.Seq2[K, V]) *Map[K, V] {
	panic("not implemented: Collect")
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
	panic("not implemented: Map.Put")
}

// Get returns the value stored under key and true. If the key is not in the map, Get returns a zero
// value and false. It calls the hash function at most once.
//
// If Put of the key would panic, Get panics too, and changes nothing. But if the map is empty, Get
// may return a zero value and false instead.
func (m *Map[K, V]) Get(key K) (value V, ok bool) {
	panic("not implemented: Map.Get")
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
	panic("not implemented: Map.Delete")
}

// Len returns the number of entries, in O(1) time.
func (m *Map[K, V]) Len() int {
	panic("not implemented: Map.Len")
}

// Clear removes every entry, even if its key is unequal to itself. Then the map can be used again.
// How many Slots are left is not specified. The map keeps no reference to the keys and values that
// it removed, as for [Map.Delete].
func (m *Map[K, V]) Clear() {
	panic("not implemented: Map.Clear")
}

// All returns a sequence over the entries in no particular order. It can be ranged over again.
// Several loops over one map may be under way, one inside another or in turns, as with [iter.Pull2],
// and end in any order. All calls between two entries of a loop count as its body. Each loop sees
// the map as it is when the loop runs, not as it was when All was called.
//
// The body of a loop may call every method of the map, and so make the table grow or shrink. The
// rules are those of range over a built-in map:
//
//   - An entry that stays in the map is yielded once. No entry is yielded twice.
//   - An entry that Delete or Clear removes before the loop reaches it is not yielded.
//   - An entry whose value is replaced before the loop reaches it is yielded with the new value.
//   - An entry that is added during the loop may be yielded or not.
//   - A key that is deleted and put again is a new entry. So the loop may yield the key again or not,
//     even if it has yielded the key before.
//   - The loop ends, even if its body adds an entry each time.
//   - If the body breaks out of the loop, the sequence ends.
//   - If the body panics, the panic goes on to the caller, and the map stays as the body left it.
//
// If the hash spreads the keys, a whole loop takes O(s) time, apart from its body, where s is the largest number of
// Slots during the loop. A loop that ends after the first entry may take as long.
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

// Stats describes the table as it is now. It may hash every key and look at the whole table, so it
// is for tests, and not for every operation.
func (m *Map[K, V]) Stats() Stats {
	panic("not implemented: Map.Stats")
}

// Sharded is a hash map that many goroutines may use at the same time. It divides the keys evenly
// among shards. Each shard is a map behind a lock of its own, and the rules of [Map] about keys,
// values, memory and time hold for each shard. An Update takes O(1) amortized time on average, not
// counting the time of f. With 1,024 shards, Get, Put, Delete and Update take at most 8 times as long
// with 524,288 entries as with 1,024 (step 8). Len takes time for each shard.
//
// Except for Len, operations on different shards do not wait for one another. Suppose that an
// Update runs in a map of n shards, and goroutines make 1,000 calls with other keys. Then about
// 1000/n of these calls wait for the Update, since their keys are in its shard. By chance it may be
// more, but at most min(1000/n + 100, 2000/n + 20).
//
// If calls run at the same time, their answers are those that they would have one after another, in
// some order. Len is the exception. An entry that Update removes counts as deleted.
//
// Use [NewSharded] to make a Sharded: its zero value is not ready to use. A Sharded must not be
// copied. Two of them share nothing, not even a lock.
type Sharded[K comparable, V any] struct {
	// Your fields go here.
}

// NewSharded returns an empty map of the given number of shards, which need not be a power of two.
// If shards is less than 1, NewSharded panics.
func NewSharded[K comparable, V any](shards int) *Sharded[K, V] {
	panic("not implemented: NewSharded")
}

// Put is [Map.Put] on the map of the key's shard, safe for concurrent use. If it panics, no lock
// stays held.
func (s *Sharded[K, V]) Put(key K, value V) (old V, replaced bool) {
	panic("not implemented: Sharded.Put")
}

// Get is [Map.Get] on the map of the key's shard, safe for concurrent use. If it panics, no lock
// stays held.
func (s *Sharded[K, V]) Get(key K) (value V, ok bool) {
	panic("not implemented: Sharded.Get")
}

// Delete is [Map.Delete] on the map of the key's shard, safe for concurrent use. If it panics, no lock
// stays held.
func (s *Sharded[K, V]) Delete(key K) (old V, deleted bool) {
	panic("not implemented: Sharded.Delete")
}

// Len returns the number of entries. If no other call runs, the number is exact. While other
// goroutines change the map, the number may match no single moment. Len may wait for other calls,
// and other calls for Len.
func (s *Sharded[K, V]) Len() int {
	panic("not implemented: Sharded.Len")
}

// Update changes what is stored under key atomically: each Put, Delete and Update of the key by
// another goroutine waits until the Update ends. A Get of the key waits too, or returns what was
// stored before the Update.
//
// Update calls f exactly once, under the lock of the key's shard. If the key is in the map, f gets
// its value and true. If not, f gets a zero value and false. If keep is true, Update stores v. If
// keep is false, Update removes the key. A key that is unequal to itself is never found. So f gets
// false, and if keep is true, v becomes a new entry.
//
// If f panics or calls [runtime.Goexit], Update changes nothing, and no lock stays held. A panic goes
// on to the caller. If Put of the key would panic, Update panics and changes nothing, and no lock
// stays held. In that case it may call f or not.
//
// f must not use the same Sharded, because it might wait for its own lock. It may use any other.
func (s *Sharded[K, V]) Update(key K, f func(old V, ok bool) (v V, keep bool)) {
	panic("not implemented: Sharded.Update")
}
