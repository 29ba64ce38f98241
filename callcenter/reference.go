//go:build !stub

package callcenter

import (
	"fmt"
	"sync"
	"time"
)

// Center is a call center. It knows the employees, receives calls, and gives each call to an employee
// who may handle it.
//
// An employee may handle a call if their rank is at least what the call Needs and, if its Request names
// a Skill, they have that skill. An employee who is hired, is available and has no call is idle. Idle
// employees stand in line, in the order in which they became idle, whatever the clock says.
//
// Two rules decide who handles which call:
//
//   - A call looks for a handler when it is received, when it is escalated, and when it comes back
//     because its handler was dismissed. It goes to an idle employee who may handle it: to the lowest
//     rank that has one, and within that rank to the employee who has been idle longest. If there is no
//     such employee, the call waits.
//   - An employee becomes free when their call ends or is escalated, when they are hired, and when they
//     become available again without a call. A free employee immediately takes the first call in the
//     order of [Center.Waiting] that they may handle. If there is no such call, they join the end of the
//     line of idle employees.
//
// So no call waits while an idle employee may handle it, and no employee has two calls.
//
// A Center comes from [New]: its zero value is not ready to use. It must not be copied. Several
// goroutines may use it: each call of a method takes effect at one moment between its beginning and its
// end, as if they were made one after another. A method that returns an error changes nothing, and
// returns zero values beside the error. There is nothing to close. Two Centers share nothing, so the Now
// of one may call another.
//
// A Center with n calls received and n employees takes O(log n) time, amortized, for Receive, Complete,
// Escalate, HangUp, Call and Handling, as long as no employee has Skills and no Request names a Skill.
// With skills, and for the other methods, no cost is promised.
type Center struct {
	maxWaiting int              // 0 means no limit
	now        func() time.Time // from outside: called with mu held, before anything has changed, since it may panic

	mu sync.Mutex // guards all that follows, and what it points to

	calls  map[CallID]*call   // every call ever received
	counts [Abandoned + 1]int // of calls, by State
	waits  []time.Duration    // of the calls ever answered; only appended to

	// An Active call and its handler belong together: staff[k.Handler].call is k. All Waiting calls
	// are in waiting and no others; all employees who are available and have no call are in idle and
	// no others. Nobody in idle may handle a call in waiting.
	staff   map[EmployeeID]*employee
	waiting queues
	idle    idleStaff
}

// call is a Call and where it waits.
type call struct {
	Call
	answered bool // Answered is set: that it is the zero time would not tell
	index    int  // in its queue, while it waits
}

// group is a rank and a skill. Each group has a queue of the calls that wait for it, and a line of the idle employees
// who offer it.
type group struct {
	rank  Rank
	skill string // or noSkill
}

// noSkill is what a call without a Skill asks for. All employees offer it.
const noSkill = ""

// New returns a Center without employees and calls.
//
// If MaxWaiting is negative, New returns [ErrInvalid].
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
		calls:      make(map[CallID]*call),
		staff:      make(map[EmployeeID]*employee),
		waiting:    make(queues),
		idle:       make(idleStaff),
	}, nil
}

// routeLocked decides who gets a call without a handler: one that was received, was escalated or
// came back.
func (c *Center) routeLocked(k *call, now time.Time) {
	e := c.idle.longest(k.Needs, k.Request.Skill)
	if e == nil {
		k.Handler = ""
		c.moveLocked(k, Waiting)
		c.waiting.add(k)
		return
	}
	c.idle.remove(e)
	c.connectLocked(k, e, now)
}

// assignLocked decides what an employee without a call does: one whose call is over or was escalated,
// who was hired or is back.
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

// connectLocked gives k to e, who is not idle any more, and notes how long the caller waited if this is the first time.
func (c *Center) connectLocked(k *call, e *employee, now time.Time) {
	k.Handler = e.ID
	e.call = k
	c.moveLocked(k, Active)
	if !k.answered {
		k.answered, k.Answered = true, now
		c.waits = append(c.waits, max(0, now.Sub(k.Received)))
	}
}

// disconnectLocked takes an Active call from its handler, whom it returns. The call has to be routed
// or ended next.
func (c *Center) disconnectLocked(k *call) *employee {
	e := c.staff[k.Handler]
	e.call = nil
	return e
}

// endLocked ends a call that no employee has and that does not wait.
func (c *Center) endLocked(k *call, s State, now time.Time) {
	k.Ended = now
	c.moveLocked(k, s)
}

// moveLocked is the only place where a call's state changes.
func (c *Center) moveLocked(k *call, s State) {
	if k.State != 0 { // a new call has no state yet
		c.counts[k.State]--
	}
	k.State = s
	c.counts[s]++
}
