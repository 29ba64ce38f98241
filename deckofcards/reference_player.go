//go:build !stub

package deckofcards

// playerHand is a Hand with a bet. To ask whether it is a blackjack, call wasDealtBlackjack: the promoted
// IsBlackjack knows nothing of splits.
type playerHand struct {
	*Hand  // a pointer, since a Hand must not be copied
	bet    int64
	split  bool // the hand comes from a split
	stands bool // the hand has ended its play, even if its total is below 21
}

// isOpen reports whether h may still act.
func (h *playerHand) isOpen() bool {
	total, _ := h.Score()
	return !h.stands && total < bestTotal
}

// wasDealtBlackjack reports whether h is a blackjack that does not come from a split. IsBlackjack looks at the
// cards only.
func (h *playerHand) wasDealtBlackjack() bool { return h.IsBlackjack() && !h.split }

// outcome returns how h ends. A dealer's blackjack needs no case of its own, since it ends the round
// before any hand can draw to 21. So only a blackjack has 21 too, which is a push, and the others are lower.
func (h *playerHand) outcome(dealer *Hand) Outcome {
	total, _ := h.Score()
	dealerTotal, _ := dealer.Score()
	switch {
	case h.IsBust():
		return Lose
	case h.wasDealtBlackjack() && !dealer.IsBlackjack():
		return Blackjack
	case dealer.IsBust() || total > dealerTotal:
		return Win
	case total < dealerTotal:
		return Lose
	default:
		return Push
	}
}
