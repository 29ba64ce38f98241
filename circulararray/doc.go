// Package circulararray designs a circular array, and what everybody builds from it: the ring
// buffer and the blocking queue.
//
// [Array] has a fixed length and rotates without moving its elements. [Ring] is a double-ended queue
// of limited room; its [Mode] says what happens when it is full. [Queue] hands elements from
// goroutines that produce them to goroutines that consume them.
//
// The element type is any type; the for-each loops are range loops over All and Backward. Left out,
// to keep the question to an hour: inserting in the middle, a Ring that shrinks by itself, and
// queues without locks.
package circulararray
