package score

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// writeCSV prints a report as comma-separated values, with a line for each submission and a column for the points of
// each step.
func writeCSV(w io.Writer, r Report) error {
	head := []string{"submission", "points", "maximum", "passed"}
	for _, step := range r.Steps {
		head = append(head, fmt.Sprintf("step %d", step.Number))
	}
	lines := [][]string{append(head, "remark")}
	for _, s := range r.Submissions {
		line := []string{cell(Name(s.Name)), strconv.Itoa(s.Points), strconv.Itoa(s.Maximum), strconv.Itoa(s.Passed)}
		for _, step := range s.Steps {
			line = append(line, strconv.Itoa(step.Points))
		}
		lines = append(lines, append(line, cell(joined(s.remark(), s.unwritten()))))
	}
	return csv.NewWriter(w).WriteAll(lines)
}

// unwritten says which steps are not implemented. A table shows this in the columns of the steps.
func (s Submission) unwritten() string {
	var steps []string
	for _, step := range s.Steps {
		if step.Status == StatusUnwritten {
			steps = append(steps, strconv.Itoa(step.Number))
		}
	}
	switch len(steps) {
	case 0:
		return ""
	case 1:
		return StatusUnwritten + ": step " + steps[0]
	case len(s.Steps):
		return StatusUnwritten
	}
	return StatusUnwritten + ": steps " + strings.Join(steps, ", ")
}

// cell returns text as a cell that a spreadsheet does not take for a formula: what begins like a formula gets an
// apostrophe before it. Some spreadsheets split cells at semicolons, so this holds for the text after each semicolon too.
func cell(text string) string {
	parts := strings.SplitAfter(Visible(text), ";")
	for i, part := range parts {
		// A spreadsheet drops spaces and quotes at the beginning of a cell.
		if strings.IndexAny(strings.TrimLeft(part, "\" "), "=+-@＝＋－＠") == 0 {
			parts[i] = "'" + part
		}
	}
	return strings.Join(parts, "")
}
