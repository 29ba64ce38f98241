package parkinglot_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/parkinglot"
)

// The checks with several goroutines. Two gates make a few calls at the same time, many times over, each time on a
// fresh lot. There must be an order of these calls in which a single gate gets the same answers.

// A raceRow has calls at two gates at the same time. Each gate spells plates in its own way. It calls Leave with the
// ticket that it got for its own spelling.
type raceRow struct {
	name   string
	game   game
	before []op // made by the first gate alone
	gates  func(r *rand.Rand) [2][]op
}

// both returns the gates of a race that is always the same.
func both(first, second []op) func(*rand.Rand) [2][]op {
	return func(*rand.Rand) [2][]op { return [2][]op{first, second} }
}

// anyOf returns gates with n random calls each.
func anyOf(n int, calls ...func(r *rand.Rand, plate string) op) func(*rand.Rand) [2][]op {
	return func(r *rand.Rand) (gates [2][]op) {
		for g, plates := range [2]string{"ab", "AB"} {
			for range n {
				gates[g] = append(gates[g], calls[r.IntN(len(calls))](r, plates[r.IntN(2):][:1]))
			}
		}
		return gates
	}
}

// A race is one round of a raceRow.
type race struct {
	lot     *testLot
	model   *model
	gates   [2][]op
	later   [2]int // how many steps a gate waits before it begins
	history *exercise.History[op]
	ready   atomic.Int32
}

func (row raceRow) newRace(round int) *race {
	r := rand.New(rand.NewPCG(4, uint64(round)))
	ra := &race{lot: row.game.lot(), model: newModel(row.game), history: exercise.NewHistory[op](3), gates: row.gates(r), later: [2]int{r.IntN(60), r.IntN(60)}}
	for _, call := range row.before {
		ra.do(0, call)
	}
	return ra
}

func (ra *race) do(gate int, calls ...op) {
	for _, call := range calls {
		ra.history.Do(gate, call, func() any { return call.Solution(ra.lot) })
	}
}

// run makes the calls of a gate as soon as the other gate is ready too. It reports false if the other gate has stopped.
func (ra *race) run(gate int, stopped *atomic.Bool) bool {
	ra.ready.Add(1)
	for spins := 0; ra.ready.Load() < 2; spins++ {
		if stopped.Load() {
			return false
		}
		if spins > 1000 {
			runtime.Gosched()
		}
	}
	for range ra.later[gate] {
		ra.ready.Load()
	}
	ra.do(gate, ra.gates[gate]...)
	return true
}

// A hold delays a call that reads the clock, and then another one, until two gates have come.
type hold struct {
	left  atomic.Int32  // how many calls are still to be delayed
	held  chan struct{} // closed when the first call is delayed
	queue atomic.Int32  // gates that are about to call
}

func (h *hold) wait() {
	switch h.left.Add(-1) {
	case 1:
		close(h.held)
		for tries := 0; tries < 1000 && h.queue.Load() < 2; tries++ {
			time.Sleep(100 * time.Microsecond)
		}
		fallthrough
	case 0:
		time.Sleep(2 * time.Millisecond)
	}
}

// runHeld makes the calls of both gates while two motorcycles that park first are delayed at the clock. A gate that wants
// a lock which they hold must queue. A goroutine that has queued for a mutex for more than a millisecond gets it in
// turn. So if a call locks the mutex twice, another call comes in between.
func (ra *race) runHeld(t *exercise.T) {
	h := &hold{held: make(chan struct{})}
	h.left.Store(2)
	ra.lot.clock.hold = h
	came := make(chan struct{})
	exercise.Together(t, 3, func(gate int) {
		if gate == 2 {
			defer close(came)
			ra.do(2, moto("m"), moto("n"))
			return
		}
		select {
		case <-h.held:
		case <-came: // the clock is not read, or not under the lock
		}
		h.queue.Add(1)
		ra.do(gate, ra.gates[gate]...)
	})
}

