package interview

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/question"
)

// newInterview returns an interview of ten minutes with two steps and two questions to ask, which is kept in a folder.
func newInterview(t *testing.T, q question.Question) *interview {
	t.Helper()
	v := &interview{q: q, dir: filepath.Join(dir(q), "one"), State: State{
		Began: kittest.Noon, Limit: 10 * time.Minute, Phase: Opening, Spent: make(map[Phase]time.Duration), ToAsk: 2,
		Steps: []Step{{Number: 1, Title: "One"}, {Number: 2, Title: "Two"}}, Prepared: true,
	}}
	if err := os.MkdirAll(v.dir, 0o777); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestClock(t *testing.T) {
	const minute = time.Minute
	for _, test := range []struct {
		name  string
		do    func(*State)
		want  time.Duration
		spent map[Phase]time.Duration
		up    bool
	}{
		{"a phase", func(s *State) { s.run(2 * minute); s.run(minute) }, 3 * minute, map[Phase]time.Duration{Opening: 3 * minute}, false},
		{"two phases", func(s *State) { s.run(minute); s.Phase = Ask; s.run(minute) }, 2 * minute, map[Phase]time.Duration{Opening: minute, Ask: minute}, false},
		{"a pause does not count", func(s *State) {
			s.run(minute)
			s.pause(kittest.Noon)
			s.run(5 * minute)
			s.resume("door", kittest.Noon)
			s.run(minute)
		}, 2 * minute, map[Phase]time.Duration{Opening: 2 * minute}, false},
		{"the debrief does not count", func(s *State) { s.Phase = Debrief; s.run(minute) }, 0, map[Phase]time.Duration{}, false},
		{"the clock stops at the limit", func(s *State) { s.run(9 * minute); s.run(5 * minute); s.run(minute) }, 10 * minute, map[Phase]time.Duration{Opening: 10 * minute}, true},
		{"a clock that was set back", func(s *State) { s.run(minute); s.run(-minute) }, minute, map[Phase]time.Duration{Opening: minute}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			v := newInterview(t, kittest.NewTree(t, nil))
			test.do(&v.State)
			if v.elapsed() != test.want || v.TimeUp != test.up {
				t.Errorf("the clock shows %v, and the time is up: %t, want %v and %t", v.elapsed(), v.TimeUp, test.want, test.up)
			}
			if diff := cmp.Diff(test.spent, v.Spent); diff != "" {
				t.Error("time by phase (-want +got):", diff)
			}
		})
	}
}

func TestClockOfSteps(t *testing.T) {
	v := newInterview(t, kittest.NewTree(t, nil))
	v.Phase = Code
	v.run(time.Minute)
	v.Step = 1
	v.run(2 * time.Minute)
	got := []time.Duration{v.Steps[0].Spent, v.Steps[1].Spent}
	if diff := cmp.Diff([]time.Duration{time.Minute, 2 * time.Minute}, got); diff != "" {
		t.Error("time by step (-want +got):", diff)
	}
}

// What is kept is what comes back.
func TestKeptState(t *testing.T) {
	q := kittest.NewTree(t, nil)
	v := newInterview(t, q)
	v.run(90 * time.Second)
	v.Typed, v.Asked, v.Scores = []string{"How \"far\"?"}, []bool{true, false}, []int{4, 1}
	v.Steps[0].Hints, v.Steps[0].Passed = 2, true
	v.pause(kittest.Noon)
	v.Former.Hints = map[int]int{1: 3}
	v.Findings = &Findings{Problem: "none"}
	if err := v.save(); err != nil {
		t.Fatal(err)
	}
	got, round, err := open(q)
	if err != nil || round != 0 || got == nil {
		t.Fatalf("open = %v, %d, %v", got, round, err)
	}
	if diff := cmp.Diff(v.State, got.State, cmpopts.EquateEmpty()); diff != "" || got.dir != v.dir {
		t.Error("the state that is read (-want +got):", diff)
	}
}

func TestHistory(t *testing.T) {
	q := kittest.NewTree(t, nil)
	for i, r := range []struct {
		name   string
		passed int
		took   time.Duration
		asked  []bool
		open   bool
	}{
		{"2026-11-01", 1, 5 * time.Minute, []bool{true, true}, false},
		{"2026-11-02", 2, 9 * time.Minute, []bool{false, true}, false},
		{"2026-11-03", 2, 8 * time.Minute, nil, false},
		{"2026-11-04", 2, 8 * time.Minute, []bool{true, false}, false},
		{"2026-11-05", 0, time.Minute, nil, false},
		{"2026-11-06", 2, time.Minute, nil, true},
	} {
		v := newInterview(t, q)
		v.dir = filepath.Join(dir(q), r.name)
		v.Spent[Code], v.Asked = r.took, r.asked
		for n := range r.passed {
			v.Steps[n].Passed = true
		}
		if !r.open {
			v.Closed = kittest.Noon
		}
		if err := os.MkdirAll(v.dir, 0o777); err != nil {
			t.Fatal(i, err)
		}
		if err := v.save(); err != nil {
			t.Fatal(err)
		}
	}
	h, err := NewHistory(q)
	if err != nil || !h.Open || len(h.Results) != 5 || h.Best != 3 {
		t.Errorf("NewHistory = %+v, %v, want 5 results, of which the fourth is best, and one open", h, err)
	}
	if got, want := h.Results[h.Best].String(), "2 of 2 steps in 8 min, asked 1 of 2"; got != want {
		t.Errorf("the best is %q, want %q", got, want)
	}
}
