package judge

import (
	"slices"
	"strconv"
	"strings"
)

// Run is what one run of a test binary did.
type Run struct {
	Tests   []Test   // the tests and fuzz targets in the order in which they began
	Skipped []string // every test and subtest that was skipped
	Output  string   // all that a learner sees of it, without -v
	Passed  bool     // whether the process came to its end and said PASS
}

// Test is one top-level test in a run.
type Test struct {
	Name    string
	Outcome Outcome
	Output  string // its part of the run's output
}

// Outcome is how a test ended.
type Outcome int

// The outcomes. Crashed and TimedOut are those of the test that the process ended in.
const (
	DidNotRun Outcome = iota
	Passed
	Failed
	Skipped
	Crashed
	TimedOut
)

// String returns the outcome as it stands in a sentence.
func (o Outcome) String() string {
	switch o {
	case DidNotRun:
		return "did not run"
	case Passed:
		return "passed"
	case Failed:
		return "failed"
	case Skipped:
		return "was skipped"
	case Crashed:
		return "crashed the process"
	case TimedOut:
		return "ran into the timeout of the whole test binary"
	}
	return "has an unknown outcome"
}

// marker starts each line of the testing package's own under -test.v=test2json. What a
// learner's code prints is not mistaken for one.
const marker = "\x16"

// parseRun reads what a test binary printed. A binary that was killed timed out.
func parseRun(out string, killed bool) Run {
	var run Run
	finished := false
	// Output without a newline may stand before a marker.
	out = strings.ReplaceAll(out, marker, "\n"+marker)
	for line := range strings.Lines(out) {
		event, isEvent := strings.CutPrefix(line, marker)
		if isEvent {
			event = strings.TrimSuffix(event, "\n")
			finished = event == "PASS" || event == "FAIL"
			run.Passed = event == "PASS"
			run.event(event)
		}
		if !isEvent || strings.HasPrefix(event, "--- FAIL") {
			run.print(strings.TrimPrefix(line, marker))
		}
	}
	if !finished {
		run.end(killed || strings.Contains("\n"+run.Output, "\npanic: test timed out after "))
	}
	return run
}

// event notes one line of the testing package's, as in "=== RUN   TestStep1_Put" or
// "--- PASS: TestStep1_Put (0.00s)".
func (r *Run) event(line string) {
	fields := strings.Fields(line)
	if len(fields) < 3 {
		return
	}
	name := fields[2]
	top := !strings.Contains(name, "/")
	switch fields[0] + " " + fields[1] {
	case "=== RUN":
		if top {
			r.Tests = append(r.Tests, Test{Name: name})
		}
	case "--- PASS:":
		r.setOutcome(name, Passed)
	case "--- FAIL:":
		r.setOutcome(name, Failed)
	case "--- SKIP:":
		r.Skipped = append(r.Skipped, name)
		r.setOutcome(name, Skipped)
	}
}

// setOutcome ends the test of that name. A name that is a subtest's is not found.
func (r *Run) setOutcome(name string, o Outcome) {
	for i := range r.Tests {
		if r.Tests[i].Name == name {
			r.Tests[i].Outcome = o
		}
	}
}

// print adds a line to the output, also of the test that runs.
func (r *Run) print(line string) {
	if line == "\n" {
		return
	}
	r.Output += line
	if n := len(r.Tests); n > 0 {
		r.Tests[n-1].Output += line
	}
}

// end is called for a process that did not come to its end: the test that began last
// is where it stopped.
func (r *Run) end(timedOut bool) {
	n := len(r.Tests)
	switch {
	case n == 0:
	case timedOut:
		r.Tests[n-1].Outcome = TimedOut
	default:
		r.Tests[n-1].Outcome = Crashed
	}
}

// Step returns the test of step n, and one that did not run if it is not there.
func (r Run) Step(n int) Test {
	return r.find(func(t Test) bool { return stepNumber(t.Name) == n })
}

// test returns the test of that name, likewise.
func (r Run) test(name string) Test {
	return r.find(func(t Test) bool { return t.Name == name })
}

func (r Run) find(match func(Test) bool) Test {
	if i := slices.IndexFunc(r.Tests, match); i >= 0 {
		return r.Tests[i]
	}
	return Test{Outcome: DidNotRun, Output: r.Output}
}

// UpTo returns the pattern that the steps up to n match.
func UpTo(n int) string {
	var alternatives []string
	for i := range n {
		alternatives = append(alternatives, strconv.Itoa(i+1))
	}
	return "^TestStep(" + strings.Join(alternatives, "|") + ")_"
}
