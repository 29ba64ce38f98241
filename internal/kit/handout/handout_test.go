package handout

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/question"
)

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	kittest.WriteFile(t, at("full/a.txt"), "mine")
	kittest.WriteFile(t, at("kit/go.mod"), "module kit")
	kittest.WriteFile(t, at("repository/.git/HEAD"), "ref")
	for name, want := range map[string]string{
		"":               "Which folder?",
		at("full"):       "full is not empty: it has a.txt, and nothing is overwritten",
		at("full/a.txt"): "cannot be used for a handout",
		at("kit"):        "kit is inside this repository",
		at("kit/a/b"):    "b is inside this repository",
	} {
		if _, err := checkDir(at("kit"), name); !kittest.IsUsageError(err) || !strings.Contains(err.Error(), want) {
			t.Errorf("checkDir(%q): got %v, want an ArgumentError with %q", name, err, want)
		}
	}
	for _, name := range []string{"new", "new/below", "repository", "kit2"} {
		if got, err := checkDir(at("kit"), at(name)); err != nil || got != at(name) {
			t.Errorf("checkDir(%q) = %q, %v", at(name), got, err)
		}
	}
}

func TestOneQuestion(t *testing.T) {
	root, err := question.Root()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "handout")
	var b bytes.Buffer
	if err := Write(t.Context(), &b, root, dir, "deckofcards"); err != nil {
		t.Fatal(err)
	}
	if want := "A handout of 1 question is in " + dir; !strings.HasPrefix(b.String(), want) {
		t.Errorf("it printed %q, want %q", b.String(), want)
	}
	if got, want := question.Names(dir), []string{"deckofcards"}; !slices.Equal(got, want) || !question.IsHandout(dir) {
		t.Errorf("the handout has the questions %v, want %v", got, want)
	}
	for name, test := range map[string]struct{ has, lacks []string }{
		"README.md":                     {[]string{"| question |", "| [deckofcards](", "make try Q=deckofcards"}, []string{"hashmap", "QUESTION", "make compare"}},
		"Makefile":                      {[]string{"## make try Q=", "\ntry: kit\n", "\ncompare review ", " handout new: kit\n\t@$(kit) $@\n", ".PHONY: board help try ", " kit compare review "}, []string{"## make compare", "\njudge:", "BENCH", "\ncheck:", "staticcheck"}},
		"deckofcards/reference_test.go": {[]string{"package deckofcards_test", "go test -tags stub ./deckofcards"}, nil},
	} {
		text, err := question.ReadText(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		if !kittest.ContainsAll(text, test.has) {
			t.Errorf("%s lacks one of %q:\n%s", name, test.has, text)
		}
		for _, part := range test.lacks {
			if strings.Contains(text, part) {
				t.Errorf("%s has %q:\n%s", name, part, text)
			}
		}
	}
	if err := Write(t.Context(), &b, root, dir, "deckofcards"); !kittest.IsUsageError(err) {
		t.Errorf("a second handout in the same folder: got %v, want an ArgumentError", err)
	}
	if err := Write(t.Context(), &b, root, dir+"2", "deck"); !kittest.IsUsageError(err) {
		t.Errorf("an unknown question: got %v, want an ArgumentError", err)
	}
	if _, err := os.Stat(dir + "2"); err == nil {
		t.Error("a refused call made a folder")
	}
}

const stackReference = "//go:build !stub\n\npackage stack\n\ntype Stack struct{ n int }\n\nfunc (s *Stack) Len() int { return s.n }\n"

// A copy of a stub that is a solution, or is older than the question, is in no handout.
func TestCurrentStub(t *testing.T) {
	for name, test := range map[string]struct{ copied, stub, reference, want string }{
		"unwritten stub":   {kittest.UnwrittenStub, kittest.UnwrittenStub, stackReference, ""},
		"other line ends":  {strings.ReplaceAll(kittest.UnwrittenStub, "\n", "\r\n"), kittest.UnwrittenStub, stackReference, ""},
		"written stub":     {kittest.UnwrittenStub, kittest.WrittenStub, stackReference, ""},
		"not exported":     {kittest.UnwrittenStub, kittest.WrittenStub, stackReference + "\nfunc (s *Stack) n() {}\n\nconst size = 1\n", ""},
		"solution as copy": {kittest.WrittenStub, kittest.WrittenStub, stackReference, "internal/kit/stubs/stack.go.txt, is no stub"},
		"other comment":    {kittest.UnwrittenStub, strings.Replace(kittest.UnwrittenStub, "counts", "adds", 1), stackReference, "stack.go.txt, is out of date: stub.go has changed since"},
		"another method":   {kittest.UnwrittenStub, kittest.WrittenStub, stackReference + "\nfunc (s *Stack) Pop() {}\n", "it lacks Stack.Pop, which the reference exports"},
		"another constant": {kittest.UnwrittenStub, kittest.WrittenStub, stackReference + "\nconst Size = 1\n", "it lacks Size, which"},
		"one method fewer": {kittest.UnwrittenStub, kittest.WrittenStub, "//go:build !stub\n\npackage stack\n\ntype Stack struct{}\n", "it exports Stack.Len, which the reference does not"},
		"unreadable":       {kittest.UnwrittenStub, kittest.WrittenStub, stackReference + "}", "reference.go:8:1: "},
	} {
		q := kittest.NewTree(t, map[string]string{"../internal/kit/stubs/stack.go.txt": test.copied, "stub.go": test.stub, "reference.go": test.reference})
		if _, err := currentStub(q); (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %q", name, err, test.want)
		}
	}
}

// Students get what both variants share, and neither the reference nor what the teacher wrote.
func TestAddQuestion(t *testing.T) {
	q := kittest.NewTree(t, map[string]string{
		"../internal/kit/stubs/stack.go.txt": kittest.UnwrittenStub,
		"stub.go":                            kittest.WrittenStub, "helper.go": kittest.HelperFile, "shared.go": kittest.SharedFile, "steps_test.go": kittest.StackSteps,
		"reference.go": stackReference, "example_test.go": "//go:build !stub\n\npackage stack_test\n",
		"testdata/designs/list.go": "//go:build stub\n\n// A list.\n\npackage stack\n", "hints.md": "hints",
		"README.md": "# Design a stack\n\n<!-- no card -->\nText<!-- card 1 -->.\n\n**Tests** (`make examples Q=stack`): x\n\nMore.\n\n## Spoilers below\n\nThe answer.\n",
	})
	files := make(collection)
	if err := files.addQuestion(q); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"internal/kit/stubs/stack.go.txt", "stack/README.md", "stack/doc.go", "stack/hints.md", "stack/reference.go", "stack/reference_test.go",
		"stack/shared.go", "stack/steps_test.go", "stack/stub.go",
	}
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("the files (-want +got):\n%s", diff)
	}
	if got, want := string(files["stack/README.md"]), "# Design a stack\n\nText.\n\nMore.\n"; got != want {
		t.Errorf("README.md is %q, want %q", got, want)
	}
	if got := string(files["stack/stub.go"]); got != kittest.UnwrittenStub {
		t.Errorf("stub.go is not as shipped:\n%s", got)
	}
	kittest.WriteFile(t, q.Path("README.md"), "# Design a stack\n")
	if err := files.addQuestion(q); err == nil || !strings.Contains(err.Error(), `has no heading "Spoilers below"`) {
		t.Errorf("without a spoiler line: got %v", err)
	}
}
