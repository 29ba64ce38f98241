package parkinglot_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/parkinglot"
)

// The checks of step 6.

var (
	graces   = []time.Duration{0, 10 * time.Minute, 2 * time.Hour}
	lostFees = []parkinglot.Cents{0, 2000}
)

// A payRow is calls on a lot where an hour costs 300, a lost ticket 2000, and Grace is 10 minutes.
type payRow struct {
	name  string
	calls []call
}

func (r payRow) check(t *exercise.T) {
	payGame.script().Check(t, r.calls...)
}

var payGame = game{step: 6, drawn: draw("cccc"), rate: 300, lostFee: 2000, grace: 10 * time.Minute}

const minute = time.Minute

var payRows = []payRow{
	{"Leave with money due is ErrUnpaid", each(car("a"), after(1), owes("a"), out("a"), found("a"), pays("a", 300), out("a"))},
	{"Leave with nothing due needs no payment", each(car("a"), out("a"), found("a"))},
	{"Pay of exactly Due returns 0", each(car("a"), after(minute), pays("a", 300), owes("a"), out("a"))},
	{"Pay of more than Due returns the rest", each(car("a"), after(61*minute), pays("a", 1000), owes("a"), out("a"))},
	{"Pay of less than Due is ErrAmount, and records nothing", each(car("a"), after(minute), pays("a", 299), owes("a"), pays("a", 0), owes("a"), out("a"), pays("a", 300))},
	{"payments that are too small do not add up", each(car("a"), after(minute), pays("a", 100), pays("a", 100), pays("a", 100), owes("a"), pays("a", 299), out("a"))},
	{"a payment that is refused starts no Grace", each(car("a"), after(59*minute), pays("a", 299), after(5*minute), owes("a"))},
	{"a negative amount is ErrAmount, with something due or nothing", each(car("a"), pays("a", -1), owes("a"), after(minute), pays("a", -1), pays("a", -300), owes("a"))},
	{"after paying nothing is due for Grace, its last moment included", each(car("a"), after(55*minute), pays("a", 300), after(5*minute), owes("a"), after(1), owes("a"), after(5*minute-1), owes("a"), out("a"))},
	{"after Grace what has accrued beyond what was paid is due", each(car("a"), after(55*minute), pays("a", 300), after(10*minute+1), owes("a"), out("a"), pays("a", 300), out("a"))},
	{"who overstays pays what came on top, and only that", each(car("a"), after(55*minute), pays("a", 300), after(180*minute), owes("a"), pays("a", 1000), owes("a"), after(11*minute), owes("a"))},
	{"in Grace Leave is free, and after it nothing is, if nothing has accrued", each(car("a"), car("b"), after(5*minute), pays("a", 300), pays("b", 300), after(10*minute), out("a"), after(40*minute), owes("b"), out("b"))},
	{"each payment that meets something due starts Grace anew", each(car("a"), after(55*minute), pays("a", 300), after(61*minute), pays("a", 300), after(10*minute), owes("a"), after(1), owes("a"))},
	{"Pay with nothing due returns all of it", each(car("a"), pays("a", 500), pays("a", 0), owes("a"), after(minute), owes("a"), pays("a", 300), pays("a", 500), owes("a"))},
	{"Pay with nothing due starts no Grace", each(car("a"), pays("a", 500), after(5*minute), owes("a"), pays("a", 300), after(50*minute), pays("a", 500), after(6*minute), owes("a"))},
	{"Pay with nothing due does not prolong Grace", each(car("a"), after(55*minute), pays("a", 300), after(9*minute), pays("a", 500), after(9*minute), owes("a"))},
	{"each vehicle pays for itself", each(car("a"), after(30*minute), car("b"), after(31*minute), pays("a", 600), owes("b"), out("b"), out("a"), pays("b", 300), out("b"))},
	{"who comes back starts anew", each(car("a"), after(55*minute), pays("a", 300), out("a"), car("a"), after(minute), owes("a"), out("a"), lost("a"), pays("a", 2300), out("a"), car("a"), after(minute), owes("a"))},
	{"Due, Pay and Leave of a ticket that has left are ErrTicket", each(car("a"), out("a"), after(minute), owes("a"), pays("a", 300), out("a"), car("a"), after(minute), owes("a").old(), pays("a", 300).old(), out("a").old(), owes("a"))},
	{"ReplaceLost adds LostFee, which is due before the vehicle leaves", each(car("a"), lost("a"), owes("a"), out("a"), pays("a", 1999), pays("a", 2000), out("a"))},
	{"ReplaceLost voids the old ticket", each(car("a"), lost("a"), out("a").old(), owes("a").old(), pays("a", 2000).old(), owes("a"), found("a"))},
	{"an old ticket does not leave after ReplaceLost, not even when all is paid", each(car("a"), lost("a"), pays("a", 2000), out("a").old(), found("a"), out("a"))},
	{"the fee and LostFee are due together", each(car("a"), after(30*minute), lost("a"), owes("a"), pays("a", 2299), pays("a", 2500), out("a"))},
	{"ReplaceLost keeps the time of entry", each(car("a"), after(55*minute), lost("a"), after(6*minute), owes("a"))},
	{"ReplaceLost keeps what was paid", each(car("a"), after(55*minute), pays("a", 300), after(30*minute), lost("a"), owes("a"), pays("a", 2300), owes("a"))},
	{"each ReplaceLost adds LostFee anew", each(car("a"), lost("a"), lost("a"), owes("a"), owes("a").old(), owes("a").old().old(), pays("a", 4000), lost("a"), owes("a"), pays("a", 2000), out("a"))},
	{"in Grace LostFee is due at once, and nothing else", each(car("a"), after(55*minute), pays("a", 300), after(9*minute), lost("a"), owes("a"), out("a"), pays("a", 2000), out("a"))},
	{"ReplaceLost keeps Grace, and does not prolong it", each(car("a"), after(55*minute), pays("a", 300), after(9*minute), lost("a"), after(minute), owes("a"), after(1), owes("a"))},
	{"paying LostFee starts Grace anew, with the fee that counted then", each(car("a"), after(55*minute), pays("a", 300), after(9*minute), lost("a"), pays("a", 2000), after(10*minute), owes("a"), after(1), owes("a"), pays("a", 300), out("a"))},
	{"ReplaceLost of a plate that is not inside is ErrTicket", each(lost("a"), car("a"), lost("b"), out("a"), lost("a"), owes("a"))},
	{"ReplaceLost finds the plate however it is spelled", each(car("b-AE 12"), lost("BAE12"), owes("b-AE 12"), found("bae 12"))},
}

