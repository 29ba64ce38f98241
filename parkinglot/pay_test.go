package parkinglot_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/parkinglot"
)

// The checks of step 6: what is due, when it must be paid, and what a lost ticket costs.

var (
	graces   = []time.Duration{0, 10 * time.Minute, 2 * time.Hour, math.MaxInt64}
	lostFees = []parkinglot.Cents{0, 2000}
)

// payGame is a lot where an hour costs 300 and a lost ticket 2,000. The grace period is 10 minutes.
var payGame = game{step: 6, drawn: draw("cccc"), rate: 300, lostFee: 2000, grace: 10 * time.Minute}

// A payRow is calls on the lot of payGame.
type payRow struct {
	name  string
	calls []op
}

const minute = time.Minute

var payRows = []payRow{
	{"Leave returns ErrUnpaid if anything is due", each(car("a"), wait(1), due("a").Returns(300), leave("a").Returns(parkinglot.ErrUnpaid), find("a").Returns(at(0, 0, 0)), pay("a", 300).Returns(0), leave("a").Returns(nil))},
	{"a refused Leave changes nothing", each(car("a"), wait(minute), leave("a").Returns(parkinglot.ErrUnpaid), find("a").Returns(at(0, 0, 0)), car("a").Returns(parkinglot.ErrParked), due("a").Returns(300), car("b").Returns(at(0, 0, 1)))},
	{"Leave needs no payment if nothing is due", each(car("a"), leave("a").Returns(nil), find("a").Returns(false))},
	{"Pay of exactly what is due returns 0", each(car("a"), wait(minute), pay("a", 300).Returns(0), due("a").Returns(0), leave("a").Returns(nil))},
	{"Pay of more than what is due returns the rest", each(car("a"), wait(61*minute), pay("a", 1000).Returns(400), due("a").Returns(0), leave("a").Returns(nil))},
	{"Pay of less than what is due returns ErrAmount and records nothing", each(car("a"), wait(minute), pay("a", 299).Returns(parkinglot.ErrAmount), due("a").Returns(300), pay("a", 0).Returns(parkinglot.ErrAmount), due("a").Returns(300), leave("a"), pay("a", 300).Returns(0))},
	{"a single cent is due like any other amount", each(says(1), car("a"), leave("a").Returns(parkinglot.ErrUnpaid), pay("a", 0).Returns(parkinglot.ErrAmount), pay("a", 1).Returns(0), leave("a").Returns(nil))},
	{"payments that are too small do not add up", each(car("a"), wait(minute), pay("a", 100).Returns(parkinglot.ErrAmount), pay("a", 100), pay("a", 100), due("a").Returns(300), pay("a", 299), leave("a"))},
	{"a payment that is refused does not start the grace period", each(car("a"), wait(59*minute), pay("a", 299), wait(5*minute), due("a").Returns(600))},
	{"Pay of a negative amount returns ErrAmount, even if nothing is due", each(car("a"), pay("a", -1).Returns(parkinglot.ErrAmount), due("a"), wait(minute), pay("a", -1).Returns(parkinglot.ErrAmount), pay("a", -300), pay("a", math.MinInt64), due("a").Returns(300),
		pay("a", 300), wait(11*minute), says(0), due("a").Returns(0), pay("a", -1).Returns(parkinglot.ErrAmount), pay("a", -300).Returns(parkinglot.ErrAmount), pay("a", -301), pay("a", math.MinInt64), pay("a", 0).Returns(0), pay("a", 100).Returns(100), leave("a").Returns(nil))},
	{"Pay checks ErrTicket, then ErrAmount", each(car("a"), wait(minute), lose("a"), pay("a", 0, 1).Returns(parkinglot.ErrTicket), pay("a", -1, 1).Returns(parkinglot.ErrTicket), pay("b", -1).Returns(parkinglot.ErrTicket))},
	{"after a payment nothing is due during the grace period, including its last moment", each(car("a"), wait(55*minute), pay("a", 300), wait(5*minute), due("a").Returns(0), wait(1), due("a").Returns(0), wait(5*minute-1), due("a").Returns(0), leave("a").Returns(nil))},
	{"after the grace period, the part of the fee that is not paid yet is due", each(car("a"), wait(55*minute), pay("a", 300), wait(10*minute+1), due("a").Returns(300), leave("a").Returns(parkinglot.ErrUnpaid), pay("a", 300), leave("a").Returns(nil))},
	{"a driver who stays too long pays the rest of the fee, and change does not count as paid", each(car("a"), wait(55*minute), pay("a", 300), wait(180*minute), due("a").Returns(900), pay("a", 1000), due("a"), wait(11*minute), due("a"))},
	{"if the fee has not grown, nothing is due during the grace period and after it", each(car("a"), car("b"), wait(5*minute), pay("a", 300), pay("b", 300), wait(10*minute), leave("a"), wait(40*minute), due("b").Returns(0), leave("b").Returns(nil))},
	{"each Pay that keeps money starts the grace period anew", each(car("a"), wait(55*minute), pay("a", 300), wait(61*minute), pay("a", 300), wait(10*minute), due("a").Returns(0), wait(1), due("a").Returns(300))},
	{"each Pay that keeps money starts the grace period anew, even if the clock has gone back to a time before the last payment", each(says(500), car("a"), wait(time.Hour), pay("a", 500), wait(-30*minute), lose("a"), pay("a", 2000).Returns(0),
		says(9000), wait(10*minute), due("a").Returns(0), wait(1), due("a").Returns(8500), leave("a").Returns(parkinglot.ErrUnpaid), pay("a", 8500), wait(-2*time.Hour), lose("a"), pay("a", 2000), says(9500), wait(10*minute), due("a").Returns(0), wait(1), due("a").Returns(500))},
	{"Pay with nothing due returns all of the amount", each(car("a"), pay("a", 500).Returns(500), pay("a", 0).Returns(0), due("a"), wait(minute), due("a"), pay("a", 300), pay("a", 500).Returns(500), pay("a", math.MaxInt64), due("a"))},
	{"Pay with nothing due does not start the grace period", each(car("a"), pay("a", 500), wait(5*minute), due("a").Returns(300), pay("a", 300), wait(50*minute), pay("a", 500), wait(6*minute), due("a").Returns(300))},
	{"Pay with nothing due does not prolong the grace period", each(car("a"), wait(55*minute), pay("a", 300), wait(9*minute), pay("a", 500), wait(9*minute), due("a").Returns(300))},
	{"a payment counts for its own vehicle only", each(car("a"), wait(30*minute), car("b"), wait(31*minute), pay("a", 600), due("b").Returns(300), leave("b"), leave("a").Returns(nil), pay("b", 300), leave("b"))},
	{"a vehicle that comes back starts with nothing charged and nothing paid", each(car("a"), wait(55*minute), pay("a", 300), leave("a"), car("a"), wait(minute), due("a").Returns(300), leave("a"), lose("a"), pay("a", 2300), leave("a"), car("a"), wait(minute), due("a").Returns(300))},
	{"Due, Pay and Leave return ErrTicket after the vehicle has left", each(car("a"), leave("a"), wait(minute), due("a").Returns(parkinglot.ErrTicket), pay("a", 300).Returns(parkinglot.ErrTicket), leave("a").Returns(parkinglot.ErrTicket), car("a"), wait(minute), due("a", 1), pay("a", 300, 1), leave("a", 1), due("a"))},
	{"during the grace period the fee stays the same, even if the Tariff changes", each(says(500), car("a"), wait(time.Hour), pay("a", 600).Returns(100), says(9000), due("a").Returns(0), wait(10*minute), due("a").Returns(0), says(100), due("a").Returns(0),
		lose("a"), due("a").Returns(2000), says(-9000), due("a").Returns(2000), lose("a"), due("a").Returns(4000))},
	{"after the grace period the Tariff counts again, and what was paid covers lost fees too", each(says(500), car("a"), pay("a", 500), wait(10*minute+1), says(9000), due("a").Returns(8500), says(500), due("a").Returns(0), says(100), due("a").Returns(0),
		lose("a"), due("a").Returns(1600), says(-9000), due("a").Returns(1500), says(9000), lose("a"), due("a").Returns(12500))},
	{"if the clock goes back, a time before the payment is in the grace period", each(car("a"), wait(55*minute), pay("a", 300), wait(-2*time.Hour), due("a").Returns(0), leave("b"), says(9000), due("a").Returns(0), wait(2*time.Hour+10*minute), due("a").Returns(0), wait(1), due("a").Returns(8700), wait(-1), due("a").Returns(0))},
	{"the grace period begins at the payment, even if the clock had gone back to a time before entry", each(says(500), car("a"), wait(-time.Hour), pay("a", 500).Returns(0), says(9000), wait(10*minute), due("a").Returns(0), wait(1), due("a").Returns(8500),
		wait(50*minute), due("a").Returns(8500), wait(10*minute), due("a").Returns(8500), wait(-2*time.Hour), due("a").Returns(0))},
	{"ReplaceLost charges LostFee, which is due before the vehicle may leave", each(car("a"), lose("a").Returns(at(0, 0, 0)), due("a").Returns(2000), leave("a").Returns(parkinglot.ErrUnpaid), pay("a", 1999), pay("a", 2000), leave("a").Returns(nil))},
	{"ReplaceLost makes the old ticket invalid", each(car("a"), lose("a"), leave("a", 1).Returns(parkinglot.ErrTicket), due("a", 1).Returns(parkinglot.ErrTicket), pay("a", 2000, 1).Returns(parkinglot.ErrTicket), due("a").Returns(2000), find("a").Returns(at(0, 0, 0)))},
	{"Leave with the old ticket returns ErrTicket after ReplaceLost, even if all is paid", each(car("a"), lose("a"), pay("a", 2000), leave("a", 1).Returns(parkinglot.ErrTicket), find("a"), leave("a").Returns(nil))},
	{"ReplaceLost keeps the vehicle, its spots and its time of entry", each(car("b-AE 12"), car(" x", permit, electric), wait(time.Hour), lose("-B ae-12").Returns(at(0, 0, 0)), lose("X").Returns(at(0, 0, 1)), find("x"), find("bae12"))},
	{"the fee and LostFee are due together, as one sum", each(car("a"), wait(30*minute), lose("a"), due("a").Returns(2300), pay("a", 2299), pay("a", 2500).Returns(200), leave("a"))},
	{"ReplaceLost keeps the time of entry, so the fee goes on from there", each(car("a"), wait(55*minute), lose("a"), wait(6*minute), due("a").Returns(2600))},
	{"ReplaceLost keeps what was paid", each(car("a"), wait(55*minute), pay("a", 300), wait(30*minute), lose("a"), due("a").Returns(2300), pay("a", 2300), due("a"))},
	{"each ReplaceLost charges LostFee again", each(car("a"), lose("a"), lose("a"), due("a").Returns(4000), due("a", 1), due("a", 2), pay("a", 4000), lose("a"), due("a").Returns(2000), pay("a", 2000), leave("a"))},
	{"during the grace period LostFee is due at once, and nothing else", each(car("a"), wait(55*minute), pay("a", 300), wait(9*minute), lose("a"), due("a").Returns(2000), leave("a").Returns(parkinglot.ErrUnpaid), pay("a", 2000), leave("a"))},
	{"ReplaceLost neither ends nor prolongs the grace period", each(car("a"), wait(55*minute), pay("a", 300), wait(9*minute), lose("a"), wait(minute), due("a").Returns(2000), wait(1), due("a").Returns(2300))},
	{"paying LostFee in the grace period starts it anew, and the fee stays the same", each(car("a"), wait(55*minute), pay("a", 300), wait(9*minute), lose("a"), pay("a", 2000), wait(10*minute), due("a").Returns(0), wait(1), due("a").Returns(300), pay("a", 300), leave("a"))},
	{"ReplaceLost returns ErrTicket if the plate is not inside", each(lose("a").Returns(parkinglot.ErrTicket), car("a"), lose("b").Returns(parkinglot.ErrTicket), lose(""), lose(" -"), leave("a"), lose("a").Returns(parkinglot.ErrTicket), due("a"))},
	{"ReplaceLost finds the plate, however it is spelled", each(car("b-AE 12"), lose("BAE12").Returns(at(0, 0, 0)), due("b-AE 12").Returns(2000), find("bae 12"))},
	{"large amounts of money are exact", each(says(1<<53+1), car("a"), pay("a", 1<<53), pay("a", 1<<53+2).Returns(1), says(math.MaxInt64-2000), wait(time.Hour), due("a"), pay("a", math.MaxInt64), lose("a"), due("a").Returns(2000), wait(time.Hour), due("a").Returns(2000),
		pay("a", 2000).Returns(0), says(math.MinInt64), wait(time.Hour), due("a").Returns(0), pay("a", math.MaxInt64))},
}

