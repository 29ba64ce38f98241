package deckofcards_test

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/deckofcards"
	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/stretchr/testify/require"
)

// Step 7: poker with the same cards. Ranks are compared with one another, and with a model that ranks five cards.
// For six and seven cards the model ranks every choice of five.

// pokerHands are hands from the worst to the best. Hands with = between them tie.
var pokerHands = []struct {
	category deckofcards.Category
	hands    string
}{
	{deckofcards.HighCard, `7♠ 5♥ 4♦ 3♣ 2♠ = 2♥ 7♦ 3♠ 5♣ 4♥ < 8♠ 5♥ 4♦ 3♣ 2♠ < K♠ Q♥ J♦ 10♣ 8♠ < A♠ 6♥ 4♦ 3♣ 2♠ <
		A♠ 7♥ 4♦ 3♣ 2♠ = A♥ 7♦ 4♠ 3♠ 2♠ < A♠ 7♥ 5♦ 3♣ 2♠ < A♠ 7♥ 5♦ 4♣ 2♠ < A♠ 7♥ 5♦ 4♣ 3♠ <
		A♠ K♥ 4♦ 3♣ 2♠ = K♥ A♠ 2♠ 3♣ 4♦ = K♣ A♣ 2♠ 3♣ 4♦ = K♠ A♥ 2♦ 3♣ 4♠ < A♠ K♥ 9♦ 3♣ 2♠ < Q♠ K♥ A♦ 2♣ 3♠ <
		J♠ Q♥ K♦ A♣ 2♠ < A♠ K♥ Q♦ J♣ 8♠ < A♠ K♥ Q♦ J♣ 9♠ = A♥ K♦ Q♣ J♣ 9♥`},
	{deckofcards.Pair, `2♠ 2♥ 5♦ 4♣ 3♠ = 2♦ 2♣ 5♠ 4♥ 3♦ < 2♠ 2♥ A♦ K♣ Q♠ < 3♠ 3♥ 5♦ 4♣ 2♠ < 9♠ 9♥ A♦ 7♣ 2♠ < K♠ K♥ 9♦ 5♣ 4♠ <
		K♠ K♥ 9♦ 6♣ 3♠ < K♠ K♥ 10♦ 3♣ 2♠ < A♠ A♥ 4♦ 3♣ 2♠ < A♠ A♥ 9♦ 8♣ 6♠ < A♠ A♥ 9♦ 8♣ 7♠ = A♦ A♣ 9♥ 8♠ 7♦`},
	{deckofcards.TwoPairs, `3♠ 3♥ 2♦ 2♣ 4♠ < 3♠ 3♥ 2♦ 2♣ A♠ < J♠ 4♥ J♦ 4♣ A♠ < K♠ K♥ 2♦ 2♣ 3♠ < K♠ K♥ Q♦ Q♣ J♠ < A♠ A♥ 2♦ 2♣ 3♠ <
		A♠ A♥ K♦ K♣ 2♠ < A♠ A♥ K♦ K♣ Q♠ = A♦ A♣ K♠ K♥ Q♥`},
	{deckofcards.ThreeOfAKind, `2♠ 2♥ 2♦ 4♣ 3♠ < 2♠ 2♥ 2♦ A♣ K♠ < 10♠ 10♥ 10♦ K♣ 2♠ < K♠ K♥ K♦ 3♣ 2♠ < A♠ A♥ A♦ 3♣ 2♠ < A♠ A♥ A♦ K♣ 2♠ <
		A♠ A♥ A♦ K♣ Q♠`},
	{deckofcards.Straight, `A♠ 2♥ 3♦ 4♣ 5♠ = 5♠ 4♥ 3♣ 2♣ A♦ < 2♠ 3♥ 4♦ 5♣ 6♠ < 10♠ 9♥ 8♦ 7♣ 6♠ < 9♠ 10♥ J♦ Q♣ K♠ <
		10♠ J♥ Q♦ K♣ A♠ = A♥ K♥ Q♥ J♥ 10♦ = A♠ K♥ Q♦ J♣ 10♠`},
	{deckofcards.Flush, `7♠ 5♠ 4♠ 3♠ 2♠ = 7♥ 5♥ 4♥ 3♥ 2♥ < K♠ J♠ 8♠ 4♠ 3♠ < K♠ Q♠ J♠ 10♠ 8♠ < A♠ 6♠ 4♠ 3♠ 2♠ <
		A♠ K♠ 4♠ 3♠ 2♠ = K♦ A♦ 2♦ 3♦ 4♦ = K♠ A♠ 2♠ 3♠ 4♠ < A♠ K♠ Q♠ J♠ 8♠ < A♠ K♠ Q♠ J♠ 9♠ = A♣ K♣ Q♣ J♣ 9♣`},
	{deckofcards.FullHouse, `2♠ 2♥ 2♦ 3♣ 3♠ < 2♠ 2♥ 2♦ A♣ A♠ < 3♠ 3♥ 3♦ 2♣ 2♠ < K♠ K♥ K♦ 10♣ 10♠ < K♠ K♥ K♦ A♣ A♠ < A♠ A♥ A♦ 2♣ 2♠ <
		A♠ A♥ A♦ K♣ K♠`},
	{deckofcards.FourOfAKind, `2♠ 2♥ 2♦ 2♣ 3♠ < 2♠ 2♥ 2♦ 2♣ A♠ = A♥ 2♥ 2♦ 2♣ 2♠ < K♠ K♥ K♦ K♣ A♠ < A♠ A♥ A♦ A♣ 2♠ < A♠ A♥ A♦ A♣ 10♠ <
		A♠ A♥ A♦ A♣ K♠`},
	{deckofcards.StraightFlush, `A♠ 2♠ 3♠ 4♠ 5♠ = 5♥ 4♥ 3♥ 2♥ A♥ < 2♠ 3♠ 4♠ 5♠ 6♠ < 10♠ 9♠ 8♠ 7♠ 6♠ < 9♦ 10♦ J♦ Q♦ K♦ <
		10♠ J♠ Q♠ K♠ A♠ = A♥ K♥ Q♥ J♥ 10♥ = A♦ K♦ Q♦ J♦ 10♦ = A♣ K♣ Q♣ J♣ 10♣ = A♠ K♠ Q♠ J♠ 10♠`},
}

