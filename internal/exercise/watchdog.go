package exercise

import (
	"fmt"
	"os"
	"testing"
	"time"
)

const (
	defaultLimit = 5 * time.Second
	raceFactor   = 4
	ticksOfLimit = 50

	// grace is how long a row may take to unwind after FailNow before it is given up.
	grace = 200 * time.Millisecond
)

// limit returns how long a row may take, or 0 for as long as it likes.
func limit() (time.Duration, error) {
	text := os.Getenv("OODKIT_LIMIT")
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

// supervise calls run in a goroutine of its own, which FailNow may end, waits until it returns or has
// to be given up, and hands over to tb what t has recorded. A limit of 0 is none.
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
//
// The limit is counted in ticks. While the machine does not let the process run there are none: a
// Ticker drops those that nobody takes. So a row is not blamed for the time that others took.
func (t *T) await(done <-chan struct{}, limit time.Duration) {
	var ticks <-chan time.Time
	if limit > 0 {
		ticker := time.NewTicker(max(limit/ticksOfLimit, 1))
		defer ticker.Stop()
		ticks = ticker.C
	}
	for left := ticksOfLimit; ; {
		select {
		case <-done:
			return
		case <-t.stop:
			t.awaitUnwinding(done)
			return
		case <-ticks:
			if left--; left == 0 {
				t.giveUpStep()
				t.reportHang(limit)
				return
			}
		}
	}
}

// awaitUnwinding gives a row that has failed a moment to end.
func (t *T) awaitUnwinding(done <-chan struct{}) {
	select {
	case <-done:
	case <-time.After(grace):
		t.giveUpStep()
	}
}

// flush closes t and prints what it has recorded as tb's.
func (t *T) flush(tb testing.TB) {
	text, failed := t.close()
	if failed {
		fmt.Fprint(tb.Output(), text)
		tb.Fail()
	}
}

// reportHang records that the row did not end, and where the learner's goroutines stand.
func (t *T) reportHang(limit time.Duration) {
	still := t.standstill()
	place, call := still.blame()
	text := fmt.Sprintf("%sgave up after %v: the row has not ended", place, limit)
	switch {
	case call != "":
		text = fmt.Sprintf("%sgave up after %v, in a call of %s", place, limit, call)
	case len(still.stacks) == 0:
		text += ", though none of your code is running; if the machine is busy, OODKIT_LIMIT=30s gives it more time"
	}
	t.reportWithTrail(text + still.String())
}
