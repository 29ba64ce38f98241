package facts

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// A lockState says how many locks are held at a place: unknown in a function literal, of which nobody knows when it runs.
type lockState int

const unknown lockState = -1000

// A visit is called for each node of a function with the locks that the function has taken itself when it is reached.
type visit func(n ast.Node, held lockState)

// A locking knows which functions take and release locks, and which run under those of their callers.
type locking struct {
	c       *Code
	effect  map[*types.Func]lockState // how many locks more are held after a call than before
	under   map[*types.Func]bool      // it is always called with a lock held
	free    map[*types.Func]bool      // it is certainly called without a lock, at least once
	initial map[*types.Func]bool      // it makes something new, or is called by such functions alone
}

// findLocking follows the locks through all functions.
func (c *Code) findLocking() *locking {
	l := &locking{c, make(map[*types.Func]lockState), make(map[*types.Func]bool), make(map[*types.Func]bool), make(map[*types.Func]bool)}
	for range 3 { // a helper that calls a helper that locks
		for _, f := range c.funcs {
			l.effect[f.object] = l.walk(f, nil)
		}
	}
	l.findUnder()
	l.findFree()
	return l
}

// findFree finds out which functions are certainly called without a lock: exported ones, and those that one of these
// calls while it holds none. A call in a function literal, of which nobody knows when it runs, says nothing.
func (l *locking) findFree() {
	for _, f := range l.c.funcs {
		l.free[f.object] = f.object != nil && f.object.Exported() && (f.receiver == "" || ast.IsExported(f.receiver))
	}
	for changed := true; changed; {
		changed = false
		for _, f := range l.c.funcs {
			if !l.free[f.object] {
				continue
			}
			l.walk(f, func(n ast.Node, held lockState) {
				if callee := l.callee(n); callee != nil && held <= 0 && held != unknown && !l.free[callee] {
					l.free[callee] = true
					changed = true
				}
			})
		}
	}
}

// findUnder finds out which functions are always called with a lock held, and which only while something is made.
func (l *locking) findUnder() {
	for _, f := range l.c.funcs {
		private := f.object != nil && !f.object.Exported() && !f.escapes
		l.under[f.object] = private
		l.initial[f.object] = private || isConstructor(f)
	}
	for changed := true; changed; {
		changed = false
		called := make(map[*types.Func]bool)
		drop := func(from map[*types.Func]bool, f *types.Func) {
			changed = changed || from[f]
			from[f] = false
		}
		for _, f := range l.c.funcs {
			l.walk(f, func(n ast.Node, held lockState) {
				callee := l.callee(n)
				if callee == nil {
					return
				}
				called[callee] = true
				if held == unknown || held <= 0 && !l.under[f.object] {
					drop(l.under, callee)
				}
				if g := l.c.function(callee); !l.initial[f.object] && g != nil && !isConstructor(g) {
					drop(l.initial, callee)
				}
			})
		}
		for _, f := range l.c.funcs {
			if !called[f.object] {
				drop(l.under, f.object)
				if !isConstructor(f) {
					drop(l.initial, f.object)
				}
			}
		}
	}
}

// isConstructor reports whether a function makes something: it is no method, and returns a type of the package.
func isConstructor(f *function) bool {
	if f.receiver != "" || f.object == nil {
		return false
	}
	for result := range f.object.Signature().Results().Variables() {
		if n := namedOf(result.Type()); n != nil && n.Obj().Pkg() == f.object.Pkg() {
			return true
		}
	}
	return false
}

// callee returns the function of the package that a node calls, or nil.
func (l *locking) callee(n ast.Node) *types.Func {
	if call, ok := n.(*ast.CallExpr); ok {
		if name := calledName(call.Fun); name != nil {
			return l.c.funcOf(name)
		}
	}
	return nil
}

// walk visits the nodes of a function in the order of the text and returns how many locks are held at its end.
func (l *locking) walk(f *function, v visit) lockState {
	w := walker{l, v}
	held, _ := w.block(f.decl.Body.List, 0)
	return held
}

type walker struct {
	*locking
	visit visit
}

// block walks through statements and returns what is held behind them, and whether that is never reached.
func (w walker) block(list []ast.Stmt, held lockState) (lockState, bool) {
	for _, s := range list {
		var left bool
		if held, left = w.statement(s, held); left {
			return held, true
		}
	}
	return held, false
}

