package score

import (
	"io"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/kit/grade/submission"
)

func TestVisible(t *testing.T) {
	for text, want := range map[string]string{
		"plain, ✓ and é": "plain, ✓ and é", "a\tb\r\n": "a b", "\x1b[31mred\x1b[0m": "red", "\x1b]0;title\x07x": "x", "\xff": "�", "\u202eabc": "abc",
	} {
		if got := Visible(text); got != want {
			t.Errorf("visible(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestRemarkNamesWhatIsMissing(t *testing.T) {
	s := Submission{Problem: StatusNotCompiled, Steps: []Step{{Status: StatusNotCompiled, Message: []string{"no body"}}}, Ignored: []string{"a_test.go: " + submission.LeftOutTest, "a.s: not Go"}}
	if got, want := s.remark(), "does not compile: no body; left out a.s: not Go"; got != want {
		t.Errorf("the table remarks %q, want %q", got, want)
	}
}

// If another folder may have the solution, the table names it, whatever the result is.
func TestRemarkNamesOtherSolutions(t *testing.T) {
	s := Submission{Steps: []Step{{Status: StatusUnwritten}}, Ignored: []string{"a.s: not Go", "old: " + submission.LeftOutFolder}}
	if got, want := s.remark(), "left out old: a folder, but only the files beside it count"; got != want {
		t.Errorf("the table remarks %q, want %q", got, want)
	}
}

// A long name does not push the points of all submissions off the screen.
func TestTableCutsLongNames(t *testing.T) {
	r := Report{Question: "stack", Submissions: []Submission{{Name: "ann"}, {Name: strings.Repeat("é", 250)}}}
	var b strings.Builder
	if err := writeText(&b, r); err != nil {
		t.Fatal(err)
	}
	if want := "  " + strings.Repeat("é", 39) + "…     0/0"; !strings.Contains(b.String(), "\n"+want) {
		t.Errorf("the table is\n%s\nwant a row that begins with %q", b.String(), want)
	}
}

// A table that was cut off says how to go on.
func TestTableSaysHowToGoOn(t *testing.T) {
	for out, want := range map[string]string{
		"":             "Grading was cut off: 1 of 2 were judged. With OUT=file, the next call continues where this one stopped.",
		"results.json": "Grading was cut off: 1 of 2 were judged. Their results are in results.json: the same command continues there.",
	} {
		ann := Submission{Name: "ann"}
		var b strings.Builder
		found := submission.Submissions{List: []submission.Submission{{Name: "ann"}, {Name: "bob"}}}
		r := NewReporter(&b, io.Discard, Format{name: "text", write: writeText}, out, found)
		all := Report{Submissions: []Submission{ann}}
		r.Submission(all, ann)
		if err := r.Finish(all); err != nil || !strings.Contains(b.String(), want+"\n") {
			t.Errorf("OUT=%s: got %v and\n%s\nwant %q in it", out, err, b.String(), want)
		}
	}
}

func TestNameInATable(t *testing.T) {
	for name, want := range map[string]string{
		"ann": "ann", "Ann Smith_1": "Ann Smith_1", "анна_hw1": "анна_hw1", "é": "é",
		"ann ": `"ann "`, "new\nline": `"new\nline"`, "\x1b[31mann": `"\x1b[31mann"`, "g\u043eod": `"g\u043eod"`, `ann\xff`: `ann\xff`,
	} {
		if got := nameOf(Submission{Name: name}); got != want {
			t.Errorf("a table shows the name %q as %s, want %s", name, got, want)
		}
	}
}
