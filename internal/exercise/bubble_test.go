package exercise

import (
	"runtime"
	"strings"
	"sync"
	"testing"
)

// TestBubbleThatWasGivenUpDoesNotEnd has a row whose body returns when its test may be over.
func TestBubbleThatWasGivenUpDoesNotEnd(t *testing.T) {
	row := newT("example.com/queue", "")
	var gate sync.Mutex
	gate.Lock()
	ended := make(chan bool)
	before := waiting()
	go func() {
		defer close(ended)
		runBubble(t, row, func(*T) { gate.Lock() })
	}()
	row.close()
	gate.Unlock()
	for waiting() == before {
		select {
		case <-ended:
			t.Fatal("the bubble ended, want it to wait for ever")
		default:
		}
	}
}

// waiting returns how many bubbles that were given up wait at their end.
func waiting() int {
	buf := make([]byte, 1<<20)
	return strings.Count(string(buf[:runtime.Stack(buf, true)]), "waitIfGivenUp(")
}
