// Package compare shows the learner's design beside the reference, or beside another design: steps, counts, types and
// benchmarks, as text and as a page for a browser.
//
// Package [design] reads a design from its code, and package [page] writes the page.
package compare

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/compare/design"
	"github.com/oodkit/oodkit/internal/kit/compare/page"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/review"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// A comparison shows the learner's design with the other one.
type comparison struct {
	w     io.Writer
	q     question.Question
	style report.Style
	steps []question.Step
	page  page.Page

	mine, other reviewed
}

// A reviewed is one solution in a comparison.
type reviewed struct {
	solution question.Solution
	binary   gotest.Binary
	results  []gotest.Result
	design   *design.Design
}

// Compare prints the learner's design beside the reference, or beside the design named by with. It measures the
// benchmarks that match pattern with both, and writes all of this to a page too.
func Compare(ctx context.Context, w io.Writer, q question.Question, pattern, with string) error {
	other := question.Of(question.Reference)
	if with != "" && with != other.String() {
		var err error
		if other, err = q.FindDesign(with); err != nil {
			return err
		}
	}
	benchmarks, err := newBenchmarks(w, q, pattern, other)
	if err != nil {
		return err
	}
	dir, remove, err := workspace.TempDir()
	if err != nil {
		return err
	}
	defer remove()
	r := newComparison(w, q, other)
	if r.steps, err = q.Steps(); err != nil {
		return err
	}
	begin := time.Now()
	if err := r.runSteps(ctx, dir, &r.mine); err != nil {
		return err
	}
	workspace.Remember(q, w, r.mine.results, begin)
	if err := r.askToSpoil(ctx, os.Stdin); err != nil {
		return err
	}
	if err := r.runSteps(ctx, dir, &r.other); err != nil {
		return err
	}
	r.describe()
	r.printDesigns(report.TextWidth(w))
	if err := r.addFacts(ctx); err != nil {
		return err
	}
	if err := r.measure(ctx, benchmarks); err != nil {
		return err
	}
	return r.writePage()
}

func newComparison(w io.Writer, q question.Question, other question.Solution) *comparison {
	r := &comparison{w: w, q: q, style: report.StyleFor(w), mine: reviewed{solution: learners}, other: reviewed{solution: other}}
	r.page = page.Page{Question: q.Name, Other: "the reference", OtherShort: other.String()}
	if other.Design != nil {
		r.page.Other = "the design " + other.String()
	}
	return r
}

// runSteps compiles a solution and runs the steps with it.
func (r *comparison) runSteps(ctx context.Context, dir string, side *reviewed) (err error) {
	s := side.solution
	defer r.style.Clear(r.w)
	r.style.Transient(r.w, fmt.Sprintf("compiling %v …", s))
	if side.binary, err = workspace.Build(ctx, dir, r.q, s); err != nil {
		return err
	}
	begin := func(step question.Step) {
		r.style.Transient(r.w, fmt.Sprintf("%v: step %d, %s …", s, step.Number, step.Title))
	}
	for result, err := range side.binary.Steps(ctx, r.steps, begin) {
		if err != nil {
			return err
		}
		side.results = append(side.results, result)
	}
	side.design, err = design.Load(r.q, s)
	return err
}

// askToSpoil asks whether the other solution may be shown although not every step passes.
func (r *comparison) askToSpoil(ctx context.Context, in *os.File) error {
	passing := gotest.Count(r.mine.results, gotest.StepPassed)
	if passing == len(r.steps) || os.Getenv("SPOIL") == "yes" {
		return nil
	}
	fmt.Fprintf(r.w, "%s: %d of %d steps pass. The comparison shows %s, which gives away the answers to the other steps.\n", r.q.Name, passing, len(r.steps), r.page.Other)
	if report.IsTerminal(in) {
		fmt.Fprint(r.w, "Show it anyway? [y/N] ")
		answer, err := report.ReadLine(ctx, in)
		if err != nil {
			return err
		}
		if answer = strings.ToLower(strings.TrimSpace(answer)); answer == "y" || answer == "yes" {
			fmt.Fprintln(r.w)
			return nil
		}
	}
	with := ""
	if r.other.solution.Design != nil {
		with = " WITH=" + r.other.solution.String()
	}
	fmt.Fprintf(r.w, "Nothing is shown. To see the comparison anyway: make compare %s%s SPOIL=yes\n", r.q.Arguments(), with)
	return report.ErrFailed
}

// describe fills in the parts of the page about steps and code.
func (r *comparison) describe() {
	r.page.Written = time.Now().Format("2 January 2006, 15:04")
	for i, s := range r.steps {
		r.page.Steps = append(r.page.Steps, page.Figure{
			Name: fmt.Sprintf("%d  %s", s.Number, s.Title), Mine: report.Verdict(r.mine.results[i]), Theirs: report.Verdict(r.other.results[i]),
		})
	}
	mine, theirs := r.mine.figures(), r.other.figures()
	for i, name := range figureNames {
		r.page.Figures = append(r.page.Figures, page.Figure{Name: name, Mine: mine[i], Theirs: theirs[i]})
	}
	r.page.Mine, r.page.Theirs = page.Draw(r.mine.design), page.Draw(r.other.design)
	r.page.Decls = page.Diff(r.mine.design, r.other.design, r.other.solution.String())
}

// addFacts adds what a review says of the learner's code to the page.
func (r *comparison) addFacts(ctx context.Context) error {
	facts, err := review.Facts(ctx, r.q)
	if err != nil {
		return err
	}
	r.page.Better, r.page.Worth = facts.Told("better"), facts.Told("worth a look")
	return nil
}

var figureNames = []string{
	"steps that pass", "files", "lines of code", "types",
	"exported functions", "unexported functions", "longest function", "deepest nesting",
}

// figures returns the counts, in the order of figureNames.
func (s *reviewed) figures() []string {
	exported, unexported := s.design.CountFuncs()
	longest, deepest := s.design.Longest(), s.design.Deepest()
	return []string{
		fmt.Sprintf("%d of %d", gotest.Count(s.results, gotest.StepPassed), len(s.results)),
		fmt.Sprint(len(s.design.Files)), fmt.Sprint(s.design.Lines), fmt.Sprint(len(s.design.Types)),
		fmt.Sprint(exported), fmt.Sprint(unexported),
		withName(longest.Lines, longest), withName(deepest.Depth, deepest),
	}
}

// withName returns a number and the function that it belongs to, unless it is 0.
func withName(n int, f *design.Func) string {
	if n == 0 {
		return "0"
	}
	return fmt.Sprintf("%d, %s", n, f.FullName())
}

// pageFile returns the path of the page, relative to the repository's directory.
func (r *comparison) pageFile() string {
	name := r.q.Name
	if r.other.solution.Design != nil {
		name += "-" + r.other.solution.String()
	}
	return filepath.Join(".oodkit", "compare", name+".html")
}

// writePage writes the page, and prints where it is. It renames the page of the comparison before.
func (r *comparison) writePage() error {
	file := filepath.Join(r.q.Root, r.pageFile())
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	var b strings.Builder
	if err := page.Write(&b, r.page); err != nil {
		return err
	}
	if _, err := workspace.KeepOld(file); err != nil {
		return err
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o666); err != nil {
		return err
	}
	fmt.Fprintf(r.w, "\nOpen this page in a browser for diagrams, charts and the code side by side: %s\n", file)
	return nil
}
