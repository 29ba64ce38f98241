package question

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
)

// write writes files, whose paths are relative to the root, and returns the question stack there.
func write(t *testing.T, root string, files map[string]string) Question {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	return Question{root, "stack"}
}

var tree = map[string]string{
	"go.mod":                 "module example.com/oodkit\n",
	"stack/doc.go":           "package stack\n",
	"stack/steps_test.go":    "package stack_test\n",
	"hashmap/doc.go":         "package hashmap\n",
	"hashmap/steps_test.go":  "package hashmap_test\n",
	"internal/go.mod":        "module example.com/oodkit/internal\n",
	"internal/kit/main.go":   "package main\n",
	"stack/more/testdata.go": "package more\n",
}

// A path may have characters that are special in patterns.
var paths = []string{"plain", "go [2026]", "a*b?", "100%", "c#", "ä ö", "-dash", `back\slash`}

func TestRoot(t *testing.T) {
	for _, path := range paths {
		root := filepath.Join(t.TempDir(), path)
		if err := os.Mkdir(root, 0o777); err != nil {
			t.Logf("not a name here: %v", err) // as a*b? on Windows
			continue
		}
		t.Chdir(root)
		if got, err := Root(); !isArgument(err) {
			t.Errorf("Root() outside of a repository = %q, %v, want an ArgumentError", got, err)
		}
		write(t, root, tree)
		for _, dir := range []string{".", "stack", "internal/kit"} {
			t.Chdir(filepath.Join(root, dir))
			if got, err := Root(); !sameFile(got, root) || err != nil {
				t.Errorf("Root() in %s = %q, %v, want %q", dir, got, err, root)
			}
		}
		if got, want := Names(root), []string{"hashmap", "stack"}; !slices.Equal(got, want) {
			t.Errorf("Names(%q) = %q, want %q", root, got, want)
		}
	}
}

func sameFile(a, b string) bool {
	first, _ := os.Stat(a)
	second, _ := os.Stat(b)
	return os.SameFile(first, second)
}

func isArgument(err error) bool {
	_, ok := errors.AsType[ArgumentError](err)
	return ok
}

func TestFind(t *testing.T) {
	q := write(t, t.TempDir(), tree)
	for _, name := range []string{"stack", "stack/", "./stack", `.\stack\`} {
		if got, err := Find(q.Root, name); got != q || err != nil {
			t.Errorf("Find(%q) = %+v, %v, want %+v", name, got, err, q)
		}
	}
	const list = "The questions are: hashmap, stack\n"
	for name, want := range map[string]string{
		"":         "Which question? " + list,
		"internal": `There is no question "internal". ` + list,
		"hashmpa":  `There is no question "hashmpa". Did you mean hashmap? ` + list,
	} {
		if _, err := Find(q.Root, name); !isArgument(err) || err.Error() != want {
			t.Errorf("Find(%q): got %q, want %q", name, err, want)
		}
	}
}

func TestNearest(t *testing.T) {
	names := []string{"callcenter", "circulararray", "hashmap", "lrucache"}
	for typed, want := range map[string]string{
		"Hashmap": "hashmap", "hasmap": "hashmap", "hash": "hashmap", "lru": "lrucache",
		"circulerarry": "circulararray", "callcentre": "callcenter", "": "", "x": "", "parkinglot": "",
	} {
		if got, ok := nearest(typed, names); got != want || ok != (want != "") {
			t.Errorf("nearest(%q) = %q, %t, want %q", typed, got, ok, want)
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
	q := write(t, t.TempDir(), map[string]string{
		"stack/steps_test.go": stackSteps,
		"stack/README.md":     "# Step 9: no\n\n### Step 1: Push and `Pop`\r\n\n#### Step 2: no\n\n    ### Step 2: no\n\n### Step 10: Ten  \n",
	})
	got, err := q.Steps()
	want := []Step{{1, "TestStep1_Push", "Push and Pop"}, {2, "TestStep2_Len", "Len"}, {10, "TestStep10_Ten", "Ten"}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("Steps() = %v, %v, want %v", got, err, want)
	}
	if err := os.Remove(q.Path("README.md")); err != nil {
		t.Fatal(err)
	}
	if got, err = q.Steps(); err != nil || len(got) != 3 || got[0].Title != "Push" {
		t.Errorf("Steps() without a README = %v, %v, want 3 steps that are called after their functions", got, err)
	}
}

func TestHints(t *testing.T) {
	const hints = "# Hints\r\n\r\n### Step 1: Push\r\n\r\n<details><summary>Hint 1</summary>\r\n\r\nFirst,\r\nin two lines.\r\n</details>\r\n" +
		"\n### Step 2: Len\n\nNone.\n\n## Other\n\n<details><summary>Hint 2</summary>\n\nNot this.\n</details>\n"
	q := write(t, t.TempDir(), map[string]string{"stack/hints.md": hints})
	for number, want := range map[int][]string{1: {"First,\nin two lines."}, 2: nil, 3: nil} {
		if got, err := q.Hints(Step{Number: number}); !slices.Equal(got, want) || err != nil {
			t.Errorf("Hints of step %d = %q, %v, want %q", number, got, err, want)
		}
	}
}

func TestFiles(t *testing.T) {
	q := write(t, t.TempDir(), map[string]string{
		"stack/both.go": "package stack\n", "stack/both_test.go": "package stack\n",
		"stack/mine.go": "//go:build stub\r\n\r\npackage stack\r\n", "stack/mine_test.go": "//go:build stub\n\npackage stack\n",
		"stack/other.go": "//go:build !stub\n\npackage stack\n", "stack/never.go": "//go:build ignore\n\npackage stack\n",
		"stack/broken.go": "<<<<<<< HEAD\n", "stack/notes.txt": "", "stack/dir.go/x": "",
	})
	got, err := q.Files()
	want := []File{{"both.go", true, true}, {"both_test.go", true, true}, {"broken.go", true, true}, {"mine.go", false, true},
		{"mine_test.go", false, true}, {"never.go", false, false}, {"other.go", true, false}}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("Files() = %v, %v, want %v", got, err, want)
	}
}

func TestIsUnwritten(t *testing.T) {
	const stub = "package stack\n\ntype Stack[T any] struct {\n\t// Your fields go here.\n}\n\nfunc (s *Stack[T]) Len() int { panic(\"not implemented: Stack.Len\") }\n"
	for text, want := range map[string]bool{
		stub: true,
		"package stack\n\ntype Stack struct{ n int }\n\nfunc (s *Stack) Len() int { panic(\"not implemented: Stack.Len\") }\n": false,
		"package stack\n\nfunc New() { panic(\"no\") }\n":                                                                      false,
		"package stack\n\nfunc New() {}\n":                                                                                     false,
		"package stack\n":                                                                                                      false,
		"nonsense":                                                                                                             false,
	} {
		if got := IsUnwritten([]byte(text)); got != want {
			t.Errorf("IsUnwritten = %t, want %t, of\n%s", got, want, text)
		}
	}
}
