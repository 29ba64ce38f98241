package report

import (
	"regexp"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

var (
	link     = regexp.MustCompile(`(^|[^\w\\])\[([^\]]*)\]\([^)]*\)`)
	listItem = regexp.MustCompile(`^ *([-*]|[0-9]+\.) +`)
	asIs     = regexp.MustCompile(`^(    |\||` + "```)")
)

// Unlink returns Markdown with the texts of its links alone. Their addresses are relative to the file that has them.
// Code such as New[K](n) is no link.
func Unlink(markdown string) string { return link.ReplaceAllString(markdown, "$1$2") }

// Prose returns Markdown as lines for a terminal. It fills paragraphs and items of lists up to the width, and leaves
// links and bold type out. Lines of code and of tables stay, but are cut.
func Prose(markdown string, width int) []string {
	var p prose
	p.width = width
	inCode := false
	for line := range strings.SplitSeq(strings.ReplaceAll(Unlink(markdown), "**", ""), "\n") {
		fence := strings.HasPrefix(line, "```")
		switch {
		case inCode || fence || len(p.words) == 0 && asIs.MatchString(line):
			p.end()
			p.lines = append(p.lines, ansi.Truncate(line, width, "…"))
		case strings.TrimSpace(line) == "":
			p.end()
			p.lines = append(p.lines, "")
		default:
			p.add(line)
		}
		inCode = inCode != fence
	}
	p.end()
	return p.lines
}

// A prose collects the words of a paragraph.
type prose struct {
	width  int
	lines  []string // of the paragraphs before
	margin string   // of its first line: an item's mark, or nothing
	words  []string
}

func (p *prose) add(line string) {
	if mark := listItem.FindString(line); mark != "" {
		p.end()
		p.margin, line = mark, line[len(mark):]
	}
	p.words = append(p.words, strings.Fields(line)...)
}

// end breaks the paragraph into lines. Only words that are wider than a line are broken: a path is not, at its hyphens.
func (p *prose) end() {
	width := max(1, p.width-len(p.margin))
	line := ""
	for _, word := range p.words {
		if line != "" && ansi.StringWidth(line)+1+ansi.StringWidth(word) > width {
			p.put(line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		parts := strings.Split(ansi.Hardwrap(word, width, true), "\n")
		for _, part := range parts[:len(parts)-1] {
			p.put(line + part)
			line = ""
		}
		line += parts[len(parts)-1]
	}
	if line != "" {
		p.put(line)
	}
	p.margin, p.words = "", nil
}

// put adds a line. Those after an item's first one begin with spaces.
func (p *prose) put(line string) {
	p.lines = append(p.lines, p.margin+line)
	p.margin = strings.Repeat(" ", len(p.margin))
}
