//go:build stub

// Map and list: the textbook design, as you would write it in an interview. A container/list holds the entries in
// order of use, and Go's map finds the list element of a key. A second list holds them in order of writing.
//
// Good at: it is short, and the standard library does everything that is hard.
// Costs: two objects on the heap for each entry (four in a Cache). The garbage collector has to visit them, and
// the processor has to fetch them one after the other. A new key costs allocations, unless it takes the place of
// an evicted entry.

package lrucache

import (
	"container/list"
	"context"
	"fmt"
	"iter"
	"sync"
	"time"
)

// LRU keeps the entries that were used last.
type LRU[K comparable, V any] struct {
	capacity int
	order    *list.List // of *Entry[K, V], the most recently used first
	elements map[K]*list.Element
}

// New returns an empty LRU.
func New[K comparable, V any](capacity int) (*LRU[K, V], error) {
	if capacity < 1 {
		return nil, fmt.Errorf("%w: %d", ErrCapacity, capacity)
	}
	return &LRU[K, V]{capacity: capacity, order: list.New(), elements: make(map[K]*list.Element)}, nil
}

func entryOf[K comparable, V any](e *list.Element) *Entry[K, V] { return e.Value.(*Entry[K, V]) }

// Get is Peek that counts as a use.
func (c *LRU[K, V]) Get(key K) (value V, ok bool) {
	if e := c.elements[key]; e != nil {
		c.order.MoveToFront(e)
		return entryOf[K, V](e).Value, true
	}
	return value, false
}

// Peek looks a value up.
func (c *LRU[K, V]) Peek(key K) (value V, ok bool) {
	if e := c.elements[key]; e != nil {
		return entryOf[K, V](e).Value, true
	}
	return value, false
}

// Put stores a value, and returns the entry that had to leave for it. The new entry takes over its element.
func (c *LRU[K, V]) Put(key K, value V) (evicted Entry[K, V], ok bool) {
	if e := c.elements[key]; e != nil {
		entryOf[K, V](e).Value = value
		c.order.MoveToFront(e)
		return evicted, false
	}
	if c.order.Len() < c.capacity {
		c.elements[key] = c.order.PushFront(&Entry[K, V]{key, value})
		return evicted, false
	}
	e := c.order.Back()
	entry := entryOf[K, V](e)
	evicted = *entry
	delete(c.elements, evicted.Key)
	*entry = Entry[K, V]{key, value}
	c.elements[key] = e
	c.order.MoveToFront(e)
	return evicted, true
}

// Remove removes an entry and returns its value.
func (c *LRU[K, V]) Remove(key K) (value V, ok bool) {
	e := c.elements[key]
	if e == nil {
		return value, false
	}
	return c.remove(e).Value, true
}

// remove takes an element out.
func (c *LRU[K, V]) remove(e *list.Element) Entry[K, V] {
	entry := c.order.Remove(e).(*Entry[K, V])
	delete(c.elements, entry.Key)
	return *entry
}

// Len returns the number of entries.
func (c *LRU[K, V]) Len() int { return c.order.Len() }

// Cap returns the capacity.
func (c *LRU[K, V]) Cap() int { return c.capacity }

// Clear removes every entry.
func (c *LRU[K, V]) Clear() {
	c.order.Init()
	clear(c.elements)
}

// Resize changes the capacity, and returns the entries that had to leave.
func (c *LRU[K, V]) Resize(capacity int) (evicted []Entry[K, V], err error) {
	if capacity < 1 {
		return nil, fmt.Errorf("%w: %d", ErrCapacity, capacity)
	}
	c.capacity = capacity
	for c.order.Len() > capacity {
		evicted = append(evicted, c.remove(c.order.Back()))
	}
	return evicted, nil
}

// All yields the entries, the most recently used first.
func (c *LRU[K, V]) All() iter.Seq2[K, V] {
	return c.walk((*list.List).Front, (*list.Element).Next)
}

// Backward yields them the other way around.
func (c *LRU[K, V]) Backward() iter.Seq2[K, V] {
	return c.walk((*list.List).Back, (*list.Element).Prev)
}

