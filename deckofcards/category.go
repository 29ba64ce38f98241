package deckofcards

import "fmt"

// Category is the kind of a poker hand. A higher one beats a lower one.
type Category int

// The zero Category is not valid.
const (
	HighCard Category = iota + 1
	Pair
	TwoPairs
	ThreeOfAKind
	Straight
	Flush
	FullHouse
	FourOfAKind
	StraightFlush
)

// String returns the name of the category, "full house", or "Category(10)" for a value
// that is not valid.
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
