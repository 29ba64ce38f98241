package callcenter_test

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/oodkit/oodkit/callcenter"
	"github.com/oodkit/oodkit/internal/exercise"
)

// Goroutines that use one Center teach that a rule about calls and employees needs one lock for both. If a method
// checks under the lock, releases it and takes it again to act, it acts on what was true before.

var crowds = []struct {
	name  string
	check func(t *exercise.T)
}{
	{"every method call returns, even if no goroutine calls a method after it", checkReturns},
	{"every call has its own ID and no call is lost if many goroutines receive calls", checkReceiving},
	{"a call ends only once if several goroutines complete it or hang it up at the same time", checkEndsOnce},
	{"of several goroutines that hire the same employee, only one succeeds, and of several that dismiss them, only one", checkStaffOnce},
	{"at most MaxWaiting received calls wait, even if goroutines receive many at the same time", checkBusyTogether},
	{"methods called at the same time answer as if they were called one after another", func(t *exercise.T) {
		checkTogether(t, scene{staff: cast})
	}},
	{"each method is atomic: no other goroutine sees or changes what is half done", checkInterrupted},
	{"Stats is the same for all goroutines that ask at the same time, while nothing changes", checkStatsTogether},
	{"Stats shows one moment: calls wait only while all employees are busy", checkMoments},
	{"methods that only ask change nothing, and what each returns is true at one moment, even if several goroutines ask at the same time", checkAsking},
	{"after one method has shown a change, every other method shows it", checkSeen},
	{"of calls received at the same time, the one with the smallest ID is taken first", checkCameFirst},
	{"no call is answered before it is received, even if it is received while another method lets an employee take it", checkMeanwhile},
	{"every time in a Call is one that Now returned during the method call, even if goroutines call methods at the same time", checkReadings},
}

const goroutines = 8

// restless returns a clock that moves at each reading, and at some readings lets other goroutines run.
func restless() func() time.Time { return slow(1 << 60) }

// slow is restless, and at one in every so many readings it takes long. Goroutines that wait for a sync.Mutex for
// more than a millisecond get it in the order in which they came. So if a method releases the lock and takes it
// again, all of them come in between.
func slow(every int64) func() time.Time {
	var readings atomic.Int64
	return func() time.Time {
		n := readings.Add(1)
		if n%3 == 0 {
			runtime.Gosched()
		}
		if n%every == 0 {
			time.Sleep(1200 * time.Microsecond)
		}
		return begin.Add(time.Duration(n) * time.Millisecond)
	}
}

// walk lets goroutines go through n keys, all in the same order: see [exercise.Walk].
func walk(t *exercise.T, n int, f func(g, key int)) {
	defer exercise.MoreThreads(goroutines)()
	exercise.Walk(t, goroutines, func(g, key int) {
		if key < n {
			f(g, key)
		}
	})
}

// reached returns how many counts there are before the first zero.
func reached(counts []atomic.Int64) int {
	n := 0
	for n < len(counts) && counts[n].Load() > 0 {
		n++
	}
	return n
}

func checkReceiving(t *exercise.T) {
	const n = 2000
	c := newCenter(callcenter.Config{Now: restless()})
	ids := make([][]callcenter.CallID, goroutines)
	walk(t, n, func(g, _ int) {
		ids[g] = append(ids[g], mustReceive(t, c, callcenter.Request{Rank: operator}).ID)
	})
	for g := range ids {
		if !slices.IsSorted(ids[g]) {
			t.Errorf("%d goroutines receive calls at the same time; the calls of one goroutine have the IDs %v, want IDs that ascend", goroutines, ids[g])
		}
	}
	all := slices.Compact(slices.Sorted(slices.Values(slices.Concat(ids...))))
	var waiting []callcenter.CallID
	for _, k := range c.Waiting() {
		waiting = append(waiting, k.ID)
	}
	if !slices.Equal(waiting, all) {
		t.Errorf("%d goroutines receive %d calls at the same time, and no employee is hired; c.Waiting() has %d calls, want all that were received, in order, each with its own ID: %s", goroutines, len(all), len(waiting), firstDifference(waiting, all))
	}
}