// farGames are lots with extreme fees, times and clocks.
var farGames = []struct {
	name  string
	game  game
	calls []op
}{
	{"if the Tariff is nil, lost fees are still due", game{noTariff: true, lostFee: 2000}, each(car("a"), wait(time.Hour), due("a").Returns(0), lose("a"), due("a").Returns(2000), leave("a").Returns(parkinglot.ErrUnpaid), pay("a", 2000), leave("a").Returns(nil))},
	{"LostFee and Grace may have the largest possible values", game{lostFee: math.MaxInt64, grace: math.MaxInt64}, each(car("a"), lose("a"), due("a"), pay("a", math.MaxInt64-1).Returns(parkinglot.ErrAmount), pay("a", math.MaxInt64).Returns(0), wait(200*365*24*time.Hour), due("a").Returns(0), leave("a").Returns(nil))},
	{"if Grace is the longest possible time, the fee stays the same after a payment", game{grace: math.MaxInt64}, each(says(500), car("a"), pay("a", 500), says(9000), wait(200*365*24*time.Hour), due("a").Returns(0), wait(-250*365*24*time.Hour), due("a").Returns(0))},
	{"the clock may show the zero time, which is a time like any other", game{zeroTime: true, grace: 10 * time.Minute}, each(says(500), car("a"), find("a"), pay("a", 500).Returns(0), says(700), due("a").Returns(0), wait(10*time.Minute), due("a").Returns(0), wait(1), due("a").Returns(200))},
	{"if Grace is 0, the grace period ends with the moment of the payment", game{rate: 300}, each(says(500), car("a"), pay("a", 500), says(700), due("a").Returns(0), wait(1), due("a").Returns(200))},
}

