package counter

import "fmt"

// Limits says how far a [Counter] goes.
type Limits struct {
	// Most is where a count stops.
	Most int
	Keys int // how many keys there may be
}

var _ fmt.Stringer = Limits{}

// String returns the limits as text.
func (l Limits) String() string {
	return fmt.Sprintf("%d of %d keys", l.Most, l.Keys)
}
