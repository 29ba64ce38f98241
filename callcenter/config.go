package callcenter

import "time"

// Config says how a [Center] works. Its zero value is ready to use.
type Config struct {
	// MaxWaiting limits the queue of waiting calls (step 5). While MaxWaiting or more calls are waiting,
	// [Center.Receive] refuses a call that would have to wait. 0 means no limit.
	//
	// Waiting calls count even if they were escalated or their handlers were dismissed. Such calls are
	// never refused themselves, so more than MaxWaiting calls may wait.
	MaxWaiting int

	// Now tells the time. If Now is nil, the Center uses time.Now.
	//
	// Now may stand still, go back, or tell any time, even the zero time. The time decides nothing: the
	// order of calls and of idle employees does not depend on it.
	//
	// A method may call Now several times, on any goroutine and under a lock. Every time value that a method
	// stores in a Call is one that Now returned during the same method call. Two such values may differ.
	// Now must return. It may call other Centers. It must not call its own Center, not even through another
	// Center.
	Now func() time.Time
}

// Stats says how many calls of a [Center] are in each state, and how long callers have waited (step 6).
// The four numbers add up to the number of calls received. A refused call does not count as received.
type Stats struct {
	Waiting, Active, Completed, Abandoned int

	// MeanWait is the exact mean of the waits below, rounded down to a nanosecond, even if their sum
	// exceeds a Duration. P95Wait is the ⌈0.95n⌉-th smallest of n waits: 95 in 100 waits are not longer.
	//
	// Every answered call has one wait, even if the call waits again or has ended: Answered.Sub(Received),
	// or 0 if that is negative. If no call was answered, MeanWait and P95Wait are 0.
	MeanWait, P95Wait time.Duration
}
