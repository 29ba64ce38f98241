// Peers measures the kit's structures beside public packages that one could use instead, and prints a table. All run in
// one process and in turns, and the median of the rounds' ratios counts. With the build tag stub it measures the
// learner's code, and with the flag -with another design. The Makefile calls it as "make peers".
//
// RESULTS.md in internal/bench holds a full run of each question on a quiet machine. It is written by
//
//	go -C internal/bench run -tags= ./peers -results
//
// and with -results -kept it is written again from the figures of the last runs. The file reasons.txt says why a peer
// is ahead, and goals.md how far the goals are reached. Update both when the figures change.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/oodkit/oodkit/internal/question"
)

// The exit statuses.
const (
	exitFailed = 1
	exitUsage  = 2
)

// errFailed ends a command that has already said what failed.
var errFailed = errors.New("failed")

func main() {
	err := run(os.Args[1:], os.Stdout)
	switch {
	case err == nil:
		return
	case !errors.Is(err, errFailed):
		fmt.Fprintln(os.Stderr, strings.TrimSpace(err.Error()))
	}
	if _, ok := errors.AsType[question.ArgumentError](err); ok {
		os.Exit(exitUsage)
	}
	os.Exit(exitFailed)
}

// A command has the arguments of a call.
type command struct {
	w         io.Writer
	root      string // the repository's directory
	questions []exercise
	quick     bool
	kept      bool   // use the figures of the last run
	results   bool   // write RESULTS.md
	with      string // the design to measure in place of the reference, or ""
}

func run(args []string, w io.Writer) error {
	c, err := parse(args, w)
	if err != nil {
		return err
	}
	if c.with != "" {
		return c.runDesign(context.Background(), args)
	}
	failed := false
	for _, q := range c.questions {
		err := c.show(q)
		if err != nil && !errors.Is(err, errFailed) {
			return err
		}
		failed = failed || err != nil
	}
	if failed {
		return errFailed
	}
	if c.results {
		return c.writeResults()
	}
	return nil
}

// parse parses the arguments: flags and questions.
func parse(args []string, w io.Writer) (command, error) {
	c := command{w: w}
	flags := flag.NewFlagSet("peers", flag.ContinueOnError)
	flags.BoolVar(&c.quick, "quick", os.Getenv("QUICK") == "1", "measure fewer rows, in less than a minute")
	flags.StringVar(&c.with, "with", os.Getenv("WITH"), "measure this design of the question in place of the reference")
	flags.BoolVar(&c.kept, "kept", false, "measure nothing, and show the figures of the last run")
	flags.BoolVar(&c.results, "results", false, "measure all questions and write RESULTS.md")
	if err := flags.Parse(args); err != nil {
		return c, question.ArgumentError{Text: ""} // the flag package has printed what is wrong
	}
	root, err := question.Root()
	if err != nil {
		return c, err
	}
	c.root = root
	if c.results {
		c.questions = exercises
		return c, c.checkResults(flags.NArg())
	}
	if flags.NArg() == 0 {
		_, err := findExercise("")
		return c, err
	}
	for _, name := range flags.Args() {
		q, err := findExercise(name)
		if err != nil {
			return c, err
		}
		c.questions = append(c.questions, q)
	}
	return c, nil
}

// show measures a question, unless the kept figures are wanted, and shows the figures. It returns errFailed if some of
// the code in question could not be measured.
func (c command) show(q exercise) error {
	var failed error
	if !c.kept {
		if failed = c.measure(q); failed != nil && !errors.Is(failed, errFailed) {
			return failed
		}
	}
	figures, err := readFile(c.file(q, ".txt"))
	if err != nil {
		return err
	}
	if len(figures.results) == 0 {
		return errFailed
	}
	fmt.Fprintf(c.w, "\n%s, on %s\n", q.name, figures.machine)
	figures.print(c.w)
	if err := drawFile(c.file(q, ".svg"), figures); err != nil {
		return err
	}
	fmt.Fprintf(c.w, "\nThe chart is in %s, the raw figures are in %s.\n", c.path(q, ".svg"), c.path(q, ".txt"))
	return failed
}
