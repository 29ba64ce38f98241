package workspace

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/question"
)

// git runs git in the question's directory and returns what it prints.
func git(ctx context.Context, q question.Question, args ...string) (string, error) {
	command := exec.CommandContext(ctx, "git", args...)
	command.Dir = q.Dir()
	var said strings.Builder
	command.Stderr = &said
	printed, err := command.Output()
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if e, ok := errors.AsType[*exec.ExitError](err); ok { // a command that a signal ended prints nothing
		return "", fmt.Errorf("git %s: %s", args[0], cmp.Or(strings.TrimSpace(said.String()), e.Error()))
	}
	return string(printed), gotest.ExplainCommand("git", err)
}

// gitNames runs a git command that prints names of files, each followed by a zero byte.
func gitNames(ctx context.Context, q question.Question, args ...string) ([]string, error) {
	printed, err := git(ctx, q, args...)
	return strings.FieldsFunc(printed, func(r rune) bool { return r == 0 }), err
}

// untracked returns the files in the question's directory that git neither tracks nor ignores.
func untracked(ctx context.Context, q question.Question) ([]string, error) {
	return gitNames(ctx, q, "ls-files", "-z", "--others", "--exclude-standard")
}

// differing returns the files in the question's directory that differ from the checked-out commit in the ways that the
// filter of git diff names, relative to that directory.
func differing(ctx context.Context, q question.Question, filter string) ([]string, error) {
	return gitNames(ctx, q, "diff", "-z", "--name-only", "--relative", "--no-renames", "--no-ext-diff", "--diff-filter="+filter, "HEAD", "--", ".")
}

// known returns the files in the question's directory that the checked-out commit does not have, and those that differ
// from it. Deleted files are among the latter. If git does not track the question, because the folder came as an archive
// or git is missing, it returns no files.
func known(ctx context.Context, q question.Question) (added, changed []string, err error) {
	added, err = untracked(ctx, q)
	if err != nil || slices.Contains(added, "steps_test.go") {
		return nil, nil, ctx.Err()
	}
	staged, err := differing(ctx, q, "A")
	if err == nil {
		changed, err = differing(ctx, q, "a")
	}
	if err != nil {
		return nil, nil, ctx.Err()
	}
	return append(added, staged...), changed, nil
}
