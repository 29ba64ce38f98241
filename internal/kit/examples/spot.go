package examples

import (
	"cmp"
	"context"
	"fmt"
	"go/format"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/judge"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// Spot shows a wrong solution and asks for a test that finds its mistake. If one is shown already, it runs the learner's
// tests with that. If the learner gives up, it tells what the mistake is.
func Spot(ctx context.Context, w io.Writer, q question.Question, steps []question.Step, giveUp bool) error {
	bank, err := judge.LoadBank(q)
	if err != nil {
		return err
	}
	p, err := workspace.LoadProgress(q, w)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(bank, func(c judge.Candidate) bool { return c.Name == p.Spot.Open })
	switch open := p.Spot.Open != "" && i >= 0; {
	case open && giveUp:
		return tell(ctx, w, q, bank[i], steps)
	case open && slices.ContainsFunc(steps, func(s question.Step) bool { return s.Number == bank[i].Step }):
		return answer(ctx, w, q, bank[i], steps, p.Spot)
	case open:
		return question.ArgumentError{Text: fmt.Sprintf("you are still at wrong solution number %d, of step %d, in %s: find its mistake, or give it up: make spot Q=%s GIVEUP=1",
			number(p.Spot), bank[i].Step, workspace.FromRoot(q, spotDir(q, p.Spot)), q.Name)}
	case giveUp:
		return question.ArgumentError{Text: fmt.Sprintf("no wrong solution of %[1]s is shown: make spot Q=%[1]s shows one", q.Name)}
	}
	return show(ctx, w, q, bank, steps, p.Spot)
}

// number returns which one it is of the wrong solutions that the learner was shown.
func number(s workspace.Spot) int { return len(s.Found) + len(s.GivenUp) + 1 }

// spotDir returns the folder of the wrong solution that is shown.
func spotDir(q question.Question, s workspace.Spot) string {
	return filepath.Join(q.Root, question.KeepsDir, "spot", q.Name, fmt.Sprint(number(s)))
}

// show writes the next wrong solution into a folder and says what to do.
func show(ctx context.Context, w io.Writer, q question.Question, bank []judge.Candidate, steps []question.Step, s workspace.Spot) error {
	c, ok, err := next(ctx, w, q, bank, steps, s)
	if err != nil {
		return err
	}
	if !ok {
		found, givenUp := count(bank, steps, s.Found), count(bank, steps, s.GivenUp)
		fmt.Fprintf(w, "No more wrong solutions of %s: you found %d and gave up %d. Those that only several goroutines can show are left out.\n", asked(q, steps), found, givenUp)
		return nil
	}
	all, err := solutions(q, []judge.Candidate{c})
	if err != nil {
		return err
	}
	dir := spotDir(q, s)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	for name, text := range all[0].files {
		if formatted, err := format.Source(text); err == nil {
			text = formatted // an edit may have left its mark
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o666); err != nil {
			return err
		}
	}
	if err := workspace.Update(q, w, func(p *workspace.Progress) { p.Spot.Open = c.Name }); err != nil {
		return err
	}
	step := steps[slices.IndexFunc(steps, func(s question.Step) bool { return s.Number == c.Step })]
	fmt.Fprintf(w, `%[1]s: wrong solution number %[2]d

Somebody's code is in %[3]s.
It passes the steps below step %[4]d, %[5]s, and breaks one rule of that step. The contract is in
%[1]s/doc.go and in the comments of the code itself.

Which rule? Write a test that shows it, in %[1]s/my_test.go, and run the command again: the test must fail with
this code and pass with the reference. To be told the mistake: make spot Q=%[1]s%[6]s GIVEUP=1
`, q.Name, number(s), workspace.FromRoot(q, dir), step.Number, step.Title, stepArgument(steps))
	return nil
}

// count returns how many of the named wrong solutions are of the steps.
func count(bank []judge.Candidate, steps []question.Step, names []string) int {
	_, wrong := split(bank, steps, Options{})
	n := 0
	for _, c := range wrong {
		if slices.Contains(names, c.Name) {
			n++
		}
	}
	return n
}

func asked(q question.Question, steps []question.Step) string {
	if len(steps) == 1 {
		return fmt.Sprintf("step %d of %s", steps[0].Number, q.Name)
	}
	return q.Name
}

// tries is how many wrong solutions are looked at to find one that the learner's tests do not catch.
const tries = 12

// next returns the wrong solution to show: the easiest that the learner has not seen, and whose mistake the learner's
// tests, if there are any, do not find already. It returns false if the learner has seen all.
func next(ctx context.Context, w io.Writer, q question.Question, bank []judge.Candidate, steps []question.Step, s workspace.Spot) (c judge.Candidate, ok bool, err error) {
	_, wrong := split(bank, steps, Options{})
	wrong = slices.DeleteFunc(wrong, func(c judge.Candidate) bool {
		return needsGoroutines(c) || c.Crash || slices.Contains(s.Found, c.Name) || slices.Contains(s.GivenUp, c.Name)
	})
	if len(wrong) == 0 {
		return c, false, nil
	}
	slices.SortStableFunc(wrong, easier)
	tests, err := learnersTests(q)
	if err != nil {
		return wrong[0], true, nil // no test can be run
	}
	r, remove, err := newRun(w, q, tests)
	if err != nil {
		return c, false, err
	}
	defer remove()
	first := wrong[:min(tries, len(wrong))]
	all, err := solutions(q, first)
	if err != nil {
		return c, false, err
	}
	r.style.Transient(w, "looking for one that your tests do not catch …")
	b, err := r.build(ctx, "next", all)
	if err != nil {
		return wrong[0], true, nil
	}
	ends, err := r.each(ctx, b, first, "-test.failfast")
	if err != nil {
		return c, false, err
	}
	for i, e := range ends {
		if len(e.failed(r.names)) == 0 {
			return first[i], true, nil
		}
	}
	return first[0], true, nil
}

// easier orders wrong solutions by how hard it is to find the mistake.
func easier(a, b judge.Candidate) int {
	return cmp.Or(a.Step-b.Step, hidden(a)-hidden(b), size(b)-size(a))
}

// hidden returns 0 if many rows of the step show the mistake, 1 if a few do, and 2 if one does.
func hidden(c judge.Candidate) int {
	switch {
	case c.Rows == 1:
		return 2
	case c.Rows > 4:
		return 0
	}
	return 1
}

// size returns how large the change is that makes a right solution wrong: small ones are harder to see.
func size(c judge.Candidate) int {
	n := 0
	for _, e := range c.Edits {
		n += len(e.Old) + len(e.New)
	}
	return n
}

// answer runs the learner's tests with the wrong solution that is shown.
func answer(ctx context.Context, w io.Writer, q question.Question, c judge.Candidate, steps []question.Step, s workspace.Spot) error {
	where := workspace.FromRoot(q, spotDir(q, s))
	tests, err := learnersTests(q)
	if err != nil {
		fmt.Fprintf(w, "The code with a mistake is in %s.\n\n", where)
		return err
	}
	r, remove, err := newRun(w, q, tests)
	if err != nil {
		return err
	}
	defer remove()
	if err := r.tryReference(ctx); err != nil {
		return err
	}
	all, err := solutions(q, []judge.Candidate{c})
	if err != nil {
		return err
	}
	r.style.Transient(w, "running your tests with the wrong code …")
	b, err := r.build(ctx, "wrong", all)
	if err != nil {
		return err
	}
	e, err := b.run(ctx, c.Name, r.limit, r.sound)
	if err != nil {
		return err
	}
	r.style.Clear(w)
	failed := e.failed(r.sound)
	if len(failed) == 0 {
		fmt.Fprintf(w, "Your tests pass with the code in %s too, so none shows its mistake.\nIt breaks a rule of step %d. To be told which: make spot Q=%s%s GIVEUP=1\n", where, c.Step, q.Name, stepArgument(steps))
		return report.ErrFailed
	}
	if err := workspace.Update(q, w, func(p *workspace.Progress) {
		p.Spot.Open, p.Spot.Found = "", append(p.Spot.Found, c.Name)
	}); err != nil {
		return err
	}
	fmt.Fprintf(w, "Found: %s with the code in %s and %s with the reference.\n", strings.Join(failed, " and ")+either(len(failed), " fails", " fail"), where, either(len(failed), "passes", "pass"))
	for _, test := range failed {
		report.PrintLines(w, e.says(q, test))
	}
	if err := explainMistake(w, q, c); err != nil {
		return err
	}
	fmt.Fprintf(w, "The next one: make spot Q=%s%s\n", q.Name, stepArgument(steps))
	return nil
}

// explainMistake prints which rule a wrong solution breaks, what the mistake is, and the difference to the right solution
// that it was made of.
func explainMistake(w io.Writer, q question.Question, c judge.Candidate) error {
	rules, err := judge.LoadRules(q)
	if err != nil {
		return err
	}
	if rule := rules.Of(c); rule != "" {
		fmt.Fprintf(w, "\nThe rule of step %d that it breaks: %s.\n", c.Step, strings.TrimSuffix(rule, "."))
	}
	diff, err := difference(q, c)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "\nThe mistake: %s\n\nThe difference to a right solution:\n", c.Why)
	report.PrintLines(w, strings.Split(strings.TrimRight(diff, "\n"), "\n"))
	fmt.Fprintln(w)
	return nil
}

