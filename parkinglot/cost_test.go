package parkinglot_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"github.com/stretchr/testify/require"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/parkinglot"
)

// These checks compare the speed of a lot with that of one that looks the same and has a hundredth of the spots. They
// check the answers too.

const (
	manySpots = 1_000_000
	fewSpots  = manySpots / 100
	manyTaken = 100_000 // filling a lot takes time
)

// A costRow is a lot of any number of spots, in which vehicles park and leave again and again.
type costRow struct {
	name   string
	what   string
	levels func(n int) []parkinglot.Level
	filled string // if it is set, buses fill the lot except for the first five spots and the last five; the text says so
	visits []visit
}

// A visit is a vehicle, and its first spot in a lot of n spots. first is nil if the vehicle is refused.
type visit struct {
	vehicle parkinglot.Vehicle
	first   func(n int) parkinglot.SpotID
}

func (r costRow) check(t *exercise.T) {
	if exercise.Race {
		return // times mean nothing then
	}
	many := manySpots
	if r.filled != "" {
		many = manyTaken
	}
	large, small := r.build(t, many), r.build(t, many/100)
	for _, v := range r.visits {
		operation := fmt.Sprintf("lot.Park(%s) and lot.Leave, in a lot of %s,", vehicleText(v.vehicle), r.what)
		if r.filled != "" {
			operation = fmt.Sprintf("lot.Park of a bus on the first five spots, then lot.Park(%s), then lot.Leave of both, in a lot of %s%s,", vehicleText(v.vehicle), r.what, r.filled)
		}
		t.Doing(operation)
		exercise.SameCost(t, operation, fmt.Sprintf("with %d spots", many), v.comeAndGo(t, large, many, r.filled != "", operation), fmt.Sprintf("with %d", many/100), v.comeAndGo(t, small, many/100, r.filled != "", operation))
	}
}

// comeAndGo returns a function that parks the vehicle and lets it out, or that checks that it is refused. In a filled lot
// a bus takes the first five spots before the vehicle comes.
func (v visit) comeAndGo(t *exercise.T, lot *parkinglot.Lot, n int, filled bool, operation string) func(i int) {
	if v.first == nil {
		return func(int) {
			if _, err := lot.Park(v.vehicle); exercise.Compare(err, parkinglot.ErrFull) != nil {
				t.Fatalf("%s with %d spots: got the error %v, want ErrFull", operation, n, err)
			}
		}
	}
	want := v.first(n)
	return func(int) {
		var before parkinglot.Ticket
		if filled {
			before, _ = lot.Park(vehicle(parkinglot.Bus, "first"))
		}
		ticket, err := lot.Park(v.vehicle)
		if filled {
			_ = lot.Leave(before.ID)
		}
		if err != nil || len(ticket.Spots) == 0 || ticket.Spots[0] != want {
			t.Fatalf("%s with %d spots: lot.Park(%s) returned the spots %v and the error %v, want the spots from %v on and no error", operation, n, vehicleText(v.vehicle), ticket.Spots, err, want)
		}
		if err := lot.Leave(ticket.ID); err != nil {
			t.Fatalf("%s with %d spots: lot.Leave of the ticket of %q returned the error %v, want nil", operation, n, v.vehicle.Plate, err)
		}
	}
}

func (r costRow) build(t *exercise.T, n int) *parkinglot.Lot {
	t.Doing(fmt.Sprintf("parkinglot.New of a lot of %s with %d spots", r.what, n))
	levels := r.levels(n)
	lot := newLot(parkinglot.Config{Levels: levels})
	for _, k := range kinds {
		require.Equal(t, freeOf(levels, k), lot.Free(k), "in an empty lot of %s with %d spots, lot.Free(%s)", r.what, n, kindText(k))
	}
	if r.filled == "" {
		return lot
	}
	t.Doing(fmt.Sprintf("buses come to a lot of %s with %d spots until it is nearly full", r.what, n))
	row := len(levels[0][0])
	for i := range n/5 - 1 {
		ticket, err := lot.Park(vehicle(parkinglot.Bus, fmt.Sprint("bus ", i)))
		if want := at(0, 5*i/row, 5*i%row, 5*i%row+1, 5*i%row+2, 5*i%row+3, 5*i%row+4); err != nil || !slices.Equal(ticket.Spots, want) {
			t.Fatalf("in a lot of %s with %d spots, bus number %d comes: got the spots %v and the error %v, want the spots %v and no error", r.what, n, i+1, ticket.Spots, err, want)
		}
	}
	found, _ := lot.Find("bus 0")
	require.NoError(t, lot.Leave(found.ID), "lot.Leave of the first bus")
	return lot
}

