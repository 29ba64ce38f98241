package judge

import (
	"fmt"
	"strings"

	"github.com/oodkit/oodkit/internal/gotest"
)

// shownLines is how many of the last lines of the output a message shows.
const shownLines = 20

// JudgeWrong returns nil if log, of the steps up to the one in the header, rejected the wrong
// solution as the header says: the steps below passed, that one failed, and its output
// names the rule: as that of the answer that was wrong, or as a row that failed. Otherwise the error says
// what happened and what to do.
func (c Candidate) JudgeWrong(log *gotest.Log) error {
	for n := 1; n < c.Step; n++ {
		if t := step(log, n); t.outcome != gotest.Passed {
			return c.surprise(t, fmt.Sprintf("step %d %v", n, t.outcome), belowAdvice(t.outcome, n))
		}
	}
	t := step(log, c.Step)
	want := gotest.Failed
	if c.Crash {
		want = gotest.Crashed
	}
	if t.outcome != want {
		return c.surprise(t, fmt.Sprintf("step %d %v", c.Step, t.outcome), c.advice(t.outcome))
	}
	for _, rule := range c.Rules {
		if !says(t.output, rule) {
			return c.surprise(t, fmt.Sprintf("step %d %v without saying %q", c.Step, t.outcome, rule),
				"let the step's message name the rule that leads a learner to the mistake, or correct the header's rule")
		}
	}
	return nil
}

// An ending is how a test ended, and what a learner saw of it.
type ending struct {
	outcome gotest.Outcome
	output  string
}

// step returns the ending of the test of step n.
func step(log *gotest.Log, n int) ending {
	for _, test := range log.Tests {
		if strings.HasPrefix(test.Name, fmt.Sprintf("TestStep%d_", n)) {
			return endingOf(log, test.Name)
		}
	}
	return ending{gotest.DidNotRun, log.Output("")}
}

// endingOf returns the ending of the test of that name.
func endingOf(log *gotest.Log, name string) ending {
	if log.Find(name) == nil {
		return ending{gotest.DidNotRun, log.Output("")}
	}
	return ending{log.Outcome(name), log.Output(name)}
}

// says reports whether the output of a step has the rule, as it stands or as the name of a row that failed, in
// which testing has put underscores for spaces.
func says(output, rule string) bool {
	if strings.Contains(output, rule) {
		return true
	}
	for line := range strings.Lines(output) {
		if strings.Contains(line, "--- FAIL: ") && strings.Contains(line, strings.ReplaceAll(rule, " ", "_")) {
			return true
		}
	}
	return false
}

// belowAdvice says what to do about a step n below the header's that did not pass.
func belowAdvice(o gotest.Outcome, n int) string {
	switch o {
	case gotest.Failed:
		return fmt.Sprintf("say step: %d with its rule if that is where it belongs, or make the mistake a smaller one", n)
	case gotest.Crashed, gotest.EndedEarly, gotest.TimedOut:
		return "let the step fail with a message before it comes to that, or change the candidate"
	}
	return fmt.Sprintf("let step %d run: what is not tried proves nothing", n)
}

// advice says what to do about an unexpected outcome of the header's step.
func (c Candidate) advice(o gotest.Outcome) string {
	switch o {
	case gotest.Passed:
		return fmt.Sprintf("add a row to step %d that catches this mistake, or correct the header's step", c.Step)
	case gotest.Failed:
		return "remove crash: true from the header, the step fails in the ordinary way"
	case gotest.Crashed, gotest.EndedEarly:
		return "let the step catch it and say the rule, or write crash: true in the header if nothing can"
	case gotest.TimedOut:
		return "let the step give up sooner with a message: a timeout is not a rejection"
	}
	return fmt.Sprintf("let step %d run: what is not tried proves nothing", c.Step)
}

// surprise is the error for a wrong solution that was not rejected as its header says.
func (c Candidate) surprise(t ending, happened, todo string) error {
	kind := "fails"
	if c.Crash {
		kind = "crashes"
	}
	return fmt.Errorf("%s\n  mistake:  %s\n  expected: step %d %s and says %q\n  happened: %s\n  to do:    %s\n%s",
		c.File, c.Why, c.Step, kind, c.Rules, happened, todo, lastLines(t.output))
}

// JudgeRight returns nil if in log each of so many steps passed, and each of the fuzz targets
// for its seeds. Under the race detector rows that measure time may be skipped, otherwise no row.
func (c Candidate) JudgeRight(log *gotest.Log, steps int, targets []string, race bool) error {
	complain := func(happened, todo, output string) error {
		return fmt.Errorf("%s\n  expected: a right design passes everything\n  happened: %s\n  to do:    %s\n%s",
			c.File, happened, todo, lastLines(output))
	}
	const advice = "test only what the contract says, or correct the candidate if it breaks the contract"
	for n := range steps {
		if t := step(log, n+1); t.outcome != gotest.Passed {
			return complain(fmt.Sprintf("step %d %v", n+1, t.outcome), advice, t.output)
		}
	}
	for _, name := range targets {
		if t := endingOf(log, name); t.outcome != gotest.Passed {
			return complain(fmt.Sprintf("%s %v", name, t.outcome), advice, t.output)
		}
	}
	if !log.Passed() {
		return complain("all of it passed, but the process failed", advice, log.Output(""))
	}
	if len(log.Skipped()) > 0 && !race {
		return complain("skipped: "+strings.Join(log.Skipped(), ", "), "let it run: what is not tried proves nothing", log.Output(""))
	}
	return nil
}

// lastLines returns the end of the output, set off from what stands above it.
func lastLines(output string) string {
	lines := strings.Split(strings.TrimRight(output, "\n"), "\n")
	lines = lines[max(0, len(lines)-shownLines):]
	return "  the last lines of its output:\n    | " + strings.Join(lines, "\n    | ")
}
