//go:build !stub

package circulararray

// Rotate moves every element k places towards the front, around the end. Afterwards index i holds the
// element that was at (i+k) mod Len. As in [Array.Rotate] k may be any int, and rotating an empty Ring
// does nothing. Len, Cap and Dropped stay.
//
// With k reduced mod Len, Rotate takes O(min(k, Len−k)) time at every Cap. If the Ring is full and Cap is
// a power of two, Rotate takes O(1) time. Both are amortized over many calls.
func (r *Ring[T]) Rotate(k int) {
	if r.len == 0 {
		return
	}
	switch k = mod(k, r.len); {
	case k == 0:
		return
	case r.len == len(r.buf):
		r.head = r.place(k) // what is the front now: the elements stay where they are
	case k <= r.len/2:
		r.frontToBack(k)
	default:
		r.backToFront(r.len - k)
	}
	r.changes++
}

// The places that hold no element are the gap. It lies behind the back and before the front, so
// elements that go from one end to the other jump over it: from the front to the back they go
// gap places down, from the back to the front as many up.

// frontToBack moves the first n elements behind the last one.
func (r *Ring[T]) frontToBack(n int) {
	if n <= few {
		for i := range n {
			r.move(r.place(i), r.place(r.len+i))
		}
	} else {
		gap := len(r.buf) - r.len
		r.moveDown(r.head, n, gap)
		vacated := min(n, gap)
		r.clear(r.head+n-vacated, vacated)
	}
	r.head = r.place(n)
}

// backToFront moves the last n elements before the first one.
func (r *Ring[T]) backToFront(n int) {
	if n <= few {
		for i := range n {
			r.move(r.place(r.len-1-i), r.place(-1-i))
		}
	} else {
		gap := len(r.buf) - r.len
		r.moveUp(r.head+r.len-n, n, gap)
		r.clear(r.head+r.len-n, min(n, gap))
	}
	r.head = r.place(-n)
}

// few is how many elements are moved one by one, since blocks do not pay for so few.
const few = 8

// move moves the element at one place to another, which holds none.
func (r *Ring[T]) move(from, to int) {
	var zero T
	r.buf[to], r.buf[from] = r.buf[from], zero
}

// moveDown moves what is in the n places from the given one by gap places down, around the ends of
// the buffer: in pieces, the lowest first, that lie in one run both before and after.
func (r *Ring[T]) moveDown(from, n, gap int) {
	mask := len(r.buf) - 1
	for n > 0 {
		src, dst := from&mask, (from-gap)&mask
		piece := min(n, len(r.buf)-src, len(r.buf)-dst)
		copy(r.buf[dst:], r.buf[src:src+piece])
		from += piece
		n -= piece
	}
}

// moveUp is like moveDown in the other direction, the highest piece first.
func (r *Ring[T]) moveUp(from, n, gap int) {
	mask := len(r.buf) - 1
	for n > 0 {
		last := from + n - 1
		srcEnd, dstEnd := last&mask+1, (last+gap)&mask+1
		piece := min(n, srcEnd, dstEnd)
		copy(r.buf[dstEnd-piece:], r.buf[srcEnd-piece:srcEnd])
		n -= piece
	}
}

// clear makes the n places from the given one zero, around the end of the buffer.
func (r *Ring[T]) clear(from, n int) {
	from &= len(r.buf) - 1
	if past := from + n - len(r.buf); past > 0 {
		clear(r.buf[:past])
		n -= past
	}
	clear(r.buf[from : from+n])
}
