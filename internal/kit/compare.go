package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/oodkit/oodkit/internal/kit/design"
	"github.com/oodkit/oodkit/internal/kit/page"
)

func compareCommand() *cobra.Command {
	return questionCommand("compare <question> [pattern]", "your design beside the reference, as text and as a page", compare)
}

// A review lays the learner's design beside the reference.
type review struct {
	w     io.Writer
	q     question
	style style
	steps []step
	page  page.Page

	mine, reference reviewed
}

// A reviewed is one variant in a review.
type reviewed struct {
	binary  testBinary
	results []result
	design  *design.Design
}

// compare prints the learner's design beside the reference, measures the benchmarks that match
// pattern with both, and writes all of it to a page too.
func compare(ctx context.Context, w io.Writer, q question, pattern string) error {
	benchmarks, err := newBenchmarks(w, q, pattern)
	if err != nil {
		return err
	}
	dir, remove, err := tempDir()
	if err != nil {
		return err
	}
	defer remove()
	r := &review{w: w, q: q, style: styleFor(w)}
	if r.steps, err = q.steps(); err != nil {
		return err
	}
	begin := time.Now()
	if err := r.judge(ctx, dir, &r.mine, mine); err != nil {
		return q.explainBuild(ctx, err)
	}
	q.remember(w, r.mine.results, begin)
	if err := r.askToSpoil(ctx, os.Stdin); err != nil {
		return err
	}
	if err := r.judge(ctx, dir, &r.reference, reference); err != nil {
		return err
	}
	r.describe()
	r.printDesigns(textWidth(w))
	if err := r.measure(ctx, benchmarks); err != nil {
		return err
	}
	return r.writePage()
}

// judge compiles a variant and runs the steps with it.
func (r *review) judge(ctx context.Context, dir string, side *reviewed, v variant) (err error) {
	defer r.style.clear(r.w)
	r.style.transient(r.w, "compiling "+v.name+" …")
	if side.binary, err = buildTest(ctx, dir, r.q, v); err != nil {
		return err
	}
	for _, s := range r.steps {
		r.style.transient(r.w, fmt.Sprintf("%s: step %d, %s …", v.name, s.number, s.title))
		result, err := runStep(ctx, side.binary, s)
		if err != nil {
			return err
		}
		side.results = append(side.results, result)
	}
	side.design, err = design.Load(r.q.dir(), v == mine)
	return err
}

// askToSpoil asks whether the reference may be shown although not every step passes.
func (r *review) askToSpoil(ctx context.Context, in *os.File) error {
	passing := countStatus(r.mine.results, passed)
	if passing == len(r.steps) || os.Getenv("SPOIL") == "yes" {
		return nil
	}
	fmt.Fprintf(r.w, "%s: %d of %d steps pass. The comparison shows the reference, which gives the rest away.\n", r.q.name, passing, len(r.steps))
	if isTerminal(in) {
		fmt.Fprint(r.w, "Show it all the same? [y/N] ")
		answer, err := readLine(ctx, in)
		if err != nil {
			return err
		}
		if answer = strings.ToLower(strings.TrimSpace(answer)); answer == "y" || answer == "yes" {
			fmt.Fprintln(r.w)
			return nil
		}
	}
	fmt.Fprintf(r.w, "Nothing is shown. To see it before every step passes: make compare Q=%s SPOIL=yes\n", r.q.name)
	return errFailed
}

// readLine reads a line until ctx ends. An end of the input is an empty line.
func readLine(ctx context.Context, in io.Reader) (string, error) {
	line := make(chan string, 1)
	go func() { line <- scanLine(in) }()
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case text := <-line:
		return text, nil
	}
}

// scanLine reads one byte after another, so that it takes no more than the line from the input.
func scanLine(in io.Reader) string {
	var line []byte
	for b := make([]byte, 1); ; {
		n, err := in.Read(b)
		if n == 0 && err != nil || n > 0 && b[0] == '\n' {
			return string(line)
		}
		line = append(line, b[:n]...)
	}
}

// describe fills in what the page says about steps and code.
func (r *review) describe() {
	r.page.Question, r.page.Written = r.q.name, time.Now().Format("2 January 2006, 15:04")
	for i, s := range r.steps {
		r.page.Steps = append(r.page.Steps, page.Figure{
			Name: fmt.Sprintf("%d  %s", s.number, s.title), Mine: verdict(r.mine.results[i]), Reference: verdict(r.reference.results[i]),
		})
	}
	mine, reference := r.mine.figures(), r.reference.figures()
	for i, name := range figureNames {
		r.page.Figures = append(r.page.Figures, page.Figure{Name: name, Mine: mine[i], Reference: reference[i]})
	}
	r.page.Mine, r.page.Reference = page.Draw(r.mine.design), page.Draw(r.reference.design)
	r.page.Decls = page.Diff(r.mine.design, r.reference.design)
}

// verdict says in few words how a step went.
func verdict(r result) string {
	switch r.status {
	case passed:
		return "passes, " + brief(r.took)
	case unwritten:
		return "not written yet"
	case crashed:
		return "crashes"
	case timedOut, ended:
		return "does not end well"
	default:
		return "fails"
	}
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
		fmt.Sprintf("%d of %d", countStatus(s.results, passed), len(s.results)),
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
func (q question) pageFile() string { return filepath.Join(".oodkit", "compare", q.name+".html") }

// writePage writes the page, and says where it is. The page of the comparison before is kept.
func (r *review) writePage() error {
	file := filepath.Join(r.q.root, r.q.pageFile())
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	var b strings.Builder
	if err := page.Write(&b, r.page); err != nil {
		return err
	}
	if err := keepOld(file); err != nil {
		return err
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o666); err != nil {
		return err
	}
	fmt.Fprintf(r.w, "\nAll of this with diagrams, charts and the code side by side, for a browser: %s\n", file)
	return nil
}
