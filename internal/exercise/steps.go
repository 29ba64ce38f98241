package exercise

import (
	"fmt"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/exercise/attest"
)

// Steps records how the steps of one question went in this process, and locks a step while a lower one fails.
//
// The latest run of each step decides. A step that was never run locks nothing, so -run, -shuffle and -count
// work as usual.
type Steps struct {
	pkg    string // import path of the learner's package
	total  int
	failed [maxSteps + 1]bool // by step, from 1
}

const maxSteps = 20

// NewSteps returns the record of a question with that many steps, none of which has run. Call it from the
// question's test package: NewSteps derives from it which frames are the learner's.
func NewSteps(total int) *Steps {
	if total < 1 || total > maxSteps {
		panic(fmt.Sprintf("exercise: NewSteps(%d): want 1 to %d steps", total, maxSteps))
	}
	pc, _, _, _ := runtime.Caller(1)
	return &Steps{pkg: testedPackage(runtime.FuncForPC(pc).Name()), total: total}
}

// testedPackage returns the import path of the package that the external test function named fn
// tests: "example.com/hashmap" for "example.com/hashmap_test.TestX".
func testedPackage(fn string) string {
	slash := strings.LastIndex(fn, "/") + 1
	name, _, _ := strings.Cut(fn[slash:], ".")
	return fn[:slash] + strings.TrimSuffix(name, "_test")
}

// A Step is one run of a step's test function.
type Step struct {
	steps  *Steps
	t      *testing.T
	number int
	over   bool // the rows that follow would tell the learner nothing new
}

var stepName = regexp.MustCompile(`^TestStep([0-9]+)_`)

// Begin starts the step whose number is in t's name. It skips the test while the latest run of a
// lower step has failed, unless OODKIT_ALL is set.
func (s *Steps) Begin(t *testing.T) *Step {
	t.Helper()
	match := stepName.FindStringSubmatch(t.Name())
	if match == nil {
		t.Fatalf("exercise: the test of a step must be named TestStep<number>_<Title>, not %s", t.Name())
	}
	number, err := strconv.Atoi(match[1])
	if err != nil || number < 1 || number > s.total {
		t.Fatalf("exercise: %s: the question has steps 1 to %d", t.Name(), s.total)
	}
	s.skipIfLocked(t, number)
	step := &Step{steps: s, t: t, number: number}
	t.Cleanup(step.end)
	return step
}

// Fuzz skips a fuzz target while step needs, or a lower one, fails.
func (s *Steps) Fuzz(f *testing.F, needs int) {
	f.Helper()
	s.skipIfLocked(f, needs+1)
}

// skipIfLocked skips tb if a step below number has failed.
func (s *Steps) skipIfLocked(tb testing.TB, number int) {
	tb.Helper()
	if attest.Getenv("OODKIT_ALL") != "" {
		return
	}
	for lower := 1; lower < number; lower++ {
		if s.failed[lower] {
			tb.Skipf("locked: finish step %d first", lower)
		}
	}
}

// end notes how the step went. Without -v, go test does not print skipped tests, so the step that fails says
// which ones it locks.
func (s *Step) end() {
	s.steps.failed[s.number] = s.t.Failed()
	attestPass(s.t)
	if !s.t.Failed() || attest.Getenv("OODKIT_ALL") != "" {
		return
	}
	switch s.steps.total - s.number {
	case 0:
	case 1:
		fmt.Fprintf(s.t.Output(), "step %d is locked until step %d passes\n", s.steps.total, s.number)
	default:
		fmt.Fprintf(s.t.Output(), "steps %d–%d are locked until step %d passes\n", s.number+1, s.steps.total, s.number)
	}
}

// attestPass notes for a grader that a row, or a step, has passed.
func attestPass(t *testing.T) {
	if !t.Failed() && !t.Skipped() {
		attest.Pass(t.Name())
	}
}

// Row runs body as a subtest. The name states the rule that it checks. It is printed below each failure.
//
// If a row meets an unfinished body, or does not return, the later rows of the step are left out.
func (s *Step) Row(name string, body func(t *T)) {
	s.t.Helper()
	s.row(name, body, runGuarded, 1)
}

// LongRow is [Step.Row] for a row with so many cases that a good solution may need long. Its limit is the usual
// limit multiplied by times.
func (s *Step) LongRow(name string, times int, body func(t *T)) {
	s.t.Helper()
	s.row(name, body, runGuarded, times)
}

// Bubble is [Step.Row] in a bubble of [testing/synctest]. Time in the bubble is fake. The row fails at once if
// every goroutine waits for another, or if a goroutine is left behind.
func (s *Step) Bubble(name string, body func(t *T)) {
	s.t.Helper()
	s.row(name, body, runBubble, 1)
}

// OpenBubble is [Step.Bubble] for types that may keep goroutines of their own. The row fails if a call waits
// forever, but not if a goroutine is left behind when the body has returned.
func (s *Step) OpenBubble(name string, body func(t *T)) {
	s.t.Helper()
	s.row(name, body, runOpenBubble, 1)
}

func (s *Step) row(name string, body func(*T), run runner, times int) {
	s.t.Helper()
	if s.over {
		return
	}
	limit, err := limit()
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Run(name, func(tt *testing.T) {
		t := newT(s.steps.pkg, fmt.Sprintf("%s (step %d)", name, s.number))
		t.noteBefore()
		supervise(tt, t, time.Duration(times)*limit, func() { run(tt, t, body) })
		s.over = s.over || t.stepGivenUp()
		attestPass(tt)
	})
}
