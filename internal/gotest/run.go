package gotest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"time"
)

// DrainTimeout is how long a process that has ended may hold its output open, through children that got away.
const DrainTimeout = time.Second

// An Exit is how a process came to its end.
type Exit struct {
	Code     int    // the exit status; -1 after a signal
	Text     string // in words, such as "exit status 2"
	TimedOut bool   // it was stopped because it took too long
}

// Crashed reports whether the runtime ended the process.
func (l *Log) Crashed() bool { return l.Exit.Code != 0 && l.Exit.Code != 1 && l.Crash != "" }

// Command returns the command that runs the binary, in the question's directory as go test does.
func (b Binary) Command(ctx context.Context, args ...string) *exec.Cmd {
	command := exec.CommandContext(ctx, b.Path, args...)
	command.Dir = b.Question.Dir()
	return command
}

// LimitMemory makes a command limit the memory of its process to 4 GiB, where the system's shell can do that: code
// that grows for ever would take the machine along. The race detector reserves more than that.
func LimitMemory(command *exec.Cmd) {
	if sh, err := exec.LookPath("sh"); err == nil {
		const limit = `ulimit -v 4194304 2>/dev/null; exec "$0" "$@"`
		command.Path, command.Args = sh, append([]string{sh, "-c", limit, command.Path}, command.Args[1:]...)
	}
}

// Run runs the tests that the arguments choose, and returns what they did. The process is stopped when it takes
// longer than limit. An error is one of the machinery or of ctx, never of the learner's code.
func (b Binary) Run(ctx context.Context, limit time.Duration, began func(test string), args ...string) (*Log, error) {
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	command := b.Command(limited, append(args, Flags...)...)
	command.Env = append(os.Environ(), "OODKIT_ALL=1")
	log, err := Record(limited, command, &Recorder{Began: began})
	return log, cmp.Or(ctx.Err(), err)
}

// Flags are what a test binary must be given for its output to be recorded.
var Flags = []string{"-test.v=test2json", "-test.paniconexit0"}

// explainStart returns err, of starting a binary that was compiled a moment ago, with what to do about it.
func explainStart(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s was compiled, and is gone before it could run: does a virus scanner remove such files? Exempt the folder: %w", path, err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s was compiled, and may not be run: are programs allowed in that folder? Another one is chosen with TMPDIR: %w", path, err)
	}
	return err
}

// Record runs a command, which was made with ctx, and returns the Log that r makes of what it prints. Its process has
// timed out if the deadline of ctx has passed. An error is one of starting it; or context.Canceled if it was
// Ctrl-C that ended the process, since the terminal sends that to the children too, and they may get it first.
func Record(ctx context.Context, command *exec.Cmd, r *Recorder) (*Log, error) {
	command.Stdout, command.Stderr, command.WaitDelay = r, r, DrainTimeout
	r.stop = func() { command.Cancel() }
	if err := command.Start(); err != nil {
		return nil, explainStart(command.Path, err)
	}
	command.Wait() // how it ended is told by ProcessState
	r.Flush()
	state := command.ProcessState
	r.Log.Exit = Exit{state.ExitCode(), state.String(), ctx.Err() == context.DeadlineExceeded && !state.Success()}
	if r.Log.Exit.Text == "signal: interrupt" {
		return &r.Log, context.Canceled
	}
	return &r.Log, nil
}
