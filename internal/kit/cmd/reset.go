package cmd

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

const resetHelp = `Reset saves your code and brings the original stub back.

The save is a folder below .oodkit, which reset names. It holds stub.go and your other Go files: those
with the build line //go:build stub, and those that git does not know. Reset then removes these other files.
"restore" brings a save back.`

const restoreHelp = `Restore brings back the code that "reset" saved: the newest save, or the one that you name.

What is in the question's folder now is saved first.`

func resetCommand() *cobra.Command {
	return questionCommand("reset <question>", "save your code and bring the original stub back", resetHelp,
		func(ctx context.Context, w io.Writer, q question.Question, _ string) error {
			return workspace.Reset(ctx, w, q)
		})
}

func restoreCommand() *cobra.Command {
	return questionCommand("restore <question> [save]", "bring saved code back, the newest unless you name another", restoreHelp, workspace.Restore)
}
