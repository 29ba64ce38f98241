// Package examples turns the bank of wrong solutions into exercises. A learner writes tests against the contract of a
// question, and the tests are run with the reference and the other right designs, which must pass, and with the wrong
// solutions, which should not.
//
// The idea to let learners try a contract by examples, before they write code, is that of Examplar: Wrenn and
// Krishnamurthi, "Executable Examples for Programming Problem Comprehension", ICER 2019.
package examples

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/aymanbagabas/go-udiff"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/judge"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// Options are what may be chosen.
type Options struct {
	Show  bool // print the code of the wrong solutions that were not caught
	Quick bool // try some of them only
}

// quickSample is how many wrong solutions of each step Options.Quick tries.
const quickSample = 6

const (
	rightLimit = 20 * time.Second // for all tests of a learner with a right solution, and then for each alone
	leastLimit = 2 * time.Second  // with a wrong solution, or more if the tests are slow
	repeats    = 3                // how often the tests are run with the reference, to see whether they always agree
)

// Run runs the learner's tests with right solutions, and with the wrong solutions of some steps, and prints what they
// find.
func Run(ctx context.Context, w io.Writer, q question.Question, steps []question.Step, o Options) error {
	tests, err := learnersTests(q)
	if err != nil {
		return err
	}
	r, remove, err := newRun(w, q, tests)
	if err != nil {
		return err
	}
	defer remove()
	fmt.Fprintf(w, "%s: %s of yours, in %s\n\n", q.Name, report.Plural(len(r.names), "test"), fileNames(tests))
	if err := r.tryReference(ctx); err != nil {
		return err
	}
	fmt.Fprintln(w, "All pass with the reference.")
	return r.tryBank(ctx, steps, o)
}

func fileNames(tests []testFile) string {
	var all []string
	for _, f := range tests {
		all = append(all, f.name)
	}
	return strings.Join(all, ", ")
}

// A run is one run of a learner's tests with many solutions.
type run struct {
	w     io.Writer
	style report.Style
	q     question.Question
	dir   string // for binaries
	tests []testFile
	names []string // of the tests
	sound []string // those that pass with each right solution so far

	limit      time.Duration // for all tests with a wrong solution
	rightLimit time.Duration // with a right one
}

// newRun returns a run, and the function that removes its files.
func newRun(w io.Writer, q question.Question, tests []testFile) (r *run, remove func(), err error) {
	dir, remove, err := workspace.TempDir()
	r = &run{w: w, style: report.StyleFor(w), q: q, dir: dir, tests: tests, names: names(tests), sound: names(tests), limit: leastLimit, rightLimit: rightLimit}
	return r, remove, err
}

// build compiles solutions with the tests.
func (r *run) build(ctx context.Context, name string, solutions []solution) (bulk, error) {
	dir := filepath.Join(r.dir, name)
	if err := os.Mkdir(dir, 0o777); err != nil {
		return bulk{}, err
	}
	b, err := compile(ctx, dir, r.q, solutions, r.tests)
	if refused, ok := errors.AsType[gotest.BuildError](err); ok {
		lines := []string{"Your tests do not compile:"}
		for _, line := range refused.Lines {
			lines = append(lines, strings.TrimPrefix(line, "./"))
		}
		if strings.Contains(refused.Error(), "undefined") {
			lines = append(lines, fmt.Sprintf("Tests may use what %s/stub.go exports, and nothing else of a solution.", r.q.Name))
		}
		return b, errors.New(strings.Join(lines, "\n"))
	}
	return b, err
}

// tryReference runs the tests with the reference.
func (r *run) tryReference(ctx context.Context) error {
	r.style.Transient(r.w, "compiling your tests …")
	s, err := reference(r.q)
	if err != nil {
		return err
	}
	b, err := r.build(ctx, "first", []solution{s})
	if err != nil {
		return err
	}
	var first []string // the tests that failed in the first round
	var last ending
	for i := range repeats {
		r.style.Transient(r.w, "running your tests with the reference …")
		e, err := b.run(ctx, s.name, r.rightLimit, r.names)
		if err != nil {
			return err
		}
		failed := e.failed(r.names)
		if i == 0 {
			first = failed
		} else if !slices.Equal(failed, first) {
			return r.flaky(failed, first)
		}
		last = e
		if len(failed) > 0 && e.log.Exit.TimedOut {
			break
		}
		r.limit = max(r.limit, 5*e.took)
	}
	r.style.Clear(r.w)
	if refused, err := r.disapprove(ctx, b, s.name, last, "the reference, which has no mistake"); err != nil || refused {
		return cmp.Or(err, report.ErrFailed)
	}
	if !slices.ContainsFunc(r.names, func(test string) bool { return last.log.Outcome(test) == gotest.Passed }) {
		return errors.New("all your tests are skipped: a test that calls t.Skip finds nothing")
	}
	if last.took > time.Second {
		fmt.Fprintf(r.w, "Your tests take %s with the reference. With many solutions, that adds up.\n", report.Brief(last.took))
	}
	return nil
}

