// Kit is the learner's command, which the Makefile calls: it judges the learner's code step by
// step, and measures it beside the reference.
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

const usage = `usage: kit <command> [arguments]

  try <question> [step]        judge your code, one line a step
  bench <question> [pattern]   measure the reference and your code side by side
  steps <question>             list the steps of a question
  help                         print this
`

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

// run carries out the command in args.
func run(ctx context.Context, args []string, w io.Writer) error {
	root, err := findRoot()
	if err != nil {
		return err
	}
	command, args := pop(args)
	name, args := pop(args)
	argument, rest := pop(args)
	if len(rest) > 0 {
		return usageError{fmt.Sprintf("too many arguments: %s\n\n%s", strings.Join(rest, " "), usage)}
	}
	switch command {
	case "", "help", "-h", "--help":
		fmt.Fprint(w, usage+"\n"+listQuestions(root))
		return nil
	case "try", "bench", "steps":
	default:
		return usageError{fmt.Sprintf("unknown command %q\n\n%s", command, usage)}
	}
	q, err := findQuestion(root, name)
	if err != nil {
		return err
	}
	switch command {
	case "try":
		return try(ctx, w, q, argument)
	case "bench":
		return bench(ctx, w, q, argument)
	default:
		return printSteps(w, q)
	}
}

// pop splits off the first of args, "" if there is none.
func pop(args []string) (first string, rest []string) {
	if len(args) == 0 {
		return "", nil
	}
	return args[0], args[1:]
}
