package interview

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/oodkit/oodkit/internal/kit/report"
)

// comparing reports whether the time was up before the learner compared their questions. They may do so now.
func (m *model) comparing() bool { return m.v.Phase == Debrief && !m.compared && !m.scoring() }

// pressComparing handles the keys while the questions are compared in the debrief.
func (m *model) pressComparing(key string) {
	switch {
	case key == "s", key == "enter" && m.v.checked():
		m.compared = true
	case key != "enter":
		m.pressCheck(key)
	}
}

// scoring reports whether the follow-up questions are over.
func (m *model) scoring() bool { return m.followUp >= len(m.t.followUps) }

func (m *model) debriefLines(width int) []string {
	switch {
	case m.comparing():
		text := "You may still compare your questions, without the clock."
		if m.v.TimeUp {
			text = "The time is up. " + text
		}
		return append(append(report.Prose(text, width), ""), m.checkLines(width)...)
	case m.followUp < 0:
		return m.summaryLines(width)
	case !m.scoring():
		return m.followUpLines(width)
	}
	return m.scoreLines(width)
}

// summaryLines says how the interview went.
func (m *model) summaryLines(width int) []string {
	s := &m.v.State
	why := "The interview is over"
	if s.TimeUp {
		why = "The time is up"
	}
	lines := report.Prose(fmt.Sprintf("%s: %v.\n", why, s.result()), width)
	lines = append(lines, barLines(s.bars(), width)...)
	code := "Reading it …"
	if m.v.Findings != nil {
		code = m.v.Findings.markdown(func(text string) string { return text })
	}
	text := fmt.Sprintf("%s %s\n\n%s", s.askedText(), s.hintsText(), m.notAsked())
	text = fmt.Sprintf("%s\n\n**The code.** %s", strings.TrimSpace(text), code)
	return append(append(lines, ""), report.Prose(text, width)...)
}

func (m *model) followUpLines(width int) []string {
	q, what := m.t.followUps[m.followUp], "code"
	if f := m.v.Findings; f != nil && f.Problem == noCode {
		what = "design"
	}
	lines := report.Prose(fmt.Sprintf("One more requirement, %d of %d. Answer aloud: what changes in your %s?", m.followUp+1, len(m.t.followUps), what), width)
	lines = append(append(lines, ""), quote(oneLine(q.Question), width)...)
	if m.unfolded {
		lines = append(append(lines, "", "What the README says:", ""), quote(q.Text, width)...)
	}
	return lines
}

func (m *model) scoreLines(width int) []string {
	at := len(m.v.Scores)
	if at >= len(criteria) {
		return []string{"Writing the debrief …"}
	}
	c := criteria[at]
	var text strings.Builder
	fmt.Fprintf(&text, "Score yourself, %d of %d. **%s**: which sentence is true?\n", at+1, len(criteria), c.name)
	for i, sentence := range c.levels {
		fmt.Fprintf(&text, "\n%d. %s", i+1, sentence)
	}
	return report.Prose(text.String(), width)
}

func (m *model) pressDebrief(key string) tea.Cmd {
	m.scroll = 0
	if m.comparing() {
		m.pressComparing(key)
		return nil
	}
	switch back := key == "left" || key == "backspace"; {
	case m.scoring():
		return m.pressScore(key)
	case back && m.followUp >= 0:
		m.followUp, m.unfolded = m.followUp-1, false
	case key != "enter":
	case m.followUp >= 0 && !m.unfolded:
		m.unfolded = true
	default:
		m.followUp, m.unfolded = m.followUp+1, false
	}
	return nil
}

// pressScore takes a level. After the last one the interview is over.
func (m *model) pressScore(key string) tea.Cmd {
	switch level := strings.Index("1234", key) + 1; {
	case key == "left" || key == "backspace":
		if at := len(m.v.Scores); at > 0 {
			m.v.Scores = m.v.Scores[:at-1]
		} else {
			m.followUp--
		}
	case level > 0 && len(key) == 1:
		m.v.Scores = append(m.v.Scores, level)
	}
	m.keep()
	if len(m.v.Scores) >= len(criteria) {
		m.over = true
		return tea.Quit
	}
	return nil
}

func (m *model) debriefKeys() []string {
	switch {
	case m.comparing() && m.v.checked():
		return []string{"enter go on", "← back", "q leave"}
	case m.comparing():
		return []string{"y yes", "n no", "← back", "s skip all", "q leave"}
	case m.scoring():
		return []string{"1 2 3 4 choose", "← back", "q leave"}
	case m.followUp >= 0 && !m.unfolded:
		return []string{"enter show the answer", "← back", "q leave"}
	}
	return []string{"enter go on", "q leave"}
}
