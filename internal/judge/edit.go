package judge

import (
	"errors"
	"fmt"
	"strings"
)

// parseEdits reads the text of a wrong/*.txt: the header, then edits file by file.
func (c *Candidate) parseEdits(src string) error {
	lines := strings.Split(strings.TrimSuffix(src, "\n"), "\n")
	i := 0
	for i < len(lines) && fileMark(lines[i]) == "" {
		i++
	}
	if err := c.parseHeader(lines[:i]); err != nil {
		return err
	}
	file := ""
	for i < len(lines) {
		switch name := fileMark(lines[i]); {
		case name != "":
			file = name
			i++
		case strings.TrimSpace(lines[i]) == "":
			i++
		default:
			e, next, err := parseEdit(lines, i)
			if err != nil {
				return err
			}
			e.File = file
			c.Edits = append(c.Edits, e)
			i = next
		}
	}
	if len(c.Edits) == 0 {
		return errors.New("it has no edit: a wrong solution must differ from the reference")
	}
	return nil
}

// fileMark returns the name in a line such as "-- reference.go --", or "".
func fileMark(line string) string {
	name, ok := strings.CutPrefix(line, "-- ")
	if !ok {
		return ""
	}
	name, ok = strings.CutSuffix(name, " --")
	if !ok {
		return ""
	}
	return name
}

// parseEdit reads the edit that starts at lines[i], and returns the index of the line after it.
func parseEdit(lines []string, i int) (e Edit, next int, err error) {
	e.Line = i + 1
	if lines[i] != "<<<<" {
		return e, 0, fmt.Errorf("line %d is %q: want <<<< or a file as in -- reference.go --", i+1, lines[i])
	}
	if e.Old, i, err = textUntil("====", lines, i+1); err != nil {
		return e, 0, err
	}
	if e.New, i, err = textUntil(">>>>", lines, i); err != nil {
		return e, 0, err
	}
	switch {
	case e.Old == "":
		return e, 0, fmt.Errorf("the edit at line %d has no old text", e.Line)
	case e.Old == e.New:
		return e, 0, fmt.Errorf("the edit at line %d changes nothing: its texts are equal", e.Line)
	}
	return e, i, nil
}

// textUntil joins the lines from i up to one that is mark, and returns the index after that.
func textUntil(mark string, lines []string, i int) (text string, next int, err error) {
	for j := i; j < len(lines); j++ {
		if lines[j] == mark {
			return strings.Join(lines[i:j], "\n"), j + 1, nil
		}
	}
	return "", 0, fmt.Errorf("the edit's text from line %d on is not ended by a line %s", i+1, mark)
}

// apply makes the edit in src.
func (e Edit) apply(src string) (string, error) {
	switch n := strings.Count(src, e.Old); n {
	case 1:
		return strings.Replace(src, e.Old, e.New, 1), nil
	case 0:
		return "", fmt.Errorf("the edit at line %d does not apply: %s does not contain\n%s", e.Line, e.File, e.Old)
	default:
		return "", fmt.Errorf("the edit at line %d does not say where: %s contains %d times\n%s", e.Line, e.File, n, e.Old)
	}
}
