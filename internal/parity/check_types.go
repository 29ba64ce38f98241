package parity

import (
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/exp/apidiff"
)

// sameTypes compares the exported declarations of the two variants as the compiler sees them. That finds differences
// that the text does not show: inferred types, values of constants, promoted methods. But apidiff misses differences
// that the text shows, such as the type arguments in a signature.
func sameTypes(q exercise) ([]string, error) {
	ours, err := typeCheck(q, stub)
	if err != nil {
		return nil, err
	}
	theirs, err := typeCheck(q, reference)
	if err != nil {
		return nil, err
	}
	if problems := typeChanges(ours, theirs, "the stub to the reference"); len(problems) != 0 {
		return problems, nil
	}
	// apidiff reports a few changes, such as a missing unexported method, in one direction only.
	return typeChanges(theirs, ours, "the reference to the stub"), nil
}

func typeChanges(from, to *types.Package, direction string) []string {
	var problems []string
	for _, c := range apidiff.Changes(from, to).Changes {
		// A stub without fields can be compared with ==, but its implementation often cannot.
		if strings.HasSuffix(c.Message, ": old is comparable, new is not") {
			continue
		}
		problems = append(problems, fmt.Sprintf("from %s: %s. Both must export the same. "+
			"Start the name of a helper with a small letter. Give an embedded field a name, "+
			"since its methods are exported too.", direction, c.Message))
	}
	slices.Sort(problems)
	return slices.Compact(problems) // the instances of a generic type repeat its problems
}

func typeCheck(q exercise, v variant) (*types.Package, error) {
	fset := token.NewFileSet()
	files, err := q.parse(fset, v)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, file := range files {
		for _, spec := range file.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return nil, err
			}
			paths = append(paths, path)
		}
	}
	if err := exports.add(paths); err != nil {
		return nil, err
	}
	config := types.Config{Importer: imports, IgnoreFuncBodies: true}
	pkg, err := config.Check(modulePath+"/"+q.Name, fset, files, nil)
	if err != nil {
		return nil, fmt.Errorf("the %s variant does not compile: %w", v.name, err)
	}
	return pkg, nil
}

// exportData has, by import path, the file in which the compiler recorded the exported declarations of a package.
// Type-checking imported packages from source would take seconds.
type exportData map[string]string

var (
	exports = make(exportData)
	imports = importer.ForCompiler(token.NewFileSet(), "gc", exports.open)
)

// add finds the files of packages that are not in the map yet.
func (e exportData) add(paths []string) error {
	args := []string{"list", "-e", "-export", "-tags=", "-f={{.ImportPath}} {{.Export}}", "--"}
	listed := len(args)
	for _, path := range paths {
		if _, known := e[path]; !known {
			args = append(args, path)
		}
	}
	if len(args) == listed {
		return nil
	}
	out, err := exec.Command("go", args...).Output()
	if err != nil {
		return fmt.Errorf("go list -export of imported packages: %w", err)
	}
	for line := range strings.Lines(string(out)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), " ")
		e[path] = file
	}
	return nil
}

func (e exportData) open(path string) (io.ReadCloser, error) {
	if e[path] == "" {
		return nil, fmt.Errorf("go list -export knows no package %q", path)
	}
	return os.Open(e[path])
}
