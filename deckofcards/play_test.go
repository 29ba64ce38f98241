package deckofcards_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/deckofcards"
	"github.com/oodkit/oodkit/internal/exercise"
)

// A Round is compared with the model after each action, in everything that can be seen.

// act is a call of Act on a Round r.
type act deckofcards.Action

func (a act) String() string {
	name := deckofcards.Action(a).String()
	if a == 0 {
		name = "Action(0)"
	}
	return fmt.Sprintf("r.Act(deckofcards.%s)", name)
}

const (
	hit    = act(deckofcards.Hit)
	stand  = act(deckofcards.Stand)
	double = act(deckofcards.Double)
	split  = act(deckofcards.Split)
)

// script returns the script of a round. One for step 5 is simple: it overlooks whether Double and
// Split are legal.
func (tb table) script(simple bool) exercise.Script[act] {
	return exercise.Script[act]{
		Setup: tb.String(),
		Play: func(calls []act, begin func()) *exercise.Mismatch {
			g, mismatch := begun(tb, simple)
			if g == nil || mismatch != nil {
				return mismatch
			}
			for _, c := range calls {
				begin()
				want := g.m.act(deckofcards.Action(c))
				if got := errText(g.r.Act(deckofcards.Action(c))); got != want {
					return &exercise.Mismatch{Got: got, Want: want}
				}
				if mismatch := g.look(); mismatch != nil {
					return mismatch
				}
			}
			return g.account()
		},
	}
}

// game is a Round and its model.
type game struct {
	deck   *deckofcards.Deck[deckofcards.Card]
	r      *deckofcards.Round
	m      *model
	simple bool
}

// begun begins a round, and returns nil if that is an error and ought to be.
func begun(tb table, simple bool) (*game, *exercise.Mismatch) {
	deck := deckofcards.NewDeck(tb.all...)
	r, err := deckofcards.NewRound(tb.rules, deck, tb.bets...)
	m, want := newModel(tb)
	if got := errText(err); got != want {
		return nil, &exercise.Mismatch{Got: "err " + got, Want: want}
	}
	if err != nil {
		left, _ := deck.DealN(deck.Remaining())
		return nil, differ("deck.DealN(deck.Remaining())", left, tb.all)
	}
	g := &game{deck, r, m, simple}
	return g, g.look()
}

// after returns the mismatch of what a call returns after the action.
func after(call, got, want string) *exercise.Mismatch {
	if got == want {
		return nil
	}
	return &exercise.Mismatch{Got: fmt.Sprintf("%s = %s after it", call, got), Want: want}
}

// differ is after for slices.
func differ[T comparable](call string, got, want []T) *exercise.Mismatch {
	if slices.Equal(got, want) {
		return nil
	}
	return after(call, fmt.Sprint(got), fmt.Sprint(want))
}

// look compares what can be seen.
func (g *game) look() *exercise.Mismatch {
	for at, h := range g.m.hands {
		n := g.m.number(at)
		got := g.r.Hand(n.Seat, n.Hand)
		if mismatch := differ(fmt.Sprintf("r.Hand(%d, %d)", n.Seat, n.Hand), got, h.cards); mismatch != nil {
			return mismatch
		}
	}
	legal := g.r.Legal()
	if g.simple {
		legal = slices.DeleteFunc(slices.Clone(legal), complicated)
	}
	return firstMismatch(
		after("r.Turn()", turnText(g.r.Turn()), turnText(g.m.turn())),
		g.lookAtDealer(),
		differ("r.Legal()", legal, g.legal()),
		g.lookAtResults(),
		differ("deck.Remaining()", []int{g.deck.Remaining()}, []int{len(g.m.shoe)}),
	)
}

func (g *game) lookAtDealer() *exercise.Mismatch {
	got := g.r.Dealer()
	if g.m.over {
		return differ("r.Dealer()", got, g.m.dealer)
	}
	mismatch := differ("r.Dealer()", got, g.m.dealer[:1])
	if mismatch != nil {
		mismatch.Want += ": while hands act only the first card is shown"
	}
	return mismatch
}

func (g *game) lookAtResults() *exercise.Mismatch {
	results, err := g.r.Results()
	switch {
	case !g.m.over && !errors.Is(err, deckofcards.ErrPhase):
		return after("r.Results()", fmt.Sprintf("%+v, %s", results, errText(err)), "ErrPhase, since the round is not over")
	case g.m.over && err != nil:
		return after("r.Results()", "_, "+errText(err), "_, nil, since the round is over")
	case g.m.over && !slices.Equal(results, g.m.results):
		return after("r.Results()", fmt.Sprintf("%+v", results), fmt.Sprintf("%+v", g.m.results))
	}
	if again, _ := g.r.Results(); !slices.Equal(again, results) {
		return after("once more r.Results()", fmt.Sprintf("%+v", again), fmt.Sprintf("%+v", results))
	}
	return nil
}

// firstMismatch returns the first that is one.
func firstMismatch(all ...*exercise.Mismatch) *exercise.Mismatch {
	for _, mismatch := range all {
		if mismatch != nil {
			return mismatch
		}
	}
	return nil
}

