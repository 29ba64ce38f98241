package report

import (
	"strings"
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/question"
)

// printTry returns what try prints for the recorded processes of all steps, or of one, and whether it
// explains every step that fails.
func printTry(t *testing.T, all, explainAll bool, steps []question.Step, files ...string) string {
	t.Helper()
	q := kittest.NewTree(t, nil)
	var b strings.Builder
	p := NewPrinter(&b, q, steps)
	p.ExplainAll = explainAll
	p.Heading()
	var results []gotest.Result
	for i, file := range files {
		p.Running(steps[i])
		r := gotest.ResultOf(q, steps[i], kittest.ReadRecorded(t, q, file))
		r.Took = time.Duration(i+1) * 12 * time.Millisecond
		p.Result(r)
		results = append(results, r)
	}
	p.Summary(results, all)
	return b.String()
}

func TestTryOutput(t *testing.T) {
	for _, test := range []struct {
		name  string
		all   bool
		steps []question.Step
		files []string
		want  string
	}{
		{"a row is wrong", true, kittest.Stack, []string{"fail", "unwritten", "crash"}, `stack: your code (-tags stub)

  ✗ 1  Push and Pop  0.01s
  · 2  Len           not implemented yet: Stack.Len
  ✗ 3  Many          0.04s  crashed

0 of 3 steps pass; 1 not implemented yet.

Step 1, Push and Pop: Pop of an empty stack says so
    stack/steps_test.go:25: s.Pop() // got (0, true), want (0, false)
and 1 more row of this step fails
Your code printed:
    panic: empty?

Next: edit stack/stub.go, then run: make try Q=stack STEP=1
`},
		{"one body is missing", true, kittest.Stack[:2], []string{"pass", "unwritten"}, `stack: your code (-tags stub)

  ✓ 1  Push and Pop  0.01s
  · 2  Len           not implemented yet: Stack.Len

1 of 2 steps pass; 1 not implemented yet.

Next: write Stack.Len, at stack/stub.go:22, then run: make try Q=stack STEP=2
`},
		{"a fresh stub", true, kittest.Stack[1:2], []string{"unwritten"}, `stack: your code (-tags stub)

  · 2  Len  not implemented yet: Stack.Len

0 of 1 steps pass; 1 not implemented yet.

Start with the question: stack/README.md
Next: write Stack.Len, at stack/stub.go:22, then run: make try Q=stack STEP=2
`},
		{"a crash", false, kittest.Stack[2:], []string{"crash"}, `stack: your code (-tags stub)

  ✗ 3  Many  0.01s  crashed

Step 3, Many: many are kept
    panic: runtime error: index out of range [5000] with length 101
        in Stack.grow  stack/stub.go:13
        in Stack.Push  stack/stub.go:11

Next: edit stack/stub.go, then run: make try Q=stack STEP=3
`},
		{"an early end", false, kittest.Stack[:1], []string{"exit-in-init"}, `stack: your code (-tags stub)

  ✗ 1  Push and Pop  0.01s  ended early

Step 1, Push and Pop
    the process ended before the step did: exit status 0
    does your code call os.Exit or log.Fatal? It must not

Next: edit stack/stub.go, then run: make try Q=stack STEP=1
`},
		{"a time-out", false, kittest.Stack[1:2], []string{"time-out"}, `stack: your code (-tags stub)

  ✗ 2  Len  0.01s  did not end

Step 2, Len: Len counts
    it did not end within 2m0s and was stopped
    is there a loop, or a wait, that does not end?

Next: edit stack/stub.go, then run: make try Q=stack STEP=2
`},
		{"one step passes", false, kittest.Stack[:1], []string{"pass"}, `stack: your code (-tags stub)

  ✓ 1  Push and Pop  0.01s

Step 1 passes. Next: make try Q=stack runs all the steps.
`},
		{"all pass", true, kittest.Stack[:1], []string{"pass"}, `stack: your code (-tags stub)

  ✓ 1  Push and Pop  0.01s

1 of 1 steps pass.

Well done. Now compare: make compare Q=stack puts yours beside the model solution,
stack/reference.go; the end of stack/README.md discusses that and other designs.
`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := printTry(t, test.all, false, test.steps, test.files...); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestTryExplainsAll(t *testing.T) {
	const want = `stack: your code (-tags stub)

  ✗ 1  Push and Pop  0.01s
  · 2  Len           not implemented yet: Stack.Len
  ✗ 3  Many          0.04s  crashed

0 of 3 steps pass; 1 not implemented yet.

Step 1, Push and Pop: Pop of an empty stack says so
    stack/steps_test.go:25: s.Pop() // got (0, true), want (0, false)
and 1 more row of this step fails
Your code printed:
    panic: empty?

Step 3, Many: many are kept
    panic: runtime error: index out of range [5000] with length 101
        in Stack.grow  stack/stub.go:13
        in Stack.Push  stack/stub.go:11

Next: edit stack/stub.go, then run: make try Q=stack STEP=1
`
	if got := printTry(t, true, true, kittest.Stack, "fail", "unwritten", "crash"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestLongOutputIsCut(t *testing.T) {
	var b strings.Builder
	p := NewPrinter(&b, question.Question{Name: "stack"}, kittest.Stack)
	p.Explain(gotest.Result{Step: kittest.Stack[0], Status: gotest.StepFailed, More: 2, Printed: strings.Fields(strings.Repeat("early ", 100) + strings.Repeat("late ", MaxPrinted))})
	if got := b.String(); strings.Contains(got, "early") || strings.Count(got, "late") != MaxPrinted {
		t.Errorf("want the last %d lines of what was printed, got\n%s", MaxPrinted, got)
	}
	if want := "and 2 more rows of this step fail\n"; !strings.Contains(b.String(), want) {
		t.Errorf("want %q, got\n%s", want, b.String())
	}
}

func TestColors(t *testing.T) {
	if got := (Style{Colors: true}).Paint(Red, "✗"); got != "\x1b[31m✗\x1b[0m" {
		t.Errorf("paint = %q", got)
	}
	if got := StyleFor(new(strings.Builder)); got != (Style{}) {
		t.Errorf("what is no terminal gets the style %+v, want none", got)
	}
}