// tell tells the mistake of the wrong solution that is shown: the rule, the difference to the right solution that it was
// made of, and what the step says of it.
func tell(ctx context.Context, w io.Writer, q question.Question, c judge.Candidate, steps []question.Step) error {
	if err := workspace.Update(q, w, func(p *workspace.Progress) {
		p.Spot.Open, p.Spot.GivenUp = "", append(p.Spot.GivenUp, c.Name)
	}); err != nil {
		return err
	}
	if err := explainMistake(w, q, c); err != nil {
		return err
	}
	result, err := judged(ctx, w, q, c)
	if err != nil {
		return err
	}
	report.NewPrinter(w, q, nil).Explain(result)
	fmt.Fprintf(w, "\nThe next one: make spot Q=%s%s\n", q.Name, stepArgument(steps))
	return nil
}

// judged runs the step that a wrong solution fails.
func judged(ctx context.Context, w io.Writer, q question.Question, c judge.Candidate) (gotest.Result, error) {
	dir, remove, err := workspace.TempDir()
	if err != nil {
		return gotest.Result{}, err
	}
	defer remove()
	style := report.StyleFor(w)
	style.Transient(w, "running the step with the wrong code …")
	defer style.Clear(w)
	steps, err := q.Steps()
	if err != nil {
		return gotest.Result{}, err
	}
	o, err := c.Overlay(q)
	if err != nil {
		return gotest.Result{}, err
	}
	b, err := judge.Build(ctx, q, o, dir, false)
	if err != nil {
		return gotest.Result{}, err
	}
	for r, err := range b.Steps(ctx, steps[c.Step-1:c.Step], func(question.Step) {}) {
		return r, err
	}
	return gotest.Result{}, fmt.Errorf("step %d did not run", c.Step)
}
