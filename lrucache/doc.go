// Package lrucache designs a least recently used cache. It holds a limited number of entries. When a new
// entry needs room, the one that was not used for the longest time leaves.
//
// [LRU] is the bare structure, exact and for one goroutine, with every operation in constant time. [Cache] is
// what programs share: an LRU that is safe for concurrent use. Its entries can expire, it tells what leaves
// it and why, and it loads what it does not have.
//
// Keys are compared by ==. Two kinds of keys are outside the contract: a key that is unequal to itself, such as
// NaN, and an interface whose value Go cannot compare, such as a slice.
//
// Errors may be wrapped, so test for them with errors.Is.
//
// Left out, to keep the question to an hour: entries of different weight, a lifetime for each entry, and
// background goroutines. What has expired leaves with the next call.
package lrucache
