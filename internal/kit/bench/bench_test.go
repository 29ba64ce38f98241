package bench

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

func TestFitBenchTime(t *testing.T) {
	for _, test := range []struct {
		name           string
		once           time.Duration
		results, count int
		want           time.Duration
	}{
		{"few results take a second each", time.Second, 4, 6, time.Second},
		{"many share the time", 0, 200, 6, 66 * time.Millisecond},
		{"what is prepared counts", 10 * time.Second, 200, 6, 33 * time.Millisecond},
		{"no time is left", 30 * time.Second, 200, 6, minBenchTime},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := fitBenchTime(2*time.Minute, test.once, test.results, test.count); got != test.want {
				t.Errorf("fitBenchTime(%v, %d, %d) = %v, want %v", test.once, test.results, test.count, got, test.want)
			}
		})
	}
}

func TestRoughly(t *testing.T) {
	for d, want := range map[time.Duration]string{
		400 * time.Millisecond: "0 s", 89 * time.Second: "89 s", 100 * time.Second: "2 min", 5 * time.Minute: "5 min",
	} {
		if got := roughly(d); got != want {
			t.Errorf("roughly(%v) = %q, want %q", d, got, want)
		}
	}
}

func TestConfigure(t *testing.T) {
	for _, test := range []struct {
		count, benchTime, pattern string
		ok                        bool
	}{
		{"", "", "", true}, {"10", "20ms", "Get/n=16$", true}, {"1", "100x", ".", true},
		{"0", "", ".", false}, {"x", "", ".", false}, {"", "0s", ".", false}, {"", "5", ".", false}, {"", "0x", ".", false},
		{"", "", "(", false},
	} {
		c := &Comparison{pattern: test.pattern}
		if err := c.configure(test.count, test.benchTime); (err == nil) != test.ok || err != nil && !kittest.IsUsageError(err) {
			t.Errorf("COUNT=%q BENCHTIME=%q BENCH=%q: got %v, want ok: %t", test.count, test.benchTime, test.pattern, err, test.ok)
		}
	}
}