// checkEndsOnce ends each call in all goroutines. When a goroutine comes to a call, all calls before it have
// ended, so op1 handles it, or it has ended too.
func checkEndsOnce(t *exercise.T) {
	const n = 5000
	d := newDesk(t, "op1", n-1)
	ended := make([]atomic.Int64, n)
	walk(t, n, func(g, key int) {
		end := d.c.Complete
		if g%2 == 1 {
			end = d.c.HangUp
		}
		if err := end(d.ids[key]); err == nil {
			ended[key].Add(1)
		} else if exercise.Compare(err, errNotActive) != nil {
			t.Fatalf("op1 handles a call, and %d goroutines complete it or hang it up at the same time: one got %s, want no error or ErrNotActive", goroutines, exercise.Text(err))
		}
	})
	for key := range reached(ended) {
		if times := ended[key].Load(); times != 1 {
			t.Fatalf("op1 handles a call, and %d goroutines complete it or hang it up at the same time: %d of them got no error, want one, and ErrNotActive for the others", goroutines, times)
		}
	}
	want := reached(ended)
	if s := d.c.Stats(); s.Completed != want || s.Active+s.Waiting != n-want || s.Abandoned != 0 {
		t.Errorf("op1 is hired, and %d goroutines complete or hang up %d of %d calls, all in the same order: then c.Stats() = %+v, want %d Completed calls, %d calls that are Active or Waiting, and no Abandoned call", goroutines, want, n, s, want, n-want)
	}
}

// checkStaffOnce hires each employee in all goroutines, and lets them take a break and come back. The last thing
// that happens to each employee is that they come back.
func checkStaffOnce(t *exercise.T) {
	const n = 3000
	c := newCenter(callcenter.Config{Now: restless()})
	name := func(i int) callcenter.EmployeeID { return callcenter.EmployeeID(fmt.Sprint("op", i)) }
	hired, dismissed := make([]atomic.Int64, n), make([]atomic.Int64, n)
	count := func(counts []atomic.Int64, key int, err, otherwise error) {
		if err == nil {
			counts[key].Add(1)
		} else if exercise.Compare(err, otherwise) != nil {
			t.Errorf("%d goroutines hire or dismiss an employee at the same time: one got %s, want no error or %s", goroutines, exercise.Text(err), exercise.Text(otherwise))
		}
	}
	once := func(counts []atomic.Int64, what string) {
		for key := range reached(counts) {
			if times := counts[key].Load(); times != 1 {
				t.Fatalf("%d goroutines %s an employee at the same time: %d of them got no error, want one", goroutines, what, times)
			}
		}
	}
	walk(t, n, func(_, key int) {
		count(hired, key, c.Hire(callcenter.Employee{ID: name(key), Rank: operator}), errDuplicate)
		for _, available := range []bool{false, true} {
			must(t, "c.SetAvailable of a hired employee", c.SetAvailable(name(key), available))
		}
	})
	once(hired, "hire")
	handlers, waiting := make(map[callcenter.EmployeeID]bool), 0
	total := reached(hired)
	for range total {
		if k := mustReceive(t, c, callcenter.Request{Rank: operator}); k.State == callcenter.Waiting {
			waiting++
		} else {
			handlers[k.Handler] = true
		}
	}
	k := mustReceive(t, c, callcenter.Request{Rank: operator})
	if len(handlers) != total || handlers[""] || k.State != callcenter.Waiting {
		t.Fatalf("%d goroutines hire the same %d employees at the same time, and let them take a break and become available again; then %d calls are received: they go to %d different employees, and %d of the calls wait, want %d employees, each with one call; then one more call is received: it is %s, want it to wait",
			goroutines, total, total, len(handlers), waiting, total, stateOf(k))
	}
	walk(t, total, func(_, key int) { count(dismissed, key, c.Dismiss(name(key)), errUnknown) })
	once(dismissed, "dismiss")
	if s := c.Stats(); s.Waiting != reached(dismissed)+1 {
		t.Errorf("%d goroutines dismiss the same %d employees at the same time, each with a call, while another call waits: then c.Stats() = %+v, want all of these calls Waiting", goroutines, reached(dismissed), s)
	}
}

