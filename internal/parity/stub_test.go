package parity

import (
	"fmt"
	"go/ast"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var unfinished = regexp.MustCompile(`^panic\("not implemented[^"]*"\)$`)

// unfinishedBodies checks that what is not implemented says so with its own name. It
// looks at all of a learner's files, but only at what they export.
func unfinishedBodies(q question) ([]string, error) {
	fset := token.NewFileSet()
	files, err := q.parse(fset, stub)
	if err != nil {
		return nil, err
	}
	var problems []string
	for _, file := range files {
		for _, f := range functions(file) {
			if exportedFunc(f) && unfinished.MatchString(body(f)) && body(f) != notImplemented(f) {
				problems = append(problems, fmt.Sprintf("%s: the body is %s: want %s",
					at(fset, f.Pos()), body(f), notImplemented(f)))
			}
		}
	}
	return problems, nil
}

// asShipped checks that stub.go is the contract and nothing else.
func asShipped(q question) ([]string, error) {
	fset := token.NewFileSet()
	file, err := q.parseFile(fset, "stub.go")
	if err != nil {
		return nil, err
	}
	problems := slices.Concat(implemented(fset, file), undeclarable(fset, file))
	more, err := otherStubFiles(q)
	return append(problems, more...), err
}

// implemented finds functions that do anything but panic.
func implemented(fset *token.FileSet, file *ast.File) []string {
	var problems []string
	for _, f := range functions(file) {
		if body(f) != notImplemented(f) {
			problems = append(problems, fmt.Sprintf("%s: the whole body of %s must be %s",
				at(fset, f.Pos()), fullName(f), notImplemented(f)))
		}
	}
	return problems
}

// undeclarable finds declarations that are the learner's to make: unexported names and fields.
func undeclarable(fset *token.FileSet, file *ast.File) []string {
	var problems []string
	for _, ident := range declared(file) {
		if !ident.IsExported() {
			problems = append(problems, fmt.Sprintf("%s: %s is not exported: it has no place in the stub",
				at(fset, ident.Pos()), ident.Name))
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.StructType); ok && s.Fields.NumFields() > 0 {
			problems = append(problems, fmt.Sprintf("%s: a struct with fields: leave them to the learner; "+
				"a type whose fields are given belongs in a shared file", at(fset, s.Pos())))
		}
		return true
	})
	return problems
}

// otherStubFiles finds files with the tag stub besides stub.go: left behind from trying a
// solution.
func otherStubFiles(q question) ([]string, error) {
	paths, err := filepath.Glob(q.path("*.go"))
	if err != nil {
		return nil, err
	}
	var problems []string
	for _, path := range paths {
		name := filepath.Base(path)
		file, err := q.parseFile(token.NewFileSet(), name)
		if err != nil {
			return nil, err
		}
		if name != "stub.go" && buildTag(file) == "stub" {
			problems = append(problems, fmt.Sprintf("%s/%s has the tag stub: the only file with it that the project ships is stub.go",
				q.name, name))
		}
	}
	return problems, nil
}

func functions(file *ast.File) []*ast.FuncDecl {
	var functions []*ast.FuncDecl
	for _, decl := range file.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok {
			functions = append(functions, f)
		}
	}
	return functions
}

// body returns the statements of f as text.
func body(f *ast.FuncDecl) string {
	if f.Body == nil {
		return ""
	}
	text := layout(f.Body)
	return strings.TrimSpace(text[1 : len(text)-1])
}

// notImplemented returns the body that f has in the stub.
func notImplemented(f *ast.FuncDecl) string {
	return fmt.Sprintf("panic(%q)", "not implemented: "+fullName(f))
}

// fullName returns f's name, after that of its type if it is a method: New, Map.Put.
func fullName(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return f.Name.Name
	}
	return receiverType(f) + "." + f.Name.Name
}

// receiverType returns the name of the type that f is a method of, without its type
// parameters: Map for a receiver *Map[K, V].
func receiverType(f *ast.FuncDecl) string {
	name, _, _ := strings.Cut(layout(f.Recv.List[0].Type), "[")
	return strings.Trim(name, "*()")
}

// exportedFunc reports whether f is an exported function, or an exported method of an
// exported type.
func exportedFunc(f *ast.FuncDecl) bool {
	return f.Name.IsExported() && (f.Recv == nil || ast.IsExported(receiverType(f)))
}

const (
	newPanic = `panic("not implemented: New")`
	addPanic = `panic("not implemented: Counter.Add")`
)

var stubTests = []struct {
	name                string
	edit                edit
	unfinished, shipped string
}{
	{
		name:       "name of another method",
		edit:       edit{"stub.go", addPanic, `panic("not implemented: Counter.All")`},
		unfinished: `counter/stub.go:36: the body is panic("not implemented: Counter.All"): want ` + addPanic,
		shipped:    "counter/stub.go:36: the whole body of Counter.Add must be " + addPanic,
	},
	{
		name:       "method without its type",
		edit:       edit{"stub.go", addPanic, `panic("not implemented: Add")`},
		unfinished: "want " + addPanic,
		shipped:    "must be " + addPanic,
	},
	{
		name:       "function without a name",
		edit:       edit{"stub.go", newPanic, `panic("not implemented")`},
		unfinished: "want " + newPanic,
		shipped:    "must be " + newPanic,
	},
	{
		name:    "implemented",
		edit:    edit{"stub.go", newPanic, "return new(Counter[K])"},
		shipped: "must be " + newPanic,
	},
	{
		name:    "half implemented",
		edit:    edit{"stub.go", newPanic, "if limits.Most < 0 { return nil }\n" + newPanic},
		shipped: "must be " + newPanic,
	},
	{
		name:    "another panic",
		edit:    edit{"stub.go", newPanic, `panic("no")`},
		shipped: "must be " + newPanic,
	},
	{
		name:    "helper",
		edit:    edit{"stub.go", "// New", "const start = 0\n\n// New"},
		shipped: "counter/stub.go:30: start is not exported",
	},
	{
		name:    "unfinished helper",
		edit:    edit{"stub.go", "// New", "func (c *Counter[K]) grow() { panic(\"not implemented\") }\n\n// New"},
		shipped: "grow is not exported",
	},
	{
		name:    "field",
		edit:    edit{"stub.go", "// Your fields go here.", "counts map[K]int"},
		shipped: "counter/stub.go:26: a struct with fields",
	},
	{
		name:       "file of its own",
		edit:       edit{"more.go", "", "//go:build stub\n\npackage counter\n\nfunc Sum() int { panic(\"not implemented: Total\") }\n"},
		unfinished: `counter/more.go:5: the body is panic("not implemented: Total"): want panic("not implemented: Sum")`,
		shipped:    "counter/more.go has the tag stub",
	},
}

func TestStub(t *testing.T) {
	for _, tt := range stubTests {
		t.Run(tt.name, func(t *testing.T) {
			q := counter(t, tt.edit)
			check(unfinishedBodies).requireProblem(t, q, tt.unfinished)
			check(asShipped).requireProblem(t, q, tt.shipped)
		})
	}
}
