package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/oodkit/oodkit/internal/judge"
)

// fate is what became of a mutant.
type fate int

const (
	notCompiled fate = iota
	killed           // a step failed
	survived         // every step passed
	timedOut
	crashed
)

// trial is a mutant and its fate.
type trial struct {
	mutant
	fate fate
	step int // the one that failed or that the process ended in
}

// String says what became of the mutant.
func (t trial) String() string {
	switch t.fate {
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

// court tries the mutants of one question.
type court struct {
	question judge.Question
	steps    int
	sources  map[string]string // the reference's files by name
}

func newCourt(q judge.Question) (*court, error) {
	steps, err := q.Steps()
	if err != nil {
		return nil, err
	}
	names, err := q.ReferenceFiles()
	if err != nil {
		return nil, err
	}
	c := &court{question: q, steps: steps, sources: map[string]string{}}
	for _, name := range names {
		src, err := os.ReadFile(filepath.Join(q.Dir(), name))
		if err != nil {
			return nil, err
		}
		c.sources[name] = string(src)
	}
	return c, nil
}

// mutants returns those of the reference whose place contains only, file by file.
func (c *court) mutants(only string) ([]mutant, error) {
	var all []mutant
	for _, name := range slices.Sorted(maps.Keys(c.sources)) {
		found, err := mutants(name, c.sources[name])
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	all = slices.DeleteFunc(all, func(m mutant) bool { return !strings.Contains(m.place(), only) })
	if len(all) == 0 {
		return nil, fmt.Errorf("no file:function of %s contains %q", c.question.Name, only)
	}
	return all, nil
}

// tryReference returns an error unless the reference survives as it is. If not, the fate of a mutant
// would mean nothing.
func (c *court) tryReference(ctx context.Context) error {
	t, err := c.try(ctx, mutant{})
	if err != nil {
		return err
	}
	if t.fate != survived {
		return fmt.Errorf("the reference itself, as it is, %v: mend that first (go test -tags= ./%s)", t, c.question.Name)
	}
	return nil
}

// try builds the mutant and runs the steps up to the first that fails. The zero mutant is the
// reference itself.
func (c *court) try(ctx context.Context, m mutant) (trial, error) {
	texts := map[string]string{}
	if m.file != "" {
		texts[m.file] = m.apply(c.sources[m.file])
	}
	overlay, err := c.question.ReferenceOverlay(texts)
	if err != nil {
		return trial{}, err
	}
	dir, err := os.MkdirTemp("", "mutant")
	if err != nil {
		return trial{}, err
	}
	defer os.RemoveAll(dir)
	bin, err := c.question.Build(ctx, overlay, dir, false)
	if _, ok := errors.AsType[*judge.CompileError](err); ok {
		return trial{mutant: m, fate: notCompiled}, nil
	}
	if err != nil {
		return trial{}, err
	}
	run, err := bin.Run(ctx, judge.UpTo(c.steps), "-test.failfast", "OODKIT_LIMIT=2s")
	if err != nil {
		return trial{}, err
	}
	return verdict(m, run, c.steps)
}

// verdict reads the mutant's fate off its run.
func verdict(m mutant, run judge.Run, steps int) (trial, error) {
	for n := 1; n <= steps; n++ {
		switch o := run.Step(n).Outcome; {
		case o == judge.Passed:
		case o == judge.Failed:
			return trial{m, killed, n}, nil
		case o == judge.TimedOut:
			return trial{m, timedOut, n}, nil
		case o == judge.Crashed, len(run.Tests) == 0: // or before the first step
			return trial{m, crashed, n}, nil
		default:
			return trial{}, fmt.Errorf("%v: step %d %v:\n%s", m.id, n, o, run.Output)
		}
	}
	if !run.Passed {
		return trial{m, crashed, steps}, nil
	}
	return trial{m, survived, 0}, nil
}

// tryAll tries the mutants, as many at a time as there are workers, and returns their fates in the
// same order. It calls progress after each, one call at a time.
func (c *court) tryAll(ctx context.Context, all []mutant, workers int, progress func(trial)) ([]trial, error) {
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
				t, err := c.try(ctx, all[i])
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
