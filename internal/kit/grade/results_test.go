//go:build unix

package grade

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/oodkit/oodkit/internal/kit/grade/score"
	"github.com/oodkit/oodkit/internal/kit/grade/submission"
	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/question"
)

const rightSolution = "//go:build stub\n\npackage stack\n\nfunc Count(n int) (int, error) { return n, Check(n) }\n"

// The results from before a run was cut off are kept. A submission is judged again only if something has changed.
func TestResultsAreKept(t *testing.T) {
	_, g := newGradedQuestion(t, Options{})
	path := filepath.Join(t.TempDir(), "results.json")
	dir := t.TempDir()
	for _, name := range []string{"ann", "bob", "carl"} {
		kittest.WriteFile(t, filepath.Join(dir, name, "stub.go"), rightSolution)
	}
	before := 0 // results in the file
	// gradeClass returns the names of the submissions that it judged. It is cut off after that many submissions.
	gradeClass := func(most int) (judged []string, report score.Report) {
		t.Helper()
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		var kept strings.Builder
		found, err := submission.Find(g.q, dir, false)
		if err != nil {
			t.Fatal(err)
		}
		out, err := openResults(path, g.q, found, &kept)
		if err != nil {
			t.Fatal(err)
		}
		defer out.close()
		report, err = g.gradeAll(ctx, found, out, func(r score.Report, s score.Submission) {
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
		var written score.Report
		text, err := os.ReadFile(path)
		if err := errors.Join(err, json.Unmarshal(text, &written)); err != nil || len(written.Submissions) < len(report.Submissions) {
			t.Errorf("the file has %d results, %v, want %d", len(written.Submissions), err, len(report.Submissions))
		}
		if len(written.Submissions) < before {
			t.Errorf("the file has %d results, but had %d: some were lost", len(written.Submissions), before)
		}
		before = len(written.Submissions)
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
		{"a file has changed", func() { kittest.WriteFile(t, filepath.Join(dir, "bob", "stub.go"), rightSolution+"// more\n") }, 3, "bob"},
		{"a step has changed", func() { appendFile(t, g.q.Path("steps_test.go"), "// more\n") }, 1, "ann"},
		{"it goes on again", func() {}, 3, "bob carl"},
		{"one of them alone is graded", func() { dir = filepath.Join(dir, "bob") }, 1, ""},
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
	kittest.WriteFile(t, path, string(text)+more)
}

// The results of a submission replace its earlier ones, however its folder is called and wherever in it the solution is.
func TestResultsAreReplaced(t *testing.T) {
	root, path, q := t.TempDir(), filepath.Join(t.TempDir(), "out"), question.Question{Name: "stack"}
	found := submission.Submissions{List: []submission.Submission{
		{Name: `a\xff`, Dir: root + "/a\xff", Folder: root + "/a\xff"},
		{Name: `a\xfe`, Dir: root + "/a\xfe", Folder: root + "/a\xfe"},
		{Name: `a\\xff`, Dir: root + `/a\xff`, Folder: root + `/a\xff`},
		{Name: "bob", Dir: root + "/bob/v2", Folder: root + "/bob"},
	}}
	// The file is of an earlier version: a name with a backslash was not escaped, and some results were added twice.
	earlier := score.Report{Question: q.Name, Submissions: []score.Submission{
		{Name: `a\xff`, Directory: root + `/a\xff`}, {Name: "bob", Directory: root + "/bob/v1"}, {Name: "bobby", Directory: root + "/bob2"},
	}}
	for _, s := range slices.Concat(found.List[:2], found.List[:2]) {
		earlier.Submissions = append(earlier.Submissions, score.Submission{Name: s.Name, Directory: s.Dir})
	}
	for judged := range len(found.List) + 1 {
		var text strings.Builder
		if err := score.WriteJSON(&text, earlier); err != nil {
			t.Fatal(err)
		}
		kittest.WriteFile(t, path, text.String())
		var all score.Report
		all.Question = q.Name
		for _, s := range found.List[:judged] {
			all.Submissions = append(all.Submissions, score.Submission{Name: s.Name, Directory: s.Dir, Points: 1})
		}
		out, err := openResults(path, q, found, io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		err = out.write(all, found.List[judged:])
		out.close()
		written, err2 := os.ReadFile(path)
		var got score.Report
		if err := errors.Join(err, err2, json.Unmarshal(written, &got)); err != nil {
			t.Fatal(err)
		}
		points := 0
		for _, s := range got.Submissions {
			points += s.Points
		}
		if len(got.Submissions) != len(found.List)+1 || points != judged {
			t.Errorf("after %d results the file has these, want one of each submission, and that of bobby:\n%s", judged, written)
		}
	}
}

func TestResultsOfSomethingElse(t *testing.T) {
	dir, q := t.TempDir(), question.Question{Name: "stack"}
	mine := submission.Submissions{List: []submission.Submission{{Name: "ann", Folder: "/a/ann"}}}
	for text, want := range map[string]string{
		"my notes": "make grade did not write it",
		"{}":       "make grade did not write it",
		"{\n  \"question\": \"stack\",\n  \"submissions\": [":                            "cannot be read to its end (unexpected end of JSON input)",
		`{"question": "stack", "submissions": [{"name": "ann", "directory": "/b/ann"}]}`: "has the results of other submissions, for stack",
		`{"question": "queue", "submissions": [{"name": "ann", "directory": "/a/ann"}]}`: "has the results of other submissions, for queue",
	} {
		path := filepath.Join(dir, "out")
		kittest.WriteFile(t, path, text)
		if _, err := openResults(path, q, mine, io.Discard); !kittest.IsUsageError(err) || !strings.Contains(err.Error(), want) {
			t.Errorf("OUT is a file with %s: got %v, want an ArgumentError with %q", text, err, want)
		}
	}
	if _, err := openResults(filepath.Join(dir, "no", "such", "folder"), q, mine, io.Discard); !kittest.IsUsageError(err) {
		t.Errorf("OUT in a folder that does not exist: got %v, want an ArgumentError", err)
	}
}

// Two processes that write to one file would lose each other's results.
func TestResultsAreLocked(t *testing.T) {
	path, q := filepath.Join(t.TempDir(), "out"), question.Question{Name: "stack"}
	first, err := openResults(path, q, submission.Submissions{}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := openResults(path, q, submission.Submissions{}, io.Discard); !kittest.IsUsageError(err) || !strings.Contains(err.Error(), "Another grade writes to OUT="+path) {
		t.Errorf("opened while another one writes: got %v, want an ArgumentError that says so", err)
	}
	first.close()
	second, err := openResults(path, q, submission.Submissions{}, io.Discard)
	if err != nil {
		t.Errorf("opened after the other one has ended: %v", err)
	}
	second.close()
}

// A file that is refused gets no lock beside it.
func TestRefusedResultsLeaveNoLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "stub.go")
	kittest.WriteFile(t, path, rightSolution)
	if _, err := openResults(path, question.Question{Name: "stack"}, submission.Submissions{}, io.Discard); !kittest.IsUsageError(err) {
		t.Errorf("OUT is a solution: got %v, want an ArgumentError", err)
	}
	if _, err := os.Stat(path + ".lock"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the lock of a refused file: got %v, want that it does not exist", err)
	}
}

func TestResultsGoToARegularFile(t *testing.T) {
	dir, q := t.TempDir(), question.Question{Name: "stack"}
	pipe, empty := filepath.Join(dir, "pipe"), filepath.Join(dir, "empty")
	if err := errors.Join(syscall.Mkfifo(pipe, 0o666), os.WriteFile(empty, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{"/dev/zero": "a device", pipe: "a pipe", dir: "a directory"} {
		if _, err := openResults(path, q, submission.Submissions{}, io.Discard); !kittest.IsUsageError(err) || !strings.Contains(err.Error(), "is not a regular file but "+want) {
			t.Errorf("OUT=%s: got %v, want an ArgumentError that it is %s", path, err, want)
		}
	}
	out, err := openResults(empty, q, submission.Submissions{}, io.Discard)
	if err != nil || len(out.before) > 0 {
		t.Errorf("OUT is an empty file: got %v, want that it counts as a new one", err)
	}
	out.close()
	for link, to := range map[string]string{"link": "empty", "dangling": "new"} {
		link = filepath.Join(dir, link)
		if err := os.Symlink(to, link); err != nil {
			t.Fatal(err)
		}
		out, err := openResults(link, q, submission.Submissions{}, io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		err = out.write(score.Report{Question: q.Name}, nil)
		out.close()
		got, linkErr := os.Readlink(link)
		if info, fileErr := os.Lstat(filepath.Join(dir, to)); errors.Join(err, linkErr, fileErr) != nil || got != to || info.Size() == 0 {
			t.Errorf("OUT is a link to %s: after writing, it links to %q; errors: %v", to, got, errors.Join(err, linkErr, fileErr))
		}
	}
	if _, err := openResults("-", q, submission.Submissions{}, io.Discard); !kittest.IsUsageError(err) {
		t.Errorf("OUT=-: got %v, want an ArgumentError", err)
	}
	nowhere := filepath.Join(dir, "nowhere")
	if _, err := openResults(filepath.Join(nowhere, "o.json"), q, submission.Submissions{}, io.Discard); !kittest.IsUsageError(err) || !strings.Contains(err.Error(), "the folder "+nowhere+" does not exist: make it") {
		t.Errorf("OUT in a folder that does not exist: got %v, want an ArgumentError that says so", err)
	}
}
