package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/judge"
	"github.com/oodkit/oodkit/internal/question"
)

// status says what happened to a mutant.
type status int

const (
	notCompiled status = iota
	killed             // a step failed
	survived           // every step passed
	timedOut
	crashed
)

// trial is a mutant and its status.
type trial struct {
	mutant
	status status
	step   int // the step that failed, or in which the process ended
}

// String says what happened to the mutant.
func (t trial) String() string {
	switch t.status {
	case killed:
		return fmt.Sprintf("killed by step %d", t.step)
	case survived:
		return "survived"
	case timedOut:
		return fmt.Sprintf("timed out in step %d", t.step)
	case crashed:
		return fmt.Sprintf("crashed the process in step %d", t.step)
	default:
		return "did not compile"
	}
}

// A runner tries the mutants of one question.
type runner struct {
	question question.Question
	steps    []question.Step
	sources  map[string]string // the reference's files by name
}

func newRunner(q question.Question) (*runner, error) {
	steps, err := q.Steps()
	if err != nil {
		return nil, err
	}
	files, err := q.Files()
	if err != nil {
		return nil, err
	}
	r := &runner{question: q, steps: steps, sources: map[string]string{}}
	for _, file := range files {
		if !file.IsReference() {
			continue
		}
		if r.sources[file.Name], err = judge.Reference(q, file.Name); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// mutants returns the mutants of the reference whose place contains only, file by file.
func (r *runner) mutants(only string) ([]mutant, error) {
	var all []mutant
	for _, name := range slices.Sorted(maps.Keys(r.sources)) {
		found, err := mutants(name, r.sources[name])
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	all = slices.DeleteFunc(all, func(m mutant) bool { return !strings.Contains(m.place(), only) })
	if len(all) == 0 {
		return nil, fmt.Errorf("no file:function of %s contains %q", r.question.Name, only)
	}
	return all, nil
}

// tryReference returns an error unless the unchanged reference survives. Otherwise the status of a mutant would mean
// nothing.
func (r *runner) tryReference(ctx context.Context) error {
	t, err := r.try(ctx, mutant{})
	if err != nil {
		return err
	}
	if t.status != survived {
		return fmt.Errorf("the steps do not pass with the unchanged reference (%v): correct that first (go test -tags= ./%s)", t, r.question.Name)
	}
	return nil
}

// try builds the mutant and runs the steps up to the first that fails. The zero mutant is the
// reference itself.
func (r *runner) try(ctx context.Context, m mutant) (trial, error) {
	texts := map[string]string{}
	if m.file != "" {
		texts[m.file] = m.apply(r.sources[m.file])
	}
	overlay, err := judge.ReferenceOverlay(r.question, texts)
	if err != nil {
		return trial{}, err
	}
	dir, err := os.MkdirTemp("", "mutant")
	if err != nil {
		return trial{}, err
	}
	defer os.RemoveAll(dir)
	bin, err := judge.Build(ctx, r.question, overlay, dir, false)
	if refused, ok := errors.AsType[gotest.BuildError](err); ok && refused.HasPosition() {
		return trial{mutant: m, status: notCompiled}, nil
	}
	if err != nil {
		return trial{}, err
	}
	log, err := judge.Run(ctx, bin, false, judge.UpTo(len(r.steps)), "-test.failfast", "OODKIT_LIMIT=2s")
	if err != nil {
		return trial{}, err
	}
	return verdict(m, log, r.steps)
}

// verdict returns the mutant's status, from the log of its run.
func verdict(m mutant, log *gotest.Log, steps []question.Step) (trial, error) {
	for _, s := range steps {
		switch o := log.Outcome(s.Test); {
		case o == gotest.Passed:
		case o == gotest.Failed:
			return trial{m, killed, s.Number}, nil
		case o == gotest.TimedOut:
			return trial{m, timedOut, s.Number}, nil
		case o == gotest.Crashed, o == gotest.EndedEarly, log.Find(steps[0].Test) == nil: // the last one: it ended before the first step
			return trial{m, crashed, s.Number}, nil
		default:
			return trial{}, fmt.Errorf("%v: step %d %v:\n%s", m.id, s.Number, o, log.Output(""))
		}
	}
	if !log.Passed() {
		return trial{m, crashed, len(steps)}, nil
	}
	return trial{m, survived, 0}, nil
}

// tryAll tries the mutants, with that many workers, and returns the trials in the same order. It calls progress after
// each trial, one call at a time.
func (r *runner) tryAll(ctx context.Context, all []mutant, workers int, progress func(trial)) ([]trial, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	trials := make([]trial, len(all))
	next := make(chan int)
	var (
		wg sync.WaitGroup
		mu sync.Mutex // serializes progress
	)
	for range workers {
		wg.Go(func() {
			for i := range next {
				t, err := r.try(ctx, all[i])
				if err != nil {
					cancel(err)
					continue
				}
				trials[i] = t
				mu.Lock()
				progress(t)
				mu.Unlock()
			}
		})
	}
	for i := range all {
		next <- i
	}
	close(next)
	wg.Wait()
	return trials, context.Cause(ctx)
}
