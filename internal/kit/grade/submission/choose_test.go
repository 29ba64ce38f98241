package submission

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/kit/kittest"
)

// A submission may have its solution anywhere, and a stub that nobody has touched beside it.
func TestChoose(t *testing.T) {
	const (
		helper = "//go:build stub\n\npackage stack\n\nfunc help() {}\n"
		only   = ": more Go files of the question, but only one solution counts: "
	)
	for _, test := range []struct {
		why     string
		files   map[string]string
		want    string // where the solution is
		leftOut string
	}{
		{"a stub in the folder of the question, and another file", map[string]string{"stack/stub.go": "stub", "final version/stack.go": "written"}, "final version", "stack" + only + "the one in final version"},
		{"a stub above", map[string]string{"stub.go": "stub", "final/stub.go": "written"}, "final", "stub.go" + only + "the one in final"},
		{"a copy within a copy", map[string]string{"stack/stub.go": "stub", "stack/doc.go": "doc", "oodkit-copy/stack/stub.go": "written"}, "oodkit-copy/stack", "stack" + only + "the one in oodkit-copy/stack"},
		{"a stub within a copy", map[string]string{"stack/stub.go": "written", "oodkit-copy/stack/stub.go": "stub"}, "stack", "oodkit-copy/stack" + only + "the one in stack"},
		{"a stub in one of two folders", map[string]string{"a/stub.go": "stub", "b/stub.go": "written"}, "b", "a" + only + "the one in b"},
		{"two are written, one deeper", map[string]string{"stub.go": "written", "old/v1/stub.go": "written"}, ".", "old: a folder, but only the files beside it count"},
		{"two are written below a stub", map[string]string{"stub.go": "stub", "v1/stub.go": "written", "v2/stub.go": "written"}, "", ""},
		{"two stubs", map[string]string{"stack/stub.go": "stub", "x/stub.go": "stub"}, "stack", "x" + only + "the one in stack"},
		{"a stub, and a helper above it", map[string]string{"stack/stub.go": "written", "helper.go": "helper"}, "stack", "helper.go" + only + "the one in stack"},
		{"a helper beside a stub, and the solution in another folder", map[string]string{"stack/stub.go": "stub", "stack/helper.go": "helper", "work/stub.go": "written"}, "work", "stack" + only + "the one in work"},
		{"a helper in the folder of the question, and the solution above", map[string]string{"stack/helper.go": "helper", "stub.go": "written"}, ".", "stack: a folder, but only the files beside it count"},
		{"a helper in another folder", map[string]string{"lib/helper.go": "helper", "solution/stub.go": "written"}, "solution", "lib" + only + "the one in solution"},
		{"two files of one name", map[string]string{"stack/stub.go": "written", "stub.go": "written"}, "stack", "stub.go" + only + "the one in stack"},
		{"a stub, and the solution in the folder of another question", map[string]string{"stack/stub.go": "stub", "queue/stub.go": "written"}, "stack", "queue" + only + "the one in stack"},
		{"another package above", map[string]string{"main.go": "main", "src/stub.go": "written"}, "src", ""},
		{"designs and other questions of a copy", map[string]string{"stack/stub.go": "written", "stack/testdata/designs/list.go": "written", "queue/stub.go": "queue", "internal/x/x.go": "written"}, "stack", ""},
		{"a file in iCloud", map[string]string{"stub.go": "written", ".more.go.icloud": "bplist00"}, ".", ".more.go.icloud: it stands for a file that is still in iCloud: download that file, and hand it in again"},
		{"a hidden file", map[string]string{"stub.go": "written", ".more.go": "helper", "._stub.go": "helper"}, ".", ".more.go: its name begins with a dot or _, so Go does not compile it"},
		{"ten folders", map[string]string{"0/1/2/3/4/5/6/7/8/9/stub.go": "written"}, "0/1/2/3/4/5/6/7/8/9", ""},
	} {
		q := kittest.NewTree(t, map[string]string{"stub.go": kittest.UnwrittenStub, "../queue/doc.go": "package queue\n", "../queue/steps_test.go": "package queue_test\n"})
		dir := filepath.Join(t.TempDir(), "ann")
		for name, text := range test.files {
			kittest.WriteFile(t, filepath.Join(dir, filepath.FromSlash(name)), map[string]string{
				"stub": kittest.UnwrittenStub, "written": kittest.WrittenStub, "helper": helper, "doc": kittest.DocFile,
				"main": "package main\n\nfunc main() {}\n", "queue": "//go:build stub\n\npackage queue\n",
			}[text])
		}
		kittest.WriteFile(t, filepath.Join(filepath.Dir(dir), "bob", "stub.go"), kittest.WrittenStub)
		found, err := Find(q, filepath.Dir(dir), false)
		if err != nil || len(found.List) != 2 {
			t.Errorf("%s: found %+v, %v, want two submissions", test.why, found, err)
			continue
		}
		s := found.List[0]
		if test.want == "" {
			if !strings.HasPrefix(s.Problem, "more than one solution, in the folders v1, v2") {
				t.Errorf("%s: %s is judged with the problem %q, want that there is more than one solution", test.why, s.Dir, s.Problem)
			}
			continue
		}
		var leftOut []string
		for _, line := range s.Ignored {
			if !strings.HasSuffix(line, LeftOutKits) {
				if !MayCost(line, true, true) {
					t.Errorf("%s: the table does not show %q", test.why, line)
				}
				leftOut = append(leftOut, line)
			}
		}
		if got := strings.Join(leftOut, "; "); s.Dir != filepath.Join(dir, filepath.FromSlash(test.want)) || s.Problem != "" || filepath.ToSlash(got) != test.leftOut {
			t.Errorf("%s: %s is judged with the problem %q, and %q is left out; want %s, and %q left out", test.why, s.Dir, s.Problem, got, test.want, test.leftOut)
		}
	}
}

