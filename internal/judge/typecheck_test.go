package judge

import (
	"errors"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"slices"

	"github.com/oodkit/oodkit/internal/exercise"
	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/question"
)

// A typeChecker finds candidates that cannot compile, without compiling the tests with them.
type typeChecker struct {
	q      question.Question
	shared []*ast.File // what both variants have
}

var fileSet = token.NewFileSet()

// packages are the packages that solutions import. The importer alone would look for each of them again and again. No two
// goroutines may use them at the same time.
var packages = importedOnce{importer.ForCompiler(fileSet, "source", nil), make(map[string]*types.Package)}

type importedOnce struct {
	types.Importer
	read map[string]*types.Package // by import path
}

func (i importedOnce) Import(path string) (*types.Package, error) {
	if p := i.read[path]; p != nil {
		return p, nil
	}
	p, err := i.Importer.Import(path)
	if err == nil {
		i.read[path] = p
	}
	return p, err
}

func newTypeChecker(q question.Question) (c typeChecker, err error) {
	c.q = q
	files, err := q.Files()
	for _, file := range files {
		if file.IsTest() || !file.InReference || !file.InStub {
			continue
		}
		syntax, err := parser.ParseFile(fileSet, q.Path(file.Name), nil, parser.SkipObjectResolution)
		if err != nil {
			return c, err
		}
		c.shared = append(c.shared, syntax)
	}
	return c, err
}

// check returns the errors of the question's package with the overlay in place of the learner's code. Under
// the race detector it returns nil: there it would take minutes, and find the same mistakes.
func (c typeChecker) check(o gotest.Overlay) error {
	if exercise.Race {
		return nil
	}
	all := slices.Clone(c.shared)
	for path, text := range o {
		if text == nil {
			continue
		}
		syntax, err := parser.ParseFile(fileSet, path, text, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		all = append(all, syntax)
	}
	var errs []error
	config := types.Config{Importer: packages, Error: func(err error) { errs = append(errs, err) }}
	if _, err := config.Check(c.q.Name, fileSet, all, nil); err != nil && len(errs) == 0 {
		return err
	}
	return errors.Join(errs...)
}
