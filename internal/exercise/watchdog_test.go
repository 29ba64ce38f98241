package exercise

import (
	"bytes"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// tester is the testing.TB of a row that may fail.
type tester struct {
	testing.TB
	output bytes.Buffer
	failed bool
}

func (tb *tester) Output() io.Writer { return &tb.output }
func (tb *tester) Fail()             { tb.failed = true }
func (tb *tester) Helper()           {}

// supervised returns what the learner reads of a row with this body. The row has no time limit.
func supervised(t *testing.T, body func(row *T)) (row *T, output string) {
	t.Helper()
	tb := new(tester)
	row = newT("example.com/queue", "the rule")
	row.noteBefore()
	supervise(tb, row, 0, func() { guard(row, body) })
	output = testPlace.ReplaceAllString(tb.output.String(), thisLine)
	if tb.failed != (output != "") {
		t.Errorf("failed is %t with the output %q, want a failure with some output or none without", tb.failed, output)
	}
	return row, output
}

func TestRowThatPassesPrintsNothing(t *testing.T) {
	row, output := supervised(t, func(*T) {})
	if output != "" || row.stepGivenUp() {
		t.Errorf("printed %q, step given up %t, want nothing and false", output, row.stepGivenUp())
	}
}

func TestRowGoesOnAfterErrorfAndEndsAtFatalf(t *testing.T) {
	row, output := supervised(t, func(row *T) {
		row.Errorf("\nfirst\nof two lines\n")
		row.Fatalf("second %d", 2)
		row.Errorf("not reached")
	})
	want := thisLine + ": first\n    of two lines\n" + thisLine + ": second 2\n    rule: the rule\n"
	if output != want || row.stepGivenUp() {
		t.Errorf("printed\n%s\nstep given up %t, want\n%sand false", output, row.stepGivenUp(), want)
	}
}

func TestFirstFailuresOfManyAreKept(t *testing.T) {
	_, output := supervised(t, func(row *T) {
		for range maxErrors + 7 {
			row.Errorf("wrong")
		}
	})
	if n := strings.Count(output, "wrong"); n != maxErrors || !strings.Contains(output, "\n… and 7 more failures\n    rule") {
		t.Errorf("printed\n%s\nwith %d failures, want %d and a count of the other 7", output, n, maxErrors)
	}
}

// TestFatalfInLearnersGoroutine has a learner's code that waits for a callback which does not return.
func TestFatalfInLearnersGoroutine(t *testing.T) {
	row, output := supervised(t, func(row *T) {
		done := make(chan bool)
		go func() {
			row.Fatalf("wrong")
			close(done)
		}()
		<-done
	})
	if want := thisLine + ": wrong\n    rule: the rule\n"; output != want || !row.stepGivenUp() {
		t.Errorf("printed\n%s\nstep given up %t, want\n%sand true", output, row.stepGivenUp(), want)
	}
}

func TestPanicUnderGuarded(t *testing.T) {
	row, output := supervised(t, func(row *T) {
		done := make(chan bool)
		go row.Guarded(func() {
			panic("ouch")
		})()
		<-done
	})
	if want := thisLine + ": panic: ouch\n    rule: the rule\n"; output != want || !row.stepGivenUp() {
		t.Errorf("printed\n%s\nstep given up %t, want\n%sand true", output, row.stepGivenUp(), want)
	}
}

func TestGuardedReturns(t *testing.T) {
	called := false
	_, output := supervised(t, func(row *T) {
		done := make(chan bool)
		go func() {
			row.Guarded(func() { called = true })()
			close(done)
		}()
		<-done
		select {
		case <-row.stop:
			row.Errorf("the row is stopped")
		default:
		}
	})
	if !called || output != "" {
		t.Errorf("f called %t, printed %q, want true and nothing", called, output)
	}
}

// TestReportsAfterTheRowAreDropped has a goroutine that goes on after its row has been given up.
func TestReportsAfterTheRowAreDropped(t *testing.T) {
	over, ended := make(chan bool), make(chan bool)
	row, output := supervised(t, func(row *T) {
		go func() {
			defer close(ended)
			<-over
			row.Errorf("too late")
			row.setTrail(func() string { return "trail" })
			row.reportWithTrail("too late, too")
			row.FailNow()
		}()
		row.Fatalf("in time")
	})
	close(over)
	<-ended
	if text := printed(row); strings.Contains(text, "too late") || !strings.Contains(output, "in time") {
		t.Errorf("printed %q, and after late reports %q, want only what was reported in time", output, text)
	}
}

func TestRowWithoutRulePrintsNone(t *testing.T) {
	row := newT("example.com/queue", "")
	row.report("wrong")
	if got, want := printed(row), "wrong\n"; got != want {
		t.Errorf("printed %q, want %q", got, want)
	}
}

// A call that does not return is told apart from calls that are too slow together.
func TestSlowCalls(t *testing.T) {
	for _, test := range []struct {
		name string
		each time.Duration // how long a call takes; 0 means forever
		last string
		slow bool
	}{
		{"calls that return", 10 * time.Millisecond, "c.Add(1) // one of many calls\n", true},
		{"a call that hangs", 0, "c.Add(1) // has not returned\n", false},
	} {
		tb, row, end := new(tester), newT("example.com/queue", "the rule"), make(chan bool)
		row.noteBefore()
		script := Script[add]{Setup: "c := new(Counter)", Play: func(calls []add, begin func()) *Mismatch {
			for range calls {
				if begin(); test.each == 0 {
					<-end
				}
				time.Sleep(test.each)
			}
			return nil
		}}
		supervise(tb, row, 300*time.Millisecond, func() { guard(row, func(row *T) { script.Random(row, 1, 500, func(*rand.Rand) add { return 1 }) }) })
		close(end)
		got := tb.output.String()
		if !tb.failed || !strings.Contains(got, test.last) || strings.Contains(got, "the calls return, but together they are too slow") != test.slow {
			t.Errorf("%s: printed\n%s\nwant %q, and whether the calls are too slow together: %t", test.name, got, test.last, test.slow)
		}
	}
}

// TestHangBesideEarlierRows has a row that waits while a goroutine of an earlier row waits in package sync, which stands
// for the learner's code.
func TestHangBesideEarlierRows(t *testing.T) {
	var gate sync.WaitGroup
	gate.Add(1)
	defer gate.Done()
	go gate.Wait()
	tb, row := new(tester), newT("sync", "the rule")
	for row.noteBefore(); row.standstill().earlier == 0; { // it does not wait yet
	}
	supervise(tb, row, 100*time.Millisecond, func() { guard(row, func(*T) { <-forever }) })
	got := tb.output.String()
	for _, want := range []string{"the row has not ended, although none of its goroutines is in your code", "goroutines of your code from before this row, not shown: "} {
		if !tb.failed || !strings.Contains(got, want) {
			t.Errorf("printed\n%s\nwant %q", got, want)
		}
	}
}

func TestLimit(t *testing.T) {
	usual := 5 * time.Second
	if Race {
		usual = 20 * time.Second
	}
	for _, row := range []struct {
		text string
		want time.Duration
	}{
		{"", usual}, {"0", 0}, {"0s", 0}, {"20s", 20 * time.Second}, {"300ms", 300 * time.Millisecond}, {"1m30s", 90 * time.Second},
	} {
		t.Setenv("OODKIT_LIMIT", row.text)
		if got, err := limit(); got != row.want || err != nil {
			t.Errorf("OODKIT_LIMIT=%q: limit() = %v, %v, want %v", row.text, got, err, row.want)
		}
	}
}

func TestLimitThatIsNone(t *testing.T) {
	for _, text := range []string{"soon", "5", "-1s", " ", "1 s"} {
		t.Setenv("OODKIT_LIMIT", text)
		want := "OODKIT_LIMIT=\"" + text + "\": want a duration such as 20s, or 0 to switch the limit off"
		if _, err := limit(); err == nil || err.Error() != want {
			t.Errorf("limit() returns the error %v, want %s", err, want)
		}
	}
}

func TestEnough(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		enough := Enough()
		time.Sleep(time.Second)
		if enough() {
			t.Error("after a second enough() = true, want false")
		}
		time.Sleep(time.Nanosecond)
		if !enough() {
			t.Error("a nanosecond later enough() = false, want true")
		}
	})
}

