package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// The files of a question whose tests are compiled and run: what is recorded elsewhere must stay
// what go does. Its judge has no guard.
var counter = map[string]string{
	"../go.mod":              "module example.com/questions\n\ngo 1.26\n",
	"../internal/kit/go.mod": "module example.com/kit\n",
	"reference.go":           "//go:build !stub\n\npackage stack\n\nbroken: the command must not look at this",
	"README.md":              "### Step 1: One\n### Step 2: Two\n",
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

// newCounter returns a question whose stub.go is the given code.
func newCounter(t *testing.T, code string) question {
	t.Helper()
	t.Setenv("GOFLAGS", "-tags=other")
	q := newTree(t, counter)
	writeFile(t, filepath.Join(q.dir(), "stub.go"), "//go:build stub\n\npackage stack\n\n"+code+"\n")
	return q
}

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
			q := newCounter(t, test.code)
			var b strings.Builder
			err := try(t.Context(), &b, q, test.argument, false)
			if fails := errors.Is(err, errFailed); fails != test.fails || !fails && err != nil {
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
		"import \"fmt\"\n\nfunc Count(n int) int { fmt.Printf(\"%d\", \"\"); return n }": `stack/stub.go:7:37: fmt.Printf format %d has arg "" of wrong type string`,
	} {
		q := newCounter(t, code)
		var b strings.Builder
		err := try(t.Context(), &b, q, "", false)
		if err == nil || err.Error() != want || b.Len() > 0 {
			t.Errorf("try of code that does not compile: got %v and %q, want nothing but %q", err, b.String(), want)
		}
	}
}

func TestRunStopsWhatDoesNotEnd(t *testing.T) {
	q := newCounter(t, "func init() {\n\tfor {\n\t}\n}\n\nfunc Count(n int) int { return n }")
	binary, err := buildTest(t.Context(), t.TempDir(), q, mine)
	if err != nil {
		t.Fatal(err)
	}
	_, end, err := binary.run(t.Context(), 100*time.Millisecond)
	if !end.timedOut || err != nil {
		t.Errorf("run of an endless loop: got %+v, %v, want a time-out", end, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(100*time.Millisecond, cancel)
	if err := try(ctx, io.Discard, q, "", false); !errors.Is(err, context.Canceled) {
		t.Errorf("try that is interrupted: got %v, want %v", err, context.Canceled)
	}
}

func TestTryLeavesNothingBehind(t *testing.T) {
	q := newCounter(t, "func Count(n int) int { return n }")
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	if err := try(t.Context(), io.Discard, q, "", false); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(temp); len(left) > 0 || err != nil {
		t.Errorf("try left %v, %v", left, err)
	}
}

func TestCompilerLines(t *testing.T) {
	const output = "# example.com/stack\nstack/stub.go:5:8: no required module\r\n\tgo get it\nFAIL\texample.com/stack [setup failed]\nFAIL\n"
	want := []string{"stack/stub.go:5:8: no required module", "\tgo get it"}
	if got := compilerLines(output); !slices.Equal(got, want) {
		t.Errorf("compilerLines = %q, want %q", got, want)
	}
}

// In a terminal, Ctrl-C goes to the children too, and they may get it first.
func TestChildIsInterrupted(t *testing.T) {
	q := newCounter(t, `import "os"

func Count(int) int {
	self, _ := os.FindProcess(os.Getpid())
	self.Signal(os.Interrupt)
	select {}
}`)
	if err := try(t.Context(), io.Discard, q, "", false); !errors.Is(err, context.Canceled) {
		t.Errorf("try with a child that was interrupted: got %v, want %v", err, context.Canceled)
	}
}
