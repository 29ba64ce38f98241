package callcenter

import "time"

// Config says how a [Center] works. Its zero value is ready to use.
type Config struct {
	// MaxWaiting is the number of waiting calls at which the line is full. While so many calls or more
	// are waiting, [Center.Receive] refuses a call that would have to wait too. 0 means no limit.
	MaxWaiting int

	// Now tells the time. Nil means time.Now. Now may be called under a lock and by any goroutine. It
	// must return. It may call other Centers. It must not call the Center whose Now it is, not even
	// through another Center. A method may call it several times, and sets only times that it told
	// during that call.
	//
	// The time decides nothing. Now may tell any time, even the zero time, and it may stand still or go
	// back: the order of calls and of idle employees stays the same.
	Now func() time.Time
}

// Stats is how many calls of a [Center] are in which state, and how long callers have waited. The four
// numbers add up to the number of calls received. Refused calls are not received.
type Stats struct {
	Waiting, Active, Completed, Abandoned int

	// Each call that was ever answered has one wait, whatever its state: Answered.Sub(Received), or 0
	// if that is negative. Without any wait both are 0.
	MeanWait time.Duration // the exact mean, rounded down, even if the sum of the waits exceeds a Duration
	P95Wait  time.Duration // of n waits the ⌈0.95n⌉-th smallest: 95 in 100 waited no longer
}
