package score

import (
	"context"
	"fmt"
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

// A remark names what was left out and may have cost points, whatever the result is, but no more than a few.
func TestRemarkNamesWhatWasLeftOut(t *testing.T) {
	unwritten := Submission{Steps: []Step{{Status: StatusUnwritten}}}
	broken := Submission{Problem: StatusNotCompiled, Steps: []Step{{Status: StatusNotCompiled, Message: []string{"no body"}}}}
	none := Submission{Problem: StatusNoSolution, Steps: []Step{{Status: StatusNoSolution, Message: []string{"no Go file (a.go: a link)"}}}}
	const flag, old = "solution.go: it imports flag", "old: " + submission.LeftOutFolder
	const changed = "errors.go: " + submission.LeftOutChanged
	written := Submission{Passed: 1, Steps: []Step{{Status: StatusPassed}, {Status: StatusUnwritten}}}
	test, kits, assembly := "a_test.go: "+submission.LeftOutTest, "doc.go: "+submission.LeftOutKits, "a.s: "+submission.LeftOutNotGo
	for _, c := range []struct {
		s       Submission
		ignored []string
		want    string
	}{
		{unwritten, []string{kits, assembly}, "left out " + assembly},
		{unwritten, []string{test, flag, assembly}, "left out " + test + "; " + flag + "; and others"},
		{unwritten, []string{flag, old}, "left out " + flag + "; " + old},
		{unwritten, []string{flag, kits, old, "b.go: a link", "c.go: a link"}, "left out " + flag + "; " + old + "; and others"},
		{unwritten, []string{flag, old, "b.zip: an archive", "and 3 more"}, "left out " + flag + "; " + old + "; and others"},
		{broken, []string{test, kits, assembly}, "does not compile: no body; left out " + test + "; " + assembly},
		{unwritten, []string{kits, changed}, "left out " + changed},
		{broken, []string{kits, changed}, "does not compile: no body; left out " + changed},
		{written, []string{test, kits, changed, assembly}, ""},
		{none, []string{"a.go: a link"}, "no solution: no Go file (a.go: a link)"},
	} {
		c.s.Ignored = c.ignored
		if got := c.s.remark(); got != c.want {
			t.Errorf("with %q left out the table remarks %q, want %q", c.ignored, got, c.want)
		}
	}
}

// A process can end in a row because of a goroutine that an earlier row has left, or before any row.
func TestReasonOfACrash(t *testing.T) {
	message := []string{"x"}
	for _, c := range []struct {
		step Step
		want string
	}{
		{Step{Status: StatusFailed, Row: "Len counts", Message: message}, `step 1 failed in the row "Len counts"`},
		{Step{Status: StatusCrashed, Row: "Len counts", Message: message}, `step 1 crashed during the row "Len counts"`},
		{Step{Status: StatusEnded, Row: "Len counts", Message: message}, `step 1 ended early during the row "Len counts"`},
		{Step{Status: StatusCrashed, InInit: true, Message: message}, "step 1 crashed before any test began, in package initialization"},
		{Step{Status: StatusCrashed, Message: message}, "step 1 crashed"},
	} {
		c.step.Number = 1
		s := Submission{Steps: []Step{c.step}}
		var one strings.Builder
		Report{}.explain(&one, s)
		_, heading, _ := strings.Cut(c.want, c.step.Status)
		if heading != "" {
			heading = "," + heading
		}
		if got := s.remark(); got != c.want || !strings.HasPrefix(one.String(), "\nStep 1, "+heading+"\n") {
			t.Errorf("the table remarks %q, want %q, and the heading in\n%s", got, c.want, one.String())
		}
	}
}

// A step is explained by the rule that its message names. The name of the row may be another rule.
func TestRuleOfTheMessage(t *testing.T) {
	setClassroom50(t)
	bob := Submission{Name: "bob", Maximum: 10, Steps: []Step{{
		Number: 1, Title: "Push and Pop", Status: StatusFailed, Maximum: 10, Row: "two stacks share nothing", Rule: "Pop of an empty stack says so",
		Message: []string{"stack/stub.go:7: panic: x", "    rule: Pop of an empty stack says so (step 1)"},
	}}}
	for _, submissions := range [][]Submission{{bob}, {{Name: "ann"}, bob}} {
		for _, name := range FormatNames() {
			format, err := FindFormat(name)
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			err = format.write(&b, Report{Question: "stack", Submissions: submissions})
			if got := strings.ReplaceAll(b.String(), "rule: ", ""); err != nil || !strings.Contains(got, ": Pop of an empty stack says so") && name != "json" {
				t.Errorf("%s: got %v and\n%s\nwant the rule of the message", name, err, b.String())
			}
			if strings.Contains(b.String(), "share nothing") != (name == "json") {
				t.Errorf("%s: the row in\n%s\nwant it in JSON only", name, b.String())
			}
		}
	}
}

// Every format names an honest solution that was left out.
func TestFormatsNameWhatWasLeftOut(t *testing.T) {
	setClassroom50(t)
	r := someReport
	bob := someReport.Submissions[1]
	bob.Ignored = []string{"solution.go: it imports flag", "doc.go: " + submission.LeftOutKits}
	r.Submissions = []Submission{bob}
	class := r
	class.Submissions = []Submission{someReport.Submissions[0], bob}
	for _, name := range FormatNames() {
		format, err := FindFormat(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range []Report{r, class} {
			var b strings.Builder
			if err := format.write(&b, r); err != nil || !strings.Contains(b.String(), "solution.go: it imports flag") {
				t.Errorf("%s: got %v and\n%s\nwant the file that was left out", name, err, b.String())
			}
		}
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

// A report that was cut off says what is kept and how to go on: a table itself, another format beside it.
func TestCutOffSaysHowToGoOn(t *testing.T) {
	setClassroom50(t)
	const one, none = "Grading was cut off after 1 of 2 submissions. ", "Grading was cut off before any submission was judged"
	for _, c := range []struct {
		out    string
		judged int
		unkept bool
		err    error
		want   string
	}{
		{"", 1, false, context.Canceled, one + "With OUT=file, the next call continues where this one stopped.\n"},
		{"r.json", 1, false, context.Canceled, one + "The results are in r.json: the same command continues there.\n"},
		{"r.json", 1, true, io.ErrShortWrite, one + "The results of the last one are not in r.json: make room there. Then the same command continues.\n"},
		{"", 0, false, fmt.Errorf("x: %w", context.Canceled), none + ", so there is no result to keep.\n"},
		{"r.json", 0, false, context.Canceled, none + ". OUT=r.json is as it was.\n"},
		{"", 0, false, io.ErrShortWrite, ""},
		{"", 2, false, nil, ""},
	} {
		for _, name := range FormatNames() {
			format, err := FindFormat(name)
			if err != nil {
				t.Fatal(err)
			}
			var b, progress strings.Builder
			found := submission.Submissions{List: []submission.Submission{{Name: "ann"}, {Name: "bob"}}}
			r := NewReporter(&b, &progress, format, c.out, found)
			all := Report{Unkept: c.unkept}
			for _, s := range found.List[:c.judged] {
				all.Submissions = append(all.Submissions, Submission{Name: s.Name})
				r.Submission(all, all.Submissions[len(all.Submissions)-1])
			}
			err = r.Finish(all, c.err)
			got := progress.String()
			if name == "text" && c.judged > 0 {
				got = b.String()
			}
			if err != nil || !strings.HasSuffix(got, c.want) || strings.Contains(got, "cut off") != (c.want != "") {
				t.Errorf("%s, %+v: got %v and\n%s\nwant that it ends with %q", name, c, err, got, c.want)
			}
		}
	}
}

// Every format says, itself or beside it, what the class left out and where the code ran.
func TestFormatsSayWhatTheClassLeftOut(t *testing.T) {
	setClassroom50(t)
	all := someReport
	all.Ignored = []string{".carl: a hidden folder", "dave.go: beside the folders"}
	all.Submissions = all.Submissions[:1]
	for _, name := range FormatNames() {
		format, err := FindFormat(name)
		if err != nil {
			t.Fatal(err)
		}
		var out, progress strings.Builder
		r := NewReporter(&out, &progress, format, "", submission.Submissions{List: make([]submission.Submission, 1)})
		if err := r.Finish(all, nil); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{".carl: a hidden folder", "dave.go: beside the folders", "ran in a box: namespaces"} {
			if !strings.Contains(out.String()+progress.String(), want) {
				t.Errorf("%s: it does not say %q:\n%s\n%s", name, want, out.String(), progress.String())
			}
		}
	}
}

// Lines about the progress show a name as tables do.
func TestNameInProgress(t *testing.T) {
	var out, progress strings.Builder
	format := Format{name: "csv", write: writeCSV}
	r := NewReporter(&out, &progress, format, "", submission.Submissions{List: make([]submission.Submission, 2)})
	s := Submission{Name: "\r", Maximum: 20}
	r.Submission(Report{Submissions: []Submission{s}}, s)
	if got, want := progress.String(), `"\r": 0/20 (1 of 2)`+"\n"; got != want {
		t.Errorf("the progress is %q, want %q", got, want)
	}
}

func TestNameInATable(t *testing.T) {
	for name, want := range map[string]string{
		"ann": "ann", "Ann Smith_1": "Ann Smith_1", "анна_hw1": "анна_hw1", "é": "é",
		"ann ": `"ann "`, "new\nline": `"new\nline"`, "\x1b[31mann": `"\x1b[31mann"`, "g\u043eod": `"g\u043eod"`, `ann\xff`: `ann\xff`,
		`"ann "`: `"\"ann \""`, `"`: `"\""`, `a"b`: `a"b`,
	} {
		if got := nameOf(Submission{Name: name}); got != want {
			t.Errorf("a table shows the name %q as %s, want %s", name, got, want)
		}
	}
}
