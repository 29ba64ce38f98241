// Package compare lays the learner's design beside the reference: steps, figures, types and benchmarks, as
// text and as a page for a browser.
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
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// A review lays the learner's design beside the reference.
type review struct {
	w     io.Writer
	q     question.Question
	style report.Style
	steps []question.Step
	page  page.Page

	mine, reference reviewed
}

// A reviewed is one variant in a review.
type reviewed struct {
	binary  gotest.Binary
	results []gotest.Result
	design  *design.Design
}

// Compare prints the learner's design beside the reference, measures the benchmarks that match
// pattern with both, and writes all of it to a page too.
func Compare(ctx context.Context, w io.Writer, q question.Question, pattern string) error {
	benchmarks, err := newBenchmarks(w, q, pattern)
	if err != nil {
		return err
	}
	dir, remove, err := workspace.TempDir()
	if err != nil {
		return err
	}
	defer remove()
	r := &review{w: w, q: q, style: report.StyleFor(w)}
	if r.steps, err = q.Steps(); err != nil {
		return err
	}
	begin := time.Now()
	if err := r.runSteps(ctx, dir, &r.mine, question.Learners); err != nil {
		return err
	}
	workspace.Remember(q, w, r.mine.results, begin)
	if err := r.askToSpoil(ctx, os.Stdin); err != nil {
		return err
	}
	if err := r.runSteps(ctx, dir, &r.reference, question.Reference); err != nil {
		return err
	}
	r.describe()
	r.printDesigns(report.TextWidth(w))
	if err := r.measure(ctx, benchmarks); err != nil {
		return err
	}
	return r.writePage()
}

// runSteps compiles a variant and runs the steps with it.
func (r *review) runSteps(ctx context.Context, dir string, side *reviewed, v question.Variant) (err error) {
	defer r.style.Clear(r.w)
	r.style.Transient(r.w, fmt.Sprintf("compiling %v …", v))
	if side.binary, err = workspace.Build(ctx, dir, r.q, v); err != nil {
		return err
	}
	begin := func(s question.Step) {
		r.style.Transient(r.w, fmt.Sprintf("%v: step %d, %s …", v, s.Number, s.Title))
	}
	for result, err := range side.binary.Steps(ctx, r.steps, begin) {
		if err != nil {
			return err
		}
		side.results = append(side.results, result)
	}
	side.design, err = design.Load(r.q, v)
	return err
}

// askToSpoil asks whether the reference may be shown although not every step passes.
func (r *review) askToSpoil(ctx context.Context, in *os.File) error {
	passing := gotest.Count(r.mine.results, gotest.StepPassed)
	if passing == len(r.steps) || os.Getenv("SPOIL") == "yes" {
		return nil
	}
	fmt.Fprintf(r.w, "%s: %d of %d steps pass. The comparison shows the reference, which gives the rest away.\n", r.q.Name, passing, len(r.steps))
	if report.IsTerminal(in) {
		fmt.Fprint(r.w, "Show it all the same? [y/N] ")
		answer, err := report.ReadLine(ctx, in)
		if err != nil {
			return err
		}
		if answer = strings.ToLower(strings.TrimSpace(answer)); answer == "y" || answer == "yes" {
			fmt.Fprintln(r.w)
			return nil
		}
	}
	fmt.Fprintf(r.w, "Nothing is shown. To see it before every step passes: make compare Q=%s SPOIL=yes\n", r.q.Name)
	return report.ErrFailed
}

// describe fills in what the page says about steps and code.
func (r *review) describe() {
	r.page.Question, r.page.Written = r.q.Name, time.Now().Format("2 January 2006, 15:04")
	for i, s := range r.steps {
		r.page.Steps = append(r.page.Steps, page.Figure{
			Name: fmt.Sprintf("%d  %s", s.Number, s.Title), Mine: report.Verdict(r.mine.results[i]), Reference: report.Verdict(r.reference.results[i]),
		})
	}
	mine, reference := r.mine.figures(), r.reference.figures()
	for i, name := range figureNames {
		r.page.Figures = append(r.page.Figures, page.Figure{Name: name, Mine: mine[i], Reference: reference[i]})
	}
	r.page.Mine, r.page.Reference = page.Draw(r.mine.design), page.Draw(r.reference.design)
	r.page.Decls = page.Diff(r.mine.design, r.reference.design)
}

var figureNames = []string{
	"steps that pass", "files", "lines of code", "types",
	"exported functions", "unexported functions", "longest function", "deepest nesting",
}

// figures returns what can be counted, in the order of figureNames.
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

// pageFile returns the page's file, from the repository's directory.
func pageFile(q question.Question) string { return filepath.Join(".oodkit", "compare", q.Name+".html") }

// writePage writes the page, and says where it is. The page of the comparison before is kept.
func (r *review) writePage() error {
	file := filepath.Join(r.q.Root, pageFile(r.q))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	var b strings.Builder
	if err := page.Write(&b, r.page); err != nil {
		return err
	}
	if err := workspace.KeepOld(file); err != nil {
		return err
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o666); err != nil {
		return err
	}
	fmt.Fprintf(r.w, "\nAll of this with diagrams, charts and the code side by side, for a browser: %s\n", file)
	return nil
}
