package deckofcards

import "fmt"

// MaxBet is the highest bet that [NewRound] takes for a seat, in the smallest unit of money. It does not
// limit what Double and Split add.
const MaxBet = 1_000_000_000_000

// Rules are the rules of the house. The zero Rules are complete: the dealer stands on every 17,
// hands that come from a split may be doubled, a seat may have four hands, and a blackjack pays
// 3:2.
//
// Rules are impossible if a number is negative, or if exactly one of PayNum and PayDen is zero. These two
// must not be above 1,000: a Round need not check that.
type Rules struct {
	HitSoft17          bool  // the dealer draws on a soft 17
	NoDoubleAfterSplit bool  // a hand that comes from a split may not be doubled
	MaxHands           int   // how many hands a seat may have in all; 1 allows no split, 0 means 4
	PayNum, PayDen     int64 // a blackjack pays its bet · PayNum / PayDen, rounded down; both 0 mean 3 and 2
}

// Action is what a player may do with a hand.
type Action int

// The zero Action is not valid.
const (
	Hit    Action = iota + 1 // take a card
	Stand                    // take no more cards
	Double                   // double the bet, take one more card, and stand
	Split                    // make two hands of a pair
)

// String returns the name of the action, or "Action(7)" for a value that is not valid.
func (a Action) String() string {
	switch a {
	case Hit:
		return "Hit"
	case Stand:
		return "Stand"
	case Double:
		return "Double"
	case Split:
		return "Split"
	default:
		return fmt.Sprintf("Action(%d)", int(a))
	}
}

// Outcome is how a hand ends.
type Outcome int

// The zero Outcome is not valid.
const (
	Lose      Outcome = iota + 1 // the bet is lost
	Push                         // a tie: the bet goes back
	Win                          // the bet is won
	Blackjack                    // won by a blackjack, which pays more
)

// String returns the name of the outcome, or "Outcome(7)" for a value that is not valid.
func (o Outcome) String() string {
	switch o {
	case Lose:
		return "Lose"
	case Push:
		return "Push"
	case Win:
		return "Win"
	case Blackjack:
		return "Blackjack"
	default:
		return fmt.Sprintf("Outcome(%d)", int(o))
	}
}

// Turn says whose turn it is: a hand of a seat. Both are counted from 0.
type Turn struct{ Seat, Hand int }

// Result is what became of one hand.
type Result struct {
	Seat, Hand int   // counted from 0
	Bet        int64 // with what a Double added
	Profit     int64 // what the player gains: Bet or what a blackjack pays, 0 for a push, −Bet for a loss
	Outcome    Outcome
}
