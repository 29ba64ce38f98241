package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"time"
)

const (
	// benchBudget is about how long the rounds of a comparison take, unless the user says
	// otherwise.
	benchBudget = 2 * time.Minute

	// defaultCount is the least number of rounds from which benchstat computes an interval.
	defaultCount = 6

	minBenchTime = 2 * time.Millisecond
	maxBenchTime = time.Second

	// benchOverhead is how many times longer than its bench time a benchmark takes, because the
	// number of iterations is found by trying.
	benchOverhead = 1.5
)

// A comparison measures both variants of a question.
type comparison struct {
	w         io.Writer
	q         question
	style     style
	pattern   string // of the benchmarks; "" for all but the large ones
	count     int    // of the rounds
	benchTime string // as -benchtime takes it; "" for what the budget allows
	benchstat string // the binary

	reference, mine side
}

// A side is one variant in a comparison.
type side struct {
	binary  testBinary
	results int           // benchmarks that work
	once    time.Duration // how long one iteration of each takes, with all that it prepares
}

// bench measures the benchmarks that match pattern, all but the large ones if it is "", with both
// variants, and prints what benchstat makes of the figures. The environment's COUNT and BENCHTIME
// say how often and how long.
func bench(ctx context.Context, w io.Writer, q question, pattern string) error {
	c := &comparison{w: w, q: q, style: styleFor(w), pattern: pattern}
	if err := c.configure(os.Getenv("COUNT"), os.Getenv("BENCHTIME")); err != nil {
		return err
	}
	dir, remove, err := tempDir()
	if err != nil {
		return err
	}
	defer remove()
	if err := c.build(ctx, dir); err != nil {
		return err
	}
	return c.run(ctx)
}

// iterations matches what -benchtime takes besides durations.
var iterations = regexp.MustCompile(`^[1-9][0-9]*x$`)

func (c *comparison) configure(count, benchTime string) (err error) {
	c.count, err = strconv.Atoi(cmp.Or(count, strconv.Itoa(defaultCount)))
	if err != nil || c.count < 1 {
		return usageError{fmt.Sprintf("COUNT=%s: want the number of rounds, such as %d", count, defaultCount)}
	}
	if _, err := regexp.Compile(c.pattern); err != nil {
		return usageError{fmt.Sprintf("BENCH=%s: %v", c.pattern, err)}
	}
	c.benchTime = benchTime
	d, err := time.ParseDuration(benchTime)
	if benchTime != "" && !iterations.MatchString(benchTime) && (err != nil || d <= 0) {
		return usageError{fmt.Sprintf("BENCHTIME=%s: want how long a benchmark runs, such as 100ms, or how often, such as 1000x", benchTime)}
	}
	return nil
}

// largeSizes matches benchmarks, named as in BenchmarkGet/keys=int/n=65536, of so many entries that
// most of the time would go into making them.
const largeSizes = `/^n=[0-9]{5,}$|//^n=[0-9]{5,}$`

// args returns the arguments with which a test binary runs the benchmarks.
func (c *comparison) args(benchTime string) []string {
	args := []string{"-test.run=^$", "-test.benchtime=" + benchTime}
	if c.pattern == "" {
		return append(args, "-test.bench=.", "-test.skip="+largeSizes)
	}
	return append(args, "-test.bench="+c.pattern)
}

// build compiles all that is needed, so that nothing can be missing after minutes of measuring.
func (c *comparison) build(ctx context.Context, dir string) (err error) {
	c.style.transient(c.w, "compiling …")
	defer c.style.clear(c.w)
	if c.reference.binary, err = buildTest(ctx, dir, c.q, reference); err != nil {
		return err
	}
	if c.mine.binary, err = buildTest(ctx, dir, c.q, mine); err != nil {
		return err
	}
	c.benchstat, err = buildBenchstat(ctx, dir, c.q)
	return err
}

// run rehearses both sides, measures them in turn and prints the comparison. It returns errFailed
// if the learner's code does not run every benchmark.
func (c *comparison) run(ctx context.Context) error {
	fmt.Fprintf(c.w, "%s: the reference and your code, side by side\n\n", c.q.name)
	if c.pattern == "" {
		fmt.Fprintln(c.w, "Sizes of 10000 and more are left out. BENCH=. measures all, BENCH=pattern what matches.")
	}
	fmt.Fprintln(c.w, "First each benchmark runs once, to see that it works:")
	if err := c.rehearse(ctx, &c.reference, rehearsalLimit); err != nil {
		return err
	}
	if err := c.rehearse(ctx, &c.mine, max(leastPatience, patience*c.reference.once)); err != nil {
		return err
	}
	c.plan()
	if err := c.measure(ctx); err != nil {
		return err
	}
	if err := c.compare(ctx); err != nil {
		return err
	}
	if c.mine.results < c.reference.results {
		return errFailed
	}
	return nil
}

// plan picks the bench time if the user did not, and says what is going to be done.
func (c *comparison) plan() {
	once, results := c.reference.once+c.mine.once, c.reference.results+c.mine.results
	if c.benchTime == "" {
		c.benchTime = fitBenchTime(once, results, c.count).String()
	}
	fmt.Fprintf(c.w, "\nNow %s of both, %s a benchmark%s.\n", plural(c.count, "round"), c.benchTime, c.estimate(once, results))
	fmt.Fprintf(c.w, "COUNT=rounds and BENCHTIME=time choose otherwise.\n\n")
}

// fitBenchTime returns the bench time with which count rounds of that many results stay within the
// budget, where a round takes once even if nothing is iterated twice.
func fitBenchTime(once time.Duration, results, count int) time.Duration {
	each := float64(benchBudget/time.Duration(count)-once) / float64(results) / benchOverhead
	return min(max(time.Duration(each).Truncate(time.Millisecond), minBenchTime), maxBenchTime)
}

// estimate says how long the rounds will take, if the bench time is a time.
func (c *comparison) estimate(once time.Duration, results int) string {
	each, err := time.ParseDuration(c.benchTime)
	if err != nil {
		return ""
	}
	round := once + time.Duration(float64(each)*float64(results)*benchOverhead)
	return ": about " + roughly(round*time.Duration(c.count))
}

// roughly returns d as one would say it.
func roughly(d time.Duration) string {
	if d < 90*time.Second {
		return fmt.Sprintf("%.0f s", d.Seconds())
	}
	return fmt.Sprintf("%.0f min", d.Minutes())
}

// compare calls benchstat.
func (c *comparison) compare(ctx context.Context) error {
	command := exec.CommandContext(ctx, c.benchstat,
		reference.file+"="+c.rawFile(reference), mine.file+"="+c.rawFile(mine))
	command.Dir, command.Stdout, command.Stderr = c.q.root, c.w, c.w
	fmt.Fprintln(c.w)
	if err := command.Run(); err != nil {
		return cmp.Or(ctx.Err(), fmt.Errorf("benchstat: %w", err))
	}
	fmt.Fprintf(c.w, `
"vs base" compares your code with the reference: +50%% takes half as long again, ~ means no difference shows.
The raw figures are in %s and %s.
`, c.rawFile(reference), c.rawFile(mine))
	return nil
}

// rawFile returns the file for a variant's figures, from the repository's directory.
func (c *comparison) rawFile(v variant) string {
	return filepath.Join(".oodkit", "bench", c.q.name, v.file+".txt")
}
