package parkinglot_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/parkinglot"
)

// The calls, as data. If a call returns a ticket, its answer is the spots. If it returns money, the answer is the number.
// If it is refused, the answer is the error.

type op = exercise.Op[*testLot, *model]

var kinds = []parkinglot.Kind{parkinglot.Motorcycle, parkinglot.Car, parkinglot.Bus}

var (
	_ = exercise.NameError("ErrConfig", parkinglot.ErrConfig)
	_ = exercise.NameError("ErrVehicle", parkinglot.ErrVehicle)
	_ = exercise.NameError("ErrFull", parkinglot.ErrFull)
	_ = exercise.NameError("ErrParked", parkinglot.ErrParked)
	_ = exercise.NameError("ErrTicket", parkinglot.ErrTicket)
	_ = exercise.NameError("ErrUnpaid", parkinglot.ErrUnpaid)
	_ = exercise.NameError("ErrAmount", parkinglot.ErrAmount)
)

// newOp returns an op. If a lot has a twin, the op is made on the twin first.
func newOp(code, rule string, solution func(l *testLot) any, m func(m *model) any) op {
	return op{Go: code, Rule: rule, Model: m, Solution: func(l *testLot) any {
		if l.twin != nil {
			solution(l.twin)
		}
		return solution(l)
	}}
}

// each is a list of calls.
func each(calls ...op) []op { return calls }

// numbered returns n calls, made by makes, each with a plate of its own.
func numbered(n int, letter string, makes func(plate string, is ...trait) op) (calls []op) {
	for i := range n {
		calls = append(calls, makes(fmt.Sprint(letter, i+1)))
	}
	return calls
}

// at returns spots of one row.
func at(level, row int, numbers ...int) (spots []parkinglot.SpotID) {
	for _, n := range numbers {
		spots = append(spots, parkinglot.SpotID{Level: level, Row: row, Number: n})
	}
	return spots
}

// trait sets what a vehicle has besides its kind.
type trait func(v *parkinglot.Vehicle)

func permit(v *parkinglot.Vehicle)   { v.Permit = true }
func electric(v *parkinglot.Vehicle) { v.Electric = true }

func moto(plate string, is ...trait) op { return park(vehicle(parkinglot.Motorcycle, plate, is...)) }
func car(plate string, is ...trait) op  { return park(vehicle(parkinglot.Car, plate, is...)) }
func bus(plate string, is ...trait) op  { return park(vehicle(parkinglot.Bus, plate, is...)) }

func vehicle(k parkinglot.Kind, plate string, is ...trait) parkinglot.Vehicle {
	v := parkinglot.Vehicle{Plate: plate, Kind: k}
	for _, set := range is {
		set(&v)
	}
	return v
}

func kindText(k parkinglot.Kind) string {
	if slices.Contains(kinds, k) {
		return "parkinglot." + k.String()
	}
	return fmt.Sprint(int(k))
}

func vehicleText(v parkinglot.Vehicle) string {
	text := fmt.Sprintf("parkinglot.Vehicle{Plate: %q, Kind: %s", v.Plate, kindText(v.Kind))
	if v.Permit {
		text += ", Permit: true"
	}
	if v.Electric {
		text += ", Electric: true"
	}
	return text + "}"
}

// The rules of Park, before step 7 and in it.
const (
	refusals = "; if the plate is inside, Park returns ErrParked (step 3), and otherwise, if there is no room, ErrFull"

	spotRule = "a motorcycle or car takes the smallest size that fits, then the lowest level, row and number (step 1)" + refusals
	busRule  = "a bus takes the first five free large spots side by side in one row (step 2)" + refusals
	freeRule = "Free counts the free spots that fit a motorcycle or car; for buses it adds up n/5, rounded down, for each run of n free large spots (step 3)"

	sortRule = "rules 1 to 4 of Park: with a permit an accessible spot if there is one, and without a permit never; then one with a charger for an electric vehicle, or one without for any other, if there is one; then the smallest size; then the lowest level, row and number (step 7)" + refusals
)

// lateRules are the rules that step 7 changes, as they are then.
var lateRules = map[string]string{
	spotRule: sortRule,
	busRule:  "a bus takes the first five free large spots side by side in one row (step 2), none of them accessible (step 7)" + refusals,
	freeRule: freeRule + "; spots with chargers count, and accessible ones do not (step 7)",
}

func park(v parkinglot.Vehicle) op {
	rule := spotRule
	switch {
	case slices.Contains(kinds, v.Kind) && v.Plate != "" && key(v.Plate) == "":
		rule = "a plate that has only spaces and hyphens counts as empty, so Park returns ErrVehicle (step 3)"
	case key(v.Plate) == "" || !slices.Contains(kinds, v.Kind):
		rule = "Park returns ErrVehicle for an empty plate or an unknown kind (step 1)"
	case v.Kind == parkinglot.Bus:
		rule = busRule
	}
	return newOp("lot.Park("+vehicleText(v)+")", rule, func(l *testLot) any {
		if l.game.step < 3 && l.valid[key(v.Plate)].Spots != nil {
			return early
		}
		t, err := l.Park(v)
		return l.answer(t, err, parkinglot.Ticket{Vehicle: v, Entered: l.clock.read()})
	}, func(m *model) any { return m.park(v) })
}