// flaky says that tests do not always agree.
func (r *run) flaky(some, others []string) error {
	r.style.Clear(r.w)
	for _, name := range r.names {
		if slices.Contains(some, name) != slices.Contains(others, name) {
			fmt.Fprintf(r.w, "%s passes with the reference at one time and fails at another. Make it answer the same each time: no sleeping, no random numbers without a fixed seed, no goroutines that it does not wait for.\n", name)
		}
	}
	return report.ErrFailed
}

// A refusal is a test that failed with a right solution, and the run in which it did.
type refusal struct {
	test string
	end  ending
}

// refusals returns the tests that fail with a right solution. Those that did not come to an end, because one test hung or
// ended the process, are run alone: so none counts for what another does.
func (r *run) refusals(ctx context.Context, b bulk, solution string, e ending) ([]refusal, error) {
	var all []refusal
	for _, test := range e.failed(r.sound) {
		if e.log.Outcome(test) == gotest.Failed {
			all = append(all, refusal{test, e})
			continue
		}
		r.style.Transient(r.w, fmt.Sprintf("running %s alone …", test))
		alone, err := b.run(ctx, solution, r.rightLimit, []string{test})
		if err != nil {
			return nil, err
		}
		if len(alone.failed([]string{test})) > 0 {
			all = append(all, refusal{test, alone})
		}
	}
	r.style.Clear(r.w)
	return all, nil
}

// disapprove prints which tests failed with a right solution, and reports whether any did. These are not run any more.
func (r *run) disapprove(ctx context.Context, b bulk, solution string, e ending, name string) (bool, error) {
	all, err := r.refusals(ctx, b, solution, e)
	if err != nil || len(all) == 0 {
		return false, err
	}
	asked := true // for an answer that the contract does not promise
	for _, f := range all {
		fmt.Fprintf(r.w, "%s fails with %s:\n", f.test, name)
		report.PrintLines(r.w, f.end.says(r.q, f.test))
		asked = asked && f.end.log.Outcome(f.test) == gotest.Failed
	}
	if asked {
		fmt.Fprintf(r.w, "The contract does not promise what %s. Read it again, in %s/stub.go: it may leave open more than one answer.\n\n", either(len(all), "this test asks for", "these tests ask for"), r.q.Name)
	} else {
		fmt.Fprintf(r.w, "A test must not panic or end the process, and it must end within %v, with every solution.\n\n", r.rightLimit)
	}
	r.sound = slices.DeleteFunc(r.sound, func(test string) bool {
		return slices.ContainsFunc(all, func(f refusal) bool { return f.test == test })
	})
	return true, nil
}

