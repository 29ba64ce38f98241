//go:build !linux

package sandbox

import (
	"context"
	"errors"
	"os/exec"
	"runtime"
)

const boxAdvice = "there are boxes only on Linux. internal/kit/TEACHING.md has a container for Docker"

// hasFilter says that system calls cannot be filtered here.
const hasFilter = false

// Only Linux has boxes.

func boxKinds() []string { return nil }

// Try returns an error: there is no box here.
func (b Sandbox) Try(context.Context, string) error { return errors.New("no box for " + runtime.GOOS) }

// Command returns the command that runs a program with limits but without a box.
func (b Sandbox) Command(ctx context.Context, path, _ string) *exec.Cmd { return unboxed(ctx, path) }

// Enter returns an error: there is no box here.
func Enter(string, string, bool) error { return errors.New("no box for " + runtime.GOOS) }
