package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/kittest"
)

// TestStages lets a learner pass the steps of a question one after another, and looks at what is kept.
func TestStages(t *testing.T) {
	const passes, fails = gotest.StepPassed, gotest.StepFailed
	steps := "package stack_test\n\nfunc TestStep1_A(t *testing.T) {}\n\nfunc TestStep2_B(t *testing.T) {}\n\nfunc TestStep3_C(t *testing.T) {}\n"
	q := kittest.NewTree(t, map[string]string{"steps_test.go": steps})
	now := kittest.Noon
	save := func(text string) {
		kittest.WriteFile(t, q.Path("stub.go"), text)
		kittest.WriteFile(t, q.Path("more.go"), kittest.HelperFile)
		kittest.WriteFile(t, q.Path("my_test.go"), "//go:build stub\n\npackage stack_test\n")
		for _, file := range []string{"stub.go", "more.go", "my_test.go"} {
			if err := os.Chtimes(q.Path(file), now, now); err != nil {
				t.Fatal(err)
			}
		}
	}
	run := func(after time.Duration, statuses ...gotest.Status) {
		t.Helper()
		var b strings.Builder
		now = now.Add(after)
		Remember(q, &b, kittest.ResultsOf(statuses...), now)
		if b.Len() > 0 {
			t.Error(b.String())
		}
	}
	kept := func() map[int]string {
		stages, err := Stages(q)
		if err != nil {
			t.Fatal(err)
		}
		texts := make(map[int]string)
		for _, s := range stages {
			text, err := os.ReadFile(filepath.Join(s.Dir, "stub.go"))
			if err != nil {
				t.Error(err)
			}
			texts[s.Step] = string(text) + " after " + s.Worked.String()
			if entries, err := os.ReadDir(s.Dir); err != nil || len(entries) != 3 {
				t.Errorf("step %d: %v has %v, want stub.go, more.go and stage.json", s.Step, s.Dir, entries)
			}
		}
		return texts
	}
	want := func(texts map[int]string) {
		t.Helper()
		if diff := cmp.Diff(texts, kept()); diff != "" {
			t.Errorf("stages (-want +got):\n%s", diff)
		}
	}

	save("none")
	run(time.Minute, fails, fails, fails)
	want(map[int]string{})
	save("one")
	run(10*time.Minute, passes, fails, passes)
	want(map[int]string{1: "one after 10m0s"})
	save("one, again") // a step that fails again and then passes keeps its first stage
	run(time.Hour, fails, fails, passes)
	run(time.Minute, passes, fails, fails)
	want(map[int]string{1: "one after 10m0s"})
	save("two, changed while it runs")
	begin := now
	now = now.Add(time.Minute)
	save("two, changed while it runs")
	now = begin
	run(time.Second, passes, passes, fails)
	want(map[int]string{1: "one after 10m0s"})
	now = now.Add(time.Minute)
	save("two")
	run(5*time.Minute, passes)
	now = now.Add(time.Minute)
	save("two, edited")
	now = now.Add(time.Minute)
	Remember(q, new(strings.Builder), kittest.ResultsOf(passes, passes)[1:], now) // step 2 alone: step 1 passed with older code
	want(map[int]string{1: "one after 10m0s"})
	run(29*time.Minute, passes, passes, passes)
	want(map[int]string{1: "one after 10m0s", 2: "two, edited after 48m1s", 3: "two, edited after 48m1s"})
}
