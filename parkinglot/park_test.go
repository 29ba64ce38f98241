package parkinglot_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/parkinglot"
)

// A playRow is calls on a small lot, whose answers a model knows.
type playRow struct {
	name  string
	drawn []string
	calls []call
}

func (r playRow) check(t *exercise.T, step int) {
	game{step: step, drawn: r.drawn}.script().Check(t, r.calls...)
}

// draw returns the levels of a lot.
func draw(drawn ...string) []string { return drawn }

// numbered returns n calls that make makes, each with a plate of its own.
func numbered(n int, letter string, makes func(plate string) call) (cs []call) {
	for i := range n {
		cs = append(cs, makes(fmt.Sprint(letter, i+1)))
	}
	return cs
}

var oneLevelRows = []playRow{
	{"a motorcycle takes a small spot before all others", draw("lcs"), each(moto("a"))},
	{"a motorcycle takes a compact spot if no small one is free", draw("lcs"), each(moto("a"), moto("b"))},
	{"a motorcycle takes a large spot if no other is free", draw("lcs"), each(moto("a"), moto("b"), moto("c"))},
	{"a car takes a compact spot before a large one", draw("lsc"), each(car("a"))},
	{"a car takes a large spot if no compact one is free", draw("lsc"), each(car("a"), car("b"))},
	{"a car does not fit a small spot: ErrFull", draw("sss"), each(car("a"), moto("b"))},
	{"of one size it is the lowest row, and there the lowest number", draw("scc cc c"), numbered(6, "c", car)},
	{"no row is left out, whatever their lengths", draw("c  cc ccc c"), numbered(8, "c", car)},
	{"a full lot is ErrFull, and takes nothing", draw("sc"), each(moto("a"), moto("b"), moto("c"), car("d"), out("a"), moto("e"))},
	{"who was refused may come again", draw("c"), each(car("a"), car("b"), out("a"), car("b"))},
	{"Leave frees the spot, and no other", draw("ccc"), each(car("a"), car("b"), car("c"), out("b"), car("d"), car("e"))},
	{"the first spot that is free is taken, not the one that was freed last", draw("cccc"),
		each(car("a"), car("b"), car("c"), car("d"), out("b"), out("a"), out("d"), car("e"), car("f"), car("g"))},
	{"a smaller spot that is free again is taken first", draw("lsc"), each(moto("a"), moto("b"), out("a"), moto("c"), out("c"), out("b"), car("d"), moto("e"))},
}

// noBuses has cars in place of buses.
func noBuses(random func(r *rand.Rand) call) func(r *rand.Rand) call {
	return func(r *rand.Rand) call {
		c := random(r)
		if c.vehicle.Kind == parkinglot.Bus {
			c.vehicle.Kind = parkinglot.Car
		}
		return c
	}
}

// checkFirstSpot says what it wants without a model.
func checkFirstSpot(t *exercise.T) {
	for _, row := range []struct {
		drawn string
		kind  parkinglot.Kind
		want  parkinglot.SpotID
	}{
		{"s", parkinglot.Motorcycle, parkinglot.SpotID{}},
		{"c", parkinglot.Car, parkinglot.SpotID{}},
		{"ssc", parkinglot.Car, parkinglot.SpotID{Number: 2}},
		{"ss sl", parkinglot.Car, parkinglot.SpotID{Row: 1, Number: 1}},
	} {
		lot := lotOf(row.drawn)
		v := parkinglot.Vehicle{Plate: "A1", Kind: row.kind}
		code := fmt.Sprintf("in a lot of %s lot.Park(%s)", levelsText(draw(row.drawn)), vehicleText(v))
		t.Doing(code)
		ticket, err := lot.Park(v)
		if err != nil || !slices.Equal(ticket.Spots, []parkinglot.SpotID{row.want}) {
			t.Errorf("%s: got Spots %v and the error %v, want [%v] and nil", code, ticket.Spots, err, row.want)
		}
	}
}

