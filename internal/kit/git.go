package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
)

// git runs git in the question's directory and returns what it prints.
func (q question) git(ctx context.Context, args ...string) (string, error) {
	command := exec.CommandContext(ctx, "git", args...)
	command.Dir = q.dir()
	var said strings.Builder
	command.Stderr = &said
	printed, err := command.Output()
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if e, ok := errors.AsType[*exec.ExitError](err); ok { // one that a signal has ended says nothing
		return "", fmt.Errorf("git %s: %s", args[0], cmp.Or(strings.TrimSpace(said.String()), e.Error()))
	}
	return string(printed), explainCommand("git", err)
}

// gitNames runs a command of git's that prints names of files, each with a zero byte at its end.
func (q question) gitNames(ctx context.Context, args ...string) ([]string, error) {
	printed, err := q.git(ctx, args...)
	return strings.FieldsFunc(printed, func(r rune) bool { return r == 0 }), err
}

// untracked returns the files in the question's directory that git neither knows nor ignores.
func (q question) untracked(ctx context.Context) ([]string, error) {
	return q.gitNames(ctx, "ls-files", "-z", "--others", "--exclude-standard")
}

// edited returns the files in the question's directory, from there, that are not as in the commit
// that is checked out. One that was deleted is among them.
func (q question) edited(ctx context.Context) ([]string, error) {
	return q.gitNames(ctx, "diff", "-z", "--name-only", "--relative", "--no-renames", "--no-ext-diff", "HEAD", "--", ".")
}

// known returns the files in the question's directory that git does not know, and those that are edited. If git
// does not know the question at all, because the folder came as an archive or git is missing, there are none.
func (q question) known(ctx context.Context) (untracked, edited []string, err error) {
	untracked, err = q.untracked(ctx)
	if err == nil && !slices.Contains(untracked, "steps_test.go") {
		edited, err = q.edited(ctx)
	}
	if err != nil || slices.Contains(untracked, "steps_test.go") {
		return nil, nil, ctx.Err()
	}
	return untracked, edited, nil
}
