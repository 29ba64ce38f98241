// Package handout writes a repository for students: the questions without references, other designs, bank and
// discussions, and the kit with the commands that need none of these.
//
// In place of a reference, each question has the declarations of its stub once more. So go test without the tag stub
// compiles, and says how to judge one's own code.
package handout

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// Write writes a handout of the questions to dir, which must be new or empty. If the name is that of a question, the
// handout has this question alone, and with "" it has all.
func Write(ctx context.Context, w io.Writer, root, dir, name string) error {
	questions := question.All(root)
	if name != "" {
		q, err := question.Find(root, name)
		if err != nil {
			return err
		}
		questions = []question.Question{q}
	}
	dir, err := checkDir(root, dir)
	if err != nil {
		return err
	}
	files, err := collect(ctx, root, questions)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return question.ArgumentError{Text: fmt.Sprintf("The folder %s cannot be made: %v. Name one in a folder in which you may write", dir, err)}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := writeNew(filepath.Join(dir, filepath.FromSlash(name)), files[name]); err != nil {
			return fmt.Errorf("the handout in %s is not complete (%w): remove it, and run the command again", dir, err)
		}
	}
	example := exampleOf(string(files["README.md"]), questions)
	_, err = fmt.Fprintf(w, written, dir, report.Plural(len(questions), "question"), report.Plural(len(files), "file"), example)
	return err
}

const written = `A handout of %[2]s is in %[1]s: %[3]s, without references, other designs, bank and discussions.
Its README.md says how to work with it. It judges itself there: go test -tags stub ./%[4]s
It is no git repository yet. To make it one: git init, in that folder.
What students hand in, their copy of all or of %[4]s/stub.go, is judged here: make grade Q=%[4]s DIR=path
`

// checkDir returns the absolute path of the folder for a handout, or an ArgumentError if something is there or if it is
// inside the repository.
func checkDir(root, dir string) (string, error) {
	if dir == "" {
		return "", question.ArgumentError{Text: "Which folder? Name a new one for the handout, as in: make handout DIR=../students"}
	}
	path, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if workspace.IsBelow(root, path) {
		return "", question.ArgumentError{Text: fmt.Sprintf("%s is inside this repository, whose commands would take the handout for a part of it. Name a folder outside, as in: make handout DIR=../students", path)}
	}
	entries, err := os.ReadDir(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return path, nil
	case err != nil:
		return "", question.ArgumentError{Text: fmt.Sprintf("%s cannot be used for a handout: %v. Name a new folder, or an empty one", path, err)}
	}
	for _, entry := range entries {
		if entry.Name() != ".git" {
			return "", question.ArgumentError{Text: fmt.Sprintf("%s is not empty: it has %s, and nothing is overwritten. Name a new folder, or an empty one", path, entry.Name())}
		}
	}
	return path, nil
}

// writeNew writes a file that must not exist, and makes its folder if necessary.
func writeNew(path string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	return errors.Join(err, file.Close())
}

// A collection has the files of a handout by their paths, which have slashes and are relative to its root.
type collection map[string][]byte

// collect returns the files of a handout.
func collect(ctx context.Context, root string, questions []question.Question) (collection, error) {
	files := make(collection)
	for _, name := range []string{"go.mod", "go.sum", "internal/kit/go.mod", "internal/kit/go.sum"} {
		if err := files.copy(root, name); err != nil {
			return nil, err
		}
	}
	for _, name := range []string{".editorconfig", ".gitattributes", ".gitignore", ".vscode/settings.json", "LICENSE"} {
		if err := files.copy(root, name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	files[question.HandoutFile] = []byte("This repository is a handout for students: it has no references, other designs and bank.\n")
	for _, q := range questions {
		if err := files.addQuestion(q); err != nil {
			return nil, err
		}
	}
	return files, errors.Join(files.addPackages(ctx, root), files.addReadme(root, questions), files.addMakefile(root))
}

// copy adds a file of the repository.
func (c collection) copy(root, name string) error {
	text, err := question.ReadText(filepath.Join(root, filepath.FromSlash(name)))
	if err == nil {
		c[name] = []byte(text)
	}
	return err
}

//go:embed handout.md
var page string

// addReadme adds the README of the handout, with the rows of its questions from the repository's README.
func (c collection) addReadme(root string, questions []question.Question) error {
	text, err := question.ReadText(filepath.Join(root, "README.md"))
	if err != nil {
		return err
	}
	table := tableOf(text, questions)
	c["README.md"] = []byte(strings.NewReplacer("QUESTIONS\n", table, "QUESTION", exampleOf(table, questions)).Replace(page))
	return nil
}

// exampleOf returns the question of the table's first row, for the examples in texts.
func exampleOf(table string, questions []question.Question) string {
	_, row, _ := strings.Cut(table, "\n| [")
	if name, _, found := strings.Cut(row, "]"); found {
		return name
	}
	return questions[0].Name
}

// tableOf returns the table of questions in a README, with the rows of these questions alone.
func tableOf(readme string, questions []question.Question) string {
	var table strings.Builder
	rows := 0
	for line := range strings.Lines(readme) {
		switch {
		case !strings.HasPrefix(line, "|"):
			if rows > 0 {
				return table.String()
			}
			table.Reset()
		case !strings.HasPrefix(line, "| ["):
			table.WriteString(line) // the head of some table
		case slices.ContainsFunc(questions, func(q question.Question) bool {
			return strings.HasPrefix(line, fmt.Sprintf("| [%[1]s](%[1]s/", q.Name))
		}):
			table.WriteString(line)
			rows++
		}
	}
	return table.String()
}
