package parkinglot_test

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/parkinglot"
)

type verb int

const (
	park verb = iota
	leave
	find
	free
	due
	pay
	replaceLost
	move // the clock
)

// call is a call on a lot, as data. A ticket is told by the plate that got it, and by how many that
// plate has got since.
type call struct {
	verb    verb
	vehicle parkinglot.Vehicle // or its Plate or Kind alone
	before  int                // how many tickets before the plate's last one
	amount  parkinglot.Cents
	by      time.Duration
}

func moto(plate string) call { return parkOf(parkinglot.Motorcycle, plate) }
func car(plate string) call  { return parkOf(parkinglot.Car, plate) }
func bus(plate string) call  { return parkOf(parkinglot.Bus, plate) }

func parkOf(k parkinglot.Kind, plate string) call {
	return call{verb: park, vehicle: parkinglot.Vehicle{Plate: plate, Kind: k}}
}

func (c call) withPermit() call {
	c.vehicle.Permit = true
	return c
}

func (c call) electric() call {
	c.vehicle.Electric = true
	return c
}

// old is the call with the ticket before the last one.
func (c call) old() call {
	c.before++
	return c
}

func ofPlate(v verb, plate string) call {
	return call{verb: v, vehicle: parkinglot.Vehicle{Plate: plate}}
}

func out(plate string) call          { return ofPlate(leave, plate) }
func found(plate string) call        { return ofPlate(find, plate) }
func owes(plate string) call         { return ofPlate(due, plate) }
func lost(plate string) call         { return ofPlate(replaceLost, plate) }
func after(d time.Duration) call     { return call{verb: move, by: d} }
func freeFor(k parkinglot.Kind) call { return call{verb: free, vehicle: parkinglot.Vehicle{Kind: k}} }
func each(c ...call) []call          { return c }
func pays(p string, c int64) call {
	return call{verb: pay, vehicle: ofPlate(pay, p).vehicle, amount: parkinglot.Cents(c)}
}
func frees() []call { return each(freeFor(kinds[0]), freeFor(kinds[1]), freeFor(kinds[2])) }

