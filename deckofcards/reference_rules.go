//go:build !stub

package deckofcards

import "fmt"

// possible reports whether no number of the rules is negative, and PayNum and PayDen are both zero or both not.
func possible(rules Rules) bool {
	return rules.MaxHands >= 0 && rules.PayNum >= 0 && rules.PayDen >= 0 &&
		(rules.PayNum == 0) == (rules.PayDen == 0)
}

// withDefaults returns the rules with the values that zero fields stand for.
func withDefaults(rules Rules) Rules {
	if rules.MaxHands == 0 {
		rules.MaxHands = 4
	}
	if rules.PayNum == 0 { // then PayDen is 0 too
		rules.PayNum, rules.PayDen = 3, 2
	}
	return rules
}

// checkBets returns an error that wraps [ErrBet] if there is no bet, or one that is out of range.
func checkBets(bets []int64) error {
	if len(bets) == 0 {
		return fmt.Errorf("%w: no seat has one", ErrBet)
	}
	for _, bet := range bets {
		if bet < 1 || bet > MaxBet {
			// As an int, which an untyped constant becomes here, MaxBet would not fit into 32 bits.
			return fmt.Errorf("%w: %d, want 1 to %d", ErrBet, bet, int64(MaxBet))
		}
	}
	return nil
}

// profit returns what a player gains by an outcome. The rules must come from [withDefaults].
func profit(rules Rules, bet int64, o Outcome) int64 {
	switch o {
	case Lose:
		return -bet
	case Win:
		return bet
	case Blackjack:
		// A blackjack is never doubled, so the product is at most MaxBet · 1,000. That fits into an int64.
		return bet * rules.PayNum / rules.PayDen
	default: // Push
		return 0
	}
}
