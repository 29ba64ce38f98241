package circulararray

import "errors"

// A method may wrap one of these errors: test for them with [errors.Is].
var (
	// ErrCapacity says that a capacity is too small: for the mode, for the elements that the Ring holds,
	// or for a Queue.
	ErrCapacity = errors.New("circulararray: capacity too small")

	// ErrFull is the error of a push to a full Ring whose mode is [Reject].
	ErrFull = errors.New("circulararray: ring is full")

	// ErrClosed is the error of a Put after Close, and of a Take when the Queue is closed and empty.
	ErrClosed = errors.New("circulararray: queue is closed")
)
