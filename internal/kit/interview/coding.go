package interview

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/workspace"
)

// A view is what the code's phase shows below the steps.
type view int

const (
	textView     view = iota // what the interviewer says
	contractView             // what the stub's comments say about it
	resultView               // why the step fails
	hintView                 // the hints that were shown
	views
)

var viewNames = [views]string{"the step", "its contract", "the result", "the hints"}

// nextView returns the view to which the key tab leads.
func (m *model) nextView() view {
	next := (m.view + 1) % views
	if next == resultView && m.isWide() { // it is shown anyway
		next++
	}
	if step := m.v.current(); next == hintView && (step == nil || step.Hints == 0) {
		return textView
	}
	return next
}

// judge runs the steps up to the one in work. Those that were skipped may fail, but may pass later.
func (m *model) judge() {
	m.noStub = workspace.NoStub(m.v.q)
	m.judging.Skipped = make(map[int]bool)
	for _, s := range m.v.Steps {
		m.judging.Skipped[s.Number] = s.Skipped
	}
	m.judging.Steps = m.t.tested[:m.v.Step+1]
	m.judging.Begin(m.runner.Start(m.judging.Steps))
}

// nextStep shows the step in work.
func (m *model) nextStep() {
	m.view, m.scroll, m.said, m.sure, m.wantsResult = textView, 0, "", "", false
	m.judge()
}

// judged handles the end of a run.
func (m *model) judged() tea.Cmd {
	if m.v.Phase != Code {
		return nil
	}
	for i, r := range m.judging.Results() {
		if r.Status == gotest.StepPassed && m.v.Steps[i].Skipped {
			m.v.Steps[i].Passed = true
		}
	}
	switch {
	case m.judging.Done():
		m.v.current().Passed = true
		return m.advance()
	case m.v.TimeUp:
		return m.enter(Debrief)
	case m.wantsResult:
		m.view, m.scroll, m.wantsResult = resultView, 0, false
	}
	return nil
}

// advance goes on to the next step, or to the debrief after the last.
func (m *model) advance() tea.Cmd {
	m.v.Step++
	if m.v.current() == nil || m.v.TimeUp {
		return m.enter(Debrief)
	}
	m.keep()
	m.nextStep()
	if done := m.v.Steps[m.v.Step-1]; m.t.ends(done.Number) {
		m.said = "An interview usually ends here. You may go on, or end it with e."
	}
	return nil
}

func (m *model) pressCode(key string, again bool) tea.Cmd {
	switch key {
	case "tab":
		m.said = ""
		m.view, m.scroll = m.nextView(), 0
	case "r":
		m.wantsResult = true
		m.judge()
	case "a":
		m.judging.All = !m.judging.All
		m.said, m.view, m.scroll = "", resultView, 0
		if m.isWide() { // it is shown anyway
			m.view = textView
		}
	case "h":
		m.hint()
	case "s":
		if again {
			m.v.current().Skipped = true
			return m.advance()
		}
		m.ask("s", "Press s once more to skip this step and go on to the next.")
	case "e":
		if again {
			return m.enter(Debrief)
		}
		m.ask("e", "Press e once more to end the interview and go on to the debrief.")
	}
	return nil
}

// ask wants a key once more.
func (m *model) ask(key, text string) { m.sure, m.said, m.scroll = key, text, 0 }

// hint shows one more hint of the step in work.
func (m *model) hint() {
	step := m.v.current()
	switch hints := m.t.hints[step.Number]; {
	case len(hints) == 0:
		m.said = "There is no hint for this step."
		return
	case step.Hints < len(hints):
		step.Hints++
	default:
		m.said = "There are no more hints."
	}
	m.view, m.scroll = hintView, 0
	m.keep()
}

// hintText returns the hints that were shown, the latest first.
func (m *model) hintText(step *Step) string {
	hints := m.t.hints[step.Number]
	var text strings.Builder
	for i := min(step.Hints, len(hints)) - 1; i >= 0; i-- {
		fmt.Fprintf(&text, "**Hint %d of %d.** %s\n\n", i+1, len(hints), hints[i])
	}
	return strings.TrimSpace(text.String())
}

func (m *model) codeLines(width int) []string {
	if m.noStub != "" {
		return report.Prose(m.noStub, width)
	}
	if !m.isWide() {
		return m.viewLines(m.view, width)
	}
	shown := m.view
	if shown == resultView { // it stands on the right
		shown = textView
	}
	return m.beside(m.viewLines(shown, m.leftWidth()), m.viewLines(resultView, m.rightWidth()))
}

// stepLines returns how the steps go.
func (m *model) stepLines(width int) []string {
	return cut(append([]string{m.judging.Status()}, m.judging.Lines()...), width)
}

func (m *model) viewLines(v view, width int) []string {
	step := m.v.current()
	if step == nil {
		return nil
	}
	switch v {
	case textView:
		lines := []string{"The interviewer goes on:", ""}
		if m.v.Step == 0 {
			lines[0] = "The interviewer begins:"
		}
		lines = append(lines, quote(m.t.text(step.Number), width)...)
		return append(append(lines, ""), report.Prose(fmt.Sprintf("Write it in %s/stub.go. Each save runs the steps.", m.v.q.Name), width)...)
	case contractView:
		lines := []string{fmt.Sprintf("What the comments of %s/stub.go say about it:", m.v.q.Name), ""}
		for _, r := range m.t.contracts[step.Number] {
			lines = append(lines, r.lines(width)...)
		}
		return lines
	case hintView:
		return report.Prose(m.hintText(step), width)
	}
	var b strings.Builder
	m.judging.Explain(&b)
	return report.Wrap(strings.Split(strings.TrimSpace(b.String()), "\n"), width)
}
