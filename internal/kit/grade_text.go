package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// writeText prints a report for people: in full if it has one submission, as a table if there are
// more.
func writeText(w io.Writer, r gradeReport) error {
	var b strings.Builder
	style := styleFor(w)
	if len(r.Submissions) == 1 {
		r.writeOne(&b, style, r.Submissions[0])
	} else {
		r.writeTable(&b, style)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// writeOne prints all about one submission.
func (r gradeReport) writeOne(b *strings.Builder, style style, s gradedSubmission) {
	fmt.Fprintf(b, "%s: %s (%s)\n\n", r.Question, visible(s.Name), visible(s.Directory))
	width, digits := 0, 0
	for _, step := range s.Steps {
		width = max(width, utf8.RuneCountInString(step.Title))
		digits = max(digits, len(pointsOf(step.Points, step.Maximum)))
	}
	for _, step := range s.Steps {
		remark := ""
		if step.Status != statusPassed {
			remark = "  " + step.Status
		}
		fmt.Fprintf(b, "  %s %*d  %s  %*s  %s%s\n", gradeMark(style, step.Status), len(strconv.Itoa(len(s.Steps))), step.Number,
			pad(step.Title, width), digits, pointsOf(step.Points, step.Maximum), seconds(step.Seconds), remark)
	}
	fmt.Fprintf(b, "\n%d of %s; %d of %s pass.\n", s.Points, plural(s.Maximum, "point"), s.Passed, plural(len(s.Steps), "step"))
	for _, file := range s.Ignored {
		fmt.Fprintf(b, "Left out: %s\n", visible(file))
	}
	r.explain(b, s)
}

// explain prints why steps did not pass: each, or all at once if the reason is the same.
func (r gradeReport) explain(b *strings.Builder, s gradedSubmission) {
	before := ""
	for _, step := range s.Steps {
		message := strings.Join(step.Message, "\n")
		if step.Status == statusPassed || message == before {
			continue
		}
		before = message
		heading := fmt.Sprintf("Step %d, %s", step.Number, step.Title)
		if s.Problem == step.Status {
			heading = "It has a problem: " + s.Problem
		} else if step.Row != "" {
			heading += ": " + step.Row
		}
		fmt.Fprintf(b, "\n%s\n", heading)
		printLines(b, step.Message)
		if len(step.Printed) > 0 {
			fmt.Fprintln(b, "It printed:")
			printLines(b, step.Printed)
		}
	}
}

// writeTable prints a line for each submission.
func (r gradeReport) writeTable(b *strings.Builder, style style) {
	width, maximum := len("submission"), 0
	for _, s := range r.Submissions {
		width, maximum = max(width, utf8.RuneCountInString(visible(s.Name))), s.Maximum
	}
	digits := max(len("points"), len(pointsOf(maximum, maximum)))
	fmt.Fprintf(b, "%s: %d submissions\n\n  %s  %*s  ", r.Question, len(r.Submissions), pad("submission", width), digits, "points")
	for _, step := range r.steps {
		fmt.Fprintf(b, "%2d ", step.number)
	}
	b.WriteString("\n")
	for _, s := range r.Submissions {
		fmt.Fprintf(b, "  %s  %*s  ", pad(visible(s.Name), width), digits, pointsOf(s.Points, s.Maximum))
		for _, step := range s.Steps {
			fmt.Fprintf(b, " %s ", gradeMark(style, step.Status))
		}
		fmt.Fprintf(b, " %s\n", s.remark())
	}
	b.WriteString("\n✓ passed, · not implemented, ✗ anything else. FORMAT=json has every message; so has a submission graded alone.\n")
}

// remark returns what the table says behind a submission: its problem, or the first step that went
// wrong.
func (s gradedSubmission) remark() string {
	for _, step := range s.Steps {
		switch {
		case step.Status == statusPassed || step.Status == statusUnwritten:
		case s.Problem != "" && len(step.Message) > 0:
			return s.Problem + ": " + step.Message[0]
		case step.Row != "":
			return fmt.Sprintf("step %d %s: %s", step.Number, step.Status, step.Row)
		default:
			return fmt.Sprintf("step %d %s", step.Number, step.Status)
		}
	}
	return ""
}

func gradeMark(style style, status string) string {
	switch status {
	case statusPassed:
		return style.paint(green, "✓")
	case statusUnwritten:
		return style.paint(grey, "·")
	default:
		return style.paint(red, "✗")
	}
}

func pointsOf(points, maximum int) string { return fmt.Sprintf("%d/%d", points, maximum) }

func seconds(s float64) string { return fmt.Sprintf("%6.2fs", s) }

func pad(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(text)))
}
