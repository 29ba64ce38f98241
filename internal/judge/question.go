package judge

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Question is a package of the module that learners solve.
type Question struct {
	Name string // as in hashmap
	Root string // the module's directory, absolute
}

// Dir returns the directory of the question's package.
func (q Question) Dir() string { return filepath.Join(q.Root, q.Name) }

// Bank returns the directory of the question's wrong and right solutions.
func (q Question) Bank() string {
	return filepath.Join(q.Root, "internal", "judge", "testdata", q.Name)
}

// Root returns the module's directory, the nearest one above the working
// directory that has a go.mod.
func Root() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(filepath.Join(d, "go.mod")); err == nil {
			return d, nil
		}
		if d == filepath.Dir(d) {
			return "", fmt.Errorf("no go.mod in %s or above: run this inside the module", dir)
		}
	}
}

// Questions returns the questions of the module in root: the packages that have a
// reference.go.
func Questions(root string) ([]Question, error) {
	paths, err := filepath.Glob(filepath.Join(root, "*", "reference.go"))
	if err != nil {
		return nil, err
	}
	var qs []Question
	for _, p := range paths {
		qs = append(qs, Question{Name: filepath.Base(filepath.Dir(p)), Root: root})
	}
	return qs, nil
}

// FindQuestion returns the question of that name. If there is none, the error lists those
// there are.
func FindQuestion(root, name string) (Question, error) {
	qs, err := Questions(root)
	if err != nil {
		return Question{}, err
	}
	var names []string
	for _, q := range qs {
		if q.Name == name {
			return q, nil
		}
		names = append(names, q.Name)
	}
	return Question{}, fmt.Errorf("no question is called %q: choose from %s", name, strings.Join(names, ", "))
}

// stepName matches the name of a step's test function.
var stepName = regexp.MustCompile(`^TestStep(\d+)_`)

// stepNumber returns the number in the name of a step's test, or 0 if it is none.
func stepNumber(test string) int {
	m := stepName.FindStringSubmatch(test)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1]) // digits: if there are too many of them no step is meant
	return n
}

// Steps returns how many steps the question has, from its test files. They are numbered from 1
// without a gap.
func (q Question) Steps() (int, error) {
	paths, err := filepath.Glob(filepath.Join(q.Dir(), "*_test.go"))
	if err != nil {
		return 0, err
	}
	var steps []int
	for _, path := range paths {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return 0, err
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && stepNumber(f.Name.Name) > 0 {
				steps = append(steps, stepNumber(f.Name.Name))
			}
		}
	}
	slices.Sort(steps)
	for i, n := range steps {
		if n != i+1 {
			return 0, fmt.Errorf("%s has the steps %v: want each number from 1 up once", q.Dir(), steps)
		}
	}
	if len(steps) == 0 {
		return 0, fmt.Errorf("%s has no step: no test is named as in TestStep1_Put", q.Dir())
	}
	return len(steps), nil
}
