// Package circulararray has a circular array and two structures that grow out of it: a ring buffer and a
// blocking queue.
//
// An [Array] has a fixed length and rotates without moving its elements. A [Ring] is a double-ended
// queue with a capacity; its [Mode] says what a push does when the Ring is full. A [Queue] hands
// elements from goroutines that produce them to goroutines that consume them.
//
// Elements may be of any type. You loop over All and Backward with range.
//
// You may return the errors of this package as they are or wrapped: callers test for them with
// [errors.Is]. The value of a panic may be a string or an error. Its message is what [fmt.Sprint] makes
// of that value.
//
// Left out, so that the question fits an interview: inserting and deleting in the middle, a Ring that
// shrinks by itself, and queues without locks.
package circulararray
