package judge

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const goodHeader = "step: 2\nrule: the first rule\nrule: the second rule\nwhy: Forgets it.\n"

const goodEdit = "-- reference.go --\n<<<<\nold\n====\nnew\n>>>>\n"

func TestLoadWrongEdits(t *testing.T) {
	path := filepath.Join(t.TempDir(), "wrong", "forgets.txt")
	writeFile(t, path, goodHeader+"crash: true\n\n"+goodEdit+
		"\n<<<<\n\tone\n\ttwo\n====\n>>>>\n-- reference_b.go --\n<<<<\na\n====\nb\n\nc\n>>>>\n")
	c, err := loadCandidate(path)
	if err != nil {
		t.Fatal(err)
	}
	if c.Name != "wrong/forgets" || c.Step != 2 || !c.Crash || c.Why != "Forgets it." ||
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
	dir := t.TempDir()
	wrong := filepath.Join(dir, "wrong", "w.go")
	writeFile(t, wrong, "//go:build stub\n\n// step: 3\n// rule: two words\n// why: Wrong.\n\npackage toy\n\n// step: 9\n")
	if c, err := loadCandidate(wrong); err != nil || c.Step != 3 || c.Why != "Wrong." || c.Whole == nil {
		t.Errorf("got %+v, %v", c, err)
	}
	right := filepath.Join(dir, "right", "r.go")
	writeFile(t, right, "//go:build stub\n\n// A list.\n\npackage toy\n")
	if c, err := loadCandidate(right); err != nil || c.Step != 0 || c.Whole == nil {
		t.Errorf("got %+v, %v", c, err)
	}
}

// TestLoadRefuses takes one thing at a time out of files that are sound.
func TestLoadRefuses(t *testing.T) {
	tests := []struct{ name, file, text, want string }{
		{"no step", "wrong/a.txt", "rule: two words\nwhy: x\n" + goodEdit, `no "step: N"`},
		{"a step that is no number", "wrong/a.txt", "step: two\n" + goodEdit, "step: two: want a number"},
		{"no rule", "wrong/a.txt", "step: 1\nwhy: x\n" + goodEdit, `no "rule: ..."`},
		{"a rule of one word", "wrong/a.txt", "step: 1\nrule: found\n" + goodEdit, "give more of the rule"},
		{"no why", "wrong/a.txt", "step: 1\nrule: two words\n" + goodEdit, `no "why: ..."`},
		{"crash is no boolean", "wrong/a.txt", "crash: maybe\n" + goodEdit, "want true or false"},
		{"unknown key", "wrong/a.txt", goodHeader + "wyh: x\n" + goodEdit, `unknown key "wyh"`},
		{"no edit", "wrong/a.txt", goodHeader, "no edit"},
		{"no edit of a file", "wrong/a.txt", goodHeader + "-- reference.go --\n", "no edit"},
		{"an edit that changes nothing", "wrong/a.txt",
			goodHeader + strings.Replace(goodEdit, "new", "old", 1), "line 6 changes nothing"},
		{"no old text", "wrong/a.txt", goodHeader + strings.Replace(goodEdit, "old\n", "", 1), "no old text"},
		{"a mark is missing", "wrong/a.txt", goodHeader + strings.Replace(goodEdit, ">>>>\n", "", 1), "not ended by a line >>>>"},
		{"text between edits", "wrong/a.txt", goodHeader + goodEdit + "stray\n", `"stray": want <<<<`},
		{"a header after Go's package clause", "wrong/a.go", "//go:build stub\n\npackage toy\n\n// step: 1\n", `no "step: N"`},
		{"a right design without a comment", "right/a.go", "//go:build stub\n\npackage toy\n", "says what design"},
		{"a right design as an edit", "right/a.txt", goodHeader + goodEdit, "rename or remove"},
		{"a file of another kind", "wrong/a.md", "", "rename or remove"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), filepath.FromSlash(tt.file))
			writeFile(t, path, tt.text)
			_, err := loadCandidate(path)
			wantError(t, err, tt.want)
			wantError(t, err, path)
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
	writeFile(t, filepath.Join(Dir(q), "wrong", "a.txt"), "")
	writeFile(t, filepath.Join(Dir(q), "right", "b.go"), "")
	bank, err := LoadBank(q)
	if len(bank) != 3 {
		t.Errorf("got %d candidates, want 3", len(bank))
	}
	wantError(t, err, "a.txt")
	wantError(t, err, "b.go")
}

func TestCheckBank(t *testing.T) {
	q := toyQuestion(t)
	bank, err := LoadBank(q)
	if err != nil {
		t.Fatal(err)
	}
	bank[0].Step = 3
	wantError(t, checkBank(q, bank), "step: 3: the question has 2 steps")
	wantError(t, checkBank(q, bank[:2]), "1 wrong and 1 right")
	wantError(t, checkBank(q, bank[1:]), "0 wrong and 2 right")
	bank[0].Edits[0].Old = "gone"
	wantError(t, checkBank(q, bank), "does not apply")
}
