package design

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
)

// tag is the build tag that selects the learner's code.
const tag = "stub"

// A source is one file of a package.
type source struct {
	name string
	text []byte
	file *ast.File
	code map[int]bool // the lines that have code on them
}

// Load reads the design in the package directory dir: the learner's, or else the reference.
func Load(dir string, learners bool) (*Design, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	b := newBuilder()
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		inMine, inReference, err := variants(path)
		if err != nil {
			return nil, err
		}
		if learners && inMine || !learners && inReference {
			if err := b.read(path, inMine && inReference); err != nil {
				return nil, err
			}
		}
	}
	return b.finish(), nil
}

// variants reports whether go compiles the file into the learner's code and into the reference.
func variants(path string) (inMine, inReference bool, err error) {
	dir, name := filepath.Split(path)
	c := build.Default
	c.BuildTags = nil
	if inReference, err = c.MatchFile(dir, name); err != nil {
		return false, false, err
	}
	c.BuildTags = []string{tag}
	inMine, err = c.MatchFile(dir, name)
	return inMine, inReference, err
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
