// Package page writes a comparison of two designs as one HTML page. The page needs no script, no font and no network.
package page

import (
	_ "embed"
	"html/template"
	"io"

	"github.com/oodkit/oodkit/internal/kit/review"
)

// A Page is the content of the page.
type Page struct {
	Question          string // as in hashmap
	Other, OtherShort string // the name of the other design, such as "the reference" and "reference"
	Written           string // when

	Steps   []Figure // how each step went
	Figures []Figure // what can be counted

	Mine, Theirs Diagram

	Better, Worth []review.Told // facts about the learner's design

	Benchmarks []Row
	Charts     []Chart
	Summary    string // of the benchmarks, or why there are none

	Decls []DeclDiff
}

// A Figure is a line of a table: one value for each design.
type Figure struct{ Name, Mine, Theirs string }

// A Table is figures with the name of the other design above them.
type Table struct {
	Other   string
	Figures []Figure
}

// Table returns the figures as a table of the page's.
func (p Page) Table(figures []Figure) Table { return Table{p.OtherShort, figures} }

//go:embed page.html
var text string

var page = template.Must(template.New("page").Parse(text))

// Write writes the page.
func Write(w io.Writer, p Page) error { return page.Execute(w, p) }
