// Package circulararray designs a circular array and two structures that are built from it: the ring
// buffer and the blocking queue.
//
// [Array] has a fixed length and rotates without moving its elements. [Ring] is a double-ended queue
// of limited room; its [Mode] says what happens when it is full. [Queue] hands elements from
// goroutines that produce them to goroutines that consume them.
//
// The element type is any type. The for-each loops are range loops over All and Backward.
//
// The errors of this package may be returned as they are or wrapped: test for them with [errors.Is]. The
// value of a panic may be a string or an error, and its message is what [fmt.Sprint] makes of it.
//
// Left out, to keep the question to an hour: inserting in the middle, a Ring that shrinks by itself, and
// queues without locks.
package circulararray
