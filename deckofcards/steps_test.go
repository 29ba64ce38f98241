package deckofcards_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/oodkit/oodkit/deckofcards"
	"github.com/oodkit/oodkit/internal/exercise"
)

// A row below checks the rule that its name states. The calls and the answers that it wants are in the file
// of its step: card_test.go for step 1, then deck_test.go, shuffle_test.go, hand_test.go, round_test.go,
// split_test.go and poker_test.go.

var steps = exercise.NewSteps(7)

func TestStep1_Cards(t *testing.T) {
	step := steps.Begin(t)
	step.Row("Standard returns the 52 cards by suit, then by rank", checkStandard)
	step.Row("Standard returns a new slice", checkStandardIsNew)
	step.Row("ParseCard reads what String prints, for all 52 cards", checkRoundTrip)
	step.Row("ParseCard takes letters for suits, T or 10, capital or small", checkSpellings)
	step.Row("ParseCard of any other text is ErrCard", checkNoCards)
	step.Row("a text that differs from that of a card in one byte is ErrCard", checkNeighbours)
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
	step.Row("two Decks share nothing", func(t *exercise.T) { checkTwoDecks(t, anyDeckOp) })
	step.Row("a Deck is like a slice over random calls", checkDeckRandom)
	step.Row("a Deck may have hundreds of cards, or 70,000", checkManyCards)
}

func TestStep3_Shuffle(t *testing.T) {
	step := steps.Begin(t)
	step.Row("Shuffle permutes the cards that are left, and no others", checkShuffleKeeps)
	step.Row("Shuffle changes neither what was dealt nor how many are left", checkShuffleAgain)
	step.Row("Reset restores the order given after Shuffle too", checkShuffleReset)
	step.Row("the same seed gives the same order", checkSameSeed)
	step.Row("another seed gives another order", checkOtherSeed)
	step.Row("Shuffle takes its numbers from the source before it returns", checkNumbersAreTaken)
	step.Row("every order is equally likely", func(t *exercise.T) { checkFair(t, 4, source(24)) })
	step.Row("every order of the cards that are left is equally likely", func(t *exercise.T) { checkFair(t, 7, source(24)) })
	step.Row("every order is equally likely with the global source too", func(t *exercise.T) { checkFair(t, 5, nil) })
	step.Row("each of 52 cards comes to each place equally often", checkFairPlaces)
	step.Row("each of 416 cards comes to each part of a shoe equally often", checkFairShoe)
	step.Row("Shuffle(nil) uses the global source", checkGlobalSource)
	step.Row("two Decks share nothing, with Shuffle too", func(t *exercise.T) { checkTwoDecks(t, anyShuffleOp) })
	step.Row("nothing is lost or doubled over random calls", checkShuffleRandom)
	step.Row("of 200,000 shuffles no two give the same order", checkManyOrders)
}

func TestStep4_Hands(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range knownHands {
		step.Row(row.name, func(t *exercise.T) {
			handOf(cards(row.cards)...).Check(t, scores.Returns(row.scores), scoreOf.Returns(row.total, row.soft),
				isBlackjack.Returns(row.blackjack), isBust.Returns(row.bust), cardsOf.Returns(shown(cards(row.cards))))
		})
	}
	step.Row("of the 1326 hands of two cards 64 are blackjacks", checkTwoCards)
	step.Row("Scores has every total once, the lowest first, and Score the best of them", checkRanks)
	step.Row("Scores and Score of long hands", checkLongHands)
	step.Row("Add adds a card behind the others", checkAdd)
	step.Row("NewHand copies the cards", checkHandCopies)
	step.Row("Cards and Scores return new slices", checkHandGivesCopies)
	step.Row("two Hands share nothing", checkTwoHands)
	step.Row("a Hand is like a slice of cards over random calls", checkHandRandom)
}

// manySeats are numbers of seats: nothing limits them.
var manySeats = []int{1, 2, 4, 12}

func TestStep5_Round(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range rounds {
		step.Row(row.name, func(t *exercise.T) { row.check(t, true) })
	}
	step.Row("bets from 1 to MaxBet are taken, others are ErrBet, and so is a round without bets", checkBets)
	step.Row("too few cards to begin are ErrEmpty, and nothing is dealt", checkTooFew)
	step.Row("impossible Rules panic, and others do not", checkRules)
	step.Row("a blackjack pays exactly what the Rules say, rounded down", checkPay)
	step.Row("Hand panics if there is no such hand", checkNoSuchHand)
	step.Row("a Round shares nothing with the bets it was given or with what it returns", checkRoundCopies)
	step.Row("the first of panic, ErrBet and ErrEmpty that applies counts", checkFirstReason)
	step.Row("one deck serves a round after another", checkOneDeck)
	step.Row("a Round deals from the deck as it is when a card is needed", checkDeckInBetween)
	step.Row("a Round may have 300 seats", checkManySeats)
	step.Row("two Rounds share nothing", func(t *exercise.T) { checkTwoRounds(t, true, false, actions5) })
	step.Row("two Rounds may deal from one deck at the same time", func(t *exercise.T) { checkTwoRounds(t, true, true, actions5) })
	step.Row("a Round goes on without being asked for anything", func(t *exercise.T) { checkBlind(t, true, actions5) })
	for _, seats := range manySeats {
		step.Row(fmt.Sprintf("a Round keeps to the rules over random hits and stands, and no card is lost: seats: %d", seats), func(t *exercise.T) {
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
		step.Row(row.name+", with what is legal", func(t *exercise.T) { row.check(t, false) })
	}
	step.Row("MaxHands may be any number", func(t *exercise.T) {
		for _, most := range []int{2, 127, 128, 255, 256, 257, math.MaxInt16 + 1, math.MaxUint16 + 1, math.MaxInt32, math.MaxInt} {
			table{deckofcards.Rules{MaxHands: most}, []int64{10}, cards("8♠ 9♥ 8♥ 8♣ 8♦ 3♦ 4♦ 5♦")}.blind().Check(t, begin(deckofcards.Rules{MaxHands: most}), legal, split.Returns(nil), legal, split, legal)
		}
	})
	step.Row("a seat may have 300 hands", checkManyHands)
	step.Row("two Rounds share nothing, with Double and Split too", func(t *exercise.T) { checkTwoRounds(t, false, false, actions6) })
	step.Row("two Rounds may deal from one deck at the same time, with Double and Split too", func(t *exercise.T) { checkTwoRounds(t, false, true, actions6) })
	step.Row("a Round goes on without being asked for anything, with Double and Split too", func(t *exercise.T) { checkBlind(t, false, actions6) })
	for _, seats := range manySeats {
		step.Row(fmt.Sprintf("a Round keeps to the rules over random actions, and no card is lost: seats: %d", seats), func(t *exercise.T) {
			checkPlay(t, seats, 3600/(seats+2), false, actions6)
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
	step.Row("EvalPoker neither changes nor keeps the cards it is given", checkLeavesCards)
	step.Row("fewer than five or more than seven cards are ErrCount, whatever they are", checkCounts)
	step.Row("a card that is not valid is ErrCard", checkInvalid)
	step.Row("a card that is there twice is ErrCard", checkRepeated)
	step.Row("String of a rank is a text for people to read", checkPokerText)
	step.Row("six and seven cards are worth their best five", checkBestFive)
	step.LongRow("all 2,598,960 hands of five cards have the right rank", 12, checkAllHands)
}
