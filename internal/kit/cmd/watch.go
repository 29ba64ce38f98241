package cmd

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/oodkit/oodkit/internal/kit/watch"
	"github.com/oodkit/oodkit/internal/question"
)

const watchHelp = `Watch judges your code each time you save a Go file of the question, and shows the steps and the first failure.

If you save during a run, that run stops and another begins. Keys: h shows the next hint, a all failures,
r runs again, b runs the benchmarks, c compares with the reference, q quits; the arrow keys scroll.
If the output is not a terminal, watch prints plain lines.`

func watchCommand() *cobra.Command {
	return questionCommand("watch <question>", "judge your code each time you save it", watchHelp,
		func(ctx context.Context, w io.Writer, q question.Question, argument string) error {
			if argument != "" {
				return question.ArgumentError{Text: fmt.Sprintf("too many arguments: %s. Watch takes a question and runs all its steps", argument)}
			}
			return watch.Watch(ctx, w, q)
		})
}
