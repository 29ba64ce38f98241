//go:build !unix

package main

import (
	"context"
	"os"
	"os/exec"
)

// There are no limits of processes that a command could set.
const stepLimits, compilerLimits = "", ""

// limitedCommand returns a plain command: the limits are those of the box that grade runs in.
func limitedCommand(ctx context.Context, _, path string, args ...string) *exec.Cmd {
	return exec.CommandContext(ctx, path, args...)
}

// ownSession returns the command as it is.
func ownSession(command *exec.Cmd) *exec.Cmd { return command }

// surviveSignals does nothing: there are no signals.
func surviveSignals() {}

// killGroup ends the process.
func killGroup(process *os.Process) error { return process.Kill() }
