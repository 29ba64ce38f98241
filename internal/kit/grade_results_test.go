//go:build unix

package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const rightSolution = "//go:build stub\n\npackage stack\n\nfunc Count(n int) (int, error) { return n, Check(n) }\n"

// What was judged before a run was cut off is kept and not judged again, unless something has changed.
func TestResultsAreKept(t *testing.T) {
	_, g := newGradedQuestion(t, gradeOptions{})
	path := filepath.Join(t.TempDir(), "results.json")
	dir := t.TempDir()
	for _, name := range []string{"ann", "bob", "carl"} {
		writeFile(t, filepath.Join(dir, name, "stub.go"), rightSolution)
	}
	// gradeClass returns whom it judged. It is cut off after so many submissions.
	gradeClass := func(most int) (judged []string, report gradeReport) {
		t.Helper()
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		var kept strings.Builder
		out, err := openResults(path, &kept)
		if err != nil {
			t.Fatal(err)
		}
		found, err := findSubmissions(g.q, dir)
		if err != nil {
			t.Fatal(err)
		}
		report, err = g.gradeAll(ctx, found, out, func(r gradeReport, s gradedSubmission) {
			if !strings.Contains(kept.String(), s.Name+": from ") {
				judged = append(judged, s.Name)
			}
			if len(r.Submissions) == most {
				cancel()
			}
		})
		if err != nil && !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		var written gradeReport
		text, err := os.ReadFile(path)
		if err := errors.Join(err, json.Unmarshal(text, &written)); err != nil || len(written.Submissions) != len(report.Submissions) {
			t.Errorf("the file has %d results, %v, want %d", len(written.Submissions), err, len(report.Submissions))
		}
		return judged, report
	}
	for _, test := range []struct {
		why    string
		change func()
		most   int
		want   string
	}{
		{"the first is judged, then it is cut off", func() {}, 1, "ann"},
		{"it goes on", func() {}, 3, "bob carl"},
		{"nothing has changed", func() {}, 3, ""},
		{"a file has changed", func() { writeFile(t, filepath.Join(dir, "bob", "stub.go"), rightSolution+"// more\n") }, 3, "bob"},
		{"a step has changed", func() { appendFile(t, g.q.path("steps_test.go"), "// more\n") }, 3, "ann bob carl"},
	} {
		test.change()
		judged, report := gradeClass(test.most)
		if got := strings.Join(judged, " "); got != test.want {
			t.Errorf("%s: judged %q, want %q", test.why, got, test.want)
		}
		for _, s := range report.Submissions {
			if s.Passed != 3 {
				t.Errorf("%s: %s passed %d steps, want 3", test.why, s.Name, s.Passed)
			}
		}
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".oodkit-*")); len(left) > 0 {
		t.Errorf("left beside the results: %q", left)
	}
}

func appendFile(t *testing.T, path, more string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, path, string(text)+more)
}

func TestResultsOfSomethingElse(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"notes.txt": "my notes", "other.json": "{}"} {
		path := filepath.Join(dir, name)
		writeFile(t, path, text)
		if _, err := openResults(path, io.Discard); !isUsageError(err) || !strings.Contains(err.Error(), "has something else than results") {
			t.Errorf("OUT=%s, a file with %q: got %v, want a usageError", name, text, err)
		}
	}
	if _, err := openResults(filepath.Join(dir, "no", "such", "folder"), io.Discard); !isUsageError(err) {
		t.Errorf("OUT in a folder that does not exist: got %v, want a usageError", err)
	}
}
