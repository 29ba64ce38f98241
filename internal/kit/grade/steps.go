package grade

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/grade/score"
	"github.com/oodkit/oodkit/internal/question"
)

// statusNames has the names, in a report, of the statuses of a step.
var statusNames = map[gotest.Status]string{
	gotest.StepPassed: score.StatusPassed, gotest.StepFailed: score.StatusFailed, gotest.StepUnwritten: score.StatusUnwritten,
	gotest.StepCrashed: score.StatusCrashed, gotest.StepEnded: score.StatusEnded, gotest.StepTimedOut: score.StatusTimedOut,
}

// scoreOf returns how a step went, without its points. The result r comes from the log of the run.
func (g *grader) scoreOf(r gotest.Result, a stepRun) score.Step {
	s := r.Step
	graded := score.Step{
		Number: s.Number, Test: s.Test, Title: s.Title, Seconds: a.took.Seconds(),
		Status: statusNames[r.Status], Row: r.Row, Rule: r.Rule, Message: r.Lines(), Printed: r.Printed, InInit: r.InInit,
	}
	switch {
	case a.log.Flooded != "":
		graded.Reject(score.StatusFlooded, "the step was stopped, since "+a.log.Flooded+". Remove the prints")
	case r.Status == gotest.StepTimedOut:
		graded.Message[0] = fmt.Sprintf("the step did not end within %v and was stopped", g.limit)
		graded.Stuck = a.log.Find(s.Test) == nil
	case r.Status == gotest.StepFailed && a.report == nil:
		graded.Reject(score.StatusEnded, append([]string{"the process ended before the step did, but printed that it failed"}, r.Lines()...)...)
	case r.Status == gotest.StepPassed && a.report == nil:
		graded.Reject(score.StatusEnded, "the process ended before the step did, but printed that it passed")
	case r.Status == gotest.StepPassed:
		g.checkRows(&graded, a.report.Passed)
	}
	for i, line := range graded.Message {
		graded.Message[i] = strings.ReplaceAll(line, limitAdvice, "")
	}
	graded.Tidy()
	return graded
}

// limitAdvice is the advice that package exercise gives about a row that was stopped. It is for learners: the teacher's
// setting is LIMIT.
const limitAdvice = " (OODKIT_LIMIT=30s allows more time)"

// checkRows rejects a step unless every row passed that the reference passes.
func (g *grader) checkRows(graded *score.Step, passed []string) {
	for _, row := range slices.Concat(g.rows[graded.Test], []string{graded.Test}) {
		if !slices.Contains(passed, row) {
			graded.Reject(score.StatusNotRun, "this row did not run, but it runs and passes with the reference: "+cmp.Or(gotest.RowName(row), row))
			return
		}
	}
}

// refuse gives no points for any step, for a reason that does not depend on the steps.
func (g *grader) refuse(s *score.Submission, status string, why ...string) {
	s.Problem = status
	for i, step := range g.steps {
		graded := score.Step{Number: step.Number, Test: step.Test, Title: step.Title, Maximum: g.points[i], Status: status, Message: why}
		graded.Tidy()
		s.Add(graded)
	}
}

// giveUp gives no points for the remaining steps, because the process does not even begin a test.
func (g *grader) giveUp(s *score.Submission, left []question.Step) {
	s.Problem = "does not reach its tests"
	for _, step := range left {
		s.Add(score.Step{
			Number: step.Number, Test: step.Test, Title: step.Title, Maximum: g.points[len(s.Steps)], Status: score.StatusNotRun,
			Message: []string{"not tried: in the step before, the process did not reach its tests"},
		})
	}
}
