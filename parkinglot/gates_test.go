package parkinglot_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/parkinglot"
)

// The checks in which goroutines meet: many short rounds, each with its account.

const gates = 8

// slowClock is a clock that can hold up twice who looks at it.
type slowClock struct {
	armed  atomic.Int64  // how many are still to be held up
	held   chan struct{} // closed when the first one is
	queued atomic.Int64  // gates that are about to call
	gates  int64         // how many there will be
}

func newSlowClock() *slowClock { return &slowClock{held: make(chan struct{})} }

func (c *slowClock) now() time.Time {
	switch c.armed.Add(-1) {
	case 1:
		close(c.held)
		for range 1000 {
			if c.queued.Load() == c.gates {
				break
			}
			time.Sleep(100 * time.Microsecond)
		}
		time.Sleep(2 * time.Millisecond)
	case 0:
		time.Sleep(2 * time.Millisecond)
	}
	return time.Date(2026, time.May, 4, 18, 0, 0, 0, time.UTC)
}

// crowd calls f for each of n gates at once, while first, a call that looks at the clock, is held up
// there, and then a second time. Whoever wants a lock that it holds has to queue. Who has queued for a
// mutex for more than a millisecond, and then sees another one get it, makes all of them get it by
// turns. So if a call takes it twice, others come in between.
func (c *slowClock) crowd(t *exercise.T, first func(i int), n int, f func(gate int)) {
	defer exercise.MoreThreads(2 * n)()
	done := make(chan struct{})
	c.gates = int64(n)
	c.armed.Store(2)
	go t.Guarded(func() {
		defer close(done)
		first(1)
		first(2)
	})()
	select {
	case <-c.held:
	case <-done:
	}
	exercise.Together(t, n, func(gate int) {
		c.queued.Add(1)
		f(gate)
	})
	<-done
}

// newGates returns a lot, and a clock for it that two motorcycles are held up by. The lot has small
// spots for these beside what is drawn.
func newGates(drawn ...string) (*parkinglot.Lot, *slowClock) {
	c := newSlowClock()
	return newLot(parkinglot.Config{Levels: levels(append(drawn, "ss")...), Now: c.now}), c
}

// parkFirst parks a motorcycle that is held up.
func parkFirst(lot *parkinglot.Lot) func(i int) {
	return func(i int) {
		_, _ = lot.Park(parkinglot.Vehicle{Plate: fmt.Sprint("first ", i), Kind: parkinglot.Motorcycle})
	}
}

// rounds is how many rounds a check makes, if it is fast.
func rounds() int {
	if exercise.Race {
		return 15
	}
	return 60
}

func wantFree(t *exercise.T, what string, lot *parkinglot.Lot, k parkinglot.Kind, want int) {
	if got := lot.Free(k); got != want {
		t.Errorf("%s: then lot.Free(%s) = %d, want %d", what, kindText(k), got, want)
	}
}

// checkLastSpots lets more vehicles come than there is room for.
func checkLastSpots(t *exercise.T) {
	for _, row := range []struct {
		drawn string
		kind  parkinglot.Kind
		room  int
	}{
		{"c", parkinglot.Car, 1},
		{"clc", parkinglot.Car, 3},
		{"lllll", parkinglot.Bus, 1},
		{"lllllll lllll", parkinglot.Bus, 2},
	} {
		for range exercise.Within(rounds()) {
			if lastSpots(t, row.drawn, row.kind, row.room); t.Failed() {
				return
			}
		}
	}
}

func lastSpots(t *exercise.T, drawn string, k parkinglot.Kind, room int) {
	what := fmt.Sprintf("in a lot of %s, where %d find room, %d vehicles of kind %v come at the same time", levelsText(draw(drawn)), room, gates, k)
	t.Doing(what)
	lot, c := newGates(drawn)
	var tickets [gates]parkinglot.Ticket
	var errs [gates]error
	c.crowd(t, parkFirst(lot), gates, func(g int) {
		tickets[g], errs[g] = lot.Park(parkinglot.Vehicle{Plate: fmt.Sprint("v", g), Kind: k})
	})
	sold := make(map[parkinglot.SpotID]bool)
	parked := 0
	for g, err := range errs {
		if err != nil {
			if !errors.Is(err, parkinglot.ErrFull) {
				t.Errorf("%s: one is refused with the error %v, want ErrFull", what, err)
			}
			continue
		}
		parked++
		for _, id := range tickets[g].Spots {
			if sold[id] {
				t.Errorf("%s: spot %v is sold twice", what, id)
			}
			sold[id] = true
		}
	}
	if parked != room {
		t.Errorf("%s: %d get a ticket, want %d", what, parked, room)
	}
	wantFree(t, what, lot, k, 0)
	for g, err := range errs {
		if err == nil {
			if err := lot.Leave(tickets[g].ID); err != nil {
				t.Errorf("%s: then one who got a ticket leaves, with the error %v", what, err)
			}
		}
	}
	wantFree(t, what+", and all leave", lot, k, room)
}

