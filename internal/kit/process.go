package main

import (
	"cmp"
	"context"
	"os"
	"os/exec"
	"time"
)

// farewell is how long a process that has ended may hold its output open, through children that
// got away.
const farewell = time.Second

// A testBinary is the compiled tests of a question with one variant.
type testBinary struct {
	question question
	variant  variant
	path     string
	began    func(test string) // called when a test, row or benchmark begins
}

// An ending is how a test process came to its end.
type ending struct {
	code     int    // the exit status; -1 after a signal
	text     string // in words, such as "exit status 2"
	timedOut bool   // it was stopped because it took too long
}

// run runs the binary in a process of its own, in the question's directory as go test does, and
// returns what its tests did. The process is stopped when it takes longer than limit. An error is
// one of the machinery or of ctx, never of the learner's code.
func (b testBinary) run(ctx context.Context, limit time.Duration, args ...string) (*journal, ending, error) {
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	process := b.command(limited, append(args, "-test.v=test2json", "-test.paniconexit0")...)
	process.Env = append(os.Environ(), "OODKIT_ALL=1")
	output := &journalWriter{began: b.began}
	process.Stdout, process.Stderr, process.WaitDelay = output, output, farewell
	if err := process.Start(); err != nil {
		return nil, ending{}, err
	}
	process.Wait() // how it ended is told by ProcessState
	output.flush()
	end := endingOf(process.ProcessState, limited.Err() == context.DeadlineExceeded)
	return &output.journal, end, cmp.Or(ctx.Err(), end.interrupted())
}

// command returns the command that runs the binary.
func (b testBinary) command(ctx context.Context, args ...string) *exec.Cmd {
	command := exec.CommandContext(ctx, b.path, args...)
	command.Dir = b.question.dir()
	return command
}

func endingOf(state *os.ProcessState, expired bool) ending {
	return ending{code: state.ExitCode(), text: state.String(), timedOut: expired && !state.Success()}
}

// crashed reports whether the runtime ended the process whose output is in j.
func (e ending) crashed(j *journal) bool { return e.code != 0 && e.code != 1 && j.crash != "" }

// interrupted returns context.Canceled if it was Ctrl-C that ended the process: the terminal sends
// that to the children too, and they may get it first.
func (e ending) interrupted() error {
	if e.text == "signal: interrupt" {
		return context.Canceled
	}
	return nil
}
