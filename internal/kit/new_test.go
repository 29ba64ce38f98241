package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/kittest"
)

// A user runs commands of go and of the kit in a repository.
type user struct {
	*testing.T
	root string
}

// runsGo runs a go command and wants it to succeed, or to fail if it ends in fails. Its output has all the parts.
func (u user) runsGo(succeeds bool, args string, parts ...string) {
	u.Helper()
	command := exec.CommandContext(u.Context(), "go", strings.Fields(args)...)
	command.Dir = u.root
	command.Env = append(gotest.Env(u.root), "OODKIT_SHIPPED=1")
	output, err := command.CombinedOutput()
	if (err == nil) != succeeds || !kittest.ContainsAll(string(output), parts) {
		u.Errorf("go %s: %v, want %q in\n%s", args, err, parts, output)
	}
}

// runsKit is runsGo for a command of the kit.
func (u user) runsKit(succeeds bool, args string, parts ...string) {
	u.Helper()
	said, err := u.kit(args)
	if (err == nil) != succeeds || !kittest.ContainsAll(said, parts) {
		u.Errorf("kit %s: %v, want %q in\n%s", args, err, parts, said)
	}
}

// kit runs a command of the kit, and returns what it prints and its error, which is printed too.
func (u user) kit(args string) (string, error) {
	var b bytes.Buffer
	err := run(u.Context(), strings.Fields(args), &b)
	if err != nil {
		b.WriteString(err.Error())
	}
	return b.String(), err
}

// TestNewQuestion creates a question, and runs on it what runs on all questions. Nobody else calls a question so.
func TestNewQuestion(t *testing.T) {
	u := user{t, kittest.CopyRepository(t)}
	t.Chdir(u.root)
	u.runsKit(true, "new trialquestion", "1. trialquestion/README.md: ", "TODO(trialquestion)")
	for _, tags := range []string{"-tags=", "-tags=stub"} {
		u.runsGo(true, "vet "+tags+" ./trialquestion")
	}
	u.runsGo(true, "test -tags= ./internal/parity")
	u.runsGo(true, "test -tags= -v -run TestQuestions/trialquestion/(same|README) ./internal/parity",
		"PASS: TestQuestions/trialquestion/same_types", "PASS: TestQuestions/trialquestion/README_and_steps")
	u.runsGo(true, "test -tags= ./trialquestion")
	u.runsGo(false, "test -tags=stub ./trialquestion", "not implemented yet: trialquestion.Trialquestion.Has", "rule: Add reports whether")
	u.runsGo(true, "test -C internal/judge -tags= -v -bank -question trialquestion -run ^(TestBank|TestStages|TestPoor|TestExtensions|TestNothing)$/trialquestion/.*/(was_there|sorted_slice|list)$ .",
		"trialquestion: 1 of 1 wrong solutions rejected, 2 of 2 runs of right designs passed", "PASS: TestNothing/trialquestion/")
	u.runsGo(true, "test -C internal/kit -trimpath -run ^(TestCards|TestRead|TestReadmes|TestRightDesigns|TestStubCopies)$ ./cards ./readme ./review ./workspace")
	u.runsGo(false, "test -C internal/kit -trimpath -run ^TestNothingIsLeftToWrite$ ./scaffold", "still to be written: trialquestion/README.md:5: ")
	u.runsKit(false, "try trialquestion", "· 1  Add, Has  not implemented yet: Trialquestion.Has")
	u.runsKit(true, "hint trialquestion", "hint 1 of 2")
	kittest.WriteFile(t, filepath.Join("trialquestion", "my_test.go"), `//go:build stub

package trialquestion_test

import (
	"testing"

	"github.com/oodkit/oodkit/trialquestion"
)

func TestMine(t *testing.T) {
	var s trialquestion.Trialquestion
	if s.Add(1); s.Add(1) {
		t.Error("added twice")
	}
}
`)
	u.runsKit(true, "examples trialquestion", "1 of 1")
	u.writes("sorted_slice")
	u.runsKit(true, "try trialquestion", "✓ 1  Add, Has")
	u.runsKit(true, "review trialquestion", "trialquestion: facts about your design")
	u.runsKit(true, "compare trialquestion none", "numbers  []int")
	u.runsKit(true, "reset trialquestion", "trialquestion/stub.go")
}

// writes puts a design into the stub.
func (u user) writes(design string) {
	u.Helper()
	text, err := os.ReadFile(filepath.Join("trialquestion", "testdata", "designs", design+".go"))
	if err != nil {
		u.Fatal(err)
	}
	kittest.WriteFile(u.T, filepath.Join("trialquestion", "stub.go"), string(text))
}
