package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/oodkit/oodkit/internal/kit/kittest"
)

func TestWatchScreen(t *testing.T) {
	q := kittest.NewCounter(t, kittest.CountsToOne)
	t.Setenv("NO_COLOR", "")
	stub := filepath.Join(q.Dir(), "stub.go")
	x := startKit(t, q, 80, 24, "watch", "stack")
	x.waitFor("stack: 1 of 2 steps pass", "✓ 1  One", "✗ 2  Two", "Step 2, Two: it counts to two", "stack/steps_test.go:25: got 1, want 2", "q quit")

	if !strings.Contains(x.written(), redMark) {
		t.Errorf("there are no colors:\n%q", x.written())
	}
	kittest.Saves["by renaming another file"](t, stub, kittest.StubOf(kittest.CountsRight))
	x.waitFor("stack: 2 of 2 steps pass", "Well done.")
	kittest.Saves["with two renames"](t, stub, kittest.StubOf(kittest.CountsNot))
	if screen := x.waitFor("stack: 0 of 2 steps pass", "Step 1, One"); strings.Contains(screen, "Step 2, Two") {
		t.Errorf("more than the first failure is shown:\n%s", screen)
	}
	x.press("a")
	x.waitFor("Step 1, One", "Step 2, Two", "a first failure")

	kittest.WriteFile(t, stub, kittest.StubOf(kittest.IsNoGo))
	x.waitFor("your code does not compile", "stack/stub.go:5:32: undefined: m", "before: fails")
	kittest.WriteFile(t, stub, kittest.StubOf(kittest.IsRefused))
	x.waitFor("your code compiles, but fails go vet", "go vet: stack/stub.go:5:", "redundant or", "before: fails")

	kittest.WriteFile(t, stub, kittest.StubOf(kittest.CountsOn))
	x.waitFor("step 1 … ", "… 1  One")
	kittest.Saves["twice, the second time formatted"](t, stub, kittest.StubOf(kittest.CountsRight)) // stops a run that would not end
	x.waitFor("2 of 2 steps pass")

	x.resize(130, 24)
	x.waitUntil("details beside the steps", func(screen string) bool {
		heading, _, _ := strings.Cut(screen, "\n")
		return kittest.ContainsAll(heading, []string{"2 of 2 steps pass", "Well done."})
	})
	x.resize(30, 10)
	x.waitFor("h a r b c q", "Well done.")
	x.press("q")
	if status := x.wait(); status != exitOK || x.screen.IsAltScreen() {
		t.Errorf("after q the exit status is %d, want %d, and the screen is given back: %t", status, exitOK, !x.screen.IsAltScreen())
	}
}

// Ctrl-C ends the command that uses the terminal, and not watch, which lent it.
func TestWatchLendsTheTerminal(t *testing.T) {
	q := kittest.NewCounter(t, kittest.CountsToOne)
	t.Setenv("SPOIL", "")
	t.Setenv("NO_COLOR", "yes")
	x := startKit(t, q, 100, 24, "watch", "stack")
	x.waitFor("1 of 2 steps pass")
	x.press("c")
	x.waitFor("1 of 2 steps pass. The comparison shows", "Show it anyway? [y/N]")
	x.press("\x03")
	x.waitFor("Press Enter to go back to watch.")
	x.press("\r")
	x.waitFor("stack: 1 of 2 steps pass, ", "q quit")
	if strings.Contains(x.written(), redMark) {
		t.Errorf("there are colors with NO_COLOR=yes:\n%q", x.written())
	}
	x.command.Process.Signal(os.Interrupt)
	if status := x.wait(); status != exitOK {
		t.Errorf("after an interrupt the exit status is %d, want %d", status, exitOK)
	}
}

const redMark = "\x1b[31m✗"

func TestWatchTakesNoStep(t *testing.T) {
	q := kittest.NewCounter(t, kittest.CountsRight)
	t.Chdir(q.Dir())
	if err := run(t.Context(), []string{"watch", "stack", "2"}, new(bytes.Buffer)); !kittest.IsUsageError(err) {
		t.Errorf("watch of one step: got %v, want an ArgumentError", err)
	}
}
