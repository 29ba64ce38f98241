package deckofcards_test

import (
	"fmt"
	"testing"

	"github.com/oodkit/oodkit/internal/exercise"
)

var steps = exercise.NewSteps(7)

func TestStep1_Cards(t *testing.T) {
	step := steps.Begin(t)
	step.Row("Standard returns the 52 cards by suit, then by rank", checkStandard)
	step.Row("Standard returns a new slice", checkStandardIsNew)
	step.Row("ParseCard reads what String prints, for all 52 cards", checkRoundTrip)
	step.Row("ParseCard takes letters for suits, T or 10, capital or small", checkSpellings)
	step.Row("ParseCard of any other text is ErrCard", checkNoCards)
	step.Row("the error of ParseCard quotes the text", checkErrorNames)
	step.Row("String never panics", checkNames)
}

func TestStep2_Deck(t *testing.T) {
	step := steps.Begin(t)
	step.Row("Deal takes the top card, and is ErrEmpty when none is left", checkDealOrder)
	step.Row("DealN takes cards from the top, the top one first", checkDealN)
	step.Row("DealN of too many cards is ErrEmpty and takes none", checkAllOrNothing)
	step.Row("DealN of a negative number is ErrCount and changes nothing", checkNegative)
	step.Row("DealN(0) returns no cards and no error", checkDealNone)
	step.Row("Reset takes every card back, in the order given", checkReset)
	step.Row("NewDeck copies the cards", checkDeckCopies)
	step.Row("DealN returns a new slice", checkDealtCopies)
	step.Row("cards may be of any type", checkAnyCard)
	step.Row("a card may be there several times, as in a shoe", checkShoe)
	step.Row("a Deck is like a slice over random calls", checkDeckRandom)
}

func TestStep3_Shuffle(t *testing.T) {
	step := steps.Begin(t)
	step.Row("Shuffle permutes the cards that are left, and no others", checkShuffleKeeps)
	step.Row("Shuffle changes neither what was dealt nor how many are left", checkShuffleAgain)
	step.Row("Reset restores the order given after Shuffle too", checkShuffleReset)
	step.Row("the same seed gives the same order", checkSameSeed)
	step.Row("another seed gives another order", checkOtherSeed)
	step.Row("every order is equally likely", func(t *exercise.T) { checkFair(t, 4) })
	step.Row("every order of the cards that are left is equally likely", func(t *exercise.T) { checkFair(t, 7) })
	step.Row("each of 52 cards comes to each place equally often", checkFairPlaces)
	step.Row("Shuffle(nil) uses the global source", checkGlobalSource)
	step.Row("nothing is lost or doubled over random calls", checkShuffleRandom)
}

func TestStep4_Hands(t *testing.T) {
	step := steps.Begin(t)
	step.Row("an empty Hand counts 0", checkEmptyHand)
	for _, row := range knownHands {
		step.Row(row.name, func(t *exercise.T) { checkKnownHand(t, row.cards, row.want) })
	}
	step.Row("of the 1326 hands of two cards 64 are blackjacks", checkTwoCards)
	step.Row("Scores has every total once, the least first, and Score the best of them", checkRanks)
	step.Row("Scores and Score of long hands", checkLongHands)
	step.Row("Add adds a card behind the others", checkAdd)
	step.Row("NewHand copies the cards", checkHandCopies)
	step.Row("Cards and Scores return new slices", checkHandGivesCopies)
}

// manySeats are numbers of seats: nothing limits them.
var manySeats = []int{1, 2, 4, 12}

func TestStep5_Round(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range rounds {
		step.Row(row.name, func(t *exercise.T) { row.check(t, true) })
	}
	step.Row("bets from 1 to MaxBet are taken, others are ErrBet, and so is none", checkBets)
	step.Row("too few cards to begin are ErrEmpty, and nothing is dealt", checkTooFew)
	step.Row("impossible Rules panic, and others do not", checkRules)
	step.Row("a blackjack pays exactly what the Rules say, rounded down", checkPay)
	step.Row("Hand panics if there is no such hand", checkNoSuchHand)
	step.Row("a Round shares nothing with the bets it was given or with what it returns", checkRoundCopies)
	step.Row("one deck serves a round after another", checkTwoRounds)
	for _, seats := range manySeats {
		step.Row(fmt.Sprintf("a Round keeps to the rules over random hits and stands, and no card is lost: seats: %d", seats), func(t *exercise.T) {
			checkPlay(t, seats, 600, true, hit, hit, hit, stand, stand, stand, 0)
		})
	}
}

func TestStep6_DoubleAndSplit(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range splitRounds {
		step.Row(row.name, func(t *exercise.T) { row.check(t, false) })
	}
	for _, row := range rounds {
		step.Row(row.name+", with what is legal", func(t *exercise.T) { row.check(t, false) })
	}
	for _, seats := range manySeats {
		step.Row(fmt.Sprintf("a Round keeps to the rules over random actions, and no card is lost: seats: %d", seats), func(t *exercise.T) {
			checkPlay(t, seats, 1200, false, hit, hit, stand, stand, double, double, split, split, split, split, 0, 5)
		})
	}
}

func TestStep7_Poker(t *testing.T) {
	step := steps.Begin(t)
	step.Row("a hand of five cards has its category", checkNamed)
	step.Row("better hands beat worse ones: categories, then the ranks that decide", checkPokerOrder)
	step.Row("hands that differ in suits alone tie", checkPokerTies)
	for _, row := range bestOf {
		step.Row(row.name, func(t *exercise.T) { checkBest(t, row.hand, row.category) })
	}
	step.Row("ranks of five, six and seven cards can be compared", checkSizes)
	step.Row("the order of the cards does not matter", checkAnyOrder)
	step.Row("EvalPoker does not change the cards it is given", checkLeavesCards)
	step.Row("fewer than five or more than seven cards are ErrCount, whatever they are", checkCounts)
	step.Row("a card that is not valid is ErrCard", checkInvalid)
	step.Row("a card that is there twice is ErrCard", checkRepeated)
	step.Row("String of a rank is a text for people to read", checkPokerText)
	step.Row("six and seven cards are worth their best five", checkBestFive)
	step.LongRow("all 2,598,960 hands of five cards have the right rank", 12, checkAllHands)
}
