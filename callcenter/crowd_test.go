package callcenter_test

import (
	"fmt"
	"maps"
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

// The checks of steps 6 and 7 in which goroutines use one center: many short rounds, each with its
// account.

var crowds = []struct {
	name  string
	check func(t *exercise.T)
}{
	{"calls received by many goroutines have an ID each, and none is lost", checkReceiving},
	{"a call that two goroutines complete at the same time is completed once", checkCompletedOnce},
	{"a call that is hung up is over, whatever happens to it at the same time", checkHungUpMeanwhile},
	{"no more than MaxWaiting calls wait, also if many are received at the same time", checkBusyTogether},
	{"under many goroutines nobody idle may take a waiting call, and calls and handlers pair one to one", func(t *exercise.T) {
		checkCrowd(t, crowd{})
	}},
	{"a call of a method is done before another begins: nothing comes in between", func(t *exercise.T) {
		checkCrowd(t, crowd{slow: true})
	}},
	{"Stats is the same for all who ask at the same time", checkStatsTogether},
	{"Stats, Waiting and Call tell of one moment: calls wait only while everybody is busy", checkMoments},
	{"a call that comes in while somebody is idle is never seen waiting", checkNeverSeenWaiting},
}

const goroutines = 8

// restless returns a clock that goes on with each reading, and lets other goroutines run at some.
func restless() func() time.Time {
	var readings atomic.Int64
	return func() time.Time {
		n := readings.Add(1)
		if n%3 == 0 {
			runtime.Gosched()
		}
		return at(time.Duration(n) * time.Millisecond)
	}
}

// slow returns a clock that takes its time to be read, so that others get in between a look and an
// act, if they can.
func slow() func() time.Time {
	now := restless()
	return func() time.Time {
		time.Sleep(20 * time.Microsecond)
		return now()
	}
}

func checkReceiving(t *exercise.T) {
	const each = 10
	for range exercise.Within(60) {
		c := newCenter(callcenter.Config{Now: slow()})
		ids := make([][]callcenter.CallID, goroutines)
		exercise.Crowded(t, goroutines, func(g int) {
			for range each {
				ids[g] = append(ids[g], mustReceive(t, c, callcenter.Request{Rank: operator}).ID)
			}
		})
		a := &accounts{t: t, c: c, ids: slices.Concat(ids...)}
		a.before = fmt.Sprintf("%d goroutines Receive %d calls each, and nobody is hired;", goroutines, each)
		a.check()
	}
}

func checkCompletedOnce(t *exercise.T) {
	const received = 20
	for range exercise.Within(60) {
		c := newCenter(callcenter.Config{Now: slow()})
		a := &accounts{t: t, c: c, workers: []*worker{{Employee: callcenter.Employee{ID: "op1", Rank: operator}, hired: true, available: true}}}
		mustHire(t, c, a.workers[0].Employee)
		for range received {
			a.ids = append(a.ids, mustReceive(t, c, callcenter.Request{Rank: operator}).ID)
		}
		var done atomic.Int64
		exercise.Crowded(t, goroutines, func(int) {
			for _, id := range a.ids {
				for range 3 {
					if c.Complete(id) == nil {
						done.Add(1)
					}
				}
			}
		})
		a.before = fmt.Sprintf("op1 is hired, %d calls are received, and %d goroutines complete each of them again and again;", received, goroutines)
		a.check()
		if s := c.Stats(); s.Completed != int(done.Load()) {
			a.fail("c.Complete has succeeded %d times, but %d calls are Completed: want each to be completed once", done.Load(), s.Completed)
		}
	}
}

// checkHungUpMeanwhile hangs up calls that change between Waiting and Active at the same time. None of
// that ends a call, so HangUp must.
func checkHungUpMeanwhile(t *exercise.T) {
	for range exercise.Within(30) {
		hangUpMeanwhile(t, "escalated", func(c *callcenter.Center, id callcenter.CallID) { _, _ = c.Escalate(id) })
		hangUpMeanwhile(t, "put back, since op1 is dismissed,", func(c *callcenter.Center, _ callcenter.CallID) { _ = c.Dismiss("op1") })
	}
}

// hangUpMeanwhile hangs up a call that op1 handles. HangUp, and right behind it do, have to wait for a
// call of Receive that takes long: see [round.clock].
func hangUpMeanwhile(t *exercise.T, what string, do func(c *callcenter.Center, id callcenter.CallID)) {
	rd := &round{kind: crowd{slow: true}}
	c := newCenter(callcenter.Config{Now: rd.clock()})
	mustHire(t, c, callcenter.Employee{ID: "op1", Rank: operator})
	id := mustReceive(t, c, callcenter.Request{Rank: operator}).ID
	rd.slow.Store(true)
	var wg sync.WaitGroup
	begin := func(f func()) {
		wg.Go(t.Guarded(f))
		time.Sleep(200 * time.Microsecond)
	}
	begin(func() {
		for range 2 {
			mustReceive(t, c, callcenter.Request{Rank: director}) // which op1 may not take
		}
	})
	begin(func() {
		if err := c.HangUp(id); err != nil {
			t.Errorf("op1 handles a call, which is %s while another goroutine calls c.HangUp of it: that returned %s, want no error, since nobody else ends the call", what, errText(err))
		}
	})
	begin(func() { do(c, id) })
	rd.slow.Store(false)
	wg.Wait()
	k, err := c.Call(id)
	if err != nil || k.State != callcenter.Completed && k.State != callcenter.Abandoned {
		t.Errorf("op1 handles a call, which is %s while another goroutine calls c.HangUp of it: then c.Call returned (%v, %v), want it Completed or Abandoned", what, k.State, err)
	}
	if t.Failed() {
		t.FailNow()
	}
}

func checkBusyTogether(t *exercise.T) {
	for round := range exercise.Within(100) {
		limit := 1 + round%5
		c := newCenter(callcenter.Config{MaxWaiting: limit, Now: slow()})
		ids := make([][]callcenter.CallID, goroutines)
		exercise.Crowded(t, goroutines, func(g int) {
			for range 4 {
				k, err := c.Receive(callcenter.Request{Rank: operator})
				switch errText(err) {
				case "no error":
					ids[g] = append(ids[g], k.ID)
				case "ErrBusyLine":
				default:
					t.Fatalf("c.Receive of a call for an operator returned %s, want no error or ErrBusyLine", errText(err))
				}
			}
		})
		a := &accounts{t: t, c: c, ids: slices.Concat(ids...)}
		a.before = fmt.Sprintf("MaxWaiting is %d, nobody is hired, and %d goroutines Receive 4 calls each;", limit, goroutines)
		a.check()
		if len(a.ids) != limit {
			a.fail("%d calls were received and wait, want %d, and ErrBusyLine for the others", len(a.ids), limit)
		}
	}
}

// checkStatsTogether asks for the Stats of many waits in no order.
func checkStatsTogether(t *exercise.T) {
	const n = 1000
	for range exercise.Within(100) {
		var now fakeClock
		now.set(at(0))
		d := &desk{t: t, c: newCenter(callcenter.Config{Now: now.read})}
		for range n {
			d.receive(operator)
		}
		waits := make([]time.Duration, n)
		for i := range waits {
			waits[i] = time.Duration((i*617+1)%n) * time.Second
			now.set(at(waits[i]))
			if i == 0 {
				mustHire(t, d.c, callcenter.Employee{ID: "op1", Rank: operator})
			} else {
				d.complete()
			}
		}
		mean, p95 := meanAndP95(waits)
		want := callcenter.Stats{Active: 1, Completed: n - 1, MeanWait: mean, P95Wait: p95}
		exercise.Crowded(t, goroutines, func(int) {
			for range 3 {
				if got := d.c.Stats(); got != want {
					t.Fatalf("%d calls were answered, and %d goroutines call c.Stats() at the same time: got %+v, want %+v", n, goroutines, got, want)
				}
			}
		})
	}
}

// crowd says what happens in rounds of goroutines that make random calls.
type crowd struct {
	slow   bool // the first goroutine keeps the clock, and who waits for it, for some time
	skills []string
	vips   bool
}

func checkCrowd(t *exercise.T, kind crowd) {
	defer exercise.MoreThreads(goroutines)()
	times := 2000
	if exercise.Race {
		times = 400
	}
	for i := range exercise.Within(times) {
		newRound(kind, uint64(i)).run(t)
	}
}

// round is one short round: what each goroutine does is decided before it begins.
type round struct {
	kind    crowd
	c       *callcenter.Center
	workers []*worker
	owned   [][]*worker // by goroutine: nobody else hires or dismisses them
	shared  *worker     // whom everybody hires and dismisses, and who takes no breaks
	first   []act       // what is done before, which tells numbers from 1
	each    [][]act     // by goroutine

	slow atomic.Bool
	ids  []map[int]callcenter.CallID // by goroutine, and number of the call
	all  [][]callcenter.CallID       // likewise, of all calls received

	completed atomic.Int64 // calls of Complete and HangUp that have succeeded
}

const callsBefore = 4 // received before a round

func newRound(kind crowd, seed uint64) *round {
	r := rand.New(rand.NewPCG(seed, 5))
	n := 2 + r.IntN(goroutines-1)
	rd := &round{kind: kind, owned: make([][]*worker, n), each: make([][]act, n), ids: make([]map[int]callcenter.CallID, n), all: make([][]callcenter.CallID, n)}
	rd.c = newCenter(callcenter.Config{Now: rd.clock()})
	o := options{skills: kind.skills, vips: kind.vips}
	for i, id := range cast[:1+r.IntN(len(cast))] {
		w := &worker{Employee: callcenter.Employee{ID: id, Rank: rankOf(id), Skills: o.skillsOf(r)}, hired: true, available: true}
		rd.workers = append(rd.workers, w)
		rd.owned[i%n] = append(rd.owned[i%n], w)
		rd.first = append(rd.first, act{verb: hire, employee: w.Employee})
	}
	rd.shared = &worker{Employee: callcenter.Employee{ID: "op9", Rank: operator, Skills: o.skills}, available: true}
	rd.workers = append(rd.workers, rd.shared)
	o.staff, o.calls = cast, callsBefore
	for k := range callsBefore {
		a := mixed(o, receive)(r)
		a.k = k + 1
		rd.first = append(rd.first, a)
	}
	for g := range n {
		rd.each[g] = rd.plan(r, g, o)
	}
	return rd
}

// plan returns what goroutine g will do: things to its own calls and those received before, and to
// its own employees.
func (rd *round) plan(r *rand.Rand, g int, o options) []act {
	verbs := []verb{receive, receive, complete, complete, complete, escalate, hangUp, setAvailable, setAvailable, dismiss, hire}
	var as []act
	for i := range 2 + r.IntN(4) {
		verb := verbs[r.IntN(len(verbs))]
		if (verb == hire || verb == dismiss) && r.IntN(2) == 0 {
			as = append(as, act{verb: verb, id: rd.shared.ID, employee: rd.shared.Employee})
			continue
		}
		if owned := rd.owned[g]; len(owned) > 0 && (verb == setAvailable || verb == dismiss || verb == hire) {
			w := owned[r.IntN(len(owned))]
			as = append(as, act{verb: verb, id: w.ID, employee: w.Employee, on: r.IntN(2) == 0})
			continue
		} else if verb == setAvailable || verb == dismiss || verb == hire {
			verb = complete
		}
		a := mixed(o, verb)(r)
		if verb == receive {
			a.k = 10*(g+1) + i
		}
		as = append(as, a)
	}
	return as
}

// clock returns the clock of a round.
func (rd *round) clock() func() time.Time {
	now := restless()
	if !rd.kind.slow {
		return now
	}
	return func() time.Time {
		if rd.slow.Load() {
			// Those who wait for a sync.Mutex for more than a millisecond get it one after another, in
			// the order in which they came. So whoever lets it go in the midst of a call, and takes it
			// again, lets all of them in between.
			time.Sleep(1200 * time.Microsecond)
		}
		return now()
	}
}

func (rd *round) run(t *exercise.T) {
	t.Doing(rd.String())
	before := make(map[int]callcenter.CallID)
	var received []callcenter.CallID
	for _, a := range rd.first {
		if a.verb == hire {
			mustHire(t, rd.c, a.employee)
			continue
		}
		before[a.k] = mustReceive(t, rd.c, a.request).ID
		received = append(received, before[a.k])
	}
	rd.together(t, func(g int) {
		rd.ids[g] = maps.Clone(before)
		for _, a := range rd.each[g] {
			rd.do(t, g, a)
		}
	})
	_, _, err := rd.c.Handling(rd.shared.ID)
	rd.shared.hired = err == nil
	a := &accounts{t: t, c: rd.c, before: rd.String(), ids: append(received, slices.Concat(rd.all...)...), workers: rd.workers}
	a.check()
	if s := rd.c.Stats(); s.Completed+s.Abandoned != int(rd.completed.Load()) {
		a.fail("%d calls have ended, but Complete and HangUp have succeeded %d times: want each call to end once", s.Completed+s.Abandoned, rd.completed.Load())
	}
}

// together lets every goroutine do its part at the same time. In a slow round they have to wait for
// two calls that take long.
func (rd *round) together(t *exercise.T, f func(g int)) {
	if !rd.kind.slow {
		exercise.Together(t, len(rd.each), f)
		return
	}
	rd.slow.Store(true)
	var wg sync.WaitGroup
	wg.Go(t.Guarded(func() {
		w := &worker{Employee: callcenter.Employee{ID: "dir9", Rank: director, Skills: rd.kind.skills}}
		for range 2 {
			mustHire(t, rd.c, w.Employee)
			if err := rd.c.Dismiss(w.ID); err != nil {
				t.Fatalf("c.Dismiss(%q) of somebody hired returned %s, want no error", w.ID, errText(err))
			}
		}
	}))
	for g := range rd.each {
		if g < 2 {
			time.Sleep(200 * time.Microsecond)
		}
		wg.Go(t.Guarded(func() { f(g) }))
	}
	time.Sleep(500 * time.Microsecond)
	rd.slow.Store(false)
	wg.Wait()
}

// do makes a call in goroutine g.
func (rd *round) do(t *exercise.T, g int, a act) {
	var err error
	want := []string{"no error"}
	switch a.verb {
	case receive:
		var k callcenter.Call
		if k, err = rd.c.Receive(a.request); err == nil {
			rd.ids[g][a.k] = k.ID
			rd.all[g] = append(rd.all[g], k.ID)
		}
	case complete, escalate, hangUp:
		id, ok := rd.ids[g][a.k]
		if !ok {
			return
		}
		want = append(want, "ErrNotActive")
		switch a.verb {
		case complete:
			err = rd.c.Complete(id)
		case hangUp:
			err = rd.c.HangUp(id)
		default:
			want = append(want, "ErrTopRank")
			_, err = rd.c.Escalate(id)
		}
		if err == nil && a.verb != escalate {
			rd.completed.Add(1)
		}
	case hire, dismiss, setAvailable:
		if a.id == rd.shared.ID {
			want = append(want, "ErrDuplicate", "ErrUnknown")
			if a.verb == hire {
				err = rd.c.Hire(a.employee)
			} else {
				err = rd.c.Dismiss(a.id)
			}
			break
		}
		i := slices.IndexFunc(rd.owned[g], func(w *worker) bool { return w.ID == a.id })
		want = []string{rd.changeStaff(rd.owned[g][i], a, &err)}
	}
	if got := errText(err); !slices.Contains(want, got) {
		t.Fatalf("%v\n%v returned %s, want %s", rd, a, got, strings.Join(want, " or "))
	}
}

// changeStaff makes a call about w, whom only the calling goroutine hires and dismisses, and returns
// the error wanted.
func (rd *round) changeStaff(w *worker, a act, err *error) (want string) {
	hired := w.hired
	switch a.verb {
	case hire:
		*err = rd.c.Hire(w.Employee)
		if hired {
			return "ErrDuplicate"
		}
		w.hired, w.available = true, true
		return "no error"
	case dismiss:
		*err = rd.c.Dismiss(w.ID)
		w.hired = false
	case setAvailable:
		*err = rd.c.SetAvailable(w.ID, a.on)
		w.available = a.on
	}
	if !hired {
		return "ErrUnknown"
	}
	return "no error"
}

func (rd *round) String() string {
	var b strings.Builder
	for _, a := range rd.first {
		fmt.Fprintf(&b, "%v\n", a)
	}
	b.WriteString("then at the same time")
	for g, as := range rd.each {
		fmt.Fprintf(&b, "\ngoroutine %d: ", g+1)
		for i, a := range as {
			if i > 0 {
				b.WriteString("; ")
			}
			b.WriteString(a.String())
		}
	}
	return b.String()
}

// moments is a center at which many calls wait. While some goroutines complete them, others look
// again and again. No call is received meanwhile, so it is known how many there are.
type moments struct {
	t       *exercise.T
	c       *callcenter.Center
	working atomic.Int64 // goroutines that complete calls
}

var desks = []callcenter.EmployeeID{"op1", "sup1", "dir1"}

const (
	waitingAtFirst = 200
	momentsBefore  = "op1, sup1 and dir1 are hired, 203 calls for operators are received, goroutines complete them one after another, and meanwhile"
)

func checkMoments(t *exercise.T) {
	for range exercise.Within(60) {
		m := &moments{t: t, c: newCenter(callcenter.Config{Now: restless()})}
		for _, id := range desks {
			mustHire(t, m.c, callcenter.Employee{ID: id, Rank: rankOf(id)})
		}
		for range waitingAtFirst + len(desks) {
			mustReceive(t, m.c, callcenter.Request{Rank: operator})
		}
		m.working.Store(goroutines / 2)
		exercise.Crowded(t, goroutines, func(g int) {
			if g%2 == 0 {
				defer m.working.Add(-1)
				m.work()
				return
			}
			for m.working.Load() > 0 && !t.Failed() {
				for range 20 {
					m.lookAtStats()
				}
				m.lookAtWaiting()
			}
		})
	}
}

// work completes calls until nobody has one.
func (m *moments) work() {
	for busy := true; busy && !m.t.Failed(); {
		busy = false
		for _, id := range desks {
			k, ok, _ := m.c.Handling(id)
			if ok {
				busy = true
				_ = m.c.Complete(k) // or another goroutine was first
			}
		}
	}
}

// checkNeverSeenWaiting has calls come and go, one by one, at a center with somebody for each.
func checkNeverSeenWaiting(t *exercise.T) {
	const callers = goroutines - 2
	for range exercise.Within(60) {
		c := newCenter(callcenter.Config{Now: restless()})
		for i := range callers {
			mustHire(t, c, callcenter.Employee{ID: callcenter.EmployeeID(fmt.Sprint("op", i)), Rank: operator})
		}
		var working atomic.Int64
		working.Store(callers)
		exercise.Crowded(t, goroutines, func(g int) {
			if g < callers {
				defer working.Add(-1)
				for range 100 {
					mustComplete(t, c, mustReceive(t, c, callcenter.Request{Rank: operator}).ID)
				}
				return
			}
			for working.Load() > 0 && !t.Failed() {
				if s := c.Stats(); s.Waiting > 0 {
					t.Fatalf("%d operators are hired, %d goroutines Receive a call and Complete it, again and again, and meanwhile c.Stats() = %+v: want no call to wait while somebody is idle",
						callers, callers, s)
				}
			}
		})
	}
}

func (m *moments) lookAtStats() {
	s := m.c.Stats()
	if n := s.Waiting + s.Active + s.Completed + s.Abandoned; n != waitingAtFirst+len(desks) {
		m.t.Fatalf("%s c.Stats() = %+v: want them to add up to the calls received, and not to %d", momentsBefore, s, n)
	}
	if s.Active > len(desks) || s.Waiting > 0 && s.Active < len(desks) {
		m.t.Fatalf("%s c.Stats() = %+v: want calls to wait only while all three are busy", momentsBefore, s)
	}
}

// lookAtWaiting looks at what waits, and then at the first call, which is about to be taken.
func (m *moments) lookAtWaiting() {
	waiting := m.c.Waiting()
	wantInOrder(m.t, waiting)
	for range 20 {
		if len(waiting) == 0 {
			return
		}
		k, err := m.c.Call(waiting[0].ID)
		if err != nil || (k.State == callcenter.Waiting) != (k.Handler == "") || k.Answered.IsZero() != (k.Handler == "") || k.Ended.IsZero() != (k.State < callcenter.Completed) {
			m.t.Fatalf("%s c.Call of one of them = (%+v, %v): want it as it is at one moment", momentsBefore, k, err)
		}
	}
}

func wantInOrder(t *exercise.T, ks []callcenter.Call) {
	for i, k := range ks {
		if k.State != callcenter.Waiting || i > 0 && !before(ks[i-1], k) {
			t.Fatalf("%s c.Waiting() has a call that is %v, or one twice or out of order (call %d at index %d)", momentsBefore, k.State, k.ID, i)
		}
	}
}
