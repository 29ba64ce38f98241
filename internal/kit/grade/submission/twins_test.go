package submission

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/kit/kittest"
)

// An unchanged stub and copies beside the solution do not collide with it, whatever their names are.
func TestTwins(t *testing.T) {
	const (
		stub    = kittest.UnwrittenStub
		written = kittest.WrittenStub
		header  = "//go:build stub\n\npackage stack\n\n"
	)
	other := strings.Replace(written, "s.n", "s.n + 0", 1)
	broken := written + "\nfunc {"
	kinds := "package stack\n\ntype Kind int\n\nfunc (k Kind) String() string { return \"\" }\n"
	flag := strings.Replace(written, "package stack\n", "package stack\n\nimport _ \"flag\"\n", 1)
	for _, test := range []struct {
		why     string
		files   map[string]string
		want    string // the files that are judged
		leftOut string
		wrong   string
		problem string
	}{
		{"a stub beside the solution", map[string]string{"stub.go": stub, "solution.go": written}, "solution.go", "stub.go: an unchanged stub, and solution.go declares Stack too", "", ""},
		{"a second download", map[string]string{"stub.go": stub, "stub (1).go": written}, "stub (1).go", "stub.go: an unchanged stub, and stub (1).go declares Stack too", "", ""},
		{"the stub is the second", map[string]string{"stub.go": written, "stub - Copy.go": stub}, "stub.go", "stub - Copy.go: an unchanged stub, and stub.go declares Stack too", "", ""},
		{"a stub without its comments", map[string]string{"stub.go": strings.Replace(stub, "// Len counts.\n", "", 1), "a.go": written}, "a.go", "stub.go: an unchanged stub, and a.go declares Stack too", "", ""},
		{"a solution that cannot be parsed", map[string]string{"stub.go": stub, "a.go": broken}, "a.go", "stub.go: an unchanged stub, and a.go declares Stack too", "", ""},
		{"a solution in two files", map[string]string{"stub.go": stub, "a.go": header + "type Stack struct{ n int }\n", "b.go": header + "func (s *Stack) Len() int { return s.n }\n"}, "a.go b.go", "stub.go: an unchanged stub, and a.go declares Stack too", "", ""},
		{"two unchanged stubs", map[string]string{"stub.go": stub, "stub (1).go": stub}, "stub.go", "stub (1).go: it has the same text as stub.go", "", ""},
		{"two stubs of two versions", map[string]string{"stub.go": stub, "a.go": stub + "// new\n"}, "stub.go", "a.go: an unchanged stub, and stub.go declares Stack too", "", ""},
		{"two copies of the solution", map[string]string{"stub.go": written, "stub (1).go": written}, "stub.go", "stub (1).go: it has the same text as stub.go", "", ""},
		{"a second download of a file of the kit", map[string]string{"stub.go": written, "kinds (1).go": strings.ReplaceAll(kinds, "\n", "\r\n")}, "stub.go", "kinds (1).go: " + LeftOutKits, "", ""},
		{"two solutions", map[string]string{"stub.go": written, "stub (1).go": other}, "stub (1).go stub.go", "", "two solutions: ann/stub (1).go and ann/stub.go both declare Stack: keep one", ""},
		{"two solutions and a stub", map[string]string{"a.go": written, "b.go": other, "stub.go": stub}, "a.go b.go", "stub.go: an unchanged stub, and a.go declares Stack too", "two solutions: ann/a.go and ann/b.go both declare Stack: keep one", ""},
		{"solutions of two students", map[string]string{"ann_12_stub.go": written, "bob_LATE_13_stub-1.go": other}, "ann_12_stub.go bob_LATE_13_stub-1.go", "", "two solutions: ann/ann_12_stub.go and ann/bob_LATE_13_stub-1.go both declare Stack: keep one. If they are of several students, make a folder for each student", ""},
		{"three solutions", map[string]string{"a.go": written, "b.go": other, "c.go": other + "\n"}, "a.go b.go c.go", "", "3 solutions: ann/a.go, ann/b.go and ann/c.go all declare Stack: keep one", ""},
		{"a helper beside a stub", map[string]string{"stub.go": stub, "help.go": header + "func help() {}\n"}, "help.go stub.go", "", "", ""},
		{"a stub beside a solution that is left out", map[string]string{"stub.go": stub, "a.go": flag}, "", "stub.go: an unchanged stub, and a.go declares Stack too; a.go: it imports flag", "", "every file of the solution was left out"},
	} {
		q, class := kittest.NewTree(t, map[string]string{"stub.go": stub, "kinds.go": kinds}), t.TempDir()
		for name, text := range test.files {
			kittest.WriteFile(t, filepath.Join(class, "ann", name), text)
		}
		kittest.WriteFile(t, filepath.Join(class, "bob", "stub.go"), written)
		inClass, err := Find(q, class, false)
		alone, aloneErr := Find(q, filepath.Join(class, "ann"), false)
		if err != nil || aloneErr != nil || len(inClass.List) != 2 || len(alone.List) != 1 {
			t.Errorf("%s: found %+v, %v and %+v, %v", test.why, inClass, err, alone, aloneErr)
			continue
		}
		for _, s := range []Submission{inClass.List[0], alone.List[0]} {
			if got := strings.Join(s.FileNames(), " "); got != test.want || !strings.HasPrefix(strings.Join(s.Ignored, "; "), test.leftOut) || (test.leftOut == "") != (len(s.Ignored) == 0) {
				t.Errorf("%s: %q are judged, and %q are left out; want %q, and %q left out", test.why, got, s.Ignored, test.want, test.leftOut)
			}
			if got := strings.Join(s.Wrong, "; "); got != test.wrong || !strings.HasPrefix(s.Problem, test.problem) || (test.problem == "") != (s.Problem == "") {
				t.Errorf("%s: it is wrong: %q, problem %q; want %q, %q", test.why, got, s.Problem, test.wrong, test.problem)
			}
		}
	}
}
