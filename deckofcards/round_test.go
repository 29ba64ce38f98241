package deckofcards_test

import (
	"math"
	"slices"

	"github.com/oodkit/oodkit/deckofcards"
	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/stretchr/testify/require"
)

// Step 5: a round of hits and stands. For one seat, the deck begins with the player's first card, the up card,
// the player's second card and the hole card. The cards after them are drawn.

var softHit = deckofcards.Rules{HitSoft17: true}

var rounds = []round{
	{name: "NewRound deals one card to each seat and one to the dealer, and then the same again", shoe: "2♣ 3♦ 4♥ 5♠ 6♦ 7♥ 8♠", bets: []int64{10, 20}, acts: []op{stand, stand},
		hands: "2♣ 5♠; 3♦ 6♦", deals: "4♥ 7♥ 8♠", ends: "Lose 10 -10; Lose 20 -20"},
	{name: "the higher total wins", shoe: "10♠ 9♥ K♥ 8♣", acts: []op{stand}, hands: "10♠ K♥", deals: "9♥ 8♣", ends: "Win 10 10"},
	{name: "the lower total loses", shoe: "10♠ 9♥ 6♥ 8♣", acts: []op{stand}, hands: "10♠ 6♥", deals: "9♥ 8♣", ends: "Lose 10 -10"},
	{name: "equal totals are a push", shoe: "10♠ 9♥ 8♥ 9♣", acts: []op{stand}, hands: "10♠ 8♥", deals: "9♥ 9♣", ends: "Push 10 0"},
	{name: "Hit takes the top card, and the hand may act again while it has less than 21", shoe: "2♠ 9♥ 3♥ 8♣ 4♦ 5♦ 6♦ 7♦", acts: []op{hit, hit, hit, stand},
		hands: "2♠ 3♥ 4♦ 5♦ 6♦", deals: "9♥ 8♣", ends: "Win 10 10"},
	{name: "a bust hand no longer acts, and loses", shoe: "10♠ 9♥ 6♥ 8♣ Q♦ 5♦", acts: []op{hit}, hands: "10♠ 6♥ Q♦", deals: "9♥ 8♣", ends: "Lose 10 -10"},
	{name: "a hand with 21 no longer acts", shoe: "10♠ 9♥ 6♥ 8♣ 5♦ 2♦", acts: []op{hit}, hands: "10♠ 6♥ 5♦", deals: "9♥ 8♣", ends: "Win 10 10"},
	{name: "a hand with a soft 21 no longer acts", shoe: "A♠ 9♥ 5♥ 8♣ 5♦ 2♦", acts: []op{hit}, hands: "A♠ 5♥ 5♦", deals: "9♥ 8♣", ends: "Win 10 10"},
	{name: "the dealer draws while the total is below 17", shoe: "10♠ 2♥ 9♥ 2♣ 3♦ 4♦ 5♦ 5♠", acts: []op{stand}, hands: "10♠ 9♥", deals: "2♥ 2♣ 3♦ 4♦ 5♦ 5♠", ends: "Lose 10 -10"},
	{name: "the dealer draws on 16", shoe: "10♠ 10♥ 8♥ 6♣ 2♦ 2♥", acts: []op{stand}, hands: "10♠ 8♥", deals: "10♥ 6♣ 2♦", ends: "Push 10 0"},
	{name: "the dealer stands on a hard 17", shoe: "10♠ 10♥ 6♥ 7♣ 2♦", acts: []op{stand}, hands: "10♠ 6♥", deals: "10♥ 7♣", ends: "Lose 10 -10"},
	{name: "the dealer stands on a hard 17, even with HitSoft17", rules: softHit, shoe: "10♠ 10♥ 8♥ 7♣ 4♦", acts: []op{stand}, hands: "10♠ 8♥", deals: "10♥ 7♣", ends: "Win 10 10"},
	{name: "the dealer stands on a soft 17 without HitSoft17", shoe: "10♠ 6♥ 8♥ A♣ 3♦", acts: []op{stand}, hands: "10♠ 8♥", deals: "6♥ A♣", ends: "Win 10 10"},
	{name: "the dealer draws on a soft 17 with HitSoft17", rules: softHit, shoe: "10♠ 6♥ 8♥ A♣ 3♦", acts: []op{stand}, hands: "10♠ 8♥", deals: "6♥ A♣ 3♦", ends: "Lose 10 -10"},
	{name: "the dealer stands on 6-A-K, which is a hard 17, even with HitSoft17", rules: softHit, shoe: "10♠ 6♥ 8♥ A♣ K♦ 4♦", acts: []op{stand}, hands: "10♠ 8♥", deals: "6♥ A♣ K♦", ends: "Win 10 10"},
	{name: "the dealer stands on 10-6-A, which is a hard 17, even with HitSoft17", rules: softHit, shoe: "10♠ 10♥ 8♥ 6♣ A♦ 4♦", acts: []op{stand}, hands: "10♠ 8♥", deals: "10♥ 6♣ A♦", ends: "Win 10 10"},
	{name: "the dealer draws on a soft 17 of three cards with HitSoft17", rules: softHit, shoe: "10♠ 2♥ 8♥ 4♣ A♦ 4♦", acts: []op{stand}, hands: "10♠ 8♥", deals: "2♥ 4♣ A♦ 4♦", ends: "Lose 10 -10"},
	{name: "the dealer stands on a soft 18, even with HitSoft17", rules: softHit, shoe: "10♠ 7♥ 9♥ A♣ 3♦", acts: []op{stand}, hands: "10♠ 9♥", deals: "7♥ A♣", ends: "Win 10 10"},
	{name: "the hand wins if the dealer is bust", shoe: "10♠ 10♥ 2♥ 6♣ K♦", acts: []op{stand}, hands: "10♠ 2♥", deals: "10♥ 6♣ K♦", ends: "Win 10 10"},
	{name: "a bust hand loses even if the dealer is bust", shoe: "10♠ 9♠ 10♥ 6♠ 9♣ 6♣ Q♦ K♦", bets: []int64{10, 20}, acts: []op{hit, stand},
		hands: "10♠ 6♠ Q♦; 9♠ 9♣", deals: "10♥ 6♣ K♦", ends: "Lose 10 -10; Win 20 20"},
	{name: "the dealer does not draw if every hand is bust", shoe: "10♠ 10♥ 6♥ 2♣ Q♦ 5♦", acts: []op{hit}, hands: "10♠ 6♥ Q♦", deals: "10♥ 2♣", ends: "Lose 10 -10"},
	{name: "a blackjack pays 3:2, and the dealer does not draw against it", shoe: "A♠ 9♥ K♠ 3♣ 2♦", hands: "A♠ K♠", deals: "9♥ 3♣", ends: "Blackjack 10 15"},
	{name: "the payment of a blackjack is rounded down", shoe: "A♠ 9♥ K♠ 7♣ 2♦", bets: []int64{5}, hands: "A♠ K♠", deals: "9♥ 7♣", ends: "Blackjack 5 7"},
	{name: "a blackjack does not act, and the next seat does", shoe: "A♠ 10♠ 9♥ K♠ 8♠ 9♣", bets: []int64{10, 20}, acts: []op{stand}, hands: "A♠ K♠; 10♠ 8♠", deals: "9♥ 9♣", ends: "Blackjack 10 15; Push 20 0"},
	{name: "the dealer does not draw if every hand is bust or a blackjack", shoe: "A♠ 10♠ 9♥ K♠ 6♠ 2♣ K♦ 2♦", bets: []int64{10, 20}, acts: []op{hit}, hands: "A♠ K♠; 10♠ 6♠ K♦", deals: "9♥ 2♣", ends: "Blackjack 10 15; Lose 20 -20"},
	{name: "a blackjack beats a 21 that the dealer draws", shoe: "A♠ 10♠ 9♥ K♠ 8♠ 2♣ K♦", bets: []int64{10, 20}, acts: []op{stand}, hands: "A♠ K♠; 10♠ 8♠", deals: "9♥ 2♣ K♦", ends: "Blackjack 10 15; Lose 20 -20"},
	{name: "21 in three cards is not a blackjack", shoe: "7♠ 9♥ 7♥ 9♣ 7♦", acts: []op{hit}, hands: "7♠ 7♥ 7♦", deals: "9♥ 9♣", ends: "Win 10 10"},
	{name: "21 in three cards ties with a 21 that the dealer draws", shoe: "7♠ 9♥ 7♥ 2♣ 7♦ Q♦", acts: []op{hit}, hands: "7♠ 7♥ 7♦", deals: "9♥ 2♣ Q♦", ends: "Push 10 0"},
	{name: "a dealer's blackjack ends the round if the up card is an ace", shoe: "10♠ A♥ 9♥ K♣ 2♦", hands: "10♠ 9♥", deals: "A♥ K♣", ends: "Lose 10 -10"},
	{name: "a dealer's blackjack ends the round if the up card is a ten", shoe: "10♠ 10♥ 9♥ A♣ 2♦", hands: "10♠ 9♥", deals: "10♥ A♣", ends: "Lose 10 -10"},
	{name: "a dealer's blackjack ends the round if the up card is a queen", shoe: "10♠ Q♥ 9♥ A♣ 2♦", hands: "10♠ 9♥", deals: "Q♥ A♣", ends: "Lose 10 -10"},
	{name: "against a dealer's blackjack a blackjack is a push, and other hands lose", shoe: "10♠ A♠ K♥ 9♠ J♠ A♣", bets: []int64{10, 20}, hands: "10♠ 9♠; A♠ J♠", deals: "K♥ A♣", ends: "Lose 10 -10; Push 20 0"},
	{name: "if the up card is an ace and the dealer has no blackjack, the round goes on and the hole card stays hidden", shoe: "10♠ A♥ 9♥ 6♣ 2♦", acts: []op{stand}, hands: "10♠ 9♥", deals: "A♥ 6♣", ends: "Win 10 10"},
	{name: "if the up card is a ten and the dealer has no blackjack, the round goes on", shoe: "10♠ 10♥ 9♥ 10♣ 2♦", acts: []op{stand}, hands: "10♠ 9♥", deals: "10♥ 10♣", ends: "Lose 10 -10"},
	{name: "seats act one after another", shoe: "2♠ 3♠ 4♠ 9♥ 8♠ 8♥ 8♦ 8♣ 9♠ 9♦ 9♣", bets: []int64{10, 20, 30}, acts: []op{hit, stand, stand, hit, stand},
		hands: "2♠ 8♠ 9♠; 3♠ 8♥; 4♠ 8♦ 9♦", deals: "9♥ 8♣", ends: "Win 10 10; Lose 20 -20; Win 30 30"},
	{name: "the dealer stands if the deck is empty", shoe: "10♠ 10♥ 3♥ 2♣", acts: []op{stand}, hands: "10♠ 3♥", deals: "10♥ 2♣", ends: "Win 10 10"},
	{name: "the dealer draws until the deck is empty", shoe: "10♠ 2♥ 3♥ 2♣ 3♦", acts: []op{stand}, hands: "10♠ 3♥", deals: "2♥ 2♣ 3♦", ends: "Win 10 10"},
	{name: "Hit returns ErrEmpty and changes nothing if the deck is empty", shoe: "10♠ 10♥ 3♥ 10♣", acts: []op{hit.Returns(deckofcards.ErrEmpty), hit.Returns(deckofcards.ErrEmpty), stand.Returns(nil)}, hands: "10♠ 3♥", deals: "10♥ 10♣", ends: "Lose 10 -10"},
	{name: "Act returns ErrAction and changes nothing if the action does not exist", shoe: "10♠ 9♥ 8♥ 8♣ 2♦", acts: []op{none.Returns(deckofcards.ErrAction), act(-1), act(5), act(257).Returns(deckofcards.ErrAction), stand.Returns(nil)}, hands: "10♠ 8♥", deals: "9♥ 8♣", ends: "Win 10 10"},
	{name: "Act returns ErrPhase and changes nothing after the end, for every action", shoe: "10♠ 9♥ 8♥ 8♣ 2♦", acts: []op{stand, hit.Returns(deckofcards.ErrPhase), stand.Returns(deckofcards.ErrPhase), hit, none.Returns(deckofcards.ErrPhase), act(5)}, hands: "10♠ 8♥", deals: "9♥ 8♣", ends: "Win 10 10"},
	{name: "Act returns ErrPhase after a dealer's blackjack, for every action", shoe: "10♠ A♥ 9♥ K♣ 2♦", acts: []op{hit.Returns(deckofcards.ErrPhase), stand.Returns(deckofcards.ErrPhase), none.Returns(deckofcards.ErrPhase)}, hands: "10♠ 9♥", deals: "A♥ K♣", ends: "Lose 10 -10"},
}

