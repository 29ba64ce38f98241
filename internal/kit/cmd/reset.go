package cmd

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

func resetCommand() *cobra.Command {
	return questionCommand("reset <question>", "put the stub back, after saving your code",
		func(ctx context.Context, w io.Writer, q question.Question, _ string) error {
			return workspace.Reset(ctx, w, q)
		})
}

func restoreCommand() *cobra.Command {
	return questionCommand("restore <question> [save]", "bring a save back, the newest unless you name another", workspace.Restore)
}
