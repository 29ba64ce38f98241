package parity

import (
	"fmt"
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/question"
)

var unfinished = regexp.MustCompile(`^panic\("not implemented[^"]*"\)$`)

// unfinishedBodies checks that each unfinished body panics with its own name. It looks at the exported functions and
// methods of all of a learner's files.
func unfinishedBodies(q exercise) ([]string, error) {
	fset := token.NewFileSet()
	files, err := q.parse(fset, stub)
	if err != nil {
		return nil, err
	}
	var problems []string
	for _, file := range files {
		for _, f := range functions(file) {
			if exportedFunc(f) && unfinished.MatchString(body(f)) && body(f) != notImplemented(f) {
				problems = append(problems, fmt.Sprintf("%s: the body is %s: want %s",
					at(fset, f.Pos()), body(f), notImplemented(f)))
			}
		}
	}
	return problems, nil
}

// asShipped checks that stub.go has the contract and nothing else.
func asShipped(q exercise) ([]string, error) {
	fset := token.NewFileSet()
	file, err := q.parseFile(fset, "stub.go")
	if err != nil {
		return nil, err
	}
	problems := slices.Concat(implemented(fset, file), undeclarable(fset, file))
	more, err := otherStubFiles(q)
	return append(problems, more...), err
}

// implemented finds functions that do more than panic.
func implemented(fset *token.FileSet, file *ast.File) []string {
	var problems []string
	for _, f := range functions(file) {
		if body(f) != notImplemented(f) {
			problems = append(problems, fmt.Sprintf("%s: the whole body of %s must be %s",
				at(fset, f.Pos()), question.FuncName(f), notImplemented(f)))
		}
	}
	return problems
}

// undeclarable finds declarations that are left to the learner: unexported names and fields.
func undeclarable(fset *token.FileSet, file *ast.File) []string {
	var problems []string
	for _, ident := range declared(file) {
		if !ident.IsExported() {
			problems = append(problems, fmt.Sprintf("%s: %s is not exported: move it out of the stub",
				at(fset, ident.Pos()), ident.Name))
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.StructType); ok && s.Fields.NumFields() > 0 {
			problems = append(problems, fmt.Sprintf("%s: the struct has fields: leave them to the learner, "+
				"or declare the type in a shared file if its fields are given", at(fset, s.Pos())))
		}
		return true
	})
	return problems
}

// otherStubFiles finds files with the tag stub other than stub.go. They may be left from trying a solution.
func otherStubFiles(q exercise) ([]string, error) {
	files, err := q.Files()
	if err != nil {
		return nil, err
	}
	var problems []string
	for _, file := range files {
		if file.IsLearners() && file.Name != "stub.go" {
			problems = append(problems, fmt.Sprintf("%s/%s has the tag stub: the project ships only stub.go with that tag, so remove this file",
				q.Name, file.Name))
		}
	}
	return problems, nil
}

func functions(file *ast.File) []*ast.FuncDecl {
	var functions []*ast.FuncDecl
	for _, decl := range file.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok {
			functions = append(functions, f)
		}
	}
	return functions
}

// body returns the statements in the body of f as text.
func body(f *ast.FuncDecl) string {
	if f.Body == nil {
		return ""
	}
	text := layout(f.Body)
	return strings.TrimSpace(text[1 : len(text)-1])
}

// notImplemented returns the body that f must have in the stub.
func notImplemented(f *ast.FuncDecl) string {
	return fmt.Sprintf("panic(%q)", "not implemented: "+question.FuncName(f))
}

// exportedFunc reports whether f is an exported function, or an exported method of an
// exported type.
func exportedFunc(f *ast.FuncDecl) bool {
	return f.Name.IsExported() && (f.Recv == nil || ast.IsExported(question.ReceiverType(f)))
}
