package facts

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/oodkit/oodkit/internal/question"
)

// A function is a function or method of a solution that has a body, and is written.
type function struct {
	name     string // as in Map.Put
	receiver string // the type of a method, or ""
	decl     *ast.FuncDecl
	object   *types.Func
	calls    []call // of functions of the package
	escapes  bool   // it is used as a value, so it may be called from anywhere
}

// A call is one of a function of the same package.
type call struct {
	of  *types.Func
	pos token.Pos
}

// findFunctions lists the functions of the solution, and which calls which. Those that are not written yet are left out.
func (c *Code) findFunctions() {
	for _, file := range c.Files {
		for _, d := range file.Decls {
			if d, ok := d.(*ast.FuncDecl); ok && d.Body != nil && !question.IsPlaceholder(d.Body) {
				object, _ := c.info.Defs[d.Name].(*types.Func)
				c.funcs = append(c.funcs, &function{name: question.FuncName(d), receiver: question.ReceiverType(d), decl: d, object: object})
			}
		}
	}
	called := make(map[*ast.Ident]bool)
	for _, f := range c.funcs {
		ast.Inspect(f.decl.Body, func(n ast.Node) bool {
			if n, ok := n.(*ast.CallExpr); ok {
				if name := calledName(n.Fun); name != nil {
					called[name] = true
					if callee := c.funcOf(name); callee != nil {
						f.calls = append(f.calls, call{callee, n.Pos()})
					}
				}
			}
			return true
		})
	}
	for name, object := range c.info.Uses {
		if callee, ok := object.(*types.Func); ok && !called[name] {
			if f := c.function(callee.Origin()); f != nil {
				f.escapes = true
			}
		}
	}
}

// calledName returns the name of what a call calls, or nil.
func calledName(fun ast.Expr) *ast.Ident {
	switch fun := ast.Unparen(fun).(type) {
	case *ast.Ident:
		return fun
	case *ast.SelectorExpr:
		return fun.Sel
	case *ast.IndexExpr:
		return calledName(fun.X)
	case *ast.IndexListExpr:
		return calledName(fun.X)
	}
	return nil
}

// funcOf returns the function of the package that the name stands for, or nil.
func (c *Code) funcOf(name *ast.Ident) *types.Func {
	f, ok := c.info.Uses[name].(*types.Func)
	if !ok || f.Pkg() != c.pkg {
		return nil
	}
	return f.Origin()
}

// function returns the function of the solution that declares the object, or nil.
func (c *Code) function(object *types.Func) *function {
	for _, f := range c.funcs {
		if f.object == object {
			return f
		}
	}
	return nil
}

// lines returns on how many lines a function stands.
func (c *Code) lines(f *function) int {
	return c.fset.Position(f.decl.End()).Line - c.fset.Position(f.decl.Pos()).Line + 1
}

// findOwners returns the struct types of the solution that own fields, by field.
func (c *Code) findOwners() map[*types.Var]*types.TypeName { return c.ownersAmong(c.isOwn) }

// allOwners returns the struct types that own fields, also those that all solutions share.
func (c *Code) allOwners() map[*types.Var]*types.TypeName {
	return c.ownersAmong(func(token.Pos) bool { return true })
}

func (c *Code) ownersAmong(count func(token.Pos) bool) map[*types.Var]*types.TypeName {
	owners := make(map[*types.Var]*types.TypeName)
	for _, name := range c.pkg.Scope().Names() {
		object, ok := c.pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || !count(object.Pos()) {
			continue
		}
		if s, ok := object.Type().Underlying().(*types.Struct); ok {
			for field := range s.Fields() {
				owners[field] = object
			}
		}
	}
	return owners
}

// isOwn reports whether the position is in a file of the solution, and not in one that all share.
func (c *Code) isOwn(pos token.Pos) bool {
	for _, file := range c.Files {
		if file.FileStart <= pos && pos <= file.FileEnd {
			return true
		}
	}
	return false
}

// field returns the field that an expression selects, or nil.
func (c *Code) field(e ast.Expr) *types.Var {
	if s, ok := ast.Unparen(e).(*ast.SelectorExpr); ok {
		if v, ok := c.info.Uses[s.Sel].(*types.Var); ok && v.IsField() {
			return v.Origin()
		}
	}
	return nil
}

