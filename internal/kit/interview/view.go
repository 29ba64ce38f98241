package interview

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/oodkit/oodkit/internal/kit/report"
)

// wide is how many columns a terminal must have for two columns of text.
const wide = 110

// View draws the screen: a heading with the clock, the body, and what the keys do.
func (m *model) View() tea.View {
	view := tea.NewView(strings.Join(m.screen(), "\n"))
	view.AltScreen = true
	view.WindowTitle = fmt.Sprintf("%s: %s", m.v.q.Name, clock(&m.v.State))
	if input := m.typing(); input != nil {
		view.Cursor = input.Cursor()
		view.Cursor.Y = m.height - 1 - len(m.keys())
	}
	return view
}

// screen returns the lines of the screen.
func (m *model) screen() []string {
	lines := []string{m.heading(), ""}
	lines = append(lines, m.fixed()...)
	body := m.body()
	body = body[min(m.scroll, len(body)):]
	lines = append(lines, body[:min(len(body), m.room())]...)
	for len(lines) < 2+len(m.fixed())+m.room() {
		lines = append(lines, "")
	}
	if input := m.typing(); input != nil {
		input.SetWidth(max(1, m.width-len(input.Prompt)-1))
		lines = append(lines, input.View())
	}
	for _, line := range m.keys() {
		lines = append(lines, m.style.Paint(report.Grey, line))
	}
	return cut(lines[:min(len(lines), m.height)], m.width)
}

// fixed returns lines that do not scroll, so that a learner who saves code sees its run: how the steps go, or in a low
// window only how they go in all.
func (m *model) fixed() []string {
	if m.v.Phase != Code || m.v.Paused || m.v.current() == nil || m.noStub != "" {
		return nil
	}
	lines := m.stepLines(m.width)
	if len(lines) > m.height/3 {
		lines = lines[:1]
	}
	return append(lines, "")
}

// room returns how many lines of the body fit.
func (m *model) room() int {
	rest := 2 + len(m.fixed()) + len(m.keys())
	if m.typing() != nil {
		rest++
	}
	return max(1, m.height-rest)
}

func (m *model) isWide() bool    { return m.width >= wide }
func (m *model) leftWidth() int  { return m.width / 2 }
func (m *model) rightWidth() int { return m.width - m.leftWidth() - report.Gutter }

func cut(lines []string, width int) []string {
	for i, line := range lines {
		lines[i] = ansi.Truncate(line, width, "…")
	}
	return lines
}

// heading returns the line with the clock. If the window is narrow, the rest of the line is cut.
func (m *model) heading() string {
	where := titles[m.v.Phase]
	if step := m.v.current(); m.v.Phase == Code && step != nil {
		where = fmt.Sprintf("step %d of %d, %s", step.Number, len(m.v.Steps), step.Title)
	}
	right := clock(&m.v.State)
	width := max(1, m.width-ansi.StringWidth(right)-2)
	left := report.PadTo(ansi.Truncate(m.v.q.Name+": "+where, width, "…"), width)
	color := report.Green
	if m.v.Paused || m.v.Limit-m.v.elapsed() < m.v.Limit/10 {
		color = report.Red
	}
	return left + "  " + m.style.Paint(color, right)
}

// clock returns what the clock shows, and whether it stands still.
func clock(s *State) string {
	if s.Paused {
		return "paused, " + onClock(s)
	}
	return onClock(s)
}

func onClock(s *State) string { return minutes(s.elapsed()) + " of " + minutes(s.Limit) }

// minutes returns a duration as a clock shows it.
func minutes(d time.Duration) string {
	return fmt.Sprintf("%d:%02d", int(d.Minutes()), int(d.Seconds())%60)
}

// body returns the lines between the heading and the keys, as many as there are.
func (m *model) body() []string {
	width := m.width
	if !m.isWide() {
		width = min(width, 100)
	}
	var lines []string
	if m.problem != nil {
		lines = append(report.Wrap([]string{"The interview cannot be kept: " + m.problem.Error()}, width), "")
	}
	if m.said != "" && !m.v.Paused {
		lines = append(append(lines, report.Prose(m.said, width)...), "")
	}
	return cut(append(lines, m.phaseLines(width)...), m.width)
}

func (m *model) phaseLines(width int) []string {
	if m.v.Paused {
		return report.Prose("The clock stands still, and so does the interview.\n\nWhy do you pause? A few words for the debrief are enough. Enter goes on.", width)
	}
	switch m.v.Phase {
	case Opening:
		return m.openingLines(width)
	case Ask:
		return m.askLines(width)
	case Check:
		return m.checkLines(width)
	case Sketch:
		return m.sketchLines(width)
	case Code:
		return m.codeLines(width)
	}
	return m.debriefLines(width)
}

// keys returns the lines that say what the keys do.
func (m *model) keys() []string {
	var lines []string
	line := ""
	for _, key := range m.keyNames() {
		switch {
		case line == "":
			line = key
		case len([]rune(line))+3+len([]rune(key)) <= m.width:
			line += "   " + key
		default:
			lines = append(lines, line)
			line = key
		}
	}
	return append(lines, line)
}

func (m *model) keyNames() []string {
	names := m.phaseKeys()
	if m.hasMore() && m.v.Phase != Ask {
		names = append(names, "↑↓ more")
	}
	return names
}

// hasMore reports whether the body may be longer than the screen. It assumes two lines of keys.
func (m *model) hasMore() bool { return len(m.body()) > m.height-4-len(m.fixed()) }

func (m *model) phaseKeys() []string {
	if m.v.Paused {
		return []string{"enter go on", "ctrl+c leave"}
	}
	switch m.v.Phase {
	case Opening:
		return []string{"enter go on", "p pause", "q leave"}
	case Ask:
		return []string{"enter add, or go on", "↑ edit the last", "ctrl+p pause", "ctrl+c leave"}
	case Check:
		if m.v.checked() {
			return []string{"enter go on", "← back", "p pause", "q leave"}
		}
		return []string{"y yes", "n no", "← back", "p pause", "q leave"}
	case Sketch:
		return []string{"e edit the note", "enter go on", "p pause", "q leave"}
	case Code:
		all := "a all failures"
		if m.judging.All {
			all = "a first failure"
		}
		return []string{"tab " + viewNames[m.nextView()], "h hint", all, "s skip", "e end", "r run", "p pause", "q leave"}
	}
	return m.debriefKeys()
}
