package deckofcards_test

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/deckofcards"
	"github.com/oodkit/oodkit/internal/exercise"
)

// How steps 5 and 6 play: a Round r is begun and acted on, and everything that can be seen of it is compared
// with the model.

// table is what a round begins with.
type table struct {
	rules deckofcards.Rules
	bets  []int64
	all   []deckofcards.Card // of the deck, from the top
}

// game is a deck, the bets that the caller keeps, and the Round that is played.
type game struct {
	table
	deck *deckofcards.Deck[deckofcards.Card]
	*deckofcards.Round
	returned
}

type op = exercise.Op[*game, *house]

// What some calls answer.
const (
	noRound   = exercise.Phrase("nil")
	someRound = exercise.Phrase("a Round")
	noHand    = exercise.Phrase("a panic")
)

// onRound makes an operation of what is done once the round has begun. Before that it does nothing.
func onRound(text, rule string, solution func(*game) any, model func(*house) any) op {
	return call(text, rule,
		func(g *game) any {
			if g.Round == nil {
				return nil
			}
			return solution(g)
		},
		func(m *house) any {
			if m.model == nil {
				return nil
			}
			return model(m)
		})
}

// begin begins a round with the bets that the caller keeps.
func begin(rules deckofcards.Rules) op {
	started := func(ok bool, err error) any {
		return exercise.Results(map[bool]exercise.Phrase{true: someRound, false: noRound}[ok], err)
	}
	return call(fmt.Sprintf("r, err := deckofcards.NewRound(%s, deck, bets...)", rulesText(rules)), "NewRound deals two cards to each seat and to the dealer, or none (step 5)",
		func(g *game) any {
			r, err := deckofcards.NewRound(rules, g.deck, g.bets...)
			g.Round = r
			return started(r != nil, err)
		},
		func(h *house) any {
			m, err := newModel(h.table, h.shoe)
			h.model = m
			return started(m != nil, err)
		})
}

// again is begin where a round was begun before.
func again(rules deckofcards.Rules) op {
	o := begin(rules)
	o.Go = strings.Replace(o.Go, ":=", "=", 1)
	return o
}

// rulesText is the rules as Go, without what is zero.
func rulesText(rules deckofcards.Rules) string {
	var fields []string
	for field := range strings.SplitSeq(strings.Trim(fmt.Sprintf("%+v", rules), "{}"), " ") {
		if name, value, _ := strings.Cut(field, ":"); value != "0" && value != "false" {
			fields = append(fields, name+": "+value)
		}
	}
	return "deckofcards.Rules{" + strings.Join(fields, ", ") + "}"
}

func act(a deckofcards.Action) op {
	name := "deckofcards." + a.String()
	if strings.Contains(name, "(") {
		name = fmt.Sprint(int(a))
	}
	rule := map[deckofcards.Action]string{
		deckofcards.Hit: "Hit takes a card, and a hand with 21 or more acts no more (step 5)", deckofcards.Stand: "Stand ends the hand's play (step 5)",
		deckofcards.Double: "Double doubles the bet, takes one card, and the hand stands (step 6)", deckofcards.Split: "Split makes two hands of two cards that count the same (step 6)",
	}[a]
	if rule == "" {
		rule = "an action that is not legal is ErrAction, or ErrPhase after the end (step 5)"
	}
	return onRound(fmt.Sprintf("r.Act(%s)", name), rule,
		func(g *game) any { return g.Act(a) }, func(m *house) any { return m.act(a) })
}

var (
	hit, stand    = act(deckofcards.Hit), act(deckofcards.Stand)
	double, split = act(deckofcards.Double), act(deckofcards.Split)
	none          = act(0)
)

