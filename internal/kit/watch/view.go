package watch

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/question"
)

// wide is how many columns a terminal must have for steps and details side by side.
const wide = 110

// View draws the screen: steps, details, and what the keys do.
func (m *watchModel) View() tea.View {
	view := tea.NewView(m.screen())
	view.AltScreen = true
	view.WindowTitle = fmt.Sprintf("%s: %s", m.q.Name, m.Status())
	return view
}

func (m *watchModel) screen() string {
	top := m.cutLines(append([]string{m.heading(), ""}, m.Lines()...), m.stepsWidth())
	details := m.details()
	keys := m.keys(len(details) > m.detailHeight())
	details = details[min(m.scroll, len(details)):]
	details = details[:min(m.detailHeight(), len(details))]
	body := append(append(top, ""), details...)
	if m.isWide() {
		left := lipgloss.NewStyle().Width(m.stepsWidth() + report.Gutter).Render(strings.Join(top, "\n"))
		body = strings.Split(lipgloss.JoinHorizontal(lipgloss.Top, left, strings.Join(details, "\n")), "\n")
	}
	body = body[:min(len(body), max(0, m.height-1))]
	for len(body) < m.height-1 {
		body = append(body, "")
	}
	return strings.Join(append(body, keys), "\n")
}

func (m *watchModel) isWide() bool { return m.width >= wide }

// stepsWidth returns how wide the steps may be, detailWidth how wide the details may be, and
// detailHeight how high.
func (m *watchModel) stepsWidth() int {
	if m.isWide() {
		return m.width * 2 / 5
	}
	return m.width
}

func (m *watchModel) detailWidth() int {
	if m.isWide() {
		return m.width - m.stepsWidth() - report.Gutter
	}
	return m.width
}

func (m *watchModel) detailHeight() int {
	if m.isWide() {
		return max(1, m.height-1)
	}
	return max(1, m.height-len(m.Steps)-4)
}

func (m *watchModel) cutLines(lines []string, width int) []string {
	for i, line := range lines {
		lines[i] = ansi.Truncate(line, width, "…")
	}
	return lines
}

func (m *watchModel) heading() string { return m.q.Name + ": " + m.Status() }

// details returns the lines that say why steps fail. If the user asked for a hint, it comes first.
func (m *watchModel) details() []string {
	var b strings.Builder
	if m.hint != "" {
		fmt.Fprintf(&b, "%s\n\n", m.hint)
	}
	if gotest.Count(m.Results(), gotest.StepUnwritten) == len(m.Steps) {
		fmt.Fprintf(&b, "Start with the question: %s/README.md\n\n", m.q.Name)
	}
	m.Explain(&b)
	if m.Done() {
		fmt.Fprint(&b, "Well done.")
		if !question.IsHandout(m.q.Root) {
			fmt.Fprintf(&b, " Press c to see your design beside the reference.\nThe end of %s/README.md discusses the reference and other designs.", m.q.Name)
		}
		fmt.Fprintln(&b)
	}
	return report.Wrap(strings.Split(strings.TrimRight(b.String(), "\n"), "\n"), m.detailWidth())
}

// keys returns the line that says what the keys do. If the text is longer than the screen, the line says so.
func (m *watchModel) keys(more bool) string {
	all := "a all failures"
	if m.All {
		all = "a first failure"
	}
	keys := []string{"h hint", all, "r run", "b bench", "c compare", "q quit"}
	if question.IsHandout(m.q.Root) {
		keys = slices.Delete(keys, 3, 5) // there is no reference
	}
	line := strings.Join(keys, "   ")
	if more {
		line += "   ↑↓ more"
	}
	if ansi.StringWidth(line) > m.width {
		line = ""
		for _, key := range keys {
			line += key[:1] + " "
		}
	}
	return m.Style.Paint(report.Grey, ansi.Truncate(line, m.width, ""))
}