// rankOf ranks a valid hand.
func rankOf(t *exercise.T, hand string) deckofcards.PokerRank {
	rank, err := deckofcards.EvalPoker(cards(hand)...)
	if err != nil {
		t.Fatalf("%s returned the error %q", evalCode(hand), err)
	}
	return rank
}

func evalCode(hand string) string {
	return fmt.Sprintf("deckofcards.EvalPoker(cards(%q)...)", strings.TrimSpace(hand))
}

// wantOrder fails t unless Compare of the ranks of two hands has the sign wanted, and the opposite sign
// if the two are exchanged.
func wantOrder(t *exercise.T, a, b string, want int) {
	for range 2 {
		if got := rankOf(t, a).Compare(rankOf(t, b)); sign(got) != want {
			t.Fatalf("p, _ := %s; q, _ := %s; p.Compare(q) = %d, want %s", evalCode(a), evalCode(b), got, [...]string{"less than 0: q beats p", "0: they tie", "more than 0: p beats q"}[want+1])
		}
		a, b, want = b, a, -want
	}
}

func sign(n int) int { return max(-1, min(1, n)) }

// ladder returns the hands from the worst to the best, each with those that tie with it.
func ladder() (ties [][]string) {
	for _, row := range pokerHands {
		for hands := range strings.SplitSeq(row.hands, "<") {
			ties = append(ties, strings.Split(hands, "="))
		}
	}
	return ties
}

func checkPokerOrder(t *exercise.T) {
	hands := ladder()
	for i, better := range hands {
		for _, worse := range hands[:i] {
			wantOrder(t, better[0], worse[0], 1)
		}
	}
}

func checkPokerTies(t *exercise.T) {
	for _, hands := range ladder() {
		for _, other := range hands {
			wantOrder(t, hands[0], other, 0)
		}
	}
}

