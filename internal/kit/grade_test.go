package main

import (
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestParsePoints(t *testing.T) {
	for list, want := range map[string][]int{"": {10, 10, 10}, "5": {5, 5, 5}, "1, 2,0": {1, 2, 0}} {
		if got, err := parsePoints(list, 3); !slices.Equal(got, want) || err != nil {
			t.Errorf("parsePoints(%q, 3) = %v, %v, want %v", list, got, err, want)
		}
	}
	for list, want := range map[string]string{
		"1,2": "are for 2 steps, but there are 3", "1,2,": `"" is no whole number`, "-1": `"-1" is no whole number`,
		"9999999999": "no whole number from 0 to 1000000",
	} {
		if got, err := parsePoints(list, 3); !isUsageError(err) || !strings.Contains(err.Error(), want) {
			t.Errorf("parsePoints(%q, 3) = %v, %v, want an error with %q", list, got, err, want)
		}
	}
}

func TestParseLimit(t *testing.T) {
	for text, want := range map[string]time.Duration{"": time.Minute, "30s": 30 * time.Second} {
		if got, err := parseLimit(text); got != want || err != nil {
			t.Errorf("parseLimit(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"30", "0s", "-1s", "soon"} {
		if got, err := parseLimit(text); !isUsageError(err) {
			t.Errorf("parseLimit(%q) = %v, %v, want a usageError", text, got, err)
		}
	}
}

func TestFindSubmissions(t *testing.T) {
	q := newTree(t, map[string]string{"doc.go": "package stack\n", "stub.go": "//go:build stub\n\npackage stack\n"})
	const source = "package stack\n"
	dir := t.TempDir()
	for _, name := range []string{
		"one/solution.go",
		"copy/stack/stub.go", "copy/stack/doc.go", "copy/other/stub.go", "copy/main.go",
		"many/ann/stub.go", "many/bob/stack/stub.go", "many/bob/stack/list.go", "many/carl/README.md", "many/.git/a.go", "many/notes.txt",
		"none/README.md",
	} {
		writeFile(t, filepath.Join(dir, name), source)
	}
	writeFile(t, filepath.Join(dir, "many/ann/old.go"), "//go:build !stub\n\npackage stack\n")
	for path, want := range map[string]string{
		"one":             "one: solution.go",
		"one/solution.go": "solution.go: solution.go",
		"copy":            "copy: stub.go",
		"copy/stack":      "stack: stub.go",
		"many":            "ann: stub.go; bob: list.go stub.go; carl: ",
	} {
		found, err := findSubmissions(q, filepath.Join(dir, path))
		var got []string
		for _, s := range found.list {
			got = append(got, s.Name+": "+strings.Join(s.fileNames(), " "))
			if (s.Problem != "") != (len(s.Files) == 0) {
				t.Errorf("%s: problem %q with %d files", s.Name, s.Problem, len(s.Files))
			}
		}
		if strings.Join(got, "; ") != want || err != nil {
			t.Errorf("findSubmissions(%s) = %q, %v, want %q", path, got, err, want)
		}
	}
	for path, want := range map[string]string{"none": "There is no submission in", "nowhere": "There is nothing to grade at"} {
		if _, err := findSubmissions(q, filepath.Join(dir, path)); !isUsageError(err) || !strings.Contains(err.Error(), want) {
			t.Errorf("findSubmissions(%s): got %v, want a usageError with %q", path, err, want)
		}
	}
}

func TestVisible(t *testing.T) {
	for text, want := range map[string]string{
		"plain, ✓ and é": "plain, ✓ and é", "a\tb\r\n": "a b", "\x1b[31mred\x1b[0m": "red", "\x1b]0;title\x07x": "x", "\xff": "�", "\u202eabc": "abc",
	} {
		if got := visible(text); got != want {
			t.Errorf("visible(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestGradeUsage(t *testing.T) {
	q := newTree(t, map[string]string{"../internal/kit/go.mod": "", "steps_test.go": stackSteps})
	t.Chdir(q.root)
	for args, want := range map[string]string{
		"":                             "Whose solution?",
		"stack":                        "Whose solution?",
		"stack a b":                    "too many arguments: b",
		"stick .":                      "Did you mean stack?",
		"stack nowhere":                "There is nothing to grade at",
		"stack . --format=html":        `There is no format "html". The formats are: json, junit, text`,
		"stack . --points=1,2":         "are for 2 steps, but there are 3",
		"stack . --limit=soon":         `The limit "soon"`,
		"stack internal --format=text": "There is no submission in",
	} {
		command := gradeCommand()
		command.SilenceErrors, command.SilenceUsage = true, true
		command.SetOut(io.Discard)
		command.SetArgs(strings.Fields(args))
		if err := command.ExecuteContext(t.Context()); !isUsageError(err) || !strings.Contains(err.Error(), want) {
			t.Errorf("grade %s: got %v, want a usageError with %q", args, err, want)
		}
	}
}

// A report with something of everything.
var someReport = gradeReport{
	Question: "stack", Limit: "1m0s", Box: "ran in a box: namespaces", steps: stack[:2],
	Submissions: []gradedSubmission{
		{Name: "ann", Directory: "/home/ann", Files: []string{"stub.go"}, Points: 20, Maximum: 20, Passed: 2, Steps: []gradedStep{
			{Number: 1, Test: "TestStep1_PushPop", Title: "Push and Pop", Status: statusPassed, Points: 10, Maximum: 10, Seconds: 0.25},
			{Number: 2, Test: "TestStep2_Len", Title: "Len", Status: statusPassed, Points: 10, Maximum: 10, Seconds: 1},
		}},
		{Name: "bob", Directory: "/home/bob", Files: []string{"stub.go"}, Ignored: []string{"a_test.go: a test"}, Uses: []string{"os (stub.go)"}, Maximum: 20, Steps: []gradedStep{
			{
				Number: 1, Test: "TestStep1_PushPop", Title: "Push and Pop", Status: statusFailed, Maximum: 10, Seconds: 0.5,
				Row: "Pop of an empty stack says so", Message: []string{"s.Pop() // got <nil> & true"}, Printed: []string{"hello"},
			},
			{Number: 2, Test: "TestStep2_Len", Title: "Len", Status: statusUnwritten, Maximum: 10, Message: []string{"not implemented yet: Len"}},
		}},
	},
}

func TestGradeFormats(t *testing.T) {
	alone := someReport
	alone.Submissions = someReport.Submissions[1:]
	for _, test := range []struct {
		format string
		report gradeReport
		want   string
	}{
		{"text", someReport, `stack: 2 submissions

  submission  points   1  2 
  ann          20/20   ✓  ✓  
  bob           0/20   ✗  ·  step 1 failed: Pop of an empty stack says so; uses os (stub.go)

✓ passed, · not implemented, ✗ anything else. FORMAT=json has every message; so has a submission graded alone.
It ran in a box: namespaces.
`},
		{"text", alone, `stack: bob (/home/bob)

  ✗ 1  Push and Pop  0/10    0.50s  failed
  · 2  Len           0/10    0.00s  not implemented

0 of 20 points; 0 of 2 steps pass.
Left out: a_test.go: a test
It ran in a box: namespaces.
It uses os (stub.go): look there first.

Step 1, Push and Pop: Pop of an empty stack says so
    s.Pop() // got <nil> & true
It printed:
    hello

Step 2, Len
    not implemented yet: Len
`},
		{"junit", someReport, `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="stack/ann" tests="2" failures="0" time="1.250">
    <properties>
      <property name="box" value="ran in a box: namespaces"></property>
    </properties>
    <testcase classname="stack/ann" name="step 1: Push and Pop" time="0.250"></testcase>
    <testcase classname="stack/ann" name="step 2: Len" time="1.000"></testcase>
  </testsuite>
  <testsuite name="stack/bob" tests="2" failures="2" time="0.500">
    <properties>
      <property name="box" value="ran in a box: namespaces"></property>
      <property name="uses" value="os (stub.go)"></property>
    </properties>
    <testcase classname="stack/bob" name="step 1: Push and Pop" time="0.500">
      <failure message="failed: Pop of an empty stack says so" type="failed">s.Pop() // got &lt;nil&gt; &amp; true</failure>
    </testcase>
    <testcase classname="stack/bob" name="step 2: Len" time="0.000">
      <failure message="not implemented" type="not implemented">not implemented yet: Len</failure>
    </testcase>
  </testsuite>
</testsuites>
`},
		{"json", alone, `{
  "question": "stack",
  "limit": "1m0s",
  "box": "ran in a box: namespaces",
  "submissions": [
    {
      "name": "bob",
      "directory": "/home/bob",
      "files": [
        "stub.go"
      ],
      "ignored": [
        "a_test.go: a test"
      ],
      "uses": [
        "os (stub.go)"
      ],
      "points": 0,
      "maximum": 20,
      "passed": 0,
      "steps": [
        {
          "number": 1,
          "test": "TestStep1_PushPop",
          "title": "Push and Pop",
          "status": "failed",
          "points": 0,
          "maximum": 10,
          "seconds": 0.5,
          "row": "Pop of an empty stack says so",
          "message": [
            "s.Pop() // got <nil> & true"
          ],
          "printed": [
            "hello"
          ]
        },
        {
          "number": 2,
          "test": "TestStep2_Len",
          "title": "Len",
          "status": "not implemented",
          "points": 0,
          "maximum": 10,
          "seconds": 0,
          "message": [
            "not implemented yet: Len"
          ]
        }
      ]
    }
  ]
}
`},
	} {
		write, err := findFormat(test.format)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		if err := write(&b, test.report); err != nil || b.String() != test.want {
			t.Errorf("%s: got %v and\n%s\nwant\n%s", test.format, err, b.String(), test.want)
		}
	}
}
