package deckofcards

import (
	"fmt"
	"strconv"
)

// Suit is the suit of a [Card].
type Suit int

// The zero Suit is not valid.
const (
	Clubs Suit = iota + 1
	Diamonds
	Hearts
	Spades
)

// String returns the symbol of the suit, "♠", or "Suit(7)" for a value that is not valid.
func (s Suit) String() string {
	switch s {
	case Clubs:
		return "♣"
	case Diamonds:
		return "♦"
	case Hearts:
		return "♥"
	case Spades:
		return "♠"
	default:
		return fmt.Sprintf("Suit(%d)", int(s))
	}
}

// Rank is the rank of a [Card], from Ace to King. What it is worth is a matter of the game.
type Rank int

// The zero Rank is not valid.
const (
	Ace Rank = iota + 1
	Two
	Three
	Four
	Five
	Six
	Seven
	Eight
	Nine
	Ten
	Jack
	Queen
	King
)

// String returns the rank as cards show it, "A", "2", "10" or "K", or "Rank(14)" for a value that
// is not valid.
func (r Rank) String() string {
	switch {
	case r == Ace:
		return "A"
	case Two <= r && r <= Ten:
		return strconv.Itoa(int(r))
	case r == Jack:
		return "J"
	case r == Queen:
		return "Q"
	case r == King:
		return "K"
	default:
		return fmt.Sprintf("Rank(%d)", int(r))
	}
}

// Card is a playing card. Two cards are equal if both rank and suit are. The zero Card is not
// valid.
type Card struct {
	Rank Rank
	Suit Suit
}

// String returns rank and suit, "A♠" or "10♥". Of a card that is not valid it names what is wrong,
// as in "Rank(0)♠".
func (c Card) String() string { return c.Rank.String() + c.Suit.String() }
