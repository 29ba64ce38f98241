package callcenter

import "fmt"

// Rank is the rank of an employee, or the lowest rank that may handle a call. A higher rank is a larger
// number.
type Rank int

// The zero Rank is not valid.
const (
	Operator   Rank = iota + 1 // takes calls first
	Supervisor                 // takes what operators cannot
	Director                   // may handle calls of every rank
)

// Valid reports whether r is one of the three ranks.
func (r Rank) Valid() bool { return r >= Operator && r <= Director }

// String returns the name of the rank, or "Rank(7)" for a value that is not valid.
func (r Rank) String() string {
	switch r {
	case Operator:
		return "Operator"
	case Supervisor:
		return "Supervisor"
	case Director:
		return "Director"
	default:
		return fmt.Sprintf("Rank(%d)", int(r))
	}
}
