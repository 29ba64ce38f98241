package deckofcards_test

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/oodkit/oodkit/deckofcards"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The checks of step 3.

// shuffled returns what is left of a Deck of the numbers 1 to n, of which some are dealt before it
// is shuffled by a source of that seed.
func shuffled(n, dealt int, seed uint64) []int {
	d := deckofcards.NewDeck(exercise.UpTo(n)...)
	_, _ = d.DealN(dealt)
	d.Shuffle(rand.New(rand.NewPCG(seed, 0)))
	left, _ := d.DealN(d.Remaining())
	return left
}

func checkShuffleKeeps(t *exercise.T) {
	for n := range 9 {
		for dealt := range n + 1 {
			for seed := range uint64(30) {
				got := shuffled(n, dealt, seed)
				sorted := slices.Sorted(slices.Values(got))
				if want := exercise.UpTo(n)[dealt:]; !slices.Equal(sorted, want) {
					t.Fatalf("d is a Deck of the numbers 1 to %d; d.DealN(%d); d.Shuffle(r); left are %v, want %v in any order", n, dealt, got, want)
				}
			}
		}
	}
}

func checkShuffleAgain(t *exercise.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for range 200 {
		d := deckofcards.NewDeck(exercise.UpTo(8)...)
		var dealt []int
		for d.Remaining() > 0 {
			d.Shuffle(r)
			before := d.Remaining()
			d.Shuffle(r)
			if n := d.Remaining(); n != before {
				t.Fatalf("a Deck with %d cards left; d.Shuffle(r); d.Remaining() = %d", before, n)
			}
			c, _ := d.Deal()
			dealt = append(dealt, c)
		}
		if sorted := slices.Sorted(slices.Values(dealt)); !slices.Equal(sorted, exercise.UpTo(8)) {
			t.Fatalf("a Deck of the numbers 1 to 8 that is shuffled before each Deal deals %v, want each number once", dealt)
		}
	}
}

func checkShuffleReset(t *exercise.T) {
	items := exercise.UpTo(20)
	d := deckofcards.NewDeck(items...)
	for seed := range uint64(10) {
		d.Shuffle(rand.New(rand.NewPCG(seed, 0)))
		_, _ = d.DealN(int(seed))
		d.Shuffle(rand.New(rand.NewPCG(seed, 1)))
		d.Reset()
		wantLeft(t, "d is a Deck of the numbers 1 to 20; d.Shuffle(r); d.DealN(n); d.Shuffle(r); d.Reset()", d, exercise.UpTo(20)...)
		d.Reset()
	}
	if !slices.Equal(items, exercise.UpTo(20)) {
		t.Errorf("items := the numbers 1 to 20; d := deckofcards.NewDeck(items...); d.Shuffle(r): items is %v, want it as it was", items)
	}
}

func checkSameSeed(t *exercise.T) {
	for seed := range uint64(20) {
		for _, dealt := range []int{0, 5} {
			a, b := shuffled(52, dealt, seed), shuffled(52, dealt, seed)
			if !slices.Equal(a, b) {
				t.Fatalf("two Decks of the numbers 1 to 52, %d of them dealt, are shuffled by sources with the same seed: the orders are\n%v and\n%v, want the same", dealt, a, b)
			}
		}
	}
}

// checkOtherSeed relies on 52 cards coming twice into the same order once in 10⁶⁷ times.
func checkOtherSeed(t *exercise.T) {
	seen := map[string]bool{fmt.Sprint(exercise.UpTo(52)): true}
	for seed := range uint64(20) {
		order := fmt.Sprint(shuffled(52, 0, seed))
		if seen[order] {
			t.Fatalf("a Deck of the numbers 1 to 52 is shuffled by sources with other seeds: twice the order is %s, or that given", order)
		}
		seen[order] = true
	}
}

func checkGlobalSource(t *exercise.T) {
	seen := map[string]bool{fmt.Sprint(exercise.UpTo(52)): true}
	for range 5 {
		d := deckofcards.NewDeck(exercise.UpTo(52)...)
		d.Shuffle(nil)
		left, err := d.DealN(52)
		if sorted := slices.Sorted(slices.Values(left)); !slices.Equal(sorted, exercise.UpTo(52)) {
			t.Fatalf("a Deck of the numbers 1 to 52; d.Shuffle(nil); d.DealN(52) = %v, %v, want each number once", left, err)
		}
		order := fmt.Sprint(left)
		if seen[order] {
			t.Fatalf("a Deck of the numbers 1 to 52; d.Shuffle(nil): twice the order is %s, or that given, want random ones", order)
		}
		seen[order] = true
	}
}

