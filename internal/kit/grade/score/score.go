// Package score holds the results of each step and each submission, and prints them as text, for spreadsheets, for
// programs and for platforms.
//
// A submission can put any text into its messages. So this package prints no control sequences, and no more than is
// worth reading.
package score

import (
	"fmt"
	"slices"

	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/question"
)

// The statuses of a step say how it went. Every format uses these words.
const (
	StatusPassed      = "passed"
	StatusFailed      = "failed"
	StatusUnwritten   = "not implemented"
	StatusCrashed     = "crashed"
	StatusEnded       = "ended early"
	StatusTimedOut    = "timed out"
	StatusFlooded     = "printed too much"
	StatusNotRun      = "did not run"
	StatusNotCompiled = "does not compile"
	StatusVet         = "fails go vet" // although it compiles
	StatusNoSolution  = "no solution"
	StatusEndedJudge  = "ended its judge"
)

// A Report has the results of all submissions.
type Report struct {
	Question    string       `json:"question"`
	Limit       string       `json:"limit"` // of each step
	Box         string       `json:"box"`   // what isolated the code from the rest of the machine, if anything did
	Ignored     []string     `json:"ignored,omitempty"`
	Submissions []Submission `json:"submissions"`

	Steps  []question.Step `json:"-"`
	Unkept bool            `json:"-"` // the results of the last submission could not be written to the file that keeps them
}

// A Submission has the results of one submission.
type Submission struct {
	Name      string   `json:"name"`
	Directory string   `json:"directory"`
	Files     []string `json:"files"`
	Ignored   []string `json:"ignored,omitempty"` // files, each with the reason
	Uses      []string `json:"uses,omitempty"`    // what can break Go's rules, each with the file
	Points    int      `json:"points"`
	Maximum   int      `json:"maximum"`
	Passed    int      `json:"passed"` // how many steps
	Problem   string   `json:"problem,omitempty"`
	Steps     []Step   `json:"steps"`

	Fingerprint string `json:"fingerprint,omitempty"` // of what was judged, and by what
}

// A Step is how one step of a submission went.
type Step struct {
	Number  int      `json:"number"`
	Test    string   `json:"test"`
	Title   string   `json:"title"`
	Status  string   `json:"status"`
	Points  int      `json:"points"`
	Maximum int      `json:"maximum"`
	Seconds float64  `json:"seconds"`
	Row     string   `json:"row,omitempty"`     // the row that explains why it did not pass
	Rule    string   `json:"rule,omitempty"`    // the rule that the message names, if that is not the row
	Message []string `json:"message,omitempty"` // why
	Printed []string `json:"printed,omitempty"` // the last lines that the solution printed in the row
	InInit  bool     `json:"in_init,omitempty"` // it crashed in package initialization, before any test

	Stuck bool `json:"-"` // the process did not reach its tests, so no other step will
}

// reason returns which rule is broken, or else in which row that was seen: a row can fail because of a rule that is not
// its own, and a process can end in a row because of a goroutine of another one. It follows a status, as in "failed: …".
func (s Step) reason() string {
	switch {
	case s.Rule != "":
		return ": " + s.Rule
	case s.Row != "" && (s.Status == StatusCrashed || s.Status == StatusEnded):
		return ` during the row "` + s.Row + `"`
	case s.Row != "":
		return ` in the row "` + s.Row + `"`
	case s.InInit:
		return " before any test began, in package initialization"
	}
	return ""
}

// AllPassed reports whether every step of every submission passed.
func (r Report) AllPassed() bool {
	for _, s := range r.Submissions {
		if s.Passed < len(r.Steps) {
			return false
		}
	}
	return true
}

// Reject changes the step's status.
func (s *Step) Reject(status string, why ...string) {
	s.Status, s.Row, s.Rule, s.Message, s.InInit = status, "", "", why, false
}

// Award gives the step its points.
func (s *Step) Award() {
	if s.Status == StatusPassed {
		s.Points = s.Maximum
	}
}

// Add adds the result of one more step.
func (s *Submission) Add(step Step) {
	s.Steps = append(s.Steps, step)
	s.Points += step.Points
	if step.Status == StatusPassed {
		s.Passed++
	}
}

// maxLine is how many bytes of a line are worth reading.
const maxLine = 500

// Tidy shortens messages to what is worth reading, and removes control sequences.
func (s *Step) Tidy() {
	s.Row, s.Rule = Visible(s.Row), Visible(s.Rule)
	s.Message = tidyLines(withoutMiddle(s.Message))
	s.Printed = tidyLines(s.Printed[max(0, len(s.Printed)-report.MaxPrinted):])
}

// withoutMiddle returns the lines of a message. Of a long one it leaves out lines in the middle: the first lines say what
// happened, and the last one has the answer that was wrong.
func withoutMiddle(lines []string) []string {
	if len(lines) <= MaxProblem {
		return lines
	}
	const last = 4
	first := MaxProblem - last - 1
	leftOut := fmt.Sprintf("… (%d lines left out)", len(lines)-first-last)
	return slices.Concat(lines[:first], []string{leftOut}, lines[len(lines)-last:])
}

func tidyLines(lines []string) []string {
	var tidy []string
	for _, line := range lines {
		if len(line) > maxLine {
			line = line[:maxLine] + " …"
		}
		tidy = append(tidy, Visible(line))
	}
	return tidy
}

// MaxProblem is how many lines of a compiler's output, or of a step's message, are worth reading.
const MaxProblem = 20
