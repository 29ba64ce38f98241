// Package report prints the output of the commands, for a terminal or for a file: lines, columns, and how each step
// went. It uses colors where the user wants them.
package report

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/question"
)

// ErrFailed ends a command that has already printed what failed.
var ErrFailed = errors.New("failed")

// A Printer writes the output of try for a question.
type Printer struct {
	W     io.Writer
	q     question.Question
	Style Style

	ExplainAll bool // explain every step that fails, not only the first

	Digits, Width int // of the longest number and title
}

// NewPrinter returns a Printer to w for the steps of a question.
func NewPrinter(w io.Writer, q question.Question, steps []question.Step) *Printer {
	p := &Printer{W: w, q: q, Style: StyleFor(w)}
	for _, s := range steps {
		p.Digits = max(p.Digits, len(strconv.Itoa(s.Number)))
		p.Width = max(p.Width, utf8.RuneCountInString(s.Title))
	}
	return p
}

// Heading begins the table of steps.
func (p *Printer) Heading() {
	fmt.Fprintf(p.W, "%s: your code (-tags %s)\n\n", p.q.Name, question.Learners.Tag())
}

// Running says which step is under way, until Result replaces the line.
func (p *Printer) Running(s question.Step) {
	p.Style.Transient(p.W, fmt.Sprintf("    %*d  %s …", p.Digits, s.Number, s.Title))
}

// Result prints a step's line of the table.
func (p *Printer) Result(r gotest.Result) {
	p.Style.Clear(p.W)
	padding := strings.Repeat(" ", p.Width-utf8.RuneCountInString(r.Step.Title))
	fmt.Fprintf(p.W, "  %s %*d  %s%s  %s\n", p.mark(r.Status), p.Digits, r.Step.Number, r.Step.Title, padding, remark(r))
}

func (p *Printer) mark(s gotest.Status) string {
	switch s {
	case gotest.StepPassed:
		return p.Style.Paint(Green, "✓")
	case gotest.StepUnwritten:
		return p.Style.Paint(Grey, "·")
	default:
		return p.Style.Paint(Red, "✗")
	}
}

// remark returns what the table says about a step after its title.
func remark(r gotest.Result) string {
	took := Brief(r.Took)
	switch r.Status {
	case gotest.StepUnwritten:
		return "not implemented yet: " + r.Need
	case gotest.StepCrashed:
		return took + "  crashed"
	case gotest.StepEnded:
		return took + "  ended early"
	case gotest.StepTimedOut:
		return took + "  timed out"
	default:
		return took
	}
}

// Brief returns d with only the digits that matter.
func Brief(d time.Duration) string {
	if d < time.Minute {
		return fmt.Sprintf("%.2fs", d.Seconds())
	}
	return d.Round(time.Second).String()
}

// Summary prints what follows the table: how many steps pass, why the first other step does not pass, and what to do
// next.
func (p *Printer) Summary(results []gotest.Result, all bool) {
	fmt.Fprintln(p.W)
	if all {
		p.count(results)
	}
	first, ok := gotest.FirstNotPassed(results)
	switch {
	case ok:
		p.explainFailed(results, first)
		p.next(first, gotest.Count(results, gotest.StepUnwritten) == len(results) && all)
	case all:
		p.congratulate()
	default:
		fmt.Fprintf(p.W, "Step %d passes. Next: make try %s runs all the steps.\n", results[0].Step.Number, p.q.Arguments())
	}
}

func (p *Printer) count(results []gotest.Result) {
	fmt.Fprintf(p.W, "%d of %d steps pass", gotest.Count(results, gotest.StepPassed), len(results))
	if n := gotest.Count(results, gotest.StepUnwritten); n > 0 {
		fmt.Fprintf(p.W, "; %d not implemented yet", n)
	}
	fmt.Fprint(p.W, ".\n\n")
}

// explainFailed explains the first step that does not pass, or all of them.
func (p *Printer) explainFailed(results []gotest.Result, first gotest.Result) {
	if !p.ExplainAll {
		p.Explain(first)
		return
	}
	for _, r := range results {
		if r.Status != gotest.StepPassed {
			p.Explain(r)
		}
	}
}

// Explain prints why a step does not pass. It prints nothing for an unwritten step: next says what to write.
func (p *Printer) Explain(r gotest.Result) {
	if r.Status == gotest.StepUnwritten {
		return
	}
	fmt.Fprintf(p.W, "Step %d, %s", r.Step.Number, r.Step.Title)
	switch {
	case r.Rule != "": // the message ends with the rule
		fmt.Fprintf(p.W, ", in the row %q", r.Row)
	case r.Row != "":
		fmt.Fprintf(p.W, ": %s", r.Row)
	}
	fmt.Fprintln(p.W)
	PrintLines(p.W, r.Lines())
	if r.More == 1 {
		fmt.Fprintln(p.W, "and 1 more row of this step fails")
	} else if r.More > 1 {
		fmt.Fprintf(p.W, "and %d more rows of this step fail\n", r.More)
	}
	if len(r.Printed) > 0 {
		fmt.Fprintln(p.W, "Your code printed:")
		PrintLines(p.W, r.Printed[max(0, len(r.Printed)-MaxPrinted):])
	}
	fmt.Fprintln(p.W)
}

// MaxPrinted is how many of the last lines that the learner's code printed are shown.
const MaxPrinted = 10

// PrintLines prints lines, indented.
func PrintLines(w io.Writer, lines []string) {
	for _, line := range lines {
		fmt.Fprintln(w, strings.TrimRight("    "+line, " "))
	}
}

// Plural returns the number n with the noun thing, in the plural if n is not 1.
func Plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// next prints what to do about r. If nothing is written yet, it first points to the question.
func (p *Printer) next(r gotest.Result, fresh bool) {
	if fresh {
		fmt.Fprintf(p.W, "Start with the question: %s/README.md\n", p.q.Name)
	}
	file := p.q.Name + "/stub.go"
	again := fmt.Sprintf("make try %s STEP=%d", p.q.Arguments(), r.Step.Number)
	if r.Status == gotest.StepUnwritten && r.Place != "" {
		fmt.Fprintf(p.W, "Next: write %s, at %s, then run: %s\n", r.Need, r.Place, again)
		return
	}
	fmt.Fprintf(p.W, "Next: edit %s, then run: %s\n", file, again)
}

func (p *Printer) congratulate() {
	if question.IsHandout(p.q.Root) {
		fmt.Fprintln(p.W, "Well done.")
		return
	}
	fmt.Fprintf(p.W, `Well done. Next: make compare %[2]s shows your design beside the reference, %[1]s/reference.go.
The end of %[1]s/README.md discusses the reference and other designs.
`, p.q.Name, p.q.Arguments())
}

// Verdict says in a few words how a step went.
func Verdict(r gotest.Result) string {
	switch r.Status {
	case gotest.StepPassed:
		return "passes, " + Brief(r.Took)
	case gotest.StepUnwritten:
		return "not implemented yet"
	case gotest.StepCrashed:
		return "crashes"
	case gotest.StepEnded:
		return "ends early"
	case gotest.StepTimedOut:
		return "times out"
	default:
		return "fails"
	}
}
