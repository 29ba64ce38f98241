package plan

import (
	"io"
	"slices"
	"time"

	"github.com/oodkit/oodkit/internal/kit/cards"
	interviews "github.com/oodkit/oodkit/internal/kit/interview"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// A record is what the learner has done.
type record struct {
	passed     map[string]map[int]bool // steps that have passed once, by question
	interviews map[string][]time.Time  // when interviews ended, by question
	cards      map[string]int          // how many cards were answered, by day
}

// newRecord reads what the learner has done. Messages about damaged files are written to w.
func newRecord(w io.Writer, root string) (record, error) {
	r := record{passed: make(map[string]map[int]bool), interviews: make(map[string][]time.Time)}
	for _, q := range question.All(root) {
		p, err := workspace.LoadProgress(q, w)
		if err != nil {
			return r, err
		}
		r.passed[q.Name] = make(map[int]bool)
		for n, s := range p.Steps {
			r.passed[q.Name][n] = !s.FirstPassed.IsZero()
		}
		r.interviews[q.Name] = endedInterviews(q)
	}
	var err error
	r.cards, err = cards.Answered(w, root)
	return r, err
}

// endedInterviews returns when the learner's interviews of a question ended.
func endedInterviews(q question.Question) []time.Time {
	h, _ := interviews.NewHistory(q) // the board tells which cannot be read
	var ended []time.Time
	for _, r := range h.Results {
		ended = append(ended, r.Ended)
	}
	return ended
}

// day returns the first day of a week, which counts from 0.
func (p Plan) day(week int) time.Time { return p.Start.AddDate(0, 0, daysInWeek*week) }

// weekOf returns the week of a time, which counts from 0. It is the number of weeks if the plan is over.
func (p Plan) weekOf(t time.Time) int {
	week := 0
	for week < len(p.Weeks) && !t.Before(p.day(week+1)) {
		week++
	}
	return week
}

// done returns for each item of each week whether it is done.
func (p Plan) done(r record) [][]bool {
	interviews := make(map[string]int) // those that are matched with an item
	all := make([][]bool, len(p.Weeks))
	for week, w := range p.Weeks {
		all[week] = make([]bool, len(w.Items))
		days := p.cardDays(r, week)
		for i, item := range w.Items {
			switch item.Kind {
			case Step:
				all[week][i] = r.hasPassed(item)
			case Interview:
				all[week][i] = r.since(item.Question, p.Start) > interviews[item.Question]
				interviews[item.Question]++
			case Cards:
				all[week][i] = days > 0
				days--
			}
		}
	}
	return all
}

// hasPassed reports whether a step has passed once.
func (r record) hasPassed(step Item) bool { return r.passed[step.Question][step.Step] }

// since returns how many interviews of the question ended after t.
func (r record) since(name string, t time.Time) int {
	n := 0
	for _, ended := range r.interviews[name] {
		if ended.After(t) {
			n++
		}
	}
	return n
}

// cardDays returns on how many days of a week the learner answered cards.
func (p Plan) cardDays(r record, week int) int {
	n := 0
	for d := range daysInWeek {
		if r.cards[p.day(week).AddDate(0, 0, d).Format(time.DateOnly)] > 0 {
			n++
		}
	}
	return n
}

// A standing says where a learner stands with a plan.
type standing struct {
	week     int // of today, from 0; the number of weeks if the plan is over
	done     [][]bool
	here, of int    // done and all items of this week
	behind   []Item // items of earlier weeks that are not done, without cards
	missed   int    // sessions of cards in earlier weeks that are not done
	ahead    []Item // items of later weeks that are done
	left     []Item // steps that the plan leaves out, and that have not passed since
	next     *Item  // the first item that is not done
}

func (p Plan) stand(r record, now time.Time) standing {
	s := standing{week: p.weekOf(now), done: p.done(r), left: slices.DeleteFunc(slices.Clone(p.Left), r.hasPassed)}
	for week, w := range p.Weeks {
		for i, item := range w.Items {
			done := s.done[week][i]
			switch {
			case week < s.week && !done && item.Kind == Cards: // a past day cannot be made up
				s.missed++
			case week < s.week && !done:
				s.behind = append(s.behind, item)
			case week > s.week && done:
				s.ahead = append(s.ahead, item)
			case week == s.week:
				s.of++
				if done {
					s.here++
				}
			}
			if missed := week < s.week && item.Kind == Cards; s.next == nil && !done && !missed {
				s.next = &w.Items[i]
			}
		}
	}
	return s
}
