package compare

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/question"
)

// newDesigns returns a question with a reference of two types and a learner's code of one.
func newDesigns(t *testing.T, learners string) question.Question {
	t.Helper()
	q := kittest.NewCounter(t, learners)
	kittest.WriteFile(t, filepath.Join(q.Dir(), "reference.go"), `//go:build !stub

package stack

// Counter counts.
type Counter struct {
	start int
	steps []step
}

type step struct{ size int }

// Count returns n.
func Count(n int) int { return new(Counter).after(n) }

func (c *Counter) after(n int) int {
	for range n {
		if c.start < n {
			c.start++
		}
	}
	return c.start
}
`)
	return q
}

const learnersDesign = `// Counter counts.
type Counter struct{ from, to int }

// Count returns n.
func Count(n int) int { return Counter{0, n}.Width() }

func (c Counter) Width() int { return c.to - c.from }`

func TestPage(t *testing.T) {
	q := newDesigns(t, learnersDesign)
	if err := Compare(t.Context(), io.Discard, q, noBenchmarks, ""); err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(filepath.Join(q.Root, ".oodkit/compare/stack.html"))
	if err != nil || !kittest.ContainsAll(string(page), []string{"stack: your design", "Counter.after", "Not measured.", "<svg", "Worth a look", "Counter.Width is exported", "stack/stub.go:11"}) {
		t.Errorf("the page is wrong, %v:\n%s", err, page)
	}
}

func TestCompareKeepsThePageBefore(t *testing.T) {
	q := kittest.NewTree(t, nil)
	page := filepath.Join(q.Root, ".oodkit/compare/stack.html")
	kittest.WriteFile(t, page, "before")
	written := time.Date(2026, 11, 22, 9, 30, 5, 0, time.Local)
	if err := os.Chtimes(page, written, written); err != nil {
		t.Fatal(err)
	}
	if err := newComparison(io.Discard, q, reference).writePage(); err != nil {
		t.Fatal(err)
	}
	kept, err := os.ReadFile(strings.TrimSuffix(page, ".html") + "-2026-11-22-093005.html")
	if string(kept) != "before" || err != nil {
		t.Errorf("the page before has %q, %v", kept, err)
	}
}

func TestCompareMeasures(t *testing.T) {
	q := newDesigns(t, learnersDesign)
	t.Setenv("COUNT", "2")
	t.Setenv("BENCHTIME", "1x")
	var b strings.Builder
	if err := Compare(t.Context(), &b, q, "Count$", ""); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"First each runs once", "sec/op", "\n  Count ", "n=2", "Use COUNT=6 or more", "Overall, yours takes"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the output lacks %q:\n%s", want, b.String())
		}
	}
	page, err := os.ReadFile(filepath.Join(q.Root, ".oodkit/compare/stack.html"))
	if err != nil || !kittest.ContainsAll(string(page), []string{"<h3>Count</h3>", "Overall, yours takes", "class=\"chart\""}) {
		t.Errorf("the page lacks the benchmarks: %v\n%s", err, page)
	}
}

func TestCompareOfWrongCode(t *testing.T) {
	q := newDesigns(t, "func Count(int) int { return 1 }")
	t.Setenv("SPOIL", "")
	var b strings.Builder
	err := Compare(t.Context(), &b, q, "", "")
	if !errors.Is(err, report.ErrFailed) || !strings.Contains(b.String(), "1 of 2 steps pass") || strings.Contains(b.String(), "Counter") {
		t.Errorf("compare before every step passes: got %v and\n%s\nwant a question and nothing of the reference", err, b.String())
	}
	t.Setenv("SPOIL", "yes")
	b.Reset()
	if err := Compare(t.Context(), &b, q, "", ""); err != nil || !kittest.ContainsAll(b.String(), []string{"fails", "Counter", "3 fail:"}) {
		t.Errorf("compare with SPOIL=yes: got %v and\n%s", err, b.String())
	}
}

func TestAskToSpoil(t *testing.T) {
	t.Setenv("SPOIL", "")
	for answer, want := range map[string]error{"y\n": nil, "YES\n": nil, "n\n": report.ErrFailed, "\n": report.ErrFailed, "\x04": report.ErrFailed} {
		user, terminal, err := pty.Open()
		if err != nil {
			t.Skip("no pseudo-terminal here:", err)
		}
		if _, err := io.WriteString(user, answer); err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		r := newComparison(&b, question.Question{Name: "stack"}, reference)
		r.steps = kittest.Stack
		if err := r.askToSpoil(t.Context(), terminal); !errors.Is(err, want) {
			t.Errorf("the answer %q: got %v, want %v", answer, err, want)
		}
		if !strings.Contains(b.String(), "stack: 0 of 3 steps pass.") || (want != nil) != strings.Contains(b.String(), "SPOIL=yes") {
			t.Errorf("the answer %q: got\n%s", answer, b.String())
		}
		user.Close()
		terminal.Close()
	}
}
