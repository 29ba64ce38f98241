package cmd

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/oodkit/oodkit/internal/kit/handout"
	"github.com/oodkit/oodkit/internal/question"
)

const handoutHelp = `Handout writes a repository for students to a new or empty directory. It has all questions, or the one that you name.

It has the stubs, the steps, the hints, and the READMEs without the discussions behind the spoiler line. It has no
references, other designs, bank or history of git. Students judge their code there with go test -tags stub, and with
the commands try, watch, hint, reset and restore. Grade judges their copies here.`

func handoutCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "handout <directory> [question]",
		Short: "write a repository for students, without references",
		Long:  handoutHelp,
		Args:  refuseMoreThan(2),
		RunE: func(command *cobra.Command, args []string) error {
			root, err := question.Root()
			if err != nil {
				return err
			}
			args = append(args, "", "")
			return handout.Write(command.Context(), command.OutOrStdout(), root, args[0], args[1])
		},
	}
}

// refuseInHandout makes commands refuse in a handout, unless they need nothing that it does not have. There the help
// lists only those that work.
func refuseInHandout(commands []*cobra.Command) {
	root, err := question.Root()
	if err != nil || !question.IsHandout(root) {
		return
	}
	for _, command := range commands {
		if flag := command.Flags().Lookup("in"); flag != nil {
			flag.Hidden = true // extend refuses
		}
		if command.Hidden || slices.Contains(question.HandoutCommands, command.Name()) {
			continue
		}
		command.Hidden, command.Args = true, cobra.ArbitraryArgs
		command.RunE = func(command *cobra.Command, _ []string) error {
			return question.ArgumentError{Text: fmt.Sprintf("%s needs the full kit: a handout for students has no references and no bank. These commands work here: %s",
				command.Name(), strings.Join(question.HandoutCommands, ", "))}
		}
	}
}
