package main

import (
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
)

// learnersFiles returns the names of the Go files in the question's directory that only the tag
// stub selects, and of stub.go whatever its build line says.
func (q question) learnersFiles() ([]string, error) {
	entries, err := os.ReadDir(q.dir())
	if err != nil {
		return nil, err
	}
	var names []string
	for _, entry := range entries {
		name := entry.Name()
		if name == "stub.go" || strings.HasSuffix(name, ".go") && !entry.IsDir() && isStubOnly(q.dir(), name) {
			names = append(names, name)
		}
	}
	return names, nil
}

// isStubOnly reports whether go compiles the file with the tag stub and only then.
func isStubOnly(dir, name string) bool {
	return isCompiled(dir, name, "stub") && !isCompiled(dir, name)
}

// isCompiled reports whether go compiles the file with the tags.
func isCompiled(dir, name string, tags ...string) bool {
	ctx := build.Default
	ctx.BuildTags = tags
	match, err := ctx.MatchFile(dir, name)
	return match && err == nil
}

// isUnwritten reports whether src declares what a stub does and no more: every body is still to be
// written, and no struct has a field.
func isUnwritten(src []byte) bool {
	file, err := parser.ParseFile(token.NewFileSet(), "stub.go", src, parser.SkipObjectResolution)
	if err != nil {
		return false
	}
	bodies, unwritten := 0, true
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			bodies++
			unwritten = unwritten && isPlaceholder(n.Body)
		case *ast.StructType:
			unwritten = unwritten && n.Fields.NumFields() == 0
		}
		return unwritten
	})
	return unwritten && bodies > 0
}

// isPlaceholder reports whether a body is panic("not implemented: …") and nothing else.
func isPlaceholder(body *ast.BlockStmt) bool {
	if body == nil || len(body.List) != 1 {
		return false
	}
	statement, ok := body.List[0].(*ast.ExprStmt)
	if !ok {
		return false
	}
	call, ok := statement.X.(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return false
	}
	function, isName := call.Fun.(*ast.Ident)
	text, isText := call.Args[0].(*ast.BasicLit)
	return isName && isText && function.Name == "panic" && strings.HasPrefix(text.Value, `"not implemented: `)
}

// path returns the path of a file in the question's directory.
func (q question) path(name string) string { return filepath.Join(q.dir(), filepath.FromSlash(name)) }
