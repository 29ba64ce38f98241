//go:build stub

package deckofcards

import "math/rand/v2"

// ParseCard returns the card that is written as s: a rank, which is A, 2 to 10, T (for 10), J, Q or
// K, and right behind it a suit, which is ♣, ♦, ♥, ♠, C, D, H or S. Letters may be capital or
// small: "A♠", "As" and "aS" are the same card. For any other text the error is [ErrCard], with a
// message that quotes s.
func ParseCard(s string) (Card, error) {
	panic("not implemented: ParseCard")
}

// Standard returns the 52 cards of a deck, in a new slice: the clubs from Ace to King, then the
// diamonds, the hearts and the spades.
func Standard() []Card {
	panic("not implemented: Standard")
}

// Deck is a pile of cards that are dealt from the top. What a card is, is up to the caller.
//
// A Deck comes from [NewDeck]. It must not be copied, and it is not safe for concurrent use.
type Deck[C any] struct {
	// Your fields go here.
}

// NewDeck returns a Deck of the cards, the first of which is the top. It copies them: if they come
// from a slice, the Deck and that slice share nothing. A card may be there several times, as in a
// shoe of several decks.
func NewDeck[C any](cards ...C) *Deck[C] {
	panic("not implemented: NewDeck")
}

// Shuffle puts the cards that are left into a random order. If the numbers of r are random, every
// order is equally likely. The cards that were dealt stay dealt. The new order depends on nothing
// but the order before and the numbers of r. If r is nil Shuffle uses the global source of
// math/rand/v2.
func (d *Deck[C]) Shuffle(r *rand.Rand) {
	panic("not implemented: Deck.Shuffle")
}

// Deal takes the top card and returns it. If no card is left the error is [ErrEmpty].
func (d *Deck[C]) Deal() (C, error) {
	panic("not implemented: Deck.Deal")
}

// DealN takes n cards from the top and returns them, the top one first, in a new slice. It takes
// all or none: if fewer than n are left the error is [ErrEmpty] and the Deck stays as it was. If n
// is negative the error is [ErrCount]. No cards, n = 0, can always be dealt.
func (d *Deck[C]) DealN(n int) ([]C, error) {
	panic("not implemented: Deck.DealN")
}

// Remaining returns how many cards are left.
func (d *Deck[C]) Remaining() int {
	panic("not implemented: Deck.Remaining")
}

// Reset takes every card back and restores the order that [NewDeck] was given.
func (d *Deck[C]) Reset() {
	panic("not implemented: Deck.Reset")
}

// Hand is the cards of a player or of the dealer, counted as blackjack does: a number counts as
// itself, Jack, Queen and King count 10, and each ace 1 or 11. Its cards must be valid.
//
// A Hand comes from [NewHand]. It must not be copied, and it is not safe for concurrent use.
type Hand struct {
	// Your fields go here.
}

// NewHand returns a Hand of the cards, in their order. It copies them.
func NewHand(cards ...Card) *Hand {
	panic("not implemented: NewHand")
}

// Add adds a card, behind the others.
func (h *Hand) Add(c Card) {
	panic("not implemented: Hand.Add")
}

// Cards returns the cards in the order in which they came, in a new slice.
func (h *Hand) Cards() []Card {
	panic("not implemented: Hand.Cards")
}

// Scores returns every total that the Hand can have, each once, the least first: [5 15] for an ace
// and a four. That of a Hand without cards is [0]. The slice is new.
func (h *Hand) Scores() []int {
	panic("not implemented: Hand.Scores")
}

// Score returns the total that counts: the highest of [Hand.Scores] that is not above 21, or the
// least of them if all are. It is soft if an ace counts 11 in it.
func (h *Hand) Score() (total int, soft bool) {
	panic("not implemented: Hand.Score")
}

// IsBlackjack reports whether the Hand is an ace and a card that counts 10, and nothing else.
func (h *Hand) IsBlackjack() bool {
	panic("not implemented: Hand.IsBlackjack")
}

// IsBust reports whether every total of the Hand is above 21.
func (h *Hand) IsBust() bool {
	panic("not implemented: Hand.IsBust")
}

// Round is one round of blackjack: a dealer, and seats with a bet each.
//
// The hands act one after another, by seat and then by hand. One that stands, has 21 or is bust
// acts no more. When none is left the dealer plays, without being asked, and the round is over.
//
// A Round comes from [NewRound]: its zero value is not ready to use. It is not safe for concurrent
// use.
type Round struct {
	// Your fields go here.
}

