package callcenter_test

import (
	"fmt"
	"time"

	"github.com/oodkit/oodkit/callcenter"
	"github.com/oodkit/oodkit/internal/exercise"
)

// What a call costs must not depend on how many others there are: that is why lines are kept in order, and
// why there is more than one.

// desk is a center in which one employee has a call and others wait for them.
type desk struct {
	t   *exercise.T
	c   *callcenter.Center
	ids []callcenter.CallID // that they will take, in order; the first is the one that they handle
}

// newDesk returns a desk of an employee who has a call, and for whom n calls for an operator wait.
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

// next completes the call that is handled, and lets one more wait.
func (d *desk) next(int) {
	d.complete()
	d.receive(operator)
}

// through lets a call come and be completed.
func through(t *exercise.T, c *callcenter.Center) func(int) {
	return func(int) { mustComplete(t, c, mustReceive(t, c, callcenter.Request{Rank: operator}).ID) }
}

// crowded returns a center with n operators.
func crowded(t *exercise.T, n int) *callcenter.Center { return crowdedAt(t, nil, n) }

func crowdedAt(t *exercise.T, now func() time.Time, n int) *callcenter.Center {
	c := newCenter(callcenter.Config{Now: now})
	for i := range n {
		mustHire(t, c, callcenter.Employee{ID: callcenter.EmployeeID(fmt.Sprint("op", i)), Rank: operator})
	}
	return c
}

// large compares an operation with 70,000 entries, where the copy of a slice shows, and with 64.
func large(t *exercise.T, operation string, setup func(n int) func(int)) {
	const few, many = 64, 70_000
	if !t.Failed() && !exercise.Race {
		exercise.SameCost(t, operation, fmt.Sprintf("with %d entries", many), setup(many), fmt.Sprintf("with %d", few), setup(few))
	}
}

func checkCostOfWaiting(t *exercise.T) {
	exercise.Flat(t, "to complete the call of the only operator, who takes the next of many waiting calls, and to Receive one more,",
		func(n int) func(int) { return newDesk(t, "op1", n).next })
	exercise.Flat(t, "to Receive and Complete a call for an operator, while as many calls as there are entries wait for a supervisor,", func(n int) func(int) {
		c := crowded(t, 1)
		for range n {
			mustReceive(t, c, callcenter.Request{Rank: supervisor})
		}
		return through(t, c)
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
	exercise.Flat(t, "to Receive and Complete a call, while many operators are idle,", func(n int) func(int) { return through(t, crowded(t, n)) })
	exercise.Flat(t, "to Receive and Complete a call for the only operator, while many directors have been idle longer,", func(n int) func(int) {
		c := newCenter(callcenter.Config{})
		for i := range n {
			mustHire(t, c, callcenter.Employee{ID: callcenter.EmployeeID(fmt.Sprint("dir", i)), Rank: director})
		}
		mustHire(t, c, callcenter.Employee{ID: "op1", Rank: operator})
		return through(t, c)
	})
	exercise.Flat(t, "to Receive and Complete a call that a supervisor takes, while many operators have calls,", func(n int) func(int) {
		c := crowded(t, n)
		mustHire(t, c, callcenter.Employee{ID: "sup1", Rank: supervisor})
		for range n {
			mustReceive(t, c, callcenter.Request{Rank: operator})
		}
		return through(t, c)
	})
	exercise.Flat(t, "to ask for the call of one of many employees, and for that call,", func(n int) func(int) {
		c := crowded(t, n)
		for range n {
			mustReceive(t, c, callcenter.Request{Rank: operator})
		}
		last := callcenter.EmployeeID(fmt.Sprint("op", n-1))
		return func(int) {
			id, _, _ := c.Handling(last)
			if k, err := c.Call(id); err != nil || k.Handler != last {
				t.Fatalf("c.Call of the call that %q handles = (%+v, %v)", last, k, err)
			}
		}
	})
}

func checkCostOfRecord(t *exercise.T) {
	exercise.Flat(t, "to Receive and Complete a call, and to ask for one, after as many calls as there are entries,", func(n int) func(int) {
		c := crowded(t, 1)
		add := through(t, c)
		for i := range n {
			add(i)
		}
		k := mustReceive(t, c, callcenter.Request{Rank: director})
		return func(i int) {
			add(i)
			if got, err := c.Call(k.ID); err != nil || got != k {
				t.Fatalf("c.Call of a waiting call = (%+v, %v), want %+v", got, err, k)
			}
		}
	})
}

// checkDrain compares 100,000 waiting calls with 4,096, and then lets all of them be handled. What looks at
// every waiting call takes long with so many, so it is found out with fewer before: see checkCostOfWaiting.
func checkDrain(t *exercise.T) {
	exercise.Flat(t, "to complete a call and take the next of those that wait, and to Receive one more,", func(n int) func(int) { return newDesk(t, "op1", n).next })
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
			t.Fatalf("c.HangUp of a call that waits returned %s, want no error", exercise.Text(err))
		}
	}
	anywhere := func(n int) func(int) {
		d := newDesk(t, "op1", n)
		waiting := d.ids[1:]
		return func(i int) {
			i = i * 31 % n
			hangUp(d.c, waiting[i])
			waiting[i] = mustReceive(t, d.c, callcenter.Request{Rank: operator}).ID
		}
	}
	exercise.Flat(t, "to hang up one of many waiting calls, and to Receive one more,", anywhere)
	escalated := func(n int) func(int) {
		c := crowded(t, 1)
		ids := make([]callcenter.CallID, n)
		for i := range ids { // every other one, so that an escalated call comes into the middle
			ids[i] = mustReceive(t, c, callcenter.Request{Rank: operator}).ID
			mustReceive(t, c, callcenter.Request{Rank: supervisor})
		}
		return func(i int) {
			if _, err := c.Escalate(ids[i%n]); err != nil {
				t.Fatalf("c.Escalate of a call that an operator handles returned %s, want no error", exercise.Text(err))
			}
			hangUp(c, ids[i%n])
			ids[i%n] = mustReceive(t, c, callcenter.Request{Rank: operator}).ID
		}
	}
	exercise.Flat(t, "to escalate one of many calls, while as many wait for a supervisor, and to hang it up,", escalated)
	large(t, "to hang up one of many waiting calls, and to Receive one more,", anywhere)
	large(t, "to escalate one of many calls, while as many wait for a supervisor, and to hang it up,", escalated)
}

func checkCostOfVIPs(t *exercise.T) {
	exercise.Flat(t, "to Receive a call of a VIP, while as many VIPs as others wait, and to complete one,", func(n int) func(int) {
		c := crowded(t, 1)
		current := mustReceive(t, c, callcenter.Request{Rank: operator}).ID
		for i := range n {
			mustReceive(t, c, callcenter.Request{Rank: operator, VIP: i%2 == 0})
		}
		return func(int) {
			mustReceive(t, c, callcenter.Request{Rank: operator, VIP: true})
			mustComplete(t, c, current)
			current, _, _ = c.Handling("op0")
		}
	})
}
