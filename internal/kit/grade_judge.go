package main

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// How a step of a submission can go.
const (
	statusPassed      = "passed"
	statusFailed      = "failed"
	statusUnwritten   = "not implemented"
	statusCrashed     = "crashed"
	statusEnded       = "ended early"
	statusTimedOut    = "timed out"
	statusFlooded     = "printed too much"
	statusNotRun      = "did not run"
	statusNotCompiled = "does not compile"
	statusNoSolution  = "no solution"
	statusEndedJudge  = "ended its judge"
)

// statusNames holds what the statuses of a step of try are called in a report.
var statusNames = map[status]string{
	passed: statusPassed, failed: statusFailed, unwritten: statusUnwritten,
	crashed: statusCrashed, ended: statusEnded, timedOut: statusTimedOut,
}

// A gradeReport is what came out for all the submissions.
type gradeReport struct {
	Question    string             `json:"question"`
	Limit       string             `json:"limit"` // of each step
	Box         string             `json:"box"`   // what kept the code from the rest of the machine, if anything did
	Ignored     []string           `json:"ignored,omitempty"`
	Submissions []gradedSubmission `json:"submissions"`

	steps []step
}

// A gradedSubmission is what came out for one.
type gradedSubmission struct {
	Name      string       `json:"name"`
	Directory string       `json:"directory"`
	Files     []string     `json:"files"`
	Ignored   []string     `json:"ignored,omitempty"` // files, each with the reason
	Uses      []string     `json:"uses,omitempty"`    // what can reach beyond Go's rules, each with the file
	Points    int          `json:"points"`
	Maximum   int          `json:"maximum"`
	Passed    int          `json:"passed"` // how many steps
	Problem   string       `json:"problem,omitempty"`
	Steps     []gradedStep `json:"steps"`

	Fingerprint string `json:"fingerprint,omitempty"` // of what was judged, and by what
}

// A gradedStep is how one step of a submission went.
type gradedStep struct {
	Number  int      `json:"number"`
	Test    string   `json:"test"`
	Title   string   `json:"title"`
	Status  string   `json:"status"`
	Points  int      `json:"points"`
	Maximum int      `json:"maximum"`
	Seconds float64  `json:"seconds"`
	Row     string   `json:"row,omitempty"`     // the row that tells why it did not pass
	Message []string `json:"message,omitempty"` // why
	Printed []string `json:"printed,omitempty"` // the last lines that the solution printed meanwhile

	stuck bool // the process did not come to its tests: no other step will
}

// allPassed reports whether every step of every submission passed.
func (r gradeReport) allPassed() bool {
	for _, s := range r.Submissions {
		if s.Passed < len(r.steps) {
			return false
		}
	}
	return true
}

// judge returns how a step went, without its points.
func (g *grader) judge(s step, a attempt) gradedStep {
	r := g.q.judge(s, a.journal, a.end)
	graded := gradedStep{
		Number: s.number, Test: s.test, Title: s.title, Seconds: a.took.Seconds(),
		Status: statusNames[r.status], Row: r.row, Message: r.detail, Printed: r.printed,
	}
	switch {
	case a.flooded:
		graded.reject(statusFlooded, fmt.Sprintf("it printed more than %d MiB, or began more than %d tests, and was stopped", maxPrint>>20, maxTests))
	case r.status == timedOut:
		graded.Message[0] = fmt.Sprintf("it did not end within %v and was stopped", g.limit)
		graded.stuck = a.journal.find(s.test) == nil
	case r.status == passed && a.report == nil:
		graded.reject(statusEnded, "the process ended before the step did, and yet said that it passed")
	case r.status == passed:
		g.checkRows(&graded, a.report.Passed)
	}
	graded.tidy()
	return graded
}

// checkRows rejects a step in which not all has passed that the reference passes.
func (g *grader) checkRows(graded *gradedStep, passed []string) {
	for _, row := range slices.Concat(g.rows[graded.Test], []string{graded.Test}) {
		if !slices.Contains(passed, row) {
			graded.reject(statusNotRun, "this row did not run, which the reference passes: "+cmp.Or(rowName(row), row))
			return
		}
	}
}

// reject changes the step's status.
func (s *gradedStep) reject(status string, why ...string) {
	s.Status, s.Row, s.Message = status, "", why
}

// award gives the step its points.
func (s *gradedStep) award() {
	if s.Status == statusPassed {
		s.Points = s.Maximum
	}
}

func (s *gradedSubmission) add(step gradedStep) {
	s.Steps = append(s.Steps, step)
	s.Points += step.Points
	if step.Status == statusPassed {
		s.Passed++
	}
}

// refuse gives no points for any step, for a reason that has nothing to do with them.
func (g *grader) refuse(s *gradedSubmission, status string, why ...string) {
	s.Problem = status
	for i, step := range g.steps {
		graded := gradedStep{Number: step.number, Test: step.test, Title: step.title, Maximum: g.points[i], Status: status, Message: why}
		graded.tidy()
		s.add(graded)
	}
}

// giveUp gives no points for the steps that are left, since the process does not even begin them.
func (g *grader) giveUp(s *gradedSubmission, left []step) {
	s.Problem = "does not come to the tests"
	for _, step := range left {
		s.add(gradedStep{
			Number: step.number, Test: step.test, Title: step.title, Maximum: g.points[len(s.Steps)], Status: statusNotRun,
			Message: []string{"not tried: the process did not come to its tests in the step before"},
		})
	}
}

// maxLine is how many bytes of a line are worth reading.
const maxLine = 500

// tidy leaves what is worth reading, and nothing that a terminal would act on.
func (s *gradedStep) tidy() {
	s.Row = visible(s.Row)
	s.Message = tidyLines(s.Message[:min(len(s.Message), maxProblem)])
	s.Printed = tidyLines(s.Printed[max(0, len(s.Printed)-maxPrinted):])
}

func tidyLines(lines []string) []string {
	var tidy []string
	for _, line := range lines {
		if len(line) > maxLine {
			line = line[:maxLine] + " …"
		}
		tidy = append(tidy, visible(line))
	}
	return tidy
}

// escapes matches the sequences that move a terminal's cursor, color its text and so on.
var escapes = regexp.MustCompile(`\x1b(\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?|.)`)

// visible returns text without what is not to be seen.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return ' '
		}
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, escapes.ReplaceAllString(strings.ToValidUTF8(text, "�"), ""))
}
