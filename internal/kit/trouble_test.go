package main

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// tryError returns what try says of code that it cannot run.
func tryError(t *testing.T, q question) string {
	t.Helper()
	err := try(t.Context(), io.Discard, q, "", false)
	if err == nil {
		t.Fatal("try succeeded, want an error")
	}
	return err.Error()
}

func TestWrongBuildLine(t *testing.T) {
	const advice = "Is it the build line? stack/%s must begin with //go:build stub and an empty line."
	q := newCounter(t, "func Count(n int) int { return n }")
	writeFile(t, q.path("stub.go"), "//go:build stubb\n\npackage stack\n\nfunc Count(n int) int { return n }\n")
	if got := tryError(t, q); !strings.Contains(got, "undefined: Count") || !strings.HasSuffix(got, "\n\n"+strings.ReplaceAll(advice, "%s", "stub.go")) {
		t.Errorf("try of a stub.go with a wrong line: got\n%s", got)
	}
	writeFile(t, q.path("stub.go"), "//go:build stub\n\npackage stack\n\nfunc Count(n int) int { return n }\n")
	writeFile(t, q.path("mine.go"), "package stack\n\nfunc Count(n int) int { return n }\n")
	mustGit(t, q, "init", "-q", q.root)
	if got := tryError(t, q); !strings.Contains(got, "Count redeclared") || !strings.HasSuffix(got, "\n\n"+strings.ReplaceAll(advice, "%s", "mine.go")) {
		t.Errorf("try with a new file without the line: got\n%s", got)
	}
	writeFile(t, q.path("mine.go"), "//go:build stub\n\npackage stack\n\nfunc Count(n int) int { return n }\n")
	if got := tryError(t, q); !strings.Contains(got, "Count redeclared") || strings.Contains(got, "build line") {
		t.Errorf("try of code whose lines are right: got\n%s", got)
	}
}

func TestMissingStub(t *testing.T) {
	q := newCounter(t, "func Count(n int) int { return n }")
	if err := os.Remove(q.path("stub.go")); err != nil {
		t.Fatal(err)
	}
	if got := tryError(t, q); !strings.HasSuffix(got, "\n\nThere is no stack/stub.go: to have the one that it came with, run make reset Q=stack") {
		t.Errorf("try without a stub.go: got\n%s", got)
	}
}

func TestMissingDeclaration(t *testing.T) {
	q := newCounter(t, "func Counted(n int) int { return n }")
	if got := tryError(t, q); !strings.Contains(got, "undefined: Count") || !strings.Contains(got, "The steps need every declaration that stack/stub.go came with") {
		t.Errorf("try of a stub.go without Count: got\n%s", got)
	}
	writeFile(t, q.path("stub.go"), "//go:build stub\n\npackage stack\n\nfunc Counted(n int) int { return m }\n")
	if got := tryError(t, q); strings.Contains(got, "The steps need") {
		t.Errorf("try of code that is wrong itself: got\n%s", got)
	}
}

func TestNoGo(t *testing.T) {
	q := newTree(t, map[string]string{"steps_test.go": stackSteps})
	t.Setenv("PATH", "")
	const want = "there is no command go: install Go 1.26 or newer from https://go.dev/dl/, or add the directory that has it to PATH"
	if got := tryError(t, q); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestOldGo(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the go command here is a shell script")
	}
	q := newTree(t, map[string]string{"steps_test.go": stackSteps})
	bin := t.TempDir()
	writeFile(t, filepath.Join(bin, "go"), "#!/bin/sh\necho 'go: go.mod requires go >= 1.26.0 (running go 1.24.1; GOTOOLCHAIN=local)' >&2\nexit 1\n")
	if err := os.Chmod(filepath.Join(bin, "go"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin)
	const want = `go: go.mod requires go >= 1.26.0 (running go 1.24.1; GOTOOLCHAIN=local)

This go command is too old: install Go 1.26 or newer from https://go.dev/dl/, or let it fetch that itself: go env -u GOTOOLCHAIN`
	if got := tryError(t, q); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
