package judge

import (
	"fmt"
	"strings"

	"github.com/oodkit/oodkit/internal/gotest"
)

// shownLines is how many lines from the end of the output a message shows.
const shownLines = 20

// JudgeWrong returns nil if the steps rejected the wrong solution as the header says. Log is a run of the steps up to
// the one in the header. The steps below must have passed, and that step must have failed. Its output must contain
// the rule, as the rule of a wrong answer or as the name of a failed row. Otherwise the error says what happened and
// what to do.
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
				"make the step's message name the rule that leads a learner to the mistake, or correct the rule in the header")
		}
	}
	return nil
}

// An ending says how a test ended, and has the output that a learner saw.
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

// says reports whether the output of a step contains the rule. The rule may also be the name of a failed row, in which
// the testing package writes underscores for spaces.
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
		return fmt.Sprintf("move the candidate to step%d.txtar with a rule of that step if it belongs there, or make the mistake smaller", n)
	case gotest.Crashed, gotest.EndedEarly, gotest.TimedOut:
		return "make the step fail with a message before that happens, or change the candidate"
	}
	return fmt.Sprintf("let step %d run: a step that did not run proves nothing", n)
}

// advice says what to do about an unexpected outcome of the header's step.
func (c Candidate) advice(o gotest.Outcome) string {
	switch o {
	case gotest.Passed:
		return fmt.Sprintf("add a row to step %d that catches this mistake, or move the candidate to the archive of another step", c.Step)
	case gotest.Failed:
		return "remove crash: true from the header: the step fails without a crash"
	case gotest.Crashed, gotest.EndedEarly:
		return "make the step catch it and name the rule, or write crash: true in the header if no step can"
	case gotest.TimedOut:
		return "make the step give up sooner, with a message: a timeout is not a rejection"
	}
	return fmt.Sprintf("let step %d run: a step that did not run proves nothing", c.Step)
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

// JudgeRight returns nil if log shows that every step passed, and every fuzz target for its seeds. Steps is the number
// of steps. Only under the race detector may rows be skipped: those that measure time.
func (c Candidate) JudgeRight(log *gotest.Log, steps int, targets []string, race bool) error {
	complain := func(happened, todo, output string) error {
		return fmt.Errorf("%s\n  expected: a right design passes everything\n  happened: %s\n  to do:    %s\n%s",
			c.File, happened, todo, lastLines(output))
	}
	const advice = "check only what the contract says, or correct the candidate if it breaks the contract"
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
		return complain("every step and fuzz target passed, but the process failed", advice, log.Output(""))
	}
	if len(log.Skipped()) > 0 && !race {
		return complain("skipped: "+strings.Join(log.Skipped(), ", "), "let it run: a row that did not run proves nothing", log.Output(""))
	}
	return nil
}

// lastLines returns the end of the output, indented under a heading.
func lastLines(output string) string {
	lines := strings.Split(strings.TrimRight(output, "\n"), "\n")
	lines = lines[max(0, len(lines)-shownLines):]
	return "  the last lines of its output:\n    | " + strings.Join(lines, "\n    | ")
}
