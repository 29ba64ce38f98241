package deckofcards_test

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/oodkit/oodkit/deckofcards"
	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/stretchr/testify/require"
)

// Step 3: a shuffle is as random as its source, and depends on nothing else. That all orders are equally
// likely is a matter of statistics: each bound below says how often an honest shuffle misses it.

func shuffle(seed uint64) deckOp {
	return shuffling(fmt.Sprintf("d.Shuffle(rand.New(rand.NewPCG(%d, 0)))", seed), func() *rand.Rand { return source(seed) })
}

var shuffleNil = shuffling("d.Shuffle(nil)", func() *rand.Rand { return nil })

func shuffling(text string, source func() *rand.Rand) deckOp {
	return call(text, "Shuffle permutes the cards that are left, and no others (step 3)",
		func(d *deck) any { d.Shuffle(source()); return nil }, func(m *deckModel) any { m.mixed = true; return nil })
}

func source(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

// anyShuffleOp returns a random call on a Deck, of steps 2 and 3.
func anyShuffleOp(r *rand.Rand) deckOp {
	if r.IntN(4) == 0 {
		return [...]deckOp{shuffle(r.Uint64N(100)), shuffle(r.Uint64N(100)), shuffleNil}[r.IntN(3)]
	}
	return anyDeckOp(r)
}

func checkShuffleKeeps(t *exercise.T) {
	for n := range 9 {
		for dealt := range n + 1 {
			for seed := range uint64(10) {
				deckOf(n).Check(t, dealN(dealt), shuffle(seed), remaining.Returns(n-dealt), dealN(n-dealt), deal)
			}
		}
	}
}

func checkShuffleAgain(t *exercise.T) {
	for seed := range uint64(30) {
		deckOf(3).Check(t, shuffle(seed), shuffle(seed+1), remaining.Returns(3), deal, shuffle(seed), remaining.Returns(2), deal, shuffle(seed),
			remaining.Returns(1), deal, shuffle(seed), remaining.Returns(0), deal.Returns(0, deckofcards.ErrEmpty))
	}
}

func checkShuffleReset(t *exercise.T) {
	for seed := range uint64(10) {
		deckOf(5).Check(t, shuffle(seed), dealN(int(seed)%6), shuffle(seed+1), reset, dealN(5).Returns([]int{1, 2, 3, 4, 5}, nil),
			reset, shuffleNil, reset, dealN(5).Returns([]int{1, 2, 3, 4, 5}, nil))
	}
}

// deckOf52 returns a Deck of the numbers 1 to 52, of which some are dealt.
func deckOf52(dealt int) *deckofcards.Deck[int] {
	d := deckofcards.NewDeck(exercise.UpTo(52)...)
	_, _ = d.DealN(dealt)
	return d
}

// rest returns the cards that are left.
func rest[C any](t *exercise.T, d *deckofcards.Deck[C]) []C {
	left, err := d.DealN(d.Remaining())
	require.NoError(t, err, "d.DealN(d.Remaining())")
	return left
}

// checkSameSeed shuffles two Decks that have their cards in the same order, one of which was used before.
func checkSameSeed(t *exercise.T) {
	for seed := range uint64(20) {
		for _, dealt := range []int{0, 5, 51} {
			fresh, used := deckOf52(dealt), deckOf52(3)
			used.Shuffle(source(seed + 7))
			used.Shuffle(nil)
			used.Reset()
			_, _ = used.DealN(dealt)
			fresh.Shuffle(source(seed))
			used.Shuffle(source(seed))
			order := rest(t, fresh)
			require.Equal(t, order, rest(t, used), "a Deck of the numbers 1 to 52, and one that was shuffled and reset; of each %d are dealt; then both are shuffled with the same seed", dealt)
			if dealt > 0 {
				continue
			}
			for _, gone := range []int{1, 5, 26, 40} {
				more := deckofcards.NewDeck(append(slices.Repeat([]int{0}, gone), exercise.UpTo(52)...)...)
				_, _ = more.DealN(gone)
				more.Shuffle(source(seed))
				require.Equal(t, order, rest(t, more), "a Deck of the numbers 1 to 52, and one of %d cards more, which are dealt; then both are shuffled with the same seed", gone)
			}
			again := deckofcards.NewDeck(order...)
			again.Shuffle(source(seed + 1))
			twice := deckOf52(0)
			twice.Shuffle(source(seed))
			twice.Shuffle(source(seed + 1))
			require.Equal(t, rest(t, again), rest(t, twice), "a Deck that is in the order of the first shuffle, and one that was shuffled so; then both are shuffled with the same seed")
		}
	}
}

// checkNumbersAreTaken draws from the source before it looks at the order.
func checkNumbersAreTaken(t *exercise.T) {
	at, later := deckOf52(0), deckOf52(0)
	at.Shuffle(source(3))
	r := source(3)
	later.Shuffle(r)
	for range 100 {
		r.Uint64()
	}
	require.Equal(t, rest(t, at), rest(t, later), "d and e are shuffled with the same seed, and then more numbers are taken from the source of e")
}

// checkOtherSeed relies on 52 cards coming twice into the same order once in 10⁶⁷ times.
func checkOtherSeed(t *exercise.T) {
	seen := map[string]bool{fmt.Sprint(exercise.UpTo(52)): true}
	for seed := range uint64(20) {
		d := deckOf52(0)
		d.Shuffle(source(seed))
		order := fmt.Sprint(rest(t, d))
		require.False(t, seen[order], "a Deck of the numbers 1 to 52 is shuffled with other seeds: twice the order is %s, or that given", order)
		seen[order] = true
	}
}

// checkGlobalSource shuffles one Deck again and again, and fresh ones, some of them after another source.
func checkGlobalSource(t *exercise.T) {
	seen := map[string]bool{fmt.Sprint(exercise.UpTo(52)): true}
	d := deckOf52(0)
	for i := range 10 {
		if i > 5 {
			d = deckOf52(0)
		}
		if i%2 == 1 {
			d.Shuffle(source(1))
			d.Reset()
		}
		d.Shuffle(nil)
		left := rest(t, d)
		require.Equal(t, exercise.UpTo(52), slices.Sorted(slices.Values(left)), "d is a Deck of the numbers 1 to 52; d.Shuffle(nil); the cards that are left, sorted")
		order := fmt.Sprint(left)
		require.False(t, seen[order], "d is a Deck of the numbers 1 to 52; d.Shuffle(nil): twice the order is %s, or that given, want random ones", order)
		seen[order] = true
		d.Reset()
	}
}

// checkFair counts the orders of four cards, which are what is left of n. If all 24 are equally
// likely their χ² has, with so many shuffles, the distribution with 23 degrees of freedom. By
// Chernoff's bound P(χ² ≥ x) ≤ (x/23)^(23/2)·e^((23−x)/2), which for x = 120 is 2·10⁻¹³. So one
// honest shuffle in 5·10¹² fails, however it uses its source, and whatever the seed. A swap with
// any card comes to about 740.
func checkFair(t *exercise.T, n int, r *rand.Rand) {
	const times, limit = 24_000, 120
	d := deckofcards.NewDeck(exercise.UpTo(n)...)
	count := make(map[[4]int]int)
	for range times {
		d.Reset()
		_, _ = d.DealN(n - 4)
		d.Shuffle(r)
		left := rest(t, d)
		require.Len(t, left, 4, "d is a Deck of %d cards; d.Reset(); d.DealN(%d); d.Shuffle(r); the cards that are left", n, n-4)
		count[[4]int(left)]++
	}
	most, least := 0, times
	square := float64(24-len(count)) * times / 24 // of the orders that never came
	for _, c := range count {
		square += float64((c-times/24)*(c-times/24)) / (times / 24)
		most, least = max(most, c), min(least, c)
	}
	if square > limit {
		t.Errorf("a Deck of %d cards, of which 4 are left: in %d shuffles %d orders came, one of them %d times and another %d times, want 24 orders about %d times each (χ² is %.0f, that of a fair shuffle about 23)",
			n, times, len(count), most, least, times/24, square)
	}
}

// checkFairPlaces counts where each of 52 cards comes to lie. For fair shuffles
// 51/52·Σ(count−200)²/200 has nearly the distribution of χ² with 51² degrees of freedom. By
// Chernoff's bound, as in checkFair, it is above 3300 once in 10¹⁷ solutions.
func checkFairPlaces(t *exercise.T) {
	const n, each, limit = 52, 200, 3300
	d, r := deckOf52(0), source(52)
	var count [n][n]int
	for range n * each {
		d.Reset()
		d.Shuffle(r)
		for place, card := range rest(t, d) {
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

// checkFairShoe counts how many cards of each quarter of a shoe come to each quarter. By Hoeffding's bound,
// which holds for draws without replacement too, a fair shuffle is off by 700 once in 10¹⁹ solutions.
func checkFairShoe(t *exercise.T) {
	const n, quarter, times, limit = 416, 416 / 4, 200, 700
	d, r := deckofcards.NewDeck(exercise.UpTo(n)...), source(8)
	var count [4][4]int
	for range times {
		d.Reset()
		d.Shuffle(r)
		left := rest(t, d)
		require.Equal(t, exercise.UpTo(n), slices.Sorted(slices.Values(left)), "d is a Deck of the numbers 1 to %d; d.Shuffle(r); the cards that are left, sorted", n)
		for place, card := range left {
			count[place/quarter][(card-1)/quarter]++
		}
	}
	for place := range count {
		for card, c := range count[place] {
			if off := c - times*quarter/4; max(off, -off) > limit {
				t.Errorf("a Deck of the numbers 1 to %d: in %d shuffles cards %d to %d came to the places %d to %d %d times, want about %d times",
					n, times, card*quarter+1, card*quarter+quarter, place*quarter+1, place*quarter+quarter, c, times*quarter/4)
			}
		}
	}
}

// checkManyOrders looks for an order that comes twice. There are 22! orders of 22 cards, so that of 200,000
// honest shuffles two are the same once in 5·10¹⁰ times. Of 2³² orders, from a source with 32 bits, about
// five pairs are.
func checkManyOrders(t *exercise.T) {
	times := 200_000
	if exercise.Race {
		times /= 10
	}
	d, r := deckofcards.NewDeck([]byte("abcdefghijklmnopqrstuv")...), source(22)
	seen := make(map[[22]byte]bool, times)
	for i := range times {
		d.Reset()
		d.Shuffle(r)
		order := [22]byte(rest(t, d))
		require.False(t, seen[order], "a Deck of 22 letters: after %d shuffles the order %s came for the second time, and there are more than 10²¹ orders", i+1, order)
		seen[order] = true
	}
}

func checkShuffleRandom(t *exercise.T) {
	for n := range 8 {
		deckOf(n).Random(t, 40, 30, anyShuffleOp)
	}
}
