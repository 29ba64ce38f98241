package plan

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/oodkit/oodkit/internal/kit/report"
)

// print prints a plan and where the learner stands. Other weeks than the present one get a line each, unless all is true.
func (p Plan) print(w io.Writer, s standing, all bool) {
	style, width := report.StyleFor(w), report.TextWidth(w)
	say := func(format string, args ...any) {
		fmt.Fprintln(w, ansi.Wrap(fmt.Sprintf(format, args...), width, ""))
	}
	say("Your plan: %s, %s a week, from %s to %s.", report.Plural(len(p.Weeks), "week"), report.Plural(p.Hours, "hour"), longDate(p.Start), longDate(p.day(len(p.Weeks)).AddDate(0, 0, -1)))
	say("%s%s", p.Reach, p.free())
	if len(p.Before) > 0 {
		say("Done before it began: %s.", listSteps(p.Before))
	}
	for week := range p.Weeks {
		if week == 0 || all || week == s.week || week == s.week+1 {
			fmt.Fprintln(w)
		}
		p.printWeek(w, style, s, week, all)
	}
	fmt.Fprintln(w)
	if len(p.Left) > 0 {
		say("Left out, %d minutes: %s.", minutes(p.Left), listSteps(p.Left))
	}
	say("%s", p.sum(s))
	if s.next != nil {
		say("Next: %s", s.next.how())
	}
}

// free says how much time the plan does not need, if that is much.
func (p Plan) free() string {
	all, used := len(p.Weeks)*p.Hours, 0
	for _, w := range p.Weeks {
		used += w.Minutes()
	}
	if free := all - (used+59)/60; free*5 > all {
		return fmt.Sprintf(" %d of your %d hours are free.", free, all)
	}
	return ""
}

func (p Plan) printWeek(w io.Writer, style report.Style, s standing, week int, all bool) {
	items, done := p.Weeks[week].Items, 0
	for i := range items {
		if s.done[week][i] {
			done++
		}
	}
	last := p.day(week+1).AddDate(0, 0, -1)
	title := fmt.Sprintf("Week %d, %s to %s: ", week+1, p.day(week).Format("2 January"), last.Format("2 January"))
	if week != s.week && !all {
		fmt.Fprintf(w, "%s%d of %d done, %d minutes\n", title, done, len(items), minutes(items))
		return
	}
	fmt.Fprintf(w, "%s%d of %d minutes\n\n", title, minutes(items), p.Hours*60)
	nameWidth := 0
	for _, i := range items {
		nameWidth = max(nameWidth, len(i.name()))
	}
	for i, item := range items {
		mark := style.Paint(report.Grey, "□")
		if s.done[week][i] {
			mark = style.Paint(report.Green, "✓")
		}
		line := fmt.Sprintf("  %s %s  %3d min  %s", mark, report.PadTo(item.name(), nameWidth), item.Minutes, item.what())
		fmt.Fprintln(w, ansi.Truncate(strings.TrimRight(line, " "), report.TextWidth(w), "…"))
	}
}

// name returns the first column of an item.
func (i Item) name() string {
	if i.Kind == Step {
		return i.Question
	}
	return string(i.Kind)
}

// what returns the last column of an item.
func (i Item) what() string {
	switch i.Kind {
	case Step:
		return fmt.Sprintf("step %d, %s", i.Step, i.Title)
	case Interview:
		return i.Question
	}
	return ""
}

// how says how to begin an item.
func (i Item) how() string {
	switch i.Kind {
	case Step:
		return fmt.Sprintf("step %d of %s (%s): edit %s/stub.go, then run: make try Q=%[2]s", i.Step, i.Question, i.Title, i.Question)
	case Interview:
		return "an interview: make interview Q=" + i.Question
	}
	return "cards: make cards"
}

// sum says in a line how many items are done, and whether the learner is behind or ahead.
func (p Plan) sum(s standing) string {
	if s.week == len(p.Weeks) {
		text := "The plan is over."
		if n := len(s.behind); n > 0 {
			text += fmt.Sprintf(" %s not done, %d minutes.", report.Plural(n, "item"), minutes(s.behind))
		}
		return text + " WEEKS=2 HOURS=5 (without make: --weeks=2 --hours=5) makes a new one."
	}
	text := fmt.Sprintf("This week: %d of %d done.", s.here, s.of)
	switch behind, ahead := len(s.behind), len(s.ahead); {
	case behind > 0:
		text += fmt.Sprintf(" You are behind: %s of earlier weeks, %d minutes.", report.Plural(behind, "item"), minutes(s.behind))
	case ahead > 0:
		text += fmt.Sprintf(" You are ahead: %s of later weeks, %d minutes.", report.Plural(ahead, "item"), minutes(s.ahead))
	default:
		text += " You are on time."
	}
	return text
}

// listSteps lists steps by question: hashmap 5 to 8, lrucache 4.
func listSteps(items []Item) string {
	var names []string
	steps := make(map[string][]int)
	for _, i := range items {
		if steps[i.Question] == nil {
			names = append(names, i.Question)
		}
		steps[i.Question] = append(steps[i.Question], i.Step)
	}
	for i, name := range names {
		from, to := slices.Min(steps[name]), slices.Max(steps[name])
		names[i] = fmt.Sprintf("%s %d", name, from)
		if to == from+1 {
			names[i] += fmt.Sprintf(" and %d", to)
		} else if to > from {
			names[i] += fmt.Sprintf(" to %d", to)
		}
	}
	return "steps of " + strings.Join(names, ", ")
}

// longDate returns a date with the day of the week.
func longDate(t time.Time) string { return t.Format("Monday 2 January 2006") }
