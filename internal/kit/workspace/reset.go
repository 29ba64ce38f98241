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

// A change is what is to become of a question's directory.
type change struct {
	mine   []string          // files of the learner's, which it replaces or takes away
	others []string          // further files, which are saved and left as they are
	want   map[string][]byte // the files to write
}

// Reset puts the stub back as it was shipped, after saving what is the learner's.
func Reset(ctx context.Context, w io.Writer, q question.Question) error {
	stub, err := ShippedStub(q)
	if err != nil {
		return err
	}
	c := change{want: map[string][]byte{"stub.go": stub}}
	if c.mine, err = LearnersFiles(q); err != nil {
		return err
	}
	untracked, edited, err := known(ctx, q)
	if err != nil {
		return err
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
	if isDone(q, c) {
		fmt.Fprintf(w, "%s/stub.go is as it was shipped: there is nothing to reset.\n", q.Name)
		return nil
	}
	if err := apply(ctx, q, w, c); err != nil {
		return err
	}
	forgetSteps(q, w)
	fmt.Fprintf(w, "%[1]s/stub.go is as it was shipped. To have yours again: make restore Q=%[1]s\n", q.Name)
	return nil
}

// stubCopy returns the file that has the question's stub.go as it was shipped. Each is a copy that
// TestStubCopies compares.
func stubCopy(q question.Question) string {
	return filepath.Join(q.Root, "internal", "kit", "stubs", q.Name+".go.txt")
}

// ShippedStub returns stub.go as it was shipped.
func ShippedStub(q question.Question) ([]byte, error) {
	text, err := os.ReadFile(stubCopy(q))
	if err != nil {
		return nil, fmt.Errorf("the stub as it was shipped is missing (%w): take it from "+
			"https://github.com/oodkit/oodkit/blob/main/%s/stub.go", err, q.Name)
	}
	return text, nil
}

// forgetSteps takes back what is remembered of the steps.
func forgetSteps(q question.Question, w io.Writer) {
	err := updateProgress(q, w, func(p *Progress) { p.Steps, p.LastRun = nil, time.Time{} })
	if err != nil {
		fmt.Fprintf(w, "The board still shows the steps that your code passed: %v\n", err)
	}
}

// Restore brings the files of a save back. Those that it replaces are saved before.
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
		fmt.Fprintf(w, "Your files in %s are as in the save %s already.\n", q.Name, s.name)
		return nil
	}
	if stub, err := ShippedStub(q); err == nil && isDone(q, change{mine: c.mine, want: map[string][]byte{"stub.go": stub}}) {
		c.mine = nil // there is nothing of the learner's in it
	}
	if err := apply(ctx, q, w, c); err != nil {
		return err
	}
	fmt.Fprintf(w, "Brought back from %s: %s\n", fromRoot(q, s.dir()), strings.Join(sortedKeys(c.want), ", "))
	if len(differing) > 0 {
		fmt.Fprintf(w, "Not brought back, since they are not your code and differ by now: %s\n", strings.Join(differing, ", "))
	}
	return nil
}

// restoring returns the change that brings a save back: the learner's code as it was, and other
// files unless there are such now. It also returns those that are there and differ.
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
				c.mine = append(c.mine, file) // its build line is gone by now
			}
		case !bytes.Equal(now, text):
			differing = append(differing, file)
		}
	}
	return c, differing, nil
}
