//go:build stub

package deckofcards

import "math/rand/v2"

// ParseCard returns the card that s names: a rank, right behind it a suit, and nothing else. A rank is
// A, 2 to 10, T (for 10), J, Q or K. A suit is ♣, ♦, ♥, ♠, C, D, H or S. Letters may be capital or small:
// "A♠", "As" and "aS" are the same card. They are letters of ASCII: ſ is not an s, although Unicode folds
// one to the other.
//
// For any other text, such as "05♠" or "A♠\n", the error is [ErrCard], and its message contains s, as it
// is or as %q prints it.
func ParseCard(s string) (Card, error) {
	panic("not implemented: ParseCard")
}

// Standard returns the 52 cards of a deck, in a new slice: the clubs from Ace to King, then the
// diamonds, the hearts and the spades.
func Standard() []Card {
	panic("not implemented: Standard")
}

// Deck is a pile of cards that are dealt from the top. The caller chooses what a card is, and how many
// cards there are: nothing limits their number.
//
// A Deck comes from [NewDeck]: its zero value is not ready to use. It must not be copied, and it is not
// safe for concurrent use.
type Deck[C any] struct {
	// Your fields go here.
}

// NewDeck returns a Deck of the cards. The first one is the top. A card may be there several times, as
// in a shoe of several decks.
//
// NewDeck copies the cards: if they come from a slice, the Deck and that slice share no memory. If the
// cards are pointers, the pointers are copied, and not what they point to.
func NewDeck[C any](cards ...C) *Deck[C] {
	panic("not implemented: NewDeck")
}

// Shuffle puts the cards that are left into a random order. The cards that were dealt stay dealt. If
// the numbers of r are random, every order is equally likely.
//
// The new order depends only on the order of the cards that are left and on the numbers that Shuffle
// takes from r before it returns. If r is nil, Shuffle uses the global source of math/rand/v2.
func (d *Deck[C]) Shuffle(r *rand.Rand) {
	panic("not implemented: Deck.Shuffle")
}

// Deal takes the top card and returns it. If no card is left, the error is [ErrEmpty].
func (d *Deck[C]) Deal() (C, error) {
	panic("not implemented: Deck.Deal")
}

// DealN takes n cards from the top and returns them, the top one first, in a new slice. It takes all or
// none:
//
//   - If n is negative, the error is [ErrCount].
//   - If fewer than n cards are left, the error is [ErrEmpty].
//   - If n is 0, DealN returns no cards and no error, even if no card is left.
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
// itself, Jack, Queen and King count 10, and each ace counts 1 or 11. Nothing limits how many cards a Hand
// has. They must be valid: a Hand need not check that.
//
// A Hand comes from [NewHand]: its zero value is not ready to use. It must not be copied, and it is not
// safe for concurrent use.
type Hand struct {
	// Your fields go here.
}

// NewHand returns a Hand of the cards, in their order. It copies them.
func NewHand(cards ...Card) *Hand {
	panic("not implemented: NewHand")
}

// Add adds a card behind the others.
func (h *Hand) Add(c Card) {
	panic("not implemented: Hand.Add")
}

// Cards returns the cards in the order in which they came, in a new slice.
func (h *Hand) Cards() []Card {
	panic("not implemented: Hand.Cards")
}

// Scores returns every total that the Hand can have, each once, the lowest first, in a new slice: [5 15]
// for an ace and a four. For a Hand without cards it is [0].
func (h *Hand) Scores() []int {
	panic("not implemented: Hand.Scores")
}

// Score returns the total that counts: the highest of [Hand.Scores] that is not above 21, or the
// lowest if all are above 21. It is soft if an ace counts 11 in it.
func (h *Hand) Score() (total int, soft bool) {
	panic("not implemented: Hand.Score")
}

// IsBlackjack reports whether the Hand is exactly two cards: an ace and a card that counts 10.
func (h *Hand) IsBlackjack() bool {
	panic("not implemented: Hand.IsBlackjack")
}

// IsBust reports whether every total of the Hand is above 21.
func (h *Hand) IsBust() bool {
	panic("not implemented: Hand.IsBust")
}

// Round is one round of blackjack: a dealer, and seats with a bet each. Nothing limits the number of
// seats.
//
// The hands act one after another, by seat and then by hand. A hand that stands, has 21 or is bust
// no longer acts. When no hand is left to act, the dealer plays within the same call, and the round is
// over.
//
// A Round takes each card from the top of its deck at the moment when the card is needed, and keeps
// none in reserve. So the caller may deal from the deck, shuffle it, reset it or begin another round
// with it at any time. The round goes on with the deck as it is then.
//
// A Round comes from [NewRound]: its zero value is not ready to use. It must not be copied, and it is not
// safe for concurrent use.
type Round struct {
	// Your fields go here.
}