// freeOf returns how many plain vehicles of a kind have room.
func freeOf(levels []parkinglot.Level, k parkinglot.Kind) (n int) {
	for _, level := range levels {
		for _, row := range level {
			run := 0
			for _, s := range row {
				run++
				switch {
				case s.Accessible || s.Size != parkinglot.Large && k == parkinglot.Bus:
					run = 0
				case k == parkinglot.Bus && run%5 == 0, k == parkinglot.Motorcycle, k == parkinglot.Car && s.Size != parkinglot.Small:
					n++
				}
			}
		}
	}
	return n
}

// rowsOf returns a level with that many rows, which together have n spots. All are of one sort except the last ones.
func rowsOf(rows int, most parkinglot.Spot, last ...parkinglot.Spot) func(n int) []parkinglot.Level {
	return func(n int) []parkinglot.Level {
		row := slices.Repeat([]parkinglot.Spot{most}, n/rows)
		level := slices.Repeat(parkinglot.Level{row}, rows)
		level[rows-1] = slices.Concat(row[len(last):], last)
		return []parkinglot.Level{level}
	}
}

// fromEnd returns the spot that is k spots before the end, in that many rows on one level.
func fromEnd(rows, k int) func(n int) parkinglot.SpotID {
	return func(n int) parkinglot.SpotID { return parkinglot.SpotID{Row: rows - 1, Number: n/rows - k} }
}

var (
	small   = parkinglot.Spot{Size: parkinglot.Small}
	compact = parkinglot.Spot{Size: parkinglot.Compact}
	large   = parkinglot.Spot{Size: parkinglot.Large}

	accessible = parkinglot.Spot{Size: parkinglot.Compact, Accessible: true}
	charger    = parkinglot.Spot{Size: parkinglot.Large, Charger: true}

	aMoto = vehicle(parkinglot.Motorcycle, "A1")
	aCar  = vehicle(parkinglot.Car, "A1")
	aBus  = vehicle(parkinglot.Bus, "A1")

	anElectricCar    = vehicle(parkinglot.Car, "A1", electric)
	aMotoWithAPermit = vehicle(parkinglot.Motorcycle, "A1", permit)
)

const sameCost = "with a million spots, Park and Leave take at most 8 times as long as with 10,000"

// levelsOf returns n/2 levels of one small spot each, and one level with n/2−1 rows of one small spot each, n/2 empty rows,
// and a row of one compact spot.
func levelsOf(n int) []parkinglot.Level {
	level := slices.Concat(slices.Repeat(parkinglot.Level{{small}}, n/2-1), make(parkinglot.Level, n/2), parkinglot.Level{{compact}})
	return append(slices.Repeat([]parkinglot.Level{{{small}}}, n/2), level)
}

// oneRow returns a row of small and large spots in turn, with a compact one at the end.
func oneRow(n int) []parkinglot.Level {
	row := slices.Repeat([]parkinglot.Spot{small, large}, n/2)
	row[n-1] = compact
	return []parkinglot.Level{{row}}
}

// fours returns one row of four large spots and a small one in turn, with five large ones at the end.
func fours(n int) []parkinglot.Level {
	row := slices.Repeat([]parkinglot.Spot{large, large, large, large, small}, n/5)
	row[n-1] = large
	return []parkinglot.Level{{row}}
}

func fiveAtTheEnd(n int) parkinglot.SpotID { return parkinglot.SpotID{Number: n - 5} }

// thirds returns one row of three sorts of spots.
func thirds(sorts ...parkinglot.Spot) func(n int) []parkinglot.Level {
	return func(n int) []parkinglot.Level {
		row := make([]parkinglot.Spot, n)
		for i := range row {
			row[i] = sorts[3*i/n]
		}
		return []parkinglot.Level{{row}}
	}
}