// A slow clock or Tariff delays its first answer until the other gate has made its calls. If bothAsk is set, it delays its
// first two answers until both gates have asked, and then the second one until the first gate has made its calls. A lot may
// hold a lock while it asks, so no delay is longer than a millisecond.
type slow struct {
	bothAsk bool
	asked   atomic.Int32
	first   chan struct{} // closed when the first answer is delayed
	goOn    chan struct{} // gets a value when the first answer may be given
	came    chan struct{} // closed when the first gate has made its calls
}

func (s *slow) wait() {
	next := s.goOn
	switch s.asked.Add(1) {
	case 1:
		close(s.first)
	case 2:
		if !s.bothAsk {
			return
		}
		s.goOn <- struct{}{}
		next = s.came
	default:
		return
	}
	select {
	case <-next:
	case <-time.After(time.Millisecond):
	}
}

// runSlow makes the calls of the second gate as soon as a call of the first gate asks a slow clock or Tariff.
func (ra *race) runSlow(t *exercise.T, slowClock, bothAsk bool) {
	s := &slow{bothAsk: bothAsk, first: make(chan struct{}), goOn: make(chan struct{}, 2), came: make(chan struct{})}
	if slowClock {
		ra.lot.clock.hold = s
	} else {
		ra.lot.tariff.hold = s
	}
	exercise.Together(t, 2, func(gate int) {
		if gate == 0 {
			defer close(s.came)
			ra.do(0, ra.gates[0]...)
			return
		}
		select {
		case <-s.first:
		case <-s.came: // nothing was asked
		}
		ra.do(1, ra.gates[1]...)
		s.goOn <- struct{}{}
	})
	ra.lot.clock.hold, ra.lot.tariff.hold = nil, nil
}

// checkSlow has a single thread. So a gate goes on until it has to wait, and if the machine is not busy, the calls meet in
// the same way every time.
func checkSlow(t *exercise.T) {
	defer exercise.MoreThreads(1)()
	for _, slowClock := range []bool{false, true} {
		for _, parked := range []time.Duration{0, 55 * time.Minute} {
			checkSlowCalls(t, slowClock, parked)
		}
	}
}

// checkSlowCalls has each call that could ask the clock or the Tariff, and calls at another gate that may change its answer.
func checkSlowCalls(t *exercise.T, slowClock bool, parked time.Duration) {
	const all = 1 << 40
	g := till
	g.gates, g.rate = true, 300
	t.Doing(g.setup() + "\n// then a goroutine calls Due, Pay, Leave or ReplaceLost, and another one makes other calls, while the clock or the Tariff is asked")
	run := func(first, second []op, bothAsk bool) {
		if t.Failed() {
			return
		}
		ra := raceRow{game: g, before: each(car("a"), wait(parked)), gates: both(first, second)}.newRace(0)
		if ra.runSlow(t, slowClock, bothAsk); !t.Failed() {
			ra.wantOrder(t)
		}
	}
	newStay := each(pay("a", all), leave("a"), car("A"))
	for _, call := range each(due("a"), pay("a", all), leave("a"), lose("-a")) {
		// The other gate makes its calls while this call asks.
		for _, others := range [][]op{each(pay("a", all)), each(lose("A")), each(lose("A"), pay("A", all), leave("A")), each(leave("a")), each(leave("a"), car("B"), car("A")), newStay} {
			run(each(call), others, false)
		}
		// Both ask at the same time.
		for _, others := range [][]op{each(pay("a", all)), each(leave("a")), each(wait(10*time.Minute), pay("a", all))} {
			run(each(call), others, true)
		}
		// This call begins while the other gate asks, and may have to wait for a lock of that gate. When that gate has its
		// answer, it makes its next calls before this call goes on.
		for _, asks := range each(due("a"), pay("a", all)) {
			run(append(each(asks), lose("A")), each(call), false)
			run(append(each(asks), newStay...), each(call), false)
		}
	}
}

