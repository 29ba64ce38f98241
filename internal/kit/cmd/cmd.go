// Package cmd has the commands of the kit: their arguments and flags, and what is too small for a package
// of its own, such as the board, hints, and the table of try. The packages below it parse no flags.
package cmd

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/oodkit/oodkit/internal/question"
)

// NewRoot returns the command with all that belongs to it. It prints to w.
func NewRoot(w io.Writer) *cobra.Command {
	root := &cobra.Command{
		Use:   "kit",
		Short: "The command behind the Makefile: it judges and measures your code",
		Args:  refuseUnknown,
		RunE: func(command *cobra.Command, _ []string) error {
			root, err := question.Root()
			if err != nil {
				return err
			}
			board(command.OutOrStdout(), root, time.Now())
			return nil
		},
		SilenceErrors: true, // main prints them
		SilenceUsage:  true,

		SuggestionsMinimumDistance: 2,
	}
	root.SetOut(w)
	root.SetFlagErrorFunc(func(command *cobra.Command, err error) error {
		return question.ArgumentError{Text: fmt.Sprintf("%v\n\n%s", err, command.UsageString())}
	})
	root.AddCommand(inExtend(tryCommand(), watchCommand(), hintCommand(), compareCommand(), reviewCommand())...)
	root.AddCommand(interviewCommand(), benchCommand(), examplesCommand(), spotCommand(), extendCommand(),
		cardsCommand(), planCommand(), resetCommand(), restoreCommand(), gradeCommand(), handoutCommand(), newCommand(), gradeOneCommand(), boxCommand(), stepsCommand())
	refuseInHandout(root.Commands())
	return root
}

// refuseUnknown returns a question.ArgumentError for arguments of the root, which are commands that do not exist.
func refuseUnknown(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	problem := fmt.Sprintf("There is no command %q. ", args[0])
	if near := root.SuggestionsFor(args[0]); len(near) > 0 {
		problem += fmt.Sprintf("Did you mean %s? ", near[0])
	}
	return question.ArgumentError{Text: problem + "The commands are:\n\n" + root.UsageString()}
}

// questionCommand returns a command about one question. Its arguments are the question and, if use
// names two, another one. An argument that is left out counts as "".
func questionCommand(use, short, long string, do func(ctx context.Context, w io.Writer, q question.Question, argument string) error) *cobra.Command {
	return &cobra.Command{
		Use:               use,
		Short:             short,
		Long:              long,
		Args:              refuseMoreThan(strings.Count(use, " ")),
		ValidArgsFunction: completeQuestion,
		RunE: func(command *cobra.Command, args []string) error {
			root, err := question.Root()
			if err != nil {
				return err
			}
			args = append(args, "", "")
			if flag := command.Flags().Lookup("in"); flag != nil && flag.Value.String() != "" {
				if root, err = copyOf(root, flag.Value.String(), args[0]); err != nil {
					return err
				}
				fmt.Fprintf(command.OutOrStdout(), "Paths are relative to .oodkit/extend.\n")
			}
			q, err := question.Find(root, args[0])
			if err != nil {
				return err
			}
			return do(command.Context(), command.OutOrStdout(), q, args[1])
		},
	}
}

// inExtend gives commands the flag --in, with which they work on the code of extend.
func inExtend(commands ...*cobra.Command) []*cobra.Command {
	for _, command := range commands {
		command.Flags().String("in", "", `"extend" works on the code that the command extend put into .oodkit/extend`)
	}
	return commands
}

// copyOf returns the root of the copy that extend made of the question.
func copyOf(root, in, name string) (string, error) {
	if in != "extend" {
		return "", question.ArgumentError{Text: fmt.Sprintf("IN=%[1]s (or --in=%[1]s) is not valid: the only value is extend. Leave it out to work on your own code.", in)}
	}
	q, err := question.Find(root, name)
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(filepath.Join(question.CopyDir(root), q.Name, "stub.go")); err != nil {
		return "", question.ArgumentError{Text: fmt.Sprintf("there is no code of %[1]s to extend yet: make extend Q=%[1]s begins", q.Name)}
	}
	return question.CopyDir(root), nil
}

func refuseMoreThan(n int) cobra.PositionalArgs {
	return func(command *cobra.Command, args []string) error {
		if len(args) <= n {
			return nil
		}
		return question.ArgumentError{Text: fmt.Sprintf("too many arguments: %s\n\n%s", strings.Join(args[n:], " "), command.UsageString())}
	}
}

// completeQuestion completes the first argument in a shell.
func completeQuestion(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	root, err := question.Root()
	if err != nil || len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return question.Names(root), cobra.ShellCompDirectiveNoFileComp
}