// What is asked of a Round. None of these calls changes anything.
var (
	left = call("deck.Remaining()", "a Round takes from the deck what it deals, and no more (step 5)",
		func(g *game) any { return g.deck.Remaining() }, func(m *house) any { return len(*m.shoe) })
	turn = onRound("r.Turn()", "the first hand that may still act has its turn (step 5)",
		func(g *game) any {
			turn, ok := g.Turn()
			if !ok {
				turn = deckofcards.Turn{} // means nothing
			}
			return exercise.Results(turn, ok)
		},
		func(m *house) any { return exercise.Results(m.turn()) })
	dealer = onRound("r.Dealer()", "Dealer shows the up card only, until the round is over (step 5)",
		func(g *game) any {
			up := keep(&g.returned, "r.Dealer()", g.Dealer())
			for _, c := range up[len(up):cap(up)] {
				if c != (deckofcards.Card{}) {
					return shown(up) + exercise.Phrase(fmt.Sprintf(", and behind it in the same slice %q", c))
				}
			}
			return shown(up)
		},
		func(m *house) any {
			if m.over {
				return shown(m.dealer)
			}
			return shown(m.dealer[:1])
		})
	legal = onRound("r.Legal()", "Legal lists Hit, Stand, Double and Split as far as the rules allow them (step 6)",
		func(g *game) any { return keep(&g.returned, "r.Legal()", g.Legal()) }, func(m *house) any { return m.legal() })
	// legal5 overlooks Double and Split, which step 5 leaves open.
	legal5 = onRound("r.Legal()", "Hit and Stand are legal at each turn, and nothing is after the end (step 5)",
		func(g *game) any {
			return slices.DeleteFunc(slices.Clone(keep(&g.returned, "r.Legal()", g.Legal())), func(a deckofcards.Action) bool { return a == deckofcards.Double || a == deckofcards.Split })
		},
		func(m *house) any { return m.legal()[:min(2, len(m.legal()))] })
	results = onRound("r.Results()", "Results are ErrPhase until the round is over, and then the same each time (step 5)",
		func(g *game) any {
			results, err := g.Results()
			return exercise.Results(ended(keep(&g.returned, "r.Results()", results)), err)
		},
		func(m *house) any {
			if !m.over {
				return exercise.Results(ended(nil), deckofcards.ErrPhase)
			}
			return exercise.Results(ended(m.results), nil)
		})
)

// end is a Result that prints with the name of the outcome.
type end deckofcards.Result

func (e end) String() string {
	return fmt.Sprintf("{Seat: %d, Hand: %d, Bet: %d, Profit: %d, Outcome: %v}", e.Seat, e.Hand, e.Bet, e.Profit, e.Outcome)
}

func ended(results []deckofcards.Result) (ends []end) {
	for _, r := range results {
		ends = append(ends, end(r))
	}
	return ends
}

// handAt asks for a hand, which need not be there.
func handAt(seat, hand int) op {
	text := fmt.Sprintf("r.Hand(%s, %s)", number(seat), number(hand))
	return onRound(text, "Hand returns the cards in order, and panics if there is no such hand (step 5)",
		func(g *game) any {
			var cs []deckofcards.Card
			if exercise.Panics(func() { cs = g.Hand(seat, hand) }) {
				return noHand
			}
			return shown(keep(&g.returned, text, cs))
		},
		func(m *house) any {
			if cs := m.hand(seat, hand); cs != nil {
				return shown(cs)
			}
			return noHand
		})
}

// What the caller may do beside the round.
var (
	spoilRound = []op{
		call("spoil(bets)", "the bets are copied (step 5)", func(g *game) any { spoil(g.bets); return nil }, func(m *house) any { spoil(m.bets); return nil }),
		spoilingRound("spoil(r.Legal())", "Legal returns a new slice (step 5)", func(g *game) { spoil(g.Legal()) }),
		spoilingRound("spoil(r.Hand(0, 0))", "Hand returns a new slice (step 5)", func(g *game) { spoil(g.Hand(0, 0)) }),
		spoilingRound("spoil(r.Dealer())", "Dealer returns a new slice (step 5)", func(g *game) { spoil(g.Dealer()) }),
		spoilingRound("spoil(r.Results())", "Results returns a new slice (step 5)", func(g *game) { spoil(g.Results()) }),
	}
	outside = call("deck.Deal()", "a Round deals from the deck as it is when a card is needed (step 5)",
		func(g *game) any { return exercise.Results(g.deck.Deal()) },
		func(m *house) any {
			if len(*m.shoe) == 0 {
				return exercise.Results(deckofcards.Card{}, deckofcards.ErrEmpty)
			}
			return exercise.Results(takeFrom(m.shoe, 1)[0], nil)
		})
	takeBack = call("deck.Reset()", "a Round deals from the deck as it is when a card is needed (step 5)",
		func(g *game) any { g.deck.Reset(); return nil }, func(m *house) any { *m.shoe = m.all; return nil })
	dealRest = call("deck.DealN(deck.Remaining())", "no card is lost or doubled (step 5)",
		func(g *game) any {
			rest, err := g.deck.DealN(g.deck.Remaining())
			return exercise.Results(shown(rest), err)
		},
		func(m *house) any { return exercise.Results(shown(takeFrom(m.shoe, len(*m.shoe))), nil) })
)

