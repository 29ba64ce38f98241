package submission

import (
	"go/ast"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// uses returns the packages and directives of a file with which Go code can break Go's rules. It also reports the kit's
// own packages, which have much of the work done, and a method Is, with which code decides itself which errors its errors
// match. Module is the kit's module, and root its directory.
func uses(file *ast.File, module, root string) []string {
	var found []string
	for _, imported := range imports(file) {
		switch imported {
		case "os", "os/exec", "syscall", "unsafe", "plugin", "net", "runtime/debug", "runtime/pprof", "runtime/trace", "reflect":
			found = append(found, imported)
		default:
			if own, ok := strings.CutPrefix(imported, module+"/"); ok {
				if isDir(filepath.Join(root, filepath.FromSlash(own))) { // and no folder of the submission
					found = append(found, "the kit's own "+own)
				}
			} else if strings.HasPrefix(imported, "net/") || strings.HasPrefix(imported, "golang.org/x/sys/") {
				found = append(found, imported)
			}
		}
	}
	found = append(found, usesOf(file, "runtime", func(name string) bool { return !slices.Contains(harmless, name) })...)
	for _, names := range []map[string][]string{tellCallers, haveTypes} {
		for _, pkg := range slices.Sorted(maps.Keys(names)) {
			found = append(found, usesOf(file, pkg, func(name string) bool { return slices.Contains(names[pkg], name) })...)
		}
	}
	for _, group := range file.Comments {
		if slices.ContainsFunc(group.List, func(c *ast.Comment) bool { return strings.HasPrefix(c.Text, "//go:linkname") }) {
			found = append(found, "go:linkname")
			break
		}
	}
	for _, decl := range file.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok && f.Recv != nil && f.Name.Name == "Is" {
			return append(found, "a method Is, which errors.Is calls")
		}
	}
	return found
}

// harmless has the names of package runtime that solutions have a reason to use, and that reveal nothing about the
// program's code.
var harmless = []string{
	"KeepAlive", "GC", "MemStats", "ReadMemStats", "Gosched", "Goexit",
	"NumCPU", "NumGoroutine", "GOMAXPROCS", "LockOSThread", "UnlockOSThread", "GOOS", "GOARCH", "Version",
	"Error", "PanicNilError", "TypeAssertionError",
}

// tellCallers has, by package, the names with which code finds out its callers. With them a submission can recognize
// the tests.
var tellCallers = map[string][]string{
	"log":      {"Llongfile", "Lshortfile"},
	"log/slog": {"HandlerOptions", "Source"},
}

// haveTypes has, by package, the errors with a field of package reflect, with which code uses reflect without an import.
var haveTypes = map[string][]string{
	"encoding/json": {"InvalidUnmarshalError", "UnmarshalTypeError", "UnsupportedTypeError", "UnsupportedValueError"},
	"encoding/xml":  {"UnsupportedTypeError"},
}

// usesOf returns those names of a package that a file uses and that are worth reporting.
func usesOf(file *ast.File, pkg string, tell func(name string) bool) []string {
	called, base := "", path.Base(pkg)
	for _, spec := range file.Imports {
		if spec.Path.Value != strconv.Quote(pkg) {
			continue
		}
		called = base
		if spec.Name != nil {
			called = spec.Name.Name
		}
	}
	if called == "." {
		return []string{"all of " + pkg}
	}
	var found []string
	ast.Inspect(file, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if ok && called != "" && isName(s.X, called) && tell(s.Sel.Name) && !slices.Contains(found, base+"."+s.Sel.Name) {
			found = append(found, base+"."+s.Sel.Name)
		}
		return true
	})
	return found
}
