package plan

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"time"

	"github.com/oodkit/oodkit/internal/kit/readme"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// Options are what may be chosen.
type Options struct {
	Weeks, Hours int    // 0: as in the present plan
	New          bool   // make a new plan, even with the same numbers
	All          bool   // print all weeks
	ICS          string // the file for calendar events, or ""
}

const (
	// MostWeeks is how long a plan may be.
	MostWeeks = 52
	// MostHours is how many hours a week may have.
	MostHours = 60

	usualWeeks, usualHours = 2, 5
)

// kept returns the file of the plan.
func kept(root string) workspace.Kept[Plan] {
	return workspace.Kept[Plan]{Root: root, File: "plan.json", Name: "The file of your plan", Loss: "there is no plan now"}
}

// Run shows the learner's plan and where they stand. If there is no plan, or the options ask for another, it makes one.
func Run(w io.Writer, root string, o Options, now time.Time) error {
	if o.ICS != "" { // before anything is made
		if err := workspace.CheckTarget(root, o.ICS); err != nil {
			return err
		}
	}
	p, err := kept(root).Load(w)
	if err != nil {
		return err
	}
	r, err := newRecord(w, root)
	if err != nil {
		return err
	}
	if o.wantsAnother(p, now) {
		if p, err = renew(w, root, o, r, now); err != nil {
			return err
		}
		o.All = true
	}
	p.print(w, p.stand(r, now), o.All)
	if o.ICS == "" {
		return nil
	}
	return p.export(w, root, o.ICS, r, now)
}

// export writes what is still to do as events for a calendar.
func (p Plan) export(w io.Writer, root, file string, r record, now time.Time) error {
	text, events := p.ics(r, now)
	if events == 0 {
		return errors.New("no events were written: nothing is left to do from now on in this plan. NEW=1 (without make: --new) makes a new one")
	}
	if err := workspace.Replace(w, root, file, text); err != nil {
		return err
	}
	say(w, "%s has %s. If your calendar has events of an earlier export or plan, delete them first: importing does not remove them.", workspace.Shown(root, file), report.Plural(events, "event"))
	return nil
}

// wantsAnother reports whether the options ask for another plan than p. A plan with the same numbers that is not over is
// the same.
func (o Options) wantsAnother(p Plan, now time.Time) bool {
	same := cmp.Or(o.Weeks, len(p.Weeks)) == len(p.Weeks) && cmp.Or(o.Hours, p.Hours) == p.Hours
	over := p.weekOf(now) == len(p.Weeks) && o.Weeks+o.Hours > 0
	return o.New || len(p.Weeks) == 0 || !same || over
}

// renew makes a plan, keeps it, and keeps the file of the old one. Another command may have made one a moment ago: so all
// of this is one change of the file.
func renew(w io.Writer, root string, o Options, r record, now time.Time) (p Plan, err error) {
	courses, err := coursesOf(root, r)
	if err != nil {
		return p, err
	}
	err = kept(root).UpdateIf(w, func(old *Plan) (bool, error) {
		if p = *old; !o.wantsAnother(p, now) {
			return false, nil
		}
		if len(old.Weeks) > 0 {
			aside, err := kept(root).Copy()
			if err != nil {
				return false, fmt.Errorf("your plan stays, because its file cannot be kept: %w", err)
			}
			fmt.Fprintf(w, "The file of the plan before is kept as %s.\n\n", workspace.Shown(root, aside))
		}
		weeks, hours := cmp.Or(o.Weeks, len(old.Weeks), usualWeeks), cmp.Or(o.Hours, old.Hours, usualHours)
		p = newPlan(courses, weeks, hours, now)
		*old = p
		return true, nil
	})
	return p, err
}

// coursesOf returns the courses of all questions, the easy ones first.
func coursesOf(root string, r record) ([]course, error) {
	levels := make(map[string]int)
	text, _ := question.ReadText(filepath.Join(root, "README.md")) // without it, they are in alphabetical order
	for _, row := range question.Rows(text) {
		level := slices.IndexFunc([]string{"easy", "medium", "hard"}, func(level string) bool { return slices.Contains(row.Cells, level) })
		levels[row.Name] = max(level, 0)
	}
	var courses []course
	for _, q := range question.InOrder(root) {
		page, err := readme.Read(q)
		if err != nil {
			return nil, err
		}
		courses = append(courses, newCourse(q, page, func(step int) bool { return r.passed[q.Name][step] }))
	}
	slices.SortStableFunc(courses, func(a, b course) int { return levels[a.name] - levels[b.name] })
	return courses, nil
}

// Line says in a few words where the learner stands with this week of the plan, or returns "" if there is no plan.
func Line(w io.Writer, root string, now time.Time) (string, error) {
	p, err := kept(root).Load(w)
	if err != nil || len(p.Weeks) == 0 {
		return "", err
	}
	r, err := newRecord(w, root)
	if err != nil {
		return "", err
	}
	s := p.stand(r, now)
	if s.week == len(p.Weeks) {
		return "the plan is over", nil
	}
	text := fmt.Sprintf("this week %d of %d done", s.here, s.of)
	if n := len(s.behind); n > 0 {
		text += fmt.Sprintf(", %d of earlier weeks to do", n)
	}
	if s.next != nil {
		text += ". Next in it: " + s.next.short()
	}
	return text, nil
}