// checkFair counts the orders of four cards, which are what is left of n. If all 24 are equally
// likely their χ² has, with so many shuffles, the distribution with 23 degrees of freedom. By
// Chernoff's bound P(χ² ≥ x) ≤ (x/23)^(23/2)·e^((23−x)/2), which for x = 120 is 2·10⁻¹³. So one
// honest shuffle in 5·10¹² fails, however it uses its source, and whatever the seed. A swap with
// any card comes to about 740.
func checkFair(t *exercise.T, n int) {
	const times, limit = 24_000, 120
	d, r := deckofcards.NewDeck(exercise.UpTo(n)...), rand.New(rand.NewPCG(24, uint64(n)))
	count := make(map[[4]int]int)
	for range times {
		d.Reset()
		_, _ = d.DealN(n - 4)
		d.Shuffle(r)
		left, err := d.DealN(4)
		if err != nil {
			t.Fatalf("a Deck of %d cards; d.Reset(); d.DealN(%d); d.Shuffle(r); d.DealN(4) returned the error %q", n, n-4, err)
		}
		count[[4]int(left)]++
	}
	square := 0.0
	most, least := 0, times
	for _, order := range orders(exercise.UpTo(n)[n-4:]) {
		c := count[[4]int(order)]
		square += float64((c-times/24)*(c-times/24)) / (times / 24)
		most, least = max(most, c), min(least, c)
	}
	if square > limit {
		t.Errorf("a Deck of %d cards, of which 4 are left: in %d shuffles some order came %d times and another %d times, want about %d each (χ² is %.0f, that of a fair shuffle about 23)",
			n, times, most, least, times/24, square)
	}
}

// orders returns every order of the numbers.
func orders(numbers []int) [][]int {
	if len(numbers) == 0 {
		return [][]int{nil}
	}
	var all [][]int
	for i, first := range numbers {
		for _, rest := range orders(slices.Concat(numbers[:i], numbers[i+1:])) {
			all = append(all, append([]int{first}, rest...))
		}
	}
	return all
}

// checkFairPlaces counts where each of 52 cards comes to lie. For fair shuffles
// 51/52·Σ(count−200)²/200 has nearly the distribution of χ² with 51² degrees of freedom. By
// Chernoff's bound, as in checkFair, it is above 3300 once in 10¹⁷ solutions.
func checkFairPlaces(t *exercise.T) {
	const n, each, limit = 52, 200, 3300
	d, r := deckofcards.NewDeck(exercise.UpTo(n)...), rand.New(rand.NewPCG(52, 52))
	var count [n][n]int
	for range n * each {
		d.Reset()
		d.Shuffle(r)
		left, _ := d.DealN(n)
		for place, card := range left {
			count[place][card-1]++
		}
	}
	square, worst, where := 0.0, 0, ""
	for place := range count {
		for card, c := range count[place] {
			off := (c - each) * (c - each)
			square += float64(off) / each * (n - 1) / n
			if off > worst {
				worst, where = off, fmt.Sprintf("card %d came to place %d from the top %d times", card+1, place+1, c)
			}
		}
	}
	if square > limit {
		t.Errorf("a Deck of the numbers 1 to %d: in %d shuffles %s, want about %d times (χ² is %.0f, that of a fair shuffle about %d)",
			n, n*each, where, each, square, (n-1)*(n-1))
	}
}

// deckPlay is a call on a Deck of numbers that is shuffled now and then.
type deckPlay struct {
	deckCall
	seed uint64 // for Shuffle
}

func (c deckPlay) String() string {
	if c.name == "Shuffle" {
		return fmt.Sprintf("d.Shuffle(rand.New(rand.NewPCG(%d, 0)))", c.seed)
	}
	return c.deckCall.String()
}

// shufflingDeck returns the script of a Deck of the numbers 1 to n. When it has been shuffled since
// the last Reset the model knows which cards are left, and no order.
func shufflingDeck(n int) exercise.Script[deckPlay] {
	s := exercise.Script[deckPlay]{Setup: deckOf(n).Setup}
	s.Play = exercise.CallByCall(func() func(deckPlay) *exercise.Mismatch {
		given := exercise.UpTo(n)
		d, m, mixed := deckofcards.NewDeck(given...), &deckModel{given, given}, false
		return func(c deckPlay) *exercise.Mismatch {
			if c.name == "Shuffle" {
				d.Shuffle(rand.New(rand.NewPCG(c.seed, 0)))
				mixed = true
				return nil
			}
			mixed = mixed && c.name != "Reset"
			if mixed && c.name == "DealN" {
				return dealMixed(d, m, c.n)
			}
			return exercise.Differ(deckAnswer(d, c.deckCall), m.answer(c.deckCall))
		}
	})
	return s
}

// dealMixed deals n cards of d, whose order the model does not know.
func dealMixed(d *deckofcards.Deck[int], m *deckModel, n int) *exercise.Mismatch {
	got, err := d.DealN(n)
	before := m.left
	want, _ := m.take(n)
	if errText(err) != want {
		return &exercise.Mismatch{Got: errText(err), Want: want}
	}
	left := slices.Clone(before)
	for _, c := range got {
		i := slices.Index(left, c)
		if i < 0 {
			return &exercise.Mismatch{Got: fmt.Sprint(got), Want: fmt.Sprintf("%d of %v, which are left, each once", n, before)}
		}
		left = slices.Delete(left, i, i+1)
	}
	if err == nil {
		if len(got) != n {
			return &exercise.Mismatch{Got: fmt.Sprint(got), Want: fmt.Sprintf("%d cards", n)}
		}
		m.left = left
	}
	return nil
}

func checkShuffleRandom(t *exercise.T) {
	for n := range 8 {
		shufflingDeck(n).Random(t, 40, 30, func(r *rand.Rand) deckPlay {
			return [...]deckPlay{
				{deckCall: dealN(1)}, {deckCall: dealN(1)}, {deckCall: dealN(r.IntN(10) - 2)}, {deckCall: remaining}, {deckCall: reset},
				{deckCall: deckCall{name: "Shuffle"}, seed: r.Uint64N(100)},
			}[r.IntN(6)]
		})
	}
}
