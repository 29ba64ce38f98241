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
	var expired <-chan time.Time
	if limit > 0 {
		timer := time.NewTimer(limit)
		defer timer.Stop()
		expired = timer.C
	}
	select {
	case <-done:
	case <-t.stop:
		select {
		case <-done:
		case <-time.After(grace):
			t.giveUpStep()
		}
	case <-expired:
		t.giveUpStep()
		t.reportHang(limit)
	}
	t.flush(tb)
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
		text += ", though none of your code is running"
	}
	t.reportWithTrail(text + still.String())
}
