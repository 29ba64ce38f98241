package judge

import (
	"fmt"
	"strings"
)

// shownLines is how many of the last lines of the output a message shows.
const shownLines = 20

// JudgeWrong returns nil if run, of the steps up to the one in the header, rejected the wrong
// solution as the header says: the steps below passed, that one failed, and its output
// names the rule: as that of the answer that was wrong, or as a row that failed. Otherwise the error says
// what happened and what to do.
func (c Candidate) JudgeWrong(run Run) error {
	for n := 1; n < c.Step; n++ {
		if t := run.Step(n); t.Outcome != Passed {
			return c.surprise(t, fmt.Sprintf("step %d %v", n, t.Outcome), belowAdvice(t.Outcome, n))
		}
	}
	t := run.Step(c.Step)
	want := Failed
	if c.Crash {
		want = Crashed
	}
	if t.Outcome != want {
		return c.surprise(t, fmt.Sprintf("step %d %v", c.Step, t.Outcome), c.advice(t.Outcome))
	}
	for _, rule := range c.Rules {
		if !says(t.Output, rule) {
			return c.surprise(t, fmt.Sprintf("step %d %v without saying %q", c.Step, t.Outcome, rule),
				"let the step's message name the rule that leads a learner to the mistake, or correct the header's rule")
		}
	}
	return nil
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
func belowAdvice(o Outcome, n int) string {
	switch o {
	case Failed:
		return fmt.Sprintf("say step: %d with its rule if that is where it belongs, or make the mistake a smaller one", n)
	case Crashed, TimedOut:
		return "let the step fail with a message before it comes to that, or change the candidate"
	}
	return fmt.Sprintf("let step %d run: what is not tried proves nothing", n)
}

// advice says what to do about an unexpected outcome of the header's step.
func (c Candidate) advice(o Outcome) string {
	switch o {
	case Passed:
		return fmt.Sprintf("add a row to step %d that catches this mistake, or correct the header's step", c.Step)
	case Failed:
		return "remove crash: true from the header, the step fails in the ordinary way"
	case Crashed:
		return "let the step catch it and say the rule, or write crash: true in the header if nothing can"
	case TimedOut:
		return "let the step give up sooner with a message: a timeout is not a rejection"
	}
	return fmt.Sprintf("let step %d run: what is not tried proves nothing", c.Step)
}

// surprise is the error for a wrong solution that was not rejected as its header says.
func (c Candidate) surprise(t Test, happened, todo string) error {
	kind := "fails"
	if c.Crash {
		kind = "crashes"
	}
	return fmt.Errorf("%s\n  mistake:  %s\n  expected: step %d %s and says %q\n  happened: %s\n  to do:    %s\n%s",
		c.File, c.Why, c.Step, kind, c.Rules, happened, todo, lastLines(t.Output))
}

// JudgeRight returns nil if in run each of so many steps passed, and each of the fuzz targets
// for its seeds. Under the race detector rows that measure time may be skipped, otherwise no row.
func (c Candidate) JudgeRight(run Run, steps int, targets []string, race bool) error {
	complain := func(happened, todo, output string) error {
		return fmt.Errorf("%s\n  expected: a right design passes everything\n  happened: %s\n  to do:    %s\n%s",
			c.File, happened, todo, lastLines(output))
	}
	const advice = "test only what the contract says, or correct the candidate if it breaks the contract"
	for n := range steps {
		if t := run.Step(n + 1); t.Outcome != Passed {
			return complain(fmt.Sprintf("step %d %v", n+1, t.Outcome), advice, t.Output)
		}
	}
	for _, name := range targets {
		if t := run.test(name); t.Outcome != Passed {
			return complain(fmt.Sprintf("%s %v", name, t.Outcome), advice, t.Output)
		}
	}
	if !run.Passed {
		return complain("all of it passed, but the process failed", advice, run.Output)
	}
	if len(run.Skipped) > 0 && !race {
		return complain("skipped: "+strings.Join(run.Skipped, ", "), "let it run: what is not tried proves nothing", run.Output)
	}
	return nil
}

// lastLines returns the end of the output, set off from what stands above it.
func lastLines(output string) string {
	lines := strings.Split(strings.TrimRight(output, "\n"), "\n")
	lines = lines[max(0, len(lines)-shownLines):]
	return "  the last lines of its output:\n    | " + strings.Join(lines, "\n    | ")
}
