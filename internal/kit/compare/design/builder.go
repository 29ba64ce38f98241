package design

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/question"
)

// A builder makes a design from files.
type builder struct {
	files  *token.FileSet
	design *Design
}

func newBuilder() *builder {
	return &builder{token.NewFileSet(), &Design{types: make(map[string]*Type)}}
}

// read adds the declarations of a file. If both variants share the file, it adds only the types.
func (b *builder) read(path string, shared bool) error {
	s, err := parse(b.files, path)
	if err != nil {
		return err
	}
	if !shared {
		b.design.Files = append(b.design.Files, s.name)
		b.design.Lines += len(s.code)
	}
	for _, d := range s.file.Decls {
		switch d := d.(type) {
		case *ast.GenDecl:
			b.general(s, d, shared)
		case *ast.FuncDecl:
			if !shared {
				b.function(s, d)
			}
		}
	}
	return nil
}

// general adds a declaration of types, variables or constants.
func (b *builder) general(s source, d *ast.GenDecl, shared bool) {
	if d.Tok == token.IMPORT {
		return
	}
	for _, spec := range d.Specs {
		if spec, ok := spec.(*ast.TypeSpec); ok {
			b.typeSpec(spec, shared)
		}
	}
	if !shared {
		b.decl(s, d.Tok.String()+" "+specNames(d), d.Doc, d)
	}
}

// specNames returns the names that are declared.
func specNames(d *ast.GenDecl) string {
	var names []string
	for _, spec := range d.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			names = append(names, spec.Name.Name)
		case *ast.ValueSpec:
			for _, name := range spec.Names {
				names = append(names, name.Name)
			}
		}
	}
	return strings.Join(names, ", ")
}

// decl adds a declaration. It leaves out the comment above an exported one: that is the contract, which both variants
// have.
func (b *builder) decl(s source, name string, doc *ast.CommentGroup, d ast.Node) {
	from, to := b.offset(d.Pos()), b.offset(d.End())
	if words := strings.Fields(name); doc != nil && !ast.IsExported(lastName(words[len(words)-1])) {
		from = b.offset(doc.Pos())
	}
	b.design.Decls = append(b.design.Decls, Decl{name, string(s.text[from:to])})
}

// lastName returns Put of Map.Put.
func lastName(name string) string { return name[strings.LastIndex(name, ".")+1:] }

func (b *builder) offset(pos token.Pos) int { return b.files.Position(pos).Offset }

func (b *builder) line(pos token.Pos) int { return b.files.Position(pos).Line }

// function adds a function or method.
func (b *builder) function(s source, d *ast.FuncDecl) {
	f := &Func{
		Name:      d.Name.Name,
		Receiver:  question.ReceiverType(d),
		Signature: strings.TrimPrefix(types.ExprString(d.Type), "func"),
		Lines:     s.countLines(b.line(d.Pos()), b.line(d.End())),
		Depth:     Depth(d.Body),
	}
	b.design.Funcs = append(b.design.Funcs, f)
	b.decl(s, f.FullName(), d.Doc, d)
}

// typeSpec adds a type.
func (b *builder) typeSpec(spec *ast.TypeSpec, shared bool) {
	t := &Type{Name: spec.Name.Name, Shared: shared}
	if spec.TypeParams != nil {
		t.params = fieldNames(spec.TypeParams.List)
		t.Params = paramList(t.params)
	}
	switch expr := spec.Type.(type) {
	case *ast.StructType:
		t.Kind = "struct"
		b.fields(t, expr.Fields)
	case *ast.InterfaceType:
		t.Kind = "interface"
		b.elements(t, expr.Methods)
	default:
		b.field(t, "", expr)
	}
	b.design.types[t.Name] = t
	if !shared {
		b.design.Types = append(b.design.Types, t)
	}
}

func fieldNames(list []*ast.Field) []string {
	var names []string
	for _, field := range list {
		for _, name := range field.Names {
			names = append(names, name.Name)
		}
	}
	return names
}

// fields adds the fields of a struct.
func (b *builder) fields(t *Type, list *ast.FieldList) {
	for _, field := range list.List {
		if len(field.Names) == 0 {
			b.field(t, "", field.Type)
		}
		for _, name := range field.Names {
			b.field(t, name.Name, field.Type)
		}
	}
}

// elements adds the methods and other elements of an interface.
func (b *builder) elements(t *Type, list *ast.FieldList) {
	for _, field := range list.List {
		if len(field.Names) == 0 {
			b.field(t, "", field.Type)
		}
		for _, name := range field.Names {
			signature := strings.TrimPrefix(types.ExprString(field.Type), "func")
			t.Methods = append(t.Methods, &Func{Name: name.Name, Receiver: t.Name, Signature: signature})
		}
	}
}

func (b *builder) field(t *Type, name string, expr ast.Expr) {
	t.Fields = append(t.Fields, Field{Name: name, Type: types.ExprString(expr), Uses: identifiers(expr)})
}

// identifiers returns the names in an expression that may be names of types of the package.
func identifiers(expr ast.Expr) []string {
	var names []string
	ast.Inspect(expr, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			return false // it is of another package
		case *ast.Field:
			names = append(names, identifiers(n.Type)...)
			return false // the names of parameters and fields are not types
		case *ast.Ident:
			names = append(names, n.Name)
		}
		return true
	})
	return names
}

// finish adds the methods to their types, and finds out which of the names in a type are types.
func (b *builder) finish() *Design {
	d := b.design
	for _, f := range d.Funcs {
		if t := d.types[f.Receiver]; t != nil {
			t.Methods = append(t.Methods, f)
		}
	}
	for _, t := range d.types {
		for i := range t.Fields {
			f := &t.Fields[i]
			f.Uses = slices.DeleteFunc(f.Uses, func(name string) bool {
				return d.types[name] == nil || slices.Contains(t.params, name)
			})
			slices.Sort(f.Uses)
			f.Uses = slices.Compact(f.Uses)
		}
	}
	return d
}
