//go:build stub

package lrucache

import (
	"context"
	"iter"
)

// LRU is a cache that holds a limited number of entries. When it is full, the least recently used entry makes
// room for a new one.
//
// A Get that finds an entry counts as a use of it, and so does every Put. No other method counts as a use.
//
// An LRU comes from [New]: its zero value is not ready to use. It must not be copied. Two LRUs share nothing.
// An LRU is not safe for concurrent use: see [Cache].
//
// Time (step 3): with n entries, Get, Peek, Put, Remove, Len and Cap take O(1) time on average. A single call
// may take O(n) time, such as a Put that makes the LRU grow. The steps compare an LRU with another one:
//
//   - With up to 4,096 entries, each of these methods takes on average at most 8 times as long as with 64.
//   - After many evictions, Get takes on average at most 8 times as long as in a new LRU with the same entries.
//   - While an LRU of 4,096 entries fills up, a Put allocates on average at most 8 times as much memory as while
//     one of 64 entries fills up.
//
// Clear and Resize take O(m) time, where m is the most entries that the LRU has ever held.
//
// Memory (step 3): an LRU takes O(m) memory, however large its capacity is and however many entries have
// passed through it: with ten small entries, up to 1 MB. In a full LRU, Get and Put allocate almost nothing:
// on average at most 1 allocation in 20 calls of each kind, with keys and values of up to 128 bytes each. An
// LRU keeps no reference to a key or a value that has left it: one that was evicted, removed, replaced or
// cleared.
type LRU[K comparable, V any] struct {
	// Your fields go here.
}

// New returns an empty LRU that holds up to capacity entries. If capacity is less than 1, New returns nil and
// [ErrCapacity]. Every capacity up to math.MaxInt works: New does not allocate memory for all entries in
// advance.
func New[K comparable, V any](capacity int) (*LRU[K, V], error) {
	panic("not implemented: New")
}

// Get returns the value stored under key and true, and the entry becomes the most recently used. If key has no
// entry, Get returns a zero value and false and changes nothing. A stored zero value comes with true.
func (c *LRU[K, V]) Get(key K) (value V, ok bool) {
	panic("not implemented: LRU.Get")
}

// Peek returns what Get would return, but does not count as a use: the order of the entries stays the same.
func (c *LRU[K, V]) Peek(key K) (value V, ok bool) {
	panic("not implemented: LRU.Peek")
}

// Put stores value under key. The entry becomes the most recently used.
//
// If key already has an entry, Put replaces its value, even if the new value equals the old one. No entry
// leaves. If key and the stored key are equal by == but not identical, such as +0 and -0, the LRU may keep either one
// of the two. If key is new and the LRU is full, the least recently used entry leaves, and Put returns it and true.
// In all other cases Put returns a zero Entry and false.
//
// A key that has left can be put again, as a new entry.
func (c *LRU[K, V]) Put(key K, value V) (evicted Entry[K, V], ok bool) {
	panic("not implemented: LRU.Put")
}

// Remove removes the entry of key and returns its value and true. The other entries stay in order. If key has no
// entry, Remove returns a zero value and false and changes nothing.
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

// Clear removes every entry. The capacity stays, and the LRU can be used again.
func (c *LRU[K, V]) Clear() {
	panic("not implemented: LRU.Clear")
}

// Resize changes the capacity. If there are more entries than the new capacity, the least recently used
// entries leave until the others fit. The others stay in order. Resize returns the entries that left, in the order
// in which they left. The slice is the caller's own. If capacity is less than 1, Resize returns no entries and
// [ErrCapacity], and nothing changes.
func (c *LRU[K, V]) Resize(capacity int) (evicted []Entry[K, V], err error) {
	panic("not implemented: LRU.Resize")
}

