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
	"fmt"
	"iter"
	"math"
	"sync"
	"time"
)

// LRU keeps the entries that were used last.
type LRU[K comparable, V any] struct {
	capacity       int
	cells          []cell[K, V]
	places         map[K]int32 // in cells
	newest, oldest int32       // the ends of the list, or -1
	unused         []int32     // the places of the cells without an entry
}

// cell is a place for an entry. Its generation grows when an entry leaves, so that a loop can tell whether the
// entry is still the one that it was.
type cell[K comparable, V any] struct {
	key          K
	value        V
	newer, older int32 // its neighbors in order of use, or -1
	generation   uint64
}

// New returns an empty LRU.
func New[K comparable, V any](capacity int) (*LRU[K, V], error) {
	if capacity < 1 {
		return nil, fmt.Errorf("%w: %d", ErrCapacity, capacity)
	}
	return &LRU[K, V]{
		capacity: capacity,
		places:   make(map[K]int32),
		newest:   -1,
		oldest:   -1,
	}, nil
}

// unlink takes cell i out of the list.
func (c *LRU[K, V]) unlink(i int32) {
	n := c.cells[i]
	if n.newer < 0 {
		c.newest = n.older
	} else {
		c.cells[n.newer].older = n.older
	}
	if n.older < 0 {
		c.oldest = n.newer
	} else {
		c.cells[n.older].newer = n.newer
	}
}

// pushFront puts cell i, which is not in the list, at its front.
func (c *LRU[K, V]) pushFront(i int32) {
	c.cells[i].newer, c.cells[i].older = -1, c.newest
	if c.newest >= 0 {
		c.cells[c.newest].newer = i
	} else {
		c.oldest = i
	}
	c.newest = i
}

// Get is Peek that counts as a use.
func (c *LRU[K, V]) Get(key K) (value V, ok bool) {
	i, ok := c.places[key]
	if !ok {
		return value, false
	}
	c.unlink(i)
	c.pushFront(i)
	return c.cells[i].value, true
}

// Peek looks a value up.
func (c *LRU[K, V]) Peek(key K) (value V, ok bool) {
	i, ok := c.places[key]
	if !ok {
		return value, false
	}
	return c.cells[i].value, true
}

// Put stores a value, and returns the entry that had to leave for it.
func (c *LRU[K, V]) Put(key K, value V) (evicted Entry[K, V], ok bool) {
	if i, known := c.places[key]; known {
		c.cells[i].value = value
		c.unlink(i)
		c.pushFront(i)
		return evicted, false
	}
	if len(c.places) == c.capacity {
		evicted, ok = c.remove(c.oldest), true
	}
	if len(c.unused) == 0 {
		if len(c.cells) > math.MaxInt32 {
			panic(fmt.Sprintf("lrucache: no room for more than %d entries", len(c.cells)))
		}
		c.unused = append(c.unused, int32(len(c.cells)))
		c.cells = append(c.cells, cell[K, V]{})
	}
	i := c.unused[len(c.unused)-1]
	c.unused = c.unused[:len(c.unused)-1]
	n := &c.cells[i]
	n.key, n.value = key, value
	c.places[key] = i
	c.pushFront(i)
	return evicted, ok
}

// remove takes the entry of cell i out.
func (c *LRU[K, V]) remove(i int32) Entry[K, V] {
	c.unlink(i)
	n := &c.cells[i]
	e := Entry[K, V]{n.key, n.value}
	delete(c.places, n.key)
	*n = cell[K, V]{generation: n.generation + 1}
	c.unused = append(c.unused, i)
	return e
}

// Remove removes an entry and returns its value.
func (c *LRU[K, V]) Remove(key K) (value V, ok bool) {
	i, ok := c.places[key]
	if !ok {
		return value, false
	}
	return c.remove(i).Value, true
}

// Len returns the number of entries.
func (c *LRU[K, V]) Len() int { return len(c.places) }

// Cap returns the capacity.
func (c *LRU[K, V]) Cap() int { return c.capacity }

// Clear removes every entry.
func (c *LRU[K, V]) Clear() {
	for c.oldest >= 0 {
		c.remove(c.oldest)
	}
}

