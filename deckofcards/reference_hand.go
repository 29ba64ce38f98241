//go:build !stub

package deckofcards

import "slices"

// The numbers of blackjack.
const (
	bestTotal = 21 // a hand with a higher total is bust
	maxPoints = 10 // what Jack, Queen and King count, like the ten
	aceBonus  = 10 // how much more an ace counts as 11 than as 1
)

// points returns how much a card of the rank counts, an ace as 1. [Hand.Score] adds the aceBonus. The ranks are
// numbered from Ace = 1 to King = 13.
func points(r Rank) int { return min(int(r), maxPoints) }

// Hand is the cards of a player or of the dealer, counted as in blackjack. The ranks 2 to 10 count their
// number. Jack, Queen and King count 10. Each ace counts 1 or 11. The number of cards has no limit. The
// cards must be valid: a Hand need not check that.
//
// Two Hands share nothing. A Hand comes from [NewHand]: its zero value is not ready to use. It must not
// be copied, and it is not safe for concurrent use.
type Hand struct {
	cards []Card
	least int // the total with every ace counted as 1
	aces  int
}

// NewHand returns a Hand of the cards, in their order. It copies them.
func NewHand(cards ...Card) *Hand {
	h := &Hand{cards: make([]Card, 0, len(cards))}
	for _, c := range cards {
		h.Add(c)
	}
	return h
}

// Add adds a card after the others.
func (h *Hand) Add(c Card) {
	h.cards = append(h.cards, c)
	h.least += points(c.Rank)
	if c.Rank == Ace {
		h.aces++
	}
}

// Cards returns the cards in a new slice, in the order in which the Hand got them.
func (h *Hand) Cards() []Card { return slices.Clone(h.cards) }

// Scores returns every total that the Hand can have, in a new slice, each total once and the lowest
// first: [5 15] for an ace and a four. For a Hand without cards it is [0].
func (h *Hand) Scores() []int {
	scores := make([]int, h.aces+1)
	for elevens := range scores {
		scores[elevens] = h.least + elevens*aceBonus
	}
	return scores
}

// Score returns the total that counts: the highest of [Hand.Scores] that is not above 21, or the lowest
// if all are above 21. It is soft if an ace counts 11 in it. So four aces, with the totals
// [4 14 24 34 44], count a soft 14.
func (h *Hand) Score() (total int, soft bool) {
	if h.aces > 0 && h.least+aceBonus <= bestTotal {
		return h.least + aceBonus, true
	}
	return h.least, false
}

// IsBlackjack reports whether the Hand is exactly two cards: an ace and a card that counts 10. A Hand does
// not know whether it comes from a split: only the [Round] knows that.
func (h *Hand) IsBlackjack() bool {
	total, _ := h.Score() // two cards make 21 only as an ace and a card that counts 10
	return len(h.cards) == 2 && total == bestTotal
}

// IsBust reports whether every total of the Hand is above 21.
func (h *Hand) IsBust() bool { return h.least > bestTotal }
