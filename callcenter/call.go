package callcenter

import (
	"fmt"
	"time"
)

// CallID names a call. The IDs of a [Center] are positive and ascend in the order in which it received
// the calls. There may be gaps.
type CallID int64

// Request is what a caller asks for.
type Request struct {
	Caller string // for people: any text
	Rank   Rank   // the lowest rank that may handle the call
	Skill  string // what the handler must be able to do: any text, or "" for nothing special
	VIP    bool   // comes before the waiting calls of others
}

// State is what has become of a call.
//
// A call that is received is immediately Active if an idle employee may handle it. Otherwise it is
// Waiting. From there:
//
//	Waiting    to Active     an employee takes it
//	Waiting    to Abandoned  the caller hangs up
//	Active     to Completed  it is over: the handler or the caller has hung up
//	Active     to Waiting    it is escalated, or its handler is dismissed, and no idle employee may handle it
//	Active     to Active     it is escalated, or its handler is dismissed, and another employee takes it
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

// Call is a call as it was at some moment: a copy, which does not change afterwards.
//
// Its times are readings of Config.Now. Two times are the same if [time.Time.Equal] says so.
type Call struct {
	ID      CallID
	Request Request // as it was received; never changes

	// Needs is the lowest rank that may handle the call: Request.Rank at first. Only Escalate raises
	// it, and nothing lowers it.
	Needs Rank

	State State

	// Handler is the employee who handles an Active call, or who last handled a Completed one. It is
	// empty while the call is Waiting and when it is Abandoned.
	Handler EmployeeID

	Received time.Time // when it was received
	Answered time.Time // when it became Active for the first time; zero before, and never changes later
	Ended    time.Time // when it became Completed or Abandoned; zero before
}
