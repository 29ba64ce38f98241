package deckofcards_test

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/oodkit/oodkit/deckofcards"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The checks of step 5. A shoe for one seat begins with the player's first card, the dealer's
// first, the player's second and the dealer's second.

var softHit = deckofcards.Rules{HitSoft17: true}

var rounds = []round{
	{name: "cards go to each seat, the dealer, each seat again and the dealer", shoe: "2♣ 3♦ 4♥ 5♠ 6♦ 7♥ 8♠", bets: []int64{10, 20}, acts: []act{stand, stand},
		hands: "2♣ 5♠, 3♦ 6♦", deals: "4♥ 7♥ 8♠", ends: "Lose 10 -10, Lose 20 -20"},
	{name: "the higher total wins", shoe: "10♠ 9♥ K♥ 8♣", acts: []act{stand}, hands: "10♠ K♥", deals: "9♥ 8♣", ends: "Win 10 10"},
	{name: "the lower total loses", shoe: "10♠ 9♥ 6♥ 8♣", acts: []act{stand}, hands: "10♠ 6♥", deals: "9♥ 8♣", ends: "Lose 10 -10"},
	{name: "equal totals are a push", shoe: "10♠ 9♥ 8♥ 9♣", acts: []act{stand}, hands: "10♠ 8♥", deals: "9♥ 9♣", ends: "Push 10 0"},
	{name: "a Hit takes the top card, and the hand acts on while it has less than 21", shoe: "2♠ 9♥ 3♥ 8♣ 4♦ 5♦ 6♦ 7♦", acts: []act{hit, hit, hit, stand},
		hands: "2♠ 3♥ 4♦ 5♦ 6♦", deals: "9♥ 8♣", ends: "Win 10 10"},
	{name: "a bust loses at once", shoe: "10♠ 9♥ 6♥ 8♣ Q♦ 5♦", acts: []act{hit}, hands: "10♠ 6♥ Q♦", deals: "9♥ 8♣", ends: "Lose 10 -10"},
	{name: "21 stands by itself", shoe: "10♠ 9♥ 6♥ 8♣ 5♦ 2♦", acts: []act{hit}, hands: "10♠ 6♥ 5♦", deals: "9♥ 8♣", ends: "Win 10 10"},
	{name: "a soft 21 stands by itself", shoe: "A♠ 9♥ 5♥ 8♣ 5♦ 2♦", acts: []act{hit}, hands: "A♠ 5♥ 5♦", deals: "9♥ 8♣", ends: "Win 10 10"},
	{name: "the dealer draws to 17", shoe: "10♠ 2♥ 9♥ 2♣ 3♦ 4♦ 5♦ 5♠", acts: []act{stand}, hands: "10♠ 9♥", deals: "2♥ 2♣ 3♦ 4♦ 5♦ 5♠", ends: "Lose 10 -10"},
	{name: "the dealer draws on 16", shoe: "10♠ 10♥ 8♥ 6♣ 2♦ 2♥", acts: []act{stand}, hands: "10♠ 8♥", deals: "10♥ 6♣ 2♦", ends: "Push 10 0"},
	{name: "the dealer stands on a hard 17", shoe: "10♠ 10♥ 6♥ 7♣ 2♦", acts: []act{stand}, hands: "10♠ 6♥", deals: "10♥ 7♣", ends: "Lose 10 -10"},
	{name: "the dealer stands on a hard 17 with HitSoft17 too", rules: softHit, shoe: "10♠ 10♥ 8♥ 7♣ 4♦", acts: []act{stand}, hands: "10♠ 8♥", deals: "10♥ 7♣", ends: "Win 10 10"},
	{name: "the dealer stands on a soft 17", shoe: "10♠ 6♥ 8♥ A♣ 3♦", acts: []act{stand}, hands: "10♠ 8♥", deals: "6♥ A♣", ends: "Win 10 10"},
	{name: "the dealer draws on a soft 17 with HitSoft17", rules: softHit, shoe: "10♠ 6♥ 8♥ A♣ 3♦", acts: []act{stand}, hands: "10♠ 8♥", deals: "6♥ A♣ 3♦", ends: "Lose 10 -10"},
	{name: "A-6-10 is a hard 17: the dealer stands", rules: softHit, shoe: "10♠ 6♥ 8♥ A♣ K♦ 4♦", acts: []act{stand}, hands: "10♠ 8♥", deals: "6♥ A♣ K♦", ends: "Win 10 10"},
	{name: "10-6-A is a hard 17: the dealer stands", rules: softHit, shoe: "10♠ 10♥ 8♥ 6♣ A♦ 4♦", acts: []act{stand}, hands: "10♠ 8♥", deals: "10♥ 6♣ A♦", ends: "Win 10 10"},
	{name: "a soft 17 of three cards is a soft 17", rules: softHit, shoe: "10♠ 2♥ 8♥ 4♣ A♦ 4♦", acts: []act{stand}, hands: "10♠ 8♥", deals: "2♥ 4♣ A♦ 4♦", ends: "Lose 10 -10"},
	{name: "the dealer stands on a soft 18", rules: softHit, shoe: "10♠ 7♥ 9♥ A♣ 3♦", acts: []act{stand}, hands: "10♠ 9♥", deals: "7♥ A♣", ends: "Win 10 10"},
	{name: "the hand wins if the dealer is bust", shoe: "10♠ 10♥ 2♥ 6♣ K♦", acts: []act{stand}, hands: "10♠ 2♥", deals: "10♥ 6♣ K♦", ends: "Win 10 10"},
	{name: "a bust loses even if the dealer is bust", shoe: "10♠ 9♠ 10♥ 6♠ 9♣ 6♣ Q♦ K♦", bets: []int64{10, 20}, acts: []act{hit, stand},
		hands: "10♠ 6♠ Q♦, 9♠ 9♣", deals: "10♥ 6♣ K♦", ends: "Lose 10 -10, Win 20 20"},
	{name: "the dealer does not draw if every hand is bust", shoe: "10♠ 10♥ 6♥ 2♣ Q♦ 5♦", acts: []act{hit}, hands: "10♠ 6♥ Q♦", deals: "10♥ 2♣", ends: "Lose 10 -10"},
	{name: "a blackjack pays 3:2, and the dealer does not draw for it", shoe: "A♠ 9♥ K♠ 3♣ 2♦", hands: "A♠ K♠", deals: "9♥ 3♣", ends: "Blackjack 10 15"},
	{name: "what a blackjack pays is rounded down", shoe: "A♠ 9♥ K♠ 7♣ 2♦", bets: []int64{5}, hands: "A♠ K♠", deals: "9♥ 7♣", ends: "Blackjack 5 7"},
	{name: "a blackjack does not act, the seat after it does", shoe: "A♠ 10♠ 9♥ K♠ 8♠ 9♣", bets: []int64{10, 20}, acts: []act{stand}, hands: "A♠ K♠, 10♠ 8♠", deals: "9♥ 9♣", ends: "Blackjack 10 15, Push 20 0"},
	{name: "the dealer does not draw for blackjacks and busts", shoe: "A♠ 10♠ 9♥ K♠ 6♠ 2♣ K♦ 2♦", bets: []int64{10, 20}, acts: []act{hit}, hands: "A♠ K♠, 10♠ 6♠ K♦", deals: "9♥ 2♣", ends: "Blackjack 10 15, Lose 20 -20"},
	{name: "a blackjack beats a 21 that the dealer draws", shoe: "A♠ 10♠ 9♥ K♠ 8♠ 2♣ K♦", bets: []int64{10, 20}, acts: []act{stand}, hands: "A♠ K♠, 10♠ 8♠", deals: "9♥ 2♣ K♦", ends: "Blackjack 10 15, Lose 20 -20"},
	{name: "21 in three cards is no blackjack", shoe: "7♠ 9♥ 7♥ 9♣ 7♦", acts: []act{hit}, hands: "7♠ 7♥ 7♦", deals: "9♥ 9♣", ends: "Win 10 10"},
	{name: "21 in three cards ties with a 21 that the dealer draws", shoe: "7♠ 9♥ 7♥ 2♣ 7♦ Q♦", acts: []act{hit}, hands: "7♠ 7♥ 7♦", deals: "9♥ 2♣ Q♦", ends: "Push 10 0"},
	{name: "a dealer's blackjack ends the round: ace up", shoe: "10♠ A♥ 9♥ K♣ 2♦", hands: "10♠ 9♥", deals: "A♥ K♣", ends: "Lose 10 -10"},
	{name: "a dealer's blackjack ends the round: ten up", shoe: "10♠ 10♥ 9♥ A♣ 2♦", hands: "10♠ 9♥", deals: "10♥ A♣", ends: "Lose 10 -10"},
	{name: "a dealer's blackjack ends the round: queen up", shoe: "10♠ Q♥ 9♥ A♣ 2♦", hands: "10♠ 9♥", deals: "Q♥ A♣", ends: "Lose 10 -10"},
	{name: "a blackjack against the dealer's is a push, and other hands lose", shoe: "10♠ A♠ K♥ 9♠ J♠ A♣", bets: []int64{10, 20}, hands: "10♠ 9♠, A♠ J♠", deals: "K♥ A♣", ends: "Lose 10 -10, Push 20 0"},
	{name: "a dealer with an ace and no blackjack plays on, his second card hidden", shoe: "10♠ A♥ 9♥ 6♣ 2♦", acts: []act{stand}, hands: "10♠ 9♥", deals: "A♥ 6♣", ends: "Win 10 10"},
	{name: "a dealer with a ten and no blackjack plays on", shoe: "10♠ 10♥ 9♥ 10♣ 2♦", acts: []act{stand}, hands: "10♠ 9♥", deals: "10♥ 10♣", ends: "Lose 10 -10"},
	{name: "seats act one after another", shoe: "2♠ 3♠ 4♠ 9♥ 8♠ 8♥ 8♦ 8♣ 9♠ 9♦ 9♣", bets: []int64{10, 20, 30}, acts: []act{hit, stand, stand, hit, stand},
		hands: "2♠ 8♠ 9♠, 3♠ 8♥, 4♠ 8♦ 9♦", deals: "9♥ 8♣", ends: "Win 10 10, Lose 20 -20, Win 30 30"},
	{name: "the dealer stands on what he has when the deck is empty", shoe: "10♠ 10♥ 3♥ 2♣", acts: []act{stand}, hands: "10♠ 3♥", deals: "10♥ 2♣", ends: "Win 10 10"},
	{name: "the dealer draws until the deck is empty", shoe: "10♠ 2♥ 3♥ 2♣ 3♦", acts: []act{stand}, hands: "10♠ 3♥", deals: "2♥ 2♣ 3♦", ends: "Win 10 10"},
	{name: "a Hit with an empty deck is ErrEmpty and changes nothing", shoe: "10♠ 10♥ 3♥ 10♣", acts: []act{hit, hit, stand}, hands: "10♠ 3♥", deals: "10♥ 10♣", ends: "Lose 10 -10"},
	{name: "an action that is none is ErrAction and changes nothing", shoe: "10♠ 9♥ 8♥ 8♣ 2♦", acts: []act{0, -1, 5, 99, stand}, hands: "10♠ 8♥", deals: "9♥ 8♣", ends: "Win 10 10"},
	{name: "after the end every action is ErrPhase and changes nothing", shoe: "10♠ 9♥ 8♥ 8♣ 2♦", acts: []act{stand, hit, stand, hit, 0, 5}, hands: "10♠ 8♥", deals: "9♥ 8♣", ends: "Win 10 10"},
	{name: "after a dealer's blackjack every action is ErrPhase", shoe: "10♠ A♥ 9♥ K♣ 2♦", acts: []act{hit, stand, 0}, hands: "10♠ 9♥", deals: "A♥ K♣", ends: "Lose 10 -10"},
}

