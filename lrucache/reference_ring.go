//go:build !stub

package lrucache

import (
	"fmt"
	"math"
)

// position names a node of an LRU: it is the index of the node in [LRU.nodes].
type position uint32

// none is no node's position. In a ring it is that of the sentinel.
const none position = 0

// ring is a list of positions in some order, such as the order of use. It is doubly linked, and a sentinel
// between its two ends closes it to a circle. So the first and the last position have neighbors like any other,
// and no method has a special case for them.
//
//	┌─► sentinel ⇄ newest ⇄ … ⇄ oldest ◄─┐    next goes to the right,
//	└────────────────────────────────────┘    prev to the left
//
// The links of position i are element i of the ring. A position that is not in the list is linked to itself:
// then unlink changes nothing, so moveToFront need not ask whether a position is in the list.
//
// A position takes half as much memory as a pointer. To the garbage collector, a ring is a single object without
// pointers.
type ring []links

type links struct{ prev, next position }

// newRing returns an empty ring with room for n positions.
func newRing(n int) ring {
	if uint64(n) > math.MaxUint32 {
		panic(fmt.Sprintf("lrucache: no room for %d entries: the most is %d", n, uint32(math.MaxUint32)))
	}
	return make(ring, 1, n+1) // the sentinel is linked to itself
}

// extend adds the links of one more position, which is not in the list yet.
func (r *ring) extend() {
	i := position(len(*r))
	*r = append(*r, links{i, i})
}

// newest and oldest return the positions at the ends, or none if the ring is empty.
func (r ring) newest() position { return r[none].next }
func (r ring) oldest() position { return r[none].prev }

// moveToFront makes i the newest position. It need not be in the list yet.
func (r ring) moveToFront(i position) {
	if r.newest() == i {
		return
	}
	r.unlink(i)
	second := r.newest()
	r[i] = links{none, second}
	r[none].next, r[second].prev = i, i
}

// remove takes i out of the list.
func (r ring) remove(i position) {
	r.unlink(i)
	r[i] = links{i, i}
}

// unlink links the neighbors of i to each other.
func (r ring) unlink(i position) {
	l := r[i]
	r[l.prev].next, r[l.next].prev = l.next, l.prev
}
