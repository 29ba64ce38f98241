package deckofcards_test

import (
	"slices"

	"github.com/oodkit/oodkit/deckofcards"
)

// The model of a Round has its hands in one list, by seat and then by hand, and states every rule directly.

// house is the model's side of a game: a deck, and the round that is played now.
type house struct {
	table
	shoe *[]deckofcards.Card // what is left; houses may share it
	*model
}

// modelHand is a hand of the model.
type modelHand struct {
	seat  int
	cards []deckofcards.Card
	bet   int64
	split bool // comes from a split
	done  bool // no longer acts
}

func (h *modelHand) total() int {
	total, _ := score(h.cards)
	return total
}

func (h *modelHand) blackjack() bool { return !h.split && len(h.cards) == 2 && h.total() == 21 }

type model struct {
	rules  deckofcards.Rules
	shoe   *[]deckofcards.Card // what is left
	hands  []*modelHand
	dealer []deckofcards.Card

	over    bool
	results []deckofcards.Result
}

// newModel begins a round.
func newModel(tb table, shoe *[]deckofcards.Card) (*model, error) {
	if len(tb.bets) == 0 || slices.Min(tb.bets) < 1 || slices.Max(tb.bets) > 1_000_000_000_000 {
		return nil, deckofcards.ErrBet
	}
	if len(*shoe) < 2*len(tb.bets)+2 {
		return nil, deckofcards.ErrEmpty
	}
	m := &model{rules: tb.rules, shoe: shoe}
	for seat, bet := range tb.bets {
		m.hands = append(m.hands, &modelHand{seat: seat, bet: bet, cards: m.take(1)})
	}
	m.dealer = m.take(1)
	for _, h := range m.hands {
		h.cards = append(h.cards, m.take(1)...)
		h.done = h.total() == 21
	}
	m.dealer = append(m.dealer, m.take(1)...)
	if total, _ := score(m.dealer); total == 21 {
		m.over = true
		m.pay()
		return m, nil
	}
	m.end()
	return m, nil
}

// take takes n cards from the shoe.
func (m *model) take(n int) []deckofcards.Card { return takeFrom(m.shoe, n) }

func takeFrom(shoe *[]deckofcards.Card, n int) []deckofcards.Card {
	cs := slices.Clone((*shoe)[:n])
	*shoe = (*shoe)[n:]
	return cs
}

// current returns the hand whose turn it is and its place in the list.
func (m *model) current() (*modelHand, int) {
	for i, h := range m.hands {
		if !h.done {
			return h, i
		}
	}
	return nil, -1
}

// turn returns whose turn it is, or false when the round is over.
func (m *model) turn() (deckofcards.Turn, bool) {
	if m.over {
		return deckofcards.Turn{}, false
	}
	_, at := m.current()
	return m.number(at), true
}

// number returns the seat of the hand at a place in the list, and its number there.
func (m *model) number(at int) deckofcards.Turn {
	t := deckofcards.Turn{Seat: m.hands[at].seat}
	for _, h := range m.hands[:at] {
		if h.seat == t.Seat {
			t.Hand++
		}
	}
	return t
}

// hand returns the cards of a hand, or nil if there is no such hand.
func (m *model) hand(seat, hand int) []deckofcards.Card {
	for at, h := range m.hands {
		if m.number(at) == (deckofcards.Turn{Seat: seat, Hand: hand}) {
			return h.cards
		}
	}
	return nil
}

func (m *model) legal() []deckofcards.Action {
	if m.over {
		return nil
	}
	h, _ := m.current()
	legal := []deckofcards.Action{deckofcards.Hit, deckofcards.Stand}
	if len(h.cards) != 2 {
		return legal
	}
	if !h.split || !m.rules.NoDoubleAfterSplit {
		legal = append(legal, deckofcards.Double)
	}
	most := m.rules.MaxHands
	if most == 0 {
		most = 4
	}
	worth := func(c deckofcards.Card) int { return totals([]deckofcards.Card{c})[0] }
	if worth(h.cards[0]) == worth(h.cards[1]) && m.hand(h.seat, most-1) == nil {
		legal = append(legal, deckofcards.Split)
	}
	return legal
}

// act plays the action a.
func (m *model) act(a deckofcards.Action) error {
	if m.over {
		return deckofcards.ErrPhase
	}
	if !slices.Contains(m.legal(), a) {
		return deckofcards.ErrAction
	}
	if len(*m.shoe) < map[deckofcards.Action]int{deckofcards.Hit: 1, deckofcards.Double: 1, deckofcards.Split: 2}[a] {
		return deckofcards.ErrEmpty
	}
	h, at := m.current()
	switch a {
	case deckofcards.Hit:
		h.cards = append(h.cards, m.take(1)...)
		h.done = h.total() >= 21
	case deckofcards.Stand:
		h.done = true
	case deckofcards.Double:
		h.cards = append(h.cards, m.take(1)...)
		h.bet *= 2
		h.done = true
	case deckofcards.Split:
		aces := h.cards[0].Rank == deckofcards.Ace
		second := &modelHand{seat: h.seat, bet: h.bet, split: true, cards: h.cards[1:2]}
		h.cards, h.split = append(h.cards[:1:1], m.take(1)...), true
		second.cards = append(second.cards[:1:1], m.take(1)...)
		h.done, second.done = aces || h.total() == 21, aces || second.total() == 21
		m.hands = slices.Insert(m.hands, at+1, second)
	}
	m.end()
	return nil
}

// end ends the round if no hand is left to act.
func (m *model) end() {
	if h, _ := m.current(); h != nil {
		return
	}
	m.over = true
	m.draw()
	m.pay()
}

// draw draws the dealer's cards, unless every hand is bust or a blackjack.
func (m *model) draw() {
	if !slices.ContainsFunc(m.hands, func(h *modelHand) bool { return h.total() <= 21 && !h.blackjack() }) {
		return
	}
	for len(*m.shoe) > 0 {
		total, soft := score(m.dealer)
		if total > 17 || total == 17 && (!soft || !m.rules.HitSoft17) {
			return
		}
		m.dealer = append(m.dealer, m.take(1)...)
	}
}

// pay sets the results.
func (m *model) pay() {
	for at, h := range m.hands {
		turn := m.number(at)
		result := deckofcards.Result{Seat: turn.Seat, Hand: turn.Hand, Bet: h.bet, Outcome: m.outcome(h)}
		switch result.Outcome {
		case deckofcards.Lose:
			result.Profit = -h.bet
		case deckofcards.Win:
			result.Profit = h.bet
		case deckofcards.Blackjack:
			result.Profit = pays(m.rules, h.bet)
		}
		m.results = append(m.results, result)
	}
}

func (m *model) outcome(h *modelHand) deckofcards.Outcome {
	dealer := modelHand{cards: m.dealer}
	switch {
	case h.total() > 21:
		return deckofcards.Lose
	case h.blackjack() && dealer.blackjack():
		return deckofcards.Push
	case h.blackjack():
		return deckofcards.Blackjack
	case dealer.blackjack():
		return deckofcards.Lose
	case dealer.total() > 21 || dealer.total() < h.total():
		return deckofcards.Win
	case dealer.total() == h.total():
		return deckofcards.Push
	}
	return deckofcards.Lose
}

// pays returns what a blackjack pays. It computes the amount in another way than the formula of the contract, and
// needs no product of the bet and PayNum.
func pays(rules deckofcards.Rules, bet int64) int64 {
	num, den := rules.PayNum, rules.PayDen
	if num == 0 {
		num, den = 3, 2
	}
	return bet/den*num + bet%den*num/den
}