func idText(plate string, before []int) string {
	if sum(before) == 0 {
		return fmt.Sprintf("lot.id(%q)", plate)
	}
	return fmt.Sprintf("lot.id(%q, %d)", plate, sum(before))
}

// leave is a Leave with the last ticket of a plate, or with the ticket that many before it.
func leave(plate string, before ...int) op {
	return newOp(fmt.Sprintf("lot.Leave(%s)", idText(plate, before)), "Leave frees all spots of the ticket; it returns ErrTicket if the ticket is not valid (step 3), and otherwise ErrUnpaid if anything is due (step 6)", func(l *testLot) any {
		if l.game.step < 3 && (l.valid[key(plate)].Spots == nil || sum(before) > 0) {
			return early
		}
		if err := l.Leave(l.id(plate, before...)); err != nil {
			return err
		}
		return nil
	}, func(m *model) any { return m.leave(plate, before) })
}

func find(plate string) op {
	return newOp(fmt.Sprintf("lot.Find(%q)", plate), "Find returns the ticket of a vehicle that is inside, and a zero Ticket and false for any other plate (step 3)", func(l *testLot) any {
		t, ok := l.Find(plate)
		switch {
		case !ok && exercise.Compare(t, parkinglot.Ticket{}) != nil:
			return exercise.Phrase(fmt.Sprintf("false, with the ticket %+v", t))
		case !ok && t.Spots != nil: // Compare takes them for nil
			return exercise.Phrase("false, with a ticket whose Spots are empty, but not nil")
		case !ok:
			return false
		case l.game.gates:
			return exercise.Phrase(fmt.Sprintf("%v of %q", t.Spots, t.Vehicle.Plate))
		}
		l.mu.Lock()
		want := l.valid[key(plate)]
		l.mu.Unlock()
		if t.ID != want.ID {
			return exercise.Phrase(fmt.Sprintf("a ticket with the ID %d, but the valid ticket has the ID %d", t.ID, want.ID))
		}
		return l.answer(t, nil, want)
	}, func(m *model) any {
		s, ok := m.inside[key(plate)]
		switch {
		case !ok:
			return false
		case m.game.gates:
			return exercise.Phrase(fmt.Sprintf("%v of %q", m.idsOf(s.spots), s.vehicle.Plate))
		}
		return m.idsOf(s.spots)
	})
}

func free(k parkinglot.Kind) op {
	return newOp(fmt.Sprintf("lot.Free(%s)", kindText(k)), freeRule,
		func(l *testLot) any { return l.Free(k) }, func(m *model) any { return m.free(k) })
}

func frees() []op { return each(free(kinds[0]), free(kinds[1]), free(kinds[2])) }

func due(plate string, before ...int) op {
	return newOp(fmt.Sprintf("lot.Due(%s)", idText(plate, before)), "Due is the fee that the Tariff says (step 5) plus lost fees minus what was paid, or 0 if that is negative; in the grace period the fee stays what it was (step 6); Due returns ErrTicket if the ticket is not valid", func(l *testLot) any {
		cents, err := l.Due(l.id(plate, before...))
		return moneyAnswer(cents, err)
	}, func(m *model) any {
		if s, ok := m.valid(plate, before); ok {
			return int(m.due(s))
		}
		return parkinglot.ErrTicket
	})
}

func moneyAnswer(cents parkinglot.Cents, err error) any {
	if err != nil {
		return err
	}
	return int(cents)
}

func pay(plate string, amount parkinglot.Cents, before ...int) op {
	return newOp(fmt.Sprintf("lot.Pay(%s, %d)", idText(plate, before), amount), "Pay pays all that is due and returns the rest; it returns ErrTicket if the ticket is not valid, and otherwise ErrAmount if the amount is negative or less than what is due (step 6)", func(l *testLot) any {
		change, err := l.Pay(l.id(plate, before...), amount)
		return moneyAnswer(change, err)
	}, func(m *model) any { return m.pay(plate, before, amount) })
}

func lose(plate string) op {
	return newOp(fmt.Sprintf("lot.ReplaceLost(%q)", plate), "ReplaceLost returns a new ticket, makes the old one invalid, charges LostFee and keeps everything else; it returns ErrTicket if the plate is not inside (step 6)", func(l *testLot) any {
		l.mu.Lock()
		was := l.valid[key(plate)]
		l.mu.Unlock()
		t, err := l.ReplaceLost(plate)
		return l.answer(t, err, was)
	}, func(m *model) any { return m.replace(plate) })
}

