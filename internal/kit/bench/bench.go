// Package bench runs a question's benchmarks with the reference and with the learner's code in turns, and with other
// designs if they are asked for, and compares them by benchstat.
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
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

const (
	// benchBudget is about how long the rounds of a comparison take for each solution, unless the user says
	// otherwise.
	benchBudget = time.Minute

	// DefaultCount is the least number of rounds from which benchstat computes an interval.
	DefaultCount = 6

	minBenchTime = 2 * time.Millisecond
	maxBenchTime = time.Second

	// benchOverhead is how many times longer than its bench time a benchmark takes, because the
	// number of iterations is found by trying.
	benchOverhead = 1.5
)

// A Comparison measures solutions of a question: one as the base, and others beside it.
type Comparison struct {
	w         io.Writer
	q         question.Question
	style     report.Style
	pattern   string // of the benchmarks; "" for all but the large ones
	Count     int    // of the rounds
	benchTime string // as -benchtime takes it; "" for what the budget allows
	benchstat string // the binary

	sides []*side // the first is the base
}

// A side is one solution in a comparison.
type side struct {
	solution question.Solution
	binary   gotest.Binary
	results  int           // benchmarks that work
	once     time.Duration // how long one iteration of each takes, with all that it prepares
}

// New returns the Comparison of the solutions, the base first, for the benchmarks that match pattern. It prints to w.
// The environment's COUNT and BENCHTIME say how often and how long they run. The binaries come with Use.
func New(w io.Writer, q question.Question, pattern string, solutions ...question.Solution) (*Comparison, error) {
	c := &Comparison{w: w, q: q, style: report.StyleFor(w), pattern: pattern}
	for _, s := range solutions {
		c.sides = append(c.sides, &side{solution: s})
	}
	return c, c.configure(os.Getenv("COUNT"), os.Getenv("BENCHTIME"))
}

// Use gives the Comparison the tests with each solution, in the order of New.
func (c *Comparison) Use(binaries ...gotest.Binary) {
	for i, binary := range binaries {
		c.sides[i].binary = binary
	}
}

// IsUsual reports whether the usual benchmarks are asked for, in the usual way.
func (c *Comparison) IsUsual() bool {
	return c.pattern == "" && os.Getenv("COUNT") == "" && os.Getenv("BENCHTIME") == ""
}

// Bench measures the benchmarks that match pattern, all but the large ones if it is "", with the reference and the
// learner's code, and prints what benchstat makes of the figures. With is a list of designs to be measured too, or
// "all" for those there are.
func Bench(ctx context.Context, w io.Writer, q question.Question, pattern, with string) error {
	solutions, err := chooseDesigns(q, with)
	if err != nil {
		return err
	}
	solutions = append([]question.Solution{question.Of(question.Reference)}, solutions...)
	if stub, _ := os.ReadFile(q.Path("stub.go")); len(solutions) > 1 && question.IsUnwritten(stub) {
		fmt.Fprintf(w, "%s/stub.go is as it came, and left out.\n", q.Name)
	} else {
		solutions = append(solutions, question.Of(question.Learners))
	}
	c, err := New(w, q, pattern, solutions...)
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

// chooseDesigns returns the designs that a list names.
func chooseDesigns(q question.Question, list string) ([]question.Solution, error) {
	if list == "" {
		return nil, nil
	}
	designs, err := q.Designs()
	if err != nil {
		return nil, err
	}
	var chosen []question.Solution
	if list == "all" {
		for i := range designs {
			chosen = append(chosen, question.Solution{Variant: question.Learners, Design: &designs[i]})
		}
		return chosen, nil
	}
	for name := range strings.FieldsFuncSeq(list, func(r rune) bool { return r == ',' || r == ' ' }) {
		s, err := question.PickDesign(designs, name)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(chosen, s) {
			chosen = append(chosen, s)
		}
	}
	return chosen, nil
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
	for _, s := range c.sides {
		if s.binary, err = workspace.Build(ctx, dir, c.q, s.solution); err != nil {
			return err
		}
	}
	c.benchstat, err = buildBenchstat(ctx, dir, c.q)
	return err
}

// run rehearses the sides, measures them in turn and prints the comparison. It returns ErrFailed
// if one of them does not run every benchmark that the base runs.
func (c *Comparison) run(ctx context.Context) error {
	fmt.Fprintf(c.w, "%s: %s, side by side\n\n", c.q.Name, c.names())
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
	for _, s := range c.sides {
		if s.results < c.sides[0].results {
			return report.ErrFailed
		}
	}
	return nil
}

// names returns what is compared, in words.
func (c *Comparison) names() string {
	names := make([]string, len(c.sides))
	for i, s := range c.sides {
		names[i] = s.solution.String()
	}
	names[0] = "the " + names[0]
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// Measure rehearses the sides, and then measures them in turn. It returns ErrFailed if there is nothing to measure.
func (c *Comparison) Measure(ctx context.Context) error {
	limit := rehearsalLimit
	for _, s := range c.sides {
		if err := c.rehearse(ctx, s, limit); err != nil {
			return err
		}
		limit = max(leastPatience, patience*c.sides[0].once)
	}
	c.plan()
	return c.measure(ctx)
}

// plan picks the bench time if the user did not, and says what is going to be done.
func (c *Comparison) plan() {
	var once time.Duration
	results := 0
	for _, s := range c.sides {
		once += s.once
		results += s.results
	}
	if c.benchTime == "" {
		c.benchTime = fitBenchTime(time.Duration(len(c.sides))*benchBudget, once, results, c.Count).String()
	}
	fmt.Fprintf(c.w, "\nNow %s of each, %s a benchmark%s.\n", report.Plural(c.Count, "round"), c.benchTime, c.estimate(once, results))
	fmt.Fprintf(c.w, "COUNT=rounds and BENCHTIME=time choose otherwise.\n\n")
}

// fitBenchTime returns the bench time with which count rounds of that many results stay within the
// budget, where a round takes once even if nothing is iterated twice.
func fitBenchTime(budget, once time.Duration, results, count int) time.Duration {
	each := float64(budget/time.Duration(count)-once) / float64(results) / benchOverhead
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
	var files []string
	for _, s := range c.sides {
		files = append(files, s.solution.FileName()+"="+c.rawFile(s.solution))
	}
	command := exec.CommandContext(ctx, c.benchstat, files...)
	command.Dir, command.Stdout, command.Stderr = c.q.Root, c.w, c.w
	fmt.Fprintln(c.w)
	if err := command.Run(); err != nil {
		return cmp.Or(ctx.Err(), fmt.Errorf("benchstat: %w", err))
	}
	fmt.Fprintf(c.w, `
"vs base" compares with the %v: +50%% takes half as long again, ~ means no difference shows.
The raw figures are in %s.
`, c.sides[0].solution, c.rawDir())
	return nil
}

// RawFile returns the path of the file for a solution's figures.
func (c *Comparison) RawFile(s question.Solution) string {
	return filepath.Join(c.q.Root, c.rawFile(s))
}

// rawFile returns that from the repository's directory.
func (c *Comparison) rawFile(s question.Solution) string {
	return filepath.Join(c.rawDir(), s.FileName()+".txt")
}

// rawDir returns the directory for the figures of the solutions: those of other ones have another.
func (c *Comparison) rawDir() string {
	names := []string{c.q.Name}
	for _, s := range c.sides {
		if s.solution.Design != nil {
			names = append(names, s.solution.FileName())
		}
	}
	return filepath.Join(".oodkit", "bench", strings.Join(names, "-"))
}
