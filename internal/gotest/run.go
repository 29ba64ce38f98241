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

// DrainTimeout is how long the children of a process may keep its output open after it has ended.
const DrainTimeout = time.Second

// An Exit says how a process ended.
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

// LimitMemory makes a command limit the memory of its process to 4 GiB, if the system's shell can do that. Without
// the limit, code that allocates forever would stop the machine. The race detector reserves more than 4 GiB.
func LimitMemory(command *exec.Cmd) {
	if sh, err := exec.LookPath("sh"); err == nil {
		const limit = `ulimit -v 4194304 2>/dev/null; exec "$0" "$@"`
		command.Path, command.Args = sh, append([]string{sh, "-c", limit, command.Path}, command.Args[1:]...)
	}
}

// Run runs the tests that the arguments choose, and returns the Log. It stops the process when that takes longer
// than limit. An error comes from the machinery or from ctx, never from the learner's code.
func (b Binary) Run(ctx context.Context, limit time.Duration, began func(test string), args ...string) (*Log, error) {
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	command := b.Command(limited, append(args, Flags...)...)
	command.Env = append(os.Environ(), "OODKIT_ALL=1")
	log, err := Record(limited, command, &Recorder{Began: began})
	return log, cmp.Or(ctx.Err(), err)
}

// Flags are the flags that a test binary needs for its output to be recorded.
var Flags = []string{"-test.v=test2json", "-test.paniconexit0"}

// explainStart returns err, the error of starting a binary that was just compiled, and says what to do about it.
func explainStart(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s was compiled but disappeared before it could run. If a virus scanner removes such files, exempt the folder: %w", path, err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s was compiled, but this system does not let it run. If programs are not allowed in that folder, choose another one with TMPDIR: %w", path, err)
	}
	return err
}

// Record runs a command and returns the Log that r makes of its output. The command must have been made with ctx.
// If the deadline of ctx has passed, the process has timed out. An error says that the command did not start. If
// Ctrl-C ended the process, the error is context.Canceled: the terminal sends the signal to the children too, and
// they may get it first.
func Record(ctx context.Context, command *exec.Cmd, r *Recorder) (*Log, error) {
	command.Stdout, command.Stderr, command.WaitDelay = r, r, DrainTimeout
	r.stop = func() { command.Cancel() }
	if err := command.Start(); err != nil {
		return nil, explainStart(command.Path, err)
	}
	command.Wait() // ProcessState says how it ended
	r.Flush()
	state := command.ProcessState
	r.Log.Exit = Exit{state.ExitCode(), state.String(), ctx.Err() == context.DeadlineExceeded && !state.Success()}
	if r.Log.Exit.Text == "signal: interrupt" {
		return &r.Log, context.Canceled
	}
	return &r.Log, nil
}