func checkNegativeConfig(t *exercise.T) {
	for _, cfg := range []parkinglot.Config{{LostFee: -1}, {Grace: -1}, {LostFee: -1 << 63, Grace: time.Hour}, {LostFee: 1, Grace: -time.Hour}} {
		cfg.Levels = levels("c")
		if _, err := parkinglot.New(cfg); !errors.Is(err, parkinglot.ErrConfig) {
			t.Errorf("parkinglot.New with LostFee %d and Grace %v returned the error %v, want ErrConfig", cfg.LostFee, cfg.Grace, err)
		}
	}
	if _, err := parkinglot.New(parkinglot.Config{}); err != nil {
		t.Errorf("parkinglot.New with a zero Config returned the error %v, want nil", err)
	}
}

func checkReplaced(t *exercise.T) {
	c := newClock()
	lot := newLot(parkinglot.Config{Levels: levels("scllllll"), LostFee: 2000, Now: c.now})
	for _, v := range []parkinglot.Vehicle{{Plate: "b-AE 12", Kind: parkinglot.Bus}, {Plate: " x", Kind: parkinglot.Car, Permit: true, Electric: true}} {
		old := enter(t, lot, v)
		var before []int
		for _, k := range kinds {
			before = append(before, lot.Free(k))
		}
		c.move(time.Hour)
		code := fmt.Sprintf("lot.Park(%s); an hour later lot.ReplaceLost(%q)", vehicleText(v), "-"+v.Plate)
		ticket, err := lot.ReplaceLost("-" + v.Plate)
		if err != nil || ticket.ID == old.ID {
			t.Fatalf("%s: got a ticket with the ID %d and the error %v, want another ID than %d and nil", code, ticket.ID, err, old.ID)
		}
		want := parkinglot.Ticket{ID: ticket.ID, Vehicle: v, Spots: slices.Clone(old.Spots), Entered: old.Entered}
		wantTicket(t, code, ticket, want)
		clear(ticket.Spots)
		if inside, ok := lot.Find(v.Plate); ok {
			wantTicket(t, code+"; clear of the Spots of what it returned; lot.Find", inside, want)
		} else {
			t.Errorf("%s: then lot.Find does not find the vehicle", code)
		}
		for i, k := range kinds {
			wantFree(t, code, lot, k, before[i])
		}
	}
}

