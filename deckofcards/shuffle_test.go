package deckofcards_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/oodkit/oodkit/deckofcards"
	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/stretchr/testify/require"
)

// Step 3: a shuffle is as random as its source, and depends on nothing else. Whether all orders are equally
// likely is a matter of statistics: beside each bound below stands how often a fair shuffle exceeds it.

func shuffle(seed uint64) deckOp {
	return shuffling(fmt.Sprintf("d.Shuffle(rand.New(rand.NewPCG(%d, 0)))", seed), func() *rand.Rand { return source(seed) })
}

var shuffleNil = shuffling("d.Shuffle(nil)", func() *rand.Rand { return nil })

func shuffling(text string, source func() *rand.Rand) deckOp {
	return call(text, "Shuffle reorders the cards that are left, and no other cards (step 3)",
		func(d *deck) any { d.Shuffle(source()); return nil }, func(m *deckModel) any { m.mixed = true; return nil })
}

func source(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

// anyShuffleOp returns a random call of step 2 or 3 on a Deck.
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

// deckOf52 returns a Deck of the numbers 1 to 52, after dealing some of them.
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

// wantSameOrder fails t unless the cards that d and e have left come in the same order.
func wantSameOrder(t *exercise.T, d, e []int, calls string, args ...any) {
	if !slices.Equal(d, e) {
		t.Fatalf("%s: d deals %v, but e deals %v, want the same order", fmt.Sprintf(calls, args...), d, e)
	}
}

// checkSameSeed shuffles two Decks that have the same cards left in the same order. One of them was used before.
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
			wantSameOrder(t, order, rest(t, used), "d and e are Decks of the numbers 1 to 52, and e was shuffled and reset; each deals %d cards; then both are shuffled with the same seed", dealt)
			if dealt > 0 {
				continue
			}
			for _, gone := range []int{1, 5, 26, 40} {
				more := deckofcards.NewDeck(append(slices.Repeat([]int{0}, gone), exercise.UpTo(52)...)...)
				_, _ = more.DealN(gone)
				more.Shuffle(source(seed))
				wantSameOrder(t, order, rest(t, more), "d is a Deck of the numbers 1 to 52, and e had %d more cards on top, which it dealt; then both are shuffled with the same seed", gone)
			}
			again := deckofcards.NewDeck(order...)
			again.Shuffle(source(seed + 1))
			twice := deckOf52(0)
			twice.Shuffle(source(seed))
			twice.Shuffle(source(seed + 1))
			wantSameOrder(t, rest(t, again), rest(t, twice), "e was shuffled, and d is a new Deck of the cards in the order that e has now; then both are shuffled with the same seed")
		}
	}
}

// checkNumbersAreTaken takes numbers from the source after the shuffle, before it looks at the order.
func checkNumbersAreTaken(t *exercise.T) {
	at, later := deckOf52(0), deckOf52(0)
	at.Shuffle(source(3))
	r := source(3)
	later.Shuffle(r)
	for range 100 {
		r.Uint64()
	}
	wantSameOrder(t, rest(t, at), rest(t, later), "d and e are shuffled with the same seed, and then the caller takes numbers from the source of e")
}

// checkOtherSeed may fail by chance: two shuffles of 52 cards give the same order once in 10⁶⁷ times.
func checkOtherSeed(t *exercise.T) {
	seen := map[string]bool{fmt.Sprint(exercise.UpTo(52)): true}
	for seed := range uint64(20) {
		d := deckOf52(0)
		d.Shuffle(source(seed))
		order := fmt.Sprint(rest(t, d))
		require.False(t, seen[order], "a Deck of the numbers 1 to 52 is shuffled with a new seed each time, but Shuffle left the cards in the order 1 to 52, or gave the order of an earlier shuffle: %s", order)
		seen[order] = true
	}
}

// checkGlobalSource shuffles one Deck several times and then new ones, sometimes after a shuffle with another source.
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
		require.False(t, seen[order], "d is a Deck of the numbers 1 to 52; d.Shuffle(nil): want a random order each time, but Shuffle left the cards in the order 1 to 52, or gave the order of an earlier shuffle: %s", order)
		seen[order] = true
		d.Reset()
	}
}

