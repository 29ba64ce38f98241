package judge

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ast/astutil"
	"golang.org/x/tools/txtar"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/question"
)

// A Stage is a right design as it would be when a step has just passed, and the steps above are still to come. The
// archive stages.txtar says how a stage is made of the one above it, which for the last but one is the whole design.
type Stage struct {
	Design string            // "reference", or a design's name
	Step   int               // the last that passes
	Files  map[string][]byte // by name
}

// stagesFile is the archive's name.
const stagesFile = "stages.txtar"

// Overlay returns the overlay that makes the stage the learner's code of q.
func (s Stage) Overlay(q question.Question) (gotest.Overlay, error) {
	if s.Design != "reference" {
		return wholeOverlay(q, s.Files[s.Design+".go"])
	}
	files := make(map[string][]byte)
	for name, text := range s.Files {
		var err error
		if files[name], err = asStub(q.Path(name), string(text)); err != nil {
			return nil, err
		}
	}
	return gotest.InPlaceOfLearners(q, files)
}

// Stage returns the poor design as it would be when a step has just passed, or an error if its edits are about code of a
// later step. Stages are those of the right designs, each complete design before its lower stages.
func (c Candidate) Stage(stages []Stage, step int) (Stage, error) {
	s := Stage{Design: strings.TrimPrefix(c.Name, "poor/"), Step: step}
	if len(c.Edits) == 0 {
		return s, fmt.Errorf("%s is a whole solution, and has no earlier stage", c.Name)
	}
	base := "reference"
	if file := c.Edits[0].File; isWhole(file) {
		base = strings.TrimSuffix(path.Base(file), ".go")
	}
	var complete map[string][]byte
	for _, of := range stages {
		switch {
		case of.Design != base:
		case complete == nil:
			complete = of.Files
		case of.Step == step:
			s.Files = maps.Clone(of.Files)
		}
	}
	for _, e := range c.Edits {
		name := path.Base(e.File)
		edited, err := e.apply(string(s.Files[name]))
		if err != nil {
			return s, err
		}
		if s.Files[name], err = importing(name, []byte(edited), complete[name]); err != nil {
			return s, err
		}
	}
	return s, nil
}

// importing returns a file with the imports of another one that it uses and does not have.
func importing(name string, text, other []byte) ([]byte, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, text, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	from, err := parser.ParseFile(fset, name, other, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	for _, spec := range from.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil || !uses(file, importName(spec, imported)) {
			continue
		}
		given := ""
		if spec.Name != nil {
			given = spec.Name.Name
		}
		astutil.AddNamedImport(fset, file, given, imported)
	}
	var b strings.Builder
	if err := format.Node(&b, fset, file); err != nil {
		return nil, err
	}
	return []byte(b.String()), nil
}

