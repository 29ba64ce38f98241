//go:build stub

// The textbook design: container/list holds the entries in order of use, and a map finds their
// elements. An evicted element is used again, so that a full cache allocates nothing. The cache
// keeps deadlines in a heap of its own and starts loads under a second map.

package lrucache

import (
	"container/heap"
	"container/list"
	"context"
	"fmt"
	"iter"
	"sync"
	"time"
)

type LRU[K comparable, V any] struct {
	capacity int
	order    *list.List // of *Entry[K, V]
	elements map[K]*list.Element
}

func New[K comparable, V any](capacity int) (*LRU[K, V], error) {
	if capacity <= 0 {
		return nil, fmt.Errorf("capacity %d: %w", capacity, ErrCapacity)
	}
	return &LRU[K, V]{capacity: capacity, order: list.New(), elements: make(map[K]*list.Element)}, nil
}

func entryOf[K comparable, V any](e *list.Element) *Entry[K, V] { return e.Value.(*Entry[K, V]) }

func (c *LRU[K, V]) Get(key K) (value V, ok bool) {
	if e := c.elements[key]; e != nil {
		c.order.MoveToFront(e)
		return entryOf[K, V](e).Value, true
	}
	return value, false
}

func (c *LRU[K, V]) Peek(key K) (value V, ok bool) {
	if e := c.elements[key]; e != nil {
		return entryOf[K, V](e).Value, true
	}
	return value, false
}

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
	entry.Key, entry.Value = key, value
	c.elements[key] = e
	c.order.MoveToFront(e)
	return evicted, true
}

func (c *LRU[K, V]) Remove(key K) (value V, ok bool) {
	e := c.elements[key]
	if e == nil {
		return value, false
	}
	delete(c.elements, key)
	return c.order.Remove(e).(*Entry[K, V]).Value, true
}

func (c *LRU[K, V]) Len() int { return c.order.Len() }

func (c *LRU[K, V]) Cap() int { return c.capacity }

func (c *LRU[K, V]) Clear() {
	c.order.Init()
	clear(c.elements)
}

func (c *LRU[K, V]) Resize(capacity int) (evicted []Entry[K, V], err error) {
	if capacity <= 0 {
		return nil, ErrCapacity
	}
	c.capacity = capacity
	for c.order.Len() > capacity {
		e := c.order.Back()
		evicted = append(evicted, *entryOf[K, V](e))
		delete(c.elements, entryOf[K, V](e).Key)
		c.order.Remove(e)
	}
	return evicted, nil
}

func (c *LRU[K, V]) All() iter.Seq2[K, V] {
	return c.walk((*list.List).Front, (*list.Element).Next)
}

func (c *LRU[K, V]) Backward() iter.Seq2[K, V] {
	return c.walk((*list.List).Back, (*list.Element).Prev)
}

// walk copies pointers to the entries. One that was evicted may hold another key by the time that
// the loop reaches it, so the loop compares what the map says.
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

type Cache[K comparable, V any] struct {
	config Config[K, V]

	mu        sync.Mutex
	lru       *LRU[K, *item[K, V]]
	deadlines deadlines[K, V]
	writes    uint64
	latest    time.Time
	flights   map[K]*flight[V]
	stats     Stats
}

type item[K comparable, V any] struct {
	key      K
	value    V
	deadline time.Time
	write    uint64
	at       int // in deadlines
}

// deadlines is a heap.
type deadlines[K comparable, V any] []*item[K, V]

func (d deadlines[K, V]) Len() int { return len(d) }
func (d deadlines[K, V]) Less(i, j int) bool {
	if d[i].deadline.Equal(d[j].deadline) {
		return d[i].write < d[j].write
	}
	return d[i].deadline.Before(d[j].deadline)
}
func (d deadlines[K, V]) Swap(i, j int) {
	d[i], d[j] = d[j], d[i]
	d[i].at, d[j].at = i, j
}
func (d *deadlines[K, V]) Push(x any) {
	it := x.(*item[K, V])
	it.at = len(*d)
	*d = append(*d, it)
}
func (d *deadlines[K, V]) Pop() any {
	old := *d
	it := old[len(old)-1]
	old[len(old)-1] = nil
	*d = old[:len(old)-1]
	return it
}

func NewCache[K comparable, V any](config Config[K, V]) (*Cache[K, V], error) {
	if config.TTL < 0 {
		return nil, ErrTTL
	}
	lru, err := New[K, *item[K, V]](config.Capacity)
	if err != nil {
		return nil, err
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	return &Cache[K, V]{config: config, lru: lru, flights: make(map[K]*flight[V])}, nil
}

// gone is a list of reports to make once the lock is free.
type gone[K comparable, V any] []func(*Config[K, V])

func (g *gone[K, V]) add(it *item[K, V], why Reason) {
	*g = append(*g, func(c *Config[K, V]) {
		if c.OnRemove != nil {
			c.OnRemove(it.key, it.value, why)
		}
	})
}

// locked runs f under the lock and makes the reports afterwards.
func (c *Cache[K, V]) locked(f func(g *gone[K, V])) {
	var g gone[K, V]
	func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.config.TTL > 0 {
			if now := c.config.Now(); now.After(c.latest) {
				c.latest = now
			}
			for len(c.deadlines) > 0 && !c.deadlines[0].deadline.After(c.latest) {
				c.drop(c.deadlines[0].key, Expired, &g)
				c.stats.Expirations++
			}
		}
		f(&g)
	}()
	for _, report := range g {
		report(&c.config)
	}
}

