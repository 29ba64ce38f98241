package interview

import (
	"context"
	"io"
	"os/exec"
	"sync/atomic"
	"time"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/watch"
)

// A model is an interview on the screen.
type model struct {
	v     *interview
	t     *talk
	style report.Style
	now   func() time.Time

	last    time.Time // when the clock was read
	kept    time.Time // when the state was written
	problem error     // the state cannot be written
	over    bool      // the debrief is done

	runner  *watch.Runner
	judging *watch.Judging
	lent    atomic.Bool // the editor has the terminal

	question, note textinput.Model // what is typed: a question, and why the clock pauses
	said           string          // something to tell above the rest
	sure           string          // the key that must be pressed once more

	view        view   // of the code's phase
	wantsResult bool   // the learner has saved code: they want to see why a step fails
	noStub      string // says that stub.go does not exist, or ""

	compared bool // in the debrief: the questions were compared, or are not to be
	followUp int  // how many follow-up questions were asked and answered; -1 while the summary is shown
	unfolded bool // the answer of the next one is shown

	width, height, scroll int
}

// keepEvery is how often the time on the clock is written if nothing else happens.
const keepEvery = 5 * time.Second

type (
	secondPassed struct{}
	editorClosed struct {
		chosen string // how the editor was chosen
		err    error
	}
	foundOut struct{ findings *Findings }
)

func newModel(v *interview, t *talk, style report.Style, now func() time.Time) *model {
	m := &model{v: v, t: t, style: style, now: now, last: now(), followUp: -1, width: 80, height: 24}
	m.judging = watch.NewJudging(v.q, nil, style)
	m.question, m.note = newInput(), newInput()
	if v.Paused {
		m.note.SetValue(v.Pauses[len(v.Pauses)-1].Note)
	}
	m.compared = v.checked() || len(v.Scores) > 0
	if len(v.Scores) > 0 {
		m.followUp = len(t.followUps)
	}
	return m
}

// newInput returns an input of one line, without colors and with the terminal's cursor.
func newInput() textinput.Model {
	input := textinput.New()
	input.Prompt = "> "
	input.SetStyles(textinput.Styles{})
	input.SetVirtualCursor(false)
	input.Focus() // the command that it returns makes a cursor blink which there is not
	return input
}

// Take gives the model its Runner, and Lends reports whether the editor has the terminal.
func (m *model) Take(r *watch.Runner) { m.runner = r }
func (m *model) Lends() bool          { return m.lent.Load() }

// Init goes on where the interview was.
func (m *model) Init() tea.Cmd {
	switch {
	case len(m.v.Scores) >= len(criteria):
		m.over = true
		return tea.Quit
	case m.v.TimeUp:
		return tea.Batch(everySecond(), m.enter(Debrief))
	}
	return tea.Batch(everySecond(), m.enter(m.v.Phase))
}

func everySecond() tea.Cmd {
	return tea.Tick(time.Second, func(time.Time) tea.Msg { return secondPassed{} })
}

// Update handles a message.
func (m *model) Update(message tea.Msg) (tea.Model, tea.Cmd) {
	up := m.readClock()
	var do tea.Cmd
	switch message := message.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = message.Width, message.Height
	case tea.KeyPressMsg:
		do = m.press(message)
	case tea.PasteMsg:
		m.typeIn(message)
	case secondPassed:
		do = everySecond()
	case watch.CodeChanged:
		if m.v.Phase == Code && !m.v.Paused && !m.v.TimeUp {
			m.wantsResult = true
			m.judge()
		}
	case editorClosed:
		m.lent.Store(false)
		if message.err != nil {
			m.said = editorFailed(message.chosen, message.err)
		}
	case foundOut:
		m.v.Findings = message.findings
		m.keep()
	default:
		if m.judging.Event(message) {
			do = m.judged()
		}
	}
	if up && !m.judging.Running() {
		do = tea.Batch(do, m.enter(Debrief))
	}
	m.scroll = min(max(m.scroll, 0), max(0, len(m.body())-m.room()))
	return m, do
}

