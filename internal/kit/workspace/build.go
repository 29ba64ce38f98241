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

// Build compiles the question's tests with a solution into dir. The error adds advice to the compiler's messages.
func Build(ctx context.Context, dir string, q question.Question, s question.Solution) (gotest.Binary, error) {
	if s.Design != nil {
		return buildDesign(ctx, filepath.Join(dir, s.FileName()), q, s)
	}
	c := gotest.Config{Variant: s.Variant, Args: withoutDebugInfo}
	b, err := gotest.Build(ctx, dir, q, c)
	if failed, ok := errors.AsType[gotest.BuildError](err); ok {
		if c.Overlay = withoutOwnTests(q, failed); c.Overlay != nil {
			if without, err := gotest.Build(ctx, dir, q, c); err == nil {
				return without, nil
			}
		}
	}
	return b, explainBuild(ctx, q, err)
}

// withoutOwnTests returns an overlay that hides the learner's own tests, or nil if the compiler does not complain about
// them. Their helpers may be called like some of the kit's tests.
func withoutOwnTests(q question.Question, failed gotest.BuildError) gotest.Overlay {
	files, _ := q.Files() // an unreadable directory was reported before
	overlay := gotest.Overlay{}
	named := false
	for _, file := range files {
		if file.IsTest() && file.IsLearners() {
			overlay[q.Path(file.Name)] = nil
			named = named || strings.Contains(failed.Error(), q.Name+"/"+file.Name+":")
		}
	}
	if !named {
		return nil
	}
	return overlay
}

// buildDesign compiles a design into a directory of its own.
func buildDesign(ctx context.Context, dir string, q question.Question, s question.Solution) (gotest.Binary, error) {
	overlay, err := gotest.InPlaceOfLearners(q, map[string][]byte{"stub.go": s.Design.Text})
	if err := cmp.Or(err, os.MkdirAll(dir, 0o777)); err != nil {
		return gotest.Binary{}, err
	}
	return gotest.Build(ctx, dir, q, gotest.Config{Variant: s.Variant, Overlay: overlay, Args: withoutDebugInfo})
}

// withoutDebugInfo saves half of the linking time. Stack traces do not need debug information.
var withoutDebugInfo = []string{"-ldflags=-w"}

// explainBuild adds advice to the compiler's messages, unless they have it already.
func explainBuild(ctx context.Context, q question.Question, err error) error {
	failed, ok := errors.AsType[gotest.BuildError](err)
	if !ok || failed.Vet { // what vet says is clear
		return err
	}
	var advice []string
	if strings.Contains(failed.Error(), "go.mod requires go >= ") {
		advice = []string{"This go command is too old: " + gotest.GetGo + ", or let go download a newer one: go env -u GOTOOLCHAIN"}
	} else if file, line, ok := conflict(q); ok {
		advice = []string{fmt.Sprintf("%s/%s:%d has a merge conflict: choose between the lines above and below =======, and remove the marks.", q.Name, file, line)}
	} else if missing := NoStub(q); missing != "" {
		advice = []string{missing}
	} else if advice = wrongBuildLines(ctx, q, failed); len(advice) == 0 && InTestsOnly(failed) {
		advice = []string{WantAPI(q)}
	}
	if len(advice) == 0 || slices.Contains(failed.Lines, advice[0]) {
		return failed
	}
	return gotest.BuildError{Lines: append(append(failed.Lines, ""), advice...)}
}

// conflict returns the place of the first merge conflict in the learner's code, or in a file that the tests need.
func conflict(q question.Question) (file string, line int, ok bool) {
	files, _ := q.Files() // an unreadable directory was reported before
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

// wrongBuildLines says which of the learner's files lack the build line, which may be why the build failed. It looks
// at stub.go and at new files that the compiler complains about.
func wrongBuildLines(ctx context.Context, q question.Question, failed gotest.BuildError) []string {
	var wrong []string
	added, _ := untracked(ctx, q) // without git there is less advice
	files, _ := q.Files()         // an unreadable directory was reported before
	for _, file := range files {
		suspect := file.Name == "stub.go" || slices.Contains(added, file.Name) && strings.Contains(failed.Error(), q.Name+"/"+file.Name+":")
		if suspect && !file.IsTest() && !file.IsLearners() {
			wrong = append(wrong, wantBuildLine(q, file.Name))
		}
	}
	return wrong
}

func wantBuildLine(q question.Question, name string) string {
	return fmt.Sprintf("%s/%s must begin with the line //go:build stub and an empty line.", q.Name, name)
}

// NoStub says that stub.go does not exist. It returns "" if it does.
func NoStub(q question.Question) string {
	if exists(q.Path("stub.go")) {
		return ""
	}
	return fmt.Sprintf("There is no %[1]s/stub.go. To bring the original stub back: make reset Q=%[1]s", q.Name)
}

// WrongStub says that stub.go lacks the build line. It returns "" if it has the line, or cannot be read.
func WrongStub(q question.Question) string {
	files, _ := q.Files() // an unreadable directory is reported elsewhere
	for _, file := range files {
		if file.Name == "stub.go" && !file.IsLearners() {
			return wantBuildLine(q, file.Name)
		}
	}
	return ""
}

// WantAPI returns the advice for code that lacks a declaration which the steps use.
func WantAPI(q question.Question) string {
	return fmt.Sprintf("The steps need every exported declaration of the original %[1]s/stub.go, with the same name, parameters and results. internal/kit/stubs/%[1]s.go.txt has them.", q.Name)
}

// InTestsOnly reports whether all places that the compiler complains about are in tests. Those are usually the kit's
// tests, which use a declaration that no longer exists.
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