// branches walks through blocks of which one is taken, and returns what is held behind them: what those say that do
// not leave.
func (w walker) branches(held lockState, blocks ...[]ast.Stmt) lockState {
	after := held
	for _, b := range blocks {
		if h, left := w.block(b, held); !left {
			after = h
		}
	}
	return after
}

func (w walker) statement(s ast.Stmt, held lockState) (after lockState, left bool) {
	switch s := s.(type) {
	case *ast.BlockStmt:
		return w.block(s.List, held)
	case *ast.LabeledStmt:
		return w.statement(s.Stmt, held)
	case *ast.IfStmt:
		held = w.optional(s.Init, held)
		held = w.nodes(s.Cond, held)
		if s.Else == nil {
			return w.branches(held, s.Body.List), false
		}
		return w.branches(held, s.Body.List, []ast.Stmt{s.Else}), false
	case *ast.ForStmt:
		held = w.optional(s.Init, held)
		if s.Cond != nil {
			held = w.nodes(s.Cond, held)
		}
		held = w.branches(held, s.Body.List)
		return w.optional(s.Post, held), false
	case *ast.RangeStmt:
		held = w.nodes(s.X, held)
		return w.branches(held, s.Body.List), false
	case *ast.SwitchStmt:
		held = w.optional(s.Init, held)
		if s.Tag != nil {
			held = w.nodes(s.Tag, held)
		}
		return w.branches(held, clauses(s.Body)...), false
	case *ast.TypeSwitchStmt:
		held = w.optional(s.Init, held)
		return w.branches(held, clauses(s.Body)...), false
	case *ast.SelectStmt:
		if w.visit != nil {
			w.visit(s, held)
		}
		return w.branches(held, clauses(s.Body)...), false
	case *ast.DeferStmt:
		for _, arg := range s.Call.Args {
			held = w.nodes(arg, held)
		}
		w.literals(s.Call)
		return held, false // what it releases is held until the end
	case *ast.GoStmt:
		if w.visit != nil {
			w.visit(s, held)
		}
		w.goroutine(s)
		return held, false
	case *ast.ReturnStmt:
		return w.nodes(s, held), true
	case *ast.BranchStmt:
		return held, true
	case *ast.ExprStmt:
		if call, ok := s.X.(*ast.CallExpr); ok && isPanic(call) {
			return w.nodes(s, held), true
		}
	}
	return w.nodes(s, held), false
}

func (w walker) optional(s ast.Stmt, held lockState) lockState {
	if s != nil {
		held, _ = w.statement(s, held)
	}
	return held
}

// clauses returns the bodies of the cases of a switch or select.
func clauses(body *ast.BlockStmt) [][]ast.Stmt {
	var lists [][]ast.Stmt
	for _, clause := range body.List {
		switch clause := clause.(type) {
		case *ast.CaseClause:
			list := clause.Body
			for _, e := range slices.Backward(clause.List) {
				list = append([]ast.Stmt{&ast.ExprStmt{X: e}}, list...)
			}
			lists = append(lists, list)
		case *ast.CommClause:
			lists = append(lists, clause.Body)
		}
	}
	return lists
}

func isPanic(call *ast.CallExpr) bool {
	id, ok := call.Fun.(*ast.Ident)
	return ok && id.Name == "panic"
}

// nodes visits what is in a statement without blocks, or in an expression.
func (w walker) nodes(n ast.Node, held lockState) lockState {
	var open []ast.Node
	ast.Inspect(n, func(n ast.Node) bool {
		if n == nil { // all that is in the last node has been visited: what a call takes counts after its arguments
			if call, ok := open[len(open)-1].(*ast.CallExpr); ok && held != unknown {
				held += w.takes(call)
			}
			open = open[:len(open)-1]
			return true
		}
		if lit, ok := n.(*ast.FuncLit); ok {
			w.block(lit.Body.List, unknown)
			return false
		}
		if w.visit != nil {
			w.visit(n, held)
		}
		open = append(open, n)
		return true
	})
	return held
}

// literals visits the function literals of a deferred call, of which nobody knows whether they run under the lock.
func (w walker) literals(call *ast.CallExpr) {
	if lit, ok := call.Fun.(*ast.FuncLit); ok {
		w.block(lit.Body.List, unknown)
	}
}

