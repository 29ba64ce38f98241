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

// Steps 5 and 6 begin a Round r and act on it. After each call they compare everything that can be seen of the
// Round with the model.

// table is all that a round begins with.
type table struct {
	rules deckofcards.Rules
	bets  []int64
	all   []deckofcards.Card // the cards of the deck, the top first
}

// game is a deck, the caller's slice of bets, and the Round that is played now.
type game struct {
	table
	deck *deckofcards.Deck[deckofcards.Card]
	*deckofcards.Round
	returned
}

type op = exercise.Op[*game, *house]

// Answers that are not values.
const (
	noRound   = exercise.Phrase("nil")
	someRound = exercise.Phrase("a Round")
	noHand    = exercise.Phrase("a panic")
)

// onRound returns an operation on a round. It does nothing if no round has begun.
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

// begin begins a round with the caller's slice of bets.
func begin(rules deckofcards.Rules) op {
	started := func(ok bool, err error) any {
		return exercise.Results(map[bool]exercise.Phrase{true: someRound, false: noRound}[ok], err)
	}
	return call(fmt.Sprintf("r, err := deckofcards.NewRound(%s, deck, bets...)", rulesText(rules)), "NewRound deals two cards to each seat and two to the dealer. If there is no bet, or one that is not from 1 to MaxBet, NewRound returns ErrBet. If the deck has too few cards, it returns ErrEmpty. In both cases it deals nothing (step 5)",
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

// again is like begin, but for a later round: the variable r is there already.
func again(rules deckofcards.Rules) op {
	o := begin(rules)
	o.Go = strings.Replace(o.Go, ":=", "=", 1)
	return o
}

// rulesText returns the rules as Go, without the zero fields.
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
		deckofcards.Hit: "Hit takes a card, and a hand with 21 or more no longer acts. If the round is over, Act returns ErrPhase, and if the deck has too few cards, ErrEmpty (step 5)", deckofcards.Stand: "Stand ends the hand's play. If the round is over, Act returns ErrPhase (step 5)",
		deckofcards.Double: "Double is legal with two cards, but not after a Split if NoDoubleAfterSplit is set. Otherwise Act returns ErrAction. Double doubles the bet, takes one card and ends the hand's play. If the round is over, Act returns ErrPhase, and if the deck has too few cards, ErrEmpty (step 6)",
		deckofcards.Split:  "Split is legal with two cards that count the same, while the seat has fewer hands than MaxHands (0 means 4). Otherwise Act returns ErrAction. Split makes two hands of them. If the round is over, Act returns ErrPhase, and if the deck has too few cards, ErrEmpty (step 6)",
	}[a]
	if rule == "" {
		rule = "Act returns ErrAction if the action is not legal, or ErrPhase after the end (step 5)"
	}
	return onRound(fmt.Sprintf("r.Act(%s)", name), rule,
		func(g *game) any { return g.Act(a) }, func(m *house) any { return m.act(a) })
}

var (
	hit, stand    = act(deckofcards.Hit), act(deckofcards.Stand)
	double, split = act(deckofcards.Double), act(deckofcards.Split)
	none          = act(0)
)

