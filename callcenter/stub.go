//go:build stub

package callcenter

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
	// Your fields go here.
}

// New returns a Center without employees and calls.
//
// If MaxWaiting is negative, New returns [ErrInvalid].
func New(config Config) (*Center, error) {
	panic("not implemented: New")
}

// Hire adds an employee, who is available and free: they take a waiting call or join the end of the line
// of idle employees. Hire copies the Skills. The ID of a dismissed employee can be hired again. It counts
// as a new employee.
//
// If the ID is empty or the rank is not valid, Hire returns [ErrInvalid]. If an employee with the ID is
// already hired, it returns [ErrDuplicate]. If both hold, it may return either.
func (c *Center) Hire(e Employee) error {
	panic("not implemented: Center.Hire")
}

// Dismiss removes an employee. If they have a call, that call comes back. It keeps its ID, its times and
// what it Needs. It goes to an idle employee, or waits in its old place among the waiting calls.
//
// If no employee with the ID is hired, Dismiss returns [ErrUnknown].
func (c *Center) Dismiss(id EmployeeID) error {
	panic("not implemented: Center.Dismiss")
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
	panic("not implemented: Center.SetAvailable")
}

// Receive takes a call and returns it, Active or Waiting.
//
// If the rank is not valid, Receive returns [ErrInvalid]. Otherwise, if MaxWaiting is not 0 and the call
// would have to wait while MaxWaiting or more calls are waiting, it returns [ErrBusyLine], even for a
// VIP. Waiting calls that were escalated or came back count like others.
func (c *Center) Receive(r Request) (Call, error) {
	panic("not implemented: Center.Receive")
}

// Complete ends an Active call, which becomes Completed. Its handler becomes free.
//
// If the call does not exist, Complete returns [ErrUnknown]. If it is not Active, it returns
// [ErrNotActive].
func (c *Center) Complete(id CallID) error {
	panic("not implemented: Center.Complete")
}

// Escalate passes an Active call on to a higher rank. From now on the call Needs the rank above that of
// its handler. It goes to an idle employee who may handle it, or waits, even if no employee of that rank
// is hired. MaxWaiting does not limit this. The old handler becomes free. Escalate returns the call as
// it is afterwards.
//
// If the call does not exist, Escalate returns [ErrUnknown]. If it is not Active, it returns
// [ErrNotActive]. If its handler is a director, it returns [ErrTopRank], and the director keeps the call.
func (c *Center) Escalate(id CallID) (Call, error) {
	panic("not implemented: Center.Escalate")
}

// HangUp says that the caller has hung up. A Waiting call becomes Abandoned and no longer waits, even if
// it was escalated or came back. For an Active call HangUp does what [Center.Complete] does.
//
// If the call does not exist, HangUp returns [ErrUnknown]. If it has ended, it returns [ErrNotActive].
func (c *Center) HangUp(id CallID) error {
	panic("not implemented: Center.HangUp")
}

// Call returns a call, even one that has ended.
//
// If the call does not exist, Call returns [ErrUnknown].
func (c *Center) Call(id CallID) (Call, error) {
	panic("not implemented: Center.Call")
}

// Handling returns the ID of the call that an employee handles and true, or 0 and false if they have no
// call.
//
// If no employee with the ID is hired, Handling returns [ErrUnknown].
func (c *Center) Handling(id EmployeeID) (call CallID, ok bool, err error) {
	panic("not implemented: Center.Handling")
}

// Waiting returns the waiting calls in order, in a new slice: VIPs first, then by Needs from high to low,
// then by ID. The clock does not matter. If no call waits, the slice is empty or nil.
func (c *Center) Waiting() []Call {
	panic("not implemented: Center.Waiting")
}

// Stats returns how many calls are in which state and how long callers have waited, all at one moment.
func (c *Center) Stats() Stats {
	panic("not implemented: Center.Stats")
}