func spoilingRound(call, rule string, f func(*game)) op {
	return onRound(call, rule, func(g *game) any { f(g); return nil }, func(*house) any { return nil })
}

// ops checks rounds at the table. They look at everything after each call, but for what simple ones, those
// of step 5, overlook.
func (tb table) ops(simple bool) exercise.Ops[*game, *house] {
	o := tb.blind()
	o.Look = []op{left, turn, dealer, legal, results, results}
	if simple {
		o.Look[3] = legal5
	}
	o.After = func(g *game, m *house) *exercise.Mismatch {
		if g.Round == nil {
			return nil
		}
		for at := range m.hands {
			n := m.number(at)
			h := handAt(n.Seat, n.Hand)
			if mismatch := exercise.Compare(h.Solution(g), h.Model(m)); mismatch != nil {
				mismatch.Call, mismatch.Rule = h.Go, h.Rule
				return mismatch
			}
		}
		return g.changed()
	}
	return o
}

// blind checks rounds at the table without looking at more than what the calls return.
func (tb table) blind() exercise.Ops[*game, *house] {
	return exercise.Ops[*game, *house]{
		Setup: fmt.Sprintf("deck := deckofcards.NewDeck(cards(%q)...)\nbets := []int64{%s}", text(tb.all), strings.Trim(strings.ReplaceAll(fmt.Sprint(tb.bets), " ", ", "), "[]")),
		New: func() (*game, *house) {
			shoe := slices.Clone(tb.all)
			g, m := table{tb.rules, slices.Clone(tb.bets), nil}, table{tb.rules, slices.Clone(tb.bets), tb.all}
			return &game{table: g, deck: deckofcards.NewDeck(tb.all...)}, &house{table: m, shoe: &shoe}
		},
		After: func(g *game, _ *house) *exercise.Mismatch { return g.changed() },
	}
}

// round is a round of which everything is known: how it begins, what is done, and how it ends. Hands of a
// seat are separated by commas, seats by semicolons.
type round struct {
	name  string
	shoe  string
	rules deckofcards.Rules
	bets  []int64 // 10 if there are none
	acts  []op
	hands string // in the end, "A♠ K♠; 10♦ 5♠, 10♥ 2♠"
	deals string // what the dealer has in the end
	ends  string // the results, "Win 10 10; Lose 20 -20": outcome, bet and profit
}

