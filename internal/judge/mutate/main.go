// Command mutate changes the reference of a question in one small place after another, and tells
// which of the changes its steps do not notice.
//
//	go run ./internal/judge/mutate [-only text] question
//
// Each change, a mutant, is built as a learner's code and run through the steps up to the
// first that fails. A mutant that survives them all shows a rule that no row checks, or
// behaves as the reference does. Those of the second kind are on a reviewed list,
// internal/judge/testdata/<question>/survivors.txt, with the reason.
//
// The exit status is 1 if a survivor is not on the list, or an entry of the list is no
// survivor any more, and 2 if the mutants could not be tried.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/judge"
	"github.com/oodkit/oodkit/internal/question"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ok, err := mutate(ctx, os.Args[1:], os.Stdout, os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(2)
	case !ok:
		os.Exit(1)
	}
}

// mutate is the command. It reports whether the list of survivors is right.
func mutate(ctx context.Context, args []string, out, progress io.Writer) (bool, error) {
	flags := flag.NewFlagSet("mutate", flag.ContinueOnError)
	only := flags.String("only", "", "change only functions whose `file:function`, as in reference.go:Map.Put, contains this")
	workers := flags.Int("j", runtime.GOMAXPROCS(0), "how many mutants to try at a time")
	if err := flags.Parse(args); err != nil {
		return false, err
	}
	if *workers < 1 {
		return false, fmt.Errorf("-j %d: want at least 1", *workers)
	}
	q, err := find(flags.Args())
	if err != nil {
		return false, err
	}
	list, err := loadList(filepath.Join(judge.Dir(q), "survivors.txt"))
	if err != nil {
		return false, err
	}
	list = slices.DeleteFunc(list, func(e entry) bool { return !strings.Contains(e.place(), *only) })

	r, err := newRunner(q)
	if err != nil {
		return false, err
	}
	all, err := r.mutants(*only)
	if err != nil {
		return false, err
	}
	if err := r.tryReference(ctx); err != nil {
		return false, err
	}
	trials, err := r.tryAll(ctx, all, *workers, counter(progress, len(all)))
	if err != nil {
		return false, err
	}
	return report(out, trials, list), nil
}

// find returns the question that the arguments name.
func find(args []string) (question.Question, error) {
	root, err := question.Root()
	if err != nil {
		return question.Question{}, err
	}
	if len(args) > 1 {
		return question.Question{}, fmt.Errorf("one question at a time, after the flags, not %q", args)
	}
	return question.Find(root, strings.Join(args, ""))
}

// counter returns a function that keeps a line on w up to date, and names each survivor as soon as it is
// known.
func counter(w io.Writer, total int) func(trial) {
	done, alive := 0, 0
	return func(t trial) {
		done++
		if t.status == survived {
			alive++
			fmt.Fprintf(w, "\r%s:%d: %s survived | %s\n", t.file, t.line, t.change, t.source)
		}
		fmt.Fprintf(w, "\r%d of %d mutants tried, %d survived", done, total, alive)
		if done == total {
			fmt.Fprintln(w)
		}
	}
}
