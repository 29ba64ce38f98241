package exercise

import (
	"regexp"
	"testing"
	"time"
)

// sink keeps loops from being optimized away.
var sink int

// look returns an operation that looks at n entries.
func look(n int) func(i int) {
	entries := make([]int, n)
	return func(i int) {
		for _, v := range entries {
			sink += v ^ i
		}
	}
}

func TestFlatCatchesAnOperationThatLooksAtEveryEntry(t *testing.T) {
	row := newT("", "the rule")
	Flat(row, "Pop", look)
	got := printed(row)
	if Race {
		if got != "" {
			t.Errorf("printed %q, want nothing under the race detector", got)
		}
		return
	}
	want := regexp.MustCompile(`^flat_test\.go:\d+: Pop costs \d+ times as much with 4096 entries as with 64, want about the same \(at most 8 times as much\)\n    rule: the rule\n$`)
	if !want.MatchString(got) {
		t.Errorf("printed %q, want it to match %v", got, want)
	}
}

func TestFlatAcceptsAnOperationOfConstantCost(t *testing.T) {
	row := newT("", "the rule")
	Flat(row, "Pop", func(int) func(int) { return look(20) })
	wantPrinted(t, row, "")
}

// TestFlatAtMakesTheSmallValueAnew has an operation that looks at all that earlier calls have left behind.
func TestFlatAtMakesTheSmallValueAnew(t *testing.T) {
	row := newT("", "the rule")
	FlatAt(row, "Pop", 100_000, "after %d", 64, "after %d", func(n int) func(int) {
		left := make([]int, n)
		return func(i int) {
			left = append(left, i)
			for _, v := range left {
				sink += v
			}
		}
	})
	if !row.Failed() && !Race {
		t.Error("an operation that costs more after each call passes")
	}
}

func TestSameCost(t *testing.T) {
	row := newT("", "the rule")
	SameCost(row, "Pop", "here", look(20), "there", look(20))
	SameCost(row, "Pop", "here", look(20), "there", look(1000)) // cheaper is as good
	if row.Failed() {
		t.Errorf("printed %q, want nothing", printed(row))
	}
	SameCost(row, "Pop", "here", look(1000), "there", look(20))
	if !row.Failed() && !Race {
		t.Error("an operation that costs 50 times more passes")
	}
}

// TestSameCostIgnoresAnInterruption has operations that are slow at first, as long as the processor's cache has not seen
// their memory. The machine interrupts the first calls, so that few of them take as long as a round.
func TestSameCostIgnoresAnInterruption(t *testing.T) {
	row, slow, fast := newT("", "the rule"), look(2000), look(20)
	SameCost(row, "Pop", "here", func(i int) {
		if i < 3000 {
			slow(i)
		}
		fast(i)
	}, "there", func(i int) {
		if i == 5 {
			time.Sleep(flatRound)
		}
		fast(i)
	})
	wantPrinted(t, row, "")
}

func TestSameCostNumbersTheCalls(t *testing.T) {
	if Race {
		t.Skip("under the race detector nothing is called")
	}
	counts := func() (op func(i int), called *int) {
		called = new(int)
		return func(i int) {
			if i != *called {
				t.Errorf("call %d has the number %d", *called, i)
			}
			*called++
		}, called
	}
	op, called := counts()
	base, calledBase := counts()
	SameCost(newT("", ""), "Pop", "here", op, "there", base)
	if *called == 0 || *calledBase <= *called {
		t.Errorf("%d calls here and %d there, want some, and more there, where it is found out how many fill a round", *called, *calledBase)
	}
}

func TestCostsAreNotComparedAfterAFailure(t *testing.T) {
	row := newT("", "the rule")
	row.Errorf("failed before")
	Flat(row, "Pop", func(int) func(int) { return func(int) { t.Error("called") } })
}
