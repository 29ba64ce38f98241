package deckofcards_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/deckofcards"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The checks of step 2. A Deck of numbers is compared with a slice.

// deckCall is a call on a Deck d of numbers.
type deckCall struct {
	name string // Deal, DealN, Remaining, Reset
	n    int
}

func (c deckCall) String() string {
	switch {
	case c.name != "DealN":
		return fmt.Sprintf("d.%s()", c.name)
	case c.n == math.MaxInt:
		return "d.DealN(math.MaxInt)"
	case c.n == math.MinInt:
		return "d.DealN(math.MinInt)"
	default:
		return fmt.Sprintf("d.DealN(%d)", c.n)
	}
}

var (
	deal      = deckCall{name: "Deal"}
	remaining = deckCall{name: "Remaining"}
	reset     = deckCall{name: "Reset"}
)

func dealN(n int) deckCall { return deckCall{"DealN", n} }

// deckModel is a Deck that is too simple to be wrong.
type deckModel struct{ given, left []int }

func (m *deckModel) take(n int) (string, []int) {
	switch {
	case n < 0:
		return "ErrCount", nil
	case n > len(m.left):
		return "ErrEmpty", nil
	}
	dealt := m.left[:n]
	m.left = m.left[n:]
	return "nil", dealt
}

func (m *deckModel) answer(c deckCall) string {
	switch c.name {
	case "Deal":
		err, dealt := m.take(1)
		if err != "nil" {
			return err
		}
		return fmt.Sprint(dealt[0])
	case "DealN":
		err, dealt := m.take(c.n)
		if err != "nil" {
			return err
		}
		return fmt.Sprint(dealt)
	case "Remaining":
		return fmt.Sprint(len(m.left))
	}
	m.left = m.given
	return "nothing"
}

func deckAnswer(d *deckofcards.Deck[int], c deckCall) string {
	switch c.name {
	case "Deal":
		v, err := d.Deal()
		if err != nil {
			return errText(err)
		}
		return fmt.Sprint(v)
	case "DealN":
		vs, err := d.DealN(c.n)
		if err != nil {
			return errText(err)
		}
		return fmt.Sprint(vs)
	case "Remaining":
		return fmt.Sprint(d.Remaining())
	}
	d.Reset()
	return "nothing"
}

// errText names an error.
func errText(err error) string {
	for _, known := range []struct {
		name string
		err  error
	}{
		{"ErrCard", deckofcards.ErrCard}, {"ErrCount", deckofcards.ErrCount}, {"ErrEmpty", deckofcards.ErrEmpty},
		{"ErrBet", deckofcards.ErrBet}, {"ErrPhase", deckofcards.ErrPhase}, {"ErrAction", deckofcards.ErrAction},
	} {
		if errors.Is(err, known.err) {
			return known.name
		}
	}
	if err == nil {
		return "nil"
	}
	return fmt.Sprintf("the error %q", err)
}

// deckOf returns the script of a Deck of the numbers 1 to n.
func deckOf(n int) exercise.Script[deckCall] {
	given := exercise.UpTo(n)
	return exercise.Script[deckCall]{
		Setup: "d := deckofcards.NewDeck[int](" + strings.Trim(strings.ReplaceAll(fmt.Sprint(given), " ", ", "), "[]") + ")",
		Play: exercise.CallByCall(func() func(deckCall) *exercise.Mismatch {
			d, m := deckofcards.NewDeck(given...), &deckModel{given, given}
			return func(c deckCall) *exercise.Mismatch { return exercise.Differ(deckAnswer(d, c), m.answer(c)) }
		}),
	}
}

func checkDealOrder(t *exercise.T) {
	for n := range 5 {
		deckOf(n).Check(t, slices.Repeat([]deckCall{remaining, deal}, n+2)...)
	}
}

func checkDealN(t *exercise.T) {
	deckOf(6).Check(t, dealN(1), dealN(2), remaining, deal, dealN(2), remaining, dealN(1))
	deckOf(3).Check(t, dealN(3), remaining, dealN(0), deal)
}

func checkAllOrNothing(t *exercise.T) {
	for _, n := range []int{4, 5, 100, math.MaxInt} {
		deckOf(3).Check(t, dealN(n), remaining, dealN(2), dealN(n), remaining, dealN(2), deal, remaining)
	}
	deckOf(0).Check(t, dealN(1), remaining, deal)
}

func checkNegative(t *exercise.T) {
	for _, n := range []int{-1, -3, math.MinInt} {
		deckOf(3).Check(t, dealN(n), remaining, deal, dealN(n), dealN(2), dealN(n), remaining)
		deckOf(0).Check(t, dealN(n))
	}
}

func checkDealNone(t *exercise.T) {
	deckOf(3).Check(t, dealN(0), remaining, dealN(3), dealN(0), remaining)
	deckOf(0).Check(t, dealN(0))
}

func checkReset(t *exercise.T) {
	deckOf(4).Check(t, reset, remaining, dealN(4), deal, reset, remaining, dealN(2), reset, reset, deal, dealN(3), deal)
	deckOf(0).Check(t, reset, remaining, deal)
}

