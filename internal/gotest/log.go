package gotest

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// A Log is what a test process printed, sorted by test, and how it ended.
type Log struct {
	Tests []*Test // in the order in which they began; the one without a name has the output of no test
	Crash string  // the output since the runtime began to report a crash, or ""
	Exit  Exit

	// Flooded says why the process was stopped if it printed, or began, more than its Recorder takes.
	Flooded string

	open bool // the output so far ends within a line
}

// A Test is what one test, row or benchmark did. A row is a subtest.
type Test struct {
	Name    string
	Outcome Outcome // DidNotRun until it ends
	output  []byte
}

// An Outcome is how a test ended.
type Outcome int

// The outcomes. Only the test in which the process ended has one of the last three.
const (
	DidNotRun Outcome = iota // or has not ended
	Passed
	Failed
	Skipped
	Crashed    // the runtime ended the process
	EndedEarly // the process ended otherwise
	TimedOut   // it was stopped, or stopped itself, because it took too long
)

var outcomes = [...]string{"did not run", "passed", "failed", "was skipped", "crashed the process", "ended the process",
	"ran into the timeout of the whole test binary"}

// String returns the outcome as a verb for a sentence.
func (o Outcome) String() string { return outcomes[o] }

// maxOutput is how much of an output is kept, so that a step which prints in an endless loop does not fill the
// memory.
const maxOutput = 1 << 18

// print adds to the test's output. It keeps the end of a long output, which has the messages of the rows.
func (t *Test) print(output string) {
	t.output = append(t.output, output...)
	if len(t.output) > 2*maxOutput {
		t.output = slices.Clone(t.output[len(t.output)-maxOutput:])
	}
}

// A Recorder makes a Log of what a test binary prints with -test.v=test2json. With that flag, a marker begins each
// line in which the testing package reports what is going on.
type Recorder struct {
	Log     Log
	Began   func(test string)      // called when a test, row or benchmark begins; may be nil
	Foreign func(line string) bool // called for each line with a marker; reports whether it is not the testing package's; may be nil

	// The process is stopped when it has printed more bytes, or begun more tests, than these. 0 means no limit.
	MaxOutput, MaxTests int

	stop           func() // ends the process
	printed, begun int

	line    []byte // the part of a line that was read so far
	current string // the test that the output belongs to
}

// marker begins the lines of the testing package, and ends the line before.
const marker = 0x16

// maxPart is how long a line may get before it is split.
const maxPart = 1 << 20

// Write records more of the output.
func (r *Recorder) Write(output []byte) (int, error) {
	if r.printed += len(output); r.MaxOutput > 0 && r.printed > r.MaxOutput {
		r.flood(fmt.Sprintf("it printed more than %d MiB", r.MaxOutput>>20))
	}
	if r.Log.Flooded != "" {
		return len(output), nil
	}
	for rest := output; len(rest) > 0; {
		end := bytes.IndexAny(rest, "\n\x16")
		switch {
		case end < 0:
			r.line = append(r.line, rest...)
			rest = nil
		case rest[end] == '\n':
			r.line = append(r.line, rest[:end+1]...)
			rest = rest[end+1:]
			r.Flush()
		default:
			r.line = append(r.line, rest[:end]...)
			rest = rest[end+1:]
			r.Flush()
			r.line = append(r.line, marker)
		}
		if len(r.line) > maxPart {
			r.Flush()
		}
	}
	return len(output), nil
}

// flood stops the process.
func (r *Recorder) flood(why string) {
	if r.Log.Flooded != "" {
		return
	}
	r.Log.Flooded = why
	if r.stop != nil {
		r.stop()
	}
}

// Flush records the last line at the end of the output, even if it is not complete.
func (r *Recorder) Flush() {
	line := string(r.line)
	r.line = r.line[:0]
	if framed, ok := strings.CutPrefix(line, string(rune(marker))); ok {
		r.frame(framed)
	} else if line != "" {
		r.Log.print(r.current, line)
	}
}

// frame records a line of the testing package, without its marker.
func (r *Recorder) frame(line string) {
	plain := strings.TrimRight(line, "\r\n")
	if r.Foreign != nil && r.Foreign(plain) {
		return
	}
	match := frameLine.FindStringSubmatch(plain)
	switch {
	case plain == "PASS" || plain == "FAIL": // of the whole process
		r.current = ""
		r.Log.record("").Outcome = outcomeOf[plain]
		return
	case match == nil:
		r.Log.print(r.current, line)
		return
	}
	r.current = match[3]
	switch test := r.Log.record(r.current); match[1] + match[2] {
	case "RUN":
		if r.begun++; r.MaxTests > 0 && r.begun > r.MaxTests {
			r.flood(fmt.Sprintf("it printed more than %d lines like those with which go test begins a test", r.MaxTests))
		}
		if r.Began != nil {
			r.Began(r.current)
		}
	case "PASS", "FAIL", "SKIP":
		test.Outcome = outcomeOf[match[2]]
	}
}

var outcomeOf = map[string]Outcome{"PASS": Passed, "FAIL": Failed, "SKIP": Skipped}

// frameLine matches a line of the testing package about a test.
var frameLine = regexp.MustCompile(`^(?:=== ([A-Z]+) *| *--- ([A-Z]+): )(\S*)`)

// print adds to the output of a test.
func (l *Log) print(test, output string) {
	l.record(test).print(output)
	l.watchForCrash(output)
}

// record returns the named test. It adds the test if the log does not have it.
func (l *Log) record(name string) *Test {
	if test := l.Find(name); test != nil {
		return test
	}
	test := &Test{Name: name}
	l.Tests = append(l.Tests, test)
	return test
}

