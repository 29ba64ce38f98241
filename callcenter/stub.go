//go:build stub

package callcenter

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
	// Your fields go here.
}

// New returns a Center without employees and calls.
//
// If MaxWaiting is negative (step 5), New returns nil and [ErrInvalid]. Every other MaxWaiting is valid.
func New(config Config) (*Center, error) {
	panic("not implemented: New")
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
	panic("not implemented: Center.Hire")
}

// Dismiss removes an employee. If they have a call, that call looks for a new handler. It goes to an idle
// employee, perhaps of a lower rank than the old handler, or it waits. The call keeps its ID, its times and
// what it Needs. If it has to wait, its ID decides its place in the order of [Center.Waiting].
//
// If no employee with the ID is hired, Dismiss returns [ErrUnknown].
func (c *Center) Dismiss(id EmployeeID) error {
	panic("not implemented: Center.Dismiss")
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
	panic("not implemented: Center.SetAvailable")
}

// Receive takes a call and returns it as it is at that moment: Active or Waiting.
//
// If the rank is not valid, Receive returns [ErrInvalid], even if the queue is full. If MaxWaiting is not 0
// and the call would have to wait while MaxWaiting or more calls are waiting, Receive returns
// [ErrBusyLine] (step 5), even for a VIP (step 7). A call that an idle employee may handle is never refused.
func (c *Center) Receive(r Request) (Call, error) {
	panic("not implemented: Center.Receive")
}

// Complete ends an Active call. The call becomes Completed and keeps its Handler. Its handler becomes free.
//
// If the call does not exist, Complete returns [ErrUnknown]. If the call is not Active, it returns
// [ErrNotActive].
func (c *Center) Complete(id CallID) error {
	panic("not implemented: Center.Complete")
}

// Escalate passes an Active call on to a higher rank, and returns the call as it is afterwards.
//
// The call now Needs the rank above its handler's rank, even if that skips a rank: after a supervisor
// handled it, a call that needed an Operator Needs a Director. First the call looks for a new handler. If no
// idle employee may handle it, it waits, even if nobody of that rank or a higher one is hired, and even if
// MaxWaiting calls already wait. Then its old handler becomes free.
//
// If the call does not exist, Escalate returns [ErrUnknown]. If the call is not Active, it returns
// [ErrNotActive]. If its handler is a director, it returns [ErrTopRank], and the director keeps the call.
func (c *Center) Escalate(id CallID) (Call, error) {
	panic("not implemented: Center.Escalate")
}

// HangUp tells the Center that the caller has hung up. A Waiting call leaves the queue and becomes
// Abandoned, even if an employee handled it before it was escalated or lost its handler. For an Active call
// HangUp does what [Center.Complete] does.
//
// If the call does not exist, HangUp returns [ErrUnknown]. If the call has ended, it returns [ErrNotActive].
func (c *Center) HangUp(id CallID) error {
	panic("not implemented: Center.HangUp")
}

// Call returns a call that was received, even if it has ended: a Center never forgets a call.
//
// If the call does not exist, Call returns [ErrUnknown].
func (c *Center) Call(id CallID) (Call, error) {
	panic("not implemented: Center.Call")
}

// Handling returns the ID of the call that an employee handles, and true. If they have no call, it returns
// 0 and false.
//
// If no employee with the ID is hired, Handling returns [ErrUnknown].
func (c *Center) Handling(id EmployeeID) (call CallID, ok bool, err error) {
	panic("not implemented: Center.Handling")
}

// Waiting returns the queue, which is all waiting calls in order: VIPs first (step 7), then by Needs from
// high to low, then by ID from low to high. So a call that waits after Escalate or Dismiss comes before calls
// that need the same rank and were received later. The time does not matter.
//
// The slice is new: the caller may change it and append to it. If no call waits, it is empty or nil.
func (c *Center) Waiting() []Call {
	panic("not implemented: Center.Waiting")
}

// Stats returns how many calls are in each state and how long callers have waited, all at one moment.
func (c *Center) Stats() Stats {
	panic("not implemented: Center.Stats")
}
