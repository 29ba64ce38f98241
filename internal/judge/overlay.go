package judge

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/build"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Overlay says what go is to read in place of files of a question: the text under
// the file's absolute path, or nil for a file that is not to be there.
type Overlay map[string][]byte

const (
	referenceLine = "//go:build !stub"
	stubLine      = "//go:build stub"
)

// Overlay returns the overlay that makes the candidate the learner's code of q.
func (c Candidate) Overlay(q Question) (Overlay, error) {
	o, err := c.overlay(q)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.File, err)
	}
	return o, nil
}

func (c Candidate) overlay(q Question) (Overlay, error) {
	if c.Whole != nil {
		return q.wholeOverlay(c.Whole)
	}
	texts := map[string]string{}
	for _, e := range c.Edits {
		src, known := texts[e.File]
		if !known {
			text, err := q.base(e.File)
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
	for file, text := range texts {
		if !inBank(file) {
			continue
		}
		if len(texts) > 1 {
			return nil, fmt.Errorf("it edits %s and other files: a solution of the bank is all of the learner's code", file)
		}
		return q.wholeOverlay([]byte(text))
	}
	return q.ReferenceOverlay(texts)
}

// inBank reports whether an edit's file is a whole solution of the bank, as in right/chaining.go.
func inBank(file string) bool {
	return strings.HasPrefix(file, "right/") || strings.HasPrefix(file, "wrong/")
}

// base returns the text that an edit starts from: of a solution of the bank or of a file of the
// reference.
func (q Question) base(file string) (string, error) {
	if !inBank(file) {
		return q.Reference(file)
	}
	src, err := os.ReadFile(filepath.Join(q.Bank(), filepath.FromSlash(file)))
	return string(src), err
}

// wholeOverlay puts src in place of stub.go.
func (q Question) wholeOverlay(src []byte) (Overlay, error) {
	o, _, err := q.hideStub()
	if err != nil {
		return nil, err
	}
	stub := filepath.Join(q.Dir(), "stub.go")
	o[stub] = src
	return o, checkBuilt(stub, src)
}

// ReferenceOverlay makes the reference the learner's code, with some of its files changed: texts
// has their new text under their names.
func (q Question) ReferenceOverlay(texts map[string]string) (Overlay, error) {
	o, reference, err := q.hideStub()
	if err != nil {
		return nil, err
	}
	for _, path := range reference {
		text, changed := texts[filepath.Base(path)]
		if !changed {
			src, err := os.ReadFile(path)
			if err != nil {
				return nil, err
			}
			text = string(src)
		}
		if n := strings.Count("\n"+text, "\n"+referenceLine+"\n"); n != 1 {
			return nil, fmt.Errorf("%s has %d lines %q: want one, it is to be replaced", path, n, referenceLine)
		}
		o[path] = []byte(strings.Replace(text, referenceLine+"\n", stubLine+"\n", 1))
		if err := checkBuilt(path, o[path]); err != nil {
			return nil, err
		}
	}
	return o, nil
}

// Reference returns the text of a file of the reference.
func (q Question) Reference(name string) (string, error) {
	_, reference, err := q.hideStub()
	if err != nil {
		return "", err
	}
	for _, path := range reference {
		if filepath.Base(path) == name {
			src, err := os.ReadFile(path)
			return string(src), err
		}
	}
	return "", fmt.Errorf("%q is no file of the reference of %s", name, q.Name)
}

// ReferenceFiles returns the names of the files of the reference.
func (q Question) ReferenceFiles() ([]string, error) {
	_, reference, err := q.hideStub()
	var names []string
	for _, path := range reference {
		names = append(names, filepath.Base(path))
	}
	return names, err
}

// hideStub returns an overlay without any of the learner's files, and the paths of the
// reference's.
func (q Question) hideStub() (hidden Overlay, reference []string, err error) {
	paths, err := filepath.Glob(filepath.Join(q.Dir(), "*.go"))
	if err != nil {
		return nil, nil, err
	}
	hidden = Overlay{}
	for _, path := range paths {
		src, err := os.ReadFile(path)
		if err != nil {
			return nil, nil, err
		}
		inStub, err := isBuilt(path, src, "stub")
		if err != nil {
			return nil, nil, err
		}
		inReference, err := isBuilt(path, src)
		if err != nil {
			return nil, nil, err
		}
		switch {
		case inStub && !inReference:
			hidden[path] = nil
		case inReference && !inStub && !strings.HasSuffix(path, "_test.go"):
			reference = append(reference, path)
		}
	}
	return hidden, reference, nil
}

// isBuilt reports whether go would compile src, under that path, with the tags.
func isBuilt(path string, src []byte, tags ...string) (bool, error) {
	ctx := build.Default
	ctx.BuildTags = tags
	ctx.OpenFile = func(string) (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(src)), nil
	}
	return ctx.MatchFile(filepath.Split(path))
}

// checkBuilt returns an error unless src counts as a learner's code: compiled
// with the stub tag and only then.
func checkBuilt(path string, src []byte) error {
	inStub, err := isBuilt(path, src, "stub")
	if err != nil {
		return err
	}
	inReference, err := isBuilt(path, src)
	if err != nil {
		return err
	}
	if !inStub || inReference {
		return fmt.Errorf("it would not be the learner's code: write %s above the package clause", stubLine)
	}
	return nil
}

// write writes the overlay to dir in the form of go's -overlay flag, and returns the file's
// path. Go ignores a key that is no file's absolute path, so those are refused.
func (o Overlay) write(dir string) (string, error) {
	replace := map[string]string{}
	for path, src := range o {
		if !filepath.IsAbs(path) {
			return "", fmt.Errorf("overlay: %s is not an absolute path", path)
		}
		if _, err := os.Stat(path); err != nil {
			return "", fmt.Errorf("overlay: nothing to replace: %w", err)
		}
		replace[path] = ""
		if src == nil {
			continue
		}
		replace[path] = filepath.Join(dir, filepath.Base(path))
		if err := os.WriteFile(replace[path], src, 0o644); err != nil {
			return "", err
		}
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, "overlay.json")
	return file, os.WriteFile(file, data, 0o644)
}