func (row raceRow) check(t *exercise.T) {
	rounds, held := 800, 6
	if exercise.Race {
		rounds = 100
	}
	row.game.gates = true
	t.Doing(fmt.Sprintf("%s\n// then two goroutines at once, with calls of Park, Leave and others", row.game.setup()))
	defer exercise.MoreThreads(max(4, runtime.GOMAXPROCS(0)))()
	inHeld := row
	inHeld.game.drawn = append(slices.Clone(row.game.drawn), "ss")
	for i := range exercise.Within(held) {
		ra := inHeld.newRace(i)
		if ra.runHeld(t); t.Failed() || !ra.wantOrder(t) {
			return
		}
	}
	races := make([]*race, rounds)
	for i := range races {
		races[i] = row.newRace(i)
	}
	var stopped atomic.Bool
	var made [2]int
	exercise.Together(t, 2, func(gate int) {
		defer stopped.Store(true)
		for i := range exercise.Within(rounds) {
			if !races[i].run(gate, &stopped) {
				return
			}
			made[gate]++
		}
	})
	for _, ra := range races[:min(made[0], made[1])] {
		if !ra.wantOrder(t) {
			return
		}
	}
}

// wantOrder asks everything that can be asked and lets all vehicles leave that may. It fails t unless there is an order
// of all calls that explains the answers.
func (ra *race) wantOrder(t *exercise.T) bool {
	step := ra.model.game.step
	ra.do(0, slices.Concat(frees(), each(stands(step, "a"), stands(step, "b"), leave("a"), leave("A"), leave("b"), leave("B")), frees())...)
	exercise.WantLinearizable(t, ra.history, ra.model, func(m *model, call op) (*model, any) {
		m = m.clone()
		return m, call.Model(m)
	})
	return !t.Failed()
}

// stands is a Find, and from step 5 on a Due with the ticket that it returns.
func stands(step int, plate string) op {
	code := fmt.Sprintf("lot.Find(%q), and lot.Due with that ticket", plate)
	if step < 5 {
		code = fmt.Sprintf("which ticket lot.Find(%q) returns", plate)
	}
	return newOp(code, "", func(l *testLot) any {
		t, ok := l.Find(plate)
		if !ok {
			return false
		}
		if step < 5 {
			return exercise.Phrase(l.names[t.ID])
		}
		cents, err := l.Due(t.ID)
		return exercise.Phrase(fmt.Sprint(l.names[t.ID], ", ", exercise.Text(moneyAnswer(cents, err)), " due"))
	}, func(m *model) any {
		s, ok := m.inside[key(plate)]
		switch {
		case !ok:
			return false
		case step < 5:
			return exercise.Phrase(s.ticket)
		}
		return exercise.Phrase(fmt.Sprint(s.ticket, ", ", m.due(s), " due"))
	})
}

var parkRaces = []raceRow{
	{"the last spot is given out once, and Free is exact when no call runs", game{step: 4, drawn: draw("c")}, nil, both(each(car("a")), each(car("B")))},
	{"the last five spots are given out once", game{step: 4, drawn: draw("llllll")}, nil, both(each(bus("a"), leave("a")), each(bus("B"), car("A")))},
	{"a bus takes its five spots at one moment", game{step: 4, drawn: draw("llllll")}, nil, both(each(bus("a")), each(car("B"), bus("A")))},
	{"a plate gets in once, even if it comes to two gates at the same time", game{step: 4, drawn: draw("ccc")}, nil, both(each(car("a")), each(car("A")))},
	{"a ticket lets its vehicle out once, even at two gates at the same time", game{step: 4, drawn: draw("lllllc")}, each(bus("a")), both(each(leave("a")), each(leave("a")))},
	{"a plate that comes while its vehicle leaves gets in, or gets ErrParked", game{step: 4, drawn: draw("c")}, each(car("a")), both(each(leave("a")), each(car("A"), find("a")))},
	{"a vehicle leaves at one moment: from then on its spot is free and its plate may return", game{step: 4, drawn: draw("c")}, each(car("a")), both(each(leave("a")), each(car("B"), find("a"), car("A")))},
	{"a vehicle leaves at one moment: until then Find returns its ticket", game{step: 4, drawn: draw("lllll")}, each(bus("a")), both(each(leave("a"), bus("b")), each(find("A"), bus("A")))},
	{"if Park is refused, no other gate ever finds its vehicle inside or a spot taken by it", game{step: 4, drawn: draw("lllll")}, nil, both(each(car("a"), find("b")), each(bus("B"), find("B")))},
	{"Find returns complete tickets while other gates park and leave", game{step: 4, drawn: draw("lllll l")}, each(bus("a")), both(each(leave("a"), car("a")), each(find("a"), find("a"), find("a")))},
	{"the calls of two gates are answered as if they were made one after another", game{step: 4, drawn: draw("llllll")}, each(car("a")), anyOf(3, anyPark, anyPark, anyLeave, anyFind)},
}

