package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os/exec"
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

// shippedStub returns stub.go as it was shipped last: the newest of its versions in git's history
// in which nothing is written yet.
func (q question) shippedStub(ctx context.Context) ([]byte, error) {
	commits, err := q.git(ctx, "log", "--full-history", "--format=%H", "--", "stub.go")
	if err != nil {
		return nil, fmt.Errorf("the stub as it was shipped is taken from git's history: %w", err)
	}
	for commit := range strings.FieldsSeq(commits) {
		text, err := q.git(ctx, "show", commit+":./stub.go")
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err == nil && isUnwritten([]byte(text)) { // an error means that this commit deletes it
			return []byte(text), nil
		}
	}
	return nil, fmt.Errorf("git's history has no %s/stub.go in which nothing is written yet: "+
		"take it from https://github.com/oodkit/oodkit/blob/main/%[1]s/stub.go", q.name)
}
