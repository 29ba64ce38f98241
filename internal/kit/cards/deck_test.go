package cards

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/open-spaced-repetition/go-fsrs/v4"

	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// some returns n cards of the question stack.
func some(n int) []Card {
	cards := make([]Card, n)
	for i := range cards {
		cards[i] = Card{ID: fmt.Sprintf("stack/ask/%d", i), Of: "stack", Title: "Design a stack", Topic: "Ask first",
			Front: fmt.Sprintf("Question %d?", i), Back: fmt.Sprintf("Answer %d.", i)}
	}
	return cards
}

// newDeck returns a deck of n cards that may all come up. Its schedule is in root.
func newDeck(t *testing.T, root string, n int) *deck {
	t.Helper()
	d, err := openDeck(os.Stderr, root, some(n), newGate(true))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// give answers the next card.
func give(t *testing.T, d *deck, rating fsrs.Rating, now time.Time) string {
	t.Helper()
	c, ok := d.next(now)
	if !ok {
		return "none"
	}
	if err := d.answer(os.Stderr, c, rating, now); err != nil {
		t.Fatal(err)
	}
	return c.Front
}

// counts returns how many cards are due, come soon, and are new.
func counts(d *deck, now time.Time) [3]int {
	due, soon, fresh := d.split(now)
	return [3]int{len(due), len(soon), len(fresh)}
}

func TestNewEachDay(t *testing.T) {
	d := newDeck(t, t.TempDir(), NewEachDay+5)
	now := kittest.Noon
	for range NewEachDay {
		give(t, d, fsrs.Easy, now)
	}
	if got, want := counts(d, now), [3]int{0, 0, 0}; got != want {
		t.Errorf("after %d new cards: %v, want %v", NewEachDay, got, want)
	}
	if text := d.closing(now); !strings.Contains(text, "5 more wait for other days") {
		t.Errorf("the message is %q", text)
	}
	if got, want := counts(d, now.AddDate(0, 0, 1)), [3]int{0, 0, 5}; got != want {
		t.Errorf("on the next day: %v, want %v", got, want)
	}
}

func TestOrder(t *testing.T) {
	d := newDeck(t, t.TempDir(), 3)
	now := kittest.Noon
	var got []string
	for _, rating := range []fsrs.Rating{fsrs.Again, fsrs.Good, fsrs.Easy, fsrs.Easy, fsrs.Easy, fsrs.Easy} {
		now = now.Add(40 * time.Second)
		got = append(got, give(t, d, rating, now))
	}
	// Question 0 is due again after a minute, before the new question 2. Question 1 comes before its ten minutes are over.
	want := []string{"Question 0?", "Question 1?", "Question 0?", "Question 2?", "Question 1?", "none"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("wrong order:", diff)
	}
}

func TestDueByDay(t *testing.T) {
	evening := time.Date(2026, 11, 29, 21, 0, 0, 0, time.UTC)
	d := newDeck(t, t.TempDir(), 1)
	give(t, d, fsrs.Easy, evening)
	days := int(d.Cards["stack/ask/0"].ScheduledDays)
	for _, test := range []struct {
		name string
		at   time.Time
		want [3]int
	}{
		{"the day before", evening.AddDate(0, 0, days-1), [3]int{0, 0, 0}},
		{"in the morning of the day", evening.AddDate(0, 0, days).Add(-12 * time.Hour), [3]int{1, 0, 0}},
		{"a month later", evening.AddDate(0, 1, days), [3]int{1, 0, 0}},
	} {
		if got := counts(d, test.at); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

func TestUndo(t *testing.T) {
	root := t.TempDir()
	d := newDeck(t, root, 2)
	now := kittest.Noon
	give(t, d, fsrs.Again, now)
	now = now.Add(2 * time.Minute)
	before := maps.Clone(d.Cards)
	give(t, d, fsrs.Easy, now) // question 0 again
	give(t, d, fsrs.Hard, now) // question 1, which is new
	for _, want := range []string{"Question 1?", "Question 0?"} {
		if c, ok, err := d.undo(os.Stderr); c.Front != want || !ok || err != nil {
			t.Errorf("undo() = %q, %t, %v, want %q", c.Front, ok, err, want)
		}
	}
	again := newDeck(t, root, 2)
	if diff := cmp.Diff(before, again.Cards); diff != "" || again.Begun != 1 {
		t.Errorf("the file differs from before, and %d cards count as new today, want 1: %s", again.Begun, diff)
	}
	if _, _, err := d.undo(os.Stderr); err != nil {
		t.Error(err)
	}
	if _, ok, err := d.undo(os.Stderr); ok || err != nil {
		t.Errorf("undo of nothing: %t, %v", ok, err)
	}
}

// TestUndoOfOthers checks that undo leaves what another session has answered since.
func TestUndoOfOthers(t *testing.T) {
	root, now := t.TempDir(), kittest.Noon
	a := newDeck(t, root, 2)
	give(t, a, fsrs.Again, now)
	b := newDeck(t, root, 2)
	give(t, b, fsrs.Easy, now.Add(2*time.Minute))
	want := maps.Clone(b.Cards)
	if _, ok, err := a.undo(os.Stderr); ok || !errors.Is(err, errAnsweredSince) {
		t.Errorf("undo() = %t, %v, want errAnsweredSince", ok, err)
	}
	again := newDeck(t, root, 2)
	if diff := cmp.Diff(want, again.Cards); diff != "" || again.Begun != 1 || again.Answers[dayOf(now)] != 2 {
		t.Errorf("after the undo, the file has %d new cards and %v answers: %s", again.Begun, again.Answers, diff)
	}
	if _, ok, err := b.undo(os.Stderr); !ok || err != nil {
		t.Errorf("the other session's undo: %t, %v", ok, err)
	}
}

// TestChangedCards checks that a schedule survives cards that vanish, and comes back with them.
func TestChangedCards(t *testing.T) {
	root, now := t.TempDir(), kittest.Noon
	d := newDeck(t, root, 3)
	for range 3 {
		give(t, d, fsrs.Easy, now)
	}
	later := now.AddDate(1, 0, 0)
	fewer := newDeck(t, root, 1)
	if got, want := counts(fewer, later), [3]int{1, 0, 0}; got != want {
		t.Errorf("with one card left: %v, want %v", got, want)
	}
	give(t, fewer, fsrs.Easy, later)
	if got, want := counts(newDeck(t, root, 3), later), [3]int{2, 0, 0}; got != want {
		t.Errorf("with all cards back: %v, want %v", got, want)
	}
}

// TestTwoAtOnce checks that two sessions lose no answer of each other.
func TestTwoAtOnce(t *testing.T) {
	root, now := t.TempDir(), kittest.Noon
	a, b := newDeck(t, root, 2), newDeck(t, root, 2)
	give(t, a, fsrs.Easy, now)
	if err := b.answer(os.Stderr, b.cards[1], fsrs.Easy, now); err != nil {
		t.Fatal(err)
	}
	if got := slices.Sorted(maps.Keys(newDeck(t, root, 2).Cards)); len(got) != 2 {
		t.Errorf("the file has %q, want both cards", got)
	}
}

func TestOddSchedules(t *testing.T) {
	now := kittest.Noon
	for _, test := range []struct{ name, text, says string }{
		{"damaged", "{", "was damaged"},
		{"a card without numbers", `{"cards": {"stack/ask/0": {"State": 2}}}`, ""},
		{"a card from the future", `{"cards": {"stack/ask/0": {"State": 2, "Stability": 3, "Difficulty": 5, "LastReview": "2030-01-01T00:00:00Z"}}}`, ""},
		{"empty", `{}`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			root := t.TempDir()
			kittest.WriteFile(t, filepath.Join(root, ".oodkit", "cards", "schedule.json"), test.text)
			var said strings.Builder
			d, err := openDeck(&said, root, some(1), newGate(true))
			if err != nil || !strings.Contains(said.String(), test.says) {
				t.Fatalf("openDeck: %v, and says %q, want %q", err, said.String(), test.says)
			}
			if got := give(t, d, fsrs.Good, now); got != "Question 0?" {
				t.Errorf("the next card is %q", got)
			}
			if c := d.Cards["stack/ask/0"]; c.Stability <= 0 || !c.Due.After(now) {
				t.Errorf("the card is scheduled as %+v", c)
			}
		})
	}
}

func TestGates(t *testing.T) {
	asked, rule, text := Card{Of: "stack"}, Card{Of: "stack", Step: 2}, Card{Of: "stack", Spoiler: true}
	for _, test := range []struct {
		name   string
		named  bool
		passed []int
		want   [3]bool
	}{
		{"not begun", false, nil, [3]bool{false, false, false}},
		{"named", true, nil, [3]bool{true, false, false}},
		{"step 1 passes", false, []int{1}, [3]bool{true, false, false}},
		{"step 2 passes", false, []int{2}, [3]bool{true, true, false}},
		{"all steps pass", false, []int{1, 2}, [3]bool{true, true, true}},
	} {
		t.Run(test.name, func(t *testing.T) {
			g, err := gateOf(os.Stderr, stackWith(t, test.passed), test.named)
			if err != nil {
				t.Fatal(err)
			}
			if got := [3]bool{g.isOpen(asked), g.isOpen(rule), g.isOpen(text)}; got != test.want {
				t.Errorf("a clarifying question, a rule of step 2 and the discussion come up: %v, want %v", got, test.want)
			}
		})
	}
}

// stackWith returns a question of two steps, some of which have passed once.
func stackWith(t *testing.T, passed []int) []question.Question {
	t.Helper()
	q := kittest.NewTree(t, map[string]string{"steps_test.go": "package stack_test\n\nfunc TestStep1_Push() {}\n\nfunc TestStep2_Pop() {}\n"})
	if len(passed) == 0 {
		return []question.Question{q}
	}
	err := workspace.Update(q, os.Stderr, func(p *workspace.Progress) {
		p.LastRun, p.Steps = kittest.Noon, make(map[int]workspace.StepProgress)
		for _, n := range passed {
			p.Steps[n] = workspace.StepProgress{FirstPassed: kittest.Noon} // and fails again
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return []question.Question{q}
}