var (
	someShoe = cards("10♠ 9♥ 5♥ 8♣ 2♦ 3♦ 4♦")
	theRules = deckofcards.Rules{}
)

// at returns a table with a deck of the cards and a seat for each bet.
func at(deck []deckofcards.Card, bets ...int64) exercise.Ops[*game, *house] {
	return table{bets: bets, all: deck}.ops(true)
}

func checkBets(t *exercise.T) {
	for _, bets := range [][]int64{
		{}, {0}, {-1}, {math.MinInt64}, {deckofcards.MaxBet + 1}, {math.MaxInt64}, {1<<32 + math.MinInt64}, {10, 0}, {0, 10}, {10, 20, -5}, {10, deckofcards.MaxBet + 1, 5},
	} {
		at(fullDeck(), bets...).Check(t, begin(theRules).Returns(noRound, deckofcards.ErrBet), left.Returns(52))
	}
	for _, bets := range [][]int64{{1}, {deckofcards.MaxBet}, {deckofcards.MaxBet, 1}} {
		at(someShoe, bets...).Check(t, begin(theRules).Returns(someRound, nil), stand, stand)
	}
}

func checkTooFew(t *exercise.T) {
	for seats := 1; seats < 8; seats++ {
		bets := slices.Repeat([]int64{10}, seats)
		for n := range 2*seats + 2 {
			at(fullDeck()[13:13+n], bets...).Check(t, begin(theRules).Returns(noRound, deckofcards.ErrEmpty), left.Returns(n), dealRest)
		}
		at(fullDeck()[13:15+2*seats], bets...).Check(t, begin(theRules).Returns(someRound, nil), left.Returns(0))
	}
}

