package deckofcards_test

import (
	"iter"
	"slices"

	"github.com/oodkit/oodkit/deckofcards"
)

// The model of EvalPoker takes five cards, and counts how often each rank occurs.

// value says how good a hand of five cards is. It holds the category and then five ranks, in base 15.
type value int

func (v value) category() deckofcards.Category {
	return deckofcards.Category(v / (15 * 15 * 15 * 15 * 15))
}

func pokerValue(hand *[5]deckofcards.Card) value {
	var times [15]int
	flush := true
	for _, c := range hand {
		rank := int(c.Rank)
		if c.Rank == deckofcards.Ace {
			rank = 14
		}
		times[rank]++
		flush = flush && c.Suit == hand[0].Suit
	}
	ranks, shape := make([]int, 0, 5), 0 // each rank once, the most frequent first, and how often each occurs
	for n := 4; n > 0; n-- {
		for rank := 14; rank > 1; rank-- {
			if times[rank] == n {
				ranks = append(ranks, rank)
				shape = 10*shape + n
			}
		}
	}
	straight := shape == 11111 && ranks[0]-ranks[4] == 4
	if slices.Equal(ranks, []int{14, 5, 4, 3, 2}) {
		straight, ranks = true, append(ranks[:0], 5, 4, 3, 2, 1)
	}
	v := value(categoryOf(shape, straight, flush))
	for i := range 5 {
		v *= 15
		if i < len(ranks) {
			v += value(ranks[i])
		}
	}
	return v
}

func categoryOf(shape int, straight, flush bool) deckofcards.Category {
	switch {
	case straight && flush:
		return deckofcards.StraightFlush
	case shape == 41:
		return deckofcards.FourOfAKind
	case shape == 32:
		return deckofcards.FullHouse
	case flush:
		return deckofcards.Flush
	case straight:
		return deckofcards.Straight
	case shape == 311:
		return deckofcards.ThreeOfAKind
	case shape == 221:
		return deckofcards.TwoPairs
	case shape == 2111:
		return deckofcards.Pair
	default:
		return deckofcards.HighCard
	}
}

// fives yields every choice of five of the cards. The array is reused.
func fives(cs []deckofcards.Card) iter.Seq[*[5]deckofcards.Card] {
	return func(yield func(*[5]deckofcards.Card) bool) {
		var hand [5]deckofcards.Card
		var choose func(n, from int) bool
		choose = func(n, from int) bool {
			for i := from; n < 5 && i < len(cs); i++ {
				if hand[n] = cs[i]; !choose(n+1, i+1) {
					return false
				}
			}
			return n < 5 || yield(&hand)
		}
		choose(0, 0)
	}
}
