package callcenter_test

import (
	"cmp"
	"math/big"
	"slices"
	"time"

	"github.com/oodkit/oodkit/callcenter"
	"github.com/oodkit/oodkit/internal/exercise"
)

// model does what a Center should do. It is too simple to be wrong: two lists that it searches from the
// beginning to the end.
type model struct {
	maxWaiting int
	now        time.Time
	calls      []modelCall     // received, in order; the ID of the first is 1
	staff      []modelEmployee // hired, in the order in which they last became free
	named      [numbers]int    // by number, the index in calls and 1, or 0
	guessed    int             // the number of the call whose ID was guessed, or -1
}

type modelCall struct {
	callcenter.Call
	answered bool
}

type modelEmployee struct {
	callcenter.Employee
	away bool
}

func (m *model) clone() *model {
	c := *m
	c.calls, c.staff = slices.Clone(m.calls), slices.Clone(m.staff)
	return &c
}

// call returns the call that has a number, or nil.
func (m *model) call(number int) *modelCall {
	if number == guessed {
		number = max(0, m.guessed)
	}
	if i := m.named[number]; i > 0 {
		return &m.calls[i-1]
	}
	return nil
}

// callOf returns the call that an employee handles, or nil.
func (m *model) callOf(id callcenter.EmployeeID) *modelCall {
	for i := range m.calls {
		if k := &m.calls[i]; k.State == callcenter.Active && k.Handler == id {
			return k
		}
	}
	return nil
}

// index returns the index of an employee in the list, or -1.
func (m *model) index(id callcenter.EmployeeID) int {
	return slices.IndexFunc(m.staff, func(e modelEmployee) bool { return e.ID == id })
}

func mayHandle(e callcenter.Employee, k callcenter.Call) bool {
	return e.Rank >= k.Needs && (k.Request.Skill == "" || slices.Contains(e.Skills, k.Request.Skill))
}

// place gives a call to an idle employee or lets it wait.
func (m *model) place(k *modelCall) {
	k.State, k.Handler = callcenter.Waiting, ""
	for rank := k.Needs; rank <= director; rank++ {
		for _, e := range m.staff {
			if e.Rank == rank && !e.away && mayHandle(e.Employee, k.Call) && m.callOf(e.ID) == nil {
				m.connect(k, e.ID)
				return
			}
		}
	}
}

func (m *model) connect(k *modelCall, id callcenter.EmployeeID) {
	k.State, k.Handler = callcenter.Active, id
	if !k.answered {
		k.answered, k.Answered = true, m.now
	}
}

// free gives an employee without a call the first call that they may handle, or the last place in the line.
func (m *model) free(id callcenter.EmployeeID) {
	i := m.index(id)
	e := m.staff[i]
	m.staff = append(slices.Delete(m.staff, i, i+1), e)
	if e.away {
		return
	}
	for _, k := range m.waiting() {
		if mayHandle(e.Employee, k.Call) {
			m.connect(k, id)
			return
		}
	}
}

// waiting returns the waiting calls, in order.
func (m *model) waiting() []*modelCall {
	var ks []*modelCall
	for i := range m.calls {
		if m.calls[i].State == callcenter.Waiting {
			ks = append(ks, &m.calls[i])
		}
	}
	slices.SortFunc(ks, func(a, b *modelCall) int { return inOrder(a.Call, b.Call) })
	return ks
}

