// Package scaffold creates a new question: a package in which everything is there and runs, with a small example in
// the place of what is still to be written.
//
// The files come from testdata. What is to be written is marked there with TODO and the question's name.
package scaffold

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"go/format"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// template holds the question and its bank, under the name templateName.
//
//go:embed testdata
var template embed.FS

const (
	templateName   = "newquestion"
	templateModule = "github.com/oodkit/oodkit"
)

// New creates a question, and prints what to write next. If a name is not valid, or if the question or a part of it
// exists, it returns an ArgumentError. If anything fails, the tree is as it was before.
func New(ctx context.Context, w io.Writer, root, name string) error {
	if err := checkName(ctx, root, name); err != nil {
		return err
	}
	q := question.Question{Root: root, Name: name}
	changes, err := newFiles(q)
	if err != nil {
		return err
	}
	for _, edit := range []func(question.Question) (change, error){listed, shared} {
		c, err := edit(q)
		if err != nil {
			return err
		}
		changes = append(changes, c)
	}
	if err := apply(changes); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, next, name, typeName(name), len(changes)-2)
	return err
}

const next = `%[1]s is a new question: %[3]d files, a line in README.md, and one in internal/parity/parity.go. Write next:

  1. %[1]s/README.md: the question, the clarifying questions, and a section for each step
  2. %[1]s/stub.go: the contract, in place of the example %[2]s, and %[1]s/doc.go
  3. %[1]s/reference.go, with the same declarations and comments
  4. %[1]s/steps_test.go: a function for each step, a row for each rule. go doc ./internal/exercise says what is fair
  5. %[1]s/testdata/designs: at least two right designs that look nothing like the reference
  6. internal/judge/testdata/%[1]s: wrong solutions for each step. internal/judge/README.md has the form
  7. %[1]s/hints.md, bench_test.go, example_test.go and fuzz_test.go
  8. the stub's copy: OODKIT_SHIPPED=1 go -C internal/kit test -run TestStubCopies ./workspace -update

Between 2 and 7 the tests of %[1]s do not compile, because some still use the example. Two commands work even then.
After 3, this compares the stub with the reference: go test -tags= -run TestQuestions/%[1]s/same ./internal/parity
After 4, this compares the README with the steps: go test -tags= -run TestQuestions/%[1]s/README ./internal/parity

TODO(%[1]s) marks what is still to be written. This lists it: go -C internal/kit test ./scaffold
To undo all this, remove %[1]s, internal/judge/testdata/%[1]s, internal/kit/stubs/%[1]s.go.txt and the two lines.
`

// newFiles returns the files of the question, its bank and the copy of its stub.
func newFiles(q question.Question) ([]change, error) {
	module, err := q.Module()
	if err != nil {
		return nil, err
	}
	named := namer(q.Name, module)
	var changes []change
	for _, place := range [][2]string{{"testdata/" + templateName, q.Name}, {"testdata/bank", "internal/judge/testdata/" + q.Name}} {
		from, to := place[0], place[1]
		err := fs.WalkDir(template, from, func(file string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			text, err := template.ReadFile(file)
			if err != nil {
				return err
			}
			text = []byte(named.Replace(strings.ReplaceAll(string(text), "\r\n", "\n")))
			if path.Ext(file) == ".go" { // the order of the imports depends on the name
				if text, err = format.Source(text); err != nil {
					return err
				}
			}
			relative := strings.TrimPrefix(file, from+"/")
			changes = append(changes, change{path: filepath.Join(q.Root, filepath.FromSlash(path.Join(to, relative))), text: text})
			if relative == "stub.go" {
				changes = append(changes, change{path: filepath.Join(q.Root, "internal", "kit", "stubs", q.Name+".go.txt"), text: text})
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return changes, nil
}

// namer replaces the names of the template.
func namer(name, module string) *strings.Replacer {
	article := "a "
	if strings.Contains("aeiou", name[:1]) {
		article = "an "
	}
	return strings.NewReplacer("a "+templateName, article+name, templateModule, module, typeName(templateName), typeName(name), templateName, name)
}

// typeName returns the name of the question's type in the example.
func typeName(name string) string { return strings.ToUpper(name[:1]) + name[1:] }

// A change is a new file, or a new text of a file.
type change struct {
	path   string
	text   []byte
	before []byte // nil if the file is new
}

// apply makes all changes or none.
func apply(changes []change) error {
	var undo []func() error
	for _, c := range changes {
		err := c.makeDirs(&undo)
		if err == nil {
			err = c.make(&undo)
		}
		if err != nil {
			for i := range undo {
				err = errors.Join(err, undo[len(undo)-1-i]())
			}
			return err
		}
	}
	return nil
}

// makeDirs makes the directories that the file is in.
func (c change) makeDirs(undo *[]func() error) error {
	var missing []string
	for dir := filepath.Dir(c.path); ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(dir); err == nil || dir == filepath.Dir(dir) {
			break
		}
		missing = append(missing, dir)
	}
	for i := range missing {
		dir := missing[len(missing)-1-i]
		if err := os.Mkdir(dir, 0o777); err != nil {
			return err
		}
		*undo = append(*undo, func() error { return os.Remove(dir) })
	}
	return nil
}

// make writes the file. A new file must not exist, and any other is replaced at once.
func (c change) make(undo *[]func() error) error {
	if c.before == nil {
		file, err := os.OpenFile(c.path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
		if err != nil {
			return err
		}
		*undo = append(*undo, func() error { return os.Remove(c.path) })
		_, err = file.Write(c.text)
		return errors.Join(err, file.Close())
	}
	if err := workspace.Rewrite(c.path, c.text); err != nil {
		return err
	}
	*undo = append(*undo, func() error { return workspace.Rewrite(c.path, c.before) })
	return nil
}
