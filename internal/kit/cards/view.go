package cards

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/open-spaced-repetition/go-fsrs/v4"

	"github.com/oodkit/oodkit/internal/kit/report"
)

// textWidth is how wide a card's text is at most: longer lines are hard to read.
const textWidth = 76

// View draws the screen: where the card is from, its text, and what the keys do.
func (m *model) View() tea.View {
	view := tea.NewView(m.screen())
	view.AltScreen = true
	view.WindowTitle = "oodkit: cards"
	return view
}

func (m *model) screen() string {
	head, body, foot := m.heading(), m.body(), m.footer()
	room := max(1, m.height-len(foot)-2)
	m.scroll = min(m.scroll, max(0, len(body)-room))
	lines := append([]string{head, ""}, body[m.scroll:min(len(body), m.scroll+room)]...)
	lines = lines[:min(len(lines), max(0, m.height-len(foot)))]
	for len(lines) < m.height-len(foot) {
		lines = append(lines, "")
	}
	lines = append(lines, foot...)
	for i, line := range lines {
		lines[i] = ansi.Truncate(line, m.width, "…")
	}
	return strings.Join(lines, "\n")
}

// heading says where the card is from, and how many there are.
func (m *model) heading() string {
	due, soon, fresh := m.deck.split(m.now())
	counts := fmt.Sprintf("%d due, %d new", len(due)+len(soon), len(fresh))
	if !m.asking {
		return m.style.Paint(report.Grey, counts)
	}
	from := m.card.Title + " · " + m.card.Topic
	gap := m.width - ansi.StringWidth(from) - ansi.StringWidth(counts)
	if gap < report.Gutter {
		from = ansi.Truncate(from, max(0, m.width-ansi.StringWidth(counts)-report.Gutter), "…")
		gap = m.width - ansi.StringWidth(from) - ansi.StringWidth(counts)
	}
	return m.style.Paint(report.Grey, from+strings.Repeat(" ", max(1, gap))+counts)
}

// body returns the lines of the card: the question, and the answer if it is shown.
func (m *model) body() []string {
	if !m.asking {
		return strings.Split(ansi.Wrap(m.deck.closing(m.now()), m.wrapWidth(), ""), "\n")
	}
	lines := m.text(m.card.Front)
	if m.turned {
		lines = append(lines, "", m.style.Paint(report.Grey, strings.Repeat("─", min(20, m.width))), "")
		lines = append(lines, m.text(m.card.Back)...)
	}
	return lines
}

func (m *model) wrapWidth() int { return max(10, min(m.width, textWidth)) }

// text returns the lines of a card's text for the terminal.
func (m *model) text(markdown string) []string {
	return strings.Split(ansi.Wrap(terminalText(markdown, m.style), m.wrapWidth(), ""), "\n")
}

// terminalText returns a card's text for a terminal: code keeps its marks, and bold text is bold if there are colors.
func terminalText(markdown string, style report.Style) string {
	return convert(markdown, func(mark, part string) string {
		switch {
		case mark == "`":
			return mark + part + mark
		case mark == "**" && style.Colors:
			return "\x1b[1m" + part + "\x1b[22m"
		}
		return part
	})
}

// footer returns the lines that say what the keys do.
func (m *model) footer() []string {
	keys := []string{"u undo", "q quit"}
	if len(m.deck.before) == 0 {
		keys = keys[1:]
	}
	var lines []string
	if m.note != "" {
		lines = strings.Split(ansi.Wrap(m.note, m.wrapWidth(), ""), "\n")
	}
	switch {
	case m.turned:
		lines = append(lines, m.buttons()...)
	case m.asking:
		keys = append([]string{"space shows the answer"}, keys...)
	}
	return append(lines, m.style.Paint(report.Grey, strings.Join(keys, "   ")))
}

// buttons returns two lines: the four answers, and when the card comes again after each.
func (m *model) buttons() []string {
	now := m.now()
	choices := m.deck.choices(m.card, now)
	var names, intervals strings.Builder
	for i, rating := range []fsrs.Rating{fsrs.Again, fsrs.Hard, fsrs.Good, fsrs.Easy} {
		name := fmt.Sprintf("%d %s", i+1, strings.ToLower(rating.String()))
		after := "  " + interval(choices[rating].Card, now)
		width := max(ansi.StringWidth(name), ansi.StringWidth(after)) + report.Gutter
		names.WriteString(report.PadTo(name, width))
		intervals.WriteString(report.PadTo(after, width))
	}
	return []string{strings.TrimRight(names.String(), " "), m.style.Paint(report.Grey, strings.TrimRight(intervals.String(), " "))}
}

// interval says in how much time a card is due.
func interval(c fsrs.Card, now time.Time) string {
	switch days := c.ScheduledDays; {
	case days == 0:
		return fmt.Sprintf("%d min", max(1, int(c.Due.Sub(now).Round(time.Minute).Minutes())))
	case days < 60:
		return report.Plural(int(days), "day")
	case days < 365*2:
		return fmt.Sprintf("%d months", days/30)
	default:
		return fmt.Sprintf("%d years", days/365)
	}
}

// closing says why there is no card, and when the next one comes.
func (d *deck) closing(now time.Time) string {
	var text strings.Builder
	text.WriteString("No card is due now.")
	if next, ok := d.later(now); ok {
		fmt.Fprintf(&text, " The next one comes %s.", when(next, now))
	}
	closed, limited := 0, 0
	for _, c := range d.cards {
		if _, seen := d.Cards[c.ID]; !seen && d.gate.isOpen(c) {
			limited++
		} else if !seen {
			closed++
		}
	}
	if limited > 0 {
		fmt.Fprintf(&text, " At most %d cards are new on a day: %d more wait for other days.", NewEachDay, limited)
	}
	if closed > 0 {
		fmt.Fprintf(&text, " %s would give answers away, and come up as your code passes the steps: make try judges it. ALL=1 (without make: --all) lets them come up%s.", report.Plural(closed, "other card"), d.sinceWhen(now))
	}
	return text.String()
}

// sinceWhen says from when on ALL=1 brings new cards.
func (d *deck) sinceWhen(now time.Time) string {
	if d.newLeft(now) > 0 {
		return " now"
	}
	return ", but today no more cards are new"
}

// when says at which time something is.
func when(t, now time.Time) string {
	switch days := daysBetween(now, t.In(now.Location())); days {
	case 0:
		return "in " + report.Plural(max(1, int(t.Sub(now).Minutes()+0.5)), "minute")
	case 1:
		return "tomorrow"
	default:
		return "in " + report.Plural(days, "day")
	}
}

// daysBetween returns how many midnights are between two times of one place.
func daysBetween(from, to time.Time) int {
	date := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	return int(date(to).Sub(date(from)) / (24 * time.Hour))
}
