package cmd

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/oodkit/oodkit/internal/kit/watch"
	"github.com/oodkit/oodkit/internal/question"
)

func watchCommand() *cobra.Command {
	return questionCommand("watch <question>", "judge your code each time you save it",
		func(ctx context.Context, w io.Writer, q question.Question, argument string) error {
			if argument != "" {
				return question.ArgumentError{Text: fmt.Sprintf("too many arguments: %s: watch runs all the steps of a question", argument)}
			}
			return watch.Watch(ctx, w, q)
		})
}