const someShoe = "10♠ 9♥ 5♥ 8♣ 2♦ 3♦ 4♦"

func checkBets(t *exercise.T) {
	for _, bets := range [][]int64{{}, {0}, {-1}, {math.MinInt64}, {deckofcards.MaxBet + 1}, {math.MaxInt64}, {10, 0}, {0, 10}, {10, 20, -5}} {
		newTable(deckofcards.Rules{}, someShoe+" 5♦ 6♦ 7♦", bets...).script(true).Check(t)
	}
	for _, bets := range [][]int64{{1}, {deckofcards.MaxBet}, {deckofcards.MaxBet, 1}} {
		newTable(deckofcards.Rules{}, someShoe, bets...).script(true).Check(t, stand, stand)
	}
}

func checkTooFew(t *exercise.T) {
	for seats := 1; seats < 8; seats++ {
		for n := range 2*seats + 3 {
			newTable(deckofcards.Rules{}, text(fullDeck()[13:13+n]), slices.Repeat([]int64{10}, seats)...).script(true).Check(t)
		}
	}
}

func checkRules(t *exercise.T) {
	for _, rules := range []deckofcards.Rules{
		{MaxHands: -1}, {PayNum: -3, PayDen: 2}, {PayNum: 3, PayDen: -2}, {PayNum: -3, PayDen: -2}, {PayNum: 3}, {PayDen: 2}, {PayNum: -1}, {PayDen: -1},
		{MaxHands: math.MinInt}, {PayNum: math.MinInt64, PayDen: math.MinInt64},
	} {
		d := deckofcards.NewDeck(cards(someShoe)...)
		tb := table{rules: rules, bets: []int64{10}, all: cards(someShoe)}
		exercise.WantPanic(t, tb.String(), func() { _, _ = deckofcards.NewRound(rules, d, 10) })
	}
	for _, rules := range []deckofcards.Rules{
		{}, {MaxHands: 1}, {MaxHands: 10}, {PayNum: 1, PayDen: 1}, {PayNum: 6, PayDen: 5}, {PayNum: 15_000, PayDen: 10_000},
	} {
		newTable(rules, someShoe, 10).script(true).Check(t, stand)
	}
}

