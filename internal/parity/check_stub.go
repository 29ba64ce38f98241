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

// unfinishedBodies checks that what is not implemented says so with its own name. It
// looks at all of a learner's files, but only at what they export.
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

// asShipped checks that stub.go is the contract and nothing else.
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

// implemented finds functions that do anything but panic.
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

// undeclarable finds declarations that are the learner's to make: unexported names and fields.
func undeclarable(fset *token.FileSet, file *ast.File) []string {
	var problems []string
	for _, ident := range declared(file) {
		if !ident.IsExported() {
			problems = append(problems, fmt.Sprintf("%s: %s is not exported: it has no place in the stub",
				at(fset, ident.Pos()), ident.Name))
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.StructType); ok && s.Fields.NumFields() > 0 {
			problems = append(problems, fmt.Sprintf("%s: a struct with fields: leave them to the learner; "+
				"a type whose fields are given belongs in a shared file", at(fset, s.Pos())))
		}
		return true
	})
	return problems
}

// otherStubFiles finds files with the tag stub besides stub.go: left behind from trying a
// solution.
func otherStubFiles(q exercise) ([]string, error) {
	files, err := q.Files()
	if err != nil {
		return nil, err
	}
	var problems []string
	for _, file := range files {
		if file.IsLearners() && file.Name != "stub.go" {
			problems = append(problems, fmt.Sprintf("%s/%s has the tag stub: the only file with it that the project ships is stub.go",
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

// body returns the statements of f as text.
func body(f *ast.FuncDecl) string {
	if f.Body == nil {
		return ""
	}
	text := layout(f.Body)
	return strings.TrimSpace(text[1 : len(text)-1])
}

// notImplemented returns the body that f has in the stub.
func notImplemented(f *ast.FuncDecl) string {
	return fmt.Sprintf("panic(%q)", "not implemented: "+question.FuncName(f))
}

// exportedFunc reports whether f is an exported function, or an exported method of an
// exported type.
func exportedFunc(f *ast.FuncDecl) bool {
	return f.Name.IsExported() && (f.Recv == nil || ast.IsExported(question.ReceiverType(f)))
}
