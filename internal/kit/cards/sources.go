package cards

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/kit/readme"
)

// fromReadme makes cards of a README. These parts make cards by themselves:
//
//   - Ask first: each folded answer.
//   - Patterns: each item with a bold name.
//   - What would change for: each paragraph or item with a bold lead.
//   - Other designs: what a design costs.
//
// Marks, which are comments, add cards, change them and leave them out. A mark stands in a line of its own before a
// paragraph, an item or a folded answer, or within a cell of a table:
//
//	<!-- card: Why does Delete leave no mark? -->       the text answers this question
//	<!-- card 2-3: Why does Delete leave no mark? -->   its sentences 2 and 3 do; a bold lead does not count
//	<!-- card 1 -->                                     sentence 1 answers the question that the part makes itself
//	<!-- no card -->                                    the text makes no card
//
// The mark <!-- card --> makes a card of a row of the table of costs, if it stands in the first cell. In a table of
// designs it makes the cards "what is it good at?" and, in the cell "how it works", "which design is this?".
func fromReadme(page readme.Page) []Card {
	var c collector
	for _, s := range page.Sections {
		c.spoiler = c.spoiler || s.Heading == readme.SpoilerHeading
		c.topic = strings.TrimSuffix(s.Heading, " …")
		for _, b := range blocksOf(s.Text) {
			c.block(b)
		}
	}
	return c.cards
}

// A collector collects the cards of a README.
type collector struct {
	cards   []Card
	topic   string // the heading of the section
	spoiler bool
}

// add adds the cards that the marks ask for, or the section's own if there is no mark. The section's own card has no
// front if the block makes none without a mark.
func (c *collector) add(marks []mark, own Card, answer string) {
	if len(marks) == 0 && own.Front != "" {
		marks = []mark{{}}
	}
	for _, m := range marks {
		card := own
		card.Topic, card.Spoiler = c.topic, c.spoiler
		card.Front, card.Back = plain(cmp.Or(m.question, own.Front)), sentence(pick(plain(answer), m.first, m.last))
		if m.question != "" {
			card.ID = "text/" + slug(m.question)
		}
		if !m.none {
			c.cards = append(c.cards, card)
		}
	}
}

// bold matches the bold words at the beginning of a block. If they end like a sentence, they are a lead.
var bold = regexp.MustCompile(`^\*\*(.+?)([.?!]?)("?)\*\*(:?) *`)

// cutLead returns the bold words at the beginning of a text, and the text without them if they are a lead.
func cutLead(text string) (words, rest string) {
	m := bold.FindStringSubmatch(text)
	switch {
	case m == nil:
		return "", text
	case m[2]+m[4] == "":
		return m[1] + m[3], text
	case m[3] != "":
		m[1] += m[2] + m[3]
	}
	return m[1], strings.TrimPrefix(text, m[0])
}

func (c *collector) block(b block) {
	switch {
	case b.kind == row && slices.Contains(b.header, "good at"):
		c.design(b)
	case b.kind == row && c.topic == "Complexity":
		c.complexity(b)
		b.cells = b.cells[1:]
		fallthrough
	case b.kind == row:
		c.cells(b)
	case b.kind == folded:
		c.add(b.marks, Card{ID: "ask/" + slug(b.lead), Front: b.lead}, b.text)
	case strings.HasPrefix(c.topic, "Patterns"):
		c.pattern(b)
	case c.topic == "What would change for":
		c.change(b)
	default:
		_, text := cutLead(b.text)
		c.add(b.marks, Card{}, text)
	}
}

// pattern makes a card of a design pattern.
func (c *collector) pattern(b block) {
	name, text := cutLead(b.text)
	own := Card{}
	if name != "" && b.kind == item {
		own = Card{ID: "pattern/" + slug(name), Front: "What does the pattern **" + name + "** look like in the reference?"}
	}
	c.add(b.marks, own, text)
}

// change makes a card of a further requirement.
func (c *collector) change(b block) {
	lead, text := cutLead(b.text)
	own := Card{}
	if lead = strings.TrimPrefix(lead, "… "); lead != "" {
		own = Card{ID: "change/" + slug(lead), Front: "What would change for … **" + small(lead) + "**?"}
	}
	c.add(b.marks, own, text)
}

// complexity makes a card of a row of the table of costs, if its first cell has a mark.
func (c *collector) complexity(b block) {
	marks, name := b.cell(b.header[0])
	if len(marks) == 0 {
		return
	}
	var answer strings.Builder
	for _, cost := range []struct{ head, before, after string }{
		{"time", "", "."}, {"on average", "", " on average"}, {"worst", "; at worst ", "."}, {"one call at worst", "; at worst, one call takes ", "."},
		{"depends on", " It depends on ", "."}, {"remarks", " ", "."},
	} {
		_, text := b.cell(cost.head)
		if text == "" {
			continue
		}
		if cost.before == " " {
			text = capital(text)
		}
		answer.WriteString(cost.before + text + cost.after)
	}
	legend := strings.TrimRight(b.legend, ":.")
	c.add(marks, Card{ID: "complexity/" + slug(name), Front: "How long does this take in the reference: " + name + "? (" + legend + ".)"}, answer.String())
}

// design makes cards of a row that describes a design: what it costs, and if a mark asks for them, what it is good at
// and which one it is.
func (c *collector) design(b block) {
	_, cell := b.cell(b.header[0])
	cell = plain(cell)
	name := strings.ReplaceAll(strings.TrimSuffix(cell, ".go"), "_", " ")
	identify, how := b.cell("how it works")
	what := " the design **" + capital(name) + "**"
	asks := func(question, end string) string { return question + what + end + " How it works: " + sentence(how) }
	good, text := b.cell("good at")
	if len(identify) > 0 {
		c.add(identify, Card{ID: "design/" + slug(cell), Front: "Which design is this? " + sentence(how)}, name)
	}
	if len(good) > 0 {
		c.add(good, Card{ID: "good-at/" + slug(cell), Front: asks("What is", " good at?")}, text)
	}
	costs, text := b.cell("costs")
	c.add(costs, Card{ID: "costs/" + slug(cell), Front: asks("What does", " cost?")}, text)
}

// cell returns the marks in the cell below a head, and its text.
func (b block) cell(head string) ([]mark, string) {
	i := slices.Index(b.header, head)
	if i < 0 || i >= len(b.cells) {
		return nil, ""
	}
	return marksIn(b.cells[i])
}

// cells makes cards of the marks in a row of any other table.
func (c *collector) cells(b block) {
	for _, cell := range b.cells {
		marks, text := marksIn(cell)
		c.add(marks, Card{}, text)
	}
}
