package page

import (
	"cmp"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/oodkit/oodkit/internal/kit/compare/design"
)

// The measures of a diagram, in the browser's pixels.
const (
	charWidth  = 7  // of the font, which is set to 11.6 pixels, monospaced
	lineHeight = 16 // of a row in a box
	padding    = 8  // between a box and what is in it
	boxGap     = 18 // between boxes that stand on one another
	columnGap  = 70 // between columns, where the arrows are
	maxChars   = 44 // longer rows are cut
	margin     = 6
	straight   = 6 // the end of an arrow, where its tip is
)

// A Diagram is a class diagram: a box for each type, and an arrow from each field to the types that
// it is made of.
type Diagram struct {
	Width, Height int
	Boxes         []*Box
	Arrows        []string // as paths of SVG
}

// A Box is a type in a diagram.
type Box struct {
	X, Y, W, H int
	Title      string
	Note       string // above the title, as in «interface»
	Rows       []BoxRow
	Rules      []int // where the lines that divide the box are

	source    *design.Type
	columnEnd int // where the widest box of the column ends
}

// A BoxRow is a field or method in a box.
type BoxRow struct {
	X, Y    int
	Text    string
	Full    string // the text before it was cut
	Private bool

	uses []string // the types of the package that are named in it
}

// Draw draws the types of a design. The left column has the exported types, the next column has the types that they are
// made of, and so on.
func Draw(d *design.Design) Diagram {
	var g Diagram
	boxes := make(map[string]*Box)
	x := margin
	for _, column := range columns(d) {
		for _, t := range column {
			box := newBox(t)
			boxes[t.Name] = box
			g.Boxes = append(g.Boxes, box)
		}
		placed := g.Boxes[len(g.Boxes)-len(column):]
		x += stack(placed, boxes, x) + columnGap
	}
	for _, box := range g.Boxes {
		g.Width, g.Height = max(g.Width, box.X+box.W+columnGap/2), max(g.Height, box.Y+box.H+margin)
		g.Arrows = append(g.Arrows, arrows(box, boxes)...)
	}
	return g
}

// columns sorts the types of a design by how many arrows lead from an exported type to them.
func columns(d *design.Design) [][]*design.Type {
	types := d.Connected()
	seen := make(map[*design.Type]bool)
	column := pick(types, seen, func(t *design.Type) bool { return t.Exported() && !t.Shared })
	var all [][]*design.Type
	for len(seen) < len(types) || len(column) > 0 {
		if len(column) == 0 { // no earlier type uses the remaining ones
			column = pick(types, seen, func(*design.Type) bool { return true })
		}
		all = append(all, column)
		users := column
		column = pick(types, seen, func(t *design.Type) bool {
			return slices.ContainsFunc(users, func(u *design.Type) bool { return slices.Contains(u.Uses(), t.Name) })
		})
	}
	return all
}

// pick returns the wanted types that were not seen before.
func pick(types []*design.Type, seen map[*design.Type]bool, wanted func(*design.Type) bool) []*design.Type {
	var picked []*design.Type
	for _, t := range types {
		if !seen[t] && wanted(t) {
			seen[t] = true
			picked = append(picked, t)
		}
	}
	return picked
}

// stack places the boxes of a column below one another, and returns the width of the column. The box to which the
// uppermost arrow leads comes first.
func stack(column []*Box, boxes map[string]*Box, x int) (width int) {
	slices.SortStableFunc(column, func(a, b *Box) int { return cmp.Compare(highestUse(a, boxes), highestUse(b, boxes)) })
	y := margin
	for _, box := range column {
		box.move(x, y)
		y += box.H + boxGap
		width = max(width, box.W)
	}
	for _, box := range column {
		box.columnEnd = x + width
	}
	return width
}

// highestUse returns the place of the uppermost row that names the box's type, among the boxes that have a place.
func highestUse(box *Box, boxes map[string]*Box) int {
	highest := 1 << 30
	for _, other := range boxes {
		for _, row := range other.Rows {
			if other.X > 0 && slices.Contains(row.uses, box.source.Name) {
				highest = min(highest, row.Y)
			}
		}
	}
	return highest
}

