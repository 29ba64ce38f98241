package parity

import (
	"strings"
	"testing"
)

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
		name:  "step without a level",
		edits: []edit{{"README.md", "*base · 10 minutes*", "*easy*"}},
		want:  "the section of step 1 has no line like",
	},
	{
		name:  "step without a hint",
		edits: []edit{{"hints.md", "<details><summary>Hint 1</summary>\n\nA map.\n</details>\n", ""}},
		want:  "hints.md: step 1 has the hints []",
	},
	{
		name:  "hint left out",
		edits: []edit{{"hints.md", "Hint 2", "Hint 3"}},
		want:  "hints.md: step 2 has the hints [1 3]",
	},
	{
		name:  "another title in the hints",
		edits: []edit{{"hints.md", "Step 1: Add", "Step 1: Sum"}},
		want:  "hints.md has the headings",
	},
	{
		name:  "too long before the spoiler line",
		edits: []edit{{"README.md", "# Design a counter", strings.Repeat("long ", wordsBeforeSpoilers)}},
		want:  "words before the spoiler line: want 1600 at most",
	},
	{
		name:  "too long behind it",
		edits: []edit{{"README.md", "The rest.", strings.Repeat("long ", wordsBehind+1)}},
		want:  "words behind the spoiler line: want 1800 at most",
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
