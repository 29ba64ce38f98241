package compare

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/oodkit/oodkit/internal/kit/bench"
	"github.com/oodkit/oodkit/internal/kit/compare/page"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/question"
)

// noBenchmarks is the pattern that leaves the benchmarks out.
const noBenchmarks = "none"

// newBenchmarks returns the Comparison with the other solution for the benchmarks that match pattern, or nil if the
// pattern leaves the benchmarks out. COUNT and BENCHTIME in the environment apply.
func newBenchmarks(w io.Writer, q question.Question, pattern string, other question.Solution) (*bench.Comparison, error) {
	if pattern == noBenchmarks {
		return nil, nil
	}
	return bench.New(w, q, pattern, other, learners)
}

var learners = question.Of(question.Learners)

// measure measures the benchmarks and prints the figures. It does not measure again if nothing was edited since.
func (r *comparison) measure(ctx context.Context, c *bench.Comparison) error {
	if c == nil {
		r.page.Summary = "Not measured."
		return nil
	}
	c.Use(r.other.binary, r.mine.binary)
	if at, ok := measuredBefore(r.q, c, r.other.solution); ok {
		fmt.Fprintf(r.w, "The figures are from %s, after your last edit. To measure again: %s\n", at.Format(time.TimeOnly), again(r.q, r.other.solution))
	} else if err := measure(ctx, r.w, c); errors.Is(err, report.ErrFailed) {
		r.page.Summary = "Not measured: your code does not run the benchmarks yet."
		return nil
	} else if err != nil {
		return err
	}
	rows, err := readRows(c, r.other.solution)
	if err != nil {
		return err
	}
	r.page.Benchmarks, r.page.Charts, r.page.Summary = rows, page.Charts(rows), summarize(rows, r.page.Other)
	printRows(r.w, r.style, r.other.solution.String(), rows)
	if c.Count < bench.DefaultCount {
		fmt.Fprintf(r.w, "%s cannot show whether a difference is chance. Use COUNT=%d or more.\n", report.Plural(c.Count, "round"), bench.DefaultCount)
	}
	fmt.Fprintln(r.w, r.page.Summary)
	return nil
}

// again returns the command that measures the usual benchmarks even if nothing was edited.
func again(q question.Question, other question.Solution) string {
	command := "make compare " + q.Arguments()
	if other.Design != nil {
		command += " WITH=" + other.Design.Name
	}
	return fmt.Sprintf("%s COUNT=%d", command, bench.DefaultCount)
}

// measure measures both solutions.
func measure(ctx context.Context, w io.Writer, c *bench.Comparison) error {
	fmt.Fprintln(w, "Benchmarks (BENCH=none leaves them out). First each runs once, to see whether it works:")
	return c.Measure(ctx)
}

// measuredBefore reports whether the usual benchmarks are asked for, and complete figures of both solutions exist that
// are newer than the question's code. It also returns when they were measured.
func measuredBefore(q question.Question, c *bench.Comparison, other question.Solution) (at time.Time, ok bool) {
	if !c.IsUsual() {
		return time.Time{}, false
	}
	rows, err := readRows(c, other)
	if err != nil || len(rows) == 0 || !complete(c, other) {
		return time.Time{}, false
	}
	at = modified(c.RawFile(learners))
	if other.Design != nil && !modified(other.Design.Path).Before(at) {
		return time.Time{}, false
	}
	files, err := q.Files()
	for _, file := range files {
		if !modified(q.Path(file.Name)).Before(at) {
			return time.Time{}, false
		}
	}
	return at, err == nil
}

// modified returns when the file was last written.
func modified(file string) time.Time {
	info, err := os.Stat(file)
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// complete reports whether the figures have enough rounds of every benchmark. An interrupted measurement has fewer
// values for its last benchmark than for its first.
func complete(c *bench.Comparison, other question.Solution) bool {
	for _, s := range []question.Solution{other, learners} {
		samples, err := readSamples(c.RawFile(s))
		if err != nil || samples.least() < bench.DefaultCount || samples.least() != samples.most() {
			return false
		}
	}
	return true
}

// readRows returns the figures of both solutions, for the benchmarks that both have. It leaves out third parties.
func readRows(c *bench.Comparison, other question.Solution) ([]page.Row, error) {
	ours, err := readSamples(c.RawFile(learners))
	theirs, err2 := readSamples(c.RawFile(other))
	if err := cmp.Or(err, err2); err != nil {
		return nil, err
	}
	var rows []page.Row
	for _, key := range theirs.keys {
		if ours.values[key] != nil && !bench.IsThirdParty(key.name) {
			rows = append(rows, newRow(key, ours.values[key], theirs.values[key]))
		}
	}
	return rows, nil
}