func checkNamed(t *exercise.T) {
	for _, row := range pokerHands {
		for _, hand := range strings.FieldsFunc(row.hands, func(r rune) bool { return r == '<' || r == '=' }) {
			wantCategory(t, hand, row.category)
		}
	}
}

var bestOf = []struct {
	name, hand string
	category   deckofcards.Category
}{
	{"six cards that make nothing better count as a high card", "A♠ K♥ 9♦ 7♣ 3♠ 2♥", deckofcards.HighCard},
	{"seven cards that make nothing better count as a high card", "A♠ K♥ 9♦ 8♣ 7♠ 3♥ 2♦", deckofcards.HighCard},
	{"a pair counts with the three highest other cards", "2♠ 2♥ K♦ A♣ 9♠ 8♥ 7♦", deckofcards.Pair},
	{"of three pairs the two highest count, and the third may give the fifth card", "K♠ K♥ 9♦ 9♣ 3♠ 3♥ 2♦", deckofcards.TwoPairs},
	{"if there are three pairs, the fifth card is the highest card outside the two highest pairs", "K♠ K♥ 9♦ 9♣ 3♠ 3♥ A♦", deckofcards.TwoPairs},
	{"of three pairs in six cards the two highest count", "2♠ 2♥ 9♦ 9♣ 3♠ 3♥", deckofcards.TwoPairs},
	{"three of a kind counts with the two highest other cards", "4♠ 4♥ 4♦ 2♣ K♠ 9♥ A♦", deckofcards.ThreeOfAKind},
	{"of several straights the highest counts", "3♠ 4♥ 5♦ 6♣ 7♠ 8♥ 9♦", deckofcards.Straight},
	{"2-3-4-5-6 is a higher straight than A-2-3-4-5", "A♠ 2♥ 3♦ 4♣ 5♠ 6♥", deckofcards.Straight},
	{"A-2-3-4-5 is a straight, even with a king beside it", "A♠ 2♥ 3♦ 4♣ 5♠ K♥ Q♦", deckofcards.Straight},
	{"a straight counts even if the cards contain pairs", "4♠ 5♥ 6♦ 6♣ 7♠ 8♥ 8♦", deckofcards.Straight},
	{"a straight counts even if the cards contain three of a kind", "4♠ 5♥ 6♦ 6♣ 6♠ 7♥ 8♦", deckofcards.Straight},
	{"K-A-2-3-4 is not a straight", "A♠ 2♥ 3♦ 4♣ K♠ Q♥ 9♦", deckofcards.HighCard},
	{"five ranks with a gap are not a straight", "4♠ 5♥ 6♦ 8♣ 9♠ 10♥ Q♦", deckofcards.HighCard},
	{"of six cards of one suit the five highest are the flush", "K♠ J♠ 8♠ 4♠ 3♠ 2♠ A♥", deckofcards.Flush},
	{"of seven cards of one suit the five highest are the flush", "K♣ J♣ 8♣ 5♣ 4♣ 3♣ 2♣", deckofcards.Flush},
	{"five diamonds are a flush", "K♦ J♦ 8♦ 5♦ 4♦ A♣ A♠", deckofcards.Flush},
	{"a flush beats a straight", "9♥ 8♥ 7♥ 6♥ 2♥ 5♠ 10♦", deckofcards.Flush},
	{"a flush beats three of a kind", "9♥ 8♥ 7♥ 3♥ 2♥ 9♠ 9♦", deckofcards.Flush},
	{"a flush and a straight of different cards are not a straight flush", "K♥ 8♥ 7♥ 6♥ 5♥ 9♠ 4♦", deckofcards.Flush},
	{"a straight flush counts even if its suit has a higher card", "K♥ 8♥ 7♥ 6♥ 5♥ 4♥ 9♠", deckofcards.StraightFlush},
	{"a straight flush counts even if other suits make a higher straight", "8♥ 7♥ 6♥ 5♥ 4♥ 9♠ 10♠", deckofcards.StraightFlush},
	{"A-2-3-4-5 of one suit is a straight flush, even with the king of that suit", "A♥ 2♥ 3♥ 4♥ 5♥ K♥ Q♥", deckofcards.StraightFlush},
	{"A-2-3-4-5 is not a straight flush if the ace has another suit", "A♠ 2♥ 3♥ 4♥ 5♥ K♥ 9♠", deckofcards.Flush},
	{"two triples are a full house", "K♠ K♥ K♦ 9♣ 9♠ 9♥ A♦", deckofcards.FullHouse},
	{"two triples in six cards are a full house", "2♠ 2♥ 2♦ 9♣ 9♠ 9♥", deckofcards.FullHouse},
	{"a full house takes the higher of two pairs", "4♠ 4♥ 4♦ 9♣ 9♠ J♥ J♦", deckofcards.FullHouse},
	{"a full house beats a flush", "4♠ 4♥ 4♦ 9♠ 9♥ J♠ 2♠", deckofcards.FullHouse},
	{"four of a kind counts with the highest other card", "4♠ 4♥ 4♦ 4♣ 9♠ J♥ J♦", deckofcards.FourOfAKind},
	{"four of a kind beats a full house", "4♠ 4♥ 4♦ 4♣ 9♠ 9♥ 9♦", deckofcards.FourOfAKind},
	{"the fifth card beside four of a kind may come from a triple", "K♠ K♥ K♦ 4♣ 4♠ 4♥ 4♦", deckofcards.FourOfAKind},
}

