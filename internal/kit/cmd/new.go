package cmd

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/oodkit/oodkit/internal/kit/scaffold"
	"github.com/oodkit/oodkit/internal/question"
)

const newHelp = `New creates a question, for people who change the kit: a package at the top of the repository that compiles and
passes all checks but one, which lists what is still to be written.

It has a stub, a reference, one step with one row, two other designs, one wrong solution, a README with every
section, hints, examples, benchmarks and a fuzz test. It is added to the table in README.md and to the list in
internal/parity/parity.go. The name is that of a package of Go, such as elevator. Nothing that exists is
overwritten, and if anything fails, the repository is as it was before.`

func newCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "new <name>",
		Short: "create a question, for people who change the kit",
		Long:  newHelp,
		Args:  refuseMoreThan(1),
		RunE: func(command *cobra.Command, args []string) error {
			root, err := question.Root()
			if err != nil {
				return err
			}
			return scaffold.New(command.Context(), command.OutOrStdout(), root, strings.Join(args, ""))
		},
	}
}
