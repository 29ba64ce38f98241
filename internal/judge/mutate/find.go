package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"math/big"
)

// swaps has, for each operator, the operators that replace it.
var swaps = map[token.Token]token.Token{
	token.LSS: token.LEQ, token.LEQ: token.LSS,
	token.GTR: token.GEQ, token.GEQ: token.GTR,
	token.EQL: token.NEQ, token.NEQ: token.EQL,

	token.LAND: token.LOR, token.LOR: token.LAND,

	token.ADD: token.SUB, token.SUB: token.ADD,
	token.MUL: token.QUO, token.QUO: token.MUL, token.REM: token.QUO,
	token.AND: token.OR, token.OR: token.AND, token.XOR: token.OR, token.AND_NOT: token.AND,
	token.SHL: token.SHR, token.SHR: token.SHL,

	token.ADD_ASSIGN: token.SUB_ASSIGN, token.SUB_ASSIGN: token.ADD_ASSIGN,
	token.MUL_ASSIGN: token.QUO_ASSIGN, token.QUO_ASSIGN: token.MUL_ASSIGN, token.REM_ASSIGN: token.QUO_ASSIGN,
	token.AND_ASSIGN: token.OR_ASSIGN, token.OR_ASSIGN: token.AND_ASSIGN,
	token.XOR_ASSIGN: token.OR_ASSIGN, token.AND_NOT_ASSIGN: token.AND_ASSIGN,
	token.SHL_ASSIGN: token.SHR_ASSIGN, token.SHR_ASSIGN: token.SHL_ASSIGN,

	token.BREAK: token.CONTINUE, token.CONTINUE: token.BREAK,
}

// find notes every mutant of the declaration.
func (f *finder) find(decl ast.Node) {
	ast.Inspect(decl, func(n ast.Node) bool {
		f.visit(n)
		return true
	})
}

func (f *finder) visit(n ast.Node) {
	switch n := n.(type) {
	case *ast.FuncDecl:
		f.hushLastReturn(n.Body)
	case *ast.FuncLit:
		f.hushLastReturn(n.Body)
	case *ast.IfStmt:
		f.condition(n)
	case *ast.ForStmt:
		if n.Cond != nil {
			f.force(n.Cond, "false && ", "never true")
		}
	case *ast.ExprStmt, *ast.SendStmt, *ast.DeferStmt, *ast.GoStmt, *ast.ReturnStmt:
		f.remove(n)
	case *ast.IncDecStmt:
		f.remove(n)
	case *ast.AssignStmt:
		f.assignment(n)
	case *ast.BranchStmt:
		f.swap(n.TokPos, n.Tok)
	case *ast.BinaryExpr:
		f.swap(n.OpPos, n.Op)
	case *ast.UnaryExpr:
		if n.Op == token.NOT {
			f.add(n.Pos(), n.X.Pos(), "", "`!` removed")
		}
	case *ast.BasicLit:
		f.literal(n)
	case *ast.Ident:
		f.boolean(n)
	}
}

// hushLastReturn keeps the return at the end of a body from being removed. Without it either nothing would change, or
// the code would not compile.
func (f *finder) hushLastReturn(body *ast.BlockStmt) {
	if body == nil || len(body.List) == 0 {
		return
	}
	if last, ok := body.List[len(body.List)-1].(*ast.ReturnStmt); ok {
		f.quiet[last] = true
	}
}

// condition makes the condition of an if always false, always true, and negated. Always false is also the mutant
// without the body, and without an else the mutant without the whole statement.
func (f *finder) condition(n *ast.IfStmt) {
	f.force(n.Cond, "false && ", "never true")
	f.force(n.Cond, "true || ", "always true")
	if !f.turnsRound(n.Cond) {
		f.force(n.Cond, "!", "negated")
	}
	if len(n.Body.List) == 1 && n.Else == nil { // a mutant without the body would be the same
		f.quiet[n.Body.List[0]] = true
	}
}

// turnsRound reports whether another mutant already is the negation of cond.
func (f *finder) turnsRound(cond ast.Expr) bool {
	switch x := cond.(type) {
	case *ast.BinaryExpr:
		return x.Op == token.EQL || x.Op == token.NEQ
	case *ast.UnaryExpr:
		return x.Op == token.NOT
	}
	return false
}

// force puts prefix in front of a condition. Effect says what that does.
func (f *finder) force(cond ast.Expr, prefix, effect string) {
	code := f.code(cond.Pos(), cond.End())
	f.add(cond.Pos(), cond.End(), prefix+"("+code+")", fmt.Sprintf("`%s` %s", oneLine(code), effect))
}

// assignment removes n, or swaps its operator. A variable cannot go without its declaration.
func (f *finder) assignment(n *ast.AssignStmt) {
	f.swap(n.TokPos, n.Tok)
	if n.Tok == token.DEFINE {
		return
	}
	if x, ok := n.Lhs[0].(*ast.Ident); ok && x.Name == "_" && len(n.Lhs) == 1 {
		return
	}
	f.remove(n)
}

// remove adds the mutant without the statement.
func (f *finder) remove(n ast.Node) {
	if !f.quiet[n] {
		f.add(n.Pos(), n.End(), "", "statement removed")
	}
}

// swap adds the mutants with another operator at pos, if op has one.
func (f *finder) swap(pos token.Pos, op token.Token) {
	if to, ok := swaps[op]; ok {
		f.replace(pos, pos+token.Pos(len(op.String())), to.String())
	}
}

// literal adds the mutants with the next lower and the next higher integer.
func (f *finder) literal(n *ast.BasicLit) {
	value, ok := new(big.Int).SetString(n.Value, 0)
	if n.Kind != token.INT || !ok {
		return
	}
	for _, d := range []int64{-1, 1} {
		near := new(big.Int).Add(value, big.NewInt(d)).String()
		if value.Sign() == 0 && d < 0 {
			near = "(-1)" // for x-0
		}
		f.replace(n.Pos(), n.End(), near)
	}
}

func (f *finder) boolean(n *ast.Ident) {
	switch n.Name {
	case "true":
		f.replace(n.Pos(), n.End(), "false")
	case "false":
		f.replace(n.Pos(), n.End(), "true")
	}
}
