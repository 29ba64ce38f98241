//go:build !stub

package lrucache

import (
	"fmt"
	"iter"
	"slices"

	"github.com/oodkit/oodkit/internal/hashing"
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
	capacity int
	hash     func(K) uint64 // equal for equal keys

	// A position names a node. It has 32 bits, so an LRU makes room for at most 1<<32 - 1 entries, however large its
	// capacity is. Its room doubles, so with a larger capacity newRing panics when 6<<29 entries need room for one more.
	// Between calls:
	//
	//   - nodes[none] holds no entry. Each of the others holds one, or is vacant.
	//   - A node that holds an entry is in byUse once, and in index once, under the hash of its key. No two of
	//     these nodes have equal keys.
	//   - A vacant node is in vacant once. It is zero, so that it keeps nothing alive.
	//   - len(byUse) == len(nodes). index has room for cap(nodes)-1 positions, or more.
	nodes  []node[K, V]
	index  index // finds the node of a key
	byUse  ring  // the most recently used first
	vacant []position
}

// position names a node of an LRU: it is the index of the node in [LRU.nodes].
type position uint32

// none is no node's position. In a ring it is that of the sentinel.
const none position = 0

// node has an entry, and the hash of its key, so that growing, shrinking and evicting hash no key again.
type node[K comparable, V any] struct {
	entry Entry[K, V]
	hash  uint64 // of the key
}

// New returns an empty LRU that holds up to capacity entries. If capacity is less than 1, New returns nil and
// [ErrCapacity]. Every capacity up to math.MaxInt works: New does not allocate memory for all entries in
// advance.
func New[K comparable, V any](capacity int) (*LRU[K, V], error) {
	if err := checkCapacity(capacity); err != nil {
		return nil, err
	}
	return newLRU[K, V](capacity, 1, hashing.Default[K]()), nil
}

// The compiler can inline in other packages what it has inlined in this one (golang/go#57505). Without this
// line, an LRU that is made elsewhere would call hashing.Mix for each integer key, and swiss.Probe.AtEnd for each group
// that a search leaves. The line costs one more instance of New to compile.
var _ = New[int, int]

func checkCapacity(n int) error {
	if n < 1 {
		return fmt.Errorf("%w: %d", ErrCapacity, n)
	}
	return nil
}

// newLRU returns an empty LRU that can take n entries before it has to grow. n is at most the capacity. The number of
// groups is a power of two, so there may be room for nearly twice as many.
func newLRU[K comparable, V any](capacity, n int, hash func(K) uint64) *LRU[K, V] {
	x := newIndex(n)
	room := min(x.room(), capacity)
	return &LRU[K, V]{
		capacity: capacity,
		hash:     hash,
		nodes:    make([]node[K, V], 1, room+1),
		index:    x,
		byUse:    newRing(room),
	}
}

// Get returns the value stored under key and true, and the entry becomes the most recently used. If key has no
// entry, Get returns a zero value and false and changes nothing. A stored zero value comes with true.
func (c *LRU[K, V]) Get(key K) (value V, ok bool) {
	i := c.lookup(key)
	if i == none {
		return value, false
	}
	c.byUse.moveToFront(i)
	return c.nodes[i].entry.Value, true
}

// Peek returns what Get would return, but does not count as a use: the order of the entries stays the same.
func (c *LRU[K, V]) Peek(key K) (value V, ok bool) {
	i := c.lookup(key)
	if i == none {
		return value, false
	}
	return c.nodes[i].entry.Value, true
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
	_, left, why := c.put(key, value)
	if why != Evicted {
		return evicted, false
	}
	return left, true
}

// put is Put, and also returns the position of the entry, and why an old one left: because it was evicted or replaced.
// If no entry left, why is 0.
func (c *LRU[K, V]) put(key K, value V) (i position, left Entry[K, V], why Reason) {
	h := c.hash(key)
	i = c.find(key, h)
	switch {
	case i != none:
		left, why = c.nodes[i].entry, Replaced
	case c.Len() < c.capacity:
		i = c.vacancy()
		c.index.insert(h, i)
	default: // reuse the node; evict and then vacancy would do the same, more slowly
		i = c.byUse.oldest()
		left, why = c.nodes[i].entry, Evicted
		c.index.remove(c.nodes[i].hash, i)
		c.index.insert(h, i)
	}
	c.nodes[i] = node[K, V]{entry: Entry[K, V]{key, value}, hash: h}
	c.byUse.moveToFront(i)
	return i, left, why
}

// Remove removes the entry of key and returns its value and true. The other entries stay in order. If key has no
// entry, Remove returns a zero value and false and changes nothing.
func (c *LRU[K, V]) Remove(key K) (value V, ok bool) {
	i := c.lookup(key)
	if i == none {
		return value, false
	}
	return c.remove(i).Value, true
}

