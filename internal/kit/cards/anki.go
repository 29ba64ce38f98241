package cards

import (
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"html"
	"io"
	"strings"

	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/workspace"
)

// Export writes the cards for Anki, as a text file that its import reads. If there is such a file already, it is kept
// under another name.
func Export(w io.Writer, c Choice, file string) error {
	d, err := c.open(w)
	if err != nil {
		return err
	}
	var cards []Card
	for _, card := range d.cards {
		if _, seen := d.Cards[card.ID]; seen || d.gate.isOpen(card) {
			cards = append(cards, card)
		}
	}
	if len(cards) == 0 {
		return errors.New(nothingOpen(len(d.cards)))
	}
	if err := workspace.Replace(w, c.Root, file, ankiText(cards)); err != nil {
		return err
	}
	fmt.Fprintf(w, "%s: %s. In Anki, choose File > Import. A later import updates the cards that are there.\n", workspace.Shown(c.Root, file), report.Plural(len(cards), "card"))
	if n := len(d.cards) - len(cards); n > 0 {
		fmt.Fprintf(w, "Left out: %s that give answers away until your code passes the steps. ALL=1 (without make: --all) takes them too.\n", report.Plural(n, "card"))
	}
	return nil
}

// nothingOpen says why there is no card to export, and what to do.
func nothingOpen(all int) string {
	return fmt.Sprintf("nothing was written, because each of the %s could still give an answer away. "+
		"What an interviewer answers comes up when you have run a question once, or name it: Q=hashmap (without make: cards hashmap). "+
		"The other cards come up as your code passes the steps. ALL=1 (without make: --all) exports all cards.", report.Plural(all, "card"))
}

// ankiHeader says what Anki has to know of the columns: https://docs.ankiweb.net/importing/text-files.html
// If there is no note type with the name Basic, because Anki speaks another language, its import takes the one that the
// user had last, and lets them choose another.
const ankiHeader = `#separator:tab
#html:true
#notetype:Basic
#guid column:1
#deck column:2
#tags column:3
`

// ankiText returns cards in the form that Anki imports: a line for each, with a deck for each question.
func ankiText(cards []Card) string {
	var b strings.Builder
	b.WriteString(ankiHeader)
	for _, c := range cards {
		front := fmt.Sprintf("%s<br><small>%s</small>", cardHTML(c.Front), html.EscapeString(c.Title))
		tags := "oodkit " + c.Of + " " + slug(c.Topic)
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\t%s\n", guid(c), "oodkit::"+c.Of, tags, front, cardHTML(c.Back))
	}
	return b.String()
}

// guid returns the name by which Anki finds a card again. It depends on the ID alone, so a corrected answer updates the
// card.
func guid(c Card) string {
	sum := sha256.Sum256([]byte("oodkit " + c.ID))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
}

// cardHTML returns a card's text as HTML. It has no quotes, tabs and line ends, which would need care in a table.
func cardHTML(markdown string) string {
	tags := map[string]string{"`": "code", "*": "i", "**": "b"}
	return convert(markdown, func(mark, part string) string {
		if mark == "" || mark == "`" {
			part = html.EscapeString(part)
		}
		if tag := tags[mark]; tag != "" {
			return "<" + tag + ">" + part + "</" + tag + ">"
		}
		return part
	})
}
