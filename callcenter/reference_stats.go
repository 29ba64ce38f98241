//go:build !stub

package callcenter

import (
	"slices"
	"time"
)

// Stats returns how many calls are in each state and how long callers have waited, all at one moment.
func (c *Center) Stats() Stats {
	c.mu.Lock()
	counts := c.counts
	waits := c.waits // only appended to, so what it holds now can be read without the lock
	c.mu.Unlock()

	return Stats{
		Waiting:   counts[Waiting],
		Active:    counts[Active],
		Completed: counts[Completed],
		Abandoned: counts[Abandoned],
		MeanWait:  mean(waits),
		P95Wait:   percentile(waits, 95),
	}
}

// mean returns the mean of ds, rounded down, or 0 if ds is empty. No d is negative. The sum may exceed a Duration, so
// mean divides each d first. The result is still exact: each d is n times its quotient and the remainder, and the
// remainders are less than n each, so their sum fits for as many calls as memory can hold.
func mean(ds []time.Duration) time.Duration {
	n := time.Duration(max(1, len(ds)))
	var quotients, remainders time.Duration
	for _, d := range ds {
		quotients += d / n
		remainders += d % n
	}
	return quotients + remainders/n
}

// percentile returns the ⌈p·n/100⌉-th smallest of n durations, or 0 if n is 0.
func percentile(ds []time.Duration, p int) time.Duration {
	if len(ds) == 0 {
		return 0
	}
	sorted := slices.Clone(ds)
	slices.Sort(sorted)
	return sorted[(p*len(ds)+99)/100-1]
}
