package workspace

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/question"
)

// buildError returns the error for code that does not compile.
func buildError(t *testing.T, q question.Question) string {
	t.Helper()
	if _, err := Build(t.Context(), t.TempDir(), q, question.Of(question.Learners)); err != nil {
		return err.Error()
	}
	t.Fatal("it compiled, want an error")
	return ""
}

func TestWrongBuildLine(t *testing.T) {
	const advice = "stack/%s must begin with the line //go:build stub and an empty line."
	q := kittest.NewCounter(t, "func Count(n int) int { return n }")
	kittest.WriteFile(t, q.Path("stub.go"), "//go:build stubb\n\npackage stack\n\nfunc Count(n int) int { return n }\n")
	if got := buildError(t, q); !strings.Contains(got, "undefined: Count") || !strings.HasSuffix(got, "\n\n"+strings.ReplaceAll(advice, "%s", "stub.go")) {
		t.Errorf(" a stub.go with a wrong line: got\n%s", got)
	}
	kittest.WriteFile(t, q.Path("stub.go"), "//go:build stub\n\npackage stack\n\nfunc Count(n int) int { return n }\n")
	kittest.WriteFile(t, q.Path("mine.go"), "package stack\n\nfunc Count(n int) int { return n }\n")
	kittest.MustGit(t, q, "init", "-q", q.Root)
	if got := buildError(t, q); !strings.Contains(got, "Count redeclared") || !strings.HasSuffix(got, "\n\n"+strings.ReplaceAll(advice, "%s", "mine.go")) {
		t.Errorf("with a new file without the line: got\n%s", got)
	}
	kittest.WriteFile(t, q.Path("mine.go"), "//go:build stub\n\npackage stack\n\nfunc Count(n int) int { return n }\n")
	if got := buildError(t, q); !strings.Contains(got, "Count redeclared") || strings.Contains(got, "must begin with") {
		t.Errorf(" code whose lines are right: got\n%s", got)
	}
}

// Tests of the learner's may have helpers that are called like the kit's.
func TestOwnTestsDoNotCollide(t *testing.T) {
	q := kittest.NewCounter(t, "func Count(n int) int { return n }")
	kittest.WriteFile(t, q.Path("my_test.go"), "//go:build stub\n\npackage stack\n\nimport \"testing\"\n\nfunc TestStep1_One(t *testing.T) {}\n")
	if _, err := Build(t.Context(), t.TempDir(), q, question.Of(question.Learners)); err != nil {
		t.Errorf("with a test of the same name: %v", err)
	}
	kittest.WriteFile(t, q.Path("stub.go"), kittest.StubOf(kittest.IsNoGo))
	if got := buildError(t, q); !strings.Contains(got, "undefined: m") {
		t.Errorf("of code that does not compile: got\n%s", got)
	}
}

func TestMissingStub(t *testing.T) {
	q := kittest.NewCounter(t, "func Count(n int) int { return n }")
	if err := os.Remove(q.Path("stub.go")); err != nil {
		t.Fatal(err)
	}
	if got := buildError(t, q); !strings.HasSuffix(got, "\n\nThere is no stack/stub.go. To bring the original stub back: make reset Q=stack") {
		t.Errorf("without a stub.go: got\n%s", got)
	}
}

func TestMissingDeclaration(t *testing.T) {
	q := kittest.NewCounter(t, "func Counted(n int) int { return n }")
	if got := buildError(t, q); !strings.Contains(got, "undefined: Count") || !strings.Contains(got, "The steps need every exported declaration of the original stack/stub.go") {
		t.Errorf(" a stub.go without Count: got\n%s", got)
	}
	kittest.WriteFile(t, q.Path("stub.go"), "//go:build stub\n\npackage stack\n\nfunc Counted(n int) int { return m }\n")
	if got := buildError(t, q); strings.Contains(got, "The steps need") {
		t.Errorf(" code that is wrong itself: got\n%s", got)
	}
}

func TestOldGo(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the go command here is a shell script")
	}
	q := kittest.NewTree(t, map[string]string{"steps_test.go": kittest.StackSteps})
	bin := t.TempDir()
	kittest.WriteFile(t, filepath.Join(bin, "go"), "#!/bin/sh\necho 'go: go.mod requires go >= 1.26.0 (running go 1.24.1; GOTOOLCHAIN=local)' >&2\nexit 1\n")
	if err := os.Chmod(filepath.Join(bin, "go"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin)
	const want = `go: go.mod requires go >= 1.26.0 (running go 1.24.1; GOTOOLCHAIN=local)

This go command is too old: install Go 1.26 or newer from https://go.dev/dl/, or let go download a newer one: go env -u GOTOOLCHAIN`
	if got := buildError(t, q); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestConflict(t *testing.T) {
	q := kittest.NewCounter(t, "func Count(n int) int { return n }")
	kittest.WriteFile(t, q.Path("stub.go"), "//go:build stub\n\npackage stack\n\n<<<<<<< HEAD\nfunc Count(n int) int { return n }\n=======\n>>>>>>> main\n")
	if got := buildError(t, q); !strings.Contains(got, "\n\nstack/stub.go:5 has a merge conflict") {
		t.Errorf("a stub.go with a conflict: got\n%s", got)
	}
}
