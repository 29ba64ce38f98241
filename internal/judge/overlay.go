package judge

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/question"
)

const (
	referenceLine = "//go:build !stub"
	stubLine      = "//go:build stub"
)

// Overlay returns the overlay that replaces the learner's code of q with the candidate.
func (c Candidate) Overlay(q question.Question) (gotest.Overlay, error) {
	o, err := c.overlay(q)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.File, err)
	}
	return o, nil
}

func (c Candidate) overlay(q question.Question) (gotest.Overlay, error) {
	if c.Whole != nil {
		text := string(c.Whole)
		for _, e := range c.Edits {
			edited, err := e.apply(text)
			if err != nil {
				return nil, err
			}
			text = edited
		}
		return wholeOverlay(q, []byte(text))
	}
	texts := map[string]string{}
	for _, e := range c.Edits {
		src, known := texts[e.File]
		if !known {
			text, err := Reference(q, e.File)
			if err != nil {
				return nil, fmt.Errorf("the edit at line %d: %w", e.Line, err)
			}
			src = text
		}
		edited, err := e.apply(src)
		if err != nil {
			return nil, err
		}
		texts[e.File] = edited
	}
	return ReferenceOverlay(q, texts)
}

// isWhole reports whether an edit's file is a whole solution, such as designs/chaining.go.
func isWhole(file string) bool {
	return strings.HasPrefix(file, "designs/") || strings.HasPrefix(file, "wrong/")
}

// wholeOverlay puts src in place of stub.go.
func wholeOverlay(q question.Question, src []byte) (gotest.Overlay, error) {
	o, err := gotest.InPlaceOfLearners(q, map[string][]byte{"stub.go": src})
	if err != nil {
		return nil, err
	}
	return o, checkBuilt(q.Path("stub.go"), src)
}

// ReferenceOverlay returns the overlay that replaces the learner's code with the reference. Texts has the new text of
// changed files by name.
func ReferenceOverlay(q question.Question, texts map[string]string) (gotest.Overlay, error) {
	o, err := gotest.InPlaceOfLearners(q, nil)
	if err != nil {
		return nil, err
	}
	reference, err := referenceFiles(q)
	if err != nil {
		return nil, err
	}
	for _, name := range reference {
		text, changed := texts[name]
		if !changed {
			if text, err = question.ReadText(q.Path(name)); err != nil {
				return nil, err
			}
		}
		path := q.Path(name)
		if o[path], err = asStub(path, text); err != nil {
			return nil, err
		}
	}
	return o, nil
}

// asStub returns the text of a file of the reference as the learner's code.
func asStub(path, text string) ([]byte, error) {
	if n := strings.Count("\n"+text, "\n"+referenceLine+"\n"); n != 1 {
		return nil, fmt.Errorf("%s has %d lines %q: want one, which the stub's line replaces", path, n, referenceLine)
	}
	src := []byte(strings.Replace(text, referenceLine+"\n", stubLine+"\n", 1))
	return src, checkBuilt(path, src)
}

// Reference returns the text of a file of the reference.
func Reference(q question.Question, name string) (string, error) {
	reference, err := referenceFiles(q)
	if err != nil {
		return "", err
	}
	if slices.Contains(reference, name) {
		return question.ReadText(q.Path(name))
	}
	return "", fmt.Errorf("%q is not a file of the reference of %s", name, q.Name)
}

// referenceFiles returns the names of the reference's files.
func referenceFiles(q question.Question) ([]string, error) {
	files, err := q.Files()
	var names []string
	for _, file := range files {
		if file.IsReference() {
			names = append(names, file.Name)
		}
	}
	return names, err
}

// checkBuilt returns an error unless src counts as a learner's code, which is compiled only with the stub tag.
func checkBuilt(path string, src []byte) error {
	file, err := question.NewFile(filepath.Base(path), src)
	if err != nil {
		return err
	}
	if !file.IsLearners() {
		return fmt.Errorf("it would not count as the learner's code: write %s above the package clause", stubLine)
	}
	return nil
}
