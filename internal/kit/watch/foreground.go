package watch

import (
	"fmt"
	"io"
	"os/exec"

	"github.com/oodkit/oodkit/internal/kit/report"
)

// A foreground is a command that uses the terminal for a while. Its output stays on the screen until the user has
// read it.
type foreground struct{ *exec.Cmd }

// Run runs the command, and waits for a line.
func (b *foreground) Run() error {
	fmt.Fprintln(b.Stdout)
	err := b.Cmd.Run()
	fmt.Fprint(b.Stdout, "\nPress Enter to go back to watch. ")
	report.ScanLine(b.Stdin)
	return err
}

// SetStdin, SetStdout and SetStderr are called with the terminal.

func (b *foreground) SetStdin(r io.Reader)  { b.Stdin = r }
func (b *foreground) SetStdout(w io.Writer) { b.Stdout = w }
func (b *foreground) SetStderr(w io.Writer) { b.Stderr = w }
