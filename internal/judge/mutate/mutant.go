package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/question"
)

// mutant is a small mechanical change to the reference.
type mutant struct {
	id
	line       int
	start, end int // the bytes of the file that text replaces
	text       string
}

// id identifies a mutant. It stays the same when other parts of the file change.
type id struct {
	file     string // as in reference.go
	function string // as in Map.Put, or the constant, variable or type it is in
	source   string // the line of the file, trimmed
	change   string // as in `<` -> `<=`
	nth      int    // from 1, among those that are otherwise the same
}

// String returns the id in the form of the first line of an entry of the list.
func (d id) String() string {
	s := d.file + " " + d.function + " " + d.change
	if d.nth > 1 {
		s += fmt.Sprintf(" (%d)", d.nth)
	}
	return s
}

// apply returns src with the change made.
func (m mutant) apply(src string) string { return src[:m.start] + m.text + src[m.end:] }

// mutants returns the mutants of a file in the order of its text.
func mutants(file, src string) ([]mutant, error) {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, file, src, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	f := &finder{file: filepath.Base(file), src: src, pos: fset.File(tree.Pos()), quiet: map[ast.Node]bool{}}
	for _, d := range tree.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			f.function = question.FuncName(d)
			f.find(d)
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				f.function = specName(spec)
				f.find(spec)
			}
		}
	}
	slices.SortStableFunc(f.found, func(a, b mutant) int { return a.start - b.start })
	number(f.found)
	return f.found, nil
}

// number sets the field nth of the mutants, which must be in the order of the text.
func number(all []mutant) {
	seen := map[id]int{}
	for i := range all {
		seen[all[i].id]++
		all[i].nth = seen[all[i].id]
	}
}

func specName(spec ast.Spec) string {
	switch s := spec.(type) {
	case *ast.ValueSpec:
		return s.Names[0].Name
	case *ast.TypeSpec:
		return s.Name.Name
	}
	return "import"
}

// finder collects the mutants of a file.
type finder struct {
	file, src string
	pos       *token.File
	function  string            // the function that is searched
	quiet     map[ast.Node]bool // nodes whose change would repeat another mutant
	found     []mutant
}

// add adds the mutant that has text in place of the bytes from start to end.
func (f *finder) add(start, end token.Pos, text, change string) {
	line := f.pos.Line(start)
	first := f.pos.Offset(f.pos.LineStart(line))
	source, _, _ := strings.Cut(f.src[first:], "\n")
	f.found = append(f.found, mutant{
		id:    id{file: f.file, function: f.function, source: strings.TrimSpace(source), change: change},
		line:  line,
		start: f.pos.Offset(start), end: f.pos.Offset(end),
		text: text,
	})
}

// replace adds the mutant that has text in place of the code from start to end.
func (f *finder) replace(start, end token.Pos, text string) {
	f.add(start, end, text, fmt.Sprintf("`%s` -> `%s`", f.code(start, end), text))
}

func (f *finder) code(start, end token.Pos) string {
	return f.src[f.pos.Offset(start):f.pos.Offset(end)]
}

func oneLine(code string) string { return strings.Join(strings.Fields(code), " ") }