var dueRaces = []raceRow{
	{"Due is right while other gates park and leave", game{step: 5, drawn: draw("cc"), noTariff: true}, each(car("a")), anyOf(3, anyPark, anyLeave, anyDue, anyFind)},
}

// till is the lot of payRaces, where a car parks that has 300 to pay.
var till = game{step: 6, drawn: draw("cc"), lostFee: 2000, grace: time.Hour}

var payRaces = []raceRow{
	{"if two gates pay for one ticket at the same time, one payment is kept and the other comes back", till, each(says(300), car("a")), both(each(pay("a", 300)), each(pay("a", 500), due("a")))},
	{"if two gates replace one ticket at the same time, both calls charge LostFee and one new ticket is valid", till, each(says(300), car("a")), both(each(lose("a")), each(lose("A")))},
	{"if one gate pays for a ticket while another replaces it, LostFee is charged, and the payment counts or gets ErrTicket", till, each(says(300), car("a")), both(each(pay("a", 300)), each(lose("A"), find("A")))},
	{"if one gate calls Leave while another replaces the ticket, the later call returns ErrTicket", till, each(car("a")), both(each(leave("a")), each(lose("A")))},
	{"Leave is refused until all is paid, even while another gate pays", till, each(says(300), car("a")), both(each(pay("a", 300), lose("A")), each(leave("a"), leave("a")))},
	{"the calls of two gates are answered as if they were made one after another, also when they pay and replace tickets", till, each(says(300), car("a"), car("b")),
		anyOf(3, anyPark, anyLeave, anyFind, anyDue, anyPay, anyFullPay, anyLose)},
}

var specialRaces = []raceRow{
	{"the calls of two gates are answered as if they were made one after another, also with accessible spots and chargers", game{step: 7, drawn: draw("c*+lllll+", "c"), lostFee: 2000, grace: time.Hour}, each(says(300), car("a", permit)),
		anyOf(3, anySpecial, anySpecial, anySpecial, anyLeave, anyFind, anyDue, anyFullPay, anyLose)},
}

// checkTwoBusyLots has one gate at each of two lots, which make lists of calls at the same time.
func checkTwoBusyLots(t *exercise.T) {
	exercise.Together(t, 2, func(gate int) {
		ops := game{step: 4, drawn: draw("cc")}.ops()
		for i := range exercise.Within(1000) {
			plate := strings.Repeat(string(rune('a'+gate*13+i%13)), 10+i%7)
			ops.Check(t, car(plate), find(strings.ToUpper(plate)), car(plate), leave(plate), find(plate))
		}
	})
}

// checkUsesAnotherLot lets the clock and the Tariff of a lot call each method of another one. Which of them exist depends
// on the step.
func checkUsesAnotherLot(step int) func(t *exercise.T) {
	return func(t *exercise.T) {
		other := lotOf("cc")
		at := time.Unix(0, 0)
		use := func() {
			ticket, err := other.Park(aCar)
			_, found := other.Find(aCar.Plate)
			free := other.Free(parkinglot.Car)
			if step >= 5 {
				_, dueErr := other.Due(ticket.ID)
				err = cmp.Or(err, dueErr)
			}
			if err = cmp.Or(err, other.Leave(ticket.ID)); err != nil || !found || free != 1 {
				t.Fatalf("the clock or the Tariff of a lot parks a car in another lot of two spots, asks Find and Free, and lets it leave: found %t, %d free, error %v, want true, 1 and nil", found, free, err)
			}
		}
		cfg := parkinglot.Config{Levels: levels("cc"), Now: func() time.Time { use(); return at }}
		if step >= 5 {
			cfg.Tariff = feeFunc(func(parkinglot.Vehicle, time.Duration) parkinglot.Cents { use(); return 0 })
		}
		t.Doing("the clock and the Tariff of a lot use another lot, and a car parks in the first lot and leaves")
		lot := newLot(cfg)
		ticket, err := lot.Park(aCar)
		if step >= 5 {
			_, dueErr := lot.Due(ticket.ID)
			err = cmp.Or(err, dueErr)
		}
		if err = cmp.Or(err, lot.Leave(ticket.ID)); err != nil {
			t.Errorf("Park, Due or Leave of a car in a lot whose clock and Tariff use another lot returned %v, want nil", err)
		}
	}
}

