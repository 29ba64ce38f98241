package parkinglot_test

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/parkinglot"
)

// The checks of step 5: what parking costs by the hour, and what a lot asks its Tariff.

// A feeRow says what a car pays for some times.
type feeRow struct {
	name   string
	hourly parkinglot.Hourly
	fees   []fee
}

type fee struct {
	parked time.Duration
	want   parkinglot.Cents
}

type rates = map[parkinglot.Kind]parkinglot.Cents

var carRate = rates{parkinglot.Car: 300}

// ratesText returns r as Go.
func ratesText(r rates) string {
	var all []string
	for _, k := range slices.Sorted(maps.Keys(r)) {
		all = append(all, fmt.Sprintf("%s: %d", kindText(k), r[k]))
	}
	return "map[parkinglot.Kind]parkinglot.Cents{" + strings.Join(all, ", ") + "}"
}

// ratesOfUnknownKinds has a rate for kinds that do not exist.
func ratesOfUnknownKinds(rate parkinglot.Cents) rates {
	all := rates{7: rate}
	for _, k := range kinds {
		for _, other := range alike(k) {
			all[other] = rate
		}
	}
	return all
}

var feeRows = []feeRow{
	{"if a vehicle parks for at most Free, the fee is 0", parkinglot.Hourly{Free: 15 * time.Minute, Rate: carRate, DailyCap: 1500},
		[]fee{{0, 0}, {1, 0}, {14 * time.Minute, 0}, {15 * time.Minute, 0}}},
	{"beyond Free, every hour since entry that has begun is charged", parkinglot.Hourly{Free: 15 * time.Minute, Rate: carRate, DailyCap: 1500},
		[]fee{{15*time.Minute + 1, 300}, {time.Hour - 1, 300}, {time.Hour, 300}, {time.Hour + 1, 600}, {75 * time.Minute, 600}, {2 * time.Hour, 600}, {2*time.Hour + 1, 900}}},
	{"each 24 hours since entry have a cap of their own", parkinglot.Hourly{Free: 15 * time.Minute, Rate: carRate, DailyCap: 1500},
		[]fee{{4 * time.Hour, 1200}, {5 * time.Hour, 1500}, {5*time.Hour + 1, 1500}, {24*time.Hour - 1, 1500}, {24 * time.Hour, 1500}, {24*time.Hour + 1, 1800}, {25 * time.Hour, 1800},
			{29 * time.Hour, 3000}, {30 * time.Hour, 3000}, {48 * time.Hour, 3000}, {48*time.Hour + 1, 3300}, {30 * 24 * time.Hour, 45000}}},
	{"if DailyCap is 0, there is no cap", parkinglot.Hourly{Free: 15 * time.Minute, Rate: carRate},
		[]fee{{15 * time.Minute, 0}, {5 * time.Hour, 1500}, {6 * time.Hour, 1800}, {24 * time.Hour, 7200}, {24*time.Hour + 1, 7500}, {30 * time.Hour, 9000}}},
	{"DailyCap is exact even if it is not a multiple of the rate", parkinglot.Hourly{Rate: carRate, DailyCap: 1000},
		[]fee{{3 * time.Hour, 900}, {4 * time.Hour, 1000}, {24 * time.Hour, 1000}, {25 * time.Hour, 1300}, {28 * time.Hour, 2000}}},
	{"if Free is 0, one nanosecond costs an hour, and the fee for a time of 0 is 0", parkinglot.Hourly{Rate: carRate},
		[]fee{{0, 0}, {1, 300}, {time.Hour, 300}, {time.Hour + 1, 600}}},
	{"a negative time counts as 0", parkinglot.Hourly{Rate: carRate, DailyCap: 1500},
		[]fee{{-1, 0}, {-time.Hour, 0}, {-24*time.Hour - 1, 0}, {-300 * 24 * time.Hour, 0}}},
	{"a stay longer than Free pays for the hours within Free too", parkinglot.Hourly{Free: 90 * time.Minute, Rate: carRate, DailyCap: 1500},
		[]fee{{time.Hour, 0}, {90 * time.Minute, 0}, {90*time.Minute + 1, 600}, {2 * time.Hour, 600}, {2*time.Hour + 1, 900}}},
	{"Free may be longer than a day", parkinglot.Hourly{Free: 36 * time.Hour, Rate: carRate, DailyCap: 1500},
		[]fee{{24 * time.Hour, 0}, {36 * time.Hour, 0}, {36*time.Hour + 1, 3000}, {48*time.Hour + 1, 3300}}},
	{"an hour costs no more than DailyCap", parkinglot.Hourly{Rate: carRate, DailyCap: 200},
		[]fee{{1, 200}, {24 * time.Hour, 200}, {24*time.Hour + 1, 400}, {30 * time.Hour, 400}}},
	{"a kind that is not in Rate pays nothing", parkinglot.Hourly{Rate: ratesOfUnknownKinds(900), DailyCap: 1500},
		[]fee{{time.Hour, 0}, {30 * time.Hour, 0}}},
	{"if Rate is nil, nothing is charged", parkinglot.Hourly{Free: time.Hour, DailyCap: 1500}, []fee{{0, 0}, {time.Hour, 0}, {30 * time.Hour, 0}}},
	{"Fee is right for the longest possible time", parkinglot.Hourly{Free: 15 * time.Minute, Rate: carRate},
		[]fee{{math.MaxInt64, 2562048 * 300}, {math.MaxInt64 - 1, 2562048 * 300}, {math.MinInt64, 0}}},
	{"Fee is right for the longest possible time with a cap", parkinglot.Hourly{Rate: carRate, DailyCap: 1500}, []fee{{math.MaxInt64, 106752 * 1500}}},
	{"if Free is the longest possible time, the fee is always 0", parkinglot.Hourly{Free: math.MaxInt64, Rate: carRate}, []fee{{math.MaxInt64, 0}, {time.Hour, 0}}},
	{"Fee is right, even if the cost without DailyCap does not fit into Cents", parkinglot.Hourly{Rate: rates{parkinglot.Car: math.MaxInt64 / 24}, DailyCap: 1500},
		[]fee{{1, 1500}, {24 * time.Hour, 1500}, {24*time.Hour + 1, 3000}, {1000 * 24 * time.Hour, 1500000}}},
	{"the largest possible DailyCap limits nothing", parkinglot.Hourly{Rate: carRate, DailyCap: math.MaxInt64}, []fee{{time.Hour, 300}, {24 * time.Hour, 7200}, {25 * time.Hour, 7500}}},
	{"a zero Hourly charges nothing", parkinglot.Hourly{}, []fee{{0, 0}, {1, 0}, {30 * time.Hour, 0}}},
}

