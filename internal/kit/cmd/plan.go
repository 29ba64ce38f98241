package cmd

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/oodkit/oodkit/internal/kit/plan"
	"github.com/oodkit/oodkit/internal/question"
)

const planHelp = `Plan makes a study plan from the minutes that the READMEs give for each step, and later shows where you stand with it.

The first call makes a plan: --weeks and --hours, which are 2 weeks and 5 hours a week if you do not say. A short plan
goes for breadth: the base steps of many questions. A longer one takes every question up to where an interview usually
ends, then follow-ups, and the longest all steps. The easier questions come first. An interview is planned for each five
hours, and a tenth of the time is for cards. No week has more minutes than your hours. What has no place is listed.

Later calls tick what is done: steps that have passed once, interviews that have ended, and a session of cards for each
day on which you answered some. Only the present week is shown in full; --all shows every week. Another number of weeks or
hours makes a new plan that begins today, and so does --new. The old file is kept. The plan is in .oodkit/plan.json.

--ics writes events for a calendar, about 90 minutes each at seven in the evening; move them as you like. A file of that
name is renamed first.`

func planCommand() *cobra.Command {
	var o plan.Options
	command := &cobra.Command{
		Use:   "plan",
		Short: "make a study plan, and show where you stand with it",
		Long:  planHelp,
		Args:  refuseMoreThan(0),
		RunE: func(command *cobra.Command, _ []string) error {
			err := errors.Join(checkNumber(command, "weeks", plan.MostWeeks), checkNumber(command, "hours", plan.MostHours))
			if err != nil {
				return err
			}
			root, err := question.Root()
			if err != nil {
				return err
			}
			return plan.Run(command.OutOrStdout(), root, o, time.Now())
		},
	}
	command.Flags().IntVar(&o.Weeks, "weeks", 0, "how many weeks")
	command.Flags().IntVar(&o.Hours, "hours", 0, "how many hours a week")
	command.Flags().BoolVar(&o.New, "new", false, "make a new plan that begins today")
	command.Flags().BoolVar(&o.All, "all", false, "show every week")
	command.Flags().StringVar(&o.ICS, "ics", "", "write events for a calendar to this file")
	return command
}

// checkNumber returns a question.ArgumentError if a flag is set and is not a number from 1 to most.
func checkNumber(command *cobra.Command, name string, most int) error {
	n, err := command.Flags().GetInt(name)
	if err != nil || !command.Flags().Changed(name) || 1 <= n && n <= most {
		return err
	}
	return question.ArgumentError{Text: fmt.Sprintf("%s=%d (or --%s) is not valid: want a whole number from 1 to %d", strings.ToUpper(name), n, name, most)}
}

// planLine prints where the learner stands with the plan, if there is one.
func planLine(w io.Writer, root string, now time.Time) {
	text, err := plan.Line(w, root, now)
	if err != nil {
		text = err.Error()
	}
	if text != "" {
		fmt.Fprintf(w, "Plan: %s. make plan shows it.\n", text)
	}
}
