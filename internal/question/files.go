package question

import (
	"bytes"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"io"
	"os"
	"strings"
)

// A Variant is one of the two bodies of code that a question's tests can be compiled with. Its value is the build
// tag that selects it.
type Variant string

// The variants.
const (
	Reference Variant = ""
	Learners  Variant = "stub" // the learner's code
)

// Tag returns the build tag that selects the variant, or "" for the reference, which needs no tag.
func (v Variant) Tag() string { return string(v) }

// String returns the name of the variant for users.
func (v Variant) String() string {
	if v == Learners {
		return "your code"
	}
	return "reference"
}

// FileName returns the name of the variant for the names of files.
func (v Variant) FileName() string {
	if v == Learners {
		return "mine"
	}
	return "reference"
}

// A File is a Go file of a question. It says in which variants go compiles the file. Without a build line, that is
// both.
type File struct {
	Name                string
	InReference, InStub bool
}

// IsTest reports whether the file belongs to the tests.
func (f File) IsTest() bool { return strings.HasSuffix(f.Name, "_test.go") }

// IsLearners reports whether the file is compiled in the learner's variant only. It may be a test.
func (f File) IsLearners() bool { return f.InStub && !f.InReference }

// IsReference reports whether the file is part of the reference.
func (f File) IsReference() bool { return f.InReference && !f.InStub && !f.IsTest() }

// In reports whether the file is compiled with the variant.
func (f File) In(v Variant) bool { return v == Reference && f.InReference || v == Learners && f.InStub }

// Files returns the Go files in the question's directory in the order of their names.
func (q Question) Files() ([]File, error) {
	entries, err := os.ReadDir(q.Dir())
	if err != nil {
		return nil, err
	}
	var files []File
	for _, entry := range entries {
		if entry.IsDir() || !strings.HasSuffix(entry.Name(), ".go") {
			continue
		}
		text, err := os.ReadFile(q.Path(entry.Name()))
		if err != nil {
			return nil, err
		}
		file, _ := NewFile(entry.Name(), text) // a file that go cannot read is compiled in neither variant
		files = append(files, file)
	}
	return files, nil
}

// NewFile returns the File of that name with that text. It returns an error if the build line cannot be read.
func NewFile(name string, text []byte) (File, error) {
	file := File{Name: name}
	context := build.Default
	context.OpenFile = func(string) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(text)), nil }
	context.BuildTags = nil
	var err error
	if file.InReference, err = context.MatchFile(".", name); err != nil {
		return file, err
	}
	context.BuildTags = []string{string(Learners)}
	file.InStub, err = context.MatchFile(".", name)
	return file, err
}

// IsUnwritten reports whether src is a stub: no body is written yet, and no struct has a field.
func IsUnwritten(src []byte) bool {
	file, err := parser.ParseFile(token.NewFileSet(), "stub.go", src, parser.SkipObjectResolution)
	if err != nil {
		return false
	}
	bodies, unwritten := 0, true
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			bodies++
			unwritten = unwritten && IsPlaceholder(n.Body)
		case *ast.StructType:
			unwritten = unwritten && n.Fields.NumFields() == 0
		}
		return unwritten
	})
	return unwritten && bodies > 0
}

// IsPlaceholder reports whether a body is panic("not implemented: …") and nothing else.
func IsPlaceholder(body *ast.BlockStmt) bool {
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

// FuncName returns the name of f, with the name of its type in front if f is a method: New, Map.Put.
func FuncName(f *ast.FuncDecl) string {
	if receiver := ReceiverType(f); receiver != "" {
		return receiver + "." + f.Name.Name
	}
	return f.Name.Name
}

// ReceiverType returns the name of the type that f is a method of, without type parameters: Map for a receiver
// *Map[K, V]. For a function it returns "".
func ReceiverType(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return ""
	}
	return TypeName(f.Recv.List[0].Type)
}

// TypeName returns the name of the type that e stands for, without pointers, parentheses and type arguments. If the
// type has no name, or is of another package, it returns "".
func TypeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.ParenExpr:
		return TypeName(e.X)
	case *ast.StarExpr:
		return TypeName(e.X)
	case *ast.IndexExpr:
		return TypeName(e.X)
	case *ast.IndexListExpr:
		return TypeName(e.X)
	}
	return ""
}