// checkFair counts the orders of the four cards that are left of n. If all 24 orders are equally
// likely, their χ² has, with so many shuffles, the distribution with 23 degrees of freedom. By
// Chernoff's bound P(χ² ≥ x) ≤ (x/23)^(23/2)·e^((23−x)/2), which for x = 120 is 2·10⁻¹³. So a fair
// shuffle fails once in 5·10¹² runs, for any seed and any way to use the source. A shuffle that swaps each
// card with any card has about 740. If an order never comes, χ² is above 1,000 too, and the message names that.
func checkFair(t *exercise.T, n int, r *rand.Rand) {
	const times, limit = 24_000, 120
	call := "d.Shuffle(r)"
	if r == nil {
		call = "d.Shuffle(nil)"
	}
	d := deckofcards.NewDeck(exercise.UpTo(n)...)
	count := make(map[[4]int]int)
	for range times {
		d.Reset()
		_, _ = d.DealN(n - 4)
		d.Shuffle(r)
		left := rest(t, d)
		require.Len(t, left, 4, "d is a Deck of %d cards; d.Reset(); d.DealN(%d); %s; the cards that are left", n, n-4, call)
		count[[4]int(left)]++
	}
	if len(count) < 24 {
		t.Fatalf("d is a Deck of %d cards, and 4 are left: after each of %d runs of d.Reset(), d.DealN(%d), %s the test noted their order. Only %d of the 24 orders came, want each about %d times",
			n, times, n-4, call, len(count), times/24)
	}
	most, least, square := 0, times, 0.0
	for _, c := range count {
		square += float64((c-times/24)*(c-times/24)) / (times / 24)
		most, least = max(most, c), min(least, c)
	}
	if square > limit {
		t.Errorf("d is a Deck of %d cards, and 4 are left: after each of %d runs of d.Reset(), d.DealN(%d), %s the test noted their order. One order came %d times and another %d times, want each of the 24 orders about %d times (χ² measures how uneven the counts are: it is %.0f, want at most %d, and a fair shuffle has about 23)",
			n, times, n-4, call, most, least, times/24, square, limit)
	}
}

// checkFairPlaces counts how often each of 52 cards comes to each place. For fair shuffles
// 51/52·Σ(count−200)²/200 has nearly the distribution of χ² with 51² degrees of freedom. By
// Chernoff's bound, as in checkFair, it is above 3300 once in 10¹⁷ runs.
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
		t.Errorf("a Deck of the numbers 1 to %d: in %d shuffles %s, want about %d times (χ² measures how uneven the counts of all cards are: it is %.0f, want at most %d, and a fair shuffle has about %d)",
			n, n*each, where, each, square, limit, (n-1)*(n-1))
	}
}

// checkFairShoe counts how many of the n cards of each quarter of a shoe come to each quarter. By Hoeffding's bound, which
// also holds for draws without replacement, a fair shuffle of 416 cards is off by 700 in 200 times once in 10¹⁹ runs, and one
// of 140,000 cards by 1,240 in 2 times.
func checkFairShoe(t *exercise.T, n, times, limit int) {
	quarter := n / 4
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

// checkManyOrders looks for an order that comes twice. 22 cards have 22! orders, so two of 200,000 fair shuffles
// are the same once in 5·10¹⁰ times. A source with 32 bits has 2³² orders, and about five pairs are the same.
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
		require.False(t, seen[order], "a Deck of 22 letters has more than 10²¹ orders, but shuffle %d gave the order %s for the second time", i+1, order)
		seen[order] = true
	}
}

// checkNeighbors counts how often a card lies above a lower one, and how often a number comes after the next higher
// number. For fair shuffles of n cards both counts are distributed like the sum of n random numbers between 0 and 1,
// rounded down (Tanny, "A Probabilistic Interpretation of Eulerian Numbers", Duke Mathematical Journal 40, 1973). By
// Hoeffding's bound, such a sum is off by 700 once in 10²¹ runs. After seven riffles, one of the counts is 127 at most.
func checkNeighbors(t *exercise.T) {
	const n, limit = 20_000, 700
	d := deckofcards.NewDeck(exercise.UpTo(n)...)
	d.Shuffle(source(9))
	order := rest(t, d)
	place := make([]int, n)
	for i, card := range order {
		place[card-1] = i
	}
	for _, count := range []struct {
		of   []int
		what string
	}{
		{order, "of the cards lie above a card with a lower number"},
		{place, "of the numbers come after the next higher number"},
	} {
		falls := 0
		for i := range n - 1 {
			if count.of[i] > count.of[i+1] {
				falls++
			}
		}
		if off := falls - n/2; max(off, -off) > limit {
			t.Errorf("a Deck of the numbers 1 to %d: after d.Shuffle(r), %d %s, want about %d", n, falls, count.what, n/2)
		}
	}
}

// A counter is a source that counts the numbers that are taken from it.
type counter struct {
	rand.Source
	taken int
}

func (c *counter) Uint64() uint64 { c.taken++; return c.Source.Uint64() }

// checkEnoughNumbers counts numbers. From k numbers of 64 bits at most 2^(64k) orders can be made.
func checkEnoughNumbers(t *exercise.T) {
	for _, n := range []int{52, 416} {
		c := &counter{Source: rand.NewPCG(1, 2)}
		d := deckofcards.NewDeck(exercise.UpTo(n)...)
		d.Shuffle(rand.New(c))
		bits := 0.0
		for i := range n {
			bits += math.Log2(float64(i + 1))
		}
		if least := int(math.Ceil(bits / 64)); c.taken < least {
			t.Errorf("a Deck of %d cards has about 2^%.0f orders, but d.Shuffle(r) took %d numbers of 64 bits from r, want at least %d: most orders can never come",
				n, bits, c.taken, least)
		}
	}
}

func checkShuffleRandom(t *exercise.T) {
	for n := range 8 {
		deckOf(n).Random(t, 40, 30, anyShuffleOp)
	}
}
