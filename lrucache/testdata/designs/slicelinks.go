//go:build stub

// The list is a slice of nodes with int32 links, which grows with the entries; a built-in map finds
// the nodes. A loop remembers which life of a node it means, so that a key that
// was removed and put again does not come. Writes go into a queue from which stale records are
// dropped when they reach its head; who waits for a load waits for a context to end.

package lrucache

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
	"time"
)

type cell[K comparable, V any] struct {
	key          K
	value        V
	newer, older int32
	life         uint64 // odd while in use
}

type LRU[K comparable, V any] struct {
	capacity     int
	cells        []cell[K, V]
	where        map[K]int32
	newest, last int32 // -1 for none
	unused       []int32
}

func New[K comparable, V any](capacity int) (*LRU[K, V], error) {
	if capacity < 1 {
		return nil, fmt.Errorf("lrucache.New: %w (%d)", ErrCapacity, capacity)
	}
	return &LRU[K, V]{capacity: capacity, where: make(map[K]int32), newest: -1, last: -1}, nil
}

func (c *LRU[K, V]) cut(i int32) {
	n := c.cells[i]
	if n.newer < 0 {
		c.newest = n.older
	} else {
		c.cells[n.newer].older = n.older
	}
	if n.older < 0 {
		c.last = n.newer
	} else {
		c.cells[n.older].newer = n.newer
	}
}

func (c *LRU[K, V]) lead(i int32) {
	c.cells[i].newer, c.cells[i].older = -1, c.newest
	if c.newest >= 0 {
		c.cells[c.newest].newer = i
	} else {
		c.last = i
	}
	c.newest = i
}

func (c *LRU[K, V]) Get(key K) (value V, ok bool) {
	i, ok := c.where[key]
	if !ok {
		return value, false
	}
	c.cut(i)
	c.lead(i)
	return c.cells[i].value, true
}

func (c *LRU[K, V]) Peek(key K) (value V, ok bool) {
	i, ok := c.where[key]
	if !ok {
		return value, false
	}
	return c.cells[i].value, true
}

func (c *LRU[K, V]) Put(key K, value V) (evicted Entry[K, V], ok bool) {
	if i, known := c.where[key]; known {
		c.cells[i].value = value
		c.cut(i)
		c.lead(i)
		return evicted, false
	}
	if len(c.where) == c.capacity {
		evicted, ok = c.drop(c.last), true
	}
	if len(c.unused) == 0 {
		c.unused = append(c.unused, int32(len(c.cells)))
		c.cells = append(c.cells, cell[K, V]{})
	}
	i := c.unused[len(c.unused)-1]
	c.unused = c.unused[:len(c.unused)-1]
	n := &c.cells[i]
	n.key, n.value = key, value
	n.life++
	c.where[key] = i
	c.lead(i)
	return evicted, ok
}

func (c *LRU[K, V]) drop(i int32) Entry[K, V] {
	c.cut(i)
	n := &c.cells[i]
	e := Entry[K, V]{n.key, n.value}
	delete(c.where, n.key)
	*n = cell[K, V]{life: n.life + 1}
	c.unused = append(c.unused, i)
	return e
}

func (c *LRU[K, V]) Remove(key K) (value V, ok bool) {
	i, ok := c.where[key]
	if !ok {
		return value, false
	}
	return c.drop(i).Value, true
}

func (c *LRU[K, V]) Len() int { return len(c.where) }

func (c *LRU[K, V]) Cap() int { return c.capacity }

func (c *LRU[K, V]) Clear() {
	for c.last >= 0 {
		c.drop(c.last)
	}
}

func (c *LRU[K, V]) Resize(capacity int) (evicted []Entry[K, V], err error) {
	if capacity < 1 {
		return nil, fmt.Errorf("%w, it is %d", ErrCapacity, capacity)
	}
	for c.Len() > capacity {
		evicted = append(evicted, c.drop(c.last))
	}
	c.capacity = capacity
	return evicted, nil
}

func (c *LRU[K, V]) All() iter.Seq2[K, V] {
	return c.loop(func() int32 { return c.newest }, func(n *cell[K, V]) int32 { return n.older })
}

func (c *LRU[K, V]) Backward() iter.Seq2[K, V] {
	return c.loop(func() int32 { return c.last }, func(n *cell[K, V]) int32 { return n.newer })
}

func (c *LRU[K, V]) loop(first func() int32, next func(*cell[K, V]) int32) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		type stop struct {
			i    int32
			life uint64
		}
		var stops []stop
		for i := first(); i >= 0; i = next(&c.cells[i]) {
			stops = append(stops, stop{i, c.cells[i].life})
		}
		for _, s := range stops {
			n := &c.cells[s.i]
			if n.life == s.life && !yield(n.key, n.value) {
				return
			}
		}
	}
}

type Cache[K comparable, V any] struct {
	mu    sync.Mutex
	lru   *LRU[K, kept[V]]
	queue []record[K]
	ttl   time.Duration
	clock func() time.Time
	tell  func(K, V, Reason)

	serial  uint64
	reading time.Time
	waiting map[K]*pending[V]
	counts  Stats
}

type kept[V any] struct {
	value  V
	serial uint64
}

type record[K comparable] struct {
	key    K
	serial uint64
	at     time.Time
}

func NewCache[K comparable, V any](config Config[K, V]) (*Cache[K, V], error) {
	lru, err := New[K, kept[V]](config.Capacity)
	if err != nil {
		return nil, err
	}
	if config.TTL < 0 {
		return nil, fmt.Errorf("%w: %v", ErrTTL, config.TTL)
	}
	c := &Cache[K, V]{lru: lru, ttl: config.TTL, clock: config.Now, tell: config.OnRemove, waiting: make(map[K]*pending[V])}
	if c.clock == nil {
		c.clock = time.Now
	}
	if c.tell == nil {
		c.tell = func(K, V, Reason) {}
	}
	return c, nil
}