// checkPay checks what blackjacks pay.
func checkPay(t *exercise.T) {
	for _, pay := range [][2]int64{{0, 0}, {3, 2}, {6, 5}, {7, 5}, {1, 1}, {2, 1}, {7, 3}, {1, 2}} {
		rules := deckofcards.Rules{PayNum: pay[0], PayDen: pay[1]}
		for _, bet := range []int64{1, 2, 3, 5, 7, 10, 45, 90, 99, // 45 · 1.4 is less than 63 in floating point
			1_000_003, 999_999_999_997, 999_999_999_999, deckofcards.MaxBet} {
			tb := newTable(rules, "A♠ 9♥ K♠ 7♣", bet)
			r, err := deckofcards.NewRound(rules, deckofcards.NewDeck(tb.all...), bet)
			if err != nil {
				t.Fatalf("%v: err is %v, want nil", tb, err)
			}
			results, err := r.Results()
			want := []deckofcards.Result{{Bet: bet, Profit: pays(rules, bet), Outcome: deckofcards.Blackjack}}
			if !slices.Equal(results, want) || err != nil {
				t.Fatalf("%v\nr.Results() = %+v, %s, want %+v, nil", tb, results, errText(err), want)
			}
		}
	}
}

// checkRoundCopies checks that what a Round is given and what it returns is not shared with it.
func checkRoundCopies(t *exercise.T) {
	bets := []int64{10, 20}
	r, err := deckofcards.NewRound(deckofcards.Rules{}, deckofcards.NewDeck(cards("8♠ 9♠ 9♥ 8♥ 7♥ 6♣ 2♦ 3♦ 4♦ 5♦")...), bets...)
	if err != nil {
		t.Fatalf("NewRound returned the error %q", err)
	}
	bets[0] = 99
	spoil := func() {
		clear(r.Legal())
		clear(r.Hand(0, 0))
		clear(r.Hand(1, 0))
		clear(r.Dealer())
		results, _ := r.Results()
		clear(results)
		_ = append(r.Hand(0, 0), cards("K♠")...)
		_ = append(r.Dealer(), cards("K♠ K♥")...)
	}
	spoil()
	kept := r.Hand(0, 0)
	for _, a := range []deckofcards.Action{deckofcards.Hit, deckofcards.Stand, deckofcards.Stand} {
		_ = append(r.Hand(0, 0), cards("K♠")...)
		if err := r.Act(a); err != nil {
			t.Fatalf("after clear(r.Legal()) r.Act(deckofcards.%v) returned the error %q", a, err)
		}
		spoil()
	}
	const after = "after clear of what Legal, Hand, Dealer and Results returned, and a change of the bets that NewRound was given, "
	for _, row := range []struct{ call, got, want string }{
		{"r.Hand(0, 0)", text(r.Hand(0, 0)), "8♠ 8♥ 2♦"}, {"r.Hand(1, 0)", text(r.Hand(1, 0)), "9♠ 7♥"}, {"r.Dealer()", text(r.Dealer()), "9♥ 6♣ 3♦"},
		{"r.Results()", resultsText(r), fmt.Sprintf("%+v", []deckofcards.Result{
			{Seat: 0, Bet: 10, Outcome: deckofcards.Push}, {Seat: 1, Bet: 20, Profit: -20, Outcome: deckofcards.Lose}})},
		{"h := r.Hand(0, 0) from before the Hit", text(kept), "8♠ 8♥"},
	} {
		if row.got != row.want {
			t.Errorf("%s%s = [%s], want [%s]", after, row.call, row.got, row.want)
		}
	}
}

