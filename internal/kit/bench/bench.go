// Package bench runs a question's benchmarks with the reference and with the learner's code in turns, and
// compares the two by benchstat.
//
// It fits the time of a round to a budget, and it first runs each benchmark once: code that is half done is
// measured as far as it goes. The figures stay in the folder .oodkit.
package bench

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

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

const (
	// benchBudget is about how long the rounds of a comparison take, unless the user says
	// otherwise.
	benchBudget = 2 * time.Minute

	// DefaultCount is the least number of rounds from which benchstat computes an interval.
	DefaultCount = 6

	minBenchTime = 2 * time.Millisecond
	maxBenchTime = time.Second

	// benchOverhead is how many times longer than its bench time a benchmark takes, because the
	// number of iterations is found by trying.
	benchOverhead = 1.5
)

// A Comparison measures both variants of a question.
type Comparison struct {
	w         io.Writer
	q         question.Question
	style     report.Style
	pattern   string // of the benchmarks; "" for all but the large ones
	Count     int    // of the rounds
	benchTime string // as -benchtime takes it; "" for what the budget allows
	benchstat string // the binary

	reference, mine side
}

// A side is one variant in a comparison.
type side struct {
	binary  gotest.Binary
	results int           // benchmarks that work
	once    time.Duration // how long one iteration of each takes, with all that it prepares
}

// New returns the Comparison for the benchmarks that match pattern, which prints to w. The environment's COUNT
// and BENCHTIME say how often and how long they run. Its binaries come with Use.
func New(w io.Writer, q question.Question, pattern string) (*Comparison, error) {
	c := &Comparison{w: w, q: q, style: report.StyleFor(w), pattern: pattern}
	return c, c.configure(os.Getenv("COUNT"), os.Getenv("BENCHTIME"))
}

// Use gives the Comparison the tests with both variants.
func (c *Comparison) Use(reference, mine gotest.Binary) {
	c.reference.binary, c.mine.binary = reference, mine
}

// IsUsual reports whether the usual benchmarks are asked for, in the usual way.
func (c *Comparison) IsUsual() bool {
	return c.pattern == "" && os.Getenv("COUNT") == "" && os.Getenv("BENCHTIME") == ""
}

