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

// A T records what the body of a row reports. It has the few methods of [testing.T] that rows use, and a few
// more.
//
// Unlike a testing.T, it may be used by goroutines that outlive the row. If a row hangs, the watchdog gives it
// up, and T drops all later reports of its goroutines. A testing.T would end the process.
type T struct {
	pkg  string // import path of the learner's package
	rule string

	before map[string]bool // the numbers of the goroutines that existed before the row

	// stop is closed by the first call of stopRow, which any goroutine may make.
	stop     chan struct{}
	stopOnce sync.Once

	errors atomic.Int64 // calls of Errorf

	mu       sync.Mutex
	closed   bool // given up or over: later reports are dropped
	failed   bool
	returned bool // the body has returned
	hopeless bool // further rows of the step would tell nothing new
	reports  []string
	trail    func() string
}

// maxErrors is how many failures of one row are worth reading.
const maxErrors = 10

func newT(pkg, rule string) *T {
	return &T{pkg: pkg, rule: rule, stop: make(chan struct{})}
}

// Errorf records a failure, with the line of the row that reports it and the row's rule. The row goes on. Errorf
// records only the first few failures of a row.
func (t *T) Errorf(format string, args ...any) {
	if t.errors.Add(1) > maxErrors {
		return
	}
	text := withoutTrace(strings.TrimSpace(fmt.Sprintf(format, args...)))
	t.report(fmt.Sprintf("%s: %s", t.testLine(), hang(text)))
}

// withoutTrace returns the message of a failed check of testify without its trace, which leads through this
// package. The report has the rule and the line anyway.
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

// FailNow fails the row and ends the calling goroutine. If that is not the row's own goroutine, for example
// because the learner's code runs a callback in another one, the row is given up too.
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

// stopRow tells the watchdog that the row has failed and has nothing to wait for.
func (t *T) stopRow() {
	t.stopOnce.Do(func() { close(t.stop) })
}

// Failed reports whether the row has failed.
func (t *T) Failed() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.failed
}

// report records the text of a failure, without the rule.
func (t *T) report(text string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.closed {
		t.failed = true
		t.reports = append(t.reports, printable(withShortLines(text)))
	}
}

// setRule replaces the row's rule by a more exact one.
func (t *T) setRule(rule string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.rule = rule
}

// giveUpStep leaves out the later rows of the step.
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

// setTrail sets the function that returns the calls which the row has made. Reports of a panic, or of a call that
// does not return, include them.
func (t *T) setTrail(trail func() string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.trail = trail
}

// Doing notes the calls that a row is about to make, as text. A report of a panic, or of a call that does not
// return, includes them.
func (t *T) Doing(calls string) {
	t.setTrail(func() string { return calls })
}

// reportWithTrail is report with the trail below the text.
func (t *T) reportWithTrail(text string) {
	t.report(withTrail(text, t.trailText()))
}

// withTrail returns the text with the calls below it, if they are known.
func withTrail(text, trail string) string {
	if trail == "" {
		return text
	}
	return text + "\n" + indent(trail)
}

// trailText returns the calls that the row has made, if they are known.
func (t *T) trailText() string {
	t.mu.Lock()
	trail := t.trail
	t.mu.Unlock()
	if trail == nil {
		return ""
	}
	return trail()
}

// close ends the recording. It returns the text to print and true if the row failed, otherwise "" and false.
func (t *T) close() (text string, failed bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.closed = true
	if !t.failed && t.returned {
		return "", false
	}
	lines := t.reports
	if len(lines) == 0 {
		lines = []string{"the row ended too early: your code called runtime.Goexit, or panicked with a value whose Error or String method did not return"}
	}
	if more := t.errors.Load() - maxErrors; more > 0 {
		lines = append(lines, fmt.Sprintf("… and %d more failures", more))
	}
	if t.rule != "" {
		lines = append(lines, indent("rule: "+t.rule))
	}
	return strings.Join(lines, "\n") + "\n", true
}

// testLine returns the place of the calling goroutine in the row's body, such as "steps_test.go:120": its
// outermost frame in a test file.
func (t *T) testLine() string {
	place := "in a goroutine that your code started"
	for frame := range callers(2) {
		if strings.HasSuffix(frame.File, "_test.go") {
			place = fmt.Sprintf("%s:%d", filepath.Base(frame.File), frame.Line)
		}
	}
	return place
}

// printable returns text with its control characters escaped as in Go: the text of a value must not look like
// output of the testing package.
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

// indent indents every line of text.
func indent(text string) string {
	return "    " + hang(text)
}

// hang indents every line of text except the first.
func hang(text string) string {
	return strings.ReplaceAll(text, "\n", "\n    ")
}
