package score

import (
	"io"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/gotest"
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
		{unwritten, []string{kits, assembly}, ""},
		{unwritten, []string{test, flag, assembly}, "left out " + test + "; " + flag},
		{unwritten, []string{flag, old}, "left out " + flag + "; " + old},
		{unwritten, []string{flag, kits, old, "b.go: a link", "c.go: a link"}, "left out " + flag + "; " + old + "; and 2 more"},
		{broken, []string{test, kits, assembly}, "does not compile: no body; left out " + test + "; " + assembly},
		{unwritten, []string{kits, changed}, "left out " + changed},
		{broken, []string{kits, changed}, "does not compile: no body; left out " + changed},
		{written, []string{test, kits, changed}, ""},
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
	late, early := []string{"x"}, []string{"x", gotest.BeforeTests}
	for _, c := range []struct {
		step Step
		want string
	}{
		{Step{Status: StatusFailed, Row: "Len counts", Message: late}, `step 1 failed in the row "Len counts"`},
		{Step{Status: StatusCrashed, Row: "Len counts", Message: late}, `step 1 crashed during the row "Len counts"`},
		{Step{Status: StatusEnded, Row: "Len counts", Message: late}, `step 1 ended early during the row "Len counts"`},
		{Step{Status: StatusCrashed, Message: early}, "step 1 crashed before any test began, in package initialization"},
		{Step{Status: StatusCrashed, Message: late}, "step 1 crashed"},
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

// A table that was cut off says how to go on.
func TestTableSaysHowToGoOn(t *testing.T) {
	for out, want := range map[string]string{
		"":             "Grading was cut off after 1 of 2 submissions. With OUT=file, the next call continues where this one stopped.",
		"results.json": "Grading was cut off after 1 of 2 submissions. The results are in results.json: the same command continues there.",
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
		all.Unkept = out != ""
		b.Reset()
		if err := r.Finish(all); err != nil || strings.Contains(b.String(), "The results are in") {
			t.Errorf("OUT=%s, which could not be written: got %v and\n%s\nwant no word that the results are there", out, err, b.String())
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
		if err := r.Finish(all); err != nil {
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
