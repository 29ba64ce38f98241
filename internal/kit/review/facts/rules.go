package facts

import (
	"cmp"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// enums returns the enumerations of the package: named types with two constants or more.
func (c *Code) enums() map[*types.TypeName]bool {
	count := make(map[*types.TypeName]int)
	for _, name := range c.pkg.Scope().Names() {
		if k, ok := c.pkg.Scope().Lookup(name).(*types.Const); ok && k.Val().Kind() != constant.Bool {
			if n := namedOf(k.Type()); n != nil && n.Obj().Pkg() == c.pkg {
				count[n.Obj()]++
			}
		}
	}
	enums := make(map[*types.TypeName]bool)
	for name, n := range count {
		enums[name] = n >= 2
	}
	return enums
}

// enumOf returns the enumeration that an expression is a constant of, or nil.
func (c *Code) enumOf(e ast.Expr, enums map[*types.TypeName]bool) *types.TypeName {
	tv := c.info.Types[e]
	name := calledName(e)
	if tv.Value == nil || name == nil {
		return nil
	}
	if _, ok := c.info.Uses[name].(*types.Const); !ok {
		return nil
	}
	if n := namedOf(tv.Type); n != nil && enums[n.Obj()] {
		return n.Obj()
	}
	return nil
}

// enumSites finds, for each enumeration, the functions that compare something with one of its constants.
func enumSites(c *Code) []Finding {
	enums, sites := c.enums(), make(map[*types.TypeName][]Place)
	for _, f := range c.funcs {
		seen := make(map[*types.TypeName]bool)
		add := func(e ast.Expr) {
			if enum := c.enumOf(e, enums); enum != nil && !seen[enum] && f.receiver != enum.Name() {
				seen[enum] = true
				sites[enum] = append(sites[enum], c.place(e.Pos(), f))
			}
		}
		ast.Inspect(f.decl.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				if slices.Contains([]token.Token{token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ}, n.Op) {
					add(n.X)
					add(n.Y)
				}
			case *ast.CaseClause:
				for _, e := range n.List {
					add(e)
				}
			}
			return true
		})
	}
	return c.findings(sites)
}

// findings returns one finding for each type that has places.
func (c *Code) findings(places map[*types.TypeName][]Place) []Finding {
	var findings []Finding
	for name, list := range places {
		findings = append(findings, Finding{name.Name(), len(list), list})
	}
	slices.SortFunc(findings, byPlace)
	return findings
}

// stateWrites finds, for each field whose type is an enumeration, where it is assigned.
func stateWrites(c *Code) []Finding {
	enums := c.enums()
	return c.fieldWrites(c.allOwners(), func(field *types.Var, w write) bool {
		n := namedOf(field.Type())
		return n != nil && enums[n.Obj()] && !w.fresh
	})
}

// countsKept finds, for each integer field beside a collection, where it is counted up or down by hand.
func countsKept(c *Code) []Finding {
	hasCollection := make(map[*types.TypeName]bool)
	owners := c.owners()
	for field, owner := range owners {
		switch field.Type().Underlying().(type) {
		case *types.Slice, *types.Map:
			hasCollection[owner] = true
		}
	}
	return c.fieldWrites(owners, func(field *types.Var, w write) bool {
		basic, ok := field.Type().Underlying().(*types.Basic)
		return ok && basic.Kind() == types.Int && hasCollection[owners[field]] && c.counts(w)
	})
}

// counts reports whether a write adds to a field, or takes from it.
func (c *Code) counts(w write) bool {
	found := false
	ast.Inspect(w.f.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IncDecStmt:
			found = found || n.Pos() == w.pos
		case *ast.AssignStmt:
			found = found || n.Pos() == w.pos && (n.Tok == token.ADD_ASSIGN || n.Tok == token.SUB_ASSIGN)
		}
		return !found
	})
	return found
}

// fieldWrites returns a finding for each field that has an owner, with the writes that count.
func (c *Code) fieldWrites(owners map[*types.Var]*types.TypeName, count func(*types.Var, write) bool) []Finding {
	places := make(map[*types.Var][]Place)
	for _, w := range c.writes() {
		if owners[w.field] != nil && count(w.field, w) {
			places[w.field] = append(places[w.field], c.place(w.pos, w.f))
		}
	}
	var findings []Finding
	for field, list := range places {
		findings = append(findings, Finding{owners[field].Name() + "." + field.Name(), len(list), list})
	}
	slices.SortFunc(findings, byPlace)
	return findings
}

