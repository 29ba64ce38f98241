// Package plan makes a study plan of the questions' steps, with interviews and cards between them, and says how far the
// learner is with it.
//
// A plan has as many minutes as the learner has. It takes the steps in tiers: the base of each question, then the rest of
// an interview, then follow-ups, then stretch steps. As in the study guide of the System Design Primer, a short plan goes
// for breadth, and a long one for depth: it takes each question as far as there is time for every question.
package plan

import (
	"fmt"
	"slices"
	"time"

	"github.com/oodkit/oodkit/internal/kit/readme"
	"github.com/oodkit/oodkit/internal/question"
)

// A Plan is what a learner wants to do, week by week. It is kept as JSON.
type Plan struct {
	Start  time.Time `json:"start"` // midnight of the first day, where the learner is
	Hours  int       `json:"hours"` // each week
	Weeks  []Week    `json:"weeks"`
	Before []Item    `json:"before,omitempty"` // steps that had passed before the plan began
	Left   []Item    `json:"left,omitempty"`   // steps for which there is no time
	Reach  string    `json:"reach"`            // how far the plan goes, in words
}

// A Week is what to do in seven days.
type Week struct {
	Items []Item `json:"items"`
}

// Minutes returns how long the items of a week take.
func (w Week) Minutes() int { return minutes(w.Items) }

func minutes(items []Item) int {
	sum := 0
	for _, i := range items {
		sum += i.Minutes
	}
	return sum
}

// An Item is one thing to do.
type Item struct {
	Kind     Kind   `json:"kind"`
	Question string `json:"question,omitempty"` // of steps and interviews
	Step     int    `json:"step,omitempty"`
	Title    string `json:"title,omitempty"` // of a step
	Minutes  int    `json:"minutes"`
}

// A Kind says what an item is.
type Kind string

// The kinds of items.
const (
	Step      Kind = "step"
	Interview Kind = "interview"
	Cards     Kind = "cards"
)

const (
	cardMinutes      = 15     // of one session with cards
	cardShare        = 10     // a tenth of the time is for cards
	interviewMinutes = 60     // the usual length of make interview
	interviewEach    = 5 * 60 // there is one interview for so many minutes of the plan
	leastForCards    = 2 * 60 // with fewer minutes a week, no cards are planned
	daysInWeek       = 7
)

// A tier is how early a step belongs into a plan.
type tier int

const (
	base      tier = iota // the question as it is asked
	interview             // up to where an interview usually ends
	followUp
	stretch
	tiers // their number
)

// A course is what a question has to learn.
type course struct {
	name  string
	steps []courseStep
}

type courseStep struct {
	Item
	tier tier
	done bool // it has passed before
}

// newCourse returns the course of a question. The tier of a step is at least that of the steps before it, because steps
// are passed in order.
func newCourse(q question.Question, page readme.Page, passed func(step int) bool) course {
	c := course{name: q.Name}
	ended, least := false, base
	for _, s := range page.Steps {
		t := stretch
		switch {
		case s.Level == "base":
			t = base
		case !ended:
			t = interview
		case s.Level == "follow-up":
			t = followUp
		}
		least = max(least, t)
		ended = ended || s.Ends
		c.steps = append(c.steps, courseStep{Item{Step, q.Name, s.Number, s.Title, s.Minutes}, least, passed(s.Number)})
	}
	return c
}

// upTo returns the open steps of a course that belong to tiers from first to last.
func (c course) upTo(first, last tier) []Item {
	var items []Item
	for _, s := range c.steps {
		if !s.done && s.tier >= first && s.tier <= last {
			items = append(items, s.Item)
		}
	}
	return items
}

// inOrder returns all open steps in the order in which a plan of so many minutes takes them: first each question in turn,
// with the tiers for which there is time in all questions, and then one tier after another.
func inOrder(courses []course, minutesLeft int) []Item {
	depth := base
	for depth < stretch {
		need := 0
		for _, c := range courses {
			need += minutes(c.upTo(base, depth+1))
		}
		if need > minutesLeft {
			break
		}
		depth++
	}
	var order []Item
	for _, c := range courses {
		order = append(order, c.upTo(base, depth)...)
	}
	for t := depth + 1; t < tiers; t++ {
		for _, c := range courses {
			order = append(order, c.upTo(t, t)...)
		}
	}
	return order
}

