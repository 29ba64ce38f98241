package parkinglot_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/parkinglot"
)

// The checks of step 5.

// A feeRow is what times cost a car.
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

var feeRows = []feeRow{
	{"nothing is charged up to Free, which is included", parkinglot.Hourly{Free: 15 * time.Minute, Rate: carRate, DailyCap: 1500},
		[]fee{{0, 0}, {1, 0}, {14 * time.Minute, 0}, {15 * time.Minute, 0}}},
	{"beyond Free every hour since entry that has begun is charged", parkinglot.Hourly{Free: 15 * time.Minute, Rate: carRate, DailyCap: 1500},
		[]fee{{15*time.Minute + 1, 300}, {time.Hour - 1, 300}, {time.Hour, 300}, {time.Hour + 1, 600}, {75 * time.Minute, 600}, {2 * time.Hour, 600}, {2*time.Hour + 1, 900}}},
	{"each 24 hours since entry are capped by themselves", parkinglot.Hourly{Free: 15 * time.Minute, Rate: carRate, DailyCap: 1500},
		[]fee{{4 * time.Hour, 1200}, {5 * time.Hour, 1500}, {5*time.Hour + 1, 1500}, {24*time.Hour - 1, 1500}, {24 * time.Hour, 1500}, {24*time.Hour + 1, 1800}, {25 * time.Hour, 1800},
			{29 * time.Hour, 3000}, {30 * time.Hour, 3000}, {48 * time.Hour, 3000}, {48*time.Hour + 1, 3300}, {30 * 24 * time.Hour, 45000}}},
	{"without a DailyCap there is no cap", parkinglot.Hourly{Free: 15 * time.Minute, Rate: carRate},
		[]fee{{15 * time.Minute, 0}, {5 * time.Hour, 1500}, {6 * time.Hour, 1800}, {24 * time.Hour, 7200}, {24*time.Hour + 1, 7500}, {30 * time.Hour, 9000}}},
	{"a cap that is no multiple of the rate is exact", parkinglot.Hourly{Rate: carRate, DailyCap: 1000},
		[]fee{{3 * time.Hour, 900}, {4 * time.Hour, 1000}, {24 * time.Hour, 1000}, {25 * time.Hour, 1300}, {28 * time.Hour, 2000}}},
	{"without Free the first moment is an hour, and no time costs nothing", parkinglot.Hourly{Rate: carRate},
		[]fee{{0, 0}, {1, 300}, {time.Hour, 300}, {time.Hour + 1, 600}}},
	{"a negative time counts as 0", parkinglot.Hourly{Rate: carRate, DailyCap: 1500},
		[]fee{{-1, 0}, {-time.Hour, 0}, {-24*time.Hour - 1, 0}, {-300 * 24 * time.Hour, 0}}},
	{"the hours within Free are charged too once it is over, however long it is", parkinglot.Hourly{Free: 90 * time.Minute, Rate: carRate, DailyCap: 1500},
		[]fee{{time.Hour, 0}, {90 * time.Minute, 0}, {90*time.Minute + 1, 600}, {2 * time.Hour, 600}, {2*time.Hour + 1, 900}}},
	{"Free may be longer than a day", parkinglot.Hourly{Free: 36 * time.Hour, Rate: carRate, DailyCap: 1500},
		[]fee{{24 * time.Hour, 0}, {36 * time.Hour, 0}, {36*time.Hour + 1, 3000}, {48*time.Hour + 1, 3300}}},
	{"an hour costs no more than a day", parkinglot.Hourly{Rate: carRate, DailyCap: 200},
		[]fee{{1, 200}, {24 * time.Hour, 200}, {24*time.Hour + 1, 400}, {30 * time.Hour, 400}}},
	{"a kind that Rate does not have pays nothing", parkinglot.Hourly{Rate: rates{parkinglot.Bus: 900}, DailyCap: 1500},
		[]fee{{time.Hour, 0}, {30 * time.Hour, 0}}},
	{"a zero Hourly charges nothing", parkinglot.Hourly{}, []fee{{0, 0}, {1, 0}, {30 * time.Hour, 0}}},
}

