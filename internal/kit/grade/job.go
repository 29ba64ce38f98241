package grade

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/grade/sandbox"
	"github.com/oodkit/oodkit/internal/kit/grade/score"
	"github.com/oodkit/oodkit/internal/kit/grade/submission"
	"github.com/oodkit/oodkit/internal/question"
)

// A job is the input of the process that judges one submission, on its standard input. Each submission has a judging
// process and session of its own, so that a submission that ends its judge does not affect the others.
type job struct {
	Root, Question string
	Dir            string // the directory to work in
	Points         []int
	Limit          time.Duration
	CompileLimit   time.Duration
	Box            sandbox.Sandbox
	Rows           map[string][]string
	Submission     submission.Submission
}

// A progressReport is one line of JSON that the process prints. Each line has one of these fields.
type progressReport struct {
	Say  string            `json:",omitempty"` // what it is doing
	Step *score.Step       `json:",omitempty"` // the result of a step
	Done *score.Submission `json:",omitempty"` // the results of all steps
	Err  string            `json:",omitempty"` // why it cannot judge
}

// OneCommandName is the command that judges a submission. It is not for users.
const OneCommandName = "grade-submission"

// GradeOne does the job in r and writes the results to w.
func GradeOne(ctx context.Context, r io.Reader, w io.Writer) error {
	var j job
	if err := json.NewDecoder(r).Decode(&j); err != nil {
		return question.ArgumentError{Text: OneCommandName + " is for make grade only: " + err.Error()}
	}
	messages := json.NewEncoder(w)
	g := &grader{
		q: question.Question{Root: j.Root, Name: j.Question}, points: j.Points, limit: j.Limit, compileLimit: j.CompileLimit, box: j.Box, rows: j.Rows, dir: j.Dir,
		say: func(line string) { messages.Encode(progressReport{Say: line}) },
	}
	sandbox.AdoptOrphans()
	sandbox.EndWithParent()
	steps, err := g.q.Steps()
	if err != nil {
		return err
	}
	g.steps = steps
	graded, err := g.gradeOne(ctx, j.Submission, func(s score.Step) { messages.Encode(progressReport{Step: &s}) })
	if err != nil {
		return messages.Encode(progressReport{Err: err.Error()})
	}
	return messages.Encode(progressReport{Done: &graded})
}

// defaultSlack is how long the process of a submission may be silent in addition to the limit of its compiler, or of a
// step.
const defaultSlack = 10 * time.Second

// delegate starts a process that judges a submission. An error comes from the machinery or from ctx.
func (g *grader) delegate(ctx context.Context, s submission.Submission) (score.Submission, error) {
	dir, err := os.MkdirTemp(g.dir, "")
	if err != nil {
		return score.Submission{}, err
	}
	defer os.RemoveAll(dir)
	j := job{g.q.Root, g.q.Name, dir, g.points, g.limit, g.compileLimit, g.box, g.rows, s}
	input, err := json.Marshal(j)
	if err != nil {
		return score.Submission{}, err
	}
	self, err := os.Executable()
	if err != nil {
		return score.Submission{}, fmt.Errorf("cannot find the file of this command: %w", err)
	}
	limited, cancel := context.WithCancel(ctx)
	defer cancel()
	silence := time.AfterFunc(g.compileLimit+g.slack, cancel)
	defer silence.Stop()
	heard := listener{g: g, graded: g.newGraded(s), heard: func() { silence.Reset(g.limit + g.slack) }}
	var said bytes.Buffer
	process := sandbox.OwnSession(exec.CommandContext(limited, self, OneCommandName))
	process.Stdin, process.Stdout, process.Stderr, process.WaitDelay = bytes.NewReader(input), &heard, &said, gotest.DrainTimeout
	err = process.Run()
	if process.Process != nil {
		sandbox.KillGroup(process.Process)
		sandbox.KillOrphans()
	}
	_, ended := errors.AsType[*exec.ExitError](err)
	switch {
	case ctx.Err() != nil:
		return score.Submission{}, ctx.Err()
	case heard.failed != "":
		return score.Submission{}, errors.New(heard.failed)
	case heard.done:
		return heard.graded, nil
	case !ended:
		return score.Submission{}, cmp.Or(err, fmt.Errorf("the process that judged %s ended without a result: grade again; with the same OUT, grade continues there", score.Name(s.Name)))
	case process.ProcessState.Exited() && limited.Err() == nil && len(heard.graded.Steps) == 0:
		return score.Submission{}, fmt.Errorf("the process that judged %s failed: %s", score.Name(s.Name), cmp.Or(strings.TrimSpace(said.String()), err.Error()))
	}
	g.endedJudge(&heard.graded, process.ProcessState.String())
	return heard.graded, nil
}

// A listener reads the output of the process of a submission.
type listener struct {
	g      *grader
	heard  func() // called for each message
	line   []byte
	graded score.Submission
	done   bool
	failed string
}

func (l *listener) Write(text []byte) (int, error) {
	l.line = append(l.line, text...)
	for {
		line, rest, ok := bytes.Cut(l.line, []byte("\n"))
		if !ok {
			return len(text), nil
		}
		var said progressReport
		if err := json.Unmarshal(line, &said); err == nil {
			l.hear(said)
		}
		l.line = rest
	}
}

func (l *listener) hear(said progressReport) {
	l.heard()
	switch {
	case said.Say != "":
		l.g.say(said.Say)
	case said.Step != nil:
		l.graded.Add(*said.Step)
	case said.Done != nil:
		l.graded, l.done = *said.Done, true
	case said.Err != "":
		l.failed = said.Err
	}
}

// endedJudge gives no points for the remaining steps, because the judging process was ended.
func (g *grader) endedJudge(s *score.Submission, how string) {
	s.Problem = score.StatusEndedJudge
	for i, step := range g.steps[len(s.Steps):] {
		graded := score.Step{
			Number: step.Number, Test: step.Test, Title: step.Title, Maximum: g.points[len(s.Steps)], Status: score.StatusNotRun,
			Message: []string{"not tried: in the step before, the judging process was ended"},
		}
		if i == 0 {
			graded.Reject(score.StatusEndedJudge, "the judging process was ended during this step, perhaps by the submission's code: "+how)
		}
		s.Add(graded)
	}
}
