package main

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/oodkit/oodkit/internal/nearest"
)

// A question is one exercise of the repository.
type question struct {
	root string // the repository's directory
	name string // the question's directory in it
}

func (q question) dir() string { return filepath.Join(q.root, q.name) }

// findRoot returns the repository's directory: the one at or above the working directory that has
// this command in it.
func findRoot() (string, error) {
	start, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for dir := start; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "internal", "kit", "go.mod")); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", usageError{fmt.Sprintf("%s is not in the oodkit repository: change to a directory of it", start)}
		}
	}
}

// questionNames returns the questions under root, in alphabetical order: the directories that have
// a doc.go and a steps_test.go, even if stub.go is gone.
func questionNames(root string) []string {
	judges, _ := filepath.Glob(filepath.Join(root, "*", "steps_test.go")) // fails for bad patterns only
	var names []string
	for _, judge := range judges {
		if dir := filepath.Dir(judge); exists(filepath.Join(dir, "doc.go")) {
			names = append(names, filepath.Base(dir))
		}
	}
	return names
}

// findQuestion returns the question called name, or a usageError that lists those there are. A name
// may be written as a directory.
func findQuestion(root, name string) (question, error) {
	plain := strings.Trim(name, "./")
	names := questionNames(root)
	if slices.Contains(names, plain) {
		return question{root: root, name: plain}, nil
	}
	problem := fmt.Sprintf("There is no question %q", name)
	if plain == "" {
		problem = "Which question"
	}
	hint := "? "
	if near, ok := nearest.Name(plain, names); ok {
		hint = fmt.Sprintf(". Did you mean %s? ", near)
	} else if plain != "" {
		hint = ". "
	}
	return question{}, usageError{problem + hint + listQuestions(root)}
}

func listQuestions(root string) string {
	return "The questions are: " + strings.Join(questionNames(root), ", ") + "\n"
}

// A step is one of the rules' groups that a question's judge checks in turn.
type step struct {
	number int
	test   string // the test function's name
	title  string
}

// stepTest matches the names of the steps' test functions.
var stepTest = regexp.MustCompile(`^TestStep([0-9]+)_(\w+)$`)

// steps returns the question's steps in order. It reads the judge's source instead of asking the
// test binary, which runs the learner's code first.
func (q question) steps() ([]step, error) {
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(q.dir(), "steps_test.go"), nil, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	titles, err := q.titles()
	if err != nil {
		return nil, err
	}
	var steps []step
	for _, decl := range file.Decls {
		function, ok := decl.(*ast.FuncDecl)
		if !ok {
			continue
		}
		if match := stepTest.FindStringSubmatch(function.Name.Name); match != nil {
			number, _ := strconv.Atoi(match[1]) // digits, by stepTest
			steps = append(steps, step{number, match[0], cmp.Or(titles[number], match[2])})
		}
	}
	slices.SortFunc(steps, func(a, b step) int { return cmp.Compare(a.number, b.number) })
	return steps, nil
}

// titleLine matches the heading of a step in a question's README.
var titleLine = regexp.MustCompile(`(?m)^### Step ([0-9]+): (.+?)\s*$`)

// titles returns the titles that the question's README gives to its steps, by number.
func (q question) titles() (map[int]string, error) {
	text, err := os.ReadFile(filepath.Join(q.dir(), "README.md"))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	titles := make(map[int]string)
	for _, match := range titleLine.FindAllStringSubmatch(string(text), -1) {
		number, _ := strconv.Atoi(match[1]) // digits, by titleLine
		titles[number] = strings.ReplaceAll(match[2], "`", "")
	}
	return titles, nil
}

// pickSteps returns the steps that the argument of try asks for: the one of that number, or all of them.
func pickSteps(steps []step, argument string) ([]step, error) {
	if argument == "" {
		return steps, nil
	}
	number, err := strconv.Atoi(argument)
	i := slices.IndexFunc(steps, func(s step) bool { return s.number == number })
	if err != nil || i < 0 {
		return nil, usageError{fmt.Sprintf("There is no step %q. The steps are:\n%s", argument, listSteps(steps))}
	}
	return steps[i : i+1], nil
}

func listSteps(steps []step) string {
	var b strings.Builder
	for _, s := range steps {
		fmt.Fprintf(&b, "%3d  %s\n", s.number, s.title)
	}
	return b.String()
}
