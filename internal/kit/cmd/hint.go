package cmd

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

const hintHelp = `Hint shows the next hint for the first step that fails, or for the step whose number you give.

A step has up to three hints, from a nudge to nearly the answer. They are in the question's hints.md too.`

func hintCommand() *cobra.Command {
	return questionCommand("hint <question> [step]", "show the next hint for the step that fails", hintHelp, hint)
}

// hint prints the next hint for the first step that fails, or for the one that argument names.
func hint(ctx context.Context, w io.Writer, q question.Question, argument string) error {
	steps, err := q.Steps()
	if err != nil {
		return err
	}
	s, ok, err := stepForHint(ctx, q, w, steps, argument)
	if err != nil {
		return err
	}
	if !ok {
		fmt.Fprintf(w, "Every step of %s passes.", q.Name)
		if !question.IsHandout(q.Root) {
			fmt.Fprintf(w, " The end of %s/README.md discusses the design.", q.Name)
		}
		fmt.Fprintln(w)
		return nil
	}
	hints, err := q.Hints(s)
	if err != nil {
		return err
	}
	level, err := workspace.CountHint(q, w, s, len(hints))
	if err != nil {
		fmt.Fprintf(w, "Cannot remember which hints you have seen: %v\n", err)
	}
	printHint(w, q, s, hints, level)
	return nil
}

// stepForHint returns the step that argument names, or the first that does not pass. If the code was edited since the
// last run, it runs the steps until one fails.
func stepForHint(ctx context.Context, q question.Question, w io.Writer, steps []question.Step, argument string) (s question.Step, ok bool, err error) {
	if argument != "" {
		picked, err := pickSteps(steps, argument)
		if err != nil {
			return question.Step{}, false, err
		}
		return picked[0], true, nil
	}
	p, err := workspace.LoadProgress(q, w)
	if err != nil {
		return question.Step{}, false, err
	}
	edited, err := editedSince(q, p.LastRun)
	if err != nil {
		return question.Step{}, false, err
	}
	if edited {
		return findFailing(ctx, q, w, steps)
	}
	s, ok = p.FirstOpen(steps)
	return s, ok, nil
}

// findFailing runs the steps until one fails, and returns that one.
func findFailing(ctx context.Context, q question.Question, w io.Writer, steps []question.Step) (failing question.Step, ok bool, err error) {
	err = withCode(ctx, q, w, func(binary gotest.Binary, begin time.Time) error {
		p := report.NewPrinter(w, q, steps)
		defer p.Style.Clear(w)
		var results []gotest.Result
		defer func() { workspace.Remember(q, w, results, begin) }()
		for r, err := range binary.Steps(ctx, steps, p.Running) {
			if err != nil {
				return err
			}
			results = append(results, r)
			if r.Status != gotest.StepPassed {
				failing, ok = r.Step, true
				return nil
			}
		}
		return nil
	})
	return failing, ok, err
}

// printHint prints the hint of that level, or all hints if the level is too high.
func printHint(w io.Writer, q question.Question, s question.Step, hints []string, level int) {
	fmt.Fprintf(w, "%s, step %d (%s)", q.Name, s.Number, s.Title)
	switch {
	case len(hints) == 0:
		fmt.Fprintf(w, ": there is no hint. The comments in %s/stub.go say what it checks.\n", q.Name)
	case level > len(hints):
		fmt.Fprint(w, ": there are no more hints. Here are all of them:\n")
		for i, text := range hints {
			fmt.Fprintf(w, "\nHint %d\n\n", i+1)
			report.PrintLines(w, strings.Split(text, "\n"))
		}
	default:
		fmt.Fprintf(w, ": hint %d of %d\n\n", level, len(hints))
		report.PrintLines(w, strings.Split(hints[level-1], "\n"))
		if level < len(hints) {
			fmt.Fprintf(w, "\nStill stuck? Run the same command for the next hint.\n")
		}
	}
}
