package main

import (
	"fmt"
	"io"
	"os/exec"
)

// A borrower is a command that has the terminal for a while. It keeps what it printed on the screen
// until the user has read it.
type borrower struct{ *exec.Cmd }

// Run runs the command, and waits for a line.
func (b *borrower) Run() error {
	fmt.Fprintln(b.Stdout)
	err := b.Cmd.Run()
	fmt.Fprint(b.Stdout, "\nEnter goes back to watching. ")
	scanLine(b.Stdin)
	return err
}

// SetStdin, SetStdout and SetStderr are called with the terminal.

func (b *borrower) SetStdin(r io.Reader)  { b.Stdin = r }
func (b *borrower) SetStdout(w io.Writer) { b.Stdout = w }
func (b *borrower) SetStderr(w io.Writer) { b.Stderr = w }