// newComparison returns a comparison for the question counter with the given stub.
func newComparison(t *testing.T, w *strings.Builder, code string) *Comparison {
	t.Helper()
	q := kittest.NewCounter(t, code)
	kittest.WriteFile(t, filepath.Join(q.Dir(), "reference.go"), "//go:build !stub\n\npackage stack\n\nfunc Count(n int) int { return n }\n")
	kittest.WriteFile(t, q.Path("testdata/designs/twice.go"), "//go:build stub\n\n// Counts twice.\npackage stack\n\nfunc Count(n int) int { return n - n + n }\n")
	design, err := q.FindDesign("twice")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("COUNT", "2")
	t.Setenv("BENCHTIME", "1ms")
	c, err := New(w, q, "", question.Of(question.Reference), question.Of(question.Learners), design)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// compileMine compiles the learner's code, and returns its side.
func (c *Comparison) compileMine(t *testing.T) *side {
	t.Helper()
	mine := c.sides[1]
	var err error
	if mine.binary, err = workspace.Build(t.Context(), t.TempDir(), c.q, mine.solution); err != nil {
		t.Fatal(err)
	}
	return mine
}

func TestMeasure(t *testing.T) {
	var b strings.Builder
	c := newComparison(t, &b, "func Count(n int) int { return n }")
	dir := t.TempDir()
	var binaries []gotest.Binary
	for _, s := range c.sides {
		binary, err := workspace.Build(t.Context(), dir, c.q, s.solution)
		if err != nil {
			t.Fatal(err)
		}
		binaries = append(binaries, binary)
	}
	c.Use(binaries...)
	for _, s := range c.sides {
		if err := c.rehearse(t.Context(), s, time.Minute); err != nil || s.results != 4 {
			t.Fatalf("rehearse of %s: %v, %d results, want 4, without the large sizes\n%s", s.solution, err, s.results, b.String())
		}
	}
	if err := c.measure(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"reference.txt", "mine.txt", "twice.txt"} {
		raw, err := os.ReadFile(filepath.Join(c.q.Root, ".oodkit", "bench", "stack-twice", file))
		if n := strings.Count(string(raw), "ns/op"); n != 8 || err != nil {
			t.Errorf("%s has %d results, %v, want 8\n%s", file, n, err, raw)
		}
	}
}

func TestRehearseTellsWhatFails(t *testing.T) {
	const limit = time.Minute
	for _, test := range []struct {
		name, code string
		limit      time.Duration
		want       []string
	}{
		{"a crash", "func Count(int) int {\n\tgo crash()\n\tselect {}\n}\n\nfunc crash() { panic(\"oh no\") }", limit, []string{
			"crashed in BenchmarkCount", "panic: oh no", "in crash  stack/stub.go:10", "in Count  stack/stub.go:6",
		}},
		{"an early end", "import \"os\"\n\nfunc Count(int) int { os.Exit(3); return 0 }", limit, []string{
			"ended early in BenchmarkCount: exit status 3",
		}},
		{"only third parties work", "func Count(int) int { return 1 }", limit, []string{
			"1 benchmark in", "3 fail", "BenchmarkCount: stack/steps_test.go:32: got 1, want 2", "There is nothing to compare yet",
		}},
		{"a loop", "func Count(int) int {\n\tfor {\n\t}\n}", time.Second, []string{"stopped after 1 s in BenchmarkCount"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var b strings.Builder
			c := newComparison(t, &b, test.code)
			if err := c.rehearse(t.Context(), c.compileMine(t), test.limit); !errors.Is(err, report.ErrFailed) {
				t.Errorf("rehearse returned %v, want %v", err, report.ErrFailed)
			}
			for _, want := range test.want {
				if !strings.Contains(b.String(), want) {
					t.Errorf("the output lacks %q:\n%s", want, b.String())
				}
			}
		})
	}
}

func TestRehearseWithoutMatch(t *testing.T) {
	c := newComparison(t, new(strings.Builder), "func Count(n int) int { return n }")
	c.pattern = "Get"
	err := c.rehearse(t.Context(), c.compileMine(t), time.Minute)
	if !kittest.IsUsageError(err) || !strings.Contains(err.Error(), "BenchmarkCount") {
		t.Errorf("a pattern without match: got %v, want an ArgumentError that lists the benchmarks", err)
	}
}

func TestChooseDesigns(t *testing.T) {
	q := kittest.NewTree(t, map[string]string{
		"testdata/designs/list.go": "// A list.\npackage stack\n", "testdata/designs/slice.go": "// A slice.\npackage stack\n",
	})
	for list, want := range map[string]string{"": "[]", "all": "[list slice]", "slice": "[slice]", "slice, list,slice.go": "[slice list]"} {
		if got, err := chooseDesigns(q, list); fmt.Sprint(got) != want || err != nil {
			t.Errorf("WITH=%s: got %v, %v, want %s", list, got, err, want)
		}
	}
	if _, err := chooseDesigns(q, "slise"); !kittest.IsUsageError(err) || !strings.Contains(err.Error(), "Did you mean slice? The designs are: list, slice") {
		t.Errorf("WITH=slise: got %v, want an ArgumentError that lists the designs", err)
	}
}

// The recording has a benchmark that works, and two that meet an unfinished body.
func TestListFailures(t *testing.T) {
	var b strings.Builder
	c := &Comparison{w: &b, q: kittest.NewTree(t, nil)}
	log := kittest.ReadRecorded(t, c.q, "bench")
	c.listFailures(log.Failures())
	const want = `  2 fail:
    BenchmarkPush/n=1024: stack/stub.go:9: not implemented yet: stack.Stack.Push
    BenchmarkLen: stack/stub.go:9: not implemented yet: stack.Stack.Push
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	if got := countResults(log, anyBenchmark); got != 1 {
		t.Errorf("countResults = %d, want 1", got)
	}
}
