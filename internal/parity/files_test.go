package parity

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/build/constraint"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// goFiles checks that each Go file has the build line that its name asks for, and that
// what both variants share is fit for it.
func goFiles(q question) ([]string, error) {
	paths, err := filepath.Glob(q.path("*.go"))
	if err != nil {
		return nil, err
	}
	var problems, names []string
	for _, path := range paths {
		name := filepath.Base(path)
		if strings.HasPrefix(name, "_") || strings.HasPrefix(name, ".") {
			continue // the compiler does not look at it either
		}
		names = append(names, name)
		more, err := goFile(q, name)
		if err != nil {
			return nil, err
		}
		problems = append(problems, more...)
	}
	for _, name := range q.shared {
		if !slices.Contains(names, name) {
			problems = append(problems, name+" is on the list of shared files in internal/parity/parity.go, but does not exist")
		}
	}
	for i, p := range problems {
		problems[i] = q.name + "/" + p
	}
	return problems, nil
}

func goFile(q question, name string) ([]string, error) {
	file, err := q.parseFile(token.NewFileSet(), name)
	if err != nil {
		return nil, err
	}
	tag := buildTag(file)
	if problem := wrongTag(q, name, tag); problem != "" {
		return []string{name + " " + problem}, nil
	}
	if strings.HasSuffix(name, "_test.go") {
		return nil, nil
	}
	var problems []string
	if tag == "" {
		problems = unexportedNames(name, file)
	}
	if hasComment := file.Doc.Text() != ""; hasComment != (name == "doc.go") {
		problems = append(problems, name+": the package comment belongs in doc.go and nowhere else; "+
			"an empty line sets other comments apart from the package clause")
	}
	return problems, nil
}

// wrongTag says what is wrong with the tag of a file, if anything.
func wrongTag(q question, name, tag string) string {
	forReference := name == "example_test.go" || strings.HasPrefix(name, "reference")
	switch {
	case tag != "" && tag != "stub" && tag != "!stub":
		return fmt.Sprintf("has the build constraint %q: only \"stub\" and \"!stub\" are known here", tag)
	case !onEverySystem(q, name):
		return "is left out on some systems because of its name: take the system's name off its end"
	case name == "stub.go" && tag != "stub":
		return "must start with the line //go:build stub"
	case forReference && tag != "!stub":
		return "must start with the line //go:build !stub"
	case forReference || tag == "stub":
		return ""
	case tag == "!stub":
		return "has the line //go:build !stub, which is for the files of the model solution: " +
			"name it reference_….go, or take the line away"
	case strings.HasSuffix(name, "_test.go") || slices.Contains(q.shared, name):
		return ""
	}
	return "has no build line. A file of your own solution starts with the line //go:build stub and an empty one. " +
		"If both variants are to share the file, put it on the list in internal/parity/parity.go"
}

// buildTag returns the constraint in file's build line, empty if there is none.
func buildTag(file *ast.File) string {
	for _, group := range file.Comments {
		for _, c := range group.List {
			if c.Pos() > file.Package {
				return ""
			}
			if expr, err := constraint.Parse(c.Text); err == nil {
				return expr.String()
			}
		}
	}
	return ""
}

// onEverySystem reports whether the name of the file, as in map_linux.go, leaves it to the
// build line alone where it is compiled.
func onEverySystem(q question, name string) bool {
	context := build.Context{GOOS: "none", GOARCH: "none", Compiler: "gc"}
	plain, err := context.MatchFile(q.path(""), name)
	context.BuildTags = stub.tags
	tagged, tagErr := context.MatchFile(q.path(""), name)
	return err == nil && tagErr == nil && (plain || tagged)
}

// unexportedNames finds declarations in a shared file that a learner would come upon as
// names already taken.
func unexportedNames(name string, file *ast.File) []string {
	var problems []string
	for _, ident := range declared(file) {
		if !ident.IsExported() && ident.Name != "_" {
			problems = append(problems, fmt.Sprintf("%s declares %s: a file that both variants share declares nothing unexported",
				name, ident.Name))
		}
	}
	return problems
}

