//go:build !stub

package lrucache

import "time"

// lives says when the entries of a Cache expire, by their positions in its LRU.
//
// All entries live equally long, and the greatest reading of the clock never goes back. So the order in which
// entries were written is the order in which they expire, and only the oldest one has to be looked at.
type lives struct {
	ttl time.Duration // never changes; 0: entries live forever, and nothing is kept here

	// With a TTL, between calls: byWrite lists exactly the positions that hold an entry, and the element of written
	// at such a position is the time at which the entry was written. Both have as many elements as the LRU has nodes,
	// because start follows every put, and a put adds at most one node. Times are not kept as nanoseconds, which cannot
	// hold the centuries by which a clock may jump.
	byWrite ring
	written []time.Time
}

func newLives(ttl time.Duration) lives {
	return lives{ttl: ttl, byWrite: newRing(0), written: make([]time.Time, 1)} // element none stays unused
}

// forever reports whether no entry expires.
func (l *lives) forever() bool { return l.ttl == 0 }

// start starts the life of the entry at position i, and ends that of an entry that was there before.
func (l *lives) start(i position, now time.Time) {
	if l.forever() {
		return
	}
	if int(i) == len(l.written) { // the put has added this node
		l.byWrite.extend()
		l.written = append(l.written, now)
	}
	l.written[i] = now
	l.byWrite.moveToFront(i)
}

// stop ends the life of the entry at position i.
func (l *lives) stop(i position) {
	if !l.forever() {
		l.byWrite.remove(i)
	}
}

// expired returns the position of the entry that was written first, if that has expired, or none.
func (l *lives) expired(now time.Time) position {
	i := l.byWrite.oldest()
	// Before and Add, not Sub: a Duration cannot hold centuries either.
	if i == none || now.Before(l.written[i].Add(l.ttl)) {
		return none
	}
	return i
}
