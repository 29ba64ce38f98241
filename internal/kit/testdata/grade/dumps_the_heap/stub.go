//go:build stub

package stack

import (
	"os"
	"runtime/debug"
)

func init() {
	dump, _ := os.Create("dump")
	debug.WriteHeapDump(dump.Fd())
}

func Count(n int) (int, error) { return n, Check(n) }
