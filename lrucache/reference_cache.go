//go:build !stub

package lrucache

import (
	"fmt"
	"sync"
	"time"
)

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
	// Set by NewCache, and never written again.
	now      func() time.Time
	onRemove func(K, V, Reason) // nil for none

	// mu guards what follows. The caller of a method whose name ends in Locked holds mu.
	mu sync.Mutex

	// lives knows an entry by its position. So a Cache never calls lru.Clear, which drops entries and does not tell
	// lives, or lru.Resize, which may give entries other positions.
	lru    *LRU[K, V]
	lives  lives            // of the entries of lru
	latest time.Time        // the greatest reading of the clock so far; the zero Time before the first
	loads  map[K]*load[V]   // the attached ones: see load
	left   departures[K, V] // since begin; end reports them to OnRemove
	stats  Stats
}

// NewCache returns an empty cache. If the capacity is less than 1, NewCache returns nil and [ErrCapacity]. If
// the TTL is negative, NewCache returns nil and [ErrTTL]. If both are wrong, NewCache returns nil and one of the
// two errors. NewCache does not read the clock.
func NewCache[K comparable, V any](config Config[K, V]) (*Cache[K, V], error) {
	lru, err := New[K, V](config.Capacity)
	if err != nil {
		return nil, err
	}
	if config.TTL < 0 {
		return nil, fmt.Errorf("%w: %v", ErrTTL, config.TTL)
	}
	now := config.Now
	if now == nil {
		now = time.Now
	}
	return &Cache[K, V]{
		now:      now,
		onRemove: config.OnRemove,
		lru:      lru,
		lives:    newLives(config.TTL),
		loads:    make(map[K]*load[V]),
	}, nil
}

// Get returns the value stored under key and true: a hit. The entry becomes the most recently used, but does
// not live longer. If key has no entry, Get returns a zero value and false: a miss.
func (c *Cache[K, V]) Get(key K) (value V, ok bool) {
	c.begin()
	defer c.end()
	return c.getLocked(key)
}

// getLocked is Get under the lock: it counts a hit or a miss.
func (c *Cache[K, V]) getLocked(key K) (value V, ok bool) {
	value, ok = c.lru.Get(key)
	if ok {
		c.stats.Hits++
	} else {
		c.stats.Misses++
	}
	return value, ok
}

// Peek returns what Get would return. It does not count as a use, and not as a hit or a miss. The entry does
// not live longer.
func (c *Cache[K, V]) Peek(key K) (value V, ok bool) {
	c.begin()
	defer c.end()
	return c.lru.Peek(key)
}

// Put stores value under key, as [LRU.Put] does. The life of the entry begins anew (step 6), even if key already
// has an entry with an equal value. Put detaches a load of key that is running (step 7): see [Cache.GetOrLoad].
func (c *Cache[K, V]) Put(key K, value V) {
	c.begin()
	defer c.end()
	delete(c.loads, key)
	c.putLocked(key, value)
}

// putLocked is Put under the lock, and also stores what a load returned. The life of the entry begins.
func (c *Cache[K, V]) putLocked(key K, value V) {
	i, left, why := c.lru.put(key, value)
	c.lives.start(i, c.latest) // also ends the life of the entry that was at i before
	if why != 0 {
		c.noteLocked(left, why)
	}
}

// Remove removes the entry of key and returns its value and true. If key has no entry, Remove returns a zero
// value and false. Remove detaches a load of key that is running (step 7): see [Cache.GetOrLoad].
func (c *Cache[K, V]) Remove(key K) (value V, ok bool) {
	c.begin()
	defer c.end()
	delete(c.loads, key)
	i := c.lru.lookup(key)
	if i == none {
		return value, false
	}
	return c.removeLocked(i, Removed), true
}

// removeLocked takes out the entry at position i.
func (c *Cache[K, V]) removeLocked(i position, why Reason) V {
	c.lives.stop(i)
	e := c.lru.remove(i)
	c.noteLocked(e, why)
	return e.Value
}

// noteLocked counts an entry that has left, and notes it for OnRemove.
func (c *Cache[K, V]) noteLocked(e Entry[K, V], why Reason) {
	switch why {
	case Evicted:
		c.stats.Evictions++
	case Expired:
		c.stats.Expirations++
	}
	if c.onRemove != nil {
		c.left.add(e, why)
	}
}

// Len returns the number of entries.
func (c *Cache[K, V]) Len() int {
	c.begin()
	defer c.end()
	return c.lru.Len()
}

// Clear removes every entry, the least recently used first. It resets no count of [Stats]. Clear detaches all loads
// that are running (step 7): see [Cache.GetOrLoad].
func (c *Cache[K, V]) Clear() {
	c.begin()
	defer c.end()
	clear(c.loads)
	for c.lru.Len() > 0 { // one by one, because each is noted for OnRemove
		c.removeLocked(c.lru.byUse.oldest(), Removed)
	}
}

// Stats returns what the cache has counted so far. Entries that have expired leave first, and are counted.
func (c *Cache[K, V]) Stats() Stats {
	c.begin()
	defer c.end()
	return c.stats
}

// begin locks the cache and removes what has expired. Every method starts with it.
//
// The clock is code from outside, which must not run under the lock. So begin reads the clock before it locks.
// Another goroutine may overtake this one with a later reading. Then the later reading counts.
func (c *Cache[K, V]) begin() {
	if c.lives.forever() { // it reads only the TTL, which never changes
		c.mu.Lock()
		return
	}
	now := c.now()
	c.mu.Lock()
	if now.After(c.latest) {
		c.latest = now
	}
	c.expireLocked()
}

// expireLocked removes what has expired by the greatest reading so far, the entry that was written first leaving
// first.
func (c *Cache[K, V]) expireLocked() {
	for i := c.lives.expired(c.latest); i != none; i = c.lives.expired(c.latest) {
		c.removeLocked(i, Expired)
	}
}

// end unlocks the cache, and then reports to OnRemove what has left since begin. Every method defers it. So if a key
// cannot be compared or hashed, which panics, the cache does not stay locked.
func (c *Cache[K, V]) end() {
	left := c.left
	c.left = departures[K, V]{}
	c.mu.Unlock()
	left.report(c.onRemove)
}

// departures are the values that left the cache in one call. Most calls make at most one value leave, so the
// first one takes no memory on the heap.
type departures[K comparable, V any] struct {
	first departure[K, V] // if its reason is 0, nothing has left
	more  []departure[K, V]
}

// departure is an entry that has left, and why.
type departure[K comparable, V any] struct {
	entry Entry[K, V]
	why   Reason
}

// add appends an entry that has left.
func (d *departures[K, V]) add(e Entry[K, V], why Reason) {
	if d.first.why == 0 {
		d.first = departure[K, V]{entry: e, why: why}
		return
	}
	d.more = append(d.more, departure[K, V]{entry: e, why: why})
}

// report calls onRemove for each departure, in the order in which they left. If onRemove is nil, nothing was added.
func (d *departures[K, V]) report(onRemove func(K, V, Reason)) {
	if d.first.why == 0 {
		return
	}
	onRemove(d.first.entry.Key, d.first.entry.Value, d.first.why)
	for _, next := range d.more {
		onRemove(next.entry.Key, next.entry.Value, next.why)
	}
}
