//go:build stub

package deckofcards

import "math/rand/v2"

// ParseCard returns the card that s names: a rank, then a suit, and nothing else. A rank is A, 2 to 10,
// T (which means 10), J, Q or K. A suit is ♣, ♦, ♥, ♠, C, D, H or S. Letters may be upper or lower case:
// "A♠", "As" and "aS" are the same card. Only ASCII letters count: ſ is not an s, although Unicode folds
// one to the other.
//
// If s is any other text, such as "05♠" or "A♠\n", ParseCard returns [ErrCard]. The message of the error contains
// all of s, either as it is or as %q prints it.
func ParseCard(s string) (Card, error) {
	panic("not implemented: ParseCard")
}

// Standard returns the 52 cards of a pack in a new slice: the clubs from Ace to King, then the diamonds,
// the hearts and the spades in the same order.
func Standard() []Card {
	panic("not implemented: Standard")
}

// Deck is a pile of cards that are dealt from the top. The caller chooses the type of a card and the
// number of cards, which has no limit.
//
// Two Decks share nothing. A Deck comes from [NewDeck]: its zero value is not ready to use. It must not
// be copied, and it is not safe for concurrent use.
type Deck[C any] struct {
	// Your fields go here.
}

// NewDeck returns a Deck of the cards. The first card is the top. The same card may occur several times,
// as in a shoe.
//
// NewDeck copies the cards: if they come from a slice, the Deck and that slice share no memory. If the
// cards are pointers, NewDeck copies the pointers and not what they point to.
func NewDeck[C any](cards ...C) *Deck[C] {
	panic("not implemented: NewDeck")
}

// Shuffle puts the cards that are left into random order (step 3). The cards that were dealt stay dealt.
// If the numbers of r are random, every order is equally likely, for any number of cards.
//
// The new order depends only on the order of the cards that are left and on the numbers that Shuffle
// takes from r before it returns. So two Shuffles give the same order if their sources give the same numbers, as
// new sources with the same seed do, and the same cards are left in the same order. If r is nil, Shuffle uses
// the global source of math/rand/v2.
func (d *Deck[C]) Shuffle(r *rand.Rand) {
	panic("not implemented: Deck.Shuffle")
}

// Deal takes the top card and returns it. If no card is left, Deal returns [ErrEmpty].
func (d *Deck[C]) Deal() (C, error) {
	panic("not implemented: Deck.Deal")
}

// DealN takes n cards from the top and returns them in a new slice, the top card first. It takes all n
// cards or none:
//
//   - If n is negative, DealN returns [ErrCount].
//   - If fewer than n cards are left, DealN returns [ErrEmpty].
//   - If n is 0, DealN returns no cards and no error, even if no card is left.
func (d *Deck[C]) DealN(n int) ([]C, error) {
	panic("not implemented: Deck.DealN")
}

// Remaining returns the number of cards that are left.
func (d *Deck[C]) Remaining() int {
	panic("not implemented: Deck.Remaining")
}

// Reset takes every card back and restores the order that [NewDeck] was given, even after a Shuffle.
func (d *Deck[C]) Reset() {
	panic("not implemented: Deck.Reset")
}

// Hand is the cards of a player or of the dealer, counted as in blackjack. The ranks 2 to 10 count their
// number. Jack, Queen and King count 10. Each ace counts 1 or 11. The number of cards has no limit. The
// cards must be valid: a Hand need not check that.
//
// Two Hands share nothing. A Hand comes from [NewHand]: its zero value is not ready to use. It must not
// be copied, and it is not safe for concurrent use.
type Hand struct {
	// Your fields go here.
}

// NewHand returns a Hand of the cards, in their order. It copies them.
func NewHand(cards ...Card) *Hand {
	panic("not implemented: NewHand")
}

// Add adds a card after the others.
func (h *Hand) Add(c Card) {
	panic("not implemented: Hand.Add")
}

// Cards returns the cards in a new slice, in the order in which the Hand got them.
func (h *Hand) Cards() []Card {
	panic("not implemented: Hand.Cards")
}

// Scores returns every total that the Hand can have, in a new slice, each total once and the lowest
// first: [5 15] for an ace and a four. For a Hand without cards it is [0].
func (h *Hand) Scores() []int {
	panic("not implemented: Hand.Scores")
}

// Score returns the total that counts: the highest of [Hand.Scores] that is not above 21, or the lowest
// if all are above 21. It is soft if an ace counts 11 in it. So four aces, with the totals
// [4 14 24 34 44], count a soft 14.
func (h *Hand) Score() (total int, soft bool) {
	panic("not implemented: Hand.Score")
}

// IsBlackjack reports whether the Hand is exactly two cards: an ace and a card that counts 10. A Hand does
// not know whether it comes from a split: only the [Round] knows that.
func (h *Hand) IsBlackjack() bool {
	panic("not implemented: Hand.IsBlackjack")
}

// IsBust reports whether every total of the Hand is above 21.
func (h *Hand) IsBust() bool {
	panic("not implemented: Hand.IsBust")
}

// Round is one round of blackjack: a dealer, and seats with a bet each. The number of seats has no limit.
//
// The hands act one after another, by seat and then by hand. A hand that has 21, is bust or has ended
// its play no longer acts. So a blackjack never acts. When no hand is left to act, the dealer plays
// within the call of NewRound or Act that left none, and the round is over.
//
// A hand that comes from a split (step 6) is never a blackjack: an ace and a card that counts 10 are a
// 21 like any other.
//
// A Round takes each card from the top of its deck at the moment when it needs the card, and keeps no
// card in reserve. So the caller may deal from the deck, shuffle it, reset it or begin another round
// with it at any time. The Round goes on with the deck as it is then.
//
// Two Rounds share nothing, except their deck if it is the same one. A Round comes from [NewRound]: its
// zero value is not ready to use. It must not be copied, and it is not safe for concurrent use.
type Round struct {
	// Your fields go here.
}

