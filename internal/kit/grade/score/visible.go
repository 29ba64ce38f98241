package score

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// Visible returns text without invisible and control characters.
func Visible(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return ' '
		}
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, ansi.Strip(strings.ToValidUTF8(text, "�")))
}
