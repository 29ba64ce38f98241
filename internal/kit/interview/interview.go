// Package interview plays a design interview: a vague question, questions back, a sketch, code step by step, and a
// debrief. A clock runs, and everything is kept after each event, so an interview can be left and taken up again.
//
// The learner works in the question's own folder, where their editor and all commands are at home. So their code, and
// what the kit remembers of it, are put aside when an interview begins, and come back when it ends.
//
// The interview begins with the stub as it was shipped. It declares all that any step uses, because the tests of all
// steps are compiled together with it. So a learner who reads the whole stub learns more than an interviewer would have
// told at that time. The screen shows only the text and the contract of the step in work.
package interview

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/watch"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// Options are what may be chosen.
type Options struct {
	Limit time.Duration // on the clock; zero means Usual, or for an open interview its own
	End   bool          // end the open interview without a self-score
}

// The time of an interview, unless another is chosen, and how short and how long it may be.
const (
	Usual    = time.Hour
	Shortest = time.Minute
	Longest  = 10 * time.Hour
)

// Run begins an interview, goes on with the one that is open, or ends it.
func Run(ctx context.Context, w io.Writer, q question.Question, o Options) error {
	screen, ok := watch.TerminalFor(w)
	if !ok && !o.End {
		return noTerminal()
	}
	release, err := lock(q)
	if err != nil {
		return err
	}
	defer release()
	v, err := openOrNew(w, q, o)
	if err != nil {
		return err
	}
	if err := v.prepare(ctx, w); err != nil {
		return err
	}
	if o.End {
		return v.finish(ctx, w)
	}
	return v.play(ctx, screen)
}

// noTerminal says why there can be no interview here.
func noTerminal() error {
	text := "An interview needs a terminal: it shows a clock and takes keys. "
	if os.Getenv("TERM") == "dumb" {
		return question.ArgumentError{Text: text + "TERM=dumb says that this terminal cannot do that: run the command in another one, or set TERM to its type, such as TERM=xterm"}
	}
	return question.ArgumentError{Text: text + "Run the command in a terminal, without a pipe"}
}

// lock makes sure that no other process works on interviews of the question.
func lock(q question.Question) (release func(), err error) {
	if err := os.MkdirAll(dir(q), 0o777); err != nil {
		return nil, err
	}
	release, ok, err := workspace.LockFile(filepath.Join(dir(q), "lock"))
	if err == nil && !ok {
		err = question.ArgumentError{Text: fmt.Sprintf("An interview of %s runs in another terminal. Leave it there first, with ctrl+c", q.Name)}
	}
	return release, err
}

// openOrNew returns the open interview, or a new one.
func openOrNew(w io.Writer, q question.Question, o Options) (*interview, error) {
	v, round, err := open(q)
	switch {
	case err != nil:
		return nil, err
	case v != nil && !o.End && o.Limit != 0 && o.Limit != v.Limit:
		return nil, question.ArgumentError{Text: fmt.Sprintf("An interview of %[1]s is open, with %[2]d minutes. To go on, leave TIME (or --time) out. To end it: make interview Q=%[1]s END=1", q.Name, int(v.Limit.Minutes()))}
	case v != nil:
		return v, nil
	case o.End:
		return nil, question.ArgumentError{Text: fmt.Sprintf("There is no open interview of %[1]s to end. To begin one: make interview Q=%[1]s", q.Name)}
	}
	return begin(w, q, o, round)
}

// begin makes the folder of a new interview.
func begin(w io.Writer, q question.Question, o Options, round int) (*interview, error) {
	now := time.Now()
	v := &interview{q: q, State: State{Began: now, Limit: o.Limit, Phase: Opening, Spent: make(map[Phase]time.Duration), Round: round}}
	if o.Limit == 0 {
		v.Limit = Usual
	}
	t, err := newTalk(q, round)
	if err != nil {
		return nil, err
	}
	v.ToAsk, v.Steps = len(t.page.Clarifying), t.steps()
	if v.Former, err = workspace.LoadProgress(q, w); err != nil {
		return nil, err
	}
	v.dir = workspace.Unused(filepath.Join(dir(q), now.Format("2006-01-02-150405")))
	if err := os.Mkdir(v.dir, 0o777); err != nil {
		return nil, err
	}
	return v, v.save()
}

// Files and folders of an interview.
const (
	noteFile     = "design.md"
	formerStages = "former-stages"
	ownStages    = "stages"
)

// prepare puts the learner's code aside, and what is remembered of it, and brings the stub. If it was interrupted, it
// goes on.
func (v *interview) prepare(ctx context.Context, w io.Writer) (err error) {
	if v.Prepared {
		return nil
	}
	if v.Saved == "" {
		if v.Saved, err = workspace.PutAside(ctx, w, v.q); err != nil {
			return err
		}
		if err := v.save(); err != nil {
			return err
		}
	}
	if err := workspace.BeginAfresh(ctx, v.q, v.Saved); err != nil {
		return err
	}
	if err := workspace.StoreStages(v.q, v.path(formerStages)); err != nil {
		return err
	}
	if err := workspace.SetSteps(v.q, w, workspace.Progress{}); err != nil {
		return err
	}
	v.Prepared = true
	return v.save()
}

// play shows the interview on the screen until it is over or the learner leaves it.
func (v *interview) play(ctx context.Context, screen *os.File) error {
	t, err := newTalk(v.q, v.Round)
	if err != nil {
		return err
	}
	m := newModel(v, t, report.StyleFor(screen), time.Now)
	err = watch.Show(ctx, screen, v.q, m)
	m.keep()
	if m.problem != nil {
		return fmt.Errorf("the interview cannot be kept: %w", m.problem)
	}
	if err != nil {
		return err
	}
	if m.over {
		return v.finish(ctx, screen)
	}
	v.printOpen(screen)
	return nil
}

// printOpen says how to go on with the interview.
func (v *interview) printOpen(w io.Writer) {
	stays := fmt.Sprintf("The interview of %s stays open, with %s on the clock, which stands still.", v.q.Name, onClock(&v.State))
	fmt.Fprintln(w, strings.Join(report.Prose(stays, report.TextWidth(w)), "\n")+"\n")
	fmt.Fprintf(w, "To go on:   make interview Q=%s\n", v.q.Name)
	fmt.Fprintf(w, "To end it:  make interview Q=%s END=1\n\n", v.q.Name)
	fmt.Fprintf(w, "Until it ends, %s/stub.go has the code of the interview.\n", v.q.Name)
	fmt.Fprintln(w, strings.Join(report.Prose(v.whereFormer(), report.TextWidth(w)), "\n"))
}

// whereFormer says where the learner's former code is, and when it comes back.
func (v *interview) whereFormer() string {
	if v.Saved == "" {
		return "The stub comes back when the interview ends."
	}
	return "Your former code is in " + workspace.FromRoot(v.q, workspace.SaveDir(v.q, v.Saved)) + ". It comes back when the interview ends."
}
