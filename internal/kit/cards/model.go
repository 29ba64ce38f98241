package cards

import (
	"errors"
	"io"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/open-spaced-repetition/go-fsrs/v4"

	"github.com/oodkit/oodkit/internal/kit/report"
)

// A model is the state of what is shown on the screen.
type model struct {
	deck  *deck
	style report.Style
	now   func() time.Time

	card    Card
	asking  bool // there is a card
	turned  bool // the answer is shown
	answers int  // in this session
	err     error
	note    string // what the last key could not do

	width, height int
	scroll        int // how many lines of the text are above the screen
}

func newModel(d *deck, style report.Style, now func() time.Time) *model {
	m := &model{deck: d, style: style, now: now, width: 80, height: 24}
	m.ask()
	return m
}

// ask shows the next card.
func (m *model) ask() {
	m.card, m.asking = m.deck.next(m.now())
	m.turned, m.scroll = false, 0
}

// Init does nothing: the first card is there already.
func (m *model) Init() tea.Cmd { return nil }

// Update handles a message.
func (m *model) Update(message tea.Msg) (tea.Model, tea.Cmd) {
	switch message := message.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = message.Width, message.Height
	case tea.KeyPressMsg:
		return m, m.press(message.String())
	}
	return m, nil
}

// ratings has the keys of the answers.
var ratings = map[string]fsrs.Rating{
	"1": fsrs.Again, "2": fsrs.Hard, "3": fsrs.Good, "4": fsrs.Easy,
	"a": fsrs.Again, "h": fsrs.Hard, "g": fsrs.Good, "e": fsrs.Easy,
	"space": fsrs.Good, "enter": fsrs.Good,
}

// press handles a key.
func (m *model) press(key string) tea.Cmd {
	rating, isRating := ratings[key]
	m.note = ""
	switch {
	case key == "q" || key == "ctrl+c" || key == "esc":
		return tea.Quit
	case key == "u":
		return m.undo()
	case key == "down" || key == "j":
		m.scroll++
	case key == "up" || key == "k":
		m.scroll = max(0, m.scroll-1)
	case !m.asking && isRating: // a card may be due by now
		m.ask()
	case m.turned && isRating:
		return m.answer(rating)
	case key == "space" || key == "enter":
		m.turned = m.asking
	}
	return nil
}

// answer keeps the answer and goes on. If it cannot be kept, the session ends.
func (m *model) answer(rating fsrs.Rating) tea.Cmd {
	if m.err = m.deck.answer(io.Discard, m.card, rating, m.now()); m.err != nil {
		return tea.Quit
	}
	m.answers++
	m.ask()
	return nil
}

// undo takes the last answer back and shows its card again.
func (m *model) undo() tea.Cmd {
	card, ok, err := m.deck.undo(io.Discard)
	if errors.Is(err, errAnsweredSince) {
		m.note = "Not undone: " + err.Error() + "."
		return nil
	}
	if err != nil {
		m.err = err
		return tea.Quit
	}
	if ok {
		m.answers--
		m.card, m.asking, m.turned, m.scroll = card, true, false, 0
	}
	return nil
}
