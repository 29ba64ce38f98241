package judge

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// TestTimeout is how long a test binary may run. The steps' own watchdog gives up much sooner.
const TestTimeout = 120 * time.Second

// CompileError is returned by Build for an overlay that does not compile.
type CompileError struct {
	Output string // what the compiler said
}

func (e *CompileError) Error() string { return "it does not compile:\n" + e.Output }

// position matches the start of a line of the compiler's. A linker that fails prints none.
var position = regexp.MustCompile(`(?m)^\S+\.go:\d+:`)

// Binary is a compiled test binary of a question.
type Binary struct {
	path string
	dir  string // where it runs
	race bool
}

// Build compiles the question's tests with the overlay in place of the learner's code, into
// dir, which must be there and empty. It gives every flag that a user's GOFLAGS may hold and that would
// change the result, since -cover, for one, ignores overlays. Calls are not inlined, which takes a
// third off the time to compile.
func (q Question) Build(ctx context.Context, o Overlay, dir string, race bool) (Binary, error) {
	overlay, err := o.write(dir)
	if err != nil {
		return Binary{}, err
	}
	bin := filepath.Join(dir, "steps.exe") // a name that runs everywhere
	cmd := exec.CommandContext(ctx, "go", "test", "-c", "-tags=stub", "-vet=off", "-cover=false", "-gcflags=-l", "-ldflags=-s -w",
		fmt.Sprintf("-race=%t", race), "-overlay="+overlay, "-o="+bin, "./"+q.Name)
	cmd.Dir = q.Root
	out, err := cmd.CombinedOutput()
	switch {
	case err == nil:
		return Binary{path: bin, dir: q.Dir(), race: race}, nil
	case ctx.Err() != nil:
		return Binary{}, ctx.Err()
	case position.Match(out):
		return Binary{}, &CompileError{Output: string(out)}
	}
	return Binary{}, fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, out)
}

// List returns the names of the tests and fuzz targets that match pattern.
func (b Binary) List(ctx context.Context, pattern string) ([]string, error) {
	cmd := exec.CommandContext(ctx, b.path, "-test.list="+pattern)
	cmd.Dir = b.dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("listing the tests: %w\n%s", err, out)
	}
	return strings.Fields(string(out)), nil
}

// Run runs the tests that match pattern, as a learner would: the steps above one
// that fails are locked, and the watchdog's limit is the usual one. The arguments are further
// -test flags or settings of the environment, as in OODKIT_LIMIT=2s.
func (b Binary) Run(ctx context.Context, pattern string, args ...string) (Run, error) {
	// The binary's own timeout prints where it stands; this one is for a binary that cannot.
	limited, cancel := context.WithTimeout(ctx, TestTimeout+10*time.Second)
	defer cancel()
	cmd := b.command(limited)
	cmd.Args = append(cmd.Args, "-test.v=test2json", "-test.timeout="+TestTimeout.String(), "-test.run="+pattern)
	for _, arg := range args {
		if strings.HasPrefix(arg, "-") {
			cmd.Args = append(cmd.Args, arg)
		} else {
			cmd.Env = append(cmd.Env, arg)
		}
	}
	out, err := cmd.CombinedOutput()
	if _, exited := errors.AsType[*exec.ExitError](err); err != nil && !exited {
		return Run{}, err
	}
	if ctx.Err() != nil {
		return Run{}, ctx.Err()
	}
	return parseRun(string(out), limited.Err() != nil), nil
}

// command returns the binary's command in a learner's environment. Where the system's shell can
// limit the memory it does, since a table that grows for ever would take the machine along. The
// race detector reserves more than that.
func (b Binary) command(ctx context.Context) *exec.Cmd {
	cmd := exec.CommandContext(ctx, b.path)
	if sh, err := exec.LookPath("sh"); err == nil && !b.race {
		const limit = `ulimit -v 4194304 2>/dev/null; exec "$0" "$@"` // 4 GiB
		cmd = exec.CommandContext(ctx, sh, "-c", limit, b.path)
	}
	cmd.Dir = b.dir
	cmd.WaitDelay = time.Second
	cmd.Env = slices.DeleteFunc(os.Environ(), func(s string) bool { return strings.HasPrefix(s, "OODKIT_") })
	return cmd
}
