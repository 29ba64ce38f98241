package score

import (
	"regexp"
	"strings"
	"unicode"
)

// escapes matches the sequences that move a terminal's cursor, color its text and so on.
var escapes = regexp.MustCompile(`\x1b(\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?|.)`)

// Visible returns text without what is not to be seen.
func Visible(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return ' '
		}
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, escapes.ReplaceAllString(strings.ToValidUTF8(text, "�"), ""))
}
