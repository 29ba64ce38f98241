// Package measure times contenders side by side. All contenders of a row run in one process, in turns, and do the same
// operations. If the machine becomes slower or faster during the measurement, that affects all of them.
package measure

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"time"
)

// A Group has the rows that are measured on the same structures.
type Group struct {
	Name    string // what the rows' names have in common, such as "keys=uint64"
	N       int    // how many entries the structures have
	Prepare func() []Row
}

// A Row is one task that all contenders do.
type Row struct {
	Name   string // as in benchmarks, without the size: "Hit/keys=uint64"
	N      int
	Runs   []Run  // those to compare: first the code in question, second the one it is compared with
	Hits   bool   // Do returns how many operations found what they looked for
	Builds bool   // each operation builds a new structure
	Begin  func() // called before the row is measured; may be nil
}

// A Run is a contender in a row.
type Run struct {
	Name  string            // of the contender
	Do    func(ops int) int // carries out so many operations, in loops of its own; the result depends on all
	Bytes func() float64    // how many bytes an entry takes; nil in rows that do not tell
	After func()            // called after Do, and not timed; may be nil
}

// A Result has the figures of a contender in a row.
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

// fewAllocs is the largest number of allocations of an operation whose garbage does not count.
const fewAllocs = 0.01

// Measure measures a row. In each round another contender begins. All contenders do the same operations all the time, so
// that those which change their structures have the same work.
//
// If a row builds structures, the garbage collector runs only between the samples. Within a sample it would stop one
// contender for the garbage of another. It also returns memory to the system in the background. The next contender that
// needs a large piece of memory would pay for that, on some machines several times the measured time.
func (p Plan) Measure(row Row) []Result {
	if row.Builds {
		defer debug.SetGCPercent(debug.SetGCPercent(-1))
	}
	if row.Begin != nil {
		row.Begin()
	}
	ops, done := p.calibrate(row.reference())
	results := make([]Result, len(row.Runs))
	begin := time.Now()
	for i, run := range row.Runs {
		results[i] = Result{Row: row.Name, Contender: run.Name, N: row.N, Ops: ops}
		if i != row.referenceIndex() {
			run.took(done)
		}
		results[i].countAllocs(run)
	}
	rounds := p.rounds(time.Since(begin) * time.Duration(ops) / time.Duration(done+ops))
	found := make([]int, len(row.Runs))
	for round := range rounds {
		for i := range row.Runs {
			i = (i + round) % len(row.Runs)
			found[i] += results[i].sample(row.Runs[i])
		}
	}
	for i, run := range row.Runs {
		if row.Hits {
			results[i].Hits = float64(found[i]) / float64(rounds*ops)
		}
		if run.Bytes != nil {
			results[i].Bytes = run.Bytes()
		}
	}
	return results
}

// referenceIndex returns which contender the others are compared with: its speed does not depend on the
// code in question.
func (r Row) referenceIndex() int { return min(1, len(r.Runs)-1) }

func (r Row) reference() Run { return r.Runs[r.referenceIndex()] }

// rounds returns the number of rounds if one round takes that long.
func (p Plan) rounds(once time.Duration) int {
	return max(min(p.Rounds, int(p.Limit/max(once, 1))), min(p.Rounds, leastRounds))
}

// calibrate returns how many operations take about p.Sample, and how many were done to find that out. It uses the better
// of two times: an operation that had to wait for the garbage collector or for the machine would seem slow.
func (p Plan) calibrate(run Run) (ops, done int) {
	for ops := 1; ; ops *= 2 {
		first, _ := run.took(ops)
		second, _ := run.took(ops)
		done += 2 * ops
		if took := min(first, second); took >= p.Sample/4 {
			return max(1, int(float64(ops)*float64(p.Sample)/float64(took))), done
		}
	}
}

// countAllocs runs a contender without measuring the time, and counts its allocations.
func (r *Result) countAllocs(run Run) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run.Do(r.Ops)
	runtime.ReadMemStats(&after)
	run.after()
	r.Allocs = float64(after.Mallocs-before.Mallocs) / float64(r.Ops)
	r.collect()
}

// sample measures the time of a contender and returns the result of [Run.Do]. Before that, some operations bring its
// structure back into the processor's caches.
func (r *Result) sample(run Run) (found int) {
	if warm := r.Ops / 10; warm > 0 {
		run.took(warm)
	}
	took, found := run.took(r.Ops)
	r.Nanos = append(r.Nanos, float64(took.Nanoseconds())/float64(r.Ops))
	r.collect()
	return found
}

// collect collects the garbage of a contender, if it makes any.
func (r *Result) collect() {
	if r.Allocs > fewAllocs {
		runtime.GC()
	}
}

func (r Run) took(ops int) (took time.Duration, found int) {
	begin := time.Now()
	found = r.Do(ops)
	took = time.Since(begin)
	runtime.KeepAlive(found) // the compiler might remove a loop whose result is not used
	r.after()
	return took, found
}

func (r Run) after() {
	if r.After != nil {
		r.After()
	}
}

// String returns the row's name with its size, in the form of benchmarks.
func (r Row) String() string { return fmt.Sprintf("%s/n=%d", r.Name, r.N) }
