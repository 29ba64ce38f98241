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

// leftBehind reports whether text is the panic of a bubble whose body has ended while other goroutines wait.
func leftBehind(text string) bool { return strings.Contains(text, "has exited") }

// inBubble runs body in a bubble. If none of the bubble's goroutines can ever go on, the bubble panics in the
// goroutine that made it. Then inBubble returns the text of the panic, otherwise "".
func inBubble(tt *testing.T, t *T, body func(*T)) (text string) {
	Catch(func() {
		synctest.Test(tt, func(*testing.T) {
			// The body has a goroutine of its own, which FailNow may end. If FailNow ended the bubble's
			// first goroutine, the testing package would report a fault.
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

// forever is never closed. It was made outside of any bubble, so a bubble does not count waiting for it as a
// deadlock.
var forever = make(chan struct{})

// waitIfGivenUp waits forever if the watchdog has given up the row. Otherwise the row would return to the
// testing package as the end of a test that is already over.
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
		what = fmt.Sprintf("deadlock: the call of %s has not returned, and no goroutine is left that could wake it", call)
	case leftBehind(text):
		what = "goroutine leak: the calls have returned, but goroutines that they started wait forever"
	}
	t.reportWithTrail(place + what + still.String())
}