// declared returns the names of file's functions, methods, types, constants and variables.
func declared(file *ast.File) []*ast.Ident {
	var names []*ast.Ident
	for _, decl := range file.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok {
			names = append(names, f.Name)
			continue
		}
		for _, spec := range decl.(*ast.GenDecl).Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				names = append(names, spec.Name)
			case *ast.ValueSpec:
				names = append(names, spec.Names...)
			}
		}
	}
	return names
}

const (
	stubLine      = "//go:build stub\n\n"
	referenceLine = "//go:build !stub\n\n"
	clause        = "package counter\n"
)

var fileTests = []struct {
	name string
	edit edit
	want string
}{
	{"unlisted file", edit{"more.go", "", clause}, "more.go has no build line. A file of your own"},
	{"listed file that is gone", edit{file: "limits.go"}, "counter/limits.go is on the list"},
	{"other constraint", edit{"more.go", "", "//go:build stub && linux\n\n" + clause}, `more.go has the build constraint "stub && linux"`},
	{"old-style constraint", edit{"more.go", "", "// +build linux\n\n" + clause}, `more.go has the build constraint "linux"`},
	{"system in the name", edit{"more_linux.go", "", stubLine + clause}, "more_linux.go is left out on some systems"},
	{"stub without its line", edit{"stub.go", stubLine, ""}, "stub.go must start with the line //go:build stub"},
	{"stub with the wrong line", edit{"stub.go", stubLine, referenceLine}, "stub.go must start with the line //go:build stub"},
	{"reference without its line", edit{"reference.go", referenceLine, ""}, "reference.go must start with the line //go:build !stub"},
	{"part of the reference with the wrong line", edit{"reference_add.go", referenceLine, stubLine}, "reference_add.go must start with the line //go:build !stub"},
	{"part of the reference by another name", edit{"more.go", "", referenceLine + clause}, "more.go has the line //go:build !stub"},
	{"example without its line", edit{"example_test.go", referenceLine, ""}, "example_test.go must start with the line //go:build !stub"},
	{"steps for one variant", edit{"steps_test.go", "package", referenceLine + "package"}, "steps_test.go has the line //go:build !stub"},
	{"unexported function in a shared file", edit{"limits.go", "// Limits", "func helper() {}\n\n// Limits"}, "limits.go declares helper"},
	{"unexported method in a shared file", edit{"limits.go", "// Limits", "func (Limits) helper() {}\n\n// Limits"}, "limits.go declares helper"},
	{"unexported variable in a shared file", edit{"limits.go", "// Limits", "var A, b = 1, 2\n\n// Limits"}, "limits.go declares b"},
	{"second package comment", edit{"reference.go", clause, "// The model solution.\n" + clause}, "counter/reference.go: the package comment belongs in doc.go"},
	{"no package comment", edit{"doc.go", "\n" + clause, "\n\n" + clause}, "counter/doc.go: the package comment belongs in doc.go"},

	{"learner's own file", edit{"more.go", "", stubLine + clause + "func helper() {}\n"}, ""},
	{"learner's own test", edit{"my_test.go", "", clause}, ""},
	{"learner's own test of his own helpers", edit{"my_test.go", "", stubLine + clause}, ""},
	{"test of the reference's helpers", edit{"reference_test.go", "", referenceLine + clause}, ""},
	{"file set aside", edit{"_old.go", "", clause}, ""},
	{"build line in a comment further down", edit{"limits.go", "import", "//go:build linux\n\nimport"}, ""},
}

func TestGoFiles(t *testing.T) {
	for _, tt := range fileTests {
		t.Run(tt.name, func(t *testing.T) {
			check(goFiles).requireProblem(t, counter(t, tt.edit), tt.want)
		})
	}
}
