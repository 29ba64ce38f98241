package callcenter

import (
	"fmt"
	"time"
)

// CallID names a call. The IDs of a [Center] are positive, and ascend in the order in which it
// received the calls.
type CallID int64

// Request is what a caller asks for.
type Request struct {
	Caller string // for people: may be empty
	Rank   Rank   // the lowest that will do
	Skill  string // what the handler must be able to do, or "" for nothing special
	VIP    bool   // comes before the others who wait
}

// State is what has become of a call.
//
// A call that is received is at once Active if somebody can take it, and Waiting if not. From there:
//
//	Waiting    to Active     somebody takes it
//	Waiting    to Abandoned  the caller hangs up
//	Active     to Completed  it is over: the handler or the caller has hung up
//	Active     to Waiting    it is escalated, or its handler dismissed, and nobody can take it
//	Active     to Active     it is escalated, or its handler dismissed, and somebody else takes it
//
// Completed and Abandoned calls stay what they are.
type State int

// The zero State is not valid.
const (
	Waiting State = iota + 1
	Active
	Completed
	Abandoned
)

// String returns the name of the state, or "State(7)" for a value that is none.
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
type Call struct {
	ID      CallID
	Request Request // as it was received, for good

	// Needs is the lowest rank that may handle the call: Request.Rank at first. Only Escalate raises
	// it, and nothing lowers it.
	Needs Rank

	State State

	// Handler is who handles an Active call, or who handled a Completed one last. It is empty while
	// the call is Waiting, and when it is Abandoned.
	Handler EmployeeID

	Received time.Time // when it came in
	Answered time.Time // when it was answered for the first time, for good; zero before
	Ended    time.Time // when it became Completed or Abandoned; zero before
}
