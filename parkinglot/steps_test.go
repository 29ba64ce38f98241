package parkinglot_test

import (
	"testing"

	"github.com/oodkit/oodkit/internal/exercise"
)

// Each step is a list of rows. The name of a row is the rule that it checks. park_test.go has the rows of steps 1 to 3,
// gates_test.go those of step 4, and tariff_test.go, pay_test.go and sorts_test.go those of steps 5 to 7. cost_test.go
// checks what must be fast.

var steps = exercise.NewSteps(7)

const (
	nothingShared = "two lots share nothing: calls on one never change the answers of the other"
	notKept       = "New copies Levels, and tickets share no memory with the lot, so the caller may change both"
)

func TestStep1_OneLevel(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range oneLevelRows {
		step.Row(row.name, func(t *exercise.T) { row.check(t, 1) })
	}
	step.Row("New returns ErrConfig if the Size of a spot is not one of the three", checkSizes)
	step.Row("a ticket names the right spot, even if 300,000 other levels, rows or spots come before it", checkFarSpots(aCar, compact))
	step.Row("New does not change Levels, nor what is behind each slice in the caller's arrays", checkLevelsUnchanged)
	step.Row("two lots share nothing, even if they have the same Config", checkTwoLots)
	step.Row("tickets share no memory with the lot or with each other, so the caller may change them", checkAppendedSpots(1))
	calls := mixed(9, anyCarOrMoto, anyCarOrMoto, anyLeave, anyInvalid)
	step.Row("motorcycles and cars get the spots that the rules choose, over random calls", func(t *exercise.T) {
		game{step: 1}.random(t, "", oneLevelLots, 60, 40, calls)
	})
	step.Row("New copies Levels, so later changes by the caller have no effect", func(t *exercise.T) {
		game{step: 1, careless: true}.random(t, notKept+" (step 1)", oneLevelLots, 20, 40, calls)
	})
	step.Row("two lots share nothing, over random calls on both", func(t *exercise.T) {
		game{step: 1, twin: true}.random(t, nothingShared+" (step 1)", oneLevelLots, 20, 40, calls)
	})
}

func TestStep2_LevelsAndBuses(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range busRows {
		step.Row(row.name, func(t *exercise.T) { row.check(t, 2) })
	}
	step.Row("a bus takes the first five free spots side by side, whichever spots of a row are taken", checkEveryFive)
	step.Row("a bus finds its spots, even if 300,000 other levels, rows or spots come before them", checkFarSpots(aBus, large, large, large, large, large))
	calls := mixed(12, anyPark, anyPark, anyLeave, anyInvalid)
	step.Row("all vehicles get the spots that the rules choose, over random calls", func(t *exercise.T) {
		game{step: 2}.random(t, "", mixedLots, 40, 60, calls)
	})
	step.Row("in long rows, all vehicles get the spots that the rules choose, over random calls", func(t *exercise.T) {
		game{step: 2}.random(t, "", longRows, 100, 200, mixed(26, anyPark, anyPark, anyLeave))
	})
	step.Row("in a lot of hundreds of spots, all vehicles get the spots that the rules choose", func(t *exercise.T) {
		game{step: 2}.random(t, "", largeLots, 10, 1200, mixed(800, anyMoto, anyMoto, anyPark, anyLeave))
	})
	step.Row("two lots share nothing, and New copies Levels, also with buses", func(t *exercise.T) {
		game{step: 2, careless: true, twin: true}.random(t, nothingShared+"; New copies Levels (step 2)", mixedLots, 20, 60, calls)
	})
}

