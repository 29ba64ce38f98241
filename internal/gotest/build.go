// Package gotest compiles the tests of a question with one of its variants, or with other code in place of it,
// runs them, each binary in a process of its own, and reads what they did.
package gotest

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
	"sync"
	"time"

	"github.com/oodkit/oodkit/internal/question"
)

// A Config says how to compile the tests of a question.
type Config struct {
	Variant question.Variant
	Overlay Overlay  // what is read in place of files of the question; may be nil
	Args    []string // more for go test -c; what is said twice counts as it is said here

	Prepare func(*exec.Cmd) // changes the command that compiles, for limits or another environment; may be nil
}

// A Binary is the compiled tests of a question.
type Binary struct {
	Question question.Question
	Variant  question.Variant
	Path     string
}

// A BuildError is what go says about code that it does not compile.
type BuildError struct{ Lines []string }

// Error returns the lines.
func (e BuildError) Error() string { return strings.Join(e.Lines, "\n") }

// position matches the start of a line of the compiler's, or of vet's. A linker that fails prints none.
var position = regexp.MustCompile(`(?m)^(` + vetMark + `)?\S+\.go:\d+:`)

// HasPosition reports whether a place in the code is named, as the compiler does. What go says of the network, of
// a full disk or of a missing module has none.
func (e BuildError) HasPosition() bool { return position.MatchString(e.Error()) }

// Build compiles the question's tests into dir, which must be there. If go refuses the code, the error is a
// BuildError, with paths from the repository's directory.
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
	// Whether the compiler says that or go vet, which runs before it, only shows without the latter.
	mark := ""
	if refused.HasPosition() && compile("-vet=off") == nil {
		mark = vetMark
	}
	for i, line := range refused.Lines {
		refused.Lines[i] = mark + c.Overlay.rename(q.Root, line)
	}
	return b, refused
}

// RunGo runs the go command in root and returns what it prints. If it fails, the error is a BuildError.
func RunGo(ctx context.Context, root string, args ...string) (output string, err error) {
	return run(ctx, goCommand(ctx, root, args...))
}

// run runs a command of go's and returns what it prints.
func run(ctx context.Context, command *exec.Cmd) (output string, err error) {
	var said strings.Builder
	command.Stderr = &said
	printed, err := command.Output()
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if _, ok := errors.AsType[*exec.ExitError](err); ok {
		return "", BuildError{compilerLines(command.Dir, said.String()+string(printed))}
	}
	return string(printed), ExplainCommand("go", err)
}

// goCommand returns the command go with args, to be run in dir. Of a user's GOFLAGS it has only those that change
// nothing but how go works, and no go.work that leaves this module out counts.
func goCommand(ctx context.Context, dir string, args ...string) *exec.Cmd {
	command := exec.CommandContext(ctx, "go", args...)
	command.Dir = dir
	command.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS="+cleanFlags(dir))
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) } // so that it removes its own files
	command.WaitDelay = 5 * time.Second
	return command
}

// cleanFlags returns the flags of the user's, from the environment or go's own settings, that may stay. The flag
// that it ends with makes sure that there is one: an empty variable would not count.
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

// vetMark begins the lines that go vet, and not the compiler, says.
const vetMark = "go vet: "

// compilerLines returns the lines of a failed build's output that say why, with paths from the repository's
// directory. The others name packages.
func compilerLines(root, output string) []string {
	var lines []string
	for line := range strings.Lines(output) {
		line = strings.TrimRight(line, "\r\n")
		if !strings.HasPrefix(line, "# ") && line != "FAIL" && !strings.HasPrefix(line, "FAIL\t") {
			lines = append(lines, shorten(root, line))
		}
	}
	return lines
}

// GetGo says where Go is to be had.
const GetGo = "install Go 1.26 or newer from https://go.dev/dl/"

// ExplainCommand returns err, of starting the named command, with what to do if it is not there.
func ExplainCommand(name string, err error) error {
	switch {
	case !errors.Is(err, exec.ErrNotFound):
		return err
	case name == "go":
		return fmt.Errorf("there is no command go: %s, or add the directory that has it to PATH", GetGo)
	default:
		return fmt.Errorf("there is no command %[1]s: install %[1]s, or add the directory that has it to PATH", name)
	}
}
