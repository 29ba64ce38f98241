package parkinglot_test

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/parkinglot"
)

// The checks of steps 1 to 3: which spots a vehicle gets, and what a ticket is good for. A row is a list of calls on a
// small lot, with what they return. A model knows the answers too.

type playRow struct {
	name  string
	drawn []string
	calls []op
}

func (r playRow) check(t *exercise.T, step int) {
	game{step: step, drawn: r.drawn}.check(t, r.calls...)
}

var oneLevelRows = []playRow{
	{"Park gives a vehicle a spot, and the ticket names that spot", draw("c"), each(car("a").Returns(at(0, 0, 0)))},
	{"a motorcycle takes a small spot before any larger one", draw("lcs"), each(moto("a").Returns(at(0, 0, 2)))},
	{"a motorcycle takes a compact spot if no small one is free", draw("lcs"), each(moto("a"), moto("b").Returns(at(0, 0, 1)))},
	{"a motorcycle takes a large spot if no smaller one is free", draw("lcs"), each(moto("a"), moto("b"), moto("c").Returns(at(0, 0, 0)))},
	{"a car takes a compact spot before a large one", draw("lsc"), each(car("a").Returns(at(0, 0, 2)))},
	{"a car takes a large spot if no compact one is free", draw("lsc"), each(car("a"), car("b").Returns(at(0, 0, 0)))},
	{"a car does not fit a small spot, so Park returns ErrFull", draw("sss"), each(car("a").Returns(parkinglot.ErrFull), moto("b").Returns(at(0, 0, 0)))},
	{"of the spots of one size, Park takes the one in the lowest row, and there the one with the lowest number", draw("scc cc c"),
		each(car("a").Returns(at(0, 0, 1)), car("b").Returns(at(0, 0, 2)), car("c").Returns(at(0, 1, 0)), car("d").Returns(at(0, 1, 1)), car("e").Returns(at(0, 2, 0)), car("f").Returns(parkinglot.ErrFull))},
	{"Park uses every row, even if the rows differ in length", draw("c  cc ccc c"), numbered(8, "c", car)},
	{"Park returns ErrFull if the lot is full, and takes nothing", draw("sc"),
		each(moto("a"), moto("b"), moto("c").Returns(parkinglot.ErrFull), car("d").Returns(parkinglot.ErrFull), leave("a").Returns(nil), moto("e").Returns(at(0, 0, 0)))},
	{"a vehicle that was refused may come again", draw("c"), each(car("a"), car("b").Returns(parkinglot.ErrFull), leave("a"), car("b").Returns(at(0, 0, 0)))},
	{"Leave frees the spot of the ticket and no other", draw("ccc"),
		each(car("a"), car("b"), car("c"), leave("b").Returns(nil), car("d").Returns(at(0, 0, 1)), car("e").Returns(parkinglot.ErrFull))},
	{"Park takes the first free spot, not the one that was freed last", draw("cccc"),
		each(car("a"), car("b"), car("c"), car("d"), leave("b"), leave("a"), leave("d"), car("e").Returns(at(0, 0, 0)), car("f").Returns(at(0, 0, 1)), car("g").Returns(at(0, 0, 3)))},
	{"a smaller spot that is free again is taken before a larger one", draw("lsc"), each(moto("a"), moto("b"), leave("a"), moto("c").Returns(at(0, 0, 1)), leave("c"), leave("b"), car("d"), moto("e"))},
	{"Park returns ErrVehicle for an empty plate or an unknown kind, and takes nothing", draw("lc"), slices.Concat(
		each(park(parkinglot.Vehicle{}).Returns(parkinglot.ErrVehicle), car("").Returns(parkinglot.ErrVehicle), park(vehicle(9, ""))),
		ofUnknownKinds(func(k parkinglot.Kind) op { return park(vehicle(k, "a")).Returns(parkinglot.ErrVehicle) }),
		each(car("a").Returns(at(0, 0, 1)), park(vehicle(7, "b")).Returns(parkinglot.ErrVehicle), car("b").Returns(at(0, 0, 0))))},
	{"a lot without levels is valid and always full", nil, each(moto("a").Returns(parkinglot.ErrFull), car("b").Returns(parkinglot.ErrFull))},
	{"a level without rows is valid and always full", draw("", ""), each(moto("a").Returns(parkinglot.ErrFull), car("b").Returns(parkinglot.ErrFull))},
	{"rows without spots are valid and always full", draw(" ", "  "), each(moto("a").Returns(parkinglot.ErrFull), car("b").Returns(parkinglot.ErrFull))},
}

