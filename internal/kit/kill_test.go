package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
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