// checkClaims lets vehicles come and go, each of which marks its spots while it is there.
func checkClaims(t *exercise.T) {
	claims(t, draw("s cc llllll", "sc lllll"), func(r *rand.Rand, v parkinglot.Vehicle) parkinglot.Vehicle {
		v.Kind = kinds[r.IntN(len(kinds))]
		return v
	})
}

func claims(t *exercise.T, drawn []string, vary func(r *rand.Rand, v parkinglot.Vehicle) parkinglot.Vehicle) {
	for round := range exercise.Within(rounds()) {
		lot := lotOf(drawn...)
		var before []int
		for _, k := range kinds {
			before = append(before, lot.Free(k))
		}
		holders := make(map[parkinglot.SpotID]*atomic.Int64)
		for l, level := range levels(drawn...) {
			for r, row := range level {
				for n := range row {
					holders[parkinglot.SpotID{Level: l, Row: r, Number: n}] = new(atomic.Int64)
				}
			}
		}
		exercise.Crowded(t, gates, func(g int) {
			r := rand.New(rand.NewPCG(uint64(round), uint64(g)))
			for range 100 {
				if claim(t, lot, holders, vary(r, parkinglot.Vehicle{Plate: fmt.Sprint("g", g)}), int64(g+1)); t.Failed() {
					return
				}
			}
		})
		if t.Failed() {
			return
		}
		for i, k := range kinds {
			wantFree(t, fmt.Sprintf("in a lot of %s vehicles come and go at %d gates, until all have left", levelsText(drawn), gates), lot, k, before[i])
		}
	}
}

// claim lets v in, marks its spots, and lets it out.
func claim(t *exercise.T, lot *parkinglot.Lot, holders map[parkinglot.SpotID]*atomic.Int64, v parkinglot.Vehicle, me int64) {
	ticket, err := lot.Park(v)
	if errors.Is(err, parkinglot.ErrFull) {
		return
	}
	if err != nil {
		t.Fatalf("vehicles come and go at %d gates: lot.Park(%s) returned the error %v", gates, vehicleText(v), err)
	}
	for _, id := range ticket.Spots {
		if holder := holders[id]; holder == nil || !holder.CompareAndSwap(0, me) {
			t.Fatalf("vehicles come and go at %d gates: %s gets spot %v, where another one stands", gates, vehicleText(v), id)
		}
	}
	for _, id := range ticket.Spots {
		holders[id].Store(0)
	}
	if err := lot.Leave(ticket.ID); err != nil {
		t.Fatalf("vehicles come and go at %d gates: lot.Leave of a ticket that is valid returned the error %v", gates, err)
	}
}

func checkOnePlate(t *exercise.T) {
	for range exercise.Within(rounds()) {
		lot, c := newGates(strings.Repeat("c", 2*gates))
		var tickets [gates]parkinglot.Ticket
		var errs [gates]error
		what := fmt.Sprintf("the plate A1, in several spellings, comes to %d gates of a lot of %d spots at the same time", gates, 2*gates)
		c.crowd(t, parkFirst(lot), gates, func(g int) {
			tickets[g], errs[g] = lot.Park(parkinglot.Vehicle{Plate: spelled("a", g%4), Kind: parkinglot.Car})
		})
		in := -1
		for g, err := range errs {
			switch {
			case err == nil && in >= 0:
				t.Fatalf("%s: it gets in twice, at the spots %v and %v", what, tickets[in].Spots, tickets[g].Spots)
			case err == nil:
				in = g
			case !errors.Is(err, parkinglot.ErrParked):
				t.Fatalf("%s: one is refused with the error %v, want ErrParked", what, err)
			}
		}
		if in < 0 {
			t.Fatalf("%s: all are refused, want one to get in", what)
		}
		wantFree(t, what, lot, parkinglot.Car, 2*gates-1)
		if ticket, ok := lot.Find("a1"); !ok || ticket.ID != tickets[in].ID {
			t.Fatalf("%s: then lot.Find(\"a1\") = (%+v, %t), want the ticket %d", what, ticket, ok, tickets[in].ID)
		}
		if err := lot.Leave(tickets[in].ID); err != nil {
			t.Fatalf("%s: then lot.Leave of its ticket returned the error %v", what, err)
		}
		if wantFree(t, what+", and leaves", lot, parkinglot.Car, 2*gates); t.Failed() {
			return
		}
	}
}

func checkOneLeave(t *exercise.T) {
	for i := range exercise.Within(rounds()) {
		k := kinds[1+i%2]
		lot, c := newGates("llllllllll")
		before := lot.Free(k)
		ticket, _ := lot.Park(parkinglot.Vehicle{Plate: "A1", Kind: k})
		what := fmt.Sprintf("a %v leaves by %d gates at the same time, with one ticket", k, gates)
		var errs [gates]error
		c.crowd(t, parkFirst(lot), gates, func(g int) { errs[g] = lot.Leave(ticket.ID) })
		left := 0
		for _, err := range errs {
			if err == nil {
				left++
			} else if !errors.Is(err, parkinglot.ErrTicket) {
				t.Errorf("%s: one Leave returned the error %v, want ErrTicket", what, err)
			}
		}
		if left != 1 {
			t.Errorf("%s: Leave returned nil %d times, want once", what, left)
		}
		if wantFree(t, what, lot, k, before); t.Failed() {
			return
		}
	}
}

