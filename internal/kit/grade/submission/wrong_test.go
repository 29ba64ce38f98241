package submission

import (
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/kit/kittest"
)

func TestWrong(t *testing.T) {
	q := kittest.NewTree(t, map[string]string{"stub.go": kittest.UnwrittenStub, "stats.go": kittest.DocFile, "../queue/doc.go": "package queue\n", "../queue/steps_test.go": "package queue_test\n"})
	for name, test := range map[string]struct{ text, want string }{
		"fine.go":   {"\ufeff" + kittest.DocFile, ""},
		"marked.go": {"\xff\xfe/\x00/\x00", "ann/marked.go: it is UTF-16, but Go reads UTF-8: save it as UTF-8"},
		"plain.go":  {"\x00/\x00/", "ann/plain.go: it is UTF-16, but Go reads UTF-8: save it as UTF-8"},
		"latin1.go": {kittest.DocFile + "// caf\xe9", "ann/latin1.go:2:7: it is not UTF-8: save it as UTF-8"},
		"empty.go":  {"\n", "ann/empty.go: it is empty: hand in your code, or leave the file out"},
		"rtf.go":    {`{\rtf1\ansi package stack}`, "ann/rtf.go: it is RTF, a format of word processors: save it as plain text"},
		"page.go":   {"<!doctype HTML>\n", "ann/page.go: it is a web page: hand in the file that the page shows"},
		"lfs.go":    {"version https://git-lfs.github.com/spec/v1\n", "ann/lfs.go: it is only a pointer of Git LFS: hand in the file itself"},
		"lines.go":  {"  1 package stack\r\n  2\r\n", "ann/lines.go:1:1: its lines begin with their numbers, as they were shown: hand in the code without them"},
		"merge.go":  {"package stack\n\n<<<<<<< HEAD\nvar a int\n=======\nvar b int\n>>>>>>> b\n", "ann/merge.go:3:1: here begins a conflict that git could not merge: keep one of the two versions"},
		"mac.go":    {"package stack\r\rvar a int\r\n", "ann/mac.go: its lines end with CR alone, as on old Macs, and Go takes the file for one line: save it with LF or CR LF"},
		"nbsp.go":   {"package stack\n\nvar\u00a0a int\n", "ann/nbsp.go:3:4: illegal character U+00A0: type it again, or copy the code as plain text"},
		"if.go":     {"package stack\n\nvar a = b ? c : d\n", ""},
		"escape.go": {"package stack\n\nvar a = \"\\xg\"\n", ""},
		"raw.go":    {"package stack\n\nconst s = `\n<<<<<<< HEAD\n`\n", ""},
		"gz.go":     {"\x1f\x8b\x08\x00", "ann/gz.go: it is a gzip archive: unpack it, and hand in the Go file"},
		"fence.go":  {"```go\npackage stack\n```\n", "ann/fence.go: it begins with a code block of Markdown: remove the lines of backquotes around the code"},
		"diff.go":   {"diff --git a/stub.go b/stub.go\n", "ann/diff.go: it is a diff of git: hand in the Go file itself"},
		"import.go": {"package stack\n\nimport (\n\t\"fmt\n)\n", "ann/import.go:4:2: string literal not terminated"},
		"main.go":   {"package main\n", "ann/main.go: it is in package main: write package stack"},
		"queue.go":  {"package queue\n", "ann/queue.go: it is in package queue: it looks like a solution of the question queue, not of stack"},
		"late.go":   {"package stack\n\nfunc {", ""}, // the compiler reports this
		"Stats.go":  {kittest.DocFile, "ann/Stats.go: its name differs only in upper and lower case from stats.go, a file of the kit: rename yours"},
		"Stub.go":   {kittest.DocFile, ""},
	} {
		s := Submission{Shown: "ann", Files: map[string][]byte{name: []byte(test.text)}}
		if got := strings.Join(wrong(q, s), "; "); got != test.want {
			t.Errorf("%s is wrong: %q, want %q", name, got, test.want)
		}
	}
	s := Submission{Shown: "ann", Files: map[string][]byte{"List.go": []byte(kittest.DocFile), "list.go": []byte(kittest.DocFile)}}
	if got, want := strings.Join(wrong(q, s), "; "), "ann/list.go: its name differs only in upper and lower case from List.go: rename one"; got != want {
		t.Errorf("two names are wrong: %q, want %q", got, want)
	}
}

// Beside a solution, a program is better left out.
func TestProgramBesideTheSolution(t *testing.T) {
	q := kittest.NewTree(t, map[string]string{"stub.go": kittest.UnwrittenStub})
	s := Submission{Shown: "ann", Files: map[string][]byte{"stub.go": []byte(kittest.WrittenStub), "main.go": []byte("package main\n\nfunc main() {}\n")}}
	if got, want := strings.Join(wrong(q, s), "; "), "ann/main.go: it is in package main, but a solution needs no program: leave the file out"; got != want {
		t.Errorf("a program beside the solution is wrong: %q, want %q", got, want)
	}
}

// A file that is left out gets the reason, and what to do.
func TestReasons(t *testing.T) {
	q := kittest.NewTree(t, map[string]string{"stub.go": kittest.UnwrittenStub, "doc.go": "package stack\n\nvar _ any\n"})
	for text, want := range map[string]string{
		`import _ "embed"`:             "it imports embed, with which a file of this machine becomes part of the program: no solution needs it, so remove the import",
		`import _ "flag"`:              "it imports flag, with which code can change which tests run: no solution needs it, so remove the import",
		`import _ "testing/quick"`:     "it imports testing/quick, a package for tests: no solution needs it, so remove the import",
		`import _ "net/http/httptest"`: "it imports net/http/httptest, which uses the packages flag or testing: no solution needs it, so remove the import",
		`import _ "example.com/questions/internal/exercise/accept"`: "it imports example.com/questions/internal/exercise/accept, a package of the judge: no solution needs it, so remove the import",
		`type any int`:                           "it redeclares any, a name of Go that the kit's files may use: rename it",
		`type error interface{ Error() string }`: "it redeclares error, a name of Go that the kit's files may use: rename it",
	} {
		s := Submission{Files: map[string][]byte{"stub.go": []byte("package stack\n\n" + text + "\n")}}
		inspect(q, &s)
		if got := strings.Join(s.Ignored, "; "); got != "stub.go: "+want {
			t.Errorf("%s: left out is %q, want %q", text, got, want)
		}
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
