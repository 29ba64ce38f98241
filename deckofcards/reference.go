//go:build !stub

package deckofcards

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"unicode/utf8"
)

// rankByText and suitByText have an entry for each spelling that [ParseCard] accepts.
var (
	rankByText = map[string]Rank{
		"A": Ace, "2": Two, "3": Three, "4": Four, "5": Five, "6": Six, "7": Seven, "8": Eight, "9": Nine,
		"10": Ten, "T": Ten, "J": Jack, "Q": Queen, "K": King,
		"a": Ace, "t": Ten, "j": Jack, "q": Queen, "k": King,
	}
	suitByText = map[string]Suit{
		"♣": Clubs, "♦": Diamonds, "♥": Hearts, "♠": Spades,
		"C": Clubs, "D": Diamonds, "H": Hearts, "S": Spades,
		"c": Clubs, "d": Diamonds, "h": Hearts, "s": Spades,
	}
)

// ParseCard returns the card that s names: a rank, then a suit, and nothing else. A rank is A, 2 to 10,
// T (which means 10), J, Q or K. A suit is ♣, ♦, ♥, ♠, C, D, H or S. Letters may be upper or lower case:
// "A♠", "As" and "aS" are the same card. Only ASCII letters count: ſ is not an s, although Unicode folds
// one to the other.
//
// If s is any other text, such as "05♠" or "A♠\n", ParseCard returns [ErrCard]. The message of the error contains
// all of s, either as it is or as %q prints it.
func ParseCard(s string) (Card, error) {
	// size is 0 if s is empty, and 1 if s ends in invalid UTF-8. Then the last part is in no table.
	_, size := utf8.DecodeLastRuneInString(s)
	rank, rankOK := rankByText[s[:len(s)-size]]
	suit, suitOK := suitByText[s[len(s)-size:]]
	if !rankOK || !suitOK {
		return Card{}, fmt.Errorf("%w: %q", ErrCard, s)
	}
	return Card{rank, suit}, nil
}

// Standard returns the 52 cards of a pack in a new slice: the clubs from Ace to King, then the diamonds,
// the hearts and the spades in the same order.
func Standard() []Card {
	cards := make([]Card, 0, 52)
	for suit := Clubs; suit <= Spades; suit++ {
		for rank := Ace; rank <= King; rank++ {
			cards = append(cards, Card{rank, suit})
		}
	}
	return cards
}

// Deck is a pile of cards that are dealt from the top. The caller chooses the type of a card and the
// number of cards, which has no limit.
//
// Two Decks share nothing. A Deck comes from [NewDeck]: its zero value is not ready to use. It must not
// be copied, and it is not safe for concurrent use.
type Deck[C any] struct {
	given []C // the cards in the order given, never changed
	order []C // the same cards in their present order
	dealt int // order[:dealt] are dealt, and order[dealt:] are left, the top first
}

// NewDeck returns a Deck of the cards. The first card is the top. The same card may occur several times,
// as in a shoe.
//
// NewDeck copies the cards: if they come from a slice, the Deck and that slice share no memory. If the
// cards are pointers, NewDeck copies the pointers and not what they point to.
func NewDeck[C any](cards ...C) *Deck[C] {
	return &Deck[C]{given: slices.Clone(cards), order: slices.Clone(cards)}
}

// Shuffle puts the cards that are left into random order (step 3). The cards that were dealt stay dealt.
// If the numbers of r are random, every order is equally likely, for any number of cards.
//
// The new order depends only on the order of the cards that are left and on the numbers that Shuffle
// takes from r before it returns. So two Shuffles give the same order if their sources give the same numbers, as
// new sources with the same seed do, and the same cards are left in the same order. If r is nil, Shuffle uses
// the global source of math/rand/v2.
func (d *Deck[C]) Shuffle(r *rand.Rand) {
	shuffle := rand.Shuffle
	if r != nil {
		shuffle = r.Shuffle
	}
	left := d.order[d.dealt:]
	shuffle(len(left), func(i, j int) { left[i], left[j] = left[j], left[i] })
}

// Deal takes the top card and returns it. If no card is left, Deal returns [ErrEmpty].
func (d *Deck[C]) Deal() (C, error) {
	if d.Remaining() == 0 {
		var zero C
		return zero, ErrEmpty
	}
	d.dealt++
	return d.order[d.dealt-1], nil
}

// DealN takes n cards from the top and returns them in a new slice, the top card first. It takes all n
// cards or none:
//
//   - If n is negative, DealN returns [ErrCount].
//   - If fewer than n cards are left, DealN returns [ErrEmpty].
//   - If n is 0, DealN returns no cards and no error, even if no card is left.
func (d *Deck[C]) DealN(n int) ([]C, error) {
	if n < 0 {
		return nil, fmt.Errorf("%w: %d", ErrCount, n)
	}
	if left := d.Remaining(); n > left {
		return nil, fmt.Errorf("%w: want %d, have %d", ErrEmpty, n, left)
	}
	cards := slices.Clone(d.order[d.dealt : d.dealt+n])
	d.dealt += n
	return cards, nil
}

// Remaining returns the number of cards that are left.
func (d *Deck[C]) Remaining() int { return len(d.order) - d.dealt }

// Reset takes every card back and restores the order that [NewDeck] was given, even after a Shuffle.
func (d *Deck[C]) Reset() {
	copy(d.order, d.given)
	d.dealt = 0
}
