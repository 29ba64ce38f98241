package handout

import (
	"fmt"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/kit/readme"
	"github.com/oodkit/oodkit/internal/question"
)

// addQuestion adds what students get of a question: its stub as shipped, the shared files, the tests, the hints, and the
// README up to the spoiler line.
func (c collection) addQuestion(q question.Question) error {
	stub, err := currentStub(q)
	if err != nil {
		return err
	}
	c[q.Name+"/stub.go"], c["internal/kit/stubs/"+q.Name+".go.txt"] = stub, stub
	if c[q.Name+"/reference.go"], c[q.Name+"/reference_test.go"], err = noReference(q, stub); err != nil {
		return err
	}
	files, err := q.Files()
	if err != nil {
		return err
	}
	for _, file := range files {
		if file.InReference && file.InStub {
			if err := c.copy(q.Root, q.Name+"/"+file.Name); err != nil {
				return err
			}
		}
	}
	if err := c.copy(q.Root, q.Name+"/hints.md"); err != nil {
		return err
	}
	text, err := question.ReadText(q.Path("README.md"))
	if err != nil {
		return err
	}
	before, _, found := strings.Cut(text, "\n## "+readme.SpoilerHeading+"\n")
	if !found {
		return fmt.Errorf("%s has no heading %q, from which it gives answers away: restore it", q.Path("README.md"), readme.SpoilerHeading)
	}
	c[q.Name+"/README.md"] = []byte(withoutExercises(before))
	return nil
}

// noReference returns what stands in the place of the reference: the stub's declarations without the tag, and a test
// file that says so instead of running the tests.
func noReference(q question.Question, stub []byte) (reference, test []byte, err error) {
	file, err := parser.ParseFile(token.NewFileSet(), q.Path("steps_test.go"), nil, parser.PackageClauseOnly)
	if err != nil {
		return nil, nil, err
	}
	_, code, found := strings.Cut(string(stub), "//go:build stub\n")
	if !found {
		return nil, nil, fmt.Errorf("the stub of %s does not begin with //go:build stub: restore it", q.Name)
	}
	reference = []byte("//go:build !stub\n\n// This file stands in the place of the reference, which students do not get. Write your code in stub.go.\n" + code)
	return reference, fmt.Appendf(nil, untagged, file.Name.Name, q.Name), nil
}

// untagged is the text of a test file for go test without the tag stub.
const untagged = `//go:build !stub

package %[1]s

import (
	"fmt"
	"os"
	"testing"
)

// TestMain runs no tests, because there is no reference to run.
func TestMain(*testing.M) {
	fmt.Println("There is no reference here. To judge your code: go test -tags stub ./%[2]s")
	os.Exit(1)
}
`

// comment matches a comment of Markdown, with its line if it has one of its own.
var comment = regexp.MustCompile(`(?sm)^<!--.*?-->\n|[ \t]*<!--.*?-->`)

// withoutExercises returns a Markdown text without comments, and without the paragraphs about the exercises that need
// the bank.
func withoutExercises(text string) string {
	paragraphs := slices.DeleteFunc(strings.Split(comment.ReplaceAllLiteralString(text, ""), "\n\n"), func(paragraph string) bool {
		return strings.Contains(paragraph, "`make examples ") || strings.Contains(paragraph, "`make spot ") || strings.Contains(paragraph, "`make extend ")
	})
	return strings.TrimSpace(strings.Join(paragraphs, "\n\n")) + "\n"
}
