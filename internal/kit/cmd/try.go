package cmd

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

const tryHelp = `Try judges your code step by step. It prints one line for each step, and explains the first that fails.

Each step runs in a process of its own, so a crash costs that step alone. With a step's number, try runs
that step only. Your progress is remembered for the board. The exit status is 1 if a step fails.

A step is a list of rows, and each row checks one rule. A row that works or waits for 5 seconds is stopped.
OODKIT_LIMIT sets another limit for rows: 20s, or 0 for none. A whole step is stopped after 2 minutes.`

func tryCommand() *cobra.Command {
	var all bool
	command := questionCommand("try <question> [step]", "judge your code, one line for each step", tryHelp,
		func(ctx context.Context, w io.Writer, q question.Question, argument string) error {
			return Try(ctx, w, q, argument, all)
		})
	command.Flags().BoolVar(&all, "all", false, "explain every step that fails, not only the first")
	return command
}

// Try judges the learner's code by all steps, or by the one step that argument names. It explains the first step that
// fails, or all that fail.
func Try(ctx context.Context, w io.Writer, q question.Question, argument string, explainAll bool) error {
	every, err := q.Steps()
	if err != nil {
		return err
	}
	steps, err := pickSteps(every, argument)
	if err != nil {
		return err
	}
	p := report.NewPrinter(w, q, steps)
	p.ExplainAll = explainAll
	return withCode(ctx, q, w, func(binary gotest.Binary, begin time.Time) error {
		p.Heading()
		results, err := trySteps(ctx, p, binary, steps)
		workspace.Remember(q, w, results, begin)
		if err != nil {
			return err
		}
		p.Summary(results, argument == "")
		if _, ok := gotest.FirstNotPassed(results); ok {
			return report.ErrFailed
		}
		return nil
	})
}

// withCode compiles the question's tests with the learner's code. It calls do with the tests and with the time at which
// it began to read that code.
func withCode(ctx context.Context, q question.Question, w io.Writer, do func(binary gotest.Binary, begin time.Time) error) error {
	dir, remove, err := workspace.TempDir()
	if err != nil {
		return err
	}
	defer remove()
	begin, style := time.Now(), report.StyleFor(w)
	style.Transient(w, "compiling …")
	binary, err := workspace.Build(ctx, dir, q, question.Of(question.Learners))
	style.Clear(w)
	if err != nil {
		return err
	}
	return do(binary, begin)
}

// trySteps runs the steps and prints a line for each. Beside an error it returns the results so far.
func trySteps(ctx context.Context, p *report.Printer, binary gotest.Binary, steps []question.Step) ([]gotest.Result, error) {
	var results []gotest.Result
	for r, err := range binary.Steps(ctx, steps, p.Running) {
		if err != nil {
			p.Style.Clear(p.W)
			return results, err
		}
		p.Result(r)
		results = append(results, r)
	}
	return results, nil
}

// printSteps lists the question's steps.
func printSteps(w io.Writer, q question.Question) error {
	steps, err := q.Steps()
	fmt.Fprint(w, listSteps(steps))
	return err
}