func checkNegativeConfig(t *exercise.T) {
	for _, cfg := range []parkinglot.Config{{LostFee: -1}, {Grace: -1}, {LostFee: math.MinInt64, Grace: time.Hour}, {LostFee: 1, Grace: math.MinInt64}, {LostFee: 5 - 1<<32}, {Grace: 5 - 1<<32}} {
		cfg.Levels = levels("c")
		_, err := parkinglot.New(cfg)
		require.ErrorIs(t, err, parkinglot.ErrConfig, "parkinglot.New with LostFee %d and Grace %v", cfg.LostFee, cfg.Grace)
	}
	_, err := parkinglot.New(parkinglot.Config{})
	require.NoError(t, err, "parkinglot.New with a zero Config")
}

// checkChangesNothing makes calls at a moment when something that was recorded does not count: the grace period is over, the
// clock shows a time before entry, or the fee is lower than what was paid. Most of the calls are refused. Then the moment
// passes, and what was recorded counts again.
func checkChangesNothing(t *exercise.T) {
	for _, moment := range []struct{ comes, passes []op }{
		{each(wait(10*minute + 1)), each(wait(-1))},
		{each(wait(10*minute + 1)), each(wait(-2 * time.Hour))},
		{each(wait(10*minute+1), says(100)), each(wait(-1), says(9000))},
		{each(wait(10*minute+1), says(100)), each(says(9000))},
		{each(wait(10*minute+1), says(-9000)), each(says(9000))},
		{each(wait(time.Hour), lose("a"), wait(-30*minute)), each(wait(-30*minute - 1))},
		{each(wait(-2 * time.Hour)), each(wait(2*time.Hour + 10*minute + 1))},
		{each(wait(-2*time.Hour), lose("a")), each(wait(2*time.Hour + 10*minute + 1))},
	} {
		for _, call := range each(pay("a", 0), pay("a", 299), pay("a", -1), pay("a", 0, 1), leave("a"), leave("a", 1), due("a"), due("a", 1), find("a"), find("b"), lose("b"),
			car("a"), bus("a"), bus("b"), moto(""), park(vehicle(7, "b")), pay("b", 300), due("b"), leave("b")) {
			calls := slices.Concat(each(car("a"), wait(55*minute), pay("a", 300)), moment.comes, each(call), moment.passes, each(due("a"), wait(time.Hour), due("a")))
			if payGame.ops().Check(t, calls...); t.Failed() {
				return
			}
		}
	}
}