// impossible are Rules for which NewRound panics.
var impossible = []deckofcards.Rules{
	{MaxHands: -1}, {PayNum: -3, PayDen: 2}, {PayNum: 3, PayDen: -2}, {PayNum: -3, PayDen: -2}, {PayNum: 3}, {PayDen: 2}, {PayNum: -1}, {PayDen: -1},
	{MaxHands: math.MinInt}, {PayNum: math.MinInt64, PayDen: math.MinInt64}, {PayNum: 1000}, {PayDen: 256}, {PayNum: -1, PayDen: 1}, {PayNum: 1, PayDen: -1},
}

func checkRules(t *exercise.T) {
	for _, rules := range impossible {
		wantImpossible(t, rules, someShoe, 10)
	}
	for _, rules := range []deckofcards.Rules{
		{}, {MaxHands: 1}, {MaxHands: 10}, {MaxHands: math.MaxInt}, {PayNum: 1, PayDen: 1}, {PayNum: 6, PayDen: 5}, {PayNum: 1000, PayDen: 1}, {PayNum: 1, PayDen: 1000}, {PayNum: 1000, PayDen: 1000},
	} {
		at(someShoe, 10).Check(t, begin(rules).Returns(someRound, nil), stand)
	}
}

// wantImpossible fails t unless NewRound panics and deals nothing.
func wantImpossible(t *exercise.T, rules deckofcards.Rules, cs []deckofcards.Card, bets ...int64) {
	deck := deckofcards.NewDeck(cs...)
	call := at(cs, bets...).Setup + "\n" + begin(rules).Go
	exercise.WantPanic(t, call, func() { _, _ = deckofcards.NewRound(rules, deck, bets...) })
	require.Equal(t, len(cs), deck.Remaining(), "%s // panics\ndeck.Remaining()", call)
}

