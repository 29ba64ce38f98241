package workspace

import (
	"strings"

	"github.com/oodkit/oodkit/internal/question"
)

// LearnersFiles returns the names of the Go files in the question's directory that only the tag stub selects. It
// includes stub.go even if its build line is wrong.
func LearnersFiles(q question.Question) ([]string, error) {
	files, err := q.Files()
	var names []string
	for _, file := range files {
		if file.Name == "stub.go" || file.IsLearners() {
			names = append(names, file.Name)
		}
	}
	return names, err
}

// isLearners reports whether a file with that name and text is compiled in the learner's variant only.
func isLearners(name string, text []byte) bool {
	file, err := question.NewFile(name, text)
	return err == nil && strings.HasSuffix(name, ".go") && file.IsLearners()
}
