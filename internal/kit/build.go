package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// A variant is one of the two codes that a question's tests judge.
type variant struct {
	name string // how the user knows it
	file string // the name for files
	tags string // the build tags that select it
}

var (
	reference = variant{name: "reference", file: "reference", tags: ""}
	mine      = variant{name: "your code", file: "mine", tags: "stub"}
)

// A buildError is what the compiler says about code that does not compile.
type buildError struct{ lines []string }

func (e buildError) Error() string { return strings.Join(e.lines, "\n") }

// buildTest compiles the question's tests with a variant into dir.
func buildTest(ctx context.Context, dir string, q question, v variant) (testBinary, error) {
	path := filepath.Join(dir, v.file+".test")
	if _, err := runGo(ctx, q.root, "test", "-c", "-tags="+v.tags, "-o", path, "./"+q.name); err != nil {
		return testBinary{}, q.explainBuild(ctx, err)
	}
	return testBinary{q, v, path, func(string) {}}, nil
}

// buildBenchstat compiles benchstat into dir and returns the binary.
func buildBenchstat(ctx context.Context, dir string, q question) (binary string, err error) {
	binary = filepath.Join(dir, "benchstat")
	_, err = runGo(ctx, q.root, "build", "-tags=", "-modfile=internal/tools/go.mod", "-o", binary, "golang.org/x/perf/cmd/benchstat")
	return binary, err
}

// runGo runs the go command in root and returns what it prints. If it fails, that is the
// buildError.
func runGo(ctx context.Context, root string, args ...string) (output string, err error) {
	command := exec.CommandContext(ctx, "go", args...)
	command.Dir = root
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) } // so that it removes its own files
	command.WaitDelay = 5 * time.Second
	var said strings.Builder
	command.Stderr = &said
	printed, err := command.Output()
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if _, ok := errors.AsType[*exec.ExitError](err); ok {
		return "", buildError{compilerLines(string(printed) + said.String())}
	}
	return string(printed), explainCommand("go", err)
}

// compilerLines returns the lines of a failed build's output that say why. The others name
// packages.
func compilerLines(output string) []string {
	var lines []string
	for line := range strings.Lines(output) {
		if !strings.HasPrefix(line, "# ") && !strings.HasPrefix(line, "FAIL") {
			lines = append(lines, strings.TrimRight(line, "\r\n"))
		}
	}
	return lines
}

// tempDir makes a directory for binaries, and returns the function that removes it. Directories of processes
// that were killed before they could do so are removed first.
func tempDir() (dir string, remove func(), err error) {
	sweepTemp(os.TempDir())
	dir, err = os.MkdirTemp("", tempPrefix)
	if err != nil {
		return "", nil, err
	}
	release, err := lockDir(dir)
	if err != nil {
		os.RemoveAll(dir)
		return "", nil, err
	}
	return dir, func() { release(); os.RemoveAll(dir) }, nil
}

const tempPrefix = "oodkit-"

// lockName is the file in a temporary directory that is locked as long as the process runs that made it.
const lockName = "in-use"

// sweepTemp removes the temporary directories in dir whose process is gone.
func sweepTemp(dir string) {
	locks, _ := filepath.Glob(filepath.Join(dir, tempPrefix+"*", lockName)) // fails for bad patterns only
	for _, lock := range locks {
		if isAbandoned(lock) {
			os.RemoveAll(filepath.Dir(lock))
		}
	}
}
