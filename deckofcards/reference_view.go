//go:build !stub

package deckofcards

import "fmt"

// Hand returns the cards of a hand of a seat in a new slice, in the order in which the hand got them.
// Seats and hands are counted from 0. If there is no such hand, Hand panics.
func (r *Round) Hand(seat, hand int) []Card {
	if seat < 0 || seat >= len(r.seats) {
		panic(fmt.Sprintf("deckofcards: seat %d out of range with %d seats", seat, len(r.seats)))
	}
	hands := r.seats[seat]
	if hand < 0 || hand >= len(hands) {
		panic(fmt.Sprintf("deckofcards: hand %d out of range with %d hands of seat %d", hand, len(hands), seat))
	}
	return hands[hand].hand.Cards()
}

// Dealer returns the dealer's cards in a new slice, in the order in which they were dealt. Until the
// round is over it returns the up card only, and the spare capacity of the slice never contains a card.
func (r *Round) Dealer() []Card {
	if !r.over {
		return []Card{r.dealer.cards[0]}
	}
	return r.dealer.Cards()
}

// Results returns how each hand ended, by seat and then by hand, in a new slice. It is the same each
// time. If the round is not over, Results returns [ErrPhase].
//
// The first line that applies to a hand decides:
//
//   - A bust hand loses, even if the dealer is bust too.
//   - A blackjack is a push if the dealer has a blackjack. Otherwise it wins as [Blackjack].
//   - If the dealer has a blackjack, the hand loses.
//   - If the dealer is bust, the hand wins.
//   - The higher total wins. Equal totals are a push.
//
// Profit is −Bet for [Lose], 0 for [Push] and Bet for [Win]. For [Blackjack] it is what the Rules say,
// computed exactly and then rounded down.
func (r *Round) Results() ([]Result, error) {
	if !r.over {
		return nil, fmt.Errorf("%w: the round is not over", ErrPhase)
	}
	var results []Result
	for seat, hands := range r.seats {
		for i, h := range hands {
			o := h.outcome(r.dealer)
			results = append(results, Result{
				Seat: seat, Hand: i, Bet: h.bet, Profit: profit(r.rules, h.bet, o), Outcome: o,
			})
		}
	}
	return results, nil
}
