package facts

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// isShared reports whether a copy of a value of type t shares memory with it that can be changed: a slice or a map.
func isShared(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Slice, *types.Map:
		return true
	}
	return false
}

// returnsOwn finds exported functions that return a slice or map which a field of the solution's types holds.
func returnsOwn(c *Code) []Finding {
	owners := c.owners()
	var findings []Finding
	for _, f := range c.funcs {
		if f.object == nil || !f.object.Exported() || f.receiver != "" && !ast.IsExported(f.receiver) {
			continue
		}
		ast.Inspect(f.decl.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit:
				return false
			case *ast.ReturnStmt:
				for _, e := range n.Results {
					if field := c.field(unsliced(e)); field != nil && owners[field] != nil && isShared(field.Type()) {
						findings = append(findings, Finding{owners[field].Name() + "." + field.Name(), 1, []Place{c.place(e.Pos(), f)}})
					}
				}
			}
			return true
		})
	}
	return joined(findings)
}

// unsliced returns x of x[i:j], and other expressions without parentheses.
func unsliced(e ast.Expr) ast.Expr {
	e = ast.Unparen(e)
	if s, ok := e.(*ast.SliceExpr); ok {
		return unsliced(s.X)
	}
	return e
}

// keepsGiven finds exported functions that put a slice or map of their caller's into a field, as it is.
func keepsGiven(c *Code) []Finding {
	owners := c.owners()
	var findings []Finding
	for _, w := range c.writes() {
		id, ok := unsliced(w.value).(*ast.Ident)
		if !ok || owners[w.field] == nil {
			continue
		}
		v, ok := c.info.Uses[id].(*types.Var)
		if ok && isShared(v.Type()) && c.isParameter(v) && !w.f.object.Signature().Variadic() && !c.reassigned(w.f, v) {
			findings = append(findings, Finding{owners[w.field].Name() + "." + w.field.Name(), 1, []Place{c.place(w.value.Pos(), w.f)}})
		}
	}
	return joined(findings)
}

// reassigned reports whether a function gives a variable another value: the parameter may be a copy by then.
func (c *Code) reassigned(f *function, v types.Object) bool {
	found := false
	for e := range assignedExprs(f.decl.Body) {
		if id, ok := e.(*ast.Ident); ok && c.info.Uses[id] == v {
			found = true
		}
	}
	return found
}

// packageVariables finds variables of the package that functions change.
func packageVariables(c *Code) []Finding {
	var findings []Finding
	for _, f := range c.funcs {
		if f.name == "init" {
			continue // that is a fact of its own
		}
		add := func(e ast.Expr) {
			if v := c.packageVariable(e); v != nil {
				findings = append(findings, Finding{v.Name(), 1, []Place{c.place(e.Pos(), f)}})
			}
		}
		for e := range assignedExprs(f.decl.Body) {
			add(root(e))
		}
		ast.Inspect(f.decl.Body, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			s, ok := call.Fun.(*ast.SelectorExpr)
			if ok && (changesReceiver(c.info.TypeOf(s.X), s.Sel.Name) || c.assignsReceiver(s.Sel)) {
				add(root(s.X))
			}
			return true
		})
	}
	slices.SortFunc(findings, byPlace)
	findings = joined(findings)
	for i := range findings {
		findings[i].Places = slices.Compact(findings[i].Places)
		findings[i].N = 1
	}
	return findings
}

// changesReceiver reports whether a method of that name changes a value of type t, as far as is known: it is one of
// sync.Map's or sync/atomic's that write.
func changesReceiver(t types.Type, method string) bool {
	writes := []string{"Add", "Store", "Swap", "CompareAndSwap", "LoadOrStore", "Delete", "LoadAndDelete", "And", "Or"}
	return t != nil && (isFrom(t, "sync/atomic") || isFrom(t, "sync", "Map")) && slices.Contains(writes, method)
}

