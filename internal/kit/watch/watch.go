// Package watch judges the learner's code each time it is saved. In a terminal it uses the whole screen and takes
// keys. Elsewhere it prints line by line.
//
// A save during a run stops that run and begins another.
package watch

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/question"
)

// Watch judges the learner's code now and each time it changes. It uses the whole screen of a terminal; elsewhere it
// prints line by line.
func Watch(ctx context.Context, w io.Writer, q question.Question) error {
	steps, err := q.Steps()
	if err != nil {
		return err
	}
	if screen, ok := TerminalFor(w); ok {
		return Show(ctx, screen, q, newWatchModel(q, steps, report.StyleFor(screen)))
	}
	return watchLines(ctx, w, q, steps)
}

// A Screen is a model that uses the whole terminal and has the steps run.
type Screen interface {
	tea.Model
	Take(*Runner) // is called once, before Init
	Lends() bool  // reports whether another command has the terminal; any goroutine may call it
}

// Show lets a model use the whole terminal until it quits or ctx ends. Beside what bubbletea sends, the model gets the
// events of its Runner, and [CodeChanged].
func Show(ctx context.Context, screen *os.File, q question.Question, m Screen) error {
	// Ctrl-C is a key here. While another command uses the terminal, Ctrl-C is for that command alone.
	ctx, stop := signal.NotifyContext(context.WithoutCancel(ctx), syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	defer signal.Stop(interrupts)

	program := NewProgram(ctx, screen, m)
	runner := NewRunner(ctx, q, func(e any) { program.Send(e) })
	defer runner.Stop()
	m.Take(runner)
	go forwardChanges(watchCode(ctx, q), program)
	go forwardInterrupts(ctx, interrupts, m, program)
	_, err := program.Run()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// NewProgram returns the program that shows a model on a terminal until ctx ends, in colors only if the user wants them.
func NewProgram(ctx context.Context, screen *os.File, m tea.Model) *tea.Program {
	options := []tea.ProgramOption{tea.WithContext(ctx), tea.WithOutput(screen), tea.WithoutSignalHandler()}
	if !report.StyleFor(screen).Colors {
		options = append(options, tea.WithColorProfile(colorprofile.ASCII))
	}
	return tea.NewProgram(m, options...)
}

// TerminalFor returns w if the user can see a screen there and press keys.
func TerminalFor(w io.Writer) (screen *os.File, ok bool) {
	screen, ok = w.(*os.File)
	return screen, ok && report.StyleFor(w).Live && report.IsTerminal(os.Stdin)
}

func forwardChanges(changes <-chan struct{}, program *tea.Program) {
	for range changes {
		program.Send(CodeChanged{})
	}
}

// forwardInterrupts ends the program when an interrupt is meant for it.
func forwardInterrupts(ctx context.Context, interrupts <-chan os.Signal, m Screen, program *tea.Program) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-interrupts:
			if !m.Lends() {
				program.Quit()
			}
		}
	}
}

// watchLines prints the output of try each time the code changes, until ctx ends.
func watchLines(ctx context.Context, w io.Writer, q question.Question, steps []question.Step) error {
	changes := watchCode(ctx, q)
	events := make(chan any, 1)
	r := NewRunner(ctx, q, func(e any) {
		select {
		case events <- e:
		case <-ctx.Done():
		}
	})
	defer r.Stop()
	p := report.NewPrinter(w, q, steps)
	p.Style.Live = false
	run := r.Start(steps)
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-changes:
			fmt.Fprintf(w, "\nA file of %s was saved. Judging again:\n\n", q.Name)
			run = r.Start(steps)
		case e := <-events:
			printEvent(p, e, run)
		}
	}
}

// printEvent prints an event of the run of that number.
func printEvent(p *report.Printer, e any, run int) {
	switch e := e.(type) {
	case runBegan:
		if e.run == run {
			p.Heading()
		}
	case stepEnded:
		if e.run == run {
			p.Result(e.result)
		}
	case runEnded:
		if e.run != run {
			return
		}
		if e.err != nil {
			fmt.Fprintln(p.W, e.err)
		} else {
			p.Summary(e.results, true)
		}
		fmt.Fprintln(p.W, "\nWaiting for your next save. Ctrl-C ends watch.")
	}
}
