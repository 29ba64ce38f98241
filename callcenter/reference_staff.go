//go:build !stub

package callcenter

import (
	"container/list"
	"fmt"
)

// employee is an Employee and what he is doing.
type employee struct {
	Employee  // among the Skills is "", which a call without a Skill asks for
	available bool
	call      *call           // nil if he has none
	places    []*list.Element // in the lines of idle staff, one for each of Skills; nil unless he is idle
}

func newEmployee(e Employee) *employee {
	e.Skills = append([]string{""}, e.Skills...) // a copy
	return &employee{Employee: e, available: true}
}

// Hire adds an employee, who is available. He is free, so that he takes a waiting call or joins the
// end of the line of idle employees.
//
// If the ID is empty or the rank is none, the error is [ErrInvalid]. If not, and somebody is hired
// who has the ID, it is [ErrDuplicate]. The ID of somebody who was dismissed can be hired again, as
// a new employee. The Skills are copied.
func (c *Center) Hire(e Employee) error {
	if e.ID == "" || !e.Rank.Valid() {
		return fmt.Errorf("%w: employee %q of rank %v", ErrInvalid, e.ID, e.Rank)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.staff[e.ID]; ok {
		return fmt.Errorf("%w: %q", ErrDuplicate, e.ID)
	}
	hired := newEmployee(e)
	c.staff[e.ID] = hired
	c.employLocked(hired, c.now())
	return nil
}

// Dismiss removes an employee. If he has a call, that comes back: with its ID, its Received and what
// it Needs it goes to somebody idle at once, or waits, and then in its old place among the waiting
// calls.
//
// If nobody is hired who has the ID, the error is [ErrUnknown].
func (c *Center) Dismiss(id EmployeeID) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, err := c.employeeLocked(id)
	if err != nil {
		return err
	}
	c.idle.remove(e)
	if k := e.call; k != nil {
		c.disconnectLocked(k)
		c.placeLocked(k, c.now())
	}
	delete(c.staff, id)
	return nil
}

// SetAvailable says whether an employee takes calls. If he is idle and no longer available, he leaves
// the line. If he has a call, that goes on; when it is over, or escalated, and he is not available by
// then, he takes nothing. If he has none and is available again, he is free, so that he takes a
// waiting call or joins the end of the line of idle employees. To set what is set already changes
// nothing, and he keeps his place in the line.
//
// If nobody is hired who has the ID, the error is [ErrUnknown].
func (c *Center) SetAvailable(id EmployeeID, available bool) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, err := c.employeeLocked(id)
	if err != nil || e.available == available {
		return err
	}
	e.available = available
	if !available {
		c.idle.remove(e)
	} else if e.call == nil {
		c.employLocked(e, c.now())
	}
	return nil
}

// Handling returns the call that an employee handles, and reports whether there is one. If nobody is
// hired who has the ID, the error is [ErrUnknown].
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
