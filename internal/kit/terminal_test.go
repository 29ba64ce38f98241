package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"

	"github.com/oodkit/oodkit/internal/kit/kittest"
	"github.com/oodkit/oodkit/internal/question"
)

// A terminal is a terminal in which the command runs.
type terminal struct {
	t       *testing.T
	pty     *os.File
	screen  *vt.SafeEmulator
	command *exec.Cmd
	shown   chan struct{} // closed when the screen has got all that was written

	mu  sync.Mutex
	raw bytes.Buffer // all that was written to it
}

// startKit starts the command in the question's directory, in a terminal of that size.
func startKit(t *testing.T, q question.Question, width, height int, args ...string) *terminal {
	t.Helper()
	command := exec.Command(os.Args[0], args...)
	command.Dir, command.Env = q.Dir(), append(os.Environ(), "OODKIT_AS_KIT=1", "TERM=xterm-256color")
	file, err := pty.StartWithSize(command, &pty.Winsize{Cols: uint16(width), Rows: uint16(height)})
	if err != nil {
		t.Skip("no pseudo-terminal here:", err)
	}
	term := &terminal{t: t, pty: file, screen: vt.NewSafeEmulator(width, height), command: command, shown: make(chan struct{})}
	go func() {
		defer close(term.shown)
		io.Copy(io.MultiWriter(term.screen, term), file)
	}()
	go io.Copy(file, term.screen) // the answers of a terminal
	t.Cleanup(func() {
		command.Process.Kill()
		command.Wait()
		file.Close()
	})
	return term
}

// Write records what is written to the terminal.
func (x *terminal) Write(p []byte) (int, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.raw.Write(p)
}

func (x *terminal) written() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.raw.String()
}

// press types keys.
func (x *terminal) press(keys string) {
	x.t.Helper()
	if _, err := io.WriteString(x.pty, keys); err != nil {
		x.t.Fatal(err)
	}
}

func (x *terminal) resize(width, height int) {
	x.screen.Resize(width, height)
	if err := pty.Setsize(x.pty, &pty.Winsize{Cols: uint16(width), Rows: uint16(height)}); err != nil {
		x.t.Fatal(err)
	}
}

// waitFor waits until the screen shows all of the texts.
func (x *terminal) waitFor(texts ...string) (screen string) {
	x.t.Helper()
	return x.waitUntil(strings.Join(texts, ", "), func(screen string) bool { return kittest.ContainsAll(screen, texts) })
}

// waitUntil waits until the screen is as wanted.
func (x *terminal) waitUntil(wanted string, isSo func(screen string) bool) (screen string) {
	x.t.Helper()
	for end := time.Now().Add(kittest.PatienceInTests); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if screen = x.screen.String(); isSo(screen) {
			return screen
		}
	}
	x.t.Fatalf("the screen does not come to show %s:\n%s", wanted, screen)
	return ""
}

// wait waits for the command's end, and until the screen shows all that the command has written. It returns the exit status.
func (x *terminal) wait() int {
	x.t.Helper()
	ended := make(chan struct{})
	go func() {
		x.command.Wait()
		<-x.shown
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(kittest.PatienceInTests):
		x.t.Fatalf("the command does not end:\n%s", x.screen.String())
	}
	return x.command.ProcessState.ExitCode()
}