// checkFirstReason begins rounds for which more than one error applies.
func checkFirstReason(t *exercise.T) {
	for _, rules := range impossible {
		wantImpossible(t, rules, nil, 10)
		wantImpossible(t, rules, someShoe, 10, 0)
		wantImpossible(t, rules, nil)
	}
	for _, bets := range [][]int64{{}, {0}, {10, -1}, {deckofcards.MaxBet + 1}} {
		at(someShoe[:1], bets...).Check(t, begin(theRules).Returns(noRound, deckofcards.ErrBet), left.Returns(1))
	}
}

// payments are what blackjacks pay. In floating point 45·1.4 is less than 63.
var payments = []struct{ num, den, bet, want int64 }{
	{0, 0, 10, 15}, {0, 0, 1, 1}, {0, 0, 5, 7}, {3, 2, 7, 10}, {6, 5, 10, 12}, {6, 5, 9, 10}, {7, 5, 45, 63}, {1, 1, 3, 3}, {2, 1, 7, 14}, {1, 2, 1, 0}, {1, 1000, 999, 0}, {7, 3, 5, 11},
	{3, 2, deckofcards.MaxBet - 1, 1_499_999_999_998}, {1000, 1, deckofcards.MaxBet, 1_000_000_000_000_000}, {999, 1000, deckofcards.MaxBet - 3, 998_999_999_997},
}