// writtenByOthers finds the fields that methods of two types or more assign.
func writtenByOthers(c *Code) []Finding {
	owners := c.owners()
	writers, places := make(map[*types.Var]map[string]bool), make(map[*types.Var][]Place)
	for _, w := range c.writes() {
		if owners[w.field] == nil || w.fresh || w.f.receiver == "" {
			continue
		}
		if writers[w.field] == nil {
			writers[w.field] = make(map[string]bool)
		}
		writer := w.f.receiver
		if w.inner {
			writer = owners[w.field].Name()
		}
		writers[w.field][writer] = true
		places[w.field] = append(places[w.field], c.place(w.pos, w.f))
	}
	var findings []Finding
	for field, types := range writers {
		if len(types) > 1 {
			findings = append(findings, Finding{owners[field].Name() + "." + field.Name(), len(types), places[field]})
		}
	}
	slices.SortFunc(findings, byPlace)
	return findings
}

// unrelatedMethods finds the types whose methods fall into groups that share no field and do not call one another: what
// Hitz and Montazeri call LCOM4. Groups of one method do not count, nor do the fields that are locks.
func unrelatedMethods(c *Code) []Finding {
	owners := c.owners()
	var findings []Finding
	for _, name := range c.pkg.Scope().Names() {
		object, ok := c.pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || !c.isOwn(object.Pos()) {
			continue
		}
		var methods []*function
		for _, f := range c.funcs {
			if f.receiver == name {
				methods = append(methods, f)
			}
		}
		groups := c.groups(methods, func(v *types.Var) bool { return owners[v] == object && !isFrom(v.Type(), "sync") })
		groups = slices.DeleteFunc(groups, func(g []*function) bool { return len(g) < 2 })
		if len(groups) > 1 {
			finding := Finding{Subject: name, N: len(groups)}
			for _, g := range groups {
				finding.Places = append(finding.Places, c.place(g[0].decl.Pos(), g[0]))
			}
			findings = append(findings, finding)
		}
	}
	return findings
}

// groups puts methods together that use the same field, or of which one calls the other.
func (c *Code) groups(methods []*function, counts func(*types.Var) bool) [][]*function {
	parent := make(map[any]any)
	var find func(any) any
	find = func(x any) any {
		if p, ok := parent[x]; ok && p != x {
			return find(p)
		}
		return x
	}
	for _, m := range methods {
		for _, call := range m.calls {
			if callee := c.function(call.of); callee != nil && callee.receiver == m.receiver {
				parent[find(m)] = find(callee)
			}
		}
		ast.Inspect(m.decl.Body, func(n ast.Node) bool {
			if e, ok := n.(ast.Expr); ok {
				if field := c.field(e); field != nil && counts(field) {
					parent[find(m)] = find(field)
				}
			}
			return true
		})
	}
	var roots []any
	members := make(map[any][]*function)
	for _, m := range methods {
		root := find(m)
		if members[root] == nil {
			roots = append(roots, root)
		}
		members[root] = append(members[root], m)
	}
	var groups [][]*function
	for _, root := range roots {
		groups = append(groups, members[root])
	}
	return groups
}

// largestType finds which share of all functions' lines, in percent, is that of one type's methods.
func largestType(c *Code) []Finding {
	lines, total := make(map[string]int), 0
	for _, f := range c.funcs {
		lines[f.receiver] += c.lines(f)
		total += c.lines(f)
	}
	const small = 150 // lines: there is nothing to divide
	var findings []Finding
	for receiver, n := range lines {
		if object := c.pkg.Scope().Lookup(receiver); object != nil && total >= small {
			findings = append(findings, Finding{receiver, 100 * n / total, []Place{c.place(object.Pos(), nil)}})
		}
	}
	slices.SortFunc(findings, func(a, b Finding) int { return b.N - a.N })
	return findings[:min(1, len(findings))]
}

// members counts the methods and fields of each type.
func members(c *Code) []Finding {
	counts := make(map[*types.TypeName]int)
	for _, owner := range c.owners() {
		counts[owner]++
	}
	for _, f := range c.funcs {
		if object, ok := c.pkg.Scope().Lookup(f.receiver).(*types.TypeName); ok && c.isOwn(object.Pos()) {
			counts[object]++
		}
	}
	var findings []Finding
	for object, n := range counts {
		findings = append(findings, Finding{object.Name(), n, []Place{c.place(object.Pos(), nil)}})
	}
	slices.SortFunc(findings, func(a, b Finding) int { return cmp.Or(b.N-a.N, strings.Compare(a.Subject, b.Subject)) })
	return findings[:min(1, len(findings))]
}

