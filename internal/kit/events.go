package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
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

// An event is one line of what go tool test2json prints.
type event struct {
	Action string
	Test   string
	Output string
}

// readJournal reads the events in r until they end. It calls began with the name of each test that
// begins.
func readJournal(r io.Reader, began func(test string)) (*journal, error) {
	j := new(journal)
	decoder := json.NewDecoder(r)
	for {
		var e event
		err := decoder.Decode(&e)
		if errors.Is(err, io.EOF) {
			return j, nil
		}
		if err != nil {
			return nil, fmt.Errorf("reading the output of go tool test2json: %w", err)
		}
		if e.Action == "run" {
			began(e.Test)
		}
		j.add(e)
	}
}

func (j *journal) add(e event) {
	record := j.record(e.Test)
	switch e.Action {
	case "output":
		record.print(e.Output)
		j.watchForCrash(e.Output)
	case "pass", "fail", "skip":
		record.outcome = e.Action
	}
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
