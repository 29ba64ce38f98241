package exercise

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
)

// T is what the body of a row reports to: the few methods of [testing.T] that rows use, and a few
// more.
//
// Unlike a testing.T it may be used by goroutines that outlive the row: a row that hangs is given
// up, and what its goroutines report from then on is dropped. A testing.T would end the process.
type T struct {
	pkg  string // import path of the learner's package
	rule string

	before map[string]bool // the goroutines, by number, that were there before the row

	// stop is closed by the first stopRow, from whichever goroutine.
	stop     chan struct{}
	stopOnce sync.Once

	errors atomic.Int64 // calls of Errorf

	mu       sync.Mutex
	closed   bool // given up or over: nothing is recorded any more
	failed   bool
	returned bool // the body has
	hopeless bool // further rows of the step would not tell more
	reports  []string
	trail    func() string
}

// maxErrors is how many failures of one row are worth reading.
const maxErrors = 10

func newT(pkg, rule string) *T {
	return &T{pkg: pkg, rule: rule, stop: make(chan struct{})}
}

// Errorf records a failure, with the line of the row that it was reported from and the row's rule,
// and goes on. Of very many failures only the first are recorded.
func (t *T) Errorf(format string, args ...any) {
	if t.errors.Add(1) > maxErrors {
		return
	}
	text := withoutTrace(strings.TrimSpace(fmt.Sprintf(format, args...)))
	t.report(fmt.Sprintf("%s: %s", t.testLine(), hang(text)))
}

// withoutTrace returns what a failed check of testify says without the trace, which leads through this
// package: the rule and the line stand beside it anyway.
func withoutTrace(text string) string {
	if !strings.HasPrefix(text, "Error Trace:") {
		return text
	}
	_, text, _ = strings.Cut(text, "\tError:")
	return strings.Join(strings.Fields(strings.NewReplacer("\tMessages:", "\n", "\tTest:", "\n").Replace(text)), " ")
}

// Fatalf is Errorf followed by FailNow.
func (t *T) Fatalf(format string, args ...any) {
	t.Errorf(format, args...)
	t.FailNow()
}

// FailNow fails the row and ends the goroutine that calls it. If that is not the row's own, say
// because the learner's code runs a callback in a goroutine of its own, the row is given up too.
func (t *T) FailNow() {
	t.fail()
	t.stopRow()
	runtime.Goexit()
}

// fail notes that the row has failed.
func (t *T) fail() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.failed = true
}

// noteReturn notes that the body of the row has returned.
func (t *T) noteReturn() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.returned = true
}

// stopRow tells the watchdog that the row has failed and need not wait for anything.
func (t *T) stopRow() {
	t.stopOnce.Do(func() { close(t.stop) })
}

// Failed reports whether the row has failed.
func (t *T) Failed() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.failed
}

// report records a failure as it will be printed, but for the rule.
func (t *T) report(text string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.closed {
		t.failed = true
		t.reports = append(t.reports, printable(text))
	}
}

// setRule replaces the row's rule by a more exact one.
func (t *T) setRule(rule string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.rule = rule
}

// giveUpStep makes the rows that follow in the step be left out.
func (t *T) giveUpStep() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.hopeless = true
}

// stepGivenUp reports whether giveUpStep was called.
func (t *T) stepGivenUp() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.hopeless
}

// setTrail sets what tells how the row came to where it is, for reports of a panic or of a call
// that does not return.
func (t *T) setTrail(trail func() string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.trail = trail
}

// Doing notes the calls that a row is about to make, as text, for a report of a panic or of a call that
// does not return.
func (t *T) Doing(calls string) {
	t.setTrail(func() string { return calls })
}

// reportWithTrail is report with the trail below the text.
func (t *T) reportWithTrail(text string) {
	t.mu.Lock()
	trail := t.trail
	t.mu.Unlock()
	if trail != nil {
		text += "\n" + indent(trail())
	}
	t.report(text)
}

// close ends the recording and returns what is to be printed, "" if the row passed.
func (t *T) close() (text string, failed bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.closed = true
	if !t.failed && t.returned {
		return "", false
	}
	lines := t.reports
	if len(lines) == 0 {
		lines = []string{"the row ended before its last line: your code called runtime.Goexit, or panicked with a value whose Error or String method did not return"}
	}
	if more := t.errors.Load() - maxErrors; more > 0 {
		lines = append(lines, fmt.Sprintf("… and %d failures more", more))
	}
	if t.rule != "" {
		lines = append(lines, indent("rule: "+t.rule))
	}
	return strings.Join(lines, "\n") + "\n", true
}

// testLine returns the place in the row's body, "steps_test.go:120", that the calling goroutine is
// at: its outermost frame in a test file.
func (t *T) testLine() string {
	place := "a goroutine of its own"
	for frame := range callers(2) {
		if strings.HasSuffix(frame.File, "_test.go") {
			place = fmt.Sprintf("%s:%d", filepath.Base(frame.File), frame.Line)
		}
	}
	return place
}

// printable returns text with its control characters as Go escapes them: what a value says must not be taken for
// what the testing package says.
func printable(text string) string {
	var b strings.Builder
	for _, r := range text {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			b.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// indent sets every line of text in by a step.
func indent(text string) string {
	return "    " + hang(text)
}

// hang sets every line of text but the first in by a step.
func hang(text string) string {
	return strings.ReplaceAll(text, "\n", "\n    ")
}
