package parkinglot_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/parkinglot"
)

// Lots are drawn as text. Each spot is a letter for its size: s, c or l. A * after it makes the spot accessible, and a +
// gives it a charger. A space ends a row, and each level is a string of its own.

// longRuns are the lengths of the long runs of large spots, the longest first.
var longRuns = []int{302, 203, 64, 50, 30}

// draw returns the drawing of levels.
func draw(levels ...string) []string { return levels }

// levels returns the levels drawn.
func levels(drawn ...string) []parkinglot.Level {
	all := make([]parkinglot.Level, len(drawn))
	for i, text := range drawn {
		if text != "" {
			for row := range strings.SplitSeq(text, " ") {
				all[i] = append(all[i], drawnRow(row))
			}
		}
	}
	return all
}

var sizeLetters = map[rune]parkinglot.Size{'s': parkinglot.Small, 'c': parkinglot.Compact, 'l': parkinglot.Large}

func drawnRow(text string) (row []parkinglot.Spot) {
	for _, letter := range text {
		switch letter {
		case '*':
			row[len(row)-1].Accessible = true
		case '+':
			row[len(row)-1].Charger = true
		default:
			row = append(row, parkinglot.Spot{Size: sizeLetters[letter]})
		}
	}
	return row
}

// newLot returns a lot. It panics if New refuses the configuration, which is valid.
func newLot(cfg parkinglot.Config) *parkinglot.Lot {
	lot, err := parkinglot.New(cfg)
	if err != nil {
		panic(fmt.Sprintf("parkinglot.New returned the error %v for a valid configuration", err))
	}
	return lot
}

// clock is a clock that stands still until it is moved. Then it also changes its time zone, which must make no
// difference.
type clock struct {
	hold interface{ wait() } // delays readings, if it is not nil
	mu   sync.Mutex          // guards time
	time time.Time
}

var dusk = time.Date(2026, time.May, 4, 18, 0, 0, 0, time.UTC)

func (c *clock) now() time.Time {
	if c.hold != nil {
		c.hold.wait()
	}
	return c.read()
}

// read returns what the clock shows, without a delay.
func (c *clock) read() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.time
}

func (c *clock) move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.time = c.time.Add(d).In(time.FixedZone("", int(d/time.Minute)%12*3600))
}

// A game describes a lot for calls, and what else is done to it.
type game struct {
	step    int // rules of later steps are not checked
	drawn   []string
	rate    parkinglot.Cents // for every hour that has begun
	lostFee parkinglot.Cents
	grace   time.Duration

	noTariff bool
	zeroTime bool // the clock begins with the zero time
	careless bool // the caller changes Levels after New, and the Spots of each ticket
	twin     bool // each call is made on another lot first, which is larger and costs more
	gates    bool // several goroutines call, and each spells plates in its own way
}

// String returns the game as Go.
func (g game) String() string {
	var drawn []string
	for _, level := range g.drawn {
		text := strconv.Quote(level)
		for _, n := range longRuns {
			text = strings.ReplaceAll(text, strings.Repeat("l", n), fmt.Sprintf(`" + strings.Repeat("l", %d) + "`, n))
		}
		drawn = append(drawn, strings.TrimSuffix(strings.TrimPrefix(text, `"" + `), ` + ""`))
	}
	fields := []string{fmt.Sprintf("step: %d, drawn: draw(%s)", g.step, strings.Join(drawn, ", "))}
	for _, field := range []struct {
		text string
		set  bool
	}{
		{fmt.Sprintf("rate: %d", g.rate), g.rate != 0},
		{fmt.Sprintf("lostFee: %d", g.lostFee), g.lostFee != 0},
		{"grace: " + durationText(g.grace), g.grace != 0},
		{"noTariff: true", g.noTariff},
		{"zeroTime: true", g.zeroTime},
		{"careless: true", g.careless},
		{"twin: true", g.twin},
		{"gates: true", g.gates},
	} {
		if field.set {
			fields = append(fields, field.text)
		}
	}
	return "game{" + strings.Join(fields, ", ") + "}"
}