func (c call) String() string {
	plate := c.vehicle.Plate
	id := fmt.Sprintf("id(%q)", plate)
	if c.before > 0 {
		id = fmt.Sprintf("id(%q, %d before)", plate, c.before)
	}
	switch c.verb {
	case park:
		return "lot.Park(" + vehicleText(c.vehicle) + ")"
	case leave:
		return fmt.Sprintf("lot.Leave(%s)", id)
	case find:
		return fmt.Sprintf("lot.Find(%q)", plate)
	case free:
		return fmt.Sprintf("lot.Free(%s)", kindText(c.vehicle.Kind))
	case due:
		return fmt.Sprintf("lot.Due(%s)", id)
	case pay:
		return fmt.Sprintf("lot.Pay(%s, %d)", id, c.amount)
	case replaceLost:
		return fmt.Sprintf("lot.ReplaceLost(%q)", plate)
	default:
		return fmt.Sprintf("clock.move(%d) // %v", c.by, c.by)
	}
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

// rule returns the rule that the answer to the call follows.
func (c call) rule() string {
	switch c.verb {
	case park:
		switch {
		case c.vehicle.Permit || c.vehicle.Electric:
			return "accessible decides first (for a permit), then charger (wanted or unwanted), then size, then position (step 7)"
		case c.vehicle.Kind == parkinglot.Bus:
			return "a bus takes the first five free large spots side by side in one row (step 2)"
		default:
			return "a motorcycle or car takes the smallest size that fits, then the lowest level, row and number (step 1)"
		}
	case leave:
		return "Leave frees every spot of a ticket that is valid and paid, and refuses any other (steps 1, 2, 3 and 6)"
	case find:
		return "Find returns the ticket of a vehicle that is inside (step 3)"
	case free:
		return "Free says how many plain vehicles of the kind would still fit (step 3)"
	case due:
		return "Due is the fee and lost fees less what was paid, and in Grace the fee stays what it was when it was paid (steps 5 and 6)"
	case pay:
		return "Pay pays all that is due and returns the rest, or refuses and records nothing (step 6)"
	default:
		return "ReplaceLost voids the old ticket, keeps everything else, and adds LostFee (step 6)"
	}
}

// A game is a lot to make calls on, as far as a step knows it.
type game struct {
	step    int
	drawn   []string
	rate    parkinglot.Cents
	lostFee parkinglot.Cents
	grace   time.Duration
}

func (g game) script() exercise.Script[call] {
	return exercise.Script[call]{
		Setup: g.setup(),
		Play: exercise.CallByCall(func() func(call) *exercise.Mismatch {
			real, m := g.newSide(), g.newModel()
			return func(c call) *exercise.Mismatch { return real.compare(c, m) }
		}),
		Rule: call.rule,
	}
}

// random makes rounds of random calls on each of the lots, in turn, until it has been enough.
func (g game) random(t *exercise.T, lots [][]string, rounds, length int, next func(r *rand.Rand) call) {
	const atOnce = 10
	for i := range exercise.Within(rounds / atOnce) {
		for _, drawn := range lots {
			g.drawn = drawn
			g.script().Random(t, atOnce, length+i, next) // another length, and so other calls
		}
	}
}

// setup returns the code that makes the lot.
func (g game) setup() string {
	config := "Levels: " + levelsText(g.drawn)
	if g.rate != 0 {
		config += fmt.Sprintf(", Tariff: perHour(%d)", g.rate)
	}
	if g.lostFee != 0 {
		config += fmt.Sprintf(", LostFee: %d", g.lostFee)
	}
	if g.grace != 0 {
		config += fmt.Sprintf(", Grace: %d /* %v */", g.grace, g.grace)
	}
	if g.step >= 5 {
		config += ", Now: clock.now"
	}
	return fmt.Sprintf("lot, _ := parkinglot.New(parkinglot.Config{%s})\n// levels: %s. id: of the last ticket that the plate got", config, legend)
}

func (g game) newModel() *model {
	return newModel(g.drawn, perHour(g.rate), g.lostFee, g.grace)
}

// side is the learner's lot in a game.
type side struct {
	game
	lot     *parkinglot.Lot
	clock   *clock
	tickets map[string][]parkinglot.TicketID // by key
	issued  map[parkinglot.TicketID]bool
}

func (g game) newSide() *side {
	s := &side{game: g, clock: newClock(), tickets: make(map[string][]parkinglot.TicketID), issued: make(map[parkinglot.TicketID]bool)}
	cfg := parkinglot.Config{Levels: levels(g.drawn...), LostFee: g.lostFee, Grace: g.grace, Now: s.clock.now}
	if g.rate != 0 {
		cfg.Tariff = perHour(g.rate)
	}
	s.lot = newLot(cfg)
	return s
}

// compare makes the call on the model and, if the step knows it, on the lot. From step 3 on it then looks whether the same
// vehicles fit.
func (s *side) compare(c call, m *model) *exercise.Mismatch {
	want := c.onModel(m)
	if s.step < 3 && (want == "ErrTicket" || want == "ErrParked") {
		return nil // a call that only step 3 gives an answer to
	}
	got := c.on(s)
	if got == "ErrAmount" && want == "ErrTicket" && c.amount < 0 {
		got = want // both are true
	}
	if mismatch := exercise.Differ(got, want); mismatch != nil || s.step < 3 || c.verb != park && c.verb != leave {
		return mismatch
	}
	for _, k := range kinds {
		if got, room := s.lot.Free(k), m.free(k); got != room {
			text := want + ", and then lot.Free(" + kindText(k) + ") = %d"
			return &exercise.Mismatch{Got: fmt.Sprintf(text, got), Want: fmt.Sprintf(text, room)}
		}
	}
	return nil
}

// on makes the call on the learner's lot and returns its answer as text.
func (c call) on(s *side) string {
	switch plate := c.vehicle.Plate; c.verb {
	case park:
		t, err := s.lot.Park(c.vehicle)
		if err != nil {
			return errText(err)
		}
		return fmt.Sprint(sorted(t.Spots)) + s.note(t, c.vehicle)
	case leave:
		return errText(s.lot.Leave(s.id(c)))
	case find:
		t, ok := s.lot.Find(plate)
		if !ok {
			return "nothing"
		}
		text := fmt.Sprintf("%v of %q", sorted(t.Spots), t.Vehicle.Plate)
		if t.ID != s.id(c) {
			text += " with an ID that is not its ticket's"
		}
		return text
	case free:
		return fmt.Sprint(s.lot.Free(c.vehicle.Kind))
	case due:
		cents, err := s.lot.Due(s.id(c))
		if err != nil {
			return errText(err)
		}
		return fmt.Sprint(cents)
	case pay:
		change, err := s.lot.Pay(s.id(c), c.amount)
		if err != nil {
			return errText(err)
		}
		return fmt.Sprintf("%d change", change)
	case replaceLost:
		t, err := s.lot.ReplaceLost(plate)
		if err != nil {
			return errText(err)
		}
		return fmt.Sprintf("%v of %q", sorted(t.Spots), t.Vehicle.Plate) + s.note(t, t.Vehicle)
	default:
		s.clock.move(c.by)
		return "nothing"
	}
}

// note notes a ticket, and returns what is wrong with it as far as the step knows tickets.
func (s *side) note(t parkinglot.Ticket, v parkinglot.Vehicle) (flaw string) {
	if s.step >= 3 {
		switch {
		case s.issued[t.ID]:
			flaw = fmt.Sprintf(" with the ID %d, which another ticket had", t.ID)
		case t.Vehicle != v:
			flaw = fmt.Sprintf(" for the vehicle %+v, which is not as it was given", t.Vehicle)
		}
	}
	s.issued[t.ID] = true
	s.tickets[key(v.Plate)] = append(s.tickets[key(v.Plate)], t.ID)
	return flaw
}

// id returns the ID of the ticket that c names, or one that no ticket had if there is none.
func (s *side) id(c call) parkinglot.TicketID {
	ids := s.tickets[key(c.vehicle.Plate)]
	if i := len(ids) - 1 - c.before; i >= 0 {
		return ids[i]
	}
	id := parkinglot.TicketID(-1)
	for s.issued[id] {
		id--
	}
	return id
}

// onModel makes the call on the model and returns its answer as text.
func (c call) onModel(m *model) string {
	switch plate := c.vehicle.Plate; c.verb {
	case park:
		return m.park(c.vehicle)
	case leave:
		return m.leave(plate, c.before)
	case find:
		return m.find(plate)
	case free:
		return fmt.Sprint(m.free(c.vehicle.Kind))
	case due:
		return m.due(plate, c.before)
	case pay:
		return m.pay(plate, c.before, c.amount)
	case replaceLost:
		return m.replace(plate)
	default:
		m.clock.move(c.by)
		return "nothing"
	}
}

// sorted returns spots in order: in which one a ticket names them is not said.
func sorted(spots []parkinglot.SpotID) []parkinglot.SpotID {
	return slices.SortedFunc(slices.Values(spots), func(a, b parkinglot.SpotID) int {
		return cmp.Or(cmp.Compare(a.Level, b.Level), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Number, b.Number))
	})
}

