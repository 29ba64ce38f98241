package gotest

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
)

// A Log is what a test process said, sorted by test, and how it ended.
type Log struct {
	Tests []*Test // in the order in which they began; that without a name has what belongs to none
	Crash string  // the output since the runtime began to report a crash, "" if it did not
	Exit  Exit

	// Flooded says that the process was stopped since it printed or began more than its Recorder takes.
	Flooded bool

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

// The outcomes. The last three are those of the test in which the process ended.
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

// String returns the outcome as it stands in a sentence.
func (o Outcome) String() string { return outcomes[o] }

// maxOutput is how much of an output is kept. A step that prints in an endless loop must not fill
// the memory.
const maxOutput = 1 << 18

// print adds to the test's output, of which the end is kept: that is where the rows speak.
func (t *Test) print(output string) {
	t.output = append(t.output, output...)
	if len(t.output) > 2*maxOutput {
		t.output = slices.Clone(t.output[len(t.output)-maxOutput:])
	}
}

// A Recorder makes a Log of what a test binary prints with -test.v=test2json: there the lines with which the
// testing package says what goes on begin with a marker.
type Recorder struct {
	Log     Log
	Began   func(test string)      // called when a test, row or benchmark begins; may be nil
	Foreign func(line string) bool // called for each line with a marker, and reports whether that is not the testing package's; may be nil

	// How many bytes of output, and how many tests, are taken before the process is stopped; 0 for any number.
	MaxOutput, MaxTests int

	stop           func() // ends the process
	printed, begun int

	line    []byte // the part of a line that is there so far
	current string // the test that the output belongs to
}

// marker begins the lines of the testing package, and ends the one before.
const marker = 0x16

// maxPart is how long a line may get before it is taken in parts.
const maxPart = 1 << 20

// Write takes more of the output.
func (r *Recorder) Write(output []byte) (int, error) {
	if r.printed += len(output); r.MaxOutput > 0 && r.printed > r.MaxOutput {
		r.flood()
	}
	if r.Log.Flooded {
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
func (r *Recorder) flood() {
	if !r.Log.Flooded && r.stop != nil {
		r.stop()
	}
	r.Log.Flooded = true
}

// Flush takes the line so far: at the end of the output.
func (r *Recorder) Flush() {
	line := string(r.line)
	r.line = r.line[:0]
	if framed, ok := strings.CutPrefix(line, string(rune(marker))); ok {
		r.frame(framed)
	} else if line != "" {
		r.Log.print(r.current, line)
	}
}

// frame takes a line of the testing package, without its marker.
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
			r.flood()
		}
		if r.Began != nil {
			r.Began(r.current)
		}
	case "PASS", "FAIL", "SKIP":
		test.Outcome = outcomeOf[match[2]]
	}
}

var outcomeOf = map[string]Outcome{"PASS": Passed, "FAIL": Failed, "SKIP": Skipped}

// frameLine matches what the testing package says about a test.
var frameLine = regexp.MustCompile(`^(?:=== ([A-Z]+) *| *--- ([A-Z]+): )(\S*)`)

// print adds output to that of a test.
func (l *Log) print(test, output string) {
	l.record(test).print(output)
	l.watchForCrash(output)
}

// record returns the named test, which it adds if need be.
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

// watchForCrash notes where in the output the runtime's report of a crash begins. Any line that looks like it may
// be the learner's own, so the last one counts, and only if the process ends accordingly.
func (l *Log) watchForCrash(output string) {
	if !l.open && (strings.HasPrefix(output, "panic: ") || strings.HasPrefix(output, "fatal error: ")) {
		l.Crash = output
	} else if l.Crash != "" && len(l.Crash) < maxOutput {
		l.Crash += output
	}
	l.open = !strings.HasSuffix(output, "\n")
}

// Finished reports whether the process came to its end, and said how the tests went.
func (l *Log) Finished() bool {
	all := l.Find("")
	return all != nil && all.Outcome != DidNotRun
}

// Passed reports whether the process came to its end and all that ran passed.
func (l *Log) Passed() bool {
	return l.Finished() && l.Find("").Outcome == Passed && l.Exit.Code == 0
}

// Outcome returns how a test ended, that is no row. If the process did not come to its end, then the test that
// began last is where it stopped, whatever that test said before.
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

// lastTest returns the test that began last, rows left out.
func (l *Log) lastTest() *Test {
	for _, test := range slices.Backward(l.Tests) {
		if test.Name != "" && !strings.Contains(test.Name, "/") {
			return test
		}
	}
	return nil
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

// Output returns what a test and its rows printed, with a line for each of them that failed, as go test shows it;
// that of "" is the output of all.
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

// Running returns the test or row that began last and did not end, or else what belongs to none.
func (l *Log) Running() *Test {
	for _, test := range slices.Backward(l.Tests) {
		if test.Outcome == DidNotRun {
			return test
		}
	}
	return l.record("")
}

// Message returns what the row says about itself: the testing package sets that in.
func (t *Test) Message() []string {
	return dedent(t.lines(func(line string) bool { return strings.HasPrefix(line, margin) }))
}

// Printed returns what the learner's code printed meanwhile.
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

// openLine matches where a message follows what the learner's code printed without the end of a line.
var openLine = regexp.MustCompile(`(?m)([^ \n] ?)(    [\w.-]+\.go:[0-9]+: ?)`)

// framing matches the lines with which the testing package says what goes on.
var framing = regexp.MustCompile(`^ *(=== [A-Z]+ |--- [A-Z]+: )|^(PASS|FAIL|Benchmark\S+)$`)

// dedent returns lines without the indentation that all of them share, and without blank ones at
// both ends.
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