// AsLearners returns the files of the stage with names under which they can stand beside the reference's, as the code of
// a learner.
func (s Stage) AsLearners() (map[string][]byte, error) {
	files := make(map[string][]byte)
	for name, text := range s.Files {
		rest, isReference := strings.CutPrefix(name, "reference")
		if !isReference {
			files["stub.go"] = text // a design is one file
			continue
		}
		name := "solution" + rest
		if rest == ".go" {
			name = "stub.go"
		}
		var err error
		if files[name], err = asStub(name, string(text)); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// LoadStages returns the stages of a question that has so many steps, the reference's first: for each design the complete
// one, and then those below it, down to the lowest that the archive has.
func LoadStages(q question.Question, steps int) ([]Stage, error) {
	archive := filepath.Join(Dir(q), stagesFile)
	text, err := question.ReadText(archive)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	edits, err := readStages(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", archive, err)
	}
	var stages []Stage
	rank := map[string]int{"reference": -1} // before the designs
	byRank := func(a, b string) int { return cmp.Or(rank[a]-rank[b], strings.Compare(a, b)) }
	for _, design := range slices.SortedFunc(maps.Keys(edits), byRank) {
		files, err := wholeDesign(q, design)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", archive, err)
		}
		stages = append(stages, Stage{Design: design, Step: steps, Files: files})
		for step := steps - 1; edits[design][step] != nil; step-- {
			e := edits[design][step]
			delete(edits[design], step)
			if files, err = e.apply(files); err != nil {
				return nil, fmt.Errorf("%s: step %d of %s: %w", archive, step, design, err)
			}
			stages = append(stages, Stage{design, step, files})
		}
		for step := range edits[design] {
			return nil, fmt.Errorf("%s: step %d of %s: there is no stage of the step above it", archive, step, design)
		}
	}
	return stages, nil
}

// A stageEdit makes a stage of the one above it.
type stageEdit struct {
	remove []string // functions, types, fields and the like: those of the contract stay, unwritten
	edits  []Edit
}

// readStages reads the archive. Its members are called step6/reference.go, or step6/designs/chaining.go, for edits in the
// form of the bank's, and step6/remove, or step6/designs/chaining.go/remove, for names.
func readStages(text string) (map[string]map[int]*stageEdit, error) {
	all := make(map[string]map[int]*stageEdit)
	archive := txtar.Parse([]byte(text))
	line := 1 + strings.Count(string(archive.Comment), "\n")
	for _, member := range archive.Files {
		line++ // of its first text
		folder, file, _ := strings.Cut(member.Name, "/")
		step, ok := stepNumber(folder)
		if !ok || file == "" {
			return nil, fmt.Errorf("line %d: -- %s -- is not of the form -- step6/reference.go -- or -- step6/remove --", line-1, member.Name)
		}
		file, isList := strings.CutSuffix(file, "remove")
		file = strings.TrimSuffix(file, "/")
		design := "reference"
		if isWhole(file) {
			design = strings.TrimSuffix(filepath.Base(file), ".go")
		}
		if all[design] == nil {
			all[design] = make(map[int]*stageEdit)
		}
		if all[design][step] == nil {
			all[design][step] = new(stageEdit)
		}
		e := all[design][step]
		if isList {
			e.remove = append(e.remove, strings.Fields(string(member.Data))...)
		} else {
			var c Candidate
			if err := c.parseEdits(filepath.Base(file), string(member.Data), line); err != nil {
				return nil, err
			}
			e.edits = append(e.edits, c.Edits...)
		}
		line += strings.Count(string(member.Data), "\n")
	}
	return all, nil
}

// wholeDesign returns the files of the reference, or of a design.
func wholeDesign(q question.Question, design string) (map[string][]byte, error) {
	files := make(map[string][]byte)
	if design != "reference" {
		s, err := q.FindDesign(design)
		if err != nil {
			return nil, err
		}
		return map[string][]byte{design + ".go": s.Design.Text}, nil
	}
	names, err := referenceFiles(q)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		text, err := question.ReadText(q.Path(name))
		if err != nil {
			return nil, err
		}
		files[name] = []byte(text)
	}
	return files, nil
}

// apply returns files with the edits made, and without the declarations to be removed and the imports that are no
// longer used.
func (e *stageEdit) apply(files map[string][]byte) (map[string][]byte, error) {
	next := maps.Clone(files)
	for _, edit := range e.edits {
		text, ok := next[edit.File]
		if !ok {
			return nil, fmt.Errorf("line %d: there is no file %s", edit.Line, edit.File)
		}
		edited, err := edit.apply(string(text))
		if err != nil {
			return nil, err
		}
		next[edit.File] = []byte(edited)
	}
	open := make(map[string]bool)
	for _, name := range e.remove {
		open[name] = true
	}
	for name, text := range next {
		text, err := without(name, text, open)
		if err != nil {
			return nil, err
		}
		if next[name] = text; text == nil {
			delete(next, name)
		}
	}
	if len(open) > 0 {
		return nil, fmt.Errorf("nothing to remove is called %s", strings.Join(slices.Sorted(maps.Keys(open)), ", "))
	}
	return next, nil
}

