package main

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

const docFile = "package stack\n"

// newTree returns a repository with the question stack, of which the files are empty unless given.
func newTree(t *testing.T, files map[string]string) question {
	t.Helper()
	q := question{root: t.TempDir(), name: "stack"}
	writeFile(t, q.path("doc.go"), docFile)
	for _, name := range []string{"stub.go", "steps_test.go"} {
		writeFile(t, filepath.Join(q.dir(), name), files[name])
	}
	for name, text := range files {
		writeFile(t, filepath.Join(q.dir(), name), text)
	}
	return q
}

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestFindRoot(t *testing.T) {
	q := newTree(t, nil)
	t.Chdir(q.dir())
	if root, err := findRoot(); !isUsageError(err) {
		t.Errorf("findRoot() outside of a repository = %q, %v, want a usageError", root, err)
	}
	writeFile(t, filepath.Join(q.root, "internal", "kit", "go.mod"), "")
	if root, err := findRoot(); root != q.root || err != nil {
		t.Errorf("findRoot() in a question = %q, %v, want %q", root, err, q.root)
	}
}

func isUsageError(err error) bool {
	_, ok := errors.AsType[usageError](err)
	return ok
}

func TestFindQuestion(t *testing.T) {
	q := newTree(t, nil)
	writeFile(t, filepath.Join(q.root, "hashmap", "steps_test.go"), "") // its stub.go was deleted
	writeFile(t, filepath.Join(q.root, "hashmap", "doc.go"), "")
	writeFile(t, filepath.Join(q.root, "internal", "doc.go"), "")
	for _, name := range []string{"stack", "stack/", "./stack"} {
		if got, err := findQuestion(q.root, name); got != q || err != nil {
			t.Errorf("findQuestion(%q) = %+v, %v, want %+v", name, got, err, q)
		}
	}
	const list = "The questions are: hashmap, stack\n"
	for name, want := range map[string]string{
		"":         "Which question? " + list,
		"internal": `There is no question "internal". ` + list,
		"hashmpa":  `There is no question "hashmpa". Did you mean hashmap? ` + list,
	} {
		_, err := findQuestion(q.root, name)
		if !isUsageError(err) || err.Error() != want {
			t.Errorf("findQuestion(%q): got %q, want %q", name, err, want)
		}
	}
}

const stackSteps = `package stack_test

func TestStep10_Ten(t *testing.T)  {}
func TestStep2_Len(t *testing.T)   {}
func TestStep1_Push(t *testing.T)  {}
func TestOther(t *testing.T)       {}
func helper()                      {}
`

func TestSteps(t *testing.T) {
	q := newTree(t, map[string]string{
		"steps_test.go": stackSteps,
		"README.md":     "# Step 9: no\n\n### Step 1: Push and `Pop`\r\n\n#### Step 2: no\n\n    ### Step 2: no\n\n### Step 10: Ten  \n",
	})
	got, err := q.steps()
	want := []step{{1, "TestStep1_Push", "Push and Pop"}, {2, "TestStep2_Len", "Len"}, {10, "TestStep10_Ten", "Ten"}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("steps() = %v, %v, want %v", got, err, want)
	}
}

func TestStepsWithoutREADME(t *testing.T) {
	q := newTree(t, map[string]string{"steps_test.go": stackSteps})
	got, err := q.steps()
	if err != nil || len(got) != 3 || got[0].title != "Push" {
		t.Errorf("steps() = %v, %v, want 3 steps that are called after their functions", got, err)
	}
}

func TestPickSteps(t *testing.T) {
	steps := []step{{1, "TestStep1_Push", "Push"}, {10, "TestStep10_Ten", "Ten"}}
	if got, err := pickSteps(steps, ""); len(got) != 2 || err != nil {
		t.Errorf("pickSteps without a number = %v, %v, want all", got, err)
	}
	if got, err := pickSteps(steps, "10"); len(got) != 1 || got[0] != steps[1] || err != nil {
		t.Errorf("pickSteps of 10 = %v, %v, want that step", got, err)
	}
	for _, argument := range []string{"0", "2", "-1", "x"} {
		_, err := pickSteps(steps, argument)
		if !isUsageError(err) || !strings.Contains(err.Error(), "  1  Push\n 10  Ten\n") {
			t.Errorf("pickSteps of %q: got %v, want a usageError that lists the steps", argument, err)
		}
	}
}
