package plan

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

const stackReadme = `# Design a stack

## The question

> Design a stack.

## Steps

### Step 1: Push

*base · 45 minutes*

An interview usually ends here.

### Step 2: Pop

*follow-up · 30 minutes*
`

// newStack returns a question of two steps.
func newStack(t *testing.T) question.Question {
	t.Helper()
	return kittest.NewTree(t, map[string]string{"README.md": stackReadme, "../README.md": "| [stack](stack/README.md) | what | easy |\n"})
}

// pass records that a step has passed.
func pass(t *testing.T, q question.Question, step int) {
	t.Helper()
	err := workspace.Update(q, os.Stderr, func(p *workspace.Progress) {
		if p.Steps == nil {
			p.Steps = make(map[int]workspace.StepProgress)
		}
		p.Steps[step] = workspace.StepProgress{FirstPassed: kittest.Noon}
	})
	if err != nil {
		t.Fatal(err)
	}
}

// show returns what make plan prints.
func show(t *testing.T, q question.Question, o Options, now time.Time) string {
	t.Helper()
	var b strings.Builder
	if err := Run(&b, q.Root, o, now); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// inWeek returns a time in a week of a plan that began at kittest.Noon.
func inWeek(n int) time.Time { return kittest.Noon.AddDate(0, 0, daysInWeek*(n-1)) }

func TestRun(t *testing.T) {
	q := newStack(t)
	const begun = `Your plan: 2 weeks, 1 hour a week, from Saturday 28 November 2026 to Friday 11 December 2026.
It has every step of every question.

Week 1, 28 November to 4 December: 45 of 60 minutes

  □ stack   45 min  step 1, Push

Week 2, 5 December to 11 December: 30 of 60 minutes

  □ stack   30 min  step 2, Pop

This week: 0 of 1 done. You are on time.
Next: step 1 of stack (Push): edit stack/stub.go, then run: make try Q=stack
`
	if diff := cmp.Diff(begun, show(t, q, Options{Weeks: 2, Hours: 1}, kittest.Noon)); diff != "" {
		t.Error("the new plan is printed otherwise:", diff)
	}
	pass(t, q, 2)
	later := show(t, q, Options{}, inWeek(1))
	if want := "Week 2, 5 December to 11 December: 1 of 1 done, 30 minutes\n"; !strings.Contains(later, want) || !strings.Contains(later, "You are ahead: 1 item of later weeks, 30 minutes.") {
		t.Errorf("after step 2:\n%s", later)
	}
	behind := show(t, q, Options{}, inWeek(2))
	for _, want := range []string{"Week 1, 28 November to 4 December: 0 of 1 done, 45 minutes\n\nWeek 2", "  ✓ stack   30 min  step 2, Pop", "This week: 1 of 1 done. You are behind: 1 item of earlier weeks, 45 minutes:\n    □ step 1 of stack, 45 min\nNEW=1", "Next: step 1 of stack"} {
		if !strings.Contains(behind, want) {
			t.Errorf("in week 2 it does not say %q:\n%s", want, behind)
		}
	}
	if over := show(t, q, Options{}, inWeek(3)); !strings.Contains(over, "The plan is over. 1 item not done, 45 minutes:\n    □ step 1 of stack, 45 min\nNEW=1") {
		t.Errorf("after two weeks:\n%s", over)
	}
}

func TestOtherPlan(t *testing.T) {
	for _, test := range []struct {
		name  string
		o     Options
		week  int
		makes bool
		weeks int
	}{
		{"no numbers", Options{}, 1, false, 2},
		{"the same numbers", Options{Weeks: 2, Hours: 1}, 2, false, 2},
		{"other weeks", Options{Weeks: 3}, 1, true, 3},
		{"other hours", Options{Hours: 4}, 1, true, 2},
		{"new", Options{New: true}, 1, true, 2},
		{"no numbers, after the end", Options{}, 3, false, 2},
		{"the same numbers, after the end", Options{Weeks: 2}, 3, true, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			q := newStack(t)
			show(t, q, Options{Weeks: 2, Hours: 1}, kittest.Noon)
			pass(t, q, 1)
			text := show(t, q, test.o, inWeek(test.week))
			old, err := filepath.Glob(filepath.Join(q.Root, ".oodkit", "plan-20*.json"))
			if err != nil {
				t.Fatal(err)
			}
			p, err := kept(q.Root).Load(os.Stderr)
			if err != nil || len(p.Weeks) != test.weeks || (len(old) == 1) != test.makes {
				t.Errorf("the plan has %d weeks, %v, and old files are %q: want %d weeks, and an old file: %t", len(p.Weeks), err, old, test.weeks, test.makes)
			}
			if got := strings.Contains(text, "Done before it began: step 1 of stack."); got != test.makes {
				t.Errorf("it says that step 1 was done before: %t, want %t:\n%s", got, test.makes, text)
			}
		})
	}
}

