package exercise

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
)

// runBubble is the runner of rows in a bubble that all goroutines must leave.
func runBubble(tt *testing.T, t *T, body func(*T)) {
	if text := inBubble(tt, t, body); text != "" && !t.Failed() {
		t.reportDeadlock(text)
	}
}

// runOpenBubble is the runner of rows in a bubble in which goroutines may stay.
func runOpenBubble(tt *testing.T, t *T, body func(*T)) {
	if text := inBubble(tt, t, body); text != "" && !leftBehind(text) && !t.Failed() {
		t.reportDeadlock(text)
	}
}

// leftBehind reports whether a bubble that panicked with text was done but for goroutines that wait.
func leftBehind(text string) bool { return strings.Contains(text, "has exited") }

// inBubble runs body in a bubble. That panics, in the goroutine that made it, when none of its
// goroutines can ever go on; inBubble returns the text of the panic, or "".
func inBubble(tt *testing.T, t *T, body func(*T)) (text string) {
	Catch(func() {
		synctest.Test(tt, func(*testing.T) {
			// The body has a goroutine of its own, which FailNow may end: to the testing package the
			// end of the bubble's first one is a fault.
			done := make(chan struct{})
			go func() {
				defer close(done)
				guard(t, body)
			}()
			<-done
			t.waitIfGivenUp()
		})
	}, func(p any) { text = fmt.Sprint(p) }, nil)
	return text
}

// forever is never closed. No goroutine of a bubble may count on that, so waiting for it is no
// deadlock of the bubble.
var forever = make(chan struct{})

// waitIfGivenUp keeps a row that the watchdog has given up from returning to the testing package,
// which would take it as the end of a test that is over already.
func (t *T) waitIfGivenUp() {
	t.mu.Lock()
	closed := t.closed
	t.mu.Unlock()
	if closed {
		<-forever
	}
}

// reportDeadlock records that a bubble came to a standstill.
func (t *T) reportDeadlock(text string) {
	still := t.standstill()
	place, call := still.blame()
	what := "deadlock: every goroutine waits for another"
	switch {
	case leftBehind(text) && len(still.stacks) > 0 && still.stacks[0].test != "":
		what = fmt.Sprintf("a call of %s has not returned, and nothing is left that could wake it", call)
	case leftBehind(text):
		what = "goroutine leak: the calls have returned, and left goroutines behind that wait for ever"
	}
	t.reportWithTrail(place + what + still.String())
}