// third returns the first spot of the second third of a row if i is 1, and of the last if i is 2.
func third(i int) func(n int) parkinglot.SpotID {
	return func(n int) parkinglot.SpotID { return parkinglot.SpotID{Number: (i*n + 2) / 3} }
}

func firstSpot(int) parkinglot.SpotID      { return parkinglot.SpotID{} }
func lastLevel(n int) parkinglot.SpotID    { return parkinglot.SpotID{Level: n / 2, Row: n - 1} }
func lastOfOneRow(n int) parkinglot.SpotID { return parkinglot.SpotID{Number: n - 1} }

var costRows = []costRow{
	{sameCost, "rows of small spots, and at the end a compact one and five large ones", rowsOf(1000, small, compact, large, large, large, large, large), "",
		[]visit{{aCar, fromEnd(1000, 6)}, {aBus, fromEnd(1000, 5)}, {aMoto, firstSpot}}},
	{sameCost + ", also in many rows and levels", "levels with one small spot each, and above them a level with as many rows of one small spot each, as many empty rows, and a row with a compact spot", levelsOf, "", []visit{{aCar, lastLevel}, {aMoto, firstSpot}}},
	{sameCost + ", also in one long row", "one row of small and large spots in turn, and at the end a compact one", oneRow, "", []visit{{aCar, lastOfOneRow}, {aMoto, firstSpot}, {aBus, nil}}},
	{sameCost + ", also if many runs of large spots are too short for a bus", "one row of four large spots and a small one in turn, and at the end five large ones", fours, "",
		[]visit{{aBus, fiveAtTheEnd}, {aCar, firstSpot}}},
	{"with 100,000 spots, nearly all taken, Park and Leave take at most 8 times as long as with 1,000", "rows of large spots", rowsOf(20, large), ", where buses stand on all spots but the first five and the last five",
		[]visit{{aCar, fromEnd(20, 5)}, {aMoto, fromEnd(20, 5)}, {aBus, fromEnd(20, 5)}}},
}

var specialCostRows = []costRow{
	{sameCost + ", also with chargers", "rows of compact spots, and at the end one that is accessible and a large one with a charger", rowsOf(100, compact, accessible, charger), "",
		[]visit{{anElectricCar, fromEnd(100, 1)}, {aMotoWithAPermit, fromEnd(100, 2)}, {aCar, firstSpot}, {aBus, nil}}},
	{sameCost + ", also with accessible spots", "rows of accessible compact spots, and at the end six large ones with chargers", rowsOf(1000, accessible, charger, charger, charger, charger, charger, charger), "",
		[]visit{{aCar, fromEnd(1000, 6)}, {anElectricCar, fromEnd(1000, 6)}, {aBus, fromEnd(1000, 6)}}},
	{sameCost + ", also in one long row of large spots, spots with chargers and accessible spots", "one row of large spots, large ones with chargers, and accessible ones, a third of each", thirds(large, charger, accessible), "",
		[]visit{{anElectricCar, third(1)}, {aMotoWithAPermit, third(2)}, {aCar, firstSpot}, {aBus, firstSpot}}},
	{sameCost + ", also in one long row of accessible spots, spots with chargers and large spots", "one row of accessible spots, large ones with chargers, and large ones, a third of each", thirds(accessible, charger, large), "",
		[]visit{{aCar, third(2)}, {anElectricCar, third(1)}, {aBus, third(1)}}},
}

// full returns a lot of n compact spots and one more, with n cars inside, and their plates and tickets.
func full(t *exercise.T, n int) (lot *parkinglot.Lot, plates []string, ids []parkinglot.TicketID) {
	fee := parkinglot.Cents(0)
	lot = newLot(parkinglot.Config{Levels: []parkinglot.Level{{slices.Repeat([]parkinglot.Spot{compact}, n+1)}}, Tariff: &tariff{says: &fee}, LostFee: 1})
	for i := range n {
		plates = append(plates, fmt.Sprint("car ", i))
		ids = append(ids, enter(t, lot, vehicle(parkinglot.Car, plates[i])).ID)
	}
	return lot, plates, ids
}

