//go:build unix

package main

import (
	"context"
	"errors"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The files of a question to grade.
var gradedQuestion = map[string]string{
	"../go.mod":              "module github.com/oodkit/oodkit\n\ngo 1.26\n",
	"../internal/kit/go.mod": "module example.com/kit\n",
	"README.md":              "### Step 1: One\n### Step 2: Two\n### Step 3: Three\n",
	"doc.go":                 "package stack\n",
	"shared.go": `package stack

import "errors"

type Level int

const Start Level = iota

var ErrNegative = errors.New("stack: negative")

func Check(n int) error {
	if n < 0 {
		return ErrNegative
	}
	return nil
}
`,
	"reference.go": "//go:build !stub\n\npackage stack\n\nfunc Count(n int) (int, error) { return n + int(Start), Check(n) }\n",
	"stub.go":      "//go:build stub\n\npackage stack\n\nbroken: nobody grades this one",
	"more.go":      "//go:build stub\n\npackage stack\n\nbroken: nor this one",
	"steps_test.go": `package stack_test

import (
	"errors"
	"testing"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/stack"
)

var steps = exercise.NewSteps(3)

func TestStep1_One(t *testing.T)   { count(t, 1, "it counts to one") }
func TestStep2_Two(t *testing.T)   { count(t, 2, "it counts to two") }
func TestStep3_Three(t *testing.T) { count(t, 3, "it counts to three") }

func count(t *testing.T, n int, row string) {
	step := steps.Begin(t)
	step.Row(row, func(t *exercise.T) {
		if got, err := stack.Count(n); got + int(stack.Start) != n || err != nil {
			t.Errorf("got %d, %v, want %d", got, err, n)
		}
	})
	step.Row("it refuses a negative number", func(t *exercise.T) {
		if _, err := stack.Count(-n); !errors.Is(err, stack.ErrNegative) {
			t.Errorf("got %v, want ErrNegative", err)
		}
	})
}
`,
}

// newGradedQuestion returns the question, and a grader whose steps have so many points.
func newGradedQuestion(t *testing.T, o gradeOptions) (question, *grader) {
	t.Helper()
	t.Setenv("GOFLAGS", "-tags=other")
	q := newTree(t, gradedQuestion)
	for _, sub := range []string{".", "accept", "attest"} {
		files, err := filepath.Glob(filepath.Join("..", "exercise", sub, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatal(files, err)
		}
		for _, file := range files {
			if !strings.HasSuffix(file, "_test.go") {
				if err := copyFile(file, filepath.Join(q.root, "internal", "exercise", sub, filepath.Base(file))); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	g, err := newGrader(q, o)
	if err != nil {
		t.Fatal(err)
	}
	remove, err := g.open(t.Context(), io.Discard, o.box)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(remove)
	return q, g
}

// gradeTest grades what is found in a directory.
func gradeTest(t *testing.T, q question, g *grader, dir string) (gradeReport, error) {
	t.Helper()
	found, err := findSubmissions(q, dir)
	if err != nil {
		t.Fatal(err)
	}
	return g.gradeAll(t.Context(), found, nil, func(gradeReport, gradedSubmission) {})
}

const (
	allPassed = "passed, passed, passed"
	allFailed = "failed, failed, failed"
	allEnded  = "ended early, ended early, ended early"
	refused   = "no solution, no solution, no solution"
	notBuilt  = "does not compile, does not compile, does not compile"
)

// An expectation is the statuses of a submission's steps, and what the report says.
type expectation struct{ statuses, says string }

// The submissions in testdata/grade.
var hostile = map[string]expectation{
	"right":                 {allPassed, ""},
	"a_whole_copy":          {allPassed, ""},
	"no_solution":           {refused, "want stub.go, with the line //go:build stub"},
	"does_not_compile":      {notBuilt, "does_not_compile/stub.go:5:41: undefined: m"},
	"forges_a_place":        {notBuilt, "forges_a_place/stub.go:6:41: undefined: m"},
	"forges_a_place_later":  {"passed, crashed, passed", "stub.go:8"},
	"other_package":         {notBuilt, "other_package/stub.go: it is of package main: write package stack"},
	"needs_c":               {refused, `stub.go: it imports "C", and C is not compiled`},
	"brings_assembly":       {notBuilt, "stub_amd64.s: not Go, and nothing else is compiled"},
	"brings_tests":          {allFailed, "steps_test.go: a test; only the kit's count"},
	"brings_the_kits_files": {"passed, failed, failed", "shared.go: a file of the kit's; its own counts"},

	"exits_in_init":       {allEnded, "the process ended before the step did: exit status 0"},
	"exits_in_a_call":     {"passed, ended early, passed", "the process ended before the step did: exit status 0"},
	"says_pass_and_exits": {allEnded, "and yet said that it passed"},
	"says_pass_in_a_call": {allFailed, "got 0, <nil>, want 1"},
	"reads_what_there_is": {allEnded, ""},

	"leaves_the_goroutine":          {allFailed, "ended by runtime.Goexit"},
	"leaves_the_goroutine_in_error": {allFailed, "the row ended before its last line"},
	"leaves_the_goroutine_in_is":    {allFailed, "ended by runtime.Goexit"},

	"prints_for_ever":       {"passed, printed too much, passed", "printed more than 8 MiB"},
	"prints_megabytes":      {allPassed, ""},
	"begins_many_tests":     {"printed too much, printed too much, printed too much", "more than 5000 tests"},
	"forks":                 {allPassed, ""},
	"forks_itself":          {allPassed, ""},
	"hangs_in_init":         {"timed out, did not run, did not run", "it did not end within 4s and was stopped"},
	"hangs_in_a_call":       {"passed, timed out, passed", "it did not end within 4s and was stopped"},
	"eats_memory":           {"passed, crashed, passed", "out of memory"},
	"fills_the_disk":        {"passed, failed, passed", "file too large"},
	"panics_in_a_goroutine": {"passed, crashed, passed", "panic: cleared your screen"},
	"reads_the_environment": {allPassed, ""},
	"looks_around":          {allPassed, ""},
	"kills_its_parent":      {allPassed, ""},
	"terminates_its_parent": {"passed, ended early, passed", ""}, // in the box that is its own group
	"stops_its_parent":      {allPassed, ""},
	"signals_the_grader":    {allPassed, ""},

	"patches_the_judge":               {allFailed, "runtime.FuncForPC (stub.go)"},
	"patches_the_judge_by_reflection": {allFailed, "got 0"},
	"asks_for_executable_memory":      {allPassed, ""},
	"returns_by_panic":                {allFailed, "panicked with nil"},

	"tests_by_testify":                {refused, "it imports github.com/stretchr/testify/require"},
	"embeds_the_proofs":               {refused, "it imports embed"},
	"answers_for_the_flags":           {refused, "it imports flag"},
	"imports_the_kit":                 {refused, "it imports github.com/oodkit/oodkit/internal/exercise/attest"},
	"links_to_the_kit":                {refused, "it links to github.com/oodkit/oodkit/internal/exercise/attest.Pass"},
	"dumps_the_heap":                  {refused, "debug.WriteHeapDump"},
	"changes_an_error":                {refused, "line 6 changes ErrNegative"},
	"changes_an_error_by_its_address": {refused, "line 8 changes ErrNegative"},
	"declares_iota_anew":              {refused, "it declares iota anew"},
	"says_that_all_are_equal":         {refused, "it gives the kit's type alias a method Equal"},
	"runs_another_step":               {refused, "line 7 changes os.Args"},
	"runs_no_row":                     {refused, "line 7 changes os.Args"},
	"runs_as_a_fuzz_worker":           {refused, "line 7 changes os.Args"},
	"skips_the_rows":                  {refused, "line 7 changes os.Args"},
	"swallows_the_output":             {refused, "line 7 changes os.Stdout"},
}

// What is different without a box.
var hostileUnboxed = map[string]expectation{
	"looks_around":                    {allFailed, "got 0"},
	"patches_the_judge":               {allPassed, ""},
	"patches_the_judge_by_reflection": {allPassed, ""},
	"asks_for_executable_memory":      {allFailed, "got "},
	"kills_its_parent":                {"passed, ended its judge, did not run", "ended during this step, perhaps by the submission's code: signal: killed"},
	"terminates_its_parent":           {"passed, ended its judge, did not run", "signal: terminated"},
	"stops_its_parent":                {"passed, ended its judge, did not run", "signal: killed"},
}

// Whatever a submission makes of the arguments and of the standard output, the witness undoes.
func TestGradeWitness(t *testing.T) {
	_, g := newGradedQuestion(t, gradeOptions{})
	if err := g.learnRows(t.Context()); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"runs_another_step":     statusFailed,
		"runs_no_row":           statusFailed,
		"runs_as_a_fuzz_worker": statusFailed,
		"skips_the_rows":        statusFailed,
		"swallows_the_output":   statusPassed,
	} {
		text, err := os.ReadFile(filepath.Join("testdata", "grade", name, "stub.go"))
		if err != nil {
			t.Fatal(err)
		}
		s := submission{Name: name, Files: map[string][]byte{"stub.go": text}}
		graded, err := g.gradeOne(t.Context(), s, func(gradedStep) {})
		if err != nil || graded.Steps[1].Status != want {
			t.Errorf("%s: step 2 is %+v, %v, want %s", name, graded.Steps[1], err, want)
		}
	}
}

func TestGradeLimitsTheCompiler(t *testing.T) {
	_, g := newGradedQuestion(t, gradeOptions{})
	g.compileLimit = time.Millisecond
	s := submission{Name: "ann", Files: map[string][]byte{"stub.go": []byte("//go:build stub\n\npackage stack\n")}}
	graded, err := g.gradeOne(t.Context(), s, func(gradedStep) {})
	if err != nil || graded.Problem != statusNotCompiled || !strings.Contains(graded.Steps[0].Message[0], "did not compile within 1ms") {
		t.Errorf("with a limit of 1ms: got %+v, %v, want that it did not compile within that", graded, err)
	}
}

func TestGradeHostile(t *testing.T) {
	testHostile(t, "", hostile)
}

func TestGradeHostileUnboxed(t *testing.T) {
	some := make(map[string]expectation)
	for _, name := range []string{"right", "forks", "forks_itself", "eats_memory", "fills_the_disk", "hangs_in_a_call", "reads_what_there_is", "signals_the_grader"} {
		some[name] = hostile[name]
	}
	maps.Copy(some, hostileUnboxed)
	testHostile(t, boxNone, some)
}

func TestGradeHostileInBubblewrap(t *testing.T) {
	if err := (box{Kind: boxBubblewrap}).try(t.Context(), t.TempDir()); err != nil {
		t.Skip(err)
	}
	some := make(map[string]expectation)
	for _, name := range []string{"right", "looks_around", "asks_for_executable_memory", "patches_the_judge", "forks_itself", "eats_memory", "fills_the_disk", "hangs_in_a_call"} {
		some[name] = hostile[name]
	}
	testHostile(t, boxBubblewrap, some)
}

// testHostile grades those submissions in testdata/grade that are in want.
func testHostile(t *testing.T, kind string, want map[string]expectation) {
	t.Setenv("GRADE_TOKEN", "secret")
	t.Setenv("OODKIT_ATTEST", "1") // what a teacher may have set for some other reason changes nothing
	t.Setenv("OODKIT_LIMIT", "1ns")
	q, g := newGradedQuestion(t, gradeOptions{limit: "4s", points: "1,2,4", box: strings.TrimPrefix(kind, boxBubblewrap)})
	g.slack = 2 * time.Second
	if kind != "" {
		g.box.Kind = kind
	}
	if kind == "" && g.box.Kind == boxNone {
		t.Logf("there is no box here: %s", g.box.explain())
		want = maps.Clone(want)
		maps.Copy(want, hostileUnboxed)
	}
	if runtime.GOARCH != "amd64" { // for which these have machine code and numbers
		want = maps.Clone(want)
		for _, name := range []string{"patches_the_judge", "patches_the_judge_by_reflection", "asks_for_executable_memory"} {
			delete(want, name)
		}
	}
	found, err := findSubmissions(q, filepath.Join("testdata", "grade"))
	if err != nil {
		t.Fatal(err)
	}
	if len(found.list) != len(hostile) {
		t.Errorf("found %d submissions, want %d", len(found.list), len(hostile))
	}
	found.list = slices.DeleteFunc(found.list, func(s submission) bool { return want[s.Name] == expectation{} })
	report, err := g.gradeAll(t.Context(), found, nil, func(gradeReport, gradedSubmission) {})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range report.Submissions {
		want := want[s.Name]
		var statuses, says []string
		points := 0
		for _, step := range s.Steps {
			statuses, says = append(statuses, step.Status), append(says, step.Message...)
			if step.Status == statusPassed {
				points += 1 << (step.Number - 1)
			}
		}
		text := strings.Join(slices.Concat(says, s.Ignored, s.Uses), "\n")
		if got := strings.Join(statuses, ", "); got != want.statuses || !strings.Contains(text, want.says) {
			t.Errorf("%s: got %s, want %s, and %q in:\n%s", s.Name, got, want.statuses, want.says, text)
		}
		if s.Points != points || s.Maximum != 7 {
			t.Errorf("%s: got %d points of %d, want %d of 7", s.Name, s.Points, s.Maximum, points)
		}
	}
	if left, err := exec.Command("pgrep", "-f", "^sleep 98765").Output(); err == nil {
		t.Errorf("children of submissions are left: %s", left)
	}
}

func TestGradeNoticesAChangedJudge(t *testing.T) {
	q, g := newGradedQuestion(t, gradeOptions{box: boxNone})
	dir := t.TempDir()
	for _, name := range []string{"ann", "bob"} {
		writeFile(t, filepath.Join(dir, name, "stub.go"), `//go:build stub

package stack

import "os"

func init() { os.WriteFile("`+filepath.Join(q.dir(), "steps_test.go")+`", nil, 0o666) }

func Count(n int) (int, error) { return n, nil }
`)
	}
	report, err := gradeTest(t, q, g, dir)
	if err == nil || !strings.Contains(err.Error(), "changed while") || len(report.Submissions) != 1 {
		t.Errorf("grading what changes the judge: got %v and %+v, want an error that says so, and one submission", err, report.Submissions)
	}
}

func TestGradeDoesNotReadLinksAndPipes(t *testing.T) {
	q := newTree(t, gradedQuestion)
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "secret"), "//go:build stub\n")
	if err := errors.Join(
		os.Symlink("secret", filepath.Join(dir, "stub.go")),
		syscall.Mkfifo(filepath.Join(dir, "pipe.go"), 0o666),
		os.Mkdir(filepath.Join(dir, "folder.go"), 0o777),
		os.WriteFile(filepath.Join(dir, "large.go"), make([]byte, maxSource+1), 0o666),
	); err != nil {
		t.Fatal(err)
	}
	submissions, err := findSubmissions(q, dir)
	if err != nil || len(submissions.list) != 1 {
		t.Fatalf("findSubmissions = %v, %v, want one", submissions, err)
	}
	want := []string{"stub.go: not a regular file", "folder.go: not a regular file", "large.go: 1048577 bytes, more than 1048576", "pipe.go: not a regular file"}
	if s := submissions.list[0]; !slices.Equal(s.Ignored, want) || s.Problem == "" {
		t.Errorf("left out %q, problem %q, want %q and a problem", s.Ignored, s.Problem, want)
	}
}

func TestGradeSaysOfALinkedDirectory(t *testing.T) {
	q := newTree(t, gradedQuestion)
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "ann", "stub.go"), "//go:build stub\n\npackage stack\n")
	if err := os.Symlink(filepath.Join(dir, "ann"), filepath.Join(dir, "bob")); err != nil {
		t.Fatal(err)
	}
	submissions, err := findSubmissions(q, dir)
	if err != nil || len(submissions.list) != 2 || submissions.list[0].Problem != "" || submissions.list[1].Problem != "a symbolic link, which is not followed" {
		t.Errorf("findSubmissions = %+v, %v, want ann's, and bob's with a problem", submissions, err)
	}
}

func TestGradeIsInterrupted(t *testing.T) {
	q, g := newGradedQuestion(t, gradeOptions{})
	submissions, err := findSubmissions(q, filepath.Join("testdata", "grade", "hangs_in_a_call"))
	if err != nil {
		t.Fatal(err)
	}
	binary, err := g.build(t.Context(), g.dir, mine, submissions.list[0].Files, "x")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := binary.run(ctx, g.steps[1], time.Minute); !errors.Is(err, ctx.Err()) || err == nil {
		t.Errorf("run that is interrupted: got %v, want %v", err, ctx.Err())
	}
}