// checkTwoLotsAtOnce also looks at the IDs of the tickets, which the model does not know.
func checkTwoLotsAtOnce(t *exercise.T) {
	game{step: 4, drawn: draw("s cc llllll")}.ops().AtOnce(t, 40, mixed(9, anyPark, anyPark, anyLeave, anyFind))
	const gates = 4
	var lots [gates]*parkinglot.Lot
	var seen [gates]map[parkinglot.TicketID]bool
	for g := range gates {
		lots[g], seen[g] = lotOf("c"), make(map[parkinglot.TicketID]bool)
	}
	defer exercise.MoreThreads(gates)()
	exercise.Walk(t, gates, func(g, times int) {
		ticket, err := lots[g].Park(aCar)
		if used := seen[g][ticket.ID]; err != nil || used || lots[g].Leave(ticket.ID) != nil {
			t.Fatalf("at each of %d gates, each at a lot of its own with one spot, a car parks and leaves again and again; after %d times, lot.Park returns a ticket with the ID %d and the error %v (used before: %t), want a new ID and no error, and then lot.Leave to return nil",
				gates, times, ticket.ID, err, used)
		}
		seen[g][ticket.ID] = true
	})
}

// checkSlowClock lets a car park while the clock of another car's Park is slow. If that Park does not hold up the other
// one, the clock has shown its time before the other car took the first spot.
func checkSlowClock(t *exercise.T) {
	for range exercise.Within(40) {
		var readings atomic.Int64
		reading, parked := make(chan struct{}), make(chan struct{})
		lot := newLot(parkinglot.Config{Levels: levels("cc"), Now: func() time.Time {
			n := readings.Add(1)
			if n == 1 {
				close(reading)
				select {
				case <-parked:
				case <-time.After(5 * time.Millisecond):
				}
			}
			return time.Unix(n, 0)
		}})
		var tickets [2]parkinglot.Ticket
		exercise.Together(t, 2, func(gate int) {
			if gate == 1 {
				select {
				case <-reading:
				case <-time.After(time.Second): // a lot that does not read the clock
				}
				defer close(parked)
			}
			ticket, err := lot.Park(vehicle(parkinglot.Car, fmt.Sprint("A", gate)))
			if err != nil || len(ticket.Spots) != 1 {
				t.Fatalf("lot.Park of a car in a lot of two compact spots returned (%+v, %v), want a ticket with one spot and nil", ticket, err)
			}
			tickets[gate] = ticket
		})
		first, second := tickets[0], tickets[1]
		if t.Failed() {
			return
		}
		if first.Spots[0].Number > second.Spots[0].Number {
			first, second = second, first
		}
		if second.Entered.Before(first.Entered) {
			t.Fatalf("two cars park at the same time in a lot of two compact spots, whose clock is slow at its first reading and never goes back; the car that takes the first spot entered at %v, and the other one at %v, want the time of the moment when each takes its spot",
				first.Entered, second.Entered)
		}
	}
}

// checkFreeWhileOthersRun lets a car leave and another one take its spot. Then buses come and go at 8 gates of a lot that
// has room for one of them.
func checkFreeWhileOthersRun(t *exercise.T) {
	for range exercise.Within(5) {
		checkFreeInTurn(t)
	}
	const gates, spots = 8, 5
	lot := lotOf(strings.Repeat("l", spots))
	defer exercise.MoreThreads(gates)()
	exercise.Together(t, gates, func(g int) {
		v := vehicle(parkinglot.Bus, fmt.Sprint("g", g))
		for range exercise.Within(10_000) {
			ticket, err := lot.Park(v)
			if n := lot.Free(parkinglot.Car); n < 0 || n > spots {
				t.Fatalf("buses come and go at %d gates of a lot of %d spots: lot.Free(parkinglot.Car) = %d, want 0 to %d", gates, spots, n, spots)
			}
			if err == nil {
				_ = lot.Leave(ticket.ID)
			}
		}
	})
}