func wantCategory(t *exercise.T, hand string, want deckofcards.Category) {
	if got := rankOf(t, hand).Category(); got != want {
		t.Errorf("p, _ := %s; p.Category() = %v, want %v", evalCode(hand), got, want)
	}
}

// checkBest checks that a hand of six or seven cards is worth its best five.
func checkBest(t *exercise.T, hand string, want deckofcards.Category) {
	if wantCategory(t, hand, want); !t.Failed() {
		wantOrder(t, hand, bestFive(cards(hand)), 0)
	}
}

// bestFive returns the five of the cards that make the best hand.
func bestFive(cs []deckofcards.Card) string {
	var best [5]deckofcards.Card
	for five := range fives(cs) {
		if best[0].Rank == 0 || pokerValue(five) > pokerValue(&best) {
			best = *five
		}
	}
	return text(best[:])
}

func checkPokerText(t *exercise.T) {
	for _, hands := range ladder() {
		require.NotEmpty(t, rankOf(t, hands[0]).String(), "p, _ := %s; p.String() must not be empty", evalCode(hands[0]))
	}
}

// checkSizes compares ranks of hands of five, six and seven cards.
func checkSizes(t *exercise.T) {
	wantOrder(t, "A♠ K♥ Q♦ J♣ 9♠", "A♠ K♥ Q♦ J♣ 9♠ 2♥", 0)
	wantOrder(t, "A♠ K♥ Q♦ J♣ 9♠ 3♥ 2♦", "A♠ K♥ Q♦ J♣ 9♠ 2♥", 0)
	wantOrder(t, "K♠ K♥ 9♦ 9♣ 3♠ 3♥ 2♦", "K♠ K♥ 9♦ 9♣ 3♠", 0)
	wantOrder(t, "K♠ K♥ K♦ 9♣ 9♠ 9♥ A♦", "K♠ K♥ K♦ 9♣ 9♠", 0)
	wantOrder(t, "A♠ 2♥ 3♦ 4♣ 5♠ 6♥", "A♠ 2♥ 3♦ 4♣ 5♠", 1)
	wantOrder(t, "2♠ 2♥ 4♦ 5♣ 7♠", "A♠ K♥ Q♦ J♣ 9♠ 3♥ 2♦", 1)
	wantOrder(t, "K♠ J♠ 8♠ 4♠ 3♠ 2♠ A♥", "K♥ J♥ 8♥ 4♥ 3♥", 0)
	wantOrder(t, "4♠ 4♥ 4♦ 4♣ 9♠ J♥ J♦", "4♠ 4♥ 4♦ 4♣ Q♠", -1)
}