func errText(err error) string {
	for _, known := range []struct {
		name string
		err  error
	}{
		{"ErrConfig", parkinglot.ErrConfig}, {"ErrVehicle", parkinglot.ErrVehicle}, {"ErrFull", parkinglot.ErrFull},
		{"ErrParked", parkinglot.ErrParked}, {"ErrTicket", parkinglot.ErrTicket}, {"ErrUnpaid", parkinglot.ErrUnpaid},
		{"ErrAmount", parkinglot.ErrAmount},
	} {
		if errors.Is(err, known.err) {
			return known.name
		}
	}
	if err == nil {
		return "nil"
	}
	return fmt.Sprintf("the error %q", err)
}

// mixed returns what makes random calls of these verbs, with so many plates.
func mixed(plates int, sorts bool, verbs ...verb) func(r *rand.Rand) call {
	return func(r *rand.Rand) call {
		c := call{verb: verbs[r.IntN(len(verbs))]}
		name := string(rune('a' + r.IntN(plates)))
		c.vehicle.Plate = spelled(name, r.IntN(4))
		switch c.verb {
		case park, free:
			c.vehicle.Kind = kinds[r.IntN(len(kinds))]
		case leave, due, pay:
			if r.IntN(6) == 0 {
				c.before = 1
			}
		case move:
			c.by = moves[r.IntN(len(moves))]
		}
		if c.verb == park && sorts {
			c.vehicle.Permit, c.vehicle.Electric = r.IntN(2) == 0, r.IntN(2) == 0
		}
		if c.verb == pay {
			c.amount = amounts[r.IntN(len(amounts))]
		}
		return c
	}
}

// spelled returns a plate in one of several ways to write it.
func spelled(name string, way int) string {
	return []string{name + "1", strings.ToUpper(name) + "1", name + " 1", "-" + strings.ToUpper(name) + "-1 "}[way]
}

var (
	moves = []time.Duration{1, time.Minute, 5 * time.Minute, 10 * time.Minute, 10*time.Minute + 1, 29 * time.Minute, time.Hour, 25 * time.Hour}

	amounts = []parkinglot.Cents{-1, 0, 299, 300, 301, 600, 900, 1500, 2000, 2300, 9000, 1 << 40}
)
