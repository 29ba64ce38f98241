package cmd

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/oodkit/oodkit/internal/kit/review"
	"github.com/oodkit/oodkit/internal/question"
)

const reviewHelp = `Review says what can be said of your design for certain, without marks: evidence to talk about.

It shows what each step changed in your code, beside the same step of the reference, as far as your code was
kept: that happens when a step passes for the first time together with all below it. Then come facts about the
code as it stands: first what is better than in the reference, then what is worth a look. Each has its places, the
same figure for the reference and for the other designs, and a few words on why it matters and when it does not.

Nothing in the question's folder is changed.`

func reviewCommand() *cobra.Command {
	var o review.Options
	var format string
	command := questionCommand("review <question>", "say what the design was worth, with facts and places", reviewHelp,
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
