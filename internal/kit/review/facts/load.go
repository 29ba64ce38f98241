package facts

import (
	"context"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/tools/go/packages"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/workspace"
	"github.com/oodkit/oodkit/internal/question"
)

// A Code is one solution of a question, as the compiler sees it.
type Code struct {
	Name  string // how the user knows it
	Files []*ast.File
	Tests []*ast.File // the learner's own, which are parsed and not checked

	fset     *token.FileSet
	shared   []*ast.File // what all solutions share
	pkg      *types.Package
	info     *types.Info
	contract map[string]bool // the exported names that the stub declares
	funcs    []*function

	locking func() *locking // what several kinds of facts need, found once
	owners  func() map[*types.Var]*types.TypeName
}

// A Source is the text of a solution.
type Source struct {
	Name  string            // how the user knows it
	Files map[string][]byte // by name; tests too
}

// SourceOf returns the source of a solution of a question.
func SourceOf(q question.Question, s question.Solution) (Source, error) {
	source := Source{s.String(), make(map[string][]byte)}
	if s.Design != nil {
		source.Files[filepath.Base(s.Design.Path)] = s.Design.Text
		return source, nil
	}
	files, err := q.Files()
	if err != nil {
		return source, err
	}
	for _, file := range files {
		isOwn := file.IsReference()
		if s.Variant == question.Learners {
			isOwn = file.IsLearners()
		}
		if !isOwn {
			continue
		}
		if source.Files[file.Name], err = os.ReadFile(q.Path(file.Name)); err != nil {
			return source, err
		}
	}
	return source, nil
}

// Load reads solutions of a question. A solution that does not compile is an error.
func Load(ctx context.Context, q question.Question, sources []Source) ([]*Code, error) {
	l := loader{q: q, fset: token.NewFileSet()}
	shared, err := l.parseShared()
	if err != nil {
		return nil, err
	}
	codes := make([]*Code, len(sources))
	for i, s := range sources {
		if codes[i], err = l.parse(s, shared); err != nil {
			return nil, err
		}
	}
	if err := l.findExports(ctx); err != nil {
		return nil, err
	}
	for _, c := range codes {
		if err := l.check(c); err != nil {
			return nil, err
		}
	}
	return codes, nil
}

// A loader parses and checks files.
type loader struct {
	q        question.Question
	fset     *token.FileSet
	imports  []string          // all that are imported
	exports  map[string]string // the files with what a package exports, by its path
	importer types.Importer
}

// parseShared reads the files that all solutions share.
func (l *loader) parseShared() (shared []*ast.File, err error) {
	files, err := l.q.Files()
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		if file.InReference && file.InStub && !file.IsTest() {
			if err := l.parseFile(l.q.Path(file.Name), nil, &shared); err != nil {
				return nil, err
			}
		}
	}
	return shared, nil
}

// parse reads the files of a solution.
func (l *loader) parse(s Source, shared []*ast.File) (*Code, error) {
	c := &Code{Name: s.Name, fset: l.fset, shared: shared}
	c.locking, c.owners = sync.OnceValue(c.findLocking), sync.OnceValue(c.findOwners)
	for _, name := range slices.Sorted(maps.Keys(s.Files)) {
		to := &c.Files
		if strings.HasSuffix(name, "_test.go") {
			to = &c.Tests
		}
		if err := l.parseFile(l.q.Name+"/"+name, s.Files[name], to); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func (l *loader) parseFile(path string, text any, to *[]*ast.File) error {
	file, err := parser.ParseFile(l.fset, path, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	*to = append(*to, file)
	for _, spec := range file.Imports {
		if path, err := strconv.Unquote(spec.Path.Value); err == nil && !slices.Contains(l.imports, path) {
			l.imports = append(l.imports, path)
		}
	}
	return nil
}

// findExports finds what the imported packages export. Go's build cache has it, or it is compiled.
func (l *loader) findExports(ctx context.Context) error {
	config := &packages.Config{
		Context: ctx, Dir: l.q.Root, BuildFlags: []string{"-tags="},
		Mode: packages.NeedName | packages.NeedExportFile | packages.NeedImports | packages.NeedDeps,
		Env:  gotest.Env(l.q.Root),
	}
	imported, err := packages.Load(config, l.imports...)
	if err != nil {
		return err
	}
	l.exports = make(map[string]string)
	packages.Visit(imported, nil, func(p *packages.Package) { l.exports[p.PkgPath] = p.ExportFile })
	l.importer = importer.ForCompiler(l.fset, "gc", func(path string) (io.ReadCloser, error) {
		if l.exports[path] == "" {
			return nil, fmt.Errorf("package %s cannot be found", path)
		}
		return os.Open(l.exports[path])
	})
	return nil
}

// check finds the types of a solution.
func (l *loader) check(c *Code) error {
	c.info = &types.Info{
		Types: make(map[ast.Expr]types.TypeAndValue), Defs: make(map[*ast.Ident]types.Object), Uses: make(map[*ast.Ident]types.Object),
		Selections: make(map[*ast.SelectorExpr]*types.Selection), Instances: make(map[*ast.Ident]types.Instance),
		Implicits: make(map[ast.Node]types.Object), Scopes: make(map[ast.Node]*types.Scope), FileVersions: make(map[*ast.File]string),
	}
	config := types.Config{Importer: l.importer, GoVersion: "go1.26"}
	var err error
	if c.pkg, err = config.Check(l.q.Name, l.fset, slices.Concat(c.shared, c.Files), c.info); err != nil {
		return err
	}
	if c.contract, err = contractOf(l.q); err != nil {
		return err
	}
	c.findFunctions()
	return nil
}

// contractOf returns the exported names that the shipped stub declares.
func contractOf(q question.Question) (map[string]bool, error) {
	text, err := workspace.ShippedStub(q)
	if err != nil {
		return nil, err
	}
	file, err := parser.ParseFile(token.NewFileSet(), "stub.go", text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	names := make(map[string]bool)
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			names[question.FuncName(d)] = true
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if spec, ok := spec.(*ast.TypeSpec); ok {
					names[spec.Name.Name] = true
				}
			}
		}
	}
	return names, nil
}

// A Place is where something is.
type Place struct {
	File string `json:"file"` // without its folder
	Line int    `json:"line"`
	Func string `json:"func,omitempty"` // the function around it
}

// String returns the place as compilers print it.
func (p Place) String() string { return fmt.Sprintf("%s:%d", p.File, p.Line) }

func (c *Code) place(pos token.Pos, f *function) Place {
	position := c.fset.Position(pos)
	p := Place{File: filepath.Base(position.Filename), Line: position.Line}
	if f != nil {
		p.Func = f.name
	}
	return p
}
