//go:build !stub

package lrucache

import (
	"fmt"
	"math"
)

// ring is a list of positions in some order, such as the order of use. It is doubly linked, and a sentinel
// between its two ends closes it to a circle. So the first and the last position have neighbors like any other,
// and no method has a special case for them.
//
//	┌─► sentinel ⇄ newest ⇄ … ⇄ oldest ◄─┐    older goes to the right,
//	└────────────────────────────────────┘    newer to the left
//
// The links of position i are element i of the ring. A position that is not in the list is linked to itself:
// then unlink changes nothing, so moveToFront need not ask whether a position is in the list.
//
// A position takes half as much memory as a pointer. To the garbage collector, a ring is a single object without
// pointers.
type ring []link

// link has the neighbors of a position. The one past either end of the list is the sentinel.
type link struct{ newer, older position }

// newRing returns an empty ring with room for n positions.
func newRing(n int) ring {
	if uint64(n) > math.MaxUint32 {
		panic(fmt.Sprintf("lrucache: no room for %d entries: the most is %d", n, uint64(math.MaxUint32)))
	}
	return make(ring, 1, n+1) // the sentinel is linked to itself
}

// extend adds the links of one more position, which is not in the list yet.
func (r *ring) extend() {
	i := position(len(*r))
	*r = append(*r, link{i, i})
}

// newest and oldest return the positions at the ends, or none if the ring is empty.
func (r ring) newest() position { return r[none].older }
func (r ring) oldest() position { return r[none].newer }

// moveToFront makes i the newest position. It need not be in the list yet.
func (r ring) moveToFront(i position) {
	if r.newest() == i { // nothing to do: the rest would put it back
		return
	}
	r.unlink(i)
	second := r.newest()
	r[i] = link{none, second}
	r[none].older, r[second].newer = i, i
}

// remove takes i out of the list.
func (r ring) remove(i position) {
	r.unlink(i)
	r[i] = link{i, i}
}

// unlink links the neighbors of i to each other. The caller then sets the links of i.
func (r ring) unlink(i position) {
	l := r[i]
	r[l.newer].older, r[l.older].newer = l.older, l.newer
}