// alike returns numbers that are n in their lowest 8, 16 or 32 bits.
func alike[N ~int | ~int64](n N) []N { return []N{n + 1<<8, n - 1<<8, n + 1<<16, n + 1<<32, n - 1<<32} }

// ofUnknownKinds returns a call for each of many kinds that do not exist.
func ofUnknownKinds(call func(parkinglot.Kind) op) (calls []op) {
	for _, k := range slices.Concat([]parkinglot.Kind{0, -1, parkinglot.Bus + 1, 100}, alike(parkinglot.Motorcycle), alike(parkinglot.Car), alike(parkinglot.Bus)) {
		calls = append(calls, call(k))
	}
	return calls
}

var oneLevelLots = [][]string{{"scl"}, {"llccss ssccll"}, {"l s c l s c"}, {"cccc  ssl"}}

// checkSizes gives one of several spots a Size that is not one of the three, at several places.
func checkSizes(t *exercise.T) {
	sizes := slices.Concat([]parkinglot.Size{0, -1, parkinglot.Large + 1, 100}, alike(parkinglot.Small), alike(parkinglot.Compact), alike(parkinglot.Large))
	for _, size := range sizes {
		for _, at := range []parkinglot.SpotID{{}, {Number: 2}, {Row: 1}, {Level: 1, Row: 1, Number: 1}} {
			cfg := parkinglot.Config{Levels: levels("scl scl", "l ll")}
			cfg.Levels[at.Level][at.Row][at.Number] = parkinglot.Spot{Size: size, Accessible: true}
			_, err := parkinglot.New(cfg)
			require.ErrorIs(t, err, parkinglot.ErrConfig, "parkinglot.New with spot %v of Size %d", at, int(size))
		}
	}
}

// checkLevelsUnchanged gives New the first levels, rows and spots of longer slices.
func checkLevelsUnchanged(t *exercise.T) {
	for size := range 4 {
		all := levels("scl scl scl", "sss lll ccc", "ccc sss lll")
		given := slices.Clone(all)
		for i := range given {
			given[i] = slices.Clone(given[i])
			for j := range given[i] {
				given[i][j] = slices.Clone(given[i][j])[:size]
			}
			given[i] = given[i][:size]
		}
		lot := newLot(parkinglot.Config{Levels: given[:size]})
		_, _ = lot.Park(aCar)
		for i := range given {
			given[i] = given[i][:3]
			for j := range given[i] {
				given[i][j] = given[i][j][:3]
			}
		}
		require.Equal(t, all, given, "lot, _ := parkinglot.New(parkinglot.Config{Levels: the first %d levels, of each the first %[1]d rows, of each the first %[1]d spots}); a car parks; then all levels, rows and spots", size)
	}
}

