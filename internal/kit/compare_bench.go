package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/oodkit/oodkit/internal/kit/page"
)

// noBenchmarks is the pattern for none of them.
const noBenchmarks = "none"

// newBenchmarks returns how to measure the benchmarks that match pattern, with the environment's
// COUNT and BENCHTIME, or nil if none shall be.
func newBenchmarks(w io.Writer, q question, pattern string) (*comparison, error) {
	if pattern == noBenchmarks {
		return nil, nil
	}
	c := &comparison{w: w, q: q, style: styleFor(w), pattern: pattern}
	return c, c.configure(os.Getenv("COUNT"), os.Getenv("BENCHTIME"))
}

// measure measures the benchmarks, unless that was done since the last edit, and prints the figures.
func (r *review) measure(ctx context.Context, c *comparison) error {
	if c == nil {
		r.page.Summary = "Not measured."
		return nil
	}
	c.reference.binary, c.mine.binary = r.reference.binary, r.mine.binary
	if at, ok := c.measuredBefore(); ok {
		fmt.Fprintf(r.w, "The figures are those that were measured at %s, after your last edit. BENCH=. measures again.\n", at.Format(time.TimeOnly))
	} else if err := c.measureAll(ctx); errors.Is(err, errFailed) {
		r.page.Summary = "Not measured: your code does not run the benchmarks yet."
		return nil
	} else if err != nil {
		return err
	}
	rows, err := c.readRows()
	if err != nil {
		return err
	}
	r.page.Benchmarks, r.page.Charts, r.page.Summary = rows, page.Charts(rows), summarize(rows)
	printRows(r.w, r.style, rows)
	if c.count < defaultCount {
		fmt.Fprintf(r.w, "%s tell little: from COUNT=%d on a difference can be told from chance.\n", plural(c.count, "round"), defaultCount)
	}
	fmt.Fprintln(r.w, r.page.Summary)
	return nil
}

// measureAll rehearses both sides and measures them.
func (c *comparison) measureAll(ctx context.Context) error {
	fmt.Fprintln(c.w, "Benchmarks (BENCH=none leaves them out). First each runs once, to see that it works:")
	if err := c.rehearse(ctx, &c.reference, rehearsalLimit); err != nil {
		return err
	}
	if err := c.rehearse(ctx, &c.mine, max(leastPatience, patience*c.reference.once)); err != nil {
		return err
	}
	c.plan()
	return c.measure(ctx)
}

// measuredBefore reports whether the usual benchmarks are asked for, and there are complete figures
// of both variants that are newer than the question's code; and when they were measured.
func (c *comparison) measuredBefore() (at time.Time, ok bool) {
	if c.pattern != "" || os.Getenv("COUNT") != "" || os.Getenv("BENCHTIME") != "" {
		return time.Time{}, false
	}
	rows, err := c.readRows()
	if err != nil || len(rows) == 0 || !c.complete() {
		return time.Time{}, false
	}
	at = modified(filepath.Join(c.q.root, c.rawFile(mine)))
	sources, _ := filepath.Glob(filepath.Join(c.q.dir(), "*.go")) // fails for bad patterns only
	for _, source := range sources {
		if !modified(source).Before(at) {
			return time.Time{}, false
		}
	}
	return at, true
}

// modified returns when the file was last written.
func modified(file string) time.Time {
	info, err := os.Stat(file)
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// complete reports whether the figures are of all large and small benchmarks and of enough rounds: an
// interrupted measurement has fewer of its last benchmark than of its first.
func (c *comparison) complete() bool {
	for _, v := range []variant{reference, mine} {
		samples, err := readSamples(filepath.Join(c.q.root, c.rawFile(v)))
		if err != nil || samples.least() < defaultCount || samples.least() != samples.most() {
			return false
		}
	}
	return true
}

// readRows returns the figures of both variants, for the benchmarks that both have. Third parties
// are left out.
func (c *comparison) readRows() ([]page.Row, error) {
	ours, err := readSamples(filepath.Join(c.q.root, c.rawFile(mine)))
	theirs, err2 := readSamples(filepath.Join(c.q.root, c.rawFile(reference)))
	if err := cmp.Or(err, err2); err != nil {
		return nil, err
	}
	var rows []page.Row
	for _, key := range theirs.keys {
		if ours.values[key] != nil && !isThirdParty(key.name) {
			rows = append(rows, newRow(key, ours.values[key], theirs.values[key]))
		}
	}
	return rows, nil
}