// newPlan returns a plan for the courses that begins on the day of start.
func newPlan(courses []course, weeks, hours int, start time.Time) Plan {
	year, month, day := start.Date()
	p := Plan{Start: time.Date(year, month, day, 0, 0, 0, 0, start.Location()), Hours: hours, Weeks: make([]Week, weeks)}
	cards := 0
	if hours*60 >= leastForCards {
		cards = max(1, hours*60/cardShare/cardMinutes)
	}
	interviews := min(weeks*hours*60/interviewEach, len(courses))
	order := inOrder(courses, weeks*(hours*60-cards*cardMinutes)-interviews*interviewMinutes)
	for i := range p.Weeks {
		now := (i+1)*interviews/weeks - i*interviews/weeks // the interviews of this week
		room := hours*60 - cards*cardMinutes - now*interviewMinutes
		p.Weeks[i].Items, order = fill(order, room)
		for range now {
			p.Weeks[i].Items = append(p.Weeks[i].Items, Item{Kind: Interview, Minutes: interviewMinutes})
		}
		for range cards {
			p.Weeks[i].Items = append(p.Weeks[i].Items, Item{Kind: Cards, Minutes: cardMinutes})
		}
	}
	p.Left = order
	for _, c := range courses {
		for _, s := range c.steps {
			if s.done {
				p.Before = append(p.Before, s.Item)
			}
		}
	}
	p.nameInterviews(courses)
	p.Reach = reach(courses, p.Left)
	return p
}

// reach says how far a plan goes that leaves out some steps.
func reach(courses []course, left []Item) string {
	lowest, whole := tiers, len(courses)
	for _, c := range courses {
		i := slices.IndexFunc(c.steps, func(s courseStep) bool { return slices.Contains(left, s.Item) })
		if i >= 0 {
			lowest = min(lowest, c.steps[i].tier)
		}
		if i >= 0 && c.steps[i].tier == base {
			whole--
		}
	}
	if lowest == base && whole == 0 {
		return "It has time for a few steps only."
	}
	return map[tier]string{
		base:      fmt.Sprintf("It goes for breadth: the base steps (the question as an interviewer first asks it) of %d of %d questions.", whole, len(courses)),
		interview: "It has the base steps of every question: what an interviewer asks first.",
		followUp:  "It takes every question to the point where an interview usually ends.",
		stretch:   "It leaves out nothing but stretch steps.",
		tiers:     "It has every step of every question.",
	}[lowest]
}

// fill takes steps for so many minutes, and returns them and the rest. It leaves out a step that does not fit, and with it
// the later steps of that question.
func fill(order []Item, room int) (taken, rest []Item) {
	closed := make(map[string]bool)
	for _, i := range order {
		if closed[i.Question] || i.Minutes > room {
			closed[i.Question] = true
			rest = append(rest, i)
			continue
		}
		taken, room = append(taken, i), room-i.Minutes
	}
	return taken, rest
}

// nameInterviews gives each interview a question of which the learner has solved or will solve steps: first those whose
// steps are the longest ago.
func (p *Plan) nameInterviews(courses []course) {
	last := make(map[string]int) // the place of the last step
	for i, step := range p.steps() {
		last[step.Question] = i
	}
	var names []string
	for _, c := range courses {
		if _, planned := last[c.name]; planned || len(last) == 0 {
			names = append(names, c.name)
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return last[a] - last[b] })
	next := 0
	for w := range p.Weeks {
		for i := range p.Weeks[w].Items {
			if item := &p.Weeks[w].Items[i]; item.Kind == Interview {
				item.Question = names[next%len(names)]
				next++
			}
		}
	}
}

// steps returns the steps that have passed before, and those of the plan, in its order.
func (p *Plan) steps() []Item {
	all := slices.Clone(p.Before)
	for _, w := range p.Weeks {
		for _, i := range w.Items {
			if i.Kind == Step {
				all = append(all, i)
			}
		}
	}
	return all
}
