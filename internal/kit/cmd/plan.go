package cmd

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/oodkit/oodkit/internal/kit/plan"
	"github.com/oodkit/oodkit/internal/question"
)

const planHelp = `Plan makes a study plan from the minutes that the READMEs give for each step, and later shows where you stand with it.

The first call makes a plan: --weeks and --hours, which are 2 weeks and 5 hours a week if you do not say. A short plan
goes for breadth: the base steps of many questions, which an interviewer asks first. A longer one takes every question up
to where an interview usually ends, then follow-ups, and the longest all steps. The easier questions come first. An
interview is planned for each five hours, about a question of the plan, and a tenth of the time is for cards. No week has
more minutes than your hours. What has no place is listed.

Later calls tick what is done: steps that have passed once, interviews that have ended, and a session of cards for each
day on which you answered some. Only the present week is shown in full; --all shows every week. If you are behind, the
open items of earlier weeks are listed. Sessions of cards that you missed do not count.

Another number of weeks or hours makes a new plan that begins today, and so does --new. If you give only one of the two
numbers, the other stays as it is in your plan. The old file is kept. The plan is in .oodkit/plan.json.

--ics writes events for a calendar: what is open from this week on, about 90 minutes each at seven in the evening. Move
them as you like. If you import again, first delete the old events, because a calendar keeps those that the new file no
longer has. A file of that name is renamed first.`

func planCommand() *cobra.Command {
	var o plan.Options
	var weeks, hours string
	command := &cobra.Command{
		Use:   "plan",
		Short: "make a study plan, and show where you stand with it",
		Long:  planHelp,
		Args:  refuseMoreThan(0),
		RunE: func(command *cobra.Command, _ []string) error {
			err := errors.Join(
				setNumber(command, "weeks", weeks, plan.MostWeeks, &o.Weeks),
				setNumber(command, "hours", hours, plan.MostHours, &o.Hours),
				checkFile(command, "ics", "plan.ics"))
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
	command.Flags().StringVar(&weeks, "weeks", "", "how many weeks")
	command.Flags().StringVar(&hours, "hours", "", "how many hours a week")
	command.Flags().BoolVar(&o.New, "new", false, "make a new plan that begins today")
	command.Flags().BoolVar(&o.All, "all", false, "show every week")
	command.Flags().StringVar(&o.ICS, "ics", "", "write events for a calendar to this file")
	return command
}

// setNumber sets n to a flag's value. If that is not a number from 1 to most, it returns a question.ArgumentError.
func setNumber(command *cobra.Command, name, value string, most int, n *int) error {
	if !command.Flags().Changed(name) {
		return nil
	}
	var err error
	if *n, err = strconv.Atoi(value); err == nil && 1 <= *n && *n <= most {
		return nil
	}
	return question.ArgumentError{Text: fmt.Sprintf("%s=%s (or --%s) is not valid: want a whole number from 1 to %d", strings.ToUpper(name), value, name, most)}
}

// checkFile returns a question.ArgumentError if a flag that names a file is set to nothing.
func checkFile(command *cobra.Command, name, example string) error {
	if flag := command.Flags().Lookup(name); flag.Changed && flag.Value.String() == "" {
		return question.ArgumentError{Text: fmt.Sprintf("%s (or --%s) needs the name of a file, such as %s", strings.ToUpper(name), name, example)}
	}
	return nil
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
