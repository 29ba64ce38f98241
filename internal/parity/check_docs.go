package parity

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/doc"
	"go/format"
	"go/token"
	"maps"
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"
)

// A declaration is an exported declaration of a package.
type declaration struct {
	at   string   // file and line
	text []string // the lines of the declaration, then those of its comments
}

// sameDocs compares the exported declarations and comments of the two variants, as readers see them.
func sameDocs(q exercise) ([]string, error) {
	ours, err := exported(q, stub)
	if err != nil {
		return nil, err
	}
	theirs, err := exported(q, reference)
	if err != nil {
		return nil, err
	}
	var problems []string
	names := slices.AppendSeq(slices.Collect(maps.Keys(ours)), maps.Keys(theirs))
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		problems = append(problems, compareDocs(q, name, ours, theirs)...)
	}
	return problems, nil
}

func compareDocs(q exercise, name string, ours, theirs map[string]declaration) []string {
	our, inStub := ours[name]
	their, inReference := theirs[name]
	switch {
	case !inReference:
		return []string{fmt.Sprintf("only the stub exports %s (%s). Start its name with a small letter, "+
			"or declare it in %s/reference.go with the same comment.", name, our.at, q.Name)}
	case !inStub:
		return []string{fmt.Sprintf("only the reference exports %s (%s). Declare it in %s/stub.go with the same comment, "+
			"or start its name with a small letter.", name, their.at, q.Name)}
	}
	wholeLines := cmp.Comparer(func(x, y string) bool { return x == y }) // no diff within a line
	diff := cmp.Diff(our.text, their.text, wholeLines)
	if diff == "" {
		return nil
	}
	return []string{fmt.Sprintf("%s is not the same in the two variants (-stub +reference):\n%s"+
		"Edit %s to agree with %s, or the other way round. "+
		"If you are solving the question, leave the declarations and comments of stub.go as they were.",
		name, diff, our.at, their.at)}
}

// exported returns what a variant exports, by name: New, Map, Map.Put.
func exported(q exercise, v variant) (map[string]declaration, error) {
	fset := token.NewFileSet()
	files, err := q.parse(fset, v)
	if err != nil {
		return nil, err
	}
	pkg, err := doc.NewFromFiles(fset, files, modulePath+"/"+q.Name)
	if err != nil {
		return nil, err
	}
	d := documented{fset: fset, decls: make(map[string]declaration)}
	d.addPackage(pkg)
	return d.decls, nil
}

// documented collects the declarations of a package.
type documented struct {
	fset  *token.FileSet
	decls map[string]declaration
}

func (d documented) addPackage(pkg *doc.Package) {
	d.addValues(pkg.Consts, pkg.Vars)
	d.addFuncs("", pkg.Funcs)
	for _, t := range pkg.Types {
		d.add(t.Name, t.Decl, t.Doc)
		d.addValues(t.Consts, t.Vars)
		d.addFuncs("", t.Funcs)
		d.addFuncs(t.Name+".", t.Methods)
	}
}

// addValues adds each group of constants or variables under the names in it.
func (d documented) addValues(values ...[]*doc.Value) {
	for _, v := range slices.Concat(values...) {
		d.add(strings.Join(v.Names, ", "), v.Decl, v.Doc)
	}
}

func (d documented) addFuncs(prefix string, funcs []*doc.Func) {
	for _, f := range funcs {
		d.add(prefix+f.Name, f.Decl, f.Doc)
	}
}

func (d documented) add(name string, decl ast.Decl, comment string) {
	comments := append([]string{comment}, strip(decl)...)
	text := layout(decl) + "\n\n" + strings.Join(comments, "\n")
	d.decls[name] = declaration{at: at(d.fset, decl.Pos()), text: strings.Split(strings.TrimSpace(text), "\n")}
}

// strip removes from decl what readers do not see, such as the name of a receiver. It also removes the comments
// inside, which it returns.
func strip(decl ast.Decl) (comments []string) {
	take := func(names []*ast.Ident, groups ...**ast.CommentGroup) {
		for _, group := range groups {
			if *group != nil {
				comments = append(comments, fmt.Sprintf("%v: %s", names, (*group).Text()))
				*group = nil
			}
		}
	}
	ast.Inspect(decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			n.Doc, n.Body = nil, nil
			stripReceiver(n)
		case *ast.GenDecl:
			n.Doc = nil
		case *ast.ValueSpec:
			take(n.Names, &n.Doc, &n.Comment)
		case *ast.TypeSpec:
			take([]*ast.Ident{n.Name}, &n.Doc, &n.Comment)
		case *ast.Field:
			take(n.Names, &n.Doc, &n.Comment)
		case *ast.StructType:
			n.Incomplete = false
		case *ast.InterfaceType:
			n.Incomplete = false
		}
		return true
	})
	return comments
}

func stripReceiver(f *ast.FuncDecl) {
	if f.Recv != nil {
		f.Recv.List[0].Names = nil
	}
}

// layout prints node. It gives the printer an empty file set, so that the result does not depend on line breaks in
// the source.
func layout(node ast.Node) string {
	var b bytes.Buffer
	if err := format.Node(&b, token.NewFileSet(), node); err != nil {
		panic(err) // node was parsed
	}
	return b.String()
}