// checkFreeInTurn has a single thread. While motorcycles are delayed at the clock, a Leave queues for the lock that they
// hold, and then a Park. The Park gets the lock as soon as the Leave releases it, and runs on before the Leave does: see
// runHeld.
func checkFreeInTurn(t *exercise.T) {
	defer exercise.MoreThreads(1)()
	lot := game{step: 4, drawn: draw("c ss"), gates: true}.lot()
	car("a").Solution(lot)
	h := &hold{held: make(chan struct{})}
	h.left.Store(2)
	lot.clock.hold = h
	came := make(chan struct{})
	exercise.Together(t, 3, func(gate int) {
		if gate == 2 {
			defer close(came)
			moto("m").Solution(lot)
			moto("n").Solution(lot)
			return
		}
		select {
		case <-h.held:
		case <-came: // the clock is not read, or not under the lock
		}
		if gate == 0 {
			h.queue.Add(1)
			leave("a").Solution(lot)
			return
		}
		time.Sleep(time.Millisecond)
		h.queue.Add(1)
		car("b").Solution(lot)
		if n := lot.Free(parkinglot.Car); n < 0 || n > 1 {
			t.Errorf("in a lot of one spot for cars, one car leaves while another parks: lot.Free(parkinglot.Car) = %d, want 0 or 1", n)
		}
	})
}

// claims lets vehicles come and go at 8 gates. Each vehicle marks its spots while it is there.
func claims(t *exercise.T, drawn []string, come func(r *rand.Rand, plate string) op) {
	const gates = 8
	for round := range exercise.Within(30) {
		lot := game{step: 4, drawn: drawn, gates: true}.lot()
		before := [3]int{lot.Free(kinds[0]), lot.Free(kinds[1]), lot.Free(kinds[2])}
		holders := make(map[parkinglot.SpotID]*atomic.Int64)
		for _, id := range newModel(lot.game).ids {
			holders[id] = new(atomic.Int64)
		}
		exercise.Crowded(t, gates, func(g int) {
			r := rand.New(rand.NewPCG(uint64(round), uint64(g)))
			plate := fmt.Sprint("g", g)
			for range 60 {
				call := come(r, plate)
				answer := call.Solution(lot)
				spots, in := answer.([]parkinglot.SpotID)
				if !in && exercise.Compare(answer, parkinglot.ErrFull) != nil {
					t.Fatalf("vehicles come and go at %d gates: %v returned %s, want spots or ErrFull, since no other gate uses this plate", gates, call, exercise.Text(answer))
				}
				for _, id := range spots {
					holder := holders[id]
					if holder == nil {
						t.Fatalf("vehicles come and go at %d gates: %v gets spot %v, which the lot does not have", gates, call, id)
					}
					if !holder.CompareAndSwap(0, int64(g+1)) {
						t.Fatalf("vehicles come and go at %d gates: %v gets spot %v, where another vehicle stands", gates, call, id)
					}
				}
				if n := lot.Free(kinds[g%3]); n < 0 || n > before[g%3] {
					t.Fatalf("vehicles come and go at %d gates: lot.Free(%s) = %d, want 0 to %d", gates, kindText(kinds[g%3]), n, before[g%3])
				}
				for _, id := range spots {
					holders[id].Store(0)
				}
				if _, ok := lot.Find(plate); ok != (spots != nil) {
					t.Fatalf("vehicles come and go at %d gates: %v returned the spots %v, and then lot.Find(%q) returned %t, want %t", gates, call, spots, plate, ok, spots != nil)
				}
				if spots != nil {
					require.NoError(t, lot.Leave(lot.id(plate)), "lot.Leave of a ticket that is valid")
				}
			}
		})
		if t.Failed() {
			return
		}
		require.Equal(t, before, [3]int{lot.Free(kinds[0]), lot.Free(kinds[1]), lot.Free(kinds[2])}, "vehicles come and go at %d gates, until all have left: Free for Motorcycle, Car and Bus", gates)
	}
}
