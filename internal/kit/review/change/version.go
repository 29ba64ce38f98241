package change

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"reflect"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/question"
)

// A Version is what the files of a design declare.
type Version struct {
	decls []*Decl // in the order of the files
	named map[string]*Decl
}

// Read returns what files declare.
func Read(files []*ast.File) Version {
	v := Version{named: make(map[string]*Decl)}
	for _, file := range files {
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				v.function(d)
			case *ast.GenDecl:
				v.general(d)
			}
		}
	}
	return v
}

func (v *Version) add(d *Decl) {
	d.Name = d.ident
	if d.owner != "" {
		d.Name = d.owner + "." + d.ident
	}
	if v.named[d.Name] != nil {
		d.Name += fmt.Sprintf("#%d", len(v.decls)) // there may be many of _ and of init
	}
	v.decls = append(v.decls, d)
	v.named[d.Name] = d
}

func (v *Version) function(f *ast.FuncDecl) {
	d := &Decl{Kind: Func, Pos: f.Pos(), owner: question.ReceiverType(f), ident: f.Name.Name, shape: withoutNames(f.Type)}
	if f.Recv != nil {
		if _, ok := f.Recv.List[0].Type.(*ast.StarExpr); ok {
			d.prefix = "*"
		}
	}
	if f.Body != nil {
		d.inner = f.Body
	}
	v.add(d)
}

// withoutNames returns a function's type without the names of parameters and results: they are no part of what it is
// called with.
func withoutNames(f *ast.FuncType) *ast.FuncType {
	unnamed := func(list *ast.FieldList) *ast.FieldList {
		if list == nil {
			return nil
		}
		var fields []*ast.Field
		for _, field := range list.List {
			for range max(1, len(field.Names)) {
				fields = append(fields, &ast.Field{Type: field.Type})
			}
		}
		return &ast.FieldList{List: fields}
	}
	return &ast.FuncType{TypeParams: f.TypeParams, Params: unnamed(f.Params), Results: unnamed(f.Results)}
}

func (v *Version) general(d *ast.GenDecl) {
	for i, spec := range d.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			v.typeSpec(spec)
		case *ast.ValueSpec:
			v.values(d.Tok, i, spec)
		}
	}
}

// typeSpec adds a type, and the fields of a struct as declarations of their own.
func (v *Version) typeSpec(spec *ast.TypeSpec) {
	d := &Decl{Kind: Type, Pos: spec.Pos(), ident: spec.Name.Name}
	fields, isStruct := spec.Type.(*ast.StructType)
	switch {
	case !isStruct:
		d.shape = spec
		v.add(d)
		return
	case spec.TypeParams != nil:
		d.shape = spec.TypeParams
	}
	v.add(d)
	for _, field := range fields.Fields.List {
		names := field.Names
		if len(names) == 0 { // embedded
			names = []*ast.Ident{{NamePos: field.Pos(), Name: question.TypeName(field.Type)}}
		}
		for _, name := range names {
			v.add(&Decl{Kind: Field, Pos: name.Pos(), owner: spec.Name.Name, ident: name.Name, shape: field.Type})
		}
	}
}

func (v *Version) values(tok token.Token, index int, spec *ast.ValueSpec) {
	for i, name := range spec.Names {
		d := &Decl{Kind: Var, Pos: name.Pos(), ident: name.Name}
		if tok == token.CONST {
			d.Kind = Const
			if len(spec.Values) == 0 {
				d.index = index
			}
		}
		if spec.Type != nil {
			d.shape = spec.Type
		}
		if i < len(spec.Values) {
			d.inner = spec.Values[i]
		}
		v.add(d)
	}
}

func (v Version) find(name string) *Decl { return v.named[name] }

// fields returns a text that is the same for structs with the same fields.
func (v Version) fields(owner string, alias map[string]string) string {
	var fields []string
	for _, d := range v.decls {
		if d.Kind == Field && d.owner == owner {
			fields = append(fields, d.ident+" "+d.signature(alias))
		}
	}
	slices.Sort(fields)
	return strings.Join(fields, "\n")
}

// declares reports whether something has the identifier as its name.
func (v Version) declares(ident string) bool {
	for _, d := range v.decls {
		if d.ident == ident {
			return true
		}
	}
	return false
}

// functions returns how many functions and methods have more to them than that they are not written yet.
func (v Version) functions() int {
	n := 0
	for _, d := range v.decls {
		if d.Kind == Func && !d.isPlaceholder() {
			n++
		}
	}
	return n
}

// isPlaceholder reports whether a function is as the stub has it.
func (d *Decl) isPlaceholder() bool {
	body, ok := d.inner.(*ast.BlockStmt)
	return ok && question.IsPlaceholder(body)
}

// canonical returns a text that is the same for nodes that mean the same: without comments and positions, and with
// the identifiers in alias replaced.
func canonical(n ast.Node, alias map[string]string) string {
	var b strings.Builder
	if n != nil {
		write(&b, reflect.ValueOf(n), alias)
	}
	return b.String()
}

// telling are the positions that say more than where: whether something stands there at all.
var telling = map[string]bool{"Ellipsis": true, "Assign": true, "Arrow": true}

func write(b *strings.Builder, v reflect.Value, alias map[string]string) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		switch n := v.Interface().(type) {
		case *ast.CommentGroup:
			return
		case *ast.Ident:
			if n != nil {
				b.WriteString(cmp.Or(alias[n.Name], n.Name) + " ")
			}
			return
		}
		if !v.IsNil() {
			write(b, v.Elem(), alias)
		}
	case reflect.Slice:
		b.WriteByte('[')
		for i := range v.Len() {
			write(b, v.Index(i), alias)
			b.WriteByte(',')
		}
		b.WriteByte(']')
	case reflect.Struct:
		b.WriteString(v.Type().Name() + "{")
		for i := range v.NumField() {
			field := v.Type().Field(i)
			if pos, ok := v.Field(i).Interface().(token.Pos); ok {
				if telling[field.Name] && pos.IsValid() {
					b.WriteString(field.Name + " ")
				}
				continue
			}
			write(b, v.Field(i), alias)
			b.WriteByte(';')
		}
		b.WriteByte('}')
	default:
		fmt.Fprintf(b, "%v", v.Interface())
	}
}
