package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// The learner's code in these tests, as it gets better and worse.
const (
	countsRight = "func Count(n int) int { return n }"
	countsToOne = "func Count(int) int { return 1 }"
	countsNot   = "func Count(int) int { return 0 }"
	countsOn    = "func Count(n int) int {\n\tfor {\n\t}\n}"
	isNoGo      = "func Count(n int) int { return m }"
)

// stubOf returns the text of a stub.go.
func stubOf(code string) string { return "//go:build stub\n\npackage stack\n\n" + code + "\n" }

// The ways in which editors save.
var saves = map[string]func(t *testing.T, file, text string){
	"in place": func(t *testing.T, file, text string) { writeFile(t, file, text) },
	"by renaming another file": func(t *testing.T, file, text string) {
		writeFile(t, file+".tmp", text)
		rename(t, file+".tmp", file)
	},
	"after moving the old one away": func(t *testing.T, file, text string) {
		rename(t, file, file+"~")
		writeFile(t, file, text)
		os.Remove(file + "~")
	},
	"with two renames": func(t *testing.T, file, text string) {
		writeFile(t, file+"___jb_tmp___", text)
		rename(t, file, file+"___jb_old___")
		rename(t, file+"___jb_tmp___", file)
		os.Remove(file + "___jb_old___")
	},
	"twice, the second time formatted": func(t *testing.T, file, text string) {
		writeFile(t, file, strings.ReplaceAll(text, "\t", "  "))
		time.Sleep(3 * quiet)
		writeFile(t, file+".tmp", text)
		rename(t, file+".tmp", file)
	},
}

