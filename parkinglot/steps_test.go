package parkinglot_test

import (
	"testing"

	"github.com/oodkit/oodkit/internal/exercise"
)

var steps = exercise.NewSteps(7)

func TestStep1_OneLevel(t *testing.T) {
	step := steps.Begin(t)
	step.Row("a vehicle gets a spot, and its ticket names it", checkFirstSpot)
	for _, row := range oneLevelRows {
		step.Row(row.name, func(t *exercise.T) { row.check(t, 1) })
	}
	step.Row("no plate or an unknown kind is ErrVehicle, and takes nothing", checkErrVehicle)
	step.Row("a lot without spots is valid, and always full", checkNoSpots)
	step.Row("New refuses a spot whose Size is none with ErrConfig", checkSizes)
	step.Row("New copies Levels", checkLevelsCopied)
	step.Row("two lots share nothing", checkTwoLots)
	step.Row("motorcycles and cars park as in a search of all spots, over random calls", func(t *exercise.T) {
		lots := [][]string{{"scl"}, {"llccss ssccll"}, {"l s c l s c"}, {"cccc  ssl"}}
		game{step: 1}.random(t, lots, 60, 40, noBuses(mixed(9, false, park, park, leave)))
	})
}

func TestStep2_LevelsAndBuses(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range busRows {
		step.Row(row.name, func(t *exercise.T) { row.check(t, 2) })
	}
	step.Row("a bus takes the first five free large spots side by side, wherever they are", checkEveryFive)
	step.Row("the ticket of a bus names its five spots", checkBusTicket)
	step.Row("vehicles of all kinds park as in a search of all spots, over random calls", func(t *exercise.T) {
		game{step: 2}.random(t, mixedLots, 40, 60, mixed(12, false, park, park, leave))
	})
	step.Row("vehicles of all kinds park in long rows as in a search of all spots, over random calls", func(t *exercise.T) {
		for _, drawn := range longRows {
			game{step: 2, drawn: drawn}.script().Random(t, 250, 200, mixed(26, false, park, park, leave))
		}
	})
	step.Row("vehicles park in a lot of some hundred spots as in a search of all spots", checkLargeLot)
	step.Row("no spot is given to two vehicles, and all are free again in the end", checkSpotsConserved)
}

func TestStep3_Tickets(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range ticketRows {
		step.Row(row.name, func(t *exercise.T) { row.check(t, 3) })
	}
	step.Row("a ticket holds the vehicle as given and the time of entry, and IDs are never used again", checkTicketFields)
	step.Row("plates are the same regardless of case, spaces and hyphens, and of nothing else", checkPlates)
	step.Row("a plate of only spaces and hyphens is empty", checkBlankPlates)
	step.Row("Park checks ErrVehicle, then ErrParked, then ErrFull", checkOrderOfErrors)
	step.Row("an ID that was never issued is ErrTicket", checkUnknownIDs)
	step.Row("tickets share nothing with the lot nor with one another", checkTicketsAreCopies)
	step.Row("Find of a plate that is not inside returns false", checkFindNothing)
	step.OpenBubble("a nil Now is the clock of the system", checkNilNow)
	step.Row("Free agrees with what Park would do, for every state of a row", checkFreeOfEveryRow)
	step.Row("Free of a bus in a row is a fifth of it, rounded down, however long it is", checkFreeOfLongRows)
	step.Row("Free agrees with a count of all spots in a lot of some hundred", checkFreeOfLarge)
	step.Row("Free of an unknown kind is 0", checkFreeUnknown)
	step.Row("a lot is like a search of all spots over random calls", func(t *exercise.T) {
		game{step: 3}.random(t, mixedLots, 40, 80, mixed(9, false, park, park, park, leave, find, free))
	})
	for _, row := range costRows {
		step.Row(row.name, row.check)
	}
	step.Row("Find costs the same with many vehicles inside as with few", checkFindCost)
}

func TestStep4_ManyGates(t *testing.T) {
	step := steps.Begin(t)
	step.Row("the last spots are sold once each, and Free is exact when nothing runs", checkLastSpots)
	step.Row("two vehicles are never sent to one spot, of whatever kinds they are", checkClaims)
	step.Row("a plate gets in once, however many gates it comes to", checkOnePlate)
	step.Row("a ticket lets a vehicle out once", checkOneLeave)
	step.Row("a vehicle leaves while the same plate tries to come in", checkLeaveAndReturn)
	step.Row("a refused Park leaves no trace", checkNoTrace)
	step.Row("Find and Free may be called while others park and leave, and Find sees whole tickets", checkWatched)
}

func TestStep5_Tariffs(t *testing.T) {
	step := steps.Begin(t)
	for _, row := range feeRows {
		step.Row(row.name, row.check)
	}
	step.Row("a fee is exact to the cent and to the nanosecond, however large", checkExactFees)
	step.Row("Fee agrees with a count of the hours that have begun", checkFeesCounted)
	step.Row("Due is what the Tariff says, for the vehicle as given and the time since it entered", checkTariffAsked)
	step.Row("without a Tariff parking costs nothing", checkNoTariff)
	step.Row("a clock that goes back counts as no time", checkClockBack)
	step.Row("a negative fee counts as 0", checkNegativeFee)
	step.Row("Due of an ID that is not valid is ErrTicket", checkDueOfUnknown)
	step.Row("Due only looks", checkDueLooks)
	step.Row("Hourly is a Tariff of a lot", checkHourlyInLot)
}

func TestStep6_Paying(t *testing.T) {
	step := steps.Begin(t)
	step.Row("New refuses a negative LostFee or Grace with ErrConfig", checkNegativeConfig)
	for _, row := range payRows {
		step.Row(row.name, row.check)
	}
	step.Row("a replaced ticket is for the same vehicle, spots and time of entry", checkReplaced)
	step.Row("a refused Leave leaves everything as it is", checkUnpaidLeave)
	step.Row("a single cent is due like any other amount", checkOneCent)
	step.Row("after a payment the fee stays in Grace, and the Tariff may say what it likes", checkFickleTariff)
	step.Row("a lot is like a naive one over random calls, payments and clocks", func(t *exercise.T) {
		lots := [][]string{{"scl", "llllll"}}
		for _, lostFee := range lostFees {
			for _, grace := range graces {
				g := game{step: 6, rate: 300, lostFee: lostFee, grace: grace}
				g.random(t, lots, 60, 60, mixed(4, false, park, park, leave, leave, due, pay, pay, pay, replaceLost, move, move, find))
			}
		}
	})
	step.Row("what was paid is what was charged", checkMoneyConserved)
	step.Row("of payments at the same time one is taken, and the others come back", checkPaidOnce)
	step.Row("of lost tickets replaced at the same time one is valid, and each is charged", checkReplacedAtOnce)
	step.Row("a payment and a lost ticket at the same time both count", checkPayAndLose)
	step.Row("of a Leave and a ReplaceLost at the same time one comes too late", checkLeaveAndLose)
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
		game{step: 7}.random(t, specialLots, 60, 80, mixed(12, true, park, park, park, leave, find, free))
	})
	step.Row("everything together is like a naive lot over random calls", func(t *exercise.T) {
		g := game{step: 7, rate: 300, lostFee: 2000, grace: graces[1]}
		g.random(t, specialLots, 40, 80, mixed(6, true, park, park, park, leave, leave, due, pay, pay, replaceLost, move, find, free))
	})
	step.Row("with chargers and accessible spots too no spot is given to two vehicles at a time", checkSpecialClaims)
	for _, row := range specialCostRows {
		step.Row(row.name, row.check)
	}
}
