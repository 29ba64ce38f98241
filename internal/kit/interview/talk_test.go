package interview

import (
	"slices"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/kit/readme"
	"github.com/oodkit/oodkit/internal/question"
)

const stackStub = `//go:build stub

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

func TestContracts(t *testing.T) {
	steps := []readme.Step{{Number: 1, Text: "`Push(1)` adds."}, {Number: 2, Text: "A limit: `Stack.Cap`."}, {Number: 3, Text: "It shrinks."}}
	got, err := contracts([]byte(stackStub), steps, nil)
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

// A declaration is shown from the step on in which it is new. A name without a type means the newest method.
func TestContractsOfStages(t *testing.T) {
	const stub = `package stack

// Stack is a stack.
type Stack struct{}

// New makes a stack.
func New() *Stack { panic("not implemented: New") }

// At returns an element.
func (s *Stack) At(i int) int { panic("not implemented: Stack.At") }

// Len counts.
func (s *Stack) Len() int { panic("not implemented: Stack.Len") }

// Ring is a ring.
type Ring[T any] struct{}

// At returns an element.
func (r *Ring[T]) At(i int) T { panic("not implemented: Ring.At") }
`
	steps := []readme.Step{{Number: 1, Text: "`New`."}, {Number: 2, Text: "`At`."}, {Number: 3, Text: "`At`, and `Stack.Len`."}}
	all, err := contracts([]byte(stub), steps, map[string]int{"New": 1, "Stack.At": 1, "Stack.Len": 2, "Ring.At": 3})
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[int][]string)
	for step, rules := range all {
		for _, r := range rules {
			got[step] = append(got[step], r.code)
		}
	}
	want := map[int][]string{
		1: {"type Stack", "func New() *Stack", "func (s *Stack) At(i int) int"},
		2: {"func (s *Stack) At(i int) int", "func (s *Stack) Len() int"},
		3: {"func (s *Stack) Len() int", "type Ring", "func (r *Ring[T]) At(i int) T"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("contracts (-want +got):", diff)
	}
}

// The reference's stages say in which step the declarations of a question of the kit are new.
func TestBeginnings(t *testing.T) {
	q := question.Question{Root: "../../..", Name: "circulararray"}
	got, err := beginnings(q, 7)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]int{"Array.At": 1, "Array.Rotate": 2, "Ring.At": 4, "Ring.Rotate": 6, "NewQueue": 7} {
		if got[name] != want {
			t.Errorf("%s is new in step %d, want %d", name, got[name], want)
		}
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

// A message about an editor names how it was chosen, and what to do.
func TestEditorFailed(t *testing.T) {
	for _, test := range []struct {
		visual, editor string
		want           []string
	}{
		{"no-such-editor -w", "", []string{"The editor cannot be started (VISUAL is set to no-such-editor -w): ", "Set VISUAL or EDITOR to an editor that is installed"}},
		{" ", "no-such-editor", []string{"The editor cannot be started (EDITOR is set to no-such-editor): ", "or open the file below"}},
		{"", "go no-such-command", []string{"The editor ended with an error (EDITOR is set to go no-such-command): exit status 2."}},
	} {
		t.Setenv("VISUAL", test.visual)
		t.Setenv("EDITOR", test.editor)
		command, chosen := editorOf("note.md")
		if got := editorFailed(chosen, command.Run()); !kittest.ContainsAll(got, test.want) {
			t.Errorf("VISUAL=%q EDITOR=%q: got %q, want %q", test.visual, test.editor, got, test.want)
		}
	}
}