func (r feeRow) check(t *exercise.T) { r.checkKinds(t, kinds...) }

func checkOtherKinds(t *exercise.T) {
	h := parkinglot.Hourly{Free: 15 * time.Minute, Rate: carRate, DailyCap: 1500}
	feeRow{hourly: h, fees: []fee{{15 * time.Minute, 0}, {time.Hour, 300}, {24*time.Hour + 1, 1800}}}.checkKinds(t, 0, -1, parkinglot.Bus+1, 100)
}

// checkKinds lets vehicles of the kinds pay what a car pays in the row.
func (r feeRow) checkKinds(t *exercise.T, kinds ...parkinglot.Kind) {
	for _, f := range r.fees {
		for _, k := range kinds {
			h := r.hourly
			if k != parkinglot.Car { // any other kind pays what a car pays in the row
				h.Rate = maps.Clone(r.hourly.Rate)
				if rate, ok := r.hourly.Rate[parkinglot.Car]; ok {
					h.Rate[k] = rate
					h.Rate[parkinglot.Car] = rate + 1
				}
			}
			wantFee(t, h, parkinglot.Vehicle{Plate: "A1", Kind: k, Permit: k == parkinglot.Car, Electric: k == parkinglot.Bus}, f)
		}
	}
}

func wantFee(t *exercise.T, h parkinglot.Hourly, v parkinglot.Vehicle, f fee) {
	code := fmt.Sprintf("h := parkinglot.Hourly{Free: %s, Rate: %s, DailyCap: %d}; h.Fee(%s, %d /* %v */)", durationText(h.Free), ratesText(h.Rate), h.DailyCap, vehicleText(v), f.parked, f.parked)
	t.Doing(code)
	if got := h.Fee(v, f.parked); got != f.want {
		t.Errorf("%s = %d, want %d", code, got, f.want)
	}
}

