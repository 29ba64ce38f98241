//go:build !stub

package callcenter

import (
	"fmt"
	"sync"
	"time"
)

// Center is a call center. It knows its employees, receives calls, and gives each call to an employee who
// may handle it.
//
// An employee may handle a call if their rank is at least the rank that the call Needs. If the Request
// names a Skill, they must have that skill too (step 7).
//
// An employee is idle if they are hired and available and have no call. The idle employees of each rank
// stand in a line, in the order in which they became idle. Waiting calls stand in a queue, in the order of
// [Center.Waiting].
//
// To become free is an event. It leads to a call, to the line of idle employees or, for an employee who is
// not available, to nothing.
//
// Two rules decide who handles which call:
//
//   - A call looks for a handler when it is received, when it is escalated (step 3), and when its handler
//     is dismissed (step 4). It goes to the lowest rank that has an idle employee who may handle it. Of
//     those who may handle it in that rank, it goes to the employee who has been idle longest. If no idle
//     employee may handle the call, it waits in the queue.
//   - An employee becomes free when their call ends or is escalated, when they are hired, and when they
//     become available again without a call (step 4). If a free employee is available, they immediately
//     take the first call in the queue that they may handle. If there is no such call, they join the end
//     of the line of their rank.
//
// So no call waits while an idle employee may handle it. No employee has two calls, and no call has two
// handlers.
//
// Use [New] to make a Center: the zero value is not ready to use. A Center must not be copied, and there is
// nothing to close. Two Centers share nothing. So while one Center calls its Now, that function may call
// methods of another Center. A method that returns an error changes nothing, but a refused call may use up
// an ID. Its other results are zero values.
//
// Several goroutines may use a Center at the same time (step 6). Each call of a method takes effect at one
// moment between its beginning and its end, as if the calls were made one after another.
//
// Receive, Complete, Escalate, HangUp, Call and Handling take O(log n) time, where n counts the calls
// received and the employees ever hired, but not breaks. This is amortized: a call may take longer if it
// clears away, once, what many earlier calls of any method have left. For the other methods, and in a
// Center where an employee was hired with Skills or a Request named a Skill, no cost is promised. Steps 2,
// 4, 5 and 7 compare the average costs of these six methods, without skills: with 4,096 calls, employees or
// breaks (of one employee or of many), each may take up to 8 times as long as with 64. In the same way
// steps 2 and 5 compare 40,000 waiting calls with 64, and up to 66,000 answered or ended calls with 64. The
// only limit in seconds is that each row of a step may take 5 seconds: rows have up to 132,000 waiting
// calls (step 2) and 70,000 employees (step 2).
type Center struct {
	maxWaiting int              // 0 means no limit
	now        func() time.Time // called with mu held, before anything changes: even if it panics, the Center is whole

	mu sync.Mutex // guards all that follows, and what it points to; functions named …Locked need it held

	calls  map[CallID]*phoneCall // every call ever received; none is ever deleted, so its length gives the next ID
	counts [Abandoned + 1]int    // of calls, by State
	waits  []time.Duration       // of the calls ever answered; only appended to

	// While mu is not held, the following is true. A call k is Active if and only if an employee e has it: then e.call
	// is k, and staff[k.Handler] is e. Exactly the Waiting calls are in waiting. Exactly the employees who are
	// available and have no call are in idle. No employee in idle may handle a call in waiting.
	staff   map[EmployeeID]*employee
	waiting queues
	idle    idleStaff
}

// group is a rank and a skill. It names a queue of waiting calls that need them, and a line of idle employees who have
// them. Employees also serve the queues of lower ranks.
type group struct {
	rank  Rank
	skill string // or noSkill
}

// noSkill is what a call without a Skill asks for. All employees offer it.
const noSkill = ""

// New returns a Center without employees and calls.
//
// If MaxWaiting is negative (step 5), New returns nil and [ErrInvalid]. Every other MaxWaiting is valid.
func New(config Config) (*Center, error) {
	if config.MaxWaiting < 0 {
		return nil, fmt.Errorf("%w: MaxWaiting is %d", ErrInvalid, config.MaxWaiting)
	}
	now := config.Now
	if now == nil {
		now = time.Now
	}
	return &Center{
		maxWaiting: config.MaxWaiting,
		now:        now,
		calls:      make(map[CallID]*phoneCall),
		staff:      make(map[EmployeeID]*employee),
		waiting:    make(queues),
		idle:       make(idleStaff),
	}, nil
}

// routeLocked gives a call without a handler to an idle employee, or lets it wait. The call was received or
// escalated, or its handler was dismissed.
func (c *Center) routeLocked(k *phoneCall, now time.Time) {
	e := c.idle.first(k.Needs, k.Request.Skill)
	if e == nil {
		k.Handler = ""
		c.setStateLocked(k, Waiting)
		c.waiting.add(k)
		return
	}
	c.idle.remove(e)
	c.connectLocked(k, e, now)
}

// assignLocked gives an employee without a call the first call that they may handle, or lets them join the line. If they
// are on a break, it does neither. Their call has ended or was escalated, or they were hired, or their break has ended.
func (c *Center) assignLocked(e *employee, now time.Time) {
	if !e.available {
		return
	}
	k := c.waiting.first(e.Rank, e.offers)
	if k == nil {
		c.idle.add(e)
		return
	}
	c.waiting.remove(k)
	c.connectLocked(k, e, now)
}

// connectLocked gives k to e. They must not be in waiting or idle. At the first answer it notes how long the caller has
// waited.
func (c *Center) connectLocked(k *phoneCall, e *employee, now time.Time) {
	k.Handler = e.ID
	e.call = k
	c.setStateLocked(k, Active)
	if !k.wasAnswered {
		k.wasAnswered, k.Answered = true, now
		c.waits = append(c.waits, max(0, now.Sub(k.Received)))
	}
}

// disconnectLocked takes an Active call from its handler and returns the handler. Neither is then in waiting or idle,
// and k keeps its State and Handler until it is routed or ended. The function that calls this must next route or end k,
// and then assign or delete the employee.
func (c *Center) disconnectLocked(k *phoneCall) *employee {
	e := c.staff[k.Handler]
	e.call = nil
	return e
}

// endLocked ends a call that was taken from its handler or out of its queue before. A Completed call keeps its
// Handler.
func (c *Center) endLocked(k *phoneCall, s State, now time.Time) {
	k.Ended = now
	c.setStateLocked(k, s)
}

// setStateLocked is the only function that changes the state of a call.
func (c *Center) setStateLocked(k *phoneCall, s State) {
	if k.State != 0 { // a new call has no state yet
		c.counts[k.State]--
	}
	k.State = s
	c.counts[s]++
}