// Len returns the number of entries.
func (c *LRU[K, V]) Len() int { return len(c.nodes) - 1 - len(c.vacant) }

// Cap returns the capacity.
func (c *LRU[K, V]) Cap() int { return c.capacity }

// Clear removes every entry. The capacity stays, and the LRU can be used again.
func (c *LRU[K, V]) Clear() { *c = *newLRU[K, V](c.capacity, 1, c.hash) }

// Resize changes the capacity. If there are more entries than the new capacity, the least recently used
// entries leave until the others fit. The others stay in order. Resize returns the entries that left, in the order
// in which they left. The slice is the caller's own. If capacity is less than 1, Resize returns no entries and
// [ErrCapacity], and nothing changes.
func (c *LRU[K, V]) Resize(capacity int) (evicted []Entry[K, V], err error) {
	if err := checkCapacity(capacity); err != nil {
		return nil, err
	}
	for c.Len() > capacity {
		evicted = append(evicted, c.evict())
	}
	c.capacity = capacity
	if capacity < c.room() { // with this capacity, no entry can use the rest
		c.shrink()
	}
	return evicted, nil
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
	return func(yield func(K, V) bool) {
		for _, key := range c.keys() {
			if !c.visit(key, yield) {
				return
			}
		}
	}
}

// Backward is All in the opposite order, from the least to the most recently used.
func (c *LRU[K, V]) Backward() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		for _, key := range slices.Backward(c.keys()) {
			if !c.visit(key, yield) {
				return
			}
		}
	}
}

// visit yields the entry of key, if it is still there, and reports whether the loop is to go on.
func (c *LRU[K, V]) visit(key K, yield func(K, V) bool) bool {
	value, ok := c.Peek(key)
	return !ok || yield(key, value)
}

// keys returns the keys, from the most to the least recently used. A loop goes through this copy, because its body may
// move an entry, or remove it and give its node to another one. Then the links no longer show the order at the start,
// and the position may hold another entry.
func (c *LRU[K, V]) keys() []K {
	keys := make([]K, 0, c.Len())
	for i := c.byUse.newest(); i != none; i = c.byUse[i].older {
		keys = append(keys, c.nodes[i].entry.Key)
	}
	return keys
}

// lookup returns the position of the entry of key, or none.
func (c *LRU[K, V]) lookup(key K) position { return c.find(key, c.hash(key)) }

// remove takes out the entry at position i.
func (c *LRU[K, V]) remove(i position) Entry[K, V] {
	n := c.nodes[i]
	c.nodes[i] = node[K, V]{}
	c.index.remove(n.hash, i)
	c.byUse.remove(i)
	c.vacant = append(c.vacant, i)
	return n.entry
}

// evict takes out the least recently used entry.
func (c *LRU[K, V]) evict() Entry[K, V] { return c.remove(c.byUse.oldest()) }

// vacancy returns the position of a node that is free for an entry.
func (c *LRU[K, V]) vacancy() position {
	if last := len(c.vacant) - 1; last >= 0 {
		i := c.vacant[last]
		c.vacant = c.vacant[:last]
		return i
	}
	if len(c.nodes) == cap(c.nodes) {
		c.grow()
	}
	c.nodes = append(c.nodes, node[K, V]{})
	c.byUse.extend()
	return position(len(c.nodes) - 1)
}

// room returns how many entries the memory has room for.
func (c *LRU[K, V]) room() int { return cap(c.nodes) - 1 }

// grow makes room for more entries. Entries keep their positions. It does not copy c.vacant, which must be empty.
//
// It asks for room for one more entry. If the capacity did not limit the room, the index now takes twice as many
// groups, so growth costs O(1) for each Put on average. If it did, Resize has raised the capacity since then. Resize
// may take O(n) time anyway, so it can pay for one more grow.
func (c *LRU[K, V]) grow() {
	larger := newLRU[K, V](c.capacity, c.Len()+1, c.hash)
	larger.nodes = append(larger.nodes[:0], c.nodes...)
	larger.byUse = append(larger.byUse[:0], c.byUse...)
	for i := 1; i < len(c.nodes); i++ {
		larger.index.insert(c.nodes[i].hash, position(i))
	}
	*c = *larger
}

// shrink copies the entries to memory of the size that they need. They get new positions. As in grow, no key is
// hashed again.
func (c *LRU[K, V]) shrink() {
	smaller := newLRU[K, V](c.capacity, c.Len(), c.hash)
	for i := c.byUse.oldest(); i != none; i = c.byUse[i].newer {
		n, j := c.nodes[i], smaller.vacancy()
		smaller.nodes[j] = n
		smaller.index.insert(n.hash, j)
		smaller.byUse.moveToFront(j)
	}
	*c = *smaller
}
