package toy_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write what learners read to testdata, to be reviewed")

// A trial is a run of the steps on a learner's code. What the learner reads is in the file of testdata
// that has the trial's name.
type trial struct {
	name    string
	learner string   // "" for the trial's name
	env     []string // what else the environment has
	args    []string // instead of all steps and fuzz targets
	want    string   // how steps 1 to 4 and the fuzz target go, in the order in which they run
}

// hasty is the environment of learners whose code does not return.
var hasty = []string{"OODKIT_LIMIT=300ms"}

var trials = []trial{
	{name: "right", learner: nobody, want: "pass pass pass pass pass"},
	{name: "wrong-answer", want: "pass fail skip skip skip"},

	{name: "fresh", want: "fail skip skip skip skip"},
	{name: "fresh-fuzz-alone", learner: "fresh", args: []string{"-test.run=^Fuzz"}, want: "fail"},
	{name: "fresh-all", learner: "fresh", env: []string{"OODKIT_ALL=1"}, want: "fail fail fail fail fail"},
	{name: "only-step-1", want: "pass fail skip skip skip"},
	{name: "only-step-1-run-3", learner: "only-step-1", args: []string{"-test.run=Step3"}, want: "fail"},
	{name: "all-but-2", want: "pass fail skip skip skip"},
	{name: "all-but-2-all", learner: "all-but-2", env: []string{"OODKIT_ALL=1"}, want: "pass fail fail pass fail"},
	{name: "all-but-2-run-4", learner: "all-but-2", args: []string{"-test.run=Step4"}, want: "pass"},

	{name: "panics", want: "pass fail skip skip skip"},
	{name: "panics-error", want: "pass pass fail skip pass"},
	{name: "panics-nil", want: "pass pass fail skip pass"},
	{name: "panics-at-length", want: "pass pass fail skip pass"},
	{name: "panics-deep", want: "pass pass fail skip pass"},
	{name: "panics-in-bubble", want: "pass pass pass fail pass"},
	{name: "panics-elsewhere", want: "pass pass pass fail pass"},
	{name: "goexits", want: "pass fail skip skip skip"},

	{name: "locks-twice", env: hasty, want: "pass pass fail skip pass"},
	{name: "locks-twice-in-bubble", env: hasty, want: "pass pass pass fail pass"},
	{name: "loops", env: hasty, want: "pass pass fail skip pass"},
	{name: "loops-in-script", env: hasty, want: "pass fail skip skip skip"},
	{name: "deadlocks", env: hasty, want: "pass pass fail skip pass"},
	{name: "deadlocks-in-bubble", env: hasty, want: "pass pass pass fail pass"},
	{name: "leaks-in-bubble", want: "pass pass pass fail pass"},

	{name: "never-calls-back", env: hasty, want: "pass pass fail skip pass"},
	{name: "leaves-it-to-worker", env: hasty, want: "pass pass fail skip pass"},
	{name: "calls-back", want: "pass pass fail skip pass"},
	{name: "calls-back-and-waits", want: "pass pass fail skip pass"},
	{name: "calls-back-and-waits-in-bubble", learner: "calls-back-and-waits",
		args: []string{"-test.run=Step3/when_that_returns$"}, want: "fail"},
	{name: "calls-back-for-ever", env: hasty, want: "pass pass fail skip pass"},
	{name: "calls-back-late", env: append(hasty, "OODKIT_ALL=1"), want: "pass pass fail pass pass"},

	{name: "returns-late", env: hasty, want: "pass pass pass fail pass"},

	{name: "is-slow", args: oneRow, want: "pass"},
	{name: "is-slow-limit", learner: "is-slow", env: hasty, args: oneRow, want: "fail"},
	{name: "is-slow-no-limit", learner: "is-slow", env: []string{"OODKIT_LIMIT=0"}, args: oneRow, want: "pass"},
	{name: "limit-empty", learner: nobody, env: []string{"OODKIT_LIMIT="}, want: "pass pass pass pass pass"},
	{name: "limit-nonsense", learner: nobody, env: []string{"OODKIT_LIMIT=soon"}, want: "fail skip skip skip skip"},
	{name: "limit-nonsense-fuzz", learner: nobody, env: []string{"OODKIT_LIMIT=-1s"}, args: []string{"-test.run=^Fuzz"}, want: "fail"},

	{name: "benchmark", learner: nobody, args: benchmarks},
	{name: "fresh-benchmark", learner: "fresh", args: benchmarks},
	{name: "panics-benchmark", learner: "panics", args: benchmarks},
}

var oneRow = []string{"-test.run=Step3/every_value"}

var benchmarks = []string{"-test.run=^$", "-test.bench=.", "-test.benchtime=1x"}

// TestLearners checks what learners read, and which steps they have passed.
func TestLearners(t *testing.T) {
	for _, tr := range trials {
		t.Run(tr.name, func(t *testing.T) {
			t.Parallel()
			plain, verbose := make(chan outcome), make(chan outcome)
			go func() { plain <- tr.run(t) }()
			go func() { verbose <- tr.run(t, "-test.v") }()
			text, results := <-plain, <-verbose
			tr.checkOutput(t, text)
			if got := results.results(); got != tr.want {
				t.Errorf("with -v the steps go %q, want %q:\n%s", got, tr.want, results.output)
			}
			checkNoDump(t, results)
		})
	}
}

// checkOutput checks what was printed and how the process ended.
func (tr trial) checkOutput(t *testing.T, o outcome) {
	t.Helper()
	file := filepath.Join("testdata", tr.name+".txt")
	got := normalize(t, o.output)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("output (-want +got):\n%s", diff)
	}
	wantCode := 0
	if strings.HasSuffix(got, "FAIL\n") {
		wantCode = 1
	}
	if o.code != wantCode || wantCode == 0 && !strings.HasSuffix(got, "PASS\n") {
		t.Errorf("exit code %d, want %d, after the output\n%s", o.code, wantCode, o.output)
	}
	checkNoDump(t, o)
}

var dump = regexp.MustCompile(`(?m)^\s*goroutine \d+ |\[running\]`)

// checkNoDump fails t if a learner had to read a dump of goroutines.
func checkNoDump(t *testing.T, o outcome) {
	t.Helper()
	if dump.MatchString(o.output) {
		t.Errorf("a dump of goroutines:\n%s", o.output)
	}
}

func TestFreshLearnerReadsFewLines(t *testing.T) {
	text, err := os.ReadFile("testdata/fresh.txt")
	if err != nil {
		t.Fatal(err)
	}
	const most = 10
	if n := strings.Count(string(text), "\n"); n > most {
		t.Errorf("%d lines, want at most %d", n, most)
	}
}
