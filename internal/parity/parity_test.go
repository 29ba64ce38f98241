package parity

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

// A check returns the problems of a question, each with what to do about it. An error means that it could not check the
// question.
type check func(exercise) ([]string, error)

var checks = []struct {
	name string
	run  check
}{
	{"same declarations and comments", sameDocs},
	{"same types", sameTypes},
	{"Go files", goFiles},
	{"unfinished bodies", unfinishedBodies},
	{"README and steps", readmeSteps},
	{"links", readmeLinks},
}

func TestQuestions(t *testing.T) {
	for _, q := range allQuestions(t) {
		t.Run(q.Name, func(t *testing.T) {
			for _, c := range checks {
				t.Run(c.name, func(t *testing.T) { c.run.report(t, q) })
			}
		})
	}
}

// TestStubsAsShipped is for the project only, because a learner's stub.go would fail it: see the package comment.
func TestStubsAsShipped(t *testing.T) {
	switch setting := os.Getenv("OODKIT_SHIPPED"); setting {
	case "1":
	case "":
		t.Skip("set OODKIT_SHIPPED=1 to check that each stub.go is as the project ships it")
	default:
		t.Fatalf("OODKIT_SHIPPED=%s: want 1, or nothing", setting)
	}
	for _, q := range allQuestions(t) {
		t.Run(q.Name, func(t *testing.T) { check(asShipped).report(t, q) })
	}
}

// If a question is not on the list of shared files, TestQuestions fails for its doc.go. This test is for the opposite
// case: a question on the list that is not found would not be checked.
func TestQuestionsListed(t *testing.T) {
	found := make(map[string]bool)
	for _, q := range allQuestions(t) {
		found[q.Name] = true
	}
	for name := range shared {
		if !found[name] {
			t.Errorf("%s is on the list of shared files in internal/parity/parity.go, "+
				"but there is no %[1]s/doc.go with a %[1]s/steps_test.go", name)
		}
	}
}

func TestLinksOfTheRepository(t *testing.T) {
	root := repositoryRoot(t)
	for _, name := range []string{"README.md", "CONTRIBUTING.md", "internal/kit/README.md", "internal/kit/TEACHING.md", "internal/judge/README.md"} {
		problems, err := brokenLinks(root, name)
		require.NoError(t, err)
		for _, p := range problems {
			t.Error(p)
		}
	}
}
