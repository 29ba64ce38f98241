package cmd

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

func TestTry(t *testing.T) {
	for _, test := range []struct {
		name, code, argument string
		fails                bool
		want                 []string
	}{
		{"right", "func Count(n int) int { return n }", "", false, []string{"✓ 1  One", "✓ 2  Two", "2 of 2 steps pass"}},
		{"wrong at two", "func Count(int) int { return 1 }", "", true, []string{
			"✓ 1  One", "✗ 2  Two", "1 of 2", "Step 2, Two: it counts to two", "stack/steps_test.go:25: got 1, want 2",
		}},
		{"one step of a wrong one", "func Count(int) int { return 1 }", "1", false, []string{"✓ 1  One", "Step 1 passes"}},
		{"a panic in step one", "func Count(n int) int {\n\tif n == 1 {\n\t\tpanic(n)\n\t}\n\treturn n\n}", "", true, []string{
			"✗ 1  One  ", "crashed", "✓ 2  Two", "panic: 1", "in Count  stack/stub.go:7",
		}},
		{"an exit on the way", "import \"os\"\n\nfunc Count(int) int {\n\tos.Exit(0)\n\treturn 0\n}", "", true, []string{
			"0 of 2", "ended early", "os.Exit was called", "in Count  stack/stub.go:8",
		}},
		{"an exit before all", "import \"os\"\n\nfunc init() { os.Exit(0) }\n\nfunc Count(n int) int { return n }", "", true, []string{
			"0 of 2", "ended early", "the process ended before the step did: exit status 0",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			q := kittest.NewCounter(t, test.code)
			var b strings.Builder
			err := Try(t.Context(), &b, q, test.argument, false)
			if fails := errors.Is(err, report.ErrFailed); fails != test.fails || !fails && err != nil {
				t.Errorf("try returned %v, want a failure: %t", err, test.fails)
			}
			for _, want := range test.want {
				if !strings.Contains(b.String(), want) {
					t.Errorf("the output lacks %q:\n%s", want, b.String())
				}
			}
		})
	}
}

func TestTryWithoutCompiling(t *testing.T) {
	for code, want := range map[string]string{
		"func Count(n int) int { return m }":                                             "stack/stub.go:5:32: undefined: m",
		"import \"fmt\"\n\nfunc Count(n int) int { fmt.Printf(\"%d\", \"\"); return n }": `go vet: stack/stub.go:7:37: fmt.Printf format %d has arg "" of wrong type string`,
	} {
		q := kittest.NewCounter(t, code)
		var b strings.Builder
		err := Try(t.Context(), &b, q, "", false)
		if err == nil || err.Error() != want || b.Len() > 0 {
			t.Errorf("try of code that does not compile: got %v and %q, want nothing but %q", err, b.String(), want)
		}
	}
}

func TestRunStopsWhatDoesNotEnd(t *testing.T) {
	q := kittest.NewCounter(t, "func init() {\n\tfor {\n\t}\n}\n\nfunc Count(n int) int { return n }")
	binary, err := workspace.Build(t.Context(), t.TempDir(), q, question.Learners)
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

// In a terminal, Ctrl-C goes to the children too, and they may get it first.
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