func checkErrVehicle(t *exercise.T) {
	for _, v := range []parkinglot.Vehicle{
		{}, {Kind: parkinglot.Car}, {Plate: "A1"}, {Plate: "A1", Kind: parkinglot.Bus + 1}, {Plate: "A1", Kind: -1}, {Kind: 9},
	} {
		lot := lotOf("lc")
		if _, err := lot.Park(v); !errors.Is(err, parkinglot.ErrVehicle) {
			t.Errorf("lot.Park(%s): got the error %v, want ErrVehicle", vehicleText(v), err)
		}
		ticket, err := lot.Park(parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Car})
		if want := (parkinglot.SpotID{Number: 1}); err != nil || !slices.Equal(ticket.Spots, []parkinglot.SpotID{want}) {
			t.Errorf("in a lot of levels(\"lc\") lot.Park(%s) and then of a car A1: got Spots %v and the error %v, want [%v] and nil", vehicleText(v), ticket.Spots, err, want)
		}
	}
}

func checkNoSpots(t *exercise.T) {
	for _, drawn := range [][]string{nil, draw(""), draw(" ")} {
		lot, err := parkinglot.New(parkinglot.Config{Levels: levels(drawn...)})
		if err != nil {
			t.Fatalf("parkinglot.New with %s: got the error %v, want nil", levelsText(drawn), err)
		}
		for _, k := range kinds[:2] {
			v := parkinglot.Vehicle{Plate: "A1", Kind: k}
			if _, err := lot.Park(v); !errors.Is(err, parkinglot.ErrFull) {
				t.Errorf("in a lot of %s lot.Park(%s): got the error %v, want ErrFull", levelsText(drawn), vehicleText(v), err)
			}
		}
	}
}

func checkSizes(t *exercise.T) {
	for _, size := range []parkinglot.Size{0, -1, parkinglot.Large + 1, 100} {
		for _, at := range []int{0, 2} {
			cfg := parkinglot.Config{Levels: levels("scl scl")}
			cfg.Levels[0][1][at].Size = size
			if _, err := parkinglot.New(cfg); !errors.Is(err, parkinglot.ErrConfig) {
				t.Errorf("parkinglot.New with a spot of Size %d: got the error %v, want ErrConfig", int(size), err)
			}
		}
	}
}

func checkLevelsCopied(t *exercise.T) {
	cfg := parkinglot.Config{Levels: levels("cs cs")}
	lot := newLot(cfg)
	cfg.Levels[0][0][0].Size = parkinglot.Small
	cfg.Levels[0][0][1].Size = parkinglot.Large
	cfg.Levels[0][1] = nil
	cfg.Levels[0] = nil
	for i, want := range []parkinglot.SpotID{{}, {Row: 1}} {
		v := parkinglot.Vehicle{Plate: fmt.Sprint("A", i), Kind: parkinglot.Car}
		ticket, err := lot.Park(v)
		if err != nil || !slices.Equal(ticket.Spots, []parkinglot.SpotID{want}) {
			t.Errorf("cfg.Levels = levels(\"cs cs\"); lot, _ := parkinglot.New(cfg); then cfg.Levels is changed; lot.Park of car number %d: got Spots %v and the error %v, want [%v] and nil",
				i+1, ticket.Spots, err, want)
		}
	}
}

func checkTwoLots(t *exercise.T) {
	a, b := lotOf("c"), lotOf("c")
	v := parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Car}
	_, errA := a.Park(v)
	_, errB := b.Park(v)
	if errA != nil || errB != nil {
		t.Errorf("a car parks in a lot of one spot, and in another such lot: got the errors %v and %v, want nil", errA, errB)
	}
}

