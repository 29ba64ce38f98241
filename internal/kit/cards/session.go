package cards

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/watch"
	"github.com/oodkit/oodkit/internal/question"
)

// A Choice says which cards are meant.
type Choice struct {
	Root  string
	Named string // a question, or "" for all of them
	All   bool   // also cards that give answers away
}

// open reads the cards of a choice.
func (c Choice) open(w io.Writer) (*deck, error) {
	questions := question.InOrder(c.Root)
	if c.Named != "" {
		q, err := question.Find(c.Root, c.Named)
		if err != nil {
			return nil, err
		}
		questions = []question.Question{q}
	}
	cards, err := OfAll(questions)
	if err != nil {
		return nil, err
	}
	gate := newGate(true)
	if !c.All {
		if gate, err = gateOf(w, questions, c.Named != ""); err != nil {
			return nil, err
		}
	}
	return openDeck(w, c.Root, cards, gate)
}

// Ask asks the cards that are due. It uses the whole screen of a terminal. Elsewhere it prints them with their answers, or
// all cards if the choice says so, and changes nothing.
func Ask(ctx context.Context, w io.Writer, c Choice) error {
	d, err := c.open(w)
	if err != nil {
		return err
	}
	reason := noScreen(w)
	if c.All && reason != "" {
		fmt.Fprintf(w, "All %s, with their answers. They are only printed, because %s.\n", report.Plural(len(d.cards), "card"), reason)
		printCards(w, d.cards)
		return nil
	}
	if _, ok := d.next(time.Now()); !ok {
		fmt.Fprintln(w, ansi.Wrap(d.closing(time.Now()), report.TextWidth(w), ""))
		if c.Named == "" && len(d.Cards) == 0 {
			fmt.Fprintln(w, "A question that you name begins at once: make cards Q=hashmap (without make: cards hashmap).")
		}
		return nil
	}
	if reason == "" {
		return askOn(ctx, w.(*os.File), d)
	}
	due, soon, fresh := d.split(time.Now())
	fmt.Fprintf(w, "%d due, %d new. These are only printed, because %s.\n", len(due)+len(soon), len(fresh), reason)
	printCards(w, slices.Concat(due, soon, fresh))
	return nil
}

// noScreen says why the whole screen cannot be used, or returns "".
func noScreen(w io.Writer) string {
	screen, ok := w.(*os.File)
	switch {
	case !ok || !report.IsTerminal(screen):
		return "the output is not a terminal"
	case !report.StyleFor(w).Live:
		return "TERM=dumb is a terminal without a cursor that moves"
	case !report.IsTerminal(os.Stdin):
		return "the input is not a terminal"
	}
	return ""
}

// askOn uses the whole terminal until the user quits.
func askOn(ctx context.Context, screen *os.File, d *deck) error {
	m := newModel(d, report.StyleFor(screen), time.Now)
	_, err := watch.NewProgram(ctx, screen, m).Run()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err == nil && m.err == nil {
		fmt.Fprintln(screen, ansi.Wrap(m.summary(), report.TextWidth(screen), ""))
	}
	if m.err != nil {
		return m.err
	}
	return err
}

// summary says what was done in a session, and what is left.
func (m *model) summary() string {
	text, now := report.Plural(m.answers, "card")+" answered. ", m.now()
	if due, soon, fresh := m.deck.split(now); len(due)+len(soon)+len(fresh) > 0 {
		return text + fmt.Sprintf("Left for today: %d due, %d new.", len(due)+len(soon), len(fresh))
	}
	return text + m.deck.closing(now)
}

// printCards prints cards with their answers.
func printCards(w io.Writer, cards []Card) {
	title := ""
	for _, c := range cards {
		if c.Title != title {
			title = c.Title
			fmt.Fprintf(w, "\n%s\n", title)
		}
		const indent = 4
		fmt.Fprintf(w, "\n%s\n", ansi.Wrap(terminalText(c.Front, report.Style{}), report.TextWidth(w), ""))
		report.PrintLines(w, strings.Split(ansi.Wrap(terminalText(c.Back, report.Style{}), report.TextWidth(w)-indent, ""), "\n"))
	}
}

// Answered returns how many cards the learner has answered, by day in the form 2006-01-02.
func Answered(w io.Writer, root string) (map[string]int, error) {
	s, err := kept(root).Load(w)
	return s.Answers, err
}

// Counts returns how many cards are due and how many are new today, and whether the learner uses cards at all.
func Counts(w io.Writer, root string, now time.Time) (due, fresh int, used bool, err error) {
	if _, err := os.Stat(kept(root).Path()); err != nil {
		return 0, 0, false, nil
	}
	d, err := Choice{Root: root}.open(w)
	if err != nil {
		return 0, 0, true, err
	}
	all, soon, new := d.split(now)
	return len(all) + len(soon), len(new), true, nil
}
