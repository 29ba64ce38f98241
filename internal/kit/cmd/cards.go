package cmd

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/oodkit/oodkit/internal/kit/cards"
	"github.com/oodkit/oodkit/internal/question"
)

const cardsHelp = `Cards asks you what the READMEs say, so that you still know it at the interview: what an interviewer answers, costs,
designs and what they pay, patterns, what would change, and the rules behind typical mistakes.

Read the question, think of your answer, and press space to see the card's. Then say how well you knew it: 1 again,
2 hard, 3 good (or space), 4 easy. Below each is in how much time the card comes again. FSRS computes that from your
answers. A card that comes again within 20 minutes comes at once if no other is left. At the end it says that no card is
due any more, and when the next one comes. Keys: u takes the last answer back, the arrow keys scroll, q quits. Each answer
is kept at once, in .oodkit/cards.

A card comes up when it can no longer give an answer away: what an interviewer answers when you have run the question
once, or name it; the rule of a step when the step has passed; and the discussion when every step has passed. With
--all, all cards come up. At most 20 cards are new on a day. Without a question, cards of all questions come up.

If the input or the output is not a terminal, the cards of the day are printed with their answers, and nothing is kept.
Then --all prints all cards, of the question or of all questions.

With --export, the cards that could come up are written to a file that Anki imports, without a limit for each day. A
later import updates them. If there is a file of that name with another text, it is renamed first. The cards are for
Anki's note type Basic. If your Anki has another language, choose the note type with a front and a back in its import.`

func cardsCommand() *cobra.Command {
	var all bool
	var export string
	command := &cobra.Command{
		Use:               "cards [question]",
		Short:             "ask you what you have learned, on flash cards",
		Long:              cardsHelp,
		Args:              refuseMoreThan(1),
		ValidArgsFunction: completeQuestion,
		RunE: func(command *cobra.Command, args []string) error {
			root, err := question.Root()
			if err := errors.Join(err, checkFile(command, "export", "anki.txt")); err != nil {
				return err
			}
			choice := cards.Choice{Root: root, Named: append(args, "")[0], All: all}
			if export != "" {
				return cards.Export(command.OutOrStdout(), choice, export)
			}
			return cards.Ask(command.Context(), command.OutOrStdout(), choice)
		},
	}
	command.Flags().BoolVar(&all, "all", false, "also take cards that give answers away")
	command.Flags().StringVar(&export, "export", "", "write the cards to this file, for Anki")
	return command
}

// cardsLine prints how many cards are due, if the learner uses cards.
func cardsLine(w io.Writer, root string, now time.Time) {
	switch due, fresh, used, err := cards.Counts(w, root, now); {
	case err != nil:
		fmt.Fprintf(w, "Cards: %v\n", err)
	case used && due+fresh == 0:
		fmt.Fprintln(w, "Cards: none due.")
	case used:
		fmt.Fprintf(w, "Cards: %d due, %d new. make cards asks them.\n", due, fresh)
	}
}
