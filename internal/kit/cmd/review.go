package cmd

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/oodkit/oodkit/internal/kit/review"
	"github.com/oodkit/oodkit/internal/question"
)

const reviewHelp = `Review lists facts about your design, as evidence to talk about. It gives no score.

First it shows what each step changed in your code, beside the same step of the reference. For that, your code
is kept when a step first passes together with all steps before it. Then come facts about your code as it is now:
first what is better than in the reference, then what is worth a look. Each fact has its places, the figures of
all designs, and a few words on why it matters and when it does not.

Nothing in the question's folder is changed.`

func reviewCommand() *cobra.Command {
	var o review.Options
	var format string
	command := questionCommand("review <question>", "list facts about your design, with file and line", reviewHelp,
		func(ctx context.Context, w io.Writer, q question.Question, argument string) error {
			switch format {
			case "", "text":
			case "json":
				o.JSON = true
			default:
				return question.ArgumentError{Text: fmt.Sprintf("there is no format %q: want text or json", format)}
			}
			return review.Run(ctx, w, q, o)
		})
	command.Flags().BoolVar(&o.All, "all", false, "print all facts, also those that are as in the other designs")
	command.Flags().StringVar(&format, "format", "", "text (default) or json, for programs")
	return command
}
