package gotest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/oodkit/oodkit/internal/question"
)

var stack = []question.Step{
	{Number: 1, Test: "TestStep1_PushPop", Title: "Push and Pop"},
	{Number: 2, Test: "TestStep2_Len", Title: "Len"},
	{Number: 3, Test: "TestStep3_Many", Title: "Many"},
}

var (
	endedWell   = Exit{Code: 0, Text: "exit status 0"}
	endedFailed = Exit{Code: 1, Text: "exit status 1"}
	endedCrash  = Exit{Code: 2, Text: "exit status 2"}
	endedKilled = Exit{Code: -1, Text: "signal: killed"}
)

// The recorded processes: their output is in testdata/recorded.txtar.
// The advice about where to look.
const (
	lookForExit = "your code must not call os.Exit or log.Fatal, nor close or replace os.Stdout: look for such a call"
	lookForLoop = "look for a loop, or a wait, that does not end, or for code that is too slow"
	lookAtInit  = "look at init functions, and at the values of package variables"
)

var recorded = []struct {
	file string
	exit Exit
	want Result
}{
	{"pass", endedWell, Result{Step: stack[0], Status: StepPassed}},
	{"pass", endedFailed, Result{Step: stack[0], Status: StepEnded, Detail: []string{"the process ended before the step did: exit status 1"}, Advice: []string{lookForExit}}},
	{"fail", endedFailed, Result{
		Step: stack[0], Status: StepFailed, Row: "Pop of an empty stack says so", More: 1,
		Detail:  []string{"stack/steps_test.go:25: s.Pop() // got (0, true), want (0, false)"},
		Printed: []string{"panic: empty?"},
	}},
	{"unwritten", endedFailed, Result{
		Step: stack[1], Status: StepUnwritten, Row: "Len counts", Need: "Stack.Len", Place: "stack/stub.go:22",
		Detail: []string{"stack/stub.go:22: not implemented yet: stack.Stack.Len"},
	}},
	{"panic", endedFailed, Result{
		Step: stack[1], Status: StepFailed, Row: "Len counts",
		Detail: []string{"stack/stub.go:22: panic: oh no", "    in Stack.Len  stack/stub.go:22"},
	}},
	{"crash", endedCrash, Result{
		Step: stack[2], Status: StepCrashed, Row: "many are kept",
		Detail: []string{
			"panic: runtime error: index out of range [5000] with length 101",
			"    in Stack.grow  stack/stub.go:13",
			"    in Stack.Push  stack/stub.go:11",
		},
	}},
	{"crash-in-a-later-row", endedCrash, Result{
		Step: stack[2], Status: StepCrashed, Row: "few are kept",
		Detail: []string{
			"panic: late", "    in Stack.Push.func1  stack/stub.go:13",
			"it was in a goroutine that your code started, in this row or in an earlier one",
		},
	}},
	{"crash-of-a-tests-goroutine", endedCrash, Result{
		Step: stack[2], Status: StepCrashed, Row: "few are kept",
		Detail: []string{"fatal error: concurrent map writes", "    in Stack.Push  stack/stub.go:11"},
	}},
	{"crash-in-init", endedCrash, Result{
		Step: stack[0], Status: StepCrashed, InInit: true,
		Detail: []string{"panic: no", "    in init.0.func1  stack/stub.go:8", "    in init.0  stack/stub.go:9"},
		Advice: []string{"it was before any test began, in package initialization: " + lookAtInit},
	}},
	{"crash-in-a-variable", endedCrash, Result{
		Step: stack[0], Status: StepCrashed, InInit: true,
		Detail: []string{"panic: regexp: Compile(`(`): error parsing regexp: missing closing ): `(`", "    in init  stack/stub.go:5"},
		Advice: []string{"it was before any test began, in package initialization: " + lookAtInit},
	}},
	{"overflow", endedCrash, Result{
		Step: stack[1], Status: StepCrashed, Row: "Len counts",
		Detail: []string{"fatal error: stack overflow", "    in Stack.Len  stack/stub.go:22"},
	}},
	{"overflow-elsewhere", endedCrash, Result{
		Step: stack[1], Status: StepCrashed, Row: "Len counts",
		Detail: []string{
			"fatal error: stack overflow",
			"None of your functions is among the frames that Go shows. Look for a method that a library calls, such as Error or",
			"Unwrap: does it print or return its own value?",
		},
	}},
	{"exit-in-init", endedWell, Result{Step: stack[0], Status: StepEnded, Detail: []string{"the process ended before the step did: exit status 0"}, Advice: []string{lookForExit}}},
	{"exit-in-init", Exit{-1, "signal: killed", true}, Result{Step: stack[0], Status: StepTimedOut, Detail: []string{"the step did not end within 2m0s and was stopped"},
		Advice: []string{lookForLoop, "no test was running: " + lookAtInit}}},
	{"exit-in-goroutine", endedCrash, Result{
		Step: stack[1], Status: StepEnded, Row: "Len counts",
		Detail: []string{"the process ended before the step did: os.Exit was called", "    in Stack.Len  stack/stub.go:27"},
	}},
	{"log-fatal", endedFailed, Result{
		Step: stack[1], Status: StepEnded, Row: "Len counts",
		Detail:  []string{"the process ended before the step did: exit status 1"},
		Advice:  []string{lookForExit},
		Printed: []string{"2026/11/22 09:00:00 bad thing"},
	}},
	{"time-out", Exit{-1, "signal: killed", true}, Result{
		Step: stack[1], Status: StepTimedOut, Row: "Len counts",
		Detail: []string{"the step did not end within 2m0s and was stopped"},
		Advice: []string{lookForLoop},
	}},
	{"fail-and-time-out", Exit{-1, "signal: killed", true}, Result{
		Step: stack[0], Status: StepTimedOut, Row: "a new stack is empty",
		Detail:  []string{"the step did not end within 2m0s and was stopped"},
		Advice:  []string{lookForLoop},
		Earlier: []string{"a row had failed before: Pop of an empty stack says so", "    stack/steps_test.go:25: s.Pop() // got (0, true), want (0, false)"},
	}},
	{"time-out", endedKilled, Result{
		Step: stack[1], Status: StepEnded, Row: "Len counts",
		Detail: []string{"the process ended before the step did: signal: killed"},
	}},
}

