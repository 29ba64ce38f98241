// Package cards makes flash cards of what the READMEs and the bank say, asks them in a terminal when they are due, and
// writes them for Anki.
//
// A card is written once, beside the text that it is made of. Some sections of a README make cards by themselves; marks,
// which are comments, add cards, change them and leave them out. See [fromReadme] for both. In the bank, the line
// "card: true" makes a card of a wrong solution.
package cards

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/oodkit/oodkit/internal/judge"
	"github.com/oodkit/oodkit/internal/kit/readme"
	"github.com/oodkit/oodkit/internal/question"
)

// A Card is a question with its answer. Both are Markdown without links.
type Card struct {
	ID    string // such as hashmap/costs/chaining; it stays the same if the answer is corrected
	Of    string // the question that it belongs to: hashmap
	Title string // the title of that question: Design a hash map
	Topic string // where it comes from: Complexity
	Front string
	Back  string

	Step    int  // the step whose rules it tells, or 0
	Spoiler bool // it comes from behind the line "Spoilers below"
}

// Of returns the cards of a question in the order in which they are learned.
func Of(q question.Question) ([]Card, error) {
	page, err := readme.Read(q)
	if err != nil {
		return nil, err
	}
	bank, err := judge.LoadBank(q)
	if err != nil {
		return nil, err
	}
	rules, err := judge.LoadRules(q)
	if err != nil {
		return nil, err
	}
	names, err := exported(q)
	if err != nil {
		return nil, err
	}
	cards := append(fromReadme(page), fromBank(bank, rules, names)...)
	for i, c := range cards {
		cards[i].Of, cards[i].Title, cards[i].ID = q.Name, page.Title, q.Name+"/"+c.ID
	}
	return cards, nil
}

// fromBank makes cards of the wrong solutions that have a line for it. The names of the API look like code in them.
func fromBank(bank []judge.Candidate, rules judge.Rules, names map[string]bool) []Card {
	var cards []Card
	for _, c := range bank {
		if !c.Card {
			continue
		}
		rule, _, _ := strings.Cut(rules.Of(c), " (step ")
		cards = append(cards, Card{
			ID:    "mistake/" + path.Base(c.Name),
			Topic: "Mistakes",
			Front: fmt.Sprintf("A solution of step %d does this: *%s* Which rule does it break?", c.Step, markNames(c.Why, names)),
			Back:  sentence(markNames(rule, names)),
			Step:  c.Step,
		})
	}
	return cards
}

// OfAll returns the cards of several questions.
func OfAll(questions []question.Question) ([]Card, error) {
	var all []Card
	var errs []error
	for _, q := range questions {
		cards, err := Of(q)
		all, errs = append(all, cards...), append(errs, err)
	}
	return all, errors.Join(errs...)
}
