//go:build stub

package lrucache

import (
	"context"
	"iter"
)

// LRU is a cache of limited capacity that keeps the entries that were used last. To use an entry is
// to Get it or to Put it; nothing else counts.
//
// An LRU comes from [New]: its zero value is not ready to use. It must not be copied, and it is not
// safe for concurrent use: see [Cache].
//
// Get, Peek, Put, Remove, Len and Cap take constant time, on average and amortized over the growth
// to the capacity. An LRU that is full allocates no memory in Put. It keeps no reference to a value
// that has left it.
type LRU[K comparable, V any] struct {
	// Your fields go here.
}

// New returns an empty LRU that holds up to capacity entries. If capacity is less than 1 the error
// is [ErrCapacity].
func New[K comparable, V any](capacity int) (*LRU[K, V], error) {
	panic("not implemented: New")
}

// Get returns the value stored under key, and reports whether there is one. The entry becomes the
// most recently used.
func (c *LRU[K, V]) Get(key K) (value V, ok bool) {
	panic("not implemented: LRU.Get")
}

// Peek is Get that does not count as a use: the order of the entries stays as it is.
func (c *LRU[K, V]) Peek(key K) (value V, ok bool) {
	panic("not implemented: LRU.Peek")
}

// Put stores value under key, which becomes the most recently used. If the key was there already,
// its value is replaced and no entry leaves. If the key is new and the LRU is full, the least
// recently used entry leaves to make room: Put returns it and true, else a zero Entry and false.
func (c *LRU[K, V]) Put(key K, value V) (evicted Entry[K, V], ok bool) {
	panic("not implemented: LRU.Put")
}

// Remove removes key and the value stored under it, which it returns. It reports whether the key
// was there.
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

// Resize changes the capacity. Entries that there is no room for any more leave; Resize returns
// them in the order in which they leave, the least recently used first. If capacity is less than 1
// the error is [ErrCapacity] and nothing changes.
func (c *LRU[K, V]) Resize(capacity int) (evicted []Entry[K, V], err error) {
	panic("not implemented: LRU.Resize")
}

// All returns a sequence over the entries, from the most to the least recently used. A loop does not
// count as a use of them. The sequence can be ranged over again.
//
// The body of the loop may Get, Put and Remove. The order is the one at the start of the loop: an
// entry that stays is yielded once, wherever Get and Put have moved it meanwhile, with the value
// that it has by then; one that leaves before the loop reaches it is not yielded. A key that is
// added, also one that was there before and left, may be yielded or not. The loop ends whatever its
// body does. It may take memory in proportion to the number of entries.
func (c *LRU[K, V]) All() iter.Seq2[K, V] {
	panic("not implemented: LRU.All")
}

// Backward is All in the opposite order, from the least to the most recently used.
func (c *LRU[K, V]) Backward() iter.Seq2[K, V] {
	panic("not implemented: LRU.Backward")
}

// Cache is an [LRU] that many goroutines may use at the same time, whose entries can expire, and
// which can load what it does not have. [Config] says how it behaves.
//
// Before anything else, every method removes the entries that have expired, the one that was
// written first leaving first. So an expired entry is never seen or counted, and never takes the
// place of a live one.
//
// A Cache comes from [NewCache]: its zero value is not ready to use. It must not be copied. Every
// method but GetOrLoad takes constant time, amortized over the entries that leave, and Clear time in
// proportion to their number.
type Cache[K comparable, V any] struct {
	// Your fields go here.
}

// NewCache returns an empty cache. If the capacity is less than 1 the error is [ErrCapacity], if the
// TTL is negative it is [ErrTTL].
func NewCache[K comparable, V any](config Config[K, V]) (*Cache[K, V], error) {
	panic("not implemented: NewCache")
}

// Get returns the value stored under key, and reports whether there is one: a hit, or else a miss.
// The entry becomes the most recently used; it does not live longer for that.
func (c *Cache[K, V]) Get(key K) (value V, ok bool) {
	panic("not implemented: Cache.Get")
}

// Peek is Get that does not count: not as a use, and not as a hit or a miss.
func (c *Cache[K, V]) Peek(key K) (value V, ok bool) {
	panic("not implemented: Cache.Peek")
}

// Put stores value under key, as [LRU.Put] does. Its life begins now, also if the key was there. A
// load of the key that is under way is detached: see [Cache.GetOrLoad].
func (c *Cache[K, V]) Put(key K, value V) {
	panic("not implemented: Cache.Put")
}

// Remove removes key and the value stored under it, which it returns. It reports whether the key
// was there. A load of the key that is under way is detached: see [Cache.GetOrLoad].
func (c *Cache[K, V]) Remove(key K) (value V, ok bool) {
	panic("not implemented: Cache.Remove")
}

// Len returns the number of entries.
func (c *Cache[K, V]) Len() int {
	panic("not implemented: Cache.Len")
}

// Clear removes every entry, the least recently used first. Loads that are under way are detached:
// see [Cache.GetOrLoad]. What Stats counts goes on.
func (c *Cache[K, V]) Clear() {
	panic("not implemented: Cache.Clear")
}

// Stats returns what has happened so far. What has expired by now counts as having left.
func (c *Cache[K, V]) Stats() Stats {
	panic("not implemented: Cache.Stats")
}

// GetOrLoad returns the value stored under key, like Get. If there is none, it calls fn to load it,
// stores what fn returns as Put does, and returns that.
//
// One load of a key runs at a time: callers that ask meanwhile wait for it and share its result.
// That may be an error, which is not stored, so that the next call loads again. If fn panics or
// calls runtime.Goexit the error is [ErrLoad]. The value beside an error means nothing.
//
// A caller whose ctx ends, be it the one who started the load, returns ctx.Err() at once, and the
// load goes on: fn runs in a goroutine of its own, with a context that has the values of ctx but
// does not end. With a ctx that has ended before the call, GetOrLoad still returns what is stored;
// it starts no load and waits for none.
//
// Put, Remove, also of a key that is not there, and Clear detach a load under way. Those who wait
// for it get its result, which is not stored; who asks from then on finds what Put stored, or starts
// a load of his own at once.
//
// When a result is stored, the calls of OnRemove that this causes return before any caller gets it.
// fn must not ask the cache for its own key: it would wait for itself.
func (c *Cache[K, V]) GetOrLoad(ctx context.Context, key K, fn func(context.Context, K) (V, error)) (V, error) {
	panic("not implemented: Cache.GetOrLoad")
}
