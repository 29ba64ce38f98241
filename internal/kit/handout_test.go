package main

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/kit/grade/submission"
	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/question"
)

// TestHandout writes a handout, and works there as a student does.
func TestHandout(t *testing.T) {
	full, err := question.Root()
	if err != nil {
		t.Fatal(err)
	}
	u := user{t, filepath.Join(t.TempDir(), "the students' handout")}
	u.runsKit(true, "handout --help", "references, other designs, bank or history of git")
	if err := run(t.Context(), []string{"handout", u.root}, io.Discard); err != nil {
		t.Fatal(err)
	}
	leaksNothing(t, full, u.root)
	linksLead(t, u.root)
	u.triesAll()
	u.solves(question.Question{Root: full, Name: "deckofcards"})
	u.handsIn(full)
}

// triesAll runs the commands in a handout in which no code is written yet.
func (u user) triesAll() {
	u.Helper()
	u.Chdir(u.root)
	u.runsGo(true, "vet ./...")
	u.runsGo(true, "build -C internal/kit -trimpath -o "+os.DevNull+" .")
	u.runsGo(false, "test ./deckofcards", "There is no reference here. To judge your code: go test -tags stub ./deckofcards")
	u.runsGo(false, "test -tags stub -run Step1 ./deckofcards", "not implemented yet: deckofcards.")
	u.runsKit(true, "", "  deckofcards ", "  □□□□□□□   0/7  not begun", "Next: read hashmap/README.md")
	u.runsKit(false, "try deckofcards", "0 of 7 steps pass")
	u.runsKit(true, "hint deckofcards", "hint 1 of 3")
	u.runsKit(true, "--help", "\n  try ", "\n  watch ", "\n  restore ")
	for _, name := range []string{"compare deckofcards", "review deckofcards", "examples deckofcards", "grade deckofcards .", "new elevator", "handout x", "interview", "cards", "plan", "grade"} {
		u.runsKit(false, name, " needs the full kit: a handout for students has no references and no bank.")
		command, _, _ := strings.Cut(name, " ")
		if help, err := u.kit("--help"); err != nil || strings.Contains(help, "\n  "+command+" ") {
			u.Errorf("the help lists %s: %v\n%s", command, err, help)
		}
	}
}

// solves takes the reference of the full kit as the student's solution.
func (u user) solves(full question.Question) {
	u.Helper()
	writeSolution(u.T, full, question.Question{Root: u.root, Name: full.Name})
	u.runsGo(true, "test -tags stub -run Step1 ./deckofcards")
	u.runsKit(true, "try deckofcards 1", "✓ 1")
	u.runsKit(true, "reset deckofcards", "solution_hand.go, solution_player.go")
	u.runsGo(false, "test -tags stub -run Step1 ./deckofcards", "not implemented yet: deckofcards.")
	u.runsKit(true, "restore deckofcards")
	u.runsGo(true, "test -tags stub -run Step1 ./deckofcards")
}

// handsIn wants the full kit to find the student's solution in the whole handout.
func (u user) handsIn(full string) {
	u.Helper()
	found, err := submission.Find(question.Question{Root: full, Name: "deckofcards"}, u.root, false)
	if err != nil {
		u.Fatal(err)
	}
	want := []string{"solution_hand.go", "solution_player.go", "solution_poker.go", "solution_round.go", "solution_rules.go", "solution_view.go", "stub.go"}
	if got := found.List[0]; len(found.List) != 1 || got.Problem != "" || !slices.Equal(got.FileNames(), want) {
		u.Errorf("grade finds %d submissions in a handout, the first with %v (%s)", len(found.List), got.FileNames(), got.Problem)
	}
}

// writeSolution writes the reference of the full kit as a student's code.
func writeSolution(t *testing.T, full, handout question.Question) {
	t.Helper()
	files, err := full.Files()
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !file.IsReference() {
			continue
		}
		text, err := os.ReadFile(full.Path(file.Name))
		if err != nil {
			t.Fatal(err)
		}
		name := "stub.go"
		if rest, ok := strings.CutPrefix(file.Name, "reference_"); ok {
			name = "solution_" + rest
		}
		kittest.WriteFile(t, handout.Path(name), strings.Replace(string(text), "//go:build !stub", "//go:build stub", 1))
	}
}

// codeLine matches lines of code that are long enough to be nobody's by chance.
var codeLine = regexp.MustCompile(`(?m)^\t+([^\s/].{40,})$`)

// leaksNothing fails if a line of a body in a reference, a design or the bank is in a file of the handout, unless it is
// in the tests or the contract too, which students get.
func leaksNothing(t *testing.T, full, handout string) {
	t.Helper()
	secret := make(map[string]string)
	for _, q := range question.All(full) {
		files, err := q.Files()
		if err != nil {
			t.Fatal(err)
		}
		var paths, given []string
		for _, file := range files {
			if file.IsReference() {
				paths = append(paths, q.Path(file.Name))
			} else {
				given = append(given, q.Path(file.Name))
			}
		}
		designs, err := q.Designs()
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range designs {
			paths = append(paths, d.Path)
		}
		known := textOf(t, given...)
		for _, path := range paths {
			for _, match := range codeLine.FindAllStringSubmatch(textOf(t, path), -1) {
				if !strings.Contains(known, match[1]) {
					secret[match[1]] = path
				}
			}
		}
	}
	if len(secret) < 500 {
		t.Errorf("only %d lines of the references and designs are looked for", len(secret))
	}
	err := filepath.WalkDir(handout, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		for line := range strings.Lines(textOf(t, path)) {
			if from, leaked := secret[strings.TrimSpace(line)]; leaked {
				t.Errorf("%s has a line of %s: %s", path, from, strings.TrimSpace(line))
			}
		}
		for _, part := range []string{"stages.txtar", "poor.txtar", "internal/swiss/swiss.go"} {
			if strings.HasSuffix(filepath.ToSlash(path), part) {
				t.Errorf("%s is in the handout", path)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// textOf returns the texts of files.
func textOf(t *testing.T, paths ...string) string {
	t.Helper()
	var all strings.Builder
	for _, path := range paths {
		text, err := question.ReadText(path)
		if err != nil {
			t.Fatal(err)
		}
		all.WriteString(text)
	}
	return all.String()
}

var link = regexp.MustCompile(`\]\(([^)#\s]+)`)

// linksLead fails if a README of the handout has a link to a file that is not in it, or names a command that refuses.
func linksLead(t *testing.T, root string) {
	t.Helper()
	pages := []string{filepath.Join(root, "README.md")}
	for _, q := range question.All(root) {
		pages = append(pages, q.Path("README.md"), q.Path("hints.md"))
	}
	if len(pages) < 10 {
		t.Errorf("the handout has only %d pages", len(pages))
	}
	for _, page := range pages {
		text := textOf(t, page)
		for _, match := range link.FindAllStringSubmatch(text, -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), filepath.FromSlash(match[1]))); err != nil && !strings.Contains(match[1], "://") {
				t.Errorf("%s: %v", page, err)
			}
		}
		for _, match := range regexp.MustCompile("make ([a-z]+) Q=").FindAllStringSubmatch(text, -1) {
			if !slices.Contains(question.HandoutCommands, match[1]) {
				t.Errorf("%s names the command %s, which refuses in a handout", page, match[1])
			}
		}
	}
}
