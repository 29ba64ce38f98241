package grade

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/kit/grade/submission"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// A declaration is an exported one of a type, a function or a method.
type declaration struct {
	name   string   // such as Map or Map.Put
	params []string // its type parameters, as it calls them
	text   string   // it without the names of parameters
	open   bool     // it is a type that may have the methods of others
	where  string   // file and line
}

// differences returns the declarations in which the files differ from the shipped stub. It compares them as text, so
// Go may accept a difference. Call it only if the code does not compile.
func differences(q question.Question, files map[string][]byte, shown string) []string {
	stub, err := workspace.ShippedStub(q)
	if err != nil {
		return nil
	}
	wanted := declarations("stub.go", stub, nil)
	var all []declaration
	for name, text := range files {
		all = append(all, declarations(filepath.ToSlash(filepath.Join(shown, name)), text, wanted)...)
	}
	var found []string
	for _, want := range wanted {
		got := findDeclaration(all, want.name)
		receiver, _, isMethod := strings.Cut(want.name, ".")
		of := findDeclaration(all, receiver)
		switch {
		case got != nil && got.text != want.text:
			found = append(found, fmt.Sprintf("%s: it declares %s, but the stub declares %s", got.where, got.text, want.text))
		case got != nil:
		case !isMethod:
			found = append(found, fmt.Sprintf("%s is missing: the stub declares it", want.text))
		case of == nil && findDeclaration(wanted, receiver) != nil: // its type was said to be missing
		case of == nil || !of.open:
			found = append(found, fmt.Sprintf("%s has no method %s: the stub declares it", receiver, want.text))
		}
	}
	return found
}

func findDeclaration(list []declaration, name string) *declaration {
	if i := slices.IndexFunc(list, func(d declaration) bool { return d.name == name }); i >= 0 {
		return &list[i]
	}
	return nil
}

// declarations returns the exported declarations of a file, in order, with the type parameters renamed as in like.
func declarations(path string, text []byte, like []declaration) []declaration {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", text, parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	var found []declaration
	add := func(d declaration, node ast.Node, text func() string) {
		rename := make(map[string]string)
		if same := findDeclaration(like, d.name); same != nil {
			both := min(len(same.params), len(d.params))
			for i, param := range d.params[:both] {
				if !slices.Contains(d.params[both:], same.params[i]) { // one parameter too many may have that name
					rename[param] = same.params[i]
				}
			}
		}
		plain(file, node, rename)
		d.text = strings.ReplaceAll(text(), "interface{}", "any")
		d.where = fmt.Sprintf("%s:%d", path, fset.Position(node.Pos()).Line)
		found = append(found, d)
	}
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			d := declaration{name: decl.Name.Name, params: paramNames(decl.Type.TypeParams)}
			before := "func "
			if decl.Recv.NumFields() > 0 {
				var receiver []string // the type, and what it calls its type parameters
				ast.Inspect(decl.Recv.List[0].Type, func(n ast.Node) bool {
					if ident, ok := n.(*ast.Ident); ok {
						receiver = append(receiver, ident.Name)
					}
					return true
				})
				d.name, d.params, before = receiver[0]+"."+d.name, receiver[1:], ""
			}
			if ast.IsExported(d.name) && decl.Name.IsExported() {
				add(d, decl.Type, func() string {
					signature := types.ExprString(&ast.FuncType{Params: decl.Type.Params, Results: decl.Type.Results})
					return before + decl.Name.Name + typeParams(decl.Type.TypeParams) + strings.TrimPrefix(signature, "func")
				})
			}
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				spec, ok := spec.(*ast.TypeSpec)
				if !ok || !spec.Name.IsExported() {
					continue
				}
				d := declaration{name: spec.Name.Name, params: paramNames(spec.TypeParams), open: true}
				if s, ok := spec.Type.(*ast.StructType); ok && !spec.Assign.IsValid() {
					d.open = slices.ContainsFunc(s.Fields.List, func(f *ast.Field) bool { return len(f.Names) == 0 })
				}
				add(d, spec, func() string { return "type " + spec.Name.Name + typeParams(spec.TypeParams) })
			}
		}
	}
	return found
}

func paramNames(list *ast.FieldList) []string {
	var names []string
	if list != nil {
		for _, field := range list.List {
			for _, name := range field.Names {
				names = append(names, name.Name)
			}
		}
	}
	return names
}

// typeParams returns a list of type parameters as it is written.
func typeParams(list *ast.FieldList) string {
	if list == nil {
		return ""
	}
	var params []string
	for _, field := range list.List {
		params = append(params, strings.Join(paramNames(&ast.FieldList{List: []*ast.Field{field}}), ", ")+" "+types.ExprString(field.Type))
	}
	return "[" + strings.Join(params, ", ") + "]"
}

// plain changes the names in a declaration: packages get their own names, type parameters the names in rename, and
// parameters of functions get no names.
func plain(file *ast.File, node ast.Node, rename map[string]string) {
	ast.Inspect(node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncType:
			unname(n.Params)
			unname(n.Results)
		case *ast.SelectorExpr:
			for _, spec := range file.Imports {
				if ident, ok := n.X.(*ast.Ident); ok && spec.Name != nil && spec.Name.Name == ident.Name {
					ident.Name = submission.PackageName(spec)
				}
			}
			return false
		case *ast.Ident:
			if name, ok := rename[n.Name]; ok {
				n.Name = name
			}
		}
		return true
	})
}

// unname removes the names of the parameters in a list.
func unname(list *ast.FieldList) {
	if list == nil {
		return
	}
	var fields []*ast.Field
	for _, field := range list.List {
		for range max(1, len(field.Names)) {
			fields = append(fields, &ast.Field{Type: field.Type})
		}
	}
	list.List = fields
}