// TestNewAtOnce checks that no plan is lost if several commands make one at the same time.
func TestNewAtOnce(t *testing.T) {
	q := newStack(t)
	const times = 8
	var group sync.WaitGroup
	errs := make([]error, times)
	for i := range times {
		group.Go(func() { errs[i] = Run(io.Discard, q.Root, Options{New: true, Weeks: i + 1}, kittest.Noon) })
	}
	group.Wait()
	files, err := filepath.Glob(filepath.Join(q.Root, ".oodkit", "plan*.json"))
	if err := errors.Join(append(errs, err)...); err != nil {
		t.Fatal(err)
	}
	lengths := make(map[int]bool)
	for _, file := range files {
		p, err := workspace.Kept[Plan]{Root: q.Root, File: filepath.Base(file)}.Load(os.Stderr)
		if err != nil {
			t.Fatal(err)
		}
		lengths[len(p.Weeks)] = true
	}
	if len(lengths) != times {
		t.Errorf("%d plans are kept, want %d", len(lengths), times)
	}
}

// TestLeftOut checks that steps which pass are no longer listed as left out.
func TestLeftOut(t *testing.T) {
	q := newStack(t)
	if text := show(t, q, Options{Weeks: 1, Hours: 1}, kittest.Noon); !strings.Contains(text, "Left out, 30 minutes: step 2 of stack.") {
		t.Errorf("a plan of an hour:\n%s", text)
	}
	pass(t, q, 2)
	if text := show(t, q, Options{}, kittest.Noon); strings.Contains(text, "Left out") {
		t.Errorf("after step 2:\n%s", text)
	}
}

func TestRanges(t *testing.T) {
	for want, numbers := range map[string][]int{"4": {4}, "1 and 2": {2, 1}, "1, 3 to 5": {1, 3, 4, 5}, "1 and 2, 4 and 5, 7": {1, 2, 4, 5, 7}} {
		if got := ranges(numbers); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestTicks checks what is done: steps, interviews and cards.
func TestTicks(t *testing.T) {
	at := func(days int) time.Time { return kittest.Noon.AddDate(0, 0, days) }
	card := Item{Kind: Cards}
	talk := Item{Kind: Interview, Question: "stack"}
	p := newPlan(nil, 2, 1, kittest.Noon)
	p.Weeks[0].Items = []Item{{Kind: Step, Question: "stack", Step: 1}, talk, card, card}
	p.Weeks[1].Items = []Item{talk, card}
	day := func(days int) string { return at(days).Format(time.DateOnly) }
	for _, test := range []struct {
		name string
		r    record
		want [][]bool
	}{
		{"nothing", record{}, [][]bool{{false, false, false, false}, {false, false}}},
		{"a step", record{passed: map[string]map[int]bool{"stack": {1: true}}}, [][]bool{{true, false, false, false}, {false, false}}},
		{"an interview before the plan", record{interviews: map[string][]time.Time{"stack": {at(-1)}}}, [][]bool{{false, false, false, false}, {false, false}}},
		{"an interview", record{interviews: map[string][]time.Time{"stack": {at(1)}}}, [][]bool{{false, true, false, false}, {false, false}}},
		{"two interviews", record{interviews: map[string][]time.Time{"stack": {at(1), at(2)}}}, [][]bool{{false, true, false, false}, {true, false}}},
		{"cards on a day", record{cards: map[string]int{day(0): 20}}, [][]bool{{false, false, true, false}, {false, false}}},
		{"cards on three days", record{cards: map[string]int{day(0): 1, day(6): 1, day(7): 1}}, [][]bool{{false, false, true, true}, {false, true}}},
		{"cards that were taken back", record{cards: map[string]int{day(0): 0}}, [][]bool{{false, false, false, false}, {false, false}}},
	} {
		if diff := cmp.Diff(test.want, p.done(test.r)); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

func TestEndedInterviews(t *testing.T) {
	q := newStack(t)
	for name, text := range map[string]string{"1": `{"closed": "2026-11-22T12:00:00Z"}`, "2": `{"phase": "code"}`, "3": "{"} {
		kittest.WriteFile(t, filepath.Join(q.Root, ".oodkit", "interviews", "stack", name, "state.json"), text)
	}
	if got := endedInterviews(q); len(got) != 1 || !got[0].Equal(time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)) {
		t.Errorf("ended at %v, want one at noon", got)
	}
}

func TestLine(t *testing.T) {
	q := newStack(t)
	line := func(now time.Time) string {
		text, err := Line(os.Stderr, q.Root, now)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	if got := line(kittest.Noon); got != "" {
		t.Errorf("without a plan: %q", got)
	}
	show(t, q, Options{Weeks: 2, Hours: 1}, kittest.Noon)
	for week, want := range map[int]string{1: "this week 0 of 1 done. Next in it: step 1 of stack", 2: "this week 0 of 1 done, 1 of earlier weeks to do. Next in it: step 1 of stack", 3: "the plan is over"} {
		if got := line(inWeek(week)); got != want {
			t.Errorf("in week %d: %q, want %q", week, got, want)
		}
	}
}
