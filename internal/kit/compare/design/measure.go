package design

import (
	"go/ast"
	"go/scanner"
	"go/token"
	"strings"
)

// codeLines returns the lines of a Go file that have code on them, and not only spaces or comments.
func codeLines(text []byte) map[int]bool {
	files := token.NewFileSet()
	file := files.AddFile("", -1, len(text))
	var s scanner.Scanner
	s.Init(file, text, nil, 0)
	lines := make(map[int]bool)
	for {
		pos, tok, literal := s.Scan()
		if tok == token.EOF {
			return lines
		}
		if literal == "\n" {
			continue // a semicolon that the scanner put in
		}
		first := file.Line(pos)
		for line := first; line <= first+strings.Count(literal, "\n"); line++ {
			lines[line] = true
		}
	}
}

// countLines returns how many lines from first to last have code on them.
func (s source) countLines(first, last int) int {
	n := 0
	for line := first; line <= last; line++ {
		if s.code[line] {
			n++
		}
	}
	return n
}

// Depth returns how deep the blocks of a function are nested: 0 if there is no branch, loop or
// function in it. An else if is no deeper than its if.
func Depth(body *ast.BlockStmt) int {
	if body == nil {
		return 0
	}
	deepest, now := 0, 0
	elseIfs := make(map[ast.Node]bool)
	var open []bool // whether each of the nodes around is a level
	ast.Inspect(body, func(n ast.Node) bool {
		if n == nil {
			if open[len(open)-1] {
				now--
			}
			open = open[:len(open)-1]
			return true
		}
		level := nests(n) && !elseIfs[n]
		if branch, ok := n.(*ast.IfStmt); ok && branch.Else != nil {
			elseIfs[branch.Else] = true
		}
		if level {
			now++
			deepest = max(deepest, now)
		}
		open = append(open, level)
		return true
	})
	return deepest
}

// nests reports whether the content of n is one level deeper than n.
func nests(n ast.Node) bool {
	switch n.(type) {
	case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt, *ast.FuncLit:
		return true
	}
	return false
}
