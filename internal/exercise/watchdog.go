package exercise

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/exercise/attest"
)

// A limit counts processor time where the system reports it: see [rowClock].
const (
	defaultLimit = 5 * time.Second
	raceFactor   = 4
	ticksOfLimit = 50

	// grace is how long a row may take to end after FailNow before it is given up.
	grace = 200 * time.Millisecond
)

// limit returns how long a row may take, or 0 for no limit.
func limit() (time.Duration, error) {
	text := attest.Getenv("OODKIT_LIMIT")
	switch {
	case text == "" && Race:
		return raceFactor * defaultLimit, nil
	case text == "":
		return defaultLimit, nil
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 {
		return 0, fmt.Errorf("OODKIT_LIMIT=%q: want a duration such as 20s, or 0 to switch the limit off", text)
	}
	return d, nil
}

// supervise calls run in a goroutine of its own, which FailNow may end. It waits until run returns or has to be
// given up, and then reports to tb what t has recorded. A limit of 0 means no limit.
func supervise(tb testing.TB, t *T, limit time.Duration, run func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		run()
	}()
	t.await(done, limit)
	t.flush(tb)
}

// await returns when done is closed or the row has to be given up.
func (t *T) await(done <-chan struct{}, limit time.Duration) {
	var ticks <-chan time.Time
	tick := max(limit/ticksOfLimit, 1)
	if limit > 0 {
		ticker := time.NewTicker(tick)
		defer ticker.Stop()
		ticks = ticker.C
	}
	clock := newRowClock(tick)
	late := "" // the calls when little of the limit was left
	for {
		select {
		case <-done:
			return
		case <-t.stop:
			t.awaitUnwinding(done)
			return
		case <-ticks:
			switch used := clock.count(); {
			case used >= limit:
				t.giveUpStep()
				t.reportHang(limit, late != "" && t.trailText() != late)
				return
			case used >= limit*4/5 && late == "":
				late = t.trailText()
			}
		}
	}
}

// A rowClock counts how much of its limit a row has used. The time that other processes took does not count.
//
// While a row works, the clock counts processor time. While it waits, for example for a lock that no goroutine
// releases, the clock counts wall-clock time. While the machine does not let the process run at all, there are
// no ticks: a Ticker drops ticks that no goroutine receives.
type rowClock struct {
	tick    time.Duration
	worked  time.Duration // by the process, at the last tick
	charged time.Duration
}

// A process that used less than 1/idleShare of a tick was waiting. A process that works gets more even on a
// busy machine: with 25 busy processes on two processors its share is still two or three times as large.
const idleShare = 50

func newRowClock(tick time.Duration) *rowClock {
	worked, _ := processTime()
	return &rowClock{tick: tick, worked: worked}
}

// count returns how much of the limit the row has used, including the tick that has just passed.
func (c *rowClock) count() time.Duration {
	now, known := processTime()
	c.charged += charge(c.tick, now-c.worked, known)
	c.worked = now
	return c.charged
}

// charge returns how much of a tick counts for the row if the process has worked for that long. Known says
// whether the system reports how long it worked.
func charge(tick, worked time.Duration, known bool) time.Duration {
	if !known || worked < tick/idleShare {
		return tick
	}
	return min(worked, tick)
}

// awaitUnwinding gives a row that has failed a moment to end.
func (t *T) awaitUnwinding(done <-chan struct{}) {
	select {
	case <-done:
	case <-time.After(grace):
		t.giveUpStep()
	}
}

// flush closes t and prints what it has recorded to tb.
func (t *T) flush(tb testing.TB) {
	text, failed := t.close()
	if failed {
		fmt.Fprint(tb.Output(), text)
		tb.Fail()
	}
}

// reportHang records that the row did not end, and where the learner's goroutines are. Slow says that calls were still
// returning, so that no single one of them is to blame.
func (t *T) reportHang(limit time.Duration, slow bool) {
	still := t.standstill()
	place, call := still.blame()
	text := fmt.Sprintf("%sgave up after %v: the row has not ended", place, limit)
	switch {
	case slow && call != "":
		text = fmt.Sprintf("%sgave up after %v: the calls return, but together they are too slow. The last one was a call of %s", place, limit, call)
	case slow:
		text += ": the calls return, but together they are too slow"
	case call != "":
		text = fmt.Sprintf("%sgave up after %v in a call of %s that has not returned", place, limit, call)
	case len(still.stacks) > 0 || still.cut:
	case still.runs: // the compiler can make a short method, even one that never returns, a part of the row's body
		text += "; code of the test is still running: look for an endless loop, perhaps in a short method, or for code that is too slow"
	case still.earlier > 0:
		text += ", although none of its goroutines is in your code"
	default:
		text += ", although none of your code is running"
	}
	text += " (OODKIT_LIMIT=30s allows more time)"
	trail := t.trailText()
	if calls, ok := strings.CutSuffix(trail, notReturned); ok && slow {
		trail = calls + " // one of many calls"
	}
	t.report(withTrail(text+still.String(), trail))
}
