package deckofcards_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/oodkit/oodkit/deckofcards"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The name of each row is the rule that it checks. The calls and the answers that it wants are in the file
// of its step: card_test.go for step 1, then deck_test.go, shuffle_test.go, hand_test.go, round_test.go,
// split_test.go and poker_test.go.

var steps = exercise.NewSteps(7)

func TestStep1_Cards(t *testing.T) {
	step := steps.Begin(t)
	step.Row("Standard returns the 52 cards by suit, then by rank", checkStandard)
	step.Row("Standard returns a new slice", checkStandardIsNew)
	step.Row("ParseCard reads what String prints, for each of the 52 cards", checkRoundTrip)
	step.Row("ParseCard accepts letters for suits, T for 10, and upper or lower case", checkSpellings)
	step.Row("ParseCard returns ErrCard for any other text", checkNoCards)
	step.Row("ParseCard returns ErrCard if a card's text has one byte changed, missing or added, unless the new text is a card too", checkNeighbours)
	step.Row("the message of ParseCard's error contains the text", checkErrorNames)
	step.Row("the String methods that are given in card.go, rules.go and category.go are unchanged", checkNames)
}

func TestStep2_Deck(t *testing.T) {
	step := steps.Begin(t)
	step.Row("Deal takes the top card, and returns ErrEmpty if no card is left", checkDealOrder)
	step.Row("DealN takes cards from the top and returns the top card first", checkDealN)
	step.Row("DealN returns ErrEmpty and takes no card if fewer than n are left", checkAllOrNothing)
	step.Row("DealN returns ErrCount and changes nothing if n is negative", checkNegative)
	step.Row("DealN(0) returns no cards and no error, even if no card is left", checkDealNone)
	step.Row("Reset takes every card back and restores the order given to NewDeck", checkReset)
	step.Row("NewDeck copies the cards", checkDeckCopies)
	step.Row("DealN returns a new slice", checkDealtCopies)
	step.Row("a Deck holds cards of any type", checkAnyCard)
	step.Row("the same card may occur several times, as in a shoe", checkShoe)
	step.Row("two Decks share nothing", func(t *exercise.T) { checkTwoDecks(t, anyDeckOp) })
	step.Row("two goroutines may use two Decks at the same time, since the Decks share nothing", checkDecksAtOnce)
	step.Row("a Deck gives the right answers over many random calls", checkDeckRandom)
	step.Row("a Deck works with 255, 416 or 70,000 cards", checkManyCards)
}

func TestStep3_Shuffle(t *testing.T) {
	step := steps.Begin(t)
	step.Row("Shuffle reorders the cards that are left, and no other cards", checkShuffleKeeps)
	step.Row("Shuffle changes neither the cards that were dealt nor how many are left", checkShuffleAgain)
	step.Row("Reset restores the order given to NewDeck, even after Shuffle", checkShuffleReset)
	step.Row("the same seed gives the same order if the same cards are left in the same order", checkSameSeed)
	step.Row("another seed gives another order", checkOtherSeed)
	step.Row("Shuffle takes its numbers from the source before it returns", checkNumbersAreTaken)
	step.Row("every order is equally likely", func(t *exercise.T) { checkFair(t, 4, source(24)) })
	step.Row("every order of the cards that are left is equally likely", func(t *exercise.T) { checkFair(t, 7, source(24)) })
	step.Row("every order is equally likely with the global source too", func(t *exercise.T) { checkFair(t, 5, nil) })
	step.Row("each of 52 cards comes to each place equally often", checkFairPlaces)
	step.Row("the cards of each quarter of a 416-card shoe come to each quarter equally often", func(t *exercise.T) { checkFairShoe(t, 416, 200, 700) })
	step.Row("the cards of each quarter of a shoe of 140,000 cards come to each quarter equally often", func(t *exercise.T) { checkFairShoe(t, 140_000, 2, 1240) })
	step.Row("every two neighbors come in either order equally often", checkNeighbors)
	step.Row("Shuffle takes enough numbers from its source for every order", checkEnoughNumbers)
	step.Row("Shuffle(nil) uses the global source", checkGlobalSource)
	step.Row("two Decks share nothing, even if they are shuffled", func(t *exercise.T) { checkTwoDecks(t, anyShuffleOp) })
	step.Row("no card is lost or duplicated over many random calls", checkShuffleRandom)
	step.Row("no two of 200,000 shuffles of 22 cards give the same order", checkManyOrders)
}

func TestStep4_Hands(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range knownHands {
		step.Row(row.name, func(t *exercise.T) {
			handOf(cards(row.cards)...).Check(t, scores.Returns(row.scores), scoreOf.Returns(row.total, row.soft),
				isBlackjack.Returns(row.blackjack), isBust.Returns(row.bust), cardsOf.Returns(shown(cards(row.cards))))
		})
	}
	step.Row("64 of the 1,326 hands of two cards are blackjacks", checkTwoCards)
	step.Row("Scores returns every total once, the lowest first, and Score the best of them", checkRanks)
	step.Row("Scores and Score are right for hands of up to 60 cards", checkLongHands)
	step.Row("Scores and Score are right for a hand of 7,000 kings and 600 aces", checkHugeHand)
	step.Row("Add adds a card after the others", checkAdd)
	step.Row("NewHand copies the cards", checkHandCopies)
	step.Row("Cards and Scores return new slices", checkHandGivesCopies)
	step.Row("two Hands share nothing", checkTwoHands)
	step.Row("two goroutines may use two Hands at the same time, since the Hands share nothing", checkHandsAtOnce)
	step.Row("a Hand gives the right answers over many random calls", checkHandRandom)
}

