package judge

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/question"
)

// Nothing is a way to do nothing. It says what the bodies return in a solution that compiles but does nothing.
type Nothing string

// The ways to do nothing. Each step must reject each of them, even if no other step has run.
const (
	Zeros    Nothing = "zero values"
	News     Nothing = "pointers to zero values, empty sequences"
	Refusals Nothing = "errors of constructors"
)

// Overlay returns the overlay that replaces the learner's code with the question's stub, whose bodies do nothing in
// this way.
func (n Nothing) Overlay(q question.Question) (gotest.Overlay, error) {
	src, err := os.ReadFile(q.Path("stub.go"))
	if err != nil {
		return nil, err
	}
	filled, err := n.fill(src)
	if err != nil {
		return nil, err
	}
	return wholeOverlay(q, filled)
}

// fill returns the source with another body for each function.
func (n Nothing) fill(src []byte) ([]byte, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "stub.go", src, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	text := func(e ast.Node) string {
		return string(src[fset.Position(e.Pos()).Offset:fset.Position(e.End()).Offset])
	}
	filled := slices.Clone(src)
	for _, d := range slices.Backward(file.Decls) { // backward, so that the offsets of the remaining ones stay right
		if f, ok := d.(*ast.FuncDecl); ok {
			from, to := fset.Position(f.Body.Lbrace).Offset, fset.Position(f.Body.Rbrace).Offset+1
			filled = slices.Replace(filled, from, to, []byte(n.body(f, text))...)
		}
	}
	return append(filled, "\ntype nothing struct{}\n\nfunc (nothing) Error() string { return \"nothing is done\" }\n"...), nil
}

// body returns a body for f that does nothing.
func (n Nothing) body(f *ast.FuncDecl, text func(ast.Node) string) string {
	var declared, returned []string
	if f.Type.Results == nil {
		return "{}"
	}
	for _, field := range f.Type.Results.List {
		for range max(1, len(field.Names)) {
			name := fmt.Sprintf("result%d", len(returned))
			declared = append(declared, fmt.Sprintf("var %s %s%s", name, text(field.Type), n.value(f, field.Type, text)))
			returned = append(returned, name)
		}
	}
	return fmt.Sprintf("{\n%s\nreturn %s\n}", strings.Join(declared, "\n"), strings.Join(returned, ", "))
}

// value returns " = ..." if a result of this type is not the zero value.
func (n Nothing) value(f *ast.FuncDecl, of ast.Expr, text func(ast.Node) string) string {
	if n == Zeros {
		return ""
	}
	switch of := of.(type) {
	case *ast.StarExpr:
		return fmt.Sprintf(" = new(%s)", text(of.X))
	case *ast.IndexExpr: // iter.Seq[T]
		if text(of.X) == "iter.Seq" {
			return fmt.Sprintf(" = func(func(%s) bool) {}", text(of.Index))
		}
	case *ast.IndexListExpr: // iter.Seq2[K, V]
		if text(of.X) == "iter.Seq2" {
			return fmt.Sprintf(" = func(func(%s, %s) bool) {}", text(of.Indices[0]), text(of.Indices[1]))
		}
	case *ast.Ident:
		if n == Refusals && f.Recv == nil && of.Name == "error" {
			return " = nothing{}"
		}
	}
	return ""
}
