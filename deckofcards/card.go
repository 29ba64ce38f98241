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

// String returns the symbol of the suit, such as "♠". For a value that is not valid it returns a text
// such as "Suit(7)".
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

// Rank is the rank of a [Card], from Ace to King. What a rank is worth depends on the game.
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

// String returns the rank as cards show it, such as "A", "2", "10" or "K". For a value that is not
// valid it returns a text such as "Rank(14)".
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

// Card is a playing card. Two cards are equal if they have the same rank and the same suit. The zero
// Card is not valid.
type Card struct {
	Rank Rank
	Suit Suit
}

// String returns the rank and the suit, such as "A♠" or "10♥". For a card that is not valid the text
// shows what is wrong, as in "Rank(0)♠".
func (c Card) String() string { return c.Rank.String() + c.Suit.String() }
