package parity

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/build/constraint"
	"go/token"
	"slices"
	"strings"
)

// goFiles checks that each Go file has the build line that its name requires, and that the files of both variants
// declare nothing unexported.
func goFiles(q exercise) ([]string, error) {
	files, err := q.Files()
	if err != nil {
		return nil, err
	}
	var problems, names []string
	for _, file := range files {
		name := file.Name
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
			problems = append(problems, name+" is on the list of shared files in internal/parity/parity.go, but does not exist: restore the file, or take it off the list")
		}
	}
	for i, p := range problems {
		problems[i] = q.Name + "/" + p
	}
	return problems, nil
}

func goFile(q exercise, name string) ([]string, error) {
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
		problems = append(problems, name+": the package comment belongs in doc.go and in no other file; "+
			"put an empty line between any other comment and the package clause")
	}
	return problems, nil
}

// wrongTag says what is wrong with the tag of a file, if anything.
func wrongTag(q exercise, name, tag string) string {
	forReference := name == "example_test.go" || strings.HasPrefix(name, "reference")
	switch {
	case tag != "" && tag != "stub" && tag != "!stub":
		return fmt.Sprintf("has the build constraint %q: want \"stub\" or \"!stub\"", tag)
	case !onEverySystem(q, name):
		return "is left out on some systems because of its name: remove the system's name from its end"
	case name == "stub.go" && tag != "stub":
		return "must start with the line //go:build stub"
	case forReference && tag != "!stub":
		return "must start with the line //go:build !stub"
	case forReference || tag == "stub":
		return ""
	case tag == "!stub":
		return "has the line //go:build !stub, which is for the files of the reference: " +
			"name it reference_….go, or remove the line"
	case strings.HasSuffix(name, "_test.go") || slices.Contains(q.shared, name):
		return ""
	}
	return "has no build line. A file of your own solution starts with the line //go:build stub and an empty line. " +
		"If both variants share the file, put it on the list in internal/parity/parity.go"
}

// buildTag returns the constraint in file's build line, or "" if file has no build line.
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

// onEverySystem reports whether only the build line decides where the file is compiled. The name of map_linux.go
// decides too.
func onEverySystem(q exercise, name string) bool {
	context := build.Context{GOOS: "none", GOARCH: "none", Compiler: "gc"}
	plain, err := context.MatchFile(q.Path(""), name)
	context.BuildTags = stub.tags
	tagged, tagErr := context.MatchFile(q.Path(""), name)
	return err == nil && tagErr == nil && (plain || tagged)
}

// unexportedNames finds unexported declarations in a shared file. A learner could not use their names.
func unexportedNames(name string, file *ast.File) []string {
	var problems []string
	for _, ident := range declared(file) {
		if !ident.IsExported() && ident.Name != "_" {
			problems = append(problems, fmt.Sprintf("%s declares %s: a file that both variants share must not declare unexported names",
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
