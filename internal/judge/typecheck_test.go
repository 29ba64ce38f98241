package judge

import (
	"errors"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"sync"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/question"
)

// A typeChecker finds candidates that cannot compile, without compiling the tests with them.
type typeChecker struct {
	q      question.Question
	shared []*ast.File // what both variants have
}

var fileSet = token.NewFileSet()

// packages remembers what it has read.
var packages = sync.OnceValue(func() types.Importer { return importer.ForCompiler(fileSet, "source", nil) })

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

// check returns the errors of the question's package with the overlay in place of the learner's code.
func (c typeChecker) check(o gotest.Overlay) error {
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
	config := types.Config{Importer: packages(), Error: func(err error) { errs = append(errs, err) }}
	if _, err := config.Check(c.q.Name, fileSet, all, nil); err != nil && len(errs) == 0 {
		return err
	}
	return errors.Join(errs...)
}
