package examples

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/judge"
	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/workspace"
)

// TestSpot plays a learner who finds one mistake, gives another up, and is asked for one that the tests miss.
func TestSpot(t *testing.T) {
	q := kittest.NewTree(t, stackFiles)
	steps, err := q.Steps()
	if err != nil {
		t.Fatal(err)
	}
	spot := func(giveUp bool) (string, error) {
		var out bytes.Buffer
		err := Spot(t.Context(), &out, q, steps, giveUp)
		return out.String(), err
	}
	expect := func(what, got string, err error, failed bool, want ...string) {
		t.Helper()
		if errors.Is(err, report.ErrFailed) != failed || err != nil && !failed {
			t.Errorf("%s: the error is %v", what, err)
		}
		if !kittest.ContainsAll(got, want) {
			t.Errorf("%s: output:\n%s\nwant all of %q", what, got, want)
		}
	}

	if _, err := spot(true); !kittest.IsUsageError(err) {
		t.Errorf("giving up before anything is shown: the error is %v", err)
	}
	out, err := spot(false)
	expect("first", out, err, false, "wrong solution number 1", ".oodkit/spot/stack/1.", "below step 1, Push")
	text, err := os.ReadFile(filepath.Join(q.Root, ".oodkit/spot/stack/1/reference.go"))
	if err != nil || !strings.Contains(string(text), "s.all = append(s.all[:0], n)") {
		t.Errorf("the folder has %q, error %v", text, err)
	}
	if _, err := spot(false); err == nil || !strings.Contains(err.Error(), "no tests of yours are in stack") {
		t.Errorf("without a test: the error is %v", err)
	}

	kittest.WriteFile(t, q.Path("my_test.go"), testFileOf(testEmpty))
	out, err = spot(false)
	expect("a test of something else", out, err, true, "Your tests pass with the code in .oodkit/spot/stack/1 too", "a rule of step 1")
	kittest.WriteFile(t, q.Path("my_test.go"), testFileOf(wrongTest))
	out, err = spot(false)
	expect("a wrong test", out, err, true, "TestWrong fails with the reference, which has no mistake")
	kittest.WriteFile(t, q.Path("my_test.go"), testFileOf(testPush+testOrder))
	out, err = spot(false)
	expect("found", out, err, false, "Found: TestPush fails with the code in .oodkit/spot/stack/1", "two are lost", "it breaks: Push adds each number.", "Keeps one number only.")

	// The tests catch returns_the_oldest already.
	out, err = spot(false)
	expect("second", out, err, false, "wrong solution number 2", "step 2, Pop")
	p, err := workspace.LoadProgress(q, &bytes.Buffer{})
	if want := "wrong/takes_what_is_not_there"; err != nil || p.Spot.Open != want {
		t.Errorf("shown: %+v, error %v, want %s", p.Spot, err, want)
	}
	all := steps
	steps = all[:1]
	if _, err := spot(false); !kittest.IsUsageError(err) || !strings.Contains(err.Error(), "still at wrong solution number 2, of step 2") {
		t.Errorf("another step while one is open: the error is %v", err)
	}
	steps = all[1:]
	out, err = spot(true)
	expect("given up", out, err, false, "it breaks: Pop of an empty stack returns false.", "-\tif s.top == nil {", "The next one: make spot Q=stack STEP=2")

	steps = all[:1]
	out, err = spot(false)
	expect("no more of step 1", out, err, false, "No more wrong solutions of step 1 of stack: you found 1 and gave up 0.")
}

func TestEasiestFirst(t *testing.T) {
	of := func(name string, step, rows, change int) judge.Candidate {
		return judge.Candidate{Name: name, Step: step, Rows: rows, Edits: []judge.Edit{{New: strings.Repeat("x", change)}}}
	}
	all := []judge.Candidate{of("g", 2, 9, 9), of("f", 1, 1, 1), of("e", 1, 1, 9), of("d", 1, 0, 1), of("c", 1, 3, 9), of("b", 1, 5, 1), of("a", 1, 9, 9)}
	slices.SortFunc(all, easier)
	var got strings.Builder
	for _, c := range all {
		got.WriteString(c.Name)
	}
	if want := "abcdefg"; got.String() != want {
		t.Errorf("the order is %s, want %s", got.String(), want)
	}
}