// Resize changes the capacity, and returns the entries that had to leave.
func (c *LRU[K, V]) Resize(capacity int) (evicted []Entry[K, V], err error) {
	if capacity < 1 {
		return nil, fmt.Errorf("%w: %d", ErrCapacity, capacity)
	}
	for c.Len() > capacity {
		evicted = append(evicted, c.remove(c.oldest))
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
	return c.loop(func() int32 { return c.oldest }, func(n *cell[K, V]) int32 { return n.newer })
}

// loop copies the order, since the body may change it, and the generation of each cell.
func (c *LRU[K, V]) loop(first func() int32, next func(*cell[K, V]) int32) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		type visit struct {
			i          int32
			generation uint64
		}
		var visits []visit
		for i := first(); i >= 0; i = next(&c.cells[i]) {
			visits = append(visits, visit{i, c.cells[i].generation})
		}
		for _, v := range visits {
			n := &c.cells[v.i]
			if n.generation == v.generation && !yield(n.key, n.value) {
				return
			}
		}
	}
}

// tidyAfter is how many stale records a short queue may have. A higher number tidies less often and takes more memory.
const tidyAfter = 100

// Cache is an LRU that goroutines may share.
type Cache[K comparable, V any] struct {
	ttl      time.Duration
	now      func() time.Time
	onRemove func(K, V, Reason)

	// mu guards what follows. The caller of a method whose name ends in Locked holds mu.
	mu     sync.Mutex
	lru    *LRU[K, kept[V]]
	queue  []record[K] // of writes, the oldest first: one of each entry, and some that are stale; only with a TTL
	serial uint64      // of the last write
	latest time.Time   // the greatest reading of the clock so far
	loads  map[K]*load[V]
	left   []departure[K, V] // since begin
	stats  Stats
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
	c := &Cache[K, V]{
		ttl:      config.TTL,
		now:      config.Now,
		onRemove: config.OnRemove,
		lru:      lru,
		loads:    make(map[K]*load[V]),
	}
	if c.now == nil {
		c.now = time.Now
	}
	return c, nil
}

// departure is an entry that has left, and why.
type departure[K comparable, V any] struct {
	entry Entry[K, V]
	why   Reason
}

// leaveLocked notes an entry that has left, for OnRemove.
func (c *Cache[K, V]) leaveLocked(key K, value V, why Reason) {
	if c.onRemove != nil {
		c.left = append(c.left, departure[K, V]{Entry[K, V]{key, value}, why})
	}
}

// begin locks the cache and removes what has expired. It reads the clock before it locks, because that is code
// from outside.
func (c *Cache[K, V]) begin() {
	if c.ttl == 0 {
		c.mu.Lock()
		return
	}
	now := c.now()
	c.mu.Lock()
	if c.latest.Before(now) {
		c.latest = now
	}
	for len(c.queue) > 0 {
		r := c.queue[0]
		v, ok := c.lru.Peek(r.key)
		stale := !ok || v.serial != r.serial
		if !stale && c.latest.Before(r.at.Add(c.ttl)) {
			break
		}
		if !stale {
			c.lru.Remove(r.key)
			c.stats.Expirations++
			c.leaveLocked(r.key, v.value, Expired)
		}
		c.queue[0] = record[K]{} // so that the array does not keep the key alive
		c.queue = c.queue[1:]
	}
}

// end unlocks the cache, and then calls OnRemove for what has left. It is deferred, because a key that Go cannot hash
// makes a map panic.
func (c *Cache[K, V]) end() {
	left := c.left
	c.left = nil
	c.mu.Unlock()
	for _, d := range left {
		c.onRemove(d.entry.Key, d.entry.Value, d.why)
	}
}

// Get looks a value up, and counts.
func (c *Cache[K, V]) Get(key K) (V, bool) {
	c.begin()
	defer c.end()
	return c.getLocked(key)
}

// getLocked is Get under the lock.
func (c *Cache[K, V]) getLocked(key K) (V, bool) {
	v, ok := c.lru.Get(key)
	if ok {
		c.stats.Hits++
	} else {
		c.stats.Misses++
	}
	return v.value, ok
}

// Peek looks a value up.
func (c *Cache[K, V]) Peek(key K) (V, bool) {
	c.begin()
	defer c.end()
	v, ok := c.lru.Peek(key)
	return v.value, ok
}