// walk copies the keys, since the body of the loop may move the elements.
func (c *LRU[K, V]) walk(first func(*list.List) *list.Element, next func(*list.Element) *list.Element) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		var keys []K
		for e := first(c.order); e != nil; e = next(e) {
			keys = append(keys, entryOf[K, V](e).Key)
		}
		for _, key := range keys {
			if v, ok := c.Peek(key); ok && !yield(key, v) {
				return
			}
		}
	}
}

// Cache is an LRU that goroutines may share.
type Cache[K comparable, V any] struct {
	config Config[K, V]

	mu     sync.Mutex // guards what follows. The caller of a method whose name ends in Locked holds mu
	lru    *LRU[K, *item[K, V]]
	writes *list.List // between calls the same items as lru, the oldest write first; kept without a TTL too
	latest time.Time
	loads  map[K]*load[V]
	stats  Stats
}

// item is a value that was stored.
type item[K comparable, V any] struct {
	key      K
	value    V
	deadline time.Time     // without a TTL, it means nothing
	write    *list.Element // its element in Cache.writes
}

// NewCache returns an empty cache.
func NewCache[K comparable, V any](config Config[K, V]) (*Cache[K, V], error) {
	if config.TTL < 0 {
		return nil, fmt.Errorf("%w: %v", ErrTTL, config.TTL)
	}
	lru, err := New[K, *item[K, V]](config.Capacity)
	if err != nil {
		return nil, err
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	return &Cache[K, V]{config: config, lru: lru, writes: list.New(), loads: make(map[K]*load[V])}, nil
}

// gone is what has left in one call, and why.
type gone[K comparable, V any] []departure[K, V]

type departure[K comparable, V any] struct {
	*item[K, V]
	why Reason
}

// locked removes what has expired and runs f, both under the lock, and then tells OnRemove what has left.
func (c *Cache[K, V]) locked(f func(g *gone[K, V])) {
	var now time.Time
	if c.config.TTL > 0 {
		now = c.config.Now() // before it locks: code from outside must not run under the lock
	}
	var g gone[K, V]
	func() { // a function of its own, so that the lock is released before OnRemove, and even if f panics
		c.mu.Lock()
		defer c.mu.Unlock()
		if now.After(c.latest) {
			c.latest = now
		}
		c.expireLocked(&g)
		f(&g)
	}()
	if c.config.OnRemove == nil {
		return
	}
	for _, d := range g {
		c.config.OnRemove(d.key, d.value, d.why)
	}
}

// expireLocked removes what has expired.
func (c *Cache[K, V]) expireLocked(g *gone[K, V]) {
	for c.config.TTL > 0 && c.writes.Len() > 0 {
		it := c.writes.Front().Value.(*item[K, V])
		if it.deadline.After(c.latest) {
			return
		}
		c.removeLocked(it.key, Expired, g)
		c.stats.Expirations++
	}
}

// removeLocked takes the entry of key out, if there is one.
func (c *Cache[K, V]) removeLocked(key K, why Reason, g *gone[K, V]) (value V, ok bool) {
	it, ok := c.lru.Remove(key)
	if !ok {
		return value, false
	}
	c.noteLocked(it, why, g)
	return it.value, true
}

// noteLocked notes a value that has left the LRU, for OnRemove, and forgets its write.
func (c *Cache[K, V]) noteLocked(it *item[K, V], why Reason, g *gone[K, V]) {
	c.writes.Remove(it.write)
	*g = append(*g, departure[K, V]{it, why})
}

// putLocked is Put under the lock.
func (c *Cache[K, V]) putLocked(key K, value V, g *gone[K, V]) {
	if old, ok := c.lru.Peek(key); ok {
		c.noteLocked(old, Replaced, g)
	}
	it := &item[K, V]{key: key, value: value, deadline: c.latest.Add(c.config.TTL)}
	it.write = c.writes.PushBack(it)
	if e, ok := c.lru.Put(key, it); ok {
		c.stats.Evictions++
		c.noteLocked(e.Value, Evicted, g)
	}
}

// getLocked is Get under the lock: it counts a hit or a miss.
func (c *Cache[K, V]) getLocked(key K) (value V, ok bool) {
	it, ok := c.lru.Get(key)
	if !ok {
		c.stats.Misses++
		return value, false
	}
	c.stats.Hits++
	return it.value, true
}

// Get looks a value up, and counts.
func (c *Cache[K, V]) Get(key K) (value V, ok bool) {
	c.locked(func(*gone[K, V]) { value, ok = c.getLocked(key) })
	return value, ok
}

// Peek looks a value up.
func (c *Cache[K, V]) Peek(key K) (value V, ok bool) {
	c.locked(func(*gone[K, V]) {
		var it *item[K, V]
		if it, ok = c.lru.Peek(key); ok {
			value = it.value
		}
	})
	return value, ok
}

// Put stores a value, and detaches a load of its key.
func (c *Cache[K, V]) Put(key K, value V) {
	c.locked(func(g *gone[K, V]) {
		delete(c.loads, key)
		c.putLocked(key, value, g)
	})
}

// Remove removes an entry, and detaches a load of its key.
func (c *Cache[K, V]) Remove(key K) (value V, ok bool) {
	c.locked(func(g *gone[K, V]) {
		delete(c.loads, key)
		value, ok = c.removeLocked(key, Removed, g)
	})
	return value, ok
}

// Len returns the number of entries.
func (c *Cache[K, V]) Len() (n int) {
	c.locked(func(*gone[K, V]) { n = c.lru.Len() })
	return n
}

// Clear removes every entry, and detaches all loads.
func (c *Cache[K, V]) Clear() {
	c.locked(func(g *gone[K, V]) {
		clear(c.loads)
		for key := range c.lru.Backward() {
			c.removeLocked(key, Removed, g)
		}
	})
}

// Stats returns what has happened so far.
func (c *Cache[K, V]) Stats() (s Stats) {
	c.locked(func(*gone[K, V]) { s = c.stats })
	return s
}

// load is one call of a loader for all callers that wait for it.
type load[V any] struct {
	done  chan struct{} // closed when value and err are set
	value V
	err   error
}

// GetOrLoad returns what is stored, or loads it.
func (c *Cache[K, V]) GetOrLoad(ctx context.Context, key K, fn func(context.Context, K) (V, error)) (value V, err error) {
	var l *load[V]
	ctxErr := ctx.Err() // asked before it locks: code from outside
	c.locked(func(*gone[K, V]) {
		var ok bool
		if value, ok = c.getLocked(key); ok {
			return
		}
		if err = ctxErr; err != nil {
			return
		}
		if l = c.loads[key]; l == nil {
			l = &load[V]{done: make(chan struct{})}
			c.loads[key] = l
			c.stats.Loads++
			go c.run(context.WithoutCancel(ctx), key, l, fn)
		}
	})
	if l == nil {
		return value, err
	}
	select {
	case <-ctx.Done():
		return value, ctx.Err()
	case <-l.done:
		return l.value, l.err
	}
}

// run calls fn. The rest is deferred, because fn may panic or call runtime.Goexit. Deferred calls run in the opposite
// order: the error of a panic is set, finish stores the result, and then the callers get it.
func (c *Cache[K, V]) run(ctx context.Context, key K, l *load[V], fn func(context.Context, K) (V, error)) {
	l.err = fmt.Errorf("%w: it has not returned", ErrLoad) // stays if fn calls runtime.Goexit
	defer close(l.done)
	defer c.finish(key, l)
	defer func() {
		switch p := recover().(type) {
		case nil:
		case error:
			l.err = fmt.Errorf("%w: panic: %w", ErrLoad, p)
		default:
			l.err = fmt.Errorf("%w: panic: %v", ErrLoad, p)
		}
	}()
	l.value, l.err = fn(ctx, key)
}

// finish stores the result, unless the load was detached.
func (c *Cache[K, V]) finish(key K, l *load[V]) {
	c.locked(func(g *gone[K, V]) {
		if l.err != nil {
			c.stats.LoadErrors++
		}
		if c.loads[key] == l {
			delete(c.loads, key)
			if l.err == nil {
				c.putLocked(key, l.value, g)
			}
		}
	})
}