var busRows = []playRow{
	{"of the spots of one size, Park takes the one on the lowest level, whatever its row and number", draw("s", "c sc", "ccc"), numbered(6, "c", car)},
	{"size decides before level: a car takes a compact spot above before a large one below", draw("ll", "cl"),
		each(car("a").Returns(at(1, 0, 0)), car("b").Returns(at(0, 0, 0)), car("c").Returns(at(0, 0, 1)), car("d").Returns(at(1, 0, 1)))},
	{"a bus takes five large spots side by side", draw("lllll"), each(bus("a").Returns(at(0, 0, 0, 1, 2, 3, 4)), bus("b").Returns(parkinglot.ErrFull))},
	{"the ticket of a bus names its five spots in order", draw("s", "c lslllllll"), each(bus("a").Returns(at(1, 1, 2, 3, 4, 5, 6)))},
	{"a bus takes the first five large spots of a longer row", draw("slllllll"), each(bus("a").Returns(at(0, 0, 1, 2, 3, 4, 5)))},
	{"four large spots are too few for a bus, so Park returns ErrFull", draw("llll"), each(bus("a").Returns(parkinglot.ErrFull), car("b").Returns(at(0, 0, 0)))},
	{"Park returns ErrFull for a bus if no five large spots are side by side", draw("lslslslsl"), each(bus("a").Returns(parkinglot.ErrFull), car("b").Returns(at(0, 0, 0)))},
	{"a spot that is not large ends a run of spots for a bus", draw("llllclllll"), each(bus("a").Returns(at(0, 0, 5, 6, 7, 8, 9)))},
	{"a bus never takes spots of two rows", draw("lll lll llllll"), each(bus("a").Returns(at(0, 2, 0, 1, 2, 3, 4)))},
	{"Park returns ErrFull for a bus that would need spots of two rows", draw("llll llll"), each(bus("a").Returns(parkinglot.ErrFull))},
	{"a bus never takes spots of two levels", draw("lll", "lll", "s lllll"), each(bus("a").Returns(at(2, 1, 0, 1, 2, 3, 4)))},
	{"Park returns ErrFull for a bus that would need spots of two levels", draw("lll", "ll"), each(bus("a").Returns(parkinglot.ErrFull))},
	{"an empty row does not join the rows around it", draw("lll  lll"), each(bus("a").Returns(parkinglot.ErrFull))},
	{"Park returns ErrFull for a bus in a lot without spots", draw(""), each(bus("a").Returns(parkinglot.ErrFull))},
	{"a bus takes the lowest row of the lowest level that has room for it", draw("s llll sllllll lllll", "lllll"), numbered(4, "b", bus)},
	{"two buses park side by side in a row of ten large spots", draw("llllllllll"), each(bus("a"), bus("b").Returns(at(0, 0, 5, 6, 7, 8, 9)), bus("c"))},
	{"only one bus fits into nine large spots in a row", draw("lllllllll"), each(bus("a"), bus("b").Returns(parkinglot.ErrFull))},
	{"a spot that is taken ends a run of spots for a bus", draw("llllllll"), each(car("a"), car("b"), bus("c"), leave("a"), leave("b"), bus("d"), car("e"), car("f"), car("g"), car("h"))},
	{"a refused bus takes nothing", draw("lllls"), each(bus("a").Returns(parkinglot.ErrFull), car("b").Returns(at(0, 0, 0)), car("c"), car("d"), car("e"), car("f"))},
	{"Park returns ErrVehicle for a bus without a plate, and takes nothing", draw("lllll"), each(bus("").Returns(parkinglot.ErrVehicle), bus("b").Returns(at(0, 0, 0, 1, 2, 3, 4)))},
	{"Leave of a bus frees all five of its spots", draw("lllll"), each(bus("a"), leave("a"), bus("b"), leave("b"), car("c"), car("d"), car("e"), car("f"), car("g"), car("h"))},
	{"Leave of a bus frees only its five spots", draw("lllllll"), each(car("a"), bus("b"), car("c"), leave("b"), bus("d"), car("e"))},
	{"a bus fits into five spots that became free one by one", draw("lllll"),
		append(numbered(5, "c", car), leave("c3"), bus("a"), leave("c1"), leave("c5"), leave("c2"), bus("a"), leave("c4"), bus("a").Returns(at(0, 0, 0, 1, 2, 3, 4)))},
	{"a bus fits where a spot that became free joins two runs", draw("llllllllll"),
		append(numbered(10, "c", car), leave("c3"), leave("c4"), leave("c6"), leave("c7"), bus("a"), leave("c5"), bus("a").Returns(at(0, 0, 2, 3, 4, 5, 6)))},
	{"a bus takes the first five free spots, not those that were freed last", draw("lllll lllll lllll"),
		each(bus("a"), bus("b"), bus("c"), leave("b"), leave("a"), bus("d").Returns(at(0, 0, 0, 1, 2, 3, 4)), bus("e"))},
	{"cars and motorcycles take the large spots that buses leave free", draw("lllllll lllll"), each(bus("a"), bus("b"), car("c").Returns(at(0, 0, 5)), moto("d"), leave("a"), car("e"), bus("f"))},
}

// mixedLots are lots for random calls.
var mixedLots = [][]string{
	{"lllll"},
	{"llllllllllll"},
	{"lll llllll", "llllllscllllll"},
	{"scl llllll s", "", "c  llllllll", "lllll"},
	{"lllllcllll lllll"},
}

// longRows have room for many vehicles at a time, and largeLots for hundreds. A solution that divides many spots into
// parts has several parts there, full ones and empty ones.
var (
	longRows  = [][]string{{strings.Repeat("l", 30)}, {strings.Repeat("l", 50)}}
	largeLots = [][]string{{strings.Repeat("l", 203) + " lllllll", strings.Repeat("l", 64) + " " + strings.Repeat("l", 302) + " l"}}
)

