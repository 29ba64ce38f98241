package grade

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/oodkit/oodkit/internal/gotest"
	"github.com/oodkit/oodkit/internal/kit/grade/sandbox"
	"github.com/oodkit/oodkit/internal/kit/grade/score"
	"github.com/oodkit/oodkit/internal/kit/grade/submission"
	"github.com/oodkit/oodkit/internal/question"
)

// compileLimit is how long a submission may take to compile. The reference has no limit: with an empty build cache,
// everything else is compiled together with it.
const compileLimit = 3 * time.Minute

// A gradedBinary is the tests of a question, compiled with a submission.
type gradedBinary struct {
	path string
	dir  string // the directory that it runs in, without a box
	box  sandbox.Sandbox
}

// build compiles the question's tests in dir, with files in place of the learner's code. In messages, the names of the
// files begin with the path shown. For the reference, files is nil, and there are no limits.
func (g *grader) build(ctx context.Context, dir string, v question.Variant, files map[string][]byte, shown string) (gradedBinary, error) {
	dir, err := os.MkdirTemp(dir, "")
	if err != nil {
		return gradedBinary{}, err
	}
	b := gradedBinary{dir: filepath.Join(dir, "work"), box: g.box}
	overlay, err := overlayOf(g.q, files)
	if err := cmp.Or(err, os.Mkdir(b.dir, 0o777)); err != nil {
		return b, err
	}
	limit := g.compileLimit
	if files == nil {
		limit = 0
	}
	binary, err := compile(ctx, dir, g.q, v, overlay, limit)
	if failed, ok := errors.AsType[gotest.BuildError](err); ok && files != nil {
		return b, explainGraded(g.q, failed, files, shown)
	}
	b.path = binary.Path
	if err == nil {
		err = os.Chmod(b.path, 0o111) // the process may run the file but not read it
	}
	return b, err
}

// compile compiles the question's tests with an overlay into dir. A limit of 0 means no limit.
func compile(ctx context.Context, dir string, q question.Question, v question.Variant, overlay gotest.Overlay, limit time.Duration) (gotest.Binary, error) {
	binary, err := compileOnce(ctx, dir, q, v, overlay, limit)
	if wasStopped(err) { // the second attempt may succeed
		binary, err = compileOnce(ctx, dir, q, v, overlay, limit)
	}
	if wasStopped(err) {
		err = gotest.BuildError{Lines: []string{"the compiler was stopped twice before it could report an error. Perhaps this machine has too little memory"}}
	}
	return binary, err
}

// stopped matches go's message about a compiler that was killed, for example by a system without memory.
var stopped = regexp.MustCompile(`: signal: killed$`)

// wasStopped reports whether err says only that a compiler was stopped.
func wasStopped(err error) bool {
	failed, ok := errors.AsType[gotest.BuildError](err)
	return ok && !slices.ContainsFunc(failed.Lines, func(line string) bool { return !stopped.MatchString(line) })
}

// isTooLarge reports whether a line says that a compiler may not write so large a file.
func isTooLarge(line string) bool { return strings.HasSuffix(line, ": file too large") }

// explainTooLarge adds to the messages of a compiler why it may not write so large a file. The limit of the shell that
// grade was started in may be lower than that of grade.
func explainTooLarge(failed gotest.BuildError) gotest.BuildError {
	if slices.ContainsFunc(failed.Lines, isTooLarge) {
		failed.Lines = append(failed.Lines, "The compiled code takes more than 256 MiB, or more than the limit of this shell (see ulimit -f). "+
			"Large variables that have initial values make it so large.")
	}
	return failed
}

// compileOnce compiles once. It switches cgo off, so that only Go's own compiler runs.
func compileOnce(ctx context.Context, dir string, q question.Question, v question.Variant, overlay gotest.Overlay, limit time.Duration) (gotest.Binary, error) {
	within, cancel := context.WithCancel(ctx)
	if limit > 0 {
		within, cancel = context.WithTimeout(ctx, limit)
	}
	defer cancel()
	binary, err := gotest.Build(within, dir, q, gotest.Config{Variant: v, Overlay: overlay, Args: []string{"-ldflags=-s -w"}, Prepare: func(command *exec.Cmd) {
		command.Env = append(command.Env, "CGO_ENABLED=0")
		if limit > 0 {
			sandbox.LimitCompiler(command)
		}
	}})
	if failed, ok := errors.AsType[gotest.BuildError](err); ok {
		err = explainTooLarge(failed)
	}
	if ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded) {
		err = gotest.BuildError{Lines: []string{fmt.Sprintf("the code did not compile within %v, and the compiler was stopped", limit)}}
	}
	return binary, err
}

// compileProblem returns the messages of the compiler or of go vet if err has some, and what they mean if that is not clear.
func compileProblem(err error) (status string, lines []string, ok bool) {
	e, ok := errors.AsType[gotest.BuildError](err)
	if !ok {
		return "", nil, false
	}
	if e.Vet {
		lines = slices.Clone(e.Lines[:min(len(e.Lines), score.MaxProblem-1)])
		return score.StatusVet, append(lines, "The code compiles, but go test also runs go vet, which refuses it: change what these lines name."), true
	}
	if slices.ContainsFunc(e.Lines, func(line string) bool { return strings.Contains(line, "import cycle not allowed") }) {
		e.Lines = slices.Insert(e.Lines, 0, "the solution imports itself, or a package that imports it: remove that import")
	}
	return score.StatusNotCompiled, e.Lines[:min(len(e.Lines), score.MaxProblem)], true
}

// overlayOf returns the overlay with the submission's files, if files is not nil, and with the files that are compiled
// together with the tests.
func overlayOf(q question.Question, files map[string][]byte) (gotest.Overlay, error) {
	overlay, err := testMain(q)
	if err != nil || files == nil {
		return overlay, err
	}
	theirs, err := gotest.InPlaceOfLearners(q, files)
	maps.Copy(overlay, theirs)
	return overlay, err
}

// testMain returns the files that are compiled together with the tests, with their function TestMain.
func testMain(q question.Question) (gotest.Overlay, error) {
	file, err := parser.ParseFile(token.NewFileSet(), q.Path("steps_test.go"), nil, parser.PackageClauseOnly)
	if err != nil {
		return nil, err
	}
	module, err := q.Module()
	if err != nil {
		return nil, err
	}
	return gotest.Overlay{
		q.Path(submission.TestMainFile): fmt.Appendf(nil, submission.TestMain, file.Name.Name, module+"/internal/exercise/attest"),
		q.Path(submission.AttestFile):   fmt.Appendf(nil, submission.AttestText, strings.TrimSuffix(file.Name.Name, "_test"), module+"/internal/exercise/accept"),
	}, nil
}

// fingerprint returns a value that changes with the judge's files: the files in the question's directory that are not
// the learner's, and the packages that all questions share.
func fingerprint(q question.Question) (string, error) {
	all := sha256.New()
	root := os.DirFS(q.Root)
	for _, pattern := range []string{q.Name + "/*.go", "internal/*/*.go", "internal/exercise/*/*.go", "go.mod", "go.sum"} {
		paths, err := fs.Glob(root, pattern)
		if err != nil {
			return "", err
		}
		for _, path := range paths {
			text, err := fs.ReadFile(root, path)
			if err != nil {
				return "", err
			}
			if file, err := question.NewFile(filepath.Base(path), text); err != nil || !file.IsLearners() {
				fmt.Fprintf(all, "%s %x\n", path, sha256.Sum256(text))
			}
		}
	}
	return fmt.Sprintf("%x", all.Sum(nil)), nil
}
