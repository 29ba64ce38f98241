package deckofcards_test

import (
	"slices"

	"github.com/oodkit/oodkit/deckofcards"
	"github.com/oodkit/oodkit/internal/exercise"
)

// Step 6: Double and Split. For one seat, the deck begins as in step 5 with the cards of player, dealer, player
// and dealer. The cards after them are drawn.

var (
	twoHands     = deckofcards.Rules{MaxHands: 2}
	noneAfter    = deckofcards.Rules{NoDoubleAfterSplit: true}
	noSplit      = deckofcards.Rules{MaxHands: 1}
	fiveOfAPiece = deckofcards.Rules{MaxHands: 5}
)

var splitRounds = []round{
	{name: "Double is legal with any two cards: it doubles the bet and takes one card", shoe: "5♠ 9♥ 6♥ 8♣ 10♦ 2♦", acts: []op{double}, hands: "5♠ 6♥ 10♦", deals: "9♥ 8♣", ends: "Win 20 20"},
	{name: "Double is legal with any two cards, even if they count 16", shoe: "10♠ 9♥ 6♥ 8♣ 5♦ 2♦", acts: []op{double}, hands: "10♠ 6♥ 5♦", deals: "9♥ 8♣", ends: "Win 20 20"},
	{name: "after a Double the hand no longer acts, even with a low total", shoe: "5♠ 9♥ 6♥ 8♣ 2♦ 3♦", acts: []op{double}, hands: "5♠ 6♥ 2♦", deals: "9♥ 8♣", ends: "Lose 20 -20"},
	{name: "a hand that is bust after a Double loses the doubled bet", shoe: "10♠ 9♥ 6♥ 8♣ Q♦ 3♦", acts: []op{double}, hands: "10♠ 6♥ Q♦", deals: "9♥ 8♣", ends: "Lose 20 -20"},
	{name: "a doubled hand with the dealer's total is a push", shoe: "5♠ 9♥ 6♥ 8♣ 6♦ 3♦", acts: []op{double}, hands: "5♠ 6♥ 6♦", deals: "9♥ 8♣", ends: "Push 20 0"},
	{name: "a bet of MaxBet can be doubled", shoe: "5♠ 9♥ 6♥ 8♣ 10♦", bets: []int64{deckofcards.MaxBet}, acts: []op{double}, hands: "5♠ 6♥ 10♦", deals: "9♥ 8♣", ends: "Win 2000000000000 2000000000000"},
	{name: "after a Double the next seat acts", shoe: "5♠ 10♠ 9♥ 6♥ 9♠ 8♣ 2♦ 3♦", bets: []int64{10, 20}, acts: []op{double, stand}, hands: "5♠ 6♥ 2♦; 10♠ 9♠", deals: "9♥ 8♣", ends: "Lose 20 -20; Win 20 20"},
	{name: "Double is not legal with three cards", shoe: "5♠ 9♥ 2♥ 8♣ 4♦ 10♦ 2♦", acts: []op{hit, double.Returns(deckofcards.ErrAction), stand}, hands: "5♠ 2♥ 4♦", deals: "9♥ 8♣", ends: "Lose 10 -10"},
	{name: "Double returns ErrEmpty and changes nothing if the deck is empty", shoe: "5♠ 9♥ 6♥ 8♣", acts: []op{double.Returns(deckofcards.ErrEmpty), stand}, hands: "5♠ 6♥", deals: "9♥ 8♣", ends: "Lose 10 -10"},
	{name: "Split makes two hands with the same bet, and deals to the old one first", shoe: "8♠ 9♥ 8♥ 8♣ 2♦ 3♦", acts: []op{split, stand, stand},
		hands: "8♠ 2♦, 8♥ 3♦", deals: "9♥ 8♣", ends: "Lose 10 -10, Lose 10 -10"},
	{name: "the two hands of a split act one after the other", shoe: "8♠ 9♥ 8♥ 8♣ 2♦ 3♦ 10♣ 9♣ 4♣", acts: []op{split, hit, stand, hit, stand}, hands: "8♠ 2♦ 10♣, 8♥ 3♦ 9♣", deals: "9♥ 8♣", ends: "Win 10 10, Win 10 10"},
	{name: "two cards that count the same can be split, such as a ten and a king", shoe: "10♠ 9♥ K♥ 8♣ 7♦ 9♦", acts: []op{split, stand, stand}, hands: "10♠ 7♦, K♥ 9♦", deals: "9♥ 8♣", ends: "Push 10 0, Win 10 10"},
	{name: "two cards that do not count the same cannot be split", shoe: "10♠ 9♥ 9♣ 8♣ 7♦ 9♦", acts: []op{split.Returns(deckofcards.ErrAction), stand}, hands: "10♠ 9♣", deals: "9♥ 8♣", ends: "Win 10 10"},
	{name: "an ace and a jack are a blackjack and cannot be split", shoe: "A♠ 9♥ J♦ 8♣ 7♦ 9♦", acts: []op{split}, hands: "A♠ J♦", deals: "9♥ 8♣", ends: "Blackjack 10 15"},
	{name: "three cards cannot be split", shoe: "2♠ 9♥ 3♥ 8♣ 2♦ 10♦ 10♣", acts: []op{hit, split.Returns(deckofcards.ErrAction), stand}, hands: "2♠ 3♥ 2♦", deals: "9♥ 8♣", ends: "Lose 10 -10"},
	{name: "three cards cannot be split, even if the first two count the same", shoe: "2♠ 9♥ 2♥ 8♣ 3♦ 10♦ 10♣", acts: []op{hit, split, stand}, hands: "2♠ 2♥ 3♦", deals: "9♥ 8♣", ends: "Lose 10 -10"},
	{name: "a hand of a split can be split again, and its new hand comes right after it", shoe: "8♠ 9♥ 8♥ 8♣ 8♦ 3♦ 4♦ 5♦ 10♦", acts: []op{split, split, stand, stand, hit},
		hands: "8♠ 4♦, 8♦ 5♦, 8♥ 3♦ 10♦", deals: "9♥ 8♣", ends: "Lose 10 -10, Lose 10 -10, Win 10 10"},
	{name: "the second hand of a split can be split too, and the third hand comes right after it", shoe: "8♠ 9♥ 8♥ 8♣ 3♦ 8♦ 4♦ 5♦ 10♦", acts: []op{split, stand, split, stand, hit},
		hands: "8♠ 3♦, 8♥ 4♦, 8♦ 5♦ 10♦", deals: "9♥ 8♣", ends: "Lose 10 -10, Lose 10 -10, Lose 10 -10"},
	{name: "a seat may have at most four hands if MaxHands is 0", shoe: "8♠ 9♥ 8♥ 8♣ 8♦ 8♣ 8♠ 8♥ 8♦ 8♣ 2♦ 3♦", acts: []op{split, split, split, split, stand, split, stand, stand, split, stand},
		hands: "8♠ 8♦, 8♠ 8♣, 8♦ 8♥, 8♥ 8♣", deals: "9♥ 8♣", ends: "Lose 10 -10, Lose 10 -10, Lose 10 -10, Lose 10 -10"},
	{name: "MaxHands limits the hands of a seat", rules: twoHands, shoe: "8♠ 9♥ 8♥ 8♣ 8♦ 8♣ 8♠ 8♥", acts: []op{split, split, stand, split, stand}, hands: "8♠ 8♦, 8♥ 8♣", deals: "9♥ 8♣", ends: "Lose 10 -10, Lose 10 -10"},
	{name: "MaxHands may be more than four", rules: fiveOfAPiece, shoe: "8♠ 9♥ 8♥ 8♣ 8♦ 8♣ 8♠ 8♥ 8♦ 8♣ 2♦ 3♦", acts: []op{split, split, split, split, split, stand, stand, stand, stand, stand},
		hands: "8♠ 2♦, 8♦ 3♦, 8♠ 8♣, 8♦ 8♥, 8♥ 8♣", deals: "9♥ 8♣", ends: "Lose 10 -10, Lose 10 -10, Lose 10 -10, Lose 10 -10, Lose 10 -10"},
	{name: "no hand can be split if MaxHands is 1", rules: noSplit, shoe: "8♠ 9♥ 8♥ 8♣ 8♦ 8♣", acts: []op{split.Returns(deckofcards.ErrAction), stand}, hands: "8♠ 8♥", deals: "9♥ 8♣", ends: "Lose 10 -10"},
	{name: "MaxHands counts the hands of each seat, not of the whole table", rules: twoHands, shoe: "8♠ 7♠ 9♥ 8♥ 7♥ 8♣ 2♦ 3♦ 4♦ 5♦", bets: []int64{10, 20}, acts: []op{split, stand, stand, split, stand, stand},
		hands: "8♠ 2♦, 8♥ 3♦; 7♠ 4♦, 7♥ 5♦", deals: "9♥ 8♣", ends: "Lose 10 -10, Lose 10 -10; Lose 20 -20, Lose 20 -20"},
	{name: "after a Split of aces each hand takes one card and no longer acts: with one seat the round is then over (ErrPhase)", shoe: "A♠ 9♥ A♥ 8♣ 5♦ 8♦ 2♦", acts: []op{split, hit.Returns(deckofcards.ErrPhase)}, hands: "A♠ 5♦, A♥ 8♦", deals: "9♥ 8♣", ends: "Lose 10 -10, Win 10 10"},
	{name: "split aces cannot be split again, even if they draw aces: with one seat the round is then over (ErrPhase)", shoe: "A♠ 9♥ A♥ 8♣ A♦ A♣ 2♦ 3♦", acts: []op{split, split.Returns(deckofcards.ErrPhase)}, hands: "A♠ A♦, A♥ A♣", deals: "9♥ 8♣", ends: "Lose 10 -10, Lose 10 -10"},
	{name: "after a Split of aces the next seat acts", shoe: "A♠ 10♠ 9♥ A♥ 8♠ 8♣ 5♦ 6♦ 2♦", bets: []int64{10, 20}, acts: []op{split, stand}, hands: "A♠ 5♦, A♥ 6♦; 10♠ 8♠", deals: "9♥ 8♣", ends: "Lose 10 -10, Push 10 0; Win 20 20"},
	{name: "21 after a Split of aces is not a blackjack", shoe: "A♠ 9♥ A♥ 8♣ K♦ Q♦", acts: []op{split}, hands: "A♠ K♦, A♥ Q♦", deals: "9♥ 8♣", ends: "Win 10 10, Win 10 10"},
	{name: "21 after a Split of tens is not a blackjack, and the hand no longer acts", shoe: "10♠ 9♥ K♥ 8♣ A♦ 5♦", acts: []op{split, stand}, hands: "10♠ A♦, K♥ 5♦", deals: "9♥ 8♣", ends: "Win 10 10, Lose 10 -10"},
	{name: "21 in the new hand of a split is not a blackjack, and that hand no longer acts", shoe: "10♠ 9♥ K♥ 8♣ 5♦ A♦", acts: []op{split, stand}, hands: "10♠ 5♦, K♥ A♦", deals: "9♥ 8♣", ends: "Lose 10 -10, Win 10 10"},
	{name: "21 in both hands of a split ends the play of the seat", shoe: "10♠ 9♥ K♥ 8♣ A♦ A♣ 5♦", acts: []op{split, hit}, hands: "10♠ A♦, K♥ A♣", deals: "9♥ 8♣", ends: "Win 10 10, Win 10 10"},
	{name: "the dealer draws against a 21 after a split, and the two may tie", shoe: "A♠ 9♥ A♥ 2♣ K♦ Q♦ 10♣", acts: []op{split}, hands: "A♠ K♦, A♥ Q♦", deals: "9♥ 2♣ 10♣", ends: "Push 10 0, Push 10 0"},
	{name: "Double after a Split doubles the bet of that hand only", shoe: "8♠ 9♥ 8♥ 8♣ 3♦ 2♦ 10♦ 7♦", acts: []op{split, double, stand}, hands: "8♠ 3♦ 10♦, 8♥ 2♦", deals: "9♥ 8♣", ends: "Win 20 20, Lose 10 -10"},
	{name: "Double on the second hand of a split doubles the bet of that hand only", shoe: "8♠ 9♥ 8♥ 8♣ 3♦ 2♦ 10♦ 7♦", acts: []op{split, stand, double}, hands: "8♠ 3♦, 8♥ 2♦ 10♦", deals: "9♥ 8♣", ends: "Lose 10 -10, Win 20 20"},
	{name: "NoDoubleAfterSplit forbids Double for both hands of a split", rules: noneAfter, shoe: "8♠ 9♥ 8♥ 8♣ 3♦ 2♦ 10♦ 7♦", acts: []op{split, double.Returns(deckofcards.ErrAction), stand, double.Returns(deckofcards.ErrAction), stand}, hands: "8♠ 3♦, 8♥ 2♦", deals: "9♥ 8♣", ends: "Lose 10 -10, Lose 10 -10"},
	{name: "NoDoubleAfterSplit does not forbid Double for other hands", rules: noneAfter, shoe: "8♠ 5♠ 9♥ 8♥ 6♠ 8♣ 3♦ 2♦ 10♦ 7♦", bets: []int64{10, 20}, acts: []op{split, stand, stand, double},
		hands: "8♠ 3♦, 8♥ 2♦; 5♠ 6♠ 10♦", deals: "9♥ 8♣", ends: "Lose 10 -10, Lose 10 -10; Win 40 40"},
	{name: "Split returns ErrEmpty and changes nothing if the deck has one card", shoe: "8♠ 9♥ 8♥ 8♣ 3♦", acts: []op{split.Returns(deckofcards.ErrEmpty), hit, stand}, hands: "8♠ 8♥ 3♦", deals: "9♥ 8♣", ends: "Win 10 10"},
	{name: "Split is legal even if the deck is empty, and then returns ErrEmpty", shoe: "8♠ 9♥ 8♥ 8♣", acts: []op{split.Returns(deckofcards.ErrEmpty), split.Returns(deckofcards.ErrEmpty), stand}, hands: "8♠ 8♥", deals: "9♥ 8♣", ends: "Lose 10 -10"},
	{name: "Act returns ErrAction if the action is not legal, even if the deck is empty", shoe: "9♠ 9♥ 2♥ 8♣ 3♦", acts: []op{split.Returns(deckofcards.ErrAction), hit, double.Returns(deckofcards.ErrAction), split, stand}, hands: "9♠ 2♥ 3♦", deals: "9♥ 8♣", ends: "Lose 10 -10"},
	{name: "Act returns ErrPhase after the end, for every action", shoe: "5♠ 9♥ 6♥ 8♣ 10♦ 2♦", acts: []op{double, double.Returns(deckofcards.ErrPhase), split.Returns(deckofcards.ErrPhase), hit, none.Returns(deckofcards.ErrPhase)}, hands: "5♠ 6♥ 10♦", deals: "9♥ 8♣", ends: "Win 20 20"},
}

