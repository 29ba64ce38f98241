package cmd

import (
	"strings"
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/kit/workspace"
)

const hintsREADME = `# Stack

### Step 1: Push

Rules.

<details><summary>Hint 1</summary>

First hint,
in two lines.
</details>

<details><summary>Hint 2</summary>

    code()
</details>

### Step 2: Len

No hint here.

### Step 10: Ten

<details><summary>Hint 1</summary>

Of ten.
</details>

## Spoilers below

<details><summary>Hint 2</summary>

No hint of any step.
</details>
`

func TestHint(t *testing.T) {
	q := kittest.NewTree(t, map[string]string{"stub.go": kittest.UnwrittenStub, "steps_test.go": kittest.StackSteps, "README.md": hintsREADME})
	workspace.Remember(q, new(strings.Builder), kittest.ResultsOf(gotest.StepFailed), time.Now().Add(time.Hour))
	const (
		first  = "stack, step 1 (Push): hint 1 of 2\n\n    First hint,\n    in two lines.\n\nStill stuck? The same command gives the next hint.\n"
		second = "stack, step 1 (Push): hint 2 of 2\n\n    code()\n"
		all    = "stack, step 1 (Push): there are no more hints. These were all:\n\nHint 1\n\n    First hint,\n    in two lines.\n\nHint 2\n\n    code()\n"
		none   = "stack, step 2 (Len): there is no hint. What it checks is in stack/README.md.\n"
		ten    = "stack, step 10 (Ten): hint 1 of 1\n\n    Of ten.\n"
	)
	for i, call := range []struct{ argument, want string }{
		{"", first}, {"", second}, {"1", all}, {"", all}, {"2", none}, {"2", none}, {"10", ten},
	} {
		var b strings.Builder
		if err := hint(t.Context(), &b, q, call.argument); err != nil || b.String() != call.want {
			t.Errorf("call %d: hint %q printed\n%s\nand returned %v, want\n%s", i+1, call.argument, b.String(), err, call.want)
		}
	}
	if err := hint(t.Context(), new(strings.Builder), q, "3"); !kittest.IsUsageError(err) {
		t.Errorf("hint for a step that is not there: got %v, want a usageError", err)
	}
}

func TestHintWhenAllPass(t *testing.T) {
	q := kittest.NewTree(t, map[string]string{"stub.go": kittest.WrittenStub, "steps_test.go": "package stack_test\n\nfunc TestStep1_Push(t *testing.T) {}\n"})
	workspace.Remember(q, new(strings.Builder), kittest.ResultsOf(gotest.StepPassed), time.Now().Add(time.Hour))
	var b strings.Builder
	if err := hint(t.Context(), &b, q, ""); err != nil || !strings.Contains(b.String(), "Every step of stack passes") {
		t.Errorf("hint printed %q and returned %v", b.String(), err)
	}
}

// Code that was edited since it was run is run, to see which step fails.
func TestHintRunsTheSteps(t *testing.T) {
	q := kittest.NewCounter(t, "func Count(int) int { return 1 }")
	kittest.WriteFile(t, q.Path("README.md"), hintsREADME)
	workspace.Remember(q, new(strings.Builder), kittest.ResultsOf(gotest.StepFailed), time.Now().Add(-time.Hour))
	var b strings.Builder
	if err := hint(t.Context(), &b, q, ""); err != nil || !strings.HasPrefix(b.String(), "stack, step 2 (Len)") {
		t.Errorf("hint printed %q and returned %v, want step 2, which fails now", b.String(), err)
	}
	if p, err := workspace.LoadProgress(q, &b); !p.Steps[1].Passes || p.Steps[2].Passes || err != nil {
		t.Errorf("the progress is %+v, %v, want that step 1 passes and 2 fails", p, err)
	}
}
