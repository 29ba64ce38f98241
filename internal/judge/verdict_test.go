package judge

import (
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/gotest"
)

// record turns a recorded output, in which ^ stands for the marker, into a log.
func record(out string) *gotest.Log {
	var r gotest.Recorder
	r.Write([]byte(strings.ReplaceAll(out, "^", "\x16")))
	r.Flush()
	return &r.Log
}

// The parts of recorded outputs.
const (
	step1Passes = `^=== RUN   TestStep1_Put
^=== RUN   TestStep1_Put/a_stored_zero_is_found
^--- PASS: TestStep1_Put/a_stored_zero_is_found (0.00s)
^=== NAME  TestStep1_Put
^--- PASS: TestStep1_Put (0.00s)
^=== NAME  
`
	step1Fails = `^=== RUN   TestStep1_Put
^=== RUN   TestStep1_Put/a_stored_zero_is_found
--- PASS: TestStep1_Put (0.00s)
printed without a newline    steps_test.go:9:
        rule: a zero is a value (step 1)
^--- FAIL: TestStep1_Put/a_stored_zero_is_found (0.00s)
^=== NAME  TestStep1_Put
^--- FAIL: TestStep1_Put (0.00s)
^=== NAME  
`
	step2Fails = `^=== RUN   TestStep2_Get
    steps_test.go:12: rule: a lookup finds what was put
^--- FAIL: TestStep2_Get (0.00s)
^=== NAME  
`
	step2Skipped = `^=== RUN   TestStep2_Get
    steps_test.go:12: locked: finish step 1 first
^--- SKIP: TestStep2_Get (0.00s)
^=== NAME  
`
	step2Passes = `^=== RUN   TestStep2_Get
^--- PASS: TestStep2_Get (0.00s)
^=== NAME  
`
	rowSkipped = `^=== RUN   TestStep2_Get
^=== RUN   TestStep2_Get/time
^--- SKIP: TestStep2_Get/time (0.00s)
^=== NAME  TestStep2_Get
^--- PASS: TestStep2_Get (0.00s)
`
	step2Panics = `^=== RUN   TestStep2_Get
^--- FAIL: TestStep2_Get (0.00s)
panic: a lookup finds what was put [recovered, repanicked]
`
	step2Overflows = `^=== RUN   TestStep2_Get
runtime: goroutine stack exceeds 1000000000-byte limit
fatal error: stack overflow
`
	step2TimesOut = `^=== RUN   TestStep2_Get
panic: test timed out after 2m0s
	running tests:
		TestStep2_Get (1m59s)
`
	fail = "^FAIL\n"
	pass = "^PASS\n"
)

