//go:build !stub

package deckofcards

import (
	"fmt"
	"math/bits"
	"strings"
)

// PokerRank says how good a poker hand is. Ranks of hands of five, six and seven cards can be compared
// with one another, by [PokerRank.Compare] and not by ==.
//
// A PokerRank comes from [EvalPoker]: its zero value is not ready to use.
type PokerRank struct {
	// value holds the category and then up to five ranks that decide within it, in rankBits each. The most
	// important rank comes first, an ace is 14, and unused bits are 0. So the better hand has the larger
	// value.
	value int
}

// The places in the value of a [PokerRank].
const (
	rankBits      = 4 // enough for 14
	rankMask      = 1<<rankBits - 1
	categoryShift = 5 * rankBits // the category stands above five ranks
)

// EvalPoker returns the rank of the best poker hand that five of the cards make. The order of the cards
// does not matter. If they come from a slice, EvalPoker neither changes nor keeps it.
//
// EvalPoker returns a zero PokerRank and the first of these errors that applies:
//
//   - If there are fewer than five cards or more than seven, EvalPoker returns [ErrCount].
//   - If a card is not valid or occurs twice, EvalPoker returns [ErrCard].
//
// An ace is high, or low in the straight A-2-3-4-5, but never in the middle: Q-K-A-2-3 is no straight.
// If two hands of five have the same [Category], the ranks that occur more often among the five decide
// first: the triple of a full house before its pair, and of two pairs the higher before the lower. Then
// the others of the five decide, from high to low. Two straights are compared by their highest card,
// which in A-2-3-4-5 is the five. Suits never decide.
func EvalPoker(cards ...Card) (PokerRank, error) {
	if len(cards) < 5 || len(cards) > 7 {
		return PokerRank{}, fmt.Errorf("%w: %d, want 5 to 7", ErrCount, len(cards))
	}
	var t tally
	for _, c := range cards {
		if c.Suit < Clubs || c.Suit > Spades || c.Rank < Ace || c.Rank > King {
			return PokerRank{}, fmt.Errorf("%w: %v", ErrCard, c)
		}
		if !t.add(c) {
			return PokerRank{}, fmt.Errorf("%w: %v occurs twice", ErrCard, c)
		}
	}
	return t.best(), nil
}

// Compare returns a positive number if p beats q, a negative one if q beats p, and 0 if they tie.
func (p PokerRank) Compare(q PokerRank) int { return p.value - q.value } // both are below 2²⁴: no overflow

// Category returns the category of the hand.
func (p PokerRank) Category() Category { return Category(p.value >> categoryShift) }

// String returns the rank as a text for people, such as "full house K 10". The wording is up to you, but
// the text is not empty.
func (p PokerRank) String() string {
	var b strings.Builder
	b.WriteString(p.Category().String())
	for shift := categoryShift - rankBits; shift >= 0; shift -= rankBits {
		if rank := p.value >> shift & rankMask; rank != 0 {
			fmt.Fprintf(&b, " %v", Rank((rank-1)%13+1)) // 14 becomes Ace, and other ranks stay
		}
	}
	return b.String()
}

// tally counts the ranks and the suits of a hand.
type tally struct {
	atLeast [5]rankSet          // by n from 1: the ranks that occur n times or more
	suits   [Spades + 1]rankSet // by suit: the ranks that occur
}

// add adds a valid card. It returns false if the card occurs for the second time.
func (t *tally) add(c Card) bool {
	one := setOf(c.Rank)
	if t.suits[c.Suit]&one != 0 {
		return false
	}
	t.suits[c.Suit] |= one
	for n := 4; n > 1; n-- { // downward, so that the rank enters one more set and not all of them
		t.atLeast[n] |= t.atLeast[n-1] & one
	}
	t.atLeast[1] |= one
	return true
}

// best returns the rank of the best five cards. It tries the categories from the highest down.
func (t *tally) best() PokerRank {
	all, flush := t.atLeast[1], t.flush()
	four, three := t.atLeast[4].top(1), t.atLeast[3].top(1)
	pairs := t.atLeast[2] &^ three // includes a second triple, of which two cards count
	switch {
	case flush.straightTop() != 0:
		return packRank(StraightFlush, flush.straightTop())
	case four != 0:
		return packRank(FourOfAKind, four, (all &^ four).top(1))
	case three != 0 && pairs != 0:
		return packRank(FullHouse, three, pairs.top(1))
	case flush != 0:
		return packRank(Flush, flush.top(5))
	case all.straightTop() != 0:
		return packRank(Straight, all.straightTop())
	case three != 0:
		return packRank(ThreeOfAKind, three, (all &^ three).top(2))
	case pairs.len() > 1:
		return packRank(TwoPairs, pairs.top(2), (all &^ pairs.top(2)).top(1))
	case pairs != 0:
		return packRank(Pair, pairs, (all &^ pairs).top(3))
	default:
		return packRank(HighCard, all.top(5))
	}
}

// flush returns the ranks of the suit that has five cards or more, or the empty set.
func (t *tally) flush() rankSet {
	for _, ranks := range t.suits {
		if ranks.len() >= 5 {
			return ranks
		}
	}
	return 0
}

// packRank packs a category and the ranks that decide within it, at most five. The ranks of each set go
// from high to low.
func packRank(c Category, sets ...rankSet) PokerRank {
	value, shift := int(c)<<categoryShift, categoryShift
	for _, s := range sets {
		for ; s != 0; s &^= s.top(1) {
			shift -= rankBits
			value |= s.highest() << shift
		}
	}
	return PokerRank{value}
}

// rankSet is a set of ranks. Bit r is the rank r, and an ace is bit 14. Only straightTop sets bit 1 too.
type rankSet uint16

const (
	lowAce  rankSet = 1 << 1 // the ace of A-2-3-4-5
	highAce rankSet = 1 << 14
)

// setOf returns the set that contains one rank.
func setOf(r Rank) rankSet {
	if r == Ace {
		return highAce
	}
	return 1 << r
}

func (s rankSet) len() int { return bits.OnesCount16(uint16(s)) }

// highest returns the number of the highest bit.
func (s rankSet) highest() int { return bits.Len16(uint16(s)) - 1 }

// top returns the n highest ranks, or all ranks if there are fewer.
func (s rankSet) top(n int) rankSet {
	for s.len() > n {
		s &= s - 1 // removes the lowest rank
	}
	return s
}

// straightTop returns a set of one rank, the highest of the highest straight. If there is no straight, the set
// is empty.
func (s rankSet) straightTop() rankSet {
	if s&highAce != 0 {
		s |= lowAce
	}
	// Bit r of s<<k says whether rank r-k is in s. So bit r is left if r and the four ranks below it are in s.
	return (s & (s << 1) & (s << 2) & (s << 3) & (s << 4)).top(1)
}
