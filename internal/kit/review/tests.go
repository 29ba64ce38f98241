package review

import (
	"context"
	"fmt"
	"go/ast"
	"os/exec"
	"regexp"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/report"
	"github.com/oodkit/oodkit/internal/kit/review/facts"
	"github.com/oodkit/oodkit/internal/question"
)

// OwnTests are the learner's own tests.
type OwnTests struct {
	Count   int    `json:"count"`
	Covered string `json:"covered,omitempty"` // of the learner's statements, as in 83.1%
	Problem string `json:"problem,omitempty"` // why that is not known
}

// String returns a sentence or two.
func (o OwnTests) String() string {
	they, run, cover := "They", "run", "they cover"
	if o.Count == 1 {
		they, run, cover = "It", "runs", "it covers"
	}
	switch {
	case o.Count == 0:
		return "You have no tests of your own. Interviewers ask which ones you would write: files that end in _test.go may stand beside stub.go."
	case o.Problem != "":
		return fmt.Sprintf("You have %s of your own. What %s is not known: %s", report.Plural(o.Count, "test"), cover, o.Problem)
	}
	return fmt.Sprintf("You have %s of your own. %s %s %s of the package's statements.", report.Plural(o.Count, "test"), they, run, o.Covered)
}

// testLimit is how long the learner's own tests may take.
const testLimit = 20 * time.Second

var coverage = regexp.MustCompile(`coverage: ([0-9.]+%) of statements`)

// ownTests counts the learner's tests, and runs them to see what they cover.
func ownTests(ctx context.Context, q question.Question, c *facts.Code) (*OwnTests, error) {
	var names []string
	for _, file := range c.Tests {
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && strings.HasPrefix(f.Name.Name, "Test") && f.Name.Name != "TestMain" {
				names = append(names, f.Name.Name)
			}
		}
	}
	o := &OwnTests{Count: len(names)}
	if o.Count == 0 {
		return o, nil
	}
	ctx, cancel := context.WithTimeout(ctx, testLimit)
	defer cancel()
	command := exec.CommandContext(ctx, "go", "test", "-tags=stub", "-cover", "-run", "^("+strings.Join(names, "|")+")$", "./"+q.Name)
	command.Dir, command.Env = q.Root, gotest.Env(q.Root)
	command.WaitDelay = time.Second
	output, err := command.CombinedOutput()
	match := coverage.FindSubmatch(output)
	switch {
	case ctx.Err() != nil:
		o.Problem = fmt.Sprintf("go test was still running after %v.", testLimit)
	case err != nil:
		o.Problem = "go test fails. To see why: go test -tags stub ./" + q.Name
	case match != nil:
		o.Covered = string(match[1])
	default:
		o.Problem = "go test printed no coverage. Run: go test -tags stub -cover ./" + q.Name
	}
	return o, nil
}