func checkAnyOrder(t *exercise.T) {
	r := rand.New(rand.NewPCG(5, 7))
	var hands []string
	for _, ties := range ladder() {
		hands = append(hands, ties[0])
	}
	for _, row := range bestOf {
		hands = append(hands, row.hand)
	}
	for _, hand := range hands {
		for range 20 {
			mixed := strings.Fields(hand)
			r.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
			wantOrder(t, hand, strings.Join(mixed, " "), 0)
		}
	}
}

// checkLeavesCards overwrites the cards before it looks at the rank.
func checkLeavesCards(t *exercise.T) {
	for _, row := range bestOf {
		all := append(cards(row.hand), cards("2♥ 2♦ 2♣ 2♠ 3♥ 3♦ 3♣ 3♠")...)
		before := text(all)
		given := all[:len(all)-8]
		p, err := deckofcards.EvalPoker(given...)
		require.NoError(t, err, "p, err := %s", evalCode(row.hand))
		require.Equal(t, before, text(all), "all := cards(%q); p, err := deckofcards.EvalPoker(all[:%d]...); all", before, len(given))
		copy(given, cards("2♣ 3♦ 5♥ 8♠ K♣ 9♣ Q♦"))
		call := fmt.Sprintf("given := cards(%q); p, err := deckofcards.EvalPoker(given...); then given is overwritten", row.hand)
		require.Equal(t, row.category.String(), p.Category().String(), "%s; p.Category()", call)
		require.Zero(t, p.Compare(rankOf(t, row.hand)), "%s; p.Compare(the rank of the same cards)", call)
		require.Equal(t, rankOf(t, row.hand).String(), p.String(), "%s; p.String() must not change", call)
	}
}

func wantPokerErr(t *exercise.T, given []deckofcards.Card, want error) {
	p, err := deckofcards.EvalPoker(given...)
	call := fmt.Sprintf("p, err := deckofcards.EvalPoker(given...) of %d cards", len(given))
	if len(given) <= 8 {
		call += fmt.Sprintf(", given = %v", given)
	}
	if exercise.Compare(err, want) != nil {
		t.Fatalf("%s: err is %v, want %v", call, err, want)
	}
	if !reflect.ValueOf(p).IsZero() {
		t.Fatalf("%s: beside an error p must be the zero value, deckofcards.PokerRank{}", call)
	}
}

func checkCounts(t *exercise.T) {
	full := slices.Concat(fullDeck(), fullDeck(), fullDeck(), fullDeck(), fullDeck(), fullDeck())
	for _, n := range []int{0, 1, 2, 3, 4, 8, 9, 13, 52, 256 + 5, 256 + 7} {
		wantPokerErr(t, full[:n], deckofcards.ErrCount)
		wantPokerErr(t, make([]deckofcards.Card, n), deckofcards.ErrCount) // cards that are not valid
	}
	wantPokerErr(t, cards("A♠ A♠"), deckofcards.ErrCount)
}

// checkBadCards replaces each card of a hand by each of the bad ones, or by another card of the hand if bad is nil.
func checkBadCards(t *exercise.T, bad ...deckofcards.Card) {
	for n := 5; n <= 7; n++ {
		hand := cards("2♠ 3♥ 9♦ 10♣ K♠ Q♥ 6♦")[:n]
		for at := range n {
			others := bad
			if bad == nil {
				others = slices.Concat(hand[:at], hand[at+1:]) // then a card occurs twice
			}
			for _, c := range others {
				given := slices.Clone(hand)
				given[at] = c
				wantPokerErr(t, given, deckofcards.ErrCard)
			}
		}
	}
}

func checkInvalid(t *exercise.T) {
	checkBadCards(t, []deckofcards.Card{
		{}, {Rank: 0, Suit: 1}, {Rank: 14, Suit: 1}, {Rank: 1, Suit: 0}, {Rank: 1, Suit: 5}, {Rank: -1, Suit: 2}, {Rank: 5, Suit: -1}, {Rank: 15, Suit: 1},
		{Rank: 1000, Suit: 1}, {Rank: 3, Suit: 1 << 40}, {Rank: 256 + 4, Suit: 1}, {Rank: 4, Suit: 256 + 1}, {Rank: 1<<32 + 4, Suit: 1}, {Rank: 17, Suit: 1}, {Rank: math.MinInt, Suit: math.MaxInt},
	}...)
}

