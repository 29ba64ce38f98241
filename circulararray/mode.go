package circulararray

import "fmt"

// Mode says what a push does if the [Ring] is full.
type Mode int

// The zero Mode is not valid.
const (
	Reject    Mode = iota + 1 // refuse the new element with ErrFull
	Overwrite                 // take the new element, and drop the one at the other end
	Grow                      // make more room for the new element
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
