package main

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/exercise/attest"
)

// A journal is what a test process said, sorted by test.
type journal struct {
	tests []*testRecord // in the order in which they began
	crash string        // the output since the runtime began to report a crash, "" if it did not
	open  bool          // the output so far ends within a line
}

// A testRecord is what one test, row or benchmark did.
type testRecord struct {
	name    string
	outcome string // "pass", "fail" or "skip"; "" until it ends
	output  []byte
}

// maxOutput is how much of an output is kept. A step that prints in an endless loop must not fill
// the memory.
const maxOutput = 1 << 18

// print adds to the record's output, of which the end is kept: that is where the judge speaks.
func (r *testRecord) print(output string) {
	r.output = append(r.output, output...)
	if len(r.output) > 2*maxOutput {
		r.output = slices.Clone(r.output[len(r.output)-maxOutput:])
	}
}

// A journalWriter makes a journal of what a test binary prints with -test.v=test2json: there the lines with
// which the testing package says what goes on begin with a marker.
type journalWriter struct {
	journal journal
	began   func(test string)   // called when a test, row or benchmark begins
	report  func(report string) // called for each line that may be the report of package attest; may be nil

	line    []byte // the part of a line that is there so far
	current string // the test that the output belongs to
}

// marker begins the lines of the testing package, and ends the one before.
const marker = 0x16

// maxPart is how long a line may get before it is taken in parts.
const maxPart = 1 << 20

// Write takes more of the output.
func (w *journalWriter) Write(output []byte) (int, error) {
	for rest := output; len(rest) > 0; {
		end := bytes.IndexAny(rest, "\n\x16")
		switch {
		case end < 0:
			w.line = append(w.line, rest...)
			rest = nil
		case rest[end] == '\n':
			w.line = append(w.line, rest[:end+1]...)
			rest = rest[end+1:]
			w.flush()
		default:
			w.line = append(w.line, rest[:end]...)
			rest = rest[end+1:]
			w.flush()
			w.line = append(w.line, marker)
		}
		if len(w.line) > maxPart {
			w.flush()
		}
	}
	return len(output), nil
}

// flush takes the line so far. It must be called at the end of the output too.
func (w *journalWriter) flush() {
	line := string(w.line)
	w.line = w.line[:0]
	if framed, ok := strings.CutPrefix(line, string(rune(marker))); ok {
		w.frame(framed)
	} else if line != "" {
		w.journal.print(w.current, line)
	}
}

// frame takes a line of the testing package, without its marker.
func (w *journalWriter) frame(line string) {
	plain := strings.TrimRight(line, "\r\n")
	if report, ok := strings.CutPrefix(plain, attest.Prefix[1:]); ok && w.report != nil {
		w.report(report)
		return
	}
	match := frameLine.FindStringSubmatch(plain)
	switch {
	case plain == "PASS" || plain == "FAIL": // of the whole process
		w.current = ""
		w.journal.record("").outcome = strings.ToLower(plain)
		return
	case match == nil:
		w.journal.print(w.current, line)
		return
	}
	w.current = match[3]
	switch record := w.journal.record(w.current); match[1] + match[2] {
	case "RUN":
		w.began(w.current)
	case "PASS", "FAIL", "SKIP":
		record.outcome = strings.ToLower(match[2])
	}
}

// frameLine matches what the testing package says about a test.
var frameLine = regexp.MustCompile(`^(?:=== ([A-Z]+) *| *--- ([A-Z]+): )(\S*)`)

// print adds output to the record of a test.
func (j *journal) print(test, output string) {
	j.record(test).print(output)
	j.watchForCrash(output)
}

// record returns the record of the named test, which it makes if need be. The name "" is for what
// belongs to no test.
func (j *journal) record(name string) *testRecord {
	if record := j.find(name); record != nil {
		return record
	}
	record := &testRecord{name: name}
	j.tests = append(j.tests, record)
	return record
}

// find returns the record of the named test, or nil.
func (j *journal) find(name string) *testRecord {
	for _, record := range slices.Backward(j.tests) {
		if record.name == name {
			return record
		}
	}
	return nil
}

// watchForCrash notes where in the output the runtime's report of a crash begins. Any line that
// looks like it may be the learner's own, so the last one counts, and only if the process ends
// accordingly.
func (j *journal) watchForCrash(output string) {
	if !j.open && (strings.HasPrefix(output, "panic: ") || strings.HasPrefix(output, "fatal error: ")) {
		j.crash = output
	} else if j.crash != "" && len(j.crash) < maxOutput {
		j.crash += output
	}
	j.open = !strings.HasSuffix(output, "\n")
}

// failures returns the records of the rows and benchmarks that failed, each only if none below it
// did.
func (j *journal) failures() []*testRecord {
	var failed []*testRecord
	for _, record := range j.tests {
		if record.name != "" && record.outcome == "fail" && !j.failedBelow(record.name) {
			failed = append(failed, record)
		}
	}
	return failed
}

// failedBelow reports whether a row within the named one failed.
func (j *journal) failedBelow(name string) bool {
	return slices.ContainsFunc(j.tests, func(record *testRecord) bool {
		return record.outcome == "fail" && strings.HasPrefix(record.name, name+"/")
	})
}

// underWay returns the record of the test or row that began last and did not end, or of what
// belongs to none.
func (j *journal) underWay() *testRecord {
	for _, record := range slices.Backward(j.tests) {
		if record.outcome == "" {
			return record
		}
	}
	return j.record("")
}

// message returns what the judge wrote in the record. The testing package sets that in.
func (r *testRecord) message() []string {
	return dedent(r.lines(func(line string) bool { return strings.HasPrefix(line, margin) }))
}

// printed returns what the learner's code printed in the record.
func (r *testRecord) printed() []string {
	return r.lines(func(line string) bool { return !strings.HasPrefix(line, margin) })
}

const margin = "    "

// lines returns the wanted lines of the record's output, without those of the testing package.
func (r *testRecord) lines(wanted func(string) bool) []string {
	var lines []string
	for line := range strings.Lines(string(r.output)) {
		line = strings.TrimRight(line, "\r\n")
		if wanted(line) && !framing.MatchString(line) {
			lines = append(lines, line)
		}
	}
	return lines
}

// framing matches the lines with which the testing package says what goes on.
var framing = regexp.MustCompile(`^ *(=== [A-Z]+ |--- [A-Z]+: )|^(PASS|FAIL|Benchmark\S+)$`)
