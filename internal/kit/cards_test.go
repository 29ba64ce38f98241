package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/kit/kittest"
)

const stackReadme = `# Design a stack

## The question

> Design a stack.

## Ask first

<details><summary>How deep?</summary>

As deep as memory.
</details>

<details><summary>How fast?</summary>

O(1).
</details>

## Steps

### Step 1: One
### Step 2: Two
`

// TestCardsInTerminal answers cards, takes an answer back, and goes on after the process was killed.
func TestCardsInTerminal(t *testing.T) {
	q := kittest.NewCounter(t, kittest.CountsRight)
	kittest.WriteFile(t, q.Path("README.md"), stackReadme)
	t.Setenv("NO_COLOR", "")
	x := startKit(t, q, 80, 24, "cards", "stack")
	x.waitFor("Design a stack · Ask first", "0 due, 2 new", "How deep?", "space shows the answer")
	x.press(" ")
	x.waitFor("As deep as memory.", "1 again   2 hard    3 good     4 easy", "8 days")
	x.press("4")
	x.waitFor("How fast?", "0 due, 1 new", "u undo")
	x.press("u")
	x.waitFor("How deep?", "0 due, 2 new")
	x.press(" 4")
	x.waitFor("How fast?", "0 due, 1 new")
	x.command.Process.Kill()
	x.wait()

	y := startKit(t, q, 60, 10, "cards", "stack")
	y.waitFor("How fast?", "0 due, 1 new")
	y.press(" \r") // enter means good, too
	y.waitFor("How fast?", "1 due, 0 new")
	y.press("q")
	y.waitFor("1 card answered. Left for today: 1 due, 0 new.")
	if status := y.wait(); status != exitOK || y.screen.IsAltScreen() {
		t.Errorf("after q the exit status is %d, want %d, and the screen is given back: %t", status, exitOK, !y.screen.IsAltScreen())
	}
	text, err := os.ReadFile(filepath.Join(q.Root, ".oodkit", "cards", "schedule.json"))
	if err != nil || strings.Count(string(text), `"Due"`) != 2 {
		t.Errorf("the schedule has not two cards: %v\n%s", err, text)
	}
}
