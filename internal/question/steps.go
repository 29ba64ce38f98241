package question

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A Step is one of the groups of rules that a question's tests check one after another.
type Step struct {
	Number int    // from 1 up
	Test   string // the test function's name: TestStep1_Put
	Title  string // from the README, or else from the test's name
}

// stepTest matches the names of the steps' test functions.
var stepTest = regexp.MustCompile(`^TestStep([0-9]+)_(\w+)$`)

// Steps returns the question's steps in order. It reads the source of steps_test.go instead of asking the
// test binary, which runs the learner's code first.
func (q Question) Steps() ([]Step, error) {
	file, err := parser.ParseFile(token.NewFileSet(), q.Path("steps_test.go"), nil, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	readme, err := q.text("README.md")
	if err != nil {
		return nil, err
	}
	titles := titles(readme)
	var steps []Step
	for _, decl := range file.Decls {
		function, ok := decl.(*ast.FuncDecl)
		if !ok {
			continue
		}
		if match := stepTest.FindStringSubmatch(function.Name.Name); match != nil {
			number, _ := strconv.Atoi(match[1]) // digits, by stepTest
			steps = append(steps, Step{number, match[0], cmp.Or(titles[number], match[2])})
		}
	}
	slices.SortFunc(steps, func(a, b Step) int { return cmp.Compare(a.Number, b.Number) })
	return steps, nil
}

// text returns the text of the question's file of that name, or "" if the file does not exist.
func (q Question) text(name string) (string, error) {
	text, err := ReadText(q.Path(name))
	if errors.Is(err, os.ErrNotExist) {
		return "", nil
	}
	return text, err
}

// ReadText returns a file's text with a line feed at the end of each line.
func ReadText(path string) (string, error) {
	text, err := os.ReadFile(path)
	return strings.ReplaceAll(string(text), "\r\n", "\n"), err
}

// titleLine matches the heading of a step in a question's README.
var titleLine = regexp.MustCompile(`(?m)^### Step ([0-9]+): (.+?)\s*$`)

// titles returns the titles that a README gives to the steps, by number.
func titles(readme string) map[int]string {
	titles := make(map[int]string)
	for _, match := range titleLine.FindAllStringSubmatch(readme, -1) {
		number, _ := strconv.Atoi(match[1]) // digits, by titleLine
		titles[number] = strings.ReplaceAll(match[2], "`", "")
	}
	return titles
}

// hintBlock matches a hint in a question's hints.md.
var hintBlock = regexp.MustCompile(`(?s)<details><summary>Hint [0-9]+</summary>\s*(.*?)\s*</details>`)

// Hints returns the hints that the question's hints.md has for a step, each as Markdown.
func (q Question) Hints(s Step) ([]string, error) {
	all, err := q.text("hints.md")
	if err != nil {
		return nil, err
	}
	var hints []string
	for _, match := range hintBlock.FindAllStringSubmatch(section(all, s.Number), -1) {
		hints = append(hints, match[1])
	}
	return hints, nil
}

// nextHeading matches where a section ends.
var nextHeading = regexp.MustCompile(`(?m)^#{1,3} `)

// section returns what a Markdown text says about the step of that number.
func section(text string, number int) string {
	_, section, _ := strings.Cut(text, fmt.Sprintf("\n### Step %d: ", number))
	if end := nextHeading.FindStringIndex(section); end != nil {
		return section[:end[0]]
	}
	return section
}
