//go:build !stub

package lrucache

import (
	"fmt"
	"iter"
	"math"
)

// recency is the nodes of the entries, in order of use: a doubly linked list, closed to a circle by
// a node without an entry that stands between its ends.
//
// The nodes are elements of one slice, and the links are positions in it. That makes them half as
// large as pointers, and means that once the slice has its full length nothing is allocated any
// more, and that the garbage collector finds one object where there would be thousands.
type recency[K comparable, V any] struct {
	nodes []node[K, V] // nodes[0] is the one without an entry
	len   int          // entries

	// free is the first of the nodes that are not in use: those that were are linked by next. Behind
	// them come the elements of nodes between its length and its capacity.
	free position
}

type node[K comparable, V any] struct {
	entry      Entry[K, V] // zero if not in use, so that it keeps nothing alive
	hash       uint64      // of the key
	prev, next position    // the node used just after this one, and the one used just before
}

// position is the index of a node.
type position uint32

// none is the position of no entry: that of the node between the ends of the list.
const none position = 0

// newRecency returns an empty list with room for n entries.
func newRecency[K comparable, V any](n int) recency[K, V] {
	if uint64(n) > math.MaxUint32 {
		panic(fmt.Sprintf("lrucache: no room for %d entries: the most is %d", n, uint32(math.MaxUint32)))
	}
	return recency[K, V]{nodes: make([]node[K, V], 1, n+1)}
}

// room returns how many entries the list may hold.
func (l *recency[K, V]) room() int { return cap(l.nodes) - 1 }

// pushFront adds an entry as the most recently used and returns its position. There must be room.
func (l *recency[K, V]) pushFront(e Entry[K, V], hash uint64) position {
	i := l.vacant()
	n := &l.nodes[i]
	n.entry, n.hash = e, hash
	l.linkFront(i)
	l.len++
	return i
}

// vacant returns the position of a node that is not in use.
func (l *recency[K, V]) vacant() position {
	i := l.free
	if i == none {
		l.nodes = l.nodes[:len(l.nodes)+1]
		return position(len(l.nodes) - 1)
	}
	l.free = l.nodes[i].next
	return i
}

// remove takes out the node at position i and returns its entry.
func (l *recency[K, V]) remove(i position) Entry[K, V] {
	l.unlink(i)
	n := &l.nodes[i]
	e := n.entry
	*n = node[K, V]{next: l.free}
	l.free = i
	l.len--
	return e
}

// moveToFront makes the entry at position i the most recently used.
func (l *recency[K, V]) moveToFront(i position) {
	if l.nodes[none].next != i {
		l.unlink(i)
		l.linkFront(i)
	}
}

func (l *recency[K, V]) linkFront(i position) {
	nodes := l.nodes
	first := nodes[none].next
	nodes[i].prev, nodes[i].next = none, first
	nodes[first].prev = i
	nodes[none].next = i
}

func (l *recency[K, V]) unlink(i position) {
	nodes := l.nodes
	n := &nodes[i]
	nodes[n.prev].next = n.next
	nodes[n.next].prev = n.prev
}

// oldest returns the position of the least recently used entry, or none.
func (l *recency[K, V]) oldest() position { return l.nodes[none].prev }

// all yields the nodes in use from the most to the least recently used.
func (l *recency[K, V]) all() iter.Seq[*node[K, V]] {
	return func(yield func(*node[K, V]) bool) {
		for i := l.nodes[none].next; i != none && yield(&l.nodes[i]); {
			i = l.nodes[i].next
		}
	}
}

// backward yields them from the least to the most recently used.
func (l *recency[K, V]) backward() iter.Seq[*node[K, V]] {
	return func(yield func(*node[K, V]) bool) {
		for i := l.nodes[none].prev; i != none && yield(&l.nodes[i]); {
			i = l.nodes[i].prev
		}
	}
}