// checkOneReading has a clock that moves by 7 minutes each time it is read, and a Tariff that charges by the
// nanosecond.
func checkOneReading(t *exercise.T) {
	const what = "the clock moves by 7 minutes each time it is read, the Tariff charges a cent a nanosecond, and Grace is 3 hours: "
	var readings []time.Time
	now, by := dusk, 7*time.Minute
	lot := newLot(parkinglot.Config{
		Levels: levels("c"), Grace: 3 * time.Hour,
		Tariff: feeFunc(func(_ parkinglot.Vehicle, parked time.Duration) parkinglot.Cents { return parkinglot.Cents(parked) }),
		Now: func() time.Time {
			now = now.Add(by)
			readings = append(readings, now)
			return now
		},
	})
	ticket := enter(t, lot, anyCar)
	require.True(t, slices.ContainsFunc(readings, ticket.Entered.Equal), what+"Entered is %v, want one of the times that the clock showed in lot.Park: %v", ticket.Entered, readings)
	readings = nil
	change, err := lot.Pay(ticket.ID, math.MaxInt64)
	require.NoError(t, err, what+"lot.Pay")
	paidAt := ticket.Entered.Add(time.Duration(math.MaxInt64 - change))
	require.True(t, slices.ContainsFunc(readings, paidAt.Equal), what+"lot.Pay took %d cents, so it asked the Tariff about the time %v, want one of the times that the clock showed in lot.Pay: %v", math.MaxInt64-change, paidAt, readings)
	by, now = 0, paidAt.Add(3*time.Hour)
	wantDue(t, what+"lot.Pay; then the clock stands still, 3 hours after the time for which lot.Pay took the fee", lot, ticket.ID, 0)
	now = now.Add(1)
	wantDue(t, what+"lot.Pay; then the clock stands still, 3 hours and a nanosecond after the time for which lot.Pay took the fee", lot, ticket.ID, parkinglot.Cents(3*time.Hour+1))

	// Now the first reading is the last moment of the grace period, and each further one is after it.
	const then = what + "lot.Pay; the next reading is 3 hours after the time for which lot.Pay took the fee: "
	fees := func() (fees []parkinglot.Cents) { // by the readings
		for _, at := range readings {
			fee := parkinglot.Cents(at.Sub(paidAt))
			if at.Sub(paidAt) <= 3*time.Hour {
				fee = 0
			}
			fees = append(fees, fee)
		}
		return fees
	}
	by = 7 * time.Minute
	now, readings = paidAt.Add(3*time.Hour-by), nil
	due, err := lot.Due(ticket.ID)
	require.NoError(t, err, then+"lot.Due")
	require.Contains(t, fees(), due, then+"lot.Due returned %d, want what is due at one of the readings", due)
	now, readings = paidAt.Add(3*time.Hour-by), nil
	change, err = lot.Pay(ticket.ID, math.MaxInt64)
	require.NoError(t, err, then+"lot.Pay again")
	require.Contains(t, fees(), math.MaxInt64-change, then+"lot.Pay again took %d, want what is due at one of the readings", math.MaxInt64-change)
}

