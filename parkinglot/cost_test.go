package parkinglot_test

import (
	"fmt"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/parkinglot"
)

// The checks of cost compare a lot of a million spots with one of ten thousand that looks the same.

const (
	manySpots = 1_000_000
	fewSpots  = 10_000

	// To fill a lot takes a while, so it is a tenth of that.
	manyTaken = manySpots / 10
	fewTaken  = fewSpots / 10
)

// A costRow is a lot of any number of spots, in which vehicles park and leave again and again.
type costRow struct {
	name     string
	vehicles []parkinglot.Vehicle
	what     string
	rows     int // 0: as many as spots
	spot     func(i, n int) parkinglot.Spot
	fill     bool // with buses, but for the last five spots
}

func (r costRow) check(t *exercise.T) {
	if exercise.Race {
		return // costs tell nothing then
	}
	manyN, fewN := manySpots, fewSpots
	if r.fill {
		manyN, fewN = manyTaken, fewTaken
	}
	many, few := r.build(t, manyN), r.build(t, fewN)
	for _, v := range r.vehicles {
		operation := fmt.Sprintf("lot.Park(%s) and lot.Leave, in a lot of %s,", vehicleText(v), r.what)
		t.Doing(operation)
		exercise.SameCost(t, operation, fmt.Sprintf("with %d spots", manyN), r.parkAndLeave(t, many, v), fmt.Sprintf("with %d", fewN), r.parkAndLeave(t, few, v))
	}
}

// parkAndLeave returns what parks v in a lot and lets it out.
func (r costRow) parkAndLeave(t *exercise.T, lot *parkinglot.Lot, v parkinglot.Vehicle) func(i int) {
	return func(int) {
		ticket, err := lot.Park(v)
		if err == nil {
			err = lot.Leave(ticket.ID)
		}
		if err != nil {
			t.Fatalf("in a lot of %s lot.Park(%s), for which there is room, and lot.Leave: got the error %v", r.what, vehicleText(v), err)
		}
	}
}

func (r costRow) build(t *exercise.T, n int) *parkinglot.Lot {
	rows := r.rows
	if rows == 0 {
		rows = n
	}
	level := make(parkinglot.Level, rows)
	for i := range level {
		if i > 0 && i < rows-1 {
			level[i] = level[0] // all but the last are alike, and New copies them
			continue
		}
		level[i] = make([]parkinglot.Spot, n/rows)
		for k := range level[i] {
			level[i][k] = r.spot(i*(n/rows)+k, n)
		}
	}
	t.Doing(fmt.Sprintf("parkinglot.New of a lot of %s with %d spots", r.what, n))
	lot := newLot(parkinglot.Config{Levels: []parkinglot.Level{level}})
	if !r.fill {
		return lot
	}
	t.Doing(fmt.Sprintf("buses come to a lot of %s with %d spots, until it is nearly full", r.what, n))
	for i := range n/5 - 1 {
		if _, err := lot.Park(parkinglot.Vehicle{Plate: fmt.Sprint("bus ", i), Kind: parkinglot.Bus}); err != nil {
			t.Fatalf("in a lot of %s and %d spots bus number %d does not find room: %v", r.what, n, i+1, err)
		}
	}
	return lot
}

// but returns a costRow's spots: all of one sort, but for the last ones.
func but(most parkinglot.Spot, last ...parkinglot.Spot) func(i, n int) parkinglot.Spot {
	return func(i, n int) parkinglot.Spot {
		if i >= n-len(last) {
			return last[i-n+len(last)]
		}
		return most
	}
}

var (
	small   = parkinglot.Spot{Size: parkinglot.Small}
	compact = parkinglot.Spot{Size: parkinglot.Compact}
	large   = parkinglot.Spot{Size: parkinglot.Large}

	accessible = parkinglot.Spot{Size: parkinglot.Compact, Accessible: true}
	charger    = parkinglot.Spot{Size: parkinglot.Large, Charger: true}

	aMoto = parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Motorcycle}
	aCar  = parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Car}
	aBus  = parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Bus}

	anElectricCar    = parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Car, Electric: true}
	aMotoWithAPermit = parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Motorcycle, Permit: true}
)

const sameCost = "Park and Leave cost the same in a lot of a million spots as in one of ten thousand"

type vehicles = []parkinglot.Vehicle

var costRows = []costRow{
	{sameCost, vehicles{aCar, aBus}, "rows of small spots, and at the end a compact one and five large ones,", 1000, but(small, compact, large, large, large, large, large), false},
	{sameCost + ", however many rows there are", vehicles{aCar}, "rows of one small spot each, and in the last one a compact one,", 0, but(small, compact), false},
	{sameCost + ", however long a row is", vehicles{aMoto, aCar}, "one row of large spots, and at the end a small one,", 1, but(large, small), false},
	{"Park and Leave cost the same in a nearly full lot of 100,000 spots as in one of 1000", vehicles{aCar, aMoto, aBus}, "rows of large spots, all taken by buses but for the last five,", 20, but(large), true},
}

var specialCostRows = []costRow{
	{sameCost + ", with chargers", vehicles{anElectricCar, aMotoWithAPermit}, "rows of compact spots, and at the end one that is accessible and a large one with a charger,", 100,
		but(compact, accessible, charger), false},
	{sameCost + ", with accessible spots", vehicles{aCar, anElectricCar, aBus}, "rows of accessible compact spots, and at the end six large ones with chargers,", 1000,
		but(accessible, charger, charger, charger, charger, charger, charger), false},
}

// full returns a lot of n compact spots with n cars inside, and their plates and tickets.
func full(t *exercise.T, n int) (lot *parkinglot.Lot, plates []string, ids []parkinglot.TicketID) {
	lot = newLot(parkinglot.Config{Levels: []parkinglot.Level{{compacts(n)}}, Tariff: feeFunc(func(parkinglot.Vehicle, time.Duration) parkinglot.Cents { return 300 }), LostFee: 1})
	for i := range n {
		plates = append(plates, fmt.Sprint("car ", i))
		ids = append(ids, enter(t, lot, vehicle(parkinglot.Car, plates[i])).ID)
	}
	return lot, plates, ids
}

func checkFindCost(t *exercise.T) {
	exercise.Flat(t, "lot.Find of a car", func(n int) func(i int) {
		lot, plates, _ := full(t, n)
		return func(i int) {
			if _, ok := lot.Find(plates[i%n]); !ok {
				t.Fatalf("lot.Find(%q) does not find a car that is inside", plates[i%n])
			}
		}
	})
	exercise.Flat(t, "lot.Find of a plate that is not inside", func(n int) func(i int) {
		lot, _, _ := full(t, n)
		return func(int) { lot.Find("another") }
	})
}

func checkPayCost(t *exercise.T) {
	exercise.Flat(t, "lot.Due", func(n int) func(i int) {
		lot, _, ids := full(t, n)
		return func(i int) { _, _ = lot.Due(ids[i%n]) }
	})
	exercise.Flat(t, "lot.ReplaceLost, and lot.Pay", func(n int) func(i int) {
		lot, plates, _ := full(t, n)
		return func(i int) {
			ticket, err := lot.ReplaceLost(plates[i%n])
			if err == nil {
				_, err = lot.Pay(ticket.ID, 1000)
			}
			if err != nil {
				t.Fatalf("lot.ReplaceLost of a car that is inside, and lot.Pay of 1000, which is more than is due: got the error %v", err)
			}
		}
	})
}

// compacts returns n compact spots.
func compacts(n int) []parkinglot.Spot {
	row := make([]parkinglot.Spot, n)
	for i := range row {
		row[i] = compact
	}
	return row
}
