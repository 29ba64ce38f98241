package interview

import (
	"slices"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"github.com/oodkit/oodkit/internal/kit/readme"
	"github.com/oodkit/oodkit/internal/question"
)

func TestContracts(t *testing.T) {
	const stub = `//go:build stub

package stack

// Stack is a stack.
//
// It has a limit (step 2). It shrinks
// by itself (steps 2 and 3).
type Stack struct{}

// Push adds.
//
// If it is full, Push fails (step 2).
func (s *Stack) Push(n int) error { panic("not implemented: Stack.Push") }

// Cap returns the limit.
func (s *Stack) Cap() int { panic("not implemented: Stack.Cap") }

// Len counts.
func (s *Stack) Len() int { panic("not implemented: Stack.Len") }

func helper() {}
`
	steps := []readme.Step{{Number: 1, Text: "`Push(1)` adds."}, {Number: 2, Text: "A limit: `Stack.Cap`."}, {Number: 3, Text: "It shrinks."}}
	got, err := contracts([]byte(stub), steps)
	if err != nil {
		t.Fatal(err)
	}
	const limit = "It has a limit (step 2). It shrinks\nby itself (steps 2 and 3)."
	want := map[int][]rule{
		1: {
			{"type Stack", "Stack is a stack.\n\n" + limit + "\n"},
			{"func (s *Stack) Push(n int) error", "Push adds.\n\nIf it is full, Push fails (step 2).\n"},
			{"func (s *Stack) Len() int", "Len counts.\n"},
		},
		2: {
			{"type Stack", limit + "\n"},
			{"func (s *Stack) Push(n int) error", "If it is full, Push fails (step 2).\n"},
			{"func (s *Stack) Cap() int", "Cap returns the limit.\n"},
		},
		3: {{"type Stack", limit + "\n"}},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(rule{})); diff != "" {
		t.Error("contracts (-want +got):", diff)
	}
}

func TestChoose(t *testing.T) {
	for _, test := range []struct {
		n, round int
		want     []string
	}{
		{2, 1, []string{"a", "b"}},
		{3, 1, []string{"a", "b", "c"}},
		{4, 0, []string{"a", "b", "c"}},
		{4, 1, []string{"d", "a", "b"}},
		{5, 2, []string{"b", "c", "d"}},
	} {
		var all []readme.Answer
		for i := range test.n {
			all = append(all, readme.Answer{Question: string(rune('a' + i))})
		}
		var got []string
		for _, a := range choose(all, test.round) {
			got = append(got, a.Question)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("choose of %d in round %d (-want +got): %s", test.n, test.round, diff)
		}
	}
}

// TestQuestions checks that the interviewer has something to say about each step of the kit's questions.
func TestQuestions(t *testing.T) {
	for _, q := range question.All("../../..") {
		t.Run(q.Name, func(t *testing.T) {
			talk, err := newTalk(q, 0)
			if err != nil {
				t.Fatal(err)
			}
			if len(talk.followUps) != followUps {
				t.Errorf("there are %d follow-up questions, want %d", len(talk.followUps), followUps)
			}
			for _, s := range talk.tested {
				if talk.text(s.Number) == "" || len(talk.contracts[s.Number]) == 0 {
					t.Errorf("step %d has no text, or no contract", s.Number)
				}
				for _, r := range talk.contracts[s.Number] {
					if i := slices.IndexFunc(r.lines(60), func(line string) bool { return ansi.StringWidth(line) > 60 }); i >= 0 {
						t.Errorf("step %d: too wide: %q", s.Number, r.lines(60)[i])
					}
				}
			}
		})
	}
}