// A write is an assignment to a field.
type write struct {
	field *types.Var
	f     *function
	pos   token.Pos
	value ast.Expr // nil if it is one of several results, or x.f++
	fresh bool     // it is in a composite literal, or of a value that the function has made just before
	inner bool     // the field is of a type that the method's own type embeds
}

// writes returns the assignments to fields of the solution's structs: x.f = y, x.f++ and the like, and T{f: y}.
func (c *Code) writes() []write {
	var writes []write
	for _, f := range c.funcs {
		add := func(e, value ast.Expr, pos token.Pos) {
			if field := c.field(e); field != nil {
				writes = append(writes, write{field, f, pos, value, c.isNewValue(f, root(e)), c.isPromoted(f, e)})
			}
		}
		ast.Inspect(f.decl.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				for i, left := range n.Lhs {
					var value ast.Expr
					if len(n.Lhs) == len(n.Rhs) {
						value = n.Rhs[i]
					}
					add(left, value, left.Pos())
				}
			case *ast.IncDecStmt:
				add(n.X, nil, n.Pos())
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok {
					if v, ok := c.info.Uses[key].(*types.Var); ok && v.IsField() {
						writes = append(writes, write{v.Origin(), f, n.Pos(), n.Value, true, false})
					}
				}
			}
			return true
		})
	}
	return writes
}

// isPromoted reports whether an expression is a field that the receiver's type of a method has by embedding.
func (c *Code) isPromoted(f *function, e ast.Expr) bool {
	x, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	s := c.info.Selections[x]
	n := namedOf(c.info.TypeOf(x.X))
	return s != nil && len(s.Index()) > 1 && n != nil && n.Obj().Name() == f.receiver
}

// isNewValue reports whether an expression is a variable of the function, and no pointer, whose value the function has
// made: nobody else sees what is assigned to its fields. A copy of a value that was there before, as in r, ok := m[k], is
// not new: it is usually put back.
func (c *Code) isNewValue(f *function, e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := c.info.Uses[id].(*types.Var)
	if !ok || v.Pos() < f.decl.Body.Pos() || v.Pos() > f.decl.Body.End() {
		return false
	}
	_, isStruct := v.Type().Underlying().(*types.Struct)
	return isStruct && c.isMade(f, v)
}

// isMade reports whether the value that a variable of a function begins with is new.
func (c *Code) isMade(f *function, v *types.Var) bool {
	isNew := true
	ast.Inspect(f.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, left := range n.Lhs {
				if id, ok := left.(*ast.Ident); ok && c.info.Defs[id] == v {
					isNew = len(n.Lhs) == len(n.Rhs) && c.makes(n.Rhs[i])
				}
			}
		case *ast.ValueSpec:
			for i, name := range n.Names {
				if c.info.Defs[name] == v && len(n.Values) > 0 {
					isNew = len(n.Names) == len(n.Values) && c.makes(n.Values[i])
				}
			}
		case *ast.RangeStmt:
			for _, e := range []ast.Expr{n.Key, n.Value} {
				if id, ok := e.(*ast.Ident); ok && c.info.Defs[id] == v {
					isNew = false
				}
			}
		case *ast.FuncLit:
			for _, field := range n.Type.Params.List {
				for _, name := range field.Names {
					if c.info.Defs[name] == v {
						isNew = false
					}
				}
			}
		}
		return true
	})
	return isNew
}

// makes reports whether an expression makes a new value: it is a composite literal, or calls a constructor.
func (c *Code) makes(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		return true
	case *ast.CallExpr:
		name := calledName(e.Fun)
		if name == nil {
			return false
		}
		object := c.funcOf(name)
		return object != nil && object.Signature().Recv() == nil
	}
	return false
}

// namedOf returns the named type that t is or points to, or nil.
func namedOf(t types.Type) *types.Named {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, _ := types.Unalias(t).(*types.Named)
	return n
}

// isFrom reports whether t is, or points to, one of the named types of a package.
func isFrom(t types.Type, pkg string, names ...string) bool {
	n := namedOf(t)
	if n == nil || n.Obj().Pkg() == nil || n.Obj().Pkg().Path() != pkg {
		return false
	}
	for _, name := range names {
		if n.Obj().Name() == name {
			return true
		}
	}
	return len(names) == 0
}

// around returns the function around a position, or nil.
func (c *Code) around(pos token.Pos) *function {
	for _, f := range c.funcs {
		if f.decl.Pos() <= pos && pos < f.decl.End() {
			return f
		}
	}
	return nil
}
