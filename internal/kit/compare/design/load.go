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

// Load reads the design of a variant of a question.
func Load(q question.Question, v question.Variant) (*Design, error) {
	files, err := q.Files()
	if err != nil {
		return nil, err
	}
	b := newBuilder()
	for _, file := range files {
		if file.IsTest() || !file.In(v) {
			continue
		}
		if err := b.read(q.Path(file.Name), file.InReference && file.InStub); err != nil {
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