var busRows = []playRow{
	{"the lowest level is taken first, whatever row and number", draw("s", "c sc", "ccc"), numbered(6, "c", car)},
	{"size decides before level: a compact spot higher up before a large one", draw("ll", "cl"), numbered(4, "c", car)},
	{"a bus takes five large spots side by side", draw("lllll"), each(bus("a"))},
	{"a bus takes the first five of a longer row", draw("slllllll"), each(bus("a"))},
	{"four large spots are too few: ErrFull", draw("llll"), each(bus("a"), car("b"))},
	{"five scattered large spots are ErrFull", draw("lslslslsl"), each(bus("a"), car("b"))},
	{"a spot that is not large ends a run", draw("llllclllll"), each(bus("a"))},
	{"a bus never stands across two rows", draw("lll lll llllll"), each(bus("a"))},
	{"a bus never stands across two rows, and so may not fit", draw("llll llll"), each(bus("a"))},
	{"a bus never stands across two levels", draw("lll", "lll", "s lllll"), each(bus("a"))},
	{"a bus never stands across two levels, and so may not fit", draw("lll", "ll"), each(bus("a"))},
	{"an empty row does not join the rows around it", draw("lll  lll"), each(bus("a"))},
	{"the lowest row is taken first, and on the lowest level", draw("s llll sllllll lllll", "lllll"), numbered(4, "b", bus)},
	{"two buses stand side by side", draw("llllllllll"), each(bus("a"), bus("b"), bus("c"))},
	{"nine free spots hold one bus", draw("lllllllll"), each(bus("a"), bus("b"))},
	{"a spot that is taken ends a run", draw("llllllll"), each(car("a"), car("b"), bus("c"), out("a"), out("b"), bus("d"), car("e"), car("f"), car("g"), car("h"))},
	{"a refused bus takes nothing", draw("lllls"), each(bus("a"), car("b"), car("c"), car("d"), car("e"), car("f"))},
	{"Leave of a bus frees all five spots", draw("lllll"), each(bus("a"), out("a"), bus("b"), out("b"), car("c"), car("d"), car("e"), car("f"), car("g"), car("h"))},
	{"Leave of a bus frees no more than its five", draw("lllllll"), each(car("a"), bus("b"), car("c"), out("b"), bus("d"), car("e"))},
	{"five spots that came free one by one hold a bus", draw("lllll"),
		append(numbered(5, "c", car), out("c3"), bus("a"), out("c1"), out("c5"), out("c2"), bus("a"), out("c4"), bus("a"))},
	{"runs that grow together hold a bus", draw("llllllllll"),
		append(numbered(10, "c", car), out("c3"), out("c4"), out("c6"), out("c7"), bus("a"), out("c5"), bus("a"))},
	{"the first five that are free are taken, wherever spots came free last", draw("lllll lllll lllll"),
		each(bus("a"), bus("b"), bus("c"), out("b"), out("a"), bus("d"), bus("e"))},
	{"cars go to large spots between buses", draw("lllllll lllll"), each(bus("a"), bus("b"), car("c"), moto("d"), out("a"), car("e"), bus("f"))},
}

// mixedLots are lots for random calls.
var mixedLots = [][]string{
	{"lllll"},
	{"llllllllllll"},
	{"lll llllll", "llllllscllllll"},
	{"scl llllll s", "", "c  llllllll", "lllll"},
	{"lllllcllll lllll"},
}

// longRows have room for many vehicles at a time.
var longRows = [][]string{{strings.Repeat("l", 30)}, {strings.Repeat("l", 50)}}

// checkEveryFive takes spots of a row as every number below 2^n tells, and parks a bus.
func checkEveryFive(t *exercise.T) {
	const n = 9
	script := game{step: 2, drawn: draw("s " + strings.Repeat("l", n))}.script()
	for taken := range exercise.Within(1 << n) {
		cs := append(each(moto("m")), numbered(n, "c", car)...)
		for i := range n {
			if taken&(1<<i) == 0 {
				cs = append(cs, out(fmt.Sprint("c", i+1)))
			}
		}
		script.Check(t, append(cs, bus("b"))...)
	}
}

func checkBusTicket(t *exercise.T) {
	lot := lotOf("s", "c lslllllll")
	v := parkinglot.Vehicle{Plate: "B1", Kind: parkinglot.Bus}
	ticket, err := lot.Park(v)
	var want []parkinglot.SpotID
	for n := 2; n < 7; n++ {
		want = append(want, parkinglot.SpotID{Level: 1, Row: 1, Number: n})
	}
	if err != nil || !slices.Equal(sorted(ticket.Spots), want) {
		t.Errorf("in a lot of levels(\"s\", \"c lslllllll\") lot.Park(%s): got Spots %v and the error %v, want %v and nil", vehicleText(v), ticket.Spots, err, want)
	}
}