// NewRound begins a round with a seat for each bet. It deals one card at a time from the top of the
// deck: one to each seat, the up card to the dealer, a second one to each seat, and the hole card to the
// dealer. If the dealer's two cards are a blackjack, the round is over at once. The bets are copied.
//
// If several of these apply, the first one counts. With each of them nothing is dealt.
//
//   - If the Rules are impossible, NewRound panics.
//   - If there is no bet, or one is not from 1 to [MaxBet], the error is [ErrBet].
//   - If the deck has fewer than two cards for each seat and for the dealer, the error is [ErrEmpty].
func NewRound(rules Rules, deck *Deck[Card], bets ...int64) (*Round, error) {
	panic("not implemented: NewRound")
}

// Turn returns whose turn it is, and true. When the round is over it returns false, and the Turn beside
// it means nothing.
func (r *Round) Turn() (Turn, bool) {
	panic("not implemented: Round.Turn")
}

// Legal returns what may be done with the hand whose turn it is, in the order Hit, Stand, Double,
// Split and in a new slice. It does not look at how many cards the deck has left. When the round is
// over, it returns no actions.
//
//   - Hit and Stand are legal at each turn.
//   - Double is legal with two cards, unless the hand comes from a split and the Rules forbid that.
//   - Split is legal with two cards that count the same, such as a ten and a king, while the seat has
//     fewer hands than the Rules allow.
func (r *Round) Legal() []Action {
	panic("not implemented: Round.Legal")
}

// Act does a with the hand whose turn it is:
//
//   - Hit takes a card.
//   - Stand ends the hand's play.
//   - Double doubles the hand's bet, takes one card, and ends the hand's play.
//   - Split makes two hands of one. The old hand keeps its first card. A new hand with the same bet comes
//     right after it and gets the second card. Then the old hand takes a card, and then the new one.
//     (In a casino the new hand gets its card later, when its turn comes.)
//   - After a Split of two aces the play of both hands ends, even if there is another pair of aces.
//
// If several of these apply, the first one counts. With each of them nothing changes.
//
//   - If the round is over, the error is [ErrPhase].
//   - If a is not in [Round.Legal], the error is [ErrAction].
//   - If the deck has fewer cards than a takes, one for Hit and Double and two for Split, the error is
//     [ErrEmpty].
//
// After the last hand the dealer plays. The dealer draws while the total is below 17, and on a soft 17
// if the Rules say so. If the deck is empty, the dealer stands. If each hand is bust or a blackjack, the
// dealer draws nothing.
func (r *Round) Act(a Action) error {
	panic("not implemented: Round.Act")
}

// Hand returns the cards of a hand of a seat, both counted from 0, in the order in which they came
// and in a new slice. If there is no such hand, Hand panics.
func (r *Round) Hand(seat, hand int) []Card {
	panic("not implemented: Round.Hand")
}

// Dealer returns the dealer's cards in the order in which they came, in a new slice. Until the round is
// over this is the up card alone, and the hole card is not in the room behind it either. Then it is all of
// them.
func (r *Round) Dealer() []Card {
	panic("not implemented: Round.Dealer")
}

// Results returns what became of each hand, by seat and then by hand, in a new slice. If the round is not
// over, the error is [ErrPhase].
//
// The first line that applies to a hand decides:
//
//   - A bust hand loses, even if the dealer is bust too.
//   - A blackjack is a push if the dealer has a blackjack. Otherwise it wins as [Blackjack].
//   - If the dealer has a blackjack, the hand loses.
//   - If the dealer is bust, the hand wins.
//   - The higher total wins. Equal totals are a push.
//
// An ace and a card that counts 10 in a hand that comes from a split are 21 like any other, and no
// blackjack.
//
// Profit is −Bet for [Lose], 0 for [Push] and Bet for [Win]. For [Blackjack] it is what the Rules say,
// exactly and rounded down.
func (r *Round) Results() ([]Result, error) {
	panic("not implemented: Round.Results")
}

// PokerRank is what a poker hand is worth. Ranks of hands of five, six and seven cards can be compared
// with one another, by [PokerRank.Compare] and not by ==.
//
// A PokerRank comes from [EvalPoker]: its zero value is not ready to use.
type PokerRank struct {
	// Your fields go here.
}

// EvalPoker returns the rank of the best poker hand that five of the cards make. The order of the cards
// does not matter. If they come from a slice, EvalPoker neither changes nor keeps it.
//
// If both of these apply, the first one counts.
//
//   - If there are fewer than five cards or more than seven, the error is [ErrCount].
//   - If a card is not valid, or there twice, the error is [ErrCard].
//
// The categories are the usual ones. An ace is high, or low in the straight A-2-3-4-5, and nothing
// in between: Q-K-A-2-3 is no straight. Within a category the ranks that occur more often decide
// first, so the triple of a full house comes before its pair. Then the other cards decide, from
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

// String returns the rank for people to read, such as "full house K 10". The wording is up to you, but
// the text is not empty.
func (p PokerRank) String() string {
	panic("not implemented: PokerRank.String")
}
