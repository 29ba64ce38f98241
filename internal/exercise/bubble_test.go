package exercise

import (
	"runtime"
	"strings"
	"sync"
	"testing"
)

// TestBubbleThatWasGivenUpDoesNotEnd has a row whose body returns at a time when its test may be over.
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
			t.Fatal("the bubble ended, want it to wait forever")
		default:
		}
	}
}

// waiting returns how many bubbles that were given up wait at their end.
func waiting() int {
	buf := make([]byte, 1<<20)
	return strings.Count(string(buf[:runtime.Stack(buf, true)]), "waitIfGivenUp(")
}

// TestOpenBubble has rows that leave a goroutine behind, and a row that waits forever.
func TestOpenBubble(t *testing.T) {
	leaves := func(*T) {
		go func() { <-make(chan int) }()
	}
	waits := func(*T) { <-make(chan int) }
	for _, c := range []struct {
		name string
		run  runner
		body func(*T)
		want bool
	}{
		{"an open bubble accepts a goroutine that is left behind", runOpenBubble, leaves, false},
		{"an open bubble does not accept waiting forever", runOpenBubble, waits, true},
		{"a bubble accepts neither", runBubble, leaves, true},
	} {
		row := newT("example.com/queue", "")
		c.run(t, row, c.body)
		if got := row.Failed(); got != c.want {
			t.Errorf("%s: the row has failed: got %t, want %t", c.name, got, c.want)
		}
	}
}