// Put stores a value, and detaches a load of its key.
func (c *Cache[K, V]) Put(key K, value V) {
	c.begin()
	defer c.end()
	delete(c.loads, key)
	c.putLocked(key, value)
}

// putLocked is Put under the lock.
func (c *Cache[K, V]) putLocked(key K, value V) {
	if old, ok := c.lru.Peek(key); ok {
		c.leaveLocked(key, old.value, Replaced)
	}
	c.serial++
	if e, ok := c.lru.Put(key, kept[V]{value, c.serial}); ok {
		c.stats.Evictions++
		c.leaveLocked(e.Key, e.Value.value, Evicted)
	}
	if c.ttl > 0 {
		c.queue = append(c.queue, record[K]{key, c.serial, c.latest})
		if len(c.queue) > 2*c.lru.Len()+tidyAfter {
			c.tidyLocked()
		}
	}
}

// tidyLocked drops the stale records, which many writes of few keys leave behind.
func (c *Cache[K, V]) tidyLocked() {
	var live []record[K]
	for _, r := range c.queue {
		if v, ok := c.lru.Peek(r.key); ok && v.serial == r.serial {
			live = append(live, r)
		}
	}
	c.queue = live
}

// Remove removes an entry, and detaches a load of its key.
func (c *Cache[K, V]) Remove(key K) (V, bool) {
	c.begin()
	defer c.end()
	delete(c.loads, key)
	v, ok := c.lru.Remove(key)
	if ok {
		c.leaveLocked(key, v.value, Removed)
	}
	return v.value, ok
}

// Len returns the number of entries.
func (c *Cache[K, V]) Len() int {
	c.begin()
	defer c.end()
	return c.lru.Len()
}

// Clear removes every entry, and detaches all loads.
func (c *Cache[K, V]) Clear() {
	c.begin()
	defer c.end()
	clear(c.loads)
	for key, v := range c.lru.Backward() {
		c.leaveLocked(key, v.value, Removed)
	}
	c.lru.Clear()
}

// Stats returns what has happened so far.
func (c *Cache[K, V]) Stats() Stats {
	c.begin()
	defer c.end()
	return c.stats
}

// load is one call of a loader for all callers that wait for it.
type load[V any] struct {
	done  chan struct{} // closed when value and err are set
	value V
	err   error
}

// GetOrLoad returns what is stored, or loads it.
func (c *Cache[K, V]) GetOrLoad(ctx context.Context, key K, fn func(context.Context, K) (V, error)) (V, error) {
	value, l, err := c.getOrJoin(ctx, key, fn)
	if l == nil {
		return value, err
	}
	select {
	case <-l.done:
		return l.value, l.err
	case <-ctx.Done():
		return value, ctx.Err()
	}
}

// getOrJoin returns what is stored or, if the key has no entry, the load to wait for.
func (c *Cache[K, V]) getOrJoin(ctx context.Context, key K, fn func(context.Context, K) (V, error)) (value V, l *load[V], err error) {
	ctxErr := ctx.Err() // asked before it locks: code from outside
	c.begin()
	defer c.end()
	value, ok := c.getLocked(key)
	if ok {
		return value, nil, nil
	}
	if ctxErr != nil {
		return value, nil, ctxErr
	}
	l = c.loads[key]
	if l == nil {
		l = &load[V]{done: make(chan struct{})}
		c.loads[key] = l
		c.stats.Loads++
		go c.run(context.WithoutCancel(ctx), key, l, fn)
	}
	return value, l, nil
}

// run calls fn, and then finishes the load. All that is deferred, because fn may panic or call runtime.Goexit.
func (c *Cache[K, V]) run(ctx context.Context, key K, l *load[V], fn func(context.Context, K) (V, error)) {
	l.err = fmt.Errorf("%w: the function called runtime.Goexit", ErrLoad) // stays if it does
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
	c.begin()
	defer c.end()
	if l.err != nil {
		c.stats.LoadErrors++
	}
	if c.loads[key] != l {
		return
	}
	delete(c.loads, key)
	if l.err == nil {
		c.putLocked(key, l.value)
	}
}
