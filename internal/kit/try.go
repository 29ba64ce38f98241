package main

import (
	"context"
	"fmt"
	"io"
)

// try judges the learner's code step by step, or by the one step that argument names.
func try(ctx context.Context, w io.Writer, q question, argument string) error {
	all, err := q.steps()
	if err != nil {
		return err
	}
	steps, err := pickSteps(all, argument)
	if err != nil {
		return err
	}
	dir, remove, err := tempDir()
	if err != nil {
		return err
	}
	defer remove()
	p := newPrinter(w, q, steps)
	p.style.transient(w, "compiling …")
	binary, err := buildTest(ctx, dir, q, mine)
	p.style.clear(w)
	if err != nil {
		return err
	}
	return p.trySteps(ctx, binary, steps, argument == "")
}

// trySteps runs the steps and prints how they went. all tells whether they are all that the
// question has.
func (p *printer) trySteps(ctx context.Context, binary testBinary, steps []step, all bool) error {
	p.heading()
	var results []result
	for _, s := range steps {
		p.running(s)
		r, err := runStep(ctx, binary, s)
		if err != nil {
			return err
		}
		p.result(r)
		results = append(results, r)
	}
	p.summary(results, all)
	if _, ok := firstNotPassed(results); ok {
		return errFailed
	}
	return nil
}

// printSteps lists the question's steps.
func printSteps(w io.Writer, q question) error {
	steps, err := q.steps()
	fmt.Fprint(w, listSteps(steps))
	return err
}