// checkOneCent has a Tariff that charges a cent.
func checkOneCent(t *exercise.T) {
	lot := newLot(parkinglot.Config{Levels: levels("c"), Tariff: feeFunc(func(parkinglot.Vehicle, time.Duration) parkinglot.Cents { return 1 })})
	id := enter(t, lot, anyCar).ID
	const code = "a car has parked, and the Tariff charges 1: "
	if err := lot.Leave(id); !errors.Is(err, parkinglot.ErrUnpaid) {
		t.Fatalf(code+"lot.Leave returned the error %v, want ErrUnpaid", err)
	}
	if _, err := lot.Pay(id, 0); !errors.Is(err, parkinglot.ErrAmount) {
		t.Errorf(code+"lot.Pay of 0 returned the error %v, want ErrAmount", err)
	}
	if change, err := lot.Pay(id, 1); change != 0 || err != nil {
		t.Errorf(code+"lot.Pay of 1 = (%d, %v), want (0, nil)", change, err)
	}
	if err := lot.Leave(id); err != nil {
		t.Errorf(code+"after lot.Pay of 1 lot.Leave returned the error %v, want nil", err)
	}
}

func checkUnpaidLeave(t *exercise.T) {
	c := newClock()
	lot := newLot(parkinglot.Config{Levels: levels("lllllll"), Tariff: perHour(300), Now: c.now})
	v := parkinglot.Vehicle{Plate: "A1", Kind: parkinglot.Bus}
	ticket := enter(t, lot, v)
	c.move(time.Minute)
	const code = "a bus parks in a row of seven spots, and has to pay: lot.Leave"
	if err := lot.Leave(ticket.ID); !errors.Is(err, parkinglot.ErrUnpaid) {
		t.Fatalf("%s returned the error %v, want ErrUnpaid", code, err)
	}
	wantFree(t, code, lot, parkinglot.Car, 2)
	if inside, ok := lot.Find("A1"); ok {
		wantTicket(t, code+" is refused; lot.Find(\"A1\")", inside, ticket)
	} else {
		t.Errorf("%s is refused; lot.Find(\"A1\") does not find it", code)
	}
	if _, err := lot.Park(v); !errors.Is(err, parkinglot.ErrParked) {
		t.Errorf("%s is refused; lot.Park of its plate returned the error %v, want ErrParked", code, err)
	}
}

