package callcenter

import "time"

// Config says how a [Center] works. Its zero value is ready to use.
type Config struct {
	// MaxWaiting is how many calls may wait when another one is received that has to wait too. 0 is
	// no limit.
	MaxWaiting int

	// Now tells the time. Nil means time.Now. It may be called under a lock, by any goroutine, and
	// must not call the Center. It decides nothing but what the time is: should it stand still or go
	// back, the order of calls and of idle employees stays what it is.
	Now func() time.Time
}

// Stats is how many calls of a [Center] are in which state, and how long callers have waited. The
// four numbers add up to the calls received.
type Stats struct {
	Waiting, Active, Completed, Abandoned int

	// The waits are those of the calls that were ever answered, whatever has become of them, one for
	// each: from Received to Answered, or 0 if the clock has gone back in between. Without any both
	// are 0.
	MeanWait time.Duration // the mean, without its fraction of a nanosecond
	P95Wait  time.Duration // of n waits the ⌈0.95n⌉-th smallest: 95 in 100 waited no longer
}
