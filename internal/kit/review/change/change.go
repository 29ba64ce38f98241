// Package change compares two versions of a design by their syntax: which declarations came, went, got another name,
// and changed. Comments, positions, the order of declarations and the files that they are in make no difference.
package change

import (
	"cmp"
	"go/ast"
	"go/token"
	"maps"
	"slices"
	"strings"
)

// What says what happened to a declaration.
type What int

// The changes.
const (
	Added     What = iota + 1
	Removed        // it is in the old version alone
	Renamed        // it has another name, and the rest is the same
	Signature      // the parameters or results of a function changed, or the type of something else
	Body           // the body of a function changed, or the value of a variable or constant
)

// A Change is what happened to one declaration.
type Change struct {
	What What
	Decl Decl   // in the new version, or in the old one if it was removed
	Old  string // the old name of what was renamed
}

// A Report is the difference of two versions.
type Report struct {
	Changes []Change // functions first, then types, fields, variables and constants; each in the order of the code
	Stood   int      // how many functions and methods with a body the old version had
}

// Count returns how many declarations of a kind have one of these changes.
func (r Report) Count(kind Kind, whats ...What) int {
	n := 0
	for _, c := range r.Changes {
		if c.Decl.Kind == kind && slices.Contains(whats, c.What) {
			n++
		}
	}
	return n
}

// Compare returns what changed from the old version to the new one.
func Compare(old, new Version) Report {
	c := comparison{old, new, make(map[string]string), make(map[string]string), make(map[string]string)}
	for c.findRename() {
	}
	report := Report{Stood: old.functions()}
	for _, d := range new.decls {
		if change, ok := c.changed(d); ok {
			report.Changes = append(report.Changes, change)
		}
	}
	for _, d := range old.decls {
		if !c.stays(d) && !d.isPlaceholder() {
			report.Changes = append(report.Changes, Change{What: Removed, Decl: *d})
		}
	}
	slices.SortStableFunc(report.Changes, func(a, b Change) int { return cmp.Compare(a.Decl.Kind, b.Decl.Kind) })
	return report
}

// stays reports whether something of the old version is in the new one under its own name or another one.
func (c comparison) stays(d *Decl) bool {
	name := cmp.Or(c.renamed[d.Name], d.Name)
	if owner := c.renamed[d.owner]; owner != "" && name == d.Name {
		name = owner + "." + d.ident
	}
	return c.new.find(name) != nil
}

// A comparison finds what belongs together.
type comparison struct {
	old, new Version
	renamed  map[string]string // full names: new ones by old ones
	oldNames map[string]string // and old ones by new ones
	alias    map[string]string // identifiers: old ones by new ones
}

// findRename finds one more declaration that only got another name, and reports whether there was one. It is called
// again after each: what was renamed is called by its old name in the bodies of others, which may then be equal too.
func (c comparison) findRename() bool {
	for _, gone := range c.old.decls {
		if _, known := c.renamed[gone.Name]; known || c.new.find(gone.Name) != nil {
			continue
		}
		for _, came := range c.new.decls {
			if c.old.find(came.Name) == nil && c.isRename(gone, came) {
				c.renamed[gone.Name], c.oldNames[came.Name] = came.Name, gone.Name
				if !c.old.declares(came.ident) {
					c.alias[came.ident] = gone.ident
				}
				return true
			}
		}
	}
	return false
}

// isRename reports whether two declarations differ in their names alone.
func (c comparison) isRename(gone, came *Decl) bool {
	if gone.Kind != came.Kind || c.oldName(came.owner) != gone.owner || c.oldNames[came.Name] != "" {
		return false
	}
	alias := maps.Clone(c.alias)
	alias[came.ident] = gone.ident
	fields := c.old.fields(gone.Name, nil)
	switch {
	case gone.Kind == Field, gone.shape == nil && gone.inner == nil && fields == "":
		return false // too little to know it by
	case gone.Kind == Type && fields != c.new.fields(came.Name, alias):
		return false
	}
	return gone.signature(nil) == came.signature(alias) && gone.body(nil) == came.body(alias)
}

// oldName returns what a declaration was called in the old version.
func (c comparison) oldName(name string) string { return cmp.Or(c.oldNames[name], name) }

// changed returns what happened to a declaration of the new version, if anything did.
func (c comparison) changed(d *Decl) (Change, bool) {
	name := c.oldName(d.Name)
	if d.owner != "" && name == d.Name {
		name = c.oldName(d.owner) + "." + d.ident // the type got another name, its method did not
	}
	before := c.old.find(name)
	switch {
	case d.isPlaceholder():
		return Change{}, false
	case before == nil || before.isPlaceholder():
		return Change{What: Added, Decl: *d}, true
	case before.signature(nil) != d.signature(c.alias):
		return Change{What: Signature, Decl: *d}, true
	case before.body(nil) != d.body(c.alias):
		return Change{What: Body, Decl: *d}, true
	case before.ident != d.ident:
		return Change{What: Renamed, Decl: *d, Old: before.Name}, true
	}
	return Change{}, false
}

// A Kind is a kind of declaration.
type Kind int

// The kinds, in the order in which a report has them.
const (
	Func Kind = iota + 1 // a function or method
	Type
	Field // of a struct
	Var
	Const
)

// A Decl is one declaration.
type Decl struct {
	Kind Kind
	Name string // with the type in front, for methods and fields: Map.Put
	Pos  token.Pos

	owner  string   // the type of a method or field
	ident  string   // the name without the owner
	shape  ast.Node // of a function its type, of others their type, nil if there is none
	inner  ast.Node // the body of a function, or a value
	prefix string   // of the signature: a receiver's star
	index  int      // of a constant without a value in its group: the iota before counts for it
}

func (d *Decl) signature(alias map[string]string) string { return d.prefix + canonical(d.shape, alias) }

func (d *Decl) body(alias map[string]string) string {
	return canonical(d.inner, alias) + strings.Repeat("+", d.index)
}