// manySeats are the numbers of seats that random rounds have.
var manySeats = []int{1, 2, 4, 12}

func TestStep5_Round(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range rounds {
		step.Row(row.name, func(t *exercise.T) { row.check(t, true) })
	}
	step.Row("NewRound returns ErrBet if there is no bet, or one that is not from 1 to MaxBet", checkBets)
	step.Row("NewRound returns ErrEmpty and deals nothing if the deck has too few cards", checkTooFew)
	step.Row("NewRound panics if the Rules are impossible, and only then", checkRules)
	step.Row("a blackjack pays what the Rules say, computed exactly and then rounded down", checkPay)
	step.Row("Round.Hand panics if there is no such hand", checkNoSuchHand)
	step.Row("NewRound copies the bets, and each slice that a Round returns is new", checkRoundCopies)
	step.Row("NewRound checks the Rules before the bets, and the bets before the deck", checkFirstReason)
	step.Row("one deck serves one round after another", checkOneDeck)
	step.Row("a Round takes each card from the deck only when it needs that card", checkDeckInBetween)
	step.Row("a Round works with 300 or 70,000 seats", checkManySeats)
	step.Row("a hand may have 20 cards, and the others keep theirs", checkManyHits)
	step.Row("two Rounds share nothing", func(t *exercise.T) { checkTwoRounds(t, true, false, actions5) })
	step.Row("two Rounds may take turns dealing from one deck", func(t *exercise.T) { checkTwoRounds(t, true, true, actions5) })
	step.Row("a Round does not depend on calls of Turn, Legal or Results", func(t *exercise.T) { checkBlind(t, true, actions5) })
	for _, seats := range manySeats {
		step.Row(fmt.Sprintf("over many random hits and stands a Round keeps the rules and loses no card (seats: %d)", seats), func(t *exercise.T) {
			checkPlay(t, seats, 1800/(seats+2), true, actions5)
		})
	}
}

func TestStep6_DoubleAndSplit(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range splitRounds {
		step.Row(row.name, func(t *exercise.T) { row.check(t, false) })
	}
	for _, row := range rounds {
		step.Row("Legal also lists Double and Split where they are legal, in this round of step 5: "+row.name, func(t *exercise.T) { row.check(t, false) })
	}
	step.Row("MaxHands may be any positive number, however large", func(t *exercise.T) {
		for _, most := range []int{2, 127, 128, 255, 256, 257, math.MaxInt16 + 1, math.MaxUint16 + 1, math.MaxInt32, math.MaxInt} {
			table{deckofcards.Rules{MaxHands: most}, []int64{10}, cards("8♠ 9♥ 8♥ 8♣ 8♦ 3♦ 4♦ 5♦")}.blind().Check(t, begin(deckofcards.Rules{MaxHands: most}), legal, split.Returns(nil), legal, split, legal)
		}
	})
	step.Row("a seat may have 300 hands if MaxHands is 300", checkManyHands)
	step.Row("after each of many splits every hand has its own cards", checkEverySplit)
	step.Row("two Rounds share nothing, even with Double and Split", func(t *exercise.T) { checkTwoRounds(t, false, false, actions6) })
	step.Row("two goroutines may play two Rounds at the same time, since the Rounds share nothing", checkRoundsAtOnce)
	step.Row("two Rounds may take turns dealing from one deck, even with Double and Split", func(t *exercise.T) { checkTwoRounds(t, false, true, actions6) })
	step.Row("a Round with Double and Split does not depend on calls of Turn, Legal or Results", func(t *exercise.T) { checkBlind(t, false, actions6) })
	for _, seats := range manySeats {
		step.Row(fmt.Sprintf("over many random actions a Round keeps the rules and loses no card (seats: %d)", seats), func(t *exercise.T) {
			checkPlay(t, seats, 3600/(seats+2), false, actions6)
		})
	}
}

func TestStep7_Poker(t *testing.T) {
	step := steps.Begin(t)
	step.Row("Category returns the category of five cards", checkNamed)
	step.Row("a better hand beats a worse one, by category and then by the ranks that decide", checkPokerOrder)
	step.Row("two hands that differ only in suits tie", checkPokerTies)
	for _, row := range bestOf {
		step.Row(row.name, func(t *exercise.T) { checkBest(t, row.hand, row.category) })
	}
	step.Row("Compare compares hands of five, six and seven cards with one another", checkSizes)
	step.Row("the order of the cards does not matter", checkAnyOrder)
	step.Row("EvalPoker neither changes nor keeps the slice that it is given", checkLeavesCards)
	step.Row("EvalPoker returns ErrCount for fewer than 5 or more than 7 cards, even invalid ones", checkCounts)
	step.Row("EvalPoker returns ErrCard if a card is not valid", checkInvalid)
	step.Row("EvalPoker returns ErrCard if a card occurs twice", checkRepeated)
	step.Row("PokerRank.String returns a text that is not empty", checkPokerText)
	step.Row("six or seven cards have the rank of their best five", checkBestFive)
	step.LongRow("all 2,598,960 hands of five cards have the right rank", 12, checkAllHands)
}
