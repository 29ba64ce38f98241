package main

import (
	"fmt"
	"io"
	"os"
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
	q := newTree(t, map[string]string{"doc.go": docFile, "stub.go": "//go:build stub\n\npackage stack\n"})
	for _, name := range []string{"doc.go", "steps_test.go"} {
		writeFile(t, filepath.Join(q.root, "queue", name), "package queue\n")
	}
	dir := t.TempDir()
	for _, name := range []string{
		"one/solution.go",
		"copy/stack/stub.go", "copy/stack/doc.go", "copy/other/stub.go", "copy/main.go", "copy/internal/judge/testdata/stack/wrong.go",
		"many/ann/stub.go", "many/bob/stack/stub.go", "many/bob/stack/list.go", "many/carl/README.md", "many/.git/a.go", "many/notes.txt",
		"none/README.md",

		// What unpacking makes of archives.
		"zip/ann/oodkit-main/stack/stub.go", "zip/ann/oodkit-main/queue/stub.go", "zip/ann/oodkit-main/internal/judge/testdata/stack/wrong.go",
		"zip/bob/oodkit-main/oodkit-main/stack/stub.go", "zip/carl/carl/stub.go", "zip/dora/dora.zip",
		"mac/ann/stub.go", "mac/ann/._stub.go", "mac/ann/.DS_Store", "mac/ann/__MACOSX/._stub.go", "mac/bob/stub.go", "mac/__MACOSX/ann/._stub.go", "mac/.DS_Store",
		"deep/class/ann/stub.go", "deep/class/bob/stub.go", "deep/.DS_Store",
		"alone/ann/oodkit-main/stack/stub.go", "alone/__MACOSX/ann/._stub.go",
		"unpacked/oodkit-main/stack/stub.go",

		"stray/ann/stub.go", "stray/bob/stub.go", "stray/helper.go", "stray/carl.zip",
		"unclear/ann/stub.go", "unclear/bob/stub.go", "unclear/stub.go",
		"backup/stub.go", "backup/old/stub.go", "backups/ann/stub.go", "backups/ann/old/stub.go", "backups/bob/v1/stub.go", "backups/bob/v2/stub.go",
		"other/ann/queue/stub.go", "other/bob/stack/stub.go",
		"ann.zip",
	} {
		writeFile(t, filepath.Join(dir, name), docFile)
	}
	writeFile(t, filepath.Join(dir, "many/ann/old.go"), "//go:build !stub\n\npackage stack\n")
	for path, want := range map[string]string{
		"one":             "one: solution.go",
		"one/solution.go": "solution.go: solution.go",
		"copy":            "copy: stub.go",
		"copy/stack":      "stack: stub.go",
		"many":            "ann: stub.go; bob: list.go stub.go; carl: ",
		"zip":             "ann: stub.go; bob: stub.go; carl: stub.go; dora: ",
		"mac":             "ann: stub.go; bob: stub.go",
		"mac/ann":         "ann: stub.go",
		"deep":            "ann: stub.go; bob: stub.go",
		"alone":           "ann: stub.go",
		"unpacked":        "unpacked: stub.go",
		"stray":           "ann: stub.go; bob: stub.go",
		"unclear/stub.go": "stub.go: stub.go",
		"backup":          "backup: stub.go",
		"backups":         "ann: stub.go; bob: ",
		"other":           "ann: ; bob: stub.go",
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
	for path, want := range map[string]string{
		"none": "There is no submission in", "nowhere": "There is nothing to grade at", "unclear": "is it one submission or a class?",
		"ann.zip": "is an archive: unpack it",
	} {
		if _, err := findSubmissions(q, filepath.Join(dir, path)); !isUsageError(err) || !strings.Contains(err.Error(), want) {
			t.Errorf("findSubmissions(%s): got %v, want a usageError with %q", path, err, want)
		}
	}

	zip, _ := findSubmissions(q, filepath.Join(dir, "zip"))
	if got, want := zip.list[0].Shown, filepath.FromSlash("ann/oodkit-main/stack"); got != want {
		t.Errorf("messages name the files of ann's archive as in %q, want %q", got, want)
	}
	if got, want := zip.list[3].Problem, "there is an archive, which must be unpacked first"; !strings.Contains(got, want) {
		t.Errorf("the problem of an archive is %q, want %q in it", got, want)
	}
	backups, _ := findSubmissions(q, filepath.Join(dir, "backups"))
	if got, want := backups.list[1].Problem, "more than one solution, in the folders v1, v2: leave one"; got != want {
		t.Errorf("the problem of two solutions is %q, want %q", got, want)
	}
	backup, _ := findSubmissions(q, filepath.Join(dir, "backup"))
	if got := strings.Join(backup.list[0].Ignored, "; "); got != "old: a folder; only the files beside it are taken" {
		t.Errorf("beside one submission %q is left out, want the folder old", got)
	}
	stray, _ := findSubmissions(q, filepath.Join(dir, "stray"))
	if got := strings.Join(stray.ignored, "; "); !strings.Contains(got, "carl.zip: ") || !strings.Contains(got, "helper.go: beside the folders of the submissions") {
		t.Errorf("beside the folders %q is left out, want carl.zip and helper.go", got)
	}
}

func TestManyFiles(t *testing.T) {
	q, dir := newTree(t, map[string]string{"stub.go": unwrittenStub}), t.TempDir()
	for i := range maxSources + 5 {
		writeFile(t, filepath.Join(dir, fmt.Sprintf("a%03d.go", i)), docFile)
	}
	writeFile(t, filepath.Join(dir, "stub.go"), docFile)
	found, err := findSubmissions(q, dir)
	if err != nil || len(found.list) != 1 {
		t.Fatalf("findSubmissions = %+v, %v, want one", found, err)
	}
	want := "106 Go files, but at most 100 are taken: leave those of the solution"
	if s := found.list[0]; s.Problem != want || len(s.Files) != 0 {
		t.Errorf("of many files %d are taken and the problem is %q, want %q", len(s.Files), s.Problem, want)
	}
}

func TestNamesThatAreNotUTF8(t *testing.T) {
	q, dir := newTree(t, map[string]string{"stub.go": unwrittenStub}), t.TempDir()
	for _, name := range []string{"ann\xff/stub.go", "ann\xfe/stub.go", "bob/stub.go", "bob/h\xe9lper.go"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			t.Skip("this file system has no such names: ", err)
		}
		writeFile(t, filepath.Join(dir, name), docFile)
	}
	found, err := findSubmissions(q, dir)
	if err != nil || len(found.list) != 3 {
		t.Fatalf("findSubmissions = %+v, %v, want three", found, err)
	}
	if a, b := found.list[0].Name, found.list[1].Name; a != `ann\xfe` || b != `ann\xff` {
		t.Errorf("the names are %q and %q, want them told apart", a, b)
	}
	if got := strings.Join(found.list[2].Ignored, "; "); got != `h\xe9lper.go: its name is not UTF-8: rename it` {
		t.Errorf("left out: %q, want the name", got)
	}
}

