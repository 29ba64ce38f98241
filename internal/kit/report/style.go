package report

import (
	"fmt"
	"io"
	"os"
)

// A Style is how the terminal is made use of, if there is one.
type Style struct {
	Colors bool
	Live   bool // lines may be replaced
}

// The colors, as the codes that switch them on.
const (
	Red   = "31"
	Green = "32"
	Grey  = "90"
)

// StyleFor returns the style for w, by the convention of https://no-color.org, of which package colorprofile knows the
// values of a boolean only.
func StyleFor(w io.Writer) Style {
	file, ok := w.(*os.File)
	terminal := ok && IsTerminal(file) && os.Getenv("TERM") != "dumb"
	return Style{Colors: terminal && os.Getenv("NO_COLOR") == "", Live: terminal}
}

// Paint returns text in a color, if there are any.
func (s Style) Paint(color, text string) string {
	if !s.Colors {
		return text
	}
	return "\x1b[" + color + "m" + text + "\x1b[0m"
}

// Transient prints a line that stands until Clear is called.
func (s Style) Transient(w io.Writer, line string) {
	if s.Live {
		fmt.Fprintf(w, "\r\x1b[K%s", line)
	}
}

// Clear removes the line that Transient printed.
func (s Style) Clear(w io.Writer) { s.Transient(w, "") }