// checkFullCosts compares calls with many vehicles inside and with few. From step 6 on the calls are about money.
func checkFullCosts(step int) func(t *exercise.T) {
	return func(t *exercise.T) {
		flat := func(operation string, call func(lot *parkinglot.Lot, plate string, id parkinglot.TicketID) (wrong string)) {
			exercise.Flat(t, operation, func(n int) func(i int) {
				lot, plates, ids := full(t, n)
				return func(i int) {
					if wrong := call(lot, plates[i%n], ids[i%n]); wrong != "" {
						t.Fatalf("with %d cars inside, %s", n, wrong)
					}
				}
			})
		}
		if step < 6 {
			flat("lot.Find of a car", func(lot *parkinglot.Lot, plate string, _ parkinglot.TicketID) string {
				if _, ok := lot.Find(plate); !ok {
					return fmt.Sprintf("lot.Find(%q), where that car is inside, returned false, want true", plate)
				}
				return ""
			})
			flat("lot.Find of a plate that is not inside", func(lot *parkinglot.Lot, _ string, _ parkinglot.TicketID) string {
				if found, ok := lot.Find("another"); ok {
					return fmt.Sprintf("lot.Find of a plate that is not inside returned true and the ticket of %q, want false", found.Vehicle.Plate)
				}
				return ""
			})
			flat("lot.Park of another car and its lot.Leave", func(lot *parkinglot.Lot, _ string, _ parkinglot.TicketID) string {
				ticket, err := lot.Park(aCar)
				if err == nil {
					err = lot.Leave(ticket.ID)
				}
				if err != nil {
					return fmt.Sprintf("lot.Park of another car or its lot.Leave returned the error %v, want nil", err)
				}
				return ""
			})
			return
		}
		flat("lot.Due, and lot.Pay of nothing", func(lot *parkinglot.Lot, _ string, id parkinglot.TicketID) string {
			cents, err := lot.Due(id)
			change, err2 := lot.Pay(id, 7)
			if err != nil || cents != 0 || err2 != nil || change != 7 {
				return fmt.Sprintf("and nothing due, lot.Due returned (%d, %v), want (0, nil), and lot.Pay(id, 7) returned (%d, %v), want (7, nil)", cents, err, change, err2)
			}
			return ""
		})
		flat("lot.ReplaceLost, and lot.Pay of LostFee", func(lot *parkinglot.Lot, plate string, _ parkinglot.TicketID) string {
			ticket, err := lot.ReplaceLost(plate)
			change, err2 := lot.Pay(ticket.ID, 1)
			if err != nil || err2 != nil || change != 0 {
				return fmt.Sprintf("and LostFee 1, lot.ReplaceLost(%q) returned the error %v, want nil, and lot.Pay of 1 with the new ticket (%d, %v), want (0, nil)", plate, err, change, err2)
			}
			return ""
		})
	}
}

// checkOldCosts compares the calls about a car whose ticket was replaced many times and a few times, and which has paid as
// often or not at all.
func checkOldCosts(t *exercise.T) {
	for _, old := range []struct {
		name string
		pays bool
	}{{"after %d times lot.ReplaceLost", false}, {"after %d times lot.ReplaceLost and lot.Pay of what is due", true}} {
		exercise.FlatAt(t, "lot.Due and lot.Find of a car,", 65_536, old.name, 64, old.name, func(n int) func(i int) {
			fee := parkinglot.Cents(1_000_000)
			lot := newLot(parkinglot.Config{Levels: []parkinglot.Level{{{compact}}}, Tariff: &tariff{says: &fee}, LostFee: 1})
			ticket := enter(t, lot, aCar)
			want := fee + parkinglot.Cents(n)
			code := fmt.Sprintf("a car parks, the Tariff charges %d and LostFee is 1; "+old.name, fee, n)
			for range n {
				var err error
				ticket, err = lot.ReplaceLost("A1")
				require.NoError(t, err, "%s: lot.ReplaceLost", code)
				if old.pays {
					due, _ := lot.Due(ticket.ID)
					_, err := lot.Pay(ticket.ID, due)
					require.NoError(t, err, "%s: lot.Pay(id, %d)", code, due)
					want = 0
				}
			}
			return func(int) {
				due, err := lot.Due(ticket.ID)
				if _, ok := lot.Find("A1"); err != nil || due != want || !ok {
					t.Fatalf("%s: lot.Due returned (%d, %v), want (%d, nil), and lot.Find %t, want true", code, due, err, want, ok)
				}
			}
		})
	}
}