// check plays the round and then asks for what is known of its end.
func (rd round) check(t *exercise.T, simple bool) {
	if rd.bets == nil {
		rd.bets = []int64{10}
	}
	ops := append([]op{begin(rd.rules).Returns(someRound, nil)}, rd.acts...)
	var want []deckofcards.Result
	for seat, results := range strings.Split(rd.ends, "; ") {
		hands := strings.Split(strings.Split(rd.hands, "; ")[seat], ", ")
		for i, result := range strings.Split(results, ", ") {
			e := deckofcards.Result{Seat: seat, Hand: i}
			var outcome string
			_, _ = fmt.Sscan(result, &outcome, &e.Bet, &e.Profit)
			for e.Outcome = deckofcards.Lose; e.Outcome.String() != outcome; {
				e.Outcome++
			}
			want = append(want, e)
			ops = append(ops, handAt(seat, i).Returns(shown(cards(hands[i]))))
		}
	}
	ops = append(ops, dealer.Returns(shown(cards(rd.deals))), results.Returns(ended(want), nil), dealRest)
	table{rd.rules, rd.bets, cards(rd.shoe)}.ops(simple).Check(t, ops...)
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

// actions5 and actions6 are what is tried in random rounds of steps 5 and 6.
var (
	actions5 = []op{hit, hit, hit, stand, stand, stand, none}
	actions6 = []op{hit, hit, stand, stand, double, double, split, split, split, split, none, act(5), act(-1), act(257)}
)

// anyOp returns a random action, or now and then something else.
func anyOp(r *rand.Rand, seats int, acts, others []op) op {
	switch r.IntN(12) {
	case 0:
		return spoilRound[r.IntN(len(spoilRound))]
	case 1:
		return handAt(r.IntN(seats+2)-1, r.IntN(4)-1)
	case 2:
		return others[r.IntN(len(others))]
	}
	return acts[r.IntN(len(acts))]
}

// checkPlay plays many rounds with so many seats, one after another at each table.
func checkPlay(t *exercise.T, seats, rounds int, simple bool, acts []op) {
	r := rand.New(rand.NewPCG(17, uint64(seats)))
	for i := range roundsOf(t, rounds) {
		tb := randomTable(r, seats)
		others := acts
		if i%2 > 0 {
			others = []op{outside, takeBack, again(tb.rules)}
		}
		n, length := 0, 5+r.IntN(24)
		tb.ops(simple).Random(t, 1, length, func(*rand.Rand) op {
			if n++; n == 1 {
				return begin(tb.rules)
			}
			return anyOp(r, seats, acts, others)
		})
	}
}

// roundsOf yields the numbers of the rounds until t has failed. Under the race detector they are fewer.
func roundsOf(t *exercise.T, rounds int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < rounds && (!exercise.Race || i < rounds/5) && !t.Failed() && yield(i); {
			i++
		}
	}
}

// checkBlind plays rounds that are not asked for anything but now and then, and at the end.
func checkBlind(t *exercise.T, simple bool, acts []op) {
	r := rand.New(rand.NewPCG(18, 1))
	for range roundsOf(t, 2000) {
		tb := randomTable(r, 1+r.IntN(3))
		asked := append(tb.ops(simple).Look, handAt(0, 0), handAt(1, 0), handAt(0, 1))
		n, length := 0, 6+r.IntN(12)
		tb.blind().Random(t, 1, length, func(*rand.Rand) op {
			switch n++; {
			case n == 1:
				return begin(tb.rules)
			case n > length-3 || r.IntN(10) == 0:
				return asked[r.IntN(len(asked))]
			}
			return anyOp(r, len(tb.bets), acts, []op{outside, takeBack, stand})
		})
	}
}

// secondRound are the names of the second of two Rounds, and secondOfDeck those if both have one deck.
var (
	secondRound  = strings.NewReplacer("deckofcards", "deckofcards", "deck", "shoe", "bets", "stakes", "r.", "q.", "r, err", "q, err2", "(r", "(q")
	secondOfDeck = strings.NewReplacer("bets", "stakes", "r.", "q.", "r, err", "q, err2", "(r", "(q")
)

// checkTwoRounds plays two rounds at the same time, with a deck each or with one for both.
func checkTwoRounds(t *exercise.T, simple, oneDeck bool, acts []op) {
	r := rand.New(rand.NewPCG(19, 2))
	for range roundsOf(t, 400) {
		a, b := randomTable(r, 1+r.IntN(2)), randomTable(r, 1+r.IntN(2))
		names := secondRound
		if oneDeck {
			b.all, names = a.all, secondOfDeck
		}
		two := pair(a.ops(simple), b.ops(simple), names)
		if apart := two.New; oneDeck {
			two.Setup = a.blind().Setup + "\nstakes := " + strings.SplitAfter(b.blind().Setup, "bets := ")[1]
			two.New = func() ([2]*game, [2]*house) {
				s, m := apart()
				s[1].deck, m[1].shoe = s[0].deck, m[0].shoe
				return s, m
			}
		}
		n := -1
		two.Random(t, 1, 8+r.IntN(20), func(*rand.Rand) exercise.Op[[2]*game, [2]*house] {
			if n++; n < 2 {
				return of(n, begin([]table{a, b}[n].rules), names)
			}
			return of(r.IntN(2), anyOp(r, 2, acts, []op{outside, takeBack, stand}), names)
		})
	}
}
