package scaffold

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/doc"
	"go/format"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/question"
)

var validName = regexp.MustCompile(`^[a-z][a-z0-9]{1,29}$`)

// reserved are names that mean something else in the template, or to go and the kit.
var reserved = []string{"all", "exercise", "internal", "main", "op", "steps", "stub", "test", "testdata", "vendor", templateName}

// checkName returns an ArgumentError unless a new question may be called name.
func checkName(ctx context.Context, root, name string) error {
	refuse := func(format string, args ...any) error {
		return question.ArgumentError{Text: fmt.Sprintf(format, args...)}
	}
	switch {
	case name == "":
		return refuse("Which name? The new question is a package of Go, as in: make new Q=elevator")
	case !validName.MatchString(name):
		return refuse("The name %q is not valid: a question is a package of Go, so it has 2 to 30 small letters and digits, and a letter first, as in elevator", name)
	case token.IsKeyword(name) || doc.IsPredeclared(name):
		return refuse("The name %q is not possible: it is a word of Go. Choose another name, as in elevator", name)
	case slices.Contains(reserved, name):
		return refuse("The name %q is not possible: the kit uses it for something else. Choose another name, as in elevator", name)
	}
	if there, err := partsOf(root, name); err != nil {
		return err
	} else if len(there) > 0 {
		return refuse("A part of a question %s exists already, and nothing is overwritten: %s. Choose another name, or remove it", name, strings.Join(there, ", "))
	}
	packages, err := gotest.RunGo(ctx, root, "list", "std")
	if err != nil {
		return err
	}
	for std := range strings.FieldsSeq(packages) {
		if isPublic := !strings.Contains("/"+std, "/internal/") && !strings.HasPrefix(std, "vendor/"); isPublic && path.Base(std) == name {
			return refuse("The name %q is that of a package in Go's library, %s, which solutions may want to import: choose another name, as in elevator", name, std)
		}
	}
	return nil
}

// partsOf returns what is there of a question: files, folders, and lines in the lists of questions.
func partsOf(root, name string) ([]string, error) {
	var there []string
	for _, at := range []string{name, "internal/judge/testdata/" + name, "internal/kit/stubs/" + name + ".go.txt"} {
		if _, err := os.Lstat(filepath.Join(root, filepath.FromSlash(at))); err == nil {
			there = append(there, at)
		} else if !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
	}
	for _, list := range []struct{ at, begin string }{{"README.md", "| [" + name + "]("}, {parityFile, fmt.Sprintf("%q:", name)}} {
		text, err := question.ReadText(filepath.Join(root, filepath.FromSlash(list.at)))
		if err != nil {
			return nil, err
		}
		number := 0
		for line := range strings.Lines(text) {
			if number++; strings.HasPrefix(strings.TrimSpace(line), list.begin) {
				there = append(there, fmt.Sprintf("its line in %s (line %d)", list.at, number))
			}
		}
	}
	return there, nil
}

// parityFile has the list of shared files.
const parityFile = "internal/parity/parity.go"

// listed adds the question to the table in the repository's README.
func listed(q question.Question) (change, error) {
	row := fmt.Sprintf("| [%[1]s](%[1]s/README.md) | TODO(%[1]s): what you design | easy | 1 | 20 / 20 |\n", q.Name)
	return insert(filepath.Join(q.Root, "README.md"), "no table of questions", func(text string) int {
		rows := question.Rows(text)
		if len(rows) == 0 {
			return -1
		}
		return rows[len(rows)-1].End
	}, row)
}

// shared adds the question to the list of shared files.
func shared(q question.Question) (change, error) {
	c, err := insert(filepath.Join(q.Root, filepath.FromSlash(parityFile)), "no variable shared", func(text string) int {
		begin := strings.Index(text, "\nvar shared = map[string][]string{\n")
		if begin < 0 {
			return -1
		}
		return begin + strings.Index(text[begin:], "\n}\n") + 1
	}, fmt.Sprintf("\t%q: {\"doc.go\"},\n", q.Name))
	if err == nil {
		c.text, err = format.Source(c.text)
	}
	return c, err
}

// insert returns the change that puts more text into a file, at the place that find returns. If find returns -1, the
// error says what is missing.
func insert(path, missing string, find func(string) int, more string) (change, error) {
	before, err := os.ReadFile(path)
	if err != nil {
		return change{}, err
	}
	text := string(bytes.ReplaceAll(before, []byte("\r\n"), []byte("\n")))
	at := find(text)
	if at < 0 {
		return change{}, fmt.Errorf("%s has %s, so the question cannot be added there: restore the file", path, missing)
	}
	return change{path: path, text: []byte(text[:at] + more + text[at:]), before: before}, nil
}

// Unwritten returns the lines of a question's files, of its bank and of the repository's README that mark what is still
// to be written, each with its place.
func Unwritten(q question.Question) ([]string, error) {
	var lines []string
	for _, at := range []string{"README.md", q.Name, "internal/judge/testdata/" + q.Name} {
		err := filepath.WalkDir(filepath.Join(q.Root, filepath.FromSlash(at)), func(file string, entry fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err != nil || !entry.Type().IsRegular() {
				return err
			}
			text, err := question.ReadText(file)
			if err != nil {
				return err
			}
			relative, err := filepath.Rel(q.Root, file)
			for i, line := range strings.Split(text, "\n") {
				if strings.Contains(line, "TODO("+q.Name+")") {
					lines = append(lines, fmt.Sprintf("%s:%d: %s", filepath.ToSlash(relative), i+1, strings.TrimSpace(line)))
				}
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return lines, nil
}
