package judge

import (
	"fmt"
	"strings"
)

// parseEdits reads the edits of a file. First is the number of the first line of text.
func (c *Candidate) parseEdits(file, text string, first int) error {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	before := len(c.Edits)
	for i := 0; i < len(lines); {
		if strings.TrimSpace(lines[i]) == "" {
			i++
			continue
		}
		e, next, err := parseEdit(lines, i, first)
		if err != nil {
			return err
		}
		e.File = file
		c.Edits = append(c.Edits, e)
		i = next
	}
	if len(c.Edits) == before {
		return fmt.Errorf("line %d: %s has no edit: add one between <<<< and >>>>", first-1, file)
	}
	return nil
}

// parseEdit reads the edit that starts at lines[i], and returns the index of the line after it. First is the number of
// lines[0].
func parseEdit(lines []string, i, first int) (e Edit, next int, err error) {
	e.Line = first + i
	if lines[i] != "<<<<" {
		return e, 0, fmt.Errorf("line %d is %q: want <<<<", first+i, lines[i])
	}
	if e.Old, i, err = textUntil("====", lines, i+1, first); err != nil {
		return e, 0, err
	}
	if e.New, i, err = textUntil(">>>>", lines, i, first); err != nil {
		return e, 0, err
	}
	switch {
	case e.Old == "":
		return e, 0, fmt.Errorf("the edit at line %d has no old text: write the text to replace between <<<< and ====", e.Line)
	case e.Old == e.New:
		return e, 0, fmt.Errorf("the edit at line %d changes nothing: its old and new texts are equal", e.Line)
	}
	return e, i, nil
}

// textUntil joins the lines from i up to one that is mark, and returns the index after that.
func textUntil(mark string, lines []string, i, first int) (text string, next int, err error) {
	for j := i; j < len(lines); j++ {
		if lines[j] == mark {
			return strings.Join(lines[i:j], "\n"), j + 1, nil
		}
	}
	return "", 0, fmt.Errorf("the edit's text that begins at line %d is not ended by a line %s", first+i, mark)
}

// apply makes the edit in src.
func (e Edit) apply(src string) (string, error) {
	switch n := strings.Count(src, e.Old); n {
	case 1:
		return strings.Replace(src, e.Old, e.New, 1), nil
	case 0:
		return "", fmt.Errorf("the edit at line %d does not apply: %s does not contain the text below. Rewrite the edit so that it makes the same mistake:\n%s", e.Line, e.File, e.Old)
	default:
		return "", fmt.Errorf("the edit at line %d is ambiguous: %s contains the text below %d times. Write more of the code around it:\n%s", e.Line, e.File, n, e.Old)
	}
}
