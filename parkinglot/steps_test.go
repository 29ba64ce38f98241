package parkinglot_test

import (
	"testing"

	"github.com/oodkit/oodkit/internal/exercise"
)

// Each step is a list of rows. The name of a row is the rule that it checks. park_test.go has the rows of steps 1
// to 3, gates_test.go those of step 4, tariff_test.go, pay_test.go and sorts_test.go those of steps 5 to 7, and
// cost_test.go what must be quick.

var steps = exercise.NewSteps(7)

const (
	nothingShared = "two lots share nothing, whatever calls are made on them in turn"
	notKept       = "New copies Levels, and tickets share nothing with the lot: the caller may change both"
)

func TestStep1_OneLevel(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range oneLevelRows {
		step.Row(row.name, func(t *exercise.T) { row.check(t, 1) })
	}
	step.Row("New refuses a spot whose Size is none with ErrConfig", checkSizes)
	step.Row("a spot is named rightly, however many levels, rows and spots there are", checkFarSpots(aCar, compact))
	step.Row("two lots share nothing, not even if they are alike", checkTwoLots)
	calls := mixed(9, anyCarOrMoto, anyCarOrMoto, anyLeave, anyInvalid)
	step.Row("motorcycles and cars park as in a search of all spots, over random calls", func(t *exercise.T) {
		game{step: 1}.random(t, "", oneLevelLots, 60, 40, calls)
	})
	step.Row("New copies Levels", func(t *exercise.T) {
		game{step: 1, careless: true}.random(t, "New copies Levels: later changes by the caller do not show (step 1)", oneLevelLots, 20, 40, calls)
	})
	step.Row("two lots share nothing", func(t *exercise.T) {
		game{step: 1, twin: true}.random(t, nothingShared+" (step 1)", oneLevelLots, 20, 40, calls)
	})
}

func TestStep2_LevelsAndBuses(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range busRows {
		step.Row(row.name, func(t *exercise.T) { row.check(t, 2) })
	}
	step.Row("a bus takes the first five free large spots side by side, wherever they are", checkEveryFive)
	step.Row("a bus finds its spots, however many levels, rows and spots there are", checkFarSpots(aBus, large, large, large, large, large))
	calls := mixed(12, anyPark, anyPark, anyLeave, anyInvalid)
	step.Row("vehicles of all kinds park as in a search of all spots, over random calls", func(t *exercise.T) {
		game{step: 2}.random(t, "", mixedLots, 40, 60, calls)
	})
	step.Row("vehicles of all kinds park in long rows as in a search of all spots, over random calls", func(t *exercise.T) {
		game{step: 2}.random(t, "", longRows, 100, 200, mixed(26, anyPark, anyPark, anyLeave))
	})
	step.Row("vehicles park in a lot of some hundred spots as in a search of all spots", func(t *exercise.T) {
		game{step: 2}.random(t, "", largeLots, 10, 1200, mixed(800, anyMoto, anyMoto, anyPark, anyLeave))
	})
	step.Row("two lots share nothing, and New copies Levels, with buses too", func(t *exercise.T) {
		game{step: 2, careless: true, twin: true}.random(t, nothingShared+"; New copies Levels (step 2)", mixedLots, 20, 60, calls)
	})
}

func TestStep3_Tickets(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range ticketRows {
		step.Row(row.name, func(t *exercise.T) { row.check(t, 3) })
	}
	step.Row("plates are the same regardless of case, spaces and hyphens, and of nothing else", checkPlates)
	step.Row("a plate of only spaces and hyphens is empty", checkBlankPlates)
	step.Row("an ID beside that of a valid ticket is ErrTicket", checkUnknownIDs(3))
	step.Row("tickets share nothing with the lot nor with one another", checkTicketsAreCopies)
	step.OpenBubble("a nil Now is the clock of the system", checkNilNow)
	step.Row("Free agrees with what Park would do, for every state of a row", checkFreeOfEveryRow)
	step.Row("Free of a bus in a row is a fifth of it, rounded down, however long it is", checkFreeOfLongRows)
	calls := mixed(9, anyPark, anyPark, anyPark, anyLeave, anyFind, anyInvalid, anyWait)
	step.Row("a lot is like a search of all spots over random calls", func(t *exercise.T) {
		game{step: 3}.random(t, "", mixedLots, 40, 80, calls)
		game{step: 3, zeroTime: true}.random(t, "", mixedLots, 20, 80, calls)
	})
	step.Row("a lot of some hundred spots is like a search of all of them", func(t *exercise.T) {
		game{step: 3}.random(t, "", largeLots, 10, 500, mixed(300, anyPark, anyPark, anyLeave, anyFind))
	})
	step.Row("what the caller does to Levels and tickets shows nowhere", func(t *exercise.T) {
		game{step: 3, careless: true}.random(t, notKept+" (step 3)", mixedLots, 20, 80, calls)
	})
	step.Row("two lots share nothing, tickets included", func(t *exercise.T) {
		game{step: 3, twin: true}.random(t, nothingShared+" (step 3)", mixedLots, 20, 80, calls)
	})
	step.Row("no two tickets have the same ID, and an old one never leaves, however many there were", checkManyTickets)
	step.Row("a plate is read in time in proportion to its length", checkLongPlates)
	step.Row("Find, Park and Leave cost the same with many vehicles inside as with few", checkFullCosts(3))
	for _, row := range costRows {
		step.Row(row.name, row.check)
	}
	step.Row("70,000 cars park in one row, and no other plate is taken for one of theirs", checkManyInside)
}

