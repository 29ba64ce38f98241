package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/judge"
	"github.com/oodkit/oodkit/internal/question"
)

// runDesign compiles this command with a design in place of the code in question, and runs it with args.
func (c command) runDesign(ctx context.Context, args []string) error {
	if len(c.questions) != 1 || c.results {
		return question.ArgumentError{Text: "WITH names a design of one question. Name that question too, as in Q=hashmap"}
	}
	q := question.Question{Root: c.root, Name: c.questions[0].name}
	design, err := q.FindDesign(c.with)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "oodkit-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	overlay, err := overlayOf(q, design)
	if err != nil {
		return err
	}
	file, err := overlay.Write(dir)
	if err != nil {
		return err
	}
	binary := filepath.Join(dir, "peers.exe")
	name := "-X=github.com/oodkit/oodkit/internal/bench/contest.Kit=" + design.FileName()
	if _, err := gotest.RunGo(ctx, filepath.Join(c.root, "internal", "bench"),
		"build", "-tags=stub", "-overlay="+file, "-ldflags="+name, "-o="+binary, "./peers"); err != nil {
		return err
	}
	again := exec.CommandContext(ctx, binary, args...)
	again.Env = append(os.Environ(), "WITH=")
	again.Dir, again.Stdout, again.Stderr = c.root, c.w, os.Stderr
	err = again.Run()
	if _, ok := errors.AsType[*exec.ExitError](err); ok {
		return errFailed // it has printed why
	}
	return err
}

// overlayOf returns the overlay that replaces the learner's code of the design's question with the design. The other
// questions have the reference, so that no learner's code can prevent this from compiling.
func overlayOf(q question.Question, design question.Solution) (gotest.Overlay, error) {
	all, err := gotest.InPlaceOfLearners(q, map[string][]byte{"stub.go": design.Design.Text})
	if err != nil {
		return nil, err
	}
	for _, other := range exercises {
		if other.name == q.Name {
			continue
		}
		theirs, err := judge.ReferenceOverlay(question.Question{Root: q.Root, Name: other.name}, nil)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", other.name, err)
		}
		maps.Copy(all, theirs)
	}
	return all, nil
}
