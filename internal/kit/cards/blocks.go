package cards

import (
	"regexp"
	"strconv"
	"strings"
)

// A block is a part of a README's section that can become a card: a paragraph, an item of a list, a folded answer, or
// a row of a table.
type block struct {
	kind   blockKind
	marks  []mark
	lead   string   // the summary of a folded answer
	text   string   // as Markdown; of a row see cells
	cells  []string // of a row
	header []string // of the row's table
	legend string   // the paragraph before the table
}

type blockKind int

const (
	paragraph blockKind = iota + 1
	item
	folded
	row
)

// A mark is a comment that says which cards a block makes.
type mark struct {
	none        bool   // none
	first, last int    // these sentences of the block are the answer; 0 for all
	question    string // the front; "" for what the section makes of the block
}

var (
	markForm    = regexp.MustCompile(`<!-- (no card|card)(?: ([0-9]+)(?:-([0-9]+))?)?(?:: (.+?))? -->`)
	itemForm    = regexp.MustCompile(`^(?:- |[0-9]+\. )`)
	summaryForm = regexp.MustCompile(`^<details><summary>(.*)</summary>`)
)

// marksIn returns the marks in a text, and the text without comments.
func marksIn(text string) (marks []mark, rest string) {
	for _, m := range markForm.FindAllStringSubmatch(text, -1) {
		first, _ := strconv.Atoi(m[2]) // digits or nothing, by markForm
		last, _ := strconv.Atoi(m[3])
		marks = append(marks, mark{none: m[1] == "no card", first: first, last: max(first, last), question: m[4]})
	}
	return marks, strings.TrimSpace(commentForm.ReplaceAllString(text, ""))
}

var commentForm = regexp.MustCompile(`(?s)<!--.*?-->`)

// A scanner cuts a section into blocks, line by line.
type scanner struct {
	blocks []block
	open   *block // the block that the next line may continue
	marks  []mark // of the next block
	header []string
	before string // the last paragraph
	inCode bool
}

// blocksOf returns the blocks of a section's text.
func blocksOf(text string) []block {
	var s scanner
	for line := range strings.Lines(text) {
		s.line(strings.TrimRight(line, "\n"))
	}
	s.end()
	return s.blocks
}

func (s *scanner) line(line string) {
	trimmed := strings.TrimSpace(line)
	fence := strings.HasPrefix(trimmed, "```")
	switch {
	case fence || s.inCode:
		s.end()
		s.inCode = s.inCode != fence
	case s.open != nil && s.open.kind == folded:
		s.add(strings.TrimSuffix(trimmed, "</details>"))
		if strings.HasSuffix(trimmed, "</details>") {
			s.end()
		}
	case trimmed == "":
		s.end()
		s.header = nil
	case strings.HasPrefix(trimmed, "<!--"):
		s.end()
		marks, _ := marksIn(trimmed)
		s.marks = append(s.marks, marks...)
	case summaryForm.MatchString(trimmed):
		s.begin(folded)
		s.open.lead = summaryForm.FindStringSubmatch(trimmed)[1]
	case strings.HasPrefix(trimmed, "|"):
		s.row(trimmed)
	case itemForm.MatchString(line):
		s.begin(item)
		s.add(itemForm.ReplaceAllString(line, ""))
	case s.open == nil && strings.HasPrefix(line, "    "): // code
	default:
		if s.open == nil {
			s.begin(paragraph)
		}
		s.add(trimmed)
	}
}

// begin begins a block. It gets the marks that stand before it.
func (s *scanner) begin(kind blockKind) {
	s.end()
	s.open = &block{kind: kind, marks: s.marks}
	s.marks = nil
}

func (s *scanner) add(text string) { s.open.text = strings.TrimSpace(s.open.text + " " + text) }

// end ends the open block, if there is one.
func (s *scanner) end() {
	if s.open == nil {
		return
	}
	if s.open.kind == paragraph {
		s.before = s.open.text
	}
	s.blocks = append(s.blocks, *s.open)
	s.open = nil
}

// row takes a line of a table. The first is the header, and the second has only dashes.
func (s *scanner) row(line string) {
	cells := strings.Split(strings.Trim(line, "|"), "|")
	for i, cell := range cells {
		cells[i] = strings.TrimSpace(cell)
	}
	switch {
	case s.header == nil:
		s.end()
		s.header = cells
	case strings.Trim(line, "|- ") != "":
		s.begin(row)
		s.open.cells, s.open.header, s.open.legend = cells, s.header, s.before
		s.end()
	}
}