// checkBusyTogether looks at the line after each call that joined it.
func checkBusyTogether(t *exercise.T) {
	for _, limit := range []int{1, 2} {
		c := newCenter(callcenter.Config{MaxWaiting: limit, Now: slow(5)})
		walk(t, 60, func(int, int) {
			k, err := c.Receive(callcenter.Request{Rank: operator})
			if errors.Is(err, errBusyLine) {
				return
			}
			if err != nil {
				t.Fatalf("c.Receive returned %s, want no error or ErrBusyLine", exercise.Text(err))
			}
			if n := len(c.Waiting()); n > limit {
				t.Fatalf("MaxWaiting is %d, no employee is hired, and %d goroutines receive calls and hang them up: c.Waiting() has %d calls, want at most %d", limit, goroutines, n, limit)
			}
			must(t, "c.HangUp of a waiting call", c.HangUp(k.ID))
		})
		if s := c.Stats(); s.Waiting != 0 {
			t.Fatalf("MaxWaiting is %d, and %d goroutines have hung up all calls that they received: c.Stats() = %+v, want no Waiting call", limit, goroutines, s)
		}
	}
}

// group returns the employees and calls at the start, before goroutines call all methods.
func group(limit int) exercise.Ops[*solution, *model] {
	o := play(6, limit, append(staff("op1", "sup1", "op2"), times(4, func(i int) op { return receiveNamed(i, callcenter.Request{Rank: operator}) })...)...)
	start := o.New
	o.New = func() (*solution, *model) {
		s, m := start()
		s.together = true
		return s, m
	}
	return o
}

// focus is a scene of one employee and the call that they handle.
var focus = scene{staff: cast[:1], calls: 1}

// each returns a source of method calls for goroutine g, about calls from the start and about its own.
func (sc scene) each(g int) func(*rand.Rand) op {
	own := 10 * (g + 1)
	known := []int{1, 2, 3, 4, own, own + 1}
	number := func(r *rand.Rand) int { return pick(r, known[:cmp.Or(sc.calls, len(known))]) }
	kinds := []func(*rand.Rand) op{
		func(r *rand.Rand) op { return complete(number(r)) },
		func(r *rand.Rand) op { return escalate(number(r)) },
		func(r *rand.Rand) op { return hangUp(number(r)) },
		func(r *rand.Rand) op { return receiveNamed(own+r.IntN(2), sc.request(r)) },
		sc.hire, sc.dismiss, sc.setAvailable,
	}
	if sc.calls == 0 {
		kinds = append(kinds, kinds[0], kinds[3],
			func(r *rand.Rand) op { return call(number(r)) },
			func(r *rand.Rand) op { return handling(sc.employee(r)) },
			func(*rand.Rand) op { return waiting() },
			func(*rand.Rand) op { return stats() },
		)
	}
	return func(r *rand.Rand) op { return pick(r, kinds)(r) }
}

func checkTogether(t *exercise.T, sc scene) {
	defer exercise.MoreThreads(4)()
	for limit, sc := range []scene{sc, focus, sc} {
		group(limit).Linearizable(t, 150, 4, 4, (*model).clone, func(g int, r *rand.Rand) exercise.Op[*solution, *model] { return sc.each(g)(r).Op })
	}
}