// The questions to a Round. None of these calls changes anything.
var (
	left = call("deck.Remaining()", "a Round takes two cards for each seat and two for the dealer, one for Hit or Double, two for Split, and at the end those that the dealer draws (steps 5 and 6)",
		func(g *game) any { return g.deck.Remaining() }, func(m *house) any { return len(*m.shoe) })
	turn = onRound("r.Turn()", "Turn returns the first hand that may still act, or false after the end (step 5)",
		func(g *game) any {
			turn, ok := g.Turn()
			if !ok {
				turn = deckofcards.Turn{} // means nothing
			}
			return exercise.Results(turn, ok)
		},
		func(m *house) any { return exercise.Results(m.turn()) })
	dealer = onRound("r.Dealer()", "Dealer returns the up card only, until the round is over. Then it returns all cards: the dealer draws below 17, and on a soft 17 with HitSoft17, unless the deck is empty, or every hand is bust or a blackjack (step 5)",
		func(g *game) any {
			up := keep(&g.returned, "r.Dealer()", g.Dealer())
			for _, c := range up[len(up):cap(up)] {
				if c != (deckofcards.Card{}) {
					return shown(up) + exercise.Phrase(fmt.Sprintf(", and %q in the spare capacity of the slice", c))
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
	legal = onRound("r.Legal()", "Legal returns those of Hit, Stand, Double and Split that are legal, in this order (step 6)",
		func(g *game) any { return keep(&g.returned, "r.Legal()", g.Legal()) }, func(m *house) any { return m.legal() })
	// legal5 ignores Double and Split, since step 5 does not ask for them.
	legal5 = onRound("r.Legal()", "Legal returns Hit and Stand at each turn, and no action after the end (step 5)",
		func(g *game) any {
			return slices.DeleteFunc(slices.Clone(keep(&g.returned, "r.Legal()", g.Legal())), func(a deckofcards.Action) bool { return a == deckofcards.Double || a == deckofcards.Split })
		},
		func(m *house) any { return m.legal()[:min(2, len(m.legal()))] })
	results = onRound("r.Results()", "Results returns how each hand ended: a bust hand loses, then a blackjack decides, then a bust dealer, then the higher total (see Results in stub.go). Before the end of the round Results returns ErrPhase (step 5)",
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

// handAt asks for a hand, which need not exist.
func handAt(seat, hand int) op {
	text := fmt.Sprintf("r.Hand(%s, %s)", exercise.IntText(seat), exercise.IntText(hand))
	return onRound(text, "Round.Hand returns the cards in order, and panics if there is no such hand (step 5)",
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

// What the caller does with its own slices and with the deck.
var (
	spoilRound = []op{
		call("spoil(bets)", "NewRound copies the bets (step 5)", func(g *game) any { spoil(g.bets); return nil }, func(m *house) any { spoil(m.bets); return nil }),
		spoilingRound("spoil(r.Legal())", "Legal returns a new slice (step 5)", func(g *game) { spoil(g.Legal()) }),
		spoilingRound("spoil(r.Hand(0, 0))", "Round.Hand returns a new slice (step 5)", func(g *game) { spoil(g.Hand(0, 0)) }),
		spoilingRound("spoil(r.Dealer())", "Dealer returns a new slice (step 5)", func(g *game) { spoil(g.Dealer()) }),
		spoilingRound("spoil(r.Results())", "Results returns a new slice (step 5)", func(g *game) { spoil(g.Results()) }),
	}
	outside = call("deck.Deal()", "a Round takes each card from the deck only when it needs that card (step 5)",
		func(g *game) any { return exercise.Results(g.deck.Deal()) },
		func(m *house) any {
			if len(*m.shoe) == 0 {
				return exercise.Results(deckofcards.Card{}, deckofcards.ErrEmpty)
			}
			return exercise.Results(takeFrom(m.shoe, 1)[0], nil)
		})
	takeBack = call("deck.Reset()", "a Round takes each card from the deck only when it needs that card (step 5)",
		func(g *game) any { g.deck.Reset(); return nil }, func(m *house) any { *m.shoe = m.all; return nil })
	dealRest = call("deck.DealN(deck.Remaining())", "no card is lost or duplicated (step 5)",
		func(g *game) any {
			rest, err := g.deck.DealN(g.deck.Remaining())
			return exercise.Results(shown(rest), err)
		},
		func(m *house) any { return exercise.Results(shown(takeFrom(m.shoe, len(*m.shoe))), nil) })
)

func spoilingRound(call, rule string, f func(*game)) op {
	return onRound(call, rule, func(g *game) any { f(g); return nil }, func(*house) any { return nil })
}

// ops checks rounds at the table, and looks at everything after each call. Simple rounds are those of step 5:
// they ignore Double and Split in the answer of Legal.
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
		return keptSlices(g, m)
	}
	return o
}

// blind checks rounds at the table, and looks only at what the calls return.
func (tb table) blind() exercise.Ops[*game, *house] {
	return exercise.Ops[*game, *house]{
		Setup: fmt.Sprintf("deck := deckofcards.NewDeck(cards(%q)...)\nbets := append(make([]int64, 0, %d), []int64{%s}...)", text(tb.all), len(tb.bets)+spare, strings.Trim(strings.ReplaceAll(fmt.Sprint(tb.bets), " ", ", "), "[]")),
		New: func() (*game, *house) {
			shoe := slices.Clone(tb.all)
			g, m := table{tb.rules, roomy(tb.bets), nil}, table{tb.rules, roomy(tb.bets), tb.all}
			return &game{table: g, deck: deckofcards.NewDeck(tb.all...)}, &house{table: m, shoe: &shoe}
		},
		After: keptSlices,
	}
}

// keptSlices checks the caller's slice of bets, with what is behind it, and the slices that were returned.
func keptSlices(g *game, h *house) *exercise.Mismatch {
	whole := g.bets[:cap(g.bets)]
	if want := h.bets[:cap(h.bets)]; !slices.Equal(whole, want) {
		return &exercise.Mismatch{Call: "bets[:cap(bets)]", Got: fmt.Sprint(whole), Want: fmt.Sprint(want),
			Rule: "NewRound copies the bets, so a Round does not change the caller's slice, or what is behind it in the caller's array"}
	}
	return g.changed()
}

// round is a round that is stated from beginning to end. Commas separate the hands of a seat, and semicolons
// separate the seats.
type round struct {
	name  string
	shoe  string
	rules deckofcards.Rules
	bets  []int64 // nil means one bet of 10
	acts  []op
	hands string // at the end: "A♠ K♠; 10♦ 5♠, 10♥ 2♠"
	deals string // the dealer's cards at the end
	ends  string // the results, "Win 10 10; Lose 20 -20": outcome, bet and profit
}

// check plays the round and compares its end with what is stated.
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

// randomTable returns rules, bets and a shoe for a round, and the shoe may run out. Most shoes have few ranks, so
// that hands can be split more often.
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

// actions5 and actions6 are the actions that random rounds of steps 5 and 6 try.
var (
	actions5 = []op{hit, hit, hit, stand, stand, stand, none}
	actions6 = []op{hit, hit, stand, stand, double, double, split, split, split, split, none, act(5), act(-1), act(257)}
)

// anyOp returns a random action, or sometimes another call.
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

// checkPlay plays many random rounds with that number of seats. Half of the tables play several rounds from one deck.
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

// roundsOf yields the numbers of the rounds, and stops when t has failed.
func roundsOf(t *exercise.T, rounds int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < exercise.Rounds(rounds) && !t.Failed() && yield(i); {
			i++
		}
	}
}

// checkBlind plays rounds and asks for their state only sometimes, and at the end.
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

// Two Rounds with a deck each, and two with one deck for both.
var (
	twoRounds = duo{strings.NewReplacer("deckofcards", "deckofcards", "deck", "shoe", "bets", "stakes", "r.", "q.", "r, err", "q, err2", "(r", "(q"), "two Rounds share nothing"}
	twoOfDeck = duo{strings.NewReplacer("bets", "stakes", "r.", "q.", "r, err", "q, err2", "(r", "(q"), ""}
)

// checkTwoRounds plays two rounds at the same time, with a deck each or with one for both.
func checkTwoRounds(t *exercise.T, simple, oneDeck bool, acts []op) {
	r := rand.New(rand.NewPCG(19, 2))
	for range roundsOf(t, 400) {
		a, b := randomTable(r, 1+r.IntN(2)), randomTable(r, 1+r.IntN(2))
		names := twoRounds
		if oneDeck {
			b.all, names = a.all, twoOfDeck
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

// checkRoundsAtOnce begins a new Round now and then, and takes all cards back when few are left.
func checkRoundsAtOnce(t *exercise.T) {
	tb := table{bets: []int64{10, 20, 30}, all: slices.Repeat(cards("8♠ K♥ 8♦ A♣ 2♠ 8♥ 10♣ 5♦ A♠"), 6)}
	acts := []op{takeBack, begin(tb.rules), stand, stand, stand, double, split, split, handAt(0, 0), dealer, turn, legal, legal, results, results, results, results}
	tb.blind().AtOnce(t, 300, func(r *rand.Rand) op { return acts[r.IntN(len(acts))] })
}
