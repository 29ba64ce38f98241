//go:build !stub

package deckofcards

import (
	"fmt"
	"slices"
)

const dealerStandsAt = 17 // the dealer draws below this total

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
	rules  Rules // with defaults
	deck   *Deck[Card]
	seats  [][]*playerHand // by seat and then by hand; each seat has at least one hand
	dealer *Hand           // the second card is hidden until the round is over

	// The round is over if no hand is open, or if the dealer was dealt a blackjack. Then turn is zero.
	// Until then turn is the first open hand.
	over bool
	turn Turn
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
	if !possible(rules) {
		panic(fmt.Sprintf("deckofcards: impossible rules: %+v", rules))
	}
	if err := checkBets(bets); err != nil {
		return nil, err
	}
	n := len(bets)
	// DealN takes all or none. The cards are in dealing order: a first card for each seat and for the dealer,
	// then a second one for each.
	cards, err := deck.DealN(2 * (n + 1))
	if err != nil {
		return nil, err
	}
	first, second := cards[:n+1], cards[n+1:] // in each, the last card is the dealer's
	r := &Round{rules: withDefaults(rules), deck: deck, dealer: NewHand(first[n], second[n])}
	for seat, bet := range bets {
		h := &playerHand{hand: NewHand(first[seat], second[seat]), bet: bet}
		r.seats = append(r.seats, []*playerHand{h})
	}
	// If the dealer has a blackjack, nobody acts: advance would give the turn to the first open hand.
	if r.dealer.IsBlackjack() {
		r.over = true
		return r, nil
	}
	r.advance()
	return r, nil
}

// Turn returns the hand whose turn it is, and true. If the round is over, it returns false, and the Turn
// means nothing.
func (r *Round) Turn() (Turn, bool) { return r.turn, !r.over }

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
	if r.over {
		return nil
	}
	legal := []Action{Hit, Stand}
	if r.mayDouble() {
		legal = append(legal, Double)
	}
	if r.maySplit() {
		legal = append(legal, Split)
	}
	return legal
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
	if r.over {
		return fmt.Errorf("%w: %v after the end", ErrPhase, a)
	}
	if legal := r.Legal(); !slices.Contains(legal, a) {
		return fmt.Errorf("%w: %v, want one of %v", ErrAction, a, legal)
	}
	cards, err := r.deck.DealN(cardsFor(a))
	if err != nil {
		return fmt.Errorf("%w, for %v", err, a)
	}
	h := r.current()
	switch a {
	case Hit:
		h.hand.Add(cards[0])
	case Stand:
		h.stands = true
	case Double:
		h.hand.Add(cards[0])
		h.bet *= 2
		h.stands = true
	case Split:
		r.split(cards)
	}
	r.advance()
	return nil
}

// cardsFor returns the number of cards that an action takes from the deck.
func cardsFor(a Action) int {
	switch a {
	case Hit, Double:
		return 1
	case Split:
		return 2
	default: // Stand
		return 0
	}
}

// advance gives the turn to the first open hand. A hand that is not open never opens again, so the first
// open hand is the next one. If no hand is open, the dealer plays and the round is over.
func (r *Round) advance() {
	for seat, hands := range r.seats {
		for i, h := range hands {
			if h.isOpen() {
				r.turn = Turn{seat, i}
				return
			}
		}
	}
	r.playDealer()
	r.turn, r.over = Turn{}, true
}

// playDealer draws the dealer's cards, if the outcome of any hand depends on them.
func (r *Round) playDealer() {
	if !r.dealerNeeded() {
		return
	}
	for r.dealerDraws() {
		card, err := r.deck.Deal()
		if err != nil {
			return // the deck is empty, so the dealer stands
		}
		r.dealer.Add(card)
	}
}

// dealerNeeded reports whether a hand is left whose outcome depends on the dealer's total.
func (r *Round) dealerNeeded() bool {
	for _, hands := range r.seats {
		for _, h := range hands {
			if !h.hand.IsBust() && !h.wasDealtBlackjack() {
				return true
			}
		}
	}
	return false
}

// dealerDraws reports whether the rules make the dealer draw.
func (r *Round) dealerDraws() bool {
	total, soft := r.dealer.Score()
	return total < dealerStandsAt || total == dealerStandsAt && soft && r.rules.HitSoft17
}

// current returns the hand whose turn it is.
func (r *Round) current() *playerHand { return r.seats[r.turn.Seat][r.turn.Hand] }

// mayDouble reports whether the hand whose turn it is may be doubled.
func (r *Round) mayDouble() bool {
	h := r.current()
	return len(h.hand.cards) == 2 && !(h.split && r.rules.NoDoubleAfterSplit)
}

// maySplit reports whether the hand whose turn it is may be split.
func (r *Round) maySplit() bool {
	h := r.current()
	return len(h.hand.cards) == 2 && points(h.hand.cards[0].Rank) == points(h.hand.cards[1].Rank) &&
		len(r.seats[r.turn.Seat]) < r.rules.MaxHands
}

// split makes two hands of the hand whose turn it is. Each gets one of its two cards and one of the two drawn.
func (r *Round) split(drawn []Card) {
	h := r.current()
	first, second := h.hand.cards[0], h.hand.cards[1]
	// Two cards that count the same are both aces or neither is. The play of split aces ends here.
	aces := first.Rank == Ace
	*h = playerHand{hand: NewHand(first, drawn[0]), bet: h.bet, split: true, stands: aces}
	added := &playerHand{hand: NewHand(second, drawn[1]), bet: h.bet, split: true, stands: aces}
	seat := r.turn.Seat
	r.seats[seat] = slices.Insert(r.seats[seat], r.turn.Hand+1, added)
}
