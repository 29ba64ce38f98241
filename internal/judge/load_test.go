package judge

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/internal/question"
)

const (
	goodHeader = "-- a --\nrule: the first rule\nrule: the second rule\nwhy: Forgets it.\n"
	goodEdit   = "-- a/reference.go --\n<<<<\nold\n====\nnew\n>>>>\n"
	goodRight  = "//go:build stub\n\n// A list.\n\npackage toy\n"
)

// load reads a bank with these files.
func load(t *testing.T, files map[string]string) ([]Candidate, error) {
	t.Helper()
	q := question.Question{Root: t.TempDir(), Name: "toy"}
	for name, text := range files {
		dir := Dir(q)
		if strings.HasPrefix(name, "designs/") {
			dir = q.Path("testdata")
		}
		writeFile(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
	return LoadBank(q)
}

func TestLoadEdits(t *testing.T) {
	bank, err := load(t, map[string]string{"step2.txtar": "A comment.\n" + goodHeader + "crash: true\n" + goodEdit +
		"\n<<<<\n\tone\n\ttwo\n====\n>>>>\n-- a/reference_b.go --\n<<<<\na\n====\nb\n\nc\n>>>>\n" + strings.ReplaceAll(goodHeader+goodEdit, "-- a", "-- b")})
	if err != nil || len(bank) != 2 {
		t.Fatalf("got %+v, %v, want two candidates", bank, err)
	}
	c := bank[0]
	if c.Name != "wrong/a" || !strings.HasSuffix(c.File, "step2.txtar: a") || c.Step != 2 || !c.Crash || c.Why != "Forgets it." ||
		!slices.Equal(c.Rules, []string{"the first rule", "the second rule"}) {
		t.Errorf("got %+v", c)
	}
	want := []Edit{
		{File: "reference.go", Old: "old", New: "new", Line: 8},
		{File: "reference.go", Old: "\tone\n\ttwo", New: "", Line: 14},
		{File: "reference_b.go", Old: "a", New: "b\n\nc", Line: 20},
	}
	if !slices.Equal(c.Edits, want) {
		t.Errorf("got edits %+v, want %+v", c.Edits, want)
	}
}

func TestLoadWholeFiles(t *testing.T) {
	const whole = "//go:build stub\n\npackage toy\n"
	bank, err := load(t, map[string]string{
		"designs/r.go": goodRight,
		"step1.txtar":  goodHeader + "-- a/stub.go --\n" + whole,
	})
	if err != nil || len(bank) != 2 {
		t.Fatalf("got %+v, %v, want two candidates", bank, err)
	}
	if r := bank[0]; r.Name != "designs/r" || r.Step != 0 || string(r.Whole) != goodRight {
		t.Errorf("got %+v", r)
	}
	if c := bank[1]; c.Name != "wrong/a" || c.Step != 1 || string(c.Whole) != whole {
		t.Errorf("got %+v", c)
	}
	for name, base := range map[string]string{"b": "designs/r.go", "c": "wrong/a"} {
		bank, err = load(t, map[string]string{
			"designs/r.go": goodRight,
			"step1.txtar":  goodHeader + "-- a/stub.go --\n" + whole,
			"step3.txtar":  strings.NewReplacer("-- a", "-- "+name, "reference.go", base).Replace(goodHeader + goodEdit),
		})
		if err != nil || len(bank) != 3 || bank[2].Whole == nil || len(bank[2].Edits) != 1 {
			t.Errorf("an edit of %s: got %+v, %v", base, bank, err)
		}
	}
}

// TestLoadWindowsLines has files as an editor on Windows may write them.
func TestLoadWindowsLines(t *testing.T) {
	files := map[string]string{
		"designs/r.go": goodRight,
		"step1.txtar":  goodHeader + strings.Replace(goodEdit, "reference", "designs/r", 1),
	}
	want, err := load(t, files)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		files[name] = strings.ReplaceAll(text, "\n", "\r\n")
	}
	got, err := load(t, files)
	if err != nil || len(got) != 2 || string(got[0].Whole) != goodRight || !slices.Equal(got[1].Edits, want[1].Edits) || !slices.Equal(got[1].Rules, want[1].Rules) {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
}

// TestLoadRefuses makes one mistake at a time in files that are right.
func TestLoadRefuses(t *testing.T) {
	tests := []struct{ name, file, text, want string }{
		{"no rule", "step1.txtar", "-- a --\nwhy: x\n" + goodEdit, `a: the header has no "rule: ..."`},
		{"a rule of one word", "step1.txtar", "-- a --\nrule: found\n" + goodEdit, "give more of the rule"},
		{"no why", "step1.txtar", "-- a --\nrule: two words\n" + goodEdit, `no "why: ..."`},
		{"crash is no boolean", "step1.txtar", "-- a --\ncrash: maybe\n" + goodEdit, "want true or false"},
		{"card is no boolean", "step1.txtar", "-- a --\ncard: maybe\n" + goodEdit, "want true or false"},
		{"unknown key", "step1.txtar", goodHeader + "wyh: x\n" + goodEdit, `unknown key "wyh"`},
		{"the step in the header", "step1.txtar", goodHeader + "step: 1\n" + goodEdit, `unknown key "step"`},
		{"no edit", "step1.txtar", goodHeader, "no edit"},
		{"no edit of a file", "step1.txtar", goodHeader + "-- a/reference.go --\n", "line 5: reference.go has no edit"},
		{"an edit that changes nothing", "step1.txtar",
			goodHeader + strings.Replace(goodEdit, "new", "old", 1), "a: the edit at line 6 changes nothing"},
		{"no old text", "step1.txtar", goodHeader + strings.Replace(goodEdit, "old\n", "", 1), "no old text"},
		{"a mark is missing", "step1.txtar", goodHeader + strings.Replace(goodEdit, ">>>>\n", "", 1), "not ended by a line >>>>"},
		{"text between edits", "step1.txtar", goodHeader + goodEdit + "stray\n", `line 11 is "stray": want <<<<`},
		{"an edit without a candidate", "step1.txtar", goodEdit, "line 1: -- a/reference.go -- belongs to no candidate"},
		{"a name twice", "step1.txtar", goodHeader + goodEdit + goodHeader + goodEdit, "the name is used twice"},
		{"an edit of a solution that does not exist", "step1.txtar", goodHeader + strings.Replace(goodEdit, "reference", "designs/x", 1), "line 6: the bank has no whole solution named designs/x.go"},
		{"an edit of a solution and of another file", "step1.txtar",
			goodHeader + goodEdit + strings.Replace(goodEdit, "reference", "designs/r", 1), "the candidate edits designs/r.go and other files"},
		{"a right design without a comment", "designs/b.go", "//go:build stub\n\npackage toy\n", "says what design"},
		{"a right design of another kind", "designs/b.txt", "", "rename or remove"},
		{"a file of another kind", "step1.md", "", "rename or remove"},
		{"step 0", "step0.txtar", "", "rename or remove"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			bank, err := load(t, map[string]string{"designs/r.go": goodRight, tt.file: tt.text})
			wantError(t, err, tt.want)
			wantError(t, err, filepath.FromSlash(tt.file))
			if len(bank) > 3 {
				t.Errorf("got %d candidates, want at most r and a, twice", len(bank))
			}
		})
	}
}

func wantError(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got error %v, want one with %q", err, want)
	}
}

