package watch

import (
	"context"
	"io"
	"time"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// A Runner runs steps each time Start is called, and sends events about the run. A new run stops the run before.
type Runner struct {
	ctx  context.Context
	q    question.Question
	send func(event any)

	run    int                // the number of the latest run
	cancel context.CancelFunc // stops it
	done   chan struct{}      // closed when it has ended
}

// The events that a Runner sends. The field run is the number of the run.
type (
	runBegan  struct{ run int } // the code is compiled
	stepBegan struct {
		run  int
		step question.Step
	}
	stepEnded struct {
		run    int
		result gotest.Result
	}
	runEnded struct {
		run     int
		results []gotest.Result
		err     error // such as the messages of the compiler
	}
)

// NewRunner returns a Runner of the question's steps that runs until ctx ends. It calls send with events, which are for
// [Judging.Event].
func NewRunner(ctx context.Context, q question.Question, send func(event any)) *Runner {
	done := make(chan struct{})
	close(done)
	return &Runner{ctx: ctx, q: q, send: send, cancel: func() {}, done: done}
}

// Start stops the current run, begins one of these steps, and returns its number.
func (r *Runner) Start(steps []question.Step) int {
	r.cancel()
	before, done := r.done, make(chan struct{})
	ctx, cancel := context.WithCancel(r.ctx)
	r.run++
	r.cancel, r.done = cancel, done
	go func(run int) {
		defer close(done)
		defer cancel()
		<-before
		if ctx.Err() == nil {
			r.runSteps(ctx, run, steps)
		}
	}(r.run)
	return r.run
}

// Cancel stops the current run and does not wait for its end.
func (r *Runner) Cancel() { r.cancel() }

// Stop stops the current run and waits for its end.
func (r *Runner) Stop() {
	r.cancel()
	<-r.done
}

func (r *Runner) runSteps(ctx context.Context, run int, steps []question.Step) {
	begin := time.Now()
	results, err := r.runOnce(ctx, run, steps)
	if ctx.Err() != nil {
		return
	}
	workspace.Remember(r.q, io.Discard, results, begin)
	r.send(runEnded{run, results, err})
}

// runOnce compiles the code and runs one step after another.
func (r *Runner) runOnce(ctx context.Context, run int, steps []question.Step) ([]gotest.Result, error) {
	dir, remove, err := workspace.TempDir()
	if err != nil {
		return nil, err
	}
	defer remove()
	binary, err := workspace.Build(ctx, dir, r.q, question.Of(question.Learners))
	if err != nil {
		return nil, err
	}
	r.send(runBegan{run})
	var results []gotest.Result
	begin := func(s question.Step) { r.send(stepBegan{run, s}) }
	for result, err := range binary.Steps(ctx, steps, begin) {
		if err != nil {
			return results, err
		}
		results = append(results, result)
		r.send(stepEnded{run, result})
	}
	return results, nil
}
