// Kit is the learner's command. The Makefile calls it. It judges the learner's code step by step, gives hints, remembers
// the learner's progress, and measures the learner's code beside the reference.
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

	"github.com/oodkit/oodkit/internal/kit/cmd"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/question"
)

// The exit statuses.
const (
	exitOK          = 0
	exitFailed      = 1
	exitUsage       = 2
	exitInterrupted = 128 + int(syscall.SIGINT)
)

func main() {
	// Without this, each of these signals would end the process and leave its children and files behind.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the process at once
	err := run(ctx, os.Args[1:], os.Stdout)
	os.Exit(exitStatus(err, os.Stderr))
}

// run carries out the command in args.
func run(ctx context.Context, args []string, w io.Writer) error {
	root := cmd.NewRoot(w)
	root.SetArgs(args)
	return root.ExecuteContext(ctx)
}

// exitStatus returns the exit status for err, and writes the error to w if it was not printed before.
func exitStatus(err error, w io.Writer) int {
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, report.ErrFailed):
		return exitFailed
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(w, "interrupted")
		return exitInterrupted
	}
	fmt.Fprintln(w, strings.TrimSpace(err.Error()))
	if _, ok := errors.AsType[question.ArgumentError](err); ok {
		return exitUsage
	}
	return exitFailed
}
