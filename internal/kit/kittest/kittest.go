// Package kittest has helpers for the tests of the kit: questions made for a test, versions of a learner's code, and
// recorded test processes.
package kittest

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/question"
)

// The stubs of the question stack: as shipped, and as a learner has written it.
const (
	UnwrittenStub = "//go:build stub\n\npackage stack\n\ntype Stack struct {\n\t// Your fields go here.\n}\n\n" +
		"// Len counts.\nfunc (s *Stack) Len() int {\n\tpanic(\"not implemented: Stack.Len\")\n}\n"
	WrittenStub = "//go:build stub\n\npackage stack\n\ntype Stack struct{ n int }\n\nfunc (s *Stack) Len() int { return s.n }\n"
)

// Noon is the present time for the boards in tests.
var Noon = time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)

// ResultsOf returns results of the steps 1 and on that pass or fail.
func ResultsOf(statuses ...gotest.Status) []gotest.Result {
	var results []gotest.Result
	for i, s := range statuses {
		results = append(results, gotest.Result{Step: question.Step{Number: i + 1}, Status: s})
	}
	return results
}

// DocFile is the text of the doc.go of the question stack.
const DocFile = "package stack\n"

// NewTree returns a repository with the question stack. Its files are empty unless given.
func NewTree(t *testing.T, files map[string]string) question.Question {
	t.Helper()
	q := question.Question{Root: t.TempDir(), Name: "stack"}
	WriteFile(t, q.Path("doc.go"), DocFile)
	WriteFile(t, filepath.Join(q.Root, "go.mod"), "module example.com/questions\n\ngo 1.26\n")
	WriteFile(t, q.Path("stub.go"), "")
	WriteFile(t, q.Path("steps_test.go"), "package stack_test\n")
	for name, text := range files {
		WriteFile(t, filepath.Join(q.Dir(), name), text)
	}
	return q
}

// WriteFile writes a file, and makes its directory if necessary.
func WriteFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// IsUsageError reports whether err is a [question.ArgumentError].
func IsUsageError(err error) bool {
	_, ok := errors.AsType[question.ArgumentError](err)
	return ok
}

// The files of the question stack that tests need.
const (
	SharedFile = "package stack\n\n// N is shared.\nconst N = 1\n"
	HelperFile = "//go:build stub\n\npackage stack\n\nconst helper = 1\n"
)

// StackSteps is the text of the steps_test.go of the question stack.
const StackSteps = `package stack_test

func TestStep10_Ten(t *testing.T)  {}
func TestStep2_Len(t *testing.T)   {}
func TestStep1_Push(t *testing.T)  {}
func TestOther(t *testing.T)       {}
func helper()                      {}
`

// NewRepository returns the question stack as shipped, in a git repository.
func NewRepository(t *testing.T) question.Question {
	t.Helper()
	q := NewTree(t, map[string]string{
		"../.gitignore": "/.oodkit/\n*.out\n",
		"stub.go":       UnwrittenStub, "steps_test.go": StackSteps, "shared.go": SharedFile,
		"../internal/kit/stubs/stack.go.txt": UnwrittenStub,
	})
	MustGit(t, q, "init", "-q", q.Root)
	Commit(t, q, "shipped")
	return q
}

// MustGit runs a git command in the question's directory.
func MustGit(t *testing.T, q question.Question, args ...string) {
	t.Helper()
	command := exec.CommandContext(t.Context(), "git", args...)
	command.Dir = q.Dir()
	if output, err := command.CombinedOutput(); err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, output)
	}
}

// Commit commits all that is there.
func Commit(t *testing.T, q question.Question, message string) {
	t.Helper()
	MustGit(t, q, "add", "-A", q.Root)
	MustGit(t, q, "-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false", "commit", "-q", "-m", message)
}

// Stack has steps as they are read from a question.
var Stack = []question.Step{
	{Number: 1, Test: "TestStep1_PushPop", Title: "Push and Pop"},
	{Number: 2, Test: "TestStep2_Len", Title: "Len"},
	{Number: 3, Test: "TestStep3_Many", Title: "Many"},
}

// PatienceInTests is how long a test waits on a busy machine.
const PatienceInTests = 2 * time.Minute

// ContainsAll reports whether text has all the parts.
func ContainsAll(text string, parts []string) bool {
	for _, part := range parts {
		if !strings.Contains(text, part) {
			return false
		}
	}
	return true
}