func rename(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

func TestWatchCode(t *testing.T) {
	for name, save := range saves {
		t.Run(name, func(t *testing.T) {
			q := newTree(t, nil)
			ctx, cancel := context.WithCancel(t.Context())
			changes := q.watchCode(ctx)
			stub := filepath.Join(q.dir(), "stub.go")
			writeFile(t, filepath.Join(q.dir(), ".stub.go.swp"), "no code")
			writeFile(t, stub, "") // as it was
			select {
			case <-changes:
				t.Error("a change is reported where nothing has changed")
			case <-time.After(3 * quiet):
			}
			save(t, stub, "new\t")
			awaitChange(t, changes)
			for q.codeSum() != sumOf(t, q, "new\t") {
				awaitChange(t, changes)
			}
			cancel()
			for range changes {
			}
		})
	}
}

// sumOf returns the sum of the question's code with that stub.go.
func sumOf(t *testing.T, q question, stub string) [32]byte {
	other := newTree(t, map[string]string{"stub.go": stub})
	other.name = q.name
	return other.codeSum()
}

func awaitChange(t *testing.T, changes <-chan struct{}) {
	t.Helper()
	select {
	case <-changes:
	case <-time.After(patienceInTests):
		t.Fatal("a change is not reported")
	}
}

func TestIsCode(t *testing.T) {
	for name, want := range map[string]bool{
		"stub.go": true, "my_test.go": true, ".#stub.go": false, ".stub.go.swp": false, "stub.go~": false, "4913": false, "_stub.go": false,
		"stub.go___jb_tmp___": false, "README.md": false,
	} {
		if got := isCode(filepath.Join("x", name)); got != want {
			t.Errorf("isCode(%q) = %t, want %t", name, got, want)
		}
	}
}

func TestWatchScreen(t *testing.T) {
	q := newCounter(t, countsToOne)
	t.Setenv("NO_COLOR", "")
	stub := filepath.Join(q.dir(), "stub.go")
	x := startKit(t, q, 80, 24, "watch", "stack")
	x.waitFor("stack: 1 of 2 steps pass", "✓ 1  One", "✗ 2  Two", "Step 2, Two: it counts to two", "stack/steps_test.go:25: got 1, want 2", "q quit")

	if !strings.Contains(x.written(), redMark) {
		t.Errorf("there are no colors:\n%q", x.written())
	}
	saves["by renaming another file"](t, stub, stubOf(countsRight))
	x.waitFor("stack: 2 of 2 steps pass", "Well done.")
	saves["with two renames"](t, stub, stubOf(countsNot))
	if screen := x.waitFor("stack: 0 of 2 steps pass", "Step 1, One"); strings.Contains(screen, "Step 2, Two") {
		t.Errorf("more than the first failure is shown:\n%s", screen)
	}
	x.press("a")
	x.waitFor("Step 1, One", "Step 2, Two", "a first failure")

	writeFile(t, stub, stubOf(isNoGo))
	x.waitFor("it does not compile", "stack/stub.go:5:32: undefined: m", "before: fails")

	writeFile(t, stub, stubOf(countsOn))
	x.waitFor("step 1 … ", "… 1  One")
	saves["twice, the second time formatted"](t, stub, stubOf(countsRight)) // overtakes a run that would not end
	x.waitFor("2 of 2 steps pass")

	x.resize(130, 24)
	x.waitUntil("details beside the steps", func(screen string) bool {
		heading, _, _ := strings.Cut(screen, "\n")
		return containsAll(heading, []string{"2 of 2 steps pass", "Well done."})
	})
	x.resize(30, 10)
	x.waitFor("h a r b c q", "Well done.")
	x.press("q")
	if status := x.wait(); status != exitOK || x.screen.IsAltScreen() {
		t.Errorf("after q the exit status is %d, want %d, and the screen is given back: %t", status, exitOK, !x.screen.IsAltScreen())
	}
}

func TestWatchSaysThatThereIsMore(t *testing.T) {
	m := newWatchModel(question{name: "stack"}, []step{{number: 1, title: "One"}}, style{})
	for lines, want := range map[int]bool{3: false, 30: true} {
		m.err = errors.New(strings.Repeat("a line\n", lines))
		if got := strings.HasSuffix(m.screen(), "q quit   ↑↓ more"); got != want {
			t.Errorf("with %d lines below the steps, the screen says that there is more: %t, want %t:\n%s", lines, got, want, m.screen())
		}
	}
}

// Ctrl-C ends a command that has the terminal, and not the one that lent it.
func TestWatchLendsTheTerminal(t *testing.T) {
	q := newCounter(t, countsToOne)
	t.Setenv("SPOIL", "")
	t.Setenv("NO_COLOR", "yes")
	x := startKit(t, q, 100, 24, "watch", "stack")
	x.waitFor("1 of 2 steps pass")
	x.press("c")
	x.waitFor("1 of 2 steps pass. The comparison shows", "Show it all the same? [y/N]")
	x.press("\x03")
	x.waitFor("Enter goes back to watching.")
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

// A lockedBuffer is written and read by different goroutines.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func TestWatchLines(t *testing.T) {
	q := newCounter(t, countsToOne)
	stub := filepath.Join(q.dir(), "stub.go")
	ctx, cancel := context.WithCancel(t.Context())
	b, ended := new(lockedBuffer), make(chan error, 1)
	go func() { ended <- watch(ctx, b, q) }()
	await := func(texts ...string) {
		t.Helper()
		for end := time.Now().Add(patienceInTests); !containsAll(b.String(), texts); time.Sleep(20 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("the output does not come to have %q:\n%s", texts, b.String())
			}
		}
	}
	await("✓ 1  One", "✗ 2  Two", "1 of 2 steps pass.", "got 1, want 2", "Waiting until you save again.")
	saves["by renaming another file"](t, stub, stubOf(isNoGo))
	await("You saved stack.", "stack/stub.go:5:32: undefined: m")
	saves["by renaming another file"](t, stub, stubOf(countsRight))
	await("2 of 2 steps pass.")
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("watch that is interrupted: got %v, want %v", err, context.Canceled)
	}
	if strings.Contains(b.String(), "\x1b") {
		t.Errorf("what is no terminal gets escape codes: %q", b.String())
	}
}

func TestWatchTakesNoStep(t *testing.T) {
	q := newCounter(t, countsRight)
	t.Chdir(q.dir())
	if err := run(t.Context(), []string{"watch", "stack", "2"}, new(bytes.Buffer)); !isUsageError(err) {
		t.Errorf("watch of one step: got %v, want a usageError", err)
	}
}