// checkEverySplit splits until each seat has as many hands as it may have. After each split all hands are compared.
func checkEverySplit(t *exercise.T) {
	for seats := 1; seats <= 4; seats++ {
		for _, most := range []int{4, 9, 20}[:4-min(seats, 3)] { // the more seats, the fewer hands
			rules := deckofcards.Rules{MaxHands: most}
			ops := []op{begin(rules)}
			for range seats {
				for range most - 1 {
					ops = append(ops, split)
				}
				for range most {
					ops = append(ops, stand)
				}
			}
			table{rules, slices.Repeat([]int64{10}, seats), slices.Repeat(cards("8♠ 8♥ 8♦ 8♣ 8♥"), most*seats)}.ops(false).Check(t, ops...)
		}
	}
}

func checkManyHands(t *exercise.T) {
	const most = 300
	ops := []op{begin(deckofcards.Rules{MaxHands: most})}
	for range most - 1 {
		ops = append(ops, split)
	}
	ops = append(ops, legal.Returns([]deckofcards.Action{deckofcards.Hit, deckofcards.Stand, deckofcards.Double}), split.Returns(deckofcards.ErrAction), handAt(0, 255), handAt(0, most-1), handAt(0, most).Returns(noHand))
	for range most - 1 {
		ops = append(ops, stand)
	}
	ops = append(ops, turn.Returns(deckofcards.Turn{Hand: most - 1}, true), double, turn.Returns(deckofcards.Turn{}, false), results)
	table{deckofcards.Rules{MaxHands: most}, []int64{10}, slices.Repeat(cards("8♠"), 2*most+3)}.blind().Check(t, ops...)
}