// TestJudgeWrong has a solution that step 2 must reject. Want is part of the complaint, or empty.
func TestJudgeWrong(t *testing.T) {
	tests := []struct {
		name, out string
		crash     bool
		want      string
	}{
		{"rejected as it should be", step1Passes + step2Fails + fail, false, ""},
		{"all pass", step1Passes + step2Passes + pass, false, "step 2 passed\n  to do:    add a row to step 2"},
		{"a lower step fails first", step1Fails + step2Skipped + fail, false, "step 1 failed\n  to do:    move the candidate to step1.txtar"},
		{"both fail", step1Fails + step2Fails + fail, false, "step 1 failed"},
		{"a lower step is skipped", strings.ReplaceAll(step1Passes, "--- PASS: TestStep1_Put (", "--- SKIP: TestStep1_Put (") + step2Fails + fail,
			false, "step 1 was skipped\n  to do:    let step 1 run"},
		{"a lower step did not run", step2Fails + fail, false, "step 1 did not run"},
		{"the step is skipped", step1Passes + step2Skipped + pass, false, "step 2 was skipped\n  to do:    let step 2 run"},
		{"the step did not run", step1Passes + pass, false, "step 2 did not run"},
		{"nothing runs", "panic: init\n", false, "step 1 did not run"},
		{"the rule is missing", step1Passes + strings.ReplaceAll(step2Fails, "finds", "misses") + fail,
			false, `step 2 failed without saying "a lookup finds"`},
		{"another step's rule does not count", step1Passes + "^=== RUN   TestStep2_Get\n^--- FAIL: TestStep2_Get (0s)\n" +
			strings.ReplaceAll(step2Fails, "Step2", "Step3") + fail, false, "step 2 failed without saying"},
		{"the name of a row that passes does not count", step1Passes +
			"^=== RUN   TestStep2_Get\n^=== RUN   TestStep2_Get/a_lookup_finds_what_was_put\n" +
			"^--- PASS: TestStep2_Get/a_lookup_finds_what_was_put (0s)\n^--- FAIL: TestStep2_Get (0s)\n" + fail, false, "step 2 failed without saying"},
		{"a row's name is enough", step1Passes + "^=== RUN   TestStep2_Get\n^--- FAIL: TestStep2_Get/a_lookup_finds_what_was_put (0s)\n" +
			"^--- FAIL: TestStep2_Get (0s)\n" + fail, false, ""},
		{"a crash", step1Passes + step2Panics, false, "step 2 crashed the process\n  to do:    make the step catch it"},
		{"a crash as it should be", step1Passes + step2Panics, true, ""},
		{"a crash that says something else", step1Passes + step2Overflows, true, "step 2 crashed the process without saying"},
		{"no crash where one should be", step1Passes + step2Fails + fail, true, "step 2 failed\n  to do:    remove crash: true"},
		{"a crash in a lower step", strings.ReplaceAll(step2Panics, "Step2", "Step1"), true, "step 1 crashed the process"},
		{"a timeout", step1Passes + step2TimesOut, false, "step 2 ran into the timeout"},
		{"a timeout is no crash", step1Passes + step2TimesOut, true, "step 2 ran into the timeout"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := Candidate{File: "bank/wrong/x.txt", Step: 2, Rules: []string{"a lookup finds", "what was put"}, Why: "Forgets.", Crash: tt.crash}
			err := c.JudgeWrong(record(tt.out))
			if tt.want == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			wantError(t, err, tt.want)
			wantError(t, err, "bank/wrong/x.txt\n  mistake:  Forgets.\n  expected: step 2 ")
		})
	}
}

// TestJudgeRight has a question with two steps and a fuzz target. Want is part of the complaint, or empty.
func TestJudgeRight(t *testing.T) {
	const (
		good   = step1Passes + step2Passes
		seeded = "^=== RUN   FuzzMap\n^--- PASS: FuzzMap (0.00s)\n"
	)
	tests := []struct {
		name, out string
		race      bool
		want      string
	}{
		{"all pass", good + seeded + pass, false, ""},
		{"a step fails", step1Passes + step2Fails + seeded + fail, false, "step 2 failed\n"},
		{"a step locks another", step1Fails + step2Skipped + seeded + fail, false, "step 1 failed\n"},
		{"a step is skipped", step1Passes + step2Skipped + seeded + pass, true, "step 2 was skipped\n"},
		{"a step is missing", step1Passes + seeded + pass, false, "step 2 did not run\n"},
		{"a crash", step1Passes + step2Panics, false, "step 2 crashed the process\n"},
		{"a timeout", step1Passes + step2TimesOut, false, "step 2 ran into the timeout"},
		{"a fuzz target fails", good + strings.ReplaceAll(seeded, "PASS", "FAIL") + fail, false, "FuzzMap failed\n"},
		{"a fuzz target is missing", good + pass, false, "FuzzMap did not run\n"},
		{"a row is skipped", step1Passes + rowSkipped + seeded + pass, false, "skipped: TestStep2_Get/time\n"},
		{"a row is skipped under the race detector", step1Passes + rowSkipped + seeded + pass, true, ""},
		{"a race outside of the tests", good + seeded + fail, false, "every step and fuzz target passed, but the process failed"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := Candidate{File: "designs/x.go"}.JudgeRight(record(tt.out), 2, []string{"FuzzMap"}, tt.race)
			if tt.want == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			wantError(t, err, tt.want)
			wantError(t, err, "designs/x.go\n")
		})
	}
}

func TestLastLines(t *testing.T) {
	long := strings.Repeat("line\n", 50) + "end\n"
	got := lastLines(long)
	if n := strings.Count(got, "\n"); n != shownLines || !strings.HasSuffix(got, "| end") {
		t.Errorf("got %d lines:\n%s", n, got)
	}
}

func TestUpTo(t *testing.T) {
	if got, want := UpTo(3), "^TestStep(1|2|3)_"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