func (r feeRow) check(t *exercise.T) {
	for _, f := range r.fees {
		for _, k := range kinds {
			h := r.hourly
			if k != parkinglot.Car { // what a car pays here another kind pays there
				h.Rate = rates{}
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
	code := fmt.Sprintf("h := parkinglot.Hourly{Free: %v, Rate: %v, DailyCap: %d}; h.Fee(%s, %d /* %v */)", h.Free, h.Rate, h.DailyCap, vehicleText(v), f.parked, f.parked)
	t.Doing(code)
	if got := h.Fee(v, f.parked); got != f.want {
		t.Errorf("%s = %d, want %d", code, got, f.want)
	}
}

// checkExactFees has numbers that a float64 does not hold.
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

// wantDue fails t unless so much is due.
func wantDue(t *exercise.T, code string, lot *parkinglot.Lot, id parkinglot.TicketID, want parkinglot.Cents) {
	if got, err := lot.Due(id); err != nil || got != want {
		t.Errorf("%s: lot.Due of the ticket = (%d, %v), want (%d, nil)", code, got, err, want)
	}
}

// enter parks v, for which there is room.
func enter(t *exercise.T, lot *parkinglot.Lot, v parkinglot.Vehicle) parkinglot.Ticket {
	ticket, err := lot.Park(v)
	if err != nil {
		t.Fatalf("there is room, and lot.Park(%s) returned the error %v", vehicleText(v), err)
	}
	return ticket
}

var anyCar = parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Car}

// checkTariffAsked has a Tariff that is a function of all that it is told.
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
	c := newClock()
	lot := newLot(parkinglot.Config{Levels: levels("scclllll"), Tariff: tariff, Now: c.now})
	var ids []parkinglot.TicketID
	for i, v := range vehicles {
		c.move(time.Duration(i)*time.Hour + 1)
		ids = append(ids, enter(t, lot, v).ID)
	}
	c.move(26 * time.Hour)
	for i, since := range []time.Duration{32*time.Hour + 3, 31*time.Hour + 2, 29*time.Hour + 1, 26 * time.Hour} {
		code := fmt.Sprintf("the Tariff charges vehicles by the nanosecond, each with another base; lot.Park(%s), and %v later", vehicleText(vehicles[i]), since)
		wantDue(t, code, lot, ids[i], parkinglot.Cents(since)+parkinglot.Cents(i+1)*1e15)
	}
}

func checkNoTariff(t *exercise.T) {
	c := newClock()
	lot := newLot(parkinglot.Config{Levels: levels("c"), Now: c.now})
	id := enter(t, lot, anyCar).ID
	c.move(1000 * time.Hour)
	const code = "in a lot whose Config has no Tariff a car has parked for 1000 hours"
	wantDue(t, code, lot, id, 0)
	if err := lot.Leave(id); err != nil {
		t.Errorf("%s: lot.Leave returned the error %v, want nil", code, err)
	}
}

func checkClockBack(t *exercise.T) {
	tariff := feeFunc(func(_ parkinglot.Vehicle, parked time.Duration) parkinglot.Cents {
		return 100 + parkinglot.Cents(parked)
	})
	c := newClock()
	lot := newLot(parkinglot.Config{Levels: levels("c"), Tariff: tariff, Now: c.now})
	id := enter(t, lot, anyCar).ID
	for _, by := range []time.Duration{-time.Hour, -50 * time.Hour, 51 * time.Hour, 2 * time.Hour} {
		c.move(by)
		since := c.time.Sub(newClock().time)
		wantDue(t, fmt.Sprintf("the Tariff charges 100 and 1 a nanosecond; a car has parked, and the clock shows %v since", since), lot, id, 100+max(0, parkinglot.Cents(since)))
	}
}

func checkNegativeFee(t *exercise.T) {
	for _, fee := range []parkinglot.Cents{-1, -500, math.MinInt64} {
		lot := newLot(parkinglot.Config{Levels: levels("c"), Tariff: feeFunc(func(parkinglot.Vehicle, time.Duration) parkinglot.Cents { return fee })})
		id := enter(t, lot, anyCar).ID
		code := fmt.Sprintf("a car has parked, and the Tariff says that it costs %d", fee)
		wantDue(t, code, lot, id, 0)
		if err := lot.Leave(id); err != nil {
			t.Errorf("%s: lot.Leave returned the error %v, want nil", code, err)
		}
	}
}

func checkDueOfUnknown(t *exercise.T) {
	lot := lotOf("cc")
	for _, id := range []parkinglot.TicketID{0, 1, -1} {
		if _, err := lot.Due(id); !errors.Is(err, parkinglot.ErrTicket) {
			t.Errorf("in an empty lot lot.Due(%d) returned the error %v, want ErrTicket", id, err)
		}
	}
	ticket := enter(t, lot, anyCar)
	if err := lot.Leave(ticket.ID); err != nil {
		t.Fatalf("in a lot without a Tariff lot.Leave of the ticket returned the error %v, want nil", err)
	}
	other := enter(t, lot, anyCar)
	for _, id := range []parkinglot.TicketID{ticket.ID, other.ID + 1} {
		if _, err := lot.Due(id); id != other.ID && !errors.Is(err, parkinglot.ErrTicket) {
			t.Errorf("a car parks (ticket %d), leaves, and parks again (ticket %d): lot.Due(%d) returned the error %v, want ErrTicket", ticket.ID, other.ID, id, err)
		}
	}
}

func checkDueLooks(t *exercise.T) {
	c := newClock()
	lot := newLot(parkinglot.Config{Levels: levels("cc"), Tariff: perHour(300), Now: c.now})
	a := enter(t, lot, anyCar).ID
	c.move(30 * time.Minute)
	b := enter(t, lot, parkinglot.Vehicle{Plate: "B1", Kind: parkinglot.Car}).ID
	for i := range 3 {
		wantDue(t, fmt.Sprintf("a car parks at 300 an hour, another one half an hour later, and after %d hours more; the first one", i), lot, a, 300*parkinglot.Cents(i+1))
		wantDue(t, fmt.Sprintf("a car parks at 300 an hour, another one half an hour later, and after %d hours more; the second one", i), lot, b, 300*parkinglot.Cents(i))
		c.move(time.Hour)
	}
}

func checkHourlyInLot(t *exercise.T) {
	c := newClock()
	h := parkinglot.Hourly{Free: 15 * time.Minute, Rate: carRate, DailyCap: 1500}
	for _, tariff := range []parkinglot.Tariff{h, &h} {
		c.time = newClock().time
		lot := newLot(parkinglot.Config{Levels: levels("c"), Tariff: tariff, Now: c.now})
		id := enter(t, lot, anyCar).ID
		for _, f := range []fee{{0, 0}, {15 * time.Minute, 0}, {15*time.Minute + 1, 300}, {30 * time.Hour, 3000}} {
			c.time = newClock().time.Add(f.parked)
			wantDue(t, fmt.Sprintf("15 minutes are free, an hour costs 300 and a day at most 1500; a car has parked for %v", f.parked), lot, id, f.want)
		}
	}
}
