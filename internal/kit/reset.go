package main

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

	"github.com/spf13/cobra"
)

func resetCommand() *cobra.Command {
	return questionCommand("reset <question>", "put the stub back, after saving your code",
		func(ctx context.Context, w io.Writer, q question, _ string) error { return reset(ctx, w, q) })
}

func restoreCommand() *cobra.Command {
	return questionCommand("restore <question> [save]", "bring a save back, the newest unless you name another", restore)
}

// A change is what is to become of a question's directory.
type change struct {
	mine   []string          // files of the learner's, which it replaces or takes away
	others []string          // further files, which are saved and left as they are
	want   map[string][]byte // the files to write
}

// reset puts the stub back as it was shipped, after saving what is the learner's.
func reset(ctx context.Context, w io.Writer, q question) error {
	stub, err := q.shippedStub()
	if err != nil {
		return err
	}
	c := change{want: map[string][]byte{"stub.go": stub}}
	if c.mine, err = q.learnersFiles(); err != nil {
		return err
	}
	untracked, edited, err := q.known(ctx)
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
	if q.isDone(c) {
		fmt.Fprintf(w, "%s/stub.go is as it was shipped: there is nothing to reset.\n", q.name)
		return nil
	}
	if err := q.apply(ctx, w, c); err != nil {
		return err
	}
	q.forgetSteps(w)
	fmt.Fprintf(w, "%[1]s/stub.go is as it was shipped. To have yours again: make restore Q=%[1]s\n", q.name)
	return nil
}

// stubCopy returns the file that has the question's stub.go as it was shipped. Each is a copy that
// TestStubCopies compares.
func (q question) stubCopy() string {
	return filepath.Join(q.root, "internal", "kit", "stubs", q.name+".go.txt")
}

// shippedStub returns stub.go as it was shipped.
func (q question) shippedStub() ([]byte, error) {
	text, err := os.ReadFile(q.stubCopy())
	if err != nil {
		return nil, fmt.Errorf("the stub as it was shipped is missing (%w): take it from "+
			"https://github.com/oodkit/oodkit/blob/main/%s/stub.go", err, q.name)
	}
	return text, nil
}

// forgetSteps takes back what is remembered of the steps.
func (q question) forgetSteps(w io.Writer) {
	err := q.updateProgress(w, func(p *progress) { p.Steps, p.LastRun = nil, time.Time{} })
	if err != nil {
		fmt.Fprintf(w, "The board still shows the steps that your code passed: %v\n", err)
	}
}

// restore brings the files of a save back. Those that it replaces are saved before.
func restore(ctx context.Context, w io.Writer, q question, name string) error {
	s, err := q.findSave(name)
	if err != nil {
		return err
	}
	c, differing, err := q.restoring(s)
	if err != nil {
		return err
	}
	if q.isDone(c) {
		fmt.Fprintf(w, "Your files in %s are as in the save %s already.\n", q.name, s.name)
		return nil
	}
	if stub, err := q.shippedStub(); err == nil && q.isDone(change{mine: c.mine, want: map[string][]byte{"stub.go": stub}}) {
		c.mine = nil // there is nothing of the learner's in it
	}
	if err := q.apply(ctx, w, c); err != nil {
		return err
	}
	fmt.Fprintf(w, "Brought back from %s: %s\n", q.fromRoot(s.dir()), strings.Join(sortedKeys(c.want), ", "))
	if len(differing) > 0 {
		fmt.Fprintf(w, "Not brought back, since they are not your code and differ by now: %s\n", strings.Join(differing, ", "))
	}
	return nil
}

// restoring returns the change that brings a save back: the learner's code as it was, and other
// files unless there are such now. It also returns those that are there and differ.
func (q question) restoring(s save) (c change, differing []string, err error) {
	c.want = make(map[string][]byte)
	if c.mine, err = q.learnersFiles(); err != nil {
		return c, nil, err
	}
	files, err := s.files()
	if err != nil {
		return c, nil, err
	}
	for _, file := range files {
		text, err := os.ReadFile(s.path(file))
		if err != nil {
			return c, nil, err
		}
		now, err := os.ReadFile(q.path(file))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			c.want[file] = text
		case file == "stub.go" || isStubOnly(s.dir(), file):
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
