// Package extend gives a learner somebody else's code to change: a solution that passes all steps but the last, in a
// copy of the question under .oodkit/extend.
//
// The copy is a module of its own with what the question's tests need, so that go test and editors work in it as they do
// in the repository, and so do try, watch, hint, compare and review with IN=extend.
package extend

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/judge"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// Begin puts a design without its last step into the copy, unless one is there. Design is the name of a right or poor
// design of the bank. If it is "", the reference is meant, or what is there.
func Begin(w io.Writer, q question.Question, design string) error {
	steps, err := q.Steps()
	if err != nil {
		return err
	}
	last := steps[len(steps)-1]
	mine := question.Question{Root: question.CopyDir(q.Root), Name: q.Name}
	begun := exists(mine.Path("stub.go"))
	if begun && design == "" {
		if err := refresh(q, mine); err != nil {
			return err
		}
		fmt.Fprintf(w, "You have already begun: the code is in %s. Make step %d, %s, pass there.\nTo begin again: make extend Q=%s DESIGN=reference. Your code is saved first.\n", here(q, mine), last.Number, last.Title, q.Name)
		next(w, q)
		return nil
	}
	if design == "" {
		design = "reference"
	}
	s, err := stage(q, len(steps), design)
	if err != nil {
		return err
	}
	if begun {
		saved, err := workspace.Save(mine, time.Now())
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "What you had there is saved in %s.\n", workspace.FromRoot(q, saved))
	}
	if err := refresh(q, mine); err != nil {
		return err
	}
	if err := write(mine, s); err != nil {
		return err
	}
	if err := workspace.BeginAt(mine, w, steps, time.Now()); err != nil {
		return err
	}
	fmt.Fprintf(w, `%[1]s: somebody else's code

It is in %[2]s, and passes all steps but the last: step %[3]d, %[4]s.
The contract is in the comments of %[1]s/stub.go, and %[1]s/README.md says what the step is about. Change
the code so that the step passes. The author of this code did not know about this step.
`, q.Name, here(q, mine), last.Number, last.Title)
	next(w, q)
	return nil
}

// here returns the folder of the learner's code in the copy.
func here(q, mine question.Question) string { return workspace.FromRoot(q, mine.Dir()) }

func next(w io.Writer, q question.Question) {
	fmt.Fprintf(w, "\nNext: make try Q=%[1]s IN=extend. Then make review Q=%[1]s IN=extend says what the change cost.\n", q.Name)
}

// stage returns a design as it was before the last step.
func stage(q question.Question, steps int, design string) (judge.Stage, error) {
	stages, err := judge.LoadStages(q, steps)
	if err != nil {
		return judge.Stage{}, err
	}
	var names []string
	for _, s := range stages {
		if s.Step != steps-1 {
			continue
		}
		if s.Design == design {
			return s, nil
		}
		names = append(names, s.Design)
	}
	poor, err := judge.LoadPoor(q)
	if err != nil {
		return judge.Stage{}, err
	}
	for _, c := range poor {
		s, err := c.Stage(stages, steps-1)
		if err != nil {
			continue // its edits are about code of the last step
		}
		if s.Design == design {
			return s, nil
		}
		names = append(names, s.Design)
	}
	_, err = question.Match(design, "design", names)
	return judge.Stage{}, err
}

// write writes the files of a stage in place of the learner's code. Files of the reference get other names, because the
// reference stays there, to be compared.
func write(mine question.Question, s judge.Stage) error {
	names, err := workspace.LearnersFiles(mine)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := os.Remove(mine.Path(name)); err != nil {
			return err
		}
	}
	files, err := s.AsLearners()
	if err != nil {
		return err
	}
	for name, text := range files {
		if err := os.WriteFile(mine.Path(name), text, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// refresh copies what the tests and commands need from the repository. It changes nothing of the learner's.
func refresh(q, mine question.Question) error {
	learners := make(map[string]bool)
	if exists(mine.Dir()) {
		names, err := workspace.LearnersFiles(mine)
		if err != nil {
			return err
		}
		for _, name := range names {
			learners[name] = true
		}
	}
	for _, name := range []string{"go.mod", "go.sum", "README.md", "LICENSE"} {
		if err := copyFile(filepath.Join(q.Root, name), filepath.Join(mine.Root, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	for _, dir := range []string{
		"internal/exercise", "internal/gotest", "internal/hashing", "internal/question", "internal/swiss", "internal/kit/stubs",
		"internal/judge/testdata/" + q.Name,
	} {
		if err := mirror(filepath.Join(q.Root, dir), filepath.Join(mine.Root, dir), func(string) bool { return false }); err != nil {
			return err
		}
	}
	return mirror(q.Dir(), mine.Dir(), func(name string) bool {
		if strings.ContainsAny(name, `/\`) {
			return false // designs and other test data
		}
		file, err := question.NewFile(name, readOrNil(q.Path(name)))
		return learners[name] || err == nil && file.IsLearners()
	})
}

// mirror makes the Go files and other texts of a folder those of another one. It leaves out names for which skip is
// true, and removes Go files that are no longer in the other folder.
func mirror(from, to string, skip func(name string) bool) error {
	if !exists(from) {
		return nil
	}
	have := make(map[string]bool)
	err := filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		name, _ := filepath.Rel(from, path)
		if err != nil || d.IsDir() || !d.Type().IsRegular() || skip(name) {
			return err
		}
		have[name] = true
		return copyFile(path, filepath.Join(to, name))
	})
	if err != nil {
		return err
	}
	return filepath.WalkDir(to, func(path string, d fs.DirEntry, err error) error {
		name, _ := filepath.Rel(to, path)
		if err != nil || d.IsDir() || have[name] || skip(name) || !strings.HasSuffix(name, ".go") {
			return err
		}
		return os.Remove(path)
	})
}

// copyFile copies a file unless the copy has the same text.
func copyFile(from, to string) error {
	text, err := os.ReadFile(from)
	if err != nil || exists(to) && bytes.Equal(text, readOrNil(to)) {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return err
	}
	return os.WriteFile(to, text, 0o666)
}

func readOrNil(path string) []byte {
	text, _ := os.ReadFile(path)
	return text
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
