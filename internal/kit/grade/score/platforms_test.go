package score

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/oodkit/oodkit/internal/kit/grade/submission"
	"github.com/oodkit/oodkit/internal/kit/kittest"
)

// A field is what the documentation of a format says about a field of an object.
type field struct {
	required bool
	valid    func(any) bool
}

func oneOf(values ...any) func(any) bool {
	return func(v any) bool { return slices.Contains(values, v) }
}

func matches(pattern string) func(any) bool {
	re := regexp.MustCompile(pattern)
	return func(v any) bool { text, ok := v.(string); return ok && re.MatchString(text) }
}

func isText(v any) bool { _, ok := v.(string); return ok }

func isCount(v any) bool { n, ok := v.(float64); return ok && n >= 0 && n == float64(int(n)) }

func isBool(v any) bool { _, ok := v.(bool); return ok }

func listOf(fields map[string]field) func(any) bool {
	return func(v any) bool {
		list, ok := v.([]any)
		for _, one := range list {
			object, isObject := one.(map[string]any)
			ok = ok && isObject && len(wrongFields(object, fields)) == 0
		}
		return ok
	}
}

// wrongFields returns the names of fields that are missing, not valid or not documented.
func wrongFields(object map[string]any, fields map[string]field) []string {
	var wrong []string
	for name, f := range fields {
		if value, ok := object[name]; ok && !f.valid(value) || !ok && f.required {
			wrong = append(wrong, name)
		}
	}
	for name := range object {
		if _, ok := fields[name]; !ok {
			wrong = append(wrong, name)
		}
	}
	return slices.Sorted(slices.Values(wrong))
}

var (
	gradescopeText = oneOf("text", "html", "simple_format", "md", "ansi")
	gradescopeSeen = oneOf("hidden", "after_due_date", "after_published", "visible")
	notEmpty       = matches(`.`)
)

// documented has the fields of the formats of platforms, as their documentation has them: the specification of
// Gradescope's autograders, and the schema and the wiki of Classroom 50.
var documented = map[string]map[string]field{
	"gradescope": {
		"score": {true, isCount}, "output": {false, isText}, "output_format": {false, gradescopeText},
		"visibility": {false, gradescopeSeen}, "stdout_visibility": {false, gradescopeSeen},
		"tests": {true, listOf(map[string]field{
			"score": {true, isCount}, "max_score": {true, isCount}, "status": {false, oneOf("passed", "failed")},
			"name": {true, notEmpty}, "name_format": {false, gradescopeText}, "number": {false, notEmpty},
			"output": {false, isText}, "output_format": {false, gradescopeText}, "visibility": {false, gradescopeSeen},
		})},
	},
	"classroom50": {
		"schema": {true, oneOf("classroom50/result/v1")}, "classroom": {true, notEmpty}, "assignment": {true, notEmpty},
		"assignment_type": {true, oneOf("individual", "group", "team")}, "owner": {true, notEmpty},
		"submission": {true, matches(`^submit/`)}, "commit": {true, notEmpty}, "release": {true, notEmpty}, "review": {true, notEmpty},
		"datetime": {true, matches(`^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$`)},
		"score":    {true, isCount}, "max-score": {true, isCount},
		"tests": {true, listOf(map[string]field{
			"test-name": {true, notEmpty}, "passed": {true, isBool}, "score": {true, isCount}, "max-score": {true, isCount}, "output": {false, isText},
		})},
	},
}

// What a submission prints and how it is called cannot end a value and begin another one.
const forged = "\"}], \"score\": 100, \"passed\": true} \x1b[31m</pre><script>=1+1;=2"

func forgedReport() Report {
	step := Step{
		Number: 1, Test: "TestStep1_PushPop", Title: "Push and Pop", Status: StatusFailed, Maximum: 10,
		Row: "Pop says so", Message: []string{forged}, Printed: []string{forged},
	}
	step.Tidy()
	return Report{Question: "stack", Box: "ran in a box", Steps: kittest.Stack[:1], Submissions: []Submission{
		{Name: "=cmd|'/c calc'!A1;=2", Maximum: 10, Problem: StatusNotCompiled, Ignored: []string{forged + ".go: not Go"}, Uses: []string{"os (" + forged + ".go)"}, Steps: []Step{step}},
	}}
}

