package handout

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// currentStub returns the question's stub as shipped, or an error if it is older than the question.
func currentStub(q question.Question) ([]byte, error) {
	copied, err := workspace.ShippedStub(q)
	if err != nil {
		return nil, err
	}
	outdated, err := isOutdated(q, copied)
	if err == nil && outdated != "" {
		err = fmt.Errorf("the copy of %[1]s/stub.go, internal/kit/stubs/%[1]s.go.txt, is out of date: %[2]s. Correct stub.go if it is wrong. "+
			"To update the copy from it: OODKIT_SHIPPED=1 go -C internal/kit test -run TestStubCopies ./workspace -update", q.Name, outdated)
	}
	return copied, err
}

// isOutdated says how the copy of a stub differs from the stub, and from the reference, if it does.
func isOutdated(q question.Question, copied []byte) (string, error) {
	text, err := question.ReadText(q.Path("stub.go"))
	if err == nil && question.IsUnwritten([]byte(text)) && text != strings.ReplaceAll(string(copied), "\r\n", "\n") {
		return "stub.go has changed since", nil
	}
	has := make(map[string]bool)
	if err := addExported(has, q.Name+".go.txt", copied); err != nil {
		return "", err
	}
	wants, err := exportedByReference(q)
	if err != nil {
		return "", err
	}
	for _, name := range slices.Concat(slices.Sorted(maps.Keys(wants)), slices.Sorted(maps.Keys(has))) {
		switch {
		case !has[name]:
			return "it lacks " + name + ", which the reference exports", nil
		case !wants[name]:
			return "it exports " + name + ", which the reference does not", nil
		}
	}
	return "", nil
}

// exportedByReference returns the exported names that the files of the reference declare.
func exportedByReference(q question.Question) (map[string]bool, error) {
	files, err := q.Files()
	if err != nil {
		return nil, err
	}
	names := make(map[string]bool)
	for _, file := range files {
		if !file.IsReference() {
			continue
		}
		text, err := question.ReadText(q.Path(file.Name))
		if err != nil {
			return nil, err
		}
		if err := addExported(names, file.Name, []byte(text)); err != nil {
			return nil, err
		}
	}
	return names, nil
}

// addExported adds the exported names that a file declares: New, Map, Map.Put.
func addExported(names map[string]bool, name string, text []byte) error {
	file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	for _, decl := range file.Decls {
		for _, name := range declared(decl) {
			receiver, method, isMethod := strings.Cut(name, ".")
			if ast.IsExported(receiver) && (!isMethod || ast.IsExported(method)) {
				names[name] = true
			}
		}
	}
	return nil
}

// declared returns the names that a declaration declares.
func declared(decl ast.Decl) []string {
	if f, ok := decl.(*ast.FuncDecl); ok {
		return []string{question.FuncName(f)}
	}
	var names []string
	for _, spec := range decl.(*ast.GenDecl).Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			names = append(names, spec.Name.Name)
		case *ast.ValueSpec:
			for _, name := range spec.Names {
				names = append(names, name.Name)
			}
		}
	}
	return names
}