// checkTakenCosts compares lots where many special spots are taken with lots where few are.
func checkTakenCosts(t *exercise.T) {
	for _, way := range []struct {
		name string
		spot parkinglot.Spot
		kind string
		more []trait
	}{
		{"accessible spots", accessible, "cars with a permit", []trait{permit}},
		{"spots with a charger", charger, "electric cars", []trait{electric}},
		{"accessible spots with a charger", parkinglot.Spot{Size: parkinglot.Large, Accessible: true, Charger: true}, "electric cars with a permit", []trait{permit, electric}},
	} {
		last := vehicle(parkinglot.Car, "A1", way.more...)
		operation := fmt.Sprintf("lot.Park and lot.Leave of another one, where %s stand on all of n+1 %s but the last,", way.kind, way.name)
		exercise.FlatAt(t, operation, 32_768, "with n = %d", 64, "with n = %d", func(n int) func(i int) {
			row := append(slices.Repeat([]parkinglot.Spot{way.spot}, n+1), slices.Repeat([]parkinglot.Spot{compact}, n)...)
			lot := newLot(parkinglot.Config{Levels: []parkinglot.Level{{row}}})
			for i := range n {
				enter(t, lot, vehicle(parkinglot.Car, fmt.Sprint("car ", i), way.more...))
			}
			return func(int) {
				ticket, err := lot.Park(last)
				if err != nil || !slices.Equal(ticket.Spots, at(0, 0, n)) || lot.Leave(ticket.ID) != nil {
					t.Fatalf("%s stand on the first %d of %d %s; lot.Park(%s) returned the spots %v and the error %v, want the spots %v and no error, and then lot.Leave nil",
						way.kind, n, n+1, way.name, vehicleText(last), ticket.Spots, err, at(0, 0, n))
				}
			}
		})
	}
}

// checkGapCosts compares many gaps between cars with few in the same row. If the gaps come in order, a search tree that does
// not balance is a list. If not, a list is slow.
func checkGapCosts(t *exercise.T) {
	if exercise.Race {
		return // times mean nothing then
	}
	const cars, few = 2 * 64 * 256, 64
	for _, order := range []string{"in order", "in random order"} {
		code := fmt.Sprintf("%d cars stand on all large spots of a row; lot.Leave of every second car, %s, and then lot.Park of them", cars, order)
		t.Doing(code)
		exercise.SameRound(t, code, "all at once", gaps(t, cars, cars/2, order), fmt.Sprintf("%d at a time", few), gaps(t, cars, few, order))
	}
}

// gaps fills a row with cars. It returns a function that lets every second car leave and come back, so many at a time.
func gaps(t *exercise.T, cars, atATime int, order string) func() {
	lot := newLot(parkinglot.Config{Levels: []parkinglot.Level{{slices.Repeat([]parkinglot.Spot{large}, cars)}}})
	every := make([]parkinglot.Ticket, cars/2)
	for i := range every {
		enter(t, lot, vehicle(parkinglot.Car, fmt.Sprint("stays ", i)))
		every[i] = enter(t, lot, vehicle(parkinglot.Car, fmt.Sprint("leaves ", i)))
	}
	return func() {
		r := rand.New(rand.NewPCG(3, 3))
		for some := range slices.Chunk(every, atATime) {
			leave := slices.Clone(some)
			if order == "in random order" {
				r.Shuffle(len(leave), func(i, j int) { leave[i], leave[j] = leave[j], leave[i] })
			}
			for _, ticket := range leave {
				if err := lot.Leave(ticket.ID); err != nil {
					t.Fatalf("lot.Leave of a car that is inside returned the error %v, want nil", err)
				}
			}
			for i, ticket := range some {
				var err error
				if some[i], err = lot.Park(ticket.Vehicle); err != nil {
					t.Fatalf("lot.Park of a car, where %d spots are free, returned the error %v, want nil", len(some)-i, err)
				}
			}
		}
	}
}

