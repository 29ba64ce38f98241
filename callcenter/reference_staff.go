//go:build !stub

package callcenter

import (
	"container/list"
	"fmt"
)

// employee is an Employee and what they are doing.
type employee struct {
	Employee
	offers    []string // noSkill and the Skills: what calls may ask for
	available bool
	call      *call           // nil if they have none
	inLines   []*list.Element // their elements in the lines of idle staff, by offers; nil unless they are idle
}

func newEmployee(e Employee) *employee {
	offers := append([]string{noSkill}, e.Skills...)
	e.Skills = nil // the caller's, who may change them
	return &employee{Employee: e, offers: offers, available: true}
}

// Hire adds an employee, who is available and free: they take a waiting call or join the end of the line
// of idle employees. Hire copies the Skills. The ID of a dismissed employee can be hired again. It counts
// as a new employee.
//
// If the ID is empty or the rank is not valid, Hire returns [ErrInvalid]. If an employee with the ID is
// already hired, it returns [ErrDuplicate]. If both hold, it may return either.
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
	c.assignLocked(hired, c.now())
	return nil
}

// Dismiss removes an employee. If they have a call, that call comes back. It keeps its ID, its times and
// what it Needs. It goes to an idle employee, or waits in its old place among the waiting calls.
//
// If no employee with the ID is hired, Dismiss returns [ErrUnknown].
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
		c.routeLocked(k, c.now())
	}
	delete(c.staff, id)
	return nil
}

// SetAvailable says whether an employee takes calls.
//
// An idle employee who is no longer available leaves the line. An employee with a call keeps it. When
// that call ends or is escalated while the employee is not available, they take no other. An employee
// without a call who becomes available again is free: they take a waiting call or join the end of the
// line of idle employees. Setting what is already set changes nothing: an idle employee keeps their
// place in the line.
//
// If no employee with the ID is hired, SetAvailable returns [ErrUnknown].
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
		c.assignLocked(e, c.now())
	}
	return nil
}

// Handling returns the ID of the call that an employee handles and true, or 0 and false if they have no
// call.
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
