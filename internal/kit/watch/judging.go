package watch

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/question"
)

// A Judging is what the events of a [Runner] have told: how the steps go in the current run, and how they went before.
type Judging struct {
	Steps   []question.Step
	Skipped map[int]bool // the numbers of steps that may fail: why they do is not told
	All     bool         // every failure is told, not the first alone
	Style   report.Style // of the lines

	q question.Question

	run     int // the run that is shown
	running bool
	since   time.Time             // when the run began, or ended
	now     int                   // the number of the step that runs, 0 while the code is compiled
	results map[int]gotest.Result // by number: of this run, or of the one before
	fresh   map[int]bool          // the steps that this run has a result of
	err     error                 // why there are none
}

// NewJudging returns a Judging of steps that have not been run.
func NewJudging(q question.Question, steps []question.Step, style report.Style) *Judging {
	style.Live = false
	return &Judging{Steps: steps, Style: style, q: q, results: make(map[int]gotest.Result)}
}

// Begin says that the run of that number has begun. Events of earlier runs no longer count.
func (j *Judging) Begin(run int) {
	j.run, j.running, j.since, j.now, j.err = run, true, time.Now(), 0, nil
	j.fresh = make(map[int]bool)
}

// Event handles an event of the Runner. It reports whether the run has ended with it.
func (j *Judging) Event(e any) (ended bool) {
	switch e := e.(type) {
	case stepBegan:
		if e.run == j.run {
			j.now = e.step.Number
		}
	case stepEnded:
		if e.run == j.run {
			j.results[e.result.Step.Number], j.fresh[e.result.Step.Number] = e.result, true
		}
	case runEnded:
		if e.run == j.run {
			j.running, j.err, j.since = false, e.err, time.Now()
			return true
		}
	}
	return false
}

// Running reports whether a run is under way.
func (j *Judging) Running() bool { return j.running }

// Results returns the results of this run so far, in the order of the steps.
func (j *Judging) Results() []gotest.Result {
	var results []gotest.Result
	for _, s := range j.Steps {
		if j.fresh[s.Number] {
			results = append(results, j.results[s.Number])
		}
	}
	return results
}

// Status says what is going on.
func (j *Judging) Status() string {
	switch {
	case j.running && j.now == 0:
		return "compiling …" + j.elapsed()
	case j.running:
		return fmt.Sprintf("step %d …%s", j.now, j.elapsed())
	case j.err != nil:
		problem := "does not compile"
		if refused, ok := errors.AsType[gotest.BuildError](j.err); ok && refused.Vet {
			problem = "compiles, but fails go vet"
		}
		return "your code " + problem + j.since.Format(", 15:04:05")
	}
	return fmt.Sprintf("%d of %d steps pass%s", gotest.Count(j.Results(), gotest.StepPassed), len(j.Steps), j.since.Format(", 15:04:05"))
}

// elapsed says how long the run has taken, if that is worth saying.
func (j *Judging) elapsed() string {
	if took := time.Since(j.since).Truncate(time.Second); took > 0 {
		return " " + took.String()
	}
	return ""
}

// Lines returns a line for each step. Lines of the run before are grey.
func (j *Judging) Lines() []string {
	lines := make([]string, len(j.Steps))
	for i, s := range j.Steps {
		lines[i] = j.line(s)
	}
	return lines
}

func (j *Judging) line(s question.Step) string {
	var b strings.Builder
	p := j.printer(&b)
	if j.fresh[s.Number] {
		p.Result(j.results[s.Number])
		return strings.TrimRight(b.String(), "\n")
	}
	mark, remark := " ", ""
	if j.running && j.now == s.Number {
		mark = "…"
	} else if r, known := j.results[s.Number]; known {
		remark = "before: " + report.Verdict(r)
	}
	line := fmt.Sprintf("  %s %*d  %s  %s", mark, p.Digits, s.Number, report.PadTo(s.Title, p.Width), remark)
	return j.Style.Paint(report.Grey, strings.TrimRight(line, " "))
}

func (j *Judging) printer(w io.Writer) *report.Printer {
	p := report.NewPrinter(w, j.q, j.Steps)
	p.Style = j.Style
	return p
}

// Explain prints why the code does not compile, or why steps fail.
func (j *Judging) Explain(w io.Writer) {
	if j.err != nil {
		fmt.Fprintf(w, "%v\n", j.err)
	}
	p := j.printer(w)
	for _, r := range j.Results() {
		if r.Status == gotest.StepPassed || j.Skipped[r.Step.Number] {
			continue
		}
		p.Explain(r)
		if r.Status == gotest.StepUnwritten { // Explain prints nothing about it
			fmt.Fprintf(w, "Step %d, %s\n    write %s, at %s\n\n", r.Step.Number, r.Step.Title, r.Need, r.Place)
		}
		if !j.All {
			return
		}
	}
}

// Done reports whether the run has ended and all steps pass, except those that may fail.
func (j *Judging) Done() bool {
	return !j.running && !slices.ContainsFunc(j.Steps, func(s question.Step) bool {
		passes := j.fresh[s.Number] && j.results[s.Number].Status == gotest.StepPassed
		return !passes && !j.Skipped[s.Number]
	})
}