// newBox returns the box of a type, without a place.
func newBox(t *design.Type) *Box {
	box := &Box{Title: t.Title(), source: t}
	switch {
	case t.Shared:
		box.Note = "given"
	case t.Kind == "interface":
		box.Note = "interface"
	}
	chars := utf8.RuneCountInString(box.Title)
	if box.Note != "" {
		chars += 2 + utf8.RuneCountInString(box.Note)
	}
	for _, f := range t.Fields {
		box.add(fieldText(f), !isExported(f.Name), f.Uses)
	}
	for _, m := range t.Methods {
		box.add(m.Name+m.Signature, !isExported(m.Name), nil)
	}
	for _, row := range box.Rows {
		chars = max(chars, utf8.RuneCountInString(row.Text))
	}
	box.W = chars*charWidth + 2*padding
	box.H = lineHeight*(1+len(box.Rows)) + 2*padding
	if len(t.Fields) > 0 && len(t.Methods) > 0 {
		box.H += padding
	}
	return box
}

func (b *Box) add(text string, private bool, uses []string) {
	b.Rows = append(b.Rows, BoxRow{Text: cut(text), Full: text, Private: private, uses: uses})
}

// cut returns text, or only its beginning if it is long.
func cut(text string) string {
	if runes := []rune(text); len(runes) > maxChars {
		return string(runes[:maxChars-1]) + "…"
	}
	return text
}

func fieldText(f design.Field) string {
	if f.Name == "" {
		return f.Type
	}
	return f.Name + " " + f.Type
}

func isExported(name string) bool { return name != "" && name[0] >= 'A' && name[0] <= 'Z' }

// move sets the place of the box and of its content.
func (b *Box) move(x, y int) {
	b.X, b.Y = x, y
	y += padding + lineHeight
	for i := range b.Rows {
		if i == 0 || i == len(b.source.Fields) {
			b.Rules = append(b.Rules, y+2)
			y += padding * min(i+1, 2) / 2
		}
		y += lineHeight
		b.Rows[i].X, b.Rows[i].Y = x+padding, y-4
	}
}

// arrows returns the arrows that begin at the box.
func arrows(from *Box, boxes map[string]*Box) []string {
	var paths []string
	for _, row := range from.Rows {
		for _, name := range row.uses {
			if to := boxes[name]; to != nil {
				paths = append(paths, arrow(from, row, to))
			}
		}
	}
	return paths
}

// arrow returns an arrow from an end of a row to the box of a type, whose column may be to the right, to the left, or
// the same. The arrow bends between the columns, so that it does not cross the boxes in them.
func arrow(from *Box, row BoxRow, to *Box) string {
	x1, leave, bend1 := from.End(), from.columnEnd, columnGap/2
	x2, enter, bend2 := to.X-2, to.X-2-straight, -columnGap/2
	if to.X <= from.X {
		x2, enter, bend2 = to.End()+2, to.columnEnd+2+straight, columnGap/2
	}
	if to.X < from.X {
		x1, leave, bend1 = from.X, from.X, -columnGap/2
	}
	y1, y2 := row.Y-4, to.Y+padding+lineHeight/2
	return fmt.Sprintf("M%d %d H%d C%d %d %d %d %d %d H%d", x1, y1, leave, leave+bend1, y1, enter+bend2, y2, enter, y2, x2)
}

// The places that the template needs.

// TitleX returns where the title begins.
func (b *Box) TitleX() int { return b.X + padding }

// TitleY returns the line that the title stands on.
func (b *Box) TitleY() int { return b.Y + padding + lineHeight - 4 }

// Right returns where the box ends, without its padding.
func (b *Box) Right() int { return b.X + b.W - padding }

// End returns where the box ends.
func (b *Box) End() int { return b.X + b.W }
