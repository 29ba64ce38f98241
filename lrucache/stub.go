//go:build stub

package lrucache

import (
	"context"
	"iter"
)

// LRU is a cache of limited capacity. It keeps the entries that were used last. To use an entry is to Get
// it or to Put it. Nothing else counts as a use.
//
// An LRU comes from [New]: its zero value is not ready to use. It must not be copied. It is not safe for
// concurrent use: see [Cache].
//
// With n entries, Get, Peek, Put, Remove, Len and Cap take O(1) time on average. A single call may take
// O(n), such as a Put that makes the LRU grow. Clear and Resize take O(m) time, where m is the most entries
// that the LRU has held.
//
// An LRU takes O(m) memory, however large its capacity is and however many entries have passed through it.
// In a full LRU, Get and Put allocate nothing on average: at most 1 allocation in 20 calls, if a key and a
// value have up to 128 bytes each. An LRU keeps no reference to a key or a value that has left it.
type LRU[K comparable, V any] struct {
	// Your fields go here.
}

// New returns an empty LRU that holds up to capacity entries. If capacity is less than 1, New returns nil
// and [ErrCapacity]. Every capacity up to math.MaxInt works: New does not allocate memory for all entries at
// once.
func New[K comparable, V any](capacity int) (*LRU[K, V], error) {
	panic("not implemented: New")
}

// Get returns the value stored under key and true. The entry becomes the most recently used. If there is no
// such entry, Get returns a zero value and false and changes nothing.
func (c *LRU[K, V]) Get(key K) (value V, ok bool) {
	panic("not implemented: LRU.Get")
}

// Peek returns what Get returns, but does not count as a use: the order of the entries stays as it is.
func (c *LRU[K, V]) Peek(key K) (value V, ok bool) {
	panic("not implemented: LRU.Peek")
}

// Put stores value under key. The entry becomes the most recently used.
//
// If the key was there already, its value is replaced and no entry leaves. Of two equal keys the LRU may
// keep either. If the key is new and the LRU is full, the least recently used entry leaves to make room, and
// Put returns it and true. Otherwise Put returns a zero Entry and false.
func (c *LRU[K, V]) Put(key K, value V) (evicted Entry[K, V], ok bool) {
	panic("not implemented: LRU.Put")
}

// Remove removes the entry of key and returns its value and true. If there is no such entry, Remove returns
// a zero value and false and changes nothing.
func (c *LRU[K, V]) Remove(key K) (value V, ok bool) {
	panic("not implemented: LRU.Remove")
}

// Len returns the number of entries.
func (c *LRU[K, V]) Len() int {
	panic("not implemented: LRU.Len")
}

// Cap returns the capacity.
func (c *LRU[K, V]) Cap() int {
	panic("not implemented: LRU.Cap")
}

// Clear removes every entry. The capacity stays.
func (c *LRU[K, V]) Clear() {
	panic("not implemented: LRU.Clear")
}

// Resize changes the capacity. Entries for which there is no longer room leave. Resize returns them in a slice
// of the caller's own, the least recently used first. If capacity is less than 1, Resize returns no entries
// and [ErrCapacity], and nothing changes.
func (c *LRU[K, V]) Resize(capacity int) (evicted []Entry[K, V], err error) {
	panic("not implemented: LRU.Resize")
}

// All returns a sequence over the entries, from the most to the least recently used. A loop does not count
// as a use of them. The sequence can be ranged over again: each loop shows the entries that are there when it
// starts, and may take O(n) time and memory then.
//
// The body of a loop may call any method except Clear and Resize, and may contain other loops over the LRU.
//
//   - The order is the one at the start of the loop. It does not change when Get and Put move entries.
//   - An entry that stays is yielded once, with the value that it has by then.
//   - An entry that leaves before the loop reaches it is not yielded.
//   - A key that is added during the loop, also one that was there before and left, is a new entry. A new
//     entry is yielded once or not at all.
//   - The loop ends, whatever its body does. A panic of the body comes through and leaves the LRU as it is.
func (c *LRU[K, V]) All() iter.Seq2[K, V] {
	panic("not implemented: LRU.All")
}

// Backward is All in the opposite order, from the least to the most recently used.
func (c *LRU[K, V]) Backward() iter.Seq2[K, V] {
	panic("not implemented: LRU.Backward")
}

