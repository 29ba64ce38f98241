// Package gotest compiles the tests of a question with one of its variants, or with other code in its place. It
// runs each binary in a process of its own and reads its results.
package gotest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/oodkit/oodkit/internal/question"
)

// A Config says how to compile the tests of a question.
type Config struct {
	Variant question.Variant
	Overlay Overlay  // what go reads in place of files of the question; may be nil
	Args    []string // more arguments for go test -c; they override earlier ones

	Prepare func(*exec.Cmd) // changes the command that compiles, for limits or another environment; may be nil
}

// A Binary is the compiled tests of a question.
type Binary struct {
	Question question.Question
	Variant  question.Variant
	Path     string
}

// A BuildError has what the go command says about code that it refuses.
type BuildError struct {
	Lines []string
	Vet   bool // the code compiles, and only go vet refuses it, which go test runs
}

// Error returns the lines, and says which come from go vet.
func (e BuildError) Error() string {
	mark := ""
	if e.Vet {
		mark = "go vet: "
	}
	return mark + strings.Join(e.Lines, "\n"+mark)
}

// position matches the start of a message of the compiler or of vet. A linker that fails prints no such line.
var position = regexp.MustCompile(`^\S+\.go:\d+:`)

// HasPosition reports whether the error names a place in the code, as the compiler does. Messages about the
// network, a full disk or a missing module name none.
func (e BuildError) HasPosition() bool { return slices.ContainsFunc(e.Lines, position.MatchString) }

// Build compiles the question's tests into dir, which must exist. If go refuses the code, the error is a
// BuildError, with paths relative to the repository's directory.
func Build(ctx context.Context, dir string, q question.Question, c Config) (Binary, error) {
	b := Binary{q, c.Variant, filepath.Join(dir, c.Variant.FileName()+".exe")} // a name that runs everywhere
	args := []string{"test", "-c", "-tags=" + c.Variant.Tag(), "-o=" + b.Path}
	if c.Overlay != nil {
		file, err := c.Overlay.Write(dir)
		if err != nil {
			return b, err
		}
		args = append(args, "-overlay="+file)
	}
	compile := func(more ...string) error {
		command := goCommand(ctx, q.Root, slices.Concat(args, c.Args, more, []string{"./" + q.Name})...)
		if c.Prepare != nil {
			c.Prepare(command)
		}
		_, err := run(ctx, command)
		return err
	}
	err := compile()
	refused, ok := errors.AsType[BuildError](err)
	if !ok {
		return b, err
	}
	// Only a build without go vet shows whether the messages come from vet or from the compiler.
	refused.Vet = refused.HasPosition() && compile("-vet=off") == nil
	for i, line := range refused.Lines {
		refused.Lines[i] = c.Overlay.rename(q.Root, line)
	}
	return b, refused
}

// RunGo runs the go command in root and returns what it prints. If it fails, the error is a BuildError.
func RunGo(ctx context.Context, root string, args ...string) (output string, err error) {
	return run(ctx, goCommand(ctx, root, args...))
}

// run runs a go command and returns what it prints.
func run(ctx context.Context, command *exec.Cmd) (output string, err error) {
	var said strings.Builder
	command.Stderr = &said
	printed, err := command.Output()
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if _, ok := errors.AsType[*exec.ExitError](err); ok {
		return "", BuildError{Lines: compilerLines(command.Dir, said.String()+string(printed))}
	}
	return string(printed), ExplainCommand("go", err)
}

// goCommand returns the command go with args, to be run in dir.
func goCommand(ctx context.Context, dir string, args ...string) *exec.Cmd {
	command := exec.CommandContext(ctx, "go", args...)
	command.Dir = dir
	command.Env = Env(dir)
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) } // so that it removes its own files
	command.WaitDelay = 5 * time.Second
	return command
}

// Env returns the environment for a command go in dir. It keeps only those flags of the user's GOFLAGS that do not change
// what go builds. It ignores any go.work, which may leave this module out, and builds for this system and not for the one
// in GOOS or GOARCH.
func Env(dir string) []string {
	return append(os.Environ(), "GOWORK=off", "GOFLAGS="+cleanFlags(dir), "GOOS="+runtime.GOOS, "GOARCH="+runtime.GOARCH)
}

// cleanFlags returns the flags that may stay, from the user's environment or from go's own settings. The last flag
// ensures that the list is not empty: go would ignore an empty variable and use its own settings.
func cleanFlags(dir string) string {
	flags := os.Getenv("GOFLAGS")
	if flags == "" {
		flags = flagsOfGoEnv(dir)
	}
	var kept []string
	for flag := range strings.FieldsSeq(flags) {
		name, _, _ := strings.Cut(strings.TrimLeft(flag, "-"), "=")
		switch name {
		case "modcacherw", "p", "buildvcs":
			kept = append(kept, flag)
		}
	}
	return strings.Join(append(kept, "-tags="), " ")
}

var (
	goEnvOnce  sync.Once
	goEnvFlags string
)

// flagsOfGoEnv returns what go env -w has set, "" if go cannot tell.
func flagsOfGoEnv(dir string) string {
	goEnvOnce.Do(func() {
		command := exec.Command("go", "env", "-json=false", "GOFLAGS")
		command.Dir = dir
		output, _ := command.Output()
		goEnvFlags = strings.TrimSpace(string(output))
	})
	return goEnvFlags
}

// compilerLines returns the lines of a failed build's output that say why it failed, with paths relative to the
// repository's directory. The other lines name packages.
func compilerLines(root, output string) []string {
	var lines []string
	for line := range strings.Lines(output) {
		line = strings.TrimRight(line, "\r\n")
		if !strings.HasPrefix(line, "# ") && line != "FAIL" && !strings.HasPrefix(line, "FAIL\t") {
			lines = append(lines, shorten(root, line))
		}
		if strings.Contains(line, "GOMODCACHE () ") {
			lines = append(lines, "Go has no folder for modules: set GOMODCACHE")
		}
	}
	return lines
}

// GetGo says where to get Go.
const GetGo = "install Go 1.26 or newer from https://go.dev/dl/"

// ExplainCommand returns err, the error of starting the named command. If the command does not exist, the error
// says what to do.
func ExplainCommand(name string, err error) error {
	switch {
	case !errors.Is(err, exec.ErrNotFound):
		return err
	case name == "go":
		return fmt.Errorf("the command go was not found: %s, or add its directory to PATH", GetGo)
	default:
		return fmt.Errorf("the command %[1]s was not found: install %[1]s, or add its directory to PATH", name)
	}
}