// TestLoadBankReportsAll wants the good candidates and every error.
func TestLoadBankReportsAll(t *testing.T) {
	q := toyQuestion(t)
	writeFile(t, filepath.Join(Dir(q), "step1.txtar"), "-- a --\n")
	writeFile(t, q.Path("testdata/designs/b.go"), "")
	bank, err := LoadBank(q)
	if len(bank) != 3 {
		t.Errorf("got %d candidates, want 3", len(bank))
	}
	wantError(t, err, "step1.txtar: a")
	wantError(t, err, "b.go")
}

func TestCheckBank(t *testing.T) {
	q := toyQuestion(t)
	bank, err := LoadBank(q)
	if err != nil {
		t.Fatal(err)
	}
	bank[2].Step = 3
	wantError(t, checkBank(q, bank), "the question has 2 steps")
	wantError(t, checkBank(q, bank[1:]), "1 wrong and 1 right")
	wantError(t, checkBank(q, bank[:2]), "0 wrong and 2 right")
	if !exercise.Race {
		right := bank[2].Edits[0].New
		bank[2].Edits[0].New = "undeclared()"
		wantError(t, checkBank(q, bank), "the candidate does not compile")
		bank[2].Edits[0].New = right
	}
	bank[2].Edits[0].Old = "gone"
	wantError(t, checkBank(q, bank), "does not apply")
}