// checkSpotsConserved knows nothing of which spot is right, only that each is there once.
func checkSpotsConserved(t *exercise.T) {
	drawn := draw("sclllllll llllll", "cc ss lllllllllll")
	for round := range exercise.Within(50) {
		r := rand.New(rand.NewPCG(uint64(round), 1))
		lot := lotOf(drawn...)
		holder := make(map[parkinglot.SpotID]string)
		inside := make(map[string]parkinglot.Ticket)
		for i := range 200 {
			if r.IntN(2) == 0 {
				conservedPark(t, lot, fmt.Sprint("v", i), kinds[r.IntN(3)], holder, inside)
			} else if len(inside) > 0 {
				conservedLeave(t, lot, anyOf(inside, r), holder, inside)
			}
			if t.Failed() {
				return
			}
		}
		for plate := range inside {
			conservedLeave(t, lot, plate, holder, inside)
		}
		for n := range 28 { // all that a motorcycle may take
			conservedPark(t, lot, fmt.Sprint("m", n), parkinglot.Motorcycle, holder, inside)
		}
		if len(holder) != 28 && !t.Failed() {
			t.Errorf("in a lot of %s vehicles park and leave, all of them: then %d motorcycles find a spot, want one for each of the 28 spots", levelsText(drawn), len(holder))
		}
		if t.Failed() {
			return
		}
	}
}

// anyOf returns one of the plates, by chance.
func anyOf(inside map[string]parkinglot.Ticket, r *rand.Rand) string {
	var plates []string
	for plate := range inside {
		plates = append(plates, plate)
	}
	slices.Sort(plates)
	return plates[r.IntN(len(plates))]
}

func conservedPark(t *exercise.T, lot *parkinglot.Lot, plate string, k parkinglot.Kind, holder map[parkinglot.SpotID]string, inside map[string]parkinglot.Ticket) {
	ticket, err := lot.Park(parkinglot.Vehicle{Plate: plate, Kind: k})
	if err != nil {
		return
	}
	want := 1
	if k == parkinglot.Bus {
		want = 5
	}
	if len(ticket.Spots) != want {
		t.Errorf("vehicles park and leave: a %v gets the spots %v, want %d", k, ticket.Spots, want)
	}
	for _, id := range ticket.Spots {
		if other := holder[id]; other != "" {
			t.Errorf("vehicles park and leave: spot %v is given to %s while %s stands there", id, plate, other)
		}
		holder[id] = plate
	}
	inside[plate] = ticket
}

func conservedLeave(t *exercise.T, lot *parkinglot.Lot, plate string, holder map[parkinglot.SpotID]string, inside map[string]parkinglot.Ticket) {
	if err := lot.Leave(inside[plate].ID); err != nil {
		t.Errorf("vehicles park and leave: Leave of %s, which is inside, returned the error %v", plate, err)
	}
	for _, id := range inside[plate].Spots {
		delete(holder, id)
	}
	delete(inside, plate)
}

