package examples

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/oodkit/oodkit/internal/question"
)

// A testFile is a file of tests.
type testFile struct {
	name  string
	text  []byte   // behind a line that names the file
	tests []string // the names of its tests

	// The import of the question's package: where its path begins and ends in text, and whether it is given a name. All are
	// zero if there is none.
	begin, end int
	named      bool
}

// learnersTests returns the learner's own tests, or an error that says what is wrong with them.
func learnersTests(q question.Question) ([]testFile, error) {
	files, err := q.Files()
	if err != nil {
		return nil, err
	}
	var all []testFile
	for _, file := range files {
		if !file.IsTest() {
			continue
		}
		text, err := os.ReadFile(q.Path(file.Name))
		if err != nil {
			return nil, err
		}
		if len(bytes.TrimSpace(text)) == 0 {
			return nil, fmt.Errorf("%s/%s is empty: make examples Q=%[1]s prints a file to start from if you remove it", q.Name, file.Name)
		}
		if !file.IsLearners() {
			continue
		}
		f, err := readTest(q, file.Name, text)
		if err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	if len(names(all)) > 0 {
		return all, nil
	}
	if name := withoutBuildLine(q, files); name != "" {
		return nil, fmt.Errorf("%s/%s has no build line //go:build stub: write it as the first line, so that its tests count as yours", q.Name, name)
	}
	if len(all) > 0 {
		return nil, fmt.Errorf("%s/%s has no tests: those are functions such as func TestLen(t *testing.T)", q.Name, all[0].name)
	}
	module, err := q.Module()
	if err != nil {
		return nil, err
	}
	return nil, fmt.Errorf(noTests, q.Name, path.Join(module, q.Name))
}

// withoutBuildLine returns the name of a file with tests that are neither the kit's nor marked as the learner's, or "". Of
// the kit's files only steps_test.go has tests.
func withoutBuildLine(q question.Question, files []question.File) string {
	for _, file := range files {
		if !file.IsTest() || file.IsLearners() || file.Name == "steps_test.go" {
			continue
		}
		text, err := os.ReadFile(q.Path(file.Name))
		if err != nil {
			continue
		}
		if f, err := readTest(q, file.Name, text); err == nil && len(f.tests) > 0 {
			return file.Name
		}
	}
	return ""
}

const noTests = `no tests of yours are in %[1]s. Write a file %[1]s/my_test.go such as this, and run the command again:

//go:build stub

package %[1]s_test

import (
	"testing"

	%[2]q
)

func TestMine(t *testing.T) {
	// Call what %[1]s/stub.go describes. If an answer is wrong: t.Errorf("…")
}`

// names returns the names of all tests.
func names(tests []testFile) []string {
	var all []string
	for _, f := range tests {
		all = append(all, f.tests...)
	}
	return all
}

// readTest reads a file of tests. The error says at which place something is wrong with it.
func readTest(q question.Question, name string, text []byte) (testFile, error) {
	// The line makes each message name the learner's file, and not the copy that is compiled.
	f := testFile{name: name, text: slices.Concat([]byte("//line "+q.Path(name)+":1:1\n"), text)}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, f.text, parser.SkipObjectResolution|parser.ParseComments)
	if err != nil {
		return f, errors.New(strings.ReplaceAll(err.Error(), q.Path(name), q.Name+"/"+name))
	}
	complain := func(n ast.Node, format string, args ...any) error {
		return fmt.Errorf("%s/%s:%d: %s", q.Name, name, fset.Position(n.Pos()).Line, fmt.Sprintf(format, args...))
	}
	if want := q.Name + "_test"; file.Name.Name != want {
		return f, complain(file.Name, "these tests are in package %s: write package %s, and import the question, so that they use exported names only", file.Name.Name, want)
	}
	module, err := q.Module()
	if err != nil {
		return f, err
	}
	for _, spec := range file.Imports {
		if spec.Path.Value == `"flag"` {
			return f, complain(spec, "flags do not work here, because many copies of your tests run in one program: use a constant, or os.Getenv")
		}
		if spec.Path.Value == strconv.Quote(path.Join(module, q.Name)) {
			offset := func(pos token.Pos) int { return fset.PositionFor(pos, false).Offset }
			f.begin, f.end, f.named = offset(spec.Path.Pos()), offset(spec.Path.End()), spec.Name != nil
		}
	}
	for _, d := range file.Decls {
		d, ok := d.(*ast.FuncDecl)
		if !ok || d.Recv != nil || !isTest(d.Name.Name) {
			continue
		}
		switch {
		case d.Name.Name == "TestMain":
			return f, complain(d, "TestMain does not run here: let each test prepare what it needs")
		case !takesT(d.Type):
			return f, complain(d, "%s is no test: write func %[1]s(t *testing.T)", d.Name.Name)
		}
		f.tests = append(f.tests, d.Name.Name)
	}
	for n := range ast.Preorder(file) {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if p, ok := s.X.(*ast.Ident); ok && (p.Name == "os" && s.Sel.Name == "Exit" || p.Name == "log" && strings.HasPrefix(s.Sel.Name, "Fatal")) {
				return f, complain(s, "%s.%s ends all tests at once: use t.Fatal", p.Name, s.Sel.Name)
			}
		}
	}
	return f, nil
}

// isTest reports whether a function of that name is a test for package testing.
func isTest(name string) bool {
	rest, ok := strings.CutPrefix(name, "Test")
	first, _ := utf8.DecodeRuneInString(rest)
	return ok && (rest == "" || !unicode.IsLower(first))
}

// takesT reports whether a function has one parameter, of type *testing.T, and no result.
func takesT(f *ast.FuncType) bool {
	if f.Params.NumFields() != 1 || f.Results.NumFields() > 0 || f.TypeParams.NumFields() > 0 {
		return false
	}
	star, ok := f.Params.List[0].Type.(*ast.StarExpr)
	if !ok {
		return false
	}
	s, ok := star.X.(*ast.SelectorExpr)
	return ok && s.Sel.Name == "T"
}

// goName returns the name of the file in a package that consists of tests.
func (f testFile) goName() string { return strings.TrimSuffix(f.name, "_test.go") + ".go" }

// importing returns the text of the file with another import path in place of that of the question, whose package has
// the name.
func (f testFile) importing(importPath, name string) []byte {
	if f.end == 0 {
		return f.text
	}
	spec := strconv.Quote(importPath)
	if !f.named {
		spec = name + " " + spec
	}
	return slices.Concat(f.text[:f.begin], []byte(spec), f.text[f.end:])
}
