//go:build unix

package grade

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/oodkit/oodkit/internal/kit/grade/sandbox"
	"github.com/oodkit/oodkit/internal/kit/grade/score"
	"github.com/oodkit/oodkit/internal/kit/grade/submission"
	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/question"
)

// The files of a question to grade.
var gradedQuestion = map[string]string{
	"../go.mod": "module github.com/oodkit/oodkit\n\ngo 1.26\n",
	"README.md": "### Step 1: One\n### Step 2: Two\n### Step 3: Three\n",
	"doc.go":    "package stack\n",
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

// newGradedQuestion returns the question, and a grader whose steps have these points.
func newGradedQuestion(t *testing.T, o Options) (question.Question, *grader) {
	t.Helper()
	t.Setenv("GOFLAGS", "-tags=other")
	q := kittest.NewTree(t, gradedQuestion)
	if err := kittest.CopyExercise(q.Root); err != nil {
		t.Fatal(err)
	}
	g, err := newGrader(q, o)
	if err != nil {
		t.Fatal(err)
	}
	remove, err := g.open(t.Context(), io.Discard, o.Box)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(remove)
	return q, g
}

// gradeTest grades the submissions in a directory.
func gradeTest(t *testing.T, q question.Question, g *grader, dir string) (score.Report, error) {
	t.Helper()
	found, err := submission.Find(q, dir, false)
	if err != nil {
		t.Fatal(err)
	}
	return g.gradeAll(t.Context(), found, nil, func(score.Report, score.Submission) {})
}

// A hostile is a submission in testdata/hostile: an archive of its files. The comment of the archive has the expected
// result, and the result without a box if that differs.
type hostile struct {
	name           string
	files          []txtar.File
	boxed, unboxed expectation
}

// An expectation has the statuses of a submission's steps, or one status for all steps, and text of the report.
type expectation struct{ statuses, says string }

// ofSteps returns the statuses of that many steps.
func (e expectation) ofSteps(n int) string {
	if strings.Contains(e.statuses, ", ") {
		return e.statuses
	}
	return strings.Join(slices.Repeat([]string{e.statuses}, n), ", ")
}

// readHostile returns the submissions in testdata/hostile.
func readHostile(t *testing.T) []hostile {
	t.Helper()
	paths, err := filepath.Glob("testdata/hostile/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	var all []hostile
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		h := hostile{name: strings.TrimSuffix(filepath.Base(path), ".txtar"), files: archive.Files}
		for line := range strings.Lines(string(archive.Comment)) {
			key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			switch key {
			case "want":
				h.boxed.statuses = value
			case "says":
				h.boxed.says = value
			case "unboxed":
				h.unboxed.statuses = value
			case "unboxed says":
				h.unboxed.says = value
			default:
				t.Fatalf("%s: unknown key %q", path, key)
			}
		}
		if h.boxed.statuses == "" {
			t.Fatalf("%s does not say what must come out: want: passed, for one", path)
		}
		if h.unboxed.statuses == "" {
			h.unboxed = h.boxed
		}
		all = append(all, h)
	}
	return all
}

// stubOf returns stub.go of the submission of that name.
func stubOf(all []hostile, name string) []byte {
	i := slices.IndexFunc(all, func(h hostile) bool { return h.name == name })
	return all[i].files[0].Data
}

// unpack writes the submission's files to a directory of its name in dir.
func (h hostile) unpack(t *testing.T, dir string) {
	t.Helper()
	for _, file := range h.files {
		kittest.WriteFile(t, filepath.Join(dir, h.name, filepath.FromSlash(file.Name)), string(file.Data))
	}
}

// TestMain undoes every change that a submission makes to the arguments and to the standard output.
func TestGradeMain(t *testing.T) {
	_, g := newGradedQuestion(t, Options{})
	if err := g.learnRows(t.Context()); err != nil {
		t.Fatal(err)
	}
	all := readHostile(t)
	for name, want := range map[string]string{
		"runs_another_step":     score.StatusFailed,
		"runs_no_row":           score.StatusFailed,
		"runs_as_a_fuzz_worker": score.StatusFailed,
		"skips_the_rows":        score.StatusFailed,
		"swallows_the_output":   score.StatusPassed,
	} {
		s := submission.Submission{Name: name, Files: map[string][]byte{"stub.go": stubOf(all, name)}}
		graded, err := g.gradeOne(t.Context(), s, func(score.Step) {})
		if err != nil || graded.Steps[1].Status != want {
			t.Errorf("%s: step 2 is %+v, %v, want %s", name, graded.Steps[1], err, want)
		}
	}
}

// A row that is stopped gets no advice about a setting that grade does not pass on. LIMIT sets how long a row may take.
func TestGradeStopsARow(t *testing.T) {
	t.Setenv("OODKIT_LIMIT", "1m")
	_, g := newGradedQuestion(t, Options{Limit: "72s"})
	s := submission.Submission{Name: "ann", Files: map[string][]byte{"stub.go": stubOf(readHostile(t), "hangs_in_a_call")}}
	graded, err := g.gradeOne(t.Context(), s, func(score.Step) {})
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(graded.Steps[1].Message, "\n")
	if !strings.Contains(text, "gave up after 6s in a call of Count that has not returned\n") || strings.Contains(text, "OODKIT_LIMIT") {
		t.Errorf("of a call that hangs the report says:\n%s\nwant that the row was given up after 6s, and no word about OODKIT_LIMIT", text)
	}
}

// If the limit is too short for the reference, there is no advice for learners.
func TestReferenceIsTooSlow(t *testing.T) {
	q, g := newGradedQuestion(t, Options{Box: "none", Limit: "1s"})
	kittest.WriteFile(t, q.Path("sleep.go"), "package stack\n\nimport \"time\"\n\nfunc init() { time.Sleep(time.Minute) }\n")
	err := g.learnRows(t.Context())
	if err == nil || strings.Contains(err.Error(), "look ") ||
		!strings.Contains(err.Error(), "(timed out): the step did not end within 1s and was stopped\n") {
		t.Errorf("got %v, want that step 1 did not end, without advice for learners", err)
	}
}

func TestGradeLimitsTheCompiler(t *testing.T) {
	_, g := newGradedQuestion(t, Options{})
	g.compileLimit = time.Millisecond
	s := submission.Submission{Name: "ann", Files: map[string][]byte{"stub.go": []byte("//go:build stub\n\npackage stack\n")}}
	graded, err := g.gradeOne(t.Context(), s, func(score.Step) {})
	if err != nil || graded.Problem != score.StatusNotCompiled || !strings.Contains(graded.Steps[0].Message[0], "did not compile within 1ms") {
		t.Errorf("with a limit of 1ms: got %+v, %v, want that it did not compile within that", graded, err)
	}
}

func TestGradeHostile(t *testing.T) {
	testHostile(t, "")
}

func TestGradeHostileUnboxed(t *testing.T) {
	testHostile(t, sandbox.None, "right", "forks", "forks_itself", "eats_memory", "fills_the_disk", "hangs_in_a_call", "reads_what_there_is", "signals_the_grader",
		"looks_around", "patches_the_judge", "patches_the_judge_by_reflection", "asks_for_executable_memory", "kills_its_parent", "terminates_its_parent", "stops_its_parent")
}

func TestGradeHostileInBubblewrap(t *testing.T) {
	if err := (sandbox.Sandbox{Kind: sandbox.BoxBubblewrap}).Try(t.Context(), t.TempDir()); err != nil {
		t.Skip(err)
	}
	testHostile(t, sandbox.BoxBubblewrap, "right", "looks_around", "asks_for_executable_memory", "patches_the_judge", "forks_itself", "eats_memory", "fills_the_disk", "hangs_in_a_call")
}

// ofAMD64 are the submissions with machine code or numbers of system calls of amd64.
var ofAMD64 = []string{"patches_the_judge", "patches_the_judge_by_reflection", "asks_for_executable_memory"}

// testHostile grades the named submissions in testdata/hostile, or all of them if there are no names.
func testHostile(t *testing.T, kind string, names ...string) {
	t.Setenv("GRADE_TOKEN", "secret")
	t.Setenv("OODKIT_ATTEST", "1") // a setting that a teacher may have made for another reason changes nothing
	t.Setenv("OODKIT_LIMIT", "1ns")
	q, g := newGradedQuestion(t, Options{Limit: "4s", Points: "1,2,4", Box: strings.TrimPrefix(kind, sandbox.BoxBubblewrap)})
	g.slack = 8 * time.Second // even on a busy machine
	if kind != "" {
		g.box.Kind = kind
	} else if g.box.Kind == sandbox.None {
		t.Logf("there is no box here: %s", g.box.Explain())
	}
	dir, want := t.TempDir(), make(map[string]expectation)
	for _, h := range readHostile(t) {
		if len(names) > 0 && !slices.Contains(names, h.name) || runtime.GOARCH != "amd64" && slices.Contains(ofAMD64, h.name) {
			continue
		}
		h.unpack(t, dir)
		if want[h.name] = h.boxed; g.box.Kind == sandbox.None {
			want[h.name] = h.unboxed
		}
	}
	report, err := gradeTest(t, q, g, dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Submissions) != len(want) {
		t.Errorf("graded %d submissions, want %d", len(report.Submissions), len(want))
	}
	for _, s := range report.Submissions {
		want := want[s.Name]
		var statuses, says []string
		points := 0
		for _, step := range s.Steps {
			statuses, says = append(statuses, step.Status), append(says, step.Message...)
			if step.Status == score.StatusPassed {
				points += 1 << (step.Number - 1)
			}
		}
		text := strings.Join(slices.Concat(says, s.Ignored, s.Uses), "\n")
		if got := strings.Join(statuses, ", "); got != want.ofSteps(len(statuses)) || !strings.Contains(text, want.says) {
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
	q, g := newGradedQuestion(t, Options{Box: sandbox.None})
	dir := t.TempDir()
	for _, name := range []string{"ann", "bob"} {
		kittest.WriteFile(t, filepath.Join(dir, name, "stub.go"), `//go:build stub

package stack

import "os"

func init() { os.WriteFile("`+filepath.Join(q.Dir(), "steps_test.go")+`", nil, 0o666) }

func Count(n int) (int, error) { return n, nil }
`)
	}
	report, err := gradeTest(t, q, g, dir)
	if err == nil || !strings.Contains(err.Error(), "changed while") || len(report.Submissions) != 1 {
		t.Errorf("grading what changes the judge: got %v and %+v, want an error that says so, and one submission", err, report.Submissions)
	}
}

func TestGradeDoesNotReadLinksAndPipes(t *testing.T) {
	q := kittest.NewTree(t, gradedQuestion)
	dir := t.TempDir()
	kittest.WriteFile(t, filepath.Join(dir, "secret"), "//go:build stub\n")
	if err := errors.Join(
		os.Symlink("secret", filepath.Join(dir, "stub.go")),
		syscall.Mkfifo(filepath.Join(dir, "pipe.go"), 0o666),
		os.WriteFile(filepath.Join(dir, "large.go"), make([]byte, submission.MaxSource+1), 0o666),
	); err != nil {
		t.Fatal(err)
	}
	submissions, err := submission.Find(q, dir, false)
	if err != nil || len(submissions.List) != 1 {
		t.Fatalf("findSubmissions = %v, %v, want one", submissions, err)
	}
	want := []string{"stub.go: not a regular file", "large.go: it has 1048577 bytes, but at most 1048576 are allowed", "pipe.go: not a regular file"}
	if s := submissions.List[0]; !slices.Equal(s.Ignored, want) || s.Problem == "" {
		t.Errorf("left out %q, problem %q, want %q and a problem", s.Ignored, s.Problem, want)
	}
}

func TestGradeSaysOfALinkedDirectory(t *testing.T) {
	q := kittest.NewTree(t, gradedQuestion)
	dir := t.TempDir()
	kittest.WriteFile(t, filepath.Join(dir, "ann", "stub.go"), "//go:build stub\n\npackage stack\n")
	if err := os.Symlink(filepath.Join(dir, "ann"), filepath.Join(dir, "bob")); err != nil {
		t.Fatal(err)
	}
	submissions, err := submission.Find(q, dir, false)
	if err != nil || len(submissions.List) != 2 || submissions.List[0].Problem != "" || submissions.List[1].Problem != "a symbolic link, which is not followed" {
		t.Errorf("findSubmissions = %+v, %v, want ann's, and bob's with a problem", submissions, err)
	}
}

func TestGradeIsInterrupted(t *testing.T) {
	_, g := newGradedQuestion(t, Options{})
	files := map[string][]byte{"stub.go": stubOf(readHostile(t), "hangs_in_a_call")}
	binary, err := g.build(t.Context(), g.dir, question.Learners, files, "x")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := binary.run(ctx, g.steps[1], time.Minute); !errors.Is(err, ctx.Err()) || err == nil {
		t.Errorf("run that is interrupted: got %v, want %v", err, ctx.Err())
	}
}
