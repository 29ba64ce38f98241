package parkinglot_test

import (
	"fmt"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/parkinglot"
)

// The checks of cost compare a lot of a million spots with one of ten thousand that looks the same.

const (
	manySpots = 1_000_000
	fewSpots  = 10_000
)

// A costRow is a vehicle that parks and leaves again and again, in two lots that look alike.
type costRow struct {
	name    string
	vehicle parkinglot.Vehicle
	hall    hall
}

// A hall is a lot of any number of spots.
type hall struct {
	what string
	rows int // 0: as many as spots
	spot func(i, n int) parkinglot.Spot
	fill bool // with buses, but for the last five spots
}

func (r costRow) check(t *exercise.T) {
	if exercise.Race {
		return // costs tell nothing then
	}
	operation := fmt.Sprintf("lot.Park(%s) and lot.Leave, in a lot of %s,", vehicleText(r.vehicle), r.hall.what)
	t.Doing(operation)
	exercise.SameCost(t, operation, "with 1,000,000 spots", r.hall.parkAndLeave(t, manySpots, r.vehicle), "with 10,000", r.hall.parkAndLeave(t, fewSpots, r.vehicle))
}

// parkAndLeave returns what parks v in a lot of n spots and lets it out.
func (h hall) parkAndLeave(t *exercise.T, n int, v parkinglot.Vehicle) func(i int) {
	lot := h.build(t, n)
	return func(int) {
		ticket, err := lot.Park(v)
		if err == nil {
			err = lot.Leave(ticket.ID)
		}
		if err != nil {
			t.Fatalf("in a lot of %s and %d spots a vehicle for which there is room parks and leaves: got the error %v", h.what, n, err)
		}
	}
}

func (h hall) build(t *exercise.T, n int) *parkinglot.Lot {
	rows := h.rows
	if rows == 0 {
		rows = n
	}
	level := make(parkinglot.Level, rows)
	for r := range level {
		level[r] = make([]parkinglot.Spot, n/rows)
		for i := range level[r] {
			level[r][i] = h.spot(r*(n/rows)+i, n)
		}
	}
	lot := newLot(parkinglot.Config{Levels: []parkinglot.Level{level}})
	if h.fill {
		for i := range n/5 - 1 {
			if _, err := lot.Park(parkinglot.Vehicle{Plate: fmt.Sprint("bus ", i), Kind: parkinglot.Bus}); err != nil {
				t.Fatalf("in a lot of %s and %d spots bus number %d does not find room: %v", h.what, n, i+1, err)
			}
		}
	}
	return lot
}

// all returns a hall's spots: all of one sort.
func all(s parkinglot.Spot) func(i, n int) parkinglot.Spot {
	return func(int, int) parkinglot.Spot { return s }
}

// but returns a hall's spots: all of one sort, but for the last ones.
func but(most parkinglot.Spot, last parkinglot.Spot, lasts int) func(i, n int) parkinglot.Spot {
	return func(i, n int) parkinglot.Spot {
		if i >= n-lasts {
			return last
		}
		return most
	}
}

// fours are runs of four large spots with a compact one between them, and at the end five.
func fours(i, n int) parkinglot.Spot {
	if i%5 == 4 && i < n-1 {
		return compact
	}
	return large
}

var (
	small   = parkinglot.Spot{Size: parkinglot.Small}
	compact = parkinglot.Spot{Size: parkinglot.Compact}
	large   = parkinglot.Spot{Size: parkinglot.Large}

	accessible      = parkinglot.Spot{Size: parkinglot.Compact, Accessible: true}
	largeAccessible = parkinglot.Spot{Size: parkinglot.Large, Accessible: true}
	charger         = parkinglot.Spot{Size: parkinglot.Compact, Charger: true}
	largeCharger    = parkinglot.Spot{Size: parkinglot.Large, Charger: true}
)

var (
	aMoto = parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Motorcycle}
	aCar  = parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Car}
	aBus  = parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Bus}
)

const sameCost = "cost the same in a lot of a million spots as in one of ten thousand"

var costRows = []costRow{
	{"Park and Leave of a car " + sameCost, aCar,
		hall{"rows of small spots, and at the end a compact one", 100, but(small, compact, 1), false}},
	{"Park and Leave of a car " + sameCost + ", however many rows there are", aCar,
		hall{"rows of one small spot each, and in the last one a compact one", 0, but(small, compact, 1), false}},
	{"Park and Leave of a car " + sameCost + ", however long a row is", aCar,
		hall{"one row of large spots, all free", 1, all(large), false}},
	{"Park and Leave of a motorcycle " + sameCost, aMoto,
		hall{"one row of large spots, and at the end a small one", 1, but(large, small, 1), false}},
	{"Park and Leave of a bus " + sameCost + " with as many rows", aBus,
		hall{"four rows of small spots, and at the end five large ones", 4, but(small, large, 5), false}},
	{"Park and Leave of a bus " + sameCost + " with as many rows, if no others are side by side", aBus,
		hall{"four rows in which every fifth spot is compact and all others large, and five large ones at the end", 4, fours, false}},
	{"Park and Leave of a bus " + sameCost + " with as many rows, if all is free", aBus,
		hall{"one row of large spots, all free", 1, all(large), false}},
	{"Park and Leave of a car " + sameCost + ", if both are nearly full", aCar,
		hall{"one row of large spots, all taken by buses but for the last five,", 1, all(large), true}},
	{"Park and Leave of a motorcycle " + sameCost + ", if both are nearly full", aMoto,
		hall{"four rows of large spots, all taken by buses but for the last five,", 4, all(large), true}},
	{"Park and Leave of a bus " + sameCost + " with as many rows, if both are nearly full", aBus,
		hall{"four rows of large spots, all taken by buses but for the last five,", 4, all(large), true}},
}

var specialCostRows = []costRow{
	{"Park and Leave of an electric car " + sameCost, parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Car, Electric: true},
		hall{"rows of compact spots, and at the end one with a charger", 100, but(compact, charger, 1), false}},
	{"Park and Leave of a motorcycle with a permit " + sameCost, parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Motorcycle, Permit: true},
		hall{"rows of small spots, and at the end a large one that is accessible", 100, but(small, largeAccessible, 1), false}},
	{"Park and Leave of a plain car " + sameCost, aCar,
		hall{"rows of accessible compact spots, and at the end a large one with a charger", 100, but(accessible, largeCharger, 1), false}},
	{"Park and Leave of a bus " + sameCost + " with as many rows", aBus,
		hall{"four rows of accessible large spots, and at the end five large ones with chargers", 4, but(largeAccessible, largeCharger, 5), false}},
}

func checkFindCost(t *exercise.T) {
	exercise.Flat(t, "lot.Find of a car", func(n int) func(i int) {
		lot := newLot(parkinglot.Config{Levels: []parkinglot.Level{{compacts(n)}}})
		plates := make([]string, n)
		for i := range n {
			plates[i] = fmt.Sprint("car ", i)
			if _, err := lot.Park(parkinglot.Vehicle{Plate: plates[i], Kind: parkinglot.Car}); err != nil {
				t.Fatalf("in a lot of %d spots car number %d does not find room: %v", n, i+1, err)
			}
		}
		return func(i int) {
			if _, ok := lot.Find(plates[i%n]); !ok {
				t.Fatalf("lot.Find(%q) does not find a car that is inside", plates[i%n])
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
