package deckofcards

import "fmt"

// MaxBet is the highest bet that [NewRound] accepts for a seat, in the smallest unit of money. It does not
// limit what Double and Split add.
const MaxBet = 1_000_000_000_000

// Rules are the rules that differ from casino to casino. The zero Rules are complete: the dealer stands on
// every 17, hands that come from a split may be doubled, a seat may have four hands, and a blackjack
// pays 3:2.
//
// Rules are impossible if a number is negative, or if exactly one of PayNum and PayDen is zero. PayNum
// and PayDen must not be above 1,000, so that every amount fits into an int64. Above this limit Rules are not
// impossible, but NewRound may panic, and amounts may be wrong. MaxHands may be as large as math.MaxInt.
type Rules struct {
	HitSoft17          bool  // the dealer draws on a soft 17
	NoDoubleAfterSplit bool  // a hand that comes from a split must not be doubled (step 6)
	MaxHands           int   // the most hands that one seat may have; 1 allows no split, 0 means 4 (step 6)
	PayNum, PayDen     int64 // a blackjack pays Bet · PayNum / PayDen, rounded down; both 0 mean 3 and 2
}

// Action is what a player does with a hand.
type Action int

// The zero Action is not valid.
const (
	Hit    Action = iota + 1 // take a card
	Stand                    // take no more cards
	Double                   // double the bet, take one card, and stand
	Split                    // split a hand of two cards that count the same into two hands
)

// String returns the name of the action. For a value that is not valid it returns a text such as
// "Action(7)".
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
	Push                         // a tie: the player gets the bet back
	Win                          // the player wins as much as the bet
	Blackjack                    // the player wins by a blackjack: what it pays is in the Rules
)

// String returns the name of the outcome. For a value that is not valid it returns a text such as
// "Outcome(7)".
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

// Turn names the hand whose turn it is. Seats, and the hands of a seat, are counted from 0.
type Turn struct{ Seat, Hand int }

// Result is how one hand ended.
type Result struct {
	Seat, Hand int   // counted from 0
	Bet        int64 // the bet of this hand, including what a Double added
	Profit     int64 // what the player gains: Bet or what a blackjack pays, 0 for a push, −Bet for a loss
	Outcome    Outcome
}
