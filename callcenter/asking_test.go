package callcenter_test

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync/atomic"
	"time"

	"github.com/oodkit/oodkit/callcenter"
	"github.com/oodkit/oodkit/internal/exercise"
)

// More rows with goroutines. In these the answers are known, because only one goroutine changes anything, or because
// the goroutines have calls and employees of their own. So the rows can make many more method calls than those that
// look for an order of the calls.

// checkAsking lets goroutines ask while one goroutine answers calls. Each new wait is a second shorter than the one before,
// and each new call comes first in the queue. So a solution that puts them in order when it is asked has work to do each
// time, and the number of answered calls tells the mean of the waits.
func checkAsking(t *exercise.T) {
	const n, asking = 250, 3
	text := fmt.Sprintf("op1 answers %d calls, each after a wait that is a second shorter than the one before, while %d goroutines call Stats, Waiting, Handling and Call", n, asking)
	for range exercise.Within(8) {
		var now fakeClock
		now.set(begin)
		d := emptyDesk(t, now.read)
		for i := range n {
			now.set(begin.Add(2 * time.Duration(i) * time.Second))
			d.receive(operator)
		}
		ids, queue := d.ids, d.ids
		var over atomic.Bool
		exercise.Crowded(t, 1+asking, func(g int) {
			if g > 0 {
				for !over.Load() && !t.Failed() {
					for range 8 { // Waiting takes longer
						s := d.c.Stats()
						answered := s.Active + s.Completed
						mean := time.Duration(4*n-1-answered) * time.Second / 2
						if answered > 0 && s.MeanWait != mean && !t.Failed() {
							t.Fatalf("%s: c.Stats() = %+v, want the MeanWait %v of the %d calls that it counts as Active or Completed", text, s, mean, answered)
						}
					}
					for _, k := range d.c.Waiting() {
						if k.State != callcenter.Waiting && !t.Failed() {
							t.Fatalf("%s: a call in c.Waiting() is %s, want only calls that wait", text, stateOf(k))
						}
					}
					k, _, _ := d.c.Handling("op1")
					_, _ = d.c.Call(k)
				}
				return
			}
			defer over.Store(true)
			now.set(begin.Add((2*n - 1) * time.Second))
			mustHire(t, d.c, callcenter.Employee{ID: "op1", Rank: operator})
			for i, id := range queue {
				now.set(begin.Add(time.Duration(2*n+i) * time.Second))
				if i%8 == 0 {
					ids = append(ids, mustReceive(t, d.c, callcenter.Request{Rank: []callcenter.Rank{supervisor, director}[i/8%2]}).ID)
				}
				mustComplete(t, d.c, id)
			}
		})
		if t.Failed() {
			return
		}
		t.Doing(text)
		account(t, d.c, ids)
	}
}

// A view is a method that shows whether a change has happened.
type view struct {
	text  string // %d is the number of the change
	shows func(i int) bool
}

// A change is something that a method does to calls and employees. It is made many times, and several methods show it.
type change struct {
	text    string
	prepare func(i int)
	make    func(i int) error
	views   []view
}

// checkSeen lets goroutines wait until one method shows a change. From then on all methods must show it.
func checkSeen(t *exercise.T) {
	const n, watching = 500, 3
	enough := exercise.Enough()
	for _, ch := range changes(t, n) {
		var prepared, expected atomic.Int64 // how many changes may be seen, and how many a goroutine looks for
		exercise.Crowded(t, 1+watching, func(g int) {
			if g == 0 {
				defer prepared.Store(n + 1)
				for i := 0; i < n && !enough() && !t.Failed(); i++ {
					ch.prepare(i)
					prepared.Store(int64(i + 1))
					spin(func() bool { return expected.Load() > int64(i) })
					if err := ch.make(i); err != nil {
						t.Fatalf("%s, and this method returned %s, want no error", ch.text, exercise.Text(err))
					}
				}
				return
			}
			for turn := g; !t.Failed(); turn++ {
				now := prepared.Load()
				if now > n {
					return
				}
				if now == 0 {
					runtime.Gosched()
					continue
				}
				i := int(now) - 1
				first, next := ch.views[turn%len(ch.views)], ch.views[(turn+1+turn/len(ch.views)%(len(ch.views)-1))%len(ch.views)]
				shown := first.shows(i)
				expected.Store(now)
				for spins := 1; !shown && prepared.Load() == now; shown = first.shows(i) {
					if spins++; spins%64 == 0 {
						runtime.Gosched()
					}
				}
				if shown && !next.shows(i) && !t.Failed() {
					t.Fatalf("%s (i is %d); at the same time another goroutine asks: %s; after that it asks: %s. The first answer shows the change and the second does not, want both to show it: each method call takes effect at one moment", ch.text, i, first.text, next.text)
				}
			}
		})
		if t.Failed() {
			return
		}
	}
}

