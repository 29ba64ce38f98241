//go:build !stub

package circulararray

// Rotate moves every element k positions towards the front, as [Array.Rotate] does. Afterwards index i
// holds the element that was at (i+k) mod Len. k may be any int, and rotating an empty Ring does
// nothing. Len, Cap and Dropped stay the same.
//
// With k reduced mod Len, Rotate takes O(1 + min(k, Len−k)) time at every Cap. If the Ring is full and Cap is
// a power of two, Rotate takes O(1) time. Both costs are amortized over many calls.
func (r *Ring[T]) Rotate(k int) {
	if r.len == 0 {
		return
	}
	k = mod(k, r.len)
	switch {
	case k == 0:
		return
	case r.len == len(r.buf):
		r.head = r.place(k) // the elements stay where they are
	case k <= r.len/2:
		r.frontToBack(k)
	default:
		r.backToFront(r.len - k)
	}
	r.changes++
}

// frontToBack moves the first n elements behind the last one, beginning with the first. n is at most Len.
//
// The free places of the buffer are the gap: they begin behind the back and end before the front. The gap must
// not be empty, or the loop would not end. An element that goes from one end to the other crosses the gap.
//
//	place                0 1 2 3 4 5 6 7
//	                     . . a b c d e .    head is 2
//	frontToBack(2)       b . . . c d e a    head is 4: a and b went behind e
//	or backToFront(2)    d e a b c . . .    head is 0: e and d went before a
//
// Elements move in pieces. A piece is not longer than the gap, so that it moves only to free places. A piece
// does not wrap around the end of the buffer, neither before the move nor after it.
func (r *Ring[T]) frontToBack(n int) {
	gap := len(r.buf) - r.len
	for n > 0 {
		from, to := r.head, r.place(r.len)
		piece := min(n, gap, len(r.buf)-from, len(r.buf)-to)
		r.move(from, to, piece)
		r.head = r.place(piece)
		n -= piece
	}
}

// backToFront moves the last n elements before the first one, beginning with the last: see frontToBack.
func (r *Ring[T]) backToFront(n int) {
	gap := len(r.buf) - r.len
	for n > 0 {
		// The ends of both pieces, from 1 to len(buf): place(r.len) and place(0) would be 0 instead of len(buf).
		fromEnd, toEnd := r.place(r.len-1)+1, r.place(-1)+1
		piece := min(n, gap, fromEnd, toEnd)
		r.move(fromEnd-piece, toEnd-piece, piece)
		r.head = toEnd - piece
		n -= piece
	}
}

// move moves n elements, from the places that begin at from to the free places that begin at to. n is not more
// than the gap, so the places do not overlap.
func (r *Ring[T]) move(from, to, n int) {
	if n == 1 { // often, and then faster than copy and clear: BenchmarkRotate/by=1/fill=half
		var zero T
		r.buf[to], r.buf[from] = r.buf[from], zero
		return
	}
	copy(r.buf[to:], r.buf[from:from+n])
	clear(r.buf[from : from+n])
}
