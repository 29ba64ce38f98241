package cmd

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/oodkit/oodkit/internal/kit/bench"
	"github.com/oodkit/oodkit/internal/kit/compare"
	"github.com/oodkit/oodkit/internal/question"
)

func compareCommand() *cobra.Command {
	return withDesigns("compare <question> [pattern]", "your design beside the reference, as text and as a page",
		"lay this one of the question's other designs beside yours, in place of the reference", compare.Compare)
}

func benchCommand() *cobra.Command {
	return withDesigns("bench <question> [pattern]", "measure the reference and your code side by side",
		`measure these of the question's other designs too, or "all" of them`, bench.Bench)
}

// withDesigns returns a command about one question with the flag --with, which chooses designs.
func withDesigns(use, short, flag string, do func(ctx context.Context, w io.Writer, q question.Question, pattern, with string) error) *cobra.Command {
	var with string
	command := questionCommand(use, short, func(ctx context.Context, w io.Writer, q question.Question, pattern string) error {
		return do(ctx, w, q, pattern, with)
	})
	command.Flags().StringVar(&with, "with", "", flag)
	return command
}
