package exercise

import (
	"fmt"
	"iter"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// runner runs the body of a row and returns when it is done. Failures and panics of the body are on
// t afterwards.
type runner func(tt *testing.T, t *T, body func(*T))

// runGuarded is the runner of plain rows.
func runGuarded(_ *testing.T, t *T, body func(*T)) { guard(t, body) }

// guard calls the body of a row. By its frame [T.standstill] knows the row's own goroutine.
//
// The last thing that it does is to note that the body has returned: without that note the row fails.
func guard(t *T, body func(*T)) {
	if t.protect(func() { body(t) }) {
		t.noteReturn()
	}
}

// Guarded returns f for a goroutine that the row starts. If f panics there the row fails, where
// else the process would crash, and is given up if it waits for what f did not come to.
func (t *T) Guarded(f func()) func() {
	return func() {
		returned := false
		defer func() {
			if !returned {
				t.stopRow()
			}
		}()
		returned = t.protect(f)
	}
}

// protect calls f, reports whether it has returned, and turns its panic, or a runtime.Goexit that is none of ours,
// into a report.
//
// That the row has failed is noted before the value of a panic is put into words: its Error or String
// may be the learner's, and need not return.
func (t *T) protect(f func()) (returned bool) {
	return Catch(f, func(p any) {
		t.fail()
		t.reportPanic(p)
	}, func() {
		if !t.Failed() {
			t.reportWithTrail(t.culprit() + "the goroutine that called your code was ended by runtime.Goexit: return instead")
		}
	})
}

// Catch calls f and reports whether it has returned. If f panics, Catch calls panicked with the value, below the
// deferred function that recovered it, where the frames of the panic still stand. If runtime.Goexit ends the
// goroutine, Catch calls exited, unless that is nil, and the goroutine ends.
//
// A note after the call of f decides, and not the value that recover returns: that is nil after panic(nil) under
// GODEBUG=panicnil=1, which code can set itself. Such a panic has the value that it has otherwise, a
// [runtime.PanicNilError].
func Catch(f func(), panicked func(p any), exited func()) (returned bool) {
	told := false
	func() {
		defer func() {
			p := recover()
			switch {
			case returned:
			case p == nil && exiting():
				if exited != nil {
					exited()
				}
			default:
				told = true
				panicked(orNilError(p))
			}
		}()
		f()
		returned = true
	}()
	// Only a panic that was recovered leads here without a return, whatever the stack looked like.
	if !returned && !told {
		panicked(orNilError(nil))
	}
	return returned
}

// orNilError returns the value of a panic, where nil stands for the error that panic(nil) has.
func orNilError(p any) any {
	if p == nil {
		return new(runtime.PanicNilError)
	}
	return p
}

// exiting reports whether the deferred function that calls it was called by runtime.Goexit, and not by a panic.
func exiting() bool {
	for frame := range callers(2) {
		switch frame.Function {
		case "runtime.Goexit":
			return true
		case "runtime.gopanic":
			return false
		}
	}
	return false
}

// notImplemented is how the panics of a stub begin.
const notImplemented = "not implemented: "

// reportPanic records the panic p, with the frames of the learner's code that it came through. It
// must be called below the deferred function that recovered p, where those frames still stand.
func (t *T) reportPanic(p any) {
	if name, ok := unfinished(p); ok {
		t.giveUpStep()
		t.report(t.learnerLine() + "not implemented yet: " + path.Base(t.pkg) + "." + name)
		return
	}
	t.reportWithTrail(t.describePanic(p))
}

// describePanic says what panicked and where in the learner's code. Like reportPanic it must be
// called below the deferred function that recovered p.
func (t *T) describePanic(p any) string {
	what := "panic: " + hang(abbreviated(fmt.Sprint(p)))
	if _, ok := p.(*runtime.PanicNilError); ok {
		what = "panicked with nil"
	}
	return t.culprit() + what + indentFrames(t.learnerFrames())
}

// culprit returns [T.learnerLine] or, if the learner's code is not to be seen, the line of the row.
func (t *T) culprit() string {
	if line := t.learnerLine(); line != "" {
		return line
	}
	return t.testLine() + ": "
}

// unfinished returns the name in the panic of a body that is still to be written.
func unfinished(p any) (name string, ok bool) {
	text, ok := p.(string)
	if !ok {
		return "", false
	}
	name, ok = strings.CutPrefix(text, notImplemented)
	return name, ok && !strings.ContainsAny(name, " \n")
}

// learnerLine returns "stub.go:57: ", where the calling goroutine entered code that is not the
// learner's, or "" if it was never there.
func (t *T) learnerLine() string {
	for frame := range callers(2) {
		if t.isLearners(frame) {
			return fmt.Sprintf("%s:%d: ", filepath.Base(frame.File), frame.Line)
		}
	}
	return ""
}

// learnerFrames describes the learner's frames on the calling goroutine, innermost first.
func (t *T) learnerFrames() []string {
	var lines []string
	for frame := range callers(2) {
		if t.isLearners(frame) {
			lines = append(lines, fmt.Sprintf("in %s  %s:%d", shortName(frame.Function), filepath.Base(frame.File), frame.Line))
		}
	}
	return lines
}

// isLearners reports whether frame is in the package under test.
func (t *T) isLearners(frame runtime.Frame) bool {
	return strings.HasPrefix(frame.Function, t.pkg+".") && !strings.HasSuffix(frame.File, "_test.go")
}

// shortName turns "example.com/hashmap.(*Map[...]).Put" into "Map.Put".
func shortName(function string) string {
	_, name, _ := strings.Cut(path.Base(function), ".")
	return strings.NewReplacer("(*", "", ")", "", "[...]", "").Replace(name)
}

// maxFrames is how many frames of a stack are worth reading, and maxText how many bytes of a value.
const (
	maxFrames = 5
	maxText   = 1000
)

// abbreviated returns the beginning of a long text.
func abbreviated(text string) string {
	if len(text) <= maxText {
		return text
	}
	return fmt.Sprintf("%s… and %d bytes more", strings.ToValidUTF8(text[:maxText], ""), len(text)-maxText)
}

// indentFrames returns the lines set in below a first line, and cuts a deep recursion short.
func indentFrames(lines []string) string {
	var b strings.Builder
	for i, line := range lines {
		if i == maxFrames {
			fmt.Fprintf(&b, "\n    … and %d frames more", len(lines)-i)
			break
		}
		b.WriteString("\n    " + line)
	}
	return b.String()
}

// callers yields the frames of the calling goroutine, innermost first, without the skip innermost
// ones.
func callers(skip int) iter.Seq[runtime.Frame] {
	pcs := make([]uintptr, 256)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(skip+1, pcs)])
	return func(yield func(runtime.Frame) bool) {
		for {
			frame, more := frames.Next()
			if !yield(frame) || !more {
				return
			}
		}
	}
}

// Guard runs body, which is that of a benchmark or of a fuzz target, as the body of a row is run. For
// a benchmark there is no limit of time.
func (s *Steps) Guard(tb testing.TB, body func(t *T)) {
	tb.Helper()
	limit, err := limit()
	if err != nil {
		tb.Fatal(err)
	}
	if _, ok := tb.(*testing.B); ok {
		limit = 0
	}
	t := newT(s.pkg, "")
	supervise(tb, t, limit, func() { guard(t, body) })
}
