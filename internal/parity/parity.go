// Package parity checks that the two variants of each question have one contract. It is used by tests only.
//
// A question is a directory at the root of the repository with a doc.go and a steps_test.go. It has a stub.go, which
// a learner edits, and a reference.go. For each question the tests check that
//
//   - the stub and the reference export the same declarations with the same
//     comments, word for word, and the same types as the compiler sees them;
//   - each file has the build line that its name requires, the files of both variants are on
//     a list (the variable shared in parity.go), and only doc.go has a package comment;
//   - the steps in README.md and hints.md are the steps in steps_test.go, each with a level and minutes, a command and
//     hints; README.md is no longer than people read, and its links lead to files that exist.
//
// A learner's unfinished solution passes all of these checks too. They do not look at unexported declarations.
//
// One more check is for the project only: stub.go as shipped must not give away any of the answer. Every body must
// panic, no field and no helper may be declared, and no other file may have the tag stub. The check runs only if
// the environment has OODKIT_SHIPPED=1, so the project's own checks must set that:
//
//	OODKIT_SHIPPED=1 go test ./internal/parity
package parity

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"os"
	"path"

	"github.com/oodkit/oodkit/internal/question"
)

const modulePath = "github.com/oodkit/oodkit"

// shared lists, by question, the files without a build line, which belong to both variants.
var shared = map[string][]string{
	"deckofcards":   {"card.go", "category.go", "doc.go", "errors.go", "rules.go"},
	"hashmap":       {"doc.go", "stats.go"},
	"circulararray": {"doc.go", "errors.go", "mode.go"},
	"parkinglot":    {"config.go", "doc.go", "errors.go", "spot.go", "tariff.go", "ticket.go", "vehicle.go"},
	"callcenter":    {"call.go", "config.go", "doc.go", "employee.go", "errors.go", "rank.go"},
	"lrucache":      {"config.go", "doc.go", "entry.go", "errors.go", "reason.go"},
	"onlinechat":    {"config.go", "doc.go", "errors.go", "message.go"},
}

// An exercise is a question with its files that have no build line.
type exercise struct {
	question.Question
	shared []string
}

// A variant is one of the two ways to build a question.
type variant struct {
	name string
	tags []string
}

var (
	stub      = variant{name: "stub", tags: []string{"stub"}}
	reference = variant{name: "reference"}
)

// findQuestions returns the questions below root, by name.
func findQuestions(root string) []exercise {
	var all []exercise
	for _, q := range question.All(root) {
		all = append(all, exercise{q, shared[q.Name]})
	}
	return all
}

// parse returns the files that the compiler sees of one variant, without tests. File names in fset are relative to
// the root.
func (q exercise) parse(fset *token.FileSet, v variant) ([]*ast.File, error) {
	context := build.Default
	context.BuildTags = v.tags
	pkg, err := context.ImportDir(q.Path(""), 0)
	if err != nil {
		return nil, fmt.Errorf("the %s variant: %w", v.name, err)
	}
	var files []*ast.File
	for _, name := range pkg.GoFiles {
		file, err := q.parseFile(fset, name)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	return files, nil
}

func (q exercise) parseFile(fset *token.FileSet, name string) (*ast.File, error) {
	src, err := os.ReadFile(q.Path(name))
	if err != nil {
		return nil, err
	}
	return parser.ParseFile(fset, path.Join(q.Name, name), src, parser.ParseComments|parser.SkipObjectResolution)
}

// at returns the file and line of pos.
func at(fset *token.FileSet, pos token.Pos) string {
	p := fset.Position(pos)
	return fmt.Sprintf("%s:%d", p.Filename, p.Line)
}
