package workspace

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/question"
)

// A change is a change to make in a question's directory.
type change struct {
	mine   []string          // the learner's files, which it replaces or removes
	others []string          // other files, which it saves but does not change
	want   map[string][]byte // the files to write
}

// Reset saves the learner's code and writes the stub as it was shipped.
func Reset(ctx context.Context, w io.Writer, q question.Question) error {
	c, err := resetting(ctx, q)
	if err != nil {
		return err
	}
	if isDone(q, c) {
		fmt.Fprintf(w, "%s/stub.go is the original stub already: there is nothing to reset.\n", q.Name)
		return nil
	}
	saved, err := apply(ctx, q, w, c)
	if err != nil {
		return err
	}
	forgetSteps(q, w)
	if err := putStagesAway(q, time.Now()); err != nil {
		fmt.Fprintf(w, "make review still shows what the steps changed in your old code: %v. To correct it, rename %s\n", err, FromRoot(q, StagesDir(q)))
	}
	fmt.Fprintf(w, "%s/stub.go is the original stub again.", q.Name)
	if saved.name != "" {
		fmt.Fprintf(w, " To bring your code back: make restore Q=%s", q.Name)
	}
	fmt.Fprintln(w)
	return nil
}

// resetting returns the change that brings the stub back as it was shipped.
func resetting(ctx context.Context, q question.Question) (change, error) {
	stub, err := ShippedStub(q)
	if err != nil {
		return change{}, err
	}
	c := change{want: map[string][]byte{"stub.go": stub}}
	c.mine, c.others, err = present(ctx, q)
	return c, err
}

// present returns the files of the learner's code, with Go files that git does not have, and the other files that git
// does not have or that were edited.
func present(ctx context.Context, q question.Question) (mine, others []string, err error) {
	if mine, err = LearnersFiles(q); err != nil {
		return nil, nil, err
	}
	added, edited, err := known(ctx, q)
	if err != nil {
		return nil, nil, err
	}
	for _, file := range append(added, edited...) {
		switch {
		case slices.Contains(mine, file), file == "stub.go": // the latter if it was deleted
		case slices.Contains(added, file) && path.Ext(file) == ".go" && path.Dir(file) == ".":
			mine = append(mine, file) // a test, or the build line is wrong: it may not compile with the stub
		default:
			others = append(others, file)
		}
	}
	return mine, others, nil
}

// stubCopy returns the path of the copy of the question's stub.go as it was shipped. TestStubCopies compares the
// copies with the stubs.
func stubCopy(q question.Question) string {
	return filepath.Join(q.Root, "internal", "kit", "stubs", q.Name+".go.txt")
}

// ShippedStub returns stub.go as it was shipped. If the copy has something written, it returns an error, because the code
// is somebody's solution.
func ShippedStub(q question.Question) ([]byte, error) {
	text, err := os.ReadFile(stubCopy(q))
	if err != nil {
		return nil, fmt.Errorf("the copy of the original stub is missing (%w): take it from "+
			"https://github.com/oodkit/oodkit/blob/main/%s/stub.go", err, q.Name)
	}
	if !question.IsUnwritten(text) {
		return nil, fmt.Errorf("the copy of the original stub, %s, is no stub: it has a body or a field written, or is not valid Go. Restore it: git checkout -- %[1]s",
			FromRoot(q, stubCopy(q)))
	}
	return text, nil
}

// forgetSteps removes the results of the steps, and the time that they took, from the progress.
func forgetSteps(q question.Question, w io.Writer) {
	err := Update(q, w, func(p *Progress) { p.Steps, p.LastRun, p.Worked = nil, time.Time{}, 0 })
	if err != nil {
		fmt.Fprintf(w, "The board still shows the steps that your old code passed: %v. To correct it: make try Q=%s\n", err, q.Name)
	}
}

// Restore brings the files of a save back. It first saves the files that it replaces.
func Restore(ctx context.Context, w io.Writer, q question.Question, name string) error {
	s, err := findSave(q, name)
	if err != nil {
		return err
	}
	c, err := restoring(ctx, q, s)
	if err != nil {
		return err
	}
	if isDone(q, c.change) {
		if len(c.stay) == 0 {
			fmt.Fprintf(w, "Your files in %s are the same as in the save %s: there is nothing to restore.\n", q.Name, s.name)
		}
		c.printStaying(w)
		return nil
	}
	if stub, err := ShippedStub(q); err == nil && destroysNothing(q, change{mine: c.mine, want: map[string][]byte{"stub.go": stub}}) {
		c.mine = nil // the directory has no code of the learner's to save
	}
	if _, err := apply(ctx, q, w, c.change); err != nil {
		return err
	}
	fmt.Fprintf(w, "Brought back from %s: %s\n", FromRoot(q, s.dir()), strings.Join(sortedKeys(c.want), ", "))
	c.printStaying(w)
	return c.setModes()
}

// A restoration is the change that brings a save back.
type restoration struct {
	change
	save    save
	present []string // all code of the learner's that exists now
	stay    []string // other files of the save, which exist now and differ
}

// restoring returns the change that brings a save back: the learner's code, also if only git knows that it is theirs, and
// other files that do not exist now.
func restoring(ctx context.Context, q question.Question, s save) (c restoration, err error) {
	c = restoration{change: change{want: make(map[string][]byte)}, save: s}
	if c.present, _, err = present(ctx, q); err != nil {
		return c, err
	}
	if c.mine, err = LearnersFiles(q); err != nil {
		return c, err
	}
	files, err := s.files()
	if err != nil {
		return c, err
	}
	for _, file := range files {
		text, err := os.ReadFile(s.Path(file))
		if err != nil {
			return c, err
		}
		there, err := os.ReadFile(q.Path(file))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			c.want[file] = text
		case file == "stub.go" || isLearners(file, text) || slices.Contains(c.present, file):
			c.want[file] = text
			if !slices.Contains(c.mine, file) {
				c.mine = append(c.mine, file) // the file there now has no build line
			}
		case !bytes.Equal(there, text):
			c.stay = append(c.stay, file)
		}
	}
	return c, nil
}

// printStaying says which files of the save were not brought back.
func (c restoration) printStaying(w io.Writer) {
	if len(c.stay) > 0 {
		fmt.Fprintf(w, "Not brought back, because they are not your code and have changed since: %s. The saved versions are in %s.\n",
			strings.Join(c.stay, ", "), FromRoot(c.save.q, c.save.dir()))
	}
}

// setModes gives the files that were brought back the modes of the saved ones.
func (c restoration) setModes() error {
	var failed error
	for file := range c.want {
		info, err := os.Stat(c.save.Path(file))
		if err == nil {
			err = os.Chmod(c.save.q.Path(file), info.Mode().Perm())
		}
		failed = errors.Join(failed, err)
	}
	return failed
}
