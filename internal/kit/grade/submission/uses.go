package submission

import (
	"go/ast"
	"slices"
	"strconv"
	"strings"
)

// uses returns which of the packages and directives a file uses with which Go code can reach beyond Go's rules, and
// whether it says itself which errors its errors are.
func uses(file *ast.File) []string {
	var found []string
	for _, path := range imports(file) {
		switch path {
		case "os", "os/exec", "syscall", "unsafe", "plugin", "net", "runtime/debug", "reflect":
			found = append(found, path)
		default:
			if strings.HasPrefix(path, "net/") || strings.HasPrefix(path, "golang.org/x/sys/") {
				found = append(found, path)
			}
		}
	}
	found = append(found, usesOfRuntime(file)...)
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

// harmless has the names of package runtime that solutions have a reason to use, and that tell nothing of the program's
// code.
var harmless = []string{
	"AddCleanup", "Cleanup", "KeepAlive", "SetFinalizer", "GC", "MemStats", "ReadMemStats", "Gosched", "Goexit",
	"NumCPU", "NumGoroutine", "GOMAXPROCS", "LockOSThread", "UnlockOSThread", "GOOS", "GOARCH", "Version",
	"Error", "PanicNilError", "TypeAssertionError",
}

// usesOfRuntime returns the other names of package runtime that a file uses.
func usesOfRuntime(file *ast.File) []string {
	called := ""
	for _, spec := range file.Imports {
		if spec.Path.Value != strconv.Quote("runtime") {
			continue
		}
		called = "runtime"
		if spec.Name != nil {
			called = spec.Name.Name
		}
	}
	if called == "." {
		return []string{"all of runtime"}
	}
	var found []string
	ast.Inspect(file, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if ok && called != "" && isName(s.X, called) && !slices.Contains(harmless, s.Sel.Name) && !slices.Contains(found, "runtime."+s.Sel.Name) {
			found = append(found, "runtime."+s.Sel.Name)
		}
		return true
	})
	return found
}
