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
	if err := apply(ctx, q, w, c); err != nil {
		return err
	}
	forgetSteps(q, w)
	if err := putStagesAway(q, time.Now()); err != nil {
		fmt.Fprintf(w, "make review still shows what the steps changed in your old code: %v. To correct it, rename %s\n", err, FromRoot(q, StagesDir(q)))
	}
	fmt.Fprintf(w, "%[1]s/stub.go is the original stub again. To bring your code back: make restore Q=%[1]s\n", q.Name)
	return nil
}

// resetting returns the change that brings the stub back as it was shipped.
func resetting(ctx context.Context, q question.Question) (change, error) {
	stub, err := ShippedStub(q)
	if err != nil {
		return change{}, err
	}
	c := change{want: map[string][]byte{"stub.go": stub}}
	if c.mine, err = LearnersFiles(q); err != nil {
		return c, err
	}
	untracked, edited, err := known(ctx, q)
	if err != nil {
		return c, err
	}
	for _, file := range append(untracked, edited...) {
		switch {
		case slices.Contains(c.mine, file), file == "stub.go": // the latter if it was deleted
		case slices.Contains(untracked, file) && path.Ext(file) == ".go" && path.Dir(file) == ".":
			c.mine = append(c.mine, file) // a test, or the build line is wrong: it may not compile with the stub
		default:
			c.others = append(c.others, file)
		}
	}
	return c, nil
}

// stubCopy returns the path of the copy of the question's stub.go as it was shipped. TestStubCopies compares the
// copies with the stubs.
func stubCopy(q question.Question) string {
	return filepath.Join(q.Root, "internal", "kit", "stubs", q.Name+".go.txt")
}

// ShippedStub returns stub.go as it was shipped.
func ShippedStub(q question.Question) ([]byte, error) {
	text, err := os.ReadFile(stubCopy(q))
	if err != nil {
		return nil, fmt.Errorf("the copy of the original stub is missing (%w): take it from "+
			"https://github.com/oodkit/oodkit/blob/main/%s/stub.go", err, q.Name)
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
	c, differing, err := restoring(q, s)
	if err != nil {
		return err
	}
	if isDone(q, c) {
		fmt.Fprintf(w, "Your files in %s are the same as in the save %s: there is nothing to restore.\n", q.Name, s.name)
		return nil
	}
	if stub, err := ShippedStub(q); err == nil && isDone(q, change{mine: c.mine, want: map[string][]byte{"stub.go": stub}}) {
		c.mine = nil // the directory has no code of the learner's to save
	}
	if err := apply(ctx, q, w, c); err != nil {
		return err
	}
	fmt.Fprintf(w, "Brought back from %s: %s\n", FromRoot(q, s.dir()), strings.Join(sortedKeys(c.want), ", "))
	if len(differing) > 0 {
		fmt.Fprintf(w, "Not brought back, because they are not your code and have changed since: %s. The saved versions are in %s.\n", strings.Join(differing, ", "), FromRoot(q, s.dir()))
	}
	return nil
}

// restoring returns the change that brings a save back: the learner's code, and other files that do not exist now. It
// also returns the other files that exist and differ.
func restoring(q question.Question, s save) (c change, differing []string, err error) {
	c.want = make(map[string][]byte)
	if c.mine, err = LearnersFiles(q); err != nil {
		return c, nil, err
	}
	files, err := s.files()
	if err != nil {
		return c, nil, err
	}
	for _, file := range files {
		text, err := os.ReadFile(s.Path(file))
		if err != nil {
			return c, nil, err
		}
		now, err := os.ReadFile(q.Path(file))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			c.want[file] = text
		case file == "stub.go" || isLearners(file, text):
			c.want[file] = text
			if !slices.Contains(c.mine, file) {
				c.mine = append(c.mine, file) // the file there now has lost its build line
			}
		case !bytes.Equal(now, text):
			differing = append(differing, file)
		}
	}
	return c, differing, nil
}
