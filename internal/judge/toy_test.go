package judge

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/question"
)

// toyFiles is a module with one question of two steps, in a state that a learner may leave: with own files that would not
// compile beside a candidate.
var toyFiles = map[string]string{
	"go.mod": "module example.com/toys\n\ngo 1.26\n",
	"toy/reference.go": `//go:build !stub

package toy

func Double(n int) int { return 2 * n }
`,
	"toy/reference_half.go": `//go:build !stub

package toy

func Half(n int) int { return n / 2 }
`,
	"toy/doc.go": "package toy\n\n// Max is shared.\nconst Max = 10\n",
	"toy/stub.go": `//go:build stub

package toy

func Double(n int) int { return doubled(n) }
func Half(n int) int   { panic("not implemented: Half") }
`,
	"toy/mine.go":         "//go:build stub\n\npackage toy\n\nfunc doubled(n int) int { return 0 }\n",
	"toy/mine_test.go":    "//go:build stub\n\npackage toy\n\nvar _ = doubled(1)\n",
	"toy/example_test.go": "//go:build !stub\n\npackage toy_test\n",
	"toy/steps_test.go": `package toy

import (
	"os"
	"testing"
)

func TestStep1_Double(t *testing.T) {
	if _, err := os.Stat("steps_test.go"); err != nil || os.Getenv("OODKIT_ALL") != "" {
		t.Fatal("not run as a learner would:", err, os.Environ())
	}
	if got := Double(3); got != 6 {
		t.Fatalf("Double(3) = %d, want 6\nrule: Double is twice its argument", got)
	}
}

func TestStep2_Half(t *testing.T) {
	if Double(3) != 6 {
		t.Skip("locked")
	}
	if got := Half(6); got != 3 {
		t.Fatalf("Half(6) = %d, want 3\nrule: Half undoes Double", got)
	}
}

func FuzzHalf(f *testing.F) {
	f.Add(4)
	f.Fuzz(func(t *testing.T, n int) { _ = Half(n) })
}
`,
	"internal/judge/testdata/toy/step2.txtar": `-- keeps --
rule: Half undoes Double
why: Returns what it was given.
-- keeps/reference_half.go --
<<<<
return n / 2
====
return n
>>>>
`,
	"toy/testdata/designs/shift.go": `//go:build stub

// Shifts in place of arithmetic.

package toy

func Double(n int) int { return n << 1 }
func Half(n int) int   { return n >> 1 }
`,
	"toy/testdata/designs/sum.go": `//go:build stub

// Adds the argument to itself, and counts up to find a half.

package toy

func Double(n int) int { return n + n }
func Half(n int) (h int) {
	for h < n-h {
		h++
	}
	return h
}
`,
}

// toyQuestion writes the toy module and returns its question.
func toyQuestion(t *testing.T) question.Question {
	t.Helper()
	root := t.TempDir()
	for name, text := range toyFiles {
		writeFile(t, filepath.Join(root, filepath.FromSlash(name)), text)
	}
	return question.Question{Name: "toy", Root: root}
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func toyCandidate(t *testing.T, q question.Question, name string) Candidate {
	t.Helper()
	bank, err := LoadBank(q)
	i := slices.IndexFunc(bank, func(c Candidate) bool { return c.Name == name })
	if err != nil || i < 0 {
		t.Fatalf("no %s in the bank: %v", name, err)
	}
	return bank[i]
}

// TestToy builds and judges candidates, in a tree with a learner's files and under GOFLAGS that would break the build.
func TestToy(t *testing.T) {
	t.Setenv("GOFLAGS", "-tags=other -cover")
	t.Setenv("GOWORK", "off")
	t.Setenv("OODKIT_ALL", "1")
	q := toyQuestion(t)
	bank, err := LoadBank(q)
	if err != nil {
		t.Fatal(err)
	}
	if err := checkBank(q, bank); err != nil {
		t.Error(err)
	}
	wrong := toyCandidate(t, q, "wrong/keeps")
	right := toyCandidate(t, q, "designs/sum")
	broken := toyCandidate(t, q, "designs/shift")
	broken.Whole = bytes.Replace(broken.Whole, []byte("n >> 1"), []byte("n >> one"), 1)

	var rows rowCount
	var wg sync.WaitGroup // not t.Parallel: it forbids t.Setenv
	wg.Go(func() {
		if err := rejects(t, q, wrong, &rows); err != nil {
			t.Error(err)
		}
	})
	wg.Go(func() {
		if err := accepts(t, q, right, false); err != nil {
			t.Error(err)
		}
	})
	wg.Go(func() {
		err := accepts(t, q, broken, false)
		if e, ok := errors.AsType[gotest.BuildError](err); !ok || !e.HasPosition() || !strings.Contains(e.Error(), "undefined: one") {
			t.Errorf("a candidate that does not compile: got %v, want a BuildError with the compiler's line", err)
		}
	})
	wg.Wait()
	before := []Candidate{{Name: "wrong/keeps", Rows: 7}}
	for want, failed := range map[int]map[string]int{7: {}, 1: rows.failed} {
		if err := writeRows(q, before, failed); err != nil {
			t.Fatal(err)
		}
		if got := toyCandidate(t, q, "wrong/keeps").Rows; got != want {
			t.Errorf("the bank says that keeps fails %d rows, want %d", got, want)
		}
	}
}

func TestWrongRows(t *testing.T) {
	for text, want := range map[string]string{
		"keeps 1\nkept 2\n": `the bank has no wrong solution "kept"`,
		"keeps\n":           `the line "keeps" is not a name and a number`,
	} {
		q := toyQuestion(t)
		writeFile(t, filepath.Join(Dir(q), rowsFile), text)
		if _, err := LoadBank(q); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", text, err, want)
		}
	}
}