func TestCharge(t *testing.T) {
	const tick = 100 * time.Millisecond
	for _, row := range []struct {
		name   string
		worked time.Duration
		known  bool
		want   time.Duration
	}{
		{"the system does not tell", 0, false, tick},
		{"waiting", 10 * time.Microsecond, true, tick},
		{"on a busy machine", 8 * time.Millisecond, true, 8 * time.Millisecond},
		{"with a processor of its own", tick, true, tick},
		{"with two", 2 * tick, true, tick},
	} {
		if got := charge(tick, row.worked, row.known); got != row.want {
			t.Errorf("%s: charge(%v, %v, %t) = %v, want %v", row.name, tick, row.worked, row.known, got, row.want)
		}
	}
}

// goexit is the value of a panic that ends the goroutine that wants to print it.
type goexit struct{}

func (goexit) Error() string { runtime.Goexit(); return "" }

func TestPanicWhoseTextDoesNotReturn(t *testing.T) {
	script := Script[add]{Setup: "c := new(Counter)", Play: func([]add, func()) *Mismatch { panic(goexit{}) }}
	for name, body := range map[string]func(*T){
		"in a row":              func(*T) { panic(goexit{}) },
		"where a panic is due":  func(t *T) { WantPanic(t, "f()", func() { panic(goexit{}) }) },
		"in a goroutine":        func(t *T) { Together(t, 2, func(int) { panic(goexit{}) }) },
		"in a script":           func(t *T) { script.Check(t, 1) },
		"in a script of random": func(t *T) { script.Random(t, 1, 1, func(*rand.Rand) add { return 1 }) },
	} {
		t.Run(name, func(t *testing.T) {
			if got := output(t, body); !strings.Contains(got, "runtime.Goexit") {
				t.Errorf("printed %q, want runtime.Goexit named", got)
			}
		})
	}
}
