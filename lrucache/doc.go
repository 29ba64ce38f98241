// Package lrucache designs a least recently used (LRU) cache. A cache keeps results that took long to get, so that
// the next request for them is fast. It holds a limited number of entries. When it is full, the entry that has
// not been used for the longest time makes room for a new one.
//
// [LRU] is the data structure. It is exact, and for one goroutine. Looking up, storing and removing an entry
// takes constant time. [Cache] is what programs share: an LRU that many goroutines may use at the same time. Its
// entries can expire. It reports the values that leave it and why, and it loads what it does not have.
//
// The words:
//
//   - A hit is a lookup that finds an entry. A miss is one that does not.
//   - To promote an entry is to make it the most recently used.
//   - To evict an entry is to remove it because the cache is full.
//   - To load a value is to get it from outside and store it.
//
// Keys are compared by ==, and may have any comparable type. Two kinds of keys are outside the contract: a key
// that is not equal to itself, such as NaN, and a key of interface type that holds a value which Go cannot
// compare, such as a slice.
//
// Errors may be wrapped, so test for them with errors.Is.
//
// Left out, to keep the question small: entries of different weight, a lifetime for each entry, and
// background goroutines. Entries that have expired leave with the next call.
package lrucache