// readClock lets the clock run for the time that has passed, and reports whether the time of the interview is up.
func (m *model) readClock() (up bool) {
	now := m.now()
	up = m.v.run(now.Sub(m.last))
	m.last = now
	if up || now.Sub(m.kept) >= keepEvery {
		m.keep()
	}
	return up
}

// keep writes the state.
func (m *model) keep() {
	if m.v.Paused {
		m.v.Pauses[len(m.v.Pauses)-1].Note = m.note.Value()
	}
	m.problem = m.v.save()
	m.kept = m.now()
}

// enter goes to a phase.
func (m *model) enter(p Phase) tea.Cmd {
	if m.v.Phase == Code && p != Code {
		m.runner.Cancel()
	}
	if typed := oneLine(m.question.Value()); m.v.Phase == Ask && typed != "" { // the time is up
		m.v.Typed = append(m.v.Typed, typed)
	}
	m.v.Phase, m.scroll, m.sure, m.said = p, 0, "", ""
	m.compared = m.compared || m.v.checked()
	m.keep()
	switch {
	case p == Code && !m.v.Paused:
		m.nextStep()
	case p == Debrief && m.v.Findings == nil:
		m.v.countHints(io.Discard)
		q := m.v.q
		return func() tea.Msg { return foundOut{findings(context.Background(), q)} }
	}
	return nil
}

// next returns the phase after this one. Phases that have nothing to show are left out.
func (m *model) next() Phase {
	switch m.v.Phase {
	case Opening:
		return Ask
	case Ask:
		if m.v.ToAsk > 0 {
			return Check
		}
		return Sketch
	case Check:
		return Sketch
	}
	return Code
}

// press handles a key.
func (m *model) press(key tea.KeyPressMsg) tea.Cmd {
	name := key.String()
	again := m.sure == name
	if m.sure != "" { // what was to be pressed once more is no longer asked for
		m.sure, m.said = "", ""
	}
	switch {
	case name == "ctrl+c", name == "q" && m.typing() == nil:
		return tea.Quit
	case m.v.Paused:
		return m.pressPaused(key)
	case m.v.timed() && (name == "ctrl+p" || name == "p" && m.typing() == nil):
		m.v.pause(m.now())
		m.note.Reset()
		m.keep()
		return nil
	case m.scrolls(name):
		return nil
	}
	switch m.v.Phase {
	case Opening:
		return m.enterOn(name)
	case Ask:
		return m.pressAsk(key)
	case Check:
		return m.pressCheck(name)
	case Sketch:
		return m.pressSketch(name)
	case Code:
		return m.pressCode(name, again)
	}
	return m.pressDebrief(name)
}

// enterOn goes on to the next phase if the key is Enter.
func (m *model) enterOn(key string) tea.Cmd {
	if key == "enter" {
		return m.enter(m.next())
	}
	return nil
}

// scrolls handles the keys that scroll.
func (m *model) scrolls(key string) bool {
	page := m.room()
	by, ok := map[string]int{"down": 1, "up": -1, "pgdown": page, "pgup": -page}[key]
	if m.v.Phase == Ask && key == "up" {
		return false // takes a question back
	}
	m.scroll += by
	return ok
}

// typing returns the input that takes the keys, or nil.
func (m *model) typing() *textinput.Model {
	switch {
	case m.v.Paused:
		return &m.note
	case m.v.Phase == Ask:
		return &m.question
	}
	return nil
}

// typeIn gives a message to the input.
func (m *model) typeIn(message tea.Msg) {
	if input := m.typing(); input != nil {
		*input, _ = input.Update(message) // its commands are about the clipboard and the cursor
	}
}

func (m *model) pressPaused(key tea.KeyPressMsg) tea.Cmd {
	if key.String() != "enter" {
		m.typeIn(key)
		return nil
	}
	m.v.resume(oneLine(m.note.Value()), m.now())
	m.keep()
	if m.v.Phase == Code {
		m.judge()
	}
	return nil
}

// lend lets the learner's editor use the terminal.
func (m *model) lend(editor *exec.Cmd, chosen string) tea.Cmd {
	m.keep()
	m.lent.Store(true)
	return tea.ExecProcess(editor, func(err error) tea.Msg { return editorClosed{chosen, err} })
}