// NewRound begins a round with a seat for each bet, and deals from the top of the deck, which
// serves the whole round: a card to each seat and one to the dealer, which everybody sees, then a
// second one to each seat and one to the dealer, which is hidden. If the dealer's two cards are a
// blackjack the round is over at once. The bets are copied.
//
// NewRound panics if the Rules are impossible. If there is no bet, or one is not from 1 to
// [MaxBet], the error is [ErrBet]. If the deck has too few cards for this the error is [ErrEmpty],
// and nothing is dealt.
func NewRound(rules Rules, deck *Deck[Card], bets ...int64) (*Round, error) {
	panic("not implemented: NewRound")
}

// Turn returns whose turn it is, or false when the round is over.
func (r *Round) Turn() (Turn, bool) {
	panic("not implemented: Round.Turn")
}

// Legal returns what may be done with the hand whose turn it is, in the order Hit, Stand, Double,
// Split and in a new slice. It does not look at how many cards the deck has left. When the round is
// over it is empty.
//
// Hit and Stand are legal at each turn. Double is legal with two cards, unless the hand comes from
// a split and the Rules forbid that. Split is legal with two cards that count the same, such as a
// ten and a king, while the seat has fewer hands than the Rules allow.
func (r *Round) Legal() []Action {
	panic("not implemented: Round.Legal")
}

// Act does what a says with the hand whose turn it is.
//
// Hit takes a card. Stand ends the hand's play. Double doubles the bet, takes one card, and ends
// the hand's play. Split leaves the first card where it is and moves the second one to a new hand,
// with the same bet, that comes right after; the first of the two takes a card, then the new one.
// Two aces that are split take no more than this: the play of both hands ends.
//
// If the round is over the error is [ErrPhase]. If a is not in [Round.Legal] it is [ErrAction]. If
// the deck has fewer cards left than a takes it is [ErrEmpty]. They are looked for in this order,
// and with an error nothing changes.
//
// After the last hand the dealer plays: he draws while he has less than 17, and on a soft 17 if the
// Rules say so. He draws nothing if every hand is bust or a blackjack, and when the deck is empty
// he stands on what he has.
func (r *Round) Act(a Action) error {
	panic("not implemented: Round.Act")
}

// Hand returns the cards of a hand of a seat, both counted from 0, in the order in which they came
// and in a new slice. It panics if there is no such hand.
func (r *Round) Hand(seat, hand int) []Card {
	panic("not implemented: Round.Hand")
}

// Dealer returns the dealer's cards in the order in which they came, in a new slice: until the
// round is over only the one that everybody sees, and then all of them.
func (r *Round) Dealer() []Card {
	panic("not implemented: Round.Dealer")
}

// Results returns what became of each hand, by seat and then by hand, in a new slice. Until the
// round is over the error is [ErrPhase].
//
// A hand that is bust loses, even if the dealer is bust too. A blackjack ties with the dealer's
// blackjack and beats all else, another 21 too; the two cards of a hand that comes from a split are
// never one. Other hands win if the dealer is bust or has less, tie if he has the same, and lose if
// he has more or a blackjack.
//
// Profit is −Bet for [Lose], 0 for [Push], Bet for [Win], and for [Blackjack] what the Rules say,
// exactly and rounded down.
func (r *Round) Results() ([]Result, error) {
	panic("not implemented: Round.Results")
}

// PokerRank is what a poker hand is worth. Those of five, six and seven cards can be compared with
// one another.
//
// A PokerRank comes from [EvalPoker].
type PokerRank struct {
	// Your fields go here.
}

// EvalPoker returns the rank of the best poker hand that five of the cards make. It wants five, six
// or seven cards: for another number the error is [ErrCount]. If a card is not valid, or there
// twice, the error is [ErrCard]. ErrCount comes first. The order of the cards does not matter, and
// a slice of them is left as it is.
//
// The categories are the usual ones. An ace is high, or low in the straight A-2-3-4-5, and nothing
// in between: Q-K-A-2-3 is no straight. Within a category the ranks that occur more often decide
// first, so the triple of a full house comes before its pair; then the other cards decide, from
// high to low. Of straights the highest card decides, which is the five in A-2-3-4-5. Suits never
// decide.
func EvalPoker(cards ...Card) (PokerRank, error) {
	panic("not implemented: EvalPoker")
}

// Compare returns a positive number if p beats q, a negative one if q beats p, and 0 exactly if
// they tie.
func (p PokerRank) Compare(q PokerRank) int {
	panic("not implemented: PokerRank.Compare")
}

// Category returns the category of the hand.
func (p PokerRank) Category() Category {
	panic("not implemented: PokerRank.Category")
}

// String returns the rank for people to read, such as "full house K 10". The wording is up to you.
func (p PokerRank) String() string {
	panic("not implemented: PokerRank.String")
}