// checkInterrupted calls all methods while one method takes long: each method about op1 and their call beside
// each other one, methods that look in between, and random methods.
func checkInterrupted(t *exercise.T) {
	defer exercise.MoreThreads(goroutines)()
	about := func(own int) []op {
		return ops(complete(1), escalate(1), hangUp(1), receiveNamed(own, callcenter.Request{Rank: operator}), hire("op1"), dismiss("op1"), back("op1"), away("op1"))
	}
	receive := receiveNamed(40, callcenter.Request{Rank: operator})
	looks := ops(call(1), handling("op1"), waiting(), stats())
	then := about(50)
	half := len(then) / 2
	for turn := range 2 * half { // each call of then comes twice, each time beside another call
		one, other := turn%half, half+(turn+turn/half)%half
		for _, r := range []struct{ before, first []op }{
			{nil, append(about(40), looks...)},
			{ops(dismiss("op1")), ops(hire("op1"), receive, hangUp(1), stats())},
			{ops(away("op1"), complete(1)), ops(back("op1"), receive, dismiss("op1"), stats())},
		} {
			for _, first := range r.first {
				if interrupted(t, r.before, ops(first), then[one:one+1], then[other:other+1], ops(stats(), waiting())); t.Failed() {
					return
				}
			}
		}
	}
	// Before Receive returns, other goroutines end or escalate its call, whose ID they guess.
	early := ops(hangUp(guessed), complete(guessed), escalate(guessed))
	for i := range early {
		early[i].Go = strings.Replace(early[i].Go, fmt.Sprintf("k[%d].ID", guessed), "3*k[4].ID-2*k[3].ID /* which a new call is about to get */", 1)
	}
	for i := range exercise.Within(12) {
		before := [][]op{nil, ops(hangUp(4), complete(1))}[i%2] // the call waits, or op1 takes it
		if interrupted(t, before, ops(receive), early[i/2%3:][:1], early[(i/2+1)%3:][:1], ops(stats(), waiting())); t.Failed() {
			return
		}
	}
	for i := range exercise.Within(6) {
		r := rand.New(rand.NewPCG(uint64(i), 5))
		sc := []scene{focus, {staff: cast}}[i%2]
		lists := make([][]op, 4)
		for g := range lists {
			lists[g] = times(3, func(int) op { return sc.each(g)(r) })
		}
		if interrupted(t, nil, lists...); t.Failed() {
			return
		}
	}
}

// interrupted lets goroutines wait, the first list first, for a call of Receive that reads a slow clock. Another
// Receive follows at once, so that the mutex notices how long the others have waited: see slow.
func interrupted(t *exercise.T, before []op, lists ...[]op) {
	o := group(0)
	s, m := o.New()
	s.k[guessed].ID = 3*s.k[4].ID - 2*s.k[3].ID // of the next call but one, if the IDs go on like this

	var slow atomic.Int64 // how many readings will take long
	reads := make(chan bool)
	s.pause = func() {
		switch slow.Add(-1) {
		case 2:
			close(reads)
			time.Sleep(1500 * time.Microsecond)
		case 1, 0:
			time.Sleep(200 * time.Microsecond)
		}
	}
	lists = append(lists, times(2, func(i int) op { return receiveNamed(60+i, callcenter.Request{Rank: director}) }))
	last := len(lists) - 1
	h := exercise.NewHistory[op](len(lists))
	do := func(g int, list []op) {
		for _, o := range list {
			h.Do(g, o, func() any { return o.Solution(s) })
		}
	}
	t.Doing(fmt.Sprintf("%s\n%v\n// then at the same time, while Now is slow\n%v", o.Setup, before, lists))
	var wg sync.WaitGroup
	start := func(g int) {
		wg.Go(t.Guarded(func() { do(g, lists[g]) }))
	}
	do(0, before)
	slow.Store(3)
	start(last)
	select {
	case <-reads:
	case <-time.After(5 * time.Millisecond):
	}
	for g := range last {
		if start(g); g == 0 {
			time.Sleep(150 * time.Microsecond)
		}
	}
	wg.Wait()
	slow.Store(0)
	do(0, ops(times(2, func(i int) op { return receiveNamed(51+i, callcenter.Request{Rank: operator}) }), waiting(), stats(), times(4, call), times(len(cast), func(i int) op { return handling(cast[i-1]) })))
	m.guessed = slices.IndexFunc(s.k[:guessed], func(k callcenter.Call) bool { return k.ID == s.k[guessed].ID })
	exercise.WantLinearizable(t, h, m, func(m *model, o op) (*model, any) {
		m = m.clone()
		return m, o.Model(m)
	})
}

