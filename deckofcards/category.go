package deckofcards

import "fmt"

// Category is the kind of a poker hand. A higher Category beats a lower one.
type Category int

// The categories, from the lowest to the highest, and how many of the 2,598,960 hands of five cards
// belong to each. The zero Category is not valid.
const (
	HighCard      Category = iota + 1 // none of the following: 1,302,540 hands
	Pair                              // two cards of one rank: 1,098,240
	TwoPairs                          // two pairs of different ranks: 123,552
	ThreeOfAKind                      // three cards of one rank: 54,912
	Straight                          // five ranks in a row: 10,200
	Flush                             // five cards of one suit: 5,108
	FullHouse                         // three cards of one rank and two of another: 3,744
	FourOfAKind                       // four cards of one rank: 624
	StraightFlush                     // five cards of one suit, with ranks in a row: 40
)

// String returns the name of the category, such as "full house". For a value that is not valid it
// returns a text such as "Category(10)".
func (c Category) String() string {
	switch c {
	case HighCard:
		return "high card"
	case Pair:
		return "pair"
	case TwoPairs:
		return "two pairs"
	case ThreeOfAKind:
		return "three of a kind"
	case Straight:
		return "straight"
	case Flush:
		return "flush"
	case FullHouse:
		return "full house"
	case FourOfAKind:
		return "four of a kind"
	case StraightFlush:
		return "straight flush"
	default:
		return fmt.Sprintf("Category(%d)", int(c))
	}
}
