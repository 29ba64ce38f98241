package score

import (
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