// anyMoney are random calls that change money and time, and calls whose answers depend on them.
var anyMoney = []func(r *rand.Rand, plate string) op{anyPark, anyPark, anyLeave, anyLeave, anyDue, anyPay, anyPay, anyPay, anyLose, anyWait, anyWait, anyFind, anySays, anyInvalid}

// moneyGames are lots for random calls.
func moneyGames(drawn ...string) (games []game) {
	for _, lostFee := range lostFees {
		for _, grace := range graces {
			games = append(games, game{step: 6, drawn: drawn, rate: 300, lostFee: lostFee, grace: grace})
		}
	}
	return append(games, game{step: 6, drawn: drawn, rate: 300, lostFee: 2000, zeroTime: true}, game{step: 6, drawn: drawn, noTariff: true, lostFee: 2000})
}

// wantDue fails t unless want is due.
func wantDue(t *exercise.T, code string, lot *parkinglot.Lot, id parkinglot.TicketID, want parkinglot.Cents) {
	if got, err := lot.Due(id); err != nil || got != want {
		t.Errorf("%s: lot.Due of the ticket = (%d, %v), want (%d, nil)", code, got, err, want)
	}
}

// enter parks v, for which there is room.
func enter(t *exercise.T, lot *parkinglot.Lot, v parkinglot.Vehicle) parkinglot.Ticket {
	ticket, err := lot.Park(v)
	if err != nil {
		t.Fatalf("lot.Park(%s) returned the error %v, want nil, since there is room", vehicleText(v), err)
	}
	return ticket
}

var anyCar = parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Car}