// checkManyTickets has one spot used again and again, and then 70,000 spots.
func checkManyTickets(t *exercise.T) {
	const stays = 70_000
	lot := lotOf("c")
	seen := make(map[parkinglot.TicketID]bool)
	for i := range stays {
		ticket, err := lot.Park(aCar)
		if err != nil || seen[ticket.ID] {
			t.Fatalf("in a lot of one spot a car parks and leaves %d times, and parks: got a ticket with the ID %d and the error %v, want an ID that no ticket had before, and no error", i, ticket.ID, err)
		}
		seen[ticket.ID] = true
		if err := lot.Leave(ticket.ID); err != nil {
			t.Fatalf("in a lot of one spot a car parks for the %dth time: lot.Leave of its ticket %d returned the error %v", i+1, ticket.ID, err)
		}
	}
	enter(t, lot, aCar)
	for id := range seen {
		if err := lot.Leave(id); exercise.Compare(err, parkinglot.ErrTicket) != nil {
			t.Fatalf("in a lot of one spot a car parks and leaves %d times, and parks: lot.Leave of the old ticket %d returned the error %v, want ErrTicket", stays, id, err)
		}
	}
}

// checkManyInside fills a row of 70,000 spots. Then it asks for so many other plates that with any 32-bit hash some of
// them have the same hash as a plate that is inside.
func checkManyInside(t *exercise.T) {
	const n, others = 70_000, 400_000
	r := rand.New(rand.NewPCG(3, n))
	anyPlate := func() string { return strconv.FormatUint(r.Uint64(), 36) }
	plates := make([]string, n)
	lot := newLot(parkinglot.Config{Levels: []parkinglot.Level{{slices.Repeat([]parkinglot.Spot{compact}, n)}}})
	ids := make([]parkinglot.TicketID, n)
	for i := range n {
		plates[i] = anyPlate()
		ticket := enter(t, lot, vehicle(parkinglot.Car, plates[i]))
		if !slices.Equal(ticket.Spots, at(0, 0, i)) {
			t.Fatalf("in a row of %d compact spots, %d cars park, and then another one: it gets the spots %v, want [0/0/%d]", n, i, ticket.Spots, i)
		}
		ids[i] = ticket.ID
	}
	for _, i := range []int{255, 257, 32768, 65535, 65537, 69_999} {
		require.Equal(t, 0, lot.Free(parkinglot.Car), "a row of %d spots is full: lot.Free(parkinglot.Car)", n)
		require.NoError(t, lot.Leave(ids[i]), "a row of %d spots is full: lot.Leave of car number %d", n, i)
		require.Equal(t, 1, lot.Free(parkinglot.Car), "a row of %d spots is full, and one car leaves: lot.Free(parkinglot.Car)", n)
		require.Equal(t, at(0, 0, i), enter(t, lot, vehicle(parkinglot.Car, fmt.Sprint("other ", i))).Spots, "a row of %d spots is full, the car on spot %d leaves, and another one parks: its spots", n, i)
		found, ok := lot.Find(plates[i-1])
		require.True(t, ok && found.ID == ids[i-1] && slices.Equal(found.Spots, at(0, 0, i-1)), "in a row of %d spots, lot.Find of the car on spot %d returned the ticket %v and %t, want its ticket and true", n, i-1, found, ok)
	}
	for range others {
		plate := anyPlate()
		if found, ok := lot.Find(plate); ok {
			t.Fatalf("%d cars are inside, and %q is not: lot.Find(%q) returned true and the ticket of %q, want false", n, plate, plate, found.Vehicle.Plate)
		}
	}
}

// checkLongPlates compares a long plate with many short ones that have as many characters together.
func checkLongPlates(t *exercise.T) {
	const long, many = 6_000, 600
	lot := lotOf("c")
	asked := func(n, times int) func(int) {
		plate := strings.Repeat("a-", n)
		return func(int) {
			for range times {
				if _, ok := lot.Find(plate); ok {
					t.Fatalf("in an empty lot, lot.Find(strings.Repeat(\"a-\", %d)) returned true, want false", n)
				}
			}
		}
	}
	exercise.SameCost(t, "lot.Find", fmt.Sprintf("of a plate of %d characters", 2*long), asked(long, 1),
		fmt.Sprintf("of %d plates of %d characters each", many, 2*long/many), asked(long/many, many))
}
