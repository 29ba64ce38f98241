package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"
)

func watchCommand() *cobra.Command {
	return questionCommand("watch <question>", "judge your code each time you save it",
		func(ctx context.Context, w io.Writer, q question, argument string) error {
			if argument != "" {
				return usageError{fmt.Sprintf("too many arguments: %s: watch runs all the steps of a question", argument)}
			}
			return watch(ctx, w, q)
		})
}

// watch judges the learner's code now and each time that it changes, on the whole screen of a
// terminal, or else line by line.
func watch(ctx context.Context, w io.Writer, q question) error {
	steps, err := q.steps()
	if err != nil {
		return err
	}
	if screen, ok := w.(*os.File); ok && styleFor(w).live && isTerminal(os.Stdin) {
		return watchScreen(ctx, screen, q, steps)
	}
	return watchLines(ctx, w, q, steps)
}

// watchScreen has the terminal to itself until the user quits.
func watchScreen(ctx context.Context, screen *os.File, q question, steps []step) error {
	// Ctrl-C is a key here. While another command has the terminal, it is for that command alone.
	ctx, stop := signal.NotifyContext(context.WithoutCancel(ctx), syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	defer signal.Stop(interrupts)

	style := styleFor(screen)
	m := newWatchModel(q, steps, style)
	options := []tea.ProgramOption{tea.WithContext(ctx), tea.WithOutput(screen), tea.WithoutSignalHandler()}
	if !style.colors {
		options = append(options, tea.WithColorProfile(colorprofile.ASCII))
	}
	program := tea.NewProgram(m, options...)
	m.runner = newRunner(ctx, q, steps, func(e any) { program.Send(e) })
	defer m.runner.stop()
	go forwardChanges(q.watchCode(ctx), program)
	go forwardInterrupts(ctx, interrupts, m, program)
	_, err := program.Run()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

func forwardChanges(changes <-chan struct{}, program *tea.Program) {
	for range changes {
		program.Send(codeChanged{})
	}
}

// forwardInterrupts ends the program for an interrupt that is meant for it.
func forwardInterrupts(ctx context.Context, interrupts <-chan os.Signal, m *watchModel, program *tea.Program) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-interrupts:
			if !m.lent.Load() {
				program.Quit()
			}
		}
	}
}

// watchLines prints what try would, each time that the code changes, until ctx ends.
func watchLines(ctx context.Context, w io.Writer, q question, steps []step) error {
	changes := q.watchCode(ctx)
	events := make(chan any, 1)
	r := newRunner(ctx, q, steps, func(e any) {
		select {
		case events <- e:
		case <-ctx.Done():
		}
	})
	defer r.stop()
	p := newPrinter(w, q, steps)
	p.style.live = false
	run := r.start()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-changes:
			fmt.Fprintf(w, "\nYou saved %s.\n\n", q.name)
			run = r.start()
		case e := <-events:
			p.event(e, run)
		}
	}
}

// event prints an event of the run of that number.
func (p *printer) event(e any, run int) {
	switch e := e.(type) {
	case runBegan:
		if e.run == run {
			p.heading()
		}
	case stepEnded:
		if e.run == run {
			p.result(e.result)
		}
	case runEnded:
		if e.run != run {
			return
		}
		if e.err != nil {
			fmt.Fprintln(p.w, e.err)
		} else {
			p.summary(e.results, true)
		}
		fmt.Fprintln(p.w, "\nWaiting until you save again. Ctrl-C ends.")
	}
}