// checkLeaveAndReturn has a car leave while cars with its plate come.
func checkLeaveAndReturn(t *exercise.T) {
	for range exercise.Within(rounds()) {
		lot, c := newGates("ccc")
		old, _ := lot.Park(parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Car})
		var tickets [gates]parkinglot.Ticket
		var errs [gates]error
		what := fmt.Sprintf("the plate A1 leaves, and at the same time comes to %d gates", gates-1)
		c.crowd(t, parkFirst(lot), gates, func(g int) {
			if g == gates/2 {
				errs[g] = lot.Leave(old.ID)
			} else {
				tickets[g], errs[g] = lot.Park(parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Car})
			}
		})
		if errs[gates/2] != nil {
			t.Fatalf("%s: Leave returned the error %v", what, errs[gates/2])
		}
		in := 0
		for g, err := range errs {
			if err == nil && g != gates/2 {
				in++
			} else if err != nil && !errors.Is(err, parkinglot.ErrParked) {
				t.Fatalf("%s: Park returned the error %v, want nil or ErrParked", what, err)
			}
		}
		if in > 1 {
			t.Fatalf("%s: it gets in %d times", what, in)
		}
		if _, ok := lot.Find("A1"); ok != (in == 1) {
			t.Fatalf("%s: it gets in %d times, and then lot.Find(\"A1\") finds it: %t", what, in, ok)
		}
		if wantFree(t, fmt.Sprintf("%s, and gets in %d times", what, in), lot, parkinglot.Car, 3-in); t.Failed() {
			return
		}
	}
}

// checkNoTrace lets cars and buses come of which most are refused.
func checkNoTrace(t *exercise.T) {
	drawn := draw("cc lllllll")
	for range exercise.Within(rounds()) {
		lot, c := newGates(drawn...)
		var tickets [2 * gates]parkinglot.Ticket
		var errs [2 * gates]error
		kind := func(g int) parkinglot.Kind { return kinds[1+g%2] }
		c.crowd(t, parkFirst(lot), 2*gates, func(g int) {
			tickets[g], errs[g] = lot.Park(parkinglot.Vehicle{Plate: fmt.Sprint("v", g), Kind: kind(g)})
		})
		what := fmt.Sprintf("in a lot of %s %d cars and as many buses come at the same time, and some are refused", levelsText(drawn), gates)
		taken := 0
		for g, err := range errs {
			taken += len(tickets[g].Spots)
			if _, ok := lot.Find(fmt.Sprint("v", g)); ok != (err == nil) {
				t.Fatalf("%s: Park of one %v returned the error %v, and lot.Find finds it: %t", what, kind(g), err, ok)
			}
		}
		if wantFree(t, fmt.Sprintf("%s: tickets name %d spots", what, taken), lot, parkinglot.Car, 9-taken); t.Failed() {
			return
		}
		for g, err := range errs {
			if err == nil {
				_ = lot.Leave(tickets[g].ID)
			}
		}
		for _, row := range []struct {
			kind parkinglot.Kind
			want int
		}{{parkinglot.Motorcycle, 9}, {parkinglot.Car, 9}, {parkinglot.Bus, 1}} {
			wantFree(t, what+", and all others leave", lot, row.kind, row.want)
		}
		if t.Failed() {
			return
		}
	}
}

// checkWatched lets buses come and go, and looks.
func checkWatched(t *exercise.T) {
	defer exercise.MoreThreads(gates)()
	for range exercise.Within(rounds()) {
		lot := lotOf("llllllllll")
		var done atomic.Bool
		var watchers sync.WaitGroup
		for range 2 {
			watchers.Go(t.Guarded(func() {
				for !done.Load() && !t.Failed() {
					watch(t, lot)
				}
			}))
		}
		exercise.Together(t, 3, func(g int) {
			for range 60 {
				if ticket, err := lot.Park(parkinglot.Vehicle{Plate: fmt.Sprint("b", g), Kind: parkinglot.Bus}); err == nil {
					_ = lot.Leave(ticket.ID)
				}
			}
		})
		done.Store(true)
		if watchers.Wait(); t.Failed() {
			return
		}
	}
}

func watch(t *exercise.T, lot *parkinglot.Lot) {
	const what = "in a lot of levels(\"llllllllll\"), while buses come and go and nobody else,"
	for _, k := range kinds {
		if n := lot.Free(k); n < 0 || n > 10 {
			t.Fatalf("%s lot.Free(%s) = %d, want 0 to 10", what, kindText(k), n)
		}
	}
	ticket, ok := lot.Find("b0")
	if ok && (len(ticket.Spots) != 5 || ticket.Vehicle.Plate != "b0") {
		t.Fatalf("%s lot.Find(\"b0\") returned the ticket %+v, want one with five spots and that plate", what, ticket)
	}
}