// everyRow calls f with each state of a row of n large spots: with calls that lead to it, and with its drawing, where
// an x is a taken spot.
func everyRow(n int, f func(calls []op, state string)) {
	for taken := range exercise.Within(1 << n) {
		calls, state := numbered(n, "c", car), []byte(strings.Repeat("x", n))
		for i := range n {
			if taken&(1<<i) == 0 {
				calls, state[i] = append(calls, leave(fmt.Sprint("c", i+1))), '.'
			}
		}
		f(calls, string(state))
	}
}

func checkEveryFive(t *exercise.T) {
	ops := game{step: 2, drawn: draw(strings.Repeat("l", 9))}.ops()
	everyRow(9, func(calls []op, state string) {
		first := strings.Index(state, ".....")
		want := bus("b").Returns(parkinglot.ErrFull)
		if first >= 0 {
			want = bus("b").Returns(at(0, 0, first, first+1, first+2, first+3, first+4))
		}
		ops.Check(t, append(calls, want)...)
	})
}

func checkFreeOfEveryRow(t *exercise.T) {
	ops := game{step: 3, drawn: draw(strings.Repeat("l", 9))}.ops()
	ops.Look = nil
	everyRow(9, func(calls []op, state string) {
		buses := 0
		for run := range strings.SplitSeq(state, "x") {
			buses += len(run) / 5
		}
		calls = append(calls, free(parkinglot.Car).Returns(strings.Count(state, ".")), free(parkinglot.Bus).Returns(buses))
		calls = append(calls, numbered(buses, "b", bus)...)
		ops.Check(t, append(calls, bus("one more").Returns(parkinglot.ErrFull), free(parkinglot.Bus).Returns(0))...)
	})
}

func checkFreeOfLongRows(t *exercise.T) {
	for n := range exercise.Within(400) {
		game{step: 2, drawn: draw(strings.Repeat("l", n))}.ops().Check(t, free(parkinglot.Bus).Returns(n/5), free(parkinglot.Car).Returns(n))
	}
}

