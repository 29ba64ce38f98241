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
	if e, ok := errors.AsType[*exec.ExitError](err); ok { // one that a signal has ended says nothing
		return "", fmt.Errorf("git %s: %s", args[0], cmp.Or(strings.TrimSpace(said.String()), e.Error()))
	}
	return string(printed), gotest.ExplainCommand("git", err)
}

// gitNames runs a command of git's that prints names of files, each with a zero byte at its end.
func gitNames(ctx context.Context, q question.Question, args ...string) ([]string, error) {
	printed, err := git(ctx, q, args...)
	return strings.FieldsFunc(printed, func(r rune) bool { return r == 0 }), err
}

// untracked returns the files in the question's directory that git neither knows nor ignores.
func untracked(ctx context.Context, q question.Question) ([]string, error) {
	return gitNames(ctx, q, "ls-files", "-z", "--others", "--exclude-standard")
}

// edited returns the files in the question's directory, from there, that are not as in the commit
// that is checked out. One that was deleted is among them.
func edited(ctx context.Context, q question.Question) ([]string, error) {
	return gitNames(ctx, q, "diff", "-z", "--name-only", "--relative", "--no-renames", "--no-ext-diff", "HEAD", "--", ".")
}

// known returns the files in the question's directory that git does not know, and those that are edited. If git
// does not know the question at all, because the folder came as an archive or git is missing, there are none.
func known(ctx context.Context, q question.Question) (added, changed []string, err error) {
	added, err = untracked(ctx, q)
	if err == nil && !slices.Contains(added, "steps_test.go") {
		changed, err = edited(ctx, q)
	}
	if err != nil || slices.Contains(added, "steps_test.go") {
		return nil, nil, ctx.Err()
	}
	return added, changed, nil
}
