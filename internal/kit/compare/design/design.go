// Package design reads the design of a question from its code: the types that one of the two
// variants declares, with fields and methods, its functions, and how long and how deep they are.
package design

import (
	"go/ast"
	"slices"
	"strings"
)

// A Design has the declarations of one variant of a question, and the types that both variants share.
type Design struct {
	Files []string // the variant's own files
	Lines int      // lines of code in them, without blank ones and comments
	Types []*Type  // in the order in which they are declared
	Funcs []*Func  // functions and methods
	Decls []Decl   // all that is declared, as it is written

	types map[string]*Type // with those that both variants share
}

// A Type is a type that is declared in the package.
type Type struct {
	Name    string
	Params  string // the names of its type parameters, as in [K, V]
	Kind    string // "struct", "interface", or "" for another type
	Fields  []Field
	Methods []*Func
	Shared  bool // with the other variant

	params []string
}

// A Field is a field of a struct, an element of an interface, or the type that another one is made of.
type Field struct {
	Name string // "" if it has none
	Type string
	Uses []string // the types of the package that are named in it
}

// A Func is a function or a method.
type Func struct {
	Name      string
	Receiver  string // the type of a method, "" for a function
	Signature string // without func and the name, as in (key K) bool
	Lines     int    // lines of code, with the one that declares it
	Depth     int    // how deep its blocks are nested
}

// A Decl is a declaration as it is written, without the comments of the contract.
type Decl struct {
	Name string // as in Map.Put, type Map or var ErrFull
	Text string
}

// FullName returns the name with the receiver in front, as in Map.Put.
func (f *Func) FullName() string {
	if f.Receiver == "" {
		return f.Name
	}
	return f.Receiver + "." + f.Name
}

// Exported reports whether other packages can call the function.
func (f *Func) Exported() bool {
	return ast.IsExported(f.Name) && (f.Receiver == "" || ast.IsExported(f.Receiver))
}

// Exported reports whether other packages can name the type.
func (t *Type) Exported() bool { return ast.IsExported(t.Name) }

// Title returns the name with the type parameters, as in Map[K, V].
func (t *Type) Title() string { return t.Name + t.Params }

// Uses returns the names of the types that t is made of, each once.
func (t *Type) Uses() []string {
	var names []string
	for _, f := range t.Fields {
		for _, name := range f.Uses {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// Type returns the type of that name, or nil.
func (d *Design) Type(name string) *Type { return d.types[name] }

// CountFuncs returns the number of functions and methods that other packages can call, and the number of all others.
func (d *Design) CountFuncs() (exported, unexported int) {
	for _, f := range d.Funcs {
		if f.Exported() {
			exported++
		} else {
			unexported++
		}
	}
	return exported, unexported
}

// Longest returns the function with the most lines. If there are no functions, it returns one without a name.
func (d *Design) Longest() *Func { return d.most(func(f *Func) int { return f.Lines }) }

// Deepest returns the function whose blocks are nested deepest, or one without a name.
func (d *Design) Deepest() *Func { return d.most(func(f *Func) int { return f.Depth }) }

func (d *Design) most(of func(*Func) int) *Func {
	if len(d.Funcs) == 0 {
		return new(Func)
	}
	return slices.MaxFunc(d.Funcs, func(a, b *Func) int { return of(a) - of(b) })
}

// Connected returns the types of the design, followed by the shared types that they are made of.
func (d *Design) Connected() []*Type {
	connected := slices.Clone(d.Types)
	for i := 0; i < len(connected); i++ {
		for _, name := range connected[i].Uses() {
			if t := d.types[name]; !slices.Contains(connected, t) {
				connected = append(connected, t)
			}
		}
	}
	return connected
}

// paramList returns type parameters as they are written after a type's name.
func paramList(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return "[" + strings.Join(names, ", ") + "]"
}
