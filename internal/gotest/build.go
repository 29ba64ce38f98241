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
}

// A Binary is the compiled tests of a question.
type Binary struct {
	Question question.Question
	Path     string
}

// A BuildError is what go says about code that it does not compile.
type BuildError struct{ Lines []string }

func (e BuildError) Error() string { return strings.Join(e.Lines, "\n") }

// position matches the start of a line of the compiler's, or of vet's. A linker that fails prints none.
var position = regexp.MustCompile(`(?m)^(` + vetMark + `)?\S+\.go:\d+:`)

// HasPosition reports whether a place in the code is named, as the compiler does. What go says of the network, of
// a full disk or of a missing module has none.
func (e BuildError) HasPosition() bool { return position.MatchString(e.Error()) }

// Build compiles the question's tests into dir, which must be there, as a binary of that name. If go refuses
// the code, the error is a BuildError, with paths from the repository's directory.
func Build(ctx context.Context, dir, name string, q question.Question, c Config) (Binary, error) {
	b := Binary{q, filepath.Join(dir, name+".exe")} // a name that runs everywhere
	args := []string{"test", "-c", "-tags=" + string(c.Variant), "-o=" + b.Path}
	if c.Overlay != nil {
		file, err := c.Overlay.Write(dir)
		if err != nil {
			return b, err
		}
		args = append(args, "-overlay="+file)
	}
	_, err := RunGo(ctx, q.Root, append(append(args, c.Args...), "./"+q.Name)...)
	if refused, ok := errors.AsType[BuildError](err); ok {
		for i, line := range refused.Lines {
			refused.Lines[i] = c.Overlay.rename(q.Root, line)
		}
	}
	return b, err
}

// RunGo runs the go command in root and returns what it prints. If it fails, the error is a BuildError.
func RunGo(ctx context.Context, root string, args ...string) (output string, err error) {
	command := Go(ctx, root, args...)
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) } // so that it removes its own files
	command.WaitDelay = 5 * time.Second
	var said strings.Builder
	command.Stderr = &said
	printed, err := command.Output()
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if _, ok := errors.AsType[*exec.ExitError](err); ok {
		return "", BuildError{CompilerLines(root, said.String()+string(printed))}
	}
	return string(printed), ExplainCommand("go", err)
}

// Go returns the command go with args, to be run in dir. Of a user's GOFLAGS it has only those that change
// nothing but how go works, and no go.work that leaves this module out counts.
func Go(ctx context.Context, dir string, args ...string) *exec.Cmd {
	command := exec.CommandContext(ctx, "go", args...)
	command.Dir = dir
	command.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS="+cleanFlags(dir))
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
		command := exec.Command("go", "env", "GOFLAGS")
		command.Dir = dir
		output, _ := command.Output()
		goEnvFlags = strings.TrimSpace(string(output))
	})
	return goEnvFlags
}

// vetMark begins the lines that go vet, and not the compiler, says.
const vetMark = "go vet: "

// CompilerLines returns the lines of a failed build's output that say why, with paths from the repository's
// directory. The others name packages; the one above what vet says does so in brackets.
func CompilerLines(root, output string) []string {
	mark := ""
	var lines []string
	for line := range strings.Lines(output) {
		switch line = strings.TrimRight(line, "\r\n"); {
		case strings.HasPrefix(line, "# ["):
			mark = vetMark
		case strings.HasPrefix(line, "# "):
			mark = ""
		case line == "FAIL" || strings.HasPrefix(line, "FAIL\t"):
		default:
			lines = append(lines, mark+shorten(root, line))
		}
	}
	return lines
}

// getGo says where Go is to be had.
const getGo = "install Go 1.26 or newer from https://go.dev/dl/"

// ExplainCommand returns err, of starting the named command, with what to do if it is not there.
func ExplainCommand(name string, err error) error {
	switch {
	case !errors.Is(err, exec.ErrNotFound):
		return err
	case name == "go":
		return fmt.Errorf("there is no command go: %s, or add the directory that has it to PATH", getGo)
	default:
		return fmt.Errorf("there is no command %[1]s: install %[1]s, or add the directory that has it to PATH", name)
	}
}
