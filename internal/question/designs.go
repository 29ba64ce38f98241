package question

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A Design is a complete solution with another design than the reference: a file of testdata/designs in the
// question's directory. It replaces stub.go and all other code of the learner. It passes every step.
type Design struct {
	Name string // the name of the file, without .go
	Path string
	Text []byte // with line feeds at its ends of lines
}

// Designs returns the question's designs in the order of their names. It leaves out files that are wrong, and the
// error says what is wrong with them.
func (q Question) Designs() ([]Design, error) {
	dir := q.Path("testdata/designs")
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	errs := []error{err}
	var designs []Design
	for _, entry := range entries {
		path := filepath.Join(dir, entry.Name())
		name, isGo := strings.CutSuffix(entry.Name(), ".go")
		text, err := os.ReadFile(path)
		text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
		switch {
		case !isGo:
			errs = append(errs, fmt.Errorf("%s: no Go file: rename or remove it", path))
		case err != nil:
			errs = append(errs, err)
		case !hasComment(string(text)):
			errs = append(errs, fmt.Errorf("%s: no comment above the package clause says what design it is", path))
		default:
			designs = append(designs, Design{name, path, text})
		}
	}
	return designs, errors.Join(errs...)
}

// hasComment reports whether there is a comment above the package clause. Build lines do not count.
func hasComment(src string) bool {
	for line := range strings.Lines(src) {
		if strings.HasPrefix(line, "package ") {
			return false
		}
		if text, ok := strings.CutPrefix(line, "// "); ok && strings.TrimSpace(text) != "" {
			return true
		}
	}
	return false
}

// A Solution is code that a question's tests can be compiled with: the code of a variant, or a design in place of
// the learner's code.
type Solution struct {
	Variant
	Design *Design // nil for the variant's own code
}

// Of returns the solution that consists of the variant's own code.
func Of(v Variant) Solution { return Solution{Variant: v} }

// String returns the name of the solution for users.
func (s Solution) String() string {
	if s.Design != nil {
		return s.Design.Name
	}
	return s.Variant.String()
}

// FileName returns the name of the solution for the names of files.
func (s Solution) FileName() string {
	if s.Design != nil {
		return s.Design.Name
	}
	return s.Variant.FileName()
}

// FindDesign returns the question's design of that name, or an ArgumentError that lists the designs.
func (q Question) FindDesign(name string) (Solution, error) {
	designs, err := q.Designs()
	if err != nil {
		return Solution{}, err
	}
	return PickDesign(designs, name)
}

// PickDesign is FindDesign among designs that were read before.
func PickDesign(designs []Design, name string) (Solution, error) {
	names := make([]string, len(designs))
	for i, d := range designs {
		names[i] = d.Name
	}
	plain, err := Match(strings.TrimSuffix(name, ".go"), "design", names)
	if err != nil {
		return Solution{}, err
	}
	return Solution{Learners, &designs[slices.Index(names, plain)]}, nil
}