// wantLeft fails t unless d, which came about by code, deals the numbers wanted.
func wantLeft(t *exercise.T, code string, d *deckofcards.Deck[int], want ...int) {
	got, err := d.DealN(d.Remaining())
	if !slices.Equal(got, want) || err != nil {
		t.Fatalf("%s; d.DealN(d.Remaining()) = %v, %s, want %v, nil", code, got, errText(err), want)
	}
}

func checkDeckCopies(t *exercise.T) {
	code := "items := []int{1, 2, 3}; d := deckofcards.NewDeck(items...); items[0] = 99"
	items := []int{1, 2, 3}
	d := deckofcards.NewDeck(items...)
	items[0] = 99
	wantLeft(t, code, d, 1, 2, 3)
	items[1] = 98
	d.Reset()
	wantLeft(t, code+"; items[1] = 98; d.Reset()", d, 1, 2, 3)

	items = []int{1, 2, 3, 4}
	d, e := deckofcards.NewDeck(items...), deckofcards.NewDeck(items...)
	_, _ = d.DealN(3)
	wantLeft(t, "items := []int{1, 2, 3, 4}; d, e := NewDeck(items...), NewDeck(items...); e.DealN(3), then of d", e, 1, 2, 3, 4)
	if !slices.Equal(items, exercise.UpTo(4)) {
		t.Errorf("items := []int{1, 2, 3, 4}; d := deckofcards.NewDeck(items...); d.DealN(3): items is %v, want it as it was", items)
	}
}

func checkDealtCopies(t *exercise.T) {
	d := deckofcards.NewDeck(exercise.UpTo(6)...)
	first, _ := d.DealN(2)
	_ = append(first, 99, 98) // into the room behind, if there is any
	code := "d := deckofcards.NewDeck(1, 2, 3, 4, 5, 6); s, _ := d.DealN(2); _ = append(s, 99, 98)"
	second, _ := d.DealN(2)
	if !slices.Equal(second, []int{3, 4}) {
		t.Fatalf("%s; d.DealN(2) = %v, want [3 4]", code, second)
	}
	first[0] = 97
	d.Reset()
	code += "; d.DealN(2); s[0] = 97; d.Reset()"
	all, _ := d.DealN(6)
	if !slices.Equal(all, exercise.UpTo(6)) {
		t.Fatalf("%s; d.DealN(6) = %v, want [1 2 3 4 5 6]", code, all)
	}
	if !slices.Equal(first, []int{97, 2}) || !slices.Equal(second, []int{3, 4}) {
		t.Fatalf("%s: what the calls of DealN(2) returned is %v and %v now, want [97 2] and [3 4], as it was", code, first, second)
	}
	clear(all)
	d.Reset()
	wantLeft(t, code+"; all, _ := d.DealN(6); clear(all); d.Reset()", d, exercise.UpTo(6)...)
}

func checkAnyCard(t *exercise.T) {
	tiles := deckofcards.NewDeck("sun", "moon")
	if got, err := tiles.Deal(); got != "sun" || err != nil {
		t.Errorf(`d := deckofcards.NewDeck("sun", "moon"); d.Deal() = %q, %v, want "sun", <nil>`, got, err)
	}
	moves := deckofcards.NewDeck(func() int { return 7 }, func() int { return 8 }) // cannot be compared
	_, _ = moves.Deal()
	if f, err := moves.Deal(); err != nil || f() != 8 {
		t.Errorf("d := deckofcards.NewDeck(f, g) of functions; d.Deal(); d.Deal() = another function, %v, want g, <nil>", err)
	}
	pairs := deckofcards.NewDeck([]int{1, 2}, nil, []int{3})
	if got, err := pairs.DealN(3); err != nil || len(got) != 3 || len(got[0]) != 2 || got[1] != nil || len(got[2]) != 1 {
		t.Errorf("d := deckofcards.NewDeck([]int{1, 2}, nil, []int{3}); d.DealN(3) = %v, %v, want [[1 2] [] [3]], <nil>", got, err)
	}
}

func checkShoe(t *exercise.T) {
	shoe := slices.Concat(fullDeck(), fullDeck(), fullDeck())
	d := deckofcards.NewDeck(shoe...)
	if n := d.Remaining(); n != 156 {
		t.Fatalf("a Deck of three times the 52 cards: Remaining() = %d, want 156", n)
	}
	if got, err := d.DealN(156); !slices.Equal(got, shoe) || err != nil {
		t.Errorf("a Deck of three times the 52 cards: DealN(156) = %v, %v, want the cards as given", got, err)
	}
	twins := deckofcards.NewDeck(7, 7, 0, 7, 0)
	wantLeft(t, "d := deckofcards.NewDeck(7, 7, 0, 7, 0)", twins, 7, 7, 0, 7, 0)
}

func checkDeckRandom(t *exercise.T) {
	for n := range 8 {
		deckOf(n).Random(t, 40, 30, func(r *rand.Rand) deckCall {
			return [...]deckCall{deal, deal, dealN(r.IntN(4)), dealN(r.IntN(10) - 2), remaining, reset}[r.IntN(6)]
		})
	}
}
