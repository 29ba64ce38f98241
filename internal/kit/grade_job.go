package main

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

	"github.com/spf13/cobra"
)

// A job is what the process that judges one submission gets to know, on its standard input. A process of its
// own, with a session of its own, is there for each submission, so that one that ends its judge costs nobody else.
type job struct {
	Root, Question string
	Dir            string // to work in
	Points         []int
	Limit          time.Duration
	CompileLimit   time.Duration
	Box            box
	Rows           map[string][]string
	Submission     submission
}

// A progressReport is what that process says, as a line of JSON. Each line has one of these.
type progressReport struct {
	Say  string            `json:",omitempty"` // what it does now
	Step *gradedStep       `json:",omitempty"` // what came out for a step
	Done *gradedSubmission `json:",omitempty"` // what came out for all of them
	Err  string            `json:",omitempty"` // why it cannot judge
}

// judgeCommandName is the command that judges a submission. It is not for users.
const judgeCommandName = "judge-submission"

func judgeCommand() *cobra.Command {
	return &cobra.Command{
		Use:    judgeCommandName,
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			// A signal that asks it to end can only be one of the submission's.
			return judgeSubmission(context.WithoutCancel(command.Context()), command.InOrStdin(), command.OutOrStdout())
		},
	}
}

// judgeSubmission does the job in r and writes to w what comes out.
func judgeSubmission(ctx context.Context, r io.Reader, w io.Writer) error {
	var j job
	if err := json.NewDecoder(r).Decode(&j); err != nil {
		return usageError{judgeCommandName + " is for make grade only: " + err.Error()}
	}
	messages := json.NewEncoder(w)
	g := &grader{
		q: question{root: j.Root, name: j.Question}, points: j.Points, limit: j.Limit, compileLimit: j.CompileLimit, box: j.Box, rows: j.Rows, dir: j.Dir,
		say: func(line string) { messages.Encode(progressReport{Say: line}) },
	}
	adoptOrphans()
	endWithParent()
	steps, err := g.q.steps()
	if err != nil {
		return err
	}
	g.steps = steps
	graded, err := g.gradeOne(ctx, j.Submission, func(s gradedStep) { messages.Encode(progressReport{Step: &s}) })
	if err != nil {
		return messages.Encode(progressReport{Err: err.Error()})
	}
	return messages.Encode(progressReport{Done: &graded})
}

// defaultSlack is how long the process of a submission may be silent beyond what its compiler, or a step, may take.
const defaultSlack = 10 * time.Second

// delegate has a process of its own judge a submission. An error is one of the machinery or of ctx.
func (g *grader) delegate(ctx context.Context, s submission) (gradedSubmission, error) {
	dir, err := os.MkdirTemp(g.dir, "")
	if err != nil {
		return gradedSubmission{}, err
	}
	defer os.RemoveAll(dir)
	j := job{g.q.root, g.q.name, dir, g.points, g.limit, g.compileLimit, g.box, g.rows, s}
	input, err := json.Marshal(j)
	if err != nil {
		return gradedSubmission{}, err
	}
	self, err := os.Executable()
	if err != nil {
		return gradedSubmission{}, fmt.Errorf("this command does not know where it is itself: %w", err)
	}
	limited, cancel := context.WithCancel(ctx)
	defer cancel()
	silence := time.AfterFunc(g.compileLimit+g.slack, cancel)
	defer silence.Stop()
	heard := listener{g: g, graded: g.newGraded(s), heard: func() { silence.Reset(g.limit + g.slack) }}
	var said bytes.Buffer
	process := ownSession(exec.CommandContext(limited, self, judgeCommandName))
	process.Stdin, process.Stdout, process.Stderr, process.WaitDelay = bytes.NewReader(input), &heard, &said, farewell
	err = process.Run()
	if process.Process != nil {
		killGroup(process.Process)
		killOrphans()
	}
	_, ended := errors.AsType[*exec.ExitError](err)
	switch {
	case ctx.Err() != nil:
		return gradedSubmission{}, ctx.Err()
	case heard.failed != "":
		return gradedSubmission{}, errors.New(heard.failed)
	case heard.done:
		return heard.graded, nil
	case !ended:
		return gradedSubmission{}, cmp.Or(err, errors.New("the process that judges a submission said nothing"))
	case process.ProcessState.Exited() && limited.Err() == nil && len(heard.graded.Steps) == 0:
		return gradedSubmission{}, fmt.Errorf("the process that judges a submission failed: %s", cmp.Or(strings.TrimSpace(said.String()), err.Error()))
	}
	g.endedJudge(&heard.graded, process.ProcessState.String())
	return heard.graded, nil
}

// A listener takes in what the process of a submission says.
type listener struct {
	g      *grader
	heard  func() // called for each message
	line   []byte
	graded gradedSubmission
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
		l.graded.add(*said.Step)
	case said.Done != nil:
		l.graded, l.done = *said.Done, true
	case said.Err != "":
		l.failed = said.Err
	}
}

// endedJudge gives no points for the steps that are left, since the process that judged was ended.
func (g *grader) endedJudge(s *gradedSubmission, how string) {
	s.Problem = statusEndedJudge
	for i, step := range g.steps[len(s.Steps):] {
		graded := gradedStep{
			Number: step.number, Test: step.test, Title: step.title, Maximum: g.points[len(s.Steps)], Status: statusNotRun,
			Message: []string{"not tried: the process that judges was ended in the step before"},
		}
		if i == 0 {
			graded.reject(statusEndedJudge, "the process that judges was ended during this step, perhaps by the submission's code: "+how)
		}
		s.add(graded)
	}
}