// checkExactFees uses numbers that a float64 cannot hold.
func checkExactFees(t *exercise.T) {
	const odd = 1<<53 + 1
	v := parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Car}
	exact := parkinglot.Hourly{Rate: rates{parkinglot.Car: odd}}
	for _, f := range []fee{{1, odd}, {3 * time.Hour, 3 * odd}, {25 * time.Hour, 25 * odd}} {
		wantFee(t, exact, v, f)
	}
	exact.DailyCap = 2*odd + 1
	for _, f := range []fee{{1, odd}, {3 * time.Hour, 2*odd + 1}, {49 * time.Hour, 5*odd + 2}} {
		wantFee(t, exact, v, f)
	}
	long := parkinglot.Hourly{Free: 15 * time.Minute, Rate: carRate}
	for _, hours := range []parkinglot.Cents{10_000, 100_000, 1_000_000, 2_000_000} {
		for _, dailyCap := range []parkinglot.Cents{0, 24 * 300} {
			long.DailyCap = dailyCap
			wantFee(t, long, v, fee{time.Duration(hours) * time.Hour, hours * 300})
			wantFee(t, long, v, fee{time.Duration(hours)*time.Hour + 1, (hours + 1) * 300})
			wantFee(t, long, v, fee{time.Duration(hours)*time.Hour - 1, hours * 300})
		}
	}
}

// checkFeesCounted counts hours one by one.
func checkFeesCounted(t *exercise.T) {
	for round := range exercise.Within(3000) {
		r := rand.New(rand.NewPCG(5, uint64(round)))
		h := parkinglot.Hourly{
			Free:     time.Duration(r.IntN(8)) * 25 * time.Minute,
			Rate:     rates{parkinglot.Car: parkinglot.Cents(r.IntN(500))},
			DailyCap: parkinglot.Cents([]int{0, 1, r.IntN(4000), r.IntN(8000)}[r.IntN(4)]),
		}
		parked := time.Duration(r.IntN(100)) * time.Hour
		switch r.IntN(3) {
		case 0:
			parked += time.Duration(r.IntN(3) - 1)
		case 1:
			parked = h.Free + time.Duration(r.IntN(3)-1)
		default:
			parked += time.Duration(r.Int64N(int64(time.Hour)))
		}
		if wantFee(t, h, parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Car}, fee{parked, countedFee(h, parked)}); t.Failed() {
			return
		}
	}
}

func countedFee(h parkinglot.Hourly, parked time.Duration) (total parkinglot.Cents) {
	if parked <= h.Free {
		return 0
	}
	inBlock := parkinglot.Cents(0)
	for begin := time.Duration(0); begin < parked; begin += time.Hour {
		if begin%(24*time.Hour) == 0 {
			inBlock = 0
		}
		add := h.Rate[parkinglot.Car]
		if h.DailyCap > 0 {
			add = min(add, h.DailyCap-inBlock)
		}
		inBlock += add
		total += add
	}
	return total
}

// checkTariffAsked has a Tariff whose fee depends on everything that it gets.
func checkTariffAsked(t *exercise.T) {
	vehicles := []parkinglot.Vehicle{
		{Plate: "b-AE 12", Kind: parkinglot.Motorcycle},
		{Plate: " X 1", Kind: parkinglot.Car, Permit: true},
		{Plate: "y", Kind: parkinglot.Car, Electric: true},
		{Plate: "Z--Z", Kind: parkinglot.Bus},
	}
	tariff := feeFunc(func(v parkinglot.Vehicle, parked time.Duration) parkinglot.Cents {
		for i, known := range vehicles {
			if v == known {
				return parkinglot.Cents(parked) + parkinglot.Cents(i+1)*1e15
			}
		}
		return 1
	})
	c := clock{time: dusk}
	lot := newLot(parkinglot.Config{Levels: levels("scclllll"), Tariff: tariff, Now: c.now})
	var ids []parkinglot.TicketID
	for i, v := range vehicles {
		c.move(time.Duration(i)*time.Hour + 1)
		ids = append(ids, enter(t, lot, v).ID)
	}
	c.move(26 * time.Hour)
	for i, since := range []time.Duration{32*time.Hour + 3, 31*time.Hour + 2, 29*time.Hour + 1, 26 * time.Hour} {
		base := parkinglot.Cents(i+1) * 1e15
		code := fmt.Sprintf("the Tariff charges a cent a nanosecond, and a base fee of %d for this vehicle; lot.Park(%s), and %v later", base, vehicleText(vehicles[i]), since)
		wantDue(t, code, lot, ids[i], parkinglot.Cents(since)+base)
	}
}

// dueGame is a lot where an hour costs 300.
var dueGame = game{step: 5, drawn: draw("cc lllll"), rate: 300}

// A dueRow is calls on the lot of dueGame, or on one without a Tariff.
type dueRow struct {
	name     string
	noTariff bool
	calls    []op
}

