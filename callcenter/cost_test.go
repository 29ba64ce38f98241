package callcenter_test

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/oodkit/oodkit/callcenter"
	"github.com/oodkit/oodkit/internal/exercise"
)

// The cost of a call must hardly depend on the number of other calls and employees. So queues are kept in
// order, and there is more than one.

// desk is a center in which one employee handles a call and other calls wait for them.
type desk struct {
	t    *exercise.T
	c    *callcenter.Center
	from caller
	ids  []callcenter.CallID // the calls that they take, in order; they handle the first
}

// caller makes a request for a rank.
type caller func(callcenter.Rank) callcenter.Request

func plainCaller(r callcenter.Rank) callcenter.Request { return callcenter.Request{Rank: r} }
func vipCaller(r callcenter.Rank) callcenter.Request   { return callcenter.Request{Rank: r, VIP: true} }

// emptyDesk returns a desk without an employee and without calls.
func emptyDesk(t *exercise.T, now func() time.Time) *desk {
	return &desk{t: t, c: newCenter(callcenter.Config{Now: now}), from: plainCaller}
}

// newDesk returns a desk with an employee who handles a call for an operator, while n more wait.
func newDesk(t *exercise.T, id callcenter.EmployeeID, n int) *desk {
	return newDeskFor(t, plainCaller, id, n)
}

func newDeskFor(t *exercise.T, from caller, id callcenter.EmployeeID, n int) *desk {
	d := emptyDesk(t, nil)
	d.from = from
	mustHire(t, d.c, callcenter.Employee{ID: id, Rank: rankOf(id)})
	for range n + 1 {
		d.receive(operator)
	}
	return d
}

func (d *desk) receive(r callcenter.Rank) callcenter.CallID {
	id := mustReceive(d.t, d.c, d.from(r)).ID
	d.ids = append(d.ids, id)
	return id
}

// another receives one more call for an operator, and does not add it to ids.
func (d *desk) another() callcenter.CallID { return mustReceive(d.t, d.c, d.from(operator)).ID }

// escalated receives a call, which an operator takes and escalates.
func (d *desk) escalated() callcenter.CallID {
	id := d.another()
	mustEscalate(d.t, d.c, id)
	return id
}

// current returns the call that the only supervisor handles.
func (d *desk) current() callcenter.CallID {
	id, _, _ := d.c.Handling("sup1")
	return id
}

// complete completes the call that the employee handles.
func (d *desk) complete() {
	mustComplete(d.t, d.c, d.ids[0])
	d.ids = d.ids[1:]
}

// next completes the call that the employee handles, and lets one more wait.
func (d *desk) next(int) {
	d.complete()
	d.receive(operator)
}

