//go:build !stub

package lrucache

import (
	"container/list"
	"fmt"
	"sync"
	"time"
)

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
	ttl      time.Duration
	now      func() time.Time
	onRemove func(K, V, Reason)

	mu     sync.Mutex
	lru    *LRU[K, stored[V]]
	writes list.List         // of write[K], one for each entry that may expire, the oldest first
	latest time.Time         // the latest reading of the clock
	loads  map[K]*load[V]    // those whose results are to be stored
	left   []departure[K, V] // what left since the lock was taken and OnRemove has to be told
	stats  Stats
}

// stored is a value with its element of writes, which is nil if it does not expire.
type stored[V any] struct {
	value   V
	written *list.Element
}

// write is a key that was written and when what was written expires.
type write[K comparable] struct {
	key     K
	expires time.Time
}

// departure is a value that left, and why.
type departure[K comparable, V any] struct {
	key   K
	value V
	why   Reason
}

// NewCache returns an empty cache. If the capacity is less than 1, it returns nil and [ErrCapacity]. If the
// TTL is negative, it returns nil and [ErrTTL]. If both are wrong, either error will do. NewCache does not
// read the clock.
func NewCache[K comparable, V any](config Config[K, V]) (*Cache[K, V], error) {
	lru, err := New[K, stored[V]](config.Capacity)
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
	return &Cache[K, V]{ttl: config.TTL, now: now, onRemove: config.OnRemove, lru: lru, loads: make(map[K]*load[V])}, nil
}

// Get returns the value stored under key and true: a hit. The entry becomes the most recently used, but does
// not live longer for that. If there is no such entry, Get returns a zero value and false: a miss.
func (c *Cache[K, V]) Get(key K) (value V, ok bool) {
	c.lock()
	defer c.unlock()
	return c.getLocked(key)
}

func (c *Cache[K, V]) getLocked(key K) (value V, ok bool) {
	s, ok := c.lru.Get(key)
	if ok {
		c.stats.Hits++
	} else {
		c.stats.Misses++
	}
	return s.value, ok
}

// Peek returns what Get returns, but does not count: not as a use, and not as a hit or a miss.
func (c *Cache[K, V]) Peek(key K) (value V, ok bool) {
	c.lock()
	defer c.unlock()
	s, ok := c.lru.Peek(key)
	return s.value, ok
}

// Put stores value under key, as [LRU.Put] does. The life of the entry begins now, even if the key was there
// already. A load of the key that is running is detached: see [Cache.GetOrLoad].
func (c *Cache[K, V]) Put(key K, value V) {
	c.lock()
	defer c.unlock()
	delete(c.loads, key)
	c.putLocked(key, value)
}

func (c *Cache[K, V]) putLocked(key K, value V) {
	s := stored[V]{value: value}
	if c.ttl > 0 {
		s.written = c.writes.PushBack(write[K]{key, c.latest.Add(c.ttl)})
	}
	if left, why := c.lru.put(key, s); why != 0 {
		c.leaveLocked(left.Key, left.Value, why)
	}
}

// Remove removes the entry of key and returns its value and true. If there is no such entry, Remove returns
// a zero value and false. A load of the key that is running is detached: see [Cache.GetOrLoad].
func (c *Cache[K, V]) Remove(key K) (value V, ok bool) {
	c.lock()
	defer c.unlock()
	delete(c.loads, key)
	return c.removeLocked(key, Removed)
}

func (c *Cache[K, V]) removeLocked(key K, why Reason) (value V, ok bool) {
	s, ok := c.lru.Remove(key)
	if ok {
		c.leaveLocked(key, s, why)
	}
	return s.value, ok
}

// leaveLocked does what is to be done for each value that has left the LRU.
func (c *Cache[K, V]) leaveLocked(key K, s stored[V], why Reason) {
	if s.written != nil {
		c.writes.Remove(s.written)
	}
	switch why {
	case Evicted:
		c.stats.Evictions++
	case Expired:
		c.stats.Expirations++
	}
	if c.onRemove != nil {
		c.left = append(c.left, departure[K, V]{key, s.value, why})
	}
}

// Len returns the number of entries.
func (c *Cache[K, V]) Len() int {
	c.lock()
	defer c.unlock()
	return c.lru.Len()
}

// Clear removes every entry, the least recently used first. Loads that are running are detached: see
// [Cache.GetOrLoad]. What Stats counts goes on.
func (c *Cache[K, V]) Clear() {
	c.lock()
	defer c.unlock()
	clear(c.loads)
	for key := range c.lru.Backward() {
		c.removeLocked(key, Removed)
	}
}

// Stats returns what has happened so far. What has expired by now counts as having left.
func (c *Cache[K, V]) Stats() Stats {
	c.lock()
	defer c.unlock()
	return c.stats
}

// lock takes the lock and removes what has expired. The clock is read before, since a user's
// code does not run under the lock. Should another goroutine with a later reading come first, that is
// the latest.
func (c *Cache[K, V]) lock() {
	if c.ttl == 0 {
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

func (c *Cache[K, V]) expireLocked() {
	for oldest := c.writes.Front(); oldest != nil; oldest = c.writes.Front() {
		w := oldest.Value.(write[K])
		if c.latest.Before(w.expires) {
			return
		}
		c.removeLocked(w.key, Expired)
	}
}

// unlock releases the lock, and then tells OnRemove what left while it was held.
func (c *Cache[K, V]) unlock() {
	left := c.left
	c.left = nil
	c.mu.Unlock()
	for _, d := range left {
		c.onRemove(d.key, d.value, d.why)
	}
}