// The same holds if the submission is the directory to grade. A helper beside the stub changes nothing.
func TestChooseInOneSubmission(t *testing.T) {
	q, dir := kittest.NewTree(t, map[string]string{"stub.go": kittest.UnwrittenStub}), t.TempDir()
	kittest.WriteFile(t, filepath.Join(dir, "stack", "stub.go"), kittest.UnwrittenStub)
	kittest.WriteFile(t, filepath.Join(dir, "stack", "helper.go"), "//go:build stub\n\npackage stack\n\nfunc help() {}\n")
	kittest.WriteFile(t, filepath.Join(dir, "final", "stub.go"), kittest.WrittenStub)
	found, err := Find(q, dir, false)
	if err != nil || len(found.List) != 1 || found.List[0].Dir != filepath.Join(dir, "final") || !MayCost(strings.Join(found.List[0].Ignored, ""), true, true) {
		t.Errorf("found %+v, %v, want the written solution in final, and a line about the other", found, err)
	}
}

func TestNotSearched(t *testing.T) {
	for path, want := range map[string]string{
		"0/1/2/3/4/5/6/7/8/9/10/stub.go": "it has Go files in 0/1/2/3/4/5/6/7/8/9/10, more than 10 folders deep: move them up",
		"a/vendor/stub.go":               "it has Go files in a/vendor, but a folder vendor is not searched",
		".hidden/x/stub.go":              "it has Go files in .hidden/x, but a folder .hidden is not searched",
		".git/x.go":                      "",
		"a/stub_test.go":                 "",
	} {
		q, dir := kittest.NewTree(t, map[string]string{"stub.go": kittest.UnwrittenStub}), t.TempDir()
		kittest.WriteFile(t, filepath.Join(dir, "ann", filepath.FromSlash(path)), kittest.WrittenStub)
		kittest.WriteFile(t, filepath.Join(dir, "bob", "stub.go"), kittest.WrittenStub)
		found, err := Find(q, dir, false)
		if err != nil || len(found.List) != 2 {
			t.Fatalf("found %+v, %v, want two submissions", found, err)
		}
		got := filepath.ToSlash(found.List[0].Problem)
		if !strings.HasPrefix(got, "no Go file of a solution") && want != "" || !strings.HasSuffix(got, want) || want == "" && strings.Contains(got, "it has Go files") {
			t.Errorf("%s: the problem is %q, want %q at its end", path, got, want)
		}
	}
}