func TestRemarkNamesWhatIsMissing(t *testing.T) {
	s := gradedSubmission{Problem: statusNotCompiled, Steps: []gradedStep{{Status: statusNotCompiled, Message: []string{"no body"}}}, Ignored: []string{"a_test.go: " + leftOutTest, "a.s: not Go"}}
	if got, want := s.remark(), "does not compile: no body; left out a.s: not Go"; got != want {
		t.Errorf("the table remarks %q, want %q", got, want)
	}
}

func TestWrong(t *testing.T) {
	q := newTree(t, map[string]string{"stub.go": unwrittenStub, "stats.go": docFile})
	for name, test := range map[string]struct{ text, want string }{
		"fine.go":   {"\ufeff" + docFile, ""},
		"marked.go": {"\xff\xfe/\x00/\x00", "ann/marked.go: it is UTF-16, but Go reads UTF-8: save it as UTF-8"},
		"plain.go":  {"\x00/\x00/", "ann/plain.go: it is UTF-16, but Go reads UTF-8: save it as UTF-8"},
		"latin1.go": {docFile + "// caf\xe9", "ann/latin1.go:2:7: it is not UTF-8: save it as UTF-8"},
		"empty.go":  {"", "ann/empty.go:1:1: expected 'package', found 'EOF'"},
		"import.go": {"package stack\n\nimport (\n\t\"fmt\n)\n", "ann/import.go:4:2: string literal not terminated"},
		"main.go":   {"package main\n", "ann/main.go: it is of package main: write package stack"},
		"late.go":   {"package stack\n\nfunc {", ""}, // for the compiler to say
		"Stats.go":  {docFile, "ann/Stats.go: only upper and lower case tell its name from stats.go, which is the kit's: rename yours"},
		"Stub.go":   {docFile, ""},
	} {
		s := submission{Shown: "ann", Files: map[string][]byte{name: []byte(test.text)}}
		if got := strings.Join(q.wrong(s), "; "); got != test.want {
			t.Errorf("%s is wrong: %q, want %q", name, got, test.want)
		}
	}
	s := submission{Shown: "ann", Files: map[string][]byte{"List.go": []byte(docFile), "list.go": []byte(docFile)}}
	if got, want := strings.Join(q.wrong(s), "; "), "ann/list.go: only upper and lower case tell its name from List.go: rename one"; got != want {
		t.Errorf("two names are wrong: %q, want %q", got, want)
	}
}

func TestWithoutPlaces(t *testing.T) {
	for text, want := range map[string]string{
		"package p\n\n//line x.go:7\nvar a = `\n//line y.go:8\n`\n":           "package p\n\n//     x.go:7\nvar a = `\n//line y.go:8\n`\n",
		"package p\r\n//line x.go:7\r\nvar a = /*line z.go:1:2*/ 1 // line\n": "package p\r\n//     x.go:7\r\nvar a = /*     z.go:1:2*/ 1 // line\n",
		"package p\n//line x.go:7\nbroken `\n//line y.go:8\n":                 "package p\n//     x.go:7\nbroken `\n//     y.go:8\n",
		"//lines\npackage p // on a line\n":                                   "//lines\npackage p // on a line\n",
	} {
		if got := string(withoutPlaces([]byte(text))); got != want {
			t.Errorf("withoutPlaces(%q) = %q, want %q", text, got, want)
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
