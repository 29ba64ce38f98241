package cmd

import (
	"context"
	"errors"
	"io"
	"os"
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

func TestRunStopsWhatDoesNotEnd(t *testing.T) {
	q := kittest.NewCounter(t, "func init() {\n\tfor {\n\t}\n}\n\nfunc Count(n int) int { return n }")
	binary, err := workspace.Build(t.Context(), t.TempDir(), q, question.Of(question.Learners))
	if err != nil {
		t.Fatal(err)
	}
	log, err := binary.Run(t.Context(), 100*time.Millisecond, nil)
	if err != nil || !log.Exit.TimedOut {
		t.Errorf("run of an endless loop: got %+v, %v, want a time-out", log, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(100*time.Millisecond, cancel)
	if err := Try(ctx, io.Discard, q, "", false); !errors.Is(err, context.Canceled) {
		t.Errorf("try that is interrupted: got %v, want %v", err, context.Canceled)
	}
}

func TestTryLeavesNothingBehind(t *testing.T) {
	q := kittest.NewCounter(t, "func Count(n int) int { return n }")
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	if err := Try(t.Context(), io.Discard, q, "", false); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(temp); len(left) > 0 || err != nil {
		t.Errorf("try left %v, %v", left, err)
	}
}

// In a terminal, Ctrl-C is sent to the children too, and they may get it first.
func TestChildIsInterrupted(t *testing.T) {
	q := kittest.NewCounter(t, `import "os"

func Count(int) int {
	self, _ := os.FindProcess(os.Getpid())
	self.Signal(os.Interrupt)
	select {}
}`)
	if err := Try(t.Context(), io.Discard, q, "", false); !errors.Is(err, context.Canceled) {
		t.Errorf("try with a child that was interrupted: got %v, want %v", err, context.Canceled)
	}
}
