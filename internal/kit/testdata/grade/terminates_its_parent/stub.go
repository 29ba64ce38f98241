//go:build stub

package stack

import (
	"os"
	"syscall"
	"time"
)

func Count(n int) (int, error) {
	for range 3 {
		if n == 2 {
			syscall.Kill(os.Getppid(), syscall.SIGTERM)
			time.Sleep(100 * time.Millisecond)
		}
	}
	return n, Check(n)
}
