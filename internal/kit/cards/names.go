package cards

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"strings"

	"github.com/oodkit/oodkit/internal/question"
)

// exported returns the exported names of a question's API: functions, methods, variables, constants and fields. A
// text may use the names of types, such as Ring, as plain words.
func exported(q question.Question) (map[string]bool, error) {
	files, err := q.Files()
	if err != nil {
		return nil, err
	}
	names := make(map[string]bool)
	for _, f := range files {
		if f.IsTest() || f.IsLearners() {
			continue
		}
		src, err := os.ReadFile(q.Path(f.Name))
		if err != nil {
			return nil, err
		}
		tree, _ := parser.ParseFile(token.NewFileSet(), f.Name, src, parser.SkipObjectResolution)
		if tree == nil { // cards come up even if somebody's code is not Go
			continue
		}
		ast.Inspect(tree, func(n ast.Node) bool { return addName(names, n) })
	}
	return names, nil
}

// addName adds the exported names that a declaration declares, and reports whether it may have more in it.
func addName(names map[string]bool, n ast.Node) bool {
	var declared []*ast.Ident
	switch n := n.(type) {
	case *ast.FuncDecl:
		declared = []*ast.Ident{n.Name}
	case *ast.ValueSpec:
		declared = n.Names
	case *ast.Field:
		declared = n.Names
	case *ast.BlockStmt:
		return false
	}
	for _, name := range declared {
		names[name.Name] = names[name.Name] || name.IsExported()
	}
	return true
}

var wordForm = regexp.MustCompile("`[^`]*`|[A-Za-z]+(\\.[A-Za-z]+\\(\\))?")

// markNames returns a text with code marks around the names that it mentions, and around calls such as ctx.Err(). Words
// in capitals, such as ID, stay as they are.
func markNames(text string, names map[string]bool) string {
	return wordForm.ReplaceAllStringFunc(text, func(word string) string {
		if names[word] && word != strings.ToUpper(word) || strings.HasSuffix(word, "()") {
			return "`" + word + "`"
		}
		return word
	})
}
