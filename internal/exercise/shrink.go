package exercise

import (
	"fmt"
	"slices"
	"time"
)

const (
	shrinkTries = 4000
	shrinkTime  = time.Second
)

// shrinker looks for a smaller failure than the best it knows.
//
// If the learner's code behaves randomly, the shrinker may miss a failure but does not invent one: it keeps only
// sequences that did fail.
type shrinker[C fmt.Stringer] struct {
	script   Script[C]
	t        *T
	best     *failure[C]
	tries    int
	deadline time.Time
}

// shrink returns a failure with the fewest and simplest calls that it can find in shrinkTime.
func (s Script[C]) shrink(t *T, f *failure[C]) *failure[C] {
	sh := &shrinker[C]{script: s, t: t, best: f, deadline: time.Now().Add(shrinkTime)}
	for before := -1; before != len(sh.best.calls); {
		before = len(sh.best.calls)
		for size := before / 2; size > 0; size /= 2 {
			sh.leaveOut(size)
		}
	}
	sh.simplify()
	return sh.best
}

// leaveOut leaves out size calls in a row wherever the rest still fails.
func (sh *shrinker[C]) leaveOut(size int) {
	for at := 0; at+size <= len(sh.best.calls); {
		calls := sh.best.calls
		if !sh.try(slices.Concat(calls[:at], calls[at+size:])) {
			at += size
		}
	}
}

// simplify replaces single calls with simpler ones wherever the whole still fails.
func (sh *shrinker[C]) simplify() {
	if sh.script.Simpler == nil {
		return
	}
	for i := 0; i < len(sh.best.calls); i++ {
		for i < len(sh.best.calls) && sh.simplifyCall(i) {
		}
	}
}

// simplifyCall replaces one call. It reports whether the new one is shorter: then it may have simpler ones again.
func (sh *shrinker[C]) simplifyCall(i int) (shorter bool) {
	before := sh.best.calls[i]
	for _, simpler := range sh.script.Simpler(before) {
		calls := slices.Clone(sh.best.calls)
		calls[i] = simpler
		if sh.try(calls) {
			return len(simpler.String()) < len(before.String())
		}
	}
	return false
}

// try makes the calls and, if they fail, notes them as the best failure.
func (sh *shrinker[C]) try(calls []C) bool {
	sh.tries++
	if sh.tries > shrinkTries || time.Now().After(sh.deadline) {
		return false
	}
	f := sh.script.replay(sh.t, calls)
	if f == nil {
		return false
	}
	sh.best = f
	return true
}
