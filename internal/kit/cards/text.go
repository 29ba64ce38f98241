package cards

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/oodkit/oodkit/internal/kit/report"
)

var (
	sentenceEnds = regexp.MustCompile("[.?!][\"*)`]* +[\"*(`A-Z]")
	noLetters    = regexp.MustCompile(`[^\p{L}\p{N}]+`)
)

// plain returns a Markdown text as one line, with the texts of its links in place of the links: a relative link leads
// nowhere from a card.
func plain(text string) string {
	text = commentForm.ReplaceAllString(text, "")
	return strings.Join(strings.Fields(report.Unlink(text)), " ")
}

// sentences cuts a text of one line into sentences.
func sentences(text string) []string {
	var all []string
	for at := sentenceEnds.FindStringIndex(text); at != nil; at = sentenceEnds.FindStringIndex(text) {
		all = append(all, strings.TrimSpace(text[:at[1]-1]))
		text = text[at[1]-1:]
	}
	return append(all, text)
}

// pick returns the sentences of a text from the first to the last, which count from 1, or all of the text if first is 0.
func pick(text string, first, last int) string {
	if first == 0 {
		return text
	}
	all := sentences(text)
	return strings.Join(all[min(first-1, len(all)):min(last, len(all))], " ")
}

// joins matches a word that ties a sentence to the one before it, which a card does not show.
var joins = regexp.MustCompile(`^(So|And|But|Or|For example,) `)

// sentence returns a text with a capital letter at its beginning and a full stop at its end.
func sentence(text string) string {
	text = capital(joins.ReplaceAllString(text, ""))
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".?!") {
		return text
	}
	return text + "."
}

// capital returns a text with a capital letter at its beginning.
func capital(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(r)) + text[size:]
}

// small returns a text with a small letter at its beginning, unless that begins a name such as TTL.
func small(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	second, _ := utf8.DecodeRuneInString(text[size:])
	if unicode.IsUpper(second) {
		return text
	}
	return string(unicode.ToLower(first)) + text[size:]
}

// slug returns a text in the form of a part of an ID.
func slug(text string) string {
	return strings.Trim(noLetters.ReplaceAllString(strings.ToLower(plain(text)), "-"), "-")
}

// words returns how many words a text has.
func words(text string) int { return len(strings.Fields(text)) }

var inline = regexp.MustCompile("`[^`]+`|\\*\\*.+?\\*\\*|\\B\\*[^*\\s][^*]*\\*\\B")

// convert returns a card's text with show applied to its parts: mark is "`", "*" or "**", or "" for plain text.
func convert(text string, show func(mark, part string) string) string {
	var b strings.Builder
	for at := inline.FindStringIndex(text); at != nil; at = inline.FindStringIndex(text) {
		b.WriteString(show("", text[:at[0]]))
		part := text[at[0]:at[1]]
		mark := part[:1]
		if strings.HasPrefix(part, "**") {
			mark = "**"
		}
		part = part[len(mark) : len(part)-len(mark)]
		if mark != "`" {
			part = convert(part, show) // bold text may have code in it
		}
		part = show(mark, part)
		b.WriteString(part)
		text = text[at[1]:]
	}
	b.WriteString(show("", text))
	return b.String()
}
