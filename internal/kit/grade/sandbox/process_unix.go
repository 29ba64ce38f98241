//go:build unix

package sandbox

import (
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

// Limits of a process, as commands of a shell. A step may use 4 GiB of memory, and write files of 32 MiB, or twice that
// in some shells. A compiler may write files of 256 MiB, or twice that, because what it writes stays in the build cache.
// It may use 20 minutes of processor time, so that it ends even if the grader was killed and cannot stop it.
const (
	stepLimits     = `ulimit -v 4194304 2>/dev/null; ulimit -f 65536 2>/dev/null; ulimit -c 0; `
	compilerLimits = `ulimit -v 4194304 2>/dev/null; ulimit -f 524288 2>/dev/null; ulimit -t 1200 2>/dev/null; ulimit -c 0; `
)

// limit sets limits for a command, and makes its process lead a session of its own, so that its children end with it.
func limit(command *exec.Cmd, limits string) *exec.Cmd {
	command.Args = append([]string{"/bin/sh", "-c", limits + `exec "$0" "$@"`, command.Path}, command.Args[1:]...)
	command.Path = "/bin/sh"
	return OwnSession(command)
}

// LimitCompiler sets limits for the command of a compiler, and makes its children end with it.
func LimitCompiler(command *exec.Cmd) { limit(command, compilerLimits) }

// OwnSession makes the process of a command lead a session, and so a group, that ends with its context.
func OwnSession(command *exec.Cmd) *exec.Cmd {
	if command.SysProcAttr == nil {
		command.SysProcAttr = new(syscall.SysProcAttr)
	}
	command.SysProcAttr.Setsid = true
	command.Cancel = func() error { return KillGroup(command.Process) }
	return command
}

// SurviveSignals makes this process ignore the signals that would end it, as far as a process can. It does not ignore
// the signals with which the user ends it. A submission that runs without a box may send any signal.
func SurviveSignals() {
	signal.Notify(make(chan os.Signal, 1), syscall.SIGQUIT, syscall.SIGABRT, syscall.SIGTRAP, syscall.SIGALRM, syscall.SIGVTALRM, syscall.SIGPROF,
		syscall.SIGSEGV, syscall.SIGBUS, syscall.SIGFPE, syscall.SIGILL, syscall.SIGSYS, syscall.SIGXCPU, syscall.SIGXFSZ, syscall.SIGUSR1, syscall.SIGUSR2)
}

// KillGroup ends the process and those of its children that did not leave its group.
func KillGroup(process *os.Process) error { return syscall.Kill(-process.Pid, syscall.SIGKILL) }