// checkStatsTogether asks for the Stats of more and more unsorted waits.
func checkStatsTogether(t *exercise.T) {
	const rounds, each, asking = 80, 100, 4
	var now fakeClock
	now.set(begin)
	d := emptyDesk(t, now.read)
	mustHire(t, d.c, callcenter.Employee{ID: "op1", Rank: operator})
	d.receive(operator)
	waits := []time.Duration{0}
	var want callcenter.Stats
	inStep(t, asking, rounds, func(round int) {
		at := now.read()
		for range each {
			d.receive(operator)
		}
		for i := range each {
			wait := time.Duration((i*617+round)%each) * time.Second // in no order
			waits = append(waits, wait)
			now.set(at.Add(wait))
			d.complete()
		}
		now.set(at)
		want = callcenter.Stats{Active: 1, Completed: len(waits) - 1}
		want.MeanWait, want.P95Wait = meanAndP95(waits)
	}, func(int, int) {
		if got := d.c.Stats(); got != want && !t.Failed() {
			t.Fatalf("c.Stats() after %d answered calls, called by %d goroutines at the same time, is %+v in one of them, want %+v", len(waits), asking, got, want)
		}
	})
}

// inStep calls prepare, and then call in n goroutines that begin at the same time, as closely as they can: they do not
// sleep while they wait for one another. It does that in up to so many rounds, and stops after the time of
// [exercise.Enough].
func inStep(t *exercise.T, n, rounds int, prepare func(round int), call func(g, round int)) {
	enough := exercise.Enough()
	var begun, ended atomic.Int64
	exercise.Together(t, n, func(g int) {
		for round := range rounds {
			if g > 0 {
				await(t, func() bool { return begun.Load() != int64(round) })
			} else if enough() {
				begun.Store(-1)
			} else {
				prepare(round)
				begun.Store(int64(round + 1))
			}
			if begun.Load() < 0 || t.Failed() {
				return
			}
			call(g, round)
			ended.Add(1)
			await(t, func() bool { return ended.Load() >= int64(n*(round+1)) })
		}
	})
}

// await returns when done does, or when t has failed. It does not sleep unless that takes some milliseconds.
func await(t *exercise.T, done func() bool) {
	pause := time.Microsecond
	for spins := 1; !done() && (spins%1024 > 0 || !t.Failed()); spins++ {
		switch {
		case spins > 1<<18:
			time.Sleep(pause)
			pause = min(2*pause, 200*time.Millisecond)
		case spins%128 == 0:
			runtime.Gosched()
		}
	}
}

// observe calls work in half of the goroutines, and look in the others until all work is done.
func observe(t *exercise.T, work, look func()) {
	var working atomic.Int64
	working.Store(goroutines / 2)
	exercise.Crowded(t, goroutines, func(g int) {
		if g%2 == 0 {
			defer working.Add(-1)
			work()
			return
		}
		for working.Load() > 0 && !t.Failed() {
			look()
		}
	})
}

// checkMoments asks for Stats while each of several goroutines receives calls and hangs them up, one at a time: in a
// center with an employee for each goroutine, and in one with too few.
func checkMoments(t *exercise.T) {
	for round := range exercise.Within(12) {
		employees := goroutines / (2 + 2*(round%2))
		c := crowdedAt(t, restless(), employees)
		observe(t, func() {
			for range 150 {
				must(t, "c.HangUp of a call that has not ended", c.HangUp(mustReceive(t, c, callcenter.Request{Rank: operator}).ID))
			}
		}, func() {
			k, _, _ := c.Handling("op0")
			_, _ = c.Call(k)
			c.Waiting()
			s := c.Stats()
			if calls := s.Waiting + s.Active; calls > goroutines/2 || s.Active > employees || s.Waiting > 0 && s.Active < employees {
				t.Fatalf("%d operators are hired, %d goroutines receive a call and hang it up, again and again, and c.Stats() = %+v at the same time: want at most %d calls that have not ended, and a Waiting call only while all operators are busy", employees, goroutines/2, s, goroutines/2)
			}
		})
	}
}

