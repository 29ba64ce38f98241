package watch

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/question"
)

// A watchModel is the state of what watch shows on the screen.
type watchModel struct {
	*Judging
	runner *Runner
	lent   atomic.Bool // another command has the terminal

	hint   string
	width  int
	height int
	scroll int // how many lines of the details are above the screen
}

// CodeChanged is the message that the learner's code was saved.
type CodeChanged struct{}

type (
	hintCame       struct{ text string }
	terminalIsBack struct{}
	secondPassed   struct{}
)

func newWatchModel(q question.Question, steps []question.Step, style report.Style) *watchModel {
	return &watchModel{Judging: NewJudging(q, steps, style), width: 80, height: 24}
}

// Init begins the first run.
func (m *watchModel) Init() tea.Cmd {
	m.begin()
	return everySecond()
}

// Take gives the model its Runner.
func (m *watchModel) Take(r *Runner) { m.runner = r }

// Lends reports whether another command has the terminal.
func (m *watchModel) Lends() bool { return m.lent.Load() }

func everySecond() tea.Cmd {
	return tea.Tick(time.Second, func(time.Time) tea.Msg { return secondPassed{} })
}

// begin begins another run.
func (m *watchModel) begin() {
	m.Begin(m.runner.Start(m.Steps))
	m.hint, m.scroll = "", 0
}

// Update handles a message.
func (m *watchModel) Update(message tea.Msg) (tea.Model, tea.Cmd) {
	switch message := message.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = message.Width, message.Height
	case tea.KeyPressMsg:
		return m, m.press(message.String())
	case CodeChanged, terminalIsBack:
		m.begin()
	case hintCame:
		m.hint = message.text
		m.scroll = 0
	case secondPassed:
		return m, everySecond()
	default:
		m.Event(message)
	}
	return m, nil
}

// press handles a key.
func (m *watchModel) press(key string) tea.Cmd {
	switch key {
	case "q", "ctrl+c":
		return tea.Quit
	case "r":
		m.begin()
	case "a":
		m.All, m.scroll = !m.All, 0
	case "h":
		return m.ownCommand("hint")
	case "b", "c":
		if !question.IsHandout(m.q.Root) { // it has no reference
			return m.lend(map[string]string{"b": "bench", "c": "compare"}[key])
		}
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
	m.runner.Cancel()
	m.lent.Store(true)
	return tea.Exec(&foreground{Cmd: command}, func(error) tea.Msg {
		m.lent.Store(false)
		return terminalIsBack{}
	})
}
