package cards

import (
	"io"

	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// A gate says which new cards may come up. A card comes up when it can no longer give an answer away:
//
//   - What an interviewer answers comes up when the learner has begun the question.
//   - The rule of a step comes up when the step has passed once.
//   - What is behind the spoiler line comes up when every step has passed once.
type gate struct {
	all   bool
	begun map[string]bool         // by question
	done  map[string]bool         // those of which all steps have passed
	steps map[string]map[int]bool // the steps that have passed
}

// newGate returns a gate that is closed, or lets all cards through.
func newGate(all bool) gate {
	return gate{all: all, begun: make(map[string]bool), done: make(map[string]bool), steps: make(map[string]map[int]bool)}
}

// begin notes that the learner has begun a question.
func (g gate) begin(name string) { g.begun[name] = true }

// gateOf returns the gate for the learner's progress. If named is true, the learner has asked for these questions by
// name, which counts as begun.
func gateOf(w io.Writer, questions []question.Question, named bool) (gate, error) {
	g := newGate(false)
	for _, q := range questions {
		steps, err := q.Steps()
		if err != nil {
			return g, err
		}
		p, err := workspace.LoadProgress(q, w)
		if err != nil {
			return g, err
		}
		g.begun[q.Name] = named || !p.LastRun.IsZero()
		g.done[q.Name] = true
		g.steps[q.Name] = make(map[int]bool)
		for _, s := range steps {
			passed := !p.Steps[s.Number].FirstPassed.IsZero()
			g.steps[q.Name][s.Number] = passed
			g.done[q.Name] = g.done[q.Name] && passed
		}
	}
	return g, nil
}

// isOpen reports whether a card may come up.
func (g gate) isOpen(c Card) bool {
	switch {
	case g.all:
		return true
	case c.Spoiler:
		return g.done[c.Of]
	case c.Step > 0:
		return g.steps[c.Of][c.Step]
	}
	return g.begun[c.Of]
}
