package circulararray

import (
	"errors"
	"fmt"
)

// Mode says what a full [Ring] does with a push.
type Mode int

// The zero Mode is not valid.
const (
	Reject    Mode = iota + 1 // refuse the element with ErrFull
	Overwrite                 // take the element, and drop the one at the other end
	Grow                      // make more room
)

// String returns the name of the mode, or a text such as "Mode(7)" if m is not a mode.
func (m Mode) String() string {
	switch m {
	case Reject:
		return "Reject"
	case Overwrite:
		return "Overwrite"
	case Grow:
		return "Grow"
	default:
		return fmt.Sprintf("Mode(%d)", int(m))
	}
}

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
