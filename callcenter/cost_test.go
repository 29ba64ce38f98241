package callcenter_test

import (
	"fmt"

	"github.com/oodkit/oodkit/callcenter"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The checks of what a call costs.

// desk is a center in which one employee has a call and others wait for him.
type desk struct {
	t   *exercise.T
	c   *callcenter.Center
	ids []callcenter.CallID // that he will take, in order; the first is the one that he handles
}

// newDesk returns a desk of somebody who has a call, and for whom n calls for an operator wait.
func newDesk(t *exercise.T, id callcenter.EmployeeID, n int) *desk {
	d := &desk{t: t, c: newCenter(callcenter.Config{})}
	mustHire(t, d.c, callcenter.Employee{ID: id, Rank: rankOf(id)})
	for range n + 1 {
		d.receive(operator)
	}
	return d
}

func (d *desk) receive(r callcenter.Rank) callcenter.CallID {
	id := mustReceive(d.t, d.c, callcenter.Request{Rank: r}).ID
	d.ids = append(d.ids, id)
	return id
}

// complete completes the call that is handled.
func (d *desk) complete() {
	mustComplete(d.t, d.c, d.ids[0])
	d.ids = d.ids[1:]
}

func mustComplete(t *exercise.T, c *callcenter.Center, id callcenter.CallID) {
	if err := c.Complete(id); err != nil {
		t.Fatalf("c.Complete of a call that should be Active returned %s, want no error", errText(err))
	}
}

// next completes the call that is handled, and lets one more wait.
func (d *desk) next(int) {
	d.complete()
	d.receive(operator)
}

func checkCostOfNext(t *exercise.T) {
	exercise.Flat(t, "to complete the call of the only operator, who takes the next of many waiting calls, and to Receive one more,",
		func(n int) func(int) { return newDesk(t, "op1", n).next })
}

func checkCostOfWaiting(t *exercise.T) {
	checkCostOfNext(t)
	exercise.Flat(t, "to Receive and Complete a call for an operator, while as many calls as there are entries wait for a supervisor,", func(n int) func(int) {
		c := newCenter(callcenter.Config{})
		mustHire(t, c, callcenter.Employee{ID: "op1", Rank: operator})
		for range n {
			mustReceive(t, c, callcenter.Request{Rank: supervisor})
		}
		return func(int) { mustComplete(t, c, mustReceive(t, c, callcenter.Request{Rank: operator}).ID) }
	})
	exercise.Flat(t, "to Receive a call for a director, while many for operators wait, and to complete the one that the only director has,", func(n int) func(int) {
		d := newDesk(t, "dir1", n)
		current := d.ids[0]
		return func(int) {
			next := mustReceive(t, d.c, callcenter.Request{Rank: director}).ID
			mustComplete(t, d.c, current)
			current = next
		}
	})
}

func checkCostOfIdle(t *exercise.T) {
	hireMany := func(n int) *callcenter.Center {
		c := newCenter(callcenter.Config{})
		for i := range n {
			mustHire(t, c, callcenter.Employee{ID: callcenter.EmployeeID(fmt.Sprint("op", i)), Rank: operator})
		}
		return c
	}
	exercise.Flat(t, "to Receive and Complete a call, while many operators are idle,", func(n int) func(int) {
		c := hireMany(n)
		return func(int) { mustComplete(t, c, mustReceive(t, c, callcenter.Request{Rank: operator}).ID) }
	})
	exercise.Flat(t, "to Receive and Complete a call that a supervisor takes, while many operators have calls,", func(n int) func(int) {
		c := hireMany(n)
		mustHire(t, c, callcenter.Employee{ID: "sup1", Rank: supervisor})
		for range n {
			mustReceive(t, c, callcenter.Request{Rank: operator})
		}
		return func(int) { mustComplete(t, c, mustReceive(t, c, callcenter.Request{Rank: operator}).ID) }
	})
}

// checkDrain compares 100 000 waiting calls with 4096, and then lets all of them be handled. What
// looks at every waiting call takes long with so many, so it is found out with fewer first.
func checkDrain(t *exercise.T) {
	checkCostOfNext(t)
	if t.Failed() {
		return
	}
	const few, many = 4096, 100_000
	small, large := newDesk(t, "op1", few), newDesk(t, "op1", many)
	exercise.SameCost(t, "to complete a call and take the next of those that wait, and to Receive one more,",
		fmt.Sprintf("with %d waiting", many), large.next, fmt.Sprintf("with %d", few), small.next)
	if t.Failed() {
		return
	}
	for len(large.ids) > 0 {
		large.complete()
	}
	if n := len(large.c.Waiting()); n != 0 {
		t.Errorf("%d calls were received and completed; c.Waiting() has %d calls, want none", many, n)
	}
}

func checkCostOfHangUp(t *exercise.T) {
	hangUp := func(c *callcenter.Center, id callcenter.CallID) {
		if err := c.HangUp(id); err != nil {
			t.Fatalf("c.HangUp of a call that waits returned %s, want no error", errText(err))
		}
	}
	exercise.Flat(t, "to hang up one of many waiting calls, and to Receive one more,", func(n int) func(int) {
		d := newDesk(t, "op1", n)
		waiting := d.ids[1:]
		return func(i int) {
			i = i * 31 % n
			hangUp(d.c, waiting[i])
			waiting[i] = mustReceive(t, d.c, callcenter.Request{Rank: operator}).ID
		}
	})
	exercise.Flat(t, "to Receive a call and escalate it, while many wait for a supervisor, and to hang it up,", func(n int) func(int) {
		c := newCenter(callcenter.Config{})
		mustHire(t, c, callcenter.Employee{ID: "op1", Rank: operator})
		for range n {
			mustReceive(t, c, callcenter.Request{Rank: supervisor})
		}
		return func(int) {
			id := mustReceive(t, c, callcenter.Request{Rank: operator}).ID
			if _, err := c.Escalate(id); err != nil {
				t.Fatalf("c.Escalate of a call that an operator handles returned %s, want no error", errText(err))
			}
			hangUp(c, id)
		}
	})
}