var ticketRows = []playRow{
	{"a second Leave with the same ticket returns ErrTicket and changes nothing", draw("cc"),
		each(car("a"), leave("a").Returns(nil), leave("a").Returns(parkinglot.ErrTicket), car("b"), leave("a").Returns(parkinglot.ErrTicket), car("c").Returns(at(0, 0, 1)))},
	{"Leave with the ticket of an earlier stay returns ErrTicket", draw("cc"), each(car("a"), leave("a"), car("a"), leave("a", 1).Returns(parkinglot.ErrTicket), find("a").Returns(at(0, 0, 0)), leave("a").Returns(nil))},
	{"Park of a plate that is inside returns ErrParked and takes nothing", draw("ccc"),
		each(car("a"), car("a").Returns(parkinglot.ErrParked), moto("a").Returns(parkinglot.ErrParked), find("a").Returns(at(0, 0, 0)), leave("a").Returns(nil))},
	{"Park of a plate that is inside returns ErrParked, however the plate is spelled", draw("ccc"),
		each(car("b-AE 12"), car("BAE12").Returns(parkinglot.ErrParked), moto("b ae-12").Returns(parkinglot.ErrParked), find("bae12").Returns(at(0, 0, 0)))},
	{"a plate may come back after its vehicle has left", draw("cc"), each(car("a"), leave("a"), car("a").Returns(at(0, 0, 0)), find("a"), leave("a"), car("A").Returns(at(0, 0, 0)))},
	{"a plate may come back as another kind of vehicle", draw("scl"), each(car("a"), leave("a"), moto("a").Returns(at(0, 0, 0)), find("a").Returns(at(0, 0, 0)))},
	{"Find returns the ticket of a vehicle that is inside, with the plate as it was given", draw("sc lllll"), each(car("B-ae 12"), bus("x"), find("bAE12").Returns(at(0, 0, 1)), find("B-ae 12"), find("X").Returns(at(0, 1, 0, 1, 2, 3, 4)), find("y").Returns(false))},
	{"Find of a plate that is not inside returns a zero Ticket and false", draw("ccc"),
		each(find("a1").Returns(false), car("A1"), car("B1"), leave("B1"), find("B1").Returns(false), find("C1").Returns(false), find("A").Returns(false), find("A11").Returns(false), find("").Returns(false), find("-").Returns(false), find(" ").Returns(false))},
	{"Find returns false for a vehicle that has left or was refused", draw("c"), each(car("a"), car("b").Returns(parkinglot.ErrFull), find("b").Returns(false), leave("a"), find("a").Returns(false))},
	{"Free counts the free spots of every size that fits", draw("sssccl"),
		each(free(parkinglot.Motorcycle).Returns(6), free(parkinglot.Car).Returns(3), free(parkinglot.Bus).Returns(0), moto("a"), car("b"), free(parkinglot.Motorcycle).Returns(4), free(parkinglot.Car).Returns(2))},
	{"Free for buses counts one bus for every five spots of each free run", draw("lllllllll llll llllllllll", "lllll"), each(free(parkinglot.Bus).Returns(4))},
	{"Free for buses counts each run by itself", draw("llllsllllll", "ll lll"), each(free(parkinglot.Bus).Returns(1))},
	{"Free changes with Park and Leave of a bus", draw("lllllll"), each(bus("a"), free(parkinglot.Bus).Returns(0), free(parkinglot.Car).Returns(2), leave("a"), free(parkinglot.Bus).Returns(1))},
	{"Free for buses counts the free runs on both sides of taken spots", draw("llllllllllll"), append(numbered(7, "c", car), leave("c1"), leave("c2"), leave("c3"), leave("c4"), leave("c5"), free(parkinglot.Bus).Returns(2))},
	{"Free returns 0 for an unknown kind", draw("sclllll"), ofUnknownKinds(func(k parkinglot.Kind) op { return free(k).Returns(0) })},
	{"a refused Park does not change Free", draw("lllls"), each(bus("a").Returns(parkinglot.ErrFull), bus("b"), free(parkinglot.Car).Returns(4))},
	{"Park checks ErrVehicle, then ErrParked, then ErrFull", draw("s"), each(
		moto("A1"), park(vehicle(7, "A1")).Returns(parkinglot.ErrVehicle), park(vehicle(0, "a-1")).Returns(parkinglot.ErrVehicle), car(" ").Returns(parkinglot.ErrVehicle),
		moto("A1").Returns(parkinglot.ErrParked), car("A1").Returns(parkinglot.ErrParked), bus("A1").Returns(parkinglot.ErrParked), moto("B1").Returns(parkinglot.ErrFull), bus("B1").Returns(parkinglot.ErrFull))},
	{"in a lot without spots, Find returns false for every plate", draw(""), each(find("a"), car("a").Returns(parkinglot.ErrFull), find("a"))},
	{"Leave with an ID that was never issued returns ErrTicket", draw("cc"), each(leave("a").Returns(parkinglot.ErrTicket), car("a"), leave("b").Returns(parkinglot.ErrTicket), find("a").Returns(at(0, 0, 0)))},
	{"a ticket holds the vehicle as it was given, with Permit and Electric", draw("ccc"), each(car(" b-Ä 1", permit), car("C", electric), moto("d", permit, electric), find("Bä1"), find("c"), find("D"))},
	{"a ticket holds the time of entry", draw("cc"), each(car("a"), wait(time.Hour+1), car("b"), find("a"), wait(-2*time.Hour), find("b"), leave("a"), car("a"), find("a"))},
}

// checkUnknownIDs tries IDs in lots without vehicles, and IDs near the valid one.
func checkUnknownIDs(step int) func(t *exercise.T) {
	return func(t *exercise.T) {
		var lot *testLot
		refused := func(id parkinglot.TicketID, what string) {
			require.ErrorIs(t, lot.Leave(id), parkinglot.ErrTicket, "%s lot.Leave(%d)", what, id)
			if step >= 5 {
				_, err := lot.Due(id)
				require.ErrorIs(t, err, parkinglot.ErrTicket, "%s lot.Due(%d)", what, id)
			}
			if step >= 6 {
				_, err := lot.Pay(id, 0)
				require.ErrorIs(t, err, parkinglot.ErrTicket, "%s lot.Pay(%d, 0)", what, id)
			}
		}
		for _, empty := range [][]string{nil, {}, draw(""), draw(" "), draw("cc")} { // only the last has spots
			g := game{step: step, drawn: empty}
			lot = g.lot()
			for _, id := range []parkinglot.TicketID{0, 1, -1, 1 << 40} {
				refused(id, g.setup()+"\n")
			}
		}
		ticket, err := lot.Park(vehicle(parkinglot.Car, "A1"))
		require.NoError(t, err)
		for _, id := range append(alike(ticket.ID), ticket.ID+1, ticket.ID-1, -ticket.ID-1) {
			refused(id, fmt.Sprintf("with a car inside that has the ticket %d,", ticket.ID))
		}
	}
}

