package deckofcards_test

import (
	"slices"

	"github.com/oodkit/oodkit/deckofcards"
	"github.com/oodkit/oodkit/internal/exercise"
)

// Step 6: Double and Split. A deck for one seat begins as in step 5: the cards of player, dealer, player, dealer. Then come those that are
// drawn.

var (
	twoHands     = deckofcards.Rules{MaxHands: 2}
	noneAfter    = deckofcards.Rules{NoDoubleAfterSplit: true}
	noSplit      = deckofcards.Rules{MaxHands: 1}
	fiveOfAPiece = deckofcards.Rules{MaxHands: 5}
)

var splitRounds = []round{
	{name: "Double is legal with any two cards: it doubles the bet and takes one card", shoe: "5♠ 9♥ 6♥ 8♣ 10♦ 2♦", acts: []op{double}, hands: "5♠ 6♥ 10♦", deals: "9♥ 8♣", ends: "Win 20 20"},
	{name: "Double is legal with any two cards, whatever they count", shoe: "10♠ 9♥ 6♥ 8♣ 5♦ 2♦", acts: []op{double}, hands: "10♠ 6♥ 5♦", deals: "9♥ 8♣", ends: "Win 20 20"},
	{name: "after a Double the hand stands, whatever it has", shoe: "5♠ 9♥ 6♥ 8♣ 2♦ 3♦", acts: []op{double}, hands: "5♠ 6♥ 2♦", deals: "9♥ 8♣", ends: "Lose 20 -20"},
	{name: "a Double that busts loses the doubled bet", shoe: "10♠ 9♥ 6♥ 8♣ Q♦ 3♦", acts: []op{double}, hands: "10♠ 6♥ Q♦", deals: "9♥ 8♣", ends: "Lose 20 -20"},
	{name: "a doubled hand can push", shoe: "5♠ 9♥ 6♥ 8♣ 6♦ 3♦", acts: []op{double}, hands: "5♠ 6♥ 6♦", deals: "9♥ 8♣", ends: "Push 20 0"},
	{name: "the highest bet can be doubled", shoe: "5♠ 9♥ 6♥ 8♣ 10♦", bets: []int64{deckofcards.MaxBet}, acts: []op{double}, hands: "5♠ 6♥ 10♦", deals: "9♥ 8♣", ends: "Win 2000000000000 2000000000000"},
	{name: "a Double passes play on to the next seat", shoe: "5♠ 10♠ 9♥ 6♥ 9♠ 8♣ 2♦ 3♦", bets: []int64{10, 20}, acts: []op{double, stand}, hands: "5♠ 6♥ 2♦; 10♠ 9♠", deals: "9♥ 8♣", ends: "Lose 20 -20; Win 20 20"},
	{name: "Double is not legal with three cards", shoe: "5♠ 9♥ 2♥ 8♣ 4♦ 10♦ 2♦", acts: []op{hit, double.Returns(deckofcards.ErrAction), stand}, hands: "5♠ 2♥ 4♦", deals: "9♥ 8♣", ends: "Lose 10 -10"},
	{name: "a Double with an empty deck is ErrEmpty and changes nothing", shoe: "5♠ 9♥ 6♥ 8♣", acts: []op{double.Returns(deckofcards.ErrEmpty), stand}, hands: "5♠ 6♥", deals: "9♥ 8♣", ends: "Lose 10 -10"},
	{name: "Split makes two hands with a bet each, and deals to the first and then to the new one", shoe: "8♠ 9♥ 8♥ 8♣ 2♦ 3♦", acts: []op{split, stand, stand},
		hands: "8♠ 2♦, 8♥ 3♦", deals: "9♥ 8♣", ends: "Lose 10 -10, Lose 10 -10"},
	{name: "the hands of a split act one after the other", shoe: "8♠ 9♥ 8♥ 8♣ 2♦ 3♦ 10♣ 9♣ 4♣", acts: []op{split, hit, stand, hit, stand}, hands: "8♠ 2♦ 10♣, 8♥ 3♦ 9♣", deals: "9♥ 8♣", ends: "Win 10 10, Win 10 10"},
	{name: "cards that count the same can be split, of any rank", shoe: "10♠ 9♥ K♥ 8♣ 7♦ 9♦", acts: []op{split, stand, stand}, hands: "10♠ 7♦, K♥ 9♦", deals: "9♥ 8♣", ends: "Push 10 0, Win 10 10"},
	{name: "cards that do not count the same cannot be split", shoe: "10♠ 9♥ 9♣ 8♣ 7♦ 9♦", acts: []op{split.Returns(deckofcards.ErrAction), stand}, hands: "10♠ 9♣", deals: "9♥ 8♣", ends: "Win 10 10"},
	{name: "a soft hand cannot be split for its total", shoe: "A♠ 9♥ J♦ 8♣ 7♦ 9♦", acts: []op{split}, hands: "A♠ J♦", deals: "9♥ 8♣", ends: "Blackjack 10 15"},
	{name: "three cards cannot be split", shoe: "2♠ 9♥ 3♥ 8♣ 2♦ 10♦ 10♣", acts: []op{hit, split.Returns(deckofcards.ErrAction), stand}, hands: "2♠ 3♥ 2♦", deals: "9♥ 8♣", ends: "Lose 10 -10"},
	{name: "three cards cannot be split, not even if the first two count the same", shoe: "2♠ 9♥ 2♥ 8♣ 3♦ 10♦ 10♣", acts: []op{hit, split, stand}, hands: "2♠ 2♥ 3♦", deals: "9♥ 8♣", ends: "Lose 10 -10"},
	{name: "a hand of a split can be split again, and its new hand comes right after it", shoe: "8♠ 9♥ 8♥ 8♣ 8♦ 3♦ 4♦ 5♦ 10♦", acts: []op{split, split, stand, stand, hit},
		hands: "8♠ 4♦, 8♦ 5♦, 8♥ 3♦ 10♦", deals: "9♥ 8♣", ends: "Lose 10 -10, Lose 10 -10, Win 10 10"},
	{name: "the new hand can be split too, and then comes before its own new one", shoe: "8♠ 9♥ 8♥ 8♣ 3♦ 8♦ 4♦ 5♦ 10♦", acts: []op{split, stand, split, stand, hit},
		hands: "8♠ 3♦, 8♥ 4♦, 8♦ 5♦ 10♦", deals: "9♥ 8♣", ends: "Lose 10 -10, Lose 10 -10, Lose 10 -10"},
	{name: "a seat has four hands at most if MaxHands is 0", shoe: "8♠ 9♥ 8♥ 8♣ 8♦ 8♣ 8♠ 8♥ 8♦ 8♣ 2♦ 3♦", acts: []op{split, split, split, split, stand, split, stand, stand, split, stand},
		hands: "8♠ 8♦, 8♠ 8♣, 8♦ 8♥, 8♥ 8♣", deals: "9♥ 8♣", ends: "Lose 10 -10, Lose 10 -10, Lose 10 -10, Lose 10 -10"},
	{name: "MaxHands bounds the hands of a seat", rules: twoHands, shoe: "8♠ 9♥ 8♥ 8♣ 8♦ 8♣ 8♠ 8♥", acts: []op{split, split, stand, split, stand}, hands: "8♠ 8♦, 8♥ 8♣", deals: "9♥ 8♣", ends: "Lose 10 -10, Lose 10 -10"},
	{name: "MaxHands may be more than four", rules: fiveOfAPiece, shoe: "8♠ 9♥ 8♥ 8♣ 8♦ 8♣ 8♠ 8♥ 8♦ 8♣ 2♦ 3♦", acts: []op{split, split, split, split, split, stand, stand, stand, stand, stand},
		hands: "8♠ 2♦, 8♦ 3♦, 8♠ 8♣, 8♦ 8♥, 8♥ 8♣", deals: "9♥ 8♣", ends: "Lose 10 -10, Lose 10 -10, Lose 10 -10, Lose 10 -10, Lose 10 -10"},
	{name: "MaxHands 1 allows no Split", rules: noSplit, shoe: "8♠ 9♥ 8♥ 8♣ 8♦ 8♣", acts: []op{split.Returns(deckofcards.ErrAction), stand}, hands: "8♠ 8♥", deals: "9♥ 8♣", ends: "Lose 10 -10"},
	{name: "MaxHands counts the hands of each seat, not those of the table", rules: twoHands, shoe: "8♠ 7♠ 9♥ 8♥ 7♥ 8♣ 2♦ 3♦ 4♦ 5♦", bets: []int64{10, 20}, acts: []op{split, stand, stand, split, stand, stand},
		hands: "8♠ 2♦, 8♥ 3♦; 7♠ 4♦, 7♥ 5♦", deals: "9♥ 8♣", ends: "Lose 10 -10, Lose 10 -10; Lose 20 -20, Lose 20 -20"},
	{name: "split aces take a card each and stand", shoe: "A♠ 9♥ A♥ 8♣ 5♦ 8♦ 2♦", acts: []op{split, hit.Returns(deckofcards.ErrPhase)}, hands: "A♠ 5♦, A♥ 8♦", deals: "9♥ 8♣", ends: "Lose 10 -10, Win 10 10"},
	{name: "split aces are not split again", shoe: "A♠ 9♥ A♥ 8♣ A♦ A♣ 2♦ 3♦", acts: []op{split, split.Returns(deckofcards.ErrPhase)}, hands: "A♠ A♦, A♥ A♣", deals: "9♥ 8♣", ends: "Lose 10 -10, Lose 10 -10"},
	{name: "after split aces play passes to the next seat", shoe: "A♠ 10♠ 9♥ A♥ 8♠ 8♣ 5♦ 6♦ 2♦", bets: []int64{10, 20}, acts: []op{split, stand}, hands: "A♠ 5♦, A♥ 6♦; 10♠ 8♠", deals: "9♥ 8♣", ends: "Lose 10 -10, Push 10 0; Win 20 20"},
	{name: "21 after split aces is no blackjack", shoe: "A♠ 9♥ A♥ 8♣ K♦ Q♦", acts: []op{split}, hands: "A♠ K♦, A♥ Q♦", deals: "9♥ 8♣", ends: "Win 10 10, Win 10 10"},
	{name: "21 after split tens is no blackjack, and stands by itself", shoe: "10♠ 9♥ K♥ 8♣ A♦ 5♦", acts: []op{split, stand}, hands: "10♠ A♦, K♥ 5♦", deals: "9♥ 8♣", ends: "Win 10 10, Lose 10 -10"},
	{name: "21 in the new hand of a split is no blackjack, and stands by itself", shoe: "10♠ 9♥ K♥ 8♣ 5♦ A♦", acts: []op{split, stand}, hands: "10♠ 5♦, K♥ A♦", deals: "9♥ 8♣", ends: "Lose 10 -10, Win 10 10"},
	{name: "21 in both hands of a split ends the play", shoe: "10♠ 9♥ K♥ 8♣ A♦ A♣ 5♦", acts: []op{split, hit}, hands: "10♠ A♦, K♥ A♣", deals: "9♥ 8♣", ends: "Win 10 10, Win 10 10"},
	{name: "21 after a split needs the dealer's draw, and may tie with it", shoe: "A♠ 9♥ A♥ 2♣ K♦ Q♦ 10♣", acts: []op{split}, hands: "A♠ K♦, A♥ Q♦", deals: "9♥ 2♣ 10♣", ends: "Push 10 0, Push 10 0"},
	{name: "a hand of a split may be doubled, and its bet alone", shoe: "8♠ 9♥ 8♥ 8♣ 3♦ 2♦ 10♦ 7♦", acts: []op{split, double, stand}, hands: "8♠ 3♦ 10♦, 8♥ 2♦", deals: "9♥ 8♣", ends: "Win 20 20, Lose 10 -10"},
	{name: "the new hand of a split may be doubled, and its bet alone", shoe: "8♠ 9♥ 8♥ 8♣ 3♦ 2♦ 10♦ 7♦", acts: []op{split, stand, double}, hands: "8♠ 3♦, 8♥ 2♦ 10♦", deals: "9♥ 8♣", ends: "Lose 10 -10, Win 20 20"},
	{name: "NoDoubleAfterSplit forbids to double both hands of a split", rules: noneAfter, shoe: "8♠ 9♥ 8♥ 8♣ 3♦ 2♦ 10♦ 7♦", acts: []op{split, double.Returns(deckofcards.ErrAction), stand, double.Returns(deckofcards.ErrAction), stand}, hands: "8♠ 3♦, 8♥ 2♦", deals: "9♥ 8♣", ends: "Lose 10 -10, Lose 10 -10"},
	{name: "NoDoubleAfterSplit does not forbid to double other hands", rules: noneAfter, shoe: "8♠ 5♠ 9♥ 8♥ 6♠ 8♣ 3♦ 2♦ 10♦ 7♦", bets: []int64{10, 20}, acts: []op{split, stand, stand, double},
		hands: "8♠ 3♦, 8♥ 2♦; 5♠ 6♠ 10♦", deals: "9♥ 8♣", ends: "Lose 10 -10, Lose 10 -10; Win 40 40"},
	{name: "a Split with one card left is ErrEmpty and changes nothing", shoe: "8♠ 9♥ 8♥ 8♣ 3♦", acts: []op{split.Returns(deckofcards.ErrEmpty), hit, stand}, hands: "8♠ 8♥ 3♦", deals: "9♥ 8♣", ends: "Win 10 10"},
	{name: "a Split with an empty deck is ErrEmpty, and legal all the same", shoe: "8♠ 9♥ 8♥ 8♣", acts: []op{split.Returns(deckofcards.ErrEmpty), split.Returns(deckofcards.ErrEmpty), stand}, hands: "8♠ 8♥", deals: "9♥ 8♣", ends: "Lose 10 -10"},
	{name: "an action that is not legal is ErrAction, also with an empty deck", shoe: "9♠ 9♥ 2♥ 8♣ 3♦", acts: []op{split.Returns(deckofcards.ErrAction), hit, double.Returns(deckofcards.ErrAction), split, stand}, hands: "9♠ 2♥ 3♦", deals: "9♥ 8♣", ends: "Lose 10 -10"},
	{name: "after the end every action is ErrPhase", shoe: "5♠ 9♥ 6♥ 8♣ 10♦ 2♦", acts: []op{double, double.Returns(deckofcards.ErrPhase), split.Returns(deckofcards.ErrPhase), hit, none.Returns(deckofcards.ErrPhase)}, hands: "5♠ 6♥ 10♦", deals: "9♥ 8♣", ends: "Win 20 20"},
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