// Bench measures the benchmarks that match pattern, all but the large ones if it is "", with both
// variants, and prints what benchstat makes of the figures.
func Bench(ctx context.Context, w io.Writer, q question.Question, pattern string) error {
	c, err := New(w, q, pattern)
	if err != nil {
		return err
	}
	dir, remove, err := workspace.TempDir()
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

func (c *Comparison) configure(count, benchTime string) (err error) {
	c.Count, err = strconv.Atoi(cmp.Or(count, strconv.Itoa(DefaultCount)))
	if err != nil || c.Count < 1 {
		return question.ArgumentError{Text: fmt.Sprintf("COUNT=%s: want the number of rounds, such as %d", count, DefaultCount)}
	}
	if _, err := regexp.Compile(c.pattern); err != nil {
		return question.ArgumentError{Text: fmt.Sprintf("BENCH=%s: %v", c.pattern, err)}
	}
	c.benchTime = benchTime
	d, err := time.ParseDuration(benchTime)
	if benchTime != "" && !iterations.MatchString(benchTime) && (err != nil || d <= 0) {
		return question.ArgumentError{Text: fmt.Sprintf("BENCHTIME=%s: want how long a benchmark runs, such as 100ms, or how often, such as 1000x", benchTime)}
	}
	return nil
}

// largeSizes matches benchmarks, named as in BenchmarkGet/keys=int/n=65536, of so many entries that
// most of the time would go into making them.
const largeSizes = `/^n=[0-9]{5,}$|//^n=[0-9]{5,}$`

// args returns the arguments with which a test binary runs the benchmarks.
func (c *Comparison) args(benchTime string) []string {
	args := []string{"-test.run=^$", "-test.benchtime=" + benchTime}
	if c.pattern == "" {
		return append(args, "-test.bench=.", "-test.skip="+largeSizes)
	}
	return append(args, "-test.bench="+c.pattern)
}

// build compiles all that is needed, so that nothing can be missing after minutes of measuring.
func (c *Comparison) build(ctx context.Context, dir string) (err error) {
	c.style.Transient(c.w, "compiling …")
	defer c.style.Clear(c.w)
	if c.reference.binary, err = workspace.Build(ctx, dir, c.q, question.Reference); err != nil {
		return err
	}
	if c.mine.binary, err = workspace.Build(ctx, dir, c.q, question.Learners); err != nil {
		return err
	}
	c.benchstat, err = buildBenchstat(ctx, dir, c.q)
	return err
}

// run rehearses both sides, measures them in turn and prints the comparison. It returns ErrFailed
// if the learner's code does not run every benchmark.
func (c *Comparison) run(ctx context.Context) error {
	fmt.Fprintf(c.w, "%s: the reference and your code, side by side\n\n", c.q.Name)
	if c.pattern == "" {
		fmt.Fprintln(c.w, "Sizes of 10000 and more are left out. BENCH=. measures all, BENCH=pattern what matches.")
	}
	fmt.Fprintln(c.w, "First each benchmark runs once, to see that it works:")
	if err := c.Measure(ctx); err != nil {
		return err
	}
	if err := c.compare(ctx); err != nil {
		return err
	}
	if c.mine.results < c.reference.results {
		return report.ErrFailed
	}
	return nil
}

// Measure rehearses both sides, and then measures them in turn. It returns ErrFailed if there is nothing to measure.
func (c *Comparison) Measure(ctx context.Context) error {
	if err := c.rehearse(ctx, &c.reference, rehearsalLimit); err != nil {
		return err
	}
	if err := c.rehearse(ctx, &c.mine, max(leastPatience, patience*c.reference.once)); err != nil {
		return err
	}
	c.plan()
	return c.measure(ctx)
}

// plan picks the bench time if the user did not, and says what is going to be done.
func (c *Comparison) plan() {
	once, results := c.reference.once+c.mine.once, c.reference.results+c.mine.results
	if c.benchTime == "" {
		c.benchTime = fitBenchTime(once, results, c.Count).String()
	}
	fmt.Fprintf(c.w, "\nNow %s of both, %s a benchmark%s.\n", report.Plural(c.Count, "round"), c.benchTime, c.estimate(once, results))
	fmt.Fprintf(c.w, "COUNT=rounds and BENCHTIME=time choose otherwise.\n\n")
}

// fitBenchTime returns the bench time with which count rounds of that many results stay within the
// budget, where a round takes once even if nothing is iterated twice.
func fitBenchTime(once time.Duration, results, count int) time.Duration {
	each := float64(benchBudget/time.Duration(count)-once) / float64(results) / benchOverhead
	return min(max(time.Duration(each).Truncate(time.Millisecond), minBenchTime), maxBenchTime)
}

// estimate says how long the rounds will take, if the bench time is a time.
func (c *Comparison) estimate(once time.Duration, results int) string {
	each, err := time.ParseDuration(c.benchTime)
	if err != nil {
		return ""
	}
	round := once + time.Duration(float64(each)*float64(results)*benchOverhead)
	return ": about " + roughly(round*time.Duration(c.Count))
}

// roughly returns d as one would say it.
func roughly(d time.Duration) string {
	if d < 90*time.Second {
		return fmt.Sprintf("%.0f s", d.Seconds())
	}
	return fmt.Sprintf("%.0f min", d.Minutes())
}

// compare calls benchstat.
func (c *Comparison) compare(ctx context.Context) error {
	command := exec.CommandContext(ctx, c.benchstat,
		question.Reference.FileName()+"="+rawFile(c.q, question.Reference), question.Learners.FileName()+"="+rawFile(c.q, question.Learners))
	command.Dir, command.Stdout, command.Stderr = c.q.Root, c.w, c.w
	fmt.Fprintln(c.w)
	if err := command.Run(); err != nil {
		return cmp.Or(ctx.Err(), fmt.Errorf("benchstat: %w", err))
	}
	fmt.Fprintf(c.w, `
"vs base" compares your code with the reference: +50%% takes half as long again, ~ means no difference shows.
The raw figures are in %s and %s.
`, rawFile(c.q, question.Reference), rawFile(c.q, question.Learners))
	return nil
}

// RawFile returns the path of the file for a variant's figures.
func RawFile(q question.Question, v question.Variant) string {
	return filepath.Join(q.Root, rawFile(q, v))
}

// rawFile returns that from the repository's directory.
func rawFile(q question.Question, v question.Variant) string {
	return filepath.Join(".oodkit", "bench", q.Name, v.FileName()+".txt")
}