var ticketRows = []playRow{
	{"a second Leave is ErrTicket, and changes nothing", draw("cc"), append(each(car("a"), out("a"), out("a"), car("b"), out("a"), car("c")), frees()...)},
	{"the ticket of a former stay is ErrTicket", draw("cc"), each(car("a"), out("a"), car("a"), out("a").old(), found("a"), out("a"))},
	{"a plate that is inside is ErrParked, and takes nothing", draw("ccc"), append(each(car("a"), car("a"), moto("a"), found("a")), frees()...)},
	{"a plate that is inside is ErrParked however it is spelled", draw("ccc"), each(car("b-AE 12"), car("BAE12"), moto("b ae-12"), found("bae12"))},
	{"a plate may come back after it has left", draw("cc"), each(car("a"), out("a"), car("a"), found("a"), out("a"), car("A"))},
	{"a plate may come back as another kind", draw("scl"), each(car("a"), out("a"), moto("a"), found("a"))},
	{"Find finds a vehicle that is inside, with the plate as it was given", draw("sc lllll"), each(car("B-ae 12"), bus("x"), found("bAE12"), found("B-ae 12"), found("X"), found("y"))},
	{"Find does not find a vehicle that has left or was refused", draw("c"), each(car("a"), car("b"), found("b"), out("a"), found("a"))},
	{"Free counts the spots of every size that fits", draw("sssccl"), append(frees(), append(each(moto("a"), car("b")), frees()...)...)},
	{"Free for buses counts five by five within each free run", draw("lllllllll llll llllllllll", "lllll"), frees()},
	{"Free for buses does not join runs", draw("llllsllllll", "ll lll"), frees()},
	{"Free follows Park and Leave of a bus", draw("lllllll"), append(append(each(bus("a")), frees()...), append(each(out("a")), frees()...)...)},
	{"Free follows cars in the midst of a run", draw("llllllllllll"), append(numbered(7, "c", car), append(each(out("c1"), out("c2"), out("c3"), out("c4"), out("c5")), frees()...)...)},
	{"a refused Park leaves Free as it is", draw("lllls"), append(each(bus("a"), bus("b")), frees()...)},
}

func checkTicketFields(t *exercise.T) {
	c := newClock()
	lot := newLot(parkinglot.Config{Levels: levels("scllllll"), Now: c.now})
	issued := make(map[parkinglot.TicketID]bool)
	for i := range 30 {
		c.move(time.Duration(i) * time.Minute)
		v := parkinglot.Vehicle{Plate: " b-Ä 1", Kind: kinds[i%3], Permit: i%2 == 0, Electric: i%5 == 0}
		ticket, err := lot.Park(v)
		if err != nil {
			t.Fatalf("lot.Park(%s): got the error %v, want nil", vehicleText(v), err)
		}
		want := parkinglot.Ticket{ID: ticket.ID, Vehicle: v, Spots: ticket.Spots, Entered: c.time}
		wantTicket(t, "lot.Park("+vehicleText(v)+")", ticket, want)
		if issued[ticket.ID] {
			t.Fatalf("lot.Park and lot.Leave in turn: Park number %d returned a ticket with the ID %d, want one that no ticket had before", i+1, ticket.ID)
		}
		issued[ticket.ID] = true
		c.move(time.Second)
		inside, ok := lot.Find("bä1")
		if !ok {
			t.Fatalf("lot.Park(%s); lot.Find(%q): got false, want the ticket", vehicleText(v), "bä1")
		}
		wantTicket(t, "lot.Park("+vehicleText(v)+"); a second later lot.Find(\"bä1\")", inside, want)
		if err := lot.Leave(ticket.ID); err != nil || t.Failed() {
			t.Fatalf("lot.Park(%s); lot.Leave of its ticket: got the error %v, want nil", vehicleText(v), err)
		}
	}
}

func wantTicket(t *exercise.T, code string, got, want parkinglot.Ticket) {
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s returned another ticket than it should (-want +got):\n%s", code, diff)
	}
}

func checkPlates(t *exercise.T) {
	for _, row := range []struct {
		parked, other string
		same          bool
	}{
		{"AB12", "ab12", true},
		{"ab12", "AB12", true},
		{"AB12", "AB 12", true},
		{"A B-1 2", "--ab12  ", true},
		{"ä1", "Ä1", true},
		{"AB12", "AB1", false},
		{"AB12", "BA12", false},
		{"AB12", "AB.12", false},
		{"AB12", "AB_12", false},
		{"AB12", "AB/12", false},
		{"O1", "01", false},
		{"Ä1", "A1", false},
		{"京A1", "沪A1", false},
	} {
		lot := lotOf("cc")
		_, _ = lot.Park(parkinglot.Vehicle{Plate: row.parked, Kind: parkinglot.Car})
		_, found := lot.Find(row.other)
		_, err := lot.Park(parkinglot.Vehicle{Plate: row.other, Kind: parkinglot.Car})
		if parked := errors.Is(err, parkinglot.ErrParked); found != row.same || parked != row.same {
			t.Errorf("a car with the plate %q is inside: lot.Find(%q) finds it: %t, and lot.Park of a car with that plate returns the error %v; want %t, and ErrParked: %t",
				row.parked, row.other, found, err, row.same, row.same)
		}
	}
}

