package report

import (
	"fmt"
	"io"
	"os"
)

// A Style says which features of the terminal to use, if the output is a terminal.
type Style struct {
	Colors bool
	Live   bool // lines may be replaced
}

// The colors, as their escape codes.
const (
	Red   = "31"
	Green = "32"
	Grey  = "90"
)

// StyleFor returns the style for w. It follows https://no-color.org: any value of NO_COLOR counts, where package
// colorprofile accepts only boolean values.
func StyleFor(w io.Writer) Style {
	file, ok := w.(*os.File)
	terminal := ok && IsTerminal(file) && os.Getenv("TERM") != "dumb"
	return Style{Colors: terminal && os.Getenv("NO_COLOR") == "", Live: terminal}
}

// Paint returns text in a color, or plain text if the style has no colors.
func (s Style) Paint(color, text string) string {
	if !s.Colors {
		return text
	}
	return "\x1b[" + color + "m" + text + "\x1b[0m"
}

// Transient prints a line that stays until Clear is called.
func (s Style) Transient(w io.Writer, line string) {
	if s.Live {
		fmt.Fprintf(w, "\r\x1b[K%s", line)
	}
}

// Clear removes the line that Transient printed.
func (s Style) Clear(w io.Writer) { s.Transient(w, "") }
