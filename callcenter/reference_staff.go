//go:build !stub

package callcenter

import (
	"container/list"
	"fmt"
	"slices"
)

// employee is an Employee and what they are doing.
type employee struct {
	Employee           // their Rank, and so their groups, never change
	offers    []string // noSkill and the Skills, each once: what calls may ask for
	available bool
	call      *phoneCall      // nil if they have none
	inLines   []*list.Element // their elements in the lines of idle staff, by offers; nil unless they are idle
}

func newEmployee(e Employee) *employee {
	offers := append([]string{noSkill}, e.Skills...)
	slices.Sort(offers) // for Compact; their order means nothing
	e.Skills = nil      // the caller of Hire may change that slice later; offers is a copy
	return &employee{Employee: e, offers: slices.Compact(offers), available: true}
}

// Hire adds an employee, who is available and becomes free: they take a waiting call (step 4) or join the
// end of the line of their rank. Hire copies the Skills and does not change that slice, so the caller may use
// it again.
//
// You can hire the ID of a dismissed employee again, with any rank and skills. It counts as a new employee.
//
// If the ID is empty or the rank is not valid, Hire returns [ErrInvalid]. If an employee with the ID is
// already hired, it returns [ErrDuplicate]. If the ID is already hired and the rank is not valid, it
// returns either error.
func (c *Center) Hire(e Employee) error {
	if e.ID == "" || !e.Rank.Valid() {
		return fmt.Errorf("%w: employee %q of rank %v", ErrInvalid, e.ID, e.Rank)
	}
	hired := newEmployee(e) // sorts, so not under the lock
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.staff[e.ID]; ok {
		return fmt.Errorf("%w: %q", ErrDuplicate, e.ID)
	}
	now := c.now()
	c.staff[e.ID] = hired
	c.assignLocked(hired, now)
	return nil
}

// Dismiss removes an employee. If they have a call, that call looks for a new handler. It goes to an idle
// employee, perhaps of a lower rank than the old handler, or it waits. The call keeps its ID, its times and
// what it Needs. If it has to wait, its ID decides its place in the order of [Center.Waiting].
//
// If no employee with the ID is hired, Dismiss returns [ErrUnknown].
func (c *Center) Dismiss(id EmployeeID) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, err := c.employeeLocked(id)
	if err != nil {
		return err
	}
	if k := e.call; k != nil {
		now := c.now()
		c.disconnectLocked(k)
		// This cannot choose e, who is not in idle.
		c.routeLocked(k, now)
	} else {
		c.idle.remove(e)
	}
	// Not earlier, because disconnectLocked finds the handler in staff.
	delete(c.staff, id)
	return nil
}

// SetAvailable sets whether an employee takes calls. An employee who is not available is on a break.
//
//   - If an idle employee is no longer available, they leave the line of idle employees.
//   - If an employee with a call is no longer available, they keep that call. When it ends or is escalated,
//     they take no other call and do not join the line.
//   - If an employee becomes available again during a call, nothing else happens until that call ends or is
//     escalated. Then they become free as usual.
//   - If an employee becomes available again without a call, they become free: they take a waiting call or
//     join the end of the line.
//   - If the employee already has this availability, nothing changes. An idle employee keeps their place in
//     the line, and a busy employee gets no second call.
//
// If no employee with the ID is hired, SetAvailable returns [ErrUnknown].
func (c *Center) SetAvailable(id EmployeeID, available bool) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, err := c.employeeLocked(id)
	if err != nil || e.available == available {
		return err
	}
	now := c.now()
	e.available = available
	if !available {
		c.idle.remove(e)
	} else if e.call == nil {
		c.assignLocked(e, now)
	}
	return nil
}

// Handling returns the ID of the call that an employee handles, and true. If they have no call, it returns
// 0 and false.
//
// If no employee with the ID is hired, Handling returns [ErrUnknown].
func (c *Center) Handling(id EmployeeID) (call CallID, ok bool, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, err := c.employeeLocked(id)
	if err != nil || e.call == nil {
		return 0, false, err
	}
	return e.call.ID, true, nil
}

func (c *Center) employeeLocked(id EmployeeID) (*employee, error) {
	e, ok := c.staff[id]
	if !ok {
		return nil, fmt.Errorf("%w: employee %q", ErrUnknown, id)
	}
	return e, nil
}