func checkBlankPlates(t *exercise.T) {
	for _, plate := range []string{"", " ", "-", " - -- "} {
		lot := lotOf("c")
		v := parkinglot.Vehicle{Plate: plate, Kind: parkinglot.Car}
		if _, err := lot.Park(v); !errors.Is(err, parkinglot.ErrVehicle) {
			t.Errorf("lot.Park(%s): got the error %v, want ErrVehicle", vehicleText(v), err)
		}
		if ticket, ok := lot.Find(plate); ok {
			t.Errorf("in an empty lot lot.Find(%q): got the ticket %+v, want none", plate, ticket)
		}
	}
}

func checkOrderOfErrors(t *exercise.T) {
	lot := lotOf("s")
	_, _ = lot.Park(parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Motorcycle})
	for _, row := range []struct {
		vehicle parkinglot.Vehicle
		want    error
	}{
		{parkinglot.Vehicle{Plate: "A1", Kind: 7}, parkinglot.ErrVehicle},
		{parkinglot.Vehicle{Plate: "a-1"}, parkinglot.ErrVehicle},
		{parkinglot.Vehicle{Plate: " ", Kind: parkinglot.Car}, parkinglot.ErrVehicle},
		{parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Motorcycle}, parkinglot.ErrParked},
		{parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Car}, parkinglot.ErrParked},
		{parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Bus}, parkinglot.ErrParked},
		{parkinglot.Vehicle{Plate: "B1", Kind: parkinglot.Motorcycle}, parkinglot.ErrFull},
	} {
		if _, err := lot.Park(row.vehicle); errText(err) != errText(row.want) {
			t.Errorf("in a full lot, with the plate A1 inside, lot.Park(%s): got %s, want %s", vehicleText(row.vehicle), errText(err), errText(row.want))
		}
	}
}

func checkUnknownIDs(t *exercise.T) {
	lot := lotOf("cc")
	for _, id := range []parkinglot.TicketID{0, 1, -1, 1 << 40} {
		if err := lot.Leave(id); !errors.Is(err, parkinglot.ErrTicket) {
			t.Errorf("in an empty lot lot.Leave(%d): got the error %v, want ErrTicket", id, err)
		}
	}
	ticket, _ := lot.Park(parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Car})
	for _, id := range []parkinglot.TicketID{ticket.ID + 1, ticket.ID - 1, ticket.ID + 100} {
		if err := lot.Leave(id); !errors.Is(err, parkinglot.ErrTicket) {
			t.Errorf("with a car inside that has the ticket %d, lot.Leave(%d): got the error %v, want ErrTicket", ticket.ID, id, err)
		}
	}
}

func checkTicketsAreCopies(t *exercise.T) {
	lot := lotOf("lllll")
	v := parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Bus}
	parked, _ := lot.Park(v)
	want := slices.Clone(parked.Spots)
	clear(parked.Spots)
	found, _ := lot.Find("A1")
	if !slices.Equal(found.Spots, want) {
		t.Errorf("a, _ := lot.Park(%s); clear(a.Spots); lot.Find(\"A1\"): got Spots %v, want %v", vehicleText(v), found.Spots, want)
	}
	clear(found.Spots)
	again, _ := lot.Find("A1")
	if !slices.Equal(again.Spots, want) {
		t.Errorf("b, _ := lot.Find(\"A1\"); clear(b.Spots); lot.Find(\"A1\"): got Spots %v, want %v", again.Spots, want)
	}
	if err := lot.Leave(parked.ID); err != nil {
		t.Errorf("after its Spots were cleared, lot.Leave of the ticket: got the error %v, want nil", err)
	}
	if n := lot.Free(parkinglot.Bus); n != 1 {
		t.Errorf("a bus parks in a lot of five spots, the Spots of its ticket are cleared, and it leaves: lot.Free(parkinglot.Bus) = %d, want 1", n)
	}
}

