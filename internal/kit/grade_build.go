package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// compileLimit is how long a submission may take to compile. The reference may take as long as it needs:
// with an empty build cache everything else is compiled with it.
const compileLimit = 3 * time.Minute

// A gradedBinary is the tests of a question, compiled with a submission.
type gradedBinary struct {
	path string
	dir  string // the directory that it runs in, without a box
	box  box
}

// The files that are compiled with the tests, by the names under which the compiler sees them.
const (
	// The witness runs the tests, and says which have passed.
	witnessFile = "grade_witness_test.go"
	witness     = "package %s\n\nimport (\n\t\"testing\"\n\n\t%q\n)\n\nfunc TestMain(m *testing.M) { attest.Main(m) }\n"

	// With this one package accept reads the order before the submission is initialized.
	attestFile = "grade_attest.go"
	attestText = "package %s\n\nimport _ %q\n"
)

// build compiles the question's tests in dir with the learner's code replaced by files, whose names in
// messages begin with the path shown. For the reference there are none, and no limits.
func (g *grader) build(ctx context.Context, dir string, v variant, files map[string][]byte, shown string) (gradedBinary, error) {
	dir, err := os.MkdirTemp(dir, "")
	if err != nil {
		return gradedBinary{}, err
	}
	b := gradedBinary{path: filepath.Join(dir, "steps.exe"), dir: filepath.Join(dir, "work"), box: g.box}
	overlay, err := g.q.writeOverlay(dir, files)
	if err := cmp.Or(err, os.Mkdir(b.dir, 0o777)); err != nil {
		return b, err
	}
	limit := g.compileLimit
	if files == nil {
		limit = 0
	}
	err = g.q.compile(ctx, v, overlay, b.path, limit)
	if failed, ok := errors.AsType[buildError](err); ok && files != nil {
		return b, g.q.explainGraded(failed, files, shown)
	}
	if err == nil {
		err = os.Chmod(b.path, 0o111) // to be run, but not read
	}
	return b, err
}

// compile compiles the question's tests with an overlay. It says all that GOFLAGS may hold
// and that would change the result. A limit of 0 is none.
func (q question) compile(ctx context.Context, v variant, overlay, binary string, limit time.Duration) error {
	args := []string{"test", "-c", "-mod=readonly", "-tags=" + v.tags, "-vet=off", "-cover=false", "-race=false", "-ldflags=-s -w",
		"-overlay=" + overlay, "-o=" + binary, "./" + q.name}
	lines, err := q.runCompiler(ctx, limit, binary+".txt", args...)
	_, failed := errors.AsType[*exec.ExitError](err)
	if failed && len(lines) == 0 { // the second time nobody may stop it
		lines, err = q.runCompiler(ctx, limit, binary+".txt", args...)
		_, failed = errors.AsType[*exec.ExitError](err)
	}
	switch {
	case !failed:
		return explainCommand("go", err)
	case len(lines) == 0:
		lines = []string{fmt.Sprintf("the compiler was stopped before it could say what is wrong (%v), twice; perhaps this machine has too little memory", err)}
	}
	return buildError{lines}
}

// stopped matches what go says of a compiler that somebody stopped, such as a system without memory.
var stopped = regexp.MustCompile(`: signal: killed$`)

// runCompiler runs go and returns the lines in which it says why it failed. They go to a file: the rest of
// a pipe may be lost. Without cgo no compiler but Go's is run.
func (q question) runCompiler(ctx context.Context, limit time.Duration, file string, args ...string) ([]string, error) {
	within, cancel := context.WithCancel(ctx)
	command := exec.CommandContext(within, "go", args...)
	if limit > 0 {
		within, cancel = context.WithTimeout(ctx, limit)
		command = limitedCommand(within, compilerLimits, "go", args...)
	}
	defer cancel()
	said, err := os.Create(file)
	if err != nil {
		return nil, err
	}
	defer said.Close()
	command.Dir, command.Stdout, command.Stderr = q.root, said, said
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	err = command.Run()
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case within.Err() != nil:
		return nil, buildError{[]string{fmt.Sprintf("it did not compile within %v and was given up", limit)}}
	}
	output, readErr := os.ReadFile(file)
	lines := slices.DeleteFunc(compilerLines(q.shorten(string(output))), stopped.MatchString)
	return lines, cmp.Or(err, readErr)
}