func TestStep3_Tickets(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range ticketRows {
		step.Row(row.name, func(t *exercise.T) { row.check(t, 3) })
	}
	step.Row("plates are the same if they differ only in case, spaces and hyphens", checkPlates)
	step.Row("a plate that has only spaces and hyphens counts as empty", checkBlankPlates)
	step.Row("Leave returns ErrTicket for every ID except that of a valid ticket", checkUnknownIDs(3))
	step.Row("a ticket shares no memory with the lot or with other tickets", checkTicketsAreCopies)
	step.OpenBubble("if Now is nil, the clock is time.Now", checkNilNow)
	step.Row("Free agrees with what Park then does, whichever spots of a row are taken", checkFreeOfEveryRow)
	step.Row("in a row of n free large spots, Free for buses is n/5, rounded down", checkFreeOfLongRows)
	calls := mixed(9, anyPark, anyPark, anyPark, anyLeave, anyFind, anyInvalid, anyWait)
	step.Row("all calls return what the rules say, over random calls", func(t *exercise.T) {
		game{step: 3}.random(t, "", mixedLots, 40, 80, calls)
		game{step: 3, zeroTime: true}.random(t, "", mixedLots, 20, 80, calls)
	})
	step.Row("in a lot of hundreds of spots, all calls return what the rules say", func(t *exercise.T) {
		game{step: 3}.random(t, "", largeLots, 10, 500, mixed(300, anyPark, anyPark, anyLeave, anyFind))
	})
	step.Row("the caller may change Levels and tickets without any effect on the lot", func(t *exercise.T) {
		game{step: 3, careless: true}.random(t, notKept+" (step 3)", mixedLots, 20, 80, calls)
	})
	step.Row("two lots share nothing, not even tickets", func(t *exercise.T) {
		game{step: 3, twin: true}.random(t, nothingShared+" (step 3)", mixedLots, 20, 80, calls)
	})
	step.Row("two lots share nothing, so the clock of one may use the other", checkUsesAnotherLot(3))
	step.Row("no two of 70,000 tickets have the same ID, and no old one becomes valid again", checkManyTickets)
	step.Row("the time to read a plate is in proportion to its length", checkLongPlates)
	step.Row("with 4,096 vehicles inside, Find, Park and Leave take at most 8 times as long as with 64", checkFullCosts(3))
	for _, row := range costRows {
		step.Row(row.name, row.check)
	}
	step.Row("with 16,384 gaps between cars, Park and Leave take at most 8 times as long as with 64 gaps in the same row", checkGapCosts)
	step.Row("a bus finds its spots in a row of 140,000, right behind 65,534 cars", checkLongRun)
	step.Row("with 70,000 cars inside, Park, Leave, Free and Find are right, and Find returns false for every other plate", checkManyInside)
}

func TestStep4_ManyGates(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range parkRaces {
		step.Row(row.name, row.check)
	}
	step.Row("two lots share nothing when a gate at each is busy", checkTwoBusyLots)
	step.Row("lots that are used at the same time share nothing, not even the numbers of their tickets", checkTwoLotsAtOnce)
	step.Row("a ticket has the time of the moment when its vehicle takes the spot, even if the clock is slow", checkSlowClock)
	step.Row("Free is never below 0 or above the number for an empty lot while other calls run", checkFreeWhileOthersRun)
	step.Row("no spot is given to two vehicles at the same time", func(t *exercise.T) {
		claims(t, draw("s cc llllll", "sc lllll"), anyPark)
	})
}

func TestStep5_Tariffs(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range feeRows {
		step.Row(row.name, row.check)
	}
	step.Row("a kind that is in Rate pays its rate, even if it is not a valid kind", checkOtherKinds)
	step.Row("Fee is exact to the cent and to the nanosecond, even if it is large", checkExactFees)
	step.Row("Fee agrees with a count of the hours one by one, for random times", checkFeesCounted)
	for _, row := range dueRows {
		step.Row(row.name, row.check)
	}
	step.Row("Due and Leave return ErrTicket for every ID except that of a valid ticket", checkUnknownIDs(5))
	step.Row("two lots share nothing, so the clock and the Tariff of one may use the other", checkUsesAnotherLot(5))
	step.Row("Due asks the Tariff about the vehicle as it was given and the exact time since entry", checkTariffAsked)
	step.Row("if the clock shows a time before entry, the time since entry counts as 0, and otherwise it is exact", checkClockBack)
	step.Row("a lot can have an Hourly as its Tariff", checkHourlyInLot)
	step.Row("New does not check the Tariff", checkUncheckedTariff)
	step.Row("two lots share nothing, not even tariffs and clocks", func(t *exercise.T) {
		g := dueGame
		g.twin, g.careless = true, true
		g.random(t, nothingShared+" (step 5)", [][]string{dueGame.drawn}, 30, 60, mixed(4, anyPark, anyDue, anyDue, anyFind, anyWait, anySays, anyInvalid))
	})
	for _, row := range dueRaces {
		step.Row(row.name, row.check)
	}
}