// NewRound begins a round with a seat for each bet. It deals one card at a time from the top of the
// deck: one to each seat, the up card to the dealer, a second one to each seat, and the hole card to the
// dealer. If the dealer has a blackjack, or every seat has one, the round is over at once. NewRound
// copies the bets and does not change that slice. The cards must be valid: a Round need not check that.
//
// The first of these that applies counts, and then nothing is dealt:
//
//   - If the Rules are impossible, NewRound panics.
//   - If there is no bet, or a bet is not from 1 to [MaxBet], NewRound returns [ErrBet].
//   - If the deck has fewer than two cards for each seat and two for the dealer, NewRound returns
//     [ErrEmpty].
func NewRound(rules Rules, deck *Deck[Card], bets ...int64) (*Round, error) {
	panic("not implemented: NewRound")
}

// Turn returns the hand whose turn it is, and true. If the round is over, it returns false, and the Turn
// means nothing.
func (r *Round) Turn() (Turn, bool) {
	panic("not implemented: Round.Turn")
}

// Legal returns the actions that are legal for the hand whose turn it is, in a new slice and in the
// order Hit, Stand, Double, Split. It does not look at how many cards the deck has left: Act does. If the round is
// over, it returns no actions.
//
//   - Hit and Stand are legal at each turn.
//   - Double is legal with two cards, unless the hand comes from a split and NoDoubleAfterSplit is set.
//   - Split is legal with two cards that count the same, such as a ten and a king, if the seat has fewer
//     hands than the Rules allow.
//
// In step 5 nobody doubles or splits. What Legal and Act make of Double and Split does not matter yet.
func (r *Round) Legal() []Action {
	panic("not implemented: Round.Legal")
}

// Act plays the action a on the hand whose turn it is:
//
//   - Hit takes a card.
//   - Stand ends the hand's play.
//   - Double (step 6) doubles the hand's bet, takes one card, and ends the hand's play.
//   - Split (step 6) makes two hands of one. The old hand keeps its first card. A new hand with the same
//     bet comes right after it and gets the second card. Then the old hand takes a card, and then the
//     new hand takes one. From then on both hands come from a split. Both act in turn, and each may be
//     split or doubled if that is legal. (In some casinos the new hand gets its card later, when its turn
//     comes.)
//   - After a Split of two aces the play of both hands ends, even if one of them has two aces again.
//
// Act returns the first of these errors that applies, and then nothing changes:
//
//   - If the round is over, Act returns [ErrPhase] for every action.
//   - If action a is not in [Round.Legal], Act returns [ErrAction].
//   - If the deck has fewer cards than the action takes, Act returns [ErrEmpty]. Hit and Double take one
//     card, and Split takes two.
//
// After the last hand the dealer plays. The dealer draws while the total is below 17, and also on a soft 17
// if the Rules say so. If the deck is empty, the dealer stands. If every hand of the players is bust or a
// blackjack, some perhaps the one and some the other, the dealer draws nothing.
func (r *Round) Act(a Action) error {
	panic("not implemented: Round.Act")
}

// Hand returns the cards of a hand of a seat in a new slice, in the order in which the hand got them.
// Seats and hands are counted from 0. If there is no such hand, Hand panics.
func (r *Round) Hand(seat, hand int) []Card {
	panic("not implemented: Round.Hand")
}

// Dealer returns the dealer's cards in a new slice, in the order in which they were dealt. Until the
// round is over it returns the up card only, and the spare capacity of the slice never contains a card.
func (r *Round) Dealer() []Card {
	panic("not implemented: Round.Dealer")
}

// Results returns how each hand ended, by seat and then by hand, in a new slice. It is the same each
// time. If the round is not over, Results returns [ErrPhase].
//
// The first line that applies to a hand decides:
//
//   - A bust hand loses, even if the dealer is bust too.
//   - A blackjack is a push if the dealer has a blackjack. Otherwise it wins as [Blackjack].
//   - If the dealer has a blackjack, the hand loses.
//   - If the dealer is bust, the hand wins.
//   - The higher total wins. Equal totals are a push.
//
// Profit is −Bet for [Lose], 0 for [Push] and Bet for [Win]. For [Blackjack] it is what the Rules say,
// computed exactly and then rounded down.
func (r *Round) Results() ([]Result, error) {
	panic("not implemented: Round.Results")
}

// PokerRank says how good a poker hand is. Ranks of hands of five, six and seven cards can be compared
// with one another, by [PokerRank.Compare] and not by ==.
//
// A PokerRank comes from [EvalPoker]: its zero value is not ready to use.
type PokerRank struct {
	// Your fields go here.
}

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
	panic("not implemented: EvalPoker")
}

// Compare returns a positive number if p beats q, a negative one if q beats p, and 0 if they tie.
func (p PokerRank) Compare(q PokerRank) int {
	panic("not implemented: PokerRank.Compare")
}

// Category returns the category of the hand.
func (p PokerRank) Category() Category {
	panic("not implemented: PokerRank.Category")
}

// String returns the rank as a text for people, such as "full house K 10". The wording is up to you, but
// the text is not empty.
func (p PokerRank) String() string {
	panic("not implemented: PokerRank.String")
}