// durationText returns d as Go.
func durationText(d time.Duration) string {
	text, rest := fmt.Sprintf("%d*time.Minute", d/time.Minute), d%time.Minute
	switch {
	case d/time.Minute == 0:
		return fmt.Sprint(int(rest))
	case rest != 0:
		text += fmt.Sprintf("%+d", rest)
	}
	return text
}

// setup returns the Go that makes the lot.
func (g game) setup() string {
	text := fmt.Sprintf("lot := %v.lot() // s, c, l: small, compact, large; *: accessible; +: charger", g)
	if g.careless {
		text += "\n// The caller changes cfg.Levels after New, and the Spots of each ticket after the call that returned it."
	}
	if g.twin {
		text += "\n// Each call is made first on another lot, which has more spots and other fees."
	}
	if g.gates {
		text += "\n// Several goroutines call, and each spells plates in its own way."
	}
	return text
}

// ops returns what makes calls on lots of the game. From step 3 on it asks Free for every kind after each call.
func (g game) ops() exercise.Ops[*testLot, *model] {
	ops := exercise.Ops[*testLot, *model]{
		Setup: g.setup(),
		New:   func() (*testLot, *model) { return g.lot(), newModel(g) },
	}
	if g.step >= 3 {
		for _, call := range frees() {
			ops.Look = append(ops.Look, g.withRule(call))
		}
	}
	return ops
}

// holder returns the name under which the tickets of a plate are kept.
func (g game) holder(plate string) string {
	if g.gates {
		return plate
	}
	return key(plate)
}

// tariff is a Tariff whose fee can be set.
type tariff struct {
	rate parkinglot.Cents
	says *parkinglot.Cents   // the fee for any time, if it is not nil
	hold interface{ wait() } // delays answers, if it is not nil
}

func (t *tariff) Fee(_ parkinglot.Vehicle, parked time.Duration) parkinglot.Cents {
	if t.hold != nil {
		t.hold.wait()
	}
	if t.says != nil {
		return *t.says
	}
	return t.rate * parkinglot.Cents((parked+time.Hour-1)/time.Hour)
}

// feeFunc is a Tariff that is a function.
type feeFunc func(v parkinglot.Vehicle, parked time.Duration) parkinglot.Cents

func (f feeFunc) Fee(v parkinglot.Vehicle, parked time.Duration) parkinglot.Cents {
	return f(v, parked)
}

// testLot is a learner's lot, with a record of the tickets that it returned.
type testLot struct {
	*parkinglot.Lot
	game   game
	clock  clock
	tariff tariff
	twin   *testLot

	mu      sync.Mutex
	tickets map[string][]parkinglot.TicketID // by holder
	names   map[parkinglot.TicketID]string   // by ticket: its holder, and which of its tickets it is
	valid   map[string]parkinglot.Ticket     // by key, as they were returned
	doubled string                           // a text that says so, if two tickets have the same ID
	spoilt  []parkinglot.SpotID              // the Spots of the last ticket, if the caller is careless
}

func (g game) lot() *testLot {
	l := &testLot{
		game: g, clock: clock{time: dusk}, tariff: tariff{rate: g.rate}, tickets: make(map[string][]parkinglot.TicketID),
		names: make(map[parkinglot.TicketID]string), valid: make(map[string]parkinglot.Ticket),
	}
	if g.zeroTime {
		l.clock.time = time.Time{}
	}
	cfg := parkinglot.Config{Levels: levels(g.drawn...), LostFee: g.lostFee, Grace: g.grace}
	if g.step >= 3 {
		cfg.Now = l.clock.now
	}
	if !g.noTariff {
		cfg.Tariff = &l.tariff
	}
	l.Lot = newLot(cfg)
	if g.careless {
		for i, level := range cfg.Levels {
			for _, row := range level {
				clear(row)
			}
			clear(level)
			cfg.Levels[i] = levels("lllll*c+s")[0]
		}
	}
	if g.twin {
		other := game{step: g.step, drawn: append(draw("lllllsc"), g.drawn...), lostFee: g.lostFee + 13, grace: g.grace + time.Hour}
		if g.step >= 5 {
			other.rate = g.rate + 7
		}
		l.twin = other.lot()
	}
	return l
}

