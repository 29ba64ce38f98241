package interview

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"github.com/oodkit/oodkit/internal/kit/report"
)

// quote returns what the interviewer says, with a margin.
func quote(markdown string, width int) []string {
	lines := report.Prose(markdown, width-4)
	for i, line := range lines {
		lines[i] = strings.TrimRight("    "+line, " ")
	}
	return lines
}

func (m *model) openingLines(width int) []string {
	lines := []string{"The interviewer says:", ""}
	lines = append(lines, quote(m.t.page.Opening, width)...)
	return append(append(lines, ""), report.Prose(fmt.Sprintf("You ask questions, sketch a design and write code in %s/stub.go, which is a fresh stub now. "+
		"The clock is running. You may pause it, and leave at any time: the same command goes on.\n\n%s", m.v.q.Name, m.v.whereFormer()), width)...)
}

// Ask: the learner types questions.

func (m *model) askLines(width int) []string {
	lines := quote(m.t.page.Opening, width)
	lines = append(append(lines, ""), report.Prose("Ask what you must know before you design. Type one question a line. Enter on an empty line ends this part.", width)...)
	return append(append(lines, ""), m.typedLines(width)...)
}

// typedLines returns the learner's questions.
func (m *model) typedLines(width int) []string {
	var b strings.Builder
	for i, question := range m.v.Typed {
		fmt.Fprintf(&b, "%2d. %s\n", i+1, question)
	}
	return report.Wrap(strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n"), width)
}

func (m *model) pressAsk(key tea.KeyPressMsg) tea.Cmd {
	typed := oneLine(m.question.Value())
	last := len(m.v.Typed) - 1
	switch name := key.String(); {
	case name == "enter" && typed == "":
		return m.enter(m.next())
	case name == "enter":
		m.v.Typed = append(m.v.Typed, typed)
		m.question.Reset()
		m.keep()
		m.scroll = len(m.body())
	case name == "up" && typed == "" && last >= 0:
		m.question.SetValue(m.v.Typed[last])
		m.question.CursorEnd()
		m.v.Typed = m.v.Typed[:last]
		m.keep()
	default:
		m.typeIn(key)
	}
	return nil
}

// Check: the learner says which of the README's questions they had asked.

func (m *model) checkLines(width int) []string {
	if m.v.checked() {
		return m.missedLines(width)
	}
	at := len(m.v.Asked)
	asked := m.t.page.Clarifying[at]
	narrow := width
	if m.isWide() {
		narrow = m.leftWidth()
	}
	lines := []string{fmt.Sprintf("Question %d of %d. Had you asked this?", at+1, m.v.ToAsk), ""}
	lines = append(append(append(lines, quote(oneLine(asked.Question), narrow)...), ""), quote(asked.Text, narrow)...)
	yours := []string{"Your questions:", ""}
	if len(m.v.Typed) == 0 {
		yours = []string{"You typed no questions."}
	}
	if m.isWide() {
		return m.beside(lines, append(yours, m.typedLines(m.rightWidth())...))
	}
	return append(append(append(lines, ""), yours...), m.typedLines(width)...)
}

// missedLines says which questions were not asked.
func (m *model) missedLines(width int) []string {
	return report.Prose(fmt.Sprintf("You asked %d of %d.\n\n%s", m.v.asked(), m.v.ToAsk, m.notAsked()), width)
}

// notAsked lists the README's questions that the learner had not asked.
func (m *model) notAsked() string {
	var b strings.Builder
	for _, i := range m.v.missed(m.t) {
		if b.Len() == 0 {
			b.WriteString("Not asked:\n\n")
		}
		fmt.Fprintf(&b, "- %s\n", oneLine(m.t.page.Clarifying[i].Question))
	}
	return b.String()
}

// missed returns the places of the README's questions that the learner had not asked.
func (s *State) missed(t *talk) []int {
	var missed []int
	for i, yes := range s.Asked {
		if !yes && i < len(t.page.Clarifying) {
			missed = append(missed, i)
		}
	}
	return missed
}

func (m *model) pressCheck(key string) tea.Cmd {
	switch {
	case (key == "left" || key == "backspace") && len(m.v.Asked) > 0:
		m.v.Asked = m.v.Asked[:len(m.v.Asked)-1]
	case m.v.checked():
		return m.enterOn(key)
	case key == "y", key == "n":
		m.v.Asked = append(m.v.Asked, key == "y")
	default:
		return nil
	}
	m.scroll = 0
	m.keep()
	return nil
}

// Sketch: the learner writes a note.

func (m *model) sketchLines(width int) []string {
	note := "Think before you write code, on paper or in a note. A note will be kept in:"
	if text := m.v.note(m.t); text != "" {
		note = fmt.Sprintf("Your note has %s. It is kept in:", report.Plural(strings.Count(text, "\n")+1, "line"))
	}
	lines := append(report.Prose(note, width), "  "+m.v.shown(noteFile), "")
	return append(lines, report.Prose(m.t.page.Prompts, width)...)
}

func (m *model) pressSketch(key string) tea.Cmd {
	if key != "e" {
		return m.enterOn(key)
	}
	if err := m.v.beginNote(m.t); err != nil {
		m.said = "The note cannot be written: " + err.Error()
		return nil
	}
	editor, chosen := editorOf(m.v.path(noteFile))
	if editor == nil {
		m.said = "There is no editor: neither VISUAL nor EDITOR is set. Open the file below in an editor of yours."
		return nil
	}
	if editor.Err != nil { // it is not installed
		m.said = editorFailed(chosen, editor.Err)
		return nil
	}
	m.said = ""
	return m.lend(editor, chosen)
}

// noteHead returns what the note has at first.
func noteHead(t *talk) string { return report.Unlink(t.page.Prompts) + "\n\n---\n" }

// beginNote writes the file of the note, unless it exists.
func (v *interview) beginNote(t *talk) error {
	file, err := os.OpenFile(v.path(noteFile), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, os.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = file.WriteString(noteHead(t))
	return errors.Join(err, file.Close())
}

// note returns what the learner wrote, or "".
func (v *interview) note(t *talk) string {
	text, _ := os.ReadFile(v.path(noteFile)) // without it there is no note
	return strings.TrimSpace(strings.TrimPrefix(strings.ReplaceAll(string(text), "\r\n", "\n"), noteHead(t)))
}

// usualEditors are tried in this order if the learner has chosen none.
var usualEditors = []string{"nano", "vi", "notepad"}

// editorOf returns the command that opens a file in the learner's editor, or nil if there is none, and how the editor was
// chosen: "VISUAL is set to vim".
func editorOf(file string) (command *exec.Cmd, chosen string) {
	for _, name := range []string{"VISUAL", "EDITOR"} {
		editor := os.Getenv(name)
		if strings.TrimSpace(editor) == "" {
			continue
		}
		chosen := fmt.Sprintf("%s is set to %s", name, editor)
		if path, err := exec.LookPath(editor); err == nil { // its path may have spaces
			return exec.Command(path, file), chosen
		}
		args := append(strings.Fields(editor), file)
		return exec.Command(args[0], args[1:]...), chosen
	}
	for _, name := range usualEditors {
		if path, err := exec.LookPath(name); err == nil {
			return exec.Command(path, file), fmt.Sprintf("neither VISUAL nor EDITOR is set, so it was %s", name)
		}
	}
	return nil, ""
}

// editorFailed says that the editor did not start, or that it ended with an error.
func editorFailed(chosen string, err error) string {
	if _, started := errors.AsType[*exec.ExitError](err); started {
		return fmt.Sprintf("The editor ended with an error (%s): %v. The note is as the editor left it.", chosen, err)
	}
	return fmt.Sprintf("The editor cannot be started (%s): %v. Set VISUAL or EDITOR to an editor that is installed and run the same command again, "+
		"or open the file below in an editor of yours.", chosen, err)
}

// beside returns two columns.
func (m *model) beside(left, right []string) []string {
	column := lipgloss.NewStyle().Width(m.leftWidth() + report.Gutter).Render(strings.Join(left, "\n"))
	return strings.Split(lipgloss.JoinHorizontal(lipgloss.Top, column, strings.Join(right, "\n")), "\n")
}
