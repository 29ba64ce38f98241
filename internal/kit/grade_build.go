package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// compileLimit is how long a submission may take to compile.
const compileLimit = 3 * time.Minute

// A gradedBinary is the tests of a question, compiled with a submission.
type gradedBinary struct {
	path      string
	converter string
	dir       string            // the directory that it runs in
	proofs    map[string]string // what it prints when the tests of a pattern have run and passed
}

// witness is a file that is compiled with the tests, with a package's name and the proofs. No code
// of a submission knows a proof: it can print that a step passed, and exit, but it cannot make the
// witness say so. The flags are set again in case it changed the arguments.
const witness = `package %s

import (
	"flag"
	"os"
	"testing"
)

func TestMain(m *testing.M) {
	flag.Parse()
	pattern := flag.Lookup("test.run").Value.String()
	for _, name := range []string{"test.skip", "test.list"} {
		flag.Set(name, "")
	}
	flag.Set("test.count", "1")
	if m.Run() == 0 {
		os.Stdout.WriteString(%#v[pattern] + "\n")
	}
}
`

// witnessFile is the name under which the compiler sees the witness.
const witnessFile = "grade_witness_test.go"

// build compiles the question's tests with the learner's code replaced by files. For the reference
// there are none.
func (g *grader) build(ctx context.Context, v variant, files map[string][]byte) (gradedBinary, error) {
	dir, err := os.MkdirTemp(g.dir, "")
	if err != nil {
		return gradedBinary{}, err
	}
	b := gradedBinary{path: filepath.Join(dir, "steps.exe"), dir: filepath.Join(dir, "work"), proofs: make(map[string]string)}
	for _, s := range g.steps {
		b.proofs[s.pattern()] = rand.Text()
	}
	if err := os.Mkdir(b.dir, 0o777); err != nil {
		return b, err
	}
	overlay, err := g.q.writeOverlay(dir, files, b.proofs)
	if err != nil {
		return b, err
	}
	err = compile(ctx, g.q, v, overlay, b.path)
	if err := cmp.Or(err, hideProofs(dir, b.path)); err != nil {
		return b, err
	}
	converter, err := runGo(ctx, g.q.root, "tool", "-n", "test2json")
	b.converter = strings.TrimSpace(converter)
	return b, err
}

// hideProofs removes the proofs' source from dir, and lets the binary be run but not read, which stops
// everybody but root.
func hideProofs(dir, binary string) error {
	if err := os.Remove(filepath.Join(dir, witnessFile)); err != nil {
		return err
	}
	return os.Chmod(binary, 0o111)
}

// pattern returns the pattern that only the step's test matches.
func (s step) pattern() string { return "^" + s.test + "$" }

// compile compiles the question's tests with an overlay. It says all that GOFLAGS may hold
// and that would change the result. Without cgo no compiler but Go's is run.
func compile(ctx context.Context, q question, v variant, overlay, binary string) error {
	limited, cancel := context.WithTimeout(ctx, compileLimit)
	defer cancel()
	command := exec.CommandContext(limited, "go", "test", "-c", "-tags="+v.tags, "-vet=off", "-cover=false", "-race=false", "-ldflags=-s -w",
		"-overlay="+overlay, "-o="+binary, "./"+q.name)
	command.Dir, command.WaitDelay = q.root, 5*time.Second
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	output, err := command.CombinedOutput()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if limited.Err() != nil {
		return buildError{[]string{fmt.Sprintf("it did not compile within %v and was given up", compileLimit)}}
	}
	if _, ok := errors.AsType[*exec.ExitError](err); ok {
		// The compiler names the files that it reads, which the author does not know.
		text := strings.ReplaceAll(string(output), filepath.Dir(overlay)+string(filepath.Separator), q.name+"/")
		return buildError{compilerLines(q.shorten(text))}
	}
	return err
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

// writeOverlay writes to dir what the compiler is to read in place of the question's files, and
// returns the file that says so in the form of go's -overlay.
func (q question) writeOverlay(dir string, files map[string][]byte, proofs map[string]string) (string, error) {
	replace := make(map[string]string)
	if files != nil {
		if err := q.hideLearners(replace); err != nil {
			return "", err
		}
	}
	text, err := q.witness(proofs)
	if err != nil {
		return "", err
	}
	add := func(name string, text []byte) error {
		replace[filepath.Join(q.dir(), name)] = filepath.Join(dir, name)
		return os.WriteFile(filepath.Join(dir, name), text, 0o666)
	}
	if err := add(witnessFile, text); err != nil {
		return "", err
	}
	for name, text := range files {
		if err := add(name, text); err != nil {
			return "", err
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

// witness returns the text of the witness file.
func (q question) witness(proofs map[string]string) ([]byte, error) {
	steps := filepath.Join(q.dir(), "steps_test.go")
	file, err := parser.ParseFile(token.NewFileSet(), steps, nil, parser.PackageClauseOnly)
	if err != nil {
		return nil, err
	}
	return fmt.Appendf(nil, witness, file.Name.Name, proofs), nil
}

// fingerprint returns a value that changes with the files that judge: those in the question's
// directory that are not the learner's, and the packages that all questions share.
func (q question) fingerprint() (string, error) {
	all := sha256.New()
	for _, pattern := range []string{q.name + "/*.go", "internal/*/*.go", "go.mod", "go.sum"} {
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