// setClassroom50 sets the environment variables of an autograder of Classroom 50.
func setClassroom50(t *testing.T) {
	t.Helper()
	for name, value := range map[string]string{
		"CLASSROOM": "go-2026", "ASSIGNMENT": "stack", "ASSIGNMENT_TYPE": "", "OWNER": "bob", "SUBMISSION_TAG": "submit/2026-11-29T10-00-00Z-abc",
		"COMMIT_URL": "https://example.com/commit/abc", "RELEASE_URL": "https://example.com/release", "REVIEW_URL": "",
	} {
		t.Setenv(name, value)
	}
}

// printed returns a report in a format as text and, decoded, as JSON.
func printed(t *testing.T, format string, r Report) (text string, object map[string]any) {
	t.Helper()
	f, err := FindFormat(format)
	var b strings.Builder
	if err == nil {
		err = f.write(&b, r)
	}
	if err == nil {
		err = json.Unmarshal([]byte(b.String()), &object)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), object
}

func TestFormatsOfPlatforms(t *testing.T) {
	setClassroom50(t)
	ann, bob := someReport, someReport
	ann.Submissions, bob.Submissions = someReport.Submissions[:1], someReport.Submissions[1:]
	for format, fields := range documented {
		for name, test := range map[string]struct {
			report Report
			score  float64
			tests  int
		}{"right": {ann, 20, 2}, "wrong": {bob, 0, 2}, "forged": {forgedReport(), 0, 1}} {
			text, object := printed(t, format, test.report)
			if wrong := wrongFields(object, fields); len(wrong) > 0 {
				t.Errorf("%s, %s: the fields %v are not as documented:\n%s", format, name, wrong, text)
			}
			if object["score"] != test.score {
				t.Errorf("%s, %s: the score is %v, want %v", format, name, object["score"], test.score)
			}
			tests := object["tests"].([]any)
			if format == "gradescope" && len(test.report.Submissions[0].Uses) > 0 {
				tests = tests[:len(tests)-1] // the hidden test
			}
			if len(tests) != test.tests || strings.ContainsAny(text, "<>\x1b") {
				t.Errorf("%s, %s: %d tests, want %d, without < and >:\n%s", format, name, len(tests), test.tests, text)
			}
		}
	}
}

// The table of fields finds what is wrong.
func TestWrongFields(t *testing.T) {
	_, object := printed(t, "gradescope", someReport.alone(0))
	for name, change := range map[string]func(){
		"score":      func() { object["score"] = "20" },
		"visibility": func() { object["visibility"] = "seen" },
		"points":     func() { object["points"] = 1.0 },
		"tests":      func() { delete(object["tests"].([]any)[0].(map[string]any), "name") },
	} {
		before := maps.Clone(object)
		change()
		if got := wrongFields(object, documented["gradescope"]); !slices.Contains(got, name) {
			t.Errorf("%s: got %v", name, got)
		}
		object = before
	}
}

// alone returns the report with one submission.
func (r Report) alone(i int) Report {
	r.Submissions = r.Submissions[i : i+1]
	return r
}

func TestGradescopeOutput(t *testing.T) {
	_, object := printed(t, "gradescope", someReport.alone(1))
	tests := object["tests"].([]any)
	got := []any{object["output"]}
	for _, test := range tests {
		test := test.(map[string]any)
		got = append(got, fmt.Sprint(test["number"], " ", test["name"], ", ", test["visibility"], ": ", test["output"]))
	}
	want := []any{
		"stack: 0 of 2 steps pass.\nLeft out: a_test.go: a test: only the kit's tests count\nIt ran in a box: namespaces.\n",
		"1 Push and Pop, visible: failed in the row \"Pop of an empty stack says so\"\n    s.Pop() // got <nil> & true\nIt printed:\n    hello",
		"2 Len, visible: not implemented\n    not implemented yet: Len",
		"0 For instructors: packages to check, hidden: It uses os (stub.go), with which code can cheat: read that code before you trust the points.\n",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("results.json (-want +got):\n%s", diff)
	}
}

