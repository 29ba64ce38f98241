package cmd

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/oodkit/oodkit/internal/kit/interview"
	"github.com/oodkit/oodkit/internal/question"
)

const interviewHelp = `Interview plays a design interview in the terminal, with a clock.

Your code is saved, and you begin with a fresh stub.go. You read the question, type the questions that you
would ask, see which others there were to ask, write a note on your design in your editor ($VISUAL or $EDITOR),
and write code. Each time you save, the steps run, and when one passes, the interviewer goes on to the next.
Hints (h, or the command hint in another terminal) cost nothing but are counted, s skips a step, p pauses the
clock. The screen says which keys there are.

When the last step passes, when the time is up, or when you end it (e), the debrief follows: your time, the
questions that you asked and did not ask, facts about your code, follow-up questions and a self-score. It is
written to .oodkit/interviews as Markdown and as a page for a browser. Then the interview's code is saved, and
your former code comes back, with what the board, hint and review remember of it. If nothing was done, there is
no debrief.

You may leave at any time, and nothing is lost if the terminal closes. The same command goes on; --end ends
the interview without a self-score. The board shows your best and your latest interview.`

func interviewCommand() *cobra.Command {
	var o interview.Options
	var minutes string
	command := questionCommand("interview <question>", "play a timed design interview", interviewHelp,
		func(ctx context.Context, w io.Writer, q question.Question, _ string) (err error) {
			if o.Limit, err = parseMinutes(minutes); err != nil {
				return err
			}
			return interview.Run(ctx, w, q, o)
		})
	command.Flags().StringVar(&minutes, "time", "", "the minutes on the clock (default 60)")
	command.Flags().BoolVar(&o.End, "end", false, "end the interview that is open")
	return command
}

// parseMinutes returns the time of an interview, or 0 for "".
func parseMinutes(text string) (time.Duration, error) {
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	least, most := int(interview.Shortest.Minutes()), int(interview.Longest.Minutes())
	if err != nil || n < least || n > most {
		return 0, question.ArgumentError{Text: fmt.Sprintf("TIME=%[1]s (or --time=%[1]s) is not valid: give a whole number of minutes from %[2]d to %[3]d, such as TIME=45",
			text, least, most)}
	}
	return time.Duration(n) * time.Minute, nil
}