// Cache is an [LRU] that many goroutines may use at the same time, whose entries can expire, and which can
// load what it does not have. [Config] says how it behaves.
//
// Every method does three things, in this order:
//
//   - It removes the entries that have expired, the one that was written first leaving first. So an expired
//     entry is never seen, counted, replaced or evicted.
//   - It does its own work.
//   - It tells OnRemove what has left, and returns when OnRemove has.
//
// The first two are one step: calls of several goroutines have the answers that they would have one after
// another, in some order in which each call stands between its beginning and its end.
//
// A Cache comes from [NewCache]: its zero value is not ready to use. It must not be copied. With n entries,
// every method takes what [LRU] takes, and in addition O(1) time on average for each entry that leaves. Clear
// takes O(n) time. GetOrLoad takes O(1) time on average besides the load. A Cache in use takes no more memory
// with time.
type Cache[K comparable, V any] struct {
	// Your fields go here.
}

// NewCache returns an empty cache. If the capacity is less than 1, it returns nil and [ErrCapacity]. If the
// TTL is negative, it returns nil and [ErrTTL]. If both are wrong, either error will do. NewCache does not
// read the clock.
func NewCache[K comparable, V any](config Config[K, V]) (*Cache[K, V], error) {
	panic("not implemented: NewCache")
}

// Get returns the value stored under key and true: a hit. The entry becomes the most recently used, but does
// not live longer for that. If there is no such entry, Get returns a zero value and false: a miss.
func (c *Cache[K, V]) Get(key K) (value V, ok bool) {
	panic("not implemented: Cache.Get")
}

// Peek returns what Get returns, but does not count: not as a use, and not as a hit or a miss.
func (c *Cache[K, V]) Peek(key K) (value V, ok bool) {
	panic("not implemented: Cache.Peek")
}

// Put stores value under key, as [LRU.Put] does. The life of the entry begins now, even if the key was there
// already. A load of the key that is running is detached: see [Cache.GetOrLoad].
func (c *Cache[K, V]) Put(key K, value V) {
	panic("not implemented: Cache.Put")
}

// Remove removes the entry of key and returns its value and true. If there is no such entry, Remove returns
// a zero value and false. A load of the key that is running is detached: see [Cache.GetOrLoad].
func (c *Cache[K, V]) Remove(key K) (value V, ok bool) {
	panic("not implemented: Cache.Remove")
}

// Len returns the number of entries.
func (c *Cache[K, V]) Len() int {
	panic("not implemented: Cache.Len")
}

// Clear removes every entry, the least recently used first. Loads that are running are detached: see
// [Cache.GetOrLoad]. What Stats counts goes on.
func (c *Cache[K, V]) Clear() {
	panic("not implemented: Cache.Clear")
}

// Stats returns what has happened so far. What has expired by now counts as having left.
func (c *Cache[K, V]) Stats() Stats {
	panic("not implemented: Cache.Stats")
}

// GetOrLoad returns the value stored under key, like Get: a hit. If there is none, that is a miss: GetOrLoad
// calls fn to load the value, stores what fn returns as Put does, and returns it.
//
//   - One load of a key runs at a time. Callers that ask for the key meanwhile wait for that load and get its
//     result. Their own fn is not called.
//   - If fn returns an error, every caller of the load gets it. It is not stored, so the next call loads
//     again. If fn panics or calls runtime.Goexit, the error is [ErrLoad]. If it panics with an error, that one is
//     in the chain too: [errors.Is] finds both. The value beside an error has no meaning.
//   - fn runs in a goroutine of its own, with a context that has the values of ctx but does not end, not even
//     when fn has returned. If the ctx of a caller ends, this caller returns ctx.Err() at once, even if it
//     started the load. The load goes on, and its result is stored. If the ctx ends as the result arrives, the
//     caller returns one of the two.
//   - If ctx has ended before the call, GetOrLoad still returns what is stored. If nothing is stored, it
//     returns ctx.Err(): it starts no load and waits for none.
//   - Put and Remove of the key, even of a key that is not there, and Clear detach a load that is running. The
//     callers that wait for it get its result, which is not stored. A call that comes later finds what Put
//     stored, or starts a load of its own at once.
//   - When a result is stored, the load is over for callers that come later. OnRemove is told what has left,
//     and when it has returned the callers of the load get the result.
//
// Neither ctx nor fn may be nil. fn may use the cache, but must not ask it for its own key: it would wait for
// itself.
func (c *Cache[K, V]) GetOrLoad(ctx context.Context, key K, fn func(context.Context, K) (V, error)) (V, error) {
	panic("not implemented: Cache.GetOrLoad")
}