// plateRows say which plates are the same.
var plateRows = []struct {
	parked, other string
	same          bool
}{
	{"AB12", "ab12", true},
	{"ab12", "AB12", true},
	{"AB12", "AB 12", true},
	{"A B-1 2", "--ab12  ", true},
	{"AB12", "A\tB\n1\r\v\f2", true},
	{"AB12", "A\u00a0B\u00851\u20032\u3000\u2028\u202f\u1680", true}, // all spaces, by unicode.IsSpace
	{"ä1", "Ä1", true},
	{"д1", "Д1", true},
	{"ω-ñ", "Ω Ñ", true},
	{"ａ１", "Ａ１", true},
	{"𐐨1", "𐐀1", true}, // Deseret, beyond 16 bits
	{"京A·12345", "京a· 12345", true},
	{strings.Repeat("ab", 500) + "1", strings.Repeat("A-B ", 500) + "1", true},

	{"AB12", "AB1", false},
	{"AB12", "BA12", false},
	{"AB12", "AB.12", false},
	{"AB12", "AB_12", false},
	{"AB12", "AB/12", false},
	{"AB12", "AB\x0012", false},
	{"AB12", "AB–12", false},      // a dash
	{"AB12", "AB‐12", false},      // U+2010, another hyphen
	{"AB12", "AB\u00ad12", false}, // a soft hyphen
	{"AB12", "AB−12", false},      // a minus
	{"AB12", "AB\u200b12", false}, // a character without width, which is not a space
	{"AB12", "AB\ufeff12", false},
	{"O1", "01", false},
	{"A1", "А1", false}, // the first is Latin, the second Cyrillic
	{"A1", "Ａ1", false},
	{"1", "１", false},
	{"1", "١", false},
	{"01", "1", false},
	{"Ä1", "A1", false},
	{"Ä1", "A\u03081", false}, // an A with a combining mark
	{"A1", "A\u03081", false},
	{"STRASSE1", "straße1", false},
	{"京A1", "沪A1", false},
	{"🚗1", "🚙1", false},
	{strings.Repeat("ab", 500) + "1", strings.Repeat("ab", 500) + "2", false},
}

func checkPlates(t *exercise.T) {
	for _, row := range plateRows {
		lot := game{step: 3, drawn: draw("cc")}.lot()
		ticket, err := lot.Park(vehicle(parkinglot.Car, row.parked))
		require.NoError(t, err, "lot.Park of a car with the plate %q", row.parked)
		require.Equal(t, row.parked, ticket.Vehicle.Plate, "the plate of the ticket")
		_, found := lot.Find(strings.Clone(row.other))
		_, err = lot.Park(vehicle(parkinglot.Car, row.other))
		_, back := lot.Find(row.parked)
		if parked := exercise.Compare(err, parkinglot.ErrParked) == nil; found != row.same || parked != row.same || !back {
			is, want := "another plate", "false and nil"
			if row.same {
				is, want = "the same plate", "true and ErrParked"
			}
			t.Errorf("a car with the plate %+q is inside, and %+q is %s: lot.Find returns %t and lot.Park the error %v, want %s (after both, lot.Find of %+q returns %t, want true)",
				row.parked, row.other, is, found, err, want, row.parked, back)
		}
	}
	for _, before := range []string{"", "1", "д", strings.Repeat("ab", 50)} {
		checkCharacters(t, before)
	}
}