// Park calls the learner's Park and keeps the ticket.
func (l *testLot) Park(v parkinglot.Vehicle) (parkinglot.Ticket, error) {
	t, err := l.Lot.Park(v)
	if err == nil {
		l.keep(v.Plate, t)
	}
	return t, err
}

// ReplaceLost calls the learner's ReplaceLost and keeps the ticket.
func (l *testLot) ReplaceLost(plate string) (parkinglot.Ticket, error) {
	t, err := l.Lot.ReplaceLost(plate)
	if err == nil {
		l.keep(plate, t)
	}
	return t, err
}

// Leave calls the learner's Leave and forgets the ticket.
func (l *testLot) Leave(id parkinglot.TicketID) error {
	err := l.Lot.Leave(id)
	if err == nil && !l.game.gates {
		for key, t := range l.valid {
			if t.ID == id {
				delete(l.valid, key)
			}
		}
	}
	return err
}

// keep keeps a ticket for a plate. It does not look at the ticket's Vehicle, which need not be set before step 3.
func (l *testLot) keep(plate string, t parkinglot.Ticket) {
	holder := l.game.holder(plate)
	l.mu.Lock()
	defer l.mu.Unlock()
	if other := l.names[t.ID]; other != "" {
		l.doubled = fmt.Sprintf("a ticket with the ID %d, the same ID as %s", t.ID, other)
	}
	l.names[t.ID] = ticketName(holder, len(l.tickets[holder]))
	l.tickets[holder] = append(l.tickets[holder], t.ID)
	t.Spots = slices.Clone(t.Spots)
	l.valid[key(plate)] = t
}

func ticketName(holder string, n int) string { return fmt.Sprintf("ticket %d of %q", n+1, holder) }

// id returns the ID of the last ticket for a plate, or of the ticket that many before it. If there was no such ticket,
// it returns an ID that no ticket had.
func (l *testLot) id(plate string, before ...int) parkinglot.TicketID {
	l.mu.Lock()
	defer l.mu.Unlock()
	ids := l.tickets[l.game.holder(plate)]
	if i := len(ids) - 1 - sum(before); i >= 0 {
		return ids[i]
	}
	id := parkinglot.TicketID(-1)
	for l.names[id] != "" {
		id--
	}
	return id
}

func sum(numbers []int) (n int) {
	for _, k := range numbers {
		n += k
	}
	return n
}

// spoil overwrites the Spots of a ticket, and what append to them would overwrite.
func spoil(spots []parkinglot.SpotID) {
	all := spots[:cap(spots)]
	for i := range all {
		all[i] = parkinglot.SpotID{Level: -1, Row: -1, Number: -1}
	}
}

// answer returns the spots of a ticket that a call returned, or a text that says what is wrong with the ticket. From
// step 3 on its vehicle and its time of entry must be those of like.
func (l *testLot) answer(t parkinglot.Ticket, err error, like parkinglot.Ticket) any {
	if err != nil {
		return err
	}
	if l.game.careless {
		spoil(l.spoilt) // again: now there is a later ticket, which must not change
	}
	spots := slices.Clone(t.Spots)
	if l.game.careless {
		spoil(t.Spots)
		l.spoilt = t.Spots
	}
	l.mu.Lock()
	doubled := l.doubled
	l.mu.Unlock()
	switch {
	case l.game.step < 3:
		return spots
	case doubled != "":
		return exercise.Phrase(doubled)
	case l.game.gates:
		return spots
	}
	t.Spots, like.ID, like.Spots = nil, t.ID, nil
	if diff := cmp.Diff(like, t); diff != "" {
		return exercise.Phrase("a ticket with the wrong vehicle or time of entry (-want +got):\n" + diff)
	}
	return spots
}
