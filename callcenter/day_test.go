package callcenter_test

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/oodkit/oodkit/callcenter"
	"github.com/oodkit/oodkit/internal/exercise"
)

// day is a day at a large center.
type day struct {
	t       *exercise.T
	r       *rand.Rand
	now     fakeClock
	seconds int
	c       *callcenter.Center
	workers []*worker
	ids     []callcenter.CallID
	open    []callcenter.CallID // those that have not ended

	completed, abandoned int // that have succeeded
}

func checkDay(t *exercise.T) {
	const employees, received = 1000, 100_000
	d := &day{t: t, r: rand.New(rand.NewPCG(1, 2))}
	d.now.set(at(0))
	d.c = newCenter(callcenter.Config{Now: d.now.read})
	for i := range employees {
		id := callcenter.EmployeeID(fmt.Sprintf("op%d", i))
		switch {
		case i%30 == 0:
			id = callcenter.EmployeeID(fmt.Sprintf("dir%d", i))
		case i%8 == 0:
			id = callcenter.EmployeeID(fmt.Sprintf("sup%d", i))
		}
		w := &worker{Employee: callcenter.Employee{ID: id, Rank: rankOf(id)}, hired: true, available: true}
		mustHire(t, d.c, w.Employee)
		d.workers = append(d.workers, w)
	}
	t.Doing("a day at a center with 1000 employees, who come and go, and 100 000 calls")
	enough := exercise.Enough()
	for len(d.ids) < received && !enough() {
		d.second()
	}
	d.account()
	d.close()
}

// second lets a call come in, as a rule, and something happen to others.
func (d *day) second() {
	d.seconds++
	d.now.set(at(time.Duration(d.seconds) * time.Second))
	if d.r.IntN(20) > 0 {
		rank := operator + callcenter.Rank(d.r.IntN(12)/10)
		d.ids = append(d.ids, mustReceive(d.t, d.c, callcenter.Request{Rank: rank}).ID)
		d.open = append(d.open, d.ids[len(d.ids)-1])
	}
	for len(d.open) > 950 || len(d.open) > 0 && d.r.IntN(4) == 0 { // about as many as there is staff for
		d.happen(d.r.IntN(len(d.open)))
	}
	if d.r.IntN(10) == 0 {
		d.change(d.workers[d.r.IntN(len(d.workers))])
	}
}

// happen lets something happen to an open call.
func (d *day) happen(i int) {
	k, err := d.c.Call(d.open[i])
	d.want(err, "Call", k.ID)
	switch {
	case k.State == callcenter.Waiting && d.r.IntN(3) > 0:
		return // and it waits on
	case k.State == callcenter.Waiting:
		d.want(d.c.HangUp(k.ID), "HangUp", k.ID)
		d.abandoned++
	case d.r.IntN(10) == 0 && k.Handler[0] != 'd':
		_, err := d.c.Escalate(k.ID)
		d.want(err, "Escalate", k.ID)
		return
	default:
		d.want(d.c.Complete(k.ID), "Complete", k.ID)
		d.completed++
	}
	d.open[i] = d.open[len(d.open)-1]
	d.open = d.open[:len(d.open)-1]
}

// change lets somebody come or go.
func (d *day) change(w *worker) {
	switch {
	case !w.hired:
		mustHire(d.t, d.c, w.Employee)
		w.hired, w.available = true, true
	case w.available && d.r.IntN(4) > 0:
		return // most stay most of the time
	case d.r.IntN(4) == 0:
		d.want(d.c.Dismiss(w.ID), "Dismiss", 0)
		w.hired = false
	default:
		w.available = !w.available
		d.want(d.c.SetAvailable(w.ID, w.available), "SetAvailable", 0)
	}
}

func (d *day) want(err error, method string, id callcenter.CallID) {
	if err != nil {
		d.t.Fatalf("after %d calls of a day at a center with %d employees, of whom some come and go, c.%s returned %s, want no error (call %d)",
			len(d.ids), len(d.workers), method, errText(err), id)
	}
}

// account checks that everything is in order.
func (d *day) account() {
	a := &accounts{t: d.t, c: d.c, ids: d.ids, workers: d.workers}
	a.before = fmt.Sprintf("%d employees, of whom some come and go, handle %d calls, of which some are escalated and some hung up", len(d.workers), len(d.ids))
	a.check()
	if s := d.c.Stats(); s.Completed != d.completed || s.Abandoned != d.abandoned {
		a.fail("c.Stats() has %d calls Completed and %d Abandoned, but %d were completed and %d hung up while they waited", s.Completed, s.Abandoned, d.completed, d.abandoned)
	}
}

// close ends the day: everybody is back, and completes what is there and then what waits.
func (d *day) close() {
	for _, w := range d.workers {
		if !w.hired {
			mustHire(d.t, d.c, w.Employee)
		} else {
			d.want(d.c.SetAvailable(w.ID, true), "SetAvailable", 0)
		}
		w.hired, w.available = true, true
	}
	for len(d.open) > 0 {
		var waiting []callcenter.CallID
		for _, id := range d.open {
			if k, err := d.c.Call(id); err == nil && k.State == callcenter.Waiting {
				waiting = append(waiting, id)
				continue
			}
			d.want(d.c.Complete(id), "Complete", id)
			d.completed++
		}
		if len(waiting) == len(d.open) {
			d.t.Fatalf("at the end of a day at a center everybody is idle, and %d calls wait: want none", len(waiting))
		}
		d.open = waiting
	}
	d.account()
	if s := d.c.Stats(); s.Waiting != 0 || s.Active != 0 || s.Completed+s.Abandoned != len(d.ids) {
		d.t.Errorf("%d calls were received in a day, and all have ended: c.Stats() = %+v, want Completed and Abandoned to add up to them", len(d.ids), s)
	}
}