// goroutine visits the body of a goroutine, which begins without a lock.
func (w walker) goroutine(s *ast.GoStmt) {
	if lit, ok := s.Call.Fun.(*ast.FuncLit); ok {
		w.block(lit.Body.List, 0)
	}
}

// takes returns how many locks a call takes, less those that it releases.
func (w walker) takes(call *ast.CallExpr) lockState {
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if ok && isLock(w.c.info.TypeOf(selector.X)) {
		switch selector.Sel.Name {
		case "Lock", "RLock":
			return 1
		case "Unlock", "RUnlock":
			return -1
		}
	}
	if callee := w.callee(call); callee != nil {
		return w.effect[callee]
	}
	return 0
}

// isLock reports whether t is a lock of package sync, or embeds one.
func isLock(t types.Type) bool {
	if t == nil {
		return false
	}
	if isFrom(t, "sync", "Mutex", "RWMutex") {
		return true
	}
	if n := namedOf(t); n != nil {
		if s, ok := n.Underlying().(*types.Struct); ok {
			for field := range s.Fields() {
				if field.Embedded() && isFrom(field.Type(), "sync", "Mutex", "RWMutex") {
					return true
				}
			}
		}
	}
	return false
}

// hasLock reports whether the solution declares a variable or field that is a lock of package sync.
func (c *Code) hasLock() bool {
	for name, object := range c.info.Defs {
		if v, ok := object.(*types.Var); ok && c.isOwn(name.Pos()) && isLock(v.Type()) {
			return true
		}
	}
	return false
}

// An access is a use of a field.
type access struct {
	field *types.Var
	place Place
}

// readWithoutLock finds the fields of types with a lock that are assigned under it, and read or assigned without it.
func readWithoutLock(c *Code) []Finding {
	l, owners := c.locking(), c.owners()
	locked := make(map[*types.TypeName]bool) // the types that have a lock
	for field, owner := range owners {
		if isFrom(field.Type(), "sync", "Mutex", "RWMutex") {
			locked[owner] = true
		}
	}
	written := make(map[*types.Var]bool)
	var bare []access
	for _, f := range c.funcs {
		if l.initial[f.object] {
			continue
		}
		assigned := assignedExprs(f.decl.Body)
		l.walk(f, func(n ast.Node, held lockState) {
			e, ok := n.(ast.Expr)
			if !ok {
				return
			}
			field := c.field(e)
			if field == nil || !locked[owners[field]] || isFrom(field.Type(), "sync") || isFrom(field.Type(), "sync/atomic") {
				return
			}
			switch {
			case held > 0 || held != unknown && l.under[f.object]:
				written[field] = written[field] || assigned[e]
			case held != unknown && l.free[f.object]:
				bare = append(bare, access{field: field, place: c.place(e.Pos(), f)})
			}
		})
	}
	var findings []Finding
	for _, a := range bare {
		if written[a.field] {
			findings = append(findings, Finding{owners[a.field].Name() + "." + a.field.Name(), 1, []Place{a.place}})
		}
	}
	return joined(findings)
}

// joined makes one finding of those about the same subject.
func joined(findings []Finding) []Finding {
	var all []Finding
	for _, f := range findings {
		i := slices.IndexFunc(all, func(g Finding) bool { return g.Subject == f.Subject })
		if i < 0 {
			all = append(all, f)
			continue
		}
		all[i].N += f.N
		all[i].Places = append(all[i].Places, f.Places...)
	}
	return all
}

// assignedExprs returns the expressions that are assigned to, also by an index or a deletion: m in m[k] = v.
func assignedExprs(body ast.Node) map[ast.Expr]bool {
	assigned := make(map[ast.Expr]bool)
	var add func(e ast.Expr)
	add = func(e ast.Expr) {
		assigned[e] = true
		if index, ok := e.(*ast.IndexExpr); ok {
			add(index.X)
		}
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				add(e)
			}
		case *ast.IncDecStmt:
			add(n.X)
		case *ast.CallExpr:
			if id, ok := n.Fun.(*ast.Ident); ok && (id.Name == "delete" || id.Name == "clear") {
				add(n.Args[0])
			}
		}
		return true
	})
	return assigned
}