// assignsReceiver reports whether the name is that of a method of the solution which assigns to fields of its receiver.
func (c *Code) assignsReceiver(name *ast.Ident) bool {
	object := c.funcOf(name)
	if object == nil {
		return false
	}
	f := c.function(object)
	if f == nil || f.receiver == "" || len(f.decl.Recv.List[0].Names) == 0 {
		return false
	}
	receiver := c.info.Defs[f.decl.Recv.List[0].Names[0]]
	for e := range assignedExprs(f.decl.Body) {
		if id, ok := root(e).(*ast.Ident); ok && id != e && c.info.Uses[id] == receiver {
			return true
		}
	}
	return false
}

// root returns x of x[i].f and the like.
func root(e ast.Expr) ast.Expr {
	switch e := e.(type) {
	case *ast.IndexExpr:
		return root(e.X)
	case *ast.SelectorExpr:
		return root(e.X)
	case *ast.StarExpr:
		return root(e.X)
	case *ast.ParenExpr:
		return root(e.X)
	}
	return e
}

func (c *Code) packageVariable(e ast.Expr) *types.Var {
	id, ok := e.(*ast.Ident)
	if !ok {
		return nil
	}
	v, ok := c.info.Uses[id].(*types.Var)
	if !ok || v.Parent() != c.pkg.Scope() {
		return nil
	}
	return v
}

// inits finds init functions.
func inits(c *Code) []Finding {
	var findings []Finding
	for _, f := range c.funcs {
		if f.name == "init" {
			findings = append(findings, Finding{"init", 1, []Place{c.place(f.decl.Pos(), nil)}})
		}
	}
	return findings
}

// deadCode finds functions, types, variables and constants that nothing in the solution uses. Methods may be there for
// an interface.
func deadCode(c *Code) []Finding {
	used := make(map[types.Object]bool)
	for _, object := range c.info.Uses {
		if f, ok := object.(*types.Func); ok {
			object = f.Origin()
		}
		used[object] = true
	}
	var findings []Finding
	add := func(name string, pos token.Pos) {
		findings = append(findings, Finding{name, 1, []Place{c.place(pos, nil)}})
	}
	for _, name := range c.pkg.Scope().Names() {
		object := c.pkg.Scope().Lookup(name)
		if f, ok := object.(*types.Func); ok && c.function(f) == nil {
			continue // it is not written yet
		}
		if !object.Exported() && name != "_" && name != "init" && c.isOwn(object.Pos()) && !used[object] {
			add(name, object.Pos())
		}
	}
	for _, f := range c.funcs {
		if f.receiver != "" && f.object != nil && !f.object.Exported() && !used[f.object] && !c.isInInterface(f.object.Name()) {
			add(f.name, f.decl.Pos())
		}
	}
	slices.SortFunc(findings, byPlace)
	return findings
}

// isInInterface reports whether an interface of the package has a method of that name.
func (c *Code) isInInterface(name string) bool {
	for _, tv := range c.info.Types {
		if i, ok := tv.Type.(*types.Interface); ok && tv.IsType() {
			for m := range i.Methods() {
				if m.Name() == name {
					return true
				}
			}
		}
	}
	return false
}

// unusedParameters finds parameters of unexported functions that the body never mentions.
func unusedParameters(c *Code) []Finding {
	used := make(map[types.Object]bool)
	for _, object := range c.info.Uses {
		used[object] = true
	}
	var findings []Finding
	for _, f := range c.funcs {
		if f.object == nil || f.object.Exported() || f.escapes || f.receiver != "" && c.isInInterface(f.object.Name()) {
			continue
		}
		for _, field := range f.decl.Type.Params.List {
			for _, name := range field.Names {
				if object := c.info.Defs[name]; object != nil && name.Name != "_" && !used[object] {
					findings = append(findings, Finding{f.name + ", " + name.Name, 1, []Place{c.place(name.Pos(), f)}})
				}
			}
		}
	}
	return findings
}
