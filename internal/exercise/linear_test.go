package exercise

import (
	"fmt"
	"strings"
	"testing"
)

// add is a call on a counter, whose answer is the sum.
type add int

func (a add) String() string { return fmt.Sprintf("c.Add(%d)", int(a)) }

func TestWantLinearizable(t *testing.T) {
	type timed = timedCall[add]
	for _, row := range []struct {
		name  string
		calls [][]timed
		ok    bool
	}{
		{"no calls", nil, true},
		{"one after another", [][]timed{{{add(1), "1", 0, 1, 2}}, {{add(2), "3", 1, 3, 4}}}, true},
		{"one after another, answered in the opposite order", [][]timed{{{add(1), "3", 0, 1, 2}}, {{add(2), "2", 1, 3, 4}}}, false},
		{"both at once, answered in the opposite order", [][]timed{{{add(1), "3", 0, 1, 3}}, {{add(2), "2", 1, 2, 4}}}, true},
		{"both at once, an update lost", [][]timed{{{add(1), "1", 0, 1, 3}}, {{add(1), "1", 1, 2, 4}}}, false},
		{"a long call takes place in between", [][]timed{{{add(1), "5", 0, 1, 6}}, {{add(4), "4", 1, 2, 3}, {add(2), "7", 1, 4, 5}}}, true},
		{"a long call takes place twice", [][]timed{{{add(1), "5", 0, 1, 6}}, {{add(4), "4", 1, 2, 3}, {add(2), "8", 1, 4, 5}}}, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := output(t, func(t *T) {
				h := NewHistory[add](2)
				h.calls = row.calls
				WantLinearizable(t, h, 0, func(sum int, a add) (int, any) { return sum + int(a), fmt.Sprint(sum + int(a)) })
			})
			if (got == "") != row.ok {
				t.Errorf("printed %q, want a failure: %t", got, !row.ok)
			}
			if !row.ok && !strings.Contains(got, "from  1 to  ") {
				t.Errorf("printed %q, want the calls with their times", got)
			}
		})
	}
}

func TestHistoryOfRealGoroutines(t *testing.T) {
	got := output(t, func(t *T) {
		h := NewHistory[add](3)
		sums := make(chan int, 1)
		sums <- 0
		Together(t, 3, func(g int) {
			for i := range 5 {
				h.Do(g, add(i), func() any {
					sum := <-sums + i
					defer func() { sums <- sum }()
					return fmt.Sprint(sum)
				})
			}
		})
		WantLinearizable(t, h, 0, func(sum int, a add) (int, any) { return sum + int(a), fmt.Sprint(sum + int(a)) })
	})
	if got != "" {
		t.Errorf("a counter handed from one goroutine to the next: printed %q, want nothing", got)
	}
}