func TestStep4_ManyGates(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range parkRaces {
		step.Row(row.name, row.check)
	}
	step.Row("two lots share nothing, with a gate at each", checkTwoBusyLots)
	step.Row("Free is never less than 0 nor more than in an empty lot, whatever calls run", checkFreeWhileOthersRun)
	step.Row("two vehicles are never sent to one spot, of whatever kinds they are", func(t *exercise.T) {
		claims(t, draw("s cc llllll", "sc lllll"), anyPark)
	})
}

func TestStep5_Tariffs(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range feeRows {
		step.Row(row.name, row.check)
	}
	step.Row("a fee is exact to the cent and to the nanosecond, however large", checkExactFees)
	step.Row("Fee agrees with a count of the hours that have begun", checkFeesCounted)
	for _, row := range dueRows {
		step.Row(row.name, row.check)
	}
	step.Row("Due and Leave of an ID beside that of a valid ticket are ErrTicket", checkUnknownIDs(5))
	step.Row("Due is what the Tariff says, for the vehicle as given and the time since it entered", checkTariffAsked)
	step.Row("a clock that goes back counts as no time, and one far ahead counts to the nanosecond", checkClockBack)
	step.Row("Hourly is a Tariff of a lot", checkHourlyInLot)
	step.Row("two lots share nothing, tariffs and clocks included", func(t *exercise.T) {
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
	step.Row("New refuses a negative LostFee or Grace with ErrConfig", checkNegativeConfig)
	for _, row := range payRows {
		step.Row(row.name, func(t *exercise.T) { payGame.ops().Check(t, row.calls...) })
	}
	for _, row := range farGames {
		row.game.step, row.game.drawn = 6, draw("cc")
		step.Row(row.name, func(t *exercise.T) { row.game.ops().Check(t, row.calls...) })
	}
	step.Row("Pay, Due and Leave of an ID beside that of a valid ticket are ErrTicket", checkUnknownIDs(6))
	step.Row("each call goes by one reading of the clock", checkOneReading)
	step.Row("a lot is like a naive one over random calls, payments and clocks", func(t *exercise.T) {
		for _, g := range moneyGames() {
			g.random(t, "", [][]string{{"scl", "llllll"}}, 30, 60, mixed(4, anyMoney...))
		}
	})
	step.Row("two lots share nothing, accounts included, nor do Levels and tickets", func(t *exercise.T) {
		g := payGame
		g.twin, g.careless = true, true
		g.random(t, nothingShared+"; "+notKept+" (step 6)", [][]string{{"scl", "llllll"}}, 60, 60, mixed(4, anyMoney...))
	})
	for _, row := range payRaces {
		step.Row(row.name, row.check)
	}
	step.Row("Due, Pay and ReplaceLost cost the same with many vehicles inside as with few", checkFullCosts(6))
}

func TestStep7_ChargersAndPermits(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range sortRows {
		step.Row(row.name, func(t *exercise.T) { row.check(t, 7) })
	}
	step.Row("every vehicle takes the best of any two spots", checkEveryPair)
	step.Row("a bus is given five spots that are not accessible, with chargers or without", checkSpecialFives)
	step.Row("Free counts what plain vehicles may take", checkFreeOfSpecialRows)
	step.Row("a lot is like a search of all spots over random calls", func(t *exercise.T) {
		game{step: 7}.random(t, "", specialLots, 60, 80, mixed(12, anySpecial, anySpecial, anySpecial, anyLeave, anyFind, anyInvalid))
	})
	calls := mixed(6, append(anyMoney, anySpecial, anySpecial, anySpecial)...)
	step.Row("everything together is like a naive lot over random calls", func(t *exercise.T) {
		for _, g := range moneyGames() {
			g.step = 7
			g.random(t, "", specialLots, 10, 80, calls)
		}
	})
	step.Row("two lots share nothing, nor do Levels and tickets, with every sort of spot", func(t *exercise.T) {
		g := payGame
		g.step, g.twin, g.careless = 7, true, true
		g.random(t, nothingShared+"; "+notKept+" (step 7)", specialLots, 20, 60, calls)
	})
	for _, row := range specialRaces {
		step.Row(row.name, row.check)
	}
	step.Row("with chargers and accessible spots too no spot is given to two vehicles at a time", func(t *exercise.T) {
		claims(t, draw("s* c+ c llll+l", "sc* l*lllll+"), anySpecial)
	})
	for _, row := range specialCostRows {
		step.Row(row.name, row.check)
	}
}
