//go:build !stub

package deckofcards

import (
	"fmt"
	"slices"
)

// Round is one round of blackjack: a dealer, and seats with a bet each.
//
// The hands act one after another, by seat and then by hand. One that stands, has 21 or is bust
// acts no more. When none is left the dealer plays, without being asked, and the round is over.
//
// A Round comes from [NewRound]: its zero value is not ready to use. It is not safe for concurrent
// use.
type Round struct {
	rules  Rules // with MaxHands, PayNum and PayDen filled in
	shoe   *Deck[Card]
	seats  [][]*playerHand // by seat, then hand; each seat has a hand at least
	dealer Hand            // the second card is hidden until the round is over

	// While players act, turn is the first hand that is open. When none is, the round is over and
	// turn is zero.
	over bool
	turn Turn
}

// playerHand is a Hand that a bet is on.
type playerHand struct {
	Hand
	bet    int64
	split  bool // comes from a split
	stands bool // takes no more cards, whatever its total
}

// moves is the state machine of a round: what may be done with the hand whose turn it is, and what
// that does. Whose turn comes next, and the end, are up to [Round.pass].
var moves = [...]struct {
	legal func(*Round, *playerHand) bool
	cards int // how many it takes from the shoe
	do    func(*Round, *playerHand, []Card)
}{
	Hit:    {(*Round).mayAct, 1, (*Round).hit},
	Stand:  {(*Round).mayAct, 0, (*Round).stand},
	Double: {(*Round).mayDouble, 1, (*Round).double},
	Split:  {(*Round).maySplit, 2, (*Round).split},
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
	r := &Round{rules: complete(rules), shoe: deck}
	if err := checkBets(bets); err != nil {
		return nil, err
	}
	n := len(bets)
	cards, err := deck.DealN(2 * (n + 1))
	if err != nil {
		return nil, err
	}
	first, second := cards[:n+1], cards[n+1:] // the dealer's is the last of each
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

// Turn returns whose turn it is, or false when the round is over.
func (r *Round) Turn() (Turn, bool) { return r.turn, !r.over }

// Legal returns what may be done with the hand whose turn it is, in the order Hit, Stand, Double,
// Split and in a new slice. It does not look at how many cards the deck has left. When the round is
// over it is empty.
//
// Hit and Stand are legal at each turn. Double is legal with two cards, unless the hand comes from
// a split and the Rules forbid that. Split is legal with two cards that count the same, such as a
// ten and a king, while the seat has fewer hands than the Rules allow.
func (r *Round) Legal() []Action {
	if r.over {
		return nil
	}
	var legal []Action
	for a := Hit; a <= Split; a++ {
		if moves[a].legal(r, r.current()) {
			legal = append(legal, a)
		}
	}
	return legal
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
	if r.over {
		return fmt.Errorf("%w: %v after the end", ErrPhase, a)
	}
	if legal := r.Legal(); !slices.Contains(legal, a) {
		return fmt.Errorf("%w: %v, want one of %v", ErrAction, a, legal)
	}
	cards, err := r.shoe.DealN(moves[a].cards)
	if err != nil {
		return fmt.Errorf("%w to %v", err, a)
	}
	moves[a].do(r, r.current(), cards)
	r.pass()
	return nil
}

// pass gives the turn to the first hand that is open. When there is none the dealer plays, and the
// round is over.
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
	return !h.stands && total < best
}

// current returns the hand whose turn it is.
func (r *Round) current() *playerHand { return r.seats[r.turn.Seat][r.turn.Hand] }

func (r *Round) mayAct(*playerHand) bool { return true }

func (r *Round) mayDouble(h *playerHand) bool {
	return len(h.cards) == 2 && !(h.split && r.rules.NoDoubleAfterSplit)
}

func (r *Round) maySplit(h *playerHand) bool {
	return len(h.cards) == 2 && points(h.cards[0].Rank) == points(h.cards[1].Rank) &&
		len(r.seats[r.turn.Seat]) < r.rules.MaxHands
}

func (r *Round) hit(h *playerHand, cards []Card) { h.Add(cards[0]) }

func (r *Round) stand(h *playerHand, _ []Card) { h.stands = true }

func (r *Round) double(h *playerHand, cards []Card) {
	h.Add(cards[0])
	h.bet *= 2
	h.stands = true
}

func (r *Round) split(h *playerHand, cards []Card) {
	aces := h.cards[0].Rank == Ace
	twin := &playerHand{Hand: *NewHand(h.cards[1], cards[1]), bet: h.bet, split: true, stands: aces}
	*h = playerHand{Hand: *NewHand(h.cards[0], cards[0]), bet: h.bet, split: true, stands: aces}
	hands := &r.seats[r.turn.Seat]
	*hands = slices.Insert(*hands, r.turn.Hand+1, twin)
}
