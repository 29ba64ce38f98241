package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

var stack = []step{
	{1, "TestStep1_PushPop", "Push and Pop"},
	{2, "TestStep2_Len", "Len"},
	{3, "TestStep3_Many", "Many"},
}

var (
	endedWell   = ending{code: 0, text: "exit status 0"}
	endedFailed = ending{code: 1, text: "exit status 1"}
	endedCrash  = ending{code: 2, text: "exit status 2"}
	endedKilled = ending{code: -1, text: "signal: killed"}
)

// The recorded processes: their output with -test.v=test2json is in testdata, with ROOT for the
// repository's directory.
var recorded = []struct {
	file string
	end  ending
	want result
}{
	{"pass", endedWell, result{step: stack[0], status: passed}},
	{"pass", endedFailed, result{step: stack[0], status: ended, detail: []string{
		"the process ended before the step did: exit status 1",
		"does your code call os.Exit or log.Fatal? It must not",
	}}},
	{"fail", endedFailed, result{
		step: stack[0], status: failed, row: "Pop of an empty stack says so", more: 1,
		detail:  []string{"stack/steps_test.go:25: s.Pop() // got (0, true), want (0, false)"},
		printed: []string{"panic: empty?"},
	}},
	{"unwritten", endedFailed, result{
		step: stack[1], status: unwritten, row: "Len counts", need: "Stack.Len", place: "stack/stub.go:22",
		detail: []string{"stack/stub.go:22: not implemented yet: stack.Stack.Len"},
	}},
	{"panic", endedFailed, result{
		step: stack[1], status: failed, row: "Len counts",
		detail: []string{"stack/stub.go:22: panic: oh no", "    in Stack.Len  stack/stub.go:22"},
	}},
	{"crash", endedCrash, result{
		step: stack[2], status: crashed, row: "many are kept",
		detail: []string{
			"panic: runtime error: index out of range [5000] with length 101",
			"    in Stack.grow  stack/stub.go:13",
			"    in Stack.Push  stack/stub.go:11",
		},
	}},
	{"overflow", endedCrash, result{
		step: stack[1], status: crashed, row: "Len counts",
		detail: []string{"fatal error: stack overflow", "    in Stack.Len  stack/stub.go:22"},
	}},
	{"exit-in-init", endedWell, result{step: stack[0], status: ended, detail: []string{
		"the process ended before the step did: exit status 0",
		"does your code call os.Exit or log.Fatal? It must not",
	}}},
	{"exit-in-goroutine", endedCrash, result{
		step: stack[1], status: ended, row: "Len counts",
		detail: []string{"the process ended before the step did: os.Exit was called", "    in Stack.Len  stack/stub.go:27"},
	}},
	{"log-fatal", endedFailed, result{
		step: stack[1], status: ended, row: "Len counts",
		detail: []string{
			"the process ended before the step did: exit status 1",
			"does your code call os.Exit or log.Fatal? It must not",
		},
		printed: []string{"2026/11/22 09:00:00 bad thing"},
	}},
	{"time-out", ending{code: -1, text: "signal: killed", timedOut: true}, result{
		step: stack[1], status: timedOut, row: "Len counts",
		detail: []string{
			"it did not end within 2m0s and was stopped",
			"is there a loop, or a wait, that does not end?",
		},
	}},
	{"time-out", endedKilled, result{
		step: stack[1], status: ended, row: "Len counts",
		detail: []string{"the process ended before the step did: signal: killed"},
	}},
}

func readRecorded(t *testing.T, q question, file string) *journal {
	t.Helper()
	output, err := os.ReadFile(filepath.Join("testdata", file+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	return journalOf(string(bytes.ReplaceAll(output, []byte("ROOT"), []byte(filepath.ToSlash(q.root)))))
}

// journalOf returns what is made of an output that comes in small pieces.
func journalOf(output string) *journal {
	w := &journalWriter{began: func(string) {}}
	for piece := range slices.Chunk([]byte(output), 7) {
		w.Write(piece)
	}
	w.flush()
	return &w.journal
}

func TestJudge(t *testing.T) {
	q := newTree(t, nil)
	for _, test := range recorded {
		t.Run(test.file+", "+test.end.text, func(t *testing.T) {
			got := q.judge(test.want.step, readRecorded(t, q, test.file), test.end)
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("\ngot  %+v\nwant %+v", got, test.want)
			}
		})
	}
}

func TestJournalKeepsTheEnd(t *testing.T) {
	j := new(journal)
	line := strings.Repeat("x", 1000) + "\n"
	for range 4 * maxOutput / len(line) {
		j.print("TestStep1_X", line)
	}
	j.print("TestStep1_X", "    the message\n")
	record := j.find("TestStep1_X")
	if len(record.output) > 2*maxOutput {
		t.Errorf("kept %d bytes of output, want at most %d", len(record.output), 2*maxOutput)
	}
	if got := record.message(); len(got) != 1 || got[0] != "the message" {
		t.Errorf("message() = %q, want what came last", got)
	}
}

func TestJournal(t *testing.T) {
	j := journalOf("before\n\x16=== RUN   TestA\nno newline\x16=== RUN   TestA/a_row\n    line\x16x\n\x16=== NAME  TestA\n" +
		"--- PASS: TestB (0.00s)\n\x16--- FAIL: TestA/a_row (0.01s)\n    why\n\x16--- PASS: TestA (0.01s)\n\x16FAIL\nafter")
	want := []*testRecord{
		{name: "", outcome: "fail", output: []byte("before\nafter")},
		{name: "TestA", outcome: "pass", output: []byte("no newline--- PASS: TestB (0.00s)\n")},
		{name: "TestA/a_row", outcome: "fail", output: []byte("    linex\n    why\n")},
	}
	if !reflect.DeepEqual(j.tests, want) {
		t.Errorf("got %v, want %v", describe(j.tests), describe(want))
	}
}

func describe(records []*testRecord) string {
	var b strings.Builder
	for _, r := range records {
		fmt.Fprintf(&b, "\n%s %s: %q", r.name, r.outcome, r.output)
	}
	return b.String()
}