// All returns a sequence over the entries, from the most to the least recently used. A loop over it does not
// count as a use. The sequence can be ranged over again: each loop begins with the entries that are there at
// that moment. With n entries at its start, a whole loop takes O(n) time, apart from its body (step 3). Its
// start may take O(n) time and memory.
//
// A break ends the loop. A panic in the body reaches the caller of the loop, and the LRU stays as the body
// has left it.
//
// The body may call any method except Clear and Resize, and may contain other loops over the LRU (step 4).
// Loops may also take turns, as with [iter.Pull2], and end in any order: all calls between two entries of a
// loop count as its body. These rules hold (step 4):
//
//   - The loop keeps the order that the entries have at its start, even if Get and Put move them.
//   - An entry that stays is yielded exactly once, with the value that it has when it is yielded.
//   - An entry that leaves before the loop reaches it is not yielded.
//   - A key that is added during the loop is a new entry, even if it had an entry before. A new entry is yielded
//     once or not at all.
//   - The loop ends, even if the body puts a new key in each round, or removes the key that was just yielded and
//     puts it again.
func (c *LRU[K, V]) All() iter.Seq2[K, V] {
	panic("not implemented: LRU.All")
}

// Backward is All in the opposite order, from the least to the most recently used.
func (c *LRU[K, V]) Backward() iter.Seq2[K, V] {
	panic("not implemented: LRU.Backward")
}

// Cache is an [LRU] that many goroutines may use at the same time. Its entries can expire, and it can load what
// it does not have. [Config] says how it behaves.
//
// Every method does three things, in this order:
//
//   - It removes the entries that have expired (step 6), in the order of their last writes. So no
//     method finds, replaces or evicts an expired entry, Len does not count it, and Put evicts no live entry
//     because of it.
//   - It does its own work.
//   - It calls OnRemove for each value that has left because of this call, in the order in which they left. Then
//     it returns.
//
// The first two are atomic: they take effect at one moment between the call and its return, and no other call
// comes in between. (The end of a load is such a moment too, see [Cache.GetOrLoad].) All answers are as if the
// calls came one after another, in the order of these moments.
//
// A Cache comes from [NewCache]: its zero value is not ready to use. It must not be copied. Two Caches share
// nothing, not even a pool of channels or timers. No method closes a Cache, so a Cache keeps no goroutine of its
// own: each goroutine that it starts belongs to a load and ends with it.
//
// Time: a method takes as long as the [LRU] method of the same name, and on average O(1) time more for each
// entry that leaves. Stats takes O(1) time on average, and so does GetOrLoad besides the load. Loads that are running
// do not make calls other than Clear slower. As with an LRU, each method but Clear takes on average at most 8
// times as long with up to 4,096 entries as with 64.
//
// Memory: a Cache takes as much memory as an LRU, up to a constant factor, and its memory does not grow with the
// number of calls. It keeps no reference to a value that has left it. It may keep the key of that value for a
// while.
type Cache[K comparable, V any] struct {
	// Your fields go here.
}

// NewCache returns an empty cache. If the capacity is less than 1, NewCache returns nil and [ErrCapacity]. If
// the TTL is negative, NewCache returns nil and [ErrTTL]. If both are wrong, NewCache returns nil and one of the
// two errors. NewCache does not read the clock.
func NewCache[K comparable, V any](config Config[K, V]) (*Cache[K, V], error) {
	panic("not implemented: NewCache")
}

// Get returns the value stored under key and true: a hit. The entry becomes the most recently used, but does
// not live longer. If key has no entry, Get returns a zero value and false: a miss.
func (c *Cache[K, V]) Get(key K) (value V, ok bool) {
	panic("not implemented: Cache.Get")
}

// Peek returns what Get would return. It does not count as a use, and not as a hit or a miss. The entry does
// not live longer.
func (c *Cache[K, V]) Peek(key K) (value V, ok bool) {
	panic("not implemented: Cache.Peek")
}

// Put stores value under key, as [LRU.Put] does. The life of the entry begins anew (step 6), even if key already
// has an entry with an equal value. Put detaches a load of key that is running (step 7): see [Cache.GetOrLoad].
func (c *Cache[K, V]) Put(key K, value V) {
	panic("not implemented: Cache.Put")
}