// wait moves the clock.
func wait(d time.Duration) op {
	return newOp(fmt.Sprintf("lot.clock.move(%s)", durationText(d)), "", func(l *testLot) any {
		l.clock.move(d)
		return nil
	}, func(m *model) any {
		m.now = m.now.Add(d)
		return nil
	})
}

// says sets the fee that the Tariff returns for any time.
func says(fee parkinglot.Cents) op {
	return newOp(fmt.Sprintf("lot.tariff.says = new(parkinglot.Cents(%d))", fee), "", func(l *testLot) any {
		l.tariff.says = &fee
		return nil
	}, func(m *model) any {
		if !m.game.noTariff {
			m.tariff.says = &fee
		}
		return nil
	})
}

// mixed returns a function that makes random calls of these kinds, with that many plates.
func mixed(plates int, calls ...func(r *rand.Rand, plate string) op) func(r *rand.Rand) op {
	return func(r *rand.Rand) op {
		plate := spelled(string(rune('a'+r.IntN(min(plates, 26)))), r.IntN(4))
		if plates > 26 {
			plate += strconv.Itoa(r.IntN(plates / 26))
		}
		return calls[r.IntN(len(calls))](r, plate)
	}
}

// spelled returns a plate in one of several spellings.
func spelled(name string, way int) string {
	return []string{name + "1", strings.ToUpper(name) + "1", name + " 1", "-" + strings.ToUpper(name) + "-1 "}[way]
}

// The random calls. Some have plates or kinds that are not valid.

func anyMoto(_ *rand.Rand, plate string) op { return moto(plate) }
func anyPark(r *rand.Rand, plate string) op { return park(vehicle(kinds[r.IntN(3)], plate)) }
func anyCarOrMoto(r *rand.Rand, plate string) op {
	return park(vehicle(kinds[r.IntN(2)], plate))
}

func anySpecial(r *rand.Rand, plate string) op {
	return park(parkinglot.Vehicle{Plate: plate, Kind: kinds[r.IntN(3)], Permit: r.IntN(2) == 0, Electric: r.IntN(2) == 0})
}

func anyInvalid(r *rand.Rand, plate string) op {
	if r.IntN(2) == 0 {
		return park(parkinglot.Vehicle{Plate: plate, Kind: parkinglot.Kind(r.IntN(2) * 4), Permit: r.IntN(2) == 0})
	}
	return park(parkinglot.Vehicle{Kind: kinds[r.IntN(3)], Electric: r.IntN(2) == 0})
}

func anyLeave(r *rand.Rand, plate string) op   { return leave(plate, anyBefore(r)) }
func anyFind(_ *rand.Rand, plate string) op    { return find(plate) }
func anyFullPay(_ *rand.Rand, plate string) op { return pay(plate, 1<<40) }
func anyDue(r *rand.Rand, plate string) op     { return due(plate, anyBefore(r)) }
func anyLose(_ *rand.Rand, plate string) op    { return lose(plate) }
func anyWait(r *rand.Rand, _ string) op        { return wait(moves[r.IntN(len(moves))]) }
func anySays(r *rand.Rand, _ string) op        { return says(amounts[r.IntN(len(amounts))]) }

func anyPay(r *rand.Rand, plate string) op {
	return pay(plate, amounts[r.IntN(len(amounts))], anyBefore(r))
}

func anyBefore(r *rand.Rand) int { return max(0, r.IntN(7)-5) }

var (
	moves = []time.Duration{1, time.Minute, 5 * time.Minute, 10 * time.Minute, 10*time.Minute + 1, 29 * time.Minute, time.Hour, 25 * time.Hour, -1, -10*time.Minute - 1, -2 * time.Hour}

	amounts = []parkinglot.Cents{-1, 0, 299, 300, 301, 600, 900, 1500, 2000, 2300, 9000, 1 << 40}
)

// random makes rounds of random calls on each of the lots in turn, until the time is up. If a rule is given, messages name
// it instead of the rules of the calls.
func (g game) random(t *exercise.T, rule string, lots [][]string, rounds, length int, next func(r *rand.Rand) op) {
	const atOnce = 10
	for i := range exercise.Within(max(1, rounds/atOnce)) {
		for _, drawn := range lots {
			g.drawn = drawn
			ops := g.ops()
			for l := range ops.Look {
				ops.Look[l].Rule = cmp.Or(rule, ops.Look[l].Rule)
			}
			ops.Random(t, atOnce, length+i, func(r *rand.Rand) op { // another length leads to other calls
				call := g.withRule(next(r))
				call.Rule = cmp.Or(rule, call.Rule)
				return call
			})
		}
	}
}

// check makes calls on a fresh lot of the game.
func (g game) check(t *exercise.T, calls ...op) {
	asked := make([]op, len(calls))
	for i, call := range calls {
		asked[i] = g.withRule(call)
	}
	g.ops().Check(t, asked...)
}

// withRule returns the call with the rule that it has in the step of the game.
func (g game) withRule(call op) op {
	if g.step == 7 {
		call.Rule = cmp.Or(lateRules[call.Rule], call.Rule)
	}
	return call
}
