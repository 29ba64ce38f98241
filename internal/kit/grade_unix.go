//go:build unix

package main

import (
	"os"
	"os/exec"
	"syscall"
)

// limitedCommand returns a command whose process leads a group of its own, so that its children end
// with it, and may not take the machine's memory (4 GiB) or disk (32 MiB or twice that a file).
func limitedCommand(path string, args ...string) *exec.Cmd {
	const limits = `ulimit -v 4194304 2>/dev/null; ulimit -f 65536 2>/dev/null; ulimit -c 0; exec "$0" "$@"`
	command := exec.Command("/bin/sh", append([]string{"-c", limits, path}, args...)...)
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return command
}

// killGroup ends the process and the children that did not leave its group.
func killGroup(process *os.Process) {
	syscall.Kill(-process.Pid, syscall.SIGKILL)
}