// checkFickleTariff changes what the Tariff says.
func checkFickleTariff(t *exercise.T) {
	const what = "LostFee is 2000, Grace 10 minutes; a car parks, and pays 500 when the Tariff says 500"
	for _, row := range []struct {
		after time.Duration
		says  parkinglot.Cents
		lost  int
		want  parkinglot.Cents
	}{
		{0, 9000, 0, 0},
		{10 * time.Minute, 9000, 0, 0},
		{10 * time.Minute, 100, 0, 0},
		{10 * time.Minute, 9000, 1, 2000},
		{10 * time.Minute, 100, 1, 2000},
		{10 * time.Minute, -9000, 2, 4000},
		{10*time.Minute + 1, 9000, 0, 8500},
		{10*time.Minute + 1, 500, 0, 0},
		{10*time.Minute + 1, 100, 0, 0},
		{10*time.Minute + 1, 100, 1, 1600},
		{10*time.Minute + 1, -9000, 1, 1500},
		{10*time.Minute + 1, 9000, 2, 12500},
	} {
		c, says := newClock(), parkinglot.Cents(500)
		lot := newLot(parkinglot.Config{
			Levels: levels("c"), LostFee: 2000, Grace: 10 * time.Minute, Now: c.now,
			Tariff: feeFunc(func(parkinglot.Vehicle, time.Duration) parkinglot.Cents { return says }),
		})
		id := enter(t, lot, anyCar).ID
		c.move(time.Hour)
		if change, err := lot.Pay(id, 600); err != nil || change != 100 {
			t.Fatalf("500 are due: lot.Pay of 600 = (%d, %v), want (100, nil)", change, err)
		}
		for range row.lost {
			if ticket, err := lot.ReplaceLost("A1"); err == nil {
				id = ticket.ID
			}
		}
		c.move(row.after)
		says = row.says
		wantDue(t, fmt.Sprintf("%s; its ticket is lost %d times; %v after it paid the Tariff says %d", what, row.lost, row.after, row.says), lot, id, row.want)
	}
}

// checkMoneyConserved counts all money that goes in and comes back.
func checkMoneyConserved(t *exercise.T) {
	for round := range exercise.Within(400) {
		r := rand.New(rand.NewPCG(6, uint64(round)))
		grace := graces[round%2]
		c := newClock()
		lot := newLot(parkinglot.Config{Levels: levels("c"), Tariff: perHour(300), LostFee: 2000, Grace: grace, Now: c.now})
		id := enter(t, lot, anyCar).ID
		log := []string{fmt.Sprintf("an hour costs 300, a lost ticket 2000, Grace is %v: a car parks", grace)}
		in, charged := parkinglot.Cents(0), parkinglot.Cents(0)
		for left := false; !left && !t.Failed(); {
			switch r.IntN(4) {
			case 0:
				by := moves[r.IntN(len(moves))]
				c.move(by)
				log = append(log, fmt.Sprintf("%v pass", by))
			case 1:
				amount := amounts[r.IntN(len(amounts))]
				if change, err := lot.Pay(id, amount); err == nil {
					in += amount - change
					log = append(log, fmt.Sprintf("Pay %d, with change %d", amount, change))
				}
			case 2:
				if ticket, err := lot.ReplaceLost("A1"); err == nil {
					id, charged = ticket.ID, charged+2000
					log = append(log, "ReplaceLost")
				}
			default:
				left = lot.Leave(id) == nil
			}
			total := charged + perHour(300)(anyCar, c.time.Sub(newClock().time))
			if in > total {
				t.Errorf("%s: %d have been paid of %d that were charged, want no more", strings.Join(log, "; "), in, total)
			}
			if left && grace == 0 && in != total {
				t.Errorf("%s; Leave: %d have been paid of %d that were charged, want as much", strings.Join(log, "; "), in, total)
			}
		}
	}
}

// constant is a Tariff that charges 300 for any time.
var constant = feeFunc(func(parkinglot.Vehicle, time.Duration) parkinglot.Cents { return 300 })

// newTill returns a lot with a car inside that has 300 to pay.
func newTill(t *exercise.T) (*parkinglot.Lot, *slowClock, parkinglot.TicketID) {
	c := newSlowClock()
	lot := newLot(parkinglot.Config{Levels: levels("c", "ss"), Tariff: constant, LostFee: 2000, Grace: time.Hour, Now: c.now})
	return lot, c, enter(t, lot, anyCar).ID
}

func checkPaidOnce(t *exercise.T) {
	for range exercise.Within(rounds()) {
		lot, c, id := newTill(t)
		what := fmt.Sprintf("300 are due for a ticket, and %d goroutines Pay 300 for it at the same time", gates)
		var changes [gates]parkinglot.Cents
		var errs [gates]error
		c.crowd(t, parkFirst(lot), gates, func(g int) { changes[g], errs[g] = lot.Pay(id, 300) })
		back := parkinglot.Cents(0)
		for g := range gates {
			if errs[g] != nil {
				t.Fatalf("%s: one Pay returned the error %v, want nil", what, errs[g])
			}
			back += changes[g]
		}
		if back != (gates-1)*300 {
			t.Fatalf("%s: they get %d back together, want %d", what, back, (gates-1)*300)
		}
		if wantDue(t, what, lot, id, 0); t.Failed() {
			return
		}
	}
}