// turnText is the text of what Turn returns, which may be any Turn when it is false.
func turnText(turn deckofcards.Turn, playing bool) string {
	if !playing {
		return "_, false"
	}
	return fmt.Sprintf("%+v, true", turn)
}

func complicated(a deckofcards.Action) bool {
	return a == deckofcards.Double || a == deckofcards.Split
}

func (g *game) legal() []deckofcards.Action {
	if g.simple {
		return slices.DeleteFunc(g.m.legal(), complicated)
	}
	return g.m.legal()
}

// account counts the cards: those of hands, dealer and deck are those of the shoe, but for the one
// that is hidden.
func (g *game) account() *exercise.Mismatch {
	var have []deckofcards.Card
	for at := range g.m.hands {
		n := g.m.number(at)
		have = append(have, g.r.Hand(n.Seat, n.Hand)...)
	}
	have = append(have, g.r.Dealer()...)
	if !g.m.over {
		have = append(have, g.m.dealer[1])
	}
	left, _ := g.deck.DealN(g.deck.Remaining())
	have = append(have, left...)
	if got, want := sortedText(have), sortedText(g.m.all); got != want {
		return &exercise.Mismatch{Got: "in hands, with the dealer and in the deck " + got + " after it", Want: want + ", the cards that were there"}
	}
	return differ("deck.DealN(deck.Remaining())", left, g.m.shoe)
}

func sortedText(cs []deckofcards.Card) string {
	return text(slices.SortedFunc(slices.Values(cs), func(a, b deckofcards.Card) int {
		return 100*int(a.Suit-b.Suit) + int(a.Rank-b.Rank)
	}))
}

// round is a round of which everything is known: how it begins, what is done, and how it ends.
type round struct {
	name  string
	shoe  string
	rules deckofcards.Rules
	bets  []int64 // 10 if there are none
	acts  []act
	hands string // in the end, "A♠ K♠, 10♦ 5♠"
	deals string // what the dealer has in the end
	ends  string // the results, "Win 10 10, Lose 20 -20": outcome, bet and profit
}

func (rd round) check(t *exercise.T, simple bool) {
	bets := rd.bets
	if bets == nil {
		bets = []int64{10}
	}
	tb := newTable(rd.rules, rd.shoe, bets...)
	tb.script(simple).Check(t, rd.acts...)
	if t.Failed() {
		return
	}
	// The model agreed. See that it is right.
	g, _ := begun(tb, simple)
	for _, a := range rd.acts {
		_ = g.r.Act(deckofcards.Action(a))
	}
	results, _ := g.r.Results()
	var hands, ends []string
	for _, res := range results {
		hands = append(hands, text(g.r.Hand(res.Seat, res.Hand)))
		ends = append(ends, fmt.Sprintf("%v %d %d", res.Outcome, res.Bet, res.Profit))
	}
	for _, row := range []struct{ call, got, want string }{
		{"r.Hand of each result", strings.Join(hands, ", "), rd.hands}, {"r.Dealer()", text(g.r.Dealer()), rd.deals}, {"r.Results()", strings.Join(ends, ", "), rd.ends},
	} {
		if row.got != row.want {
			t.Errorf("%v; then %v: %s is %s, want %s", tb, rd.acts, row.call, row.got, row.want)
		}
	}
}

// randomTable makes the beginning of a round: of several seats, rules, and a shoe that may run out.
// Many a shoe has few ranks, so that there is more to split.
func randomTable(r *rand.Rand, seats int) table {
	ranks := [][]deckofcards.Rank{
		{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}, {1, 10, 12}, {8}, {1, 6, 8}, {1, 2, 10}, {2, 5, 6, 10, 13}, {1}, {1, 7, 9, 10, 11},
	}[r.IntN(8)]
	shoe := make([]deckofcards.Card, 2+r.IntN(15+5*seats))
	for i := range shoe {
		shoe[i] = deckofcards.Card{Rank: ranks[r.IntN(len(ranks))], Suit: deckofcards.Suit(1 + r.IntN(4))}
	}
	bets := make([]int64, seats)
	for i := range bets {
		if bets[i] = 1 + r.Int64N(20); r.IntN(8) == 0 {
			bets[i] = deckofcards.MaxBet - r.Int64N(3)
		}
	}
	rules := deckofcards.Rules{HitSoft17: r.IntN(2) == 0, NoDoubleAfterSplit: r.IntN(3) == 0, MaxHands: []int{0, 1, 2, 3, 5, 30}[r.IntN(6)]}
	if r.IntN(2) == 0 {
		rules.PayNum, rules.PayDen = 1+r.Int64N(9), 1+r.Int64N(9)
	}
	return table{rules, bets, shoe}
}

// checkPlay plays many rounds with so many seats.
func checkPlay(t *exercise.T, seats, rounds int, simple bool, acts ...act) {
	if exercise.Race {
		rounds /= 5
	}
	r := rand.New(rand.NewPCG(17, uint64(seats)))
	for range rounds {
		if t.Failed() {
			return
		}
		s := randomTable(r, seats).script(simple)
		seed := r.Uint64()
		choose := rand.New(rand.NewPCG(seed, 0))
		s.Random(t, 1, 4+r.IntN(24), func(*rand.Rand) act { return acts[choose.IntN(len(acts))] })
	}
}
