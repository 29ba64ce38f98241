package circulararray

import (
	"errors"
	"fmt"
)

// Mode says what a [Ring] does with one element more than there is room for.
type Mode int

// The zero Mode is not valid.
const (
	Reject    Mode = iota + 1 // refuse it, with ErrFull
	Overwrite                 // take it, and drop the element at the other end
	Grow                      // make more room
)

// String returns the name of the mode, or "Mode(7)" for a value that is none.
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

var (
	// ErrCapacity is the error of a capacity that is too small: for the Mode, or for the elements
	// that are there.
	ErrCapacity = errors.New("circulararray: capacity too small")

	// ErrFull is the error of a push to a full Ring that rejects.
	ErrFull = errors.New("circulararray: ring is full")

	// ErrClosed is the error of a Put after Close, and of a Take when a closed Queue is empty.
	ErrClosed = errors.New("circulararray: queue is closed")
)
