package judge

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/gotest"
)

// names returns the base names of the overlay's files, with a minus in front of hidden files.
func names(o gotest.Overlay) string {
	var all []string
	for path, src := range o {
		name := filepath.Base(path)
		if src == nil {
			name = "-" + name
		}
		all = append(all, name)
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

func TestOverlayOfEdits(t *testing.T) {
	q := toyQuestion(t)
	c := toyCandidate(t, q, "wrong/keeps")
	c.Edits = append(c.Edits,
		Edit{File: "reference.go", Old: "2 * n", New: "3 * n"},
		Edit{File: "reference.go", Old: "3 * n", New: "4 * n"})
	o, err := c.Overlay(q)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := names(o), "-mine.go -mine_test.go -stub.go reference.go reference_half.go"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	want := "//go:build stub\n\npackage toy\n\nfunc Double(n int) int { return 4 * n }\n"
	if got := string(o[filepath.Join(q.Dir(), "reference.go")]); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestOverlayOfWholeFile(t *testing.T) {
	q := toyQuestion(t)
	c := toyCandidate(t, q, "designs/sum")
	o, err := c.Overlay(q)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := names(o), "-mine.go -mine_test.go stub.go"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := string(o[filepath.Join(q.Dir(), "stub.go")]); got != string(c.Whole) {
		t.Errorf("stub.go is\n%s", got)
	}
}

func TestOverlayRefuses(t *testing.T) {
	edit := func(file, old string) Candidate {
		return Candidate{File: "bank.txt", Edits: []Edit{{File: file, Old: old, New: "new", Line: 7}}}
	}
	whole := func(src string) Candidate { return Candidate{File: "bank.go", Whole: []byte(src)} }
	tests := []struct {
		name string
		c    Candidate
		want string
	}{
		{"text that is not there", edit("reference.go", "3 * n"), "line 7 does not apply: reference.go does not contain the text below. Rewrite the edit so that it makes the same mistake:\n3 * n"},
		{"text that is not unique", edit("reference.go", "int"), "line 7 is ambiguous: reference.go contains the text below 2 times. Write more of the code around it:\nint"},
		{"the file of another package", edit("../reference.go", "n"), `"../reference.go" is not a file of the reference of toy`},
		{"a shared file", edit("doc.go", "10"), `"doc.go" is not a file of the reference`},
		{"the stub", edit("stub.go", "doubled"), `"stub.go" is not a file of the reference`},
		{"no file", edit("", "n"), `"" is not a file of the reference`},
		{"an edit of the build line", edit("reference.go", "//go:build !stub"), `has 0 lines "//go:build !stub"`},
		{"no build line", whole("// A list.\n\npackage toy\n"), "write //go:build stub above"},
		{"the reference's build line", whole("//go:build !stub\n\npackage toy\n"), "write //go:build stub above"},
		{"a build line too late", whole("package toy\n\n//go:build stub\n"), "write //go:build stub above"},
		{"a build line that never holds", whole("//go:build stub && never\n\npackage toy\n"), "write //go:build stub above"},
	}
	q := toyQuestion(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := tt.c.Overlay(q)
			wantError(t, err, tt.want)
			wantError(t, err, tt.c.File)
		})
	}
}

func TestNothingFill(t *testing.T) {
	const stub = `//go:build stub

package queue

import "iter"

func New(n int) (*Queue, error) { panic("not implemented: New") }

// Take takes.
func (q *Queue) Take() (v int, ok bool) { panic("not implemented: Queue.Take") }

func (q *Queue) Clear() { panic("not implemented: Queue.Clear") }

func (q *Queue) All() iter.Seq2[int, string] { panic("not implemented: Queue.All") }
`
	for _, row := range []struct {
		nothing Nothing
		bodies  []string
	}{
		{Zeros, []string{
			"var result0 *Queue\nvar result1 error\nreturn result0, result1",
			"var result0 int\nvar result1 bool\nreturn result0, result1", "Clear() {}",
			"var result0 iter.Seq2[int, string]\nreturn result0"}},
		{News, []string{
			"var result0 *Queue = new(Queue)\nvar result1 error\nreturn result0, result1",
			"var result0 iter.Seq2[int, string] = func(func(int, string) bool) {}\nreturn result0"}},
		{Refusals, []string{"var result0 *Queue = new(Queue)\nvar result1 error = nothing{}\nreturn result0, result1"}},
	} {
		got, err := row.nothing.fill([]byte(stub))
		if err != nil {
			t.Fatal(err)
		}
		for _, body := range row.bodies {
			if !strings.Contains(string(got), body) {
				t.Errorf("%s: filled in\n%s\nwant in it\n%s", row.nothing, got, body)
			}
		}
		if strings.Contains(string(got), "panic") || !strings.HasPrefix(string(got), stub[:40]) {
			t.Errorf("%s: filled in\n%s\nwant no panic and the same beginning", row.nothing, got)
		}
	}
}