// logOf returns the Log of an output that is written in small pieces.
func logOf(output string, exit Exit) *Log {
	var r Recorder
	for piece := range slices.Chunk([]byte(output), 7) {
		r.Write(piece)
	}
	r.Flush()
	r.Log.Exit = exit
	return &r.Log
}

// newQuestion returns the question stack in a directory with files of these names.
func newQuestion(t *testing.T, names ...string) question.Question {
	t.Helper()
	q := question.Question{Root: t.TempDir(), Name: "stack"}
	for _, name := range append(names, "stub.go", "steps_test.go") {
		if err := errors.Join(os.MkdirAll(q.Dir(), 0o777), os.WriteFile(q.Path(name), nil, 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	return q
}

func TestResultOf(t *testing.T) {
	q := newQuestion(t)
	archive, err := txtar.ParseFile("testdata/recorded.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range recorded {
		t.Run(row.file+", "+row.exit.Text, func(t *testing.T) {
			i := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == row.file })
			output := bytes.ReplaceAll(archive.Files[i].Data, []byte("ROOT"), []byte(filepath.ToSlash(q.Root)))
			got := ResultOf(q, row.want.Step, logOf(string(output), row.exit))
			if !reflect.DeepEqual(got, row.want) {
				t.Errorf("\ngot  %+v\nwant %+v", got, row.want)
			}
		})
	}
}

// A browser adds a number to the name of a file that is there already.
func TestUnwrittenBodyInACopy(t *testing.T) {
	const line = "stack/stub (1).go:22: not implemented yet: stack.Stack.Len"
	if got := unwrittenBody.FindStringSubmatch(line); got == nil || got[1] != "stack/stub (1).go:22" || got[2] != "stack.Stack.Len" {
		t.Errorf("%s is read as %q, want the place and the name", line, got)
	}
}

// A message may name another rule than its row. Its last lines do, even if the learner's code has printed others above them.
func TestRuleOfAMessage(t *testing.T) {
	for _, c := range []struct{ last, want string }{
		{"rule: Pop returns the last value (step 1)", "Pop returns the last value"},
		{"rule: two stacks share nothing (step 2)", ""}, // the row itself
		{"rule: Len counts the values (step 2)\n        rule of the last call: Push adds a value (step 1)", "Len counts the values"},
		{"a panic", ""},
	} {
		output := "\x16=== RUN   TestStep2_Len\n\x16=== RUN   TestStep2_Len/two_stacks_share_nothing\n" +
			"    steps_test.go:9: panic: x\n            rule: forged (step 1)\n        " + c.last + "\n" +
			"\x16--- FAIL: TestStep2_Len (0s)\n    \x16--- FAIL: TestStep2_Len/two_stacks_share_nothing (0s)\n"
		if got := ResultOf(newQuestion(t), stack[1], logOf(output, endedFailed)); got.Row != "two stacks share nothing" || got.Rule != c.want {
			t.Errorf("below %q the row is %q and the rule is %q, want the rule %q; the result is %+v", c.last, got.Row, got.Rule, c.want, got)
		}
	}
}

func TestLogKeepsTheEnd(t *testing.T) {
	l := new(Log)
	line := strings.Repeat("x", 1000) + "\n"
	for range 4 * maxOutput / len(line) {
		l.print("TestStep1_X", line)
	}
	l.print("TestStep1_X", "    the message\n")
	test := l.Find("TestStep1_X")
	if len(test.output) > 2*maxOutput {
		t.Errorf("kept %d bytes of output, want at most %d", len(test.output), 2*maxOutput)
	}
	if got := test.Message(); len(got) != 1 || got[0] != "the message" {
		t.Errorf("Message() = %q, want what came last", got)
	}
}

func TestMessageBehindAnOpenLineOfControls(t *testing.T) {
	for _, open := range []string{"abc\r", "\r\n\v\f", "x\t"} {
		l := logOf("\x16=== RUN   TestA\n"+open+"    steps_test.go:9: got 1\n        rule: one\n\x16--- FAIL: TestA (0s)\n", endedFailed)
		if got, want := l.Find("TestA").Message(), []string{"steps_test.go:9: got 1", "    rule: one"}; !slices.Equal(got, want) {
			t.Errorf("behind %q: Message() = %q, want %q", open, got, want)
		}
	}
}

func TestMessageBehindAnOpenLine(t *testing.T) {
	l := logOf("\x16=== RUN   TestA\nprinted\nx     steps_test.go:9: got 1\n        rule: one\n\x16--- FAIL: TestA (0s)\n", endedFailed)
	if got, want := l.Find("TestA").Message(), []string{"steps_test.go:9: got 1", "    rule: one"}; !slices.Equal(got, want) {
		t.Errorf("Message() = %q, want %q", got, want)
	}
	if got, want := l.Find("TestA").Printed(), []string{"printed", "x "}; !slices.Equal(got, want) {
		t.Errorf("Printed() = %q, want %q", got, want)
	}
}

func TestLog(t *testing.T) {
	l := logOf("before\n\x16=== RUN   TestA\nno newline\x16=== RUN   TestA/a_row\n    line\x16x\n\x16=== NAME  TestA\n"+
		"--- PASS: TestB (0.00s)\n\x16--- FAIL: TestA/a_row (0.01s)\n    why\n\x16--- SKIP: TestA (0.01s)\n\x16FAIL\nafter", endedFailed)
	want := []*Test{
		{Name: "", Outcome: Failed, output: []byte("before\nafter")},
		{Name: "TestA", Outcome: Skipped, output: []byte("no newline--- PASS: TestB (0.00s)\n")},
		{Name: "TestA/a_row", Outcome: Failed, output: []byte("    linex\n    why\n")},
	}
	if !reflect.DeepEqual(l.Tests, want) {
		t.Errorf("got %s, want %s", describe(l.Tests), describe(want))
	}
	if got, want := l.Output("TestA"), "no newline--- PASS: TestB (0.00s)\n    linex\n    why\n--- FAIL: TestA/a_row\n"; got != want {
		t.Errorf("Output of TestA = %q, want %q", got, want)
	}
	if got := l.Skipped(); !slices.Equal(got, []string{"TestA"}) || l.Passed() {
		t.Errorf("skipped %q, passed: %t, want TestA, and false", got, l.Passed())
	}
}

func TestOutcome(t *testing.T) {
	const (
		step1 = "\x16=== RUN   TestStep1_Put\n\x16--- PASS: TestStep1_Put (0.00s)\n"
		begin = "\x16=== RUN   TestStep2_Get\n"
		pass  = "\x16PASS\n"
		fail  = "\x16FAIL\n"
	)
	ends := func(how string) string { return begin + "\x16--- " + how + ": TestStep2_Get (0.00s)\n" }
	for _, row := range []struct {
		name, output string
		exit         Exit
		want         Outcome // of step 2
	}{
		{"pass", step1 + ends("PASS") + pass, endedWell, Passed},
		{"fail", step1 + ends("FAIL") + fail, endedFailed, Failed},
		{"skip", step1 + ends("SKIP") + fail, endedFailed, Skipped},
		{"not run", step1 + pass, endedWell, DidNotRun},
		{"panic after the test's own result", step1 + ends("FAIL") + "panic: a rule [recovered, repanicked]\n", endedCrash, Crashed},
		{"crash without a result", step1 + begin + "runtime: goroutine stack exceeds a limit\nfatal error: stack overflow\n", endedCrash, Crashed},
		{"a goroutine crashes after a pass", step1 + ends("PASS") + "panic: late\n", endedCrash, Crashed},
		{"exit without a word", step1 + begin, endedFailed, EndedEarly},
		{"timeout", step1 + begin + "panic: test timed out after 2m0s\n\trunning tests:\n", endedCrash, TimedOut},
		{"killed", step1 + begin + "fatal error: stack overflow\n", Exit{-1, "signal: killed", true}, TimedOut},
		{"crash before any test", "panic: init\n", endedCrash, DidNotRun},
		{"the result after an open line", step1 + begin + "open\x16--- PASS: TestStep2_Get (0s)\n" + pass, endedWell, Passed},
	} {
		t.Run(row.name, func(t *testing.T) {
			if got := logOf(row.output, row.exit).Outcome("TestStep2_Get"); got != row.want {
				t.Errorf("step 2 %v, want: %v", got, row.want)
			}
		})
	}
}

func TestOverlay(t *testing.T) {
	dir, root := t.TempDir(), t.TempDir()
	upper, lower, gone := filepath.Join(root, "Stats.go"), filepath.Join(root, "stats.go"), filepath.Join(root, "gone.go")
	file, err := Overlay{upper: []byte("upper"), lower: []byte("lower"), gone: nil}.Write(dir)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var got struct{ Replace map[string]string }
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if to, there := got.Replace[gone]; to != "" || !there || len(got.Replace) != 3 {
		t.Errorf("got %v, want three files, and no text for %s", got.Replace, gone)
	}
	for path, want := range map[string]string{upper: "upper", lower: "lower"} {
		if text, err := os.ReadFile(got.Replace[path]); string(text) != want || err != nil {
			t.Errorf("the text for %s is %q, %v, want %q", path, text, err, want)
		}
	}
	if _, err := (Overlay{"stub.go": nil}).Write(t.TempDir()); err == nil || !strings.Contains(err.Error(), "stub.go is not an absolute path") {
		t.Errorf("a path that go would pass over: got %v, want an error", err)
	}
}

// TestBuild compiles under a user's settings that would break or change the build, and below a go.work that leaves the
// module out.
func TestBuild(t *testing.T) {
	q := newQuestion(t)
	for name, text := range map[string]string{
		"go.mod": "module example.com/kit\n\ngo 1.26\n", "go.work": "go 1.26\n",
		"stack/stub.go":       "//go:build stub\n\npackage stack\n\nimport \"fmt\"\n\nfunc Len() int { fmt.Printf(\"%d\\n\", \"x\"); return one }\n",
		"stack/reference.go":  "//go:build !stub\n\npackage stack\n\nfunc Len() int { return 1 }\n",
		"stack/steps_test.go": "package stack\n\nimport \"testing\"\n\nfunc TestStep1_Len(t *testing.T) { if Len() != 1 { t.Fatal() } }\n",
	} {
		if err := os.WriteFile(filepath.Join(q.Root, filepath.FromSlash(name)), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("GOWORK", filepath.Join(q.Root, "go.work"))
	t.Setenv("GOFLAGS", "-json -mod=vendor -race -count=2 -v -cover -overlay=none.json -tags=other -p=1")
	b, err := Build(t.Context(), t.TempDir(), q, Config{})
	if err != nil {
		t.Fatal(err)
	}
	if log, err := b.Run(t.Context(), StepLimit, nil); err != nil || !log.Passed() {
		t.Errorf("got %v\n%s", err, log.Output(""))
	}
	for name, want := range map[string]string{
		"return one }": "stack/stub.go:7:50: undefined: one",
		"return 1 }":   "go vet: stack/stub.go:7:30: fmt.Printf format %d has arg \"x\" of wrong type string",
	} {
		text, err := os.ReadFile(q.Path("stub.go"))
		if err != nil {
			t.Fatal(err)
		}
		overlay := Overlay{q.Path("stub.go"): []byte(strings.Replace(string(text), "return one }", name, 1))}
		_, err = Build(t.Context(), t.TempDir(), q, Config{Variant: question.Learners, Overlay: overlay})
		refused, ok := errors.AsType[BuildError](err)
		if !ok || refused.Error() != want || !refused.HasPosition() || refused.Vet != strings.HasPrefix(want, "go vet: ") {
			t.Errorf("%s: got %v, by vet: %t, want a BuildError with the line\n%s", name, err, refused.Vet, want)
		}
	}
}

func TestCompilerLines(t *testing.T) {
	const output = "# example.com/stack [example.com/stack.test]\nROOT/stack/stub.go:3:1: bad\r\n# example.com/stack\n# [example.com/stack]\n" +
		"stack/stub.go:5:1: worse\nFAIL\texample.com/stack [build failed]\nFAIL\nFAILED is a name\n" +
		"go: overlay contains a replacement for a.go. Files beneath GOMODCACHE () must not be replaced.\n"
	got := compilerLines(filepath.FromSlash("ROOT"), output)
	if want := []string{"stack/stub.go:3:1: bad", "stack/stub.go:5:1: worse", "FAILED is a name",
		"go: overlay contains a replacement for a.go. Files beneath GOMODCACHE () must not be replaced.", "Go has no folder for modules: set GOMODCACHE"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNoGo(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := Build(t.Context(), t.TempDir(), newQuestion(t), Config{})
	if err == nil || !strings.Contains(err.Error(), "the command go was not found: install Go") {
		t.Errorf("got %v, want what to do", err)
	}
}

func describe(tests []*Test) string {
	var b strings.Builder
	for _, t := range tests {
		fmt.Fprintf(&b, "\n%s %v: %q", t.Name, t.Outcome, t.output)
	}
	return b.String()
}

func TestClickable(t *testing.T) {
	q := newQuestion(t)
	root := strings.TrimSuffix(strings.ReplaceAll(q.Root, `\`, "/"), "/")
	for line, want := range map[string]string{
		"stub.go:57: oh no":                    "stack/stub.go:57: oh no",
		"in Stack.Len  stub.go:22  running":    "in Stack.Len  stack/stub.go:22  running",
		"steps_test.go:7: (stub.go:8)":         "stack/steps_test.go:7: (stack/stub.go:8)",
		"stack/stub.go:57":                     "stack/stub.go:57",
		"/usr/lib/go/src/fmt/stub.go:57":       "/usr/lib/go/src/fmt/stub.go:57",
		root + "/stack/stub.go:57 +0x1d":       "stack/stub.go:57 +0x1d",
		root + "/internal/exercise/steps.go:9": "internal/exercise/steps.go:9",
		"other.go:57":                          "other.go:57",
		"stub.go is not a place":               "stub.go is not a place",
	} {
		if got := Clickable(q, line); got != want {
			t.Errorf("Clickable(q, %q) = %q, want %q", line, got, want)
		}
	}
}

func TestDedent(t *testing.T) {
	for _, test := range []struct{ name, lines, want string }{
		{"nothing", "", ""},
		{"blank lines only", "\n  \n", ""},
		{"the common margin goes", "    a\n      b\n    c", "a\n  b\nc"},
		{"a blank line has no margin", "    a\n\n    b", "a\n\nb"},
		{"blank lines at both ends go", "\n\n  a\n", "a"},
		{"no margin", "a\n  b", "a\n  b"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var want []string
			if test.want != "" {
				want = strings.Split(test.want, "\n")
			}
			if got := dedent(strings.Split(test.lines, "\n")); !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestBinaryIsGone(t *testing.T) {
	q := newQuestion(t)
	missing := Binary{Question: q, Path: filepath.Join(q.Root, "mine.exe")}
	if _, err := missing.Run(t.Context(), StepLimit, nil); err == nil || !strings.Contains(err.Error(), "disappeared before it could run. If a virus scanner") {
		t.Errorf("a binary that is not there: got %v, want what may be the reason", err)
	}
}

func TestCrashOutsideOfABubble(t *testing.T) {
	l := &Log{Crash: "fatal error: close of synctest channel from outside bubble\n\ngoroutine 7 [running]:\n"}
	got := strings.Join(CrashLines(question.Question{Root: t.TempDir(), Name: "stack"}, l), "\n")
	if want := "This row runs in a bubble of package testing/synctest."; !strings.Contains(got, want) {
		t.Errorf("the crash is explained as %q, want %q in it", got, want)
	}
}

func TestInInit(t *testing.T) {
	for frame, want := range map[string]bool{
		"github.com/oodkit/oodkit/stack.init()":                           true,
		"github.com/oodkit/oodkit/stack.init.0()":                         true,
		"created by github.com/oodkit/oodkit/stack.init.0 in goroutine 1": true,
		"github.com/oodkit/oodkit/stack.(*Stack[...]).init(0x0?)":         false,
		"github.com/oodkit/oodkit/stack.initial(0x0?)":                    false,
		"github.com/oodkit/oodkit/stack_test.init()":                      false,
		"example.com/xstack.init()":                                       false,
	} {
		if got := inInit(question.Question{Name: "stack"}, "goroutine 1 [running]:\n"+frame+"\n\t/x/stub.go:5 +0x1f\n"); got != want {
			t.Errorf("%s: inInit returned %t", frame, got)
		}
	}
}