// checkCharacters parks a motorcycle for each of many characters, whose plate ends in that character. They are all of
// ASCII, and all that are near a letter that has another case.
func checkCharacters(t *exercise.T, before string) {
	lot := lotOf(strings.Repeat("s", 10_000))
	inside := make(map[[2]string]bool) // whether a plate is inside that is the same, in lower and upper case
	for _, c := range characters() {
		plate := before + string(c)
		as := [2]string{strings.ToLower(plate), strings.ToUpper(plate)}
		found, ok := lot.Find(plate)
		_, err := lot.Park(vehicle(parkinglot.Motorcycle, plate))
		other := found.Vehicle.Plate
		switch refused := exercise.Compare(err, parkinglot.ErrParked) == nil; {
		case inside[as] && !(ok && refused):
			t.Fatalf("a motorcycle is inside whose plate differs from %+q only in case: lot.Find(%+q) returns %t and lot.Park the error %v, want true and ErrParked", plate, plate, ok, err)
		case ok && strings.ToLower(other) != as[0] && strings.ToUpper(other) != as[1]:
			t.Fatalf("a motorcycle with the plate %+q is inside, and %+q is another plate: lot.Find(%+q) returns its ticket, want false", other, plate, plate)
		case !ok && err != nil:
			t.Fatalf("no vehicle with the plate %+q is inside, and lot.Find(%+q) returns false: lot.Park of a motorcycle with that plate returns the error %v, want nil", plate, plate, err)
		case ok && !refused:
			t.Fatalf("lot.Find(%+q) returns the ticket of %+q, but lot.Park of a motorcycle with the first plate returns the error %v, want ErrParked", plate, other, err)
		}
		inside[as] = inside[as] || err == nil
	}
}

// characters returns those of checkCharacters, without spaces and hyphens.
func characters() (all []rune) {
	const last, near = 0x1ffff, 64
	for first := rune(0); first <= last; first += near {
		block, cased := []rune(nil), false
		for c := first; c < first+near; c++ {
			cased = cased || unicode.ToLower(c) != c || unicode.ToUpper(c) != c
			if !unicode.IsSpace(c) && c != '-' {
				block = append(block, c)
			}
		}
		if cased || first < utf8.RuneSelf {
			all = append(all, block...)
		}
	}
	return all
}

func checkBlankPlates(t *exercise.T) {
	for _, plate := range []string{"", " ", "-", " - -- ", "\t\n", "\u00a0", "\u3000-\u2003"} {
		lot := lotOf("c")
		_, err := lot.Park(vehicle(parkinglot.Car, plate))
		require.ErrorIs(t, err, parkinglot.ErrVehicle, "lot.Park(%s)", vehicleText(vehicle(parkinglot.Car, plate)))
		ticket, ok := lot.Find(plate)
		require.False(t, ok, "in an empty lot, lot.Find(%q) returns the ticket %v and true, want false", plate, ticket)
	}
}

// checkTicketsAreCopies clears the Spots of tickets.
func checkTicketsAreCopies(t *exercise.T) {
	lot := lotOf("lllll")
	v := vehicle(parkinglot.Bus, "A1")
	parked, err := lot.Park(v)
	require.NoError(t, err)
	want := slices.Clone(parked.Spots)
	clear(parked.Spots)
	found, _ := lot.Find("A1")
	require.Equal(t, want, found.Spots, "a, _ := lot.Park(%s); clear(a.Spots); lot.Find(\"A1\")", vehicleText(v))
	clear(found.Spots)
	again, _ := lot.Find("A1")
	require.Equal(t, want, again.Spots, "b, _ := lot.Find(\"A1\"); clear(b.Spots); lot.Find(\"A1\")")
	require.NoError(t, lot.Leave(parked.ID), "the Spots of a ticket are cleared, and then its vehicle leaves: lot.Leave")
	require.Equal(t, 1, lot.Free(parkinglot.Bus), "a bus parks in a lot of five spots, the Spots of its ticket are cleared, and it leaves: lot.Free(parkinglot.Bus)")
	checkAppendedSpots(3)(t)
}

