// Package measure times contenders side by side: all of a row in one process, in turns, each for the
// same operations, so that a machine that gets slower or faster meanwhile does so for all of them.
package measure

import (
	"fmt"
	"runtime"
	"time"
)

// A Group is the rows that are measured on the same structures.
type Group struct {
	Name    string // what the rows' names have in common, such as "keys=uint64"
	N       int    // how many entries the structures have
	Prepare func() []Row
}

// A Row is one question that all contenders are asked.
type Row struct {
	Name  string // as in benchmarks, without the size: "Hit/keys=uint64"
	N     int
	Runs  []Run  // those to compare: first the code in question, second the one it is compared with
	Hits  bool   // Do returns how many operations found what they looked for
	Begin func() // called before the row is measured, if there is anything to be done
}

// A Run is a contender in a row.
type Run struct {
	Name  string            // of the contender
	Do    func(ops int) int // carries out so many operations, in loops of its own; the result depends on all
	Bytes func() float64    // how many bytes an entry takes; nil in rows that do not tell
	After func()            // called after Do, and not timed; may be nil
}

// A Result is what was measured of a contender in a row.
type Result struct {
	Row, Contender string
	N              int
	Ops            int       // of each sample
	Nanos          []float64 // for an operation, a sample for each round
	Bytes          float64   // for an entry; 0 if the row does not tell
	Hits           float64   // for an operation; 0 likewise
	Allocs         float64   // for an operation
}

// A Plan says how much to measure.
type Plan struct {
	Rounds int
	Sample time.Duration // about how long the operations of a sample take
	Limit  time.Duration // of a row; slow ones have fewer rounds, but leastRounds
}

const leastRounds = 3

// fewAllocs is how many allocations an operation makes at most whose garbage does not count.
const fewAllocs = 0.01

// sink keeps what is computed from being optimized away.
var sink int

// Measure measures a row. In each round another contender begins.
func (p Plan) Measure(row Row) []Result {
	if row.Begin != nil {
		row.Begin()
	}
	ops := p.calibrate(row.reference())
	results := make([]Result, len(row.Runs))
	begin := time.Now()
	for i, run := range row.Runs {
		results[i] = Result{Row: row.Name, Contender: run.Name, N: row.N, Ops: ops}
		results[i].rehearse(run, ops, row.Hits)
	}
	for round := range p.rounds(time.Since(begin)) {
		for i := range row.Runs {
			i = (i + round) % len(row.Runs)
			results[i].Nanos = append(results[i].Nanos, row.Runs[i].time(ops))
			if results[i].Allocs > fewAllocs {
				runtime.GC() // so that nobody else pays for the garbage
			}
		}
	}
	for i, run := range row.Runs {
		if run.Bytes != nil {
			results[i].Bytes = run.Bytes()
		}
	}
	return results
}

// reference returns the contender that the others are compared with: its speed does not depend on
// the code in question.
func (r Row) reference() Run { return r.Runs[min(1, len(r.Runs)-1)] }

// rounds returns how many rounds there are if one takes so long.
func (p Plan) rounds(once time.Duration) int {
	return max(min(p.Rounds, int(p.Limit/max(once, 1))), min(p.Rounds, leastRounds))
}

// calibrate returns how many operations take about p.Sample.
func (p Plan) calibrate(run Run) int {
	for ops := 1; ; ops *= 2 {
		if took := run.took(ops); took >= p.Sample/4 {
			return max(1, int(float64(ops)*float64(p.Sample)/float64(took)))
		}
	}
}

// rehearse runs a contender once without taking the time, and counts what does not depend on it.
func (r *Result) rehearse(run Run, ops int, hits bool) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	found := run.Do(ops)
	runtime.ReadMemStats(&after)
	run.after()
	sink += found
	r.Allocs = float64(after.Mallocs-before.Mallocs) / float64(ops)
	if hits {
		r.Hits = float64(found) / float64(ops)
	}
}

// time returns how many nanoseconds an operation takes, after some that bring the contender back into
// the processor's caches.
func (r Run) time(ops int) float64 {
	sink += r.Do(ops / 10)
	r.after()
	return float64(r.took(ops).Nanoseconds()) / float64(ops)
}

func (r Run) took(ops int) time.Duration {
	begin := time.Now()
	sink += r.Do(ops)
	took := time.Since(begin)
	r.after()
	return took
}

func (r Run) after() {
	if r.After != nil {
		r.After()
	}
}

// String returns the row's name with its size, as benchmarks have it.
func (r Row) String() string { return fmt.Sprintf("%s/n=%d", r.Name, r.N) }