// outsideUnderLock finds calls of code that comes from the caller while a lock is held: functions in fields and
// parameters, and methods of interfaces that the contract declares.
func outsideUnderLock(c *Code) []Finding {
	l := c.locking()
	var findings []Finding
	for _, f := range c.funcs {
		l.walk(f, func(n ast.Node, held lockState) {
			call, ok := n.(*ast.CallExpr)
			if !ok || held == unknown || held <= 0 && !l.under[f.object] {
				return
			}
			if name := c.outside(call); name != "" {
				findings = append(findings, Finding{name, 1, []Place{c.place(call.Pos(), f)}})
			}
		})
	}
	return joined(findings)
}

// seesOutside reports whether it is known of each call of code from outside whether it runs under a lock.
func seesOutside(c *Code) bool {
	sees := c.hasLock()
	for _, f := range c.funcs {
		c.locking().walk(f, func(n ast.Node, held lockState) {
			if call, ok := n.(*ast.CallExpr); ok && held == unknown && c.outside(call) != "" {
				sees = false
			}
		})
	}
	return sees
}

// outside returns the name of what a call calls if that is code from outside, or "".
func (c *Code) outside(call *ast.CallExpr) string {
	name := calledName(call.Fun)
	if name == nil {
		return ""
	}
	switch object := c.info.Uses[name].(type) {
	case *types.Var:
		if _, ok := object.Type().Underlying().(*types.Signature); ok && (object.IsField() || c.isParameter(object)) {
			return object.Name()
		}
	case *types.Func:
		if recv := object.Signature().Recv(); recv != nil && types.IsInterface(recv.Type()) && object.Pkg() == c.pkg && !c.isOwn(object.Pos()) {
			return object.Name()
		}
	}
	return ""
}

// isParameter reports whether the variable is a parameter of an exported function of the solution.
func (c *Code) isParameter(v *types.Var) bool {
	for _, f := range c.funcs {
		if f.object == nil || !f.object.Exported() {
			continue
		}
		for param := range f.object.Signature().Params().Variables() {
			if param == v {
				return true
			}
		}
	}
	return false
}

// endlessGoroutines finds go statements whose function loops and has no way to its end: no return, no break out of the
// loop, and no range over a channel that somebody closes.
func endlessGoroutines(c *Code) []Finding {
	closed := c.closedChannels()
	var findings []Finding
	for _, f := range c.funcs {
		ast.Inspect(f.decl.Body, func(n ast.Node) bool {
			g, ok := n.(*ast.GoStmt)
			if !ok {
				return true
			}
			if body := c.goBody(g); body != nil && c.isEndless(body, closed) {
				findings = append(findings, Finding{f.name, 1, []Place{c.place(g.Pos(), f)}})
			}
			return true
		})
	}
	return findings
}

// closedChannels returns the variables and fields whose channel somebody closes. A parameter is its argument, also if a
// function is called by another one that gets both, as in runtime.AddCleanup(s, func(c chan int) { close(c) }, s.jobs).
func (c *Code) closedChannels() map[types.Object]bool {
	same := make(map[types.Object][]types.Object)
	join := func(a, b types.Object) {
		if a != nil && b != nil {
			same[a], same[b] = append(same[a], b), append(same[b], a)
		}
	}
	var open []types.Object // closed, and not yet followed to the others of the same channel
	for _, f := range c.funcs {
		ast.Inspect(f.decl.Body, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			if id, ok := call.Fun.(*ast.Ident); ok && id.Name == "close" && len(call.Args) == 1 {
				open = append(open, c.object(call.Args[0]))
			}
			for i, parameter := range c.parameters(call.Fun) {
				if i < len(call.Args) {
					join(parameter, c.object(call.Args[i]))
				}
			}
			for _, f := range call.Args {
				for _, parameter := range c.parameters(f) {
					for _, argument := range call.Args {
						if o := c.object(argument); o != nil && types.Identical(o.Type(), parameter.Type()) {
							join(parameter, o)
						}
					}
				}
			}
			return true
		})
	}
	closed := make(map[types.Object]bool)
	for len(open) > 0 {
		o := open[len(open)-1]
		open = open[:len(open)-1]
		if !closed[o] {
			closed[o] = true
			open = append(open, same[o]...)
		}
	}
	return closed
}

