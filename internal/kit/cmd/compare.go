package cmd

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/oodkit/oodkit/internal/kit/bench"
	"github.com/oodkit/oodkit/internal/kit/compare"
	"github.com/oodkit/oodkit/internal/question"
)

const compareHelp = `Compare shows your design beside the reference: steps, counts, types, and benchmarks.

The same is written as a page for a browser, .oodkit/compare/<question>.html, with class diagrams, charts and
the code side by side. The pattern chooses benchmarks; "none" leaves them out. All take about two minutes.

The reference gives the answers away. So before all steps pass, compare asks first. With SPOIL=yes in the
environment it does not ask. COUNT and BENCHTIME in the environment set the rounds of the benchmarks and the
time of each.`

const benchHelp = `Bench measures the reference and your code side by side and prints a table.

The pattern chooses benchmarks, as go test -bench does: "bench hashmap Hit/keys=int". COUNT and BENCHTIME
in the environment set the rounds (default 6) and the time of each benchmark (such as 100ms; by default all
take about a minute for each solution).`

func compareCommand() *cobra.Command {
	return withDesigns("compare <question> [pattern]", "show your design beside the reference, as text and as a page", compareHelp,
		"show this one of the question's other designs in place of the reference", compare.Compare)
}

func benchCommand() *cobra.Command {
	return withDesigns("bench <question> [pattern]", "measure the reference and your code side by side", benchHelp,
		`measure these of the question's other designs too, or "all" of them`, bench.Bench)
}

// withDesigns returns a command about one question with the flag --with, which chooses designs.
func withDesigns(use, short, long, flag string, do func(ctx context.Context, w io.Writer, q question.Question, pattern, with string) error) *cobra.Command {
	var with string
	command := questionCommand(use, short, long, func(ctx context.Context, w io.Writer, q question.Question, pattern string) error {
		return do(ctx, w, q, pattern, with)
	})
	command.Flags().StringVar(&with, "with", "", flag)
	return command
}
