package watch

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/question"
)

// A watchModel is the state of what watch shows on the screen.
type watchModel struct {
	q      question.Question
	steps  []question.Step
	style  report.Style
	runner *runner
	lent   atomic.Bool // another command has the terminal

	run     int // the run that is shown
	running bool
	since   time.Time             // when the run began, or ended
	now     int                   // the number of the step that runs, 0 while the code is compiled
	results map[int]gotest.Result // by number: of this run, or of the one before
	fresh   map[int]bool          // the steps that this run has a result of
	err     error                 // why there are none

	all    bool // every failure is shown, not the first alone
	hint   string
	width  int
	height int
	scroll int // how many lines of the details are above the screen
}

type (
	codeChanged    struct{}
	hintCame       struct{ text string }
	terminalIsBack struct{}
	secondPassed   struct{}
)

func newWatchModel(q question.Question, steps []question.Step, style report.Style) *watchModel {
	style.Live = false
	return &watchModel{q: q, steps: steps, style: style, results: make(map[int]gotest.Result), width: 80, height: 24}
}

// Init begins the first run.
func (m *watchModel) Init() tea.Cmd {
	m.begin()
	return everySecond()
}

func everySecond() tea.Cmd {
	return tea.Tick(time.Second, func(time.Time) tea.Msg { return secondPassed{} })
}

// begin begins another run.
func (m *watchModel) begin() {
	m.run = m.runner.start()
	m.running, m.since, m.now, m.err, m.hint, m.scroll = true, time.Now(), 0, nil, "", 0
	m.fresh = make(map[int]bool)
}

// Update handles a message.
func (m *watchModel) Update(message tea.Msg) (tea.Model, tea.Cmd) {
	switch message := message.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = message.Width, message.Height
	case tea.KeyPressMsg:
		return m, m.press(message.String())
	case codeChanged, terminalIsBack:
		m.begin()
	case hintCame:
		m.hint = message.text
		m.scroll = 0
	case secondPassed:
		return m, everySecond()
	default:
		m.event(message)
	}
	return m, nil
}

// event handles an event of the runner. It ignores events of an earlier run.
func (m *watchModel) event(e any) {
	switch e := e.(type) {
	case stepBegan:
		if e.run == m.run {
			m.now = e.step.Number
		}
	case stepEnded:
		if e.run == m.run {
			m.results[e.result.Step.Number], m.fresh[e.result.Step.Number] = e.result, true
		}
	case runEnded:
		if e.run == m.run {
			m.running, m.err, m.since = false, e.err, time.Now()
		}
	}
}

// press handles a key.
func (m *watchModel) press(key string) tea.Cmd {
	switch key {
	case "q", "ctrl+c":
		return tea.Quit
	case "r":
		m.begin()
	case "a":
		m.all, m.scroll = !m.all, 0
	case "h":
		return m.ownCommand("hint")
	case "b":
		return m.lend("bench")
	case "c":
		return m.lend("compare")
	case "down", "j":
		m.scroll++
	case "up", "k":
		m.scroll--
	case "pgdown", "space":
		m.scroll += m.detailHeight()
	case "pgup":
		m.scroll -= m.detailHeight()
	}
	m.scroll = min(max(m.scroll, 0), max(0, len(m.details())-m.detailHeight()))
	return nil
}

// ownCommand returns a tea.Cmd that runs a command of this program and sends its output.
func (m *watchModel) ownCommand(name string) tea.Cmd {
	return func() tea.Msg {
		command, err := m.command(name)
		if err != nil {
			return hintCame{err.Error()}
		}
		output, err := command.CombinedOutput()
		if _, ok := errors.AsType[*exec.ExitError](err); err != nil && !ok {
			return hintCame{err.Error()}
		}
		return hintCame{string(bytes.TrimSpace(output))}
	}
}

// command returns a command of this program about the question.
func (m *watchModel) command(name string) (*exec.Cmd, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return exec.Command(self, name, "--", m.q.Name), nil
}

// lend stops the run and lets a command of this program use the terminal until it has ended.
func (m *watchModel) lend(name string) tea.Cmd {
	command, err := m.command(name)
	if err != nil {
		return func() tea.Msg { return hintCame{err.Error()} }
	}
	m.runner.cancel()
	m.lent.Store(true)
	return tea.Exec(&foreground{Cmd: command}, func(error) tea.Msg {
		m.lent.Store(false)
		return terminalIsBack{}
	})
}
