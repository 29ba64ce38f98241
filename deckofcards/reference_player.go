//go:build !stub

package deckofcards

// playerHand is one of a seat's hands, with its bet.
type playerHand struct {
	hand   *Hand // a pointer, since a Hand must not be copied
	bet    int64
	split  bool // the hand comes from a split
	stands bool // the hand has ended its play, even if its total is below 21
}

// isOpen reports whether h may still act.
func (h *playerHand) isOpen() bool {
	total, _ := h.hand.Score()
	return !h.stands && total < bestTotal
}

// wasDealtBlackjack reports whether h is a blackjack that does not come from a split. [Hand.IsBlackjack] looks
// at the cards only.
func (h *playerHand) wasDealtBlackjack() bool { return h.hand.IsBlackjack() && !h.split }

// outcome returns how h ends. A dealer's blackjack needs no case of its own. It ends the round before any
// hand draws, so a hand with 21 is a blackjack, which is a push. Every other hand has less, so it loses.
func (h *playerHand) outcome(dealer *Hand) Outcome {
	total, _ := h.hand.Score()
	dealerTotal, _ := dealer.Score()
	switch {
	case h.hand.IsBust():
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
