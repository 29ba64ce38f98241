package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"
)

func tryCommand() *cobra.Command {
	var all bool
	command := questionCommand("try <question> [step]", "judge your code, a line for each step",
		func(ctx context.Context, w io.Writer, q question, argument string) error {
			return try(ctx, w, q, argument, all)
		})
	command.Flags().BoolVar(&all, "all", false, "explain every step that fails, not the first alone")
	return command
}

// try judges the learner's code step by step, or by the one step that argument names. It explains
// the first step that fails, or all of them.
func try(ctx context.Context, w io.Writer, q question, argument string, explainAll bool) error {
	every, err := q.steps()
	if err != nil {
		return err
	}
	steps, err := pickSteps(every, argument)
	if err != nil {
		return err
	}
	p := newPrinter(w, q, steps)
	p.explainAll = explainAll
	return q.withCode(ctx, w, func(binary testBinary, begin time.Time) error {
		p.heading()
		results, err := p.trySteps(ctx, binary, steps)
		q.remember(w, results, begin)
		if err != nil {
			return err
		}
		p.summary(results, argument == "")
		if _, ok := firstNotPassed(results); ok {
			return errFailed
		}
		return nil
	})
}

// withCode compiles the question's tests with the learner's code and calls do with them, and with
// the time before which that code was written.
func (q question) withCode(ctx context.Context, w io.Writer, do func(binary testBinary, begin time.Time) error) error {
	dir, remove, err := tempDir()
	if err != nil {
		return err
	}
	defer remove()
	begin, style := time.Now(), styleFor(w)
	style.transient(w, "compiling …")
	binary, err := buildTest(ctx, dir, q, mine)
	style.clear(w)
	if err != nil {
		return err
	}
	return do(binary, begin)
}

// trySteps runs the steps and prints a line for each. With an error it returns the results until
// then.
func (p *printer) trySteps(ctx context.Context, binary testBinary, steps []step) ([]result, error) {
	var results []result
	for _, s := range steps {
		p.running(s)
		r, err := runStep(ctx, binary, s)
		if err != nil {
			p.style.clear(p.w)
			return results, err
		}
		p.result(r)
		results = append(results, r)
	}
	return results, nil
}

// printSteps lists the question's steps.
func printSteps(w io.Writer, q question) error {
	steps, err := q.steps()
	fmt.Fprint(w, listSteps(steps))
	return err
}
