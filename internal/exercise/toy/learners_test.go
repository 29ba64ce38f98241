package toy_test

import (
	"flag"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write what learners read to testdata/learners.txtar, to be reviewed")

// A trial is a run of the steps on a learner's code. The file of testdata that has the trial's name says what the learner
// reads.
type trial struct {
	name    string
	learner string   // "" for the trial's name
	env     []string // more variables of the environment
	args    []string // the arguments; nil runs all steps and fuzz targets
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
	a := readLearners(t)
	if *update {
		a.files = make(map[string]string)
		t.Cleanup(func() { a.write(t) })
	}
	for _, tr := range trials {
		t.Run(tr.name, func(t *testing.T) {
			t.Parallel()
			plain, verbose := make(chan outcome), make(chan outcome)
			go func() { plain <- tr.run(t) }()
			go func() { verbose <- tr.run(t, "-test.v") }()
			text, results := <-plain, <-verbose
			tr.checkOutput(t, a, text)
			if got := results.results(); got != tr.want {
				t.Errorf("with -v the steps go %q, want %q:\n%s", got, tr.want, results.output)
			}
			checkNoDump(t, results)
		})
	}
}

// checkOutput checks what was printed and how the process ended.
func (tr trial) checkOutput(t *testing.T, a *learners, o outcome) {
	t.Helper()
	got := normalize(t, o.output)
	if *update {
		a.add(tr.name, got)
		return
	}
	want, ok := a.files[tr.name]
	if !ok {
		t.Errorf("testdata/learners.txtar has no %s", tr.name)
	}
	if diff := cmp.Diff(want, got); diff != "" {
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

// A learners has what learners read, by the names of the trials.
type learners struct {
	mu    sync.Mutex
	files map[string]string
}

const learnersFile = "testdata/learners.txtar"

func readLearners(t *testing.T) *learners {
	t.Helper()
	archive, err := txtar.ParseFile(learnersFile)
	if err != nil {
		t.Fatal(err)
	}
	a := &learners{files: make(map[string]string)}
	for _, file := range archive.Files {
		a.files[file.Name] = string(file.Data)
	}
	return a
}

func (a *learners) add(name, text string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.files[name] = text
}

// write writes it all.
func (a *learners) write(t *testing.T) {
	archive := txtar.Archive{Comment: []byte("What a learner reads, by the name of the trial. go test ./internal/exercise/toy -update rewrites this file.\n")}
	for _, name := range slices.Sorted(maps.Keys(a.files)) {
		archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(a.files[name])})
	}
	if err := os.WriteFile(learnersFile, txtar.Format(&archive), 0o666); err != nil {
		t.Error(err)
	}
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
	const most = 10
	if n := strings.Count(readLearners(t).files["fresh"], "\n"); n > most {
		t.Errorf("%d lines, want at most %d", n, most)
	}
}