// checkCameFirst has goroutines receive calls for the one supervisor, while another goroutine ends the calls that the
// supervisor handles.
func checkCameFirst(t *exercise.T) {
	const rounds = 4000
	c := newCenter(callcenter.Config{Now: restless(), MaxWaiting: 2})
	mustHire(t, c, callcenter.Employee{ID: "sup1", Rank: supervisor})
	var over atomic.Bool
	enough := exercise.Enough()
	exercise.Crowded(t, goroutines/2, func(g int) {
		if g > 0 {
			for !over.Load() && !t.Failed() {
				if _, err := c.Receive(callcenter.Request{Rank: supervisor}); err != nil {
					runtime.Gosched() // two calls wait
				}
			}
			return
		}
		defer over.Store(true)
		var last callcenter.CallID
		for handled := 0; handled < rounds && !enough() && !t.Failed(); {
			id, ok, _ := c.Handling("sup1")
			if !ok {
				runtime.Gosched()
				continue
			}
			if id <= last {
				t.Fatalf("%d goroutines call c.Receive for the one supervisor. c.Handling(\"sup1\") is call %d after call %d, want IDs that ascend: the supervisor takes the calls in the order in which they were received", goroutines/2-1, id, last)
			}
			last = id
			handled++
			mustComplete(t, c, id)
		}
	})
}

// spin waits for done for a short time.
func spin(done func() bool) {
	for i := 0; i < 1000 && !done(); i++ {
		if i%100 == 99 {
			runtime.Gosched()
		}
	}
}

// checkMeanwhile lets one goroutine make a call that frees the supervisor, in each way that there is. The other goroutine
// receives a call as soon as the first has read the clock.
func checkMeanwhile(t *exercise.T) {
	const rounds = 5000
	var readings atomic.Int64
	var received atomic.Bool
	c := newCenter(callcenter.Config{Now: func() time.Time {
		n := readings.Add(1)
		spin(received.Load) // time for the other goroutine, unless a lock holds it up
		return begin.Add(time.Duration(n) * time.Millisecond)
	}})
	hire := func() error { return c.Hire(callcenter.Employee{ID: "sup1", Rank: supervisor}) }
	must(t, "c.Hire", hire())
	ways := []struct {
		name       string
		begin, end func(callcenter.CallID) error // only the end lets the supervisor take a call
	}{
		{"c.Complete", nil, c.Complete},
		{"c.HangUp", nil, c.HangUp},
		{"c.Escalate", nil, func(id callcenter.CallID) error { _, err := c.Escalate(id); return err }},
		{"c.SetAvailable", func(id callcenter.CallID) error { return errors.Join(c.SetAvailable("sup1", false), c.Complete(id)) },
			func(callcenter.CallID) error { return c.SetAvailable("sup1", true) }},
		{"c.Hire", func(id callcenter.CallID) error { return errors.Join(c.Dismiss("sup1"), c.HangUp(id)) },
			func(callcenter.CallID) error { return hire() }},
	}
	var current, other callcenter.CallID
	inStep(t, 2, rounds, func(round int) {
		way := ways[round%len(ways)]
		if round > 0 {
			k, err := c.Call(other)
			if err != nil || k.State != callcenter.Active || k.Answered.Before(k.Received) {
				t.Fatalf("each call of Now returns a later time than all calls that began before it. While a goroutine calls %s, which lets the supervisor take a call, another goroutine receives a call; then c.Call of that call = (%+v, %s), want an Active call, whose Answered is not before Received, and no error",
					ways[(round-1)%len(ways)].name, k, exercise.Text(err))
			}
			must(t, "c.HangUp", c.HangUp(other))
			_ = c.HangUp(current) // if it was escalated
		}
		received.Store(true) // nobody needs time
		current = mustReceive(t, c, callcenter.Request{Rank: supervisor}).ID
		if way.begin != nil {
			must(t, "a method before "+way.name, way.begin(current))
		}
		received.Store(false)
	}, func(g, round int) {
		if g == 0 {
			way := ways[round%len(ways)]
			must(t, way.name, way.end(current))
			return
		}
		before := readings.Load()
		spin(func() bool { return readings.Load() != before })
		other = mustReceive(t, c, callcenter.Request{Rank: supervisor}).ID
		received.Store(true)
	})
}
