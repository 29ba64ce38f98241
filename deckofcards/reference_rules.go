//go:build !stub

package deckofcards

import "fmt"

// withDefaults returns the rules with the values that zero fields stand for. It panics if the rules are
// impossible.
func withDefaults(rules Rules) Rules {
	if rules.MaxHands == 0 {
		rules.MaxHands = 4
	}
	if rules.PayNum == 0 && rules.PayDen == 0 {
		rules.PayNum, rules.PayDen = 3, 2
	}
	if rules.MaxHands < 0 || min(rules.PayNum, rules.PayDen) < 1 {
		panic(fmt.Sprintf("deckofcards: impossible rules: %+v", rules))
	}
	return rules
}

func checkBets(bets []int64) error {
	if len(bets) == 0 {
		return fmt.Errorf("%w: no seat has one", ErrBet)
	}
	for _, bet := range bets {
		if bet < 1 || bet > MaxBet {
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
		return bet * rules.PayNum / rules.PayDen // at most MaxBet · 1,000, which fits into an int64
	default:
		return 0
	}
}
