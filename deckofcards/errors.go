package deckofcards

import "errors"

// The errors of this package. Calls may wrap them, with the value in question: test for them with
// [errors.Is]. A call that returns an error changes nothing, and its other result is the zero value.
var (
	// ErrCard is the error of a text that is not a card, and of a card that is not valid or is there
	// twice.
	ErrCard = errors.New("deckofcards: invalid card")

	// ErrCount is the error of a number of cards that can never be right.
	ErrCount = errors.New("deckofcards: invalid number of cards")

	// ErrEmpty is the error when too few cards are left.
	ErrEmpty = errors.New("deckofcards: too few cards left")

	// ErrBet is the error of a bet that is too low or too high, and of a round without bets.
	ErrBet = errors.New("deckofcards: invalid bet")

	// ErrPhase is the error of a call that comes too early or too late in a round.
	ErrPhase = errors.New("deckofcards: not in this phase of the round")

	// ErrAction is the error of an action that is not legal.
	ErrAction = errors.New("deckofcards: action is not legal")
)
