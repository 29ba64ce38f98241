package circulararray

import "errors"

// Errors may be wrapped: test for them with [errors.Is].
var (
	// ErrCapacity is the error of a capacity that is too small: for the Mode, or for the elements
	// that are there.
	ErrCapacity = errors.New("circulararray: capacity too small")

	// ErrFull is the error of a push to a full Ring that rejects.
	ErrFull = errors.New("circulararray: ring is full")

	// ErrClosed is the error of a Put after Close, and of a Take when a closed Queue is empty.
	ErrClosed = errors.New("circulararray: queue is closed")
)
