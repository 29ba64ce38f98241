package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// writeToy writes a module with one question, a wrong step if broken, and goes there.
func writeToy(t *testing.T, want string) {
	t.Helper()
	t.Chdir(t.TempDir())
	t.Setenv("GOWORK", "off")
	t.Setenv("GOFLAGS", "-tags=other")
	for name, text := range map[string]string{
		"go.mod":      "module example.com/toys\n\ngo 1.26\n",
		"toy/doc.go":  "package toy\n",
		"toy/stub.go": "//go:build stub\n\npackage toy\n\nfunc Larger(a, b int) int { panic(\"not implemented\") }\n",
		"toy/reference.go": `//go:build !stub

package toy

func Larger(a, b int) int {
	if a < b {
		return b
	}
	return a
}
`,
		"toy/steps_test.go": `package toy

import "testing"

func TestStep1_Larger(t *testing.T) {
	if got := Larger(2, 3); got != ` + want + ` {
		t.Fatal(got)
	}
}

func TestStep2_LargerFirst(t *testing.T) {
	if Larger(3, 2) != 3 {
		t.Fatal("not 3")
	}
}
`,
		"internal/judge/testdata/toy/survivors.txt": "mutant: reference.go Larger `<` -> `<=`\nline: if a < b {\nreason: Of equal numbers either is the larger one.\n",
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestMutate builds and runs all mutants of a small question.
func TestMutate(t *testing.T) {
	writeToy(t, "3")
	var out, progress strings.Builder
	ok, err := mutate(t.Context(), []string{"toy"}, &out, &progress)
	if err != nil || !ok {
		t.Errorf("got %t, %v, want the list to be right:\n%s", ok, err, out.String())
	}
	const want = `4 mutants: 3 killed (2 by step 1, 1 by step 2), 1 survived, 0 timed out, 0 crashed, 0 did not compile

survived, reviewed:
  reference.go:6: ` + "`<` -> `<=`" + ` | if a < b {
`
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
	if !strings.HasSuffix(progress.String(), "\r4 of 4 mutants tried, 1 survived\n") {
		t.Errorf("progress is %q", progress.String())
	}
}

// TestMutateRefuses has calls that must not end in a report.
func TestMutateRefuses(t *testing.T) {
	writeToy(t, "2")
	for _, tt := range []struct {
		name string
		args string
		want string
	}{
		{"unknown question", "nonsense", `There is no question "nonsense". The questions are: toy`},
		{"no question", "", "Which question? The questions are: toy"},
		{"two questions", "toy toy", "want one question"},
		{"no such function", "-only Smaller toy", `no file:function of toy contains "Smaller"`},
		{"no worker", "-j 0 toy", "-j 0: want at least 1"},
		{"a reference that fails", "toy", "with the unchanged reference (killed by step 1)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := mutate(t.Context(), strings.Fields(tt.args), io.Discard, io.Discard)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got error %v, want one with %q", err, tt.want)
			}
		})
	}
}