// changes returns every kind of change, each in a Center of its own.
func changes(t *exercise.T, n int) []change {
	var all []change
	add := func(text string, setup func(c *callcenter.Center, ids []callcenter.CallID) change) {
		ch := setup(newCenter(callcenter.Config{Now: restless()}), make([]callcenter.CallID, n+4))
		ch.text = text
		all = append(all, ch)
	}
	op := func(i int) callcenter.EmployeeID { return callcenter.EmployeeID(fmt.Sprint("op", i)) }
	sup := func(i int) callcenter.EmployeeID { return callcenter.EmployeeID(fmt.Sprint("sup", i)) }
	receive := func(c *callcenter.Center) callcenter.CallID {
		return mustReceive(t, c, callcenter.Request{Rank: operator}).ID
	}
	hire := func(c *callcenter.Center, id callcenter.EmployeeID) {
		mustHire(t, c, callcenter.Employee{ID: id, Rank: rankOf(id)})
	}
	left := func(c *callcenter.Center, id func(int) callcenter.CallID) view {
		return view{"c.Waiting()", func(i int) bool {
			return !slices.ContainsFunc(c.Waiting(), func(k callcenter.Call) bool { return k.ID == id(i) && k.Needs == operator })
		}}
	}
	// Changes of op1, who takes the next waiting call.
	next := func(text string, ended func(callcenter.Call) bool, leave func(*callcenter.Center, callcenter.CallID) error, counted bool) {
		add(text, func(c *callcenter.Center, ids []callcenter.CallID) change {
			hire(c, "op1")
			for i := range 3 {
				ids[i] = receive(c)
			}
			ch := change{
				prepare: func(i int) {
					if i > 0 {
						_ = c.HangUp(ids[i-1]) // if it waits again
					}
					ids[i+3] = receive(c)
				},
				make: func(i int) error { return leave(c, ids[i]) },
				views: []view{
					{"c.Call(k[i].ID)", func(i int) bool { k, _ := c.Call(ids[i]); return ended(k) }},
					{"c.Call(k[i+1].ID)", func(i int) bool { k, _ := c.Call(ids[i+1]); return !k.Answered.IsZero() }},
					{`c.Handling("op1")`, func(i int) bool { id, _, _ := c.Handling("op1"); return id > ids[i] }},
					left(c, func(i int) callcenter.CallID { return ids[i+1] }),
				},
			}
			if counted {
				ch.views = append(ch.views, view{"c.Stats()", func(i int) bool { return c.Stats().Completed > i }})
			}
			return ch
		})
	}
	completed := func(k callcenter.Call) bool { return k.State == callcenter.Completed }
	next("op1 handles k[i], and k[i+1] waits: c.Complete(k[i].ID)", completed, (*callcenter.Center).Complete, true)
	next("op1 handles k[i], and k[i+1] waits: c.HangUp(k[i].ID)", completed, (*callcenter.Center).HangUp, true)
	next("op1 handles k[i], k[i+1] waits, and no supervisor is hired: c.Escalate(k[i].ID)", func(k callcenter.Call) bool { return k.Needs == supervisor },
		func(c *callcenter.Center, id callcenter.CallID) error { _, err := c.Escalate(id); return err }, false)
	// Changes after which a call has a handler.
	handled := func(c *callcenter.Center, ids []callcenter.CallID, by func(int) callcenter.EmployeeID) []view {
		return []view{
			{"c.Call(k[i].ID)", func(i int) bool { k, _ := c.Call(ids[i]); return k.Handler == by(i) }},
			{fmt.Sprintf("c.Handling(%q + i)", by(0)[:len(by(0))-1]), func(i int) bool {
				id, ok, _ := c.Handling(by(i))
				k, err := c.Call(id)
				return ok && err == nil && k.Handler == by(i)
			}},
			{"c.Stats()", func(i int) bool { return c.Stats().Active > i }},
		}
	}
	add(`k[i] waits: c.Hire of "op" + i, who takes it`, func(c *callcenter.Center, ids []callcenter.CallID) change {
		return change{
			prepare: func(i int) { ids[i] = receive(c) },
			make:    func(i int) error { return c.Hire(callcenter.Employee{ID: op(i), Rank: operator}) },
			views:   append(handled(c, ids, op), left(c, func(i int) callcenter.CallID { return ids[i] })),
		}
	})
	add(`k[i] waits, and "op" + i is on a break: c.SetAvailable of "op" + i, who takes it`, func(c *callcenter.Center, ids []callcenter.CallID) change {
		return change{
			prepare: func(i int) {
				hire(c, op(i))
				must(t, "c.SetAvailable of a hired employee", c.SetAvailable(op(i), false))
				ids[i] = receive(c)
			},
			make:  func(i int) error { return c.SetAvailable(op(i), true) },
			views: append(handled(c, ids, op), left(c, func(i int) callcenter.CallID { return ids[i] })),
		}
	})
	add(`only "op" + i is idle: c.Receive`, func(c *callcenter.Center, ids []callcenter.CallID) change {
		return change{
			prepare: func(i int) { hire(c, op(i)) },
			make:    func(int) error { receive(c); return nil },
			views:   handled(c, ids, op)[1:], // the ID of the call is not known before
		}
	})
	add(`"op" + i handles k[i], and "sup" + i is idle: c.Dismiss of "op" + i, whose call "sup" + i takes`, func(c *callcenter.Center, ids []callcenter.CallID) change {
		return change{
			prepare: func(i int) { hire(c, op(i)); ids[i] = receive(c); hire(c, sup(i)) },
			make:    func(i int) error { return c.Dismiss(op(i)) },
			views: append(handled(c, ids, sup)[:2], view{`c.Handling("op" + i)`, func(i int) bool {
				_, _, err := c.Handling(op(i))
				return errors.Is(err, errUnknown)
			}}),
		}
	})
	return all
}

