package cmd

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/oodkit/oodkit/internal/kit/examples"
	"github.com/oodkit/oodkit/internal/kit/extend"
	"github.com/oodkit/oodkit/internal/question"
)

const examplesHelp = `Examples says what tests of your own find, before or after you write any code.

Write ordinary Go tests against the question's contract, in files that end in _test.go, begin with the line
//go:build stub, and are in the package with the suffix _test. They are run with the reference and the other
right designs, which must pass, and with the kit's wrong solutions, which should not. For those that pass all
your tests you see the rule that no test tries. With a step's number, only the wrong solutions of that step count.

With each right solution, all your tests together may take 20 seconds. If they take longer, each is run alone.
Tests may use exported names only, and must not end the process: TestMain, os.Exit and log.Fatal are refused.
A wrong solution that only several goroutines can show counts only if your tests catch it.
Your own code in stub.go is not used, and nothing in the question's folder is changed.`

func examplesCommand() *cobra.Command {
	var o examples.Options
	command := questionCommand("examples <question> [step]", "say which wrong solutions your own tests catch", examplesHelp,
		withSteps(func(ctx context.Context, w io.Writer, q question.Question, steps []question.Step) error {
			return examples.Run(ctx, w, q, steps, o)
		}))
	command.Flags().BoolVar(&o.Show, "show", false, "print the code of the wrong solutions that were not caught")
	command.Flags().BoolVar(&o.Quick, "quick", false, "try a few wrong solutions of each step only")
	return command
}

const spotHelp = `Spot shows you somebody's code with one mistake, and asks for a test that finds it.

The code is put into a folder of its own, whose name is printed. Run the command again when you have written a
test, in a file such as for examples. The test must fail with the wrong code and pass with the reference.
With --give-up you see the rule that is broken, the difference to the right code, and the message of the step.
With a step's number, the mistake is one of that step. The code shows a whole solution of the question.`

func spotCommand() *cobra.Command {
	var giveUp bool
	command := questionCommand("spot <question> [step]", "find the mistake in somebody's code, with a test", spotHelp,
		withSteps(func(ctx context.Context, w io.Writer, q question.Question, steps []question.Step) error {
			return examples.Spot(ctx, w, q, steps, giveUp)
		}))
	command.Flags().BoolVar(&giveUp, "give-up", false, "tell the mistake")
	return command
}

const extendHelp = `Extend gives you somebody else's code to change: a solution that passes all steps but the last.

It is put into .oodkit/extend, a small copy of the kit. Make the last step pass there: try, watch,
hint and compare work there with --in=extend, and review says what the change cost, beside the same change in the
reference and, if it was kept, in your own code. --design chooses whose code it is: the reference, one of the other
right designs, or one of the poor designs of the bank. What you had there before is saved first.`

func extendCommand() *cobra.Command {
	var design string
	command := questionCommand("extend <question>", "change somebody else's code", extendHelp,
		func(ctx context.Context, w io.Writer, q question.Question, _ string) error {
			return extend.Begin(w, q, design)
		})
	command.Flags().StringVar(&design, "design", "", "whose code to change (default: the reference)")
	return command
}
