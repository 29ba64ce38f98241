//go:build stub

// Map and slice: the entries are in a slice, linked by their places in it, and Go's map finds the place of a key.
// Each write adds a record to a queue. A record that is out of date is dropped when it reaches the head.
//
// Good at: it is plainer than a hash table of your own, and the garbage collector sees few objects, however many
// entries there are. A full LRU allocates nothing.
// Costs: the map stores each key a second time, and hashes it again to delete it. The queue has to be tidied now
// and then, so a single Put may take O(n) time.

package lrucache

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
	"time"
)

// LRU keeps the entries that were used last.
type LRU[K comparable, V any] struct {
	capacity     int
	cells        []cell[K, V]
	where        map[K]int32 // the places in cells
	newest, last int32       // the ends of the list, or -1
	unused       []int32     // the cells without an entry
}

// cell is a place for an entry. Its life grows when an entry comes and when one leaves, so that a loop can tell
// whether the entry is still the one that it was.
type cell[K comparable, V any] struct {
	key          K
	value        V
	newer, older int32 // its neighbors in order of use, or -1
	life         uint64
}

// New returns an empty LRU.
func New[K comparable, V any](capacity int) (*LRU[K, V], error) {
	if capacity < 1 {
		return nil, fmt.Errorf("%w: %d", ErrCapacity, capacity)
	}
	return &LRU[K, V]{capacity: capacity, where: make(map[K]int32), newest: -1, last: -1}, nil
}

// cut takes cell i out of the list.
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

// lead puts cell i, which is not in the list, at its front.
func (c *LRU[K, V]) lead(i int32) {
	c.cells[i].newer, c.cells[i].older = -1, c.newest
	if c.newest >= 0 {
		c.cells[c.newest].newer = i
	} else {
		c.last = i
	}
	c.newest = i
}

// Get is Peek that counts as a use.
func (c *LRU[K, V]) Get(key K) (value V, ok bool) {
	i, ok := c.where[key]
	if !ok {
		return value, false
	}
	c.cut(i)
	c.lead(i)
	return c.cells[i].value, true
}

// Peek looks a value up.
func (c *LRU[K, V]) Peek(key K) (value V, ok bool) {
	i, ok := c.where[key]
	if !ok {
		return value, false
	}
	return c.cells[i].value, true
}

// Put stores a value, and returns the entry that had to leave for it.
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

// drop takes the entry of cell i out.
func (c *LRU[K, V]) drop(i int32) Entry[K, V] {
	c.cut(i)
	n := &c.cells[i]
	e := Entry[K, V]{n.key, n.value}
	delete(c.where, n.key)
	*n = cell[K, V]{life: n.life + 1}
	c.unused = append(c.unused, i)
	return e
}

// Remove removes an entry and returns its value.
func (c *LRU[K, V]) Remove(key K) (value V, ok bool) {
	i, ok := c.where[key]
	if !ok {
		return value, false
	}
	return c.drop(i).Value, true
}

// Len returns the number of entries.
func (c *LRU[K, V]) Len() int { return len(c.where) }

// Cap returns the capacity.
func (c *LRU[K, V]) Cap() int { return c.capacity }

// Clear removes every entry.
func (c *LRU[K, V]) Clear() {
	for c.last >= 0 {
		c.drop(c.last)
	}
}

// Resize changes the capacity, and returns the entries that had to leave.
func (c *LRU[K, V]) Resize(capacity int) (evicted []Entry[K, V], err error) {
	if capacity < 1 {
		return nil, fmt.Errorf("%w: %d", ErrCapacity, capacity)
	}
	for c.Len() > capacity {
		evicted = append(evicted, c.drop(c.last))
	}
	c.capacity = capacity
	return evicted, nil
}

// All yields the entries, the most recently used first.
func (c *LRU[K, V]) All() iter.Seq2[K, V] {
	return c.loop(func() int32 { return c.newest }, func(n *cell[K, V]) int32 { return n.older })
}

// Backward yields them the other way around.
func (c *LRU[K, V]) Backward() iter.Seq2[K, V] {
	return c.loop(func() int32 { return c.last }, func(n *cell[K, V]) int32 { return n.newer })
}

// loop copies the order, since the body may change it, and each entry's life.
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

// Cache is an LRU that goroutines may share.
type Cache[K comparable, V any] struct {
	ttl   time.Duration
	clock func() time.Time
	tell  func(K, V, Reason)

	mu      sync.Mutex // guards what follows
	lru     *LRU[K, kept[V]]
	queue   []record[K] // of all writes, the oldest first; only with a TTL
	serial  uint64      // of the last write
	reading time.Time   // the latest of the clock
	waiting map[K]*pending[V]
	counts  Stats
}

