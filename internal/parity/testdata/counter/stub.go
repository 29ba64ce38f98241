//go:build stub

package counter

import "iter"

// Unlimited is the count that stands for no limit.
const Unlimited = -1

// Mode says what happens to a count at its limit.
type Mode int

// The modes.
const (
	Stop Mode = iota + 1 // the count stays
	Wrap
)

// Sink takes counts.
type Sink interface {
	// Take is called with each count once.
	Take(count int)
}

// Counter counts keys.
type Counter[K comparable] struct {
	// Your fields go here.
}

// New returns a Counter without keys.
func New[K comparable](limits Limits) *Counter[K] {
	panic("not implemented: New")
}

// Add counts key once more and returns the count.
func (c *Counter[K]) Add(key K) (count int) {
	panic("not implemented: Counter.Add")
}

// All returns a sequence over the keys and their counts.
func (c *Counter[K]) All() iter.Seq2[K, int] {
	panic("not implemented: Counter.All")
}

// Drain gives the counts of c to a sink.
func Drain(c *Counter[string], to Sink) {
	panic("not implemented: Drain")
}
