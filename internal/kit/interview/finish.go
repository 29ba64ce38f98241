package interview

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/review"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// finish writes the debrief and brings the learner's former code back. If it was interrupted, it goes on.
func (v *interview) finish(ctx context.Context, w io.Writer) error {
	t, err := newTalk(v.q, v.Round)
	if err != nil {
		return err
	}
	if v.Paused {
		v.resume(v.Pauses[len(v.Pauses)-1].Note, time.Now())
	}
	v.Phase = Debrief
	if err := v.find(ctx, w); err != nil {
		return err
	}
	if !v.Back {
		v.countHints(w)
		if err := v.bringBack(ctx, w); err != nil {
			return err
		}
	}
	if v.Void = v.isVoid(t); !v.Void {
		if err := v.writeReport(t); err != nil {
			return err
		}
	}
	v.Closed = time.Now()
	if err := v.save(); err != nil {
		return err
	}
	v.printEnd(w)
	return nil
}

// find reads what is to be said about the code, unless that is known.
func (v *interview) find(ctx context.Context, w io.Writer) error {
	if v.Findings == nil {
		style := report.StyleFor(w)
		style.Transient(w, "reading your code …")
		v.Findings = findings(ctx, v.q)
		style.Clear(w)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return v.save()
}

// countHints counts the hints that the learner saw with the command hint, too.
func (v *interview) countHints(w io.Writer) {
	p, _ := workspace.LoadProgress(v.q, w) // what cannot be read is told by the board
	for i := range v.Steps {
		v.Steps[i].Hints = max(v.Steps[i].Hints, p.Hints[v.Steps[i].Number])
	}
}

// telling is how many facts about the code the debrief has.
const telling = 3

// noCode is the problem if the stub is as it was.
const noCode = "No code was written."

// findings reads what is to be said about the code.
func findings(ctx context.Context, q question.Question) *Findings {
	text, err := os.ReadFile(q.Path("stub.go"))
	switch {
	case errors.Is(err, os.ErrNotExist):
		return &Findings{Problem: fmt.Sprintf("Nothing can be said about the code: there is no %s/stub.go.", q.Name)}
	case err == nil && question.IsUnwritten(text):
		return &Findings{Problem: noCode}
	}
	r, err := review.New(ctx, q)
	if err != nil {
		first, _, _ := strings.Cut(err.Error(), "\n")
		return &Findings{Problem: "Nothing can be said about the code: " + first}
	}
	return &Findings{Changes: r.Steps, Facts: r.Telling(telling)}
}

// bringBack saves the code of the interview, and brings back the learner's former code and what is remembered of it.
func (v *interview) bringBack(ctx context.Context, w io.Writer) (err error) {
	if v.Kept == "" {
		if err := v.keepCode(ctx, w); err != nil {
			return err
		}
	}
	err = workspace.BringBack(ctx, w, v.q, v.Saved, v.Kept)
	if err != nil && !errors.Is(err, os.ErrNotExist) { // the code was changed after it was kept
		if err := v.keepCode(ctx, w); err != nil {
			return err
		}
		err = workspace.BringBack(ctx, w, v.q, v.Saved, v.Kept)
	}
	switch {
	case errors.Is(err, os.ErrNotExist):
		fmt.Fprintf(w, "Your former code cannot be brought back, because the save is gone: %v\n", err)
	case err != nil:
		return err
	case v.Saved != "":
		fmt.Fprintf(w, "Brought back your former code, from\n  %s\n", workspace.FromRoot(v.q, workspace.SaveDir(v.q, v.Saved)))
	default:
		fmt.Fprintf(w, "%s/stub.go is the original stub again, as before the interview.\n", v.q.Name)
	}
	v.Back = true
	return errors.Join(
		workspace.StoreStages(v.q, v.path(ownStages)),
		workspace.FetchStages(v.q, v.path(formerStages)),
		workspace.SetSteps(v.q, w, v.Former),
		v.save())
}

// keepCode saves the code of the interview.
func (v *interview) keepCode(ctx context.Context, w io.Writer) (err error) {
	if v.Kept, err = workspace.PutAside(ctx, w, v.q); err != nil {
		return err
	}
	return v.save()
}

// printEnd prints the short form of the debrief.
func (v *interview) printEnd(w io.Writer) {
	fmt.Fprintln(w)
	text := fmt.Sprintf("The interview of %s is over: %v.", v.q.Name, v.result())
	if v.Void {
		text = fmt.Sprintf("The interview of %s is over. Nothing was done in it, so there is no debrief, and the board does not list it.", v.q.Name)
	}
	for _, line := range report.Prose(text, report.TextWidth(w)) {
		fmt.Fprintln(w, line)
	}
	if !v.Void {
		fmt.Fprintf(w, "\nThe debrief, as text and for a browser:\n  %s\n  %s\n", v.shown(markdownFile), v.shown(pageFile))
	}
	if v.Kept != "" {
		fmt.Fprintf(w, "\nTo see its code again:\n  make restore Q=%s SAVE=%s\n", v.q.Name, v.Kept)
	}
}
