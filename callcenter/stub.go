//go:build stub

package callcenter

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
	// Your fields go here.
}

// New returns a Center without employees and calls. If MaxWaiting is negative the error is
// [ErrInvalid].
func New(config Config) (*Center, error) {
	panic("not implemented: New")
}

// Hire adds an employee, who is available. He is free, so that he takes a waiting call or joins the
// end of the line of idle employees.
//
// If the ID is empty or the rank is none, the error is [ErrInvalid]. If not, and somebody is hired
// who has the ID, it is [ErrDuplicate]. The ID of somebody who was dismissed can be hired again, as
// a new employee. The Skills are copied.
func (c *Center) Hire(e Employee) error {
	panic("not implemented: Center.Hire")
}

// Dismiss removes an employee. If he has a call, that comes back: with its ID, its Received and what
// it Needs it goes to somebody idle at once, or waits, and then in its old place among the waiting
// calls.
//
// If nobody is hired who has the ID, the error is [ErrUnknown].
func (c *Center) Dismiss(id EmployeeID) error {
	panic("not implemented: Center.Dismiss")
}

// SetAvailable says whether an employee takes calls. If he is idle and no longer available, he leaves
// the line. If he has a call, that goes on; when it is over, or escalated, and he is not available by
// then, he takes nothing. If he has none and is available again, he is free, so that he takes a
// waiting call or joins the end of the line of idle employees. To set what is set already changes
// nothing, and he keeps his place in the line.
//
// If nobody is hired who has the ID, the error is [ErrUnknown].
func (c *Center) SetAvailable(id EmployeeID, available bool) error {
	panic("not implemented: Center.SetAvailable")
}

// Receive takes a call, which is Active or Waiting when Receive returns it.
//
// If the rank is none, the error is [ErrInvalid]. If not, and the call would have to wait while
// MaxWaiting calls or more are waiting, it is [ErrBusyLine], for a VIP too. Calls that wait because
// they were escalated or came back count, but are never refused themselves.
func (c *Center) Receive(r Request) (Call, error) {
	panic("not implemented: Center.Receive")
}

// Complete ends an Active call, which is Completed then. Its handler gets free.
//
// If there is no such call, the error is [ErrUnknown]; if it is not Active, it is [ErrNotActive].
func (c *Center) Complete(id CallID) error {
	panic("not implemented: Center.Complete")
}

// Escalate hands an Active call on to the rank above that of its handler, which is what it Needs from
// now on. It goes to somebody idle, or waits if there is nobody, be it that nobody so high is hired;
// among the waiting calls of its rank its place is by its ID, as ever. After that its handler gets
// free. Escalate returns the call as it is then.
//
// If there is no such call, the error is [ErrUnknown]; if it is not Active, it is [ErrNotActive]; if
// a director handles it, it is [ErrTopRank], and the call goes on.
func (c *Center) Escalate(id CallID) (Call, error) {
	panic("not implemented: Center.Escalate")
}

// HangUp says that the caller has hung up. A Waiting call is Abandoned, and waits no longer; so is
// one that was escalated or came back. For an Active call HangUp does what [Center.Complete] does.
//
// If there is no such call, the error is [ErrUnknown]; if it has ended, it is [ErrNotActive].
func (c *Center) HangUp(id CallID) error {
	panic("not implemented: Center.HangUp")
}

// Call returns a call, also one that has ended. If there is no such call, the error is [ErrUnknown].
func (c *Center) Call(id CallID) (Call, error) {
	panic("not implemented: Center.Call")
}

// Handling returns the call that an employee handles, and reports whether there is one. If nobody is
// hired who has the ID, the error is [ErrUnknown].
func (c *Center) Handling(id EmployeeID) (call CallID, ok bool, err error) {
	panic("not implemented: Center.Handling")
}

// Waiting returns the calls that wait, in a new slice and in their order: VIPs first, then by Needs
// from high to low, then by ID. The clock has no part in it.
func (c *Center) Waiting() []Call {
	panic("not implemented: Center.Waiting")
}

// Stats returns how many calls are in which state, and how long callers have waited, all at one
// moment.
func (c *Center) Stats() Stats {
	panic("not implemented: Center.Stats")
}
