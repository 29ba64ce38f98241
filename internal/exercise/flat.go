package exercise

import (
	"fmt"
	"math"
	"time"
)

// The costs of an operation are compared at flatSmall and at flatLarge entries. Both fit into the processor's
// cache. Beyond the cache, random access to memory alone would cost several times as much.
const (
	flatSmall = 64
	flatLarge = 64 * flatSmall

	// flatLimit is how many times as much an operation may cost at flatLarge. An operation that looks at
	// every entry costs 64 times as much.
	flatLimit = 8

	flatAttempts = 3
	flatRounds   = 7
	flatRound    = 200 * time.Microsecond // the least time of a round
	flatLong     = 3                      // how often in turn calls must take that long to make a round
	flatPatience = 500 * time.Millisecond // the most time of an attempt, if op is slow
)

// Flat fails t unless an operation costs about the same with 64 entries as with 4,096.
//
// Setup makes a value of n entries and returns the operation. The operation gets the number of the call, from 0
// up, and must leave about n entries in the value. Under the race detector Flat checks nothing.
func Flat(t *T, operation string, setup func(n int) (op func(i int))) {
	SameCost(t, operation, fmt.Sprintf("with %d entries", flatLarge), setup(flatLarge),
		fmt.Sprintf("with %d", flatSmall), setup(flatSmall))
}

// FlatAt is Flat for other sizes, and for operations that leave something behind, such as a call that has ended. Large
// must be so many that what the operations leave does not count. Each round makes the small value anew. Under the race
// detector FlatAt makes no value. Here and there are formats that say what the sizes are, such as "with %d waiting calls"
// and "with %d".
func FlatAt(t *T, operation string, large int, here string, small int, there string, setup func(n int) (op func(i int))) {
	if Race || t.Failed() {
		return
	}
	base := &timed{anew: func() func(int) { return setup(small) }}
	sameCost(t, operation, fmt.Sprintf(here, large), &timed{op: setup(large)}, fmt.Sprintf(there, small), base, (*timed).callsPerRound)
}

// SameCost fails t if op, the operation here, costs much more than base, the same operation there.
//
// Noise of the machine must not matter. So SameCost times equal numbers of calls of both in turn, in several
// rounds, and compares the least times. The best of a few attempts counts.
func SameCost(t *T, operation, here string, op func(i int), there string, base func(i int)) {
	sameCost(t, operation, here, &timed{op: op}, there, &timed{op: base}, (*timed).callsPerRound)
}

// SameRound is SameCost for an operation that is itself thousands of calls, and so makes a round alone.
func SameRound(t *T, operation, here string, op func(), there string, base func()) {
	sameCost(t, operation, here, &timed{op: func(int) { op() }}, there, &timed{op: func(int) { base() }}, func(*timed) int { return 1 })
}

func sameCost(t *T, operation, here string, large *timed, there string, small *timed, callsPerRound func(*timed) int) {
	if Race || t.Failed() {
		return
	}
	least := math.Inf(1)
	for range flatAttempts {
		if least = min(least, costRatio(large, small, callsPerRound(small))); least <= flatLimit {
			return
		}
	}
	t.Errorf("%s costs %.0f times as much %s as %s, want about the same (at most %d times as much)",
		operation, least, here, there, flatLimit)
}

// costRatio times that many calls of both in turn, and returns the best time of large divided by the best time of
// small.
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

// timed is an operation and the number of its calls.
type timed struct {
	op   func(i int)
	i    int
	anew func() (op func(i int)) // returns the operation on a new value, for each round; nil if it stays the same
}

// run makes that many calls and returns how long they take.
func (o *timed) run(calls int) time.Duration {
	if o.anew != nil {
		o.op, o.i = o.anew(), 0
	}
	begin := time.Now()
	for range calls {
		o.op(o.i)
		o.i++
	}
	return max(time.Since(begin), 1)
}

// callsPerRound returns how many calls take long enough to be timed, each of several times. If the machine interrupts
// them once, a few calls take long too. In rounds of so few calls, memory that is not in the processor's cache would
// count more than the operation.
func (o *timed) callsPerRound() int {
	calls := 64
	for long := 0; long < flatLong; {
		if o.run(calls) >= flatRound {
			long++
			continue
		}
		calls, long = 2*calls, 0
	}
	return calls
}