// Find returns the named test or row, or nil.
func (l *Log) Find(name string) *Test {
	for _, test := range slices.Backward(l.Tests) {
		if test.Name == name {
			return test
		}
	}
	return nil
}

// watchForCrash notes where in the output the runtime's report of a crash begins. The learner's code may print a
// line that looks like one. So the last such line counts, and only if the process ends with a crash.
func (l *Log) watchForCrash(output string) {
	if !l.open && (strings.HasPrefix(output, "panic: ") || strings.HasPrefix(output, "fatal error: ")) {
		l.Crash = output
	} else if l.Crash != "" && len(l.Crash) < maxOutput {
		l.Crash += output
	}
	l.open = !strings.HasSuffix(output, "\n")
}

// Finished reports whether the process came to its end and reported how the tests went.
func (l *Log) Finished() bool {
	all := l.Find("")
	return all != nil && all.Outcome != DidNotRun
}

// Passed reports whether the process came to its end and all that ran passed.
func (l *Log) Passed() bool {
	return l.Finished() && l.Find("").Outcome == Passed && l.Exit.Code == 0
}

// Outcome returns how a test ended. The test must not be a row. If the process did not come to its end, it stopped
// in the test that began last, even if that test reported a result before.
func (l *Log) Outcome(name string) Outcome {
	test := l.Find(name)
	if test == nil {
		return DidNotRun
	}
	if l.Finished() || test != l.lastTest() {
		return test.Outcome
	}
	switch {
	case l.Exit.TimedOut || strings.HasPrefix(l.Crash, "panic: test timed out after "):
		return TimedOut
	case l.Crash != "":
		return Crashed
	}
	return EndedEarly
}

// lastTest returns the test that began last, and no row.
func (l *Log) lastTest() *Test {
	for _, test := range slices.Backward(l.Tests) {
		if test.Name != "" && !strings.Contains(test.Name, "/") {
			return test
		}
	}
	return nil
}

// rows returns how many rows began.
func (l *Log) rows() int {
	count := 0
	for _, test := range l.Tests {
		if RowName(test.Name) != "" {
			count++
		}
	}
	return count
}

// Skipped returns the names of the tests and rows that were skipped.
func (l *Log) Skipped() []string {
	var names []string
	for _, test := range l.Tests {
		if test.Outcome == Skipped {
			names = append(names, test.Name)
		}
	}
	return names
}

// Output returns what a test and its rows printed, with a line for each that failed, as go test shows it. For ""
// it returns the output of all tests.
func (l *Log) Output(name string) string {
	var b strings.Builder
	for _, test := range l.Tests {
		if name != "" && test.Name != name && !strings.HasPrefix(test.Name, name+"/") {
			continue
		}
		b.Write(test.output)
		if test.Outcome == Failed && test.Name != "" {
			b.WriteString("--- FAIL: " + test.Name + "\n")
		}
	}
	return b.String()
}

// Failures returns the rows and benchmarks that failed, each only if none below it did.
func (l *Log) Failures() []*Test {
	var failed []*Test
	for _, test := range l.Tests {
		if test.Name != "" && test.Outcome == Failed && !l.failedBelow(test.Name) {
			failed = append(failed, test)
		}
	}
	return failed
}

// failedBelow reports whether a row within the named one failed.
func (l *Log) failedBelow(name string) bool {
	return slices.ContainsFunc(l.Tests, func(test *Test) bool {
		return test.Outcome == Failed && strings.HasPrefix(test.Name, name+"/")
	})
}

// Running returns the test or row that began last and did not end. If all have ended, it returns the Test that has
// the output of no test.
func (l *Log) Running() *Test {
	for _, test := range slices.Backward(l.Tests) {
		if test.Outcome == DidNotRun {
			return test
		}
	}
	return l.record("")
}

// Message returns the row's messages, which the testing package indents.
func (t *Test) Message() []string {
	return dedent(t.lines(func(line string) bool { return strings.HasPrefix(line, margin) }))
}

// Printed returns what the learner's code printed during the test.
func (t *Test) Printed() []string {
	return t.lines(func(line string) bool { return !strings.HasPrefix(line, margin) })
}

// Measured reports whether a benchmark came to a result.
func (t *Test) Measured() bool { return bytes.Contains(t.output, []byte(" ns/op")) }

const margin = "    "

// lines returns the wanted lines of the output, without those of the testing package.
func (t *Test) lines(wanted func(string) bool) []string {
	var lines []string
	for line := range strings.Lines(openLine.ReplaceAllString(string(t.output), "$1\n$2")) {
		line = strings.TrimRight(line, "\r\n")
		if wanted(line) && !framing.MatchString(line) {
			lines = append(lines, line)
		}
	}
	return lines
}

// openLine matches a message that follows, on the same line, what the learner's code printed without a newline.
var openLine = regexp.MustCompile(`(?m)([^ \n] ?)(    [\w.-]+\.go:[0-9]+: ?)`)

// framing matches the lines in which the testing package reports what is going on.
var framing = regexp.MustCompile(`^ *(=== [A-Z]+ |--- [A-Z]+: )|^(PASS|FAIL|Benchmark\S+)$`)

// dedent returns lines without the indentation that all of them share, and without blank lines at both ends.
func dedent(lines []string) []string {
	text := strings.Trim(strings.Join(lines, "\n"), "\n")
	if strings.TrimSpace(text) == "" {
		return nil
	}
	lines = strings.Split(text, "\n")
	margin := len(text)
	for _, line := range lines {
		if strings.TrimSpace(line) != "" {
			margin = min(margin, len(line)-len(strings.TrimLeft(line, " ")))
		}
	}
	for i, line := range lines {
		lines[i] = line[min(margin, len(line)):]
	}
	return lines
}
