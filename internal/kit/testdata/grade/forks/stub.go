//go:build stub

package stack

import (
	"os"
	"os/exec"
	"syscall"
)

// The children hold the output open, and one leaves the group of processes. In a box there is no such program.
func init() {
	for _, leave := range []bool{false, true} {
		child := exec.Command("sleep", "98765")
		child.Stdout, child.Stderr = os.Stdout, os.Stderr
		child.SysProcAttr = &syscall.SysProcAttr{Setsid: leave}
		child.Start()
	}
}

func Count(n int) (int, error) { return n, Check(n) }