// singleUse finds the types without methods that only one place uses, apart from their own declarations.
func singleUse(c *Code) []Finding {
	uses := make(map[types.Object]int)
	for _, file := range c.Files {
		for _, d := range file.Decls {
			var own types.Object // the type that the declaration is about
			ast.Inspect(d, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.TypeSpec:
					own = c.info.Defs[n.Name]
				case *ast.Ident:
					if object, ok := c.info.Uses[n].(*types.TypeName); ok && object != own {
						uses[object]++
					}
				}
				return true
			})
		}
	}
	var findings []Finding
	for _, name := range c.pkg.Scope().Names() {
		object, ok := c.pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || object.Exported() || !c.isOwn(object.Pos()) || uses[object] != 1 {
			continue
		}
		if n := namedOf(object.Type()); n != nil && n.NumMethods() == 0 && !types.IsInterface(n) {
			findings = append(findings, Finding{name, 1, []Place{c.place(object.Pos(), nil)}})
		}
	}
	return findings
}

// onlyForwards finds the functions that do nothing but call another one with what they were given.
func onlyForwards(c *Code) []Finding {
	var findings []Finding
	for _, f := range c.funcs {
		if f.object == nil || f.object.Exported() || f.escapes || len(f.decl.Body.List) != 1 {
			continue
		}
		var e ast.Expr
		switch s := f.decl.Body.List[0].(type) {
		case *ast.ReturnStmt:
			if len(s.Results) == 1 {
				e = s.Results[0]
			}
		case *ast.ExprStmt:
			e = s.X
		}
		if forward, ok := e.(*ast.CallExpr); ok && c.forwards(f, forward) {
			findings = append(findings, Finding{f.name, 1, []Place{c.place(f.decl.Pos(), f)}})
		}
	}
	return findings
}

// forwards reports whether a call of a function of the package has the parameters of f, in their order, and no more.
func (c *Code) forwards(f *function, call *ast.CallExpr) bool {
	name := calledName(call.Fun)
	if name == nil || c.funcOf(name) == nil {
		return false
	}
	var params []string
	for _, field := range f.decl.Type.Params.List {
		for _, name := range field.Names {
			params = append(params, name.Name)
		}
	}
	if len(params) != len(call.Args) {
		return false
	}
	for i, arg := range call.Args {
		if id, ok := arg.(*ast.Ident); !ok || id.Name != params[i] {
			return false
		}
	}
	selector, isMethod := call.Fun.(*ast.SelectorExpr)
	if !isMethod {
		return f.receiver == ""
	}
	_, plain := selector.X.(*ast.Ident) // x.f(a), not x.y.f(a), which hides a field
	return plain
}

// singleImplementation finds the unexported interfaces of which there is one implementation.
func singleImplementation(c *Code) []Finding {
	var findings []Finding
	scope := c.pkg.Scope()
	for _, name := range scope.Names() {
		object, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || !c.isOwn(object.Pos()) || object.IsAlias() {
			continue
		}
		i, ok := object.Type().Underlying().(*types.Interface)
		if !ok || i.NumMethods() == 0 || !i.IsMethodSet() {
			continue
		}
		generic := isGeneric(object.Type())
		implementations := 0
		for _, other := range scope.Names() {
			t, ok := scope.Lookup(other).(*types.TypeName)
			if !ok || t == object || types.IsInterface(t.Type()) {
				continue
			}
			if generic || isGeneric(t.Type()) {
				if n, isNamed := t.Type().(*types.Named); isNamed && hasMethods(n, i) {
					implementations++
					if !generic {
						implementations++ // which instances there are is not looked up
					}
				}
			} else if types.Implements(t.Type(), i) || types.Implements(types.NewPointer(t.Type()), i) {
				implementations++
			}
		}
		if implementations == 1 {
			findings = append(findings, Finding{name, 1, []Place{c.place(object.Pos(), nil)}})
		}
	}
	return findings
}

// isGeneric reports whether a type has type parameters.
func isGeneric(t types.Type) bool {
	n, ok := t.(*types.Named)
	return ok && n.TypeParams().Len() > 0
}

// hasMethods reports whether a type has methods with the names of all those of an interface.
func hasMethods(n *types.Named, i *types.Interface) bool {
	for want := range i.Methods() {
		found := false
		for m := range n.Methods() {
			found = found || m.Name() == want.Name()
		}
		if !found {
			return false
		}
	}
	return true
}

// exportedBeyond finds the exported names that the contract does not have.
func exportedBeyond(c *Code) []Finding {
	var findings []Finding
	add := func(name string, pos token.Pos) {
		if !c.contract[name] {
			findings = append(findings, Finding{name, 1, []Place{c.place(pos, nil)}})
		}
	}
	for _, f := range c.funcs {
		if ast.IsExported(f.decl.Name.Name) && (f.receiver == "" || ast.IsExported(f.receiver)) {
			add(f.name, f.decl.Pos())
		}
	}
	for _, name := range c.pkg.Scope().Names() {
		object := c.pkg.Scope().Lookup(name)
		if _, isFunc := object.(*types.Func); !isFunc && object.Exported() && c.isOwn(object.Pos()) {
			add(name, object.Pos())
		}
	}
	return findings
}
