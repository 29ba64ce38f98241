package callcenter_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/oodkit/oodkit/callcenter"
	"github.com/oodkit/oodkit/internal/exercise"
)

// worker is an employee as somebody outside of the center knows him.
type worker struct {
	callcenter.Employee
	hired, available bool
}

func (w *worker) mayHandle(k callcenter.Call) bool {
	return w.Rank >= k.Needs && (k.Request.Skill == "" || slices.Contains(w.Skills, k.Request.Skill))
}

// accounts is a center at rest, with what there is to know about it from outside.
type accounts struct {
	t       *exercise.T
	c       *callcenter.Center
	before  string // what was done
	ids     []callcenter.CallID
	workers []*worker

	calls map[callcenter.CallID]callcenter.Call
}

// fail fails the row for good.
func (a *accounts) fail(format string, args ...any) {
	a.t.Fatalf("%s\nwhen all of that is done: %s", a.before, fmt.Sprintf(format, args...))
}

// check fails t unless every call and every employee is accounted for.
func (a *accounts) check() {
	a.calls = make(map[callcenter.CallID]callcenter.Call, len(a.ids))
	for _, id := range a.ids {
		if _, ok := a.calls[id]; ok {
			a.fail("two calls were received with the ID %d, want an ID for each", id)
		}
		k, err := a.c.Call(id)
		if err != nil {
			a.fail("c.Call(%d) of a call that was received returned %s, want no call lost", id, errText(err))
		}
		a.calls[id] = k
	}
	a.checkPairs()
	a.checkWaiting()
	a.checkIdle()
	a.checkStats()
}

// checkPairs looks for calls and handlers that do not belong together.
func (a *accounts) checkPairs() {
	handling := make(map[callcenter.EmployeeID]callcenter.CallID)
	for _, w := range a.workers {
		id, ok, err := a.c.Handling(w.ID)
		if (err == nil) != w.hired {
			a.fail("c.Handling(%q) returned %s, but somebody with that ID is hired: %t", w.ID, errText(err), w.hired)
		}
		if !ok {
			continue
		}
		handling[w.ID] = id
		if k := a.calls[id]; k.State != callcenter.Active || k.Handler != w.ID {
			a.fail("c.Handling(%q) is call %d, but that is %v with %q: want calls and handlers to pair one to one", w.ID, id, k.State, k.Handler)
		}
	}
	for id, k := range a.calls {
		if got, ok := handling[k.Handler]; k.State == callcenter.Active && (!ok || got != id) {
			a.fail("call %d is Active with %q, but c.Handling(%q) is (%d, %t): want calls and handlers to pair one to one", id, k.Handler, k.Handler, got, ok)
		}
	}
}

// checkWaiting compares Waiting with the calls that say that they wait.
func (a *accounts) checkWaiting() {
	var want []callcenter.CallID
	for id, k := range a.calls {
		if k.State == callcenter.Waiting {
			want = append(want, id)
		}
	}
	slices.SortFunc(want, func(x, y callcenter.CallID) int {
		if before(a.calls[x], a.calls[y]) {
			return -1
		}
		return 1
	})
	var got []callcenter.CallID
	for _, k := range a.c.Waiting() {
		got = append(got, k.ID)
	}
	if !slices.Equal(got, want) {
		a.fail("c.Waiting() has the calls %v, but those that are Waiting by c.Call are, in order, %v", got, want)
	}
}

// before reports whether x comes before y among the calls that wait.
func before(x, y callcenter.Call) bool {
	switch {
	case x.Request.VIP != y.Request.VIP:
		return x.Request.VIP
	case x.Needs != y.Needs:
		return x.Needs > y.Needs
	default:
		return x.ID < y.ID
	}
}

// checkIdle looks for somebody idle who may take a waiting call.
func (a *accounts) checkIdle() {
	waiting := a.c.Waiting()
	for _, w := range a.workers {
		if !w.hired || !w.available {
			continue
		}
		if _, ok, _ := a.c.Handling(w.ID); ok {
			continue
		}
		for _, k := range waiting {
			if w.mayHandle(k) {
				a.fail("%q is idle, and call %d, which needs a %v, is waiting: want nobody idle who may take a waiting call", w.ID, k.ID, k.Needs)
			}
		}
	}
}

// checkStats compares Stats with what c.Call tells.
func (a *accounts) checkStats() {
	count := make(map[callcenter.State]int)
	var waits []time.Duration
	for _, k := range a.calls {
		count[k.State]++
		if !k.Answered.IsZero() {
			waits = append(waits, max(0, k.Answered.Sub(k.Received)))
		}
	}
	want := callcenter.Stats{
		Waiting: count[callcenter.Waiting], Active: count[callcenter.Active],
		Completed: count[callcenter.Completed], Abandoned: count[callcenter.Abandoned],
	}
	want.MeanWait, want.P95Wait = meanAndP95(waits)
	if got := a.c.Stats(); got != want {
		a.fail("c.Stats() = %+v, but %d calls were received, of which c.Call tells %+v", got, len(a.ids), want)
	}
}
