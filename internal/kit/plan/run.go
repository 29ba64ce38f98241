package plan

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"github.com/oodkit/oodkit/internal/kit/readme"
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
	p, err := kept(root).Load(w)
	if err != nil {
		return err
	}
	r, err := newRecord(w, root)
	if err != nil {
		return err
	}
	if o.wantsAnother(p, now) {
		if p, err = renew(w, root, o, p, r, now); err != nil {
			return err
		}
		o.All = true
	}
	p.print(w, p.stand(r, now), o.All)
	if o.ICS == "" {
		return nil
	}
	if err := workspace.Replace(w, o.ICS, p.ics()); err != nil {
		return err
	}
	fmt.Fprintf(w, "The events are in %s. A calendar that imports the file again updates them.\n", o.ICS)
	return nil
}

// wantsAnother reports whether the options ask for another plan than p. A plan with the same numbers that is not over is
// the same.
func (o Options) wantsAnother(p Plan, now time.Time) bool {
	same := cmp.Or(o.Weeks, len(p.Weeks)) == len(p.Weeks) && cmp.Or(o.Hours, p.Hours) == p.Hours
	over := p.weekOf(now) == len(p.Weeks) && o.Weeks+o.Hours > 0
	return o.New || len(p.Weeks) == 0 || !same || over
}

// renew makes a plan, keeps it, and keeps the file of the old one.
func renew(w io.Writer, root string, o Options, old Plan, r record, now time.Time) (Plan, error) {
	courses, err := coursesOf(root, r)
	if err != nil {
		return Plan{}, err
	}
	weeks, hours := cmp.Or(o.Weeks, len(old.Weeks), usualWeeks), cmp.Or(o.Hours, old.Hours, usualHours)
	p := newPlan(courses, weeks, hours, now)
	if len(old.Weeks) > 0 {
		aside, err := workspace.KeepOld(kept(root).Path())
		if err != nil {
			return Plan{}, err
		}
		fmt.Fprintf(w, "The file of the plan before is kept as %s.\n\n", workspace.FromRoot(question.Question{Root: root}, aside))
	}
	return p, kept(root).Update(w, func(kept *Plan) { *kept = p })
}

// levelCell matches a line of the table of questions in the repository's README.
var levelCell = regexp.MustCompile(`(?m)^\| \[(\w+)\]\(.*?\| *(easy|medium|hard) *\|`)

// coursesOf returns the courses of all questions, the easy ones first.
func coursesOf(root string, r record) ([]course, error) {
	levels := make(map[string]int)
	text, _ := os.ReadFile(filepath.Join(root, "README.md")) // without it, they are in alphabetical order
	for _, m := range levelCell.FindAllStringSubmatch(string(text), -1) {
		levels[m[1]] = slices.Index([]string{"easy", "medium", "hard"}, m[2])
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
	return text, nil
}