type report[K comparable, V any] struct {
	entry Entry[K, V]
	why   Reason
}

// begin locks the cache and throws out what is too old.
func (c *Cache[K, V]) begin() (reports []report[K, V]) {
	c.mu.Lock()
	if c.ttl == 0 {
		return nil
	}
	if now := c.clock(); c.reading.Before(now) {
		c.reading = now
	}
	for len(c.queue) > 0 {
		r := c.queue[0]
		k, ok := c.lru.Peek(r.key)
		stale := !ok || k.serial != r.serial
		if !stale && c.reading.Sub(r.at) < c.ttl {
			break
		}
		if !stale {
			c.lru.Remove(r.key)
			c.counts.Expirations++
			reports = append(reports, report[K, V]{Entry[K, V]{r.key, k.value}, Expired})
		}
		c.queue[0] = record[K]{}
		c.queue = c.queue[1:]
	}
	return reports
}

func (c *Cache[K, V]) end(reports []report[K, V]) {
	c.mu.Unlock()
	for _, r := range reports {
		c.tell(r.entry.Key, r.entry.Value, r.why)
	}
}

func (c *Cache[K, V]) Get(key K) (V, bool) {
	reports := c.begin()
	k, ok := c.fetch(key)
	c.end(reports)
	return k, ok
}

func (c *Cache[K, V]) fetch(key K) (V, bool) {
	k, ok := c.lru.Get(key)
	if ok {
		c.counts.Hits++
	} else {
		c.counts.Misses++
	}
	return k.value, ok
}

func (c *Cache[K, V]) Peek(key K) (V, bool) {
	reports := c.begin()
	k, ok := c.lru.Peek(key)
	c.end(reports)
	return k.value, ok
}

func (c *Cache[K, V]) Put(key K, value V) {
	reports := c.begin()
	delete(c.waiting, key)
	c.end(c.set(key, value, reports))
}

func (c *Cache[K, V]) set(key K, value V, reports []report[K, V]) []report[K, V] {
	if old, ok := c.lru.Peek(key); ok {
		reports = append(reports, report[K, V]{Entry[K, V]{key, old.value}, Replaced})
	}
	c.serial++
	if e, ok := c.lru.Put(key, kept[V]{value, c.serial}); ok {
		c.counts.Evictions++
		reports = append(reports, report[K, V]{Entry[K, V]{e.Key, e.Value.value}, Evicted})
	}
	if c.ttl > 0 {
		c.queue = append(c.queue, record[K]{key, c.serial, c.reading})
		if len(c.queue) > 2*c.lru.Len()+100 {
			c.tidy()
		}
	}
	return reports
}

// tidy drops the stale records, which many writes of few keys leave behind.
func (c *Cache[K, V]) tidy() {
	var live []record[K]
	for _, r := range c.queue {
		if k, ok := c.lru.Peek(r.key); ok && k.serial == r.serial {
			live = append(live, r)
		}
	}
	c.queue = live
}

func (c *Cache[K, V]) Remove(key K) (V, bool) {
	reports := c.begin()
	delete(c.waiting, key)
	k, ok := c.lru.Remove(key)
	if ok {
		reports = append(reports, report[K, V]{Entry[K, V]{key, k.value}, Removed})
	}
	c.end(reports)
	return k.value, ok
}

func (c *Cache[K, V]) Len() int {
	reports := c.begin()
	n := c.lru.Len()
	c.end(reports)
	return n
}

func (c *Cache[K, V]) Clear() {
	reports := c.begin()
	c.waiting = make(map[K]*pending[V])
	for key, k := range c.lru.Backward() {
		reports = append(reports, report[K, V]{Entry[K, V]{key, k.value}, Removed})
	}
	c.lru.Clear()
	c.end(reports)
}

func (c *Cache[K, V]) Stats() Stats {
	reports := c.begin()
	counts := c.counts
	c.end(reports)
	return counts
}

type pending[V any] struct {
	over   context.Context // ends when the result is there
	finish context.CancelFunc
	value  V
	err    error
}

func (c *Cache[K, V]) GetOrLoad(ctx context.Context, key K, fn func(context.Context, K) (V, error)) (V, error) {
	reports := c.begin()
	value, ok := c.fetch(key)
	if ok || ctx.Err() != nil {
		c.end(reports)
		if ok {
			return value, nil
		}
		return value, ctx.Err()
	}
	p := c.waiting[key]
	if p == nil {
		p = new(pending[V])
		p.over, p.finish = context.WithCancel(context.Background())
		c.waiting[key] = p
		c.counts.Loads++
		go c.fill(context.WithoutCancel(ctx), key, p, fn)
	}
	c.end(reports)
	select {
	case <-p.over.Done():
		return p.value, p.err
	case <-ctx.Done():
		return value, ctx.Err()
	}
}

var errGone = errors.New("the loader has not returned")

func (c *Cache[K, V]) fill(ctx context.Context, key K, p *pending[V], fn func(context.Context, K) (V, error)) {
	p.err = errors.Join(ErrLoad, errGone)
	defer p.finish()
	defer func() {
		recover()
		reports := c.begin()
		if p.err != nil {
			c.counts.LoadErrors++
		}
		if c.waiting[key] == p {
			delete(c.waiting, key)
			if p.err == nil {
				reports = c.set(key, p.value, reports)
			}
		}
		c.end(reports)
	}()
	p.value, p.err = fn(ctx, key)
}
