package watch

import (
	"fmt"
	"strings"
	"time"

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
	view.WindowTitle = fmt.Sprintf("%s: %s", m.q.Name, m.status())
	return view
}

func (m *watchModel) screen() string {
	top := m.cutLines(append([]string{m.heading(), ""}, m.stepLines()...), m.stepsWidth())
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
	return max(1, m.height-len(m.steps)-4)
}

func (m *watchModel) cutLines(lines []string, width int) []string {
	for i, line := range lines {
		lines[i] = ansi.Truncate(line, width, "…")
	}
	return lines
}

func (m *watchModel) heading() string { return m.q.Name + ": " + m.status() }

// status says what is going on.
func (m *watchModel) status() string {
	switch {
	case m.running && m.now == 0:
		return "compiling …" + m.elapsed()
	case m.running:
		return fmt.Sprintf("step %d …%s", m.now, m.elapsed())
	case m.err != nil:
		return "your code does not compile" + m.since.Format(", 15:04:05")
	}
	return fmt.Sprintf("%d of %d steps pass%s", gotest.Count(m.ordered(), gotest.StepPassed), len(m.steps), m.since.Format(", 15:04:05"))
}

// elapsed says how long the run has taken, if that is worth saying.
func (m *watchModel) elapsed() string {
	if took := time.Since(m.since).Truncate(time.Second); took > 0 {
		return " " + took.String()
	}
	return ""
}

// ordered returns the results of this run in the order of the steps.
func (m *watchModel) ordered() []gotest.Result {
	var results []gotest.Result
	for _, s := range m.steps {
		if m.fresh[s.Number] {
			results = append(results, m.results[s.Number])
		}
	}
	return results
}

// stepLines returns a line for each step. Lines of the run before are grey.
func (m *watchModel) stepLines() []string {
	lines := make([]string, len(m.steps))
	for i, s := range m.steps {
		lines[i] = m.stepLine(s)
	}
	return lines
}

func (m *watchModel) stepLine(s question.Step) string {
	var b strings.Builder
	p := report.NewPrinter(&b, m.q, m.steps)
	p.Style = m.style
	if m.fresh[s.Number] {
		p.Result(m.results[s.Number])
		return strings.TrimRight(b.String(), "\n")
	}
	mark, remark := " ", ""
	if m.running && m.now == s.Number {
		mark = "…"
	} else if r, known := m.results[s.Number]; known {
		remark = "before: " + report.Verdict(r)
	}
	line := fmt.Sprintf("  %s %*d  %s  %s", mark, p.Digits, s.Number, report.PadTo(s.Title, p.Width), remark)
	return m.style.Paint(report.Grey, strings.TrimRight(line, " "))
}

// details returns the lines that say why steps fail. If the user asked for a hint, it comes first.
func (m *watchModel) details() []string {
	var b strings.Builder
	if m.hint != "" {
		fmt.Fprintf(&b, "%s\n\n", m.hint)
	}
	if m.err != nil {
		fmt.Fprintf(&b, "%v\n", m.err)
	}
	p := report.NewPrinter(&b, m.q, m.steps)
	p.Style = m.style
	results := m.ordered()
	if gotest.Count(results, gotest.StepUnwritten) == len(m.steps) {
		fmt.Fprintf(&b, "Start with the question: %s/README.md\n\n", m.q.Name)
	}
	for _, r := range results {
		if r.Status != gotest.StepPassed {
			p.Explain(r)
			m.next(p, r)
			if !m.all {
				break
			}
		}
	}
	if !m.running && gotest.Count(results, gotest.StepPassed) == len(m.steps) {
		fmt.Fprintf(&b, "Well done. Press c to see your design beside the reference.\nThe end of %s/README.md discusses the reference and other designs.\n", m.q.Name)
	}
	return report.Wrap(strings.Split(strings.TrimRight(b.String(), "\n"), "\n"), m.detailWidth())
}

// next says which body an unwritten step needs. Explain leaves that out.
func (m *watchModel) next(p *report.Printer, r gotest.Result) {
	if r.Status == gotest.StepUnwritten {
		fmt.Fprintf(p.W, "Step %d, %s\n    write %s, at %s\n\n", r.Step.Number, r.Step.Title, r.Need, r.Place)
	}
}

// keys returns the line that says what the keys do. If the text is longer than the screen, the line says so.
func (m *watchModel) keys(more bool) string {
	all := "a all failures"
	if m.all {
		all = "a first failure"
	}
	keys := []string{"h hint", all, "r run", "b bench", "c compare", "q quit"}
	if more {
		keys = append(keys, "↑↓ more")
	}
	line := strings.Join(keys, "   ")
	if ansi.StringWidth(line) > m.width {
		line = "h a r b c q"
	}
	return m.style.Paint(report.Grey, ansi.Truncate(line, m.width, ""))
}