// checkReadings numbers the readings of the clock. Each goroutine compares the times in its calls with the numbers of
// the readings before and after its method call.
func checkReadings(t *exercise.T) {
	const rounds = 150
	var readings atomic.Int64
	c := newCenter(callcenter.Config{Now: func() time.Time {
		n := readings.Add(1)
		if n%3 == 0 {
			runtime.Gosched()
		}
		return begin.Add(time.Duration(n))
	}})
	// during makes a method call, and returns a function that compares a time with the readings during it.
	during := func(method string, call func() error) func(field string, at time.Time) {
		from := readings.Load()
		err := call()
		until := readings.Load()
		if err != nil {
			t.Fatalf("c.%s returned %s, want no error", method, exercise.Text(err))
		}
		return func(field string, at time.Time) {
			if n := int64(at.Sub(begin)); (n <= from || n > until) && !t.Failed() {
				t.Fatalf("%d goroutines use c, and Now returns 1, 2, 3 and so on. It had returned %d when a goroutine called c.%s, and %d when that method returned. The method stored the time %d in %s, want one of %d to %d",
					goroutines, from, method, until, n, field, from+1, until)
			}
		}
	}
	receive := func(r callcenter.Rank, answered bool) (id callcenter.CallID) {
		var k callcenter.Call
		want := during("Receive", func() (err error) { k, err = c.Receive(callcenter.Request{Rank: r}); return err })
		want("Received", k.Received)
		if answered {
			want("Answered", k.Answered)
		}
		return k.ID
	}
	get := func(id callcenter.CallID) callcenter.Call {
		k, err := c.Call(id)
		if err != nil {
			t.Fatalf("c.Call of a call that was received returned %s, want no error", exercise.Text(err))
		}
		return k
	}
	end := func(method string, f func(callcenter.CallID) error, id callcenter.CallID) {
		want := during(method, func() error { return f(id) })
		want("Ended", get(id).Ended)
	}
	answers := func(method string, id callcenter.CallID, f func() error) {
		want := during(method, f)
		want("Answered", get(id).Answered)
	}
	// Each of the other goroutines has an operator, and one call at a time. So the employees of higher ranks, whom
	// only the first goroutine uses, get no other calls.
	for g := range goroutines {
		mustHire(t, c, callcenter.Employee{ID: callcenter.EmployeeID(fmt.Sprint("op", g)), Rank: operator})
	}
	var over atomic.Bool
	enough := exercise.Enough()
	exercise.Crowded(t, goroutines, func(g int) {
		if g > 0 {
			for !over.Load() && !t.Failed() {
				end("Complete", c.Complete, receive(operator, true))
				end("HangUp", c.HangUp, receive(operator, true))
			}
			return
		}
		defer over.Store(true)
		for i := 0; i < rounds && !enough(); i++ {
			end("HangUp", c.HangUp, receive(director, false))
			one, two := receive(supervisor, false), receive(supervisor, false)
			answers("Hire", one, func() error { return c.Hire(callcenter.Employee{ID: "sup1", Rank: supervisor}) })
			answers("Complete", two, func() error { return c.Complete(one) })
			three, four := receive(supervisor, false), receive(supervisor, false)
			answers("HangUp", three, func() error { return c.HangUp(two) })
			answers("Escalate", four, func() error { _, err := c.Escalate(three); return err })
			end("HangUp", c.HangUp, three)
			must(t, "c.SetAvailable", c.SetAvailable("sup1", false))
			end("Complete", c.Complete, four)
			five := receive(supervisor, false)
			answers("SetAvailable", five, func() error { return c.SetAvailable("sup1", true) })
			must(t, "c.Dismiss", c.Dismiss("sup1"))
			end("HangUp", c.HangUp, five)
		}
	})
}

