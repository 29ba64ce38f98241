package callcenter_test

import (
	"fmt"
	"slices"
	"sort"
	"time"

	"github.com/oodkit/oodkit/callcenter"
)

// model is what a Center should do, too simple to be wrong: lists that are looked through from the
// beginning to the end.
type model struct {
	maxWaiting int
	now        time.Duration // since time.Unix(0, 0)
	calls      []*modelCall  // ever received, in order
	staff      []*modelEmployee
	turn       int // counts how often somebody became idle
}

type modelCall struct {
	k       int // its number
	stale   bool
	id      callcenter.CallID // that the center gave it
	request callcenter.Request
	needs   callcenter.Rank
	state   callcenter.State
	handler *modelEmployee

	received, answered, ended time.Duration
	wasAnswered, hasEnded     bool
	settled                   bool // was compared since it has ended
}

type modelEmployee struct {
	callcenter.Employee
	available bool
	call      *modelCall
	turn      int // the larger, the later he became idle
}

// numbered returns the call of a number that was received last, or nil.
func (m *model) numbered(k int) *modelCall {
	for _, c := range slices.Backward(m.calls) {
		if c.k == k {
			return c
		}
	}
	return nil
}

func (m *model) hired(id callcenter.EmployeeID) *modelEmployee {
	for _, e := range m.staff {
		if e.ID == id {
			return e
		}
	}
	return nil
}

func mayHandle(e *modelEmployee, k *modelCall) bool {
	return e.Rank >= k.needs && (k.request.Skill == "" || slices.Contains(e.Skills, k.request.Skill))
}

// handlerFor returns who gets a call, or nil.
func (m *model) handlerFor(k *modelCall) *modelEmployee {
	var best *modelEmployee
	for _, e := range m.staff {
		if e.available && e.call == nil && mayHandle(e, k) &&
			(best == nil || e.Rank < best.Rank || e.Rank == best.Rank && e.turn < best.turn) {
			best = e
		}
	}
	return best
}

// place gives a call to somebody or lets it wait.
func (m *model) place(k *modelCall) {
	e := m.handlerFor(k)
	if e == nil {
		k.state, k.handler = callcenter.Waiting, nil
		return
	}
	m.connect(k, e)
}

func (m *model) connect(k *modelCall, e *modelEmployee) {
	k.state, k.handler, e.call = callcenter.Active, e, k
	if !k.wasAnswered {
		k.wasAnswered, k.answered = true, m.now
	}
}

// free lets somebody without a call take one or join the end of the line.
func (m *model) free(e *modelEmployee) {
	m.turn++
	e.call, e.turn = nil, m.turn
	if !e.available {
		return
	}
	for _, k := range m.waiting() {
		if mayHandle(e, k) {
			m.connect(k, e)
			return
		}
	}
}

func (m *model) hire(e callcenter.Employee) error {
	if e.ID == "" || e.Rank < operator || e.Rank > director {
		return callcenter.ErrInvalid
	}
	if m.hired(e.ID) != nil {
		return callcenter.ErrDuplicate
	}
	hired := &modelEmployee{Employee: e, available: true}
	m.staff = append(m.staff, hired)
	m.free(hired)
	return nil
}

func (m *model) dismiss(id callcenter.EmployeeID) error {
	e := m.hired(id)
	if e == nil {
		return callcenter.ErrUnknown
	}
	m.staff = slices.DeleteFunc(m.staff, func(other *modelEmployee) bool { return other == e })
	if e.call != nil {
		m.place(e.call)
	}
	return nil
}

func (m *model) setAvailable(id callcenter.EmployeeID, available bool) error {
	e := m.hired(id)
	if e == nil {
		return callcenter.ErrUnknown
	}
	if e.available != available {
		e.available = available
		if e.call == nil {
			m.free(e)
		}
	}
	return nil
}

func (m *model) receive(number int, r callcenter.Request) (*modelCall, error) {
	if r.Rank < operator || r.Rank > director {
		return nil, callcenter.ErrInvalid
	}
	k := &modelCall{k: number, request: r, needs: r.Rank, received: m.now}
	if m.maxWaiting > 0 && len(m.waiting()) >= m.maxWaiting && m.handlerFor(k) == nil {
		return nil, callcenter.ErrBusyLine
	}
	if before := m.numbered(number); before != nil {
		before.stale = true
	}
	m.calls = append(m.calls, k)
	m.place(k)
	return k, nil
}

