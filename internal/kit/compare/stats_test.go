package compare

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/oodkit/oodkit/internal/kit/bench"
	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/question"
)

// figures returns the output of a test binary for that many rounds.
func figures(rounds int, results ...string) string {
	var b strings.Builder
	b.WriteString("goos: linux\npkg: example.com/questions/stack\n")
	for round := range rounds {
		for _, result := range results {
			fmt.Fprintf(&b, "Benchmark%s\n", strings.ReplaceAll(result, "#", fmt.Sprint(round)))
		}
	}
	return b.String()
}

var reference = question.Of(question.Reference)

// newFigures returns a question that has figures, and the comparison that measured them.
func newFigures(t *testing.T, ours, theirs string) (question.Question, *bench.Comparison) {
	t.Helper()
	t.Setenv("COUNT", "")
	t.Setenv("BENCHTIME", "")
	q := kittest.NewTree(t, nil)
	c, err := newBenchmarks(io.Discard, q, "", reference)
	if err != nil {
		t.Fatal(err)
	}
	kittest.WriteFile(t, c.RawFile(learners), ours)
	kittest.WriteFile(t, c.RawFile(reference), theirs)
	return q, c
}

func TestReadRows(t *testing.T) {
	_, c := newFigures(t,
		figures(6, "Get/n=1-8 100 20#.0 ns/op 8 B/op", "Put-8 100 10#.0 ns/op 16 B/op", "Put/impl=builtin-8 100 1.0 ns/op", "Mine-8 1 5 ns/op"),
		figures(6, "Get/n=1-8 100 10#.0 ns/op 8 B/op", "Put-8 100 10#.0 ns/op 8 B/op", "Put/impl=builtin-8 100 9.0 ns/op"))
	rows, err := readRows(c, reference)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	printRows(&b, report.Style{}, "reference", rows)
	fmt.Fprintln(&b, summarize(rows, "the reference"))
	const want = `
  sec/op   reference    yours        vs reference
  Get/n=1  102.5n ± 2%  202.5n ± 1%  +97.56%   p=0.002 n=6
  Put      102.5n ± 2%  102.5n ± 2%  ~         p=1.000 n=6

  B/op     reference    yours        vs reference
  Put      8.000 ± 0%   16.00 ± 0%   +100.00%  p=0.002 n=6
  no significant difference in 1 other

Overall, yours takes 1.41 times as long as the reference (geometric mean): yours is faster in 0 of 2 benchmarks, slower in 1, no significant difference in 1.
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestSummarizeNothing(t *testing.T) {
	if got := summarize(nil, ""); !strings.HasPrefix(got, "Nothing to compare") {
		t.Errorf("got %q", got)
	}
}

// Figures are used again only if they are complete and newer than the code.
func TestMeasuredBefore(t *testing.T) {
	whole := figures(6, "Get-8 100 20# ns/op", "Put-8 100 10# ns/op")
	for _, test := range []struct {
		name         string
		ours, theirs string
		edit         time.Duration // of the code, after the figures
		count        string
		want         bool
	}{
		{"complete and new", whole, whole, -time.Hour, "", true},
		{"edited since", whole, whole, time.Hour, "", false},
		{"others are asked for", whole, whole, -time.Hour, "3", false},
		{"the usual are asked for", whole, whole, -time.Hour, "6", false}, // as the command of again does
		{"interrupted", whole + "BenchmarkGet-8 100 20 ns/op\n", whole, -time.Hour, "", false},
		{"few rounds", figures(2, "Get-8 100 20 ns/op"), figures(2, "Get-8 100 20 ns/op"), -time.Hour, "", false},
		{"nothing in common", figures(6, "Len-8 100 20 ns/op"), whole, -time.Hour, "", false},
		{"empty", "", "", -time.Hour, "", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			q, c := newFigures(t, test.ours, test.theirs)
			t.Setenv("COUNT", test.count)
			files, _ := filepath.Glob(q.Path("*.go"))
			for _, file := range files {
				at := time.Now().Add(test.edit)
				if err := os.Chtimes(file, at, at); err != nil {
					t.Fatal(err)
				}
			}
			if _, ok := measuredBefore(q, c, reference); ok != test.want {
				t.Errorf("measuredBefore: got %t, want %t", ok, test.want)
			}
		})
	}
}

func TestAgain(t *testing.T) {
	q := question.Question{Name: "stack"}
	design := question.Solution{Variant: question.Learners, Design: &question.Design{Name: "linked_list"}}
	for other, want := range map[question.Solution]string{
		reference: "make compare Q=stack COUNT=6",
		design:    "make compare Q=stack WITH=linked_list COUNT=6",
	} {
		if got := again(q, other); got != want {
			t.Errorf("again(%v) = %q, want %q", other, got, want)
		}
	}
}
