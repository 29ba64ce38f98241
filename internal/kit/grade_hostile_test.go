//go:build unix

package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
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

const Start = 0

var ErrNegative = errors.New("stack: negative")

func Check(n int) error {
	if n < 0 {
		return ErrNegative
	}
	return nil
}
`,
	"reference.go": "//go:build !stub\n\npackage stack\n\nfunc Count(n int) (int, error) { return n + Start, Check(n) }\n",
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
		if got, err := stack.Count(n); got + stack.Start != n || err != nil {
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
	for _, sub := range []string{".", "attest"} {
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

// The submissions in testdata/grade: the statuses of their steps, and what the report says.
var hostile = map[string]struct{ statuses, says string }{
	"right":                 {"passed, passed, passed", ""},
	"a_whole_copy":          {"passed, passed, passed", ""},
	"no_solution":           {"no solution, no solution, no solution", "want stub.go, with the line //go:build stub"},
	"does_not_compile":      {"does not compile, does not compile, does not compile", "stack/stub.go:5:32: undefined: m"},
	"other_package":         {"does not compile, does not compile, does not compile", "found packages"},
	"needs_c":               {"does not compile, does not compile, does not compile", "undefined: Count"},
	"brings_tests":          {"failed, failed, failed", "steps_test.go: a test; only the kit's count"},
	"brings_the_kits_files": {"passed, failed, failed", "shared.go: a file of the kit's; its own counts"},
	"exits_in_init":         {"ended early, ended early, ended early", "the process ended before the step did: exit status 0"},
	"exits_in_a_call":       {"passed, ended early, passed", "the process ended before the step did: exit status 0"},
	"says_pass_and_exits":   {"ended early, ended early, ended early", "and yet said that it passed"},
	"says_pass_in_a_call":   {"failed, failed, failed", "got 0, want 1"},
	"skips_the_rows":        {"failed, failed, failed", "got 0, want 1"},
	"looks_for_the_proofs":  {"ended early, ended early, ended early", "and yet said that it passed"},
	"runs_no_row":           {"ended early, ended early, ended early", "and yet said that it passed"},
	"runs_another_step":     {"passed, ended early, ended early", ""},
	"swallows_the_output":   {"ended early, ended early, ended early", ""},
	"prints_for_ever":       {"passed, printed too much, passed", "printed more than 8 MiB"},
	"prints_megabytes":      {"passed, passed, passed", ""},
	"begins_many_tests":     {"printed too much, printed too much, printed too much", "more than 5000 tests"},
	"forks":                 {"passed, passed, passed", ""},
	"hangs_in_init":         {"timed out, did not run, did not run", "it did not end within 4s and was stopped"},
	"hangs_in_a_call":       {"passed, timed out, passed", "it did not end within 4s and was stopped"},
	"eats_memory":           {"passed, crashed, passed", "out of memory"},
	"fills_the_disk":        {"passed, crashed, passed", "file too large"},
	"panics_in_a_goroutine": {"passed, crashed, passed", "panic: cleared your screen"},
	"reads_the_environment": {"passed, passed, passed", ""},
	"embeds_the_proofs":     {"no solution, no solution, no solution", "it imports embed"},
	"answers_for_the_flags": {"no solution, no solution, no solution", "it imports flag"},
}

// What is different without a box.
var hostileUnboxed = map[string]struct{ statuses, says string }{}

func TestGradeHostile(t *testing.T) {
	for _, kind := range []string{"", boxNone} {
		t.Run("box="+kind, func(t *testing.T) { testHostile(t, kind) })
	}
}

func testHostile(t *testing.T, kind string) {
	t.Setenv("GRADE_TOKEN", "secret")
	q, g := newGradedQuestion(t, gradeOptions{limit: "4s", points: "1,2,4", box: kind})
	if kind == "" && g.box.Kind == boxNone {
		t.Skip(g.box.explain())
	}
	report, err := gradeTest(t, q, g, filepath.Join("testdata", "grade"))
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Submissions) != len(hostile) {
		t.Errorf("found %d submissions, want %d", len(report.Submissions), len(hostile))
	}
	for _, s := range report.Submissions {
		want, ok := hostile[s.Name]
		if unboxed, found := hostileUnboxed[s.Name]; found && kind == boxNone {
			want = unboxed
		}
		var statuses, says []string
		points := 0
		for _, step := range s.Steps {
			statuses, says = append(statuses, step.Status), append(says, step.Message...)
			if step.Status == statusPassed {
				points += 1 << (step.Number - 1)
			}
		}
		text := strings.Join(append(says, s.Ignored...), "\n")
		if got := strings.Join(statuses, ", "); !ok || got != want.statuses || !strings.Contains(text, want.says) {
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
