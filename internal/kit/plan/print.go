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
	style := report.StyleFor(w)
	say(w, "Your plan: %s, %s a week, from %s to %s.", report.Plural(len(p.Weeks), "week"), report.Plural(p.Hours, "hour"), longDate(p.Start), longDate(p.day(len(p.Weeks)).AddDate(0, 0, -1)))
	say(w, "%s%s", p.Reach, p.free())
	if len(p.Before) > 0 {
		say(w, "Done before it began: %s.", listSteps(p.Before))
	}
	for week := range p.Weeks {
		if week == 0 || all || week == s.week || week == s.week+1 {
			fmt.Fprintln(w)
		}
		p.printWeek(w, style, s, week, all)
	}
	fmt.Fprintln(w)
	if len(s.left) > 0 {
		say(w, "Left out, %d minutes: %s.", minutes(s.left), listSteps(s.left))
	}
	say(w, "%s", p.sum(s))
	printBehind(w, s)
	if s.next != nil {
		say(w, "Next: %s", s.next.how())
	}
}

// say prints a paragraph.
func say(w io.Writer, format string, args ...any) {
	fmt.Fprintln(w, ansi.Wrap(fmt.Sprintf(format, args...), report.TextWidth(w), ""))
}

// mostBehind is how many items that the learner is behind with are listed.
const mostBehind = 8

// printBehind lists the items of earlier weeks that are not done, and says how to begin anew.
func printBehind(w io.Writer, s standing) {
	var lines []string
	for _, i := range s.behind[:min(len(s.behind), mostBehind)] {
		lines = append(lines, fmt.Sprintf("□ %s, %d min", i.short(), i.Minutes))
	}
	if n := len(s.behind) - mostBehind; n > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", n))
	}
	report.PrintLines(w, lines)
	if s.missed > 0 {
		say(w, "Not counted: %s of cards in earlier weeks.", report.Plural(s.missed, "session"))
	}
	if len(lines) > 0 {
		say(w, "NEW=1 (without make: --new) makes a new plan that begins today.")
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

// short names an item in a sentence.
func (i Item) short() string {
	switch i.Kind {
	case Step:
		return fmt.Sprintf("step %d of %s", i.Step, i.Question)
	case Interview:
		return "an interview about " + i.Question
	}
	return "cards"
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
			return text + fmt.Sprintf(" %s not done, %d minutes:", report.Plural(n, "item"), minutes(s.behind))
		}
		return text + " NEW=1 (without make: --new) makes a new one."
	}
	text := fmt.Sprintf("This week: %d of %d done.", s.here, s.of)
	switch behind, ahead := len(s.behind), len(s.ahead); {
	case behind > 0:
		text += fmt.Sprintf(" You are behind: %s of earlier weeks, %d minutes:", report.Plural(behind, "item"), minutes(s.behind))
	case ahead > 0:
		text += fmt.Sprintf(" You are ahead: %s of later weeks, %d minutes.", report.Plural(ahead, "item"), minutes(s.ahead))
	default:
		text += " You are on time."
	}
	return text
}

// listSteps lists steps by question: steps 5 to 8 of hashmap, step 4 of lrucache.
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
		word := "steps "
		if len(steps[name]) == 1 {
			word = "step "
		}
		names[i] = word + ranges(steps[name]) + " of " + name
	}
	return strings.Join(names, "; ")
}

// ranges lists numbers: 1, 3 to 5.
func ranges(numbers []int) string {
	slices.Sort(numbers)
	var parts []string
	for len(numbers) > 0 {
		n := 1
		for n < len(numbers) && numbers[n] == numbers[0]+n {
			n++
		}
		switch first := numbers[0]; n {
		case 1:
			parts = append(parts, fmt.Sprint(first))
		case 2:
			parts = append(parts, fmt.Sprintf("%d and %d", first, first+1))
		default:
			parts = append(parts, fmt.Sprintf("%d to %d", first, first+n-1))
		}
		numbers = numbers[n:]
	}
	return strings.Join(parts, ", ")
}

// longDate returns a date with the day of the week.
func longDate(t time.Time) string { return t.Format("Monday 2 January 2006") }
