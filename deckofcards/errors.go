package deckofcards

import "errors"

// The errors of this package. A call may wrap one of them together with the value in question, so test for
// them with [errors.Is]. A call that returns an error changes nothing, and its other result is the zero
// value. If that is a slice, it is nil or empty.
var (
	// ErrCard is returned if a text is not a card, or if a card is not valid or occurs twice.
	ErrCard = errors.New("deckofcards: invalid card")

	// ErrCount is returned if a number of cards is wrong whatever the deck holds: a negative n in
	// [Deck.DealN], or fewer than five or more than seven cards in [EvalPoker].
	ErrCount = errors.New("deckofcards: invalid number of cards")

	// ErrEmpty is returned if too few cards are left.
	ErrEmpty = errors.New("deckofcards: too few cards left")

	// ErrBet is returned if a bet is too low or too high, or if a round has no bets.
	ErrBet = errors.New("deckofcards: invalid bet")

	// ErrPhase is returned if a call comes too early or too late in a round.
	ErrPhase = errors.New("deckofcards: not in this phase of the round")

	// ErrAction is returned if an action is not legal.
	ErrAction = errors.New("deckofcards: action is not legal")
)