func resultsText(r *deckofcards.Round) string {
	results, err := r.Results()
	if err != nil {
		return errText(err)
	}
	return fmt.Sprintf("%+v", results)
}

func checkNoSuchHand(t *exercise.T) {
	tb := newTable(deckofcards.Rules{}, "8♠ 9♠ 9♥ 8♥ 7♥ 6♣ 2♦ 3♦ 4♦ 5♦", 10, 20)
	r, err := deckofcards.NewRound(tb.rules, deckofcards.NewDeck(tb.all...), tb.bets...)
	if err != nil {
		t.Fatalf("%v: err is %v, want nil", tb, err)
	}
	for _, n := range [][2]int{{-1, 0}, {2, 0}, {0, -1}, {0, 1}, {1, 1}, {3, 3}, {math.MaxInt, 0}, {0, math.MaxInt}, {math.MinInt, math.MinInt}} {
		exercise.WantPanic(t, fmt.Sprintf("%v\nr.Hand(%d, %d)", tb, n[0], n[1]), func() { r.Hand(n[0], n[1]) })
	}
}

// checkTwoRounds plays two rounds from one deck, as a shoe serves many.
func checkTwoRounds(t *exercise.T) {
	deck := deckofcards.NewDeck(cards("10♠ 9♥ 10♥ 8♣ 9♠ 9♦ 9♣ 10♦ 5♥")...)
	for _, want := range []struct{ hand, dealer string }{{"10♠ 10♥", "9♥ 8♣"}, {"9♠ 9♣", "9♦ 10♦"}} {
		r, err := deckofcards.NewRound(deckofcards.Rules{}, deck, 10)
		if err != nil {
			t.Fatalf("NewRound from what a round before left in the deck returned the error %q", err)
		}
		_ = r.Act(deckofcards.Stand)
		if hand, dealer := text(r.Hand(0, 0)), text(r.Dealer()); hand != want.hand || dealer != want.dealer {
			t.Fatalf("rounds one after another from one deck: r.Hand(0, 0) = [%s] and r.Dealer() = [%s], want [%s] and [%s]", hand, dealer, want.hand, want.dealer)
		}
	}
	if _, err := deckofcards.NewRound(deckofcards.Rules{}, deck, 10); !errors.Is(err, deckofcards.ErrEmpty) {
		t.Fatalf("NewRound with one card left in the deck returned %v, want ErrEmpty", err)
	}
	if n := deck.Remaining(); n != 1 {
		t.Fatalf("NewRound with one card left in the deck, which is ErrEmpty: deck.Remaining() = %d, want 1", n)
	}
}
