package review

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/question"
)

// print prints the review for people.
func (r *Review) print(w io.Writer, q question.Question, o Options) {
	p := printer{w, min(report.TextWidth(w), 100)}
	fmt.Fprintf(w, "%s: facts about your design, without a score\n\n", q.Name)
	r.printSteps(p)
	p.section("Better than in the reference", r.Told("better"))
	worth := r.Told("worth a look")
	p.section("Worth a look", worth)
	if o.All {
		p.section("Not clearly more than in the other designs", r.Told("alike"))
	}
	if len(worth) == 0 {
		p.lines("Nothing in your code stands out from the reference and the other designs.")
	}
	if r.Tests != nil {
		p.lines(r.Tests.String())
	}
	if !o.All {
		p.lines(fmt.Sprintf("All figures: make review %s ALL=1", q.Arguments()))
	}
}

// A printer prints parts of a review.
type printer struct {
	w     io.Writer
	width int
}

// lines prints a paragraph and an empty line.
func (p printer) lines(text string) {
	p.indented("", text)
	fmt.Fprintln(p.w)
}

// indented prints a text with a margin, in as many lines as it needs.
func (p printer) indented(margin, text string) {
	for _, line := range wrap(text, p.width-len(margin)) {
		fmt.Fprintln(p.w, strings.TrimRight(margin+line, " "))
	}
}

// whole matches what stays on one line: a command, a number before a comma or at the end, and a time of work.
var whole = regexp.MustCompile(`make [a-z]+( [A-Z]+=\S+)+|go test( -\S+| stub)* \./\S+|\S+ \d+[,.]|< \d+ min`)

// wrap breaks a text into lines, but not inside a command.
func wrap(text string, width int) []string {
	const space = "\x00" // inside what stays on one line
	text = whole.ReplaceAllStringFunc(text, func(part string) string { return strings.ReplaceAll(part, " ", space) })
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		word = strings.ReplaceAll(word, space, " ")
		if line != "" && len([]rune(line))+1+len([]rune(word)) > width {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}

// printSteps prints what the steps changed.
func (r *Review) printSteps(p printer) {
	if r.why != "" {
		p.lines(r.why)
		return
	}
	fmt.Fprintln(p.w, "What each step changed")
	fmt.Fprintln(p.w)
	for _, c := range r.Steps {
		if c.Given {
			p.indented("  ", c.numbers()+": as given")
			continue
		}
		worked := report.Minutes(time.Duration(c.Worked) * time.Second)
		p.indented("  ", fmt.Sprintf("%s: %s, %s of work", c.Heading(), c.At.Local().Format("2 January 15:04"), worked))
		p.indented("    ", "yours: "+c.Mine.String())
		if len(c.Mine.Places) > 0 {
			p.indented("      ", "changed: "+strings.Join(c.Mine.Places, ", "))
		}
		for _, o := range c.Other {
			p.indented("    ", o.Design+": "+o.String())
		}
	}
	fmt.Fprintln(p.w)
}

// section prints facts under a heading.
func (p printer) section(heading string, list []Told) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintf(p.w, "%s\n\n", heading)
	for _, told := range list {
		p.fact(told)
	}
}

// fact prints one kind of fact: each finding with its places, the figures, and why it may matter.
func (p printer) fact(told Told) {
	for _, finding := range told.Findings {
		p.indented("  ", finding.Title)
		for _, place := range finding.Places {
			fmt.Fprintln(p.w, "      "+place)
		}
	}
	p.indented("    ", told.Figures)
	p.indented("    ", told.Why)
	if told.Readme != "" {
		p.indented("    ", told.Readme)
	}
	fmt.Fprintln(p.w)
}