// checkAppendedSpots appends to the Spots of tickets after all the tickets were made.
func checkAppendedSpots(step int) func(t *exercise.T) {
	return func(t *exercise.T) {
		lot, plates := lotOf("cccc"), []string{"A1", "A2", "A3"}
		code := "cars with the plates A1, A2 and A3 park"
		var tickets []parkinglot.Ticket
		for _, plate := range plates {
			tickets = append(tickets, enter(t, lot, vehicle(parkinglot.Car, plate)))
		}
		if step >= 3 {
			code += ", and lot.Find finds each"
			for _, plate := range plates {
				found, _ := lot.Find(plate)
				tickets = append(tickets, found)
			}
		}
		for _, ticket := range tickets {
			_ = append(ticket.Spots, slices.Repeat(at(9, 9, 9), cap(ticket.Spots)-len(ticket.Spots))...)
		}
		code += "; then spots are appended to the Spots of each ticket"
		for i, ticket := range tickets {
			require.Equal(t, at(0, 0, i%3), ticket.Spots, "%s: the Spots of a ticket of %s, which shares no memory with other tickets", code, plates[i%3])
			if step >= 3 {
				found, _ := lot.Find(plates[i%3])
				require.Equal(t, at(0, 0, i%3), found.Spots, "%s: lot.Find(%q) then has the Spots", code, plates[i%3])
			}
		}
		for _, ticket := range tickets {
			clear(ticket.Spots)
		}
		require.Equal(t, at(0, 0, 3), enter(t, lot, vehicle(parkinglot.Car, "A4")).Spots, "%s, and they are cleared: the Spots of a fourth car", code)
		require.NoError(t, lot.Leave(tickets[1].ID), "%s, and they are cleared: lot.Leave of the second car", code)
		require.Equal(t, at(0, 0, 1), enter(t, lot, vehicle(parkinglot.Car, "A5")).Spots, "%s, and they are cleared; the second car leaves: the Spots of a fifth car", code)
	}
}

// checkNilNow runs in a bubble, where the time does not change while a goroutine runs.
func checkNilNow(t *exercise.T) {
	lot := lotOf("cc")
	for i := range 2 {
		time.Sleep(time.Hour)
		ticket, err := lot.Park(vehicle(parkinglot.Car, fmt.Sprint("A", i)))
		require.NoError(t, err)
		require.True(t, ticket.Entered.Equal(time.Now()), "in a lot whose Config has no Now, a car parks at %v: Entered of its ticket is %v, want that time", time.Now(), ticket.Entered)
	}
}

// checkLongRun lets cars take the first spots of a row, so that the free run that a bus needs is longer than 65,536.
func checkLongRun(t *exercise.T) {
	const row, cars = 140_000, 65_534
	lot := newLot(parkinglot.Config{Levels: []parkinglot.Level{{slices.Repeat([]parkinglot.Spot{large}, row)}}})
	for i := range cars {
		enter(t, lot, vehicle(parkinglot.Car, fmt.Sprint("car ", i)))
	}
	for i := range 3 {
		first := cars + 5*i
		ticket := enter(t, lot, vehicle(parkinglot.Bus, fmt.Sprint("bus ", i)))
		require.Equal(t, at(0, 0, first, first+1, first+2, first+3, first+4), ticket.Spots, "%d cars park in one row of %d large spots; then the Spots of bus number %d", cars, row, i+1)
	}
}

// checkFarSpots puts the only spots that fit after 300,000 other levels, rows or spots.
func checkFarSpots(v parkinglot.Vehicle, fit ...parkinglot.Spot) func(t *exercise.T) {
	return func(t *exercise.T) {
		const n = 300_000
		for first, levels := range map[parkinglot.SpotID][]parkinglot.Level{
			{Level: n}:  append(make([]parkinglot.Level, n), parkinglot.Level{fit}),
			{Row: n}:    {append(make(parkinglot.Level, n), fit)},
			{Number: n}: {{append(slices.Repeat([]parkinglot.Spot{small}, n), fit...)}},
		} {
			var want []parkinglot.SpotID
			for i := range fit {
				want = append(want, parkinglot.SpotID{Level: first.Level, Row: first.Row, Number: first.Number + i})
			}
			ticket := enter(t, newLot(parkinglot.Config{Levels: levels}), v)
			require.Equal(t, want, ticket.Spots, "lot.Park(%s) in a lot where only the spots from %v on fit: the spots of the ticket", vehicleText(v), first)
		}
	}
}

func checkTwoLots(t *exercise.T) {
	cfg := parkinglot.Config{Levels: levels("c")}
	first, second := newLot(cfg), newLot(cfg)
	require.Equal(t, at(0, 0, 0), enter(t, first, anyCar).Spots, "two lots have the same Config with one spot, and a car parks in the first lot: the spots of its ticket")
	require.Equal(t, at(0, 0, 0), enter(t, second, anyCar).Spots, "two lots have the same Config with one spot, and a car parks in the first lot and then one in the second: the spots of the second ticket")
}

// lotOf returns a lot where parking costs nothing.
func lotOf(drawn ...string) *parkinglot.Lot {
	return newLot(parkinglot.Config{Levels: levels(drawn...)})
}