func checkPay(t *exercise.T) {
	for _, p := range payments {
		wantPay(t, p.num, p.den, p.bet, p.want)
	}
	for _, pay := range [][2]int64{{3, 2}, {6, 5}, {7, 5}, {7, 3}, {1000, 999}, {999, 998}, {997, 1000}} {
		for _, bet := range []int64{2, 3, 90, 99, 1_000_003, 1<<32 + 1, 999_999_999_989, deckofcards.MaxBet} {
			wantPay(t, pay[0], pay[1], bet, pays(deckofcards.Rules{PayNum: pay[0], PayDen: pay[1]}, bet))
		}
	}
}

func wantPay(t *exercise.T, num, den, bet, want int64) {
	tb := table{deckofcards.Rules{PayNum: num, PayDen: den}, []int64{bet}, cards("A♠ 9♥ K♠ 7♣")}
	tb.ops(true).Check(t, begin(tb.rules).Returns(someRound, nil), results.Returns([]end{{Bet: bet, Profit: want, Outcome: deckofcards.Blackjack}}, nil))
}

// checkRoundCopies overwrites the bets and all returned slices between the actions.
func checkRoundCopies(t *exercise.T) {
	ops := []op{begin(theRules)}
	for _, a := range []op{hit, stand, stand} {
		ops = append(append(append(ops, spoilRound...), handAt(0, 0), handAt(1, 0), dealer), a)
	}
	ops = append(append(ops, spoilRound...), handAt(0, 0).Returns(shown(cards("8♠ 8♥ 2♦"))), dealer.Returns(shown(cards("9♥ 6♣ 3♦"))), results.Returns([]end{
		{Seat: 0, Bet: 10, Outcome: deckofcards.Push}, {Seat: 1, Bet: 20, Profit: -20, Outcome: deckofcards.Lose}}, nil))
	at(cards("8♠ 9♠ 9♥ 8♥ 7♥ 6♣ 2♦ 3♦ 4♦ 5♦"), 10, 20).Check(t, ops...)
}

func checkNoSuchHand(t *exercise.T) {
	ops := []op{begin(theRules), handAt(1, 0).Returns(shown(cards("9♠ 7♥")))}
	for _, n := range [][2]int{{-1, 0}, {2, 0}, {0, -1}, {0, 1}, {1, 1}, {3, 3}, {256, 0}, {0, 256}, {math.MaxInt, 0}, {0, math.MaxInt}, {math.MinInt, math.MinInt}} {
		ops = append(ops, handAt(n[0], n[1]).Returns(noHand))
	}
	at(cards("8♠ 9♠ 9♥ 8♥ 7♥ 6♣ 2♦ 3♦ 4♦ 5♦"), 10, 20).Check(t, append(ops, stand, stand, handAt(0, 1).Returns(noHand), handAt(2, 0).Returns(noHand))...)
}