func checkFindNothing(t *exercise.T) {
	lot := lotOf("cc")
	_, _ = lot.Park(parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Car})
	left, _ := lot.Park(parkinglot.Vehicle{Plate: "B1", Kind: parkinglot.Car})
	_ = lot.Leave(left.ID)
	for _, plate := range []string{"B1", "C1", "A", "A11", "", "-"} {
		if ticket, ok := lot.Find(plate); ok {
			t.Errorf("with only A1 inside lot.Find(%q) = (%+v, true), want false", plate, ticket)
		}
	}
}

// checkNilNow runs in a bubble, where time stands still while somebody runs.
func checkNilNow(t *exercise.T) {
	lot := lotOf("cc")
	for i := range 2 {
		time.Sleep(time.Hour)
		ticket, _ := lot.Park(parkinglot.Vehicle{Plate: fmt.Sprint("A", i), Kind: parkinglot.Car})
		if now := time.Now(); !ticket.Entered.Equal(now) {
			t.Errorf("in a lot whose Config has no Now a car that parks at %v has a ticket with Entered %v", now, ticket.Entered)
		}
	}
}

// checkFreeOfEveryRow takes spots of a row as every number below 2^n tells.
func checkFreeOfEveryRow(t *exercise.T) {
	const n = 11
	for taken := range exercise.Within(1 << n) {
		lot := lotOf(strings.Repeat("l", n))
		var tickets []parkinglot.Ticket
		for i := range n {
			ticket, _ := lot.Park(parkinglot.Vehicle{Plate: fmt.Sprint(i), Kind: parkinglot.Car})
			tickets = append(tickets, ticket)
		}
		for i, ticket := range tickets {
			if taken&(1<<i) == 0 {
				_ = lot.Leave(ticket.ID)
			}
		}
		state := rowState(taken, n)
		cars, buses := strings.Count(state, "."), 0
		for run := range strings.SplitSeq(state, "x") {
			buses += len(run) / 5
		}
		if c, b := lot.Free(parkinglot.Car), lot.Free(parkinglot.Bus); c != cars || b != buses {
			t.Fatalf("a row of %d large spots is full of cars, and some leave, so that it is %s (. is free): lot.Free is %d for cars and %d for buses, want %d and %d",
				n, state, c, b, cars, buses)
		}
		for i := range buses {
			if _, err := lot.Park(parkinglot.Vehicle{Plate: fmt.Sprint("b", i), Kind: parkinglot.Bus}); err != nil {
				t.Fatalf("a row of large spots is %s (. is free), and lot.Free(parkinglot.Bus) = %d: Park of bus number %d returned the error %v", state, buses, i+1, err)
			}
		}
		if _, err := lot.Park(parkinglot.Vehicle{Plate: "one more", Kind: parkinglot.Bus}); !errors.Is(err, parkinglot.ErrFull) {
			t.Fatalf("a row of large spots was %s (. is free), and as many buses parked as Free said: Park of another returned the error %v, want ErrFull", state, err)
		}
	}
}

// rowState draws a row of n spots of which those in taken, a set of bits, are taken.
func rowState(taken, n int) string {
	state := make([]byte, n)
	for i := range n {
		state[i] = '.'
		if taken&(1<<i) != 0 {
			state[i] = 'x'
		}
	}
	return string(state)
}

func checkFreeUnknown(t *exercise.T) {
	lot := lotOf("sclllll")
	for _, k := range []parkinglot.Kind{0, -1, parkinglot.Bus + 1, 100} {
		if n := lot.Free(k); n != 0 {
			t.Errorf("lot.Free(%d) = %d, want 0", int(k), n)
		}
	}
}