// through receives a call and completes it.
func through(t *exercise.T, from caller, c *callcenter.Center) func(int) {
	return func(int) { mustComplete(t, c, mustReceive(t, c, from(operator)).ID) }
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

// large compares an operation with 64 waiting calls and with many, so many that the copy of a slice shows.
func large(t *exercise.T, many int, operation string, setup func(n int) func(int)) {
	if many > 0 {
		exercise.FlatAt(t, operation, many, "with %d waiting calls", 64, "with %d", setup)
	}
}

func checkCostOfWaiting(t *exercise.T, from caller) {
	exercise.Flat(t, "completing the call of the only operator, who takes the next of many waiting calls, and receiving one more",
		func(n int) func(int) { return newDeskFor(t, from, "op1", n).next })
	exercise.Flat(t, "receiving and completing a call for an operator, while many calls wait for a supervisor,", func(n int) func(int) {
		c := crowded(t, 1)
		for range n {
			mustReceive(t, c, from(supervisor))
		}
		return through(t, plainCaller, c)
	})
	exercise.Flat(t, "receiving a call for a director, while many calls for operators wait, and completing the only director's call", func(n int) func(int) {
		d := newDeskFor(t, from, "dir1", n)
		current := d.ids[0]
		return func(int) {
			next := mustReceive(t, d.c, from(director)).ID
			mustComplete(t, d.c, current)
			current = next
		}
	})
}

func checkCostOfIdle(t *exercise.T) {
	exercise.Flat(t, "receiving and completing a call, while many operators are idle,", func(n int) func(int) { return through(t, plainCaller, crowded(t, n)) })
	exercise.Flat(t, "receiving and completing a call for the only operator, while many directors have been idle longer,", func(n int) func(int) {
		c := newCenter(callcenter.Config{})
		for i := range n {
			mustHire(t, c, callcenter.Employee{ID: callcenter.EmployeeID(fmt.Sprint("dir", i)), Rank: director})
		}
		mustHire(t, c, callcenter.Employee{ID: "op1", Rank: operator})
		return through(t, plainCaller, c)
	})
	exercise.Flat(t, "receiving and completing a call that a supervisor takes, while many operators have calls,", func(n int) func(int) {
		c := crowded(t, n)
		mustHire(t, c, callcenter.Employee{ID: "sup1", Rank: supervisor})
		for range n {
			mustReceive(t, c, callcenter.Request{Rank: operator})
		}
		return through(t, plainCaller, c)
	})
	exercise.Flat(t, "asking Handling for one of many employees, and asking Call for their call,", func(n int) func(int) {
		c := crowded(t, n)
		for range n {
			mustReceive(t, c, callcenter.Request{Rank: operator})
		}
		last := callcenter.EmployeeID(fmt.Sprint("op", n-1))
		return func(int) {
			id, _, _ := c.Handling(last)
			if k, err := c.Call(id); err != nil || k.Handler != last {
				t.Fatalf("c.Call of the call that %q handles = (%+v, %v), want a call with this handler", last, k, err)
			}
		}
	})
}

func checkCostOfRecord(t *exercise.T) {
	exercise.Flat(t, "receiving and completing a call, and asking Call for another one, after many calls", func(n int) func(int) {
		c := crowded(t, 1)
		add := through(t, plainCaller, c)
		for i := range n {
			add(i)
		}
		k := mustReceive(t, c, callcenter.Request{Rank: director})
		return func(i int) {
			add(i)
			if got, err := c.Call(k.ID); err != nil || got != k && exercise.Compare(got, k) != nil { // Compare takes times as Equal does
				t.Fatalf("c.Call of a waiting call = (%+v, %v), want %+v", got, err, k)
			}
		}
	})
}

// checkCostOfWaits compares the cost after many answered calls. A solution that puts the waits in order when it answers
// a call has them in one direction. So once all earlier waits are longer than the later ones, and once they are
// shorter.
func checkCostOfWaits(t *exercise.T) {
	for _, waits := range []struct {
		text           string
		earlier, later time.Duration
	}{
		{"which has waited for no time,", time.Hour, 0},
		{"which has waited for an hour,", 0, time.Hour},
	} {
		operation := "completing a call, taking the next one, " + waits.text + " and receiving one more"
		exercise.FlatAt(t, operation, 66_000, fmt.Sprintf("after %%d answered calls that waited for %v", waits.earlier), 64, "after %d", func(n int) func(int) {
			now, wait := begin, waits.earlier
			d := emptyDesk(t, func() time.Time { return now })
			mustHire(t, d.c, callcenter.Employee{ID: "op1", Rank: operator})
			d.receive(operator)
			d.receive(operator)
			round := func(int) {
				now = now.Add(wait)
				d.complete()
				d.receive(operator)
			}
			for i := range n {
				round(i)
			}
			wait = waits.later
			return round
		})
	}
}

// checkCostOfAbsent compares the cost after many employees have left the line in which idle employees wait. What they
// leave behind in the line may be skipped once, but not again with each call.
func checkCostOfAbsent(t *exercise.T) {
	const center = "in a center of a supervisor and %[1]d operators, "
	setAvailable := func(c *callcenter.Center, id callcenter.EmployeeID, available bool) {
		must(t, "c.SetAvailable of an employee without a call", c.SetAvailable(id, available))
	}
	op := func(i int) callcenter.EmployeeID { return callcenter.EmployeeID(fmt.Sprint("op", i)) }
	for _, way := range []struct {
		name string
		away func(c *callcenter.Center, n int) // n employees, or one, leave n times
	}{
		{center + "after all of them went on a break,", func(c *callcenter.Center, n int) {
			for i := range n {
				setAvailable(c, op(i), false)
			}
		}},
		{center + "after all of them were dismissed,", func(c *callcenter.Center, n int) {
			for i := range n {
				must(t, "c.Dismiss of an employee without a call", c.Dismiss(op(i)))
			}
		}},
		{center + "after each of them went on a break and came back,", func(c *callcenter.Center, n int) {
			for i := range n {
				setAvailable(c, op(i), false)
				setAvailable(c, op(i), true)
			}
		}},
		{center + "of whom one went on %[1]d breaks and is on the last,", func(c *callcenter.Center, n int) {
			for range n {
				setAvailable(c, "op0", true)
				setAvailable(c, "op0", false)
			}
		}},
	} {
		exercise.FlatAt(t, "receiving and completing a call", 4096, way.name, 64, way.name, func(n int) func(int) {
			c := crowded(t, n)
			mustHire(t, c, callcenter.Employee{ID: "sup1", Rank: supervisor})
			way.away(c, n)
			call := through(t, plainCaller, c)
			call(0) // which may skip those who left
			return call
		})
	}
}

// checkCostOfOldCalls escalates calls that were received before very many others, which have ended. A solution that
// looks for the first waiting call among all calls since the oldest one that waits looks at all of them each time.
func checkCostOfOldCalls(t *exercise.T) {
	const old = 8192
	operation := "escalating an operator's call, which a supervisor takes and completes before a call that waits, and receiving one more,"
	exercise.FlatAt(t, operation, 66_000, "after %d newer calls have ended", 64, "after %d", func(n int) func(int) {
		c := crowdedAt(t, func() time.Time { return begin }, old)
		olds := make([]callcenter.CallID, old)
		for i := range olds {
			olds[i] = mustReceive(t, c, callcenter.Request{Rank: operator}).ID
		}
		receive := func() callcenter.CallID { return mustReceive(t, c, callcenter.Request{Rank: supervisor}).ID }
		mustHire(t, c, callcenter.Employee{ID: "sup1", Rank: supervisor})
		current := receive()
		for range n {
			mustHangUp(t, c, receive())
		}
		next := receive()
		return func(i int) {
			if i < old { // more than the rounds of an attempt
				id := olds[old-1-i]
				mustEscalate(t, c, id)
				mustComplete(t, c, current)
				current = id
			}
			mustComplete(t, c, current)
			current, next = next, receive()
		}
	})
}

// checkDrain lets very many calls wait for each rank, and then takes the first ones. A solution that looks at every
// waiting call would take long with so many, so it fails with fewer first: see checkCostOfWaiting.
func checkDrain(t *exercise.T) {
	const many, taken = 132_000, 2000
	const next = "completing a call, taking the next waiting call, and receiving one more"
	waiting := func(n int) func(int) { return newDesk(t, "dir1", n).next }
	exercise.Flat(t, next, waiting)
	large(t, 40_000, next, waiting)
	if t.Failed() {
		return
	}
	d := newDesk(t, "dir1", many)
	low := d.ids[1:]
	d.ids = d.ids[:1:1]
	for _, r := range []callcenter.Rank{director, supervisor, director, supervisor} {
		d.receive(r)
	}
	d.ids[2], d.ids[3] = d.ids[3], d.ids[2]
	d.ids = append(d.ids, low...)
	for i := range taken {
		if got, _, _ := d.c.Handling("dir1"); got != d.ids[0] {
			t.Fatalf("dir1 handles a call for an operator, and %d more wait; then two calls for directors and two for supervisors come in; after %d completed calls dir1 handles call %d, want %d: the calls for directors come first, then those for supervisors, then those for operators, each in order of receipt",
				many, i, got, d.ids[0])
		}
		d.complete()
	}
	var left []callcenter.CallID
	for _, k := range d.c.Waiting() {
		left = append(left, k.ID)
	}
	if !slices.Equal(left, d.ids[1:]) {
		t.Errorf("many calls were received, %d of them were completed, and dir1 handles the next one; c.Waiting() has %d calls, want the remaining %d in order: %s", taken, len(left), len(d.ids)-1, firstDifference(left, d.ids[1:]))
	}
}

// firstDifference says where the IDs of two lists of calls first differ.
func firstDifference(got, want []callcenter.CallID) string {
	i := 0
	for i < min(len(got), len(want)) && got[i] == want[i] {
		i++
	}
	at := func(ids []callcenter.CallID) string {
		if i < len(ids) {
			return fmt.Sprintf("call %d", ids[i])
		}
		return "no call"
	}
	return fmt.Sprintf("at index %d there is %s, want %s", i, at(got), at(want))
}

// checkCostOfHangUp compares the costs with 64 waiting calls and with 4,096 or many, if many is not 0.
func checkCostOfHangUp(t *exercise.T, from caller, many int) {
	const escalating = "a round of Escalate and HangUp of one call and Receive of another, while many calls wait for a supervisor,"
	escalated := func(n int) func(int) {
		c := crowded(t, 1)
		ids := make([]callcenter.CallID, n)
		for i := range ids { // the two kinds in turn, so that an escalated call comes into the middle
			ids[i] = mustReceive(t, c, from(operator)).ID
			mustReceive(t, c, from(supervisor))
		}
		return func(i int) {
			mustEscalate(t, c, ids[i%n])
			mustHangUp(t, c, ids[i%n])
			ids[i%n] = mustReceive(t, c, from(operator)).ID
		}
	}
	exercise.Flat(t, escalating, escalated)
	large(t, many, escalating, escalated)
	checkCostOfWays(t, from, max(many, 4096))
}

// way is how calls have come to wait. Some solutions keep calls that wait again apart from the others.
type way struct {
	name string
	fill func(d *desk, n int)            // lets n calls wait, and notes their IDs
	more func(d *desk) callcenter.CallID // lets one more wait, by methods that promise a cost
}

var ways = []way{
	{"that no employee has handled", func(d *desk, n int) {
		for range exercise.WithinWork(n, time.Second/2) {
			d.receive(operator)
		}
	}, (*desk).another},
	{"that were escalated", func(d *desk, n int) {
		mustHire(d.t, d.c, callcenter.Employee{ID: "op1", Rank: operator})
		for range exercise.WithinWork(n, time.Second/2) {
			d.ids = append(d.ids, d.escalated())
		}
	}, (*desk).escalated},
	{"whose handlers were dismissed", func(d *desk, n int) {
		op := func(i int) callcenter.EmployeeID { return callcenter.EmployeeID(fmt.Sprint("op", i)) }
		for i := range n {
			mustHire(d.t, d.c, callcenter.Employee{ID: op(i), Rank: operator})
			d.receive(operator)
		}
		dismissed := 0
		for i := range exercise.WithinWork(n, time.Second/2) { // Dismiss promises no cost
			must(d.t, "c.Dismiss of a hired employee", d.c.Dismiss(op(i)))
			dismissed++
		}
		d.ids = d.ids[:dismissed]
	}, (*desk).another},
}

// round is calls of methods that promise a cost, beside a supervisor who handles a call.
type round struct {
	name string
	make func(d *desk, w way) func(i int)
}

// hangUpRound hangs up one of the n waiting calls.
func hangUpRound(which string, index func(i, n int) int) round {
	return round{"HangUp of " + which + " of the waiting calls, and one more that waits,", func(d *desk, w way) func(int) {
		return func(i int) {
			i = index(i, len(d.ids))
			mustHangUp(d.t, d.c, d.ids[i])
			d.ids[i] = w.more(d)
		}
	}}
}

var rounds = []round{
	hangUpRound("the last", func(_, n int) int { return n - 1 }),
	hangUpRound("the first", func(i, n int) int { return i % n }),
	hangUpRound("any", func(i, n int) int { return i * 24_733 % n }), // 24,733 is a prime number, so the calls are hung up in a mixed order
	{"Call of some of the first and last of the waiting calls, and Handling of the supervisor,", func(d *desk, _ way) func(int) {
		return func(i int) {
			_, first := d.c.Call(d.ids[i%32]) // so few fit in the processor's cache
			_, last := d.c.Call(d.ids[len(d.ids)-1-i%32])
			must(d.t, "c.Call of a waiting call", errors.Join(first, last))
			d.current()
		}
	}},
	{"Complete or HangUp of the supervisor's call, after which the supervisor takes the first waiting call, and one more call that waits,", func(d *desk, w way) func(int) {
		return func(i int) {
			if i%2 == 0 {
				mustComplete(d.t, d.c, d.current())
			} else {
				mustHangUp(d.t, d.c, d.current())
			}
			w.more(d)
		}
	}},
	{"Escalate and HangUp of the supervisor's call, after which the supervisor takes the first waiting call, and one more call that waits,", func(d *desk, w way) func(int) {
		return func(int) {
			id := d.current()
			mustEscalate(d.t, d.c, id)
			mustHangUp(d.t, d.c, id)
			w.more(d)
		}
	}},
}

// checkCostOfWays compares the cost of each round with up to n waiting calls and with 64, for each way in which the calls
// have come to wait.
func checkCostOfWays(t *exercise.T, from caller, n int) {
	if exercise.Race || t.Failed() {
		return
	}
	for _, w := range ways {
		start := func(n int) *desk {
			d := emptyDesk(t, nil)
			d.from = from
			mustHire(t, d.c, callcenter.Employee{ID: "sup1", Rank: supervisor})
			mustReceive(t, d.c, from(supervisor))
			w.fill(d, n)
			return d
		}
		many, few := start(n), start(64)
		for _, r := range rounds {
			exercise.SameCost(t, r.name, fmt.Sprintf("with %d waiting calls %s", len(many.ids), w.name), r.make(many, w), "with 64", r.make(few, w))
		}
	}
}

// checkCostOfVIPs repeats with VIPs what plain callers did.
func checkCostOfVIPs(t *exercise.T) {
	checkCostOfWaiting(t, vipCaller)
	checkCostOfHangUp(t, vipCaller, 0)
	exercise.Flat(t, "receiving a VIP's call, while as many VIPs as other callers wait, and completing a call", func(n int) func(int) {
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
