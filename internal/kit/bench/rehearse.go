package bench

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/question"
)

const (
	// rehearsalLimit is how long the reference's rehearsal may take.
	rehearsalLimit = 10 * time.Minute

	// The rehearsal of the learner's code, or of a design, may take as long as the reference's, multiplied by
	// patience. It may take leastPatience in any case.
	patience      = 5
	leastPatience = time.Minute

	// maxListed is how many failing benchmarks are listed.
	maxListed = 5
)

// rehearse runs each benchmark once and prints which ones fail. It returns ErrFailed if there is nothing to measure.
func (c *Comparison) rehearse(ctx context.Context, s *side, limit time.Duration) error {
	began := func(benchmark string) {
		c.style.Transient(c.w, fmt.Sprintf("  %-*v  %s …", c.width(), s.solution, benchmark))
	}
	begin := time.Now()
	log, err := s.binary.Run(ctx, limit, began, c.args("1x")...)
	c.style.Clear(c.w)
	if err != nil {
		return err
	}
	s.once, s.results = time.Since(begin), countResults(log, anyBenchmark)
	fmt.Fprintf(c.w, "  %-*v  %s in %s\n", c.width(), s.solution, report.Plural(s.results, "benchmark"), report.Brief(s.once))
	if problem := explainRehearsal(c.q, log, limit); len(problem) > 0 {
		report.PrintLines(c.w, problem)
		fmt.Fprintln(c.w, "\nCorrect that first, or measure other benchmarks with BENCH=pattern.")
		return report.ErrFailed
	}
	failed := log.Failures()
	c.listFailures(failed)
	switch {
	case s.results == 0 && len(failed) == 0:
		return c.noMatch(ctx, s)
	case len(failed) > 0 && countResults(log, IsThirdParty) == s.results:
		fmt.Fprintf(c.w, "\nThere is nothing to compare yet. Next: make try Q=%s\n", c.q.Name)
		return report.ErrFailed
	}
	return nil
}

// width returns the width of the column for the names of the solutions.
func (c *Comparison) width() int {
	width := 0
	for _, s := range c.sides {
		width = max(width, len(s.solution.String()))
	}
	return width
}

// IsThirdParty reports whether a benchmark measures neither the reference nor the learner's code.
func IsThirdParty(benchmark string) bool { return strings.Contains(benchmark, "/impl=") }

func anyBenchmark(string) bool { return true }

// countResults returns how many of the wanted benchmarks have a result.
func countResults(log *gotest.Log, wanted func(benchmark string) bool) int {
	count := 0
	for _, test := range log.Tests {
		if wanted(test.Name) && test.Measured() {
			count++
		}
	}
	return count
}

// explainRehearsal says why the process of a rehearsal did not run to its end. If it did, it returns no lines.
func explainRehearsal(q question.Question, log *gotest.Log, limit time.Duration) []string {
	at := ""
	if test := log.Running(); test.Name != "" {
		at = " in " + test.Name
	}
	switch {
	case log.Exit.TimedOut:
		return []string{fmt.Sprintf("stopped after %s%s", roughly(limit), at)}
	case log.Crashed():
		return append([]string{"crashed" + at}, gotest.CrashLines(q, log)...)
	case !log.Finished():
		return append([]string{fmt.Sprintf("ended early%s: %s", at, log.Exit.Text)}, log.Running().Printed()...)
	default:
		return nil
	}
}

// listFailures prints which benchmarks failed and why, one line for each.
func (c *Comparison) listFailures(failed []*gotest.Test) {
	if len(failed) == 0 {
		return
	}
	fmt.Fprintf(c.w, "  %d fail:\n", len(failed))
	for i, record := range failed {
		if i == maxListed {
			fmt.Fprintf(c.w, "    and %d more\n", len(failed)-maxListed)
			return
		}
		why := "it failed"
		if message := record.Message(); len(message) > 0 {
			why = gotest.Clickable(c.q, message[0])
		}
		fmt.Fprintf(c.w, "    %s: %s\n", record.Name, why)
	}
}

// noMatch returns the error for a pattern that no benchmark matches.
func (c *Comparison) noMatch(ctx context.Context, s *side) error {
	names, err := s.binary.Command(ctx, "-test.list=^Benchmark").Output()
	if err != nil {
		return err
	}
	return question.ArgumentError{Text: fmt.Sprintf("No benchmark matches %q. The benchmarks are: %s",
		c.pattern, strings.Join(strings.Fields(string(names)), ", "))}
}