// without returns a file without the declarations that are called so, which it takes out of names, or nil if nothing is
// left in it. An exported function or method keeps its head: the contract asks for it.
func without(name string, text []byte, names map[string]bool) ([]byte, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, text, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	var cuts []cut
	at := func(pos token.Pos) int { return fset.Position(pos).Offset }
	take := func(name string, doc *ast.CommentGroup, node ast.Node) {
		if !names[name] {
			return
		}
		delete(names, name)
		from := node.Pos()
		if doc != nil {
			from = doc.Pos()
		}
		cuts = append(cuts, wholeLines(text, at(from), at(node.End())))
	}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			full := question.FuncName(d)
			if receiver := question.ReceiverType(d); names[full] && d.Name.IsExported() && (receiver == "" || ast.IsExported(receiver)) {
				delete(names, full)
				cuts = append(cuts, cut{at(d.Body.Pos()), at(d.Body.End()), fmt.Sprintf("{\n\tpanic(%q)\n}", "not implemented: "+full)})
			} else {
				take(full, d.Doc, d)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				whole, doc := ast.Node(spec), (*ast.CommentGroup)(nil)
				if !d.Lparen.IsValid() {
					whole, doc = d, d.Doc
				}
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					if s, ok := spec.Type.(*ast.StructType); ok {
						for _, field := range s.Fields.List {
							if len(field.Names) == 1 {
								take(spec.Name.Name+"."+field.Names[0].Name, field.Doc, withComment(field, field.Comment))
							}
						}
					}
					if doc == nil {
						doc = spec.Doc
					}
					take(spec.Name.Name, doc, whole)
				case *ast.ValueSpec:
					if doc == nil {
						doc = spec.Doc
					}
					if len(spec.Names) == 1 {
						take(spec.Names[0].Name, doc, withComment(whole, spec.Comment))
					}
				}
			}
		}
	}
	return cutOut(name, text, cuts)
}

// withComment returns a node that ends where the comment on its line does.
func withComment(n ast.Node, comment *ast.CommentGroup) ast.Node {
	if comment == nil {
		return n
	}
	return &ast.CommentGroup{List: []*ast.Comment{{Slash: n.Pos(), Text: strings.Repeat(" ", int(comment.End()-n.Pos()))}}}
}

// wholeLines returns the cut of a part of a text, with what is then left of its lines if that is white space alone.
func wholeLines(text []byte, from, to int) cut {
	begin, end := from, to
	for begin > 0 && (text[begin-1] == ' ' || text[begin-1] == '\t') {
		begin--
	}
	for end < len(text) && (text[end] == ' ' || text[end] == '\t') {
		end++
	}
	if (begin == 0 || text[begin-1] == '\n') && (end == len(text) || text[end] == '\n') {
		return cut{begin, min(end+1, len(text)), ""}
	}
	return cut{from, to, ""}
}

// A cut replaces a part of a text.
type cut struct {
	from, to int
	by       string
}

// cutOut makes the cuts, and removes the imports that are no longer used.
func cutOut(name string, text []byte, cuts []cut) ([]byte, error) {
	slices.SortFunc(cuts, func(a, b cut) int { return b.from - a.from })
	for _, c := range cuts {
		text = slices.Concat(text[:c.from], []byte(c.by), text[c.to:])
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, text, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	for _, spec := range slices.Clone(file.Imports) {
		if imported, err := strconv.Unquote(spec.Path.Value); err == nil && !uses(file, importName(spec, imported)) {
			astutil.DeleteImport(fset, file, imported)
		}
	}
	file.Decls = slices.DeleteFunc(file.Decls, func(d ast.Decl) bool {
		group, ok := d.(*ast.GenDecl)
		return ok && len(group.Specs) == 0
	})
	if len(file.Decls) == 0 {
		return nil, nil
	}
	var b strings.Builder
	if err := format.Node(&b, fset, file); err != nil {
		return nil, err
	}
	return []byte(b.String()), nil
}

// importName returns the name of an imported package: that of the last part of its path that is no version.
func importName(spec *ast.ImportSpec, importPath string) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	name := path.Base(importPath)
	if number, ok := strings.CutPrefix(name, "v"); ok {
		if _, err := strconv.Atoi(number); err == nil {
			name = path.Base(path.Dir(importPath))
		}
	}
	return name
}

// uses reports whether a file has a selector of the package of that name.
func uses(file *ast.File, name string) bool {
	found := false
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok && x.Name == name {
				found = true
			}
		}
		return !found
	})
	return found
}
