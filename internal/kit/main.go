// Kit is the learner's command, which the Makefile calls: it judges the learner's code step by
// step, gives hints, remembers how far the learner is, and measures his code beside the reference.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

// The exit statuses.
const (
	exitOK          = 0
	exitFailed      = 1
	exitUsage       = 2
	exitInterrupted = 128 + int(syscall.SIGINT)
)

// A usageError is a command that cannot be understood: the text says why, and what can be asked
// for.
type usageError struct{ text string }

func (e usageError) Error() string { return e.text }

// errFailed ends a command that has already said what failed.
var errFailed = errors.New("failed")

func main() {
	// Each of these would end the process and leave its children and files behind.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the process at once
	err := run(ctx, os.Args[1:], os.Stdout)
	os.Exit(exitStatus(err, os.Stderr))
}

// run carries out the command in args.
func run(ctx context.Context, args []string, w io.Writer) error {
	root := newRoot(w)
	root.SetArgs(args)
	return root.ExecuteContext(ctx)
}

// exitStatus returns the status to exit with after err, and writes to w what is left to say about it.
func exitStatus(err error, w io.Writer) int {
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errFailed):
		return exitFailed
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(w, "interrupted")
		return exitInterrupted
	}
	fmt.Fprintln(w, strings.TrimSpace(err.Error()))
	if _, ok := errors.AsType[usageError](err); ok {
		return exitUsage
	}
	return exitFailed
}
