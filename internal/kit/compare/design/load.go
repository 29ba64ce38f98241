package design

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"

	"github.com/oodkit/oodkit/internal/question"
)

// A source is one file of a package.
type source struct {
	name string
	text []byte
	file *ast.File
	code map[int]bool // the lines that have code on them
}

// Load reads the design of a solution of a question.
func Load(q question.Question, s question.Solution) (*Design, error) {
	files, err := q.Files()
	if err != nil {
		return nil, err
	}
	b := newBuilder()
	if s.Design != nil {
		if err := b.read(s.Design.Path, false); err != nil {
			return nil, err
		}
	}
	for _, file := range files {
		shared := file.InReference && file.InStub
		if file.IsTest() || !file.In(s.Variant) || s.Design != nil && !shared {
			continue
		}
		if err := b.read(q.Path(file.Name), shared); err != nil {
			return nil, err
		}
	}
	return b.finish(), nil
}

// parse reads a Go file.
func parse(files *token.FileSet, path string) (source, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return source{}, err
	}
	file, err := parser.ParseFile(files, path, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return source{}, fmt.Errorf("reading the design: %w", err)
	}
	return source{filepath.Base(path), text, file, codeLines(text)}, nil
}
