package main

import (
	"context"
	"io"
	"time"

	"github.com/spf13/cobra"
)

// newTmpRoot returns a root for the commands of this part alone.
func newTmpRoot(w io.Writer) *cobra.Command {
	root := &cobra.Command{Use: "kit", SilenceErrors: true, SilenceUsage: true}
	root.SetOut(w)
	root.AddCommand(compareCommand(), watchCommand())
	return root
}

// questionCommand returns a command about one question.
func questionCommand(use, short string, do func(ctx context.Context, w io.Writer, q question, argument string) error) *cobra.Command {
	return &cobra.Command{
		Use: use, Short: short, Args: cobra.MaximumNArgs(2),
		RunE: func(command *cobra.Command, args []string) error {
			root, err := findRoot()
			if err != nil {
				return err
			}
			args = append(args, "", "")
			q, err := findQuestion(root, args[0])
			if err != nil {
				return err
			}
			return do(command.Context(), command.OutOrStdout(), q, args[1])
		},
	}
}

// remember and explainBuild do nothing here.
func (q question) remember(io.Writer, []result, time.Time) {}

func (q question) explainBuild(_ context.Context, err error) error { return err }
