//go:build !stub

package counter

import (
	"iter"
	"maps"
)

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
	limits Limits
	counts map[K]int // makes the type not comparable, which the stub's is
}

// New returns a Counter without keys.
func New[K comparable](limits Limits) *Counter[K] {
	return &Counter[K]{limits: limits, counts: make(map[K]int)}
}

// All returns a sequence over the keys and their counts.
func (counter *Counter[K]) All() iter.Seq2[K, int] {
	return maps.All(counter.counts)
}

// Drain gives the counts of c to a sink.
func Drain(c *Counter[string], to Sink) {
	for _, count := range c.counts {
		to.Take(count)
	}
}