// maxProblem is how many lines of a compiler's output are worth reading.
const maxProblem = 20

// compileProblem returns what the compiler said, if err is that.
func compileProblem(err error) (lines []string, ok bool) {
	e, ok := errors.AsType[buildError](err)
	if !ok {
		return nil, false
	}
	return e.lines[:min(len(e.lines), maxProblem)], true
}

// submissionDir is where in a directory for compiling the submission's files are. The kit's are elsewhere, so
// that none can take the place of another, on no file system.
const submissionDir = "submission"

// writeOverlay writes to dir what the compiler is to read in place of the question's files, and
// returns the file that says so in the form of go's -overlay.
func (q question) writeOverlay(dir string, files map[string][]byte) (string, error) {
	replace := make(map[string]string)
	if files != nil {
		if err := q.hideLearners(replace); err != nil {
			return "", err
		}
	}
	kits, err := q.witnessFiles()
	if err != nil {
		return "", err
	}
	for sub, files := range map[string]map[string][]byte{submissionDir: files, "kit": kits} {
		if err := os.Mkdir(filepath.Join(dir, sub), 0o777); err != nil {
			return "", err
		}
		for name, text := range files {
			path := filepath.Join(dir, sub, name)
			replace[filepath.Join(q.dir(), name)] = path
			if err := os.WriteFile(path, text, 0o666); err != nil {
				return "", err
			}
		}
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, "overlay.json")
	return file, os.WriteFile(file, data, 0o666)
}

// hideLearners adds to an overlay that the learner's files in the repository are not there.
func (q question) hideLearners(replace map[string]string) error {
	paths, err := filepath.Glob(filepath.Join(q.dir(), "*.go"))
	if err != nil {
		return err
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if isLearnersSource(filepath.Base(path), text) {
			replace[path] = ""
		}
	}
	return nil
}

// witnessFiles returns the files that are compiled with the tests.
func (q question) witnessFiles() (map[string][]byte, error) {
	steps := filepath.Join(q.dir(), "steps_test.go")
	file, err := parser.ParseFile(token.NewFileSet(), steps, nil, parser.PackageClauseOnly)
	if err != nil {
		return nil, err
	}
	module, err := q.module()
	if err != nil {
		return nil, err
	}
	return map[string][]byte{
		witnessFile: fmt.Appendf(nil, witness, file.Name.Name, module+"/internal/exercise/attest"),
		attestFile:  fmt.Appendf(nil, attestText, strings.TrimSuffix(file.Name.Name, "_test"), module+"/internal/exercise/accept"),
	}, nil
}

var moduleLine = regexp.MustCompile(`(?m)^module\s+(\S+)`)

// module returns the path of the repository's module.
func (q question) module() (string, error) {
	text, err := os.ReadFile(filepath.Join(q.root, "go.mod"))
	if err != nil {
		return "", err
	}
	match := moduleLine.FindSubmatch(text)
	if match == nil {
		return "", fmt.Errorf("%s names no module", filepath.Join(q.root, "go.mod"))
	}
	return string(match[1]), nil
}

// fingerprint returns a value that changes with the files that judge: those in the question's
// directory that are not the learner's, and the packages that all questions share.
func (q question) fingerprint() (string, error) {
	all := sha256.New()
	for _, pattern := range []string{q.name + "/*.go", "internal/*/*.go", "internal/exercise/*/*.go", "go.mod", "go.sum"} {
		paths, err := filepath.Glob(filepath.Join(q.root, filepath.FromSlash(pattern)))
		if err != nil {
			return "", err
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				return "", err
			}
			if !isLearnersSource(filepath.Base(path), text) {
				fmt.Fprintf(all, "%s %x\n", path, sha256.Sum256(text))
			}
		}
	}
	return fmt.Sprintf("%x", all.Sum(nil)), nil
}