func checkReplacedAtOnce(t *exercise.T) {
	for range exercise.Within(rounds()) {
		lot, c, old := newTill(t)
		what := fmt.Sprintf("300 are due for a ticket, LostFee is 2000, and %d goroutines call ReplaceLost for its plate at the same time", gates)
		var tickets [gates]parkinglot.Ticket
		var errs [gates]error
		c.crowd(t, parkFirst(lot), gates, func(g int) { tickets[g], errs[g] = lot.ReplaceLost("A1") })
		issued := map[parkinglot.TicketID]bool{old: true}
		valid := 0
		for g, ticket := range tickets {
			if errs[g] != nil {
				t.Fatalf("%s: one of them returned the error %v", what, errs[g])
			}
			if issued[ticket.ID] {
				t.Fatalf("%s: two tickets have the ID %d", what, ticket.ID)
			}
			issued[ticket.ID] = true
			if _, err := lot.Due(ticket.ID); err == nil {
				valid++
				wantDue(t, what, lot, ticket.ID, 300+gates*2000)
			}
		}
		if valid != 1 {
			t.Fatalf("%s: of the new tickets %d are valid, want 1", what, valid)
		}
		if t.Failed() {
			return
		}
	}
}

// checkLeaveAndLose has some gates let a car out by its ticket while others replace that ticket. If it has
// left, it is not inside any more; if the ticket was replaced, it is not valid any more.
func checkLeaveAndLose(t *exercise.T) {
	const what = "nothing is due for the ticket of a car, and LostFee is 2000: some goroutines call Leave with it while others call ReplaceLost for its plate"
	for round := range exercise.Within(rounds()) {
		c := newSlowClock()
		lot := newLot(parkinglot.Config{Levels: levels("c", "ss"), LostFee: 2000, Now: c.now})
		id := enter(t, lot, anyCar).ID
		var left, replaced atomic.Int64
		c.crowd(t, parkFirst(lot), gates, func(g int) {
			if (g+round)%2 == 0 {
				if lot.Leave(id) == nil {
					left.Add(1)
				}
			} else if _, err := lot.ReplaceLost("A1"); err == nil {
				replaced.Add(1)
			}
		})
		if left.Load() > 0 && replaced.Load() > 0 || left.Load() > 1 {
			t.Fatalf("%s: %d Leaves and %d ReplaceLosts succeed, want one Leave and nothing else, or ReplaceLosts only", what, left.Load(), replaced.Load())
		}
		ticket, inside := lot.Find("A1")
		if inside != (left.Load() == 0) {
			t.Fatalf("%s: %d Leaves succeed, and then lot.Find(\"A1\") = (%v, %t)", what, left.Load(), ticket, inside)
		}
	}
}

func checkPayAndLose(t *exercise.T) {
	for range exercise.Within(rounds()) {
		lot, c, old := newTill(t)
		what := "300 are due for a ticket, and LostFee is 2000: some goroutines Pay 300 while another one calls ReplaceLost"
		var changes [gates]parkinglot.Cents
		var errs [gates]error
		var ticket parkinglot.Ticket
		c.crowd(t, parkFirst(lot), gates, func(g int) {
			if g == gates/2 {
				ticket, errs[g] = lot.ReplaceLost("A1")
			} else if changes[g], errs[g] = lot.Pay(old, 300); errs[g] != nil {
				changes[g] = 300
			}
		})
		paid := parkinglot.Cents(0)
		for g, err := range errs {
			if err != nil && (g == gates/2 || !errors.Is(err, parkinglot.ErrTicket)) {
				t.Fatalf("%s: one of the calls returned the error %v", what, err)
			}
			if g != gates/2 {
				paid += 300 - changes[g]
			}
		}
		if wantDue(t, fmt.Sprintf("%s: %d were taken", what, paid), lot, ticket.ID, 2300-paid); t.Failed() {
			return
		}
	}
}
