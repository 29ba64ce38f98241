package toy_test

import (
	"fmt"
	"testing"
)

// TestRerun checks that the second run of a step replaces the result of the first.
func TestRerun(t *testing.T) {
	t.Parallel()
	tr := trial{learner: "wrong-at-once", args: []string{"-test.run=^TestStep", "-test.count=2"}}
	const want = "fail skip skip skip pass pass pass pass"
	if o := tr.run(t, "-test.v"); o.results() != want || o.code != 1 {
		t.Errorf("exit code %d, the steps go %q, want 1 and %q:\n%s", o.code, o.results(), want, o.output)
	}
}

// TestShuffle checks that a step is locked if a lower one has failed before it, and only then.
func TestShuffle(t *testing.T) {
	t.Parallel()
	skipped, ranUnlocked := 0, 0
	for seed := range 4 {
		tr := trial{learner: "only-step-1", args: []string{"-test.run=^TestStep", fmt.Sprintf("-test.shuffle=%d", seed+1)}}
		o := tr.run(t, "-test.v")
		failed := make(map[string]bool)
		for _, match := range testResult.FindAllStringSubmatch(o.output, -1) {
			got, step, want := match[1], match[2], "FAIL"
			switch {
			case step == "1":
				want = "PASS"
			case lowerFailed(failed, step):
				want = "SKIP"
				skipped++
			case step > "2":
				ranUnlocked++
			}
			if got != want {
				t.Errorf("seed %d: step %s after failures of %v: %s, want %s:\n%s", seed+1, step, failed, got, want, o.output)
			}
			if got == "FAIL" {
				failed[step] = true
			}
		}
		checkNoDump(t, o)
	}
	if skipped == 0 || ranUnlocked == 0 {
		t.Errorf("%d steps were skipped and %d ran before a lower one that fails: choose other seeds", skipped, ranUnlocked)
	}
}

// lowerFailed reports whether a step lower than the one given, both a digit, has failed.
func lowerFailed(failed map[string]bool, step string) bool {
	for lower := range failed {
		if lower < step {
			return true
		}
	}
	return false
}
