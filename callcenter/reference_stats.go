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
		P95Wait:   p95(waits),
	}
}

// mean returns the mean of ds, rounded down, or 0 if ds is empty. No d is negative. The sum may exceed a Duration, so
// mean divides each d first. The result is still exact: d is n·(d/n) + d%n, so the sum of all d is n·Σ(d/n) + Σ(d%n).
// Each d%n is less than n, so their sum is less than n², which fits for up to 3·10⁹ calls.
func mean(ds []time.Duration) time.Duration {
	if len(ds) == 0 {
		return 0
	}
	n := time.Duration(len(ds))
	var quotients, remainders time.Duration
	for _, d := range ds {
		quotients += d / n
		remainders += d % n
	}
	return quotients + remainders/n
}

// p95 returns the ⌈0.95n⌉-th smallest of n durations, or 0 if n is 0.
func p95(ds []time.Duration) time.Duration {
	if len(ds) == 0 {
		return 0
	}
	sorted := slices.Clone(ds)
	slices.Sort(sorted)
	return sorted[(95*len(ds)+99)/100-1] // +99 rounds up; indexes begin at 0
}