func either(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// tryBank runs the tests with the other right designs, and then with the wrong solutions of the steps.
func (r *run) tryBank(ctx context.Context, steps []question.Step, o Options) error {
	bank, err := judge.LoadBank(r.q)
	if err != nil {
		return err
	}
	right, wrong := split(bank, steps, o)
	all, err := solutions(r.q, append(slices.Clone(right), wrong...))
	if err != nil {
		return err
	}
	r.style.Transient(r.w, fmt.Sprintf("compiling your tests with %s …", report.Plural(len(all), "solution")))
	b, err := r.build(ctx, "bank", all)
	if err != nil {
		return err
	}
	ends, err := r.each(ctx, b, right)
	if err != nil {
		return err
	}
	for i, c := range right {
		if _, err := r.disapprove(ctx, b, c.Name, ends[i], "the design "+filepath.Base(c.Name)+", which has no mistake"); err != nil {
			return err
		}
	}
	if len(r.sound) == 0 {
		return report.ErrFailed
	}
	if len(r.sound) == len(r.names) {
		fmt.Fprintf(r.w, "All pass with %s too.\n\n", report.Plural(len(right), "other right design"))
	} else {
		fmt.Fprintf(r.w, "The other tests pass with all right solutions. Only they count below.\n\n")
	}
	if ends, err = r.each(ctx, b, wrong, "-test.failfast"); err != nil {
		return err
	}
	stated, err := judge.LoadRules(r.q)
	if err != nil {
		return err
	}
	t := tally{q: r.q, steps: steps, stated: stated, caught: make(map[int]int), of: make(map[int]int)}
	for i, c := range wrong {
		t.count(c, len(ends[i].failed(r.sound)) > 0)
	}
	t.print(r.w, o)
	if !o.Quick {
		t.remember(r.w)
	}
	if len(r.sound) < len(r.names) || len(t.missed) > 0 {
		return report.ErrFailed
	}
	return nil
}

// each runs the sound tests with each of the candidates, several at a time, and returns how they ended.
func (r *run) each(ctx context.Context, b bulk, candidates []judge.Candidate, args ...string) ([]ending, error) {
	ends := make([]ending, len(candidates))
	errs := make([]error, len(candidates))
	var (
		mu   sync.Mutex
		done int
		wg   sync.WaitGroup
	)
	turn := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, c := range candidates {
		turn <- struct{}{}
		wg.Go(func() {
			defer func() { <-turn }()
			limit := r.limit
			if c.Step == 0 {
				limit = r.rightLimit
			}
			ends[i], errs[i] = b.run(ctx, c.Name, limit, r.sound, args...)
			mu.Lock()
			defer mu.Unlock()
			done++
			r.style.Transient(r.w, fmt.Sprintf("%d of %d", done, len(candidates)))
		})
	}
	wg.Wait()
	r.style.Clear(r.w)
	return ends, errors.Join(errs...)
}

// split returns the right designs of a bank, and the wrong solutions of the steps.
func split(bank []judge.Candidate, steps []question.Step, o Options) (right, wrong []judge.Candidate) {
	byStep := make(map[int][]judge.Candidate)
	for _, c := range bank {
		byStep[c.Step] = append(byStep[c.Step], c)
	}
	for _, s := range steps {
		of := byStep[s.Number]
		if o.Quick {
			of = judge.Sample(of, quickSample, "quick")
		}
		wrong = append(wrong, of...)
	}
	return byStep[0], wrong
}

// A tally counts the wrong solutions that were caught.
type tally struct {
	q          question.Question
	steps      []question.Step
	stated     judge.Rules
	caught, of map[int]int // by step
	missed     []judge.Candidate
	hidden     int // not caught, and do not count
}

// count counts a wrong solution. One that only several goroutines can show counts only if it was caught: by luck, a
// good test may miss it.
func (t *tally) count(c judge.Candidate, caught bool) {
	switch {
	case caught:
		t.caught[c.Step]++
	case needsGoroutines(c):
		t.hidden++
		return
	default:
		t.missed = append(t.missed, c)
	}
	t.of[c.Step]++
}

// remember keeps the counts with the learner's progress.
func (t *tally) remember(w io.Writer) {
	err := workspace.Update(t.q, w, func(p *workspace.Progress) {
		if p.Tested == nil {
			p.Tested = make(map[int]workspace.Tested)
		}
		for _, s := range t.steps {
			p.Tested[s.Number] = workspace.Tested{Caught: t.caught[s.Number], Of: t.of[s.Number]}
		}
	})
	if err != nil {
		fmt.Fprintf(w, "Cannot save your progress: %v\n", err)
	}
}

// ruleOf returns the rule that a wrong solution breaks, as a sentence. If the bank has no whole rule for it, that is what
// the mistake is.
func ruleOf(rules judge.Rules, c judge.Candidate) string {
	return cmp.Or(rules.Of(c), "(a mistake) "+c.Why)
}

// maxRules is how many rules are printed that no test tries.
const maxRules = 10

// print prints how many wrong solutions were caught, and for those that were not the rules that no test tries.
func (t *tally) print(w io.Writer, o Options) {
	width := 0
	for _, s := range t.steps {
		width = max(width, len([]rune(s.Title)))
	}
	caught, of := 0, 0
	for _, s := range t.steps {
		fmt.Fprintf(w, "  step %d  %s  caught %d of %d wrong solutions\n", s.Number, report.PadTo(s.Title, width), t.caught[s.Number], t.of[s.Number])
		caught, of = caught+t.caught[s.Number], of+t.of[s.Number]
	}
	if len(t.steps) > 1 {
		fmt.Fprintf(w, "  in all  %s  caught %d of %d\n", report.PadTo("", width), caught, of)
	}
	if t.hidden > 0 {
		fmt.Fprintf(w, "  and %s that only several goroutines can show: not caught, and not counted\n", report.Plural(t.hidden, "other"))
	}
	if len(t.missed) == 0 {
		if o.Quick {
			fmt.Fprintf(w, "\nYour tests catch all that were tried. To try the others: make examples Q=%s\n", t.q.Name)
		} else {
			fmt.Fprintln(w, "\nYour tests catch them all.")
		}
		return
	}
	fmt.Fprintf(w, "\nNo test of yours tries these rules enough. Behind each is how many wrong solutions break it unnoticed:\n")
	var rules []string
	missed := make(map[string][]judge.Candidate)
	for _, c := range t.missed {
		rule := fmt.Sprintf("step %d: %s", c.Step, ruleOf(t.stated, c))
		if missed[rule] == nil {
			rules = append(rules, rule)
		}
		missed[rule] = append(missed[rule], c)
	}
	for i, rule := range rules {
		if i == maxRules && len(t.steps) > 1 && !o.Show {
			fmt.Fprintf(w, "  and %s. One step only: make examples Q=%s STEP=%d\n", report.Plural(len(rules)-i, "more rule"), t.q.Name, t.missed[0].Step)
			break
		}
		fmt.Fprintf(w, "  %s (%d)\n", rule, len(missed[rule]))
		if o.Show {
			for _, c := range missed[rule] {
				t.show(w, c)
			}
		}
	}
	if !o.Show {
		fmt.Fprintln(w, "To see the code of these wrong solutions, and with it parts of right ones: make examples Q="+t.q.Name+stepArgument(t.steps)+" SHOW=1")
	}
}

// stepArgument returns the argument of make for the step, if only one was asked for.
func stepArgument(steps []question.Step) string {
	if len(steps) == 1 {
		return fmt.Sprintf(" STEP=%d", steps[0].Number)
	}
	return ""
}

// show prints the code of a wrong solution, as a difference to the right one that it was made of.
func (t *tally) show(w io.Writer, c judge.Candidate) {
	fmt.Fprintf(w, "    %s: %s\n", strings.TrimPrefix(c.Name, "wrong/"), c.Why)
	diff, err := difference(t.q, c)
	if err != nil {
		diff = err.Error()
	}
	report.PrintLines(w, strings.Split(strings.TrimRight(diff, "\n"), "\n"))
}

// difference returns the difference of a candidate to the right solution that it was made of, or its whole text if it was
// made of none.
func difference(q question.Question, c judge.Candidate) (string, error) {
	all, err := solutions(q, []judge.Candidate{c})
	if err != nil {
		return "", err
	}
	wrong := all[0].files
	right := map[string][]byte{"stub.go": c.Whole}
	switch {
	case c.Whole == nil:
		s, err := reference(q)
		if err != nil {
			return "", err
		}
		right = s.files
	case len(c.Edits) == 0:
		return string(wrong["stub.go"]), nil
	}
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(right)) {
		b.WriteString(udiff.Unified(name, "wrong", string(right[name]), string(wrong[name])))
	}
	return b.String(), nil
}

// needsGoroutines reports whether a wrong solution can only be told from a right one if several goroutines call it: the
// rule says so, or its edits change locks, channels or goroutines.
func needsGoroutines(c judge.Candidate) bool {
	for _, rule := range c.Rules {
		if strings.Contains(rule, "used at the same time") || strings.Contains(rule, "goroutines") {
			return true
		}
	}
	count := func(text string) (n [len(concurrent)]int) {
		for i, word := range concurrent {
			n[i] = strings.Count(text, word)
		}
		return n
	}
	for _, e := range c.Edits {
		if count(e.Old) != count(e.New) {
			return true
		}
	}
	return false
}

var concurrent = [...]string{"Lock()", "atomic.", "sync.", "go func", "<-", "chan "}