// kept is a value, and the number of the write that stored it.
type kept[V any] struct {
	value  V
	serial uint64
}

// record says when a key was written. It is stale if the key is gone or was written again.
type record[K comparable] struct {
	key    K
	serial uint64
	at     time.Time
}

// NewCache returns an empty cache.
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

// report is an entry that has left, and why.
type report[K comparable, V any] struct {
	entry Entry[K, V]
	why   Reason
}

// begin locks the cache and removes what has expired. It reads the clock before it locks, because that is code
// from outside.
func (c *Cache[K, V]) begin() (reports []report[K, V]) {
	if c.ttl == 0 {
		c.mu.Lock()
		return nil
	}
	now := c.clock()
	c.mu.Lock()
	if c.reading.Before(now) {
		c.reading = now
	}
	for len(c.queue) > 0 {
		r := c.queue[0]
		k, ok := c.lru.Peek(r.key)
		stale := !ok || k.serial != r.serial
		if !stale && c.reading.Before(r.at.Add(c.ttl)) {
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

// end unlocks the cache and makes the reports.
func (c *Cache[K, V]) end(reports []report[K, V]) {
	c.mu.Unlock()
	for _, r := range reports {
		c.tell(r.entry.Key, r.entry.Value, r.why)
	}
}

// Get looks a value up, and counts.
func (c *Cache[K, V]) Get(key K) (V, bool) {
	reports := c.begin()
	k, ok := c.fetch(key)
	c.end(reports)
	return k, ok
}

// fetch is Get under the lock.
func (c *Cache[K, V]) fetch(key K) (V, bool) {
	k, ok := c.lru.Get(key)
	if ok {
		c.counts.Hits++
	} else {
		c.counts.Misses++
	}
	return k.value, ok
}

// Peek looks a value up.
func (c *Cache[K, V]) Peek(key K) (V, bool) {
	reports := c.begin()
	k, ok := c.lru.Peek(key)
	c.end(reports)
	return k.value, ok
}

// Put stores a value, and detaches a load of its key.
func (c *Cache[K, V]) Put(key K, value V) {
	reports := c.begin()
	delete(c.waiting, key)
	c.end(c.set(key, value, reports))
}

// set is Put under the lock. It adds to the reports.
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

// Remove removes an entry, and detaches a load of its key.
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

// Len returns the number of entries.
func (c *Cache[K, V]) Len() int {
	reports := c.begin()
	n := c.lru.Len()
	c.end(reports)
	return n
}

// Clear removes every entry, and detaches all loads.
func (c *Cache[K, V]) Clear() {
	reports := c.begin()
	c.waiting = make(map[K]*pending[V])
	for key, k := range c.lru.Backward() {
		reports = append(reports, report[K, V]{Entry[K, V]{key, k.value}, Removed})
	}
	c.lru.Clear()
	c.end(reports)
}

// Stats returns what has happened so far.
func (c *Cache[K, V]) Stats() Stats {
	reports := c.begin()
	counts := c.counts
	c.end(reports)
	return counts
}

// pending is a load for all callers that wait for it.
type pending[V any] struct {
	over  chan struct{} // closed when value and err are set
	value V
	err   error
}

// GetOrLoad returns what is stored, or loads it.
func (c *Cache[K, V]) GetOrLoad(ctx context.Context, key K, fn func(context.Context, K) (V, error)) (V, error) {
	late := ctx.Err()
	reports := c.begin()
	value, ok := c.fetch(key)
	if ok || late != nil {
		c.end(reports)
		if ok {
			return value, nil
		}
		return value, late
	}
	p := c.waiting[key]
	if p == nil {
		p = &pending[V]{over: make(chan struct{})}
		c.waiting[key] = p
		c.counts.Loads++
		go c.fill(context.WithoutCancel(ctx), key, p, fn)
	}
	c.end(reports)
	select {
	case <-p.over:
		return p.value, p.err
	case <-ctx.Done():
		return value, ctx.Err()
	}
}

// fill calls fn, and stores what it returns unless the load was detached. The rest is deferred, because fn may
// panic or call runtime.Goexit.
func (c *Cache[K, V]) fill(ctx context.Context, key K, p *pending[V], fn func(context.Context, K) (V, error)) {
	p.err = ErrLoad
	defer close(p.over)
	defer func() {
		if v := recover(); v != nil {
			err, _ := v.(error)
			p.err = errors.Join(fmt.Errorf("%w: panic: %v", ErrLoad, v), err)
		}
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