// Remove removes the entry of key and returns its value and true. If key has no entry, Remove returns a zero
// value and false. Remove detaches a load of key that is running (step 7): see [Cache.GetOrLoad].
func (c *Cache[K, V]) Remove(key K) (value V, ok bool) {
	panic("not implemented: Cache.Remove")
}

// Len returns the number of entries.
func (c *Cache[K, V]) Len() int {
	panic("not implemented: Cache.Len")
}

// Clear removes every entry, the least recently used first. It resets no count of [Stats]. Clear detaches all loads
// that are running (step 7): see [Cache.GetOrLoad].
func (c *Cache[K, V]) Clear() {
	panic("not implemented: Cache.Clear")
}

// Stats returns what the cache has counted so far. Entries that have expired leave first, and are counted.
func (c *Cache[K, V]) Stats() Stats {
	panic("not implemented: Cache.Stats")
}

// GetOrLoad returns the value stored under key: a hit and a use, as with Get. If key has no entry, the call is a
// miss. Then GetOrLoad calls fn, the loader, with key, stores the value that fn returns as Put does, and returns it.
//
//   - At most one load of a key runs at a time, not counting detached ones. A call that asks for the key during
//     the load waits for it and gets its result. That call is a miss, and its own fn is not called.
//   - Before a call waits for a load, it calls OnRemove for the entries that it has removed because they had
//     expired. The load may be running by then, even if this call has started it. OnRemove may wait for it by
//     a GetOrLoad of the same key.
//   - Loads of different keys do not wait for one another. No other method waits for a load.
//   - If fn returns an error, every caller of the load gets it. Nothing is stored, so the next call loads
//     again. If fn panics or calls runtime.Goexit, the error is [ErrLoad]. If fn panics with an error, that error
//     is in the chain too: [errors.Is] finds both. The value beside an error has no meaning.
//   - fn runs in a goroutine of its own. Its context has the values of the ctx of the caller that started the
//     load. That context has no deadline and never ends, not even when fn has returned.
//   - If the ctx of a caller ends (it is canceled, or its deadline passes), this caller returns ctx.Err() at
//     once, even if it started the load. The load goes on, even if no caller is left, and its result is stored. If
//     ctx has ended and the result has arrived too, the caller returns one of the two.
//   - If ctx has ended before the call, GetOrLoad still returns what is stored: a hit. If nothing is stored,
//     the call is a miss and returns ctx.Err(). It starts no load and waits for none. Here and in the rule before,
//     the error may also wrap ctx.Err().
//   - Put and Remove of the key detach a load that is running, even if the key has no entry. Clear detaches
//     every load. The callers of a detached load get its result, but the result is not stored. A later call
//     finds what Put stored, or starts a load of its own at once. The detached load does not disturb that one.
//   - When fn is over (it has returned, panicked or called runtime.Goexit), three things happen as one atomic step:
//     the entries that have expired leave; the load ends; unless the load failed or was detached, its result is
//     stored, and the life of the entry begins. Put, Remove and Clear before this step detach the load. A call after
//     it finds the entry or, if there is none, starts a new load.
//   - When the load has ended, OnRemove is called for each value that has left. After that the callers of the load
//     get the result.
//   - OnRemove may call GetOrLoad for any key, even for the key that has left and the key that was just stored.
//   - A load that has ended leaves no goroutine behind, and memory does not grow with the number of loads.
//
// fn may use the cache, but must not call GetOrLoad for its own key: it would wait for itself. Two loaders must not
// wait for each other either, such as one for key 1 that loads key 2 and one for key 2 that loads key 1. Neither ctx
// nor fn may be nil.
func (c *Cache[K, V]) GetOrLoad(ctx context.Context, key K, fn func(context.Context, K) (V, error)) (V, error) {
	panic("not implemented: Cache.GetOrLoad")
}
