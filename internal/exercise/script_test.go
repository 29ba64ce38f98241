package exercise

import (
	"fmt"
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// word is a call in the tests of scripts.
type word string

func (w word) String() string { return "say(" + string(w) + ")" }

func (w word) rule() string { return "the rule of " + string(w) }

// failsIf returns a script whose calls fail as soon as those begun are bad.
func failsIf(bad func(begun []word) bool) Script[word] {
	return Script[word]{
		Setup: "setup()",
		Play: func(calls []word, begin func()) *Mismatch {
			for i := range calls {
				begin()
				if bad(calls[:i+1]) {
					return &Mismatch{Got: "bad", Want: "good"}
				}
			}
			return nil
		},
		Rule: word.rule,
	}
}

// printed returns what the learner reads of what t has recorded.
func printed(t *T) string {
	t.noteReturn()
	text, _ := t.close()
	return text
}

func words(text string) []word {
	var ws []word
	for w := range strings.FieldsSeq(text) {
		ws = append(ws, word(w))
	}
	return ws
}

// thisLine replaces a place in these tests in the wanted text.
const thisLine = "x_test.go:1"

var testPlace = regexp.MustCompile(`\w+_test\.go:\d+`)

// wantPrinted fails t unless the learner reads want.
func wantPrinted(t *testing.T, row *T, want string) {
	t.Helper()
	got := testPlace.ReplaceAllString(printed(row), thisLine)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("printed (-want +got):\n%s", diff)
	}
}

func TestCheckPrintsCallsAndMismatch(t *testing.T) {
	row := newT("example.com/queue", "the rule")
	script := failsIf(func(begun []word) bool { return len(begun) == 2 })
	script.Check(row, words("a b c")...)
	wantPrinted(t, row, thisLine+":\n    setup()\n    say(a)\n    say(b) // got bad, want good\n    rule: the rule\n")
}

func TestCheckPassesWithoutMismatch(t *testing.T) {
	row := newT("example.com/queue", "the rule")
	failsIf(func([]word) bool { return false }).Check(row, words("a b c")...)
	wantPrinted(t, row, "")
}

func TestScriptDoesNothingAfterFailure(t *testing.T) {
	row := newT("example.com/queue", "the rule")
	row.Errorf("failed before")
	script := failsIf(func([]word) bool { t.Error("called"); return false })
	script.Check(row, "a")
	script.Random(row, 1, 1, func(*rand.Rand) word { t.Error("a call was made up"); return "a" })
}

func TestCheckPrintsCallThatPanics(t *testing.T) {
	row := newT("example.com/queue", "the rule")
	failsIf(func(begun []word) bool {
		if slices.Contains(begun, "b") {
			panic("ouch")
		}
		return false
	}).Check(row, words("a b c")...)
	wantPrinted(t, row, thisLine+": panic: ouch\n    setup()\n    say(b) // panics\n    rule: the rule\n")
}

func TestCheckOfUnwrittenBodyEndsTheRow(t *testing.T) {
	row := newT("example.com/queue", "the rule")
	ended := make(chan bool)
	go func() {
		defer close(ended)
		failsIf(func([]word) bool { panic("not implemented: Queue.Push") }).Check(row, "a")
		t.Error("Check returned, want it to end the goroutine")
	}()
	<-ended
	if !row.stepGivenUp() {
		t.Error("the step goes on, want it given up")
	}
	wantPrinted(t, row, "not implemented yet: queue.Queue.Push\n    rule: the rule\n")
}

func TestRandomIsTheSameEachTime(t *testing.T) {
	rounds := 8
	record := func() (played [][]word) {
		script := Script[word]{Play: func(calls []word, _ func()) *Mismatch {
			played = append(played, calls)
			return nil
		}}
		script.Random(newT("", ""), rounds, 20, func(r *rand.Rand) word { return word(fmt.Sprint(r.IntN(1000))) })
		return played
	}
	first, second := record(), record()
	if diff := cmp.Diff(first, second); diff != "" {
		t.Errorf("two runs differ (-first +second):\n%s", diff)
	}
	if Race {
		rounds /= 4
	}
	if len(first) != rounds || len(first[0]) != 20 {
		t.Errorf("played %v, want %d rounds of 20 calls", first, rounds)
	}
	for i := range first {
		for j := range i {
			if slices.Equal(first[i], first[j]) {
				t.Errorf("rounds %d and %d are both %v, want different calls", j, i, first[i])
			}
		}
	}
}

