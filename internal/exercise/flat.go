package exercise

import (
	"fmt"
	"math"
	"time"
)

// The costs of an operation are compared at flatSmall and at flatLarge entries, both small enough
// for the processor's cache: beyond it, memory that is touched at random costs several times more
// by itself.
const (
	flatSmall = 64
	flatLarge = 64 * flatSmall

	// flatLimit is how many times more an operation may cost at flatLarge. One that looks at every
	// entry costs 64 times more.
	flatLimit = 8

	flatAttempts = 3
	flatRounds   = 7
	flatRound    = 200 * time.Microsecond // a round's least time
	flatPatience = 500 * time.Millisecond // an attempt's most, when op is slow
)

// Flat fails t unless an operation costs about the same at 64 entries and at 4096.
//
// setup makes a value of n entries and returns the operation; that gets a number which goes up by
// one with each call, and must leave about n entries behind. Under the race detector Flat checks
// nothing.
func Flat(t *T, operation string, setup func(n int) (op func(i int))) {
	SameCost(t, operation, fmt.Sprintf("with %d entries", flatLarge), setup(flatLarge),
		fmt.Sprintf("with %d", flatSmall), setup(flatSmall))
}

// SameCost fails t unless op, which is the operation done here, costs about what base costs, which
// is the same done there.
//
// To bear a noisy machine equal numbers of calls are timed in turn, several times over; the least
// times are compared, and the most favourable of a few attempts counts.
func SameCost(t *T, operation, here string, op func(i int), there string, base func(i int)) {
	if Race || t.Failed() {
		return
	}
	large, small := &timed{op: op}, &timed{op: base}
	calls := small.callsPerRound()
	least := math.Inf(1)
	for range flatAttempts {
		if least = min(least, costRatio(large, small, calls)); least <= flatLimit {
			return
		}
	}
	t.Errorf("%s costs %.0f times more %s than %s, want about the same (up to %d times)",
		operation, least, here, there, flatLimit)
}

// costRatio times calls operations on both in turn and returns how many times longer large took,
// each at its best.
func costRatio(large, small *timed, calls int) float64 {
	begin := time.Now()
	bestLarge, bestSmall := large.run(calls), small.run(calls)
	for range flatRounds - 1 {
		if time.Since(begin) > flatPatience {
			break
		}
		bestLarge = min(bestLarge, large.run(calls))
		bestSmall = min(bestSmall, small.run(calls))
	}
	return float64(bestLarge) / float64(bestSmall)
}

// timed is an operation and how often it was called.
type timed struct {
	op func(i int)
	i  int
}

// run returns how long calls operations take.
func (o *timed) run(calls int) time.Duration {
	begin := time.Now()
	for range calls {
		o.op(o.i)
		o.i++
	}
	return max(time.Since(begin), 1)
}

// callsPerRound returns how many calls last long enough to be timed.
func (o *timed) callsPerRound() int {
	calls := 64
	for o.run(calls) < flatRound {
		calls *= 2
	}
	return calls
}
