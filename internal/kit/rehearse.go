package main

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"time"
)

const (
	// rehearsalLimit is how long the reference's rehearsal may take.
	rehearsalLimit = 10 * time.Minute

	// patience is how many times longer than the reference's the rehearsal of the learner's code
	// may take, and leastPatience what it may take in any case.
	patience      = 5
	leastPatience = time.Minute

	// maxListed is how many benchmarks that fail are listed.
	maxListed = 5
)

// rehearse runs each benchmark once and says which ones fail. It returns errFailed if there is
// nothing to measure.
func (c *comparison) rehearse(ctx context.Context, s *side, limit time.Duration) error {
	s.binary.began = func(benchmark string) {
		c.style.transient(c.w, fmt.Sprintf("  %-9s  %s …", s.binary.variant.name, benchmark))
	}
	begin := time.Now()
	j, end, err := s.binary.run(ctx, limit, c.args("1x")...)
	c.style.clear(c.w)
	if err != nil {
		return err
	}
	s.once, s.results = time.Since(begin), countResults(j, anyBenchmark)
	fmt.Fprintf(c.w, "  %-9s  %s in %s\n", s.binary.variant.name, plural(s.results, "benchmark"), brief(s.once))
	if problem := c.q.explainRehearsal(j, end, limit); len(problem) > 0 {
		printLines(c.w, problem)
		fmt.Fprintln(c.w, "\nMend that first, or measure other benchmarks: make bench with BENCH=pattern.")
		return errFailed
	}
	failed := j.failures()
	c.listFailures(failed)
	switch {
	case s.results == 0 && len(failed) == 0:
		return c.noMatch(ctx, s)
	case len(failed) > 0 && countResults(j, isThirdParty) == s.results:
		fmt.Fprintf(c.w, "\nNothing to compare yet: see make try Q=%s\n", c.q.name)
		return errFailed
	}
	return nil
}

// isThirdParty reports whether a benchmark measures neither the reference nor the learner's code.
func isThirdParty(benchmark string) bool { return strings.Contains(benchmark, "/impl=") }

func anyBenchmark(string) bool { return true }

// countResults returns how many of the wanted benchmarks came to a result.
func countResults(j *journal, wanted func(benchmark string) bool) int {
	count := 0
	for _, record := range j.tests {
		if wanted(record.name) && bytes.Contains(record.output, []byte(" ns/op")) {
			count++
		}
	}
	return count
}

// explainRehearsal says why the process of a rehearsal did not run to its end, if it did not.
func (q question) explainRehearsal(j *journal, end ending, limit time.Duration) []string {
	at := ""
	if record := j.underWay(); record.name != "" {
		at = " in " + record.name
	}
	switch {
	case end.timedOut:
		return []string{fmt.Sprintf("stopped after %s%s", roughly(limit), at)}
	case end.crashed(j):
		return append([]string{"crashed" + at}, q.crashLines(j)...)
	case j.record("").outcome == "":
		return append([]string{fmt.Sprintf("ended early%s: %s", at, end.text)}, j.underWay().printed()...)
	default:
		return nil
	}
}

// listFailures prints which benchmarks failed and why, in a line each.
func (c *comparison) listFailures(failed []*testRecord) {
	if len(failed) == 0 {
		return
	}
	fmt.Fprintf(c.w, "  %d do not run:\n", len(failed))
	for i, record := range failed {
		if i == maxListed {
			fmt.Fprintf(c.w, "    and %d more\n", len(failed)-maxListed)
			return
		}
		why := "it failed"
		if message := record.message(); len(message) > 0 {
			why = c.q.clickable(message[0])
		}
		fmt.Fprintf(c.w, "    %s: %s\n", record.name, why)
	}
}

// noMatch returns the error for a pattern that no benchmark matches.
func (c *comparison) noMatch(ctx context.Context, s *side) error {
	names, err := s.binary.command(ctx, "-test.list=^Benchmark").Output()
	if err != nil {
		return err
	}
	return usageError{fmt.Sprintf("No benchmark matches %q. The benchmarks are: %s",
		c.pattern, strings.Join(strings.Fields(string(names)), ", "))}
}
