package callcenter

import (
	"fmt"
	"time"
)

// CallID identifies a call. The IDs of a [Center] are positive and ascend in the order in which it
// received the calls. There may be gaps, for example if a refused call uses up an ID.
type CallID int64

// Request is what a caller asks for.
type Request struct {
	Caller string // for people to read, and the Center ignores it: any text, even an empty one
	Rank   Rank   // the lowest rank that may handle the call
	Skill  string // the skill that the handler must have (step 7): any text, or "" for no skill
	VIP    bool   // whether the call waits before the calls of other callers (step 7)
}

// State says what has become of a call.
//
// If an idle employee may handle a call, the call is Active as soon as it is received. Otherwise it is
// Waiting. From there:
//
//	Waiting    to Active     an employee takes it
//	Waiting    to Abandoned  the caller hangs up
//	Active     to Completed  it is completed, or the caller hangs up
//	Active     to Waiting    it is escalated or its handler is dismissed, and no idle employee may handle it
//	Active     to Active     it is escalated or its handler is dismissed, and another employee takes it
//
// Completed and Abandoned calls never change.
type State int

// The zero State is not valid.
const (
	Waiting State = iota + 1
	Active
	Completed
	Abandoned
)

// String returns the name of the state, or "State(7)" for a value that is not valid.
func (s State) String() string {
	switch s {
	case Waiting:
		return "Waiting"
	case Active:
		return "Active"
	case Completed:
		return "Completed"
	case Abandoned:
		return "Abandoned"
	default:
		return fmt.Sprintf("State(%d)", int(s))
	}
}

// Call is a copy of a call, as the call was at one moment. The copy does not change afterwards.
//
// Its times are readings of Config.Now. Two times are the same if [time.Time.Equal] reports true. While the
// clock does not go back, Answered is not before Received, and Ended is not before Answered, even if
// goroutines call methods at the same time.
type Call struct {
	ID      CallID
	Request Request // as it was received; never changes

	// Needs is the lowest rank that may handle the call. At first it is Request.Rank. Only Escalate
	// raises it, and nothing lowers it.
	Needs Rank

	State State

	// Handler is the employee who handles an Active call, or who last handled a Completed one. While
	// the call is Waiting, and after it was Abandoned, Handler is empty.
	Handler EmployeeID

	// Received is when the call was received. It never changes.
	Received time.Time

	// Answered is when the call became Active for the first time. Before that it is zero. After that it
	// never changes. If the clock told the zero time then, it stays zero, even if another employee takes
	// the call later.
	Answered time.Time

	// Ended is when the call became Completed or Abandoned. Before that it is zero.
	Ended time.Time
}
