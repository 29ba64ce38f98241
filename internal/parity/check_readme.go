package parity

import (
	"fmt"
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/oodkit/oodkit/internal/question"
)

var (
	heading     = regexp.MustCompile(`^#{1,3} `)
	stepHeading = regexp.MustCompile(`^### Step ([1-9][0-9]*): \S`)
	levelLine   = regexp.MustCompile(`(?m)^\*(base|follow-up|stretch) · [1-9][0-9]* minutes\*$`)
	hintLine    = regexp.MustCompile(`(?m)^<details><summary>Hint ([0-9]+)</summary>$`)
	comment     = regexp.MustCompile(`(?s)<!-- make review counted this -->.*?<!-- end -->|<!--.*?-->`)
	likeAStep   = regexp.MustCompile(`(?i)^#+\s*step\s*[0-9]`)
	stepTest    = regexp.MustCompile(`^TestStep([1-9][0-9]*)_[A-Z]`)
)

// How long a README may be, in words: longer ones keep people away.
const (
	wordsBeforeSpoilers = 1600
	wordsBehind         = 1800
)

// readmeSteps checks that the steps in README.md are those in steps_test.go, that each has a level and shows the
// command that runs it, and that hints.md has hints for each.
func readmeSteps(q exercise) ([]string, error) {
	readme, err := question.ReadText(q.Path("README.md"))
	if err != nil {
		return nil, err
	}
	sections, problems := stepSections(readme)
	tests, more, err := stepTests(q)
	if err != nil {
		return nil, err
	}
	problems = append(problems, more...)
	var headings []int
	for _, s := range sections {
		headings = append(headings, s.step)
		command := fmt.Sprintf("go test -tags stub -run Step%d ./%s", s.step, q.Name)
		if !strings.Contains(s.text, command) {
			problems = append(problems, fmt.Sprintf("README.md: the section of step %d does not show the command %q", s.step, command))
		}
		if !levelLine.MatchString(s.text) {
			problems = append(problems, fmt.Sprintf("README.md: the section of step %d has no line like %q: levels are base, follow-up and stretch", s.step, "*base · 20 minutes*"))
		}
	}
	if more, err = checkHints(q, sections); err != nil {
		return nil, err
	}
	problems = append(problems, more...)
	before, behind, _ := strings.Cut(readme, "\n## Spoilers below\n")
	for _, part := range []struct {
		name, text string
		most       int
	}{{"before the spoiler line", before, wordsBeforeSpoilers}, {"behind the spoiler line", behind, wordsBehind}} {
		if n := words(part.text); n > part.most {
			problems = append(problems, fmt.Sprintf("README.md has %d words %s: want %d at most", n, part.name, part.most))
		}
	}
	if !slices.Equal(headings, tests) {
		problems = append(problems, fmt.Sprintf("README.md has headings for the steps %v, steps_test.go tests for %v", headings, tests))
	}
	for i, p := range problems {
		problems[i] = q.Name + ": " + p
	}
	return problems, nil
}

// words counts the words of a Markdown text, without comments and the figures that make review has counted.
func words(text string) int { return len(strings.Fields(comment.ReplaceAllString(text, ""))) }

// checkHints checks that hints.md has the headings of the README's steps, and one to three hints for each.
func checkHints(q exercise, steps []section) ([]string, error) {
	text, err := question.ReadText(q.Path("hints.md"))
	if err != nil {
		return nil, err
	}
	hints, problems := stepSections(text)
	var want, got []string
	for _, s := range steps {
		want = append(want, s.heading)
	}
	for _, s := range hints {
		got = append(got, s.heading)
		var numbers []string
		for _, match := range hintLine.FindAllStringSubmatch(s.text, -1) {
			numbers = append(numbers, match[1])
		}
		if all := []string{"1", "2", "3"}; len(numbers) == 0 || len(numbers) > len(all) || !slices.Equal(numbers, all[:len(numbers)]) {
			problems = append(problems, fmt.Sprintf("hints.md: step %d has the hints %v: want 1, or 1 and 2, or 1 to 3", s.step, numbers))
		}
	}
	if !slices.Equal(got, want) {
		problems = append(problems, fmt.Sprintf("hints.md has the headings %q, README.md has %q", got, want))
	}
	return problems, nil
}

// A section is what a README says about a step.
type section struct {
	step    int
	heading string
	text    string
}

func stepSections(readme string) (sections []section, problems []string) {
	inStep := false
	lines, prose := strings.Split(readme, "\n"), withoutCode(readme)
	for i, line := range prose {
		if heading.MatchString(line) {
			inStep = false
		}
		switch match := stepHeading.FindStringSubmatch(line); {
		case match != nil:
			inStep = true
			sections = append(sections, section{step: number(match[1]), heading: line})
		case likeAStep.MatchString(line):
			problems = append(problems, fmt.Sprintf("README.md: the heading %q does not have the form \"### Step 3: Title\"", line))
		case inStep:
			sections[len(sections)-1].text += lines[i] + "\n"
		}
	}
	return sections, problems
}

// withoutCode returns the lines of a Markdown text, those of fenced code blocks emptied.
func withoutCode(text string) []string {
	lines := strings.Split(text, "\n")
	inCode := false
	for i, line := range lines {
		fence := strings.HasPrefix(strings.TrimSpace(line), "```")
		if fence || inCode {
			lines[i] = ""
		}
		inCode = inCode != fence
	}
	return lines
}

// number returns the number that text is, or -1, which is not the number of a step.
func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return -1
	}
	return n
}

// stepTests returns the steps that steps_test.go has tests for, as they come.
func stepTests(q exercise) (steps []int, problems []string, err error) {
	file, err := q.parseFile(token.NewFileSet(), "steps_test.go")
	if err != nil {
		return nil, nil, err
	}
	for _, f := range functions(file) {
		if match := stepTest.FindStringSubmatch(f.Name.Name); match != nil {
			steps = append(steps, number(match[1]))
		} else if strings.HasPrefix(f.Name.Name, "TestStep") {
			problems = append(problems, fmt.Sprintf("steps_test.go: %s does not have the form TestStep3_Title", f.Name.Name))
		}
	}
	if totals := announced(file); !slices.Equal(totals, []int{len(steps)}) {
		problems = append(problems, fmt.Sprintf("steps_test.go has tests of %d steps, but it tells exercise.NewSteps of %v", len(steps), totals))
	}
	if !countsUp(steps) {
		problems = append(problems, fmt.Sprintf("steps_test.go has the steps %v: want 1, 2, 3 and so on, in order", steps))
	}
	return steps, problems, nil
}

// countsUp reports whether steps are 1, 2, 3 and so on.
func countsUp(steps []int) bool {
	for i, step := range steps {
		if step != i+1 {
			return false
		}
	}
	return true
}

// announced returns the arguments of file's calls of exercise.NewSteps.
func announced(file *ast.File) []int {
	var totals []int
	ast.Inspect(file, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && layout(call.Fun) == "exercise.NewSteps" {
			for _, arg := range call.Args {
				totals = append(totals, number(layout(arg)))
			}
		}
		return true
	})
	return totals
}
