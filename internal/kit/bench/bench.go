// Package bench runs a question's benchmarks with the reference and with the learner's code in turns, and with other
// designs on request. It compares the results with benchstat.
//
// It fits the time of a round to a budget. First it runs each benchmark once, so that it can measure unfinished code
// as far as that works. The figures stay in the folder .oodkit.
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
	// benchBudget is about how long the rounds of a comparison take for each solution. The user can choose
	// another time.
	benchBudget = time.Minute

	// DefaultCount is the least number of rounds from which benchstat computes an interval.
	DefaultCount = 6

	minBenchTime = 2 * time.Millisecond
	maxBenchTime = time.Second

	// benchOverhead is how many times as long as its bench time a benchmark takes. The testing package finds the
	// number of iterations by trying, which takes time.
	benchOverhead = 1.5
)

// A Comparison measures solutions of a question: one as the base, and others beside it.
type Comparison struct {
	w         io.Writer
	q         question.Question
	style     report.Style
	pattern   string // chooses benchmarks; "" chooses all but the large ones
	Count     int    // the number of rounds
	benchTime string // the value of -benchtime; "" means as much as the budget allows
	benchstat string // the path of the binary

	sides []*side // the first is the base
}

// A side is one solution in a comparison.
type side struct {
	solution question.Solution
	binary   gotest.Binary
	results  int           // the number of benchmarks that work
	once     time.Duration // how long one iteration of each takes, with its preparation
}

// New returns the Comparison of the solutions, the base first, for the benchmarks that match pattern. It prints to w.
// COUNT and BENCHTIME in the environment set how often and how long they run. Use sets the binaries.
func New(w io.Writer, q question.Question, pattern string, solutions ...question.Solution) (*Comparison, error) {
	c := &Comparison{w: w, q: q, style: report.StyleFor(w), pattern: pattern}
	for _, s := range solutions {
		c.sides = append(c.sides, &side{solution: s})
	}
	return c, c.configure(os.Getenv("COUNT"), os.Getenv("BENCHTIME"))
}

// Use sets the tests compiled with each solution, in the order of the solutions in New.
func (c *Comparison) Use(binaries ...gotest.Binary) {
	for i, binary := range binaries {
		c.sides[i].binary = binary
	}
}

// IsUsual reports whether the usual benchmarks run with the usual COUNT and BENCHTIME.
func (c *Comparison) IsUsual() bool {
	return c.pattern == "" && os.Getenv("COUNT") == "" && os.Getenv("BENCHTIME") == ""
}

// Bench measures the benchmarks that match pattern with the reference and the learner's code, and prints benchstat's
// comparison. The pattern "" chooses all but the large benchmarks. With is a list of designs to measure too, or "all".
func Bench(ctx context.Context, w io.Writer, q question.Question, pattern, with string) error {
	solutions, err := chooseDesigns(q, with)
	if err != nil {
		return err
	}
	solutions = append([]question.Solution{question.Of(question.Reference)}, solutions...)
	if stub, _ := os.ReadFile(q.Path("stub.go")); len(solutions) > 1 && question.IsUnwritten(stub) {
		fmt.Fprintf(w, "%s/stub.go is the original stub, so your code is left out.\n", q.Name)
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
		return question.ArgumentError{Text: fmt.Sprintf("BENCH=%s: %v: want a regular expression, as for go test -bench, such as Hit/keys=int", c.pattern, err)}
	}
	c.benchTime = benchTime
	d, err := time.ParseDuration(benchTime)
	if benchTime != "" && !iterations.MatchString(benchTime) && (err != nil || d <= 0) {
		return question.ArgumentError{Text: fmt.Sprintf("BENCHTIME=%s: want the time of a benchmark, such as 100ms, or the number of its iterations, such as 1000x", benchTime)}
	}
	return nil
}

// largeSizes matches benchmarks such as BenchmarkGet/keys=int/n=65536. They have so many entries that making those
// would take most of the time.
const largeSizes = `/^n=[0-9]{5,}$|//^n=[0-9]{5,}$`

// args returns the arguments with which a test binary runs the benchmarks.
func (c *Comparison) args(benchTime string) []string {
	args := []string{"-test.run=^$", "-test.benchtime=" + benchTime}
	if c.pattern == "" {
		return append(args, "-test.bench=.", "-test.skip="+largeSizes)
	}
	return append(args, "-test.bench="+c.pattern)
}

// build compiles everything first, so that a build cannot fail after minutes of measuring.
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
		fmt.Fprintln(c.w, "Sizes of 10,000 and more are left out. BENCH=. measures all sizes, BENCH=pattern the benchmarks that match.")
	}
	fmt.Fprintln(c.w, "First each benchmark runs once, to see whether it works:")
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

// names returns the names of the solutions as words of a sentence.
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

// plan chooses the bench time if the user did not, and prints what will be measured.
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
	fmt.Fprintf(c.w, "\nNow %s of each, with %s for a benchmark%s.\n", report.Plural(c.Count, "round"), c.benchTime, c.estimate(once, results))
	fmt.Fprintf(c.w, "To change that: COUNT=rounds and BENCHTIME=time.\n\n")
}

// fitBenchTime returns the bench time with which count rounds of that many results stay within the budget. A round
// takes at least once, the time of one iteration each.
func fitBenchTime(budget, once time.Duration, results, count int) time.Duration {
	each := float64(budget/time.Duration(count)-once) / float64(results) / benchOverhead
	return min(max(time.Duration(each).Truncate(time.Millisecond), minBenchTime), maxBenchTime)
}

// estimate says how long the rounds will take. It returns "" if the bench time is a number of iterations.
func (c *Comparison) estimate(once time.Duration, results int) string {
	each, err := time.ParseDuration(c.benchTime)
	if err != nil {
		return ""
	}
	round := once + time.Duration(float64(each)*float64(results)*benchOverhead)
	return ": about " + roughly(round*time.Duration(c.Count))
}

// roughly returns d in rounded seconds or minutes.
func roughly(d time.Duration) string {
	if d < 90*time.Second {
		return fmt.Sprintf("%.0f s", d.Seconds())
	}
	return fmt.Sprintf("%.0f min", d.Minutes())
}

// compare prints the comparison with benchstat.
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
"vs base" compares with the %v: +50%% means that it takes 1.5 times as long, ~ means no significant difference.
The raw figures are in %s.
`, c.sides[0].solution, c.rawDir())
	return nil
}

// RawFile returns the path of the file for a solution's figures.
func (c *Comparison) RawFile(s question.Solution) string {
	return filepath.Join(c.q.Root, c.rawFile(s))
}

// rawFile returns that path relative to the repository's directory.
func (c *Comparison) rawFile(s question.Solution) string {
	return filepath.Join(c.rawDir(), s.FileName()+".txt")
}

// rawDir returns the directory for the figures of these solutions. Other solutions have another directory.
func (c *Comparison) rawDir() string {
	names := []string{c.q.Name}
	for _, s := range c.sides {
		if s.solution.Design != nil {
			names = append(names, s.solution.FileName())
		}
	}
	return filepath.Join(".oodkit", "bench", strings.Join(names, "-"))
}
