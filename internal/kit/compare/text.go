package compare

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/oodkit/oodkit/internal/kit/compare/design"
	"github.com/oodkit/oodkit/internal/kit/compare/page"
	"github.com/oodkit/oodkit/internal/kit/report"
)

// printDesigns prints the counts of both designs and then their types, side by side.
func (r *comparison) printDesigns(width int) {
	fmt.Fprintf(r.w, "%s: your design and %s\n\n", r.q.Name, r.page.Other)
	printFigures(r.w, append([]page.Figure{{Mine: "yours", Theirs: r.page.OtherShort}}, r.page.Steps...))
	fmt.Fprintln(r.w)
	printFigures(r.w, r.page.Figures)
	fmt.Fprintln(r.w)
	column := (width - report.Gutter) / 2
	r.printSides(column, []string{"yours", "─────"}, []string{r.page.OtherShort, strings.Repeat("─", ansi.StringWidth(r.page.OtherShort))})
	for _, pair := range pairTypes(r.mine.design, r.other.design) {
		r.printSides(column, typeLines(pair[0]), typeLines(pair[1]))
	}
	r.printSides(column, functionLines(r.mine.design), functionLines(r.other.design))
}

// printFigures prints a table of both designs.
func printFigures(w io.Writer, figures []page.Figure) {
	const least = 22
	name, mine := least, least
	for _, f := range figures {
		name, mine = max(name, ansi.StringWidth(f.Name)), max(mine, ansi.StringWidth(f.Mine))
	}
	for _, f := range figures {
		fmt.Fprintf(w, "  %s  %s  %s\n", report.PadTo(f.Name, name), report.PadTo(f.Mine, mine), f.Theirs)
	}
}

// printSides prints lines of one design beside lines of the other.
func (r *comparison) printSides(column int, mine, theirs []string) {
	if len(mine)+len(theirs) == 0 {
		return
	}
	left := lipgloss.NewStyle().Width(column + report.Gutter).Render(strings.Join(report.Wrap(mine, column), "\n"))
	sides := lipgloss.JoinHorizontal(lipgloss.Top, left, strings.Join(report.Wrap(theirs, column), "\n"))
	for line := range strings.SplitSeq(sides, "\n") {
		fmt.Fprintln(r.w, strings.TrimRight(line, " "))
	}
	fmt.Fprintln(r.w)
}

// pairTypes returns pairs of types of both designs. The types that have the same name in both come first, then the
// others in order. If one design has no more types, its elements are nil.
func pairTypes(mine, theirs *design.Design) [][2]*design.Type {
	var pairs [][2]*design.Type
	var alone, others []*design.Type
	for _, t := range mine.Types {
		if other := find(theirs.Types, t.Name); other != nil {
			pairs = append(pairs, [2]*design.Type{t, other})
		} else {
			alone = append(alone, t)
		}
	}
	for _, t := range theirs.Types {
		if find(mine.Types, t.Name) == nil {
			others = append(others, t)
		}
	}
	for i := range max(len(alone), len(others)) {
		pairs = append(pairs, [2]*design.Type{at(alone, i), at(others, i)})
	}
	return pairs
}

func find(types []*design.Type, name string) *design.Type {
	if i := slices.IndexFunc(types, func(t *design.Type) bool { return t.Name == name }); i >= 0 {
		return types[i]
	}
	return nil
}

func at(types []*design.Type, i int) *design.Type {
	if i < len(types) {
		return types[i]
	}
	return nil
}

// typeLines returns the lines about a type: its fields, the names of the methods that the contract asks for, and the
// other methods.
func typeLines(t *design.Type) []string {
	if t == nil {
		return nil
	}
	lines := []string{strings.TrimRight("type "+t.Title()+" "+t.Kind, " ")}
	width := 0
	for _, f := range t.Fields {
		width = max(width, len(f.Name))
	}
	for _, f := range t.Fields {
		lines = append(lines, "  "+strings.TrimLeft(report.PadTo(f.Name, width)+"  "+f.Type, " "))
	}
	return append(lines, methodLines(t.Methods)...)
}

// methodLines returns a line for the names of exported functions, and one for each other.
func methodLines(functions []*design.Func) []string {
	var names, lines []string
	for _, f := range functions {
		if f.Exported() {
			names = append(names, f.Name)
		} else {
			lines = append(lines, "  "+f.Name+f.Signature)
		}
	}
	if len(names) > 0 {
		lines = append([]string{"  " + strings.Join(names, ", ")}, lines...)
	}
	return lines
}

// functionLines returns the lines about the functions that are not methods.
func functionLines(d *design.Design) []string {
	functions := slices.DeleteFunc(slices.Clone(d.Funcs), func(f *design.Func) bool { return f.Receiver != "" })
	if len(functions) == 0 {
		return nil
	}
	return append([]string{"functions"}, methodLines(functions)...)
}
