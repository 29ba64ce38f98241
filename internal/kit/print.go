package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// A printer writes what try has to say about a question.
type printer struct {
	w     io.Writer
	q     question
	style style

	explainAll bool // every step that fails, not the first alone

	digits, width int // of the longest number and title
}

func newPrinter(w io.Writer, q question, steps []step) *printer {
	p := &printer{w: w, q: q, style: styleFor(w)}
	for _, s := range steps {
		p.digits = max(p.digits, len(strconv.Itoa(s.number)))
		p.width = max(p.width, utf8.RuneCountInString(s.title))
	}
	return p
}

// heading begins the table of steps.
func (p *printer) heading() {
	fmt.Fprintf(p.w, "%s: your code (-tags %s)\n\n", p.q.name, mine.tags)
}

// running says which step is under way, until result replaces the line.
func (p *printer) running(s step) {
	p.style.transient(p.w, fmt.Sprintf("    %*d  %s …", p.digits, s.number, s.title))
}

// result prints a step's line of the table.
func (p *printer) result(r result) {
	p.style.clear(p.w)
	padding := strings.Repeat(" ", p.width-utf8.RuneCountInString(r.step.title))
	fmt.Fprintf(p.w, "  %s %*d  %s%s  %s\n", p.mark(r.status), p.digits, r.step.number, r.step.title, padding, remark(r))
}

func (p *printer) mark(s status) string {
	switch s {
	case passed:
		return p.style.paint(green, "✓")
	case unwritten:
		return p.style.paint(grey, "·")
	default:
		return p.style.paint(red, "✗")
	}
}

// remark returns what the table says about a step behind its title.
func remark(r result) string {
	took := brief(r.took)
	switch r.status {
	case unwritten:
		return "not implemented yet: " + r.need
	case crashed:
		return took + "  crashed"
	case ended:
		return took + "  ended early"
	case timedOut:
		return took + "  did not end"
	default:
		return took
	}
}

// brief returns d with as many digits as are of interest.
func brief(d time.Duration) string {
	if d < time.Minute {
		return fmt.Sprintf("%.2fs", d.Seconds())
	}
	return d.Round(time.Second).String()
}

// summary prints what follows the table: how many steps pass, why the first other one does not,
// what to do next.
func (p *printer) summary(results []result, all bool) {
	fmt.Fprintln(p.w)
	if all {
		p.count(results)
	}
	first, ok := firstNotPassed(results)
	switch {
	case ok:
		p.explainFailed(results, first)
		p.next(first, countStatus(results, unwritten) == len(results) && all)
	case all:
		p.congratulate()
	default:
		fmt.Fprintf(p.w, "Step %d passes. Next: make try Q=%s runs all the steps.\n", results[0].step.number, p.q.name)
	}
}

func (p *printer) count(results []result) {
	fmt.Fprintf(p.w, "%d of %d steps pass", countStatus(results, passed), len(results))
	if n := countStatus(results, unwritten); n > 0 {
		fmt.Fprintf(p.w, "; %d not implemented yet", n)
	}
	fmt.Fprint(p.w, ".\n\n")
}

// explainFailed explains the first step that does not pass, or all of them.
func (p *printer) explainFailed(results []result, first result) {
	if !p.explainAll {
		p.explain(first)
		return
	}
	for _, r := range results {
		if r.status != passed {
			p.explain(r)
		}
	}
}

// explain prints why a step does not pass. What an unwritten one lacks is said by next.
func (p *printer) explain(r result) {
	if r.status == unwritten {
		return
	}
	fmt.Fprintf(p.w, "Step %d, %s", r.step.number, r.step.title)
	if r.row != "" {
		fmt.Fprintf(p.w, ": %s", r.row)
	}
	fmt.Fprintln(p.w)
	printLines(p.w, r.detail)
	if r.more == 1 {
		fmt.Fprintln(p.w, "and 1 more row of this step fails")
	} else if r.more > 1 {
		fmt.Fprintf(p.w, "and %d more rows of this step fail\n", r.more)
	}
	if len(r.printed) > 0 {
		fmt.Fprintln(p.w, "Your code printed:")
		printLines(p.w, r.printed[max(0, len(r.printed)-maxPrinted):])
	}
	fmt.Fprintln(p.w)
}

// maxPrinted is how many lines are shown, the last ones, of what the learner's code printed.
const maxPrinted = 10

// printLines prints lines set in.
func printLines(w io.Writer, lines []string) {
	for _, line := range lines {
		fmt.Fprintln(w, strings.TrimRight("    "+line, " "))
	}
}

// plural returns n things as one says it.
func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// next prints what to do about r. If nothing is written yet, that begins with the question.
func (p *printer) next(r result, fresh bool) {
	if fresh {
		fmt.Fprintf(p.w, "Start with the question: %s/README.md\n", p.q.name)
	}
	file := p.q.name + "/stub.go"
	again := fmt.Sprintf("make try Q=%s STEP=%d", p.q.name, r.step.number)
	if r.status == unwritten && r.place != "" {
		fmt.Fprintf(p.w, "Next: write %s, at %s, then run: %s\n", r.need, r.place, again)
		return
	}
	fmt.Fprintf(p.w, "Next: edit %s, then run: %s\n", file, again)
}

func (p *printer) congratulate() {
	fmt.Fprintf(p.w, `Well done. Now compare: make compare Q=%[1]s puts yours beside the model solution,
%[1]s/reference.go; the end of %[1]s/README.md discusses that and other designs.
`, p.q.name)
}

// A style is how the terminal is made use of, if there is one.
type style struct {
	colors bool
	live   bool // lines may be replaced
}

// The colors, as the codes that switch them on.
const (
	red   = "31"
	green = "32"
	grey  = "90"
)

// styleFor returns the style for w, by the convention of https://no-color.org.
func styleFor(w io.Writer) style {
	file, ok := w.(*os.File)
	if !ok || os.Getenv("TERM") == "dumb" {
		return style{}
	}
	info, err := file.Stat()
	terminal := err == nil && info.Mode()&os.ModeCharDevice != 0
	return style{colors: terminal && os.Getenv("NO_COLOR") == "", live: terminal}
}

func (s style) paint(color, text string) string {
	if !s.colors {
		return text
	}
	return "\x1b[" + color + "m" + text + "\x1b[0m"
}

// transient prints a line that stands until clear is called.
func (s style) transient(w io.Writer, line string) {
	if s.live {
		fmt.Fprintf(w, "\r\x1b[K%s", line)
	}
}

func (s style) clear(w io.Writer) { s.transient(w, "") }
