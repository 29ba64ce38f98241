package report

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// ReadLine reads a line, or returns when ctx ends. The end of the input counts as an empty line.
func ReadLine(ctx context.Context, in io.Reader) (string, error) {
	line := make(chan string, 1)
	go func() { line <- ScanLine(in) }()
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case text := <-line:
		return text, nil
	}
}

// ScanLine reads a line byte by byte, so that it takes no more than that line from the input.
func ScanLine(in io.Reader) string {
	var line []byte
	for b := make([]byte, 1); ; {
		n, err := in.Read(b)
		if n == 0 && err != nil || n > 0 && b[0] == '\n' {
			return string(line)
		}
		line = append(line, b[:n]...)
	}
}

// IsTerminal reports whether file is a terminal.
func IsTerminal(file *os.File) bool { return term.IsTerminal(file.Fd()) }

// TextWidth returns how many columns wide text for w may be.
func TextWidth(w io.Writer) int {
	const usual, least, most = 100, 40, 160
	file, ok := w.(*os.File)
	if !ok {
		return usual
	}
	width, _, err := term.GetSize(file.Fd())
	if err != nil || width == 0 {
		return usual
	}
	return min(max(width, least), most)
}

// PadTo returns text, followed by spaces up to a width.
func PadTo(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-ansi.StringWidth(text)))
}

// Gutter is the space between columns.
const Gutter = 3

// Wrap breaks lines that are too long, and indents their continuations.
func Wrap(lines []string, width int) []string {
	var wrapped []string
	for _, line := range lines {
		indent := strings.Repeat(" ", len(line)-len(strings.TrimLeft(line, " "))+4)
		first, rest, broken := strings.Cut(ansi.Wrap(line, width, ""), "\n")
		wrapped = append(wrapped, first)
		if broken {
			rest = ansi.Wrap(strings.ReplaceAll(rest, "\n", " "), max(1, width-len(indent)), "")
			for more := range strings.SplitSeq(rest, "\n") {
				wrapped = append(wrapped, indent+strings.TrimLeft(more, " "))
			}
		}
	}
	return wrapped
}

// Minutes returns a duration as people say it.
func Minutes(d time.Duration) string {
	switch {
	case d < time.Minute:
		return "< 1 min"
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	}
	return fmt.Sprintf("%d h %d min", int(d.Hours()), int(d.Minutes())%60)
}