// inOrder compares waiting calls.
func inOrder(a, b callcenter.Call) int {
	if a.Request.VIP != b.Request.VIP {
		if a.Request.VIP {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(b.Needs, a.Needs), cmp.Compare(a.ID, b.ID))
}

func (m *model) hire(e callcenter.Employee) any {
	invalid, duplicate := e.ID == "" || !e.Rank.Valid(), m.index(e.ID) >= 0
	switch {
	case invalid && duplicate:
		return exercise.OneOf(errInvalid, errDuplicate)
	case invalid:
		return errInvalid
	case duplicate:
		return errDuplicate
	}
	m.staff = append(m.staff, modelEmployee{Employee: e})
	m.free(e.ID)
	return nil
}

func (m *model) dismiss(id callcenter.EmployeeID) any {
	i := m.index(id)
	if i < 0 {
		return errUnknown
	}
	k := m.callOf(id)
	m.staff = slices.Delete(m.staff, i, i+1)
	if k != nil {
		m.place(k)
	}
	return nil
}

func (m *model) setAvailable(id callcenter.EmployeeID, available bool) any {
	i := m.index(id)
	if i < 0 {
		return errUnknown
	}
	if e := &m.staff[i]; e.away == available {
		e.away = !available
		if m.callOf(id) == nil {
			m.free(id)
		}
	}
	return nil
}

func (m *model) receive(number int, r callcenter.Request) any {
	m.named[number] = 0 // with an error the variable becomes a zero Call
	if !r.Rank.Valid() {
		return errInvalid
	}
	k := modelCall{Call: callcenter.Call{ID: callcenter.CallID(len(m.calls) + 1), Request: r, Needs: r.Rank, Received: m.now}}
	full := m.maxWaiting > 0 && len(m.waiting()) >= m.maxWaiting
	m.place(&k)
	if full && k.State == callcenter.Waiting {
		return errBusyLine
	}
	m.calls = append(m.calls, k)
	m.named[number] = len(m.calls)
	return stateOf(k.Call)
}

// active returns the Active call of a number, or the error for another call.
func (m *model) active(number int) (*modelCall, error) {
	k := m.call(number)
	switch {
	case k == nil:
		return nil, errUnknown
	case k.State != callcenter.Active:
		return nil, errNotActive
	}
	return k, nil
}

func (m *model) end(k *modelCall, s callcenter.State) {
	k.State, k.Ended = s, m.now
}

func (m *model) complete(number int) any {
	k, err := m.active(number)
	if err != nil {
		return err
	}
	return m.completeCall(k)
}

func (m *model) completeCall(k *modelCall) any {
	m.end(k, callcenter.Completed)
	m.free(k.Handler)
	return nil
}

func (m *model) escalate(number int) any {
	k, err := m.active(number)
	if err != nil {
		return err
	}
	e := m.staff[m.index(k.Handler)]
	if e.Rank == director {
		return errTopRank
	}
	k.Needs = e.Rank + 1
	m.place(k)
	m.free(e.ID)
	return stateOf(k.Call)
}

func (m *model) hangUp(number int) any {
	if k := m.call(number); k != nil && k.State == callcenter.Waiting {
		m.end(k, callcenter.Abandoned)
		return nil
	}
	return m.complete(number)
}

func (m *model) stats() callcenter.Stats {
	var s callcenter.Stats
	var waits []time.Duration
	for _, k := range m.calls {
		count(&s, k.State)
		if k.answered {
			waits = append(waits, max(0, k.Answered.Sub(k.Received)))
		}
	}
	s.MeanWait, s.P95Wait = meanAndP95(waits)
	return s
}

func count(s *callcenter.Stats, state callcenter.State) {
	switch state {
	case callcenter.Waiting:
		s.Waiting++
	case callcenter.Active:
		s.Active++
	case callcenter.Completed:
		s.Completed++
	case callcenter.Abandoned:
		s.Abandoned++
	}
}

// meanAndP95 returns the mean of waits, and the wait that 95 in 100 do not exceed.
func meanAndP95(waits []time.Duration) (mean, p95 time.Duration) {
	if len(waits) == 0 {
		return 0, 0
	}
	waits = slices.Sorted(slices.Values(waits))
	sum := new(big.Int)
	for _, w := range waits {
		sum.Add(sum, big.NewInt(int64(w)))
	}
	rank := 1
	for rank*100 < 95*len(waits) {
		rank++
	}
	return time.Duration(sum.Quo(sum, big.NewInt(int64(len(waits)))).Int64()), waits[rank-1]
}
