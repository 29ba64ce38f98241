package exercise

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// inOrder returns a script that fails once its calls contain the words wanted, in order, with others between.
func inOrder(wanted ...word) Script[word] {
	return failsIf(func(begun []word) bool {
		missing := wanted
		for _, w := range begun {
			if len(missing) > 0 && w == missing[0] {
				missing = missing[1:]
			}
		}
		return len(missing) == 0
	})
}

// shrunk returns what is left of calls, which must fail.
func shrunk(t *testing.T, s Script[word], calls []word) []word {
	t.Helper()
	row := newT("", "")
	f := s.replay(row, calls)
	if f == nil {
		t.Fatalf("%v does not fail", calls)
	}
	return s.shrink(row, f).calls
}

func TestShrinkFindsTheMinimum(t *testing.T) {
	for _, row := range []struct {
		name   string
		wanted []word
	}{
		{"one call", words("delete-b")},
		{"a call some time after another", words("put-a delete-b")},
		{"the same call twice", words("put-a put-a")},
		{"many calls", words("put-a put-b delete-a put-a delete-b put-c delete-c")},
	} {
		t.Run(row.name, func(t *testing.T) {
			script := inOrder(row.wanted...)
			r := rand.New(rand.NewPCG(1, 2))
			vocabulary := words("put-a put-b put-c delete-a delete-b delete-c")
			for range 20 {
				calls := make([]word, 100)
				for i := range calls {
					calls[i] = vocabulary[r.IntN(len(vocabulary))]
				}
				if got := shrunk(t, script, slices.Concat(calls, row.wanted)); !slices.Equal(got, row.wanted) {
					t.Errorf("%v\nis cut down to %v, want %v", calls, got, row.wanted)
				}
			}
		})
	}
}

func TestShrinkTriesAgainWhatDidNotHelpBefore(t *testing.T) {
	script := failsIf(func(begun []word) bool {
		needless := !slices.Contains(begun, "b") || slices.Contains(begun, "a") // without b, a can be left out too
		return begun[len(begun)-1] == "x" && needless
	})
	if got, want := shrunk(t, script, words("a b x")), words("x"); !slices.Equal(got, want) {
		t.Errorf("cut down to %v, want %v", got, want)
	}
}

func TestShrinkOfAPanic(t *testing.T) {
	script := failsIf(func(begun []word) bool {
		if slices.Contains(begun, "b") && begun[len(begun)-1] == "d" {
			panic("ouch")
		}
		return false
	})
	if got, want := shrunk(t, script, words("a b c c a d")), words("b d"); !slices.Equal(got, want) {
		t.Errorf("cut down to %v, want %v", got, want)
	}
}

func TestShrinkOfASetupThatPanics(t *testing.T) {
	script := Script[word]{Setup: "setup()", Play: func([]word, func()) *Mismatch { panic("ouch") }}
	if got := shrunk(t, script, words("a b")); len(got) != 0 {
		t.Errorf("cut down to %v, want no calls", got)
	}
	row := newT("", "the rule")
	script.Rule = word.rule
	script.Random(row, 1, 2, func(*rand.Rand) word { return "a" })
	wantPrinted(t, row, thisLine+": panic: ouch\n    setup() // panics\n    rule: the rule\n")
}

func TestShrinkPutsSimplerCalls(t *testing.T) {
	script := failsIf(func(begun []word) bool {
		return strings.HasPrefix(string(begun[0]), "put") && strings.HasPrefix(string(begun[len(begun)-1]), "delete")
	})
	calls := words("put-7 get-7 delete-7")
	if got, want := shrunk(t, script, calls), words("put-7 delete-7"); !slices.Equal(got, want) {
		t.Errorf("without Simpler cut down to %v, want %v", got, want)
	}
	script.Simpler = func(w word) []word {
		verb, _, _ := strings.Cut(string(w), "-")
		return []word{"nothing", word(verb + "-0"), word(verb + "-1")}
	}
	if got, want := shrunk(t, script, calls), words("put-0 delete-0"); !slices.Equal(got, want) {
		t.Errorf("cut down to %v, want %v, the first simpler calls that still fail", got, want)
	}
}

func TestShrinkSimplifiesACallAgain(t *testing.T) {
	script := failsIf(func(begun []word) bool { return strings.Contains(string(begun[len(begun)-1]), "c") })
	script.Simpler = leavesOutALetter
	if got, want := shrunk(t, script, words("abcde")), words("c"); !slices.Equal(got, want) {
		t.Errorf("cut down to %v, want %v", got, want)
	}
}

func leavesOutALetter(w word) (simpler []word) {
	for i := range w {
		simpler = append(simpler, w[:i]+w[i+1:])
	}
	return simpler
}

// TestShrinkInventsNothing has a learner's code that fails at random.
func TestShrinkInventsNothing(t *testing.T) {
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(seed, 0))
		failed := make(map[string]string) // the last wrong answer to the calls
		script := Script[word]{
			Play: func(calls []word, begin func()) *Mismatch {
				for i := range calls {
					begin()
					if r.IntN(40) == 0 {
						m := Differ(r.IntN(1e9), -1)
						failed[listing("", calls[:i+1], "")] = m.Got
						return m
					}
				}
				return nil
			},
			Simpler: func(w word) []word { return append(leavesOutALetter(w), "x"+w) },
		}
		row := newT("", "")
		f := script.replay(row, slices.Repeat(words("ab bc cd de e f"), 50))
		if f == nil {
			continue
		}
		f = script.shrink(row, f)
		if got, ok := failed[listing("", f.calls, "")]; !ok || got != f.mismatch.Got {
			t.Errorf("seed %d: cut down to %v with the answer %s, which was not seen", seed, f.calls, f.mismatch.Got)
		}
	}
}

func TestShrinkGivesUpInTime(t *testing.T) {
	played := 0
	script := Script[word]{Play: func(calls []word, begin func()) *Mismatch {
		played++
		for range calls {
			begin()
		}
		return Differ(len(calls) == 2600, false)
	}}
	calls := slices.Repeat(words("a"), 2600)
	if got := shrunk(t, script, calls); !slices.Equal(got, calls) {
		t.Errorf("cut down to %d calls, want %d", len(got), len(calls))
	}
	if most := shrinkTries + 1; played > most {
		t.Errorf("played %d times, want at most %d", played, most)
	}
}

func TestRandomPrintsTheMinimum(t *testing.T) {
	row := newT("example.com/queue", "the row's rule")
	inOrder("put", "delete").Random(row, 10, 50, func(r *rand.Rand) word { return words("put get delete")[r.IntN(3)] })
	wantPrinted(t, row, thisLine+":\n    setup()\n    say(put)\n    say(delete) // got bad, want good\n    rule: the rule of delete\n")
}
