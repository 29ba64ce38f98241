package cards

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/kit/report"
)

// press sends keys to a model.
func press(m *model, keys ...string) {
	for _, key := range keys {
		if key == "space" {
			m.Update(tea.KeyPressMsg{Code: tea.KeySpace, Text: " "})
		} else {
			m.Update(tea.KeyPressMsg{Code: rune(key[0]), Text: key})
		}
	}
}

// newTestModel returns a model of n cards at noon, on a screen without colors.
func newTestModel(t *testing.T, n int) *model {
	t.Helper()
	return newModel(newDeck(t, t.TempDir(), n), report.Style{}, func() time.Time { return kittest.Noon })
}

func TestKeys(t *testing.T) {
	for _, test := range []struct {
		name string
		keys []string
		want string // the front, and the answer if it is shown
	}{
		{"at first", nil, "Question 0?"},
		{"space", []string{"space"}, "Question 0? Answer 0."},
		{"a rating before the answer is shown", []string{"3"}, "Question 0?"},
		{"a number", []string{"space", "4"}, "Question 1?"},
		{"a letter", []string{"space", "e"}, "Question 1?"},
		{"space twice", []string{"space", "space"}, "Question 1?"},
		{"undo", []string{"space", "4", "u"}, "Question 0?"},
		{"undo of nothing", []string{"u"}, "Question 0?"},
		{"undo after the last card", []string{"space", "4", "space", "4", "u"}, "Question 1?"},
		{"all answered", []string{"space", "4", "space", "4"}, "none"},
		{"again", []string{"space", "1", "space", "4"}, "Question 0?"},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := newTestModel(t, 2)
			press(m, test.keys...)
			got := "none"
			if m.asking {
				got = m.card.Front
			}
			if m.turned {
				got += " " + m.card.Back
			}
			if got != test.want {
				t.Errorf("after %q the screen shows %q, want %q", test.keys, got, test.want)
			}
		})
	}
}

// TestScreen checks that every screen fits, with colors and without, and that what the keys do is always on it.
func TestScreen(t *testing.T) {
	long := Card{ID: "stack/long", Of: "stack", Title: "Design a stack of everything", Topic: "What would change for",
		Front: strings.Repeat("What does **this** `long` question ask? ", 12), Back: strings.Repeat("A long *answer*. ", 20)}
	for _, size := range [][2]int{{60, 24}, {80, 24}, {120, 40}, {30, 8}, {10, 3}} {
		for _, colors := range []bool{false, true} {
			t.Run(fmt.Sprintf("%dx%d,%t", size[0], size[1], colors), func(t *testing.T) {
				d := newDeck(t, t.TempDir(), 1)
				d.cards = append([]Card{long}, d.cards...)
				m := newModel(d, report.Style{Colors: colors}, func() time.Time { return kittest.Noon })
				m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
				for _, step := range []struct{ key, shows string }{{"k", "space"}, {"space", "1 again"}, {"j", "1 again"}, {"4", "space"}, {"space", "1 again"}, {"4", "u undo"}} {
					press(m, step.key)
					checkScreen(t, m.screen(), size[0], size[1], colors, step.shows)
				}
			})
		}
	}
}

func checkScreen(t *testing.T, screen string, width, height int, colors bool, shows string) {
	t.Helper()
	lines := strings.Split(screen, "\n")
	if len(lines) > height {
		t.Errorf("%d lines, want %d at most:\n%s", len(lines), height, screen)
	}
	for _, line := range lines {
		if ansi.StringWidth(line) > width {
			t.Errorf("a line of %d columns, want %d at most: %q", ansi.StringWidth(line), width, line)
		}
	}
	if !colors && strings.Contains(screen, "\x1b") {
		t.Errorf("an escape code without colors: %q", screen)
	}
	if !strings.Contains(ansi.Strip(screen), shows[:min(len(shows), width-1)]) {
		t.Errorf("the screen does not show %q:\n%s", shows, screen)
	}
}

func TestButtons(t *testing.T) {
	m := newTestModel(t, 1)
	press(m, "space")
	want := []string{
		"1 again   2 hard    3 good     4 easy",
		"  1 min     6 min     10 min     8 days",
		"q quit",
	}
	if diff := cmp.Diff(want, m.footer()); diff != "" {
		t.Error("the lines at the bottom differ:", diff)
	}
}

func TestTerminalText(t *testing.T) {
	const text = "**Bold `x*y`**, *thin*, `a*b` and 2*3*4."
	for style, want := range map[report.Style]string{
		{}:             "Bold `x*y`, thin, `a*b` and 2*3*4.",
		{Colors: true}: "\x1b[1mBold `x*y`\x1b[22m, thin, `a*b` and 2*3*4.",
	} {
		if got := terminalText(text, style); got != want {
			t.Errorf("%+v: got %q, want %q", style, got, want)
		}
	}
}

func TestWhen(t *testing.T) {
	now := time.Date(2026, 11, 28, 22, 0, 0, 0, time.UTC)
	for after, want := range map[time.Duration]string{
		20 * time.Second:                      "in 1 minute",
		90 * time.Minute:                      "in 90 minutes",
		3 * time.Hour:                         "tomorrow",
		26 * time.Hour:                        "in 2 days",
		8*24*time.Hour - 3*time.Second:        "in 8 days",
		30*24*time.Hour + 30*time.Millisecond: "in 30 days",
	} {
		if got := when(now.Add(after), now); got != want {
			t.Errorf("after %v: %q, want %q", after, got, want)
		}
	}
}