// checkReturns lets two goroutines make one method call each, a little apart, and wait for each other before the next.
// So after a method call that is not woken, there is no other method call that could wake it.
func checkReturns(t *exercise.T) {
	const rounds, fresh, spread = 30_000, 330, 97
	var c *callcenter.Center
	var ks [2]callcenter.Call
	ids := [2]callcenter.EmployeeID{"op1", "op2"}
	calls := []func(g int){
		func(g int) { _ = c.Hire(callcenter.Employee{ID: ids[g], Rank: operator}) },
		func(g int) { ks[g], _ = c.Receive(callcenter.Request{Rank: operator}) },
		func(g int) { _, _ = c.Call(ks[g].ID) },
		func(g int) { _, _ = c.Escalate(ks[g].ID) },
		func(g int) { _, _, _ = c.Handling(ids[g]) },
		func(g int) { _ = c.HangUp(ks[g].ID) },
		func(g int) { _ = c.SetAvailable(ids[g], false) },
		func(int) { c.Waiting() },
		func(g int) { _ = c.SetAvailable(ids[g], true) },
		func(int) { c.Stats() },
		func(g int) { ks[g], _ = c.Receive(callcenter.Request{Rank: operator}) },
		func(g int) { _ = c.Complete(ks[g].ID) },
		func(g int) { _ = c.Dismiss(ids[g]) },
	}
	t.Doing("two goroutines make one method call each, at about the same time, and no other goroutine uses the Center; again and again, with all methods")
	var delay atomic.Int64
	inStep(t, 2, rounds, func(round int) {
		if round%fresh == 0 {
			c = newCenter(callcenter.Config{Now: func() time.Time { return begin }})
		}
	}, func(g, round int) {
		for range g * round % spread * 4 {
			delay.Load() // takes a moment
		}
		calls[(round+g*(round/len(calls)))%len(calls)](g)
	})
}
