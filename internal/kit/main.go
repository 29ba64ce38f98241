// Kit is the learner's command, which the Makefile calls: it judges the learner's code step by
// step, gives hints, remembers how far the learner is, and measures the learner's code beside the
// reference.
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
	// Each of these would end the process and leave its children and files behind.
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

// exitStatus returns the status to exit with after err, and writes to w what is left to say about it.
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