// checkRepeated repeats each card of a hand. The hands have many ranks, or few.
func checkRepeated(t *exercise.T) {
	checkBadCards(t)
	for _, hand := range []string{"A♠ A♥ A♦ 2♣ 3♣ 3♦ 3♥", "K♠ K♥ K♦ K♣ 5♦ 5♠ 5♣", "7♠ 6♠ 7♥ 6♥ 7♦ 6♦ 7♣"} {
		all := cards(hand)
		for n := 5; n <= 7; n++ {
			for at := range n {
				for from := range n {
					if from != at {
						given := slices.Clone(all[:n])
						given[at] = given[from]
						wantPokerErr(t, given, deckofcards.ErrCard)
					}
				}
			}
		}
	}
}

// combined is the number of hands of five cards that each category has.
var combined = map[deckofcards.Category]int{
	deckofcards.HighCard: 1_302_540, deckofcards.Pair: 1_098_240, deckofcards.TwoPairs: 123_552, deckofcards.ThreeOfAKind: 54_912, deckofcards.Straight: 10_200,
	deckofcards.Flush: 5108, deckofcards.FullHouse: 3744, deckofcards.FourOfAKind: 624, deckofcards.StraightFlush: 40,
}

// checkAllHands ranks every hand of five cards, or one in 97 under the race detector. The model has 7,462
// values. For each value the first hand is kept, and all others of that value must tie with it. At the end
// the first hand of each value must beat that of the next lower value.
func checkAllHands(t *exercise.T) {
	first := make(map[int][5]deckofcards.Card)
	ranks := make(map[int]deckofcards.PokerRank)
	count := make(map[deckofcards.Category]int)
	number := 0
	for hand := range fives(fullDeck()) {
		if number++; exercise.Race && number%97 != 0 {
			continue
		}
		p, err := deckofcards.EvalPoker(hand[:]...)
		want := pokerValue(hand)
		if err != nil || p.Category() != want.category() {
			t.Fatalf("p, err := %s; err is %v and p.Category() is %v, want <nil> and %v", evalCode(text(hand[:])), err, p.Category(), want.category())
		}
		count[p.Category()]++
		value := int(want)
		if q, seen := ranks[value]; !seen {
			ranks[value], first[value] = p, *hand
		} else if p.Compare(q) != 0 {
			before := first[value]
			wantOrder(t, text(hand[:]), text(before[:]), 0)
		}
	}
	var last int
	for i, value := range slices.Sorted(maps.Keys(ranks)) {
		if i > 0 {
			a, b := first[value], first[last]
			wantOrder(t, text(a[:]), text(b[:]), 1)
		}
		last = value
	}
	for category, want := range combined {
		if got := count[category]; got != want && !exercise.Race {
			t.Errorf("of all hands of five cards %d have the category %v, want %d", got, category, want)
		}
	}
}

// checkBestFive ranks hands of six and seven cards. Each must tie with its best five cards.
func checkBestFive(t *exercise.T) {
	r := rand.New(rand.NewPCG(7, 6))
	full := fullDeck()
	for i := range exercise.Rounds(6000) {
		pool := full
		if i%3 > 0 { // fewer ranks, or mostly one suit, so that good hands are more frequent
			pool = slices.Clone(full)
			slices.SortFunc(pool, func(a, b deckofcards.Card) int {
				if i%3 == 1 {
					return int(a.Rank - b.Rank)
				}
				return int(a.Suit - b.Suit)
			})
			from := r.IntN(36)
			pool = pool[from : from+16]
		}
		n := 6 + i%2
		hand := make([]deckofcards.Card, n)
		for j, k := range r.Perm(len(pool))[:n] {
			hand[j] = pool[k]
		}
		wantOrder(t, text(hand), bestFive(hand), 0)
	}
}
