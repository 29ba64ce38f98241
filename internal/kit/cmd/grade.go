package cmd

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/oodkit/oodkit/internal/kit/grade"
	"github.com/oodkit/oodkit/internal/kit/grade/sandbox"
	"github.com/oodkit/oodkit/internal/kit/grade/score"
	"github.com/oodkit/oodkit/internal/question"
)

const gradeHelp = `Grade judges the solution in a directory with the steps of this repository, which it does not change.

The directory holds one solution, or a directory for each of several. A solution is stub.go and other Go
files, or a copy of the repository. Its own tests, and its versions of the kit's files, are left out.

Csv is for spreadsheets, json and junit for programs. Gradescope and classroom50 print the results.json and the
result.json of these platforms, for one submission. Classroom50 reads CLASSROOM, ASSIGNMENT, OWNER and the other
environment variables that the platform sets.

On Linux the solution's code runs in a box, if the system allows one: without your files, the network and other
processes. Without a box it runs with your rights, and grade says so before it runs any solution.
internal/kit/TEACHING.md has what grade promises, and a container for it.`

// gradeCommand returns the command that judges other people's solutions.
func gradeCommand() *cobra.Command {
	var o grade.Options
	command := &cobra.Command{
		Use:   "grade <question> <directory>",
		Short: "judge the solution in another directory, or one in each of its directories",
		Long:  gradeHelp,
		Args:  checkGradeArgs,
		RunE: func(command *cobra.Command, args []string) error {
			root, err := question.Root()
			if err != nil {
				return err
			}
			q, err := question.Find(root, args[0])
			if err != nil {
				return err
			}
			return grade.Grade(command.Context(), command.OutOrStdout(), command.ErrOrStderr(), q, args[1], o)
		},
	}
	command.Flags().StringVar(&o.Format, "format", "", "what to print: "+strings.Join(score.FormatNames(), ", "))
	command.Flags().StringVar(&o.Points, "points", "", "points of each step: one number for all, or one a step as in 5,10,10 (default "+score.DefaultPoints+")")
	command.Flags().StringVar(&o.Limit, "limit", "", "how long a step may take, such as 30s or 2m (default "+score.DefaultLimit+")")
	command.Flags().StringVar(&o.Out, "out", "", "a file for the results as JSON, written after each submission; with the same file again, grade goes on where it was cut off")
	command.Flags().StringVar(&o.Box, "box", "", "\"none\" runs the code with your rights (default: the best box that the system has)")
	return command
}

func checkGradeArgs(_ *cobra.Command, args []string) error {
	switch {
	case len(args) < 2 || args[1] == "":
		return question.ArgumentError{Text: "Which solution? Name the question and the directory, as in: make grade Q=hashmap DIR=../submissions"}
	case len(args) > 2:
		return question.ArgumentError{Text: fmt.Sprintf("too many arguments: %s. Grade takes a question and one directory", strings.Join(args[2:], " "))}
	}
	return nil
}

// boxCommand is the hidden command that enters a box of namespaces.
func boxCommand() *cobra.Command {
	return &cobra.Command{
		Use:                sandbox.CommandName,
		Hidden:             true,
		DisableFlagParsing: true,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) != 3 {
				return question.ArgumentError{Text: sandbox.CommandName + " is for make grade only"}
			}
			return sandbox.Enter(args[0], args[1], args[2] == sandbox.FilteredCalls)
		},
	}
}

func gradeOneCommand() *cobra.Command {
	return &cobra.Command{
		Use:    grade.OneCommandName,
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			// Only the submission can have sent a signal that asks this process to end.
			return grade.GradeOne(context.WithoutCancel(command.Context()), command.InOrStdin(), command.OutOrStdout())
		},
	}
}
