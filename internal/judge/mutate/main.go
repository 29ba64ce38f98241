// Command mutate makes one small change after another in the reference of a question. It reports which changes the
// question's steps do not notice.
//
//	go run ./internal/judge/mutate [-only text] question
//
// A changed reference is called a mutant. The command builds each mutant like a learner's code and runs the steps up
// to the first that fails. If a mutant survives all steps, no row checks some rule, or the mutant behaves like the
// reference. Mutants of the second kind are on a reviewed list with the reason:
// internal/judge/testdata/<question>/survivors.txt.
//
// The exit status is 1 if a survivor is not on the list, or if an entry of the list is no longer a survivor. It is 2
// if the mutants could not be tried.
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
	only := flags.String("only", "", "change only functions whose `file:function`, such as reference.go:Map.Put, contains this")
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
		return question.Question{}, fmt.Errorf("want one question, after the flags, not %q", args)
	}
	return question.Find(root, strings.Join(args, ""))
}

// counter returns a function that updates a line on w after each trial, and reports each survivor at once.
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
