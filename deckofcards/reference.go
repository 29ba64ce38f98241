//go:build !stub

package deckofcards

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"unicode/utf8"
)

// ranks and suits are how cards are written, for [ParseCard].
var (
	ranks = map[string]Rank{
		"A": Ace, "2": Two, "3": Three, "4": Four, "5": Five, "6": Six, "7": Seven, "8": Eight, "9": Nine,
		"10": Ten, "T": Ten, "J": Jack, "Q": Queen, "K": King,
		"a": Ace, "t": Ten, "j": Jack, "q": Queen, "k": King,
	}
	suits = map[string]Suit{
		"♣": Clubs, "♦": Diamonds, "♥": Hearts, "♠": Spades,
		"C": Clubs, "D": Diamonds, "H": Hearts, "S": Spades,
		"c": Clubs, "d": Diamonds, "h": Hearts, "s": Spades,
	}
)

// ParseCard returns the card that is written as s: a rank, which is A, 2 to 10, T (for 10), J, Q or
// K, and right behind it a suit, which is ♣, ♦, ♥, ♠, C, D, H or S. Letters may be capital or
// small: "A♠", "As" and "aS" are the same card. For any other text the error is [ErrCard], with a
// message that quotes s.
func ParseCard(s string) (Card, error) {
	_, size := utf8.DecodeLastRuneInString(s)
	rank, ok := ranks[s[:len(s)-size]]
	suit, ok2 := suits[s[len(s)-size:]]
	if !ok || !ok2 {
		return Card{}, fmt.Errorf("%w: %q", ErrCard, s)
	}
	return Card{rank, suit}, nil
}

// Standard returns the 52 cards of a deck, in a new slice: the clubs from Ace to King, then the
// diamonds, the hearts and the spades.
func Standard() []Card {
	cards := make([]Card, 0, 52)
	for suit := Clubs; suit <= Spades; suit++ {
		for rank := Ace; rank <= King; rank++ {
			cards = append(cards, Card{rank, suit})
		}
	}
	return cards
}

// Deck is a pile of cards that are dealt from the top. What a card is, is up to the caller.
//
// A Deck comes from [NewDeck]. It must not be copied, and it is not safe for concurrent use.
type Deck[C any] struct {
	given []C // in the order given; never changed
	order []C // the same cards in their present order
	dealt int // order[:dealt] are dealt, order[dealt] is the top
}

// NewDeck returns a Deck of the cards, the first of which is the top. It copies them: if they come
// from a slice, the Deck and that slice share nothing. A card may be there several times, as in a
// shoe of several decks.
func NewDeck[C any](cards ...C) *Deck[C] {
	return &Deck[C]{given: slices.Clone(cards), order: slices.Clone(cards)}
}

// Shuffle puts the cards that are left into a random order. If the numbers of r are random, every
// order is equally likely. The cards that were dealt stay dealt. The new order depends on nothing
// but the order before and the numbers of r. If r is nil Shuffle uses the global source of
// math/rand/v2.
func (d *Deck[C]) Shuffle(r *rand.Rand) {
	shuffle := rand.Shuffle
	if r != nil {
		shuffle = r.Shuffle
	}
	left := d.order[d.dealt:]
	shuffle(len(left), func(i, j int) { left[i], left[j] = left[j], left[i] })
}

// Deal takes the top card and returns it. If no card is left the error is [ErrEmpty].
func (d *Deck[C]) Deal() (C, error) {
	if d.Remaining() == 0 {
		return *new(C), ErrEmpty
	}
	d.dealt++
	return d.order[d.dealt-1], nil
}

// DealN takes n cards from the top and returns them, the top one first, in a new slice. It takes
// all or none: if fewer than n are left the error is [ErrEmpty] and the Deck stays as it was. If n
// is negative the error is [ErrCount]. No cards, n = 0, can always be dealt.
func (d *Deck[C]) DealN(n int) ([]C, error) {
	switch left := d.Remaining(); {
	case n < 0:
		return nil, fmt.Errorf("%w: %d", ErrCount, n)
	case n > left:
		return nil, fmt.Errorf("%w: want %d, have %d", ErrEmpty, n, left)
	}
	cards := slices.Clone(d.order[d.dealt : d.dealt+n])
	d.dealt += n
	return cards, nil
}

// Remaining returns how many cards are left.
func (d *Deck[C]) Remaining() int { return len(d.order) - d.dealt }

// Reset takes every card back and restores the order that [NewDeck] was given.
func (d *Deck[C]) Reset() {
	copy(d.order, d.given)
	d.dealt = 0
}
