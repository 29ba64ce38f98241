package workspace

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/question"
)

// Build compiles the question's tests with a solution into dir. The error says what the compiler cannot know, too.
func Build(ctx context.Context, dir string, q question.Question, s question.Solution) (gotest.Binary, error) {
	if s.Design != nil {
		return buildDesign(ctx, filepath.Join(dir, s.FileName()), q, s)
	}
	b, err := gotest.Build(ctx, dir, q, gotest.Config{Variant: s.Variant, Args: withoutDebugInfo})
	return b, explainBuild(ctx, q, err)
}

// buildDesign compiles a design into a directory of its own.
func buildDesign(ctx context.Context, dir string, q question.Question, s question.Solution) (gotest.Binary, error) {
	overlay, err := gotest.InPlaceOfLearners(q, map[string][]byte{"stub.go": s.Design.Text})
	if err := cmp.Or(err, os.MkdirAll(dir, 0o777)); err != nil {
		return gotest.Binary{}, err
	}
	return gotest.Build(ctx, dir, q, gotest.Config{Variant: s.Variant, Overlay: overlay, Args: withoutDebugInfo})
}

// withoutDebugInfo saves half of the time that linking takes. Stack traces do not need it.
var withoutDebugInfo = []string{"-ldflags=-w"}

// explainBuild adds to what the compiler says what it cannot know, unless that is there already.
func explainBuild(ctx context.Context, q question.Question, err error) error {
	failed, ok := errors.AsType[gotest.BuildError](err)
	if !ok {
		return err
	}
	var advice []string
	if strings.Contains(failed.Error(), "go.mod requires go >= ") {
		advice = []string{"This go command is too old: " + gotest.GetGo + ", or let it fetch that itself: go env -u GOTOOLCHAIN"}
	} else if file, line, ok := conflict(q); ok {
		advice = []string{fmt.Sprintf("%s/%s:%d begins a conflict that a merge left: choose between what stands above and below =======, and remove the marks.", q.Name, file, line)}
	} else if !exists(q.Path("stub.go")) {
		advice = []string{fmt.Sprintf("There is no %[1]s/stub.go: to have the one that it came with, run make reset Q=%[1]s", q.Name)}
	} else if advice = wrongBuildLines(ctx, q, failed); len(advice) == 0 && InTestsOnly(failed) {
		advice = []string{WantAPI(q)}
	}
	if len(advice) == 0 || slices.Contains(failed.Lines, advice[0]) {
		return failed
	}
	return gotest.BuildError{Lines: append(append(failed.Lines, ""), advice...)}
}

// conflict returns where the first conflict of a merge is in the learner's code, or in a file that the tests need.
func conflict(q question.Question) (file string, line int, ok bool) {
	files, _ := q.Files() // an unreadable directory was said before
	for _, file := range files {
		text, _ := os.ReadFile(q.Path(file.Name))
		number := 0
		for line := range strings.Lines(string(text)) {
			number++
			if strings.HasPrefix(line, "<<<<<<< ") {
				return file.Name, number, true
			}
		}
	}
	return "", 0, false
}

// wrongBuildLines says which files of the learner's lack the build line, and so may be why the
// build failed: stub.go, and new files that the compiler complains about.
func wrongBuildLines(ctx context.Context, q question.Question, failed gotest.BuildError) []string {
	var wrong []string
	added, _ := untracked(ctx, q) // without git there is less advice
	files, _ := q.Files()         // an unreadable directory was said before
	for _, file := range files {
		suspect := file.Name == "stub.go" || slices.Contains(added, file.Name) && strings.Contains(failed.Error(), q.Name+"/"+file.Name+":")
		if suspect && !file.IsTest() && !file.IsLearners() {
			wrong = append(wrong, fmt.Sprintf("Is it the build line? %s/%s must begin with //go:build stub and an empty line.", q.Name, file.Name))
		}
	}
	return wrong
}

// WantAPI says what the steps need.
func WantAPI(q question.Question) string {
	return fmt.Sprintf("The steps need every declaration that %[1]s/stub.go came with, with its name, parameters and results: %[1]s/README.md has them.", q.Name)
}

// InTestsOnly reports whether all places that the compiler complains about are in tests: in code of the kit's,
// as a rule, that uses what is not there any more.
func InTestsOnly(e gotest.BuildError) bool {
	places := 0
	for _, line := range e.Lines {
		if file, _, ok := strings.Cut(line, ".go:"); ok {
			if !strings.HasSuffix(file, "_test") {
				return false
			}
			places++
		}
	}
	return places > 0
}
