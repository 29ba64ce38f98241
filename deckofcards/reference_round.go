//go:build !stub

package deckofcards

import (
	"fmt"
	"slices"
)

// Round is one round of blackjack: a dealer, and seats with a bet each. The number of seats has no limit.
//
// The hands act one after another, by seat and then by hand. A hand that has 21, is bust or has ended
// its play no longer acts. So a blackjack never acts. When no hand is left to act, the dealer plays
// within the same call, and the round is over.
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
	dealer Hand            // the second card is hidden until the round is over

	// While players act, turn is the first open hand. When no hand is open, the round is over and turn
	// is zero.
	over bool
	turn Turn
}

// playerHand is a Hand with a bet.
type playerHand struct {
	Hand
	bet    int64
	split  bool // the hand comes from a split
	stands bool // the hand has ended its play, even if its total is below 21
}

// NewRound begins a round with a seat for each bet. It deals one card at a time from the top of the
// deck: one to each seat, the up card to the dealer, a second one to each seat, and the hole card to the
// dealer. If the dealer's two cards are a blackjack, the round is over at once. NewRound copies the
// bets. The cards must be valid: a Round need not check that.
//
// If several of these apply, the first one counts. In each case nothing is dealt.
//
//   - If the Rules are impossible, NewRound panics.
//   - If there is no bet, or a bet is not from 1 to [MaxBet], NewRound returns [ErrBet].
//   - If the deck has fewer than two cards for each seat and two for the dealer, NewRound returns
//     [ErrEmpty].
func NewRound(rules Rules, deck *Deck[Card], bets ...int64) (*Round, error) {
	r := &Round{rules: withDefaults(rules), deck: deck}
	if err := checkBets(bets); err != nil {
		return nil, err
	}
	n := len(bets)
	cards, err := deck.DealN(2 * (n + 1))
	if err != nil {
		return nil, err
	}
	first, second := cards[:n+1], cards[n+1:] // in each, the last card is the dealer's
	for seat, bet := range bets {
		h := &playerHand{Hand: *NewHand(first[seat], second[seat]), bet: bet}
		r.seats = append(r.seats, []*playerHand{h})
	}
	r.dealer = *NewHand(first[n], second[n])
	if r.over = r.dealer.IsBlackjack(); !r.over {
		r.pass()
	}
	return r, nil
}

// Turn returns the hand whose turn it is, and true. If the round is over, it returns false, and the Turn
// means nothing.
func (r *Round) Turn() (Turn, bool) { return r.turn, !r.over }

// Legal returns the actions that are legal for the hand whose turn it is, in a new slice and in the
// order Hit, Stand, Double, Split. It does not look at how many cards the deck has left. If the round is
// over, it returns no actions.
//
//   - Hit and Stand are legal at each turn.
//   - Double is legal with two cards, unless the hand comes from a split and the Rules forbid that.
//   - Split is legal with two cards that count the same, such as a ten and a king, if the seat has fewer
//     hands than the Rules allow.
//
// Step 5 ignores what Legal says about Double and Split. From step 6 on it matters.
func (r *Round) Legal() []Action {
	if r.over {
		return nil
	}
	legal := []Action{Hit, Stand}
	h := r.current()
	if r.mayDouble(h) {
		legal = append(legal, Double)
	}
	if r.maySplit(h) {
		legal = append(legal, Split)
	}
	return legal
}

// Act does a with the hand whose turn it is:
//
//   - Hit takes a card.
//   - Stand ends the hand's play.
//   - Double (step 6) doubles the hand's bet, takes one card, and ends the hand's play.
//   - Split (step 6) makes two hands of one. The old hand keeps its first card. A new hand with the same
//     bet comes right after it and gets the second card. Then the old hand takes a card, and then the
//     new hand takes one. Both act in turn, and each may be split or doubled if that is legal. (In some
//     casinos the new hand gets its card later, when its turn comes.)
//   - After a Split of two aces the play of both hands ends, even if one of them has two aces again.
//
// If several of these apply, the first one counts. In each case nothing changes.
//
//   - If the round is over, Act returns [ErrPhase] for every action.
//   - If a is not in [Round.Legal], Act returns [ErrAction].
//   - If the deck has fewer cards than a takes, Act returns [ErrEmpty]. Hit and Double take one card,
//     and Split takes two.
//
// After the last hand the dealer plays. The dealer draws while the total is below 17, and also on a soft
// 17 if the Rules say so. If the deck is empty, the dealer stands. If every hand is bust or a blackjack,
// the dealer draws nothing.
func (r *Round) Act(a Action) error {
	if r.over {
		return fmt.Errorf("%w: %v after the end", ErrPhase, a)
	}
	if legal := r.Legal(); !slices.Contains(legal, a) {
		return fmt.Errorf("%w: %v, want one of %v", ErrAction, a, legal)
	}
	cards, err := r.deck.DealN(cardsFor(a))
	if err != nil {
		return fmt.Errorf("%v: %w", a, err)
	}
	switch h := r.current(); a {
	case Hit:
		h.Add(cards[0])
	case Stand:
		h.stands = true
	case Double:
		h.Add(cards[0])
		h.bet *= 2
		h.stands = true
	case Split:
		r.split(h, cards)
	}
	r.pass()
	return nil
}

// cardsFor returns the number of cards that an action takes from the deck.
func cardsFor(a Action) int {
	switch a {
	case Hit, Double:
		return 1
	case Split:
		return 2
	default:
		return 0
	}
}

// pass gives the turn to the first open hand. If no hand is open, the dealer plays and the round is
// over.
func (r *Round) pass() {
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

// isOpen reports whether h may still act.
func (h *playerHand) isOpen() bool {
	total, _ := h.Score()
	return !h.stands && total < twentyOne
}

// current returns the hand whose turn it is.
func (r *Round) current() *playerHand { return r.seats[r.turn.Seat][r.turn.Hand] }

// mayDouble reports whether h, whose turn it is, may be doubled.
func (r *Round) mayDouble(h *playerHand) bool {
	return len(h.cards) == 2 && !(h.split && r.rules.NoDoubleAfterSplit)
}

// maySplit reports whether h, whose turn it is, may be split.
func (r *Round) maySplit(h *playerHand) bool {
	return len(h.cards) == 2 && points(h.cards[0].Rank) == points(h.cards[1].Rank) &&
		len(r.seats[r.turn.Seat]) < r.rules.MaxHands
}

// split makes two hands of h, whose turn it is, and gives one of the cards to each.
func (r *Round) split(h *playerHand, cards []Card) {
	aces := h.cards[0].Rank == Ace
	twin := &playerHand{Hand: *NewHand(h.cards[1], cards[1]), bet: h.bet, split: true, stands: aces}
	*h = playerHand{Hand: *NewHand(h.cards[0], cards[0]), bet: h.bet, split: true, stands: aces}
	hands := &r.seats[r.turn.Seat]
	*hands = slices.Insert(*hands, r.turn.Hand+1, twin)
}
