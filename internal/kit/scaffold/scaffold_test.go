package scaffold

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/question"
)

// TestNothingIsLeftToWrite lists what is still to be written of the questions. In a repository with a new question it
// fails.
func TestNothingIsLeftToWrite(t *testing.T) {
	root, err := question.Root()
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range question.All(root) {
		lines, err := Unwritten(q)
		if err != nil {
			t.Error(err)
		}
		for _, line := range lines {
			t.Errorf("still to be written: %s", line)
		}
	}
}

const (
	someReadme = "# kit\n\n| question | what |\n|---|---|\n| [stack](stack/README.md) | a stack |\n\nMore.\n"
	someParity = "package parity\n\nvar shared = map[string][]string{\n\t\"stack\": {\"doc.go\"},\n}\n\nvar more = 1\n"
)

// newTree returns a repository with the question stack, in which the lists of questions are.
func newTree(t *testing.T, files map[string]string) question.Question {
	t.Helper()
	all := map[string]string{"../README.md": someReadme, "../internal/parity/parity.go": someParity}
	maps.Copy(all, files)
	return kittest.NewTree(t, all)
}

// filesOf returns the files below root with their texts, and the directories.
func filesOf(t *testing.T, root string) map[string]string {
	t.Helper()
	files := make(map[string]string)
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, path)
		if err != nil || entry.IsDir() {
			files[filepath.ToSlash(relative)+"/"] = ""
			return err
		}
		text, err := os.ReadFile(path)
		files[filepath.ToSlash(relative)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestNames(t *testing.T) {
	q := newTree(t, map[string]string{"../internal/judge/testdata/bank/step1.txtar": "", "../internal/kit/stubs/old.go.txt": "",
		"../README.md":                 strings.Replace(someReadme, "\n\n|", "\n\n| [listed](listed/README.md) | gone |\n|", 1),
		"../internal/parity/parity.go": strings.Replace(someParity, "\n}", "\n\t\"allowed\": {\"doc.go\"},\n}", 1)})
	before := filesOf(t, q.Root)
	for name, want := range map[string]string{
		"":         "Which name?",
		"Elevator": "small letters and digits",
		"a":        "2 to 30",
		"../x":     "is not valid",
		"a_b":      "is not valid",
		"2fast":    "is not valid",
		"ünder":    "is not valid",
		"select":   "a word of Go",
		"string":   "a word of Go",
		"steps":    "uses it for something else",
		"list":     "package in Go's library, container/list",
		"testing":  "package in Go's library, testing",
		"stack":    "nothing is overwritten: stack, its line in README.md (line 6), its line in internal/parity/parity.go (line 4). Choose",
		"bank":     "exists already, and nothing is overwritten: internal/judge/testdata/bank. Choose",
		"old":      "exists already, and nothing is overwritten: internal/kit/stubs/old.go.txt. Choose",
		"listed":   "exists already, and nothing is overwritten: its line in README.md (line 3). Choose",
		"allowed":  "exists already, and nothing is overwritten: its line in internal/parity/parity.go (line 5). Choose",
	} {
		if err := New(t.Context(), &bytes.Buffer{}, q.Root, name); !kittest.IsUsageError(err) || !strings.Contains(err.Error(), want) {
			t.Errorf("New %q: got %v, want an ArgumentError with %q", name, err, want)
		}
	}
	if diff := cmp.Diff(before, filesOf(t, q.Root)); diff != "" {
		t.Errorf("a refused name changed the tree (-before +after):\n%s", diff)
	}
}

func TestNew(t *testing.T) {
	q := newTree(t, nil)
	before := filesOf(t, q.Root)
	var b bytes.Buffer
	if err := New(t.Context(), &b, q.Root, "elevator"); err != nil {
		t.Fatal(err)
	}
	after := filesOf(t, q.Root)
	if lines := strings.Count(b.String(), "\n"); lines != 17 || !strings.HasPrefix(b.String(), "elevator is a new question: 13 files,") {
		t.Errorf("it printed %d lines:\n%s", lines, b.String())
	}
	for name, want := range map[string]string{
		"README.md":                                    "| a stack |\n| [elevator](elevator/README.md) | TODO(elevator): what you design | easy | 1 | 20 / 20 |\n\nMore.",
		"internal/parity/parity.go":                    "\"stack\":    {\"doc.go\"},\n\t\"elevator\": {\"doc.go\"},\n}\n\nvar more",
		"elevator/README.md":                           "# Design an elevator\n",
		"elevator/steps_test.go":                       "\"testing\"\n\n\t\"example.com/questions/elevator\"\n\t\"example.com/questions/internal/exercise\"\n",
		"internal/judge/testdata/elevator/step1.txtar": "TODO(elevator)",
		"internal/kit/stubs/elevator.go.txt":           after["elevator/stub.go"],
	} {
		if !strings.Contains(after[name], want) {
			t.Errorf("%s is\n%s\nwant %q in it", name, after[name], want)
		}
		delete(after, name)
	}
	for name, text := range after {
		if _, isOld := before[name]; !isOld && strings.Contains(strings.ToLower(text), templateName) {
			t.Errorf("%s has the template's name in it", name)
		}
	}
	lines, err := Unwritten(question.Question{Root: q.Root, Name: "elevator"})
	if err != nil || len(lines) < 20 || !strings.HasPrefix(lines[0], "README.md:6: | [elevator]") {
		t.Errorf("still to be written: %q, %v", lines, err)
	}
}

// If New fails anywhere, the tree is as it was.
func TestNewFails(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"has no table of questions": {"../README.md": "# kit\n"},
		"has no variable shared":    {"../internal/parity/parity.go": "package parity\n"},
		"stubs":                     {"../internal/kit/stubs": "a file in place of the folder"},
		"testdata":                  {"../internal/judge/testdata": "another one"},
	} {
		q := newTree(t, files)
		before := filesOf(t, q.Root)
		if err := New(t.Context(), &bytes.Buffer{}, q.Root, "elevator"); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("got %v, want an error with %q", err, name)
		}
		if diff := cmp.Diff(before, filesOf(t, q.Root)); diff != "" {
			t.Errorf("%s: the failed call changed the tree (-before +after):\n%s", name, diff)
		}
	}
}

// If the last of several changes fails, those before it are undone.
func TestApplyUndoes(t *testing.T) {
	q := newTree(t, nil)
	before := filesOf(t, q.Root)
	path := func(name string) string { return filepath.Join(q.Root, filepath.FromSlash(name)) }
	err := apply([]change{
		{path: path("a/b/new.txt"), text: []byte("new")},
		{path: path("README.md"), text: []byte("changed"), before: []byte(someReadme)},
		{path: path("gone/gone.txt"), text: []byte("x"), before: []byte("y")},
	})
	if err == nil {
		t.Error("a file that does not exist was replaced")
	}
	if diff := cmp.Diff(before, filesOf(t, q.Root)); diff != "" {
		t.Errorf("the failed call changed the tree (-before +after):\n%s", diff)
	}
}
