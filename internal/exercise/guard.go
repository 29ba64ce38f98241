package exercise

import (
	"fmt"
	"iter"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// runner runs the body of a row and returns when it has ended. It records failures and panics of the body
// in t.
type runner func(tt *testing.T, t *T, body func(*T))

// runGuarded is the runner of plain rows.
func runGuarded(_ *testing.T, t *T, body func(*T)) { guard(t, body) }

// guard calls the body of a row. [T.standstill] recognizes the row's own goroutine by the frame of guard.
//
// Last of all it notes that the body has returned: without that note the row fails.
func guard(t *T, body func(*T)) {
	if t.protect(func() { body(t) }) {
		t.noteReturn()
	}
}

// Guarded returns f for a goroutine that the row starts. If f panics there, the process does not crash: the
// row fails, and it is given up if it waits for something that f did not do.
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

// protect calls f and reports whether it has returned. It turns a panic of f, or a call of runtime.Goexit that
// is not from this package, into a report.
//
// It notes that the row has failed before it formats the value of a panic: the Error or String method may be
// the learner's, and may never return.
func (t *T) protect(f func()) (returned bool) {
	return Catch(f, func(p any) {
		t.fail()
		t.reportPanic(p)
	}, func() {
		if !t.Failed() {
			t.reportWithTrail(t.culprit(slices.Collect(callers(1))) + "your code called runtime.Goexit, which ended the goroutine of the test: return instead")
		}
	})
}

// Catch calls f and reports whether it has returned. If f panics, Catch calls panicked with the value, below the
// deferred function that recovered it, while the frames of the panic are still on the stack. If runtime.Goexit
// ends the goroutine, Catch calls exited, unless that is nil, and the goroutine ends.
//
// A note after the call of f decides, not the value that recover returns. That value is nil after panic(nil) under
// GODEBUG=panicnil=1, which code can set itself. Catch passes on a [runtime.PanicNilError] for such a panic, as
// without that setting.
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
	// Only a recovered panic leads here without a return, even if the stack did not show it.
	if !returned && !told {
		panicked(orNilError(nil))
	}
	return returned
}

// orNilError returns p, the value of a panic, or the error that stands for panic(nil) if p is nil.
func orNilError(p any) any {
	if p == nil {
		return new(runtime.PanicNilError)
	}
	return p
}

// exiting reports whether runtime.Goexit, and not a panic, called the deferred function that calls exiting.
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

// reportPanic records the panic p, with the frames of the learner's code that it came through. Call it below
// the deferred function that recovered p, while those frames are still on the stack.
func (t *T) reportPanic(p any) {
	p, frames := framesOf(p)
	if name, ok := unfinished(p); ok {
		t.giveUpStep()
		t.report(t.learnerLine(frames) + "not implemented yet: " + path.Base(t.pkg) + "." + name)
		return
	}
	t.reportWithTrail(t.describePanic(p, frames))
}

// framesOf returns the value of the panic p and the frames that it came through, innermost first. Call it below the
// deferred function that recovered p.
func framesOf(p any) (value any, frames []runtime.Frame) {
	if pulled, ok := p.(pulledPanic); ok {
		return pulled.value, pulled.frames
	}
	return p, slices.Collect(callers(2))
}

// describePanic says what panicked and where in the learner's code.
func (t *T) describePanic(p any, frames []runtime.Frame) string {
	what := "panic: " + hang(abbreviated(fmt.Sprint(p)))
	if _, ok := p.(*runtime.PanicNilError); ok {
		what = "panicked with nil"
	}
	return t.culprit(frames) + what + indentFrames(t.learnerFrames(frames))
}

// culprit returns [T.learnerLine] or, if no frame is in the learner's code, the line of the row.
func (t *T) culprit(frames []runtime.Frame) string {
	if line := t.learnerLine(frames); line != "" {
		return line
	}
	return t.testLine() + ": "
}

// unfinished returns the name of the function or method if p is the panic of an unfinished body.
func unfinished(p any) (name string, ok bool) {
	text, ok := p.(string)
	if !ok {
		return "", false
	}
	name, ok = strings.CutPrefix(text, notImplemented)
	return name, ok && !strings.ContainsAny(name, " \n")
}

// learnerLine returns the innermost place of the frames in the learner's code, such as "stub.go:57: ", or "" if there is
// none.
func (t *T) learnerLine(frames []runtime.Frame) string {
	for _, frame := range frames {
		if t.isLearners(frame) {
			return fmt.Sprintf("%s:%d: ", filepath.Base(frame.File), frame.Line)
		}
	}
	return ""
}

// learnerFrames describes those frames that are in the learner's code, innermost first.
func (t *T) learnerFrames(frames []runtime.Frame) []string {
	var lines []string
	for _, frame := range frames {
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

// maxFrames is how many frames of a stack are worth reading, and maxText how many bytes of a value. A line of a message may
// be longer, because it may be Go that a learner copies.
const (
	maxFrames = 5
	maxText   = 1000
	maxLine   = 16_000
)

// abbreviated returns the beginning of a long text.
func abbreviated(text string) string { return cutAfter(text, maxText) }

// cutAfter returns the first bytes of a text and says how many more there are.
func cutAfter(text string, most int) string {
	if len(text) <= most {
		return text
	}
	return fmt.Sprintf("%s… and %d more bytes", strings.ToValidUTF8(text[:most], ""), len(text)-most)
}

// withShortLines returns a text whose lines are cut where they become too long for a reader, and for go test.
func withShortLines(text string) string {
	if len(text) <= maxLine {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = cutAfter(line, maxLine)
	}
	return strings.Join(lines, "\n")
}

// indentFrames returns the lines indented below a first line, and leaves out most of a deep recursion.
func indentFrames(lines []string) string {
	var b strings.Builder
	for i, line := range lines {
		if i == maxFrames {
			fmt.Fprintf(&b, "\n    … and %d more frames", len(lines)-i)
			break
		}
		b.WriteString("\n    " + line)
	}
	return b.String()
}

// callers yields the frames of the calling goroutine, innermost first. It skips the innermost ones, skip of
// them.
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

// Guard runs body, the body of a benchmark or of a fuzz target, in the way that the body of a row runs. A
// benchmark has no time limit.
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