var dueRows = []dueRow{
	{"Due is what the Tariff says for the time since entry", false, each(car("a"), due("a").Returns(0), wait(1), due("a").Returns(300), wait(time.Hour), due("a").Returns(600), bus("b"), due("b").Returns(0), wait(90*time.Minute), due("b").Returns(600), due("a").Returns(900))},
	{"Due is what the Tariff says now, even if that is more or less than before", false, each(car("a"), says(500), due("a").Returns(500), says(20), due("a").Returns(20), says(1<<62+1), due("a"))},
	{"Due changes nothing", false, each(car("a"), wait(time.Minute), due("a").Returns(300), due("a").Returns(300), wait(time.Hour), due("a").Returns(600), due("a").Returns(600), find("a"), car("b"), due("b").Returns(0), due("a"))},
	{"if the Tariff is nil, parking costs nothing", true, each(car("a"), wait(1000*time.Hour), due("a").Returns(0), leave("a").Returns(nil))},
	{"a negative fee counts as 0", false, each(car("a"), says(-1), due("a").Returns(0), says(-500), due("a").Returns(0), says(math.MinInt64), due("a").Returns(0), leave("a").Returns(nil))},
	{"Due returns ErrTicket if no valid ticket has the ID", false, each(due("a").Returns(parkinglot.ErrTicket), car("a"), leave("a"), due("a").Returns(parkinglot.ErrTicket), car("a"), due("a", 1).Returns(parkinglot.ErrTicket), due("b").Returns(parkinglot.ErrTicket), due("a").Returns(0))},
}

func (r dueRow) check(t *exercise.T) {
	g := dueGame
	g.noTariff = r.noTariff
	g.ops().Check(t, r.calls...)
}

// checkClockBack has a Tariff that charges by the nanosecond.
func checkClockBack(t *exercise.T) {
	c := clock{time: dusk}
	lot := newLot(parkinglot.Config{Levels: levels("c"), Now: c.now, Tariff: feeFunc(func(_ parkinglot.Vehicle, parked time.Duration) parkinglot.Cents {
		if parked < 0 {
			t.Errorf("the clock has gone back, and the lot asks the Tariff for the time %v, want 0", parked)
		}
		return 100 + parkinglot.Cents(parked)
	})})
	id := enter(t, lot, anyCar).ID
	for _, by := range []time.Duration{-1, -time.Hour, -50 * time.Hour, 51 * time.Hour, time.Hour + 1, 2 * time.Hour, 200 * 365 * 24 * time.Hour} {
		c.move(by)
		since := c.time.Sub(dusk)
		wantDue(t, fmt.Sprintf("the Tariff charges 100 and a cent a nanosecond; a car has parked, and by the clock %v have passed", since), lot, id, 100+max(0, parkinglot.Cents(since)))
	}
}

// checkUncheckedTariff gives lots tariffs that break the rules of Hourly, or are nil.
func checkUncheckedTariff(t *exercise.T) {
	for _, tariff := range []parkinglot.Tariff{
		parkinglot.Hourly{Free: -1}, &parkinglot.Hourly{Free: math.MinInt64}, parkinglot.Hourly{DailyCap: -1}, &parkinglot.Hourly{DailyCap: math.MinInt64},
		parkinglot.Hourly{Rate: map[parkinglot.Kind]parkinglot.Cents{parkinglot.Car: -1}}, &parkinglot.Hourly{Rate: map[parkinglot.Kind]parkinglot.Cents{99: 1}},
		(*parkinglot.Hourly)(nil), feeFunc(nil),
	} {
		lot, err := parkinglot.New(parkinglot.Config{Levels: levels("c"), Tariff: tariff})
		require.NoError(t, err, "parkinglot.New with the Tariff %#v", tariff)
		if lot == nil {
			t.Fatalf("parkinglot.New with the Tariff %#v returned nil and no error, want a Lot: New does not check the Tariff", tariff)
		}
	}
}

func checkHourlyInLot(t *exercise.T) {
	c := clock{time: dusk}
	h := parkinglot.Hourly{Free: 15 * time.Minute, Rate: carRate, DailyCap: 1500}
	for _, tariff := range []parkinglot.Tariff{h, &h} {
		c.time = dusk
		lot := newLot(parkinglot.Config{Levels: levels("c"), Tariff: tariff, Now: c.now})
		id := enter(t, lot, anyCar).ID
		for _, f := range []fee{{0, 0}, {15 * time.Minute, 0}, {15*time.Minute + 1, 300}, {30 * time.Hour, 3000}} {
			c.time = dusk.Add(f.parked)
			wantDue(t, fmt.Sprintf("15 minutes are free, an hour costs 300, and 24 hours at most 1500; a car has parked for %v", f.parked), lot, id, f.want)
		}
	}
}