// The files of a question whose tests are compiled and run. They check that go still behaves as in the recorded
// processes. The judge of this question has no guard.
var counter = map[string]string{
	"../go.mod":    "module example.com/questions\n\ngo 1.26\n",
	"reference.go": "//go:build !stub\n\npackage stack\n\nbroken: the command must not look at this",
	"README.md":    "### Step 1: One\n### Step 2: Two\n",
	"steps_test.go": `package stack

import (
	"os"
	"testing"
)

func TestStep1_One(t *testing.T) {
	if _, err := os.Stat("stub.go"); err != nil {
		t.Error("not run in the question's directory:", err)
	}
	if got := os.Getenv("OODKIT_ALL"); got != "1" {
		t.Errorf("OODKIT_ALL is %q: other steps may lock this one", got)
	}
	t.Run("it counts to one", func(t *testing.T) {
		if got := Count(1); got != 1 {
			t.Errorf("got %d, want 1", got)
		}
	})
}

func TestStep2_Two(t *testing.T) {
	t.Run("it counts to two", func(t *testing.T) {
		if got := Count(2); got != 2 {
			t.Errorf("got %d, want 2", got)
		}
	})
}

func BenchmarkCount(b *testing.B) {
	if got := Count(2); got != 2 {
		b.Fatalf("got %d, want 2", got)
	}
	for b.Loop() {
		Count(2)
	}
}

func BenchmarkSizes(b *testing.B) {
	for _, name := range []string{"n=9999", "n=10000", "keys=int/n=9999", "keys=int/n=10000", "keys=int/n=10000/impl=builtin"} {
		b.Run(name, BenchmarkCount)
	}
	b.Run("n=1/impl=builtin", func(b *testing.B) {
		for b.Loop() {
		}
	})
}
`,
}

// NewCounter returns a question whose stub.go is the given code.
func NewCounter(t *testing.T, code string) question.Question {
	t.Helper()
	t.Setenv("GOFLAGS", "-tags=other")
	q := NewTree(t, counter)
	WriteFile(t, q.Path("stub.go"), "//go:build stub\n\npackage stack\n\n"+code+"\n")
	WriteFile(t, filepath.Join(q.Root, "internal/kit/stubs", q.Name+".go.txt"), "//go:build stub\n\npackage stack\n\nfunc Count(n int) int { panic(\"not implemented: Count\") }\n")
	return q
}

// CopyExercise copies package exercise, with those below it that a binary needs, to a repository in root.
func CopyExercise(root string) error {
	own, err := question.Root()
	if err != nil {
		return err
	}
	for _, sub := range []string{".", "accept", "attest"} {
		from, to := filepath.Join(own, "internal", "exercise", sub), filepath.Join(root, "internal", "exercise", sub)
		entries, err := os.ReadDir(from)
		if err := errors.Join(err, os.MkdirAll(to, 0o777)); err != nil {
			return err
		}
		for _, entry := range entries {
			if !strings.HasSuffix(entry.Name(), ".go") || strings.HasSuffix(entry.Name(), "_test.go") {
				continue
			}
			text, err := os.ReadFile(filepath.Join(from, entry.Name()))
			if err := errors.Join(err, os.WriteFile(filepath.Join(to, entry.Name()), text, 0o666)); err != nil {
				return err
			}
		}
	}
	return nil
}

// CopyRepository returns the root of a copy of this repository, without what git and the commands keep.
func CopyRepository(t *testing.T) string {
	t.Helper()
	own, err := question.Root()
	if err != nil {
		t.Fatal(err)
	}
	root := filepath.Join(t.TempDir(), "a copy")
	err = filepath.WalkDir(own, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(own, path)
		if err != nil {
			return err
		}
		switch {
		case entry.IsDir() && (entry.Name() == ".git" || entry.Name() == question.KeepsDir):
			return fs.SkipDir
		case entry.IsDir():
			return os.Mkdir(filepath.Join(root, relative), 0o777)
		case !entry.Type().IsRegular(): // a worktree's .git is a file, and an editor's lock a link
			return nil
		}
		text, err := os.ReadFile(path)
		return errors.Join(err, os.WriteFile(filepath.Join(root, relative), text, 0o666))
	})
	if err != nil {
		t.Fatal(err)
	}
	return root
}