func TestCSV(t *testing.T) {
	r := someReport
	r.Submissions = append(slices.Clone(r.Submissions), forgedReport().Submissions[0])
	r.Submissions[2].Steps = append(r.Submissions[2].Steps, Step{Status: StatusFailed})
	r.Submissions = append(r.Submissions, Submission{Name: "carl", Maximum: 20, Uses: []string{"os"}, Steps: []Step{{Status: StatusUnwritten}, {Status: StatusUnwritten}}})
	r.Submissions = append(r.Submissions, Submission{Name: "dora", Points: 10, Maximum: 20, Passed: 1, Steps: []Step{{Status: StatusPassed, Points: 10}, {Number: 2, Status: StatusUnwritten}}})
	var b strings.Builder
	if err := writeCSV(&b, r); err != nil {
		t.Fatal(err)
	}
	got, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"submission", "points", "maximum", "passed", "step 1", "step 2", "remark"},
		{"ann", "20", "20", "2", "10", "10", ""},
		{"bob", "0", "20", "0", "0", "0", "step 1 failed in the row \"Pop of an empty stack says so\"; uses os (stub.go); not implemented: step 2"},
		{"'=cmd|'/c calc'!A1;'=2", "0", "10", "0", "0", "0", got[3][6]},
		{"carl", "0", "20", "0", "0", "0", "uses os; not implemented"},
		{"dora", "10", "20", "1", "10", "0", "not implemented: step 2"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the lines (-want +got):\n%s", diff)
	}
	if strings.Contains(b.String(), "\x1b") {
		t.Errorf("a control character is left:\n%s", b.String())
	}
	for part := range strings.FieldsFuncSeq(b.String(), func(r rune) bool { return strings.ContainsRune(",;\n\"", r) }) {
		if strings.IndexAny(strings.TrimSpace(part), "=+-@") == 0 {
			t.Errorf("a spreadsheet that splits at commas or semicolons may take %q for a formula:\n%s", part, b.String())
		}
	}
}

func TestCell(t *testing.T) {
	for text, want := range map[string]string{
		"ann": "ann", "": "", "a=b": "a=b", "=1": "'=1", "+1": "'+1", "-1": "'-1", "@x": "'@x", "\t=1": "' =1", "\r\n=1": "'=1", "＝1": "'＝1", "a;=1": "a;'=1",
		"Doe;Jane": "Doe;Jane", "Doe,Jane": "Doe,Jane", "a;b;": "a;b;", ";=1": ";'=1", "a; @x": "a;' @x", `a;"=1`: `a;'"=1`, `"=1`: `'"=1`, `say "a"`: `say "a"`, "=a;=b": "'=a;'=b",
	} {
		if got := cell(text); got != want {
			t.Errorf("cell(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestFormatForOne(t *testing.T) {
	setClassroom50(t)
	var found submission.Submissions
	for _, name := range []string{"ann", "bob", "carl", "dora", "eve", "fay", "gil"} {
		found.List = append(found.List, submission.Submission{Name: name})
	}
	for _, name := range FormatNames() {
		format, err := FindFormat(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, forOne := documented[name]; format.One() != forOne {
			t.Errorf("%s is for one submission: %t, want %t", name, format.One(), forOne)
		}
		if got := format.Note(submission.Submissions{List: found.List, Several: found.List[:1]}); got != "" {
			t.Errorf("%s: about one submission the note is %q, want none", name, got)
		}
		if got := format.Note(submission.Submissions{Several: found.List}); !strings.Contains(got, "there are 7 folders: ann, bob, carl, dora, eve, and 2 more. ") {
			t.Errorf("%s: about seven submissions the note is %q", name, got)
		}
	}
}

func TestClassroom50Environment(t *testing.T) {
	for _, test := range []struct{ name, value, want string }{
		{"ASSIGNMENT_TYPE", "team", ""},
		{"CLASSROOM", "", "These are not set: CLASSROOM."},
		{"COMMIT_URL", "", "These are not set: COMMIT_URL."},
		{"SUBMISSION_TAG", "main", "SUBMISSION_TAG=main is not the tag of a submission"},
	} {
		t.Run(test.name, func(t *testing.T) {
			setClassroom50(t)
			t.Setenv(test.name, test.value)
			_, err := FindFormat("classroom50")
			if kittest.IsUsageError(err) != (test.want != "") || err != nil && !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}
