package parity

import (
	"fmt"
	"go/ast"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var (
	heading     = regexp.MustCompile(`^#{1,3} `)
	stepHeading = regexp.MustCompile(`^### Step ([1-9][0-9]*): \S`)
	likeAStep   = regexp.MustCompile(`(?i)^#+\s*step\s*[0-9]`)
	stepTest    = regexp.MustCompile(`^TestStep([1-9][0-9]*)_[A-Z]`)
)

// readmeSteps checks that the steps in README.md are those in steps_test.go, and that each shows
// the command that runs it.
func readmeSteps(q question) ([]string, error) {
	readme, err := os.ReadFile(q.path("README.md"))
	if err != nil {
		return nil, err
	}
	sections, problems := stepSections(string(readme))
	tests, more, err := stepTests(q)
	if err != nil {
		return nil, err
	}
	problems = append(problems, more...)
	var headings []int
	for _, s := range sections {
		headings = append(headings, s.step)
		command := fmt.Sprintf("go test -tags stub -run Step%d ./%s", s.step, q.name)
		if !strings.Contains(s.text, command) {
			problems = append(problems, fmt.Sprintf("README.md: the section of step %d does not show the command %q", s.step, command))
		}
	}
	if !slices.Equal(headings, tests) {
		problems = append(problems, fmt.Sprintf("README.md has headings for the steps %v, steps_test.go tests for %v", headings, tests))
	}
	for i, p := range problems {
		problems[i] = q.name + ": " + p
	}
	return problems, nil
}

// A section is what a README says about a step.
type section struct {
	step int
	text string
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
			sections = append(sections, section{step: number(match[1])})
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
func stepTests(q question) (steps []int, problems []string, err error) {
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

const testAll = "func TestStep2_All(t *testing.T) { steps.Begin(t) }\n"

var readmeTests = []struct {
	name  string
	edits []edit
	want  string
}{
	{
		name:  "step without a heading",
		edits: []edit{{"README.md", "### Step 2", "### Then"}},
		want:  "counter: README.md has headings for the steps [1], steps_test.go tests for [1 2]",
	},
	{
		name:  "heading without a step",
		edits: []edit{{"steps_test.go", testAll, ""}, {"steps_test.go", "(2)", "(1)"}},
		want:  "headings for the steps [1 2], steps_test.go tests for [1]",
	},
	{
		name:  "same heading twice",
		edits: []edit{{"README.md", "Step 2: ", "Step 1: "}},
		want:  "steps [1 1], steps_test.go",
	},
	{
		name:  "gap",
		edits: []edit{{"README.md", "Step 2: ", "Step 3: "}, {"steps_test.go", "Step2_", "Step3_"}},
		want:  "steps_test.go has the steps [1 3]",
	},
	{
		name:  "same test twice",
		edits: []edit{{"steps_test.go", testAll, testAll + testAll}, {"steps_test.go", "(2)", "(3)"}},
		want:  "steps_test.go has the steps [1 2 2]",
	},
	{
		name:  "heading of another level",
		edits: []edit{{"README.md", "### Step 2: ", "## Step 2: "}},
		want:  `the heading "## Step 2: All keys, with their counts" does not have the form "### Step 3: Title"`,
	},
	{
		name:  "heading without a title",
		edits: []edit{{"README.md", "Step 1: Add", "Step 1"}},
		want:  `the heading "### Step 1" does not have`,
	},
	{
		name:  "command of another step",
		edits: []edit{{"README.md", "-run Step2", "-run Step1"}},
		want:  `the section of step 2 does not show the command "go test -tags stub -run Step2 ./counter"`,
	},
	{
		name:  "command outside the section",
		edits: []edit{{"README.md", "### Step 2: ", "## All\n\n### Step 2: "}, {"README.md", "    go test", "## Run\n\n    go test"}},
		want:  "the section of step 1 does not show",
	},
	{
		name:  "test without a title",
		edits: []edit{{"steps_test.go", "Step2_All", "Step2"}},
		want:  "steps_test.go: TestStep2 does not have the form TestStep3_Title",
	},
	{
		name:  "wrong total",
		edits: []edit{{"steps_test.go", "(2)", "(3)"}},
		want:  "tests of 2 steps, but it tells exercise.NewSteps of [3]",
	},
	{
		name:  "no total",
		edits: []edit{{"steps_test.go", "exercise.NewSteps(2)", "new(exercise.Steps)"}},
		want:  "tells exercise.NewSteps of []",
	},
	{
		name:  "no steps at all",
		edits: []edit{{"steps_test.go", "TestStep", "TestPart"}},
		want:  "steps_test.go tests for []",
	},
	{
		name:  "learner's own test",
		edits: []edit{{"my_test.go", "", "package counter_test\n\n" + testAll}},
		want:  "",
	},
	{
		name:  "heading within a section",
		edits: []edit{{"README.md", "```sh", "#### Hint\n\n```sh"}},
		want:  "",
	},
}

func TestReadmeSteps(t *testing.T) {
	for _, tt := range readmeTests {
		t.Run(tt.name, func(t *testing.T) {
			check(readmeSteps).requireProblem(t, counter(t, tt.edits...), tt.want)
		})
	}
}