// parameters returns the parameters of the function that an expression is, or names, if its body is in the code.
func (c *Code) parameters(e ast.Expr) []types.Object {
	var list *ast.FieldList
	if lit, ok := ast.Unparen(e).(*ast.FuncLit); ok {
		list = lit.Type.Params
	} else if name := calledName(e); name != nil {
		if object := c.funcOf(name); object != nil {
			if f := c.function(object); f != nil {
				list = f.decl.Type.Params
			}
		}
	}
	if list == nil {
		return nil
	}
	var all []types.Object
	for _, field := range list.List {
		for _, name := range field.Names {
			all = append(all, c.info.Defs[name])
		}
	}
	return all
}

// object returns the variable or field that an expression names, or nil.
func (c *Code) object(e ast.Expr) types.Object {
	if field := c.field(e); field != nil {
		return field
	}
	if id, ok := ast.Unparen(e).(*ast.Ident); ok {
		return c.info.Uses[id]
	}
	return nil
}

// goBody returns what a goroutine runs, or nil.
func (c *Code) goBody(g *ast.GoStmt) *ast.BlockStmt {
	if lit, ok := g.Call.Fun.(*ast.FuncLit); ok {
		return lit.Body
	}
	if name := calledName(g.Call.Fun); name != nil {
		if object := c.funcOf(name); object != nil {
			if f := c.function(object); f != nil {
				return f.decl.Body
			}
		}
	}
	return nil
}

func (c *Code) isEndless(body *ast.BlockStmt, closed map[types.Object]bool) bool {
	endless := false
	for _, s := range body.List {
		if label, ok := s.(*ast.LabeledStmt); ok {
			s = label.Stmt
		}
		switch s := s.(type) {
		case *ast.ForStmt:
			endless = endless || s.Cond == nil && !leaves(s.Body)
		case *ast.RangeStmt:
			_, isChannel := c.info.TypeOf(s.X).Underlying().(*types.Chan)
			object := c.object(s.X)
			endless = endless || isChannel && object != nil && !closed[object] && !leaves(s.Body)
		}
	}
	return endless
}

// leaves reports whether there is a way out of a loop with that body: a return, a break of it, a goto or a panic.
func leaves(body *ast.BlockStmt) bool {
	found := false
	var walk func(n ast.Node, inner bool)
	walk = func(n ast.Node, inner bool) {
		ast.Inspect(n, func(m ast.Node) bool {
			switch m := m.(type) {
			case *ast.FuncLit:
				return false
			case *ast.ReturnStmt:
				found = true
			case *ast.BranchStmt:
				found = found || m.Tok == token.GOTO || m.Tok == token.BREAK && (!inner || m.Label != nil)
			case *ast.CallExpr:
				found = found || isPanic(m) || isGoexit(m)
			case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
				if m != n && !inner {
					walk(m, true)
					return false
				}
			}
			return true
		})
	}
	walk(body, false)
	return found
}

func isGoexit(call *ast.CallExpr) bool {
	name := calledName(call.Fun)
	return name != nil && name.Name == "Goexit"
}

// sendUnderLock finds sends to channels while a lock is held, unless they are in a select with a default.
func sendUnderLock(c *Code) []Finding {
	l := c.locking()
	var findings []Finding
	for _, f := range c.funcs {
		l.walk(f, func(n ast.Node, held lockState) {
			if held == unknown || held <= 0 && !l.under[f.object] {
				return
			}
			switch n := n.(type) {
			case *ast.SendStmt:
				findings = append(findings, Finding{f.name, 1, []Place{c.place(n.Pos(), f)}})
			case *ast.SelectStmt:
				if !hasDefault(n) && hasSend(n) {
					findings = append(findings, Finding{f.name, 1, []Place{c.place(n.Pos(), f)}})
				}
			}
		})
	}
	return joined(findings)
}

func hasDefault(s *ast.SelectStmt) bool {
	return slices.ContainsFunc(s.Body.List, func(c ast.Stmt) bool { return c.(*ast.CommClause).Comm == nil })
}

func hasSend(s *ast.SelectStmt) bool {
	return slices.ContainsFunc(s.Body.List, func(c ast.Stmt) bool {
		_, ok := c.(*ast.CommClause).Comm.(*ast.SendStmt)
		return ok
	})
}