func TestRandomStopsAtTheFirstFailureAndNamesItsRule(t *testing.T) {
	row := newT("example.com/queue", "the row's rule")
	rounds := 0
	failsIf(func(begun []word) bool { return begun[len(begun)-1] == "b" }).Random(row, 10, 3, func(*rand.Rand) word {
		if rounds++; rounds > 3 {
			return "b"
		}
		return "a"
	})
	if rounds != 6 {
		t.Errorf("%d calls were made up, want 6: of one round that passes and one that fails", rounds)
	}
	wantPrinted(t, row, thisLine+":\n    setup()\n    say(b) // got bad, want good\n    rule: the rule of b\n")
}

func TestCallByCallStopsAtTheFirstMismatch(t *testing.T) {
	starts := 0
	play := CallByCall(func() func(word) *Mismatch {
		starts++
		said := ""
		return func(w word) *Mismatch {
			said += string(w)
			return Differ(said == "aab", false)
		}
	})
	for range 2 {
		begun := 0
		m := play(words("a a b c"), func() { begun++ })
		if begun != 3 || m == nil || *m != (Mismatch{Got: "true", Want: "false"}) {
			t.Errorf("%d calls begun, mismatch %v, want 3 and got true, want false", begun, m)
		}
	}
	if starts != 2 {
		t.Errorf("%d fresh values for 2 plays, want one for each", starts)
	}
}

func TestDiffer(t *testing.T) {
	if m := Differ(1, 1); m != nil {
		t.Errorf("Differ(1, 1) = %v, want nil", *m)
	}
	if m := Differ(1, 2); m == nil || *m != (Mismatch{Got: "1", Want: "2"}) {
		t.Errorf("Differ(1, 2) = %v, want got 1, want 2", m)
	}
	if m := Differ(math.NaN(), math.NaN()); m == nil {
		t.Error("Differ(NaN, NaN) = nil, want a mismatch: == decides")
	}
}

func TestListing(t *testing.T) {
	var calls []word
	for i := range maxListed + 5 {
		calls = append(calls, word(fmt.Sprint(i)))
	}
	lines := strings.Split(listing("setup()", calls[:maxListed], ""), "\n")
	if len(lines) != maxListed+1 || lines[0] != "setup()" || lines[1] != "say(0)" {
		t.Errorf("%d calls are listed as %q, want each after the setup", maxListed, lines)
	}
	lines = strings.Split(listing("setup()", calls, ""), "\n")
	last := fmt.Sprintf("say(%d)", maxListed+4)
	if len(lines) != maxListed+2 || lines[1] != "// … 5 earlier calls" || lines[2] != "say(5)" || lines[len(lines)-1] != last {
		t.Errorf("%d calls are listed as %q, want the last %d and how many came before", len(calls), lines, maxListed)
	}
	if got := listing[word]("setup()", nil, ""); got != "setup()" {
		t.Errorf("no calls are listed as %q, want the setup alone", got)
	}
}

func TestTrailTellsTheCallsBegun(t *testing.T) {
	row := newT("example.com/queue", "the rule")
	script := failsIf(func(begun []word) bool {
		if len(begun) == 2 {
			row.reportWithTrail("gave up")
		}
		return false
	})
	script.replay(row, words("a b c"))
	row.reportWithTrail("later")
	wantPrinted(t, row, "gave up\n    setup()\n    say(a)\n    say(b) // has not returned\nlater\n    rule: the rule\n")
}

func TestTrailEndsWithAPanic(t *testing.T) {
	row := newT("example.com/queue", "the rule")
	failsIf(func([]word) bool { panic("ouch") }).replay(row, words("a"))
	row.reportWithTrail("later")
	wantPrinted(t, row, "later\n    rule: the rule\n")
}