func (m *model) end(k *modelCall, s callcenter.State) {
	k.state, k.ended, k.hasEnded = s, m.now, true
}

func (m *model) complete(k *modelCall) error {
	switch {
	case k == nil:
		return callcenter.ErrUnknown
	case k.state != callcenter.Active:
		return callcenter.ErrNotActive
	}
	m.end(k, callcenter.Completed)
	m.free(k.handler)
	return nil
}

func (m *model) escalate(k *modelCall) error {
	switch {
	case k == nil:
		return callcenter.ErrUnknown
	case k.state != callcenter.Active:
		return callcenter.ErrNotActive
	case k.handler.Rank == director:
		return callcenter.ErrTopRank
	}
	e := k.handler
	k.needs = e.Rank + 1
	m.place(k)
	m.free(e)
	return nil
}

func (m *model) hangUp(k *modelCall) error {
	if k != nil && k.state == callcenter.Waiting {
		m.end(k, callcenter.Abandoned)
		return nil
	}
	return m.complete(k)
}

// waiting returns the calls that wait, in order. Those of one kind are in the order of receipt
// already.
func (m *model) waiting() []*modelCall {
	var ks []*modelCall
	for _, k := range m.calls {
		if k.state == callcenter.Waiting {
			ks = append(ks, k)
		}
	}
	sort.SliceStable(ks, func(i, j int) bool {
		if ks[i].request.VIP != ks[j].request.VIP {
			return ks[i].request.VIP
		}
		return ks[i].needs > ks[j].needs
	})
	return ks
}

func (m *model) waitingCalls() []callcenter.Call {
	var calls []callcenter.Call
	for _, k := range m.waiting() {
		calls = append(calls, k.call())
	}
	return calls
}

func (m *model) stats() callcenter.Stats {
	count := make(map[callcenter.State]int)
	var waits []time.Duration
	for _, k := range m.calls {
		count[k.state]++
		if k.wasAnswered {
			waits = append(waits, max(0, k.answered-k.received))
		}
	}
	mean, p95 := meanAndP95(waits)
	return callcenter.Stats{
		Waiting: count[callcenter.Waiting], Active: count[callcenter.Active],
		Completed: count[callcenter.Completed], Abandoned: count[callcenter.Abandoned],
		MeanWait: mean, P95Wait: p95,
	}
}

// meanAndP95 returns the mean of waits, and the one that 95 in 100 do not exceed.
func meanAndP95(waits []time.Duration) (mean, p95 time.Duration) {
	if len(waits) == 0 {
		return 0, 0
	}
	waits = slices.Sorted(slices.Values(waits))
	var sum time.Duration
	for _, w := range waits {
		sum += w
	}
	rank := 1
	for rank*100 < 95*len(waits) {
		rank++
	}
	return sum / time.Duration(len(waits)), waits[rank-1]
}

func (m *model) handlingText(id callcenter.EmployeeID) string {
	e := m.hired(id)
	switch {
	case e == nil:
		return "ErrUnknown"
	case e.call == nil:
		return "no call"
	default:
		return e.call.name()
	}
}

// call returns what a Center should say of k.
func (k *modelCall) call() callcenter.Call {
	c := callcenter.Call{ID: k.id, Request: k.request, Needs: k.needs, State: k.state, Received: at(k.received)}
	if k.handler != nil {
		c.Handler = k.handler.ID
	}
	if k.wasAnswered {
		c.Answered = at(k.answered)
	}
	if k.hasEnded {
		c.Ended = at(k.ended)
	}
	return c
}

func at(d time.Duration) time.Time { return time.Unix(0, 0).Add(d) }

// name returns how the call is called in a list of acts.
func (k *modelCall) name() string {
	if k.stale {
		return fmt.Sprintf("the k[%d] before", k.k)
	}
	return fmt.Sprintf("k[%d]", k.k)
}
