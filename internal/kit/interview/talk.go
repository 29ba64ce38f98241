package interview

import (
	"slices"

	"github.com/oodkit/oodkit/internal/kit/readme"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// A talk is what the interviewer has to say.
type talk struct {
	page      readme.Page
	tested    []question.Step // the steps as the tests have them
	contracts map[int][]rule  // by step
	hints     map[int][]string
	followUps []readme.Answer // asked in the debrief
}

// newTalk reads what the interviewer says. Round is how many interviews of the question there were before: each asks
// other questions in its debrief.
func newTalk(q question.Question, round int) (*talk, error) {
	t := &talk{hints: make(map[int][]string)}
	var err error
	if t.page, err = readme.Read(q); err != nil {
		return nil, err
	}
	if t.tested, err = q.Steps(); err != nil {
		return nil, err
	}
	stub, err := workspace.ShippedStub(q)
	if err != nil {
		return nil, err
	}
	began, err := beginnings(q, len(t.tested))
	if err != nil {
		return nil, err
	}
	if t.contracts, err = contracts(stub, t.page.Steps, began); err != nil {
		return nil, err
	}
	for _, step := range t.tested {
		if t.hints[step.Number], err = q.Hints(step); err != nil {
			return nil, err
		}
	}
	t.followUps = choose(t.page.Changes(), round)
	return t, nil
}

// followUps is how many questions the debrief asks.
const followUps = 3

// choose returns some of the questions: in each round those that follow the last of the round before.
func choose(all []readme.Answer, round int) []readme.Answer {
	if len(all) <= followUps {
		return all
	}
	at := round * followUps % len(all)
	return slices.Concat(all, all)[at : at+followUps]
}

// steps returns the steps as they are before the interview.
func (t *talk) steps() []Step {
	steps := make([]Step, len(t.tested))
	for i, s := range t.tested {
		steps[i] = Step{Number: s.Number, Title: s.Title}
	}
	return steps
}

// text returns what the README says about the step of that number.
func (t *talk) text(number int) string {
	for _, s := range t.page.Steps {
		if s.Number == number {
			return s.Text
		}
	}
	return ""
}

// ends reports whether an interview usually ends with the step of that number.
func (t *talk) ends(number int) bool {
	return slices.ContainsFunc(t.page.Steps, func(s readme.Step) bool { return s.Number == number && s.Ends })
}
