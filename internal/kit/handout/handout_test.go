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
	kittest.WriteFile(t, at("repository/.git/HEAD"), "ref")
	for name, want := range map[string]string{
		"":               "Which folder?",
		at("full"):       "full is not empty: it has a.txt, and nothing is overwritten",
		at("full/a.txt"): "cannot be used for a handout",
	} {
		if _, err := checkDir(name); !kittest.IsUsageError(err) || !strings.Contains(err.Error(), want) {
			t.Errorf("checkDir(%q): got %v, want an ArgumentError with %q", name, err, want)
		}
	}
	for _, name := range []string{"new", "new/below", "repository"} {
		if got, err := checkDir(at(name)); err != nil || got != at(name) {
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
		"Makefile":                      {[]string{"## make try Q=", "\ntry: kit\n", "\ncompare: kit\n", ".PHONY: board help try "}, []string{"## make compare", "\njudge:", "\ncheck:", "staticcheck"}},
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

// Students get what both variants share, and neither the reference nor what the teacher wrote.
func TestAddQuestion(t *testing.T) {
	q := kittest.NewTree(t, map[string]string{
		"../internal/kit/stubs/stack.go.txt": kittest.UnwrittenStub,
		"stub.go":                            kittest.WrittenStub, "helper.go": kittest.HelperFile, "shared.go": kittest.SharedFile, "steps_test.go": kittest.StackSteps,
		"reference.go": "//go:build !stub\n\npackage stack\n", "example_test.go": "//go:build !stub\n\npackage stack_test\n",
		"testdata/designs/list.go": "//go:build stub\n\n// A list.\n\npackage stack\n", "hints.md": "hints",
		"README.md": "# Design a stack\n\nText.\n\n**Tests** (`make examples Q=stack`): x\n\nMore.\n\n## Spoilers below\n\nThe answer.\n",
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
