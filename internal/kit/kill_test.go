package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// TestAsKit is not a test: with it, tests start the command in a process of its own.
func TestAsKit(t *testing.T) {
	args := os.Getenv("OODKIT_TEST_ARGS")
	if args == "" {
		t.Skip("for other tests")
	}
	os.Args = append(os.Args[:1], strings.Fields(args)...)
	main()
}

// Reset or restore may be killed at any time. Then each version of the learner's code is in the question's directory, or
// complete in a save.
func TestKilledResetLosesNothing(t *testing.T) {
	q := kittest.NewRepository(t)
	begin := time.Now()
	writeWork(t, q, "first")
	killAfter(t, q, "reset stack", time.Minute)
	usual := time.Since(begin)
	const kills = 20
	for i := range kills {
		work := writeWork(t, q, fmt.Sprint(i))
		args := "restore stack"
		if i%2 == 1 {
			args = "reset stack"
		}
		killAfter(t, q, args, usual*time.Duration(i)/kills)
		for name, text := range work {
			if !isKept(t, q, name, text) {
				t.Fatalf("after kill %d, of kit %s, %s is nowhere", i+1, args, name)
			}
		}
	}
}

// writeWork writes some of a learner's files, each with the mark in it, and returns them.
func writeWork(t *testing.T, q question.Question, mark string) map[string]string {
	t.Helper()
	work := map[string]string{"stub.go": kittest.WrittenStub + "// " + mark + "\n"}
	for _, name := range []string{"a.go", "b.go", "c.go"} {
		work[name] = kittest.HelperFile + "// " + mark + " in " + name + "\n"
	}
	for name, text := range work {
		kittest.WriteFile(t, q.Path(name), text)
	}
	return work
}

// killAfter starts the command and kills it if it has not ended after d.
func killAfter(t *testing.T, q question.Question, args string, d time.Duration) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), d)
	defer cancel()
	command := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestAsKit$")
	command.Dir, command.Env = q.Dir(), append(os.Environ(), "OODKIT_TEST_ARGS="+args)
	if output, err := command.CombinedOutput(); err != nil && ctx.Err() == nil {
		t.Fatalf("kit %s: %v\n%s", args, err, output)
	}
}

// A signal that asks the grader to end, from the terminal or from another program, cuts it off: it says what is kept.
func TestInterruptedGradeSaysWhatIsKept(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no signals here")
	}
	q := kittest.NewTree(t, map[string]string{
		"../go.mod":     "module github.com/oodkit/oodkit\n\ngo 1.26\n",
		"README.md":     "### Step 1: One\n",
		"doc.go":        kittest.DocFile,
		"stub.go":       kittest.StubOf(kittest.CountsNot),
		"reference.go":  "//go:build !stub\n\npackage stack\n\n" + kittest.CountsRight + "\n",
		"steps_test.go": interruptedSteps,
	})
	if err := kittest.CopyExercise(q.Root); err != nil {
		t.Fatal(err)
	}
	kittest.WriteFile(t, filepath.Join(q.Root, "class", "ann", "stub.go"), kittest.StubOf(kittest.CountsRight))
	kittest.WriteFile(t, filepath.Join(q.Root, "class", "bob", "stub.go"), kittest.StubOf(kittest.CountsOn))
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		for _, format := range []string{"text", "csv"} {
			out := filepath.Join(q.Root, fmt.Sprintf("%s-%d.json", format, signal))
			command := exec.Command(os.Args[0], "-test.run=^TestAsKit$")
			command.Dir = q.Root
			command.Env = append(os.Environ(), "OODKIT_TEST_ARGS=grade stack class --box=none --format="+format+" --out="+filepath.Base(out))
			var output bytes.Buffer
			command.Stdout, command.Stderr = &output, &output
			if err := command.Start(); err != nil {
				t.Fatal(err)
			}
			for begin := time.Now(); ; time.Sleep(50 * time.Millisecond) {
				if _, err := os.Stat(out); err == nil {
					break
				}
				if time.Since(begin) > 10*time.Minute {
					command.Process.Kill()
					command.Wait()
					t.Fatalf("%s, %v: no result in 10 minutes:\n%s", format, signal, &output)
				}
			}
			if err := command.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			command.Wait()
			want := "Grading was cut off after 1 of 2 submissions. The results are in " + filepath.Base(out) + ": the same command continues there.\n"
			if status := command.ProcessState.ExitCode(); status != exitInterrupted || !kittest.ContainsAll(output.String(), []string{want, "10/10"}) {
				t.Errorf("%s, %v: exit status %d and\n%s\nwant %d and %q", format, signal, status, &output, exitInterrupted, want)
			}
		}
	}
}

// The steps of a question with one row.
const interruptedSteps = `package stack_test

import (
	"testing"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/stack"
)

var steps = exercise.NewSteps(1)

func TestStep1_One(t *testing.T) {
	steps.Begin(t).Row("it counts to one", func(t *exercise.T) {
		if got := stack.Count(1); got != 1 {
			t.Errorf("got %d, want 1", got)
		}
	})
}
`

// isKept reports whether a file is in the question's directory or in a save.
func isKept(t *testing.T, q question.Question, name, text string) bool {
	t.Helper()
	saves, err := workspace.Saves(q)
	if err != nil {
		t.Fatal(err)
	}
	paths := []string{q.Path(name)}
	for _, s := range saves {
		paths = append(paths, s.Path(name))
	}
	return slices.ContainsFunc(paths, func(path string) bool {
		kept, err := os.ReadFile(path)
		return err == nil && string(kept) == text
	})
}
