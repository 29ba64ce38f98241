package score

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/oodkit/oodkit/internal/kit/grade/submission"
	"github.com/oodkit/oodkit/internal/kit/report"
)

// writeText prints a report as text: in full if it has one submission, as a table if it has more.
func writeText(w io.Writer, r Report) error {
	var b strings.Builder
	style := report.StyleFor(w)
	if len(r.Submissions) == 1 {
		r.writeOne(&b, style, r.Submissions[0])
	} else {
		t := newTable(r.Submissions)
		t.head(&b, r)
		for _, s := range r.Submissions {
			t.row(&b, style, s)
		}
		t.foot(&b, r)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// A reporter prints the results: a table line by line, everything else at the end.
type reporter struct {
	w, progress io.Writer
	format      Format
	out         string // the file that keeps the results, or ""
	table       *table // nil if there is none
	begun       bool
	total       int
}

// NewReporter returns a reporter for the submissions that were found. It prints the report to w in that format, and
// the progress to progress. Out is the file that keeps the results, or "".
func NewReporter(w, progress io.Writer, format Format, out string, found submission.Submissions) *reporter {
	r := &reporter{w: w, progress: progress, format: format, out: out, total: len(found.List)}
	if format.name == defaultFormat && r.total > 1 {
		var named []Submission
		for _, s := range found.List {
			named = append(named, Submission{Name: s.Name})
		}
		r.table = newTable(named)
	}
	return r
}

// Submission reports the results of one more submission.
func (r *reporter) Submission(all Report, s Submission) {
	if r.table == nil {
		if r.total > 1 {
			fmt.Fprintf(r.progress, "%s: %s (%d of %d)\n", Name(s.Name), pointsOf(s.Points, s.Maximum), len(all.Submissions), r.total)
		}
		return
	}
	var b strings.Builder
	if !r.begun {
		r.table.maximum = s.Maximum
		r.table.head(&b, all)
		r.begun = true
	}
	r.table.row(&b, report.StyleFor(r.w), s)
	io.WriteString(r.w, b.String())
}

// Finish prints the rest of the report. If grading was cut off by err, the report has the results so far, and Finish says
// which are kept. If the format has no place for that, or for what was left out and where the code ran, it goes to the
// progress.
func (r *reporter) Finish(all Report, err error) error {
	if r.format.brief && len(all.Submissions) > 0 {
		noun := "The submissions"
		if r.total == 1 {
			noun = "The submission"
		}
		var b strings.Builder
		all.remarks(&b, noun, all.Ignored)
		io.WriteString(r.progress, b.String())
	}
	if r.begun {
		var b strings.Builder
		r.table.foot(&b, all)
		_, err := io.WriteString(r.w, b.String()+r.cutOff(all, err))
		return err
	}
	io.WriteString(r.progress, r.cutOff(all, err))
	if r.table == nil && len(all.Submissions) > 0 {
		return r.format.write(r.w, all)
	}
	return nil
}

// cutOff says which results are kept, and how to go on, if grading was cut off. It returns "" if it was not, or if err
// itself says that no submission was judged.
func (r *reporter) cutOff(all Report, err error) string {
	judged, out := len(all.Submissions), Visible(r.out)
	kept := "With OUT=file, the next call continues where this one stopped."
	switch {
	case judged == r.total, judged == 0 && !errors.Is(err, context.Canceled):
		return ""
	case judged == 0 && out == "":
		return "Grading was cut off before any submission was judged, so there is no result to keep.\n"
	case judged == 0:
		return fmt.Sprintf("Grading was cut off before any submission was judged. OUT=%s is as it was.\n", out)
	case out != "" && all.Unkept:
		kept = fmt.Sprintf("The results of the last one are not in %s: make room there. Then the same command continues.", out)
	case out != "":
		kept = fmt.Sprintf("The results are in %s: the same command continues there.", out)
	}
	return fmt.Sprintf("Grading was cut off after %d of %s. %s\n", judged, report.Plural(r.total, "submission"), kept)
}

// writeOne prints everything about one submission.
func (r Report) writeOne(b *strings.Builder, style report.Style, s Submission) {
	fmt.Fprintf(b, "%s: %s (%s)\n\n", r.Question, Name(s.Name), Visible(s.Directory))
	width, digits := 0, 0
	for _, step := range s.Steps {
		width = max(width, utf8.RuneCountInString(step.Title))
		digits = max(digits, len(pointsOf(step.Points, step.Maximum)))
	}
	for _, step := range s.Steps {
		remark := ""
		if step.Status != StatusPassed {
			remark = "  " + step.Status
		}
		fmt.Fprintf(b, "  %s %*d  %s  %*s  %s%s\n", gradeMark(style, step.Status), len(strconv.Itoa(len(s.Steps))), step.Number,
			pad(step.Title, width), digits, pointsOf(step.Points, step.Maximum), seconds(step.Seconds), remark)
	}
	fmt.Fprintf(b, "\n%d of %s; %d of %s pass.\n", s.Points, report.Plural(s.Maximum, "point"), s.Passed, report.Plural(len(s.Steps), "step"))
	r.remarks(b, "It", slices.Concat(r.Ignored, s.Ignored))
	b.WriteString(s.warning())
	r.explain(b, s)
}

// warning returns a line that names the packages with which the submission can cheat, or "".
func (s Submission) warning() string {
	if len(s.Uses) == 0 {
		return ""
	}
	return fmt.Sprintf("It uses %s, with which code can cheat: read that code before you trust the points.\n", Visible(strings.Join(s.Uses, ", ")))
}

// explain prints why each step did not pass. It prints a reason once if several steps have the same.
func (r Report) explain(b *strings.Builder, s Submission) {
	before := ""
	for _, step := range s.Steps {
		message := strings.Join(step.Message, "\n")
		if step.Status == StatusPassed || message == before {
			continue
		}
		before = message
		heading := fmt.Sprintf("Step %d, %s", step.Number, step.Title)
		if s.Problem == step.Status {
			heading = "The submission " + strings.Replace(s.Problem, StatusNoSolution, "has "+StatusNoSolution, 1)
		} else if reason := step.reason(); strings.HasPrefix(reason, " ") {
			heading += "," + reason
		} else {
			heading += reason
		}
		fmt.Fprintf(b, "\n%s\n", heading)
		report.PrintLines(b, step.Message)
		if len(step.Printed) > 0 {
			fmt.Fprintln(b, "It printed:")
			report.PrintLines(b, step.Printed)
		}
	}
}

// remarks prints which files were left out and where the code ran. Noun stands for the submissions.
func (r Report) remarks(b *strings.Builder, noun string, ignored []string) {
	kits := 0
	for _, file := range ignored {
		if strings.HasSuffix(file, ": "+submission.LeftOutKits) {
			kits++
		} else {
			fmt.Fprintf(b, "Left out: %s\n", Visible(file))
		}
	}
	if kits > 0 {
		fmt.Fprintf(b, "Left out: %s of the kit: only the kit's own versions count\n", report.Plural(kits, "file"))
	}
	if r.Box != "" && r.ran() {
		fmt.Fprintf(b, "%s %s.\n", noun, Visible(r.Box))
	}
}

// ran reports whether the code of any submission ran.
func (r Report) ran() bool {
	return slices.ContainsFunc(r.Submissions, func(s Submission) bool {
		return slices.ContainsFunc(s.Steps, func(step Step) bool { return step.Seconds > 0 })
	})
}

// A table has a line for each submission.
type table struct {
	count, width, maximum int
}

// maxName is how many characters of a submission's name a table shows.
const maxName = 40

// nameOf returns a submission's name as a table shows it.
func nameOf(s Submission) string {
	name := Name(s.Name)
	if runes := []rune(name); len(runes) > maxName {
		return string(runes[:maxName-1]) + "…"
	}
	return name
}

// Name returns a submission's name as reports and messages show it. A name that looks like another one, because of
// invisible characters or of letters of two alphabets in a word, is quoted with escapes. So is a name that begins with a
// quotation mark: it looks quoted.
func Name(name string) string {
	switch {
	case mixesAlphabets(name):
		name = strconv.QuoteToASCII(name)
	case Visible(name) != name || strings.TrimSpace(name) != name || strings.HasPrefix(name, `"`):
		name = strconv.Quote(name)
	}
	return Visible(name)
}

// mixesAlphabets reports whether text has a Latin letter next to one of an alphabet with letters that look the same.
func mixesAlphabets(text string) bool {
	var latin, other bool
	for _, r := range text {
		wasLatin, wasOther := latin, other
		latin, other = unicode.Is(unicode.Latin, r), unicode.In(r, unicode.Cyrillic, unicode.Greek)
		if wasLatin && other || wasOther && latin {
			return true
		}
	}
	return false
}

func newTable(all []Submission) *table {
	t := &table{count: len(all), width: len("submission")}
	for _, s := range all {
		t.width, t.maximum = max(t.width, utf8.RuneCountInString(nameOf(s))), s.Maximum
	}
	return t
}

func (t *table) digits() int { return max(len("points"), len(pointsOf(t.maximum, t.maximum))) }

func (t *table) head(b *strings.Builder, r Report) {
	fmt.Fprintf(b, "%s: %d submissions\n\n  %s  %*s  ", r.Question, t.count, pad("submission", t.width), t.digits(), "points")
	for _, step := range r.Steps {
		fmt.Fprintf(b, "%2d ", step.Number)
	}
	b.WriteString("\n")
}

func (t *table) row(b *strings.Builder, style report.Style, s Submission) {
	fmt.Fprintf(b, "  %s  %*s  ", pad(nameOf(s), t.width), t.digits(), pointsOf(s.Points, s.Maximum))
	for _, step := range s.Steps {
		fmt.Fprintf(b, " %s ", gradeMark(style, step.Status))
	}
	fmt.Fprintf(b, " %s\n", s.remark())
}

func (t *table) foot(b *strings.Builder, r Report) {
	b.WriteString("\n✓ passed, · not implemented, ✗ anything else. For all messages: FORMAT=json, or grade one submission.\n")
	r.remarks(b, "The submissions", r.Ignored)
}

// remark returns what the table says after a submission: its problem, or the first step that failed.
func (s Submission) remark() string {
	remarks := []string{s.wrong()}
	if files := s.leftOut(); len(files) > 0 {
		remarks = append(remarks, "left out "+strings.Join(files, "; "))
	}
	if len(s.Uses) > 0 {
		remarks = append(remarks, "uses "+Visible(strings.Join(s.Uses, ", ")))
	}
	return joined(remarks...)
}

// joined returns the remarks that are not empty, as one.
func joined(remarks ...string) string {
	return strings.Join(slices.DeleteFunc(remarks, func(remark string) bool { return remark == "" }), "; ")
}

// maxLeftOut is how many of the files that were left out a remark names.
const maxLeftOut = 2

// leftOut returns what was left out and may have cost the submission points, in few lines. If nothing was left to judge,
// the problem itself names it.
func (s Submission) leftOut() []string {
	if s.Problem == StatusNoSolution {
		return nil
	}
	var lines []string
	for _, file := range s.Ignored {
		if submission.MayCost(file, s.Problem != StatusNotCompiled, !s.isUnwritten()) {
			lines = append(lines, Visible(file))
		}
	}
	if len(lines) > maxLeftOut {
		lines = append(lines[:maxLeftOut], "and others")
	}
	return lines
}

// isUnwritten reports whether no step found anything but unwritten bodies.
func (s Submission) isUnwritten() bool {
	return !slices.ContainsFunc(s.Steps, func(step Step) bool { return step.Status != StatusUnwritten })
}

func (s Submission) wrong() string {
	for _, step := range s.Steps {
		if step.Status == s.Problem && len(step.Message) > 0 {
			return s.Problem + ": " + step.Message[0]
		}
	}
	for _, step := range s.Steps {
		switch {
		case step.Status == StatusPassed || step.Status == StatusUnwritten:
		case s.Problem != "" && s.Problem != StatusEndedJudge && len(step.Message) > 0:
			return s.Problem + ": " + step.Message[0]
		default:
			return fmt.Sprintf("step %d %s%s", step.Number, step.Status, step.reason())
		}
	}
	return ""
}

func gradeMark(style report.Style, status string) string {
	switch status {
	case StatusPassed:
		return style.Paint(report.Green, "✓")
	case StatusUnwritten:
		return style.Paint(report.Grey, "·")
	default:
		return style.Paint(report.Red, "✗")
	}
}

func pointsOf(points, maximum int) string { return fmt.Sprintf("%d/%d", points, maximum) }

func seconds(s float64) string { return fmt.Sprintf("%6.2fs", s) }

func pad(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(text)))
}