func TestStep6_Paying(t *testing.T) {
	step := steps.Begin(t)
	step.Row("New returns ErrConfig if LostFee or Grace is negative", checkNegativeConfig)
	for _, row := range payRows {
		step.Row(row.name, func(t *exercise.T) { payGame.ops().Check(t, row.calls...) })
	}
	for _, row := range farGames {
		row.game.step, row.game.drawn = 6, draw("cc")
		step.Row(row.name, func(t *exercise.T) { row.game.ops().Check(t, row.calls...) })
	}
	step.Row("Pay, Due and Leave return ErrTicket for every ID except that of a valid ticket", checkUnknownIDs(6))
	step.Row("Due, Find and a call that is refused change nothing, whatever the clock and the Tariff say before and after it", checkChangesNothing)
	step.Row("each call uses one reading of the clock", checkOneReading)
	step.Row("all calls return what the rules say, over random calls, payments and times", func(t *exercise.T) {
		for _, g := range moneyGames() {
			g.random(t, "", [][]string{{"scl", "llllll"}}, 30, 60, mixed(4, anyMoney...))
			g.random(t, "", [][]string{{"c"}}, 30, 60, mixed(1, anyMoney...)) // many of one stay, so that clock, Tariff and payments meet
		}
	})
	step.Row("two lots share nothing, not even accounts, and Levels and tickets are copies", func(t *exercise.T) {
		g := payGame
		g.twin, g.careless = true, true
		g.random(t, nothingShared+"; "+notKept+" (step 6)", [][]string{{"scl", "llllll"}}, 60, 60, mixed(4, anyMoney...))
	})
	for _, row := range payRaces {
		step.Row(row.name, row.check)
	}
	step.Row("all answers are right, even if a call comes while another one reads the clock or asks the Tariff", checkSlow)
	step.Row("with 4,096 vehicles inside, Due, Pay and ReplaceLost take at most 8 times as long as with 64", checkFullCosts(6))
	step.Row("after 65,536 payments or lost tickets, Due and Find take at most 8 times as long as after 64", checkOldCosts)
}

func TestStep7_ChargersAndPermits(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range sortRows {
		step.Row(row.name, func(t *exercise.T) { row.check(t, 7) })
	}
	step.Row("of two free spots, a motorcycle or car takes the one that the rules choose, for all pairs of spots", checkEveryPair)
	step.Row("a bus takes five spots that are not accessible, over random rows", checkSpecialFives)
	step.Row("a bus takes the first five free spots side by side, over random calls in rows with chargers and accessible spots", checkSpecialRows)
	step.Row("Free counts the spots that plain vehicles may take, over random rows", checkFreeOfSpecialRows)
	step.Row("all calls return what the rules say, over random calls, with accessible spots and chargers", func(t *exercise.T) {
		game{step: 7}.random(t, "", specialLots, 60, 80, mixed(12, anySpecial, anySpecial, anySpecial, anyLeave, anyFind, anyInvalid))
	})
	calls := mixed(6, append(anyMoney, anySpecial, anySpecial, anySpecial)...)
	step.Row("all methods together return what the rules say, over random calls", func(t *exercise.T) {
		for _, g := range moneyGames() {
			g.step = 7
			g.random(t, "", specialLots, 10, 80, calls)
		}
	})
	step.Row("two lots share nothing, and Levels and tickets are copies, with accessible spots and chargers", func(t *exercise.T) {
		g := payGame
		g.step, g.twin, g.careless = 7, true, true
		g.random(t, nothingShared+"; "+notKept+" (step 7)", specialLots, 20, 60, calls)
	})
	for _, row := range specialRaces {
		step.Row(row.name, row.check)
	}
	step.Row("no spot is given to two vehicles at the same time, with accessible spots and chargers", func(t *exercise.T) {
		claims(t, draw("s* c+ c llll+l", "sc* l*lllll+"), anySpecial)
	})
	for _, row := range specialCostRows {
		step.Row(row.name, row.check)
	}
	step.Row("with 32,768 accessible spots or chargers taken, Park and Leave take at most 8 times as long as with 64", checkTakenCosts)
}