func (c *Cache[K, V]) drop(key K, why Reason, g *gone[K, V]) (value V, ok bool) {
	it, ok := c.lru.Remove(key)
	if !ok {
		return value, false
	}
	if c.config.TTL > 0 {
		heap.Remove(&c.deadlines, it.at)
	}
	g.add(it, why)
	return it.value, true
}

func (c *Cache[K, V]) store(key K, value V, g *gone[K, V]) {
	if old, ok := c.lru.Peek(key); ok {
		if c.config.TTL > 0 {
			heap.Remove(&c.deadlines, old.at)
		}
		g.add(old, Replaced)
	}
	c.writes++
	it := &item[K, V]{key: key, value: value, deadline: c.latest.Add(c.config.TTL), write: c.writes}
	if e, ok := c.lru.Put(key, it); ok {
		c.stats.Evictions++
		if c.config.TTL > 0 {
			heap.Remove(&c.deadlines, e.Value.at)
		}
		g.add(e.Value, Evicted)
	}
	if c.config.TTL > 0 {
		heap.Push(&c.deadlines, it)
	}
}

func (c *Cache[K, V]) look(key K) (value V, ok bool) {
	it, ok := c.lru.Get(key)
	if !ok {
		c.stats.Misses++
		return value, false
	}
	c.stats.Hits++
	return it.value, true
}

func (c *Cache[K, V]) Get(key K) (value V, ok bool) {
	c.locked(func(*gone[K, V]) { value, ok = c.look(key) })
	return value, ok
}

func (c *Cache[K, V]) Peek(key K) (value V, ok bool) {
	c.locked(func(*gone[K, V]) {
		var it *item[K, V]
		if it, ok = c.lru.Peek(key); ok {
			value = it.value
		}
	})
	return value, ok
}

func (c *Cache[K, V]) Put(key K, value V) {
	c.locked(func(g *gone[K, V]) {
		delete(c.flights, key)
		c.store(key, value, g)
	})
}

func (c *Cache[K, V]) Remove(key K) (value V, ok bool) {
	c.locked(func(g *gone[K, V]) {
		delete(c.flights, key)
		value, ok = c.drop(key, Removed, g)
	})
	return value, ok
}

func (c *Cache[K, V]) Len() (n int) {
	c.locked(func(*gone[K, V]) { n = c.lru.Len() })
	return n
}

func (c *Cache[K, V]) Clear() {
	c.locked(func(g *gone[K, V]) {
		clear(c.flights)
		for key := range c.lru.Backward() {
			c.drop(key, Removed, g)
		}
	})
}

func (c *Cache[K, V]) Stats() (s Stats) {
	c.locked(func(*gone[K, V]) { s = c.stats })
	return s
}

type flight[V any] struct {
	over  sync.WaitGroup
	ended chan struct{}
	value V
	err   error
}

func (c *Cache[K, V]) GetOrLoad(ctx context.Context, key K, fn func(context.Context, K) (V, error)) (value V, err error) {
	var f *flight[V]
	c.locked(func(*gone[K, V]) {
		var ok bool
		if value, ok = c.look(key); ok {
			return
		}
		if err = ctx.Err(); err != nil {
			return
		}
		if f = c.flights[key]; f == nil {
			f = &flight[V]{ended: make(chan struct{})}
			c.flights[key] = f
			c.stats.Loads++
			go c.fly(context.WithoutCancel(ctx), key, f, fn)
		}
	})
	if f == nil {
		return value, err
	}
	select {
	case <-ctx.Done():
		return value, ctx.Err()
	case <-f.ended:
		return f.value, f.err
	}
}

// fly lets a goroutine of its own call fn, so that Goexit ends only that.
func (c *Cache[K, V]) fly(ctx context.Context, key K, f *flight[V], fn func(context.Context, K) (V, error)) {
	f.over.Go(func() {
		returned := false
		defer func() {
			if p := recover(); p != nil || !returned {
				f.err = fmt.Errorf("loading %v: %w: %v", key, ErrLoad, p)
			}
		}()
		f.value, f.err = fn(ctx, key)
		returned = true
	})
	f.over.Wait()
	c.locked(func(g *gone[K, V]) {
		if f.err != nil {
			c.stats.LoadErrors++
		}
		if c.flights[key] == f {
			delete(c.flights, key)
			if f.err == nil {
				c.store(key, f.value, g)
			}
		}
	})
	close(f.ended)
}