func checkOneDeck(t *exercise.T) {
	at(cards("10♠ 9♥ 10♥ 8♣ 9♠ 9♦ 9♣ 10♦ 5♥"), 10).Check(t,
		begin(theRules), stand, handAt(0, 0).Returns(shown(cards("10♠ 10♥"))), dealer.Returns(shown(cards("9♥ 8♣"))),
		again(theRules), stand, handAt(0, 0).Returns(shown(cards("9♠ 9♣"))), dealer.Returns(shown(cards("9♦ 10♦"))),
		again(theRules).Returns(noRound, deckofcards.ErrEmpty), left.Returns(1))
}

func checkDeckInBetween(t *exercise.T) {
	at(cards("2♠ 9♥ 2♥ 5♣ 3♦ 4♦ 5♦"), 10).Check(t, begin(theRules), outside.Returns(cards("3♦")[0], nil), hit, handAt(0, 0).Returns(shown(cards("2♠ 2♥ 4♦"))),
		takeBack, hit, handAt(0, 0).Returns(shown(cards("2♠ 2♥ 4♦ 2♠"))), outside.Returns(cards("9♥")[0], nil), stand, dealer.Returns(shown(cards("9♥ 5♣ 2♥ 5♣"))))
	at(cards("2♠ 9♥ 2♥ 5♣ 3♦"), 10).Check(t, begin(theRules), dealRest, hit.Returns(deckofcards.ErrEmpty), takeBack, hit.Returns(nil), dealRest, stand.Returns(nil), dealer.Returns(shown(cards("9♥ 5♣"))))
}

// checkManyHits gives each hand as many cards as possible: ten aces, a two, and nine aces more. After each card all hands
// are compared.
func checkManyHits(t *exercise.T) {
	aces := func(n int) []deckofcards.Card { return slices.Repeat(cards("A♠ A♥ A♦ A♣"), n)[:n] }
	for seats := 1; seats <= 3; seats++ {
		shoe := slices.Concat(aces(seats), cards("9♦"), aces(seats), cards("9♣"))
		for range seats {
			shoe = slices.Concat(shoe, aces(8), cards("2♠"), aces(9))
		}
		hits := slices.Repeat([]op{hit}, 18*seats)
		table{theRules, slices.Repeat([]int64{10}, seats), shoe}.ops(true).Check(t, append([]op{begin(theRules)}, hits...)...)
	}
}

// checkManySeats plays a Round of 300 seats, and begins one of 70,000. No method promises a cost, so it asks the latter
// little.
func checkManySeats(t *exercise.T) {
	const seats, most = 300, 70_000
	bets := make([]int64, seats)
	deck := slices.Concat(slices.Repeat(cards("10♠"), seats+1), slices.Repeat(cards("9♥"), seats), cards("8♥"))
	ops := []op{begin(theRules).Returns(someRound, nil), left.Returns(0)}
	for seat := range seats {
		bets[seat] = int64(seat + 1)
		ops = append(ops, turn.Returns(deckofcards.Turn{Seat: seat}, true), stand)
	}
	table{theRules, bets, deck}.blind().Check(t, append(ops, turn, handAt(255, 0), handAt(256, 0), handAt(seats-1, 0), handAt(seats, 0).Returns(noHand), results)...)
	shoe := deckofcards.NewDeck(slices.Repeat(cards("10♠ 9♥"), most+1)...)
	r, err := deckofcards.NewRound(theRules, shoe, slices.Repeat([]int64{10}, most)...)
	require.NoError(t, err, "d is a Deck of %d cards; deckofcards.NewRound(deckofcards.Rules{}, d, bets...) with %d bets", 2*most+2, most)
	require.Zero(t, shoe.Remaining(), "d is a Deck of %d cards; after deckofcards.NewRound with %d bets, d.Remaining()", 2*most+2, most)
	require.Len(t, r.Hand(0, 0), 2, "r is a Round of %d seats; r.Hand(0, 0)", most)
}
