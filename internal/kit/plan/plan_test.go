package plan

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/kit/readme"
	"github.com/oodkit/oodkit/internal/question"
)

// allCourses returns the courses of the kit's questions, for a learner who has passed some steps.
func allCourses(t *testing.T, passed map[string]map[int]bool) []course {
	t.Helper()
	courses, err := coursesOf("../../..", record{passed: passed})
	if err != nil {
		t.Fatal(err)
	}
	return courses
}

func TestNewCourse(t *testing.T) {
	c := newCourse(question.Question{Name: "stack"}, readme.Page{Steps: []readme.Step{
		{Number: 1, Level: "base"}, {Number: 2, Level: "follow-up", Ends: true}, {Number: 3, Level: "stretch"}, {Number: 4, Level: "follow-up"},
	}}, func(step int) bool { return step == 1 })
	var got []tier
	for _, s := range c.steps {
		got = append(got, s.tier)
	}
	if diff := cmp.Diff([]tier{base, interview, stretch, stretch}, got); diff != "" {
		t.Error("wrong tiers:", diff)
	}
	if !c.steps[0].done || c.steps[1].done {
		t.Errorf("the steps that have passed are wrong: %+v", c.steps)
	}
}

// TestCourses checks the order of the kit's questions: the easy ones first.
func TestCourses(t *testing.T) {
	var got []string
	for _, c := range allCourses(t, nil) {
		got = append(got, c.name)
	}
	if len(got) < 7 || got[0] != "deckofcards" || got[len(got)-1] != "onlinechat" {
		t.Errorf("the order is %q, want the easy questions first, in the order of the README", got)
	}
}

// TestPlans checks plans of many lengths: each week is within its hours, every step has one place, and the steps of a
// question are in order.
func TestPlans(t *testing.T) {
	begun := map[string]map[int]bool{"hashmap": {1: true, 2: true, 3: true}, "deckofcards": {1: true}}
	for _, test := range []struct {
		weeks, hours      int
		passed            map[string]map[int]bool
		interviews, cards int // in all
		reach             string
	}{
		{1, 1, nil, 0, 0, "It has time for a few steps only."},
		{1, 3, nil, 0, 1, "It goes for breadth: the base steps (the question as an interviewer first asks it) of 2 of 7 questions."},
		{2, 5, nil, 2, 4, "It goes for breadth: the base steps (the question as an interviewer first asks it) of 5 of 7 questions."},
		{3, 5, nil, 3, 6, "It has the base steps of every question: what an interviewer asks first."},
		{4, 5, nil, 4, 8, "It takes every question to the point where an interview usually ends."},
		{6, 6, nil, 7, 12, "It leaves out nothing but stretch steps."},
		{7, 6, nil, 7, 14, "It has every step of every question."},
		{52, 1, nil, 7, 0, "It has every step of every question."},
		{1, 60, nil, 7, 24, "It has every step of every question."},
		{2, 5, begun, 2, 4, "It goes for breadth: the base steps (the question as an interviewer first asks it) of 6 of 7 questions."},
	} {
		t.Run(fmt.Sprintf("%d weeks of %d hours, %d questions begun", test.weeks, test.hours, len(test.passed)), func(t *testing.T) {
			courses := allCourses(t, test.passed)
			p := newPlan(courses, test.weeks, test.hours, kittest.Noon)
			for i, w := range p.Weeks {
				if w.Minutes() > test.hours*60 {
					t.Errorf("week %d has %d minutes, want %d at most", i+1, w.Minutes(), test.hours*60)
				}
			}
			checkOthers(t, p, test.interviews, test.cards)
			checkSteps(t, courses, p)
			if p.Reach != test.reach {
				t.Errorf("Reach = %q, want %q", p.Reach, test.reach)
			}
		})
	}
}

func everyItem(p Plan) []Item {
	var all []Item
	for _, w := range p.Weeks {
		all = append(all, w.Items...)
	}
	return all
}

// checkOthers checks that a plan has so many interviews, of as many questions, and so many sessions with cards.
func checkOthers(t *testing.T, p Plan, interviews, cards int) {
	t.Helper()
	kinds, asked := make(map[Kind]int), make(map[string]bool)
	for _, i := range everyItem(p) {
		kinds[i.Kind]++
		if i.Kind == Interview {
			asked[i.Question] = true
		}
	}
	if kinds[Interview] != interviews || kinds[Cards] != cards || len(asked) != interviews {
		t.Errorf("%d interviews of %d questions and %d sessions with cards, want %d and %d", kinds[Interview], len(asked), kinds[Cards], interviews, cards)
	}
}

// checkSteps checks that the steps of each question come in order: those done before, those of the plan, and those left.
func checkSteps(t *testing.T, courses []course, p Plan) {
	t.Helper()
	got := make(map[string][]int)
	for _, some := range [][]Item{p.Before, everyItem(p), p.Left} {
		for _, i := range some {
			if i.Kind == Step {
				got[i.Question] = append(got[i.Question], i.Step)
			}
		}
	}
	want := make(map[string][]int)
	for _, c := range courses {
		for _, s := range c.steps {
			want[c.name] = append(want[c.name], s.Step)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("the steps are not each in one place, in order:", diff)
	}
}

// TestInterviews checks that a plan interviews about its own questions, and that the interviews of a long plan come behind
// the steps of their questions.
func TestInterviews(t *testing.T) {
	courses := allCourses(t, nil)
	for _, weeks := range []int{1, 2, 3} {
		short, planned := newPlan(courses, weeks, 5, kittest.Noon), make(map[string]bool)
		items := everyItem(short)
		for _, i := range items {
			planned[i.Question] = planned[i.Question] || i.Kind == Step
		}
		for _, i := range items {
			if i.Kind == Interview && !planned[i.Question] {
				t.Errorf("in %d weeks, an interview is about %s, which the plan leaves out", weeks, i.Question)
			}
		}
	}
	long, interviewed := newPlan(courses, 8, 5, kittest.Noon), make(map[string]bool)
	for _, i := range everyItem(long) {
		if i.Kind == Interview {
			interviewed[i.Question] = true
		} else if i.Kind == Step && interviewed[i.Question] {
			t.Errorf("step %d of %s comes behind the interview", i.Step, i.Question)
		}
	}
}
