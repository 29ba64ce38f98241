package cmd

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/oodkit/oodkit/internal/question"
)

func stepsCommand() *cobra.Command {
	return questionCommand("steps <question>", "list the steps of a question", "", func(_ context.Context, w io.Writer, q question.Question, _ string) error {
		return printSteps(w, q)
	})
}

// pickSteps returns the steps for the argument of try: the step with that number, or all steps if it is "".
func pickSteps(steps []question.Step, argument string) ([]question.Step, error) {
	if argument == "" {
		return steps, nil
	}
	number, err := strconv.Atoi(argument)
	i := slices.IndexFunc(steps, func(s question.Step) bool { return s.Number == number })
	if err != nil || i < 0 {
		return nil, question.ArgumentError{Text: fmt.Sprintf("There is no step %q. The steps are:\n%s", argument, listSteps(steps))}
	}
	return steps[i : i+1], nil
}

// withSteps returns what a command does that takes the steps which its argument picks.
func withSteps(do func(ctx context.Context, w io.Writer, q question.Question, steps []question.Step) error) func(context.Context, io.Writer, question.Question, string) error {
	return func(ctx context.Context, w io.Writer, q question.Question, argument string) error {
		every, err := q.Steps()
		if err != nil {
			return err
		}
		steps, err := pickSteps(every, argument)
		if err != nil {
			return err
		}
		return do(ctx, w, q, steps)
	}
}

func listSteps(steps []question.Step) string {
	var b strings.Builder
	for _, s := range steps {
		fmt.Fprintf(&b, "%3d  %s\n", s.Number, s.Title)
	}
	return b.String()
}
