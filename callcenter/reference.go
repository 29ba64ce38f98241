//go:build !stub

package callcenter

import (
	"fmt"
	"sync"
	"time"
)

// Center is a call center: it knows who works there, receives calls, and gives each to somebody who
// may handle it.
//
// An employee may handle a call if his rank is at least what the call Needs and, if its Request
// names a Skill, he has that skill. He is idle while he is hired, is available and has no call.
// Idle employees stand in line, in the order in which they became idle, whatever the clock says.
//
// Two rules decide who handles which call:
//
//   - A call that is received, is escalated, or comes back because its handler was dismissed goes to
//     an idle employee who may handle it: to the lowest rank that has one, and there to whoever has
//     been idle longest. If there is none, the call waits.
//   - An employee who gets free, because his call has ended or was escalated, because he was hired or
//     is available again, takes at once the first call in the order of [Center.Waiting] that he may
//     handle. If there is none, he joins the end of the line of idle employees.
//
// So no call waits while somebody idle may handle it, and nobody ever has two calls.
//
// A Center comes from [New]: its zero value is not ready to use. It must not be copied. It is safe
// for concurrent use: each call of a method takes effect at one moment between its beginning and its
// end, as if they were made one after another. A call that returns an error changes nothing. There
// is nothing to close.
//
// With n employees and calls, and as long as no skills are used, Receive, Complete, Escalate and
// HangUp take O(log n) time.
type Center struct {
	maxWaiting int // 0: no limit
	now        func() time.Time

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

// call is a Call and its place among those that wait.
type call struct {
	Call
	answered bool // Answered is set: that it is the zero time would not tell
	place    int  // in its queue, while it waits
}

// lane is what a call asks for, and what somebody offers: a rank and a skill, which may be "". Calls
// wait by lane, and employees are idle by lane.
type lane struct {
	rank  Rank
	skill string
}

// New returns a Center without employees and calls. If MaxWaiting is negative the error is
// [ErrInvalid].
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

// placeLocked decides who gets a call that nobody handles: one that was received, was escalated or
// came back.
func (c *Center) placeLocked(k *call, now time.Time) {
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

// employLocked decides what somebody does who has no call: one whose call is over or was handed on,
// who was hired or is back.
func (c *Center) employLocked(e *employee, now time.Time) {
	if !e.available {
		return
	}
	k := c.waiting.first(e.Rank, e.Skills)
	if k == nil {
		c.idle.add(e)
		return
	}
	c.waiting.remove(k)
	c.connectLocked(k, e, now)
}

func (c *Center) connectLocked(k *call, e *employee, now time.Time) {
	k.Handler = e.ID
	e.call = k
	c.moveLocked(k, Active)
	if !k.answered {
		k.answered, k.Answered = true, now
		c.waits = append(c.waits, max(0, now.Sub(k.Received)))
	}
}

// disconnectLocked takes an Active call from its handler, whom it returns. The call has to be placed
// or ended next.
func (c *Center) disconnectLocked(k *call) *employee {
	e := c.staff[k.Handler]
	e.call = nil
	return e
}

func (c *Center) endLocked(k *call, s State, now time.Time) {
	k.Ended = now
	c.moveLocked(k, s)
}

// moveLocked is the only place where a call's state changes.
func (c *Center) moveLocked(k *call, s State) {
	c.counts[k.State]--
	k.State = s
	c.counts[s]++
}
