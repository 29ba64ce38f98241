// Package lrucache designs a least recently used cache: it holds a limited number of entries, and
// when a new one needs room, the one that nobody has asked for longest goes.
//
// [LRU] is the bare structure, exact and for one goroutine, with every operation in constant time.
// [Cache] is what programs share: an LRU that is safe for concurrent use, whose entries can expire,
// which tells what leaves it and why, and which loads what it does not have.
//
// Keys are compared by ==. A key that is unequal to itself, such as NaN, cannot be found again, and
// nothing is promised of it. Left out, to keep the question to an hour: entries of different
// weight, a lifetime for each entry, and background goroutines, so that what has expired goes with
// the next call.
package lrucache
