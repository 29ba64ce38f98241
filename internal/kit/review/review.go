// Package review lists facts about the learner's design: what each step changed in it, and facts about the code as it
// is now, each with its places and the figures of the reference and the other right designs. It gives no score.
//
// Package [change] compares two versions of a design, and package [facts] finds the facts. The texts about them are in
// facts.md and can be improved without a look at the code.
package review

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/review/facts"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// Options are what may be chosen.
type Options struct {
	All  bool // also the facts that are not worth a look
	JSON bool // for programs
}

// A Review is all that is said of a design.
type Review struct {
	Question string    `json:"question"`
	Designs  []string  `json:"designs"` // whose figures are there: the learner's, the reference's and the others'
	Steps    []Change  `json:"steps"`   // what the steps changed, as far as it was kept
	Facts    []Fact    `json:"facts"`
	Tests    *OwnTests `json:"tests,omitempty"`

	why string // Steps is empty, a sentence
}

// A Fact is one kind of fact, with the figures of all designs.
type Fact struct {
	Kind     string          `json:"kind"`
	Verdict  string          `json:"verdict"`          // "better" than the reference, "worth a look", or "alike"
	Figures  []int           `json:"figures"`          // in the order of Review.Designs
	Findings []facts.Finding `json:"findings"`         // in the learner's code; in the reference's if the learner's is better
	Readme   int             `json:"readme,omitempty"` // the line from which the question's README discusses it
}

var verdicts = map[facts.Comparison]string{facts.Alike: "alike", facts.Better: "better", facts.WorthALook: "worth a look"}

// Run reviews the learner's code and prints it.
func Run(ctx context.Context, w io.Writer, q question.Question, o Options) error {
	text, err := os.ReadFile(q.Path("stub.go"))
	if err != nil {
		return fmt.Errorf("%w: make reset Q=%s brings the stub back", err, q.Name)
	}
	if problem := workspace.WrongStub(q); problem != "" {
		return errors.New(problem)
	}
	if question.IsUnwritten(text) {
		nothing := fmt.Sprintf("There is nothing to review yet: %s/stub.go is as it came. Write step 1, then run: make try %s STEP=1", q.Name, q.Arguments())
		if o.JSON {
			return errors.New(nothing) // a program reads w
		}
		fmt.Fprintln(w, nothing)
		return report.ErrFailed
	}
	r, err := New(ctx, q)
	if err != nil {
		return err
	}
	if o.JSON {
		encoder := json.NewEncoder(w)
		encoder.SetIndent("", "  ")
		encoder.SetEscapeHTML(false)
		return encoder.Encode(r)
	}
	r.print(w, q, o)
	return nil
}

// New reviews the learner's code.
func New(ctx context.Context, q question.Question) (*Review, error) {
	r, mine, err := newFacts(ctx, q)
	if err != nil {
		return nil, err
	}
	if r.Steps, r.why, err = changes(q); err != nil {
		return nil, err
	}
	r.Tests, err = ownTests(ctx, q, mine)
	return r, err
}

// Facts reviews the learner's code as it stands, without what the steps changed and the learner's own tests.
func Facts(ctx context.Context, q question.Question) (*Review, error) {
	r, _, err := newFacts(ctx, q)
	return r, err
}

// newFacts returns a review with the facts, and the learner's code.
func newFacts(ctx context.Context, q question.Question) (r *Review, mine *facts.Code, err error) {
	own, err := facts.SourceOf(q, question.Of(question.Learners))
	if err != nil {
		return nil, nil, err
	}
	right, err := rightSources(q)
	if err != nil {
		return nil, nil, err
	}
	codes, err := facts.Load(ctx, q, append([]facts.Source{own}, right...))
	if err != nil {
		return nil, nil, fmt.Errorf("the code does not compile: %w\nRun make try %s first", err, q.Arguments())
	}
	r = &Review{Question: q.Name}
	for _, c := range codes {
		r.Designs = append(r.Designs, c.Name)
	}
	lines, err := discussions(q)
	if err != nil {
		return nil, nil, err
	}
	for _, k := range facts.Kinds {
		f := newFact(k, codes)
		f.Readme = lines[k.ID]
		r.Facts = append(r.Facts, f)
	}
	return r, codes[0], nil
}

// rightSources returns the sources of the reference and of the question's other designs.
func rightSources(q question.Question) ([]facts.Source, error) {
	designs, err := q.Designs()
	if err != nil {
		return nil, err
	}
	solutions := []question.Solution{question.Of(question.Reference)}
	for i := range designs {
		solutions = append(solutions, question.Solution{Variant: question.Learners, Design: &designs[i]})
	}
	sources := make([]facts.Source, len(solutions))
	for i, s := range solutions {
		if sources[i], err = facts.SourceOf(q, s); err != nil {
			return nil, err
		}
	}
	return sources, nil
}

// newFact measures one kind of fact in all designs: the learner's first, then the reference's.
func newFact(k facts.Kind, codes []*facts.Code) Fact {
	f := Fact{Kind: k.ID}
	findings := make([][]facts.Finding, len(codes))
	for i, c := range codes {
		findings[i] = k.Measure(c)
		f.Figures = append(f.Figures, k.Figure(findings[i]))
	}
	comparison, about := k.Compare(findings[0], findings[1], findings[2:])
	if comparison == facts.Better && !k.MayPraise(codes[0]) {
		comparison = facts.Alike
	}
	f.Verdict, f.Findings = verdicts[comparison], about
	if comparison == facts.Alike {
		f.Findings = findings[0]
	}
	return f
}
